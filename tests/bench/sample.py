#!/usr/bin/env python3
"""How long a sample of many households takes, in how much memory.

    sample.py HECHA DATADIR WORK [--households 1000000] [--size 20000]

A register is written below WORK and imported twice, once as it is and once with
its households in another order. Printed are seconds and greatest memory of
recording the frame and of drawing; what the two draw must be the same bytes.
"""
import argparse
import multiprocessing
import os
import random
import subprocess
import sys
import time

PLAN = "fixtures/street.xml"
VILLAGE = 3500  # households of a village
CLASSES = ("exit", "clear", "new", "return", "none", "none", "none", "none")


def line(i):
    return ('<household id="H%07d" village="379999%06d" class="%s" mark="%d"'
            ' size="%d"/>\n' % (i, i // VILLAGE + 1, CLASSES[i * 7919 % 8],
                                i * 31 % 5, i * 17 % 7 + 1))


def write(path, households, shuffled):
    order = list(range(households))
    if shuffled:
        random.Random(1).shuffle(order)
    with open(path, "w", encoding="utf-8") as f:
        f.write('<register xmlns="urn:hecha:1" year="2026" division="379999001"'
                ' source="current" exported="2026-12-16">\n')
        f.writelines(line(i) for i in order)
        f.write("</register>\n")


def timed(command, env):
    """Seconds (in all, and of the processor) and MiB, and what it printed."""
    begun = time.time()
    child = subprocess.Popen(command, env=env, stdout=subprocess.PIPE)
    out = child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.stdout.close()
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit("%s: status %d" % (" ".join(command), child.returncode))
    return (time.time() - begun, usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / 1024, out)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("hecha")
    parser.add_argument("datadir")
    parser.add_argument("work")
    parser.add_argument("--households", type=int, default=1000000)
    parser.add_argument("--size", type=int, default=20000)
    args = parser.parse_args()
    env = dict(os.environ, HECHA_DATADIR=args.datadir)
    os.makedirs(args.work, exist_ok=True)
    lists = []
    for name in ("ordered", "shuffled"):
        register = os.path.join(args.work, name + ".xml")
        db = os.path.join(args.work, name + ".db")
        # in a process of its own, whose memory would count as the program's
        writer = multiprocessing.Process(
            target=write, args=(register, args.households, name == "shuffled"))
        writer.start()
        writer.join()
        if os.path.exists(db):
            os.unlink(db)
        hecha = [args.hecha, "-q", "--db", db]
        timed(hecha + ["init", "--plan", os.path.join(args.datadir, PLAN)], env)
        timed(hecha + ["import", register], env)
        for step in (["--frame"],
                     ["--seed", "bench", "--size", str(args.size), "-f", "csv"]):
            seconds, busy, memory, out = timed(hecha + ["sample"] + step, env)
            print("%s %s: %.2f s (busy %.2f), %.0f MiB" %
                  (name, step[0], seconds, busy, memory), flush=True)
            lists.append(out)
        os.unlink(register)
        os.unlink(db)
    if lists[:2] != lists[2:]:
        sys.exit("another order gives another sample")
    print("the same sample from both: %d lines" % lists[1].count(b"\n"))


if __name__ == "__main__":
    main()
