#!/usr/bin/env python3
"""each.py each EACH DIR SHIM: each allocation fails, once and from then on.

SHIM, what each.c makes, forks the program for that: a run tries them all. It is
forked where a file has changed since the last, where so many callers (DEPTH)
are new, and so often besides that it comes to about EACH of a command (0: at
each allocation). Each state of the files in which one ended is then looked at:
the database is whole and holds what it held or all that was to go in, files are
whole or not there, and the same command then does what it should have done.
"""
import hashlib
import os
import shutil
import subprocess
import sys
import time

import power
import torture

DEPTH = os.environ.get('DEPTH', '4')
# of src/base/mem.c; some have the others in themselves, as compilers like to do
OURS = 'malloc calloc realloc xmalloc xcalloc xreallocarray mem_at_end'.split()


def ours():
    """from and to of each in the program"""
    found = []
    for line in subprocess.run(['nm', '-S', torture.HECHA], check=True,
                               stdout=subprocess.PIPE).stdout.split(b'\n'):
        words = line.decode().split()
        if len(words) == 4 and words[3] in OURS:
            at, size = int(words[0], 16), int(words[1], 16)
            found.append('%x %x' % (at, at + size))
    return ' '.join(found)


def walk(name, every, ways):
    """the command under the shim, and what that says of it"""
    t, place = power.Cut(name), os.path.join(torture.WORK, 'walk')
    shutil.rmtree(place, ignore_errors=True)
    os.mkdir(place)
    made = t.run(limit=None, env=dict(
        os.environ, LD_PRELOAD=torture.SHIM, LD_BIND_NOW='1', WALK=place,
        WALK_WORLD=t.world, WALK_OUT=t.out, WALK_EVERY=str(every),
        WALK_WAYS=str(ways), WALK_OURS=ours()))
    with open(os.path.join(place, 'end')) as f:
        counts, *bad = [line.split() for line in f]
    return t, made, place, [int(c) for c in counts], bad


def digest(root):
    """of what is looked at in a folder"""
    whole = hashlib.sha256()
    for folder, folders, names in os.walk(root):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            if '/.hecha-' in path or path.endswith('-shm'):
                continue
            whole.update(os.path.relpath(path, root).encode() + b'\0')
            with open(path, 'rb') as f:
                whole.update(hashlib.sha256(f.read()).digest())
    return whole.digest()


def states(place):
    """each once, as the folder it was copied to"""
    seen = set()
    for name in sorted(os.listdir(place)):
        path = os.path.join(place, name)
        if not os.path.isdir(path):
            continue
        d = digest(path)
        if d not in seen:
            seen.add(d)
            yield path


def each(name):
    """how often something was wrong"""
    begun, bad = time.monotonic(), []
    t = power.Cut(name)
    before = t.held(), t.below()
    made = t.run()
    after, whole = (t.held(), t.below()), t.files()
    if made.returncode not in torture.GOOD.get(name, (0, 1)):
        raise SystemExit('%s: status %d undisturbed: %s' % (
            name, made.returncode, made.stderr.decode()))
    *_, counts, _ = walk(name, 1 << 60, 0)
    every = 1 if torture.EACH == 0 else max(1, 2 * counts[0] // torture.EACH)
    t, again, place, counts, wrong = walk(name, every, DEPTH)
    calls, tried, _, other, n = counts
    if (again.returncode, t.held(), t.below(), t.files()) != (
            made.returncode, *after, whole):
        bad.append('the one that was walked is another: status %d: %s' % (
            again.returncode, again.stderr.decode()[-200:]))
    if other:
        bad.append('%d allocations by names that are not held' % other)
    if n > len(wrong):
        bad.append('%d more like these' % (n - len(wrong)))
    bad += ['allocation %s of %d%s: wait status %s, callers %s' % (
        w[0], calls, ' and all that follow' if w[1] == '1' else '', w[2],
        ' '.join(w[3:])) for w in wrong]
    looked = 0
    for path in states(place):
        shutil.rmtree(t.world)
        shutil.move(path, t.world)
        looked += 1
        fault = power.wrong(t, before, after, whole, False)
        if fault is None and looked % 20 == 1 and name != 'verdict':
            fault = power.not_again(t, made, whole)
        if fault:
            bad.append('ended at allocation %d: %s' % (
                int(os.path.basename(path)), fault))
    for fault in bad:
        print('%s, %s' % (name, fault), flush=True)
    print('%s: %d allocations, each by what ends; %d children ended (each %d-th,'
          ' ways, changes), %d states of files; %.0f s' % (
              name, calls, tried, every, looked, time.monotonic() - begun),
          flush=True)
    return len(bad)


def main():
    return sum(each(name) for name in (
        os.environ.get('COMMANDS') or torture.all_commands()).split()) != 0


if __name__ == '__main__':
    sys.exit(main())
