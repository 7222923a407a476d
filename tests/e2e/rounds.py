#!/usr/bin/env python3
"""A street's register in the forms that offices have it in.

rounds.py make STREET DIR FORM…: its documents as DIR/FORM, with the register as
that form has it. rounds.py forms: the names of the forms.

    carried       XML without what a table of households cannot carry
    NN-csv        GB18030, every cell ="…"
    NN-html       a web page called .xls
    NN-openpyxl   .xlsx by openpyxl: titles above, cell dates, labels, sums below
    NN-shared     .xlsx by libxlsxwriter, all cells text (MAKE_TABLE makes it)
    NN-office     .xlsx by LibreOffice
    NN-xls        .xls by LibreOffice: formulas, merged cells, hidden sheets,
                  number formats
    template      a blank workbook of hecha's, filled in by openpyxl

47 is the table of persons of 47 columns with that of households of 53; 27 the
one list of both.

rounds.py compare A B: by the answers (JSON) and findings (CSV) of two audits,
A.json, A.csv and so on, each check that B could make found in B what it found
in A, by identity; prints how many checks and findings, what differs, and of
checks that B could make only in part, what was not found and what they lacked.
"""
import collections
import csv
import datetime
import glob
import html
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from xml.etree import ElementTree as ET

import openpyxl
from openpyxl.utils import get_column_letter

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.path.dirname(os.path.dirname(HERE))
NS = '{urn:hecha:1}'
ET.register_namespace('', 'urn:hecha:1')


def module(name):
    spec = importlib.util.spec_from_file_location(name, f'{HERE}/{name}.py')
    m = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(m)
    return m


national, ledgers = module('national'), module('ledgers')
LIST = ('县|乡|行政村|自然村|户编号|人编号|姓名|证件号码|人数|与户主关系|民族|'
        '文化程度|在校生状况|健康状况|劳动技能|务工状况|务工时间(月)|'
        '参加大病医疗|脱贫属性|脱贫年度|贫困户属性|主要致贫原因|危房户|饮水安全|'
        '饮水困难|人均纯收入|联系电话').split('|')
LIST_FACTS = ('- - V H@villager-group H@id id name number H@size relation '
              'nation education schooling health skill work-place work-months '
              'serious-illness-insurance H@mark H@exit-year H@attribute '
              'H@main-cause L@dangerous-house L@water-safe L@water-difficulty '
              'I@per-capita-income H@phone').split(' ')
VILLAGE = ['村代码', '村名称', '是否贫困村', '总户数', '总人口数']
VILLAGE_FACTS = ['code', 'name', 'poor', 'households', 'population']
EXCEL = '1900-03-01'  # of the days before it has another calendar
FORMS = ['csv', 'html', 'openpyxl', 'shared', 'office', 'xls']


def types():
    """Of each fact: how it is kept, and its list."""
    of = ledgers.stores(DATA + '/schemas')
    schema = ledgers.Schema(DATA + '/schemas', 'register')
    where = {('household', None): '', ('household', 'income'): 'I',
             ('household', 'living'): 'L', ('member', None): 'M',
             ('village', None): 'V'}
    return {(where[(e, (path or [None])[0])] or 'H', a): of(t)
            for _, e, _, columns in schema.sheets for _, path, a, t in columns
            if (e, (path or [None])[0]) in where and a}


