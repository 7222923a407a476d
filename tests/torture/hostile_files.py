"""Of hostile.py: what leaks, paths, archives, others at the same files, size."""
import contextlib
import io
import json
import os
import re
import resource
import shutil
import signal
import struct
import subprocess
import time
import zipfile

from harness import (
    DATA, DIR, FULL, HECHA, Made, NUMBER, PLAN, ROOT, WATCHED, escaped,
    fresh, ok, place, rows, street, tree, usage, write,
)


# --- leaks

NUMBERS = r'(?<!\d)\d{17}[\dXx](?![\dXx])'


def seeded():
    """every identity number of the faulty street"""
    found = set()
    folder = os.path.join(DATA, 'fixtures/faulty')
    for name in os.listdir(folder):
        with open(os.path.join(folder, name), encoding='utf-8') as f:
            found.update(re.findall(NUMBERS, f.read()))
    # the cases of the packs go with a package: their persons are invented
    for name in os.listdir(os.path.join(DATA, 'rules')):
        with open(os.path.join(DATA, 'rules', name), encoding='utf-8') as f:
            found -= set(re.findall(NUMBERS, f.read()))
    return {n.encode() for n in found}


def holding(data, numbers):
    """numbers in bytes, and in what they pack"""
    parts = [data]
    if data[:2] == b'PK':
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            parts = [z.read(n) for n in z.namelist()]
    found = set()
    for part in parts:
        if part is not data and part[:2] == b'PK':
            found |= holding(part, numbers)
        found |= {n for n in re.findall(rb'\d{17}[\dXx]', part) if n in numbers}
    return found


def leaks():
    numbers = seeded()
    ok('the street has numbers', len(numbers) > 100, len(numbers))
    street = os.path.join(DATA, 'fixtures/faulty')
    out, temp = place('out'), place('temp')
    os.makedirs(temp)
    env = dict(os.environ, TMPDIR=temp, SQLITE_TMPDIR=temp)
    traced = shutil.which('strace') and not WATCHED and subprocess.run(
        ['strace', '-qq', '-o', '/dev/null', 'true'], check=False).returncode == 0
    before = ['strace', '-f', '-qq', '-s', '4096', '-o', place('trace'), '-e',
              'trace=execve,openat,creat,mkdir'] if traced else []
    db = 'out/hecha.db'
    bad = write('bad.xml', ROOT + ''.join(
        '<household id="h%d" village="%s" size="%s"/>' % (i, n.decode(), n.decode())
        for i, n in enumerate(sorted(numbers)[:200])) + '</register>')
    commands = [('audit', PLAN, street, '-o', out)] + [
        ('report', kind, '-f', form, '-o', place('out', '%s-2.%s' % (kind, form)))
        for kind, form in (('problems', 'csv'), ('problems', 'json'),
                           ('problems', 'md'), ('problems', 'sarif'),
                           ('self-check', 'docx'), ('visits', 'xlsx'),
                           ('overview', 'html'), ('acceptance', 'xlsx'))] + [
        ('findings',), ('findings', '-f', 'csv'), ('findings', '-f', 'json'),
        ('status',), ('check', '--full', '--verbose'),
        ('seal', '-o', place('out', 'p.zip')),
        ('submit', '--to', 'https://127.0.0.1:1/', '--retries', '0'),
        ('outbox',), ('import', bad), ('import', '--strict', bad),
        ('convert', bad, '-o', place('out', 'c')),
        ('verdict', 'list'), ('compare', '1', '2'),
        ('report', 'problems', '-f', 'html', '-o', '/nowhere/x.html')]
    if not FULL:
        commands = commands[:3] + commands[9:12] + commands[14:19]
    for c in commands:
        made = Made(*c, db=db, env=dict(env, HECHA_TRACE='run,reuse'), before=before)
        said = holding(made.said.encode(), numbers)
        ok('%s says no number' % ' '.join(c[:2]), made.status not in (
            -11, -6) and not said, said or made.status)
        if not traced:
            continue
        arguments, modes = created(place('trace'), numbers)
        ok('nor does an argument', not arguments, arguments)
        ok('what it makes is its owner\'s alone', not modes, modes)
    wide = [p for p in tree(out) if not os.path.islink(p) and
            os.stat(p).st_mode & 0o077]
    ok('so is all that is there', not wide, wide)
    shown = {}
    for p in tree(out):
        if os.path.isfile(p) and 'hecha.db' not in p:
            with open(p, 'rb') as f:
                found = holding(f.read(), numbers)
            if found:
                shown[p] = len(found)
    ok('no file but the database has a number', not shown, shown)
    ok('no temporary file is left', not tree(temp), tree(temp))
    hidden()
    dies(env, numbers, temp)


