#!/usr/bin/env python3
"""Every message that a person can see is translated, and every error has a
code of its own.

    words.py SOURCE bare|codes

bare prints texts of two words and more that are printed without _();
codes prints calls of err_set whose code is none, or stands for two texts; in a
table of errors the code stands before its text ("POSTGRES-9", N_("…")).
"""
import glob
import os
import re
import sys

TEXT = r'"(?:[^"\\\n]|\\.)*"'
CALLS = re.compile(
    r"\b(printf|fprintf|fputs|puts|progress_\w+)\s*\(")
ERRORS = re.compile(
    r"\berr_set\(\s*[^,]+,\s*[^,]+,\s*(%s|[^,]+),\s*((?:%s\s*)+|[^,)]+)"
    % (TEXT, TEXT))
TABLED = re.compile(r'("[A-Z][A-Z-]*-[0-9]+"),\s*N_\(((?:%s\s*)+)\)' % TEXT)


def arguments(source, start):
    """The text between the parentheses of a call."""
    depth, at, quote = 1, start, ""
    while depth:
        c = source[at]
        if quote:
            if c == "\\":
                at += 1
            elif c == quote:
                quote = ""
        elif c in "\"'":
            quote = c
        elif c == "(":
            depth += 1
        elif c == ")":
            depth -= 1
        at += 1
    return source[start:at - 1]


def bare(path, source):
    for call in CALLS.finditer(source):
        inside = arguments(source, call.end())
        inside = re.sub(r"\bN?_\((?:\s*%s\s*)+\)" % TEXT, "", inside)
        for text in re.findall(TEXT, inside):
            plain = re.sub(r"%[-+.*0-9lzu]*[a-zA-Z]", "", text)
            if '\\"' not in plain and re.search(
                    r"[A-Za-z]{2,} [A-Za-z]{2,}", plain):
                yield path, source.count("\n", 0, call.start()) + 1, text


def codes(path, source, seen):
    for call in [*ERRORS.finditer(source), *TABLED.finditer(source)]:
        line = source.count("\n", 0, call.start()) + 1
        code, text = call[1], " ".join(call[2].split())
        if code.endswith("].code"):
            continue
        if not re.fullmatch(r'"[A-Z][A-Z-]*-[0-9]+"', code):
            yield path, line, code
        elif seen.setdefault(code, text) != text:
            yield path, line, "%s says also %s" % (code, seen[code])


def main():
    root, what = sys.argv[1:]
    seen = {}
    for path in sorted(glob.glob(os.path.join(root, "src/*/*.c"))):
        with open(path, encoding="utf-8") as f:
            source = f.read()
        name = os.path.relpath(path, root)
        # Without memory no translation can be had, either.
        if name in ("src/base/errors.c", "src/base/mem.c"):
            continue
        found = bare(name, source) if what == "bare" else \
            codes(name, source, seen)
        for fault in found:
            print("%s:%d: %s" % fault)


main()
