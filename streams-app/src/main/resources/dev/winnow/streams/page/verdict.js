// The verdict, and all that it rests on.
import { h, pill, put, table, to } from "./dom.js";
import { between, count, date, duration, figure, money, percent, plural, short, title, words } from "./format.js";
import { diffCell, intervalBar, samplesOf, scaleOf, valueCell } from "./board.js";

const TONE = { WINNER: "good", TIE_SET: "warn", NO_WINNER: "neutral", REFUSED: "bad", CANCELLED: "warn" };
const MERGE_TONE = { LANDED: "good", HELPS: "good", CONFLICT: "bad", REJECTED: "bad", CONTAINED: "neutral", NO_GAIN: "neutral", UNDECIDED: "warn" };

/** The verdict of a task. state: {task, contest, verdict}. */
export function verdict(state) {
  const element = h("section", { class: "verdict", "aria-label": "Verdict" });
  let drawn;
  function update() {
    if (drawn === state.verdict && drawn !== undefined) {
      return;
    }
    drawn = state.verdict;
    put(element, state.verdict ? view(state) : h("p", { class: "empty" }, "The task is not decided yet. It is when nothing is in flight and nothing more may be issued, or when its time is out."));
  }
  return { element, update };
}

const section = (name, ...children) => h("section", {}, h("h3", {}, name), children);
const facts = (rows) => h("dl", { class: "facts" }, rows.filter(Boolean).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));

function view(state) {
  const { task, verdict: all } = state;
  const link = (id, label) => h("a", { href: to("tasks", task.taskId, "candidates", id) }, label);
  return [
    h("header", { class: "banner", "data-tone": TONE[all.kind] }, h("h2", {}, title(all.kind)), h("p", {}, all.reason),
      h("p", { class: "sub" }, "Decided " + date(all.decidedAt) + (all.grade > 1 ? ", grade " + all.grade : ""))),
    all.warnings.length > 0 && section("Before you trust it", h("ul", { class: "warnings" }, all.warnings.map((each) => h("li", {}, each)))),
    all.kept.length > 0 && section("Kept", kept(task, all, link),
      all.kept.length > 0 && h("p", { class: "sub" }, "In a clone, ", h("code", {}, "winnow fetch " + task.taskId), " brings the first.")),
    all.tieSet.length > 0 && section("Tie set", h("p", {}, "The data do not set these apart from the first: "), h("ul", { class: "inline-list" }, all.tieSet.map((id) => h("li", {}, link(id, nameOf(state, id)))))),
    all.variants.length > 0 && groups(task, all),
    all.merge && merge(all.merge, task),
    all.judging && judging(all.judging, link),
    all.behaviours.length > 0 && section("Agreement", table("Patches whose tests came to the same", [["Behaviour"], ["Best of them"], ["Clusters", "number"], ["Attempts", "number"]],
      all.behaviours.map((group) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, short(group.behaviour))), h("td", {}, group.attemptId), h("td", { class: "number" }, count(group.clusters)), h("td", { class: "number" }, count(group.attempts)))))),
    section("What it took", facts([
      ["Attempts", count(all.attemptsRun) + " of " + count(all.attemptsPlanned)], ["Clusters", count(all.clusters)], ["Duplicates", count(all.duplicates)],
      ["Evaluations", count(all.evaluations)], ["Samples", count(all.samples)], ["Money", money(all.spend.money)],
      ["Agents' time", duration(all.spend.agentMs)], ["Evaluation", duration(all.spend.evaluationMs)], ["From start to verdict", duration(new Date(all.decidedAt) - new Date(all.startedAt))],
    ]), outcomes(all)),
    all.savings && section("What was saved", facts([
      ["Evaluation time", duration(all.savings.evaluationMs)], Number(all.savings.money) > 0 && ["Money", money(all.savings.money)],
      ["Duplicates not evaluated", count(all.savings.duplicates)], ["Family members that waited", count(all.savings.waiting)],
      ["Stopped at a rung", count(all.savings.stopped)], ["Samples not taken", count(all.savings.samples)],
    ])),
    section("The evaluator", all.audit
      ? h("p", {}, "An audit had sent " + plural(all.audit.mutants, "mutant") + " of the base through it; it rejected " + count(all.audit.killed) + " (" + percent(all.audit.killed / Math.max(1, all.audit.mutants)) + ").")
      : h("p", { class: "sub" }, "It was not audited."),
    all.control && h("p", {}, "The untouched base measured ", task.objectives.map((objective, index) => [index > 0 && ", ", between(all.control.metrics[objective.metric]?.mean ?? null, all.control.intervals[objective.metric]) + " " + objective.metric]), ".")),
    Object.keys(all.hosts).length > 0 && section("Machines", table("Samples by kind of machine", [["Machine"], ["Samples", "number"]],
      Object.entries(all.hosts).map(([host, samples]) => h("tr", {}, h("th", { scope: "row" }, host), h("td", { class: "number" }, count(samples)))))),
    all.gains.length > 0 && section("When the leader got better", table("Each gain, and what had been spent by then", [["Best", "number"], ["Attempts", "number"], ["Money", "number"]],
      all.gains.map((gain) => h("tr", {}, h("td", { class: "number" }, figure(gain.best)), h("td", { class: "number" }, count(gain.attempts)), h("td", { class: "number" }, money(gain.money)))))),
  ];
}