class Street:
    """A register, and its tables: names, titles, rows of (text, kept as, list).
    """

    def __init__(self, path):
        self.root = carried(ET.parse(path).getroot())
        self.types = types()
        self.labels = lambda l: ledgers.labels(DATA + '/schemas', l)
        self.names = {v.get('code'): v.get('name')
                      for v in self.root.findall(NS + 'village')}

    def cell(self, fact, household, member):
        element, key = self.where(fact, household, member)
        text = '' if element is None else element.get(key[1], '')
        if fact in ('-', 'V', 'Y'):
            text = national.value(fact, self.root.get('year'), self.names,
                                  household, member)
        return (text,) + tuple(self.types.get(key, (None, None)))

    def where(self, fact, household, member):
        key = fact.split('@')[-1]
        if '@' not in fact:
            return member, ('M', key)
        element = {'H': household, 'I': household.find(NS + 'income'),
                   'L': household.find(NS + 'living')}[fact[0]]
        return element, (fact[0], key)

    def tables(self, width):
        households = self.root.findall(NS + 'household')

        def persons(facts):
            return [[self.cell(f, h, m) for f in facts] for h in households
                    for m in h.findall(NS + 'member') if not m.get('state')]
        yield ('村表', VILLAGE,
               [[(v.get(f, ''),) + tuple(self.types.get(('V', f),
                                                        (None, None)))
                 for f in VILLAGE_FACTS]
                for v in self.root.findall(NS + 'village')])
        if width == '27':
            yield '贫困户名单', LIST, persons(LIST_FACTS)
            return
        yield ('户信息', national.HOUSEHOLD,
               [[self.cell(f, h, None) for f in national.HOUSEHOLD_FACTS]
                for h in households])
        yield '人员信息', national.PERSON, persons(national.PERSON_FACTS)


def carried(root):
    """What a table can carry: not members who are no more, households of which
    the id stands twice, of a village that the list does not have, or of nobody.
    """
    places = {v.get('code') for v in root.findall(NS + 'village')}
    ids = [h.get('id') for h in root.findall(NS + 'household')]
    for h in root.findall(NS + 'household'):
        if ids.count(h.get('id')) > 1 or h.get('village') not in places or \
                not h.findall(NS + 'member'):
            root.remove(h)
        for m in h.findall(NS + 'member'):
            if m.get('state'):
                h.remove(m)
    return root


def shown(street, cell, i):
    """As people write it: labels and codes by turns, 是 and √."""
    text, store, codes = cell
    if not text:
        return ''
    if store == 'bool':
        return ('是√Y1' if text in ('true', '1') else '否×N0')[i % 4]
    if codes and store != 'list' and i % 3:
        return street.labels(codes)[text]
    if codes and store == 'list' and i % 3:
        return '、'.join(street.labels(codes)[c] for c in text.split())
    return ','.join(text.split()) if store == 'list' else text


def as_texts(street, rows):
    return [[shown(street, c, i + k) for k, c in enumerate(row)]
            for i, row in enumerate(rows)]


def write_csv(street, path, titles, rows):
    with open(path + '.csv', 'w', encoding='gb18030', newline='') as f:
        for row in [titles] + as_texts(street, rows):
            f.write(','.join('="%s"' % c.replace('"', '""') for c in row)
                    + '\r\n')


def write_html(street, path, titles, rows):
    cells = [[html.escape(c) or '&nbsp;' for c in row]
             for row in [titles] + as_texts(street, rows)]
    with open(path + '.xls', 'w', encoding='gb18030', newline='') as f:
        f.write('<html><head><meta http-equiv="Content-Type" content="text/'
                'html; charset=gb2312"></head><body><table border=1>')
        for row in cells:
            f.write('<tr><td>' + '</td><td>'.join(row) + '</td></tr>\r\n')
        f.write('</table></body></html>')


def typed(street, cell, i):
    """As a cell of its own kind, and the format that it is shown by."""
    text, store, codes = cell
    if text and store in ('date', 'birth') and len(text) == 10 and \
            text >= EXCEL:
        return (datetime.datetime.fromisoformat(text),
                ['yyyy-mm-dd', 'yyyy"年"m"月"d"日"', 'yyyy/m/d'][i % 3])
    if text and store == 'int':
        return int(text), 'General'
    if text and store in ('money', 'quantity'):
        return float(text), ['#,##0.00', '0.00', 'General'][i % 3]
    return shown(street, cell, i) or None, '@'


