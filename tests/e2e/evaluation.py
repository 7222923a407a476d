#!/usr/bin/env python3
"""A district's acceptance, to evaluate: 319 of 2,543 households that exit, 741 of
5,010 persons, and a quarter of the households that are not registered.

evaluation.py records DIR           register, rolls and the design of the sample
evaluation.py visits DIR LIST       what the visits to the sample LIST (CSV) found;
                                    whom LIST has replaced was not at home

The sizes of households are made after the draw, which does not know them.
"""
import csv
import hashlib
import sys

SEED, DIVISION, YEAR = '验收 12%', '379999001', '2026'
EXITS, PERSONS, VISITED, VISITED_PERSONS, LISTED = 2543, 5010, 319, 741, 400
GONE = 2  # of those drawn, not at home
SHAPE = f'xmlns="urn:hecha:1" year="{YEAR}" division="{DIVISION}"'


def village(i):
    return f'{DIVISION}{i % 10 + 1:03d}'


def ticket(i):
    text = f'{SEED}|{DIVISION}|{YEAR}|1|household|H{i:05d}'
    return hashlib.sha256(text.encode()).hexdigest()


def spread(total, ids):
    """So many persons to these households, as evenly as it goes."""
    base, more = divmod(total, len(ids))
    return {i: base + (n < more) for n, i in enumerate(ids)}


def sizes():
    order = sorted(range(EXITS), key=ticket)
    visited = order[GONE:VISITED + GONE]
    rest = order[:GONE] + order[VISITED + GONE:]
    return (spread(VISITED_PERSONS, visited) |
            spread(PERSONS - VISITED_PERSONS, rest))


def records(folder):
    size = sizes()
    with open(f'{folder}/register.xml', 'w', encoding='utf-8') as f:
        f.write(f'<register {SHAPE} source="current" exported="2026-12-16">\n')
        for i in range(10):
            # of whom its register and the roll have all
            persons = sum(size[k] for k in range(i, EXITS, 10)) + 140
            f.write(f'<village code="{village(i)}" name="测试{i + 1}村" population="{persons}"/>\n')
        for i in range(EXITS):
            f.write(f'<household id="H{i:05d}" village="{village(i)}" villager-group="第{i % 3 + 1}村民小组"'
                    f' head-name="测试户" head-number="379999198001010016" phone="15400000001" class="exit" mark="1" exit-year="{YEAR}" size="{size[i]}"/>\n')
        f.write('</register>\n')
    with open(f'{folder}/rolls.xml', 'w', encoding='utf-8') as f:
        f.write(f'<rolls {SHAPE}>\n')
        for i in range(LISTED):
            persons = 3 + (i < 200)
            f.write(f'<roll-entry id="V{i:04d}" roll="villager" village="{village(i)}" name="测试农户{i}" persons="{persons}"/>\n')
        f.write('</rolls>\n')
    with open(f'{folder}/design.xml', 'w', encoding='utf-8') as f:
        f.write('<sampling xmlns="urn:hecha:1" by="class"><stratum class="exit" share="12.53"/>'
                '<stratum class="unregistered" share="25"/></sampling>\n')


def visits(folder, path):
    with open(path, encoding='utf-8-sig') as f:
        rows = [r for r in csv.DictReader(f) if r['role'] != 'reserve']
    seen = [r for r in rows if not r['reason']]
    houses = [r['id'] for r in seen if r['kind'] == 'household']
    others = [r['id'] for r in seen if r['kind'] == 'unregistered']
    with open(f'{folder}/inspection.xml', 'w', encoding='utf-8') as f:
        f.write(f'<inspection {SHAPE}>\n<inspection-record id="P1" kind="evaluation" date="2026-12-20" inspector="测试员">\n')
        for n, i in enumerate(houses):
            fault = 'wrong-exit' if n in (7, 70) else 'none'
            appeal = ' appeal-outcome="upheld"' if n == 7 else ' appeal-outcome="rejected"' if n == 70 else ''
            satisfied = 'no' if n % 40 == 3 else 'no-answer' if n % 80 == 5 else 'yes'
            f.write(f'<sample household="{i}" visit="visited" identification="{fault}" satisfied="{satisfied}"{appeal}>')
            if fault != 'none':
                f.write('<fault>住房为危房</fault><evidence>住房照片</evidence><appeal>已另购住房</appeal>')
            f.write('</sample>\n')
        for i in others:
            f.write(f'<unregistered subject="{i}" visit="visited" identification="none" satisfied="yes"/>\n')
        f.write('</inspection-record>\n</inspection>\n')


if __name__ == '__main__':
    {'records': records, 'visits': visits}[sys.argv[1]](*sys.argv[2:])
