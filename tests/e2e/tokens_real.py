#!/usr/bin/python3
"""Duplicates in records: planted between the villages of a clean register, each
of which is then a street of its own; and what both ways find, compared.

usage: tokens_real.py plant REGISTER OUT PAIRS
       tokens_real.py compare FINDINGS LISTED

plant writes OUT/all/register.xml, and of each village OUT/NNN/register.xml.
"""
import json
import os
import random
import re
import sys

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
OF_PERSONS = ("DUP-03", "DUP-04", "DUP-06")
OF_HOUSEHOLDS = ("DUP-09", "DUP-10")


def value(tag, name):
    m = re.search(' %s="([^"]*)"' % name, tag)
    return m[1] if m else None


def put(tag, name, new):
    return re.sub(' %s="[^"]*"' % name, ' %s="%s"' % (name, new), tag, count=1)


def number(beginning):
    """Another sound one of the same region and day."""
    whole = beginning[:14] + "%03d" % random.randrange(1000)
    return whole + "10X98765432"[
        sum(int(c) * w for c, w in zip(whole, WEIGHTS)) % 11]


def person(household):
    return next(m[0] for m in re.finditer("<member [^>]*>", household)
                if len(value(m[0], "number") or "") == 18)


def plant(a, b, what):
    """b made to stand for a, in one of five ways."""
    theirs, ours = person(a), person(b)
    first, head = a[:a.index(">")], b[:b.index(">")]
    n = value(theirs, "number")
    if what == 0:
        return b.replace(ours, put(ours, "number", n))
    if what == 1:
        return b.replace(ours, put(ours, "number", n[:6] + n[8:17]))
    if what == 2:
        alike = put(put(ours, "number", number(n)), "name",
                    value(theirs, "name"))
        return b.replace(ours, put(alike, "birth", value(theirs, "birth")))
    name = "account" if what == 3 else "phone"
    return b.replace(head, put(head, name, value(first, name)))


def village(household):
    return value(household, "village")


def main_plant(register, out, pairs):
    with open(register) as f:
        text = f.read()
    head = text[:text.index("\t<household ")]
    all_ = re.findall(r"\t<household .*?</household>\n", text, re.S)
    random.seed(7)
    order = random.sample(range(len(all_)), len(all_))
    for n in range(int(pairs)):
        a = order.pop()
        for _ in range(1 + (n % 5 == 4)):  # a phone is told of three
            b = next(i for i in order if village(all_[i]) != village(all_[a]))
            order.remove(b)
            all_[b] = plant(all_[a], all_[b], n % 5)
    write(out + "/all", head, all_)
    for v in sorted(set(map(village, all_))):
        own = re.sub(r'\t<village code="(\d+)"[^>]*>\n',
                     lambda m, v=v: m[0] if m[1] == v else "", head)
        street = [t.replace('"%s"' % v, '"379999%s001"' % v[9:]).replace(
            ' division="379999001"', ' division="379999%s"' % v[9:])
                  for t in [own] + [h for h in all_ if village(h) == v]]
        write("%s/%s" % (out, v[9:]), street[0], street[1:])


def write(folder, head, households):
    os.makedirs(folder)
    with open(folder + "/register.xml", "w") as f:
        f.write(head + "".join(households) + "</register>\n")


def main_compare(findings, listed):
    with open(findings) as f:
        one = {side(r, r["village"]) for r in json.load(f)
               if r["check"] in OF_PERSONS + OF_HOUSEHOLDS}
    with open(listed) as f:
        many = {side(r, "379999001" + r["village"][6:9]) for r in json.load(f)}
    print(len(one), "in one database,", len(many), "by tokens", one ^ many)
    seen = {check for check, *_ in one}
    return 0 if one == many and len(seen) == 5 else 1


def side(row, at):
    return (row["check"], at, row["household"],
            row["member"] if row["check"] in OF_PERSONS else None)


sys.exit(main_plant(*sys.argv[2:]) if sys.argv[1] == "plant"
         else main_compare(*sys.argv[2:]))