def write_book(street, path, titles, rows, is_rich=False):
    """Titles and their dates above, sums below; is_rich: formulas, hidden
    sheets with other rows, and what is the same in a household merged."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = os.path.basename(path)
    sheet.append(['%s（全国系统导出）' % sheet.title])
    sheet.append(['导出日期：%s' % street.root.get('exported')])
    for r in (1, 2):
        sheet.merge_cells(start_row=r, end_row=r, start_column=1,
                          end_column=len(titles))
    sheet.append(titles)
    for i, row in enumerate(rows):
        for k, c in enumerate(row):
            value, form = typed(street, c, i + k)
            if value is None:
                continue
            target = sheet.cell(i + 4, k + 1)
            if is_rich and isinstance(value, float) and i % 2:
                value = '=%r-%d+%d' % (value + 100, 50, -50)
                value = '=ROUND(%s,2)' % value[1:]
            elif is_rich and c[1] is None and c[2] is None and i % 5 == 4 \
                    and '"' not in value:
                value, form = '="%s"&"%s"' % (value[:3], value[3:]), 'General'
            target.value, target.number_format = value, form
    if is_rich:
        merge(sheet, titles, rows)
        for hidden, state in (('旧数据', 'hidden'), ('备份', 'veryHidden')):
            other = book.create_sheet(hidden)
            other.append(titles)
            other.append(['作废'] * len(titles))
            other.sheet_state = state
        book.create_sheet('空表')
    sheet.cell(len(rows) + 4, 1).value = '合计'
    sheet.cell(len(rows) + 4, len(titles)).value = len(rows)
    book.save(path + '.xlsx')


def merge(sheet, titles, rows):
    """The household's columns down its persons."""
    if '户编号' not in titles or '姓名' not in titles:
        return
    key = titles.index('户编号')
    ids = [r[key][0] for r in rows]
    same = [k for k in range(len(titles)) if titles[k] in
            ('村', '行政村', '户编号', '户主姓名', '人数', '脱贫属性', '危房户')]
    first = 0
    for i in range(1, len(rows) + 1):
        if i < len(rows) and ids[i] == ids[first]:
            continue
        for k in same:
            values = {r[k][0] for r in rows[first:i]}
            if i - first > 1 and len(values) == 1:
                for r in range(first + 1, i):
                    sheet.cell(r + 4, k + 1).value = None
                sheet.merge_cells(start_row=first + 4, end_row=i + 3,
                                  start_column=k + 1, end_column=k + 1)
        first = i


def write_shared(street, path, titles, rows):
    text = '\n'.join('\t'.join(row) for row in
                     [titles] + as_texts(street, rows))
    subprocess.run([os.environ['MAKE_TABLE'], path + '.xlsx'],
                   input=text.encode(), check=True)


