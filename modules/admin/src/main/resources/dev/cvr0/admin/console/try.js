// SPDX-License-Identifier: Apache-2.0
import { get, post } from "./api.js";
import { locationLink, sources } from "./catalog.js";
import { announce, button, chip, debounce, field, fields, guard, h, panel, select, text } from "./dom.js";
import { dialectsOf, time, toInstant, toLocal, URGENCIES } from "./format.js";

export const title = "Try";

const EXAMPLE = "CVR 1 0x0409 winnt 5.1 i386 MSNMSGR 6.2.0208 MSMSGS ann@example.com";
const MAX_LINES = 100;
const STEPS = 50;

export async function show({ root, params, signal }) {
  const counted = get("clients/kinds", { limit: 200 }, signal).catch(() => ({ kinds: [] }));
  const [known, { kinds }] = await Promise.all([sources(signal), counted]);
  const run = debounce(300, () => guard(results, explain));
  const line = h("textarea", { rows: 3, spellcheck: "false", input: run });
  line.value = params.get("line") ?? kinds[0]?.request ?? EXAMPLE;
  const offered = h("input", { value: params.get("offered"), placeholder: "MSNP8 CVR0", input: run });
  const address = h("input", { placeholder: "127.0.0.1", input: run });
  const of = select(known, params.get("of") ?? "served", () => guard(moment, schedule));
  const other = select([["", "Nothing"], ...known], params.get("compare") ?? "", run);
  const at = h("input", { type: "datetime-local", input: () => setTime(toInstant(at.value)) });
  const slider = h("input", { type: "range", min: 0, max: 0, value: 0, input: () => slide() });
  const moment = h("output", { class: "note" });
  const results = h("div", { class: "view" });
  let changes = [];
  let instant;

  const setTime = (chosen, change) => {
    instant = chosen;
    if (toInstant(at.value) !== instant) {
      at.value = instant ? toLocal(instant) : "";
    }
    slider.value = changes.filter((entry) => instant && new Date(entry.at) <= new Date(instant)).length;
    const label = instant ? ["At ", time(instant), change ? `: ${change.rule}, ${change.change}` : ""] : ["Now"];
    moment.replaceChildren(...label, changes.length ? "" : ". No change is scheduled.");
    slider.setAttribute("aria-valuetext", moment.textContent);
    run();
  };
  const slide = () => {
    const change = changes[slider.value - 1];
    setTime(change?.at, change);
  };
  const schedule = async (latest) => {
    const { scheduled } = await get("catalog", { of: of.value, limit: 1 }, latest);
    changes = scheduled.filter((change) => new Date(change.at) > Date.now());
    slider.max = changes.length;
    slider.disabled = changes.length === 0;
    setTime(instant);
  };
  const explain = async (latest) => {
    const lines = line.value.split("\n").map((part) => part.trim()).filter(Boolean).slice(0, MAX_LINES);
    const dialects = offered.value.split(/[\s,]+/).filter(Boolean);
    const request = { lines, offered: dialects, address: address.value.trim() || undefined, at: instant };
    const columns = lines.length ? [of.value, other.value].filter(Boolean) : [];
    const bodies = await Promise.all(columns.map((value) => post("explain", { ...request, of: value }, latest)));
    const labelOf = (value) => known.find(([key]) => key === value)?.[1] ?? value;
    results.replaceChildren(...lines.map((sent, i) => {
      const answers = bodies.map((body) => body.answers[i]);
      const same = answers.every(({ answer }) => answer === answers[0].answer);
      const mark = answers.length > 1 && chip(same ? "good" : "warn", same ? "same answer" : "different answers");
      const shown = answers.map((answer, j) => describe(labelOf(columns[j]), columns[j], answer));
      return h("details", { class: "panel", open: i < 3 },
        h("summary", h("code", sent), " ", mark), h("div", { class: "compare" }, shown));
    }));
    announce(`${lines.length} answers`);
  };
  const names = kinds.map((kind, i) => [i, `${kind.library} ${kind.version} ${kind.systemType} ${kind.locale}`]);
  const choose = select([["", "Choose…"], ...names], "", () => {
    const kind = kinds[choose.value];
    line.value = kind?.request ?? line.value;
    offered.value = kind ? dialectsOf(kind.offer) : offered.value;
    run();
  });

  root.append(
    panel("Request",
      field("Lines of clients (CVQ or CVR, at most 100)", line),
      fields(field("Or a counted client", choose), field("Offered dialects", offered), field("Address", address)),
      fields(field("Catalog", of), field("Compare with", other), field("Time", at), button("Now", () => setTime()),
        field("Scheduled changes", slider)),
      moment),
    results);
  await guard(moment, schedule);
}

function describe(label, of, result) {
  const name = result.urgency?.toUpperCase().replaceAll("-", "_");
  const facts = ["verdict", "rule", "reason", "session", "enforcement", "traits"];
  return h("section", { "aria-label": label },
    h("h3", label, " ", chip(...(URGENCIES[name] ?? ["plain", text(result.urgency)]))),
    h("p", { class: "answer" }, h("code", result.answer ?? "no answer")),
    result.problems.map((message) => h("p", { class: "problem" }, message)),
    h("dl", { class: "facts" }, facts.map((fact) => [h("dt", fact), h("dd", text(result[fact]))])),
    steps(of, result.steps, result.omittedSteps));
}

// The last steps of a long explanation are shown first, because they determine the answer.
function steps(of, all, omitted) {
  const list = h("ol", { class: "steps" });
  let first = all.length;
  const extend = () => {
    const from = Math.max(0, first - STEPS);
    list.prepend(...all.slice(from, first).map((step) => describeStep(of, step)));
    list.setAttribute("start", omitted + from + 1);
    first = from;
    earlier.hidden = first === 0;
    earlier.textContent = `Show earlier steps (${first})`;
  };
  const earlier = button("", extend);
  extend();
  return [h("h4", `Steps (${omitted + all.length})`), earlier, list];
}

function describeStep(of, { rule, location, matched, outcome, key, actual, expected }) {
  const reason = key && !matched
    ? [h("code", key), " is ", h("q", actual), ", expected ", h("code", text(expected))]
    : text(outcome);
  return h("li", { class: matched && "marked" }, h("strong", rule), " ", locationLink(of, location), h("br"), reason);
}
