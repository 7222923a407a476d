"""What the cases of several groups share. See spec.py."""
import re

from spec import attrs, put_attrs, set_in

ALL3 = ('register', 'collected', 'previous')
WIDE = {48 + k: 65296 + k for k in range(10)}
BOY, BOYH = ('P0010001203', 'H00100012')
SON, SONH = ('P0010001403', 'H00100014')
AID, AIDH = ('P0010000802', 'H00100008')
ZW = '\u200b'
T1, T2, TH = ('P0010000503', 'P0010000504', 'H00100005')
WORK = dict(work_place='02', work_months='3')
V1 = '379999001001'
EXITS1 = (
    'H00100001', 'H00100006', 'H00100010', 'H00100014', 'H00100022',
    'H00100031', 'H00100032', 'H00100035',
)
CLEARS1 = ('H00100004', 'H00100030', 'H00100037')
ENTRIES1 = (
    'H00100002', 'H00100003', 'H00100009', 'H00100018', 'H00100025',
    'H00100026', 'H00100033',
)
E1 = 'H00100001'
N = 'N00100014'


def row(s, p, doc='register'):
    return attrs(re.search('<member id="%s"[^>]*>' % p, s.text[doc]).group(0))


def renumber(s, p, new):
    """another number in all documents"""
    old = row(s, p)['number']
    for d in s.text:
        s.text[d] = s.text[d].replace(old, new)


def last(s, i):
    return float(
        attrs(re.search('<income [^>]*>', s.household('previous', i)).group(0))['per-capita-income'],
    )


def papers(s, kind, old, new, rnd=None, village=V1):
    """the paper in the village file follows the event's date"""
    keys = {'village': village, 'kind': kind, 'date': old}
    if rnd:
        keys['round'] = rnd
    s.set('archive', 'village-file', keys, {'date': new})


def shown(s, text, ident='E001-posting-1', i='H00100001', kind='posting'):
    s.item(kind, ident, i, shown=text)


def proposed(s, i, cls, steps, consent=True):
    """put an unadjusted household rightly on the lists of these steps of village 001, the last result being a rejection"""
    if consent:
        s.add(
            'procedure',
            (
                (
                    '\t<consent id="X%s-consent" household="%s" village="%s" '
                    'date="2026-11-08" agreed="true" signer-name="%s"/>\n'
                )
                % (
                    i,
                    i,
                    V1,
                    attrs(re.search('<household [^>]*>', s.household('register', i)).group(0))['head-name'],
                )
            ),
        )
    for k, (name, ident) in enumerate(steps):
        last = k == len(steps) - 1
        c = {}
        if name == 'appraisal':
            n = 32 if ident.endswith('1') else 33
            c = dict(result='rejected', votes_for='3', votes_against=str(n - 3), votes_abstain='0') if last else dict(result='agreed', votes_for=str(n), votes_against='0', votes_abstain='0')
        if name == 'street-audit':
            c = dict(result='rejected' if last else 'agreed')
        if name in ('posting', 'announcement'):
            c = dict(shown='3人')
        s.list_item(name, ident, i, cls, **c)


def objection(s, i, kind='posting', ident='E001-posting-1', **c):
    new = put_attrs('<objection household="%s">' % i, c)
    s.within(
        'procedure',
        kind,
        {'id': ident},
        lambda t: t.replace(
            '\t</%s>' % kind,
            (
                (
                    '\t\t%s\n\t\t\t<text>群众询问该户收入情况。</text>\n\t\t'
                    '</objection>\n\t</%s>'
                )
                % (new, kind)
            ),
        ),
    )


def again(s, name, ident, **c):
    """the event once more, as another record below it"""
    t = s.get('procedure', name, {'id': ident}).replace(
        'id="%s"' % ident, 'id="%s-again"' % ident, 1,
    )
    t = re.sub(r'\t\t<objection.*?</objection>\n', '', t, flags=re.S)
    s.after(
        'procedure',
        name,
        {'id': ident},
        set_in(t, name, {'id': ident + '-again'}, c) if c else t,
    )


def review(s, i, situation, docs=('register', 'collected'), **c):
    s.edit(i, lambda h: set_in(h, 'review', {'situation': situation}, c), docs)


def dropout(s, p, **c):
    s.member(p, **dict(dict(schooling=None, education='02'), **c))


def problem(s, i, field, check, **c):
    a = dict(
        id='X' + i,
        source='audit',
        issued='2026-09-15',
        village='379999' + '001' + i[1:4],
        household=i,
        check_id=check,
        field=field,
        verified='2026-11-08',
        verdict='confirmed',
        rectified='2026-11-11',
        marked='2026-12-06',
        due='2026-12-20',
    )
    a.update(c)
    inner = a.pop('inner', '<measure>入户核实后更正系统信息。</measure>')
    s.add(
        'problems',
        (
            (
                '\t%s\n\t\t<description>年度登记有误。</description>\n\t\t%s\n\t'
                '</problem>\n'
            )
            % (put_attrs('<problem>', a), inner)
        ),
    )


def without(s, p, docs=('register', 'collected')):
    i = 'H' + p[1:9]
    s.edit(
        i,
        lambda h: re.sub(r'\t\t<member id="%s"[^>]*/>\n' % p, '', h),
        docs,
    )


def moved_on(s, date):
    s.set('collection', 'natural-change', {'id': N}, {'date': date})
    s.set('archive', 'ledger-line', {'household': 'H00100014'}, {'date': date})
    s.member('P0010001407', removed=date)


def folder(s, i, f):
    s.within('archive', 'folder', {'household': i}, f)
