#!/usr/bin/env python3
"""torture.py WAY EACH DIR [SHIM]: each command disturbed EACH times.

memory  one of its allocations fails (SHIM: what memory.c makes)
kill    SIGKILL at some moment
full    no file may grow beyond so much
disk    a disk of its own, which has so much room left (unshare -rm)
call    a write, sync, rename, … fails, or is the last (strace)

EACH 0 is, of calls, every one: each in turn fails once with EIO and from then on
with ENOSPC, and the program is killed at it. With LIKE that is so of the first and
last so many of those that come the same way, by all their callers, to the same
file, and it is killed at the first alone (power.py looks at what a kill leaves at
every call); with REST the others fail as well, by one of the two in turn.

Whatever happens, a report is whole or not there, the database is whole and holds
what it held or all that was to go in, a failure has a status and a sentence, and
the same command then does what it should have done.
"""
import contextlib
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zlib

from commands import BASE, COMMANDS, HECHA, Things

WAY, EACH, WORK = sys.argv[1], int(sys.argv[2]), sys.argv[3]
LIKE = int(os.environ.get('LIKE', '0'))
REST = 'REST' in os.environ
SHIM = sys.argv[4] if len(sys.argv) > 4 else None
THINGS = Things(WORK)
# what they come to where nothing is amiss
GOOD = {'submit': (6,)}
# these do not do again what is done
ONCE = ('init ledgers template reproduce keygen tokens distrust cancel').split()
# what else a fault may come to: it waits
WAITS = {'usb': 6}
CALLS = (os.environ.get('CALLS') or 'pwrite64 write fdatasync fsync rename'
         ' ftruncate unlink link mkdir openat').split()
FAULTS = ['error=EIO:when=%d', 'error=ENOSPC:when=%d+', 'signal=KILL:when=%d']
SIZES = [0, 4096, 65536, 1 << 20, 3 << 20]
ROOM = [0, 65536, 262144, 1 << 20, 3 << 20]


def make_room(place, size, again):
    subprocess.run(['mount', '-t', 'tmpfs', '-o', '%ssize=%d' % (
        'remount,' if again else '', size), 'tmpfs', place], check=True)


class Try:
    """one command on a database of its own"""

    def __init__(self, name):
        self.name, self.world = name, os.path.join(WORK, 'world')
        self.db = os.path.join(self.world, 'try.db')
        self.out = os.path.join(self.world, 'out')
        self.args = THINGS.args(COMMANDS[name], self.out)
        if WAY == 'memory' and name in ('import', 'first', 'check', 'audit'):
            self.args += ['-j', '1'] # so that the n-th is the same again
        if WAY == 'disk' and os.path.ismount(self.world):
            subprocess.run(['umount', self.world], check=True)
        shutil.rmtree(self.world, ignore_errors=True)
        os.makedirs(self.world)
        if WAY == 'disk':
            make_room(self.world, 256 << 20, False)
        os.mkdir(self.out)
        self.env = {'XDG_CONFIG_HOME': self.out}
        if WAY == 'disk':
            self.env['TMPDIR'] = self.world
        base = BASE.get(name, 'base')
        if base:
            shutil.copy(THINGS.base(base), self.db)
        THINGS.before(name, self.out, dict(os.environ, **self.env))

    def command(self):
        return [HECHA, '--quiet', '--db', self.db, *self.args]

    def run(self, before=(), limit=600, env=None, **more):
        more['env'] = dict(env or os.environ, **self.env)
        return subprocess.run(
            [*before, *self.command()], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=limit,
            check=False, **more)

    def files(self):
        found = {}
        for folder, _, names in os.walk(self.out):
            for name in sorted(names):
                path = os.path.join(folder, name)
                # what is left of a kill is known by its name
                if 'hecha.db' not in name and '/.hecha-' not in path:
                    with open(path, 'rb') as f:
                        found[path] = steady(path, f.read())
        return found

    def held(self):
        """how much is stored, or None: the database is broken"""
        if not os.path.exists(self.db):
            return 'nothing'
        with contextlib.closing(sqlite3.connect(self.db)) as db:
            if db.execute('PRAGMA integrity_check').fetchone()[0] != 'ok':
                return None
            return rows_of(db)


def steady(path, data):
    """bytes without what is drawn by lot, and without the time"""
    if path.endswith('.receipt.xml'):
        return re.sub(rb'received="[^"]*"', b'', data)
    if path.endswith(('.pem', '.csr')) and data.endswith(b'-----\n'):
        return data.split(b'\n')[0]
    if path.endswith('/tokens'):
        return len(data)
    return data


