// Scales and paths; nothing of tasks is known here.

/** From values to places, both ends given. */
export function linear([from, to], [start, end]) {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
}

/** Round values between two ends, about so many. */
export function ticks(from, to, about) {
  const span = to - from;
  if (!(span > 0)) {
    return [from];
  }
  const raw = span / about;
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((each) => each * power).find((each) => each >= raw);
  const found = [];
  for (let value = Math.ceil(from / step) * step; value <= to + step / 1e6; value += step) {
    found.push(Math.abs(value) < step / 1e6 ? 0 : value);
  }
  return found;
}

/** Round spans of time from 0, in milliseconds. */
export function timeTicks(to, about) {
  const second = 1000, minute = 60 * second, hour = 60 * minute, day = 24 * hour;
  const steps = [second, 2 * second, 5 * second, 10 * second, 15 * second, 30 * second, minute, 2 * minute, 5 * minute,
    10 * minute, 15 * minute, 30 * minute, hour, 2 * hour, 3 * hour, 6 * hour, 12 * hour, day, 2 * day, 7 * day, 14 * day];
  const step = steps.find((each) => to / each <= about) ?? 30 * day;
  const found = [];
  for (let value = 0; value <= to; value += step) {
    found.push(value);
  }
  return found;
}

const r = (value) => Math.round(value * 10) / 10;

/** A line that keeps its value until the next point; null is a gap. Points are [x, y]. */
export function steps(points) {
  let path = "";
  let before = null;
  for (const point of points) {
    if (point === null) {
      before = null;
    } else {
      path += before === null ? "M" + r(point[0]) + " " + r(point[1]) : "H" + r(point[0]) + "V" + r(point[1]);
      before = point;
    }
  }
  return path;
}

/** The area between two such lines. Points are [x, low, high]. */
export function band(points) {
  let path = "";
  let run = [];
  const close = () => {
    if (run.length > 1) {
      const upper = steps(run.map(([x, , high]) => [x, high]));
      let lower = "";
      for (let index = run.length - 1; index > 0; index--) {
        lower += "V" + r(run[index - 1][1]) + "H" + r(run[index - 1][0]);
      }
      path += upper + "V" + r(run[run.length - 1][1]) + lower + "Z";
    }
    run = [];
  };
  for (const point of points) {
    if (point === null) {
      close();
    } else {
      run.push(point);
    }
  }
  close();
  return path;
}

/** Moves labels apart that would cover each other; in their order, within the ends. */
export function apart(places, gap, from, to) {
  const moved = places.map((place, index) => ({ place, index })).sort((a, b) => a.place - b.place);
  let last = from - gap;
  for (const each of moved) {
    each.place = Math.max(each.place, last + gap);
    last = each.place;
  }
  let next = to + gap;
  for (const each of moved.reverse()) {
    each.place = Math.min(each.place, next - gap);
    next = each.place;
  }
  return moved.sort((a, b) => a.index - b.index).map((each) => each.place);
}
