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
import zipfile

HECHA, DATA = os.environ['HECHA'], os.environ['HECHA_DATADIR']
WAY, EACH, WORK = sys.argv[1], int(sys.argv[2]), sys.argv[3]
LIKE = int(os.environ.get('LIKE', '0'))
REST = 'REST' in os.environ
SHIM = sys.argv[4] if len(sys.argv) > 4 else None
STREET = os.environ.get('STREET') or os.path.join(DATA, 'fixtures/faulty')
PLAN = os.path.join(DATA, 'fixtures/street.xml')
COMMANDS = {
    'init': ['init', '--plan', PLAN],
    'first': ['import', STREET],
    'import': ['import', os.path.join(DATA, 'fixtures/clean/register.xml')],
    'check': ['check', '--full'],
    'findings': ['findings', '--format', 'csv'],
    'page': ['report', 'self-check', '-f', 'html', '-o', '{out}/a.html'],
    'document': ['report', 'acceptance', '-f', 'docx', '-o', '{out}/a.docx'],
    'workbook': ['report', 'problems', '-f', 'xlsx', '-o', '{out}/a.xlsx'],
    'sarif': ['report', 'problems', '-f', 'sarif', '-o', '{out}/a.sarif'],
    'csv': ['report', 'problems', '-f', 'csv', '-o', '{out}/a.csv'],
    'ledgers': ['export', 'register', '-o', '{out}/a.xlsx'],
    # five letters: in a check it has no room at all
    'shown': ['verdict', 'export', '-o', '{out}/a.xml'],
    'seal': ['seal', '-o', '{out}/a.zip'],
    'home': ['import', '{work}/back.xlsx'],
    'submit': ['submit', '--to', 'https://127.0.0.1:1/', '--retries', '0'],
    'audit': ['audit', PLAN, STREET, '-o', '{out}/a'],
}
# in which each begins: a whole street, a plan alone, or nothing
BASE = {'first': 'plan.db', 'init': None}
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
        self.world = os.path.join(WORK, 'world')
        self.db = os.path.join(self.world, 'try.db')
        self.out = os.path.join(self.world, 'out')
        self.args = [a.format(out=self.out, work=WORK) for a in COMMANDS[name]]
        if WAY == 'memory' and name in ('import', 'first', 'check', 'audit'):
            self.args += ['-j', '1'] # so that the n-th is the same again
        if WAY == 'disk' and os.path.ismount(self.world):
            subprocess.run(['umount', self.world], check=True)
        shutil.rmtree(self.world, ignore_errors=True)
        os.makedirs(self.world)
        if WAY == 'disk':
            make_room(self.world, 256 << 20, False)
        os.mkdir(self.out)
        base = BASE.get(name, 'base.db')
        if base:
            shutil.copy(os.path.join(WORK, base), self.db)

    def command(self):
        return [HECHA, '--quiet', '--db', self.db, *self.args]

    def run(self, before=(), limit=600, **more):
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
                        found[path] = f.read()
        return found

    def held(self):
        """how much is stored, or None: the database is broken"""
        if not os.path.exists(self.db):
            return 'nothing'
        with contextlib.closing(sqlite3.connect(self.db)) as db:
            if db.execute('PRAGMA integrity_check').fetchone()[0] != 'ok':
                return None
            return [db.execute('SELECT COUNT(*) FROM ' + t).fetchone()[0]
                    for t in ('hc_document', 'hc_finding', 'household',
                              'member', 'hc_run', 'hc_decision')]


class Whole:
    """what a command does undisturbed"""

    def __init__(self, name):
        t = Try(name)
        self.before = t.held()
        env = dict(os.environ, FAIL_COUNT=os.path.join(WORK, 'count'))
        if SHIM:
            env['LD_PRELOAD'] = SHIM
        begun = time.monotonic()
        self.made = t.run(env=env)
        self.took = time.monotonic() - begun
        self.after, self.files = t.held(), t.files()
        # submitting to nobody leaves the package waiting
        if self.made.returncode not in ((6,) if name == 'submit' else (0, 1)):
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
        if data != whole.files.get(path):
            return '%s is there and not whole' % os.path.basename(path)
    if held is None:
        return 'the database is broken'
    if held not in (whole.before, whole.after):
        return 'half was stored: %s of %s' % (held, whole.after)
    if made.returncode == whole.made.returncode:
        if (held, files, made.stdout) != (
                whole.after, whole.files, whole.made.stdout):
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
            made.returncode not in (3, 4) or
            'hecha: ' not in said and 'trace=write' not in made.args):
        return 'status %d: %s' % (made.returncode, said[-200:])
    if files and files == whole.files or \
            whole.before == 'nothing' and held != whole.before:
        return None # export and init want nothing where they write
    if not and_again and held == whole.before and not files:
        return None
    again = t.run()
    if again.returncode != whole.made.returncode or t.files() != whole.files:
        return 'not made good: status %d: %s' % (
            again.returncode, again.stderr.decode()[-200:])
    return None


FILLED = {'结论': '属实', '责任人': '孙知远', '核实日期': '2026-12-16'}


def fill(path):
    """the list as it comes home: each of its findings is confirmed"""
    with zipfile.ZipFile(path) as z:
        parts = {n: z.read(n) for n in z.namelist()}
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, data in parts.items():
            if name.startswith('xl/worksheets/sheet'):
                text = data.decode()
                for title, value in FILLED.items():
                    head = re.search(
                        r'<c r="([A-Z]+)4" [^>]*><is><t>%s<' % title, text)
                    text = head and re.sub(
                        r'<c r="(%s(?:[5-9]|\d\d+))" s="(\d+)"/>' % head[1],
                        r'<c r="\1" s="\2" t="inlineStr"><is><t>%s</t></is></c>'
                        % value, text) or text
                data = text.encode()
            z.writestr(name, data)


def prepare():
    """a street with a run, and its list to come home"""
    base = os.path.join(WORK, 'base.db')
    plan = os.path.join(WORK, BASE['first'])
    subprocess.run([HECHA, '--quiet', '--db', plan, 'init', '--plan', PLAN],
                   check=True, stdout=subprocess.DEVNULL)
    for args in (['init', '--plan', PLAN], ['import', STREET], ['check'],
                 ['report', 'problems', '-f', 'xlsx', '-o',
                  os.path.join(WORK, 'back.xlsx')]):
        subprocess.run([HECHA, '--quiet', '--db', base, *args], check=False,
                       stdout=subprocess.DEVNULL)
    with contextlib.closing(sqlite3.connect(base)) as db:
        finding = db.execute('SELECT id FROM hc_finding').fetchone()[0]
    fill(os.path.join(WORK, 'back.xlsx'))
    COMMANDS['verdict'] = [
        'verdict', finding, '--decision', 'confirmed', '--date', '2026-12-16',
        '--by', '孙知远']


def main():
    prepare()
    dice = random.Random(os.environ.get('SEED', '1') + WAY)
    bad = 0
    for name in (os.environ.get('COMMANDS') or ' '.join(COMMANDS)).split():
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