# of a package what is so however often it was tried, and where it has come to,
# which is not "sent" at once; of one that came, all but the receipt for it
COLUMNS = {
    'hc_outbox': "package, destination, CASE WHEN state IN ('sending', 'sent')"
                 " THEN 'waiting' ELSE state END",
    'hc_package': 'package, division, year, sequence, name, verdict, errors',
}
TIME = re.compile(r'\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\dZ?')


def rows_of(db):
    """how many rows each table has, and of small ones what they hold"""
    held = {}
    for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"
                            " AND name NOT LIKE 'sqlite_%'").fetchall():
        n = db.execute('SELECT COUNT(*) FROM "%s"' % name).fetchone()[0]
        if n == 0:
            continue
        held[name] = n
        if n < 300:
            rows = repr(db.execute('SELECT %s FROM "%s"' % (
                COLUMNS.get(name, '*'), name)).fetchall())
            held[name] = n, zlib.crc32(TIME.sub('', rows).encode())
    return held


# what is noted apart: which files are ours, which number a package has by what is in
# it; the same command then does without the one and finds the other
NOTES = 'hc_written', 'hc_sealed'


def plain(held, notes=NOTES):
    """without what is noted apart"""
    return {t: n for t, n in held.items() if t not in notes} if isinstance(
        held, dict) else held


def other_rows(held, after):
    """what is not as it should be in the end"""
    if not (isinstance(held, dict) and isinstance(after, dict)):
        return '%s of %s' % (held, after)
    return ', '.join('%s %s of %s' % (t, held.get(t), after.get(t))
                     for t in sorted({*held, *after})
                     if held.get(t) != after.get(t))


class Whole:
    """what a command does undisturbed"""

    def __init__(self, name):
        t = Try(name)
        self.before, self.first = t.held(), t.files()
        env = dict(os.environ, FAIL_COUNT=os.path.join(WORK, 'count'))
        if SHIM:
            env['LD_PRELOAD'] = SHIM
        begun = time.monotonic()
        self.made = t.run(env=env)
        self.took = time.monotonic() - begun
        self.after, self.files = t.held(), t.files()
        if self.made.returncode not in GOOD.get(name, (0, 1)):
            raise SystemExit('%s: status %d undisturbed: %s' % (
                name, self.made.returncode, self.made.stderr.decode()))
        if SHIM:
            with open(os.path.join(WORK, 'count')) as f:
                self.allocations = int(f.read())
        if WAY == 'call':
            self.points = points(Try(name))


def calls_of(t):
    """each call of a command: its name, its number in its thread, and by which
    way to which file, in their order; strace tells them"""
    trace, counts, found = os.path.join(WORK, 'calls'), {}, []
    t.run(before=['strace', '-f', '-qq', '-o', trace, '-e',
                  'trace=' + ','.join(CALLS), *(['-k', '-y'] if LIKE else [])])
    with open(trace, errors='replace') as f:
        for line in f:
            if line.startswith(' > ') and found:
                found[-1][2].append(line.rsplit('[', 1)[-1])
                continue
            pid, call = line.split('(')[0].split()[:2]
            if call not in CALLS:
                continue
            n = counts[call, pid] = counts.get((call, pid), 0) + 1
            where = re.sub(r'\.hecha-\w{6}|etilqs_\w+', '', ' '.join(
                re.findall(r'<([^>]*)>|"(/[^"]*)"', line)[0]
                if LIKE and '<' in line else []))
            found.append((call, n, [where]))
    return found


def points(t):
    """what can be done to which call of a command"""
    ways = {}
    for call, n, way in calls_of(t):
        ways.setdefault((call, tuple(way)), []).append(n)
    found = {}
    for (call, _), numbers in ways.items():
        few = set(numbers if LIKE == 0 else numbers[:LIKE] + numbers[-LIKE:])
        # files are opened for reading by the hundred: of these only the death
        found.update({(call, FAULTS[2] % n): None for n in (
            numbers if LIKE == 0 else numbers[:1])})
        if call == 'openat':
            continue
        for i, n in enumerate(numbers):
            if n in few:
                found.update({(call, f % n): None for f in FAULTS[:2]})
            elif REST:
                found[call, FAULTS[i % 2] % n] = None
    return sorted(found)


def limited(size):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


