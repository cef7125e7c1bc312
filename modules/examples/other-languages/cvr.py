# SPDX-License-Identifier: Apache-2.0
# Prints the answer to a CVR line. Usage: python3 cvr.py URL LINE ADDRESS
# snippet: decide
import asyncio, json, urllib.request


async def decide(url, line, address):
    """Returns the decision about a CVR line, or None: the emulator then answers as before."""
    body = json.dumps({"line": line, "address": address}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    try:
        with await asyncio.to_thread(urllib.request.urlopen, request, timeout=2) as response:
            decision = json.load(response)
    except OSError:  # unreachable, too slow, or an HTTP error
        return None
    return decision if decision["verdict"] == "advice" else None
# end


if __name__ == "__main__":
    import sys

    decision = asyncio.run(decide(*sys.argv[1:4]))
    print(decision["answer"] if decision else "no decision")
