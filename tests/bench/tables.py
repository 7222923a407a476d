#!/usr/bin/env python3
"""How long a table of persons takes to import, beside the same records as XML.

    tables.py HECHA GEN DATADIR WORK [--rows 100000] [--runs 5] [--xls ROWS]

A generated street's persons with the 47 columns of the national system, as
.csv in GB18030 and as .xlsx with shared strings; the XML is what `convert`
makes of the .csv. Each run imports each once into a new database, one after
the other; printed are seconds and the ratio to the XML of the same run, as
median (least to greatest), and the largest memory. --xls: so many rows as .xls
besides (65536 is all that it holds), with LibreOffice's part apart.
"""
import argparse
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


def timed(o, *command):
    env = dict(os.environ, HECHA_DATADIR=o.data)
    began = time.monotonic()
    child = subprocess.Popen([o.hecha, '--lang', 'en', *command], env=env,
                             stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit('%s: status %d' % (command, child.returncode))
    return time.monotonic() - began, usage.ru_maxrss / 1024


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
    o = p.parse_args()
    o.hecha = os.path.abspath(o.hecha)
    os.makedirs(o.work, exist_ok=True)
    rows = make(o)
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
    seconds = {name: [] for name, _ in ways}
    memory = {name: 0 for name, _ in ways}
    for _ in range(o.runs):
        for name, files in ways:
            wall, most = load(o, files)
            seconds[name].append(wall)
            memory[name] = max(memory[name], most)
    print('%d rows, %d runs' % (rows, o.runs))
    print('| file | wall, s | ratio to XML | memory, MB |\n|---|---|---|---|')
    for name, _ in ways:
        ratios = [a / b for a, b in zip(seconds[name], seconds['xml'])]
        print('| %s | %s | %s | %.0f |' % (name, spread(seconds[name]),
                                         spread(ratios), memory[name]))


main()