def disturb(t, whole, dice, i):
    """(how, what came of it)"""
    if WAY == 'memory':
        n, on = dice.randrange(1, whole.allocations + 1), i % 2 and 'and on'
        env = dict(os.environ, LD_PRELOAD=SHIM, FAIL_AT=str(n))
        if on:
            env['FAIL_ON'] = 'yes'
        made = t.run(env=env)
        made.env = env
        return 'allocation %d of %d %s' % (
            n, whole.allocations, on or ''), made
    if WAY == 'full':
        size = SIZES[i % len(SIZES)]
        return 'beyond %d bytes' % size, t.run(preexec_fn=limited(size))
    if WAY == 'disk':
        at = os.statvfs(t.world)
        size, used = ROOM[i % len(ROOM)], (at.f_blocks - at.f_bfree) * at.f_bsize
        # where nothing is, the folder itself wants a page
        make_room(t.world, max(used, 4096) + size, True)
        made = t.run()
        make_room(t.world, 256 << 20, True)
        return '%d bytes of room' % size, made
    if WAY == 'call':
        if EACH:
            call = CALLS[i % len(CALLS)]
            call, fault = dice.choice(
                [p for p in whole.points if p[0] == call] or whole.points)
        else:
            call, fault = whole.points[i]
        return call + ' ' + fault, t.run(before=[
            'strace', '-f', '--seccomp-bpf', '-qq', '-o', '/dev/null', '-e',
            'trace=' + call, '-e', 'inject=%s:%s' % (call, fault)])
    after = dice.uniform(0.005, whole.took)
    with subprocess.Popen(
            t.command(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, start_new_session=True) as p:
        try:
            out, err = p.communicate(timeout=after)
        except subprocess.TimeoutExpired:
            os.killpg(p.pid, signal.SIGKILL)
            out, err = p.communicate()
        made = subprocess.CompletedProcess(p.args, p.returncode, out, err)
    return 'after %.3f s of %.3f' % (after, whole.took), made


def judge(t, whole, made, and_again):
    """what is wrong, or None"""
    held, files = t.held(), t.files()
    said = made.stderr.decode('utf-8', 'replace').strip()
    for path, data in files.items():
        if data not in (whole.files.get(path), whole.first.get(path)):
            return '%s is there and not whole' % os.path.basename(path)
    if held is None:
        return 'the database is broken'
    if plain(held) not in (plain(whole.before), plain(whole.after)):
        return 'half was stored: ' + other_rows(held, whole.after)
    if made.returncode == whole.made.returncode:
        if (plain(held, NOTES[:1]), files, made.stdout) != (
                plain(whole.after, NOTES[:1]), whole.files, whole.made.stdout):
            return 'said to be done, and is not (%s)' % said[-200:]
    elif WAY == 'memory':
        if made.returncode != 4 or 'hecha: ' not in said:
            return 'status %d: %s' % (made.returncode, said[-200:])
        left = [p for p in os.listdir(t.out) + os.listdir(t.world)
                if p.startswith('.hecha-')]
        # where all allocations fail, that is left to the next run
        if left and 'FAIL_ON' not in made.env:
            return 'left: %s' % ' '.join(left)
    # where each write fails, nothing can be said
    elif WAY != 'kill' and made.returncode != -signal.SIGKILL and (
            made.returncode not in (3, 4, WAITS.get(t.name)) or
            'hecha: ' not in said and 'trace=write' not in made.args):
        return 'status %d: %s' % (made.returncode, said[-200:])
    if t.name in ONCE and (held, files) == (whole.after, whole.files):
        return None
    if not and_again and (held, files) == (whole.before, whole.first):
        return None
    again = t.run()
    if again.returncode != whole.made.returncode or t.files() != whole.files:
        return 'not made good: status %d: %s' % (
            again.returncode, again.stderr.decode()[-200:])
    return None


def all_commands():
    """what LibreOffice reads only where a fault of its own is not meant"""
    office = shutil.which('soffice') and WAY in ('full', 'disk', 'kill')
    return ' '.join(n for n in COMMANDS if office or n != 'office')


def main():
    dice = random.Random(os.environ.get('SEED', '1') + WAY)
    bad = 0
    for name in (os.environ.get('COMMANDS') or all_commands()).split():
        whole = Whole(name)
        turns = EACH or len(whole.points)
        for i in range(turns):
            t = Try(name)
            # other commands begin with other sizes and calls
            turn = i + bad + len(name) if EACH else i
            how, made = disturb(t, whole, dice, turn)
            # where nothing was changed, not each time
            fault = judge(t, whole, made, EACH > 0 or i % 20 == 0)
            if fault:
                print('%s, %s: %s' % (name, how, fault), flush=True)
                bad += 1
        print('%s: disturbed %d times' % (name, turns), flush=True)
    return bad != 0


if __name__ == '__main__':
    sys.exit(main())
