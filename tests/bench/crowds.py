#!/usr/bin/env python3
"""How long the checks for duplicates take where many persons are alike.

    crowds.py HECHA DATADIR WORK [--persons 250000,500000,1000000] [--kinds …]

For each kind of crowd and each number of persons a register is written below
WORK, imported and checked for duplicates (group DUP) with one thread; printed
are the seconds that the run itself noted for each check (hc_check.micros) and
its findings. What is linear doubles where the persons double.
"""
import argparse
import os
import shutil
import sqlite3
import subprocess
import sys

PLAN = "fixtures/street.xml"
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SIZE = 4  # persons of a household
VILLAGE = 500  # households of a village
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅春秋冬夏"


def sound(i):
    """The i-th number: a day of 80 years of 336 days, then area and order."""
    day = i * 7919 % 26880
    rest = i // 26880
    head = "%06d%04d%02d%02d%03d" % (
        379999 - rest // 999, 1930 + day // 336, day % 336 // 28 + 1,
        day % 28 + 1, rest % 999 + 1)
    digits = sum(int(c) * w for c, w in zip(head, WEIGHTS))
    return head + "10X98765432"[digits % 11]


def slip(number, i):
    """The number with one digit changed: its check digit is wrong."""
    at = i * 31 % 17
    return number[:at] + str((int(number[at]) + 1) % 10) + number[at + 1:]


def name_of(i):
    """A name of some 20,000, the first surnames and names more often."""
    scramble = i * 2654435761 % 2**32
    first = scramble % 400 * (scramble >> 9) % 400 % 20
    return (SURNAMES[first] + GIVEN[(scramble >> 13) % 32] +
            GIVEN[(scramble >> 21) % 32])


def birth_of(number):
    return "%s-%s-%s" % (number[6:10], number[10:12], number[12:14])


# A kind answers name, number, birth date, phone and account of person i of n.
def plain(i, n):
    """Names of some 20,000; one number in a hundred is mistyped."""
    number = sound(i)
    return (name_of(i), slip(number, i) if i % 100 == 0 else number,
            birth_of(number),
            "139%08d" % (i // SIZE), "62%014d" % (i // SIZE))


def one_name(i, n):
    """All have one name."""
    return ("王伟",) + plain(i, n)[1:]


def namesakes(i, n):
    """All have one name and one birth date, and sound numbers."""
    return ("王伟", sound(i), "1970-01-01") + plain(i, n)[3:]


def copied(i, n):
    """Each second village is a copy of the one before, under new numbers."""
    per = SIZE * VILLAGE
    twin = i - per if i // per % 2 else i
    first = plain(twin, n)
    return (first[0], sound(i), first[2], first[3], first[4])


def mistyped(i, n):
    """Each second village is a copy whose numbers are all mistyped."""
    per = SIZE * VILLAGE
    twin = i - per if i // per % 2 else i
    number = sound(twin)
    first = plain(twin, n)
    return (first[0], slip(number, i) if twin != i else number,
            birth_of(number), first[3], first[4])


def filled_down(i, n):
    """A column filled down: one name, mistyped numbers, few different."""
    return ("王伟", slip(sound(i % 50), i), "1970-01-01") + plain(i, n)[3:]


def shared(i, n):
    """A thousand households share a phone and an account."""
    first = plain(i, n)
    return first[:3] + ("139%08d" % (i // SIZE // 1000),
                        "62%014d" % (i // SIZE // 1000))


KINDS = (plain, one_name, namesakes, copied, mistyped, filled_down, shared)


def write(path, kind, n):
    with open(path, "w", encoding="utf-8") as out:
        out.write('<register xmlns="urn:hecha:1" source="current" '
                  'year="2026" division="379999001" exported="2026-12-16">\n')
        for h in range(n // SIZE):
            village = "379999001%03d" % (h // VILLAGE + 1)
            people = [kind(h * SIZE + k, n) for k in range(SIZE)]
            head = people[0]
            out.write('<household id="h%d" village="%s" head-name="%s" '
                      'phone="%s" account="%s">' %
                      (h, village, head[0], head[3], head[4]))
            for k, p in enumerate(people):
                out.write('<member id="m%d" name="%s" birth="%s" number="%s"/>'
                          % (h * SIZE + k, p[0], p[2], p[1]))
            out.write("</household>\n")
        out.write("</register>\n")


def measure(o, kind, n):
    """{check: (seconds, findings)} of the group DUP."""
    shutil.rmtree(o.work, ignore_errors=True)
    os.makedirs(o.work)
    register = os.path.join(o.work, "register.xml")
    db = os.path.join(o.work, "crowds.db")
    write(register, kind, n)

    def hecha(*arguments):
        r = subprocess.run((o.hecha, "--db", db, "-q") + arguments,
                           env=dict(os.environ, HECHA_DATADIR=o.data),
                           stdout=subprocess.DEVNULL)
        if r.returncode not in (0, 1):
            sys.exit("%s: status %d" % (" ".join(arguments), r.returncode))

    hecha("init", "--plan", os.path.join(o.data, PLAN))
    hecha("import", register)
    hecha("check", "--jobs", "1", "--only", "DUP", "--reason", "crowds",
          "--rule-seconds", str(o.seconds))
    con = sqlite3.connect(db)
    rows = con.execute("SELECT id, micros, findings, answer FROM hc_check"
                       " WHERE id LIKE 'DUP-%' ORDER BY id").fetchall()
    con.close()
    return {r[0]: (r[1] / 1e6, r[2] if r[3] != "error" else "error")
            for r in rows}


def main():
    p = argparse.ArgumentParser()
    p.add_argument("hecha")
    p.add_argument("data")
    p.add_argument("work")
    p.add_argument("--persons", default="250000,500000,1000000")
    p.add_argument("--kinds", default=",".join(k.__name__ for k in KINDS))
    p.add_argument("--seconds", type=int, default=600)
    o = p.parse_args()
    for kind in KINDS:
        if kind.__name__ not in o.kinds.split(","):
            continue
        for n in map(int, o.persons.split(",")):
            for check, (seconds, findings) in measure(o, kind, n).items():
                print("%-12s %8d %s %7.2f s %s" %
                      (kind.__name__, n, check, seconds, findings),
                      flush=True)
    shutil.rmtree(o.work, ignore_errors=True)


main()
