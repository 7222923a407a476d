#!/usr/bin/python3
"""A store that speaks enough of S3, over TLS on loopback, and checks every
signature (version 4) by itself, as AWS has published how.

usage: s3.py DIR | s3.py --vectors

DIR holds good.pem and its key. The port is written to DIR/s3.port; how the
store behaves is read from DIR/s3.mode at each request; what comes in is
written to DIR/s3.log. Objects lie in DIR/bucket under their keys. --vectors
tries the checking on the examples of the S3 manual.
"""
import base64
import datetime
import hashlib
import hmac
import os
import re
import signal
import socket
import sys
import threading
import urllib.parse

KEY_ID = "AKIAIOSFODNN7EXAMPLE"
SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
LOCK = threading.Lock()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def sign(secret, method, path, query, fields, signed, amz_date, scope, whole):
    """The signature of a request, from its parts, step by step."""
    pairs = sorted(urllib.parse.parse_qsl(query, keep_blank_values=True))
    canonical = "\n".join([
        method, urllib.parse.quote(urllib.parse.unquote(path), safe="/~-_."),
        "&".join(urllib.parse.quote(k, safe="-_.~") + "=" +
                 urllib.parse.quote(v, safe="-_.~") for k, v in pairs),
        "".join("%s:%s\n" % (n, re.sub(" +", " ", fields[n].strip()))
                for n in signed),
        ";".join(signed), whole])
    text = "\n".join(["AWS4-HMAC-SHA256", amz_date, scope,
                      sha256(canonical.encode())])
    key = ("AWS4" + secret).encode()
    for word in scope.split("/") + [text]:
        key = hmac.new(key, word.encode(), hashlib.sha256).digest()
    return key.hex()


