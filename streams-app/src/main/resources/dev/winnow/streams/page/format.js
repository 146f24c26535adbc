// Figures, times and words as people read them.

const LOCALE = "en";
const whole = new Intl.NumberFormat(LOCALE);
const clock = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });

export const MINUS = "−";

export function count(value) {
  return whole.format(value ?? 0);
}

/** A figure with as many digits as its uncertainty leaves, five where that is not known. */
export function figure(value, half) {
  if (value === null || value === undefined || !Number.isFinite(value)) {
    return "–";
  }
  const size = Math.abs(value);
  if (size >= 1e9 || (size > 0 && size < 1e-4)) {
    return signed(value.toExponential(3));
  }
  const decimals = half > 0 && Number.isFinite(half)
    ? Math.min(Math.max(1 - Math.floor(Math.log10(half)), 0), 6)
    : Math.min(Math.max(4 - Math.floor(Math.log10(size || 1)), 0), 6);
  const exact = half > 0 ? decimals : 0;
  return signed(new Intl.NumberFormat(LOCALE, { minimumFractionDigits: exact, maximumFractionDigits: decimals }).format(value));
}

function signed(text) {
  return text.replace("-", MINUS);
}

export function money(value) {
  const amount = Number(value ?? 0);
  const digits = amount !== 0 && Math.abs(amount) < 1 ? 4 : 2;
  return "$" + new Intl.NumberFormat(LOCALE, { minimumFractionDigits: 2, maximumFractionDigits: digits }).format(amount);
}

export function percent(share) {
  if (share === null || share === undefined) {
    return "–";
  }
  if (share > 0 && share < 0.01) {
    return "<1 %";
  }
  return share < 1 && share > 0.99 ? ">99 %" : Math.round(share * 100) + " %";
}

/** Milliseconds, two units at most. */
export function duration(ms) {
  if (ms < 1000) {
    return Math.max(0, Math.round(ms)) + " ms";
  }
  const seconds = Math.floor(ms / 1000);
  const units = [[86400, "d"], [3600, "h"], [60, "min"], [1, "s"]];
  const first = units.findIndex(([size]) => seconds >= size);
  const [size, unit] = units[first];
  const next = units[first + 1];
  const rest = next ? Math.floor((seconds % size) / next[0]) : 0;
  return Math.floor(seconds / size) + " " + unit + (rest ? " " + rest + " " + next[1] : "");
}

export function date(iso) {
  return iso ? clock.format(new Date(iso)) : "–";
}

export function short(commit) {
  return (commit ?? "").slice(0, 10);
}

export function plural(number, one, many) {
  return count(number) + " " + (number === 1 ? one : many ?? one + "s");
}

/** A constant of the API as words. */
export function words(name) {
  return (name ?? "").toLowerCase().replaceAll("_", " ");
}

/** The same as the beginning of a sentence. */
export function title(name) {
  const text = words(name);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function deviation(summary) {
  return summary && summary.count > 1 ? Math.sqrt(summary.m2 / (summary.count - 1)) : null;
}

/** Half of an interval that has both ends; else null. */
export function half(interval) {
  return interval && interval.low !== null && interval.high !== null ? (interval.high - interval.low) / 2 : null;
}

/** What is known of a mean, in words. */
export function between(mean, interval) {
  const width = half(interval);
  if (!interval || width === 0) {
    return figure(mean);
  }
  if (width === null) {
    const low = interval.low === null ? "?" : figure(interval.low);
    const high = interval.high === null ? "?" : figure(interval.high);
    return low === "?" && high === "?" ? figure(mean) : figure(mean) + " [" + low + ", " + high + "]";
  }
  const middle = Math.abs((interval.high + interval.low) / 2 - mean) < width / 20;
  return middle
    ? figure(mean, width) + " ± " + figure(width, width)
    : figure(mean, width) + " [" + figure(interval.low, width) + ", " + figure(interval.high, width) + "]";
}

export const STATUS_TONE = { RUNNING: "live", DECIDED: "good", PAUSED: "warn", REFUSED: "bad" };
export const OUTCOME_TONE = { SUCCEEDED: "good", NO_CHANGE: "neutral", REJECTED_BY_GATE: "bad", TIMED_OUT: "warn", AGENT_FAILED: "warn", INFRASTRUCTURE_FAILED: "warn" };
export const STATE_TONE = { MEASURED: "good", EVALUATING: "live", WAITING: "neutral", REJECTED: "bad" };

/** Attempts that have said all they can for now. */
export function ended(contest) {
  const sum = (values) => values.reduce((total, each) => total + each, 0);
  return sum(Object.values(contest.attemptsByOutcome)) + contest.waiting + sum(contest.rungs.map((rung) => rung.waiting));
}
