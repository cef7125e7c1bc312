// SPDX-License-Identifier: Apache-2.0
// Prints the answer to a CVR line. Usage: node cvr.mjs URL LINE ADDRESS
// snippet: decide
/** Returns the decision about a CVR line, or null: the emulator then answers as before. */
export async function decide(url, line, address) {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ line, address }),
      signal: AbortSignal.timeout(2000),
    });
    const decision = response.ok ? await response.json() : null;
    return decision?.verdict === 'advice' ? decision : null;
  } catch {
    return null; // unreachable or too slow
  }
}
// end

const decision = await decide(...process.argv.slice(2, 5));
console.log(decision?.answer ?? 'no decision');
