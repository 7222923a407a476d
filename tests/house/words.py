#!/usr/bin/env python3
"""Every message that a person can see is translated, and every error has a
code of its own.

    words.py SOURCE bare|codes

bare prints texts of two words and more that stand in the source without _();
codes prints calls of err_set whose code is none, or stands for two texts; in a
table of errors the code stands before its text ("POSTGRES-9", N_("…")).
"""
import glob
import os
import re
import sys

TEXT = r'"(?:[^"\\\n]|\\.)*"'
# What is written for those who look into the program themselves.
TRACED = re.compile(r"\btrace_\w+\s*\(")
# SQL, lists of names, headers of HTTP, XML, options.
MACHINES = re.compile(
    r"\b(SELECT|FROM|WHERE|INSERT|CREATE|DELETE|UPDATE|JOIN|PRAGMA|GROUP BY"
    r"|ORDER BY|VALUES|DROP|COPY|UNION|ANALYZE|RETURNING|WITH|AND|OR|AS|IN|IS"
    r"|ON|END|THEN|CASE|NULL|SET|TEMP|ATTACH|DETACH|ROLLBACK|RELEASE"
    r"|SAVEPOINT)\b|^ .* $|^\w+(, \w+)+$|^[A-Z][A-Za-z-]+: |^\s*/?[<>]"
    r"|^(\\t)*<|^--|^ --|^hecha ")
# What others call things.
NAMES = ("PowerPoint Document", "report problems", "report self-check",
         "compilation error", "runtime error",  # libxslt its errors
         "given up")  # to a server, whose log has it
NOT_READ = (
    "src/base/mem.c",  # without memory no translation can be had, either
    "src/check/reuse-decide.c",  # words of HECHA_TRACE
    "src/cli/cmd-completion.c",  # scripts
)
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


def blank(pattern, source, flags=0):
    """The source without what matches, each line where it was."""
    return re.sub(
        pattern, lambda m: re.sub(r"[^\n]", " ", m[0]), source, flags=flags)


def without_translated(source):
    """Without comments, translated texts and what is traced."""
    source = blank(r"/\*.*?\*/", source, re.S)
    source = source.replace("\\\n", " \n")
    source = blank(r"'(?:\\.|[^'\\])'", source)
    source = blank(r"^\s*#\s*(?:include|error)[^\n]*", source, re.M)
    source = blank(r"\bN?_\(\s*(?:%s\s*)+\)" % TEXT, source)
    source = blank(
        r"\berr_set\(\s*[^,]+,\s*[^,]+,\s*%s,\s*(?:(?:%s|PRI\w+)\s*)+"
        % (TEXT, TEXT), source)
    source = blank(
        r"\berr_wrap\(\s*[^,]+,\s*(?:%s\s*)+" % TEXT, source)
    for call in [*TRACED.finditer(source)]:
        inside = arguments(source, call.end())
        source = source[:call.end()] + blank(".+", inside, re.S) + \
            source[call.end() + len(inside):]
    return source


def is_chinese(text):
    return re.search("[\u4e00-\u9fff]", text)


def bare(path, source):
    if path in NOT_READ:
        return
    source = without_translated(source)
    found = [*re.finditer(r"(?:%s\s*(?:PRI\w+\s*)?)+" % TEXT, source)]
    for i, m in enumerate(found):
        text = "".join(t[1:-1] for t in re.findall(TEXT, m[0]))
        plain = re.sub(r"%[-+.*0-9lzu]*[a-zA-Z]", "", text)
        # Words that stand in data are told in both languages, side by side.
        beside = found[max(i - 2, 0):i] + found[i + 1:i + 2]
        if (re.search(r"[A-Za-z]{2,}[,:;]? [a-z]{2,}", plain)
                and not MACHINES.search(text) and text not in NAMES
                and not any(is_chinese(b[0]) for b in beside)):
            yield path, source.count("\n", 0, m.start()) + 1, text


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
        if name == "src/base/errors.c":  # defines what the others call
            continue
        found = bare(name, source) if what == "bare" else \
            codes(name, source, seen)
        for fault in found:
            print("%s:%d: %s" % fault)


main()
