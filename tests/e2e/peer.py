#!/usr/bin/python3
"""A receiving server over TLS on loopback that can behave badly.

usage: peer.py DIR

DIR holds the certificates (good.pem, name.pem, expired.pem, self.pem, each
with its key). The ports are written to DIR/ports as "name=port" lines. How
the server behaves is read from DIR/mode at each request (but to /drip it
always answers byte by byte); what comes in is
written to DIR/log, a line each time something happens; packages that were
stored lie in DIR/stored under their Idempotency-Key.
"""
import os
import signal
import socket
import ssl
import sys
import threading
import time

from receipts import receipt

DIR = sys.argv[1]
LOCK = threading.Lock()


def log(*words):
    with LOCK, open(os.path.join(DIR, "log"), "a") as f:
        print(*words, file=f)


def mode():
    with open(os.path.join(DIR, "mode")) as f:
        return f.read().split()


def count(name):
    """How often this was called with this name, itself included."""
    with LOCK:
        path = os.path.join(DIR, "count-" + name)
        n = 1
        if os.path.exists(path):
            with open(path) as f:
                n = int(f.read()) + 1
        with open(path, "w") as f:
            f.write(str(n))
        return n


def read_head(s):
    data = b""
    while b"\r\n\r\n" not in data:
        got = s.recv(4096)
        if not got or len(data) > 65536:
            return None, {}, b""
        data += got
    head, rest = data.split(b"\r\n\r\n", 1)
    lines = head.decode("latin-1").split("\r\n")
    fields = dict(line.split(": ", 1) for line in lines[1:])
    return lines[0], {k.lower(): v for k, v in fields.items()}, rest


def read_body(s, fields, rest, cut=None):
    """The body, or None where it was cut at so many bytes."""
    length = int(fields.get("content-length", "0"))
    if fields.get("expect", "").lower() == "100-continue":
        s.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    body = bytearray(rest)
    while len(body) < length:
        if cut is not None and len(body) >= cut:
            return None
        want = length - len(body) if cut is None else cut - len(body)
        got = s.recv(min(want, 65536))
        if not got:
            return None
        body += got
    return None if cut is not None and cut < length else body


def answer(s, status, body=b"", kind="text/plain", fields=()):
    head = ["HTTP/1.1 %s" % status, "Connection: close",
            "Content-Type: " + kind, "Content-Length: %d" % len(body)]
    s.sendall("\r\n".join(head + list(fields) + ["", ""]).encode() + body)


def store(key, body):
    """Once for each key; the receipt's number tells which package it is."""
    folder = os.path.join(DIR, "stored")
    os.makedirs(folder, exist_ok=True)
    with LOCK:
        path = os.path.join(folder, key)
        again = os.path.exists(path)
        if again:
            with open(path, "rb") as f:
                body = f.read()
        else:
            with open(path, "wb") as f:
                f.write(body)
    log("again" if again else "stored", key)
    return receipt(key, body, "R-" + key[:6])


def accept(s, key, body):
    answer(s, "201 Created", store(key, body), "application/xml")


def whole(s, fields, rest):
    body = read_body(s, fields, rest)
    log("body", len(body) if body is not None else -1)
    return body


def give_receipt(s, name, args, key):
    """The mode's "later N": ready when it was asked for N times."""
    path = os.path.join(DIR, "stored", key)
    if name == "forgotten" or not os.path.exists(path):
        answer(s, "404 Not Found")
    elif name == "status":
        answer(s, args[0] + " Status")
    elif name == "later" and count("later") <= int(args[0]):
        answer(s, "202 Accepted", fields=["Retry-After: 1"])
    else:
        with open(path, "rb") as f:
            answer(s, "200 OK", receipt(key, f.read(), "R-" + key[:6]),
                   "application/xml")


