// SPDX-License-Identifier: Apache-2.0
import { get, onStatus } from "./api.js";
import { chart } from "./chart.js";
import { bar, chip, guard, h, note, panel, table, tile, wrapped } from "./dom.js";
import { digest, number, percent, relative, time } from "./format.js";

export const title = "Now";

const POLL = 5000;
const SOON = 7 * 86_400_000;
const STATES = {
  READY: ["good", "The catalog is up to date."],
  STALE: ["warn", "The source of the catalog has been unreachable for too long. The last good catalog is served."],
  ERROR: ["bad", "The catalog cannot be updated, or has expired. The last good catalog is served."],
};

export async function show({ root, signal }) {
  const summary = h("div");
  const rate = h("div");
  const failure = h("div");
  const servers = table("Servers", [
    ["Server", "name"],
    ["State", ({ live, problem }) => (live ? chip(problem ? "warn" : "good", "live") : chip("bad", "not seen"))],
    ["Serves", ({ serving }) => serving || "–", "number"], ["Loaded", ({ loaded }) => loaded || "–", "number"],
    ["SHA-256", (node) => digest(node.digest)],
    ["Problem", (node) => node.problem && wrapped(node.problem)],
    ["Seen", (node) => relative(node.seen)], ["Started", (node) => time(node.started)],
    ["Clock", (node) => `${number(node.clockOffsetMillis)} ms`, "number"], ["Software", "software"],
  ]);
  const outcomes = table("Outcomes", [
    ["Outcome", ({ name }) => name.toLowerCase().replaceAll("_", " ")],
    ["Answers", ({ count }) => number(count), "number"],
    ["Share", ({ count, all }) => percent(count, all), "number"],
    ["Chart", ({ count, all }) => bar(count, all)],
  ]);
  root.append(summary, panel("Answers per minute", rate), panel("Servers", failure, servers),
    panel("Outcomes since the start", outcomes));
  let minutes;
  onStatus((status) => {
    summary.replaceChildren(describe(status));
    const counts = Object.entries(status.outcomes ?? {});
    const all = counts.reduce((sum, [, count]) => sum + count, 0);
    outcomes.fill(counts.map(([name, count]) => ({ name, count, all })));
    if (minutes !== String(status.answersPerMinute)) {
      minutes = String(status.answersPerMinute);
      guard(rate, (latest) => rate.replaceChildren(plot(status.answersPerMinute, AbortSignal.any([signal, latest]))));
    }
  }, signal);
  const refresh = () =>
    guard(failure, async (latest) => {
      servers.fill(await get("nodes", {}, latest));
      failure.replaceChildren();
    });
  const timer = setInterval(refresh, POLL);
  signal.addEventListener("abort", () => clearInterval(timer));
  await refresh();
}

function describe({ state, errors, catalog, rules, releases, answersPerMinute, since, software }) {
  const [kind, text] = STATES[state];
  const left = catalog?.expires ? new Date(catalog.expires) - Date.now() : Infinity;
  const expiry = left < 0 ? chip("bad", "expired") : left < SOON && chip("warn", "expires soon");
  const answers = answersPerMinute.reduce((sum, count) => sum + count, 0);
  return h("section", { class: "panel", "aria-label": "Catalog" },
    h("p", chip(kind, state), " ", text),
    errors.length > 0 && h("ul", errors.map((error) => h("li", error))),
    h("dl", { class: "tiles" },
      tile("Catalog version", catalog?.version ?? "not signed", ["loaded ", relative(catalog?.loadedAt)]),
      tile("Expires", relative(catalog?.expires), [time(catalog?.expires), " ", expiry]),
      tile("Rules", number(rules), `${number(releases)} releases`),
      tile("Answers in the last hour", number(answers), ["running since ", time(since)])),
    note(catalog?.source, " · SHA-256 ", digest(catalog?.digest), " · software ", software));
}

function plot(counts, signal) {
  const end = Math.floor(Date.now() / 60_000);
  const times = counts.map((count, i) => new Date((end - counts.length + i + 1) * 60_000).toISOString());
  return chart("Answers per minute in the last hour", times, [{ name: "answers", counts }], signal);
}
