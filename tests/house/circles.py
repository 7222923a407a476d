#!/usr/bin/env python3
"""Modules that include each other in a circle, a circle a line.

    circles.py SOURCE

A module is a file and its header. A module and what was split off it (sheet,
sheet-row, sheet-header) may be one circle.
"""
import glob
import os
import re
import sys


def read(root):
    """What each module includes."""
    includes = {}
    for path in glob.glob(os.path.join(root, "src/*/*.[ch]")):
        name = os.path.relpath(path, os.path.join(root, "src"))[:-2]
        with open(path, encoding="utf-8") as f:
            found = re.findall(
                r'^#include "([a-z]+/[^"]+)\.h"', f.read(), re.M)
        includes.setdefault(name, set()).update(set(found) - {name})
    return includes


def reached(includes, start):
    seen, waiting = set(), [start]
    while waiting:
        for name in includes.get(waiting.pop(), ()):
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    return seen


def main():
    includes = read(sys.argv[1])
    behind = {name: reached(includes, name) for name in includes}
    circles = {
        tuple(sorted(other for other in behind[name]
                     if name in behind.get(other, ())))
        for name in includes if name in behind[name]}
    for circle in sorted(circles):
        if not all(name.startswith(circle[0] + "-") for name in circle[1:]):
            print(" ".join(circle))


main()
