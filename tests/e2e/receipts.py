"""The receipt that the receivers of these tests give."""
import hashlib
from xml.sax.saxutils import escape


def receipt(package, body, number, result="accepted", reason=None):
    text = "<reason>%s</reason>" % escape(reason) if reason else ""
    return ('<?xml version="1.0" encoding="UTF-8"?>\n<receipt '
            'xmlns="urn:hecha:1" version="1" package="%s" sha256="%s" '
            'bytes="%d" number="%s" result="%s" '
            'received="2026-11-05T08:00:00Z" receiver="测试县">%s</receipt>\n'
            % (package, hashlib.sha256(body).hexdigest(), len(body), number,
               result, text)).encode()
