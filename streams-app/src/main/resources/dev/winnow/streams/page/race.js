// The race: scores of the best over time, drawn and, for who does not look, told.
import { h, put, svg, table, to } from "./dom.js";
import { between, count, date, duration, figure, money, plural } from "./format.js";
import { apart, band, linear, steps, ticks, timeTicks } from "./chart.js";

const LINES = 8;
const HEIGHT = 320;
const AXES = {
  time: { label: "Time", of: (point, start) => new Date(point.at) - start, tick: (value) => value === 0 ? "0" : duration(value) },
  attempts: { label: "Attempts ended", of: (point) => point.attempts, tick: (value) => Number.isInteger(value) ? count(value) : "" },
  money: { label: "Spend", of: (point) => Number(point.money), tick: (value) => money(value) },
};

/** The plot of a task. state: {task, contest, board, race}. */
export function race(state) {
  const objective = state.task.objectives[0];
  let axis = "time";
  let focus = null;
  let cursor = null;
  let drawn = null;

  const tip = h("div", { class: "tip", hidden: true });
  const plot = h("div", { class: "plot", tabindex: "0", role: "slider", "aria-label": "The race, moment by moment",
    "aria-describedby": "race-help", "aria-valuemin": "0", "aria-valuemax": "0", "aria-valuenow": "0" });
  const legend = h("ul", { class: "legend", "aria-label": "Candidates in the plot" });
  const picker = h("div", { class: "segments", role: "group", "aria-label": "Horizontal axis" },
    Object.entries(AXES).map(([name, { label }]) =>
      h("button", { type: "button", "aria-pressed": String(name === axis), onclick: (event) => {
        axis = name;
        picker.querySelectorAll("button").forEach((each) => each.setAttribute("aria-pressed", String(each === event.currentTarget)));
        draw();
      } }, label)));
  const listing = h("details", { class: "listing", ontoggle: () => { if (listing.open) { list(); } } },
    h("summary", {}, "The race as a table"), h("div", {}));
  const empty = h("p", { class: "empty" }, "Nothing is measured yet. The first candidate that passes all rungs starts the race.");
  const element = h("section", { class: "race", "aria-labelledby": "race-title" },
    h("div", { class: "head" },
      h("h2", { id: "race-title" }, "The race"),
      h("p", { class: "sub" }, objective.metric + (objective.direction === "MAXIMIZE" ? ", more is better" : ", less is better")),
      picker),
    empty,
    h("div", { class: "stage" }, plot, tip), legend,
    h("p", { class: "hidden", id: "race-help" }, "Left and right move through time, up and down choose the candidate."),
    listing);

  /** The candidates that are drawn: the best of the last moment. */
  function lines() {
    const last = state.race[state.race.length - 1];
    return (last?.entries ?? []).slice(0, LINES).map((entry) => entry.clusterId);
  }

  const entryOf = (point, id) => point.entries.find((entry) => entry.clusterId === id) ?? null;
  const nameOf = (id) => {
    for (let index = state.race.length - 1; index >= 0; index--) {
      const entry = entryOf(state.race[index], id);
      if (entry) {
        return entry.attemptId;
      }
    }
    return id;
  };

  function domain(ids) {
    const scores = state.race.flatMap((point) => point.entries.filter((entry) => ids.includes(entry.clusterId)).map((entry) => entry.score));
    let low = Math.min(...scores);
    let high = Math.max(...scores);
    const span = high - low || Math.abs(high) * 0.1 || 1;
    const base = state.board?.control?.metrics?.[objective.metric]?.mean;
    if (base !== undefined && base > low - span && base < high + span) {
      low = Math.min(low, base);
      high = Math.max(high, base);
    }
    const last = focus && entryOf(state.race[state.race.length - 1], focus);
    if (last) {
      // The interval is shown as far as it does not flatten everything else.
      low = Math.min(low, Math.max(last.low ?? low, low - span));
      high = Math.max(high, Math.min(last.high ?? high, high + span));
    }
    const edge = (high - low || span) * 0.06;
    return [low - edge, high + edge];
  }

  function draw() {
    const points = state.race;
    const isEmpty = points.every((point) => point.entries.length === 0);
    empty.hidden = !isEmpty;
    for (const each of [plot, legend, listing, picker]) {
      each.hidden = isEmpty;
    }
    if (isEmpty || plot.clientWidth === 0) {
      return;
    }
    const ids = lines();
    if (!ids.includes(focus)) {
      focus = ids[0];
    }
    const width = plot.clientWidth;
    const wide = width > 620;
    const box = { left: 56, right: width - (wide ? 132 : 14), top: 12, bottom: HEIGHT - 30 };
    const start = new Date(state.contest.startedAt);
    const xs = points.map((point) => AXES[axis].of(point, start));
    const from = axis === "time" ? 0 : Math.min(xs[0], 0);
    const x = linear([from, Math.max(...xs, from + 1e-9)], [box.left, box.right]);
    const [low, high] = domain(ids);
    const y = linear([low, high], [box.bottom, box.top]);
    const clip = (value) => Math.min(Math.max(y(value), box.top - 2), box.bottom + 2);

    const grid = svg("g", { class: "grid" }, ticks(low, high, 5).filter((value) => y(value) <= box.bottom).map((value) => [
      svg("line", { x1: box.left, x2: box.right, y1: y(value), y2: y(value) }),
      svg("text", { x: box.left - 8, y: y(value) + 4, "text-anchor": "end" }, figure(value, (high - low) / 50)),
    ]));
    const marks = axis === "time" ? timeTicks(Math.max(...xs), wide ? 7 : 4) : ticks(from, Math.max(...xs), wide ? 7 : 4);
    const foot = svg("g", { class: "axis" },
      svg("line", { x1: box.left, x2: box.right, y1: box.bottom, y2: box.bottom }),
      marks.map((value) => svg("text", { x: x(value), y: box.bottom + 19, "text-anchor": "middle" }, AXES[axis].tick(value))));
    const control = state.board?.control?.metrics?.[objective.metric]?.mean;
    const base = control === undefined ? null : svg("g", { class: "base" },
      // Where it is far away its line is at the edge, and says where it is.
      svg("line", { x1: box.left, x2: box.right, y1: clip(control), y2: clip(control) }),
      svg("text", { x: box.left + 6, y: clip(control) + (control > high ? 14 : -6) },
        "base " + figure(control, (high - low) / 50) + (control < low ? " ↓" : control > high ? " ↑" : "")));

    const lastX = x(xs[xs.length - 1]);
    const places = (id, pick) => {
      const found = points.map((point, index) => {
        const entry = entryOf(point, id);
        return entry ? pick(entry, x(xs[index])) : null;
      });
      return found;
    };
    const curves = ids.map((id, index) => svg("path", {
      class: "line c" + index + (id === focus ? " focus" : ""),
      d: steps(places(id, (entry, at) => [at, clip(entry.score)])) + "H" + lastX,
    }));
    const at = ids.indexOf(focus);
    const area = svg("path", { class: "band c" + at, d: band(places(focus, (entry, px) => [px, clip(entry.low ?? -1e300), clip(entry.high ?? 1e300)])) });
    const last = points[points.length - 1];
    const heights = ids.map((id) => clip(entryOf(last, id).score));
    const spread = apart(heights, 15, box.top + 4, box.bottom - 2);
    const ends = ids.map((id, index) => svg("g", { class: "end c" + index + (id === focus ? " focus" : "") },
      svg("circle", { cx: lastX, cy: heights[index], r: id === focus ? 4.5 : 3 }),
      wide && svg("text", { x: box.right + 10, y: spread[index] + 4 }, cut(nameOf(id), 17))));
    const needle = svg("g", { class: "needle", visibility: "hidden" });
    const image = svg("svg", { width, height: HEIGHT, viewBox: "0 0 " + width + " " + HEIGHT, "aria-hidden": "true" },
      grid, foot, base, area, curves.filter((_, index) => index !== at).reverse(), curves[at], ends, needle);
    put(plot, image);
    drawn = { x, y, xs, clip, needle, ids, box, width };
    plot.setAttribute("aria-valuemax", String(points.length - 1));
    put(legend, ids.map((id, index) => legendOf(id, index)));
    move(cursor === null ? null : Math.min(cursor, points.length - 1), false);
    if (cursor === null) {
      tell(points.length - 1);
    }
    if (listing.open) {
      list();
    }
  }

  function legendOf(id, index) {
    const entry = entryOf(state.race[state.race.length - 1], id);
    return h("li", {}, h("button", { type: "button", class: "key c" + index, "aria-pressed": String(id === focus), onclick: () => {
      focus = id;
      draw();
      legend.querySelectorAll("button")[index]?.focus();
    } }, h("span", { class: "swatch", "aria-hidden": "true" }), h("span", { class: "name" }, entry.attemptId), h("span", { class: "value" }, between(entry.score, entry))));
  }

  function tell(index) {
    const point = state.race[index];
    const entry = entryOf(point, focus);
    const rank = point.entries.indexOf(entry) + 1;
    plot.setAttribute("aria-valuenow", String(index));
    plot.setAttribute("aria-valuetext", date(point.at) + ", " + plural(point.attempts, "attempt") + " ended, " + money(point.money) + " spent. "
      + nameOf(focus) + (entry ? ": " + between(entry.score, entry) + ", rank " + rank : ": not among the first"));
  }

  /** Shows what was known at a moment; null shows nothing. */
  function move(index, isMoved = true) {
    cursor = index;
    tip.hidden = index === null;
    if (!drawn) {
      return;
    }
    drawn.needle.setAttribute("visibility", index === null ? "hidden" : "visible");
    if (index === null) {
      return;
    }
    const { x, xs, clip, needle, ids, box, width } = drawn;
    const point = state.race[index];
    const at = x(xs[index]);
    put(needle, svg("line", { x1: at, x2: at, y1: box.top, y2: box.bottom }),
      ids.map((id, number) => {
        const entry = entryOf(point, id);
        return entry && svg("circle", { class: "c" + number, cx: at, cy: clip(entry.score), r: id === focus ? 5 : 3.5 });
      }));
    const rows = point.entries.slice(0, 6).map((entry, number) => {
      const color = ids.indexOf(entry.clusterId);
      return h("li", { class: (color < 0 ? "other" : "c" + color) + (entry.clusterId === focus ? " focus" : "") },
        h("span", { class: "swatch" }), h("span", { class: "name" }, number + 1 + ". " + cut(entry.attemptId, 22)),
        h("span", { class: "value" }, between(entry.score, entry)));
    });
    put(tip, h("p", {}, date(point.at)), h("p", { class: "sub" }, plural(point.attempts, "attempt") + " · " + money(point.money)), h("ol", {}, rows));
    const side = at > width / 2;
    tip.style.setProperty("left", side ? "auto" : at + 14 + "px");
    tip.style.setProperty("right", side ? width - at + 14 + "px" : "auto");
    if (isMoved) {
      tell(index);
    }
  }

  function nearest(event) {
    if (!drawn) {
      return null;
    }
    const at = event.clientX - plot.getBoundingClientRect().left;
    let best = 0;
    drawn.xs.forEach((value, index) => {
      if (Math.abs(drawn.x(value) - at) < Math.abs(drawn.x(drawn.xs[best]) - at)) {
        best = index;
      }
    });
    return best;
  }

  plot.addEventListener("pointermove", (event) => move(nearest(event)));
  plot.addEventListener("pointerleave", () => move(null));
  plot.addEventListener("blur", () => move(null));
  plot.addEventListener("keydown", (event) => {
    const end = state.race.length - 1;
    const now = cursor ?? end;
    const next = { ArrowLeft: now - 1, ArrowRight: now + 1, PageUp: now - 10, PageDown: now + 10, Home: 0, End: end }[event.key];
    const other = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (next !== undefined) {
      event.preventDefault();
      move(Math.min(Math.max(next, 0), end));
    } else if (other && drawn) {
      event.preventDefault();
      const { ids } = drawn;
      focus = ids[(ids.indexOf(focus) + other + ids.length) % ids.length];
      cursor = now;
      draw();
      tell(now);
    } else if (event.key === "Escape" && cursor !== null) {
      event.stopPropagation();
      move(null);
    }
  });
  new ResizeObserver(() => draw()).observe(plot);

  function list() {
    const best = (entry) => entry ? [h("a", { href: to("tasks", state.task.taskId, "candidates", entry.clusterId) }, entry.attemptId), " ", between(entry.score, entry)] : "–";
    const rows = state.race.toReversed().map((point) => h("tr", {},
      h("th", { scope: "row" }, date(point.at)), h("td", { class: "number" }, count(point.attempts)), h("td", { class: "number" }, money(point.money)),
      [0, 1, 2].map((rank) => h("td", {}, best(point.entries[rank])))));
    put(listing.lastElementChild, table("The first three at each moment, newest first",
      [["Time"], ["Attempts", "number"], ["Spend", "number"], ["First"], ["Second"], ["Third"]], rows));
  }

  return { element, update: draw };
}

function cut(name, most) {
  return name.length > most ? name.slice(0, most - 1) + "…" : name;
}

/** A board as a moment of its race, as the server keeps them. */
export function moment(task, contest, board, attempts) {
  const metric = task.objectives[0].metric;
  return {
    version: board.version, at: board.updatedAt, attempts, money: contest.spend.money,
    entries: board.entries.slice(0, 10).filter((entry) => entry.metrics[metric]).map((entry) => ({
      clusterId: entry.clusterId, attemptId: entry.attemptId, variant: entry.variant, score: entry.metrics[metric].mean,
      low: entry.intervals[metric]?.low ?? null, high: entry.intervals[metric]?.high ?? null,
    })),
  };
}
