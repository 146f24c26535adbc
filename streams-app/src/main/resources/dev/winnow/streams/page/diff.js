// A unified diff as files and lines.
import { h, pill } from "./dom.js";
import { count, plural } from "./format.js";

const OPEN_FILES = 12;
const LINES_AT_ONCE = 800;

/** Splits a diff into files: {name, added, removed, note, lines: [{kind, text, old, new}]}. */
export function parse(text) {
  const files = [];
  let file = null;
  let before = 0;
  let after = 0;
  let left = [0, 0];
  for (const line of text.split("\n")) {
    const inHunk = left[0] > 0 || left[1] > 0;
    if (!inHunk && line.startsWith("diff --git ")) {
      file = { name: nameOf(line), added: 0, removed: 0, note: "", lines: [] };
      files.push(file);
    } else if (!file) {
      continue;
    } else if (!inHunk && line.startsWith("@@")) {
      const [, a, as, b, bs] = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(line) ?? [null, "1", "0", "1", "0"];
      before = Number(a);
      after = Number(b);
      left = [Number(as ?? 1), Number(bs ?? 1)];
      file.lines.push({ kind: "hunk", text: line });
    } else if (inHunk && line.startsWith("+")) {
      file.added++;
      left[1]--;
      file.lines.push({ kind: "add", text: line.slice(1), new: after++ });
    } else if (inHunk && line.startsWith("-")) {
      file.removed++;
      left[0]--;
      file.lines.push({ kind: "del", text: line.slice(1), old: before++ });
    } else if (inHunk && line.startsWith(" ")) {
      left[0]--;
      left[1]--;
      file.lines.push({ kind: "same", text: line.slice(1), old: before++, new: after++ });
    } else if (line.startsWith("\\")) {
      file.lines.push({ kind: "hunk", text: line.slice(2) });
    } else if (line.startsWith("+++ ") || line.startsWith("rename to ")) {
      const name = line.replace(/^(\+\+\+|rename to) /, "").replace(/^"?b\//, "").replace(/"$/, "");
      file.name = name === "/dev/null" ? file.name : name;
    } else if (/^(new file|deleted file|rename from|Binary files|GIT binary)/.test(line)) {
      file.note = line.startsWith("rename") ? "renamed" : line.startsWith("new") ? "new" : line.startsWith("deleted") ? "deleted" : "no text";
    }
  }
  return files;
}

function nameOf(line) {
  const half = line.slice("diff --git ".length);
  const at = half.lastIndexOf(" b/");
  return at < 0 ? half : half.slice(at + 3).replace(/"$/, "");
}

const SIGN = { add: "+", del: "−", same: "", hunk: "" };

function lineOf(line) {
  return h("tr", { class: line.kind }, line.kind === "hunk"
    ? [h("td", { class: "at" }), h("td", { class: "at" }), h("td", {}), h("td", {}, line.text)]
    : [h("td", { class: "at" }, line.old ?? ""), h("td", { class: "at" }, line.new ?? ""), h("td", { class: "sign" }, SIGN[line.kind]), h("td", { class: "code" }, line.text)]);
}

function fileView(file, isOpen) {
  const body = h("tbody", {});
  const more = h("button", { type: "button", class: "quiet", hidden: true, onclick: () => show() });
  let next = 0;
  const show = () => {
    body.append(...file.lines.slice(next, next + LINES_AT_ONCE).map(lineOf));
    next = Math.min(next + LINES_AT_ONCE, file.lines.length);
    more.hidden = next === file.lines.length;
    more.textContent = "Show more of " + plural(file.lines.length - next, "line");
  };
  return h("details", { class: "file", open: isOpen, ontoggle: (event) => {
    if (event.currentTarget.open && next === 0) {
      show();
    }
  } },
  h("summary", {}, h("span", { class: "name" }, file.name), file.note && pill(file.note), h("span", { class: "diff" },
    h("span", { class: "added" }, "+" + count(file.added)), " ", h("span", { class: "removed" }, "−" + count(file.removed)))),
  h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": "Changes of " + file.name },
    h("table", { class: "lines" }, h("caption", { class: "hidden" }, "Changes of " + file.name), body)), more);
}

/** What a patch changes. */
export function view({ text, cut }) {
  const files = parse(text);
  if (files.length === 0) {
    return h("p", { class: "empty" }, "The patch changes no file.");
  }
  return h("div", { class: "patch" },
    cut && h("p", { class: "notice small" }, "The patch is long: what is above 1 MiB is not shown."),
    files.map((file, index) => fileView(file, index < OPEN_FILES)));
}
