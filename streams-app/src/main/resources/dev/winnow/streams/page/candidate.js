// One candidate in full, in a drawer beside the board.
import { h, pill, put, table, to } from "./dom.js";
import { all, download, find, path } from "./api.js";
import { between, count, date, deviation, duration, figure, money, OUTCOME_TONE, percent, plural, short, STATE_TONE, words } from "./format.js";
import { intervalBar, samplesOf, scaleOf } from "./board.js";
import { view } from "./diff.js";

const MEMBERS = 200;

/** Opens the drawer. state: {task, board}; closed is called when it is closed. */
export function openCandidate(state, clusterId, closed) {
  const controller = new AbortController();
  const content = h("div", { class: "drawer-body" }, h("p", { class: "loading" }, "Loading …"));
  const close = h("button", { type: "button", class: "quiet close", onclick: () => dialog.close() }, h("span", { "aria-hidden": "true" }, "✕"), h("span", { class: "hidden" }, "Close"));
  const dialog = h("dialog", { class: "drawer", "aria-labelledby": "candidate-title", onclick: (event) => {
    if (event.target === dialog) {
      dialog.close();
    }
  } }, h("div", { class: "drawer-frame" }, close, content));
  dialog.addEventListener("close", () => {
    controller.abort();
    dialog.remove();
    closed();
  });
  document.body.append(dialog);
  dialog.showModal();
  show(content, state, clusterId, controller.signal).catch((failure) => {
    if (!controller.signal.aborted) {
      put(content, h("h2", { id: "candidate-title" }, clusterId), h("p", { class: "notice small" }, failure.message));
    }
  });
  return dialog;
}

async function show(content, state, clusterId, signal) {
  const { taskId } = state.task;
  const [standing, members] = await Promise.all([
    find(path("tasks", taskId, "standings", clusterId), signal),
    all(path("tasks", taskId, "attempts") + "?limit=" + MEMBERS + "&cluster=" + encodeURIComponent(clusterId), "attempts", signal, MEMBERS),
  ]);
  if (!standing) {
    put(content, h("h2", { id: "candidate-title" }, "No such candidate"), h("p", {}, "Task " + taskId + " has no cluster " + clusterId + "."));
    return;
  }
  const entry = state.board?.entries.find((each) => each.clusterId === clusterId) ?? null;
  put(content,
    h("header", {},
      h("p", { class: "sub" }, "Candidate of ", taskId),
      h("h2", { id: "candidate-title", tabindex: "-1", autofocus: true }, standing.variant, " ", pill(words(standing.state), STATE_TONE[standing.state]),
        entry && pill("rank " + entry.rank, entry.rank === 1 ? "good" : "neutral"), entry?.tied && pill("ties with the first", "warn")),
      standing.reason && h("p", { class: "reason" }, standing.reason)),
    facts(state, standing, entry), metrics(state, standing, entry), parameters(state, standing),
    patch(state, standing, signal), membersView(members, standing));
  content.querySelector("h2").focus();
}

function facts(state, standing, entry) {
  const { diff } = standing;
  const rows = [
    ["Attempt", h("code", {}, standing.attemptId)],
    ["Commit", h("code", { title: standing.commit }, short(standing.commit))],
    ["Change", [h("span", { class: "added" }, "+" + count(diff.insertions)), " ", h("span", { class: "removed" }, "−" + count(diff.deletions)), " in " + plural(diff.files, "file")]],
    ["Cluster", plural(standing.size, "attempt") + " made this change"],
    ["Rungs passed", standing.rungsPassed + " of " + state.task.evaluator.rungs.length],
    ["Cost", money(standing.cost)],
    ["Evaluated for", duration(standing.evaluationMs)],
    standing.base && ["Made on", h("code", { title: standing.base }, short(standing.base))],
    entry && entry.bestRank > 0 && ["Ranks possible", entry.bestRank === entry.worstRank ? entry.bestRank : entry.bestRank + " to " + entry.worstRank],
    entry && entry.probabilityBest !== null && ["P(best)", percent(entry.probabilityBest)],
    entry && entry.familySize > 1 && ["Family", plural(entry.familySize, "cluster")],
    standing.familyId && standing.familyId !== standing.clusterId && ["Alike to", h("a", { href: to("tasks", state.task.taskId, "candidates", standing.familyId) }, short(standing.familyId))],
    standing.behaviour && ["Behaviour", h("code", {}, short(standing.behaviour))],
    ["Updated", date(standing.updatedAt)],
  ];
  return h("dl", { class: "facts" }, rows.filter(Boolean).map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value))));
}

