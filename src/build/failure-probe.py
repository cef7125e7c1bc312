# SPDX-License-Identifier: Apache-2.0
"""Measures how an MSN server behaves in a failure. Use a new server process for each case."""
import argparse, resource, socket, threading, time

CASES = ["blank", "endless", "noread", "halfopen", "unknown", "malformed", "hang"]
parser = argparse.ArgumentParser()
parser.add_argument("case", choices=CASES), parser.add_argument("port", type=int)
parser.add_argument("pid", help="the process whose resident memory is read")
parser.add_argument("--ver", default="VER 1 MSNP8 CVR0", help="the first line of every client")
parser.add_argument("--setup", default="", help="lines that follow it, separated by '|'; each is answered")
parser.add_argument("--line", default="CVR 2 0x0409 winnt 5.1 i386 MSNMSGR 7.0.0813 MSMSGS a@example.com")
parser.add_argument("--hang", help="the line whose handler blocks")
parser.add_argument("--others", help="a second line of the other clients")
parser.add_argument("--count", type=int, default=1), parser.add_argument("--wait", type=float, default=75)
args = parser.parse_args()
resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
stop, delays, failures, memory = threading.Event(), [], [], []


def sample_memory():
    lines = open(f"/proc/{args.pid}/status").read().splitlines()
    memory.extend(int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS"))


def read(client, seconds):
    """Returns the bytes that the server sent within the time, and whether and when it closed the connection."""
    begin, data = time.monotonic(), b""
    try:
        while True:
            client.settimeout(max(0.01, begin + seconds - time.monotonic()))
            part = client.recv(65536)
            if not part:
                raise OSError
            data += part
    except TimeoutError:
        return data[:200], f"open after {seconds:.0f} s"
    except OSError:
        return data[:200], f"closed after {time.monotonic() - begin:.1f} s"


def connect(*lines):
    client = socket.create_connection(("127.0.0.1", args.port), 70)
    return client, [ask(client, line) for line in lines if line]


def ask(client, line, size=65536):
    client.sendall(line.encode() + b"\r\n")
    return client.recv(size) if size else b""


def is_open(client):
    return client.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0] == 1


def other_clients():
    """Up to ten new clients a second, one after the other: the time from connecting to the last answer."""
    while not stop.wait(0.1):
        sample_memory()
        begin = time.monotonic()
        try:
            client, answers = connect(args.ver, args.others)
            client.close()
            bad = any(not answer or answer.startswith(b"500") for answer in answers)
        except OSError:
            bad = True
        (failures if bad else delays).append(time.monotonic() - begin)


thread = threading.Thread(target=other_clients, daemon=True)
sample_memory(), thread.start()
while len(delays) < 20:
    time.sleep(0.1)
print(f"before: slowest {max(delays[10:]) * 1000:.0f} ms, memory {memory[-1]} MiB"), delays.clear(), failures.clear()
session = [] if args.case in ("blank", "endless", "halfopen") else [args.ver, *args.setup.split("|")]
clients, begin = [connect(*session)[0] for _ in range(args.count)], time.monotonic()
client, sent = clients[0], 0
if args.case in ("blank", "unknown", "malformed"):
    ask(client, {"blank": "", "unknown": "XYZ 2 a", "malformed": "CVR 2"}[args.case], 0)
    print("answer:", *read(client, 2))
    ask(client, args.ver if args.case == "blank" else args.line.replace(" 2 ", " 3 ", 1), 0)
    print("next valid line:", *read(client, 2)), print("then:", *read(client, args.wait))
elif args.case in ("endless", "noread"):
    client.settimeout(10)
    try:
        while sent < 64 * 2**20:
            sent += client.send(b"A" * 65536 if args.case == "endless" else (args.line + "\r\n").encode() * 500)
    except OSError as error:
        print(type(error).__name__, end=" ")
    print(f"after {sent / 2**20:.2f} MiB in {time.monotonic() - begin:.1f} s")
elif args.case == "hang":
    [ask(client, args.hang, 0) for client in clients], print("answer:", *read(client, args.wait))
elif args.case == "halfopen":
    [client.sendall(b"VER 1 ") for client in clients]
while args.case in ("endless", "noread", "halfopen") and time.monotonic() < begin + args.wait and any(map(is_open, clients)):
    time.sleep(0.5)
print(f"{sum(map(is_open, clients))} open after {time.monotonic() - begin:.1f} s")
time.sleep(2), stop.set(), thread.join(75), sample_memory()
print(f"other clients: {len(delays)} answered, {len(failures)} failed, slowest {max(delays, default=0) * 1000:.0f} ms")
print(f"memory: highest {max(memory)} MiB, at the end {memory[-1]} MiB")