# numbers as they stand in names, and what steers a terminal
WRITTEN = (
    NUMBER, NUMBER[:6] + NUMBER[8:17], '379999 19800101 0016', '3799-9919-8001-0100-16',
    '３７９９９９１９８００１０１００１６', NUMBER + NUMBER)
STEERS = '\x9b31m\u202e\u2067\x85'


def hidden():
    """in names no number is legible where they are masked, nor does a terminal
    do what one says"""
    path = write('n/r.xml', street(['王%s%s' % (w, STEERS) for w in WRITTEN]))
    made = Made('audit', PLAN, path, '-o', place('named'))
    said = [made.said] + [Made('findings', '-f', f, db='named/hecha.db').out
                          for f in ('text', 'csv', 'json')]
    ok('an audit of such names finds something', made.status == 1 and
       all('王' in s for s in said[1:2]), made.said)
    ok('nothing of them steers a terminal',
       not [s for s in said if set(s) & set(STEERS) - set('31m')])
    seal = place('named', 'p.zip')
    Made('seal', '-o', seal, db='named/hecha.db')
    for p in [seal, *tree(place('named'))]:
        if os.path.isfile(p) and 'hecha.db' not in p:
            with open(p, 'rb') as f:
                said += [d.decode('utf-8', 'replace') for d in unpacked(f.read())]
    shown = [w for w in WRITTEN if any('王' + w in s for s in said)]
    ok('no number in a name is legible', not shown, shown)


def unpacked(data):
    """bytes, and what they pack"""
    if data[:2] != b'PK':
        return [data]
    with zipfile.ZipFile(io.BytesIO(data)) as z:
        return [d for n in z.namelist() for d in unpacked(z.read(n))]


def created(trace, numbers):
    """arguments with numbers, and files made for others to read"""
    arguments, modes = set(), set()
    with open(trace, errors='replace') as f:
        for line in f:
            if 'execve(' in line and holding(line.encode(), numbers):
                arguments.add(line)
            m = re.search(r'(?:openat|mkdir|creat)\(.*"([^"]*)".*?(0[0-7]{3,4})\)', line)
            if m and ('O_CREAT' in line or 'mkdir(' in line or 'creat(' in line) \
                    and m.group(1).startswith(DIR) and int(m.group(2), 8) & 0o077 \
                    and umask_lets(m.group(1)):
                modes.add(m.group(1))
    return arguments, modes


def umask_lets(path):
    """is it really there for others? The program's mask takes bits away"""
    return os.path.exists(path) and os.stat(path).st_mode & 0o077


def dies(env, numbers, temp):
    """no core, and what a kill leaves is for its owner"""
    for name in (signal.SIGABRT, signal.SIGSEGV, signal.SIGKILL):
        with subprocess.Popen(
                [HECHA, 'audit', PLAN, os.path.join(DATA, 'fixtures/faulty'), '-o',
                 place('dead')], env=env, cwd=temp, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, preexec_fn=lambda: resource.setrlimit(
                    resource.RLIMIT_CORE, (resource.RLIM_INFINITY,) * 2)) as p:
            time.sleep(0.4)
            p.send_signal(name)
            p.wait()
        cores = [f for f in tree(DIR) if os.path.basename(f).startswith('core')]
        ok('%s leaves no core' % name.name, not cores, cores)
        wide = [f for f in list(tree(temp)) + list(tree(place('dead')))
                if not os.path.islink(f) and os.stat(f).st_mode & 0o077]
        ok('nor anything that others can read', not wide, wide)


