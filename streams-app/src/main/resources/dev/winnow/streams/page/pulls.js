// Reports of pull requests and scans: what breaks, where, and the mend.
import { h, out, pill, put, rove, text, to } from "./dom.js";
import { all, follow, get, path, pause } from "./api.js";
import { count, plural, short, words } from "./format.js";

const TONE = { SUCCESS: "good", FAILURE: "bad", NEUTRAL: "neutral" };
const SEVERITY = { ERROR: "bad", WARNING: "warn", NOTE: "neutral" };
const EVERY_MS = 10000;
const MOST = 2000;

const label = (report) => report.repository + (report.number === 0 ? " scan" : " #" + report.number);

/** Opens the list, or the report that the address names. */
export async function open(context) {
  return context.parts.length >= 3 ? report(context) : list(context);
}

async function list({ main, signal, connection }) {
  let reports = await all("v1/pull-requests?limit=500", "pullRequests", signal, MOST);
  let filter = "";
  const note = h("p", { class: "sub", role: "status" });
  const search = h("input", { type: "search", "aria-label": "Filter by repository or number", placeholder: "Filter by repository or number", oninput: () => { filter = search.value.trim().toLowerCase(); draw(); } });
  const body = h("tbody", {});
  const settle = rove(body);
  put(main, h("div", { class: "head" }, h("h1", { tabindex: "-1" }, "Pull requests"), note), h("div", { class: "filters" }, search),
    h("div", { class: "scroll" }, h("table", { class: "list" }, h("caption", { class: "hidden" }, "Reports of pull requests and scans. Arrow keys go from row to row, Enter opens one."),
      h("thead", {}, h("tr", {}, ["Pull request", "State", "Conclusion", "Errors", "Warnings", "Notices", "Fixed", "Suppressed", "Head"].map((head, index) => h("th", { scope: "col", class: index > 2 && index < 8 ? "number" : null }, head)))), body)));
  const number = (value, tone) => h("td", { class: "number" }, value > 0 ? h("span", { class: "figure", "data-tone": tone }, count(value)) : h("span", { class: "sub" }, "0"));
  function draw() {
    const active = document.activeElement?.dataset?.row;
    const rows = reports.filter((each) => label(each).toLowerCase().includes(filter));
    put(body, rows.map((each) => {
      const [owner, repository] = each.repository.split("/");
      return h("tr", {}, h("th", { scope: "row" }, h("a", { href: to("pull-requests", owner, repository, each.number), "data-row": label(each) }, label(each))),
        h("td", {}, each.number === 0 ? "" : words(each.state)), h("td", {}, pill(words(each.conclusion), TONE[each.conclusion])),
        number(each.errors, "bad"), number(each.warnings, "warn"), number(each.notices), number(each.fixed, "good"), number(each.suppressed), h("td", {}, h("code", {}, short(each.head))));
    }));
    if (rows.length === 0) {
      put(body, h("tr", {}, h("td", { colspan: 9, class: "empty" }, reports.length === 0 ? "Nothing was checked yet." : "None is like that.")));
    }
    settle();
    if (active) {
      body.querySelector("[data-row='" + CSS.escape(active) + "']")?.focus();
    }
    text(note, plural(rows.length, "report"));
  }
  async function refresh() {
    connection("live");
    while (!signal.aborted) {
      try {
        await pause(EVERY_MS, signal);
        if (!document.hidden) {
          reports = await all("v1/pull-requests?limit=500", "pullRequests", signal, MOST);
          connection("live");
          draw();
        }
      } catch {
        if (signal.aborted) {
          return;
        }
        connection("stale");
      }
    }
  }
  draw();
  refresh();
  return {};
}

