#!/usr/bin/env python3
"""What is right, by people who read the plan and the catalogue of checks only.

Each case is a small edit of the clean street (fixtures/clean) and says what has
to be found, and what must not be, whatever the packs hold.

spec.py list [NAME...]        what each is, and what is right
spec.py make NAME DIR         write the edited street (and plan.xml) into DIR
spec.py run [NAME...]         check each and compare; the last line counts
spec.py valid [NAME...]       hold every edited document against its schema

NAME may hold * and ?. HECHA is the program, HECHA_DATADIR the source tree.

A case (cases/, by groups of checks) has its name, why, and

want      (check, household, village or '') that must be found
unwanted  check that must not appear, (check, household or village) that must
          not, or '*': no check may appear but those of want
verdict   met | not-met | unknown | 'other than met' | 'other than not-met'
"""
import fnmatch
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

CASES = {}


def case(name, why, want=(), unwanted=(), verdict=None):
    assert name not in CASES, name
    def put(f):
        CASES[name] = (f, why, list(want), list(unwanted), verdict)
        return f
    return put


# identity numbers (GB 11643), invented: 379999 is no county
def check_digit(s17):
    w = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return '10X98765432'[sum((int(c) * k for c, k in zip(s17, w))) % 11]


def idno(birth, seq):
    """18 digits of a birth date (1990-01-31) and a sequence of three digits; odd is male"""
    s = '379999' + birth.replace('-', '') + '%03d' % seq
    return s + check_digit(s)


# elements
def attrs(tag):
    return dict(re.findall(r'([\w:-]+)="([^"]*)"', tag))


def put_attrs(tag, changes):
    for k, v in changes.items():
        k = k.replace('_', '-')
        old = re.search(r'\s%s="[^"]*"' % re.escape(k), tag)
        if v is None:
            if old:
                tag = tag[:old.start()] + tag[old.end():]
        else:
            if old:
                tag = tag[:old.start()] + ' %s="%s"' % (k, v) + tag[old.end():]
            else:
                end = '/>' if tag.endswith('/>') else '>'
                tag = tag[:-len(end)] + ' %s="%s"' % (k, v) + end
    return tag


def set_in(text, name, keys, changes, all=False):
    """in text, change the attributes of the (only) element name that has keys; changes may be a function of its attributes"""
    n, out, at = (0, [], 0)
    for m in re.finditer(r'<%s(?=[\s/>])[^>]*>' % name, text):
        a = attrs(m.group(0))
        if any((a.get(k.replace('_', '-')) != v for k, v in keys.items())):
            continue
        c = changes(a) if callable(changes) else changes
        if c is None:
            continue
        new = put_attrs(m.group(0), c)
        if new == m.group(0) and (not all):
            raise AssertionError(('nothing changed', m.group(0), c))
        out.append(text[at:m.start()])
        out.append(new)
        at = m.end()
        n += 1
    assert n and (all or n == 1), ('elements found', n, name, keys)
    return ''.join(out) + text[at:]


def get_file(path):
    with open(path, encoding='utf-8') as f:
        return f.read()


def put_file(path, text):
    with open(path, 'w', encoding='utf-8') as f:
        f.write(text)


