// The board: who is ahead, by how much, and how sure that is.
import { h, pill, put, rove, svg, to } from "./dom.js";
import { between, count, figure, half, money, percent, plural } from "./format.js";

const BAR = 96;

/** Ends of a scale on which all of a metric's means and most of its intervals are. */
export function scaleOf(entries, metric) {
  const means = entries.map((entry) => entry.metrics[metric]?.mean).filter((value) => value !== undefined);
  const ends = entries.flatMap((entry) => [entry.intervals[metric]?.low, entry.intervals[metric]?.high]).filter((value) => typeof value === "number").sort((a, b) => a - b);
  const inner = ends.slice(Math.floor(ends.length * 0.1), Math.ceil(ends.length * 0.9));
  const low = Math.min(...means, ...inner);
  const high = Math.max(...means, ...inner);
  return [low, high > low ? high : low + 1];
}

/** A mean and where its true value lies, on a scale that all rows share. */
export function intervalBar(mean, interval, [low, high], control) {
  const at = (value) => Math.min(Math.max(4 + ((value - low) / (high - low)) * (BAR - 8), 0), BAR);
  const left = interval?.low ?? null;
  const right = interval?.high ?? null;
  const from = left === null ? 0 : at(left);
  const to = right === null ? BAR : at(right);
  const open = interval && (left === null || right === null);
  return svg("svg", { class: "interval", width: BAR, height: 14, viewBox: "0 0 " + BAR + " 14", "aria-hidden": "true" },
    svg("line", { class: "rail", x1: 0, x2: BAR, y1: 7, y2: 7 }),
    control !== undefined && svg("line", { class: "control", x1: at(control), x2: at(control), y1: 1, y2: 13 }),
    interval && svg("rect", { class: open ? "span open" : "span", x: from, y: 4, width: Math.max(to - from, 1), height: 6, rx: 3 }),
    svg("circle", { class: "mean", cx: at(mean), cy: 7, r: 3.5 }));
}

/** A value of a metric with its bar, as a cell. */
export function valueCell(entry, metric, scale, control) {
  const summary = entry.metrics[metric];
  if (!summary) {
    return h("td", { class: "number value" }, "–");
  }
  const interval = entry.intervals?.[metric];
  return h("td", { class: "number value" }, h("span", { class: "figure" }, between(summary.mean, interval)), scale && intervalBar(summary.mean, interval, scale, control));
}

export function diffCell(diff) {
  return h("td", { class: "number diff" }, h("span", { class: "added" }, "+" + count(diff.insertions)), " ", h("span", { class: "removed" }, "−" + count(diff.deletions)),
    h("span", { class: "sub" }, " " + plural(diff.files, "file")));
}

export function samplesOf(entry, objectives) {
  return Math.max(0, ...objectives.map((objective) => entry.metrics[objective.metric]?.count ?? 0));
}

function moved(changes, id) {
  const change = changes.find((each) => each.clusterId === id);
  if (!change) {
    return null;
  }
  if (change.kind === "ENTERED") {
    return h("span", { class: "move new" }, "new");
  }
  const by = change.from - change.to;
  return h("span", { class: by > 0 ? "move up" : "move down" },
    h("span", { "aria-hidden": "true" }, (by > 0 ? "▲" : "▼") + Math.abs(by)),
    h("span", { class: "hidden" }, (by > 0 ? "up " : "down ") + Math.abs(by)));
}

