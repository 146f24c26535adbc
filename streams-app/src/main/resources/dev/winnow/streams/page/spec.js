// What was asked for.
import { h, put, table } from "./dom.js";
import { count, date, duration, money, plural, short, words } from "./format.js";

const facts = (rows) => h("dl", { class: "facts" }, rows.filter(Boolean).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
const section = (name, ...children) => h("section", {}, h("h3", {}, name), children);
const code = (value) => h("code", {}, value);
const VARIANTS = 200;

/** The task as it was submitted. */
export function spec(state) {
  const element = h("section", { class: "spec", "aria-label": "The task as it was submitted" });
  let drawn = null;
  function update() {
    if (drawn !== state.task) {
      drawn = state.task;
      put(element, view(state.task, state.contest));
    }
  }
  return { element, update };
}

function view(task, contest) {
  const { agent, evaluator, budget, decision } = task;
  return [
    task.prompt && section("Prompt", h("pre", { class: "prose", tabindex: "0" }, task.prompt)),
    section("Repository", facts([["Code", code(task.repository.url)], ["Base", code(short(task.repository.base))], ["Results", code(task.repository.results)], ["Submitted", date(task.submittedAt)], ["Started", date(contest.startedAt)]])),
    section("Objectives", table("What is compared, most important first", [["Metric"], ["Goal"], ["Tolerance", "number"], ["Exact"]],
      task.objectives.map((each) => h("tr", {}, h("th", { scope: "row" }, each.metric), h("td", {}, words(each.direction)), h("td", { class: "number" }, each.tolerance), h("td", {}, each.exact ? "yes" : "no"))))),
    !task.merge && section("Agent", facts([["Adapter", code(agent.adapter)], agent.model && ["Model", code(agent.model)], agent.command.length > 0 && ["Command", code(agent.command.join(" "))], ["Timeout", duration(agent.timeoutMs)], ["Cost at most", money(agent.maxCost)]])),
    section("Evaluator", table("Rungs, cheapest first", [["Rung"], ["Command"], ["Timeout", "number"], ["Samples", "number"], ["Metrics"]],
      evaluator.rungs.map((rung) => h("tr", {}, h("th", { scope: "row" }, rung.name), h("td", { class: "clip" }, code(rung.command.join(" "))), h("td", { class: "number" }, duration(rung.timeoutMs)), h("td", { class: "number" }, count(rung.samples)), h("td", {}, rung.metricsFrom === "NONE" ? "gate" : "measured" + (rung.paired ? ", paired" : ""))))),
    evaluator.protectedPaths.length > 0 && h("p", {}, "Protected: ", evaluator.protectedPaths.map((each, index) => [index > 0 && ", ", code(each)]))),
    section("Budget and decision", facts([["Attempts", count(budget.attempts)], ["Money", budget.money === null ? "no cap" : money(budget.money)], ["Wall time", duration(budget.wallTimeMs)], ["Agents' time", budget.agentMs === null ? "no cap" : duration(budget.agentMs)], ["In flight at once", count(budget.concurrent)],
      ["Kept", count(decision.keep)], ["Confidence", decision.confidence * 100 + " %"], ["Samples at most", count(decision.maxSamples)], ["Samples after the choice", count(decision.confirmSamples)], decision.patience > 0 && ["Patience", plural(decision.patience, "attempt")], ["Ranked by", words(task.rankBy)]])),
    section("Variants", table(plural(task.variants.length, "variant") + (task.variants.length > VARIANTS ? ", the first " + VARIANTS : ""), [["Variant"], ["Attempts", "number"], ["Parameters"]],
      task.variants.slice(0, VARIANTS).map((each) => h("tr", {}, h("th", { scope: "row" }, each.name), h("td", { class: "number" }, count(each.attempts)), h("td", {}, Object.entries(each.parameters).map(([name, value], index) => [index > 0 && ", ", code(name + "=" + value)])))))),
  ];
}