class Street:
    def __init__(self, source):
        self.text = {}
        d = os.path.join(source, 'fixtures/clean')
        for n in os.listdir(d):
            if n.endswith('.xml'):
                self.text[n[:-4]] = get_file(os.path.join(d, n))
        self.plan = get_file(os.path.join(source, 'fixtures/street.xml'))

    def sub(self, doc, pattern, new, count=0):
        self.text[doc], n = re.subn(
            pattern, new, self.text[doc], count=count, flags=re.S,
        )
        assert n, (doc, pattern)

    def household(self, doc, i):
        pattern = r'\t<household id="%s".*?</household>\n' % i
        return re.search(pattern, self.text[doc], re.S).group(0)

    def edit(self, i, f, docs=('register', 'collected')):
        for d in docs:
            old = self.household(d, i)
            new = f(old)
            assert old != new, (d, i)
            self.text[d] = self.text[d].replace(old, new)

    def drop(self, i, docs):
        for d in docs:
            if d in ('register', 'collected', 'previous'):
                self.text[d] = self.text[d].replace(self.household(d, i), '')
            else:
                self.text[d] = re.sub(
                    (
                        r'\t+<([a-z-]+) [^>]*household="%s"[^>]*?(/>|>.*?</\1>)\n'
                        % i
                    ),
                    '',
                    self.text[d],
                    flags=re.S,
                )

    def set(self, doc, name, keys, changes, all=False):
        self.text[doc] = set_in(self.text[doc], name, keys, changes, all)

    def span(self, doc, name, keys):
        """start and end of the only element name with keys, with its line"""
        found = []
        for m in re.finditer(
            r'[ \t]*<%s(?=[\s/>])[^>]*>' % name,
            self.text[doc],
        ):
            a = attrs(m.group(0))
            if any((a.get(k.replace('_', '-')) != v for k, v in keys.items())):
                continue
            e = m.end()
            if not m.group(0).endswith('/>'):
                e = self.text[doc].index('</%s>' % name, e) + len(name) + 3
            if self.text[doc][e:e + 1] == '\n':
                e += 1
            found.append((m.start(), e))
        assert len(found) == 1, (doc, name, keys, len(found))
        return found[0]

    def get(self, doc, name, keys):
        b, e = self.span(doc, name, keys)
        return self.text[doc][b:e]

    def within(self, doc, name, keys, f):
        b, e = self.span(doc, name, keys)
        old = self.text[doc][b:e]
        new = f(old)
        assert old != new, (doc, name, keys)
        self.text[doc] = self.text[doc][:b] + new + self.text[doc][e:]

    def remove(self, doc, name, keys, all=False):
        n = 0
        while True:
            try:
                b, e = self.span(doc, name, keys)
            except AssertionError:
                if not all:
                    raise
                k = [m for m in re.finditer(r'[ \t]*<%s(?=[\s/>])[^>]*>' % name, self.text[doc]) if not any((attrs(m.group(0)).get(x.replace('_', '-')) != v for x, v in keys.items()))]
                if not k:
                    break
                m = k[0]
                b, e = (m.start(), m.end())
                if not m.group(0).endswith('/>'):
                    e = self.text[doc].index('</%s>' % name, e) + len(name) + 3
                if self.text[doc][e:e + 1] == '\n':
                    e += 1
            self.text[doc] = self.text[doc][:b] + self.text[doc][e:]
            n += 1
            if not all:
                break
        assert n, (doc, name, keys)

    def after(self, doc, name, keys, new):
        b, e = self.span(doc, name, keys)
        self.text[doc] = self.text[doc][:e] + new + self.text[doc][e:]

    def add(self, doc, new):
        """at the end of the document"""
        t = self.text[doc]
        if re.search(r'<%s [^>]*/>\s*$' % self.root(doc), t):
            t = re.sub(r'\s*/>\s*$', '>\n</%s>\n' % self.root(doc), t)
        i = t.rindex('</')
        self.text[doc] = t[:i] + new + t[i:]

    def root(self, doc):
        return re.search('<([a-z]+) xmlns', self.text[doc]).group(1)

    def hh(self, i, docs=('register', 'collected'), **c):
        self.edit(i, lambda h: set_in(h, 'household', {'id': i}, c), docs)

    def income(self, i, docs=('register', 'collected'), **c):
        self.edit(i, lambda h: set_in(h, 'income', {}, c), docs)

    def living(self, i, docs=('register', 'collected'), **c):
        self.edit(i, lambda h: set_in(h, 'living', {}, c), docs)

    def member(self, p, docs=('register', 'collected'), **c):
        i = 'H' + p[1:9]
        self.edit(i, lambda h: set_in(h, 'member', {'id': p}, c), docs)

    def money(self, i, docs=('register', 'collected'), **c):
        """set parts of the income and let every sum follow"""
        def f(h):
            a = attrs(re.search('<income [^>]*>', h).group(0))
            size = int(
                attrs(re.search('<household [^>]*>', h).group(0))['size'],
            )
            a.update({k.replace('_', '-'): v for k, v in c.items()})
            v = lambda k: int(round(float(a.get(k) or 0) * 100))
            t = lambda n: '%d.%02d' % divmod(n, 100) if n >= 0 else '-%d.%02d' % divmod(-n, 100)
            parts = (
                'family-planning-grant', 'allowance-income', 'hardship-income',
                'pension-income', 'ecology-income', 'other-transfer-income',
                'retirement-income', 'support-income', 'aged-subsidy',
                'condolence-subsidy', 'disability-subsidy', 'serviceman-wage',
                'stable-subsidy', 'asset-income', 'short-allowance',
            )
            tr = sum((v(k) for k in parts))
            pr = v('dividend-income') + v('other-property-income')
            total = v('wage-income') + v('business-income') + pr + tr
            net = total - v('business-cost')
            new = {k.replace('_', '-'): x for k, x in c.items()}
            new.update(
                {
                    'transfer-income': t(tr),
                    'property-income': t(pr),
                    'total-income': t(total),
                    'net-income': t(net),
                    'per-capita-income': t((2 * net + size) // (2 * size)),
                },
            )
            return set_in(h, 'income', {}, new)
        self.edit(i, f, docs)

    def per_capita(self, i, yuan, docs=('register', 'collected'), part='other-transfer-income'):
        """move one part of the income so that exactly this much falls on each person"""
        a = attrs(
            re.search('<income [^>]*>', self.household(docs[0], i)).group(0),
        )
        size = int(
            attrs(re.search('<household [^>]*>', self.household(docs[0], i)).group(0))['size'],
        )
        want = int(round(float(yuan) * 100)) * size
        have = int(round(float(a['net-income']) * 100))
        p = int(round(float(a[part]) * 100)) + want - have
        assert p >= 0, (i, part, p)
        self.money(i, docs, **{part: '%d.%02d' % divmod(p, 100)})

    def number_of(self, p, doc='register'):
        return attrs(re.search('<member id="%s"[^>]*>' % p, self.text[doc]).group(0)).get(
            'number',
        )

    def rebirth(self, p, birth, seq):
        """born on another day, in all documents: number, certificate, rolls, natural changes follow"""
        a = attrs(
            re.search('<member id="%s"[^>]*>' % p, self.text['register']).group(
                0,
            ),
        )
        assert seq % 2 == int(a['number'][16]) % 2, 'sex'
        new = idno(birth, seq)
        assert not any((new in t for t in self.text.values()))
        for d in self.text:
            if d in ('register', 'collected', 'previous') and 'id="%s"' % p in self.text[d]:
                self.set(d, 'member', {'id': p}, {'birth': birth})
            if d == 'rolls' and a['number'] in self.text[d]:
                self.set(
                    d, 'roll-entry', {'number': a['number']}, {'birth': birth},
                    all=True,
                )
            if d == 'collection' and a['number'] in self.text[d]:
                self.set(
                    d, 'natural-change', {'number': a['number']},
                    {'birth': birth},
                )
            self.text[d] = self.text[d].replace(a['number'], new)

    def event(self, name, ident, **c):
        self.set('procedure', name, {'id': ident}, c)

    def item(self, name, ident, i, **c):
        self.within(
            'procedure',
            name,
            {'id': ident},
            lambda t: set_in(t, 'item', {'household': i}, c),
        )

    def strike(self, name, ident, i):
        """take a household off a list"""
        self.within(
            'procedure',
            name,
            {'id': ident},
            lambda t: re.sub(r'\t\t<item household="%s"[^>]*/>\n' % i, '', t),
        )

    def list_item(self, name, ident, i, cls, **c):
        """put a household on a list"""
        new = put_attrs('<item household="%s" class="%s"/>' % (i, cls), c)
        def f(t):
            k = t.rfind('<item ')
            k = t.index('\n', k) + 1 if k >= 0 else t.index('\n') + 1
            return t[:k] + '\t\t' + new + '\n' + t[k:]
        self.within('procedure', name, {'id': ident}, f)

    def villages(self):
        return ['%03d' % k for k in range(1, 9)]

    def write(self, d):
        os.makedirs(os.path.join(d, 'records'), exist_ok=True)
        for n, s in self.text.items():
            put_file(os.path.join(d, 'records', n + '.xml'), s)
        put_file(os.path.join(d, 'plan.xml'), self.plan)

    def parameter(self, name, value):
        self.plan = set_in(
            self.plan, 'parameter', {'name': name}, {'value': str(value)},
        )


KIND = {'previous': 'register', 'collected': 'register'}


# running them

def chosen(names):
    found = [
        n for n in CASES
        if not names or any(fnmatch.fnmatch(n, p) for p in names)
    ]
    if not found:
        sys.exit('no such case')
    return found


def subjects(finding):
    keys = ('household', 'village', 'member', 'event')
    named = [finding.get(k) for k in keys if finding.get(k)]
    return named + list(finding.get('concerns') or [])


def is_unwanted(finding, unwanted, wanted):
    if unwanted == '*':
        return finding['check'] not in wanted
    if isinstance(unwanted, str):
        return finding['check'] == unwanted
    check, subject = unwanted
    return finding['check'] == check and subject in subjects(finding)


def is_verdict(said, wanted):
    if wanted is None:
        return True
    if wanted.startswith('other than '):
        return said != wanted[len('other than '):]
    return said == wanted


def compare(name, answer, found):
    """what is wrong, a list of sentences"""
    _, _, want, unwanted, verdict = CASES[name]
    bad = []
    for check, subject in want:
        if not any(
            f['check'] == check and (not subject or subject in subjects(f))
            for f in found
        ):
            bad.append('no %s %s' % (check, subject))
    for u in unwanted:
        bad += [
            '%s %s' % (f['check'], ' '.join(subjects(f)[:1]))
            for f in found if is_unwanted(f, u, [w[0] for w in want])
        ]
    said = answer.get('verdict')
    if not is_verdict(said, verdict):
        bad.append('verdict %s, right: %s' % (said, verdict))
    for f in found:
        if re.search(r'\{[a-z_]+(\|[a-z-]+)?\}', f.get('message', '')):
            bad.append('braces in ' + f['check'])
    return bad


def call(*arguments):
    return subprocess.run(
        [os.environ['HECHA'], '--lang', 'en', '-q', *arguments],
        capture_output=True, check=False,
    )


def ask(*arguments):
    """what it says in JSON"""
    made = call(*arguments, '--format', 'json')
    try:
        return json.loads(made.stdout.decode())
    except ValueError:
        return {'verdict': 'none: ' + made.stderr.decode()[:160]}


def begin(db, plan, records):
    call('--db', db, 'init', '--plan', plan)
    call('--db', db, 'import', *records)


def answers(clean, base, street):
    """what a check of the street says, and what it found"""
    with tempfile.TemporaryDirectory() as folder:
        street.write(folder)
        db = os.path.join(folder, 'hecha.db')
        differ = [
            n for n in street.text if street.text[n] != clean.text.get(n)
        ]
        if street.plan == clean.plan and set(street.text) >= set(clean.text):
            # only what differs is imported anew
            shutil.copy(base, db)
            call('--db', db, 'import', *[record(folder, n) for n in differ])
        else:
            begin(
                db, os.path.join(folder, 'plan.xml'),
                [record(folder, n) for n in street.text],
            )
        answer = ask('--db', db, 'check', '-j1')
        found = ask('--db', db, 'findings')
        return answer, found if isinstance(found, list) else []


def record(folder, name):
    return os.path.join(folder, 'records', name + '.xml')


def edited(name):
    street = Street(os.environ['HECHA_DATADIR'])
    CASES[name][0](street)
    return street


def run(names):
    wrong = 0
    clean = Street(os.environ['HECHA_DATADIR'])
    with tempfile.TemporaryDirectory() as folder:
        clean.write(folder)
        base = os.path.join(folder, 'hecha.db')
        begin(
            base, os.path.join(folder, 'plan.xml'),
            [os.path.join(folder, 'records')],
        )
        ask('--db', base, 'check')
        for name in names:
            bad = compare(name, *answers(clean, base, edited(name)))
            if bad:
                wrong += 1
                print('%s: %s' % (name, '; '.join(bad[:5])), flush=True)
    print('%d cases, %d wrong' % (len(names), wrong))
    return wrong > 0


def faults_of(name, clean):
    """what a schema says against the edited documents"""
    street = edited(name)
    schemas = os.path.join(os.environ['HECHA_DATADIR'], 'schemas')
    with tempfile.TemporaryDirectory() as folder:
        street.write(folder)
        jobs = [
            (record(folder, n), KIND.get(n, n)) for n in street.text
            if street.text[n] != clean.text.get(n)
        ]
        if street.plan != clean.plan:
            jobs.append((os.path.join(folder, 'plan.xml'), 'plan'))
        for path, kind in jobs:
            made = subprocess.run(
                [
                    'xmllint', '--noout', '--schema',
                    os.path.join(schemas, kind + '.xsd'), path,
                ],
                capture_output=True, check=False,
            )
            if made.returncode:
                yield '%s: %s' % (kind, made.stderr.decode()[:300])


def valid(names):
    wrong = 0
    clean = Street(os.environ['HECHA_DATADIR'])
    for name in names:
        for fault in faults_of(name, clean):
            print('%s: %s' % (name, fault))
            wrong += 1
    print('%d cases, %d wrong' % (len(names), wrong))
    return wrong > 0


def show(names):
    for name in names:
        _, why, want, unwanted, verdict = CASES[name]
        right = ['%s %s' % w for w in want]
        right += [
            'no ' + (u if isinstance(u, str) else ' '.join(u))
            for u in unwanted
        ]
        right += ['verdict ' + verdict] if verdict else []
        print('%-36s %s -> %s' % (name, why, '; '.join(right)))


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    what, rest = sys.argv[1], sys.argv[2:]
    for file in sorted(os.listdir(os.path.join(sys.path[0], 'cases'))):
        if file.endswith('.py'):
            __import__('cases.' + file[:-3])
    if what == 'make' and len(rest) == 2:
        edited(rest[0]).write(rest[1])
    elif what == 'list':
        show(chosen(rest))
    elif what == 'run':
        sys.exit(run(chosen(rest)))
    elif what == 'valid':
        sys.exit(valid(chosen(rest)))
    else:
        sys.exit(__doc__)


if __name__ == '__main__':
    # the modules put their cases into this one
    sys.modules['spec'] = sys.modules['__main__']
    main()
