// Talks to the API: queries, and events that come as a stream and go on where they broke off.
import { h } from "./dom.js";

const TOKEN = "winnow-token";
const RETRIES = 6;
/** A stream that is silent for so long is dead: it says something every 15 seconds. */
const SILENCE_MS = 40000;
const LONGEST_WAIT_MS = 15000;

/** An answer that is not the one asked for. */
export class Problem extends Error {
  constructor(status, title, detail) {
    super(detail || title);
    this.status = status;
    this.title = title;
  }
}

export const pause = (ms, signal) => new Promise((resolve, reject) => {
  if (signal?.aborted) {
    reject(signal.reason);
    return;
  }
  const timer = setTimeout(resolve, ms);
  signal?.addEventListener("abort", () => {
    clearTimeout(timer);
    reject(signal.reason);
  }, { once: true });
});

/** A path of the API, each part escaped. */
export function path(...parts) {
  return "v1/" + parts.map(encodeURIComponent).join("/");
}

function headers(more) {
  const token = sessionStorage.getItem(TOKEN);
  return token ? { ...more, Authorization: "Bearer " + token } : more;
}

async function request(address, accept, signal, more) {
  for (let tries = 0; ; tries++) {
    const answer = await fetch(address, { headers: headers({ Accept: accept, ...more }), signal, cache: "no-cache" });
    if (answer.status === 401) {
      await askToken(sessionStorage.getItem(TOKEN) !== null);
    } else if ((answer.status === 503 || answer.status === 429) && tries < RETRIES) {
      const after = Number(answer.headers.get("Retry-After")) || 1;
      await pause(Math.min(after, 10) * 1000 * (1 + Math.random() / 2), signal);
    } else if (answer.ok) {
      return answer;
    } else {
      throw await problem(answer);
    }
  }
}

async function problem(answer) {
  try {
    const body = await answer.json();
    return new Problem(answer.status, body.title ?? "Failed", body.detail ?? "");
  } catch {
    return new Problem(answer.status, "The server answered " + answer.status, "");
  }
}

/** Answers that were asked for before anybody wanted them, by address. */
const early = new Map();

/** Asks for what will be wanted soon. */
export function ahead(address) {
  const answer = request(address, "application/json");
  // Whoever takes it sees what is wrong; if nobody does, nothing is.
  answer.catch(() => {});
  early.set(address, answer);
}

/** An answer as JSON. */
export async function get(address, signal) {
  const answer = early.get(address) ?? request(address, "application/json", signal);
  early.delete(address);
  return (await answer).json();
}

/** An answer as JSON; null where there is nothing. */
export async function find(address, signal) {
  try {
    return await get(address, signal);
  } catch (failure) {
    if (failure instanceof Problem && failure.status === 404) {
      return null;
    }
    throw failure;
  }
}

/** An answer as text, and whether it was cut. */
export async function download(address, signal) {
  const answer = await request(address, "text/x-diff, application/problem+json", signal);
  return { text: await answer.text(), cut: answer.headers.get("Winnow-Truncated") === "true" };
}

/** Page after page of a list, until there is none, enough have come, or nobody wants more. */
export async function* pages(address, field, signal, most = Infinity) {
  let next = null;
  let seen = 0;
  do {
    const join = address.includes("?") ? "&" : "?";
    const body = await get(next ? address + join + "after=" + encodeURIComponent(next) : address, signal);
    seen += body[field].length;
    yield body[field];
    next = body.next;
  } while (next && seen < most);
  return next;
}

/** All items of a list, up to so many. */
export async function all(address, field, signal, most) {
  const items = [];
  for await (const page of pages(address, field, signal, most)) {
    items.push(...page);
  }
  return items;
}

/**
 * Events, until the signal aborts or the server ends them with one named last. When the stream
 * breaks it is opened again, from where it was.
 */
export async function follow(address, { event, state, last, signal }) {
  let id = null;
  let failures = 0;
  while (!signal.aborted) {
    const attempt = new AbortController();
    const stop = () => attempt.abort(signal.reason);
    signal.addEventListener("abort", stop, { once: true });
    let ended = false;
    try {
      state(failures === 0 ? "connecting" : "stale");
      const answer = await request(address, "text/event-stream", attempt.signal, id ? { "Last-Event-ID": id } : {});
      state("live");
      for await (const message of messages(answer.body, attempt)) {
        failures = 0;
        id = message.id ?? id;
        if (message.event) {
          event(message.event, JSON.parse(message.data));
          ended = message.event === last;
        }
      }
    } catch (failure) {
      if (signal.aborted) {
        return;
      }
      if (failure instanceof Problem && failure.status < 500) {
        state("off");
        throw failure;
      }
    } finally {
      signal.removeEventListener("abort", stop);
      attempt.abort();
    }
    if (ended) {
      state("ended");
      return;
    }
    state("stale");
    failures++;
    const wait = Math.min(500 * 2 ** (failures - 1), LONGEST_WAIT_MS);
    try {
      await pause(wait * (0.75 + Math.random() / 2), signal);
    } catch {
      return;
    }
  }
}

/** The messages of an event stream, as the HTML standard has them; comments are messages without an event. */
async function* messages(body, attempt) {
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  let message = { data: "" };
  let silence = null;
  const listen = () => {
    clearTimeout(silence);
    silence = setTimeout(() => attempt.abort(), SILENCE_MS);
  };
  try {
    listen();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      listen();
      // A carriage return at the end may be half of a line's end.
      const chunk = rest + value;
      const held = chunk.endsWith("\r") ? 1 : 0;
      const lines = chunk.slice(0, chunk.length - held).split(/\r\n|\n|\r/);
      rest = lines.pop() + "\r".repeat(held);
      for (const line of lines) {
        if (line === "") {
          if (message.event) {
            yield message;
          }
          message = { data: "" };
        } else {
          const [, field, content] = /^([^:]*):? ?(.*)$/.exec(line);
          if (field === "data") {
            message.data += (message.data ? "\n" : "") + content;
          } else if (field === "event" || field === "id") {
            message[field] = content;
          } else if (field === "") {
            yield {};
          }
        }
      }
    }
  } finally {
    clearTimeout(silence);
    reader.cancel().catch(() => {});
  }
}

let asking = null;

/** Asks for a token, once for all requests that wait for one. It stays in this tab only. */
function askToken(refused) {
  asking ??= new Promise((resolve) => {
    const input = h("input", { type: "password", id: "token", autocomplete: "off", required: true, spellcheck: "false" });
    const dialog = h("dialog", { class: "ask", "aria-labelledby": "ask-title" },
      h("form", {
        onsubmit: (event) => {
          event.preventDefault();
          sessionStorage.setItem(TOKEN, input.value.trim());
          dialog.close();
        },
      },
      h("h2", { id: "ask-title" }, "Token"),
      h("p", {}, refused ? "The token was not accepted. " : "This server wants a token. ", "It is kept in this tab until the tab is closed."),
      h("label", { for: "token" }, "Bearer token"), input,
      h("button", { type: "submit", class: "main" }, "Continue")));
    dialog.addEventListener("cancel", (event) => event.preventDefault());
    dialog.addEventListener("close", () => {
      dialog.remove();
      asking = null;
      resolve();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
  return asking;
}
