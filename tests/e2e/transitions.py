#!/usr/bin/env python3
"""All ways of a household from last year's register to this year's.

transitions.py make TABLE DIR      a household for each, in documents
transitions.py compare TABLE       the findings (JSON on standard input) against the table

The table (transitions.tsv) says what is right; its head explains it.
"""
import itertools
import json
import sys

MARKS = ['0', '1', '2', '3', '4', 'blank']
BEFORE = MARKS + ['absent', 'struck']
CLASSES = ['exit', 'clear', 'new', 'return', 'none', 'blank']
CHECKS = {'NAT-08', 'NAT-09', 'STD-10', 'STD-11', 'STD-19', 'STD-20'}
YEAR = 2026


def ways():
    there = itertools.product(BEFORE, CLASSES, MARKS, ['there', 'struck'])
    gone = ((b, '-', '-', 'gone') for b in BEFORE)
    for n, way in enumerate(itertools.chain(there, gone), 1):
        yield 'H%05d' % n, way


def element(name, attributes, inner=''):
    text = ''.join(' %s="%s"' % (k, v) for k, v in attributes.items()
                   if v not in (None, 'blank'))
    return '<%s%s>%s</%s>\n' % (name, text, inner, name)


def years_before(before):
    """first, exit and return year of last year's register"""
    if before in '14':
        return 2015, 2020, None
    if before == '3':
        return 2015, 2018, 2020
    return 2015, None, None


def years_now(before, kind, mark):
    first, exit_year, again = years_before(before)
    if kind == 'exit':
        return first, YEAR, again
    if kind == 'clear':
        return first, exit_year or YEAR, again
    if kind == 'new':
        return YEAR, None, None
    if kind == 'return':
        return first, exit_year or 2018, YEAR
    if mark in ('0', '2'):
        return first, None, again if mark == before else None
    if mark in ('1', '4'):
        return first, exit_year or YEAR - 1, again
    if mark == '3' and mark != before:
        return first, exit_year or 2018, YEAR
    return first, exit_year, again


def number(n):
    """an identity number that belongs to nobody, with its check digit"""
    body = '3799991980%02d%02d%03d' % (n % 12 + 1, n // 12 % 28 + 1, n % 999)
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(c) * w for c, w in zip(body, weights))
    return body + '10X98765432'[total % 11]


def household(ident, kind, mark, years, valid):
    own = number(int(ident[1:]))
    person = {'id': 'P' + ident[1:], 'name': '测试' + ident, 'number': own,
              'birth': '%s-%s-%s' % (own[6:10], own[10:12], own[12:14])}
    attributes = {'id': ident, 'village': '379999001001', 'class': kind,
                  'mark': mark, 'first-year': years[0], 'exit-year': years[1],
                  'return-year': years[2], 'valid': valid,
                  'head-name': person['name'], 'head-number': own,
                  'head-id': person['id'],
                  'ground': 'income' if '4' in (mark, kind) or kind == 'clear'
                  else None}
    return element('household', attributes,
                   element('member', person))


def make(directory):
    now = before = ''
    for ident, (b, kind, mark, presence) in ways():
        if b != 'absent':
            state = '0' if b == 'struck' else b
            before += household(ident, 'none', state, years_before(state),
                                0 if b == 'struck' else 1)
        if presence != 'gone':
            now += household(ident, kind, mark, years_now(b, kind, mark),
                             1 if presence == 'there' else 0)
    head = 'xmlns="urn:hecha:1" division="379999001"'
    documents = {
        'register': 'register %s year="2026" source="current"'
                    ' exported="2026-12-27"' % head,
        'previous': 'register %s year="2025" source="previous"'
                    ' exported="2025-12-27"' % head,
        'collection': 'collection %s year="2026" exported="2026-12-27"' % head,
        'procedure': 'procedure %s year="2026" exported="2026-12-27"' % head,
    }
    for name, start in documents.items():
        inner = {'register': now, 'previous': before}.get(name, '')
        with open('%s/%s.xml' % (directory, name), 'w',
                  encoding='utf-8') as f:
            f.write('<?xml version="1.0" encoding="UTF-8"?>\n<%s>\n%s</%s>\n'
                    % (start, inner, start.split()[0]))


def rows(table):
    with open(table, encoding='utf-8') as f:
        lines = [s.rstrip('\n').split('\t') for s in f if s[0] != '#']
    assert lines[0][:5] == ['before', 'class', 'mark', 'presence', 'findings']
    return lines[1:]


def fits(row, way):
    before, kind, mark, presence = way
    if row[2] == 'same':
        marks = mark == before
    elif row[2] == 'other':
        marks = mark != before
    else:
        marks = row[2] == '*' or mark in row[2].split(',')
    return (marks and row[3] == presence
            and (row[0] == '*' or before in row[0].split(','))
            and (row[1] == '*' or kind in row[1].split(',')))


def compare(table):
    found = {}
    for f in json.load(sys.stdin):
        if f['check'] in CHECKS:
            found.setdefault(f['household'], []).append(f['check'])
    lines = rows(table)
    used, wrong, n = set(), 0, 0
    for ident, way in ways():
        n += 1
        i = next((i for i, r in enumerate(lines) if fits(r, way)), None)
        if i is None:
            print('%s: no line of the table fits' % ' '.join(way))
            wrong += 1
            continue
        used.add(i)
        right = lines[i][4].replace('-', '', 1) if lines[i][4] == '-' \
            else lines[i][4]
        got = ' '.join(sorted(found.pop(ident, [])))
        if got != right:
            print('%s: found %s, right %s (%s)' % (
                ' '.join(way), got or '-', right or '-', lines[i][5]))
            wrong += 1
    for i, r in enumerate(lines):
        if i not in used:
            print('nothing fits the line: %s' % ' '.join(r[:4]))
            wrong += 1
    for ident in found:
        print('%s: nobody asked for it' % ident)
        wrong += 1
    print('%d ways, %d wrong' % (n, wrong))
    return 1 if wrong else 0


if __name__ == '__main__':
    if sys.argv[1] == 'make':
        make(sys.argv[3])
    else:
        sys.exit(compare(sys.argv[2]))
