#!/usr/bin/env python3
"""Cases of another reader of the catalogue, who saw neither packs nor cases.

run.py list           what each is, and what is right
run.py run [NAME...]  check each and compare; the last line counts

HECHA is the program, HECHA_DATADIR the source tree. open.tsv names cases about
which the catalogue and their writer differ, or on which it is silent, and why;
they are run by name only.
"""
import os
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import street
import people, household, papers, documents, dates, days

HERE = os.path.dirname(os.path.abspath(__file__))


def told(case):
    _, why, want, unwanted, verdict, _, _ = case
    right = [" ".join(map(str, w)) for w in want]
    right += ["no %s" % (u,) for u in unwanted]
    return "%s -> %s" % (why, "; ".join(right + [verdict] * bool(verdict)))


def settled():
    with open(os.path.join(HERE, "open.tsv"), encoding="utf-8") as f:
        left = {line.split("\t")[0] for line in f}
    assert left <= set(street.CASES), left - set(street.CASES)
    return [name for name in street.CASES if name not in left]


if sys.argv[1:] == ["list"]:
    for name, case in street.CASES.items():
        print("%-32s %s" % (name, told(case)))
elif sys.argv[1:2] == ["run"]:
    sys.exit(street.run(sys.argv[2:] or settled()))
else:
    sys.exit(__doc__)
