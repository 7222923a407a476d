#!/usr/bin/env python3
"""What an audit takes where records are shaped otherwise than a plain street's.

    traps.py HECHA GEN DATADIR WORK [--households 2500] [--runs 3]
             [--traps NAME,…] [--checks]

Each trap is a street of the generator that is changed, twice: with as many
households, and with twice as many. Every audit (all reports) is timed beside
that of the plain street of the same size; printed are processor seconds of
both sizes, how often the plain street's time for a household that is (of the
greater; lists of problems are as long as there are problems), and the exponent
to which time grows. --checks: and the checks that took longest.
"""
import argparse
import glob
import math
import os
import re
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys

PLAN = "fixtures/street.xml"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
MEMBER = re.compile(r"^\t\t<member .*/>$", re.M)
NUMBER = re.compile(r'"(379\d{14}[\dX])"')


def number_born(day, i):
    """The i-th number of somebody born on that day."""
    head = "%06d%s%03d" % (379999 - i // 999, day, i % 999 + 1)
    return head + "10X98765432"[
        sum(int(c) * w for c, w in zip(head, WEIGHTS)) % 11]


class Trap:
    """Streets of one kind below a folder."""

    generator = ()  # options besides size

    def __init__(self, o):
        self.o = o

    def households(self, size):
        return size

    def change(self, texts):
        """Of all files together: {name: text}."""

    def arguments(self, folder):
        """What the audit is given besides its output."""
        return [os.path.join(self.o.data, PLAN), folder]

    def make(self, folder, size):
        subprocess.run([self.o.gen, "--seed", "1", "--households",
                        str(self.households(size)), *self.generator, "-o",
                        folder], check=True)
        texts = {}
        for path in glob.glob(folder + "/*.xml"):
            with open(path, encoding="utf-8") as f:
                texts[path] = f.read()
        before = dict(texts)
        self.change(texts)
        for path in before.keys() | texts.keys():
            if path not in texts:
                os.remove(path)
            elif before.get(path) != texts[path]:
                with open(path, "w", encoding="utf-8") as f:
                    f.write(texts[path])


class Plain(Trap):
    """plain"""


class OneVillage(Trap):
    """one village of everything"""
    generator = ("--village-size", "15000000")


class SmallVillages(Trap):
    """villages of ten households"""
    generator = ("--village-size", "10")


class Faulty(Trap):
    """every household faulty, in three ways"""

    def change(self, texts):
        for path in texts:
            if path.endswith("/register.xml"):
                texts[path] = re.sub(
                    r' (?:main-cause|responsible|phone)="[^"]*"(?=[^>]* valid=)',
                    "", texts[path])


class OneName(Trap):
    """everybody of one name"""

    def change(self, texts):
        for path in texts:
            texts[path] = re.sub(
                r'\b((?:head-|[a-z]+-)?name)="[^"]*"(?=[^>]* (?:head-)?number=)',
                r'\1="张三"', texts[path])


class OneBirth(Trap):
    """everybody born on one day"""

    def change(self, texts):
        new = {}

        def other(m):
            number = new.get(m.group(1))
            if number is None:
                number = new[m.group(1)] = number_born("19700101", len(new))
            return '"%s"' % number

        for path in sorted(texts):
            texts[path] = re.sub(r'birth="\d{4}-\d\d-\d\d"',
                                 'birth="1970-01-01"',
                                 NUMBER.sub(other, texts[path]))


class Crowded(Trap):
    """households of 60"""

    def households(self, size):
        return max(size // 15, 1)

    def change(self, texts):
        """Each member fifteen times more, in every register the same."""
        born = {}  # how many numbers of each day and sex
        new = {}   # of each id: numbers and names

        def others(member, day, sex):
            if member not in new:
                new[member] = []
                for _ in range(15):
                    i = born[day, sex] = born.get((day, sex), 0) + 1
                    new[member].append((
                        number_born(day, 2 * i - sex % 2), "王%s%s" % (
                            chr(0x4e00 + len(new) % 20000),
                            chr(0x4e00 + 7 * i % 20000))))
            return new[member]

        def multiply(m):
            line = m.group(0)
            member = re.search(r'\bid="([^"]*)"', line).group(1)
            born_on = re.search(r'\bbirth="([^"]*)"', line)
            sex = re.search(r'\bsex="([12])"', line)
            if born_on is None or sex is None:
                return line
            lines = [line]
            for k, (number, name) in enumerate(others(
                    member, born_on.group(1).replace("-", ""),
                    int(sex.group(1)))):
                other = re.sub(r'\bid="[^"]*"', 'id="%s-%d"' % (member, k),
                               line)
                other = re.sub(r' number="[^"]*"', ' number="%s"' % number,
                               other)
                other = re.sub(r' name="[^"]*"', ' name="%s"' % name, other)
                lines.append(re.sub(r'relation="[^"]*"', 'relation="99"',
                                    other))
            return "\n".join(lines)

        for path in sorted(texts):
            texts[path] = MEMBER.sub(multiply, texts[path])


class ManyFiles(Trap):
    """a file for each village and kind"""
    generator = ("--village-size", "10")

    def change(self, texts):
        for path in list(texts):
            text = texts[path]
            end = text.rfind("</")
            whole = re.match(r"(?s)(.*?<[a-z]+ [^>]*>\n)(.*)", text[:end])
            if whole is None:
                continue
            head, records = whole.groups()
            parts = {}
            for record in re.split(r"(?m)^(?=\t<[^/])", records):
                v = re.match(r'\t<[^>]*\b(?:village|code)="(\d+)"', record)
                parts.setdefault(v.group(1) if v else "", []).append(record)
            if len(parts) < 2:
                continue
            del texts[path]
            for village, own in parts.items():
                texts["%s-%s.xml" % (path[:-4], village)] = (
                    head + "".join(own) + text[end:])


class Rules(Trap):
    """a pack of 200 rules more"""

    RULE = """<rule id="OWN-%03d" severity="notice" scope="member"
 clause="3.2.1a" needs="register">
<title xml:lang="zh">自</title><title xml:lang="en">Own</title>
<message xml:lang="zh">自。</message><message xml:lang="en">Own.</message>
<remedy xml:lang="zh">无。</remedy><remedy xml:lang="en">None.</remedy>
<expected xml:lang="zh">无。</expected><expected xml:lang="en">None.</expected>
<sql>SELECT village, household, id AS member, document, line FROM member
WHERE name LIKE '%%者%d'</sql>
<case title="one" expect="1"><register year="2026" division="379999001"
 exported="2026-12-16"><household id="h1" village="379999001001"><member id="m1"
 name="者%d"/></household></register></case></rule>
"""

    def arguments(self, folder):
        path = folder + "-own-rules.xml"
        with open(path, "w", encoding="utf-8") as f:
            f.write('<rules xmlns="urn:hecha:1" id="OWN" version="1" clause='
                    '"3.2.1a"><title xml:lang="zh">自</title>'
                    '<title xml:lang="en">Own</title>')
            for i in range(200):
                f.write(self.RULE % (i + 1, i, i))
            f.write("</rules>\n")
        return super().arguments(folder) + ["--rules", path]


class Situations(Trap):
    """40 situations more in the plan"""

    def arguments(self, folder):
        path = folder + "-plan.xml"
        with open(os.path.join(self.o.data, PLAN), encoding="utf-8") as f:
            text = f.read()
        own = "".join(
            '<situation list="no-exit" id="X%d" basis="compiled" shows='
            '"first_year" clause="2.1.1b"><title xml:lang="zh">另%d</title>'
            '<title xml:lang="en">Other %d</title><test>h.first_year = %d'
            '</test></situation>\n' % (i, i, i, 1900 + i) for i in range(40))
        at = text.rindex("</situation>") + len("</situation>")
        with open(path, "w", encoding="utf-8") as f:
            f.write(text[:at] + "\n" + own + text[at:])
        return [path, folder]


TRAPS = {"plain": Plain, "one-village": OneVillage,
         "small-villages": SmallVillages, "one-name": OneName,
         "one-birth": OneBirth, "crowded": Crowded, "faulty": Faulty,
         "many-files": ManyFiles, "rules": Rules, "situations": Situations}


def audit(o, trap, folder):
    """Processor seconds of one audit."""
    out = os.path.join(o.work, "out")
    shutil.rmtree(out, ignore_errors=True)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    status = subprocess.run(
        [o.hecha, "-q", "audit", *trap.arguments(folder), "-o", out],
        env=dict(os.environ, HECHA_DATADIR=o.data),
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if status.returncode not in (0, 1):
        sys.exit("%s: %s" % (folder, status.stderr.decode()[:2000]))
    return (after.ru_utime + after.ru_stime
            - before.ru_utime - before.ru_stime)


def longest(o):
    db = sqlite3.connect(os.path.join(o.work, "out", "hecha.db"))
    return ", ".join("%s %.2f" % (c, m / 1e6) for c, m in db.execute(
        "SELECT id, micros FROM hc_check ORDER BY micros DESC LIMIT 6"))


def main():
    parser = argparse.ArgumentParser()
    for name in ("hecha", "gen", "data", "work"):
        parser.add_argument(name)
    parser.add_argument("--households", type=int, default=2500)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--traps", default=",".join(TRAPS))
    parser.add_argument("--checks", action="store_true")
    o = parser.parse_args()
    names = o.traps.split(",")
    if "plain" not in names:
        names.insert(0, "plain")
    seen = {}
    for name in names:
        for size in (o.households, 2 * o.households):
            folder = os.path.join(o.work, "%s-%d" % (name, size))
            if not os.path.exists(folder):
                os.makedirs(folder)
                TRAPS[name](o).make(folder, size)
            seen[name, size] = []
    told = {}
    for _ in range(o.runs):
        for name, size in seen:
            folder = os.path.join(o.work, "%s-%d" % (name, size))
            seen[name, size].append(audit(o, TRAPS[name](o), folder))
            if o.checks:
                told[name, size] = longest(o)
    print("%-36s %8s %8s %8s %8s" % ("", o.households, 2 * o.households,
                                     "plain", "exponent"))
    for name in names:
        one, two = (seen[name, k * o.households] for k in (1, 2))
        ratio = [t / p for t, p in zip(two, seen["plain", 2 * o.households])]
        print("%-36s %8.2f %8.2f %8.2f %8.2f" % (
            TRAPS[name].__doc__, statistics.median(one),
            statistics.median(two), statistics.median(ratio),
            math.log2(statistics.median(two) / statistics.median(one))),
            flush=True)
        if o.checks:
            print("    " + told[name, 2 * o.households])


if __name__ == "__main__":
    main()
