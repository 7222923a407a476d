#!/usr/bin/env python3
"""How long a table of persons takes to import, beside the same records as XML.

    tables.py HECHA GEN DATADIR WORK [--rows 100000] [--runs 5] [--xls ROWS]
              [--files N]

A generated street's persons with the 47 columns of the national system, as
.csv in GB18030 and as .xlsx with shared strings; the XML is what `convert`
makes of the .csv. Each run imports each once into a new database, one after
the other; printed are seconds of the processors, their ratio to the XML of the
same run, as median (least to greatest), seconds by the clock and the largest
memory. --xls: so many rows as .xls besides (65536 is all that it holds), with
LibreOffice's part apart. --files: the same persons in so many files of each kind
besides, as a street has a file a village.
"""
import argparse
import concurrent.futures
import csv
import glob
import os
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
from xml.sax.saxutils import escape

MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
REL = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
PACKAGE = 'http://schemas.openxmlformats.org/package/2006/'


def letters(c):
    return (letters(c // 26 - 1) if c >= 26 else '') + chr(65 + c % 26)


def write_xlsx(path, rows):
    """All cells text, as the exports have them; texts are shared."""
    shared, total = {}, 0
    columns = [letters(i) for i in range(len(rows[0]))]
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        z.writestr('[Content_Types].xml', '<Types xmlns="%scontent-types">'
                   '<Default Extension="rels" ContentType="application/vnd.'
                   'openxmlformats-package.relationships+xml"/><Default '
                   'Extension="xml" ContentType="application/xml"/><Override '
                   'PartName="/xl/workbook.xml" ContentType="application/vnd.'
                   'openxmlformats-officedocument.spreadsheetml.sheet.main+'
                   'xml"/></Types>' % PACKAGE)
        z.writestr('_rels/.rels', '<Relationships xmlns="%srelationships">'
                   '<Relationship Id="r1" Type="%s/officeDocument" Target="xl/'
                   'workbook.xml"/></Relationships>' % (PACKAGE, REL))
        z.writestr('xl/workbook.xml', '<workbook xmlns="%s" xmlns:r="%s">'
                   '<sheets><sheet name="Sheet1" sheetId="1" r:id="r1"/>'
                   '</sheets></workbook>' % (MAIN, REL))
        z.writestr('xl/_rels/workbook.xml.rels', '<Relationships xmlns="%s'
                   'relationships"><Relationship Id="r1" Type="%s/worksheet" '
                   'Target="worksheets/sheet1.xml"/><Relationship Id="r2" '
                   'Type="%s/sharedStrings" Target="sharedStrings.xml"/>'
                   '</Relationships>' % (PACKAGE, REL, REL))
        with z.open('xl/worksheets/sheet1.xml', 'w', force_zip64=True) as f:
            f.write(b'<worksheet xmlns="%s"><sheetData>' % MAIN.encode())
            for r, row in enumerate(rows, 1):
                cells = ['<row r="%d" spans="1:%d">' % (r, len(columns))]
                for c, text in zip(columns, row):
                    if not text:
                        continue
                    n = shared.setdefault(text, len(shared))
                    total += 1
                    cells.append('<c r="%s%d" s="0" t="s"><v>%d</v></c>'
                                 % (c, r, n))
                cells.append('</row>')
                f.write(''.join(cells).encode())
            f.write(b'</sheetData></worksheet>')
        z.writestr('xl/sharedStrings.xml', '<sst xmlns="%s" count="%d" '
                   'uniqueCount="%d">%s</sst>' % (
                       MAIN, total, len(shared),
                       ''.join('<si><t>%s</t></si>' % escape(s)
                               for s in shared)))


def make(o):
    street = os.path.join(o.work, 'street')
    if os.path.exists(os.path.join(o.work, 'persons.xlsx')):
        return o.rows
    if not os.path.isdir(street):
        subprocess.run([o.gen, '--seed', '1', '--households',
                        str(o.rows // 3 + 50), '-o', street], check=True)
    subprocess.run([sys.executable,
                    os.path.join(o.data, 'tests/e2e/national.py'),
                    street + '/register.xml', street], check=True)
    with open(street + '/人员信息.csv', encoding='gb18030', newline='') as f:
        rows = list(csv.reader(f))[:o.rows + 1]
    for name, some in (('persons', rows), ('xls', rows[:max(o.xls, 1)])):
        path = os.path.join(o.work, name + '.csv')
        with open(path, 'w', encoding='gb18030', newline='') as f:
            csv.writer(f).writerows(some)
        write_xlsx(os.path.join(o.work, name + '.xlsx'), some)
    return len(rows) - 1


def split(o, n):
    """The persons in n files of each kind, none parted from his household."""
    with open(o.work + '/persons.csv', encoding='gb18030', newline='') as f:
        rows = list(csv.reader(f))
    household = rows[0].index('户编号')
    size = -(-(len(rows) - 1) // n)
    files, at = [], 1
    while at < len(rows):
        end = min(at + size, len(rows))
        while end < len(rows) and \
                rows[end][household] == rows[end - 1][household]:
            end += 1
        files.append(rows[:1] + rows[at:end])
        at = end
    for kind in ('csv', 'xlsx'):
        folder = f'{o.work}/many-{kind}'
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        for i, some in enumerate(files):
            path = f'{folder}/{i:04}.{kind}'
            if kind == 'xlsx':
                write_xlsx(path, some)
                continue
            with open(path, 'w', encoding='gb18030', newline='') as f:
                csv.writer(f).writerows(some)
    return len(files)


def apart(make, *arguments):
    """In a process of its own: what it takes in memory would count for those
    that are started later."""
    with concurrent.futures.ProcessPoolExecutor(1) as pool:
        return pool.submit(make, *arguments).result()


def timed(o, *command):
    env = dict(os.environ, HECHA_DATADIR=o.data)
    began = time.monotonic(), os.times()
    child = subprocess.Popen([o.hecha, '--lang', 'en', *command], env=env,
                             stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    memory = usage.ru_maxrss / 1024
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit('%s: status %d' % (command, child.returncode))
    now = os.times()
    spent = sum(now[i] - began[1][i] for i in (2, 3))
    return spent, time.monotonic() - began[0], memory


TOLD = ['--year', '2026', '--source', 'current', '--exported', '2026-11-20',
        '--division', '379999001']


def load(o, files):
    db = os.path.join(o.work, 'bench.db')
    for old in glob.glob(db + '*'):
        os.remove(old)
    timed(o, '--db', db, 'init', '--plan', o.data + '/plans/street.xml')
    return timed(o, '--db', db, '-q', 'import', *files)


def spread(values):
    return '%.2f (%.2f to %.2f)' % (statistics.median(values), min(values),
                                    max(values))


def main():
    p = argparse.ArgumentParser()
    for name in ('hecha', 'gen', 'data', 'work'):
        p.add_argument(name)
    p.add_argument('--rows', type=int, default=100000)
    p.add_argument('--runs', type=int, default=5)
    p.add_argument('--xls', type=int, default=0)
    p.add_argument('--files', type=int, default=0)
    o = p.parse_args()
    o.hecha = os.path.abspath(o.hecha)
    os.makedirs(o.work, exist_ok=True)
    rows = apart(make, o)
    villages = os.path.join(o.work, 'street/村表.csv')
    xml = os.path.join(o.work, 'xml')
    shutil.rmtree(xml, ignore_errors=True)
    timed(o, 'convert', os.path.join(o.work, 'persons.csv'), villages,
          '-o', xml, *TOLD)
    ways = [('xml', sorted(glob.glob(xml + '/*.xml')))]
    ways += [(e, [os.path.join(o.work, 'persons.' + e), villages] + TOLD)
             for e in ('csv', 'xlsx')]
    if o.xls:
        subprocess.run(['soffice', '--headless', '--convert-to', 'xls',
                        '--outdir', o.work, o.work + '/xls.xlsx'],
                       check=True, stdout=subprocess.DEVNULL)
        ways += [('xlsx of .xls', [o.work + '/xls.xlsx', villages] + TOLD),
                 ('xls', [o.work + '/xls.xls', villages] + TOLD)]
    if o.files:
        n = apart(split, o, o.files)
        ways += [(f'{n} of {e}', [f'{o.work}/many-{e}', villages] + TOLD)
                 for e in ('csv', 'xlsx')]
    seconds = {name: [] for name, _ in ways}
    clock = {name: [] for name, _ in ways}
    memory = {name: 0 for name, _ in ways}
    for _ in range(o.runs):
        for name, files in ways:
            spent, wall, most = load(o, files)
            seconds[name].append(spent)
            clock[name].append(wall)
            memory[name] = max(memory[name], most)
    print('%d rows, %d runs' % (rows, o.runs))
    print('| file | processor, s | ratio to XML | wall, s | memory, MB |\n'
          '|---|---|---|---|---|')
    for name, _ in ways:
        ratios = [a / b for a, b in zip(seconds[name], seconds['xml'])]
        print('| %s | %s | %s | %s | %.0f |' % (
            name, spread(seconds[name]), spread(ratios), spread(clock[name]),
            memory[name]))


main()
