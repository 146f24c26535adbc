// One task: how far it is, what it has cost, and the tabs that say the rest.
import { announce, h, pill, put, to } from "./dom.js";
import { find, follow, get, path, pause } from "./api.js";
import { BOARD, opening } from "./first.js";
import { count, date, duration, ended, money, percent, plural, STATUS_TONE, title, words } from "./format.js";
import { board, leaderText } from "./board.js";
import { candidates } from "./candidates.js";
import { moment, race } from "./race.js";
import { openCandidate } from "./candidate.js";
import { rejected } from "./rejected.js";
import { spec } from "./spec.js";
import { verdict } from "./verdict.js";

const LOOK_AGAIN_MS = 20000;
const TABS = { board: "Race and board", candidates: "Candidates", rejected: "Not on the board", verdict: "Verdict", task: "The task" };

/** A cap and what is used of it. parts: [share, class]. */
function meter(label, value, note, parts) {
  const whole = parts.reduce((sum, [share]) => sum + (Number.isFinite(share) ? share : 0), 0);
  return h("div", { class: "tile" }, h("p", { class: "label" }, label), h("p", { class: "big" }, value),
    parts.length > 0 && h("div", { class: "meter" + (whole >= 0.8 ? " high" : ""), role: "meter", "aria-label": label, "aria-valuemin": "0", "aria-valuemax": "100",
      "aria-valuenow": String(Math.min(100, Math.round(whole * 100))), "aria-valuetext": value + ", " + note },
    parts.map(([share, kind]) => h("span", { class: kind, "--share": Math.min(Math.max(share, 0), 1) }))),
    h("p", { class: "sub" }, note));
}

function tiles({ task, contest }) {
  const { budget } = task;
  const { spend } = contest;
  const done = ended(contest);
  const cap = Math.min(contest.attemptsPlanned, budget.attempts);
  const now = contest.pausedAt ? new Date(contest.pausedAt) : Date.now();
  const wall = new Date(contest.endsAt) - new Date(contest.startedAt);
  const isOpen = contest.status === "RUNNING" || contest.status === "PAUSED";
  const passed = (isOpen ? now : new Date(contest.updatedAt)) - new Date(contest.startedAt);
  return [
    meter("Attempts", count(done) + " of " + count(cap), plural(contest.attemptsOpen, "in flight", "in flight") + ", " + count(contest.clusters) + " different, " + plural(contest.duplicates, "duplicate"),
      [[done / Math.max(cap, 1), "used"], [Math.min(contest.attemptsOpen / Math.max(cap, 1), 1 - done / Math.max(cap, 1)), "reserved"]]),
    budget.money === null
      ? meter("Money", money(spend.money), Number(spend.reserved) > 0 ? money(spend.reserved) + " reserved, no cap" : "no cap", [])
      : meter("Money", money(spend.money), "of " + money(budget.money) + (Number(spend.reserved) > 0 ? ", " + money(spend.reserved) + " reserved" : ""),
        [[spend.money / budget.money, "used"], [spend.reserved / budget.money, "reserved"]]),
    meter(isOpen ? "Time left" : "Took", isOpen ? duration(Math.max(0, wall - passed)) : duration(passed), isOpen ? (contest.pausedAt ? "stands still, paused" : "ends at " + date(contest.endsAt)) : "of " + duration(wall),
      [[passed / Math.max(wall, 1), "used"]]),
    meter("Agents' time", duration(spend.agentMs), budget.agentMs === null ? "no cap" : "of " + duration(budget.agentMs), budget.agentMs === null ? [] : [[spend.agentMs / budget.agentMs, "used"]]),
    meter("Evaluation", duration(spend.evaluationMs), plural(contest.samples, "sample") + ", " + count(contest.evaluationsOpen) + " in flight", []),
  ];
}

function header(state) {
  const status = h("span", {});
  const grid = h("section", { class: "tiles", "aria-label": "Progress and budget" });
  const alerts = h("p", { class: "alerts" });
  const leader = h("p", { class: "lead" });
  const heading = h("h1", { tabindex: "-1", "data-title": state.task.taskId }, state.task.taskId, " ", status);
  const element = h("header", { class: "task-head" }, h("p", { class: "crumbs" }, h("a", { href: "#/tasks" }, "Tasks"), " / ", h("span", {}, state.task.taskId)),
    heading, leader, alerts, grid);
  let drawn = "";
  return {
    element,
    tick() {
      const isOpen = state.contest.status === "RUNNING";
      const now = state.contest.revision + (isOpen ? " " + Math.floor(Date.now() / 1000) : "");
      if (now !== drawn) {
        drawn = now;
        put(grid, tiles(state));
      }
    },
    update() {
      const { contest, task } = state;
      put(status, pill(words(contest.status), STATUS_TONE[contest.status]), contest.grade > 1 && pill("grade " + contest.grade));
      const first = state.board?.entries[0];
      put(leader, first ? [contest.status === "DECIDED" ? "First: " : "Leads: ", h("a", { href: to("tasks", task.taskId, "candidates", first.clusterId) }, first.variant), " with " + leaderText(task, first)] : "Nobody leads yet.");
      put(alerts, contest.alerts.length > 0 && contest.alerts.map((alert) => pill(alert.percent + " % of " + words(alert.cap), alert.percent >= 80 ? "bad" : "warn")));
      alerts.hidden = contest.alerts.length === 0;
      this.tick();
    },
  };
}

