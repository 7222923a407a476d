#!/usr/bin/python3
"""Files that come again: what they were, what they are, and whether the
database says of them what one says that never saw them before.

comes_again.py list
    the cases, a line each: name, options of the first and of the second
    import, how many documents are replaced and how many unchanged then
comes_again.py before|after CASE DIR
comes_again.py differ AGAIN NEW
    a line for each difference between two databases
"""
import os
import sqlite3
import sys
import zipfile

from tables import Book

HEAD = '行政村代码,户编号,户主姓名,姓名,成员编号,证件号码,与户主关系'
A = '379999001001,h1,张三,张三,m1,37999919800101001X,本人或户主'
B = '379999001002,h2,李四,李四,m2,379999198001010028,本人或户主'
LAYOUT = ('<layout xmlns="urn:hecha:1" id="own" version="1"><title xml:lang="zh"'
          '>自</title><title xml:lang="en">own</title><fact path="register/'
          'household@exit-year" titles="那一年"/></layout>')


def rows(*lines):
    return ''.join(line + '\n' for line in lines)


def column(title, a, b):
    return rows(HEAD + ',' + title, A + ',' + a, B + ',' + b)


def csv(text, then):
    return {'t.csv': text}, {'t.csv': then}


def turned(text):
    return rows(*(','.join(reversed(line.split(',')))
                  for line in text.splitlines()))


def book(sheet='一', extra=(), second=(), stamp=1980):
    b = Book()
    b.sheet(sheet, [line.split(',') for line in (HEAD, A, B)] + list(extra))
    if second:
        b.sheet('名册', [line.split(',') for line in second])
    return (b, stamp)


ROLLS = ('编号,所在名册,所在行政村代码,姓名,证件号码,其户人口数',
         'R1,低保人口,379999001001,王五,379999198001010036,')
TWO = (ROLLS[0], ROLLS[1] + '3')
CASES = {
    # a cell is blank, and then holds what cannot be read; and the reverse
    'refused': csv(column('脱贫年度', '', '2019'),
                   column('脱贫年度', '去年', '2019')),
    'mended': csv(column('脱贫年度', '去年', '2019'),
                  column('脱贫年度', '', '2019')),
    'elsewhere': csv(column('脱贫年度', '去年', ''),
                     column('脱贫年度', '', '去年')),
    'code': csv(column('脱贫属性', '不知', ''), column('脱贫属性', '不详', '')),
    # rows and columns that move
    'down': csv(rows(HEAD, A, B), rows(',' * 6, ',' * 6, HEAD, A, B)),
    'apart': csv(rows(HEAD, A, B), rows(HEAD, A, ',' * 6, B)),
    'columns': csv(rows(HEAD, A, B), turned(rows(HEAD, A, B))),
    'renamed': ({'t.xlsx': book('一')}, {'t.xlsx': book('二')}),
    # a column without a cell is another thing than none
    'column': csv(rows(HEAD, A, B), column('银行卡号', '', '')),
    'none': csv(column('银行卡号', '', ''), rows(HEAD, A, B)),
    # rows that are left out
    'left-out': csv(rows(HEAD, A, B), rows(HEAD, A, B, ',' + B.split(',', 1)[1]
                                           .replace('2', '3'))),
    # a workbook of which one sheet changes: the other's document does not
    'sheet': ({'t.xlsx': book(second=TWO)},
              {'t.xlsx': book(second=(ROLLS[0], ROLLS[1] + '4'))}),
    'sheet-refused': (
        {'t.xlsx': book(second=ROLLS)},
        {'t.xlsx': book(second=(ROLLS[0], ROLLS[1] + '约三人'))}),
    # a file more besides: the sheets of all are counted on
    'besides': ({'t.csv': rows(HEAD, A)},
                {'t.csv': rows(HEAD, A), 'a.csv': rows(HEAD, B)}),
    # the same, saved once more; and nothing at all
    'saved': ({'t.xlsx': book()}, {'t.xlsx': book(stamp=1999)}),
    'still': csv(column('脱贫年度', '去年', ''), column('脱贫年度', '去年', '')),
    # what the command line says of them
    'division': csv(rows(HEAD, A, B), rows(HEAD, A, B)),
    'exported': csv(rows(HEAD, A, B), rows(HEAD, A, B)),
    'layout': csv(column('那一年', '', '去年'), column('那一年', '', '去年')),
    'layout-blank': csv(column('那一年', '', ''), column('那一年', '', '')),
    # XML
    'line': ({'t.xml': '%s'}, {'t.xml': '\n%s'}),
}
DIVISION = '--division 379999001 --year 2026 --source current'
TOLD = DIVISION + ' --exported 2026-11-20'
OPTIONS = {
    'division': (TOLD.replace('9001 ', '9002 '), TOLD),
    'exported': (TOLD, TOLD.replace('-20', '-21')),
    'layout': (TOLD, TOLD + ' --layout LAYOUT'),
    'layout-blank': (TOLD, TOLD + ' --layout LAYOUT'),
}
# replaced, unchanged
COUNTS = {'sheet': (1, 1), 'sheet-refused': (1, 1), 'besides': (0, 1),
          'saved': (0, 1), 'still': (0, 1)}
