// SPDX-License-Identifier: Apache-2.0
import { call, can, onStatus, session } from "./api.js";
import { announce, button, chip, command, documentFields, field, guard, h, link, note, panel } from "./dom.js";
import { time } from "./format.js";

export const title = "Emergency";

const EFFECT = "An emergency document makes all servers answer clients with their own version: all clients, or those "
  + "of named rules. It needs one signature, can only relax answers, and stays in force until a catalog with a higher "
  + "version is published with all signatures.";
const PLAIN = /^[\w.@%+:,/-]+$/;

export async function show({ root, signal }) {
  const state = h("div", { role: "status" });
  const commands = h("div");
  const failure = h("div");
  const { area, element } = documentFields("Signed document (emergency.sig)");
  const rules = h("input", { input: () => showCommand() });
  const send = button("Stop updates", () => guard(failure, stop), { class: "danger" });
  let current;

  const showCommand = () => {
    const names = rules.value.split(",").map((name) => name.trim()).filter(Boolean);
    const scope = names.length ? names.map((name) => `--rule ${quote(name)}`).join(" ") : "--all";
    const version = current.body.newestVersion ?? "VERSION";
    commands.replaceChildren(
      command(`cvr0 emergency --key emergency-key.pem --for ${version} ${scope} --output emergency.sig`));
  };
  const load = () =>
    guard(state, async () => {
      current = await call("emergency", { signal });
      state.replaceChildren(...describe(current.body));
      showCommand();
    });
  const stop = async () => {
    await call("emergency", { method: "PUT", match: current.etag, body: { document: area.value }, signal });
    announce("Accepted");
    failure.replaceChildren(h("p", { class: "done" }, "Accepted. Servers apply the document at their next poll."));
    await load();
  };
  root.append(
    panel("State", state),
    panel("Stop updates", h("p", EFFECT),
      field("Rules to stop, separated by commas", rules, "Empty: all. The name blocked means all blocked versions."),
      note("Run this command where the emergency key is, and send its output:"), commands,
      can("emergency") ? [element, h("p", send)] : note("The role emergency is required to send it."), failure),
    panel("Resume updates", h("p", "Correct the catalog in ", link("change", {}, "Change"),
      ", and publish it with a higher version and all required signatures.")));
  onStatus(({ emergency }) => {
    if (Boolean(emergency) !== current?.body.inForce) {
      load();
    }
  }, signal);
}

function quote(name) {
  return PLAIN.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

function describe({ configured, inForce, rules, newestVersion }) {
  if (!configured) {
    return [chip("plain", "not configured"), " Set cvr0.catalog.emergency-key to an emergency public key."];
  }
  if (!inForce) {
    return [chip("good", "not in force"), ` Clients get the answers of the catalog, version ${newestVersion}.`];
  }
  return [chip("bad", "in force"), " Issued: ", time(session.status.emergency?.issued), ". Stopped rules:",
    h("ul", (rules.length ? rules : ["all"]).map((rule) => h("li", rule)))];
}
