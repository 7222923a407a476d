#!/usr/bin/env python3
"""Would a pack's own cases notice a wrong comparison?

Each comparison and condition of each rule's SQL is changed, one at a time,
and the rule's cases are run: a change that no case notices is printed.

    HECHA=src/hecha HECHA_DATADIR=. tests/house/mutants.py rules/inc.xml …
"""
import concurrent.futures
import os
import re
import subprocess
import sys
import tempfile

CHANGES = [
    (r"(?<![<>=!])<=(?!=)", "<"),
    (r"(?<![<>=!])>=(?!=)", ">"),
    (r"(?<![<>=!-])<(?![=>!])", "<="),
    (r"(?<![<>=!-])>(?!=)", ">="),
    (r"<>", "="),
    (r"(?<![<>=!])=(?![=>])", "<>"),
    (r"\bIS NOT NULL\b", "IS NULL"),
    (r"\bIS NULL\b", "IS NOT NULL"),
    (r"\bNOT EXISTS\b", "EXISTS"),
    (r"\bNOT IN\b", "IN"),
    (r"\bNOT BETWEEN\b", "BETWEEN"),
    (r"(?<=\n)   AND [^\n(]*(?=\n)", ""),
]


def mutants(sql):
    """(line, before, after, changed SQL); keys of joins and texts stay."""
    plain = re.sub(r"--[^\n]*", lambda m: " " * len(m[0]), sql)
    for pattern, after in CHANGES:
        for m in re.finditer(pattern, plain):
            start = plain.rfind("\n", 0, m.start()) + 1
            end = plain.find("\n", m.end())
            line = plain[start:end if end >= 0 else None]
            if plain[: m.start()].count("'") % 2:
                continue
            if re.search(r"\b(JOIN|ON)\b", line):
                continue
            yield (
                " ".join(line.split()),
                m[0].strip(),
                after,
                sql[: m.start()] + after + sql[m.end():],
            )


def is_noticed(pack):
    with tempfile.NamedTemporaryFile("w", suffix=".xml") as f:
        f.write(pack)
        f.flush()
        try:
            done = subprocess.run(
                [os.environ["HECHA"], "rules", "test", f.name],
                capture_output=True,
                timeout=120,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return True
    return done.returncode != 0


def read(path):
    with open(path, encoding="utf-8") as f:
        text = f.read()
    head = text[: text.index("<rule ")]
    for m in re.finditer(r'<rule id="([^"]+)".*?</rule>', text, re.S):
        rule = m[0]
        for sql in re.finditer(
            r"<(sql|readings|concerns)><!\[CDATA\[(.*?)\]\]></\1>", rule, re.S
        ):
            for line, before, after, changed in mutants(sql[2]):
                pack = rule[: sql.start(2)] + changed + rule[sql.end(2):]
                yield (m[1], line, before, after), head + pack + "</rules>\n"


def main():
    names, packs = [], []
    for path in sys.argv[1:]:
        for name, pack in read(path):
            names.append(name)
            packs.append(pack)
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        noticed = list(pool.map(is_noticed, packs))
    for name, good in zip(names, noticed):
        if not good:
            print(" | ".join(name))
    print(f"{sum(noticed)} of {len(noticed)} noticed")


main()