function nameOf(state, id) {
  return state.board?.entries.find((entry) => entry.clusterId === id)?.variant ?? short(id);
}

function kept(task, all, link) {
  const entries = all.control ? [...all.kept, all.control] : all.kept;
  return table("The candidates that are kept", [["#", "number"], ["Candidate"], ...task.objectives.map(({ metric }) => [metric, "number"]), ...task.objectives.slice(0, 1).map(({ metric }) => [metric + " after the choice", "number"]), ["Samples", "number"], ["Change", "number"], ["Cost", "number"]],
    all.kept.map((entry) => h("tr", {}, h("td", { class: "number rank" }, entry.rank), h("th", { scope: "row" }, link(entry.clusterId, entry.variant), " ", entry.tied && pill("ties", "warn"), h("span", { class: "sub" }, entry.attemptId)),
      task.objectives.map(({ metric }) => valueCell(entry, metric, scaleOf(entries, metric), all.control?.metrics[metric]?.mean)),
      task.objectives.slice(0, 1).map(({ metric }) => h("td", { class: "number" }, entry.fresh[metric] ? figure(entry.fresh[metric].mean) + " (" + entry.fresh[metric].count + ")" : "–")),
      h("td", { class: "number" }, count(samplesOf(entry, task.objectives))), diffCell(entry.diff), h("td", { class: "number" }, money(entry.cost)))));
}

function groups(task, all) {
  const metrics = task.objectives.map(({ metric }) => metric);
  const scales = Object.fromEntries(metrics.map((metric) => [metric, scaleOf(all.variants, metric)]));
  return section("Variants as groups", table("What an attempt of each variant comes to on average", [["Variant"], ["Attempts", "number"], ["Failed", "number"], ...metrics.map((metric) => [metric, "number"])],
    all.variants.map((group) => h("tr", {}, h("th", { scope: "row" }, group.variant, " ", group.tied && pill("ties", "warn")), h("td", { class: "number" }, count(group.attempts)), h("td", { class: "number" }, count(group.failed)),
      metrics.map((metric) => {
        const summary = group.metrics[metric];
        return h("td", { class: "number value" }, summary ? [h("span", { class: "figure" }, between(summary.mean, group.intervals[metric])), intervalBar(summary.mean, group.intervals[metric], scales[metric])] : "–");
      })))));
}

function outcomes(all) {
  const entries = Object.entries(all.attemptsByOutcome).sort((a, b) => b[1] - a[1]);
  return entries.length > 0 && h("ul", { class: "inline-list" }, entries.map(([outcome, number]) => h("li", {}, count(number) + " " + words(outcome))));
}

function judging(all, link) {
  return section("Opinion of the judge", h("p", {}, plural(all.counted, "vote") + " of " + count(all.asked) + " count; " + plural(all.flipped, "answer") + " of " + count(all.pairs) + " changed with the order. It cost " + money(all.cost) + ". An opinion, apart from what was measured."),
    table("Best rated first", [["Candidate"], ["Rating", "number"], ["±", "number"], ["Votes for it", "number"]],
      all.opinions.map((each) => h("tr", {}, h("th", { scope: "row" }, link(each.clusterId, each.variant)), h("td", { class: "number" }, figure(each.rating, 1)), h("td", { class: "number" }, figure(each.deviation, 1)), h("td", { class: "number" }, count(each.preferred) + " of " + count(each.votes))))));
}

function merge(report, task) {
  const { metric } = task.objectives[0];
  const scale = scaleOf(report.entries.filter((entry) => entry.gain[metric]).map((entry) => ({ metrics: { [metric]: { mean: ((entry.gain[metric].low ?? 0) + (entry.gain[metric].high ?? 0)) / 2 } }, intervals: entry.gain })), metric);
  return section("Merged into " + report.branch, facts([["From", h("code", {}, short(report.start))], ["To", h("code", {}, short(report.head))], ["Combinations", count(report.combinations)], ["Moved by others", plural(report.moved, "time")], ["Pushed", report.land ? "what helps" : "nothing was to be"]]),
    table("The patches, in the order in which they were tried", [["Patch"], ["What became of it"], ["Gain in " + metric, "number"], ["Pairs", "number"], ["Why"]],
      report.entries.map((entry) => {
        const gain = entry.gain[metric];
        return h("tr", {}, h("th", { scope: "row" }, entry.name), h("td", {}, pill(words(entry.state), MERGE_TONE[entry.state])),
          h("td", { class: "number value" }, gain ? [h("span", { class: "figure" }, "[" + figure(gain.low) + ", " + figure(gain.high) + "]"), intervalBar(((gain.low ?? 0) + (gain.high ?? 0)) / 2, gain, scale, 0)] : "–"),
          h("td", { class: "number" }, count(entry.pairs)), h("td", {}, entry.reason, entry.conflicts.length > 0 && h("ul", {}, entry.conflicts.slice(0, 5).map((each) => h("li", {}, h("code", {}, each.path + (each.firstLine > 0 ? ":" + each.firstLine + "–" + each.lastLine : "")), " " + each.kind)))));
      })));
}