REGISTER = ('<register xmlns="urn:hecha:1" year="2026" source="current" '
            'division="379999001" exported="2026-12-16"><household id="h1" '
            'village="379999001001" head-name="张三" class="none" mark="9"/>'
            '</register>')

# Documents are told by their names; rows by what they say, and not their
# numbers.
DOCUMENT = 'FROM %s t JOIN hc_document d ON d.id = t.document'
KNOWN = {
    'hc_document': 'SELECT kind, name, sha256, records, stored, rejected,'
    ' refused, source, year, division, exported FROM hc_document',
    'hc_reject': 'SELECT d.name, line, record, code, text_en, text_zh, place '
    + DOCUMENT % 'hc_reject',
    'hc_part': 'SELECT d.name, t.name, t.sha256 ' + DOCUMENT % 'hc_part',
    'hc_place': 'SELECT d.name, t.line, s.file, s.name, t.src ' +
    DOCUMENT % 'hc_place' + ' LEFT JOIN hc_sheet s ON s.document = d.id AND'
    ' s.sheet = t.sheet',
    'hc_sheet': 'SELECT d.name, file, t.name ' + DOCUMENT % 'hc_sheet',
    'hc_column': 'SELECT d.name, s.file, s.name, tbl, col, letters ' +
    DOCUMENT % 'hc_column' + ' LEFT JOIN hc_sheet s ON s.document = d.id AND'
    ' s.sheet = t.sheet',
    'hc_undelivered': 'SELECT d.name, tbl, col, fact ' +
    DOCUMENT % 'hc_undelivered',
    'hc_usual': 'SELECT d.name, tbl, col ' + DOCUMENT % 'hc_usual',
    'hc_unread': 'SELECT name FROM hc_unread',
    'household': 'SELECT d.name, line, t.id, village, head_name, exit_year ' +
    DOCUMENT % 'household',
    'member': 'SELECT d.name, line, t.id, number ' + DOCUMENT % 'member',
    'village': 'SELECT d.name, line, code, t.name ' + DOCUMENT % 'village',
}


def write(path, what):
    if isinstance(what, tuple):
        what[0].write(path)
        stamp(path, what[1])
        return
    with open(path, 'w', encoding='utf-8') as f:
        f.write(what.replace('%s', REGISTER))


def stamp(path, year):
    """The day on which the entries of a workbook were written."""
    with zipfile.ZipFile(path) as z:
        entries = [(name, z.read(name)) for name in z.namelist()]
    with zipfile.ZipFile(path, 'w', zipfile.ZIP_DEFLATED) as z:
        for name, data in entries:
            z.writestr(zipfile.ZipInfo(name, (year, 1, 1, 0, 0, 0)), data)


def differ(again, new):
    said = 0
    for what, sql in KNOWN.items():
        found = []
        for path in (again, new):
            with sqlite3.connect(path) as db:
                found.append(sorted(map(repr, db.execute(sql))))
        for name, a, b in (('again', *found), ('new', *reversed(found))):
            for row in a:
                if a.count(row) > b.count(row):
                    print(what, name, row)
                    said += 1
        if not found[1] and what == 'hc_document':
            print(what, 'is empty')
    return said


def main():
    what = sys.argv[1]
    if what == 'list':
        for name in CASES:
            first, then = OPTIONS.get(name, (TOLD, TOLD))
            print(name, *COUNTS.get(name, (1, 0)), first, '|', then)
    elif what == 'differ':
        differ(*sys.argv[2:])
    else:
        for name, text in CASES[sys.argv[2]][what == 'after'].items():
            write(os.path.join(sys.argv[3], name), text)
        with open(os.path.join(sys.argv[3], '..', 'own'), 'w',
                  encoding='utf-8') as f:
            f.write(LAYOUT)


if __name__ == '__main__':
    main()