# --- paths

LEADING = (
    '../x', '../../x', '/etc/cron.d/x', '..', '.', '...', '~/x', '~root', '\\\\x\\y',
    'C:\\x', '..\\x', 'a/../../x', './x', 'x/', '//x', '%2e%2e%2fx', '-rf', '--help',
    'a;rm -rf x', '$(id)', '`id`', '|id', 'con', 'aux.xml', '..%00x', '\u2025/x',
    '．．／x', '.hecha-000000')


def paths():
    outside = write('outside/secret', 'geheim')
    before = tree(place('outside'))
    ids = street(['王石'] * len(LEADING))
    for i, name in enumerate(LEADING):
        ids = ids.replace('"h%d"' % i, '"%s"' % escaped(name)).replace(
            '"m%d"' % i, '"%s"' % escaped(name))
    os.makedirs(place('w', 'deep'))
    write('w/in/r.xml', ids)
    made = Made('audit', PLAN, place('w/in'), '-o', place('w/deep/out'),
                cwd=place('w'))
    held = [r[0] for r in rows('SELECT id FROM household', 'w/deep/out/hecha.db')]
    ok('ids that are paths', made.status in (1, 3) and len(held) >= 20,
       '%d: %s' % (len(held), made.said))
    db = 'w/deep/out/hecha.db'
    for kind, format_ in (('visits', 'xlsx'), ('overview', 'html'),
                          ('problems', 'csv'), ('checklist', 'docx')):
        made = Made('report', kind, '-f', format_, '-o',
                    place('w/deep/out/2.' + format_), db=db)
        ok('%s of them' % kind, made.status == 0, made.said)
    made = Made('seal', '-o', place('w/deep/out/p.zip'), db=db)
    ok('a package of them', made.status == 0, made.said)
    with zipfile.ZipFile(place('w/deep/out/p.zip')) as z:
        bad = [n for n in z.namelist() if '..' in n or n.startswith('/') or '\\' in n]
    ok('has no path by an id', not bad, bad)
    made = Made('export', 'register', '-o', place('w/deep/out/e.xlsx'), db=db)
    ok('ledgers of them', made.status == 0, made.said)
    found = {p for p in tree(place('w')) if not p.startswith(
        (place('w/in'), place('w/deep/out')))}
    ok('nothing is anywhere else', found == {place('w/deep')} and
       tree(place('outside')) == before, found)
    links(outside, before)
    archives(outside)


def links(outside, before):
    """what is to be written where a link leads elsewhere"""
    db = 'w/deep/out/hecha.db'
    for name, target in (('l.html', outside), ('l2.html', place('outside', 'none')),
                         ('l3.html', '/dev/full'), ('l4.html', '/dev/null')):
        os.symlink(target, place('w', name))
        made = Made('report', 'overview', '-f', 'html', '-o', place('w', name), db=db)
        stays = os.readlink(place('w', name)) == target
        ok('%s, which is a link, stays one' % name, stays, made.said)
        if target.startswith('/dev/'):
            ok('to a device: refused', made.status == 2, made.said)
        else:
            ok('to a file: what it leads to is whole or not there',
               not os.path.exists(target) or open(target).read() == 'geheim' or
               '</html>' in open(target).read(), made.said)
    os.symlink(place('h2.db'), place('link.db'))
    fresh('h2.db')
    made = Made('import', os.path.join(DATA, 'fixtures/minimal/staff.xml'),
                db='link.db')
    ok('a database that is a link is refused', made.status == 4, made.said)
    os.symlink(place('outside'), place('aside'))
    made = Made('audit', PLAN, os.path.join(DATA, 'fixtures/minimal/register.xml'),
                '-o', place('aside/a'))
    ok('a folder on the way may be one', made.status == 1, made.said)
    made = Made('check', '--full', db='aside/a/hecha.db')
    ok('also to a database', made.status == 1, made.said)
    shutil.rmtree(place('outside/a'))
    # a folder that is read leads to itself, and to what is not in it
    os.makedirs(place('loop'))
    os.symlink(place('loop'), place('loop', 'again'))
    os.symlink(outside, place('loop', 'secret.xml'))
    os.mkfifo(place('loop', 'pipe.xml'))
    made = Made('import', place('loop'), db='h2.db', limit=60)
    ok('a folder that holds itself, and a pipe, comes to an end',
       made.status in (0, 3) and 'geheim' not in made.said, made.said)


