"""What hostile.py runs the program with, and TAP."""
import contextlib
import hashlib
import os
import sqlite3
import subprocess
import sys
import time

HECHA, DATA = os.environ['HECHA'], os.path.realpath(os.environ['HECHA_DATADIR'])
DIR = os.path.realpath(sys.argv[2])
WATCHED = b'__asan_init' in open(HECHA, 'rb').read()
PLAN = os.path.join(DATA, 'fixtures/street.xml')
NUMBER = '379999198001010016'
ROOT = ('<register xmlns="urn:hecha:1" year="2026" source="current"'
        ' division="379999001" exported="2026-12-20">')
FULL = bool(os.environ.get('TORTURE_EACH'))
count = 0


def ok(what, good, why=''):
    global count
    count += 1
    print('%s %d - %s' % ('ok' if good else 'not ok', count, what))
    if not good and why:
        print('# ' + str(why).replace('\n', '\n# ')[:2000])


def place(*names):
    return os.path.join(DIR, *names)


def write(name, data):
    path = place(name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data if isinstance(data, bytes) else data.encode())
    return path


class Made:
    """what a run of the program came to"""

    def __init__(self, *args, db='h.db', before=(), limit=600, **more):
        begun = time.monotonic()
        with subprocess.Popen(
                [*before, HECHA, '--lang', 'en', '--db', place(db), *args],
                stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                stderr=subprocess.PIPE, **more) as p:
            try:
                out, err = p.communicate(timeout=limit)
            except subprocess.TimeoutExpired:
                p.kill()
                out, err = p.communicate()
        self.out, self.err = out.decode('utf-8', 'replace'), err.decode(
            'utf-8', 'replace')
        self.status, self.took = p.returncode, time.monotonic() - begun
        self.said = self.out + self.err


def usage(*args):
    """status, seconds of processor, megabytes: of a process of its own"""
    pid = os.fork()
    if pid == 0:
        null = os.open(os.devnull, os.O_RDWR)
        for fd in (0, 1, 2):
            os.dup2(null, fd)
        os.execv(HECHA, [HECHA, '--db', place('h.db'), *args])
    _, status, used = os.wait4(pid, 0)
    return (os.waitstatus_to_exitcode(status), used.ru_utime + used.ru_stime,
            used.ru_maxrss / 1024)


def rows(sql, db='h.db'):
    with contextlib.closing(sqlite3.connect(place(db))) as d:
        return d.execute(sql).fetchall()


def fresh(db='h.db'):
    for tail in ('', '-wal', '-shm'):
        with contextlib.suppress(FileNotFoundError):
            os.unlink(place(db) + tail)
    made = Made('init', '--plan', PLAN, db=db)
    if made.status != 0:
        raise SystemExit(made.said)


def tree(root):
    """each file below, with its bytes"""
    found = {}
    for folder, folders, names in os.walk(root):
        for name in names + folders:
            path = os.path.join(folder, name)
            if os.path.islink(path):
                found[path] = os.readlink(path)
            elif os.path.isfile(path):
                with open(path, 'rb') as f:
                    found[path] = hashlib.sha256(f.read()).hexdigest()
            else:
                found[path] = 'folder'
    return found


def escaped(s):
    for a, b in (('&', '&amp;'), ('<', '&lt;'), ('"', '&quot;'),
                 ('\t', '&#9;'), ('\n', '&#10;')):
        s = s.replace(a, b)
    return s


def street(names):
    """a household of each name, whose size is wrong: a finding each"""
    body = ''.join(
        '<village code="379999001%03d" name="%s"/><household id="h%d"'
        ' village="379999001%03d" head-name="%s" class="none" size="9"'
        ' phone="12345"><member id="m%d" relation="01" name="%s"'
        ' number="1234"/></household>' % (
            i + 1, n, i, i + 1, n, i, n)
        for i, n in enumerate(map(escaped, names)))
    return '<?xml version="1.0" encoding="UTF-8"?>' + ROOT + body + '</register>'