async function report({ main, parts, signal, connection }) {
  const [owner, repository, number] = parts;
  const address = path("pull-requests", owner, repository, number);
  let current = (await get(address, signal)).report ?? null;
  let filter = "";
  let isAll = true;
  const name = owner + "/" + repository + (number === "0" ? " scan" : " #" + number);
  const head = h("div", {});
  const note = h("p", { class: "sub", role: "status" });
  const list = h("ol", { class: "findings" });
  const notes = h("div", {});
  const search = h("input", { type: "search", "aria-label": "Filter by rule, file or text", placeholder: "Rule, file or text", oninput: () => { filter = search.value.trim().toLowerCase(); draw(); } });
  const toggle = h("label", { class: "check" }, h("input", { type: "checkbox", onchange: (event) => { isAll = !event.target.checked; draw(); } }), " Only what counts now");
  put(main, h("p", { class: "crumbs" }, h("a", { href: "#/pull-requests" }, "Pull requests"), " / ", h("span", {}, name)), h("h1", { tabindex: "-1" }, name), head,
    h("div", { class: "filters" }, search, toggle, note), list, notes);

  const counts = (each) => each.state !== "FIXED" && each.suppression === null;
  function draw() {
    if (!current) {
      put(head, h("p", { class: "empty" }, "It is not checked yet."));
      return;
    }
    put(head, h("header", { class: "banner", "data-tone": TONE[current.conclusion] }, h("h2", {}, words(current.conclusion)), h("p", {}, current.summary),
      h("p", { class: "sub" }, "Head ", h("code", {}, short(current.head)), current.baseRef && [" into ", h("code", {}, current.baseRef)], " · ", plural(current.errors, "error"), ", ", plural(current.warnings, "warning"), ", ", plural(current.notices, "notice"), ", ", count(current.fixed) + " fixed, " + count(current.suppressed) + " suppressed",
        current.repository.webUrl && [" · ", out(current.repository.webUrl + (current.number > 0 ? "/pull/" + current.number : ""), "open at its host")])));
    const rows = current.findings.filter((each) => (isAll || counts(each)) && [each.rule, each.file, each.message, each.element, each.service].some((value) => value.toLowerCase().includes(filter)));
    put(list, rows.map(finding));
    text(note, plural(rows.length, "finding") + (current.omitted > 0 ? ", " + count(current.omitted) + " more are not listed" : ""));
    put(notes, current.notes.length > 0 && h("section", {}, h("h2", {}, "Not known"), h("ul", {}, current.notes.map((each) => h("li", {}, h("code", {}, each.file + (each.line > 0 ? ":" + each.line : "")), " " + each.message)))));
  }
  draw();
  follow(address + "/events", { event: (_, record) => { current = record; draw(); }, state: connection, last: "", signal }).catch(() => connection("off"));
  return {};
}

function finding(each) {
  const place = each.file + (each.line > 0 ? ":" + each.line : "");
  const quiet = each.state === "FIXED" || each.suppression !== null;
  return h("li", { class: quiet ? "finding quiet-finding" : "finding" },
    h("div", { class: "finding-head" }, pill(words(each.severity), SEVERITY[each.severity]), each.state !== "OPEN" && pill(words(each.state), each.state === "FIXED" ? "good" : "bad"),
      each.suppression && pill("suppressed", "neutral"), h("code", { class: "rule" }, each.rule), h("code", { class: "place" }, place)),
    h("p", { class: "message" }, each.message), each.mend && h("p", { class: "mend" }, h("strong", {}, "Mend: "), each.mend),
    each.suppression && h("p", { class: "sub" }, "Suppressed: " + each.suppression.reason + (each.suppression.until ? ", until " + each.suppression.until : "")),
    each.consumers.length > 0 && h("details", { class: "inline" }, h("summary", {}, plural(each.consumers.length, "use")), h("ul", {}, each.consumers.map((use) => h("li", {}, use.service + " in " + use.repository + " ", h("code", {}, use.file + (use.line > 0 ? ":" + use.line : "")), " ", pill(words(use.evidence), use.confirmed ? "bad" : "neutral"))))),
    each.documents.length > 0 && h("details", { class: "inline" }, h("summary", {}, plural(each.documents.length, "line of documents", "lines of documents")), h("ul", {}, each.documents.map((line) => h("li", {}, h("code", {}, line.file + ":" + line.line), line.written && [" ", h("del", {}, line.written)], line.instead && [" ", h("ins", {}, line.instead)])))));
}