def give_odd_answer(s, name, fields, key, body):
    """What no good server says of a package that came whole."""
    if name == "echo":
        said = "\x1b[31mno: %s \u202e 379999199001010013\n" % (
            fields.get("authorization", "-"))
        answer(s, "422 Unprocessable", said.encode())
    elif name == "empty":
        answer(s, "200 OK")
    elif name == "page":
        answer(s, "200 OK", b"<html><body>Welcome</body></html>", "text/html")
    elif name == "forged":
        answer(s, "200 OK", receipt("0" * 64, body, "R-1"), "application/xml")
    elif name == "other-bytes":
        answer(s, "200 OK", receipt(key, b"x", "R-1"), "application/xml")
    elif name == "truncated":
        text = receipt(key, body, "R-1")[:-12]
        s.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + text)
    elif name == "doctype":
        text = receipt(key, body, "R-1").replace(
            b"?>\n", b'?>\n<!DOCTYPE receipt [<!ENTITY e "x">]>\n', 1)
        answer(s, "200 OK", text, "application/xml")
    elif name == "huge":
        s.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n")
        for _ in range(2048):
            s.sendall(b"x" * 1024)
    elif name == "drip":
        s.sendall(b"HTTP/1.1 200 OK\r\n")
        for _ in range(100):
            time.sleep(0.2)
            s.sendall(b"X")
    elif name == "refuse":
        answer(s, "200 OK", receipt(key, body, "R-2", "refused",
                                    "\u6751\u7ea7\u516c\u793a\u4e0d\u8db3"),
               "application/xml")


def behave(s, how, path, fields, rest):
    """One request; True where the connection is to be cut without a word."""
    key = fields.get("idempotency-key", "")
    name, args = how[0], how[1:]
    if name == "cut":
        body = read_body(s, fields, rest, cut=int(args[0]))
        log("cut", args[0])
        return True
    if name == "hold":
        read_body(s, fields, rest, cut=65536)
        while mode()[0] == "hold":
            time.sleep(0.05)
        return True
    if name == "redirect":
        read_body(s, fields, rest)
        answer(s, args[0] + " Moved", fields=["Location: " + args[1]])
        return False
    if name == "stall":
        time.sleep(30)
        return True
    if path.startswith("/receipts/"):
        give_receipt(s, name, args, path.rsplit("/", 1)[1])
        return False
    body = whole(s, fields, rest)
    if body is None:
        return True
    if name == "later":
        store(key, body)
        answer(s, "202 Accepted", fields=["Location: /receipts/" + key])
    elif name == "later-elsewhere":
        store(key, body)
        answer(s, "202 Accepted", fields=["Location: " + args[0]])
    elif name == "options":
        answer(s, args[0] + " Status")
    elif name == "ok":
        accept(s, key, body)
    elif name == "commit-drop":
        store(key, body)
        return True
    elif name == "flaky":
        if count("flaky") <= int(args[0]):
            answer(s, "500 Internal Server Error", b"try again")
        else:
            accept(s, key, body)
    elif name == "busy":
        if count("busy") == 1:
            answer(s, "429 Too Many Requests",
                   fields=["Retry-After: " + args[0]])
        else:
            accept(s, key, body)
    elif name == "status":
        answer(s, args[0] + " Status")
    else:
        give_odd_answer(s, name, fields, key, body)
    return False


def serve(s, where, context):
    try:
        s.settimeout(30)
        with context.wrap_socket(s, server_side=True) as t:
            line, fields, rest = read_head(t)
            if line is None:
                return
            method, path, _ = line.split(" ")
            log("request", where, method, path,
                fields.get("idempotency-key", "-"))
            how = ["drip"] if path == "/drip" else mode()
            if behave(t, how, path, fields, rest):
                s_cut(t)
    except (OSError, ValueError):
        pass


def s_cut(t):
    """Close without TLS's goodbye, as a broken line does."""
    t.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                 b"\x01\0\0\0\0\0\0\0")
    os.close(t.detach())


def context_for(name):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    old = name == "old"
    c.load_cert_chain(os.path.join(DIR, ("good" if old else name) + ".pem"),
                      os.path.join(DIR, ("good" if old else name) + ".key"))
    if old:
        c.set_ciphers("ALL:@SECLEVEL=0")
        c.minimum_version = ssl.TLSVersion.TLSv1
        c.maximum_version = ssl.TLSVersion.TLSv1_1
    return c


def listen(name, ports):
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    s.listen(16)
    ports.append("%s=%d" % (name, s.getsockname()[1]))
    context = context_for("good" if name == "other" else name)

    def loop():
        while True:
            c, _ = s.accept()
            log("connection", name)
            threading.Thread(target=serve, args=(c, name, context),
                             daemon=True).start()
    threading.Thread(target=loop, daemon=True).start()


def main():
    signal.alarm(int(os.environ.get("PEER_SECONDS", "300")))
    ports = []
    for name in ("good", "other", "name", "expired", "self", "old"):
        listen(name, ports)
    with open(os.path.join(DIR, "ports.new"), "w") as f:
        f.write("\n".join(ports) + "\n")
    os.rename(os.path.join(DIR, "ports.new"), os.path.join(DIR, "ports"))
    signal.pause()


main()
