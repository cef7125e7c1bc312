// SPDX-License-Identifier: Apache-2.0
import { get, post } from "./api.js";
import { button, chip, debounce, field, fields, guard, h, link, note, panel, select, table, text, wrapped }
  from "./dom.js";
import { digest, number, relative, time } from "./format.js";

export const title = "Catalog";

const PAGE = 100;
const LINES = 500;

/** Lists the catalogs to choose from as pairs of value and label: the served one, drafts and publications. */
export async function sources(signal) {
  const optional = (path) => get(path, {}, signal).catch(() => []);
  const [drafts, publications] = await Promise.all([optional("drafts"), optional("publications")]);
  return [
    ["served", "Served catalog"],
    ...drafts.map(({ name }) => [`draft:${name}`, `Draft ${name}`]),
    ...publications.map(({ version }) => [`version:${version}`, `Version ${version}`]),
  ];
}

/** Links a location such as catalog.yaml:12:5 to the line of the file. */
export function locationLink(of, location) {
  const [label, file, line] = /([^/]*\.yaml)(?::(\d+))?/.exec(location ?? "") ?? [];
  return file ? link("catalog", { of, file, line }, label) : text(location);
}

/** Shows an error, a warning or a notice in one list, the errors first. */
export function messagesOf({ errors, warnings, notices }) {
  return [["bad", "error", errors], ["warn", "warning", warnings], ["plain", "notice", notices]].flatMap(
    ([kind, label, list]) => (list ?? []).map((entry) => ({ kind, label, ...entry })));
}

export async function show({ root, params, signal }) {
  const of = params.get("of") ?? "served";
  const known = await sources(signal);
  const missing = known.every(([value]) => value !== of);
  const change = (event) => (location.hash = `#catalog?of=${encodeURIComponent(event.target.value)}`);
  const head = fields(field("Catalog", select(missing ? [[of, of], ...known] : known, of, change)));
  root.append(head);
  await (params.has("file") ? showFile : showRules)({ root, head, of, params, signal });
}

/** Creates buttons that turn pages, and the position between them. */
export function pager(size, turn) {
  const position = h("p", { class: "note", role: "status" });
  let first = 0;
  const back = button("Previous", () => turn(Math.max(0, first - size)));
  const next = button("Next", () => turn(first + size));
  const update = (from, count, total) => {
    first = from;
    position.textContent = count ? `${number(from + 1)} to ${number(from + count)} of ${number(total)}` : "";
    back.disabled = from === 0;
    next.disabled = from + count >= total;
  };
  return { position, update, element: h("div", { class: "fields center" }, back, position, next) };
}

async function showRules({ root, head, of, signal }) {
  const about = h("div", { class: "view" });
  const rules = table("Rules in order", [
    ["Section", "section"], ["Rule", "name"],
    ["Hits", (rule) => number(rule.hits), "number"],
    ["Conditions", (rule) => wrapped(rule.conditions)], ["Answer", (rule) => wrapped(rule.answer)],
    ["From", (rule) => time(rule.from)], ["Until", (rule) => time(rule.until)],
    ["Location", (rule) => locationLink(of, rule.location)],
  ], [], "No rule matches the filter.");
  const load = (offset) =>
    guard(pages.position, async (latest) => {
      const page = await get("catalog", { of, offset, limit: PAGE, filter: filter.value }, latest);
      rules.fill(page.rules);
      pages.update(offset, page.rules.length, page.total);
      return page;
    });
  const pages = pager(PAGE, load);
  const filter = h("input", { type: "search", input: debounce(250, () => load(0)) });
  head.append(field("Name, condition or answer", filter));
  root.append(about, panel("Rules", pages.element, rules));
  const [page, check] = await Promise.all([load(0), post("check", { of }, signal).catch(() => ({}))]);
  if (page) {
    about.append(...describe(of, page, messagesOf({ warnings: page.warnings, ...check })));
  }
}

function describe(of, { source, version, digest: sha, files, scheduled }, messages) {
  const parts = [note(source, " · version ", version ?? "not signed", " · SHA-256 ", digest(sha), " · ",
    files.map(({ name, size }) => [link("catalog", { of, file: name }, name), ` (${number(size)} bytes) `]))];
  if (messages.length) {
    parts.push(panel("Messages", table("Messages", [
      ["Kind", ({ kind, label }) => chip(kind, label)],
      ["Location", ({ location, file, line }) => locationLink(of, location ?? `${file}:${line}`)],
      ["Message", ({ message }) => wrapped(message)],
    ], messages.slice(0, PAGE))));
  }
  if (scheduled.length) {
    parts.push(panel("Scheduled changes", table("Scheduled changes", [
      ["Time", ({ at }) => time(at)], ["Due", ({ at }) => relative(at)], ["Rule", "rule"], ["Change", "change"],
    ], scheduled.slice(0, PAGE))));
  }
  return parts;
}

async function showFile({ root, of, params, signal }) {
  const file = params.get("file");
  const { text: content } = await get(`catalog/files/${encodeURIComponent(file)}`, { of }, signal);
  const lines = content.split("\n");
  const marked = Number(params.get("line"));
  const view = h("ol", { class: "source" });
  const box = h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": file }, view);
  const turn = (first) => {
    const shown = lines.slice(first, first + LINES);
    view.setAttribute("start", first + 1);
    view.replaceChildren(...shown.map((line, i) => h("li", { class: first + i + 1 === marked && "marked" }, line)));
    pages.update(first, shown.length, lines.length);
  };
  const pages = pager(LINES, turn);
  turn(Math.max(0, Math.min(marked - LINES / 2, lines.length - LINES)));
  root.append(panel(file, h("p", link("catalog", { of }, "All rules")), pages.element, box));
  view.querySelector(".marked")?.scrollIntoView({ block: "center" });
  box.scrollLeft = 0;
}
