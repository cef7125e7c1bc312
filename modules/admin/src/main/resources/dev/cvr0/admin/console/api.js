// SPDX-License-Identifier: Apache-2.0

const BASE = new URL("../v1/", document.baseURI);
const TOKEN = "cvr0.token";
const ROLES = ["viewer", "editor", "publisher"];
const SILENCE = 40_000;
const LONGEST_PAUSE = 15_000;

/** The user, the latest status of the server, and the time since when the connection has been lost. */
export const session = { me: null, status: null, lostSince: null };

/** Reports "status", "connection" (lost or found) and "unauthorized". */
export const events = new EventTarget();

/** The token of the user, kept for this tab. */
export const saveToken = (token) => sessionStorage.setItem(TOKEN, token);
export const savedToken = () => sessionStorage.getItem(TOKEN);

export function can(role) {
  const sufficient = ROLES.includes(role) ? ROLES.slice(ROLES.indexOf(role)) : [role];
  return sufficient.some((name) => session.me?.roles.includes(name));
}

/** Returns the absolute address of an operation. */
export const address = (path) => new URL(path, BASE).href;

async function request(path, { method = "GET", query = {}, body, match, signal }) {
  const url = new URL(path, BASE);
  Object.entries(query).filter(([, value]) => value).forEach(([key, value]) => url.searchParams.set(key, value));
  const headers = new Headers();
  if (savedToken()) {
    headers.set("Authorization", `Bearer ${savedToken()}`);
  }
  if (body !== undefined) {
    headers.set("Content-Type", "application/json");
  }
  if (match) {
    headers.set(match === "*" ? "If-None-Match" : "If-Match", match);
  }
  const response = await fetch(url, { method, headers, body: JSON.stringify(body), signal, cache: "no-store" });
  if (response.status === 401) {
    events.dispatchEvent(new Event("unauthorized"));
  }
  if (!response.ok) {
    const { status } = response;
    const { detail } = await response.json().catch(() => ({}));
    throw Object.assign(new Error(detail ?? `The server answered with status ${status}.`), { status });
  }
  return response;
}

/** Calls an operation. Returns the body and the entity tag. An error has the status of the response. */
export async function call(path, options = {}) {
  const response = await request(path, options);
  const json = response.headers.get("Content-Type")?.includes("json");
  return { body: await (json ? response.json() : response.text()), etag: response.headers.get("ETag") };
}

export const get = async (path, query, signal) => (await call(path, { query, signal })).body;
export const post = async (path, body, signal) => (await call(path, { method: "POST", body, signal })).body;

/** Calls a listener with the current status and each later one, until the signal. */
export function onStatus(listener, signal) {
  listener(session.status);
  events.addEventListener("status", () => listener(session.status), { signal });
}

/** Follows the events of the server until the signal. Connects again after a failure. */
export async function follow(signal) {
  for (let failures = 0; !signal.aborted; failures++) {
    await readEvents(signal, () => {
      failures = 0;
      setConnection(null);
    }).catch(() => {});
    setConnection(session.lostSince ?? new Date());
    await new Promise((resolve) => setTimeout(resolve, Math.min(1000 * 2 ** failures, LONGEST_PAUSE)));
  }
}

function setConnection(lostSince) {
  if (session.lostSince !== lostSince) {
    session.lostSince = lostSince;
    events.dispatchEvent(new Event("connection"));
  }
}

// The server sends a comment every 15 seconds, so a longer silence means that the connection was lost.
async function readEvents(signal, alive) {
  const silence = new AbortController();
  let timer = setTimeout(() => silence.abort(), SILENCE);
  const response = await request("events", { signal: AbortSignal.any([signal, silence.signal]) });
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  for (let buffer = "", chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    clearTimeout(timer);
    timer = setTimeout(() => silence.abort(), SILENCE);
    alive();
    const received = (buffer + chunk.value).replaceAll("\r\n", "\n").split("\n\n");
    buffer = received.pop();
    received.forEach(dispatch);
  }
}

function dispatch(event) {
  const data = event.split("\n").filter((line) => line.startsWith("data:")).map((line) => line.slice(5));
  if (data.length && /^event: ?status$/m.test(event)) {
    session.status = JSON.parse(data.join("\n"));
    events.dispatchEvent(new Event("status"));
  }
}
