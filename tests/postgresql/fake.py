#!/usr/bin/env python3
"""Who answers as a PostgreSQL server does, up to a point.

    fake.py HOW FILE

Writes its port into FILE. HOW is the SQLSTATE that it refuses everybody with;
"mute" says nothing, "close" breaks off, "http" speaks of something else,
"silent" lets in and says nothing more.
"""
import os
import socket
import struct
import sys
import threading


def message(kind, body):
    return kind + struct.pack(">i", len(body) + 4) + body


def answer(how):
    if how in ("close", "mute"):
        return b""
    if how == "http":
        return b"HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n"
    if how == "silent":
        return (message(b"R", struct.pack(">i", 0)) +
                message(b"S", b"server_encoding\0UTF8\0") +
                message(b"S", b"client_encoding\0UTF8\0") +
                message(b"S", b"server_version\0" b"15.0\0") +
                message(b"Z", b"I"))
    fields = b"SFATAL\0VFATAL\0C" + how.encode() + b"\0Mno\0\0"
    return message(b"E", fields)


def serve(c, how):
    startup = c.recv(4096)
    while len(startup) == 8:  # TLS or GSSAPI, first
        c.sendall(b"N")
        startup = c.recv(4096)
    c.sendall(answer(how))
    if how in ("silent", "mute"):
        while c.recv(4096):
            pass
    c.close()


def serve_all(file, serve_one):
    """A thread for each that connects; the port is in the file."""
    s = socket.socket()
    s.bind(("127.0.0.1", 0))
    s.listen()
    with open(file + ".new", "w", encoding="ascii") as f:
        f.write(str(s.getsockname()[1]))
    os.rename(file + ".new", file)
    while True:
        client, _ = s.accept()
        threading.Thread(target=serve_one, args=(client,),
                         daemon=True).start()


def main():
    how, file = sys.argv[1:3]
    serve_all(file, lambda client: serve(client, how))


if __name__ == "__main__":
    main()
