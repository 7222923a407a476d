#!/usr/bin/env python3
"""A fact that is not there is never a pass: each fact of a clean street, changed.

facts.py run TABLE STREET PLAN     change each and hold the answers against the table
facts.py found TABLE STREET PLAN   the same, and print the table as it was found

Every attribute and every element of the documents is taken away everywhere and
from one record, is blanked in another, and, where it is a date, a code, a number
or a name, gives way to a neighbour in a third. The two registers of this
year are changed together as "registers" (what the system has is what was
collected); "collected" is what was collected alone. The table (facts.tsv) says what has to be answered; its head explains it.

--part N/M      the Nth of M parts of the cases only
--only WORD     cases whose name holds this word only
--jobs N        so many at a time
"""
import argparse
import collections
import copy
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from concurrent.futures import ThreadPoolExecutor

NS = '{urn:hecha:1}'
XS = '{http://www.w3.org/2001/XMLSchema}'
MODEL = '{urn:hecha:model:1}'
REASONED = ('none:', 'open:')
CHANGES = ['everywhere', 'once', 'blank', 'neighbour']
# The two registers of this year say the same: what one of them lacks alone is a
# difference, and what both lack has to be told by what looks at one.
DOCUMENTS = {'registers': ['register', 'collected']}

Fact = collections.namedtuple('Fact', 'document element attribute')
Case = collections.namedtuple('Case', 'fact change')
ET.register_namespace('', 'urn:hecha:1')


def name(tag):
    return tag.replace(NS, '')


# ------------------------------------------------------------------ schemas

class Types:
    """which simple type an attribute has, and what the codes of a list are"""

    def __init__(self, data):
        self.elements, self.complex, self.lists = {}, {}, {}
        folder = os.path.join(data, 'schemas')
        self.roots = {}
        for file in sorted(os.listdir(folder)):
            if not file.endswith('.xsd'):
                continue
            root = ET.parse(os.path.join(folder, file)).getroot()
            for node in root:
                if node.tag == XS + 'element':
                    self.elements[(file, node.get('name'))] = node
                elif node.tag == XS + 'complexType':
                    self.complex[node.get('name')] = node
                elif node.tag == XS + 'simpleType':
                    codes = node.find('.//' + MODEL + 'codes')
                    if codes is not None:
                        self.lists[node.get('name')] = codes.get('list')
        codes = ET.parse(os.path.join(folder, 'codes.xml')).getroot()
        self.codes = {x.get('id'): [i.get('code') for i in x.iter(NS + 'item')]
                      for x in codes.iter(NS + 'list')}

    def of(self, root, path, attribute):
        file = root + '.xsd'
        node = self.elements[(file, root)]
        for step in path.split('/')[1:] if '/' in path else []:
            node = self.child(file, node, step)
        for a in self.body(node).iter(XS + 'attribute'):
            if a.get('name') == attribute:
                return a.get('type')
        raise SystemExit('no attribute %s of %s' % (attribute, path))

    def body(self, node):
        return self.complex.get(node.get('type'), node)

    def child(self, file, node, step):
        for e in self.body(node).iter(XS + 'element'):
            if e.get('ref') == step:
                return self.elements[(file, step)]
            if e.get('name') == step and e is not node:
                return e
        raise SystemExit('no element %s' % step)


def neighbour(types, kind, value, others):
    """another value that might stand there as well; None: there is none"""
    number = re.fullmatch(r'-?\d+(\.\d+)?', value)
    if kind in ('date', 'birth-date'):
        return following(value)
    if kind == 'time':
        return '%02d%s' % ((int(value[:2]) + 1) % 24, value[2:])
    if kind == 'yes-no':
        return {'1': '0', '0': '1', 'true': 'false', 'false': 'true',
                '是': '否', '否': '是'}[value]
    if kind in ('count', 'integer', 'year', 'money', 'quantity') and number:
        places = len(value.partition('.')[2])
        return '%.*f' % (places, float(value) + 1)
    if kind in types.lists:
        codes = types.codes[types.lists[kind]]
        first = value.split()
        at = codes.index(first[0]) if first[0] in codes else 0
        return ' '.join([codes[(at + 1) % len(codes)]] + first[1:])
    if kind in ('id-number', 'certificate-number'):
        return value[:16] + str((int(value[16:17] or 0) + 1) % 10) + value[17:]
    if kind in ('phone-number', 'account'):
        return value[:-1] + str((int(value[-1]) + 1) % 10)
    if kind in ('record-id', 'village-code', 'person-name', 'name-list'):
        return next((o for o in others if o != value), None)
    return None


