// SPDX-License-Identifier: Apache-2.0
import { can, get } from "./api.js";
import { createDraft } from "./change.js";
import { showDifference } from "./diff.js";
import { button, field, fields, guard, h, link, note, panel, table, text } from "./dom.js";
import { digest, time, toInstant } from "./format.js";

export const title = "History";

const PAGE = 50;

export async function show({ root, signal }) {
  const chosen = new Set();
  const failure = h("div");
  const difference = h("div", { class: "stack" }, note("Choose two versions above."));
  let limit = PAGE;

  const choice = ({ version }) => {
    const click = (event) => {
      chosen.delete(version);
      if (event.target.checked && chosen.size < 2) {
        chosen.add(version);
      }
      event.target.checked = chosen.has(version);
      compare.disabled = chosen.size !== 2;
    };
    const label = `Compare version ${version}`;
    return h("input", { type: "checkbox", "aria-label": label, checked: chosen.has(version), change: click });
  };
  const restore = (version) =>
    guard(failure, () => createDraft(`restore-${version}-${Date.now().toString(36)}`, `version:${version}`));
  const versions = table("Versions", [
    ["Compare", choice],
    ["Version", ({ version }) => link("catalog", { of: `version:${version}` }, version), "number"],
    ["", ({ version }) => can("editor") && button("Restore", () => restore(version), { class: "link" })],
    ["Published", (row) => time(row.time)], ["Active from", (row) => time(row.activeFrom)], ["Author", "author"],
    ["Comment", (row) => h("span", { class: "wrap" }, text(row.comment))], ["Signed by", "signers"],
    ["Base", "base", "number"], ["SHA-256", (row) => digest(row.digest)],
  ], [], "No catalog was published.");
  const load = () =>
    guard(failure, async () => {
      const found = await get("publications", { limit, at: toInstant(at.value) }, signal);
      versions.fill(found);
      more.hidden = found.length < limit;
    });
  const at = h("input", { type: "datetime-local", change: load });
  const more = button("Show older versions", () => {
    limit *= 2;
    load();
  });
  const compare = button("Compare two versions", () => {
    const [before, after] = [...chosen].sort((a, b) => a - b);
    showDifference(difference, `version:${before}`, `version:${after}`, signal);
  }, { disabled: true });
  root.append(
    panel("Versions", fields(field("In force at (empty: all)", at), compare),
      note("Restore creates a draft with the content of a version, to be published under a new version."),
      failure, versions, more),
    panel("Difference", difference));
  await load();
  if (can("publisher")) {
    root.append(panel("Audit log", table("Audit log", [
      ["Time", (entry) => time(entry.time)], ["User", "user"], ["Address", "address"], ["Method", "method"],
      ["Path", "path"], ["Status", "status", "number"],
    ], await get("audit", { limit: 200 }, signal), "Nothing was written.")));
  }
}
