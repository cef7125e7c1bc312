// SPDX-License-Identifier: Apache-2.0
import { h } from "./dom.js";

const NUMBER = new Intl.NumberFormat();
const PERCENT = new Intl.NumberFormat(undefined, { style: "percent", maximumFractionDigits: 1 });
const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "short" });
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];

export const URGENCIES = {
  REQUIRED: ["bad", "Below the minimum"],
  RECOMMENDED: ["warn", "Update recommended"],
  UP_TO_DATE: ["good", "Up to date"],
  UNKNOWN: ["plain", "Unknown client"],
  REFUSED: ["bad", "Refused"],
};

export const number = (value) => (Number.isFinite(value) ? NUMBER.format(value) : "–");
export const percent = (part, total) => (total ? PERCENT.format(part / total) : "–");
export const digest = (value) => (value ? h("code", { title: value }, value.slice(0, 12)) : "–");
export const publicKey = (value) => h("code", { title: value }, `…${value.slice(-8)} `);

/** Returns the dialects of a VER line. */
export const dialectsOf = (offer) => (offer ?? "").split(" ").slice(2).join(" ");

/** Shows a time in the zone of the user, with UTC as its title. */
export function time(instant, label) {
  const date = new Date(instant ?? NaN);
  if (Number.isNaN(date.getTime())) {
    return "–";
  }
  const utc = date.toISOString().replace(".000", "");
  return h("time", { datetime: utc, title: `${utc} (UTC)` }, label ?? DATE.format(date));
}

export function relative(instant) {
  const seconds = (new Date(instant) - Date.now()) / 1000;
  const [unit, length] = UNITS.find(([, least]) => Math.abs(seconds) >= least) ?? UNITS[3];
  return time(instant, RELATIVE.format(Math.trunc(seconds / length), unit));
}

/** Converts the value of a datetime-local field to an instant. */
export const toInstant = (local) => (local ? new Date(local).toISOString() : undefined);

/** Converts an instant to the value of a datetime-local field. */
export function toLocal(instant) {
  const date = new Date(instant);
  return new Date(date - date.getTimezoneOffset() * 60000).toISOString().slice(0, 16);
}
