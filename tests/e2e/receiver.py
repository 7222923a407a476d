#!/usr/bin/python3
"""The reference receiver: a server for packages, as doc/openapi.json and
doc/submission.md describe one. For tests, on loopback; it holds itself to the
description: an answer that is not in it ends the server.

usage: receiver.py DIR OPENAPI HECHA [LATER]

DIR holds good.pem and its key. The port is written to DIR/receiver.port, each
answer to DIR/receiver.log. A package is verified by `HECHA verify --unsigned`
and stored as DIR/inbox/NAME; LATER answers 202 first, and with the receipt when
it was asked for so many times.
"""
import hashlib
import http.server
import json
import os
import re
import signal
import ssl
import subprocess
import sys
import threading

from receipts import receipt

DIR, OPENAPI, HECHA = sys.argv[1:4]
LATER = int(sys.argv[4]) if len(sys.argv) > 4 else 0
LIMIT = 64 << 20
LOCK = threading.Lock()
RECEIPTS = {}   # by the id of the package
ASKED = {}

with open(OPENAPI) as f:
    API = json.load(f)


def path_of(name):
    return os.path.join(DIR, name)


class Receiver(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def operation(self):
        if self.path == "/packages":
            return API["paths"]["/packages"]
        if re.fullmatch("/receipts/[^/]+", self.path):
            return API["paths"]["/receipts/{package}"]
        return None

    def say(self, status, body=b"", kind="text/plain; charset=utf-8", **more):
        """Only what the description has."""
        operation = (self.operation() or {}).get(self.command.lower())
        said = None
        if operation is not None:
            said = operation["responses"].get(str(status))
            if said is not None and "$ref" in said:
                said = API["components"]["responses"][
                    said["$ref"].rsplit("/", 1)[1]]
            if said is None and status != 405:
                os._exit(9)
        if said and body and kind.split(";")[0] not in said.get("content", {}):
            os._exit(8)
        for name, h in (said or {}).get("headers", {}).items():
            if h.get("required") and name not in more:
                os._exit(7)
        with LOCK, open(path_of("receiver.log"), "a") as f:
            print(self.command, self.path, status, file=f)
        self.send_response(status)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        if body:
            self.send_header("Content-Type", kind)
        if status != 204:
            self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = True

    def refuse(self, status, text):
        self.say(status, text.encode())

    def give(self, status, body):
        self.say(status, body, "application/xml")

    def do_OPTIONS(self):
        if self.path == "/packages":
            self.say(204)
        else:
            self.refuse(404, "no such place")

    def do_GET(self):
        key = self.path.rsplit("/", 1)[1]
        if not self.path.startswith("/receipts/") or key not in RECEIPTS:
            self.say(404)
            return
        with LOCK:
            ASKED[key] = ASKED.get(key, 0) + 1
            early = ASKED[key] < LATER
        if early:
            self.say(202, **{"Retry-After": "1"})
        else:
            self.give(200, RECEIPTS[key])

    def do_POST(self):
        key = self.headers.get("Idempotency-Key", "")
        length = self.headers.get("Content-Length", "")
        pattern = API["components"]["schemas"]["PackageId"]["pattern"]
        if self.path != "/packages":
            self.refuse(404, "no such place")
        elif not re.fullmatch(pattern, key) or not length.isdigit():
            self.refuse(400, "Idempotency-Key must be the id of the package")
        elif self.headers.get("Content-Type") != "application/zip":
            self.refuse(415, "a package is application/zip")
        elif int(length) > LIMIT:
            self.refuse(413, "too large")
        else:
            self.take(key, int(length))

    def take(self, key, length):
        body = self.rfile.read(length)
        if len(body) < length:
            self.close_connection = True
            return
        with LOCK:
            known = RECEIPTS.get(key)
        if known is not None:
            same = hashlib.sha256(body).hexdigest().encode() in known
            if same:
                self.give(200, known)
            else:
                self.refuse(409, "another package of this id is here")
            return
        self.take_new(key, body)

    def take_new(self, key, body):
        part = path_of("part-" + key)
        with open(part, "wb") as f:
            f.write(body)
            f.flush()
            os.fsync(f.fileno())
        done = subprocess.run(
            [HECHA, "--lang", "en", "verify", "--unsigned", part],
            capture_output=True, text=True, check=False)
        manifest = re.search(rb'<manifest [^>]*? package="([0-9a-f]{64})"'
                             rb'[^>]*? name="(PKG-[0-9a-f-]+\.zip)"', body)
        if manifest is None or done.returncode != 0:
            os.unlink(part)
            self.give(200, receipt(key, body, "R-" + key[:12], "refused",
                                   done.stderr.strip()[-200:] or "no package"))
            return
        if manifest[1].decode() != key:
            os.unlink(part)
            self.refuse(422, "Idempotency-Key is not the id of the package")
            return
        os.makedirs(path_of("inbox"), exist_ok=True)
        os.rename(part, path_of("inbox/" + manifest[2].decode()))
        with LOCK:
            RECEIPTS[key] = receipt(key, body, "R-" + key[:12])
        if LATER:
            self.say(202, **{"Location": "/receipts/" + key,
                             "Retry-After": "1"})
        else:
            self.give(201, RECEIPTS[key])


def main():
    signal.alarm(int(os.environ.get("PEER_SECONDS", "300")))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Receiver)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path_of("good.pem"), path_of("good.key"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with open(path_of("receiver.new"), "w") as f:
        f.write("%d\n" % server.server_address[1])
    os.rename(path_of("receiver.new"), path_of("receiver.port"))
    server.serve_forever()


main()
