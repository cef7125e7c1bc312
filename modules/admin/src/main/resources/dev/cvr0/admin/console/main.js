// SPDX-License-Identifier: Apache-2.0
import { events, follow, get, savedToken, onStatus, saveToken, session } from "./api.js";
import * as catalog from "./catalog.js";
import * as change from "./change.js";
import * as clients from "./clients.js";
import { announce, button, field, h, link, problem } from "./dom.js";
import * as emergency from "./emergency.js";
import { time } from "./format.js";
import * as history from "./history.js";
import * as now from "./now.js";
import * as attempt from "./try.js";

const VIEWS = { now, clients, catalog, try: attempt, change, history, emergency };
const TOKEN_HINT = "Created by cvr0 token NAME --role ROLE. This tab keeps it until you sign out or close the tab.";
const main = document.getElementById("main");
const following = new AbortController();
let left = new AbortController();

/** Shows the view of the address. */
async function show(event) {
  const [fragment, query] = location.hash.slice(1).split(/\?(.*)/s);
  const name = Object.hasOwn(VIEWS, fragment) ? fragment : "now";
  const view = VIEWS[name];
  left.abort();
  left = new AbortController();
  const { signal } = left;
  const title = h("h1", { tabindex: "-1" }, view.title);
  const root = h("div", { class: "view" });
  main.replaceChildren(title, root);
  document.title = `${view.title} – CVR0`;
  for (const entry of document.querySelectorAll("nav a")) {
    entry.ariaCurrent = entry.hash === `#${name}` ? "page" : null;
  }
  if (event) {
    title.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }
  try {
    await view.show({ root, title, params: new URLSearchParams(query), signal });
  } catch (error) {
    if (!signal.aborted) {
      root.prepend(problem(error));
    }
  }
}

function showNotices() {
  const { lostSince, status } = session;
  const shown = document.getElementById("notices");
  shown.replaceChildren();
  if (lostSince) {
    const clock = time(lostSince, lostSince.toLocaleTimeString());
    shown.append(h("p", { class: "notice warn" }, "Connection lost since ", clock));
  }
  if (status.emergency) {
    const rules = status.emergency.rules.join(", ") || "all rules";
    shown.append(h("p", { class: "notice bad" }, `Updates are stopped: ${rules}. `, link("emergency", {}, "State")));
  }
}

function showUser({ name, roles }) {
  const out = button("Sign out", () => {
    saveToken("");
    location.reload();
  });
  document.getElementById("user").replaceChildren(h("span", { title: `Roles: ${roles.join(", ")}` }, name), out);
}

function showSignIn() {
  const reason = savedToken() && problem({ message: "The token is not valid. It may have been revoked." });
  const token = h("input", { type: "password", autocomplete: "current-password", required: true });
  const submit = (event) => {
    event.preventDefault();
    saveToken(token.value.trim());
    location.reload();
  };
  left.abort();
  following.abort();
  document.body.classList.add("signed-out");
  document.title = "Sign in – CVR0";
  main.replaceChildren(h("form", { class: "panel sign-in", submit }, h("h1", "Sign in"), reason,
    field("Token", token, TOKEN_HINT), h("p", h("button", { class: "primary" }, "Sign in"))));
  token.focus();
}

async function start() {
  document.querySelector(".skip").addEventListener("click", (event) => {
    event.preventDefault();
    main.focus();
  });
  events.addEventListener("unauthorized", showSignIn);
  try {
    session.me = await get("me");
    session.status = await get("status");
  } catch (error) {
    if (error.status !== 401) {
      main.replaceChildren(h("h1", "CVR0"), problem(error), button("Try again", () => location.reload()));
    }
    return;
  }
  showUser(session.me);
  events.addEventListener("connection", () => {
    showNotices();
    announce(session.lostSince ? "Connection lost" : "Connected again");
  });
  let known;
  onStatus(({ state, catalog: served, node }) => {
    const current = `The state is ${state}, the version is ${served?.version ?? "not signed"}`;
    if (known && known !== current) {
      announce(current);
    }
    known = current;
    document.getElementById("node").textContent = node ?? "";
    showNotices();
  });
  window.addEventListener("hashchange", show);
  // A page that the browser keeps for the back button must not keep its connection.
  window.addEventListener("pagehide", () => following.abort());
  window.addEventListener("pageshow", (event) => event.persisted && location.reload());
  show();
  follow(following.signal);
}

start();
