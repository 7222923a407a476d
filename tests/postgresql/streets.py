#!/usr/bin/env python3
"""Streets of one county, for tests: made by the generator, and told apart.

    streets.py GEN N HOUSEHOLDS DIR

Street 1 is DIR/street_01 with its documents, and so on. Of every four streets
two are of the same people, so that much ties them; each has its own division
code, and ids of its own.
"""
import os
import re
import subprocess
import sys

PLAIN = "379999001"


def tell_apart(text, number):
    """Division and village codes of the street's own, and its ids."""
    text = text.replace(PLAIN, "379999%03d" % (100 + number))
    return re.sub(r'"([A-Z]{1,3})(0\d{4,})', r'"\g<1>%02d\2' % number, text)


def slip(match):
    """Of the second of two alike some numbers are written otherwise."""
    number = match[0]
    if int(number[6:14]) % 5 == 0:
        return number[:14] + number[15] + number[14] + number[16:]
    if int(number[6:14]) % 5 == 1:
        return number[:14] + "9" + number[15:]
    return number


def main():
    gen, streets, households, folder = sys.argv[1:5]
    for number in range(1, int(streets) + 1):
        seed = number - 1 if number % 4 == 2 else number
        path = os.path.join(folder, "street_%02d" % number)
        os.makedirs(path)
        subprocess.run([gen, "--seed", str(seed), "--households", households,
                        "--faults", "10", "-o", path], check=True)
        for name in os.listdir(path):
            old = os.path.join(path, name)
            with open(old, encoding="utf-8") as f:
                text = tell_apart(f.read(), number)
            os.remove(old)
            if not name.endswith(".xml"):
                continue
            if number % 4 == 2:
                text = re.sub(r"379999(19|20)\d{9}[\dX]", slip, text)
            new = os.path.join(path, "%02d-%s" % (number, name))
            with open(new, "w", encoding="utf-8") as f:
                f.write(text)


main()
