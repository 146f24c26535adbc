// All candidates: thousands of rows, of which only those in sight are drawn.
import { h, pill, put, text, to } from "./dom.js";
import { pages, path } from "./api.js";
import { count, figure, money, plural, STATE_TONE, words } from "./format.js";

const ROW = 36;
const BEYOND = 12;
const MOST = 20000;
const KINDS = {
  ranked: ["Ranked", "order=rank"], EVALUATING: ["Being evaluated", "state=EVALUATING"], WAITING: ["Waiting", "state=WAITING"],
  REJECTED: ["Rejected", "state=REJECTED"], all: ["All", "order=id"],
};

/** The list of a task's candidates. */
export function candidates(state, signal) {
  const { task } = state;
  let kind = "ranked";
  let items = [];
  let rows = [];
  let active = 0;
  let loading = null;
  let revision = -1;
  let filter = "";

  const status = h("p", { class: "sub", role: "status" });
  const again = h("button", { type: "button", class: "quiet", hidden: true, onclick: () => load() }, "Refresh");
  const search = h("input", { type: "search", "aria-label": "Filter by variant, attempt, commit or reason", placeholder: "Variant, attempt, commit, reason", oninput: () => {
    filter = search.value.trim().toLowerCase();
    narrow();
  } });
  const choice = h("select", { "aria-label": "Which candidates", onchange: () => {
    kind = choice.value;
    load();
  } }, Object.entries(KINDS).map(([name, [label]]) => h("option", { value: name }, label)));
  const body = h("tbody", {});
  const objectives = task.objectives.slice(0, 3);
  const heads = [["#", "number"], ["Candidate"], ["State"], ...objectives.map(({ metric }) => [metric, "number"]), ["Samples", "number"], ["Size", "number"], ["Change", "number"], ["Cost", "number"], ["Reason"]];
  const grid = h("table", { class: "all" }, h("caption", { class: "hidden" }, "All candidates. Arrow keys go from row to row, Enter opens one."),
    h("thead", {}, h("tr", {}, heads.map(([label, type]) => h("th", { scope: "col", class: type }, label)))), body);
  const view = h("div", { class: "scroll window", tabindex: "-1" }, grid);
  const element = h("section", { "aria-labelledby": "candidates-title" },
    h("div", { class: "head" }, h("h2", { id: "candidates-title" }, "Candidates"), status, again),
    h("div", { class: "filters" }, search, choice), view);

  async function load() {
    loading?.abort();
    const own = new AbortController();
    loading = own;
    signal.addEventListener("abort", () => own.abort(), { once: true });
    again.hidden = true;
    revision = state.contest.revision;
    items = [];
    narrow();
    text(status, "Loading …");
    try {
      for await (const page of pages(path("tasks", task.taskId, "standings") + "?limit=1000&" + KINDS[kind][1], "standings", own.signal, MOST)) {
        items = items.concat(page.filter((each) => !each.control));
        narrow();
      }
      loading = null;
      narrow();
      if (items.length >= MOST) {
        text(status, "The first " + count(items.length) + " are listed; the API has the rest.");
      }
    } catch (failure) {
      if (!own.signal.aborted) {
        text(status, failure.message);
      }
    }
  }

  function narrow() {
    rows = filter === "" ? items : items.filter((each) => [each.variant, each.attemptId, each.commit, each.reason, each.clusterId].some((value) => value.toLowerCase().includes(filter)));
    active = Math.min(active, Math.max(rows.length - 1, 0));
    text(status, filter === "" ? plural(rows.length, "candidate") : count(rows.length) + " of " + plural(items.length, "candidate"));
    grid.setAttribute("aria-rowcount", String(rows.length + 1));
    draw(true);
  }

  let drawn = "";

  function draw(isForced = false) {
    const first = Math.max(0, Math.floor(view.scrollTop / ROW) - BEYOND);
    const last = Math.min(rows.length, Math.ceil((view.scrollTop + view.clientHeight) / ROW) + BEYOND);
    const range = first + "-" + last;
    if (!isForced && range === drawn) {
      return;
    }
    drawn = range;
    const isInside = body.contains(document.activeElement);
    const gap = (size) => size > 0 && h("tr", { class: "gap", "aria-hidden": "true" }, h("td", { colspan: heads.length, "--gap": size * ROW + "px" }));
    put(body, gap(first), rows.slice(first, last).map((each, index) => row(each, first + index)), gap(rows.length - last));
    if (rows.length === 0) {
      put(body, h("tr", {}, h("td", { colspan: heads.length, class: "empty" }, loading ? "Loading …" : "There is none.")));
    }
    if (isInside) {
      body.querySelector("[data-at='" + active + "']")?.focus({ preventScroll: true });
    }
  }

  function row(standing, index) {
    const samples = Math.max(0, ...objectives.map(({ metric }) => standing.metrics[metric]?.count ?? 0));
    return h("tr", { "aria-rowindex": index + 2 }, h("td", { class: "number rank" }, standing.rank ?? ""),
      h("th", { scope: "row" }, h("a", { href: to("tasks", task.taskId, "candidates", standing.clusterId), "data-at": index, tabindex: index === active ? 0 : -1 }, standing.variant), h("span", { class: "sub" }, standing.attemptId)),
      h("td", {}, pill(words(standing.state), STATE_TONE[standing.state])),
      objectives.map(({ metric }) => h("td", { class: "number" }, figure(standing.metrics[metric]?.mean))),
      h("td", { class: "number" }, samples > 0 ? count(samples) : ""), h("td", { class: "number" }, count(standing.size)),
      h("td", { class: "number" }, h("span", { class: "added" }, "+" + count(standing.diff.insertions)), " ", h("span", { class: "removed" }, "−" + count(standing.diff.deletions))),
      h("td", { class: "number" }, money(standing.cost)), h("td", { class: "clip", title: standing.reason }, standing.reason));
  }

  view.addEventListener("scroll", () => requestAnimationFrame(() => draw()), { passive: true });
  new ResizeObserver(() => draw()).observe(view);
  body.addEventListener("focusin", (event) => {
    if (event.target.dataset.at) {
      active = Number(event.target.dataset.at);
    }
  });
  body.addEventListener("keydown", (event) => {
    const page = Math.floor(view.clientHeight / ROW) - 1;
    const next = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + page, PageUp: active - page, Home: 0, End: rows.length - 1 }[event.key];
    if (next === undefined || rows.length === 0) {
      return;
    }
    event.preventDefault();
    active = Math.min(Math.max(next, 0), rows.length - 1);
    const top = active * ROW;
    if (top < view.scrollTop || top + 2 * ROW > view.scrollTop + view.clientHeight - ROW) {
      view.scrollTop = Math.max(0, top - view.clientHeight / 2);
    }
    draw(true);
    body.querySelector("[data-at='" + active + "']")?.focus({ preventScroll: true });
  });

  return {
    element,
    shown: () => { if (revision < 0) { load(); } },
    update: () => { again.hidden = revision < 0 || revision === state.contest.revision; },
  };
}
