#!/usr/bin/env python3
"""Stands before a PostgreSQL server and says what no server would.

    hostile.py PORT FILE HOW [SEED]

Passes everything on to the server at PORT, but for one change; its own port is
written into FILE. HOW is a row of the tables below, on the way to the client;
"endless" and "endless-copy", the first row again and again; or "random", by
SEED: bytes of messages are changed, one of about so many.
"""
import random
import socket
import struct
import sys
import threading

import fake

HUGE = 17 << 20


def row(columns):
    """A DataRow of these."""
    body = struct.pack(">h", len(columns))
    for c in columns:
        body += struct.pack(">i", -1 if c is None else len(c)) + (c or b"")
    return b"D", body


def columns(body):
    """Those of a DataRow."""
    n, at, found = struct.unpack(">h", body[:2])[0], 2, []
    for _ in range(n):
        length = struct.unpack(">i", body[at:at + 4])[0]
        at += 4
        found.append(None if length < 0 else body[at:at + length])
        at += max(length, 0)
    return found


def other_types(body, oid):
    """A RowDescription whose columns are all of that type."""
    n, at, out = struct.unpack(">h", body[:2])[0], 2, body[:2]
    for _ in range(n):
        end = body.index(b"\0", at) + 1
        out += body[at:end + 6] + struct.pack(">i", oid) + body[end + 10:end + 18]
        at = end + 18
    return b"T", out


# Of lines of COPY (d), which are rows of records:
LINES = {
    "few": lambda b: b[:b.rindex(b"\t")] + b"\n",
    "many": lambda b: b[:-1] + b"\tx\n",
    "very-many": lambda b: b"\t" * 3000 + b"\n",
    "one": lambda b: b"\n",
    "number": lambda b: b"\\x31" + b[b.index(b"\t"):],
    "no-number": lambda b: b"\\N\t1e5\t" + b.split(b"\t", 2)[2],
    "great": lambda b: b"99999999999999999999" + b[b.index(b"\t"):],
    "cut": lambda b: b[:len(b) // 2],
    "open": lambda b: b[:-1] + b"\\",
    "nul": lambda b: b[:b.rindex(b"\t") + 1] + b"a\0b\n",
    "bell": lambda b: b[:b.rindex(b"\t") + 1] + b"\a\n",
    "no-utf8": lambda b: b[:b.rindex(b"\t") + 1] + b"\xe6\xb5\n",
    "surrogate": lambda b: b[:b.rindex(b"\t") + 1] + b"\xed\xa0\x80\n",
    "huge": lambda b: b[:b.rindex(b"\t") + 1] + b"a" * HUGE + b"\n",
    "two": lambda b: b + b,
}
# Of answers to queries, each message (kind, body): another, or none of it.
ANSWERS = {
    "null": ("D", lambda b: row([None] * len(columns(b)))),
    "no-columns": ("D", lambda b: row([])),
    "more-columns": ("D", lambda b: row(columns(b) * 3)),
    "long": ("D", lambda b: row([b"a" * HUGE for c in columns(b)])),
    "bad-text": ("D", lambda b: row([b"\xff" for c in columns(b)])),
    "numeric": ("T", lambda b: other_types(b, 1700)),
    "truth": ("T", lambda b: other_types(b, 16)),
    "no-state": ("C", lambda b: (b"E", b"SERROR\0Mno\0\0")),
    "nothing": ("E", lambda b: (b"E", b"\0")),
    "copy-in": ("H", lambda b: (b"G", b)),
    "copy-both": ("H", lambda b: (b"W", b)),
}


ENDLESS = {b"D": "endless", b"d": "endless-copy"}


class Change:
    def __init__(self, how, seed):
        self.how = how
        self.random = random.Random(seed)

    def of(self, kind, body):
        if self.how in LINES and kind == b"d":
            return kind, LINES[self.how](body)
        if self.how in ANSWERS and kind == ANSWERS[self.how][0].encode():
            return ANSWERS[self.how][1](body)
        if self.how == "random" and body and kind in b"dDTCHE":
            if self.random.random() < 0.02:
                body = bytearray(body)
                for _ in range(self.random.randrange(1, 4)):
                    body[self.random.randrange(len(body))] = \
                        self.random.choice(b"\0\t\n\\N\xff-9a" + bytes(
                            [self.random.randrange(256)]))
                return kind, bytes(body)
        return kind, body


def receive(s, n):
    got = b""
    while len(got) < n:
        more = s.recv(min(n - len(got), 1 << 20))
        if not more:
            raise OSError("gone")
        got += more
    return got


def ask(client, server):
    """What the client says, as it is."""
    try:
        while True:
            said = client.recv(65536)
            if not said:
                break
            server.sendall(said)
    except OSError:
        pass
    finish(client, server)


def answer(client, server, change):
    ready = False
    try:
        while True:
            kind, length = struct.unpack(">ci", receive(server, 5))
            body = receive(server, length - 4)
            ready = ready or kind == b"Z"
            if ready:  # not while it is let in
                kind, body = change.of(kind, body)
            while ready and change.how == ENDLESS.get(kind):
                client.sendall((kind + struct.pack(">i", length) + body) * 99)
            client.sendall(kind + struct.pack(">i", len(body) + 4) + body)
    except OSError:
        pass
    finish(client, server)


def finish(*sockets):
    for s in sockets:
        try:
            s.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def serve(client, port, change):
    server = socket.create_connection(("127.0.0.1", port))
    # no TLS between the two
    first = receive(client, 8)
    while struct.unpack(">ii", first)[1] in (80877103, 80877104):
        client.sendall(b"N")
        first = receive(client, 8)
    server.sendall(first)
    threading.Thread(target=answer, args=(client, server, change),
                     daemon=True).start()
    ask(client, server)


def main():
    port, file, how = int(sys.argv[1]), sys.argv[2], sys.argv[3]
    change = Change(how, int(sys.argv[4]) if len(sys.argv) > 4 else 0)
    fake.serve_all(file, lambda client: serve(client, port, change))


if sys.argv[1:] == ["--list"]:
    print(" ".join(list(LINES) + list(ANSWERS)))
else:
    main()
