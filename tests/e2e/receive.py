#!/usr/bin/python3
"""What a web server runs (CGI) for a package that comes by POST: it is stored
once under its key, in the folder $STORE, and answered with its receipt."""
import os
import sys
from receipts import receipt

key = os.environ["HTTP_IDEMPOTENCY_KEY"]
length = int(os.environ["CONTENT_LENGTH"])
body = sys.stdin.buffer.read(length)
path = os.path.join(os.environ["STORE"], key)
part = "%s.%d.part" % (path, os.getpid())
status = "201 Created"
try:
    if len(body) < length:  # whoever sent it went away
        raise EOFError
    if not os.path.exists(path):
        with open(part, "wb") as f:
            f.write(body)
        os.rename(part, path)
    answer = receipt(key, body, "R-" + key[:6])
except EOFError:
    status, answer = "400 Bad Request", b""
except OSError:
    status, answer = "507 Insufficient Storage", b""
sys.stdout.buffer.write(b"Status: %s\r\nContent-Type: application/xml\r\n\r\n"
                        % status.encode() + answer)
