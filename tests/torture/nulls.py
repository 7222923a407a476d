#!/usr/bin/env python3
"""nulls.py EACH DIR: databases that somebody has opened, in which a column of the
program's own tables holds nothing.

Each column of each table hc_… is emptied, whatever its table says of it, and
each command that asks for it is run: it ends by itself, and what it does not do
it says. EACH 0 is all of them; else each so many-th.
"""
import contextlib
import os
import re
import shutil
import sqlite3
import subprocess
import sys

from commands import BASE, COMMANDS, HECHA, Things

EACH, WORK = int(sys.argv[1]), sys.argv[2]
THINGS = Things(WORK)
# what a database is not asked for, or what another program reads
WITHOUT = ('init', 'keygen', 'tokens', 'trust', 'distrust', 'verify', 'remade',
           'office', 'audit', 'convert', 'template', 'draw')
# whose reader is another's: COMMANDS=… has them all the same
ALIKE = ('document', 'json', 'texts', 'rates')


class World:
    """a folder in which a command runs"""

    def __init__(self, name):
        self.name = name
        self.root = os.path.join(WORK, 'world')
        self.db = os.path.join(self.root, 'try.db')
        self.out = os.path.join(self.root, 'out')

    def run(self, database, **env):
        shutil.rmtree(self.root, ignore_errors=True)
        os.makedirs(self.out)
        shutil.copy(database, self.db)
        env = dict(os.environ, XDG_CONFIG_HOME=self.out, **env)
        THINGS.before(self.name, self.out, env)
        return subprocess.run(
            [HECHA, '-q', '--db', self.db,
             *THINGS.args(COMMANDS[self.name], self.out)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, timeout=300, check=False, env=env)


def tables(db):
    """columns of each table of the program's own that has rows"""
    for name, in db.execute(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name"
            " LIKE 'hc~_%' ESCAPE '~' ORDER BY name").fetchall():
        if db.execute('SELECT COUNT(*) FROM "%s"' % name).fetchone()[0]:
            yield name, [c[1] for c in db.execute(
                'PRAGMA table_info("%s")' % name)]


def loosened(base):
    """the database, whose tables take nothing for a value"""
    path = os.path.join(WORK, base + '.loose.db')
    if not os.path.exists(path):
        shutil.copy(THINGS.base(base), path)
        with contextlib.closing(sqlite3.connect(path)) as db:
            db.execute('PRAGMA writable_schema = ON')
            db.execute("UPDATE sqlite_schema SET sql = replace(sql,"
                       " ' NOT NULL', '') WHERE type = 'table' AND name LIKE"
                       " 'hc~_%' ESCAPE '~'")
            db.commit()
    return path


def emptied(base, table, column):
    """the path of the database without it, or None: it cannot be"""
    path = os.path.join(WORK, 'emptied.db')
    shutil.copy(loosened(base), path)
    with contextlib.closing(sqlite3.connect(path)) as db:
        db.execute('PRAGMA ignore_check_constraints = ON')
        try:
            db.execute('UPDATE "%s" SET "%s" = NULL' % (table, column))
        except sqlite3.Error:
            return None
        db.commit()
        return path


def asked(trace):
    """which words stand in what is asked of each table"""
    words = {}
    for statement in trace.decode('utf-8', 'replace').split('\nsql: ')[1:]:
        named = set(re.findall(r'\w+|\*', statement))
        for table in named:
            if table.startswith('hc_'):
                words.setdefault(table, set()).update(named)
    return words


def fault(made):
    said = made.stderr.decode('utf-8', 'replace')
    if made.returncode < 0 or made.returncode > 6 or 'runtime error' in said:
        return 'status %d' % made.returncode
    if made.returncode > 1 and 'hecha: ' not in said:
        return 'status %d without a word' % made.returncode
    return None


def main():
    readers, bad, looked = {}, 0, 0
    for name in (os.environ.get('COMMANDS') or ' '.join(
            n for n in COMMANDS if n not in ALIKE)).split():
        if name not in WITHOUT:
            base = BASE.get(name, 'base')
            made = World(name).run(THINGS.base(base), HECHA_TRACE='sql')
            readers.setdefault(base, []).append((name, asked(made.stderr)))
    for base, commands in readers.items():
        with contextlib.closing(sqlite3.connect(loosened(base))) as db:
            columns = [(t, c) for t, cs in tables(db) for c in cs]
        for table, column in columns:
            for name, words in commands:
                if not {column, '*'} & words.get(table, set()):
                    continue
                looked += 1
                if EACH and looked % EACH:
                    continue
                database = emptied(base, table, column)
                if database is None:
                    break
                what = fault(World(name).run(database))
                if what:
                    bad += 1
                    print('%s without %s.%s: %s' % (name, table, column, what),
                          flush=True)
    print('%d columns of tables, by who asks for them' % (
        looked // (EACH or 1)))
    return bad != 0


if __name__ == '__main__':
    sys.exit(main())
