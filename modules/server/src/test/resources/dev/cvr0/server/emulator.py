# SPDX-License-Identifier: Apache-2.0
"""A small emulator of a notification server, for tests of the relay.

Speaks MSNP2 to MSNP18, accepts any password, and echoes the version of each client in its answer to CVR. Prints its port,
then every line and payload that it receives.

    python3 emulator.py [PORT]
"""

import asyncio
import sys

DIALECTS = [f"MSNP{number}" for number in range(18, 1, -1)]
COMMANDS = {"VER", "INF", "CVR", "USR", "SYN", "CHG", "QRY", "PNG"}
MESSAGE = b"MIME-Version: 1.0\r\nContent-Type: text/x-msmsgsprofile\r\n\r\nCVR 5 1 1 1 a b\r\n"


class Session:
    """One client. Lines are answered in their order."""

    def __init__(self, reader, writer):
        self.reader = reader
        self.writer = writer
        self.dialect = 0
        self.user = ""

    def send(self, line, payload=b""):
        self.writer.write(f"{line}\r\n".encode() + payload)

    def message(self):
        self.send(f"MSG Hotmail Hotmail {len(MESSAGE)}", MESSAGE)

    async def run(self):
        while True:
            line = (await self.reader.readline()).decode("latin-1").rstrip("\r\n")
            if not line and self.reader.at_eof():
                break
            print(f"< {line}", flush=True)
            verb, *params = line.split() or [""]
            if verb not in COMMANDS:
                break
            await getattr(self, verb.lower())(*params)
            await self.writer.drain()
        self.writer.close()

    async def ver(self, trid, *offered):
        agreed = next((name for name in DIALECTS if name in offered), "0")
        self.dialect = int(agreed.removeprefix("MSNP"))
        self.send(f"VER {trid} {agreed}")
        if agreed == "0":
            self.writer.write_eof()

    async def inf(self, trid):
        self.send(f"INF {trid} MD5")

    async def cvr(self, trid, *params):
        version = params[5] if len(params) > 5 else "1.0.0000"
        self.send(f"CVR {trid} {version} {version} {version} http://localhost http://localhost")

    async def usr(self, trid, method, phase, *params):
        if phase == "I":
            self.user = params[0]
            if self.dialect >= 13:
                policy = b"<Policies></Policies>"
                self.send(f"GCF 0 {len(policy)}", policy)
            self.send(f"USR {trid} {method} S 1013928519.693957190")
        else:
            self.send(f"USR {trid} OK {self.user} {self.user} 1 0")
            self.message()

    async def syn(self, trid, *versions):
        self.send(f"SYN {trid} 1 0 0")

    async def chg(self, trid, status, *capabilities):
        self.send(f"CHG {trid} {status}")

    async def png(self):
        self.send("QNG 50")

    async def qry(self, trid, client, length):
        payload = await self.reader.readexactly(int(length))
        print(f"= {payload!r}", flush=True)
        self.send(f"QRY {trid}")


async def serve(reader, writer):
    try:
        await Session(reader, writer).run()
    except (ConnectionError, asyncio.IncompleteReadError, TypeError, ValueError) as error:
        print(f"! {error!r}", flush=True)
        writer.close()


async def main():
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 0
    server = await asyncio.start_server(serve, "127.0.0.1", port)
    print(server.sockets[0].getsockname()[1], flush=True)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
