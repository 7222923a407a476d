#!/usr/bin/python3
"""Stands before a web server, on loopback and with TLS of its own, and can
answer in its place, or lose what it says.

usage: front.py DIR NAME PORT

Requests go on to https://127.0.0.1:PORT. Its own port is written to
DIR/NAME.port; DIR/NAME.mode says what it does with each request:
  pass
  status N METHOD     answers N to METHOD
  redirect N METHOD   the same, and points to where nobody is
  lose METHOD         METHOD goes on; its answer is lost
  cut N               ends the connection after N bytes of a body
  slow                takes and gives a byte a second
  name, expired       comes with that certificate (DIR/name.pem, ...)
  down                takes no connection
DIR/NAME.is says which mode was last seen.
"""
import os
import signal
import socket
import ssl
import sys
import threading
import time

DIR, NAME, PORT = sys.argv[1], sys.argv[2], int(sys.argv[3])


def path(suffix):
    return os.path.join(DIR, NAME + "." + suffix)


def mode():
    with open(path("mode")) as f:
        return f.read().split()


def write(suffix, text):
    with open(path(suffix + ".new"), "w") as f:
        f.write(text + "\n")
    os.rename(path(suffix + ".new"), path(suffix))


def read_head(s):
    data = b""
    while b"\r\n\r\n" not in data:
        got = s.recv(4096)
        if not got:
            raise OSError("no request")
        data += got
    return data.split(b"\r\n\r\n", 1)


def header(head, name):
    for line in head.split(b"\r\n")[1:]:
        key, _, value = line.partition(b":")
        if key.strip().lower() == name:
            return value.strip()
    return b""


def read_body(s, head, body, limit):
    length = int(header(head, b"content-length") or b"0")
    if header(head, b"expect"):
        s.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
    while len(body) < length:
        got = s.recv(65536)
        if not got or (limit is not None and len(body) + len(got) > limit):
            raise OSError("cut")
        body += got
    return body


def ask(head, body):
    """The whole answer of the server behind."""
    lines = [line for line in head.split(b"\r\n")
             if not line.lower().startswith((b"expect:", b"connection:"))]
    behind = ssl.create_default_context(cafile=os.path.join(DIR, "ca.pem"))
    with behind.wrap_socket(socket.create_connection(("127.0.0.1", PORT)),
                            server_hostname="127.0.0.1") as s:
        s.sendall(b"\r\n".join(lines + [b"Connection: close", b"", b""]) + body)
        answer = b""
        while got := s.recv(65536):
            answer += got
    return answer


def drip(s):
    for _ in range(20):
        s.recv(1)
        time.sleep(1)


def serve(c, how):
    """One request; what raises OSError ends the connection without a word."""
    head, body = read_head(c)
    method = head.split(b" ", 1)[0].decode()
    if how[0] == "slow":
        drip(c)
        return
    body = read_body(c, head, body, int(how[1]) if how[0] == "cut" else None)
    if how[0] in ("status", "redirect") and how[2] == method:
        more = "Location: https://127.0.0.1:1/\r\n" * (how[0] == "redirect")
        c.sendall(("HTTP/1.1 %s Said\r\nContent-Length: 0\r\n%s"
                   "Connection: close\r\n\r\n" % (how[1], more)).encode())
        return
    answer = ask(head, body)
    if how[0] == "lose" and how[1] == method:
        raise OSError("lost")
    c.sendall(answer)


def context(name):
    c = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    c.load_cert_chain(os.path.join(DIR, name + ".pem"),
                      os.path.join(DIR, name + ".key"))
    return c


CONTEXTS = {name: context(name) for name in ("good", "name", "expired")}


def meet(c, how):
    try:
        c.settimeout(30)
        s = CONTEXTS.get(how[0], CONTEXTS["good"]).wrap_socket(
            c, server_side=True)
    except OSError:
        c.close()
        return
    try:
        serve(s, how)
        s.close()
    except (OSError, ValueError):
        s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER,
                     b"\x01\0\0\0\0\0\0\0")
        os.close(s.detach())


def listen(port):
    s = socket.socket()
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(("127.0.0.1", port))
    s.listen(16)
    s.settimeout(0.05)
    return s


def main():
    signal.alarm(int(os.environ.get("PEER_SECONDS", "300")))
    s = listen(0)
    port = s.getsockname()[1]
    seen = None
    write("port", str(port))
    while True:
        how = mode()
        if how == ["down"] and s:
            s.close()
            s = None
        elif how != ["down"] and not s:
            s = listen(port)
        if how != seen:
            write("is", " ".join(how))
            seen = how
        if not s:
            time.sleep(0.05)
            continue
        try:
            c, _ = s.accept()
        except TimeoutError:
            continue
        threading.Thread(target=meet, args=(c, mode()), daemon=True).start()


main()
