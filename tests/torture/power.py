#!/usr/bin/env python3
"""power.py power EACH DIR: the power goes while a command writes.
power.py moments 1 DIR: it is killed after each call that changes a file.

strace tells each write, sync, rename, … of a command. From that the disk is
made as a cut at some moment may leave it: of what was not synced, any sectors
of 512 bytes are there, each in any of its later versions, a file that grew
has its new length or not; of a folder's changes that were not synced, those
up to some point. Then the database is whole and holds what it held or all that
was to go in; where the command had ended, all. Files are whole or as before.

The command runs once and the power is cut EACH times. A kill leaves what was
written, synced or not: that is looked at for every call. That the calls were
understood is known by what they leave in the end: the very files.
"""
import os
import random
import re
import shutil
import sys

import torture

SECTOR = 512
CALLS = ('openat,open,creat,write,writev,pwrite64,pwritev,lseek,fsync,fdatasync,'
         'ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,rmdir,'
         'mkdirat,link,linkat,symlink,fallocate,copy_file_range,sendfile')
# the others differ in what they write, and not in how
COMMANDS = ('init first import check verdict home page workbook seal submit'
            ' audit')


class File:
    """a file's bytes, as they are and as the disk may have them"""

    def __init__(self, data=b''):
        self.now = bytearray(data)
        self.kept = bytes(data)
        self.pending = [] # (offset, bytes), or the length it was cut to

    def write(self, at, data):
        if at > len(self.now):
            self.now.extend(bytes(at - len(self.now)))
        self.now[at:at + len(data)] = data
        self.pending.append((at, data))

    def cut(self, size):
        del self.now[size:]
        self.now.extend(bytes(size - len(self.now)))
        self.pending.append(size)

    def sync(self):
        self.kept, self.pending = bytes(self.now), []

    def copy(self):
        """what a cut leaves to be drawn from"""
        other = File.__new__(File)
        other.now, other.kept = None, self.kept
        other.pending = list(self.pending)
        return other

    def draw(self, dice):
        """one of the states that the disk may be in"""
        data = bytearray(self.kept)
        how = dice.random()
        for p in self.pending:
            if isinstance(p, int):
                if dice.random() < 0.5:
                    del data[p:]
                    data.extend(bytes(p - len(data)))
                continue
            at, new = p
            for k in range(0, len(new), SECTOR):
                if dice.random() < how:
                    start, end = at + k, min(at + k + SECTOR, at + len(new))
                    if start > len(data):
                        data.extend(bytes(start - len(data)))
                    data[start:end] = new[k:end - at]
        return bytes(data)


class Disk:
    """files by their paths, as they are and as the disk may have them"""

    def __init__(self, root):
        self.now, self.kept, self.pending = {}, {}, {}
        self.touched = None # the last path with other bytes, or another file
        for folder, _, names in os.walk(root):
            self.now[folder] = None
            for name in names:
                path = os.path.join(folder, name)
                with open(path, 'rb') as f:
                    self.now[path] = File(f.read())
        self.kept = dict(self.now)

    @staticmethod
    def apply(tree, change):
        what, path, more = change
        if what == 'make':
            tree[path] = more
        elif what == 'remove':
            tree.pop(path, None)
        else: # a rename: the very file, whether its first name was kept or not
            tree.pop(path, None)
            tree[more[0]] = more[1]

    def change(self, what, path, more=None):
        place = path
        if what == 'move':
            if self.now[path] is None:
                raise SystemExit('a folder that is renamed is not understood')
            place, more = more, (more, self.now[path])
        self.touched = place
        self.apply(self.now, (what, path, more))
        self.pending.setdefault(os.path.dirname(place), []).append(
            (what, path, more))

    def sync(self, path):
        if self.now.get(path) is not None:
            self.now[path].sync()
        for change in self.pending.pop(path, []):
            self.apply(self.kept, change)

    def snapshot(self):
        """what is not synced at this moment"""
        copies = {}

        def copy(f):
            if f is not None and id(f) not in copies:
                copies[id(f)] = f.copy()
            return copies.get(id(f))
        kept = {p: copy(f) for p, f in self.kept.items()}
        pending = {d: [(w, p, (m[0], copy(m[1])) if w == 'move' else copy(m))
                       for w, p, m in c] for d, c in self.pending.items()}
        return kept, pending


def text_of(escaped):
    return bytes.fromhex(escaped.replace('\\x', ''))


CALL = re.compile(r'^(\d+) +(?:(\w+)\((.*)|<\.\.\. (\w+) resumed>(.*))$')
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
FD = re.compile(r'^(-?\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>(?:\(deleted\))?')