def entries(name, files):
    with zipfile.ZipFile(place(name), 'w') as z:
        for path, data in files:
            z.writestr(path, data)
    return place(name)


def archives(outside):
    """packages whose entries lead elsewhere"""
    whole = place('w/deep/out/p.zip')
    for i, name in enumerate(('../x', '/tmp/x-hecha', 'a/../../x', '..\\x', 'C:/x',
                              'basis/../../x', './x', 'x//y', 'con\x01x')):
        with zipfile.ZipFile(whole) as z:
            files = [(n, z.read(n)) for n in z.namelist()] + [(name, b'x')]
        path = entries('slip%d.zip' % i, files)
        before = set(tree(DIR))
        made = Made('verify', path, '--unsigned', db='h2.db')
        ok('a package with %r does not hold' % name, made.status in (3, 7), made.said)
        made = Made('collect', path, '--unsigned', db='county%d.db' % i)
        ok('%r: nor is it collected' % name, made.status in (2, 3, 7), made.said)
        more = {p for p in set(tree(DIR)) - before if 'county' not in p}
        ok('%r: nothing comes out of it' % name, not more and
           not os.path.exists('/tmp/x-hecha'), more)
    with zipfile.ZipFile(place('link.zip'), 'w') as z:
        entry = zipfile.ZipInfo('manifest.xml')
        entry.external_attr = 0o120777 << 16
        z.writestr(entry, outside)
    made = Made('verify', place('link.zip'), '--unsigned', db='h2.db')
    ok('a link in a package does not hold', made.status in (3, 7) and
       'geheim' not in made.said, made.said)


# --- zips

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'


def book(path, sheet, more=()):
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('xl/workbook.xml', '<workbook xmlns="%s" xmlns:r="%s"><sheets>'
                   '<sheet name="s" sheetId="1" r:id="r1"/></sheets></workbook>'
                   % (MAIN, REL))
        z.writestr('xl/_rels/workbook.xml.rels', '<Relationships><Relationship'
                   ' Id="r1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>'
                   '</Relationships>' % REL)
        with z.open('xl/worksheets/sheet1.xml', 'w', force_zip64=True) as f:
            for p in sheet:
                f.write(p)
        for name, data in more:
            z.writestr(name, data)
    return path


def lying(path, size):
    """its sheet's sizes in both headers say so much"""
    with open(path, 'rb') as f:
        data = bytearray(f.read())
    for mark, at, name_at in ((b'PK\x03\x04', 22, 30), (b'PK\x01\x02', 24, 46)):
        i = -1
        while (i := data.find(mark, i + 1)) >= 0:
            if data[i + name_at:].startswith(b'xl/worksheets/sheet1.xml'):
                data[i + at:i + at + 4] = struct.pack('<I', size)
    with open(path, 'wb') as f:
        f.write(data)
    return path


