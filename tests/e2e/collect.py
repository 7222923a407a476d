#!/usr/bin/python3
"""Packages of many streets, made from one, and the sums that must come out.

usage: collect.py PACKAGE OUT STREETS TIMES [KEY CERTIFICATE]

Writes OUT/NUMBER-DIVISION.zip, in random order but the same each time, and
prints the sums over each street's last package: households members errors
suspects. Where there is a key, each package is signed.
"""
import os
import random
import subprocess
import sys

from collect_change import change
from forge import describe, entries, pack


def main():
    package, out, streets, times = sys.argv[1], sys.argv[2], \
        int(sys.argv[3]), int(sys.argv[4])
    key = sys.argv[5:7]
    rnd = random.Random(streets)
    base = dict(entries(open(package, "rb").read()))
    manifest = base.pop(b"manifest.xml").decode()
    base.pop(b"manifest.sig", None)
    result = base[b"result.xml"].decode()
    sums = [0, 0, 0, 0]
    made = []
    for street in range(streets):
        division = "3799%05d" % (99001 + street)
        for sequence in range(1, times + 1):
            households = rnd.randrange(100, 1000)
            counts = dict(villages=3, households=households,
                          members=households * 3,
                          errors=rnd.randrange(5), suspects=rnd.randrange(9))
            xml = change(manifest, "manifest", sequence=sequence)
            xml = change(xml, "facts", division=division)
            xml = change(xml, "counts", **counts)
            text = change(result, "street", division=division)
            text = change(text, "totals", **counts)
            parts = dict(base)
            parts[b"result.xml"] = text.encode()
            xml, listed = describe(xml, parts)
            made.append((division, sequence, xml, listed))
            if sequence == times:
                for i, name in enumerate(("households", "members", "errors",
                                          "suspects")):
                    sums[i] += counts[name]
    rnd.shuffle(made)
    for i, (division, sequence, xml, listed) in enumerate(made):
        whole = [(b"manifest.xml", xml.encode())]
        if key:
            signature = subprocess.run(
                ["openssl", "cms", "-sign", "-binary", "-signer", key[1],
                 "-inkey", key[0], "-outform", "DER"], input=xml.encode(),
                capture_output=True, check=True).stdout
            whole.append((b"manifest.sig", signature))
        name = "%05d-%s-%d.zip" % (i, division, sequence)
        with open(os.path.join(out, name), "wb") as f:
            f.write(b"".join(pack(whole + listed)))
    print(*sums)


main()