def following(day):
    import datetime
    d = datetime.date.fromisoformat(day) + datetime.timedelta(days=1)
    return d.isoformat()


# ---------------------------------------------------------------- documents

def walk(node, path=''):
    path = path + '/' + name(node.tag) if path else name(node.tag)
    yield path, node
    for child in node:
        yield from walk(child, path)


def facts_of(document, root):
    found = {}
    for path, node in walk(root):
        if '/' in path:
            found[Fact(document, path, '.')] = True
        for attribute in node.attrib:
            found[Fact(document, path, attribute)] = True
    return list(found)


def index(root):
    """path of an element: (parent, node) of all that stand there"""
    found = {}
    parents = {c: p for p in root.iter() for c in p}
    for path, node in walk(root):
        found.setdefault(path, []).append((parents.get(node), node))
    return found


def places(at, fact):
    """(parent, node) of all that have it"""
    return [(p, n) for p, n in at.get(fact.element, [])
            if fact.attribute == '.' or fact.attribute in n.attrib]


def value_beside(types, at, fact):
    """the middle one that has it, and what might stand there as well"""
    here = [n for _, n in places(at, fact)]
    root = fact.element.partition('/')[0]
    node = here[len(here) // 2]
    return node, neighbour(
        types, types.of(root, fact.element, fact.attribute),
        node.get(fact.attribute), [n.get(fact.attribute) for n in here])


def is_text(here):
    return all(not n.attrib and not len(n) for _, n in here)


def is_possible(types, at, case):
    fact, change = case
    if change == 'blank':
        return fact.attribute != '.' or is_text(places(at, fact))
    if change == 'neighbour':
        return fact.attribute != '.' and value_beside(
            types, at, fact)[1] is not None
    return True


def apply(types, at, case):
    fact, change = case
    here = places(at, fact)
    if change == 'neighbour':
        node, value = value_beside(types, at, fact)
        node.set(fact.attribute, value)
    elif change == 'blank':
        if fact.attribute == '.':
            here[-1][1].text = None
        else:
            here[-1][1].set(fact.attribute, '')
    else:
        for parent, node in here if change == 'everywhere' else here[:1]:
            if fact.attribute == '.':
                parent.remove(node)
            else:
                del node.attrib[fact.attribute]


# ------------------------------------------------------------------ program

class Street:
    def __init__(self, program, data, folder, plan, work):
        self.program, self.folder, self.work = program, folder, work
        self.types = Types(data)
        self.trees = {f[:-4]: ET.parse(os.path.join(folder, f)).getroot()
                      for f in sorted(os.listdir(folder)) if f.endswith('.xml')}
        self.at = {d: index(root) for d, root in self.trees.items()}
        self.base = os.path.join(work, 'base.db')
        self.call(self.base, 'init', '--plan', plan)
        self.call(self.base, 'import', *[os.path.join(folder, n + '.xml')
                                         for n in self.trees])
        self.before = self.answers(self.base, os.path.join(work, 'before.db'))
        if self.before['verdict'] != 'met':
            raise SystemExit('the street is not clean')

    def call(self, db, *arguments):
        return subprocess.run(
            [self.program, '--lang', 'en', '--db', db, *arguments],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            check=False, timeout=300)

    def answers(self, db, own):
        if db != own:
            shutil.copy(db, own)
        made = self.call(own, 'check', '-j1', '--format', 'json',
                         '--fail-on', 'none')
        return json.loads(made.stdout)

    def cases(self):
        for document, root in self.trees.items():
            if document == 'register':
                document = 'registers'
            for fact in facts_of(document, root):
                yield from self.cases_of(fact)

    def cases_of(self, fact):
        for change in CHANGES:
            if fact.document == 'collected' and change == 'blank':
                continue
            case = Case(fact, change)
            if all(fact.element in self.at[d]
                   and is_possible(self.types, self.at[d], case)
                   for d in DOCUMENTS.get(fact.document, [fact.document])):
                yield case

    def outcome(self, case):
        """(what happened: a set of words, the verdict)"""
        own = os.path.join(self.work, hashlib.sha1(
            repr(case).encode()).hexdigest())
        os.mkdir(own)
        try:
            files = []
            for d in DOCUMENTS.get(case.fact.document, [case.fact.document]):
                root = copy.deepcopy(self.trees[d])
                apply(self.types, index(root), case)
                files.append(os.path.join(own, d + '.xml'))
                ET.ElementTree(root).write(files[-1], encoding='UTF-8',
                                           xml_declaration=True)
            db = os.path.join(own, 'db')
            shutil.copy(self.base, db)
            done = self.call(db, 'import', '-j1', *files)
            refused = re.search(r'rejected [1-9]', done.stdout + done.stderr)
            # what is rejected leaves the verdict open whatever else is told
            if done.returncode or refused:
                return {'rejected'}, 'unknown'
            made = self.answers(db, db)
            words = set()
            before = {c['id']: c for c in self.before['checks']}
            for c in made['checks']:
                was = before[c['id']]
                if c['findings'] > was['findings']:
                    words.add('told:' + c['id'])
                if c['answer'] in ('not-checkable', 'error', 'skipped') \
                        or c['reason'] and c['reason'] != was['reason']:
                    words.add('not-checkable:' + c['id'])
                if c['pending'] > was['pending']:
                    words.add('pending:' + c['id'])
            return words, made['verdict']
        finally:
            shutil.rmtree(own)


# -------------------------------------------------------------------- table

def read_table(path):
    """the reasons, and what each case has to bring about"""
    reasons, table = {}, {}
    with open(path, encoding='utf-8') as f:
        for n, line in enumerate(f, 1):
            line = line.rstrip('\n')
            if not line or line.startswith('#'):
                continue
            if line.startswith('because\t'):
                _, key, sentence = line.split('\t')
                reasons[key] = sentence
                continue
            document, element, attribute, change, outcome = line.split('\t')
            case = Case(Fact(document, element, attribute), change)
            if case in table:
                raise SystemExit('%s:%d: twice' % (path, n))
            table[case] = outcome.split(' ')
    return reasons, table


def compare(case, wanted, words, verdict, reasons):
    """what is wrong, or None"""
    if wanted is None:
        return 'is not in the table'
    if wanted[0].startswith(REASONED):
        if wanted[0][5:] not in reasons:
            return 'no sentence %s' % wanted[0][5:]
        if words:
            return 'is told by now'
        return None
    missing = [w for w in wanted if w not in words]
    if missing:
        return 'lacks ' + ' '.join(missing)
    if verdict == 'met' and not any(
            w.startswith(('told:', 'pending:')) for w in words):
        return 'the verdict is "met"'
    return None


def shown(case):
    return '\t'.join([case.fact.document, case.fact.element,
                      case.fact.attribute, case.change])


def short(words):
    """the checks that tell; where none does, those that cannot be made"""
    for kind in ('rejected', 'told:', 'not-checkable:', 'pending:'):
        some = sorted(w for w in words if w.startswith(kind))
        # what differs from the collected records is told by RCN-04 besides
        if len(some) > 1 and 'told:RCN-04' in some:
            some.remove('told:RCN-04')
        if some:
            return ' '.join(some[:3])
    return 'none:?'


def main():
    p = argparse.ArgumentParser()
    p.add_argument('what', choices=['run', 'found'])
    p.add_argument('table')
    p.add_argument('street')
    p.add_argument('plan')
    p.add_argument('--part', default='0/1')
    p.add_argument('--only', default='')
    p.add_argument('--jobs', type=int, default=2)
    a = p.parse_args()
    part, parts = map(int, a.part.split('/'))
    with tempfile.TemporaryDirectory() as work:
        street = Street(os.environ['HECHA'], os.environ['HECHA_DATADIR'],
                        a.street, a.plan, work)
        every = list(street.cases())
        reasons, table = read_table(a.table)
        bad = 0
        for case in sorted(set(table) - set(every)):
            print('%s: is in the table and not in the street' % shown(case))
            bad += 1
        used = {w[0][5:] for w in table.values() if w[0].startswith(REASONED)}
        for key in sorted(set(reasons) - used):
            print('%s: no fact has this reason' % key)
            bad += 1
        cases = [c for i, c in enumerate(every)
                 if i % parts == part and a.only in shown(c)]
        with ThreadPoolExecutor(a.jobs) as pool:
            for case, (words, verdict) in zip(
                    cases, pool.map(street.outcome, cases)):
                if a.what == 'found':
                    print('%s\t%s\t%s\t%s' % (shown(case), short(words), verdict,
                                              ' '.join(sorted(words))), flush=True)
                    continue
                fault = compare(case, table.get(case), words, verdict, reasons)
                if fault:
                    bad += 1
                    print('%s: %s (%s; %s)' % (
                        shown(case), fault, verdict, ' '.join(sorted(words))))
        print('cases %d, told by nothing as yet %d, not as the table says %d' % (
            len(cases), sum(table.get(c, [''])[0].startswith('open:')
                            for c in cases), bad))
        return bad != 0 if a.what == 'run' else 0


if __name__ == '__main__':
    sys.exit(main())