function metrics(state, standing, entry) {
  const names = Object.keys(standing.metrics);
  if (names.length === 0) {
    return null;
  }
  const goals = new Map(state.task.objectives.map((objective, index) => [objective.metric, index]));
  names.sort((a, b) => (goals.get(a) ?? 99) - (goals.get(b) ?? 99) || a.localeCompare(b));
  const rows = names.map((name) => {
    const summary = standing.metrics[name];
    const interval = entry?.intervals[name];
    const fresh = standing.fresh[name];
    const screening = standing.screening[name];
    return h("tr", {}, h("th", { scope: "row" }, name, !goals.has(name) && h("span", { class: "sub" }, " not compared")),
      h("td", { class: "number value" }, h("span", { class: "figure" }, between(summary.mean, interval)),
        interval && intervalBar(summary.mean, interval, scaleOf(state.board.entries, name), state.board.control?.metrics[name]?.mean)),
      h("td", { class: "number" }, count(summary.count)), h("td", { class: "number" }, figure(deviation(summary))),
      h("td", { class: "number" }, figure(summary.min)), h("td", { class: "number" }, figure(summary.max)),
      h("td", { class: "number" }, fresh ? figure(fresh.mean) + " (" + fresh.count + ")" : "–"),
      h("td", { class: "number" }, screening ? figure(screening.mean) + " (" + screening.count + ")" : "–"));
  });
  return h("section", {}, h("h3", {}, "What was measured"),
    table("Mean with interval, samples and spread", [["Metric"], ["Mean", "number"], ["Samples", "number"], ["Spread", "number"], ["Least", "number"], ["Most", "number"], ["After the choice", "number"], ["First rung", "number"]], rows));
}

function parameters(state, standing) {
  const variant = state.task.variants.find((each) => each.name === standing.variant);
  const entries = Object.entries(variant?.parameters ?? {});
  if (entries.length === 0 && !variant?.prompt) {
    return null;
  }
  return h("section", {}, h("h3", {}, "The variant"),
    entries.length > 0 && h("dl", { class: "facts" }, entries.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, h("code", {}, value))))),
    variant.prompt && h("pre", { class: "prose", tabindex: "0" }, variant.prompt));
}

function patch(state, standing, signal) {
  const place = h("div", {}, h("p", { class: "loading" }, "Reading the patch …"));
  const address = path("tasks", state.task.taskId, "attempts", standing.attemptId, "patch");
  if (standing.control) {
    return null;
  }
  download(address, signal).then((answer) => put(place, view(answer)), (failure) => {
    if (!signal.aborted) {
      put(place, h("p", { class: "notice small" }, failure.message));
    }
  });
  return h("section", {}, h("h3", {}, "The patch"), place);
}

function membersView(members, standing) {
  const own = members.find((each) => each.attemptId === standing.attemptId);
  const rows = members.map((attempt) => h("tr", {}, h("th", { scope: "row" }, attempt.attemptId, attempt.attemptId === standing.attemptId && h("span", { class: "sub" }, " stands for all")),
    h("td", {}, attempt.outcome ? pill(words(attempt.outcome), OUTCOME_TONE[attempt.outcome]) : pill("in flight", "live")),
    h("td", { class: "number" }, duration(attempt.agentMs)), h("td", { class: "number" }, attempt.cost === null ? "–" : money(attempt.cost)),
    h("td", {}, attempt.worker), h("td", {}, date(attempt.finishedAt))));
  return [
    h("section", {}, h("h3", {}, "The end of the agent's output"), own?.logTail ? h("pre", { class: "log", tabindex: "0", "aria-label": "Log of " + own.attemptId }, own.logTail) : h("p", { class: "empty" }, "The agent wrote nothing.")),
    members.length > 0 && h("section", {}, h("h3", {}, "Members of the cluster"),
      table(members.length === 1 ? "One attempt made this change" : count(members.length) + " attempts made this change", [["Attempt"], ["Outcome"], ["Agent's time", "number"], ["Cost", "number"], ["Worker"], ["Ended"]], rows)),
    ...members.filter((each) => each !== own && each.logTail).slice(0, 20).map((each) => h("details", { class: "listing" }, h("summary", {}, "Output of " + each.attemptId), h("pre", { class: "log", tabindex: "0" }, each.logTail))),
  ];
}
