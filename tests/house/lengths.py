#!/usr/bin/env python3
"""Functions beyond 80 lines of the Python below a folder, and files beyond 800.

    lengths.py FOLDER

What is defined within a function does not count as its own.
"""
import ast
import glob
import os
import sys


def own_lines(node):
    inner = [n for n in ast.walk(node) if n is not node and isinstance(
        n, (ast.FunctionDef, ast.ClassDef))]
    lines = set(range(node.lineno, node.end_lineno + 1))
    for n in inner:
        lines -= set(range(n.lineno, n.end_lineno + 1))
    return len(lines)


def main():
    for path in sorted(glob.glob(os.path.join(sys.argv[1], "*/*.py")) +
                       glob.glob(os.path.join(sys.argv[1], "spec/*/*.py"))):
        with open(path, encoding="utf-8") as f:
            source = f.read()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and own_lines(node) > 81:
                print(own_lines(node) - 1, path, node.name)
        if source.count("\n") > 800:
            print(source.count("\n"), path)


main()