class Reader:
    """the calls of a trace, on a disk"""

    def __init__(self, root):
        self.root, self.disk = root, Disk(root)
        self.offset = {}

    def path(self, words, n):
        """the n-th string of a call, from the folder that it is relative to"""
        name = os.fsdecode(text_of(STRING.findall(words)[n]))
        folders = re.findall(r'(?:AT_FDCWD|\d+)<((?:\\x[0-9a-f]{2})*)>', words)
        base = os.fsdecode(text_of(folders[min(n, len(folders) - 1)])) \
            if folders else self.root
        return os.path.normpath(os.path.join(base, name))

    def inside(self, path):
        return path.startswith(self.root + '/') and not path.endswith('-shm')

    def open(self, words, result):
        path = self.path(words, 0)
        if not self.inside(path):
            return False
        fd = result.split('<')[0]
        if os.path.basename(path) and path not in self.disk.now:
            if 'O_CREAT' not in words:
                return False
            self.disk.change('make', path, File())
        f = self.disk.now.get(path)
        self.offset[fd, id(f)] = 0
        if f is not None and 'O_TRUNC' in words and f.now:
            f.cut(0)
            self.disk.touched = path
        return True

    def on_file(self, name, words, result):
        m = FD.match(words)
        if m is None or '(deleted)' in m.group(0):
            return False
        path = os.fsdecode(text_of(m.group(2)))
        if name in ('fsync', 'fdatasync'):
            self.disk.sync(path)
            self.disk.touched = None
            return True
        f = self.disk.now.get(path)
        if not self.inside(path) or f is None:
            return False
        key = m.group(1), id(f)
        if name == 'lseek':
            self.offset[key] = int(result)
            return False
        if name == 'ftruncate':
            f.cut(int(words.rsplit(',', 1)[1].strip(' )')))
        elif name in ('write', 'pwrite64'):
            data = text_of(STRING.search(words).group(1))[:int(result)]
            if name == 'pwrite64':
                at = int(words.rsplit(',', 1)[1].strip(' )'))
            else:
                at = self.offset.get(key, 0)
                self.offset[key] = at + len(data)
            f.write(at, data)
        else:
            raise SystemExit('%s is not understood' % name)
        self.disk.touched = path
        return True

    def call(self, name, words, result):
        """True where something may now be on the disk that was not before"""
        if name in ('openat', 'open', 'creat'):
            return self.open(words, result)
        if name in ('rename', 'renameat', 'renameat2'):
            old, new = self.path(words, 0), self.path(words, 1)
            if not self.inside(old):
                return False
            self.disk.change('move', old, new)
        elif name in ('unlink', 'unlinkat', 'rmdir'):
            if not self.inside(self.path(words, 0)):
                return False
            self.disk.change('remove', self.path(words, 0))
        elif name in ('mkdir', 'mkdirat'):
            if not self.inside(self.path(words, 0)):
                return False
            self.disk.change('make', self.path(words, 0), None)
        elif name in ('link', 'linkat'):
            old, new = self.path(words, 0), self.path(words, 1)
            if not self.inside(new):
                return False
            self.disk.change('make', new, self.disk.now[old])
        elif name == 'symlink':
            raise SystemExit('%s is not understood' % name)
        else:
            return self.on_file(name, words, result)
        return True

    def read(self, trace):
        """one moment after another, the last is the end"""
        begun = {}
        with open(trace) as lines:
            for line in lines:
                m = CALL.match(line.rstrip('\n'))
                if m is None:
                    continue
                pid, name, words, again, rest = m.groups()
                if again:
                    name, words = again, begun.pop(pid, '') + rest
                elif words.endswith('<unfinished ...>'):
                    begun[pid] = words[:-len('<unfinished ...>')]
                    continue
                words, _, result = words.rpartition(' = ')
                if result.startswith('-1') or result.startswith('?'):
                    continue
                if self.call(name, words.rstrip(), result):
                    yield


def lay_down(root, snapshot, dice):
    """the disk after the cut"""
    kept, pending = snapshot
    tree = dict(kept)
    for changes in pending.values():
        for change in changes[:dice.randrange(len(changes) + 1)]:
            Disk.apply(tree, change)
    shutil.rmtree(root)
    os.mkdir(root)
    for path in sorted(tree):
        if tree[path] is None:
            os.makedirs(path, exist_ok=True)
            continue
        if not os.path.isdir(os.path.dirname(path)):
            continue # its folder was not there yet
        with open(path, 'wb', opener=lambda p, f: os.open(p, f, 0o600)) as f:
            f.write(tree[path].draw(dice))


class Cut(torture.Try):
    """a command, and what it may have stored elsewhere"""

    def held(self):
        try:
            held = super().held()
        except torture.sqlite3.Error as fault:
            return 'no database: %s' % fault
        return held

    def below(self):
        """what stands in the folder's own database, if there is one"""
        saved, self.db = self.db, os.path.join(self.out, 'a', 'hecha.db')
        held = self.held()
        self.db = saved
        return held


