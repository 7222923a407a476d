#!/usr/bin/env python3
"""Cases of a third reader: honest records that nothing may be said of, faults
in combination, facts that are missing. Like those of the second, by his street.

run.py list           what each is, and what is right
run.py run [NAME...]  check each and compare; the last line counts
"""
import os
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [HERE, os.path.join(HERE, "..", "second")]
import street
import faults, missing, negative, probes, probes2, probes3, probes4, probes5
import probes6

assert faults and missing and negative and probes


def settled():
    with open(os.path.join(HERE, "open.tsv"), encoding="utf-8") as f:
        left = {line.split("\t")[0] for line in f}
    assert left <= set(street.CASES), left - set(street.CASES)
    return [name for name in street.CASES if name not in left]


if sys.argv[1:] == ["list"]:
    for name, (_, why, want, unwanted, verdict, _, _) in street.CASES.items():
        print("%-32s %s -> %s; no %s; %s" % (name, why, want, unwanted, verdict))
elif sys.argv[1:2] == ["run"]:
    sys.exit(street.run(sys.argv[2:] or settled()))
else:
    sys.exit(__doc__)