/** Opens the task that the address names. */
export async function open({ main, parts, signal, connection }) {
  const taskId = parts[0];
  const of = opening(taskId);
  const [{ task, contest }, first, points] = await Promise.all([
    get(of.task, signal),
    find(of.board, signal),
    find(of.race, signal),
  ]);
  const state = { task, contest, board: first?.version > 0 ? first : null, race: points?.points ?? [], verdict: null };
  if (contest.status === "DECIDED" || contest.status === "REFUSED") {
    state.verdict = await find(path("tasks", taskId, "verdict"), signal);
  }
  const head = header(state);
  const plot = race(state);
  const ranks = board(state);
  const panels = {
    board: { element: h("div", {}, plot.element, ranks.element), update: () => { plot.update(); ranks.update(); } },
    candidates: candidates(state, signal), rejected: rejected(state, signal), verdict: verdict(state), task: spec(state),
  };
  const tabs = tabList(taskId, panels);
  head.update();
  put(main, head.element, tabs.element);
  let drawer = null;
  const go = (rest) => {
    const [, where = "board", clusterId] = rest;
    const isCandidate = where === "candidates" && clusterId;
    // A candidate is shown over the tab that one comes from.
    tabs.show(isCandidate ? tabs.current() ?? "board" : panels[where] ? where : "board", !isCandidate);
    if (drawer && drawer.dataset.cluster !== clusterId) {
      drawer.dataset.left = "true";
      drawer.close();
    }
    if (isCandidate && drawer?.dataset.cluster !== clusterId) {
      const from = document.activeElement;
      const own = openCandidate(state, clusterId, () => {
        drawer = drawer === own ? null : drawer;
        if (!own.dataset.left) {
          history.replaceState(null, "", to("tasks", taskId, ...(tabs.current() === "board" ? [] : [tabs.current()])));
        }
        const again = document.querySelector("#main [data-row='" + CSS.escape(clusterId) + "']") ?? from;
        if (again?.isConnected) {
          again.focus();
        }
      });
      own.dataset.cluster = clusterId;
      drawer = own;
    }
  };
  go(parts);
  signal.addEventListener("abort", () => drawer?.close());
  live(state, { head, panels, tabs, signal, connection }).catch(() => connection("off"));
  return { go };
}

/** Tabs by the pattern of the ARIA guide: one stop, arrows go from tab to tab, and each is an address. */
function tabList(taskId, panels) {
  let current = null;
  const names = Object.keys(TABS);
  const address = (name) => to("tasks", taskId, ...(name === "board" ? [] : [name]));
  const buttons = Object.fromEntries(names.map((name) => [name, h("button", { type: "button", role: "tab", id: "tab-" + name, "aria-controls": "panel-" + name, onclick: () => { location.hash = address(name); } }, TABS[name])]));
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": "Parts of the task", onkeydown: (event) => {
    const at = names.indexOf(current);
    const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: names.length - 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      const name = names[(next + names.length) % names.length];
      history.replaceState(null, "", address(name));
      show(name);
      buttons[name].focus();
    }
  } }, Object.values(buttons));
  const frames = Object.fromEntries(names.map((name) => [name, h("div", { role: "tabpanel", id: "panel-" + name, "aria-labelledby": "tab-" + name, hidden: true }, panels[name].element)]));
  function show(name) {
    if (current === name) {
      return;
    }
    current = name;
    for (const each of names) {
      buttons[each].setAttribute("aria-selected", String(each === name));
      buttons[each].tabIndex = each === name ? 0 : -1;
      frames[each].hidden = each !== name;
    }
    panels[name].shown?.();
    panels[name].update?.();
  }
  return { element: h("div", {}, list, Object.values(frames)), show, current: () => current, update: () => panels[current]?.update?.() };
}

/** Follows the task's events; what came is drawn once a frame. */
async function live(state, { head, panels, tabs, signal, connection }) {
  const { taskId } = state.task;
  let isDue = false;
  const redraw = () => {
    if (!isDue) {
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        head.update();
        tabs.update();
      });
    }
  };
  const ticker = setInterval(() => { if (!document.hidden) { head.tick(); } }, 1000);
  signal.addEventListener("abort", () => clearInterval(ticker));
  const event = (name, record) => {
    if (name === "contest") {
      state.contest = record;
    } else if (name === "leaderboard") {
      took(state, record);
    } else if (name === "verdict") {
      state.verdict = record;
      announce(title(record.kind) + ": " + record.reason, 0);
      panels.verdict.update();
    }
    redraw();
  };
  while (!signal.aborted) {
    await follow(path("tasks", taskId, "events") + "?limit=" + BOARD, { event, state: connection, last: "verdict", signal });
    // A decided task may be graded anew.
    const revision = state.contest.revision;
    while (!signal.aborted && state.contest.revision === revision) {
      await pause(LOOK_AGAIN_MS, signal);
      const next = document.hidden ? null : await find(path("tasks", taskId), signal);
      if (next && next.contest.revision !== revision) {
        Object.assign(state, { task: next.task, contest: next.contest, verdict: null });
        state.race = (await find(path("tasks", taskId, "race"), signal))?.points ?? [];
        redraw();
      }
    }
  }
}

/** Takes a newer board, and its moment of the race with it. */
function took(state, record) {
  const before = state.board?.entries[0];
  if (state.board && record.version <= state.board.version && state.race.length > 0) {
    state.board = record;
    return;
  }
  state.board = record;
  const last = state.race[state.race.length - 1];
  if (!last || record.version > last.version) {
    state.race.push(moment(state.task, state.contest, record, ended(state.contest)));
    if (state.race.length > 600) {
      state.race = state.race.filter((_, index) => index % 2 === 0 || index === state.race.length - 1);
    }
  }
  const first = record.entries[0];
  if (first && first.clusterId !== before?.clusterId) {
    announce(first.variant + " leads with " + leaderText(state.task, first) + "; " + percent(ended(state.contest) / Math.max(1, state.contest.attemptsPlanned)) + " of the attempts have ended");
  }
}
