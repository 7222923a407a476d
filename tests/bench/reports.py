#!/usr/bin/env python3
"""What each report costs in each format, by the number of problems.

    bench-reports.py HECHA GEN DATADIR WORK [--sizes 2000,20000,200000]

Streets of so many households, half of them with a fault, which makes about
half as many problems; each is imported and checked once, and then each report
is made from its database. Printed are processor and wall seconds and the
largest memory of one run, from the database to the finished file.
"""
import argparse
import glob
import os
import re
import resource
import shutil
import sqlite3
import subprocess

from bench import PLAN, Clock

REPORTS = [(kind, form) for kind, forms in (
    ("self-check", "html docx pdf xml"), ("acceptance", "docx pdf xlsx"),
    ("problems", "xlsx csv json md sarif junit"), ("visits", "xlsx"),
    ("overview", "html"), ("checklist", "docx pdf")) for form in forms.split()]


def database(o, env, size):
    """The database of a street, made once; how many problems it has."""
    db = os.path.join(o.work, "reports-%d.db" % size)
    if not os.path.exists(db):
        street = os.path.join(o.work, "reports-street")
        subprocess.run([o.gen, "--seed", "1", "--households", str(size),
                        "--faults", "50", "-o", street], check=True)
        for command in (["init", "--plan", os.path.join(o.data, PLAN)],
                        ["import"] + sorted(glob.glob(street + "/*.xml")),
                        ["check", "--fail-on", "none"]):
            subprocess.run([o.hecha, "-q", "--db", db] + command, env=env,
                           check=True)
        shutil.rmtree(street)
    n = sqlite3.connect(db).execute(
        "SELECT COUNT(*) FROM hc_finding WHERE run ="
        " (SELECT MAX(id) FROM hc_run)").fetchone()[0]
    return db, n


def time_report(o, env, db, kind, form):
    out = os.path.join(o.work, "reports-out")
    shutil.rmtree(out, ignore_errors=True)
    os.makedirs(out)
    clock = Clock()
    clock.run(o.hecha, "-q", "--db", db, "report", kind, "-f", form, "-o",
              os.path.join(out, "r." + form), env=env)
    shutil.rmtree(out)
    return clock


def all_are_here(o, env):
    """The formats that the program offers are those that are timed."""
    offered = re.search(r"--format (\S+)", subprocess.run(
        [o.hecha, "--lang", "en", "report", "--help"], env=env, check=True,
        capture_output=True, text=True).stdout)[1]
    assert {f for _, f in REPORTS} == set(offered.split("|")), offered


def main():
    p = argparse.ArgumentParser()
    for name in ("hecha", "gen", "data", "work"):
        p.add_argument(name)
    p.add_argument("--sizes", default="2000,20000,200000")
    o = p.parse_args()
    os.makedirs(o.work, exist_ok=True)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    env = dict(os.environ, HECHA_DATADIR=o.data)
    all_are_here(o, env)
    streets = [database(o, env, int(size)) for size in o.sizes.split(",")]
    heads = ["{:,}".format(n) for _, n in streets]
    print("| report | " + " | ".join(
        "%s: processor, s | wall, s | memory, MB" % n for n in heads) + " |")
    print("|---" * (3 * len(streets) + 1) + "|")
    for kind, form in REPORTS:
        cells = []
        for db, _ in streets:
            c = time_report(o, env, db, kind, form)
            cells += ["%.2f" % c.cpu, "%.2f" % c.wall,
                      "%.0f" % (c.memory / 1024)]
        print("| %s %s | %s |" % (kind, form, " | ".join(cells)), flush=True)


if __name__ == "__main__":
    main()
