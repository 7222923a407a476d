#!/usr/bin/env python3
"""How long the main job takes, beside xmllint on the same files.

    bench.py HECHA GEN DATADIR WORK [--sizes 10000,100000] [--runs 5] [--all N]

Streets are made by the generator and kept below WORK. In each run every
command is timed once, one after the other, so that what else the machine does
falls on all of them; printed are medians with minimum and maximum, and the
ratio of each run's figure to xmllint's of the same run. "End to end" adds up import,
check, self-check report and problem list. Up to --all households (100,000) two
things are timed besides: "audit", the command that makes these and all other
reports, and what is installed of others, jing, sqlite3 (the same rows from CSV)
and Saxon (ten checks). At last comes how time and memory grow over all sizes.
"""
import argparse
import csv
import glob
import math
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import time

PLAN = "fixtures/street.xml"


def schema_of(data, path):
    kind = os.path.basename(path)[:-4]
    if kind in ("previous", "collected"):
        kind = "register"
    return os.path.join(data, "schemas", kind + ".xsd")


class Clock:
    """Wall and processor seconds and the largest memory of some commands."""

    def __init__(self):
        self.wall = self.cpu = self.memory = 0

    def run(self, *command, env=None, accept=(0,)):
        began = time.monotonic()
        child = subprocess.Popen(command, env=env,
                                 stdout=subprocess.DEVNULL,
                                 stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.wall += time.monotonic() - began
        self.cpu += usage.ru_utime + usage.ru_stime
        self.memory = max(self.memory, usage.ru_maxrss)
        if child.returncode not in accept:
            sys.exit("%s: status %d" % (" ".join(command), child.returncode))


def stages(o, files):
    """(name, function that times it) in the order in which they run."""
    db = os.path.join(o.work, "bench.db")
    out = os.path.join(o.work, "bench-out")
    env = dict(os.environ, HECHA_DATADIR=o.data)

    def hecha(clock, *arguments, accept=(0,)):
        clock.run(o.hecha, "-q", "--db", db, *arguments, env=env,
                  accept=accept)

    def xmllint(clock):
        for f in files:
            clock.run("xmllint", "--stream", "--noout", "--schema",
                      schema_of(o.data, f), f)

    def load(clock):
        for tail in ("", "-wal", "-shm"):
            if os.path.exists(db + tail):
                os.remove(db + tail)
        hecha(clock, "init", "--plan", os.path.join(o.data, PLAN))
        hecha(clock, "import", *files)

    def check(clock):
        hecha(clock, "check", accept=(0, 1))

    def self_check(clock):
        hecha(clock, "report", "self-check", "-o", out + ".html")

    def problems(clock):
        hecha(clock, "report", "problems", "-o", out + ".xlsx")

    def audit(clock):
        shutil.rmtree(out, ignore_errors=True)
        clock.run(o.hecha, "-q", "audit", os.path.join(o.data, PLAN), *files,
                  "-o", out, env=env, accept=(0, 1))
        shutil.rmtree(out)

    return ([("xmllint", xmllint)],
            [("import", load), ("check", check),
             ("self-check report", self_check), ("problem list", problems)],
            [("audit, all reports", audit)])


def csv_loader(o, files):
    """The rows of the last database, loaded by sqlite3 from CSV."""
    del files
    folder = os.path.join(o.work, "csv")
    script = ["PRAGMA page_size = 16384;", ".mode csv"]

    def prepare():
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        db = sqlite3.connect(os.path.join(o.work, "bench.db"))
        tables = db.execute(
            "SELECT name, sql FROM sqlite_schema WHERE type = 'table' AND"
            " sql LIKE '%row INTEGER PRIMARY KEY%'").fetchall()
        for name, sql in tables:
            script.append(sql + ";")
            script.append('.import "%s/%s.csv" %s' % (folder, name, name))
            with open("%s/%s.csv" % (folder, name), "w",
                      encoding="utf-8", newline="") as f:
                csv.writer(f).writerows(
                    db.execute('SELECT * FROM "%s"' % name))

    def load(clock):
        path = os.path.join(folder, "new.db")
        if len(script) == 2:
            prepare()
        if os.path.exists(path):
            os.remove(path)
        clock.run("sqlite3", path, *script)

    return load


def peers(o, files):
    found = []
    register = [f for f in files if f.endswith("register.xml")]
    ten = os.path.join(o.data, "tests", "bench-ten.xsl")
    jar = glob.glob("/usr/share/java/Saxon-HE*.jar")

    def jing(clock):
        for f in files:
            clock.run("jing", schema_of(o.data, f), f,
                      env=dict(os.environ, JAVA_ARGS="-Xmx8g"))

    def saxon(clock):
        clock.run("java", "-Xmx16g", "-cp", sorted(jar)[-1],
                  "net.sf.saxon.Transform", "-s:" + register[0],
                  "-xsl:" + ten)

    if shutil.which("jing"):
        found.append(("jing (validation only)", jing))
    if shutil.which("sqlite3"):
        found.append(("sqlite3 .import (loading only)", csv_loader(o, files)))
    if jar and shutil.which("java"):
        found.append(("Saxon (ten checks, register only)", saxon))
    return found


def spread(values, form):
    return "%s (%s to %s)" % (form % statistics.median(values),
                              form % min(values), form % max(values))


def measure(o, size):
    folder = os.path.join(o.work, "street-%d" % size)
    if not os.path.exists(folder):
        subprocess.run([o.gen, "--seed", "1", "--households", str(size),
                        "--faults", "2", "-o", folder], check=True)
    files = sorted(glob.glob(folder + "/*.xml"))
    mb = sum(os.path.getsize(f) for f in files) / 1e6
    reference, parts, extra = stages(o, files)
    extra = extra + peers(o, files) if size <= o.all else []
    seen = {name: [] for name, _ in reference + parts + extra}
    for _ in range(o.runs):
        for name, stage in reference + parts + extra:
            clock = Clock()
            stage(clock)
            seen[name].append(clock)
            print(".", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    own = [name for name, _ in parts]
    whole = []
    for clocks in zip(*(seen[name] for name in own)):
        c = Clock()
        c.wall = sum(k.wall for k in clocks)
        c.cpu = sum(k.cpu for k in clocks)
        c.memory = max(k.memory for k in clocks)
        whole.append(c)
    seen["end to end"] = whole
    reference = [c.wall for c in seen["xmllint"]]
    print("\n%d households, %d files, %.0f MB, %d runs\n"
          % (size, len(files), mb, o.runs))
    print("| stage | wall, s | processor, s | memory, MB | ratio |")
    print("|---|---|---|---|---|")
    for name in ["xmllint"] + own + ["end to end"] + [n for n, _ in extra]:
        clocks = seen[name]
        print("| %s | %s | %.1f | %.0f | %s |" % (
            name, spread([c.wall for c in clocks], "%.2f"),
            statistics.median(c.cpu for c in clocks),
            max(c.memory for c in clocks) / 1024,
            spread([c.wall / r for c, r in zip(clocks, reference)], "%.2f")))
    sys.stdout.flush()
    return seen


def growth(sizes, seen):
    """By which power of the households the time grows, which is the slope of
    the line that fits the logarithms best; and the memory at each size."""
    print("\n| stage | exponent of the time | memory, MB |")
    print("|---|---|---|")
    for name in ("xmllint", "end to end"):
        x = [math.log(n) for n in sizes]
        y = [math.log(statistics.median(c.wall for c in s[name]))
             for s in seen]
        mx, my = statistics.mean(x), statistics.mean(y)
        slope = (sum((a - mx) * (b - my) for a, b in zip(x, y)) /
                 sum((a - mx) ** 2 for a in x))
        print("| %s | %.2f | %s |" % (name, slope, ", ".join(
            "%.0f" % (max(c.memory for c in s[name]) / 1024) for s in seen)))


def main():
    p = argparse.ArgumentParser()
    for name in ("hecha", "gen", "data", "work"):
        p.add_argument(name)
    p.add_argument("--sizes", default="300,10000,100000,1000000")
    p.add_argument("--runs", type=int, default=5)
    p.add_argument("--all", type=int, default=100000)
    o = p.parse_args()
    os.makedirs(o.work, exist_ok=True)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    sizes = [int(size) for size in o.sizes.split(",")]
    seen = [measure(o, size) for size in sizes]
    if len(sizes) > 1:
        growth(sizes, seen)


if __name__ == "__main__":
    main()
