// SPDX-License-Identifier: Apache-2.0
import { post } from "./api.js";
import { bar, guard, h, link, note, table, text, tile } from "./dom.js";
import { dialectsOf, number, percent, relative, time } from "./format.js";

const PERIOD = "P7D";
const ROWS = 100;
const CLIENTS = 20;

/** The origin of the numbers of requests. */
export const SOURCES = {
  store: " requests to all servers",
  "this server": " requests to this server",
  generated: " generated clients, because none was counted",
};

/** Compares two catalogs for the counted clients, and shows the result in a place. */
export function showDifference(place, before, after) {
  place.replaceChildren(note("Comparing…"));
  return guard(place, async (latest) => {
    const result = await post("diff", { before, after, since: PERIOD }, latest);
    const { changes, timeline, affected, total, complete, source } = result;
    // The timeline begins with the changes of now, if there are any.
    const later = timeline.slice(changes.length ? 1 : 0);
    const list = (rows) => (rows.length ? changesTable(rows, total) : note("All counted clients get the same answer."));
    place.replaceChildren(
      h("dl", { class: "tiles" },
        tile("Affected", percent(affected, total), [number(affected), " of ", number(total), SOURCES[source]]),
        tile("Different answers now", number(changes.length)), tile("Later changes", number(later.length))),
      complete ? "" : note("There can be further changes, because the comparison was cut short."),
      list(changes),
      ...later.slice(0, ROWS).map(({ at, changes: changed, ended }) => h("details",
        h("summary", time(at), " (", relative(at), "), different answers: ", number(changed.length)),
        ended > 0 && note(`${number(ended)} requests get the same answer again.`), list(changed))));
  });
}

function changesTable(changes, total) {
  return table("Changed answers", [
    ["Requests", ({ requests }) => number(requests), "number"],
    ["Share", ({ requests }) => bar(requests, total)],
    ["Answer", (row) => h("div", { class: "wrap" }, h("del", text(row.before)), h("br"), h("ins", text(row.after)))],
    ["Clients", clientList],
  ], changes.slice(0, ROWS));
}

function clientList({ clients, count, summary }) {
  const items = clients.slice(0, CLIENTS).map(({ request, offer, library, version, systemType, locale }) => {
    const label = [library, version, systemType, locale].join(" ");
    return h("li", link("try", { line: request, offered: dialectsOf(offer) }, label));
  });
  const more = count - items.length;
  return h("details", { class: "wrap" }, h("summary", `${summary} (${number(count)} kinds)`),
    h("ul", items, more > 0 && h("li", `and ${number(more)} more`)));
}
