// SPDX-License-Identifier: Apache-2.0

/**
 * Creates an element. Text is only ever added as a text node. An object after the name contains attributes; functions
 * become listeners. Links must stay on this page.
 */
export function h(name, ...content) {
  const element = document.createElement(name);
  const attributes = content[0]?.constructor === Object ? content.shift() : {};
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") {
      element.addEventListener(key, value);
    } else if (key === "href" && !value.startsWith("#")) {
      throw new Error(`not a link to a view: ${value}`);
    } else if (value !== false && value !== null && value !== undefined) {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  element.append(...content.flat(Infinity).filter((child) => child || child === 0));
  return element;
}

export function link(view, parameters, text) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  return h("a", { href: `#${view}${given.length ? "?" : ""}${new URLSearchParams(given)}` }, text);
}

export const button = (label, click, attributes) => h("button", { type: "button", click, ...attributes }, label);
export const chip = (kind, label) => h("span", { class: `chip ${kind}` }, label);
export const field = (label, control, hint) =>
  h("label", { class: "field" }, h("span", label), control, hint && h("small", hint));
export const fields = (...content) => h("div", { class: "fields" }, content);
export const wrapped = (value) => h("span", { class: "wrap" }, text(value));
export const note = (...content) => h("p", { class: "note" }, content);
export const panel = (title, ...content) =>
  h("section", { class: "panel", "aria-label": title }, h("h2", title), content);
export const problem = (error) => h("p", { class: "problem", role: "alert" }, error.message);
export const tile = (label, value, detail) =>
  h("div", { class: "tile" }, h("dt", label), h("dd", value), detail && h("dd", { class: "note" }, detail));

/** Creates the options of a select from pairs of value and label. */
export const options = (pairs, value) =>
  pairs.map(([key, label]) => h("option", { value: key, selected: key === value }, label));
export const select = (pairs, value, change) => h("select", { change }, options(pairs, value));

const running = new WeakMap();

/** Runs work for a place on the page, and shows its failure there. Aborts earlier work for the place. */
export async function guard(place, work) {
  const current = new AbortController();
  running.get(place)?.abort();
  running.set(place, current);
  try {
    return await work(current.signal);
  } catch (error) {
    if (error.name !== "AbortError") {
      place.replaceChildren(problem(error));
    }
    return undefined;
  }
}

/**
 * Creates a table in a box that scrolls. A column has a label, the name of a property or a function that returns the
 * content of a cell, and a class. The function fill replaces the rows.
 */
export function table(label, columns, rows = [], empty = "None.") {
  const body = h("tbody");
  const heads = columns.map(([name, , kind]) => h("th", { scope: "col", class: kind }, name));
  const content = h("table", h("thead", h("tr", heads)), body);
  const element = h("div", { class: "scroll", tabindex: "0", role: "group", "aria-label": label }, content);
  const cell = (row, [, get, kind]) => {
    const value = typeof get === "string" ? text(row[get]) : get(row);
    return h("td", { class: kind, title: value?.length > 40 && value }, value);
  };
  element.fill = (values) => {
    const filled = values.map((row) => h("tr", columns.map((column) => cell(row, column))));
    body.replaceChildren(...(filled.length ? filled : [h("tr", h("td", { colspan: columns.length }, empty))]));
  };
  element.fill(rows);
  return element;
}

/** Converts a value of the API, which can be a text, a number, a list or an object, to text. */
export function text(value) {
  if (value === null || value === undefined || value === "" || value.length === 0) {
    return "–";
  }
  const pairs = () => Object.entries(value).map(([key, part]) => `${key}: ${text(part)}`);
  return typeof value === "object" ? (Array.isArray(value) ? value.map(text) : pairs()).join(", ") : String(value);
}

/** Creates a bar for a part of a total. */
export function bar(part, total) {
  const filled = h("span");
  filled.style.inlineSize = `${total ? (100 * part) / total : 0}%`;
  return h("span", { class: "bar", "aria-hidden": "true" }, filled);
}

/** Asks a question in a dialog. Returns the value of the chosen button, or an empty text. */
export function ask(title, content, choices) {
  const buttons = choices.map(([value, label]) => h("button", { value, formnovalidate: !value }, label));
  const form = h("form", { method: "dialog" }, h("h2", title), content, h("p", { class: "actions" }, buttons));
  const dialog = h("dialog", { "aria-label": title }, form);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(dialog.returnValue);
    });
  });
}

/** Shows a command, which a click selects as a whole. */
export const command = (line) => h("p", { class: "command" }, h("code", { tabindex: "0" }, line));

/** Creates the fields for a signed document: a file or its text. */
export function documentFields(label) {
  const area = h("textarea", { rows: 5, spellcheck: "false" });
  const read = async (event) => {
    area.value = await event.target.files[0].text();
  };
  const file = h("input", { type: "file", change: read });
  return { area, element: h("div", { class: "stack" }, field("File", file), field(label, area)) };
}

export const announce = (message) => (document.getElementById("announcements").textContent = message);

/** Delays a call until there is no other call for a while. */
export function debounce(milliseconds, action) {
  let timer;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(action, milliseconds);
  };
}
