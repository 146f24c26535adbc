// Who is not on the board, and why: by reason, the most frequent first.
import { h, pill, put, text, to } from "./dom.js";
import { all, find, path } from "./api.js";
import { count, OUTCOME_TONE, plural, words } from "./format.js";

const FAILED = ["NO_CHANGE", "REJECTED_BY_GATE", "TIMED_OUT", "AGENT_FAILED", "INFRASTRUCTURE_FAILED"];
const MOST = 20000;
const AT_ONCE = 100;

/** Groups by outcome and reason; figures in reasons make no group of their own. */
export function grouped(items) {
  const groups = new Map();
  for (const item of items) {
    const key = item.outcome + "\n" + item.reason.replace(/\d+(\.\d+)?/g, "#");
    const group = groups.get(key) ?? { outcome: item.outcome, reason: item.reason, items: [] };
    group.items.push(item);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => b.items.length - a.items.length);
}

/** The rejected of a task. */
export function rejected(state, signal) {
  const { taskId } = state.task;
  let revision = -1;
  const status = h("p", { class: "sub", role: "status" });
  const again = h("button", { type: "button", class: "quiet", hidden: true, onclick: () => load() }, "Refresh");
  const place = h("div", { class: "groups" });
  const element = h("section", { "aria-labelledby": "rejected-title" },
    h("div", { class: "head" }, h("h2", { id: "rejected-title" }, "Not on the board"), status, again), place);

  async function load() {
    revision = state.contest.revision;
    again.hidden = true;
    text(status, "Loading …");
    try {
      const clusters = await all(path("tasks", taskId, "standings") + "?limit=1000&state=REJECTED", "standings", signal, MOST);
      const attempts = [];
      // One after the other: each is a scan of all attempts.
      for (const outcome of FAILED) {
        attempts.push(...await all(path("tasks", taskId, "attempts") + "?limit=1000&logs=false&outcome=" + outcome, "attempts", signal, MOST));
      }
      const items = [
        ...clusters.filter((each) => !each.control).map((each) => ({ ...each, count: each.size })),
        ...attempts.filter((each) => each.clusterId === null).map((each) => ({ ...each, count: 1 })),
      ];
      show(items);
    } catch (failure) {
      if (!signal.aborted) {
        text(status, failure.message);
      }
    }
  }

  function show(items) {
    const sum = (list) => list.reduce((total, each) => total + each.count, 0);
    const groups = grouped(items);
    const most = Math.max(1, ...groups.map((group) => sum(group.items)));
    text(status, items.length === 0 ? "Everybody who came back is on the board, or may still get there." : plural(sum(items), "attempt") + " for " + plural(groups.length, "reason"));
    put(place, groups.map((group) => groupView(group, sum(group.items), most)));
  }

  /** An attempt that came to nothing; its log is asked for when it is opened. */
  function ended(item) {
    const log = h("div", {});
    const open = async (event) => {
      if (event.currentTarget.open && !log.hasChildNodes()) {
        const attempt = await find(path("tasks", taskId, "attempts", item.attemptId), signal).catch(() => null);
        put(log, attempt?.logTail && h("pre", { class: "log", tabindex: "0" }, attempt.logTail));
      }
    };
    return h("details", { class: "inline", ontoggle: open }, h("summary", {}, item.attemptId), h("p", {}, item.reason), log);
  }

  function groupView(group, number, most) {
    const list = h("ul", { class: "members" });
    const more = h("button", { type: "button", class: "quiet", onclick: () => add() });
    let next = 0;
    const add = () => {
      list.append(...group.items.slice(next, next + AT_ONCE).map(member));
      next += AT_ONCE;
      more.hidden = next >= group.items.length;
      text(more, "Show more of " + count(group.items.length));
    };
    return h("details", { class: "group", ontoggle: (event) => { if (event.currentTarget.open && next === 0) { add(); } } },
      h("summary", {}, h("span", { class: "tally" }, h("span", { class: "number" }, count(number)), h("span", { class: "mini", "aria-hidden": "true", "--share": number / most })),
        pill(words(group.outcome), OUTCOME_TONE[group.outcome]), h("span", { class: "reason" }, group.reason || "no reason was given")),
      list, more);
  }

  function member(item) {
    return h("li", {}, item.state ? h("a", { href: to("tasks", taskId, "candidates", item.clusterId) }, item.attemptId) : ended(item),
    item.count > 1 && h("span", { class: "sub" }, " and " + plural(item.count - 1, "other")),
    item.state && h("span", { class: "sub" }, " " + item.reason));
  }

  return {
    element,
    shown: () => { if (revision < 0) { load(); } },
    update: () => { again.hidden = revision < 0 || revision === state.contest.revision; },
  };
}
