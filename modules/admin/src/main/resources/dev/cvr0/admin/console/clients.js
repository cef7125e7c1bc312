// SPDX-License-Identifier: Apache-2.0
import { get } from "./api.js";
import { chart } from "./chart.js";
import { SOURCES } from "./diff.js";
import { chip, field, fields, guard, h, link, note, options, panel, select, table, text, tile } from "./dom.js";
import { dialectsOf, number, percent, time, URGENCIES } from "./format.js";

export const title = "Clients";

const GROUPS = [["version", "Version"], ["library", "Library"], ["systemType", "System"], ["locale", "Locale"]];
const PERIODS = [["P1D", "1 day"], ["P7D", "7 days"], ["P30D", "30 days"], ["P90D", "90 days"], ["P365D", "1 year"]];
const LIMIT = 200;

export async function show({ root, signal }) {
  const graph = h("div");
  const summary = h("div");
  const urgencies = Object.entries(URGENCIES).map(([key, [, label]]) => [key, label]);
  const kinds = table("Kinds of clients", [
    ["Library", "library"], ["Version", "version"], ["System", "systemType"], ["Locale", "locale"],
    ["Requests", (kind) => number(kind.count), "number"],
    ["Urgency", (kind) => chip(...(URGENCIES[kind.urgency] ?? ["plain", text(kind.urgency)]))],
    ["Explain", (kind) => link("try", { line: kind.request, offered: dialectsOf(kind.offer) }, "Try")],
    ["Rule", "rule"], ["Answer", (kind) => h("code", text(kind.answer))],
  ]);
  let found = { kinds: [] };

  const fill = () => {
    const rows = found.kinds.filter((kind) => !urgency.value || kind.urgency === urgency.value);
    kinds.fill(rows);
  };
  const loadGraph = () =>
    guard(graph, async (latest) => {
      const query = { by: by.value, since: since.value, library: library.value };
      graph.replaceChildren(...plot(await get("clients", query, latest), AbortSignal.any([signal, latest])));
    });
  const loadKinds = () =>
    guard(summary, async (latest) => {
      found = await get("clients/kinds", { since: since.value, limit: LIMIT }, latest);
      const names = [...new Set(found.kinds.map((kind) => kind.library))].sort().map((name) => [name, name]);
      library.replaceChildren(...options([["", "All"], ...names], library.value));
      summary.replaceChildren(totals(found.urgency));
      fill();
    });
  const by = select(GROUPS, "version", loadGraph);
  const library = select([["", "All"]], "", loadGraph);
  const urgency = select([["", "All"], ...urgencies], "", fill);
  const since = select(PERIODS, "P7D", () => {
    loadGraph();
    loadKinds();
  });
  root.append(
    fields(field("Group by", by), field("Period", since), field("Library", library)),
    panel("Requests over time", graph),
    panel("Who must update", summary),
    panel(`The ${LIMIT} most frequent kinds of clients`, fields(field("Show", urgency)), kinds));
  await Promise.all([loadGraph(), loadKinds()]);
}

function plot(result, signal) {
  return [
    note(number(result.total), SOURCES[result.source], ", ", time(result.since), " to ", time(result.until)),
    result.total ? chart("Requests over time", result.times, result.series, signal) : "No client was counted.",
  ];
}

function totals(urgency) {
  const all = Object.values(urgency).reduce((sum, count) => sum + count, 0);
  return h("dl", { class: "tiles" }, Object.entries(URGENCIES).map(([key, [, label]]) =>
    tile(label, percent(urgency[key] ?? 0, all), `${number(urgency[key] ?? 0)} requests`)));
}
