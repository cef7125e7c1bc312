// SPDX-License-Identifier: Apache-2.0

/** Proposes keys and values of a JSON Schema for a position in a YAML text. "typed" is the word before it. */
export function complete(schema, text, position) {
  const { path, key, typed } = contextAt(text, position);
  const nodes = descend(schema, key ? [...path, key] : path);
  const found = new Map(nodes.flatMap((node) => (key ? valuesOf(node) : keysOf(schema, node))));
  const proposals = [...found].filter(([name]) => name.startsWith(typed));
  const insert = (name) => (key ? name : `${name}: `);
  return { typed, proposals: proposals.map(([name, description]) => ({ name, insert: insert(name), description })) };
}

/** Finds the keys around a position, the key before it on the line, and the part of the word before it. */
export function contextAt(text, position) {
  const lines = text.slice(0, position).split("\n");
  const [, lead, content] = /^( *(?:- +)*(?:-$)?)(.*)$/.exec(lines.pop());
  const path = parents(lines, lead.length);
  let entry = content;
  for (const [brace] of content.matchAll(/[{}]/g)) {
    const [before, ...rest] = entry.split(brace);
    if (brace === "{") {
      path.push(/([\w.-]+)["']?:\s*(?:\[[^\]]*)?$/.exec(before)?.[1] ?? "");
    } else {
      path.pop();
    }
    entry = rest.join(brace);
  }
  if (entry !== content) {
    entry = entry.split(/,(?![^[]*\])/).at(-1);
  }
  const [, key, value] = /^\s*["']?([\w.-]+)["']?:\s+(.*)$/.exec(entry) ?? [];
  return { path: path.filter(Boolean), key, typed: (value ?? entry).split(/[\s,[]/).at(-1) };
}

// A parent is the closest line above with less indentation. Dashes of lists count as indentation.
function parents(lines, column) {
  const path = [];
  let indentation = column;
  for (let i = lines.length - 1; i >= 0 && indentation > 0; i--) {
    const [, lead, key] = /^( *(?:- +)*)["']?([\w.-]+)["']?:\s*(?:#.*)?$/.exec(lines[i]) ?? [];
    if (key && lead.length < indentation) {
      path.unshift(key);
      indentation = lead.length;
    }
  }
  return path;
}

/** Lists a node with those that it refers to: a definition, alternatives, and the items of a list. */
function expand(schema, node) {
  const target = node.$ref?.slice(2).split("/").reduce((parent, name) => parent[name], schema);
  const parts = [target, ...(node.anyOf ?? []), node.items].filter((part) => part?.constructor === Object);
  return [node, ...parts.flatMap((part) => expand(schema, part))];
}

function descend(schema, path) {
  return path.reduce((nodes, name) => nodes
    .map((node) => node.properties?.[name] ?? node.additionalProperties)
    .filter((node) => node?.constructor === Object)
    .flatMap((node) => expand(schema, node)), expand(schema, schema));
}

function keysOf(schema, node) {
  const describe = (property) => expand(schema, property).find(({ description }) => description)?.description;
  return Object.entries(node.properties ?? {}).map(([name, property]) => [name, describe(property)]);
}

function valuesOf(node) {
  const values = [node.enum, node.const].flat().filter((value) => value !== undefined);
  return values.map((value) => [String(value), node.description]);
}
