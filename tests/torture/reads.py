#!/usr/bin/env python3
"""reads.py read 1 DIR: reads that fail.

Of each file that a command reads, its input, database, stylesheets and all, one
read fails with EIO: the first, the second, that in the middle and the last. What
then comes of it is what comes without, or is told: nothing is taken for read that
was not. What is read of libraries and by the system for them is left out.
"""
import os
import re
import shutil
import sys

import commands
import torture

READ = re.compile(r'\b(?:read|pread64)\(\d+<([^>]*)>')


def unescaped(path):
    """a name as strace writes it"""
    return re.sub(r'(?:\\[0-7]{3})+', lambda m: bytes(
        int(o, 8) for o in m[0].split('\\')[1:]).decode(), path)


def reads_of(name):
    """how often each file is read"""
    trace, found = os.path.join(torture.WORK, 'reads'), {}
    torture.Try(name).run(before=['strace', '-f', '-qq', '-y', '-o', trace, '-e',
                                  'trace=read,pread64'])
    ours = (os.path.realpath(torture.WORK), os.path.realpath(commands.DATA),
            os.path.realpath(commands.STREET))
    with open(trace, errors='replace') as f:
        for m in filter(None, map(READ.search, f)):
            path = unescaped(m[1])
            # of what has no name yet the next time has another
            if path.startswith(ours) and '/.hecha-' not in path and \
                    not path.endswith('.so') and '/_build/' not in path:
                found[path] = found.get(path, 0) + 1
    return found


def wrong(t, whole, made):
    """what is wrong, or None"""
    said = made.stderr.decode('utf-8', 'replace').strip()
    if made.returncode != whole.made.returncode:
        return None if made.returncode > 1 and 'hecha: ' in said else \
            'status %d: %s' % (made.returncode, said[-200:])
    notes = torture.NOTES[:1]
    if (torture.plain(t.held(), notes), t.files(), made.stdout) != (
            torture.plain(whole.after, notes), whole.files, whole.made.stdout):
        return 'said to be done, and is not (%s)' % said[-200:]
    return None


def main():
    bad = 0
    for name in os.environ['COMMANDS'].split():
        whole, tried = torture.Whole(name), 0
        for path, n in sorted(reads_of(name).items()):
            for k in sorted({1, min(2, n), (n + 1) // 2, n}):
                t = torture.Try(name)
                made = t.run(before=[
                    'strace', '-f', '-qq', '-o', '/dev/null', '-P', path, '-e',
                    'trace=read,pread64', '-e',
                    'inject=read,pread64:error=EIO:when=%d' % k])
                tried += 1
                fault = wrong(t, whole, made)
                if fault:
                    print('%s, read %d of %d of %s: %s' % (
                        name, k, n, path, fault), flush=True)
                    bad += 1
        print('%s: %d reads failed' % (name, tried), flush=True)
    shutil.rmtree(torture.WORK, ignore_errors=True)
    return bad != 0


if __name__ == '__main__':
    sys.exit(main())
