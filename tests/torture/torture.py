#!/usr/bin/env python3
"""torture.py WAY EACH DIR [SHIM]: each command disturbed EACH times.

memory  one of its allocations fails (SHIM: what memory.c makes)
kill    SIGKILL at some moment
full    no file may grow beyond so much
call    a write, sync, rename, … fails (strace)

Whatever happens, a report is whole or not there, the database is whole and holds
what it held or all that was to go in, a failure has a status and a sentence, and
the same command then does what it should have done.
"""
import contextlib
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

HECHA, DATA = os.environ['HECHA'], os.environ['HECHA_DATADIR']
WAY, EACH, WORK = sys.argv[1], int(sys.argv[2]), sys.argv[3]
SHIM = sys.argv[4] if len(sys.argv) > 4 else None
STREET = os.path.join(DATA, 'fixtures/faulty')
PLAN = os.path.join(DATA, 'fixtures/street.xml')
COMMANDS = {
    'import': ['import', os.path.join(DATA, 'fixtures/clean/register.xml')],
    'check': ['check', '--full'],
    'findings': ['findings', '--format', 'csv'],
    'page': ['report', 'self-check', '-f', 'html', '-o', '{out}/a.html'],
    'document': ['report', 'acceptance', '-f', 'docx', '-o', '{out}/a.docx'],
    'workbook': ['report', 'problems', '-f', 'xlsx', '-o', '{out}/a.xlsx'],
    'sarif': ['report', 'problems', '-f', 'sarif', '-o', '{out}/a.sarif'],
    'csv': ['report', 'problems', '-f', 'csv', '-o', '{out}/a.csv'],
    'ledgers': ['export', 'register', '-o', '{out}/a.xlsx'],
    'seal': ['seal', '-o', '{out}/a.zip'],
    'home': ['import', '{work}/back.xlsx'],
    'audit': ['audit', PLAN, STREET, '-o', '{out}/a'],
}
CALLS = ['pwrite64', 'write', 'fdatasync', 'fsync', 'rename', 'ftruncate']
SIZES = [0, 4096, 65536, 1 << 20, 3 << 20]


class Try:
    """one command on a database of its own"""

    def __init__(self, name, base):
        self.db = os.path.join(WORK, 'try.db')
        self.out = os.path.join(WORK, 'out')
        self.args = [a.format(out=self.out, work=WORK) for a in COMMANDS[name]]
        shutil.copy(base, self.db)
        shutil.rmtree(self.out, ignore_errors=True)
        for rest in ('-journal', '-wal', '-shm'):
            if os.path.exists(self.db + rest):
                os.unlink(self.db + rest)
        os.mkdir(self.out)

    def command(self):
        return [HECHA, '--quiet', '--db', self.db, *self.args]

    def run(self, before=(), **more):
        return subprocess.run(
            [*before, *self.command()], stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=600,
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
        with contextlib.closing(sqlite3.connect(self.db)) as db:
            if db.execute('PRAGMA integrity_check').fetchone()[0] != 'ok':
                return None
            return [db.execute('SELECT COUNT(*) FROM ' + t).fetchone()[0]
                    for t in ('hc_document', 'hc_finding', 'household',
                              'member', 'hc_run', 'hc_decision')]


class Whole:
    """what a command does undisturbed"""

    def __init__(self, name, base):
        t = Try(name, base)
        self.before = t.held()
        env = dict(os.environ, FAIL_COUNT=os.path.join(WORK, 'count'))
        if SHIM:
            env['LD_PRELOAD'] = SHIM
        begun = time.monotonic()
        self.made = t.run(env=env)
        self.took = time.monotonic() - begun
        self.after, self.files = t.held(), t.files()
        if self.made.returncode not in (0, 1):
            raise SystemExit('%s: status %d undisturbed: %s' % (
                name, self.made.returncode, self.made.stderr.decode()))
        if SHIM:
            with open(os.path.join(WORK, 'count')) as f:
                self.allocations = int(f.read())


def limited(size):
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


def disturb(t, whole, dice, i):
    """(how, what came of it)"""
    if WAY == 'memory':
        n = dice.randrange(1, whole.allocations + 1)
        env = dict(os.environ, LD_PRELOAD=SHIM, FAIL_AT=str(n))
        return 'allocation %d of %d' % (n, whole.allocations), t.run(env=env)
    if WAY == 'full':
        size = SIZES[i % len(SIZES)]
        return 'beyond %d bytes' % size, t.run(preexec_fn=limited(size))
    if WAY == 'call':
        call = CALLS[i % len(CALLS)]
        error = dice.choice(['EIO', 'ENOSPC'])
        when = dice.randrange(1, 12)
        how = '%s %d: %s' % (call, when, error)
        return how, t.run(before=[
            'strace', '-f', '-qq', '-o', '/dev/null', '-e', 'trace=' + call,
            '-e', 'inject=%s:error=%s:when=%d+' % (call, error, when)])
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


def judge(t, whole, made):
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
        left = [p for p in os.listdir(t.out) if p.startswith('.hecha-')]
        if left:
            return 'left: %s' % ' '.join(left)
    # where each write fails, nothing can be said
    elif WAY != 'kill' and (
            made.returncode not in (3, 4) or
            'hecha: ' not in said and 'trace=write' not in made.args):
        return 'status %d: %s' % (made.returncode, said[-200:])
    if files and files == whole.files:
        return None # export wants no file where it writes
    again = t.run()
    if again.returncode != whole.made.returncode or t.files() != whole.files:
        return 'not made good: status %d: %s' % (
            again.returncode, again.stderr.decode()[-200:])
    return None


def prepare():
    """a street with a run, and its list to come home"""
    base = os.path.join(WORK, 'base.db')
    for args in (['init', '--plan', PLAN], ['import', STREET], ['check'],
                 ['report', 'problems', '-f', 'xlsx', '-o',
                  os.path.join(WORK, 'back.xlsx')]):
        subprocess.run([HECHA, '--quiet', '--db', base, *args], check=False,
                       stdout=subprocess.DEVNULL)
    return base


def main():
    base = prepare()
    dice = random.Random(os.environ.get('SEED', '1') + WAY)
    bad = 0
    for name in os.environ.get('COMMANDS', ' '.join(COMMANDS)).split():
        whole = Whole(name, base)
        for i in range(EACH):
            t = Try(name, base)
            # other commands begin with other sizes and calls
            how, made = disturb(t, whole, dice, i + bad + len(name))
            fault = judge(t, whole, made)
            if fault:
                print('%s, %s: %s' % (name, how, fault), flush=True)
                bad += 1
        print('%s: disturbed %d times' % (name, EACH), flush=True)
    return bad != 0


if __name__ == '__main__':
    sys.exit(main())
