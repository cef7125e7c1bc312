// SPDX-License-Identifier: Apache-2.0
import { post } from "./api.js";
import { bar, guard, h, link, note, table, text, tile } from "./dom.js";
import { dialectsOf, number, percent, relative, time } from "./format.js";

const PERIOD = "P7D";
const ROWS = 100;
const CLIENTS = 20;

/** Compares two catalogs for the counted clients, and shows the result in a place. */
export function showDifference(place, before, after, signal) {
  place.replaceChildren(note("Comparing…"));
  return guard(place, async () => {
    const result = await post("diff", { before, after, since: PERIOD }, signal);
    const { changes, timeline, affected, total, complete } = result;
    const list = (rows) => (rows.length ? changesTable(rows, total) : note("All counted clients get the same answer."));
    place.replaceChildren(
      h("dl", { class: "tiles" },
        tile("Affected requests", percent(affected, total), `${number(affected)} of ${number(total)} in 7 days`),
        tile("Different answers now", number(changes.length)), tile("Later changes", number(timeline.length))),
      complete ? "" : note("There can be further changes, because the comparison was cut short."),
      list(changes),
      ...timeline.slice(0, ROWS).map(({ at, changes: later }) => h("details",
        h("summary", time(at), " (", relative(at), "), different answers: ", number(later.length)), list(later))));
  });
}

function changesTable(changes, total) {
  return table("Changed answers", [
    ["Requests", ({ requests }) => number(requests), "number"],
    ["", ({ requests }) => bar(requests, total)],
    ["Answer", (row) => h("div", { class: "wrap" }, h("del", text(row.before)), h("br"), h("ins", text(row.after)))],
    ["Clients", clientList],
  ], changes.slice(0, ROWS));
}

function clientList({ clients, count }) {
  const items = clients.slice(0, CLIENTS).map((client) => {
    const { request, offer, library, version, systemType, locale } = client;
    const label = library ? [library, version, systemType, locale].filter(Boolean).join(" ") : text(request ?? client);
    return h("li", request ? link("try", { line: request, offered: dialectsOf(offer) }, label) : label);
  });
  const more = count - items.length;
  return h("details", h("summary", `${number(count)} kinds`),
    h("ul", { class: "wrap" }, items, more > 0 && h("li", `and ${number(more)} more`)));
}
