// SPDX-License-Identifier: Apache-2.0
import { call, can, get, post } from "./api.js";
import { messagesOf, sources } from "./catalog.js";
import { showDifference } from "./diff.js";
import { announce, ask, button, chip, debounce, field, fields, guard, h, link } from "./dom.js";
import { note, options, panel, select, table, text } from "./dom.js";
import { editor } from "./editor.js";
import { number, time } from "./format.js";
import { draftPath, showPublication } from "./publication.js";

export const title = "Change";

const DRAFT_NAME = "[a-z0-9][a-z0-9\\-]{0,39}";
const FILE_NAME = "[0-9A-Za-z][0-9A-Za-z._\\-]*\\.yaml";
const MESSAGES = 100;

// The unsaved files of drafts, with the entity tag that they are based on. They survive a visit to another view.
const unsaved = new Map();
window.addEventListener("beforeunload", (event) => unsaved.size && event.preventDefault());

export async function show(view) {
  await (view.params.has("draft") ? showDraft(view, view.params.get("draft")) : showDrafts(view));
}

/** Creates a draft with the content of a catalog, and opens it. */
export async function createDraft(name, from) {
  await call(draftPath(name), { method: "PUT", match: "*", body: { from } });
  location.hash = `#change?draft=${encodeURIComponent(name)}`;
}

async function showDrafts({ root, signal }) {
  const drafts = await get("drafts", {}, signal);
  const name = h("input", { required: true, pattern: DRAFT_NAME, autocomplete: "off" });
  const published = (await sources(signal)).filter(([value]) => !value.startsWith("draft:"));
  const from = select(published, "served");
  const failure = h("div");
  const submit = (event) => {
    event.preventDefault();
    guard(failure, () => createDraft(name.value, from.value));
  };
  const form = h("form", { class: "fields center", submit },
    field("Name", name, "Lowercase letters, digits and hyphens"), field("Content", from),
    h("button", { class: "primary" }, "Create"));
  root.append(
    panel("Drafts", table("Drafts", [
      ["Name", (draft) => link("change", { draft: draft.name }, draft.name)], ["State", stateOf],
      ["Author", "author"], ["Changed", ({ changed }) => time(changed)], ["Base", "base"], ["Comment", "comment"],
    ], drafts, "There is no draft.")),
    panel("New draft", can("editor") ? form : note("The role editor is required."), failure));
}

function stateOf({ valid, publication, problem }) {
  if (problem) {
    return h("span", { class: "wrap" }, chip("bad", "damaged"), " ", problem);
  }
  if (!valid || !publication) {
    return valid ? chip("plain", "being edited") : chip("bad", "invalid");
  }
  const { missing } = publication;
  return missing > 0 ? chip("warn", `${missing} signatures missing`) : chip("good", "ready to publish");
}