# "Examples: Signature Calculations" of the S3 manual.
EMPTY = sha256(b"")
SCOPE = "20130524/us-east-1/s3/aws4_request"
VECTORS = [
    ("GET", "/test.txt", "", {"range": "bytes=0-9"}, EMPTY,
     "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"),
    ("PUT", "/test%24file.text", "",
     {"date": "Fri, 24 May 2013 00:00:00 GMT",
      "x-amz-storage-class": "REDUCED_REDUNDANCY"},
     sha256(b"Welcome to Amazon S3."),
     "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
    ("GET", "/", "lifecycle", {}, EMPTY,
     "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
    ("GET", "/", "max-keys=2&prefix=J", {}, EMPTY,
     "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"),
]


def try_vectors():
    for method, path, query, more, whole, want in VECTORS:
        fields = dict(more, host="examplebucket.s3.amazonaws.com")
        fields["x-amz-content-sha256"] = whole
        fields["x-amz-date"] = "20130524T000000Z"
        got = sign(SECRET, method, path, query, fields, sorted(fields),
                   fields["x-amz-date"], SCOPE, whole)
        print("ok" if got == want else "not ok", method, path, query)
        if got != want:
            return 1
    return 0


class Refused(Exception):
    pass


def check(method, target, fields, body):
    """Raises Refused with S3's code where the request is not signed well."""
    path, _, query = target.partition("?")
    auth = fields.get("authorization", "")
    m = re.fullmatch(r"AWS4-HMAC-SHA256 Credential=([^/]+)/([^,]+), ?"
                     r"SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})", auth)
    if m is None:
        raise Refused(403, "AccessDenied")
    signed = m[3].split(";")
    if m[1] != KEY_ID:
        raise Refused(403, "InvalidAccessKeyId")
    amz_date = fields.get("x-amz-date", "")
    now = datetime.datetime.now(datetime.timezone.utc)
    if not now.strftime("%Y%m%d") == amz_date[:8] == m[2][:8]:
        raise Refused(403, "RequestTimeTooSkewed")
    if m[2] != amz_date[:8] + "/beiyuan-1/s3/aws4_request":
        raise Refused(400, "AuthorizationHeaderMalformed")
    # Everything of S3's own must be signed, and the host.
    for name in fields:
        if (name.startswith("x-amz-") or name in ("host", "if-none-match")) \
                and name not in signed:
            raise Refused(403, "AccessDenied")
    whole = fields.get("x-amz-content-sha256", "")
    if sign(SECRET, method, path, query, fields, signed, amz_date, m[2],
            whole) != m[4]:
        raise Refused(403, "SignatureDoesNotMatch")
    if whole != sha256(body):
        raise Refused(400, "XAmzContentSHA256Mismatch")


def main(folder):
    import http.server
    import ssl

    def path_of(name):
        return os.path.join(folder, name)

    def log(*words):
        with LOCK, open(path_of("s3.log"), "a") as f:
            print(*words, file=f)

    def mode():
        with open(path_of("s3.mode")) as f:
            return f.read().split()

    class Store(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *args):
            pass

        def say(self, status, body=b"", **more):
            self.send_response(status)
            for name, value in more.items():
                self.send_header(name.replace("_", "-"), value)
            if "Content_Length" not in more:
                self.send_header("Content-Length", str(len(body)))
            self.send_header("Connection", "close")
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)
            self.close_connection = True

        def refuse(self, status, code):
            log("refused", code)
            self.say(status, ("<?xml version=\"1.0\"?>\n<Error><Code>%s</Code>"
                              "</Error>" % code).encode(),
                     Content_Type="application/xml")

        def handle_any(self):
            how = mode()
            n = int(self.headers.get("Content-Length", "0"))
            body = self.rfile.read(n)
            log(self.command, self.path, len(body))
            if len(body) < n:
                self.close_connection = True
                return
            fields = {k.lower(): v for k, v in self.headers.items()}
            try:
                if how[0] == "status" and self.command == "PUT":
                    raise Refused(int(how[1]), how[2])
                check(self.command, self.path, fields, body)
                getattr(self, "on_" + self.command)(how[0], fields, body)
            except Refused as e:
                self.refuse(*e.args)

        do_GET = do_HEAD = do_PUT = handle_any

        def object(self):
            return path_of("bucket/" + os.path.basename(self.path))

        def on_PUT(self, how, fields, body):
            given = fields.get("x-amz-checksum-sha256", "")
            sum_ = base64.b64encode(hashlib.sha256(body).digest()).decode()
            if given != sum_:
                raise Refused(400, "BadDigest")
            with LOCK:
                there = os.path.exists(self.object())
                if there and fields.get("if-none-match") == "*":
                    raise Refused(412, "PreconditionFailed")
                with open(self.object(), "wb") as f:
                    f.write(body)
            log("stored", os.path.basename(self.path))
            if how == "commit-drop":
                self.connection.shutdown(socket.SHUT_RDWR)
                self.close_connection = True
                return
            self.say(200, x_amz_checksum_sha256="AAAA" if how == "spoils"
                     else sum_)

        def on_GET(self, how, fields, body):
            if how == "forbids" or not os.path.exists(self.object()):
                raise Refused(*((403, "AccessDenied") if how == "forbids"
                                else (404, "NoSuchKey")))
            with open(self.object(), "rb") as f:
                data = f.read()
            more = {}
            if fields.get("x-amz-checksum-mode") == "ENABLED" and \
                    how != "plain":
                more["x_amz_checksum_sha256"] = base64.b64encode(
                    hashlib.sha256(data).digest()).decode()
            self.say(200, data, Content_Length=str(len(data)), **more)

        on_HEAD = on_GET

    signal.alarm(int(os.environ.get("PEER_SECONDS", "300")))
    os.makedirs(path_of("bucket"), exist_ok=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Store)
    server.daemon_threads = True
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(path_of("good.pem"), path_of("good.key"))
    server.socket = context.wrap_socket(server.socket, server_side=True)
    with open(path_of("s3.port.new"), "w") as f:
        f.write("%d\n" % server.server_address[1])
    os.rename(path_of("s3.port.new"), path_of("s3.port"))
    server.serve_forever()


if __name__ == "__main__":
    sys.exit(try_vectors() if sys.argv[1] == "--vectors" else main(sys.argv[1]))
