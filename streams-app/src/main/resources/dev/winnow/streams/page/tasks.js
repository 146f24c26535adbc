// All tasks: which run, who leads, what they have cost.
import { h, pill, put, rove, text, to } from "./dom.js";
import { all, find, get, path, pause } from "./api.js";
import { count, date, duration, ended, money, plural, STATUS_TONE, words } from "./format.js";
import { leaderText } from "./board.js";

const MOST = 2000;
const AT_ONCE = 50;
const LOOKED_UP_AT_ONCE = 4;
const EVERY_MS = 5000;
const STATUSES = { "": "All", RUNNING: "Running", PAUSED: "Paused", DECIDED: "Decided", REFUSED: "Refused" };

/** Opens the list. */
export async function open({ main, signal, connection }) {
  let contests = await all("v1/tasks?limit=500", "tasks", signal, MOST);
  let filter = "";
  let status = "";
  let room = AT_ONCE;
  const known = new Map();

  const note = h("p", { class: "sub", role: "status" });
  const search = h("input", { type: "search", "aria-label": "Filter by name", placeholder: "Filter by name", oninput: () => { filter = search.value.trim().toLowerCase(); draw(); } });
  const choice = h("div", { class: "segments", role: "group", "aria-label": "Status" }, Object.entries(STATUSES).map(([value, label]) =>
    h("button", { type: "button", "aria-pressed": String(value === ""), onclick: (event) => {
      status = value;
      choice.querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", String(each === event.currentTarget)));
      draw();
    } }, label)));
  const body = h("tbody", {});
  const settle = rove(body);
  const more = h("button", { type: "button", class: "quiet", onclick: () => { room += AT_ONCE; draw(); } }, "Show more");
  put(main, h("div", { class: "head" }, h("h1", { tabindex: "-1" }, "Tasks"), note), h("div", { class: "filters" }, search, choice),
    h("div", { class: "scroll" }, h("table", { class: "list" }, h("caption", { class: "hidden" }, "Tasks, the newest first. Arrow keys go from row to row, Enter opens one."),
      h("thead", {}, h("tr", {}, ["Task", "Status", "Attempts", "First", "Spend", "Ends"].map((head, index) => h("th", { scope: "col", class: index === 4 ? "number" : null }, head)))), body)), more);

  function row(contest) {
    const details = known.get(contest.taskId);
    const cap = details?.task?.budget.money ?? null;
    const planned = Math.max(1, Math.min(contest.attemptsPlanned, details?.task?.budget.attempts ?? Infinity));
    const first = details?.board?.entries[0];
    const done = ended(contest);
    const left = new Date(contest.endsAt) - Date.now();
    return h("tr", {}, h("th", { scope: "row" }, h("a", { href: to("tasks", contest.taskId), "data-row": contest.taskId }, contest.taskId)),
      h("td", {}, pill(words(contest.status), STATUS_TONE[contest.status])),
      h("td", { class: "progress" }, h("span", { class: "number" }, count(done) + " / " + count(planned)), h("span", { class: "mini", "aria-hidden": "true", "--share": Math.min(1, done / planned) })),
      h("td", {}, first ? [h("span", {}, first.variant), h("span", { class: "sub" }, " " + leaderText(details.task, first))] : h("span", { class: "sub" }, "–")),
      h("td", { class: "number" }, money(contest.spend.money), cap !== null && h("span", { class: "sub" }, " of " + money(cap))),
      h("td", {}, contest.status === "RUNNING" && left > 0 ? ["in " + duration(left)] : contest.status === "RUNNING" ? "now" : h("span", { class: "sub" }, date(contest.updatedAt))));
  }

  const wanted = () => contests.filter((each) => (status === "" || each.status === status) && each.taskId.includes(filter));
  const inSight = () => wanted().slice(0, room);

  function draw() {
    const active = document.activeElement?.dataset?.row;
    const rows = wanted();
    put(body, inSight().map(row));
    if (rows.length === 0) {
      put(body, h("tr", {}, h("td", { colspan: 6, class: "empty" }, contests.length === 0 ? ["No task was submitted yet: ", h("code", {}, "winnow submit task.yaml"), " starts one."] : "None is like that.")));
    }
    more.hidden = rows.length <= room;
    settle();
    if (active) {
      body.querySelector("[data-row='" + CSS.escape(active) + "']")?.focus();
    }
    const running = contests.filter((each) => each.status === "RUNNING").length;
    text(note, plural(rows.length, "task") + (rows.length === contests.length ? "" : " of " + count(contests.length)) + ", " + count(running) + " running");
  }

  /** Looks up what the list does not have, of the rows in sight, a few at a time. */
  async function lookUp() {
    const due = inSight().filter((each) => known.get(each.taskId)?.revision !== each.revision);
    const work = async () => {
      for (let contest = due.shift(); contest; contest = due.shift()) {
        const task = known.get(contest.taskId)?.task ?? (await get(path("tasks", contest.taskId), signal)).task;
        const board = await find(path("tasks", contest.taskId, "leaderboard") + "?limit=1", signal);
        known.set(contest.taskId, { revision: contest.revision, task, board });
      }
    };
    await Promise.all(Array.from({ length: LOOKED_UP_AT_ONCE }, work));
  }

  async function refresh() {
    connection("live");
    while (!signal.aborted) {
      try {
        await lookUp();
        draw();
        await pause(EVERY_MS, signal);
        if (!document.hidden) {
          contests = await all("v1/tasks?limit=500", "tasks", signal, MOST);
          connection("live");
          draw();
        }
      } catch {
        if (signal.aborted) {
          return;
        }
        connection("stale");
        await pause(EVERY_MS, signal).catch(() => {});
      }
    }
  }
  draw();
  refresh();
  return {};
}
