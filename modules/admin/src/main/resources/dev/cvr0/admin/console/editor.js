// SPDX-License-Identifier: Apache-2.0
import { pager } from "./catalog.js";
import { complete } from "./completion.js";
import { announce, h } from "./dom.js";

const LINE = 20;
const PADDING = 8;
const PART = 2000;
const SHOWN_PROPOSALS = 8;
const VISIBLE_LINES = 120;

/** Creates an editor for YAML. It shows a part of a long file, because browsers lay out long text areas slowly. */
export function editor(schema, changed) {
  const numbers = h("div", { class: "numbers", "aria-hidden": "true" });
  const list = h("ul", { id: "proposals", role: "listbox", "aria-label": "Completions", hidden: true });
  const area = h("textarea", {
    spellcheck: "false", autocapitalize: "off", wrap: "off", "aria-label": "Text of the file",
    "aria-autocomplete": "list", "aria-controls": "proposals", "aria-describedby": "editor-help",
    input: () => {
      showNumbers();
      changed(head + area.value + tail);
      if (!list.hidden) {
        open();
      }
    },
    keydown: (event) => key(event), blur: () => close(), click: () => close(),
    scroll: () => {
      showNumbers();
      close();
    },
  });
  let proposals = [];
  let typed = "";
  let active = 0;
  let messages = [];
  let [head, tail, offset] = ["", "", 0];

  const showPart = (first, lines = (head + area.value + tail).split("\n")) => {
    const part = lines.slice(first, first + PART);
    offset = first;
    head = lines.slice(0, first).map((line) => `${line}\n`).join("");
    tail = lines.slice(first + PART).map((line) => `\n${line}`).join("");
    area.value = part.join("\n");
    area.setSelectionRange(0, 0);
    area.scrollTop = 0;
    pages.update(first, part.length, lines.length);
    pages.element.hidden = lines.length <= PART;
    showNumbers();
    close();
  };
  const pages = pager(PART, showPart);
  // Only the visible numbers exist, so the size of the file does not matter.
  const showNumbers = () => {
    const row = Math.floor(area.scrollTop / LINE);
    const first = offset + row;
    const lines = area.value.split("\n").slice(row, row + VISIBLE_LINES);
    const marked = messages.filter(({ line }) => line > first && line <= first + VISIBLE_LINES);
    const marks = marked.map(({ line, kind, message }) => {
      const mark = h("span", { class: kind, title: message });
      mark.style.top = `${(line - first - 1) * LINE + PADDING}px`;
      return mark;
    });
    numbers.replaceChildren(lines.map((line, i) => first + i + 1).join("\n"), ...marks);
    numbers.scrollTop = area.scrollTop % LINE;
  };
  const before = () => area.value.slice(0, area.selectionStart).split("\n");
  const open = () => {
    ({ typed, proposals } = complete(schema, head + area.value, head.length + area.selectionStart));
    if (!proposals.length) {
      close();
      announce("No completion");
      return;
    }
    const row = before();
    list.style.top = `${row.length * LINE + PADDING - area.scrollTop}px`;
    const left = `${area.offsetLeft + PADDING - area.scrollLeft}px + ${row.at(-1).length}ch`;
    list.style.left = `max(0px, min(${left}, 100% - 26rem))`;
    list.hidden = false;
    select(0);
  };
  const close = () => {
    list.hidden = true;
    area.removeAttribute("aria-activedescendant");
  };
  const select = (index) => {
    active = (index + proposals.length) % proposals.length;
    const first = Math.max(0, Math.min(active - SHOWN_PROPOSALS / 2, proposals.length - SHOWN_PROPOSALS));
    list.replaceChildren(...proposals.slice(first, first + SHOWN_PROPOSALS).map(({ name, description }, row) => {
      const i = first + row;
      const mousedown = (event) => {
        event.preventDefault();
        accept(i);
      };
      return h("li", { id: `proposal-${i}`, role: "option", "aria-selected": String(i === active), mousedown },
        h("code", name), h("small", description));
    }));
    area.setAttribute("aria-activedescendant", `proposal-${active}`);
  };
  const accept = (index) => {
    insert(proposals[index].insert.slice(typed.length));
    close();
  };
  // Only this command keeps the history of the text area, which undo needs.
  const insert = (text) => document.execCommand("insertText", false, text);
  const key = (event) => {
    const move = { ArrowDown: () => select(active + 1), ArrowUp: () => select(active - 1), Escape: close };
    const indent = () => insert(`\n${/^ */.exec(before().at(-1))[0]}`);
    const actions = list.hidden ? { Enter: indent } : { ...move, Enter: () => accept(active) };
    const action = event.ctrlKey ? event.key === " " && open : actions[event.key];
    if (action) {
      event.preventDefault();
      action();
    }
  };

  return {
    element: h("div", { class: "stack" }, pages.element, h("div", { class: "editor" }, numbers, area, list)),
    /** Shows a text. */
    load(text, readOnly) {
      area.readOnly = readOnly;
      showPart(0, text.split("\n"));
    },
    /** Marks the lines of messages. */
    mark(found) {
      messages = found;
      showNumbers();
    },
    /** Moves the cursor to a location. */
    reveal(line, column) {
      showPart(Math.floor((line - 1) / PART) * PART);
      const above = area.value.split("\n").slice(0, line - 1 - offset);
      const position = above.reduce((sum, text) => sum + text.length + 1, column - 1);
      area.focus();
      area.setSelectionRange(position, position);
      area.scrollTop = (line - offset - 5) * LINE;
    },
  };
}
