#!/usr/bin/python3
"""Tokens by another hand: what a street's must be, and those of many streets
with what was planted among them.

usage: tokens.py same DB TOKENS KEY
       tokens.py plant PACKAGE OUT STREETS PAIRS KEY > EXPECTED
       tokens.py compare EXPECTED LISTED
"""
import hashlib
import hmac
import json
import os
import random
import sqlite3
import sys

from collect_change import change
from forge import describe, entries, pack


def key_of(path):
    with open(path) as f:
        return bytes.fromhex(f.read().strip())


def token(key, kind, a, b=""):
    text = "%s\n%s\n%s" % (kind, a, b or "")
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()[:32]


def line(*fields):
    return "\t".join("-" if f is None or f == "" else str(f)
                     for f in fields) + "\n"


def same(db, path, key):
    """To the byte what anybody would make of the records."""
    c = sqlite3.connect(db)
    text = line("hecha-tokens", 1, token(key, "key", ""))
    persons = c.execute(
        "SELECT m.village, m.household, m.id, number_18, number_form, m.name_key,"
        " m.birth, number_date, number_check FROM member m JOIN household h ON"
        " h.row = m.parent WHERE COALESCE(m.state, 'active') = 'active' AND"
        " COALESCE(h.valid, 1) = 1 ORDER BY 1, 2, 3, m.row").fetchall()
    for v, h, m, n, form, _, _, _, _ in persons:
        if n:
            text += line("number", token(key, "number", n), v, h, m,
                         15 if form == "id15" else 18)
    for v, h, m, n, _, name, birth, date, check in persons:
        if name and birth:
            sound = date == 1 and (check is None or check == 1)
            text += line("alike", token(key, "alike", name, birth), v, h, m,
                         token(key, "number", n) if n else None, int(sound))
    for v, h, a in c.execute(
            "SELECT village, id, account_key FROM household WHERE"
            " COALESCE(valid, 1) = 1 AND account_key IS NOT NULL"
            " ORDER BY 1, 2, row"):
        text += line("account", token(key, "account", a), v, h)
    good = ("mobile", "fixed", "nought")
    phones = set()
    for v, h, form, p, row in c.execute(
            "SELECT village, id, phone_form, phone_key, row FROM household"
            " WHERE COALESCE(valid, 1) = 1"):
        if form in good and p:
            phones.add((v, h, p))
    for v, h, form, p in c.execute(
            "SELECT h.village, h.id, m.phone_form, m.phone_key FROM member m"
            " JOIN household h ON h.row = m.parent WHERE COALESCE(m.state,"
            " 'active') = 'active' AND COALESCE(h.valid, 1) = 1"):
        if form in good and p:
            phones.add((v, h, p))
    for v, h, p in sorted(phones):
        text += line("phone", token(key, "phone", p), v, h)
    with open(path) as f:
        have = f.read()
    if have != text:
        print(set(have.split("\n")) ^ set(text.split("\n")))
    return 0 if have == text and len(persons) > 1 else 1


class Street:
    def __init__(self, rnd, i, key):
        self.division = "3799%05d" % (99001 + i)
        self.rnd, self.key, self.n, self.lines = rnd, key, 0, []

    def place(self):
        self.n += 1
        return ("%s%03d" % (self.division, self.n % 17 + 1),
                "H%06d" % self.n, "P%06d" % self.n)

    def add(self, kind, a, *more, b=""):
        v, h, m = self.place()
        t = token(self.key, kind, a, b)
        if kind in ("number", "alike"):
            self.lines.append((kind, line(kind, t, v, h, m, *more)))
            return [self.division, v, h, m]
        self.lines.append((kind, line(kind, t, v, h)))
        return [self.division, v, h, None]


def plant(package, out, streets, pairs, key):
    rnd = random.Random(pairs)
    all_streets = [Street(rnd, i, key) for i in range(streets)]
    hits = []
    for n in range(pairs):
        what = ("DUP-03", "DUP-04", "DUP-06", "DUP-09", "DUP-10")[n % 5]
        a, b = rnd.sample(all_streets, 2)
        value = "planted %d" % n
        if what == "DUP-03":
            hits.append([what, a.add("number", value, 18),
                         b.add("number", value, 18)])
        elif what == "DUP-04":
            hits.append([what, a.add("number", value, 15),
                         b.add("number", value, 18)])
        elif what == "DUP-06":
            hits.append([what] + [
                s.add("alike", value, token(key, "number", value + w), 1,
                      b="1980-01-01") for s, w in ((a, "a"), (b, "b"))])
        elif what == "DUP-09":
            hits.append([what, a.add("account", value),
                         b.add("account", value)])
        else:
            hits.append([what] + [s.add("phone", value) for s in (a, b, a)])
    # What is no hit: within one street, the same person's number, a name with
    # an unsound number, a phone in two households.
    for n in range(pairs):
        a, b = rnd.sample(all_streets, 2)
        value = "nothing %d" % n
        a.add("number", value, 18)
        a.add("number", value, 18)
        a.add("number", value + " alone", 18)
        for s in (a, b):
            s.add("alike", value, token(key, "number", value + "one"), 1,
                  b="1980-01-01")
        a.add("alike", value + "x", token(key, "number", "x"), 0, b="1980-01-01")
        b.add("alike", value + "x", token(key, "number", "y"), 1, b="1980-01-01")
        a.add("phone", value)
        b.add("phone", value)
        a.add("account", value)
        a.add("account", value)
    write(package, out, all_streets, key)
    for hit in hits:
        print(json.dumps([hit[0]] + sorted(hit[1:], key=str)))


def write(package, out, streets, key):
    base = dict(entries(open(package, "rb").read()))
    manifest = base.pop(b"manifest.xml").decode()
    base.pop(b"manifest.sig", None)
    result = base[b"result.xml"].decode()
    for s in streets:
        order = ("number", "alike", "account", "phone")
        text = line("hecha-tokens", 1, token(key, "key", "")) + "".join(
            t for k in order for kind, t in s.lines if kind == k)
        parts = dict(base)
        parts[b"tokens.tsv"] = text.encode()
        parts[b"result.xml"] = change(result, "street",
                                      division=s.division).encode()
        xml, listed = describe(change(manifest, "facts", division=s.division),
                               parts)
        with open(os.path.join(out, s.division + ".zip"), "wb") as f:
            f.write(b"".join(pack([(b"manifest.xml", xml.encode())] + listed)))


def compare(expected, listed):
    with open(expected) as f:
        want = sorted(f.read().split("\n")[:-1])
    hits = {}
    with open(listed) as f:
        for row in json.load(f):
            hits.setdefault(row["hit"], [row["check"]]).append(
                [row["division"], row["village"], row["household"],
                 row["member"]])
    have = sorted(json.dumps([h[0]] + sorted(h[1:], key=str))
                  for h in hits.values())
    print(len(want), "planted,", len(have), "found,",
          len(set(want) - set(have)), "lost,", len(set(have) - set(want)),
          "invented")
    return 0 if want == have else 1


def main():
    how, args = sys.argv[1], sys.argv[2:]
    if how == "same":
        return same(args[0], args[1], key_of(args[2]))
    if how == "plant":
        plant(args[0], args[1], int(args[2]), int(args[3]), key_of(args[4]))
        return 0
    return compare(*args)


sys.exit(main())
