// Which view is shown, the state of the connection, and the colours.
import { h, put, text } from "./dom.js";
import { Problem } from "./api.js";

const main = document.getElementById("main");
const VIEWS = {
  tasks: () => import("./tasks.js"),
  task: () => import("./task.js"),
  "pull-requests": () => import("./pulls.js"),
};
const CONNECTION = {
  idle: "Idle", connecting: "Connecting …", live: "Live", stale: "Reconnecting …", ended: "Decided", off: "Not connected",
};

let shown = { key: null, view: null, controller: null };
let staleSince = null;

/** Shows how current the page is. */
export function connection(state) {
  const element = document.getElementById("connection");
  element.dataset.state = state;
  staleSince = state === "stale" || state === "off" ? staleSince ?? Date.now() : null;
  say(state);
}

function say(state) {
  const seconds = staleSince ? Math.round((Date.now() - staleSince) / 1000) : 0;
  text(document.getElementById("connection-text"), seconds >= 2 ? "Stale for " + seconds + " s" : CONNECTION[state]);
}

setInterval(() => {
  if (staleSince) {
    say(document.getElementById("connection").dataset.state);
  }
}, 1000);

/** The parts of the place that the address names. */
function place() {
  const parts = location.hash.replace(/^#\/?/, "").split("/").filter(Boolean);
  try {
    return parts.map(decodeURIComponent);
  } catch {
    return [];
  }
}

async function route() {
  if (location.hash === "#main") {
    return;
  }
  const [section = "tasks", ...rest] = place();
  const kind = section === "tasks" && rest.length > 0 ? "task" : section;
  const key = kind === "task" ? "task/" + rest[0] : kind === "pull-requests" ? "pulls/" + rest.join("/") : kind;
  document.querySelectorAll("[data-section]").forEach((link) => {
    link.toggleAttribute("data-current", link.dataset.section === section);
    if (link.dataset.section === section) {
      link.setAttribute("aria-current", "page");
    } else {
      link.removeAttribute("aria-current");
    }
  });
  if (shown.key === key) {
    shown.view?.go?.(rest);
    return;
  }
  shown.controller?.abort();
  const controller = new AbortController();
  const isFirst = shown.key === null;
  shown = { key, view: null, controller };
  connection("idle");
  put(main, h("p", { class: "loading" }, "Loading …"));
  try {
    const load = VIEWS[kind];
    if (!load) {
      throw new Problem(404, "Not found", "there is nothing at " + location.hash);
    }
    const module = await load();
    const view = await module.open({ main, parts: rest, signal: controller.signal, connection });
    if (controller.signal.aborted) {
      return;
    }
    shown.view = view;
    const heading = main.querySelector("h1");
    document.title = (heading?.dataset.title ?? heading?.textContent ?? "Winnow") + " · Winnow";
    if (!isFirst) {
      heading?.focus();
    }
  } catch (failure) {
    if (!controller.signal.aborted) {
      fail(failure);
    }
  }
}

function fail(failure) {
  connection("off");
  const known = failure instanceof Problem;
  put(main, h("section", { class: "notice" },
    h("h1", { tabindex: "-1" }, known ? failure.title : "The page cannot go on"),
    h("p", {}, failure.message),
    h("p", {}, h("a", { href: "#/tasks" }, "All tasks"), " · ",
      h("button", { type: "button", class: "quiet", onclick: () => { shown.key = null; route(); } }, "Try again"))));
}

const THEMES = {
  "": ["◐", "Colours: as the system has them"], light: ["☀", "Colours: light"], dark: ["☾", "Colours: dark"],
};

function theme(choice) {
  if (choice) {
    document.documentElement.dataset.theme = choice;
  } else {
    delete document.documentElement.dataset.theme;
  }
  const [sign, label] = THEMES[choice];
  text(document.getElementById("theme-sign"), sign);
  document.getElementById("theme").setAttribute("aria-label", label);
  try {
    localStorage.setItem("winnow-theme", choice);
  } catch {
    // It holds for this page then.
  }
}

document.getElementById("theme").addEventListener("click", () => {
  const order = ["", "light", "dark"];
  theme(order[(order.indexOf(document.documentElement.dataset.theme ?? "") + 1) % order.length]);
});
theme(document.documentElement.dataset.theme ?? "");
document.querySelector(".skip").addEventListener("click", (event) => {
  event.preventDefault();
  main.focus();
});
window.addEventListener("hashchange", route);
route();
