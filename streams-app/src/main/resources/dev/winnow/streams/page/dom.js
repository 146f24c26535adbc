// Elements. Whatever comes from tasks gets in as text and never as markup.

const SVG = "http://www.w3.org/2000/svg";

/** An element: h("p", {class: "note", "aria-label": "x", onclick: f}, "text", other). */
export function h(name, properties, ...children) {
  return fill(document.createElement(name), properties, children);
}

/** An element of SVG. */
export function svg(name, properties, ...children) {
  return fill(document.createElementNS(SVG, name), properties, children);
}

function fill(element, properties, children) {
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (key.startsWith("on")) {
      element.addEventListener(key.slice(2), value);
    } else if (key.startsWith("--")) {
      element.style.setProperty(key, value);
    } else {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  add(element, children);
  return element;
}

function add(element, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      add(element, child);
    } else if (child !== null && child !== undefined && child !== false) {
      element.append(child);
    }
  }
}

/** Puts other children into an element. */
export function put(element, ...children) {
  element.replaceChildren();
  add(element, children);
  return element;
}

/** Sets a text if it is another one, so that nothing is redrawn or read out for nothing. */
export function text(element, value) {
  const next = String(value);
  if (element.textContent !== next) {
    element.textContent = next;
  }
}

/** A link to a place of this page, each part a text. */
export function to(...parts) {
  return "#/" + parts.map(encodeURIComponent).join("/");
}

/** A link elsewhere, if it is one that a browser may follow; else the text alone. */
export function out(address, label) {
  return /^https?:\/\//.test(address)
    ? h("a", { href: address, rel: "noopener noreferrer", target: "_blank" }, label)
    : label;
}

/** A pill: a word with a colour that says the same. */
export function pill(word, tone) {
  return h("span", { class: "pill", "data-tone": tone ?? "neutral" }, word);
}

/** A table with a caption; heads are [text, class]. */
export function table(caption, heads, rows, properties) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
    h("table", properties ?? {},
      h("caption", {}, caption),
      h("thead", {}, h("tr", {}, heads.map(([head, kind]) => h("th", { scope: "col", class: kind }, head)))),
      h("tbody", {}, rows)));
}

/** Rows by arrow keys: the links of the first cells are one stop, Home and End are the ends. */
export function rove(body) {
  const links = () => [...body.querySelectorAll("[data-row]")];
  const settle = () => {
    const all = links();
    const current = all.find((each) => each.tabIndex === 0) ?? all[0];
    all.forEach((each) => { each.tabIndex = each === current ? 0 : -1; });
  };
  body.addEventListener("keydown", (event) => {
    const all = links();
    const at = all.indexOf(event.target.closest("[data-row]"));
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (at < 0 || next === undefined) {
      return;
    }
    event.preventDefault();
    const target = all[Math.min(Math.max(next, 0), all.length - 1)];
    all.forEach((each) => { each.tabIndex = each === target ? 0 : -1; });
    target.focus();
  });
  settle();
  return settle;
}

let lastSaid = 0;
let waiting = null;

/** Says something to those who listen and do not look; at most once in a while, the newest wins. */
export function announce(message, pause = 10000) {
  const say = () => {
    lastSaid = Date.now();
    waiting = null;
    text(document.getElementById("announcer"), message);
  };
  clearTimeout(waiting);
  const rest = lastSaid + pause - Date.now();
  if (rest <= 0) {
    say();
  } else {
    waiting = setTimeout(say, rest);
  }
}