def overlapping(path, n):
    """n entries that share the bytes of one"""
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('a', bytes(10 << 20))
    with open(path, 'rb') as f:
        data = f.read()
    begin = data.index(b'PK\x01\x02')
    entry, local = data[begin:data.index(b'PK\x05\x06')], data[:begin]
    many = b''.join(entry[:46] + (b'%05d' % i)[-1:] + entry[47:] for i in range(10))
    many = many * (n // 10)
    end = struct.pack('<4sHHHHIIH', b'PK\x05\x06', 0, 0, n, n, len(many),
                      len(local), 0)
    with open(path, 'wb') as f:
        f.write(local + many + end)
    return path


def zips():
    head = b'<worksheet xmlns="%s"><sheetData>' % MAIN.encode()
    empty = [head + b'</sheetData></worksheet>']
    bomb = [head] + [b' ' * (1 << 20)] * 1024
    fresh()
    for name, path in (
            ('a gigabyte of blanks', book(place('bomb.xlsx'), bomb)),
            ('a size that is a lie', lying(shutil.copy(
                place('bomb.xlsx'), place('lie.xlsx')), 10)),
            ('one that is too small by a byte', lying(
                book(place('lie2.xlsx'), empty), len(empty[0]) - 1)),
            ('one that is far too large', lying(
                book(place('lie3.xlsx'), empty), 0x7fffffff)),
            ('70,000 entries', book(place('many.xlsx'), empty, (
                ('e%d' % i, '') for i in range(70000)))),
            ('entries that share their bytes', overlapping(place('over.xlsx'), 1000)),
            ('nested archives', book(place('nest.xlsx'), empty, [
                ('xl/workbook2.xml', open(place('bomb.xlsx'), 'rb').read())]))):
        for command in (('import', path), ('verify', path, '--unsigned'),
                        ('convert', path, '-o', place('c'))):
            old = resource.getrusage(resource.RUSAGE_CHILDREN)
            made = Made(*command, preexec_fn=lambda: resource.setrlimit(
                resource.RLIMIT_FSIZE, (200 << 20, 200 << 20)))
            new = resource.getrusage(resource.RUSAGE_CHILDREN)
            written = (new.ru_oublock - old.ru_oublock) // 2048
            good = made.status in (3, 7) and 'hecha: ' in made.err
            if name == 'nested archives' and command[0] != 'verify':
                good = made.status == 3
            ok('%s: refused by %s' % (name, command[0]), good, made.said)
            ok('%s: 200 MB are not written' % name, written < 200, written)
            ok('%s: soon' % name, WATCHED or made.took < 30, made.took)
    left = [p for p in tree(DIR) if '.hecha-' in p]
    ok('nothing is left', not left, left)


# --- together

def at_once(*commands, cwd=None):
    """all started before the first is waited for: status and what was said"""
    started = [subprocess.Popen(
        [HECHA, '--lang', 'en', *c], stdin=subprocess.DEVNULL, cwd=cwd,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT) for c in commands]
    ends = [p.communicate(timeout=600)[0].decode() for p in started]
    return [(p.returncode, said) for p, said in zip(started, ends)]


def of_villages(name, first, n):
    return write(name, ROOT + ''.join(
        '<village code="%012d" name="x%d"/>\n' % (379999001000 + i, i)
        for i in range(first, first + n)) + '</register>')


def whole(db):
    return rows('PRAGMA integrity_check', db) == [('ok',)]


def together():
    each = 20000 if FULL else 2000
    files = [of_villages('t/%d.xml' % i, i * each, each) for i in range(4)]
    db = place('h.db')
    for turn in range(10 if FULL else 2):
        fresh()
        ends = at_once(*[('--db', db, 'import', f) for f in files])
        ok('four imports at once, %d: all do it' % turn,
           [e[0] for e in ends] == [0] * 4, ends)
        ok('all rows are there', rows('SELECT COUNT(*), COUNT(DISTINCT code)'
           ' FROM village') == [(4 * each, 4 * each)] and whole('h.db'))
        fresh()
        ends = at_once(*[('--db', db, 'import', files[0])] * 2)
        ok('one file twice at once: both do it', [e[0] for e in ends] == [0, 0], ends)
        ok('one has it, and the other knows', sorted(
            bool(re.search('unchanged 1', e[1])) for e in ends) == [False, True] and
           rows('SELECT COUNT(*) FROM village') == [(each,)], ends)
    street = os.path.join(DATA, 'fixtures/faulty')
    for turn in range(5 if FULL else 1):
        for tail in ('', '-wal', '-shm'):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(db + tail)
        ends = at_once(*[('--db', db, 'init', '--plan', PLAN)] * 4)
        ok('four make one database: one does it',
           sorted(e[0] for e in ends) == [0, 4, 4, 4] and whole('h.db'), ends)
        Made('import', street)
        ends = at_once(('--db', db, 'check'), ('--db', db, 'check', '--full'))
        ok('two checks at once', all(e[0] == 1 or e[0] == 4 and
           'hecha: ' in e[1] for e in ends) and whole('h.db'), ends)
        runs = rows('SELECT COUNT(*) FROM hc_run')[0][0]
        ok('each that says so has made its run',
           runs == sum(e[0] == 1 for e in ends), (runs, ends))
        found = rows('SELECT COUNT(*) FROM hc_finding WHERE run = 1')
        ends = at_once(*[('--db', db, 'report', 'problems', '-f', f, '-o',
                          place('p.' + f)) for f in ('xlsx', 'csv', 'json')],
                       ('--db', db, 'check', '--full'))
        ok('three reports beside a check', [e[0] for e in ends[:3]] == [0] * 3, ends)
        ok('of whole runs', len(json.load(open(place('p.json')))['findings']
           if isinstance(json.load(open(place('p.json'))), dict) else
           json.load(open(place('p.json')))) == found[0][0])
        out = place('audit%d' % turn)
        ends = at_once(*[('audit', PLAN, street, '-o', out)] * 2)
        ok('two audits in one folder: one does it', sorted(
            e[0] for e in ends) in ([1, 4], [1, 1]), ends)
        ok('the other says why', all(e[0] == 1 or 'another audit' in e[1]
                                     for e in ends), ends)
        ok('the folder is whole', whole('audit%d/hecha.db' % turn) and not
           [p for p in tree(out) if '.hecha-' in p or '-kept-' in p])
        ends = at_once(*[('--db', db, 'submit', '--to', 'https://127.0.0.1:1/',
                          '--retries', '0')] * 2)
        ok('two submit at once: each says that it waits, or why not',
           all(e[0] in (4, 6) for e in ends) and whole('h.db'), ends)
        ok('the package is there once', rows(
            'SELECT COUNT(*) FROM hc_outbox') == [(1,)],
           rows('SELECT COUNT(*) FROM hc_outbox'))


# --- size

def size():
    n = 1000000 if FULL else 50000
    with open(place('big.xml'), 'w') as f:
        f.write(ROOT)
        for i in range(n):
            f.write('<household id="h%07d" village="379999001001" head-name="王石"'
                    ' size="1"><member id="m%07d" name="王石" relation="01"'
                    ' number="379999198001010016"/></household>\n' % (i, i))
        f.write('</register>')
    fresh()
    status, took, most = usage('-q', 'import', '-j', '2', place('big.xml'))
    print('# %d records: %.1f s, %.1f MB' % (n, took, most))
    stored = rows('SELECT COUNT(*) FROM household')[0][0]
    ok('%d records are read' % n, status == 0 and stored == n, (status, stored))
    ok('in 32 MB, whatever their number', WATCHED or most < 32,
       '%.1f MB' % most)
    # what would make it tell, in a schema: keys are kept until the end
    counting = re.compile(r'<xs:(?:key|keyref|unique)\b|"xs:ID(?:REFS?)?"')
    schemas = {f: open(os.path.join(DATA, 'schemas', f), encoding='utf-8').read()
               for f in os.listdir(os.path.join(DATA, 'schemas'))
               if f.endswith('.xsd')}
    ok('no schema has a key or an ID', len(schemas) > 10 and not [
        f for f, text in schemas.items() if counting.search(text)])
    ok('one that had would be seen', counting.search('<xs:key name="k">') and
       counting.search('type="xs:ID"'))
