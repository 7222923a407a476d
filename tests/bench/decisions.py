#!/usr/bin/env python3
"""What decisions cost: the check that weighs them, the list that brings them.

    decisions.py HECHA GEN DATADIR WORK [--findings 100000] [--runs 5]

A street with so many findings is checked in full with and without decisions on a
fifth of them, in turns; then the problem list of a street with a fifth of the
findings is written, filled in by openpyxl, and read. Printed are medians with
the least and the most: processor seconds, memory, and the ratio in each run.
"""
import argparse
import os
import random
import shutil
import sqlite3
import statistics

import openpyxl
from bench import PLAN, Clock
from reports import database

VERDICTS = ('<?xml version="1.0" encoding="UTF-8"?>\n<verdicts'
            ' xmlns="urn:hecha:1" year="2026" division="379999001">\n%s'
            "</verdicts>\n")
VERDICT = ('<verdict finding="%s" decision="confirmed" date="%s"'
           ' by="孙知远"/>\n')
FOUND = ("SELECT id FROM hc_finding WHERE run = (SELECT MAX(id) FROM hc_run)"
         " ORDER BY seq")
AS_OF = "SELECT as_of FROM hc_run ORDER BY id DESC LIMIT 1"
FILLED = (("Decision", "confirmed"), ("Responsible", "孙知远"))


def spread(figures, unit):
    return "%.2f%s (%.2f to %.2f)" % (statistics.median(figures), unit,
                                      min(figures), max(figures))


def street(o, env, findings):
    """A database of about so many findings, its own copy."""
    made, n = database(o, env, findings * 2)
    mine = os.path.join(o.work, "decisions.db")
    shutil.copy(made, mine)
    return mine, n


def hecha(o, env, db, *arguments, accept=(0,)):
    clock = Clock()
    clock.run(o.hecha, "-q", "--lang", "en", "--db", db, *arguments, env=env,
              accept=accept)
    return clock


def decided(o, env, db):
    """The same database with a decision on each fifth finding."""
    other = os.path.join(o.work, "decided.db")
    shutil.copy(db, other)
    with sqlite3.connect(other) as base:
        ids = [row[0] for row in base.execute(FOUND)]
        day = base.execute(AS_OF).fetchone()[0]
    ids = sorted(random.Random(1).sample(ids, len(ids) // 5))
    path = os.path.join(o.work, "verdicts.xml")
    with open(path, "w", encoding="utf-8") as out:
        out.write(VERDICTS % "".join(VERDICT % (i, day) for i in ids))
    hecha(o, env, other, "import", path)
    with sqlite3.connect(other) as base:
        told = base.execute("SELECT COUNT(*) FROM hc_decision").fetchone()[0]
    assert told == len(ids), (told, len(ids))
    return other, told


def fill(path, day):
    """Each row of the list, decided; how many rows those are."""
    book = openpyxl.load_workbook(path)
    n = 0
    for sheet in book:
        if sheet["A4"].value != "No.":
            continue
        at = {cell.value: cell.column for cell in sheet[4]}
        for row in range(5, sheet.max_row + 1):
            for title, value in FILLED + (("Date", day),):
                sheet.cell(row, at[title]).value = value
            n += 1
    book.save(path)
    return n


def main():
    p = argparse.ArgumentParser()
    for name in ("hecha", "gen", "data", "work"):
        p.add_argument(name)
    p.add_argument("--findings", type=int, default=100000)
    p.add_argument("--runs", type=int, default=5)
    o = p.parse_args()
    os.makedirs(o.work, exist_ok=True)
    env = dict(os.environ, HECHA_DATADIR=o.data)

    plain, n = street(o, env, o.findings)
    weighed, told = decided(o, env, plain)
    base, with_them = [], []
    for _ in range(o.runs):
        for db, into in ((plain, base), (weighed, with_them)):
            into.append(hecha(o, env, db, "check", "--full", "--fail-on",
                              "none").cpu)
    print("check of %d findings: %s" % (n, spread(base, " s")))
    print("with %d decisions: %s, ratio %s" % (told, spread(with_them, " s"),
          spread([b / a for a, b in zip(base, with_them)], "")))

    db, n = street(o, env, o.findings // 5)
    path = os.path.join(o.work, "problems.xlsx")
    with sqlite3.connect(db) as known:
        day = known.execute(AS_OF).fetchone()[0]
    writes, reads, memory = [], [], []
    for _ in range(o.runs):
        if os.path.exists(path):
            os.remove(path)
        writes.append(hecha(o, env, db, "report", "problems", "-o", path).cpu)
        rows = fill(path, day)
        again = os.path.join(o.work, "again.db")
        shutil.copy(db, again)
        clock = hecha(o, env, again, "import", path)
        with sqlite3.connect(again) as known:
            told = known.execute("SELECT COUNT(*) FROM hc_decision").fetchone()
        assert told[0] == n, (told, n)
        reads.append(clock.cpu)
        memory.append(clock.memory / 1024)
    print("list of %d findings written: %s" % (n, spread(writes, " s")))
    print("its %d rows read: %s, ratio %s, memory %s" % (
        rows, spread(reads, " s"),
        spread([b / a for a, b in zip(writes, reads)], ""),
        spread(memory, " MB")))


main()