def by_office(directory, ending, paths):
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(['soffice', '-env:UserInstallation=file://' + home,
                        '--headless', '--convert-to', ending, '--outdir',
                        directory] + paths, check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def write_tables(street, directory, width, form):
    paths = []
    with tempfile.TemporaryDirectory() as work:
        office = {'office': 'xlsx', 'xls': 'xls'}.get(form)
        for name, titles, rows in street.tables(width):
            path = f'{work if office else directory}/{name}'
            if office or form == 'openpyxl':
                write_book(street, path, titles, rows, form == 'xls')
            else:
                globals()['write_' + form](street, path, titles, rows)
            paths.append(path + '.xlsx')
        if office:
            by_office(directory, office, paths)


def number_owners(sheet, root, path, found):
    """Rows are numbered; where an id stands twice above, which row is meant."""
    for i in range(len(found)):
        sheet.cell(i + 5, 1).value = i + 1
    if len(path) < 2:
        return
    owners = [n for n, _ in ledgers.records(root, path[:-1])]
    ids = [n.get('id') for n in owners]
    if len(set(ids)) == len(ids):
        return
    column = sheet.max_column + 1
    while sheet.cell(3, column - 1).value is None:
        column -= 1
    sheet.cell(3, column).value = '所属序号'
    number = {id(n): k + 1 for k, n in enumerate(owners)}
    for i, (_, above) in enumerate(found):
        sheet.cell(i + 5, column).value = number[id(above[-1])]


def fill(book, roots):
    """A blank workbook with the values of documents, as its help says."""
    of = ledgers.stores(DATA + '/schemas')
    head = book['文件信息']
    columns = {c.value: c.column for c in head[3]}
    for kind in ledgers.schemas(DATA + '/schemas'):
        root = roots.get(kind.kind)
        if root is None:
            continue
        for row in range(5, head.max_row + 1):
            if head.cell(row, columns['文件种类']).value != \
                    ledgers.title(kind.elements[kind.kind]):
                continue
            for text, _, a, t in kind.facts(kind.elements[kind.kind], []):
                if a and text in columns:
                    head.cell(row, columns[text]).value = ledgers.shown(
                        root.get(a), *of(t), DATA + '/schemas')
        for name, element, parents, facts in kind.sheets:
            path = [p.get('name') for p in parents] + [element]
            sheet = book[name]
            titles = {c.value: c.column for c in sheet[3]}
            found = list(ledgers.records(root, path))
            number_owners(sheet, root, path, found)
            for i, (node, above) in enumerate(found):
                for text, p, a, t in facts:
                    value = ledgers.value_of(node, above, p, a)
                    cell = ledgers.shown(value, *of(t), DATA + '/schemas')
                    if isinstance(cell, datetime.datetime) and value < EXCEL:
                        cell = value
                    sheet.cell(i + 5, titles[text]).value = cell


def write_template(documents, directory):
    """One workbook of every kind, and one for each other register."""
    others = [r for r in documents if r.tag == NS + 'register' and
              r.get('source') != 'current']
    whole = {r.tag[len(NS):]: r for r in documents if r not in others}
    hecha = os.environ['HECHA']
    for name, roots, kinds in (
            [('台账', whole, [])] +
            [(r.get('source'), {'register': r}, ['register'])
             for r in others]):
        path = f'{directory}/{name}.xlsx'
        subprocess.run([hecha, 'template'] + kinds + ['-o', path], check=True,
                       stdout=subprocess.DEVNULL)
        book = openpyxl.load_workbook(path)
        fill(book, roots)
        book.save(path)


def make(street, directory, form):
    out = f'{directory}/{form}'
    os.makedirs(out)
    documents = sorted(glob.glob(street + '/*.xml'))
    if form == 'template':
        write_template([ET.parse(d).getroot() for d in documents], out)
        return
    for d in documents:
        if os.path.basename(d) != 'register.xml':
            shutil.copy(d, out)
    register = Street(street + '/register.xml')
    if form == 'carried':
        ET.ElementTree(register.root).write(
            out + '/register.xml', encoding='utf-8', xml_declaration=True)
    else:
        write_tables(register, out, *form.split('-'))


def read_run(path):
    with open(path + '.json', encoding='utf-8') as f:
        checks = json.load(f)['checks']
    with open(path + '.csv', encoding='utf-8-sig', newline='') as f:
        findings = [(r['check'], r['id']) for r in csv.DictReader(f)]
    made = {c['id']: c['reason'] for c in checks
            if c['answer'] != 'not-checkable'}
    return made, findings


def compare(a, b):
    """What could be made as a whole found the same; what could not, nothing
    that the whole does not find."""
    (_, first), (made, second) = read_run(a), read_run(b)
    first = [f for f in first if f[0] in made]
    differ = [f for f in sorted(set(first) ^ set(second))
              if not made.get(f[0]) or f in set(second)]
    missed = collections.Counter(c for c, i in set(first) - set(second))
    print(f'{len(made)} checks, {len(first)} findings, {len(second)} found '
          f'again, {len(differ)} wrong:',
          ' '.join(sorted({c for c, _ in differ})))
    for check, n in sorted(missed.items()):
        print(f'  {check}: {n} not found: {made[check] or "?"}')
    return 1 if differ or len(set(second)) != len(second) else 0


if sys.argv[1] == 'forms':
    print('\n'.join(['template'] +
                    [f'{w}-{f}' for w in ('47', '27') for f in FORMS]))
elif sys.argv[1] == 'compare':
    sys.exit(compare(*sys.argv[2:]))
else:
    for one in sys.argv[4:]:
        make(*sys.argv[2:4], one)