async function showDraft({ root, title: heading, signal }, name) {
  const path = draftPath(name);
  const of = `draft:${name}`;
  const load = () => call(path, { signal });
  const [loaded, schema] = await Promise.all([load(), get("schema", {}, signal)]);
  let draft = loaded.body;
  let { files, base } = unsaved.get(name) ?? { files: { ...draft.files }, base: loaded.etag };
  let current;
  const writable = can("editor");
  const about = note();
  const failure = h("div");
  const messages = h("div", { role: "status" });
  const kept = h("div");
  const difference = h("div", { class: "stack" });
  const publication = h("div", { class: "stack" });
  const names = h("select", { change: () => openFile(names.value) });
  const check = debounce(600, () => guard(messages, showMessages));
  const edit = editor(schema, (value) => {
    files[current] = value;
    touch();
  });

  const touch = () => {
    const dirty = Object.keys({ ...files, ...draft.files }).some((file) => files[file] !== draft.files[file]);
    unsaved.delete(name);
    if (dirty) {
      unsaved.set(name, { files, base });
    }
    save.disabled = discard.disabled = !dirty;
    const state = dirty ? chip("warn", "not saved") : "";
    about.replaceChildren(`By ${draft.author}, `, time(draft.changed), `, from ${text(draft.base)} `, state);
    check();
  };
  const openFile = (file) => {
    current = file in files ? file : Object.keys(files)[0];
    names.replaceChildren(...options(Object.keys(files).map((key) => [key, key]), current));
    edit.load(files[current] ?? "", !writable);
    touch();
  };
  // Uses a saved state as the base of the text in the editor, which can contain later changes.
  const adopt = ({ body, etag }) => {
    draft = body;
    base = etag;
    touch();
    showPublication(publication, draft, etag, { signal, changed: async () => adopt(await load()) });
  };
  const accept = (saved) => {
    files = { ...saved.body.files };
    adopt(saved);
    openFile(current);
  };
  const put = async (match) => {
    await call(path, { method: "PUT", match, body: { files, comment: draft.comment || undefined }, signal });
    adopt(await load());
    failure.replaceChildren();
    announce("Saved");
  };
  const store = () =>
    guard(failure, async () => {
      const conflict = await put(base).catch((error) => error);
      if (conflict?.status === 412) {
        await resolve(await load());
      } else if (conflict) {
        throw conflict;
      }
    });
  const resolve = async (theirs) => {
    const different = Object.keys(files).filter((file) => files[file] !== theirs.body.files[file]);
    const choice = await ask("Someone else changed this draft", [
      h("p", `${theirs.body.author} saved it `, time(theirs.body.changed), ". Your text is not saved, but not lost."),
      h("p", `Files with a different text: ${text(different)}`),
    ], [["", "Continue editing"], ["theirs", "Load the saved text, keep mine below"], ["mine", "Overwrite with mine"]]);
    if (choice === "mine") {
      await put(theirs.etag);
    } else if (choice === "theirs") {
      kept.append(...different.map((file) => keptText(file, files[file])));
      accept(theirs);
    }
  };
  const showMessages = async (latest) => {
    const result = await post("check", { files }, latest);
    const all = messagesOf(result);
    const nameOf = ({ file }) => Object.keys(files).find((key) => file === key || file?.endsWith(`/${key}`)) ?? current;
    const jump = (entry) => {
      openFile(nameOf(entry));
      edit.reveal(entry.line ?? 1, entry.column ?? 1);
    };
    edit.mark(all.filter((entry) => entry.line && nameOf(entry) === current));
    messages.replaceChildren(
      result.valid ? chip("good", "valid") : chip("bad", `errors: ${number(result.errors.length)}`),
      h("ul", { class: "plain" }, all.slice(0, MESSAGES).map((entry) => h("li", chip(entry.kind, entry.label), " ",
        button(`${text(entry.file)}:${text(entry.line)}`, () => jump(entry), { class: "link" }), " ", entry.message))));
  };
  const addFile = async () => {
    const input = h("input", { pattern: FILE_NAME, required: true });
    if (await ask("Add a file", field("Name, ending in .yaml", input), [["add", "Add"], ["", "Cancel"]])) {
      files[input.value] ??= "";
      openFile(input.value);
    }
  };
  const removeFile = () => {
    delete files[current];
    openFile(current);
  };
  const deleteDraft = async () => {
    if (await ask(`Delete the draft ${name}?`, h("p", "This cannot be undone."), [["", "Keep"], ["yes", "Delete"]])) {
      await guard(failure, async () => {
        await call(path, { method: "DELETE", match: base });
        unsaved.delete(name);
        location.hash = "#change";
      });
    }
  };
  const compare = () => unsaved.has(name)
    ? difference.replaceChildren(note("Save the draft first. The comparison uses the saved text."))
    : showDifference(difference, "served", of);
  const save = button("Save", store, { class: "primary" });
  const discard = button("Discard changes", () => guard(failure, async () => accept(await load())));
  const shortcut = (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      save.click();
    }
  };

  heading.textContent = `Change: ${name}`;
  document.addEventListener("keydown", shortcut, { signal });
  root.append(
    h("p", link("change", {}, "All drafts"), " · ", link("catalog", { of }, "Rules"), " · ",
      link("try", { of, compare: "served" }, "Try")),
    panel("Text", about,
      fields(field("File", names), writable && [save, discard, button("Add file", addFile),
        button("Remove file", removeFile), button("Delete draft", deleteDraft, { class: "danger" })]),
      failure, edit.element,
      h("p", { class: "note", id: "editor-help" }, "Ctrl+Space completes a word. Ctrl+S saves. Tab leaves the editor."),
      messages, kept),
    panel("Difference", note("Counted clients that get another answer, now and at scheduled times."),
      button("Compare with the served catalog", compare), difference),
    panel("Publication", publication));
  const edited = unsaved.get(name);
  accept(loaded);
  if (edited) {
    ({ files, base } = edited);
    openFile(current);
  }
}

function keptText(file, value) {
  const area = h("textarea", { rows: 8, readonly: true, "aria-label": `Your text of ${file}` });
  area.value = value;
  return h("details", { open: true }, h("summary", `Your text of ${file}, which was not saved`), area);
}
