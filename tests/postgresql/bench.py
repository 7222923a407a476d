#!/usr/bin/env python3
"""Processor time of loading and checking, here and on PostgreSQL.

    bench.py HECHA DATADIR WORK POSTMASTER URL HOUSEHOLDS

Below WORK are the documents of a street, in "in". In the same run they are
imported and checked here with one thread, and the database so made is exported
and checked there; of the server counts what its processes used (POSTMASTER:
the number of the first of them), which have ended by then. Prints a line.
"""
import os
import subprocess
import sys
import time


def server_seconds(postmaster):
    with open("/proc/%s/stat" % postmaster) as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


class Clock:
    def __init__(self, postmaster):
        self.postmaster = postmaster
        self.here = self.there = self.wall = self.memory = 0

    def run(self, *command):
        before, began = server_seconds(self.postmaster), time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        self.wall += time.monotonic() - began
        if child.returncode not in (0, 1):
            sys.exit("%s: status %d" % (" ".join(command), child.returncode))
        time.sleep(1)  # until the server has counted what its process used
        self.here += usage.ru_utime + usage.ru_stime
        self.there += server_seconds(self.postmaster) - before
        self.memory = max(self.memory, usage.ru_maxrss)


def main():
    hecha, data, work, postmaster, url, households = sys.argv[1:7]
    base = [hecha, "-q", "--db", work + "/hecha.db"]
    schema = "of_" + households
    here, load, check = (Clock(postmaster) for _ in range(3))
    here.run(*base, "init", "--plan", data + "/fixtures/street.xml")
    here.run(*base, "import", work + "/in")
    load.here = here.here  # what is exported has been read before
    here.run(*base, "check", "-j", "1", "--fail-on", "none")
    load.run(*base, "export", "--to", url, "--schema", schema)
    check.run(hecha, "-q", "check", "--at", url, "--schemas", schema,
              "-o", work + "/at", "--fail-on", "none")
    there = load.here + load.there + check.here + check.there
    print("# %s households: here %.1f s; there %.1f s (read %.1f, loaded %.1f,"
          " checked %.1f of which the server %.1f), %.2f times; wall %.1f and"
          " %.1f s; memory %d and %d MB" % (
              households, here.here, there, load.here - 0,
              load.there, check.here + check.there, check.there,
              there / here.here, here.wall, load.wall + check.wall,
              here.memory / 1024, max(load.memory, check.memory) / 1024))


main()
