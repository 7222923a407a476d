#!/usr/bin/python3
"""Stands between a client and a server on loopback, and may be a bad line.

usage: relay.py DIR NAME PORT

Its own port is written to DIR/NAME.port; what it does with each connection is
read from DIR/NAME.mode: "pass", "cut N" (after N bytes from the client), "lose N"
(what the server answers after N bytes never comes, and the line is cut),
"hold" (nothing is passed on after the first 20,000 bytes, for as long as the
mode is so), "slow" (a byte a second), "proxy" (an HTTP proxy, to any port of this machine), "deny" (one
that wants to know who it is). Each connection is a line of DIR/NAME.log.
"""
import os
import signal
import socket
import sys
import threading
import time

DIR, NAME, PORT = sys.argv[1], sys.argv[2], int(sys.argv[3])
LOCK = threading.Lock()


def path(suffix):
    return os.path.join(DIR, NAME + "." + suffix)


def log(*words):
    with LOCK, open(path("log"), "a") as f:
        print(*words, file=f)


def mode():
    with open(path("mode")) as f:
        return f.read().split()


def kill(*sockets):
    for s in sockets:
        try:
            s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                         b"\x01\0\0\0\0\0\0\0")
            s.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        s.close()


def copy(a, b, limit=None, how="pass"):
    """Pass on from a to b; at the limit both ends are cut, or (lose) when
    there is more to pass on. Tells how much it was."""
    done, most = 0, 1 if how == "slow" else 65536
    try:
        while True:
            want = most if limit is None else min(most, limit - done)
            if how == "lose" and want <= 0:
                a.recv(1)
            data = a.recv(want) if want > 0 else b""
            if limit is not None and want <= 0:
                break
            if not data:
                break
            if how == "slow":
                time.sleep(1)
            while how == "hold" and done > 20000 and mode()[0] == "hold":
                time.sleep(0.02)
            b.sendall(data)
            done += len(data)
    except OSError:
        pass
    kill(a, b)
    return done


def answer(s, c, limit, how):
    log("answered", copy(s, c, limit, how))


def head(c):
    data = b""
    while b"\r\n\r\n" not in data:
        got = c.recv(4096)
        if not got:
            return ""
        data += got
    return data.decode("latin-1")


def serve(c):
    how = mode()
    port = PORT
    if how[0] in ("proxy", "deny"):
        said = head(c)
        log(said.split("\r\n")[0], "with",
            "credentials" if "Proxy-Authorization" in said else "none")
        if how[0] == "deny" and "Proxy-Authorization" not in said:
            c.sendall(b"HTTP/1.1 407 Who are you\r\n"
                      b"Proxy-Authenticate: Basic realm=x\r\n"
                      b"Content-Length: 0\r\n\r\n")
            c.close()
            return
        port = int(said.split()[1].rsplit(":", 1)[1])
        c.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    else:
        log("connection", *how)
    s = socket.create_connection(("127.0.0.1", port))
    limit = int(how[1]) if len(how) > 1 else None
    lost = how[0] == "lose"
    threading.Thread(target=answer, args=(s, c, limit if lost else None, how[0]),
                     daemon=True).start()
    copy(c, s, None if lost else limit, "pass" if lost else how[0])


def main():
    signal.alarm(int(os.environ.get("PEER_SECONDS", "300")))
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    s.listen(16)
    with open(path("port.new"), "w") as f:
        f.write("%d\n" % s.getsockname()[1])
    os.rename(path("port.new"), path("port"))
    while True:
        c, _ = s.accept()
        threading.Thread(target=serve, args=(c,), daemon=True).start()


main()