/** The board of a task. state: {task, board}. */
export function board(state) {
  const { task } = state;
  const objectives = task.objectives;
  const body = h("tbody", {});
  const settle = rove(body);
  const note = h("p", { class: "sub", id: "board-note" });
  const heads = [
    h("th", { scope: "col", class: "number" }, "#"), h("th", { scope: "col" }, "Candidate"),
    ...objectives.map((objective) => h("th", { scope: "col", class: "number" }, objective.metric,
      h("span", { class: "direction", title: objective.direction === "MAXIMIZE" ? "more is better" : "less is better" },
        h("span", { "aria-hidden": "true" }, objective.direction === "MAXIMIZE" ? " ↑" : " ↓"),
        h("span", { class: "hidden" }, objective.direction === "MAXIMIZE" ? ", more is better" : ", less is better")))),
    h("th", { scope: "col", class: "number" }, h("abbr", { title: "Chance to be the best, by a normal approximation; no verdict rests on it" }, "P(best)")),
    h("th", { scope: "col", class: "number" }, h("abbr", { title: "Places that the intervals allow" }, "Ranks")),
    h("th", { scope: "col", class: "number" }, "Samples"),
    h("th", { scope: "col", class: "number" }, h("abbr", { title: "How many attempts made the same change" }, "Size")),
    h("th", { scope: "col", class: "number" }, h("abbr", { title: "How many clusters are like it, itself included" }, "Family")),
    h("th", { scope: "col", class: "number" }, "Change"), h("th", { scope: "col", class: "number" }, "Cost"),
  ];
  const element = h("section", { class: "board", "aria-labelledby": "board-title" },
    h("div", { class: "head" }, h("h2", { id: "board-title" }, "The board"), note),
    h("div", { class: "scroll" }, h("table", { "aria-describedby": "board-note" },
      h("caption", { class: "hidden" }, "Best first. Arrow keys go from row to row, Enter opens a candidate."),
      h("thead", {}, h("tr", {}, heads)), body)));
  let shown = 0;

  function row(entry, scales, control, changes) {
    const isBase = entry.rank === 0;
    const tied = entry.tied || (entry.rank === 1 && state.board.entries.some((each) => each.tied));
    const link = h("a", { href: to("tasks", task.taskId, "candidates", entry.clusterId), "data-row": entry.clusterId }, isBase ? "base" : entry.variant);
    const ranks = entry.bestRank === 0 ? "" : entry.bestRank === entry.worstRank ? String(entry.bestRank) : entry.bestRank + "–" + entry.worstRank;
    return h("tr", { class: [isBase && "control-row", tied && "tied", entry.rank === 1 && "leader"].filter(Boolean).join(" ") || null },
      h("td", { class: "number rank" }, isBase ? "" : entry.rank, tied && h("span", { class: "tie", title: "The data do not set it apart from the first" }, h("span", { "aria-hidden": "true" }, "="), h("span", { class: "hidden" }, "ties"))),
      h("th", { scope: "row" }, isBase ? h("span", {}, "base") : link, isBase ? h("span", { class: "sub" }, "untouched") : h("span", { class: "sub" }, entry.attemptId), !isBase && moved(changes, entry.clusterId)),
      objectives.map((objective) => valueCell(entry, objective.metric, scales[objective.metric], control?.metrics[objective.metric]?.mean)),
      h("td", { class: "number chance" }, entry.probabilityBest === null ? "" : [percent(entry.probabilityBest), h("span", { class: "mini", "aria-hidden": "true", "--share": entry.probabilityBest })]),
      h("td", { class: "number" }, ranks), h("td", { class: "number" }, count(samplesOf(entry, objectives))),
      h("td", { class: "number" }, isBase ? "" : count(entry.size)), h("td", { class: "number" }, entry.familySize > 1 ? count(entry.familySize) : ""),
      isBase ? h("td", {}) : diffCell(entry.diff), h("td", { class: "number" }, isBase ? "" : money(entry.cost)));
  }

  function update() {
    const current = state.board;
    const entries = current?.entries ?? [];
    const active = document.activeElement?.closest?.("[data-row]")?.dataset.row;
    const isInside = body.contains(document.activeElement);
    const all = current?.control ? [...entries, current.control] : entries;
    const scales = Object.fromEntries(objectives.map(({ metric }) => [metric, scaleOf(all, metric)]));
    const changes = shown > 0 && current.version > shown ? current.changes ?? [] : [];
    put(body, entries.map((entry) => row(entry, scales, current.control, changes)), current?.control && row(current.control, scales, null, []));
    shown = current?.version ?? 0;
    settle();
    if (isInside) {
      const again = [...body.querySelectorAll("[data-row]")].find((each) => each.dataset.row === active);
      again?.focus();
    }
    const ties = entries.filter((entry) => entry.tied).length;
    put(note, entries.length === 0 ? "Nobody is on it yet." :
      ["The first " + count(entries.length) + " of " + plural(state.contest.measured, "cluster") + ". ", ties > 0
        ? [pill("tie set of " + (ties + 1), "warn"), " The data do not set them apart from the first."] : null]);
  }
  update();
  return { element, update };
}

/** The two figures that say most of a candidate, for lists of tasks. */
export function leaderText(task, entry) {
  const { metric } = task.objectives[0];
  const summary = entry.metrics[metric];
  return summary ? figure(summary.mean, half(entry.intervals[metric])) + " " + metric : "";
}
