// SPDX-License-Identifier: Apache-2.0
import { address, call, can, get, session } from "./api.js";
import { announce, ask, button, chip, command, documentFields, field, fields, guard, h, link, note } from "./dom.js";
import { digest, publicKey, time, toInstant, toLocal } from "./format.js";

const PERIOD = 90 * 86_400_000;

export const draftPath = (name) => `drafts/${encodeURIComponent(name)}`;

/** Shows the steps after editing a draft: fixing a version, signatures, and publishing. "changed" reloads the draft. */
export function showPublication(place, draft, etag, { changed, signal }) {
  const path = draftPath(draft.name);
  const failure = h("div");
  const write = (method, part, body, done = changed) =>
    guard(failure, async () => {
      await call(`${path}/${part}`, { method, body, match: etag, signal });
      await done();
    });
  if (!draft.valid) {
    place.replaceChildren(note("The saved draft has errors. Correct them first."));
  } else if (!draft.publication) {
    place.replaceChildren(can("editor") ? fixing(draft, write, signal) : note("The role editor is required."), failure);
  } else {
    const planned = draft.publication;
    const again = () => guard(failure, changed);
    place.replaceChildren(...signatures(planned), failure, ...(planned.missing > 0 ? signing(path, write, again) : []),
      ...publishing(planned, path, write, place));
  }
}

function fixing(draft, write, signal) {
  const version = h("input", { type: "number", min: 1, required: true });
  const expires = h("input", { type: "datetime-local", required: true, value: toLocal(Date.now() + PERIOD) });
  const comment = h("input", { value: draft.comment, maxlength: 200 });
  const submit = (event) => {
    event.preventDefault();
    const chosen = { version: Number(version.value), expires: toInstant(expires.value), comment: comment.value };
    write("PUT", "publication", chosen);
  };
  get("publications", { limit: 1 }, signal).catch(() => []).then((newest) => {
    version.value ||= Math.max(session.status.catalog?.version ?? 0, newest[0]?.version ?? 0) + 1;
  });
  return h("form", { class: "fields", submit },
    field("Version", version), field("Expires", expires), field("Comment", comment),
    h("button", { class: "primary" }, "Prepare for signing"), note("A later edit removes the signatures."));
}

function signatures({ version, expires, digest: sha, required, signatures: given, missing }) {
  const state = missing > 0 ? chip("warn", `${given.length} of ${required} signatures`) : chip("good", "complete");
  return [
    h("p", `Version ${version}, expires `, time(expires), ", SHA-256 ", digest(sha), " ", state),
    h("ul", { class: "plain" },
      given.map(({ key, signer }) => h("li", { class: "given" }, `${signer}, key `, publicKey(key))),
      Array.from({ length: Math.max(0, missing) }, () => h("li", { class: "missing" }, "missing"))),
  ];
}

function signing(path, write, again) {
  const { area, element } = documentFields("Signed document");
  const add = button("Add signatures", () => write("POST", "signatures", { document: area.value }));
  return [
    note("Each signer runs this command where the private key is. It shows the change before it signs."),
    command(`cvr0 sign ${address(path)} --key FILE`), h("p", button("Show new signatures", again)),
    can("editor") && h("details", h("summary", "Or add a document that was signed elsewhere"),
      h("div", { class: "stack" }, note(`Sign ${address(path)}/catalog.sig`), element, h("p", add))),
  ].filter(Boolean);
}

function publishing({ version, missing, comment }, path, write, place) {
  const reason = h("input", { value: comment, maxlength: 200 });
  const from = h("input", { type: "datetime-local" });
  const done = () => {
    announce(`Version ${version} was published`);
    place.replaceChildren(h("p", { class: "done" }, `Version ${version} was published. `, link("now", {}, "Servers")));
  };
  const send = async () => {
    const start = from.value ? ["from ", time(toInstant(from.value))] : "as soon as they load it";
    const effect = h("p", "All servers serve it ", start, ".");
    if (await ask(`Publish version ${version}?`, effect, [["", "Cancel"], ["yes", "Publish"]])) {
      await write("POST", "publish", { comment: reason.value, activeFrom: toInstant(from.value) }, done);
    }
  };
  return [
    can("publisher")
      ? fields(field("Comment", reason), field("Active from (needs a database)", from),
        button("Publish", send, { class: "primary", disabled: missing > 0 }))
      : note("The role publisher is required to publish."),
    note("Or with a command:"), command(`cvr0 publish ${address(path)}`),
  ];
}
