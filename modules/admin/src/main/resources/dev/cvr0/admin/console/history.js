// SPDX-License-Identifier: Apache-2.0
import { can, get } from "./api.js";
import { sources } from "./catalog.js";
import { createDraft } from "./change.js";
import { showDifference } from "./diff.js";
import { button, field, fields, guard, h, link, note, panel, select, table, wrapped } from "./dom.js";
import { digest, publicKey, time, toInstant } from "./format.js";

export const title = "History";

const LIMIT = 200;

export async function show({ root, signal }) {
  const failure = h("div");
  const difference = h("div", { class: "stack" });
  const known = await sources(signal);
  const previous = known.filter(([value]) => value.startsWith("version:"))[1]?.[0];
  const before = select(known, previous);
  const after = select(known, "served");

  const restore = (version) =>
    guard(failure, () => createDraft(`restore-${version}-${Date.now().toString(36)}`, `version:${version}`));
  const versions = table("Versions", [
    ["Version", ({ version }) => link("catalog", { of: `version:${version}` }, version), "number"],
    ["Action", ({ version }) => can("editor") && button("Restore", () => restore(version), { class: "link" })],
    ["Published", (row) => time(row.time)], ["Active from", (row) => time(row.activeFrom)], ["Author", "author"],
    ["Comment", (row) => wrapped(row.comment)], ["Base", "base", "number"],
    ["Keys", (row) => row.signers.map(publicKey)], ["SHA-256", (row) => digest(row.digest)],
  ], [], "No catalog was published.");
  const load = () =>
    guard(failure, async (latest) => {
      versions.fill(await get("publications", { limit: LIMIT, at: toInstant(at.value) }, latest));
    });
  const at = h("input", { type: "datetime-local", change: load });
  const compare = button("Compare", () => showDifference(difference, before.value, after.value));
  root.append(
    panel("Versions", fields(field("In force at (empty: the newest versions)", at)),
      note("Restore creates a draft with the content of a version, to be published under a new version."),
      failure, versions),
    panel("Difference", fields(field("Before", before), field("After", after), compare), difference));
  await load();
  if (can("publisher")) {
    root.append(panel("Audit log", table("Audit log", [
      ["Time", (entry) => time(entry.time)], ["User", "user"], ["Address", "address"], ["Method", "method"],
      ["Path", "path"], ["Status", "status", "number"],
    ], await get("audit", { limit: LIMIT }, signal), "Nothing was written.")));
  }
}