def wrong(t, before, after, whole, ended):
    """what is wrong with the disk, or None"""
    held, below = t.held(), t.below()
    if held is None or below is None:
        return 'the database is broken'
    if ended and (held, below) != after:
        return 'what was said to be stored is lost: %s; %s' % (
            torture.other_rows(held, after[0]),
            torture.other_rows(below, after[1]))
    plain = torture.plain
    if plain(held) not in [plain(b[0]) for b in (before, after)] or plain(
            below) not in [plain(b[1]) for b in (before, after)]:
        return 'half is stored: %s; %s' % (
            torture.other_rows(held, after[0]),
            torture.other_rows(below, after[1]))
    files = t.files()
    for path, data in files.items():
        if data != whole.get(path):
            return '%s is there and not whole' % os.path.basename(path)
    if ended and files != whole:
        return 'lost: %s' % ' '.join(
            os.path.basename(p) for p in whole if p not in files)
    return None


def traced(name):
    """a command at its end, what stood before, and the reader of its calls"""
    root = os.path.join(torture.WORK, 'world')
    t = Cut(name)
    before = t.held(), t.below()
    reader = Reader(root)
    made = t.run(before=['strace', '-f', '-qq', '-y', '-xx', '-s', '100000000',
                         '-o', os.path.join(torture.WORK, 'trace'), '-e',
                         'trace=' + CALLS])
    if made.returncode not in torture.GOOD.get(name, (0, 1)):
        raise SystemExit('%s: status %d: %s' % (
            name, made.returncode, made.stderr.decode()))
    return t, made, before, reader


def not_again(t, made, whole):
    """what is wrong where it is made once more, or None"""
    again = t.run()
    if again.returncode in (made.returncode, 2, 4) and (
            again.returncode != made.returncode or t.files() == whole):
        return None
    return 'not made good: status %d: %s' % (
        again.returncode, again.stderr.decode()[-200:])


def kill(name):
    """how often something was wrong where it is killed at each call that
    changes a file: what has no name of its own yet is not looked at anew"""
    t, made, before, reader = traced(name)
    after, whole = (t.held(), t.below()), t.files()
    bad = moments = looked = 0
    for _ in reader.read(os.path.join(torture.WORK, 'trace')):
        moments += 1
        path = reader.disk.touched
        if path is None or '/.hecha-' in path:
            continue
        looked += 1
        shutil.rmtree(t.world)
        for place in sorted(reader.disk.now):
            f = reader.disk.now[place]
            if f is None:
                os.makedirs(place, exist_ok=True)
                continue
            with open(place, 'wb', opener=lambda p, o: os.open(p, o, 0o600)) as to:
                to.write(f.now)
        fault = wrong(t, before, after, whole, False)
        if fault is None and looked % 100 == 0 and name != 'verdict':
            fault = not_again(t, made, whole)
        if fault:
            print('%s, killed after call %d: %s' % (name, moments, fault),
                  flush=True)
            bad += 1
    print('%s: %d calls, %d of them change what is looked at' % (
        name, moments, looked), flush=True)
    return bad


def cut(name, each, dice):
    """how often something was wrong"""
    trace = os.path.join(torture.WORK, 'trace')
    t, made, before, reader = traced(name)
    root = t.world
    real = Disk(root).now
    moments = [reader.disk.snapshot() for _ in reader.read(trace)]
    after, whole = (t.held(), t.below()), t.files()
    now = {p: bytes(f.now) for p, f in reader.disk.now.items()
           if f is not None and not p.endswith('-shm')}
    if now != {p: bytes(f.now) for p, f in real.items()
               if f is not None and not p.endswith('-shm')}:
        raise SystemExit('%s: the calls were not understood' % name)
    bad = 0
    for i in range(each):
        # the moments before the end in turn, and the end more often
        n = len(moments) - 1 if i % 4 == 3 else dice.randrange(len(moments))
        lay_down(root, moments[n], dice)
        fault = wrong(t, before, after, whole, n == len(moments) - 1)
        if fault is None and i % 50 == 0 and name != 'verdict':
            fault = not_again(t, made, whole)
        if fault:
            print('%s, cut %d at %d of %d: %s' % (
                name, i, n, len(moments), fault), flush=True)
            bad += 1
    print('%s: %d calls, the power was cut %d times' % (
        name, len(moments), each), flush=True)
    return bad


def main():
    dice = random.Random(os.environ.get('SEED', '1') + 'power')
    bad = 0
    for name in (os.environ.get('COMMANDS') or COMMANDS).split():
        bad += kill(name) if torture.WAY == 'moments' else cut(
            name, torture.EACH, dice)
    return bad != 0


if __name__ == '__main__':
    sys.exit(main())
