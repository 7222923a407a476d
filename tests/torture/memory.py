#!/usr/bin/env python3
"""memory.py SHIM EACH DIR: each command with EACH of its allocations failing.

The answer must be status 4 and a sentence, and what stood there before; or, where
the allocation was one more than the command makes, all of the answer.
"""
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys

HECHA, DATA = os.environ['HECHA'], os.environ['HECHA_DATADIR']
SHIM, EACH, WORK = sys.argv[1], int(sys.argv[2]), sys.argv[3]
COMMANDS = [
    ('import', 'import', '{street}/register.xml'),
    ('check', 'check', '--full'),
    ('findings', 'findings', '--format', 'csv'),
    ('page', 'report', 'self-check', '-f', 'html', '-o', '{out}/a.html'),
    ('document', 'report', 'acceptance', '-f', 'docx', '-o', '{out}/a.docx'),
    ('workbook', 'report', 'problems', '-f', 'xlsx', '-o', '{out}/a.xlsx'),
    ('sarif', 'report', 'problems', '-f', 'sarif', '-o', '{out}/a.sarif'),
    ('csv', 'report', 'problems', '-f', 'csv', '-o', '{out}/a.csv'),
    ('ledgers', 'export', 'register', '-o', '{out}/a.xlsx'),
    ('home', 'import', '{back}'),
]


def call(db, args, **more):
    return subprocess.run(
        [HECHA, '--quiet', '--db', db, *args], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=300,
        env={**os.environ, **more}, check=False)


def ok_db(path):
    with sqlite3.connect(path) as db:
        return db.execute('PRAGMA integrity_check').fetchone()[0] == 'ok'


def held(path):
    """what is stored: documents and findings"""
    with sqlite3.connect(path) as db:
        return [db.execute('SELECT COUNT(*) FROM ' + t).fetchone()[0]
                for t in ('hc_document', 'hc_finding', 'household', 'member')]


def tried(base, args, n):
    """what is wrong when the n-th allocation of a command fails, or None"""
    db = os.path.join(WORK, 'try.db')
    out = os.path.join(WORK, 'out')
    shutil.copy(base, db)
    shutil.rmtree(out, ignore_errors=True)
    os.mkdir(out)
    args = [a.format(out=out, street=os.path.join(DATA, 'fixtures/faulty'),
                     back=os.path.join(WORK, 'back.xlsx')) for a in args]
    before = held(db)
    count = os.path.join(WORK, 'count')
    made = call(db, args, LD_PRELOAD=SHIM, FAIL_AT=str(n), FAIL_COUNT=count)
    if n == 0:
        with open(count) as f:
            return int(f.read()), made
    what = made.stderr.decode('utf-8', 'replace').strip()
    if made.returncode != 4 or not re.search(r'hecha: .*\S', what):
        return 'status %d: %s' % (made.returncode, what[-200:])
    if os.listdir(out):
        return 'left: %s' % ' '.join(os.listdir(out))
    if not ok_db(db):
        return 'the database is broken'
    if held(db) != before:
        return 'half was stored: %s of %s' % (held(db), before)
    for rest in ('-journal', '-wal', '-shm'):
        if os.path.exists(db + rest):
            os.unlink(db + rest)
    return None


def main():
    base = os.path.join(WORK, 'base.db')
    call(base, ['init', '--plan', os.path.join(DATA, 'fixtures/street.xml')])
    call(base, ['import', os.path.join(DATA, 'fixtures/faulty')])
    call(base, ['check'])
    call(base, ['report', 'problems', '-f', 'xlsx', '-o',
                os.path.join(WORK, 'back.xlsx')])
    dice = random.Random(1)
    bad = 0
    for name, *args in COMMANDS:
        n, made = tried(base, args, 0)
        if made.returncode not in (0, 1):
            print('%s: status %d undisturbed: %s' % (
                name, made.returncode, made.stderr.decode()))
            bad += 1
            continue
        for at in sorted(dice.randrange(1, n + 1) for _ in range(EACH)):
            fault = tried(base, args, at)
            if fault:
                print('%s, allocation %d of %d: %s' % (name, at, n, fault))
                bad += 1
        print('%s: %d of %d allocations' % (name, EACH, n))
    return bad != 0


if __name__ == '__main__':
    sys.exit(main())
