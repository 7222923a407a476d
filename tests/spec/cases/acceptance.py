"""Acceptance, plans of other streets, what is blank (ACC). See spec.py."""
import re

from cases.shared import E1, V1, folder
from spec import case, set_in


# ACC
def insp(s, ident, f):
    s.within('inspection', 'inspection-record', {'id': ident}, f)


@case(
    'c01-none-in-a-village',
    'one village without self-inspection',
    [('ACC-01', '')],
    verdict='not-met',
)
def _(s):
    s.remove('inspection', 'inspection-record', {'id': 'I002-self'})


@case(
    'c01-none-at-all', 'no self-inspection', [('ACC-01', '')],
    verdict='not-met',
)
def _(s):
    s.remove('inspection', 'inspection-record', {'kind': 'self'}, all=True)


@case(
    'c01-empty-document',
    'an inspection document with nothing in it',
    verdict='not-met',
)
def _(s):
    s.text['inspection'] = re.sub(
        '(<inspection [^>]*>).*(</inspection>)',
        r'\1\n\2',
        s.text['inspection'],
        flags=re.S,
    )


@case(
    'c01-no-document',
    'nobody imported the inspection',
    verdict='other than met',
)
def _(s):
    del s.text['inspection']


@case(
    'c02-village-not-accepted',
    'the street accepted no exit of one village',
    [('ACC-02', '')],
    verdict='not-met',
)
def _(s):
    s.remove('inspection', 'inspection-record', {'id': 'I001-acceptance'})


@case(
    'c02-county-only',
    'the county came, the street did not',
    [('ACC-02', '')],
    verdict='not-met',
)
def _(s):
    s.set(
        'inspection', 'inspection-record', {'id': 'I001-acceptance'},
        {'level': 'county'},
    )


@case(
    'c02-share-all',
    'a plan that wants all exits accepted, one left out',
    [('ACC-02', '')],
    verdict='not-met',
)
def _(s):
    s.parameter('acceptance-share', 100)
    insp(
        s,
        'I001-acceptance',
        lambda t: re.sub(r'\t\t<sample household="H00100032"[^>]*/>\n', '', t),
    )


@case(
    'c02-share-all-met',
    'all exits accepted, as the plan wants',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.parameter('acceptance-share', 100)


@case(
    'c02-share-half-met',
    'half of the exits of one village, as the plan wants',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.parameter('acceptance-share', 50)
    for i in ('H00100022', 'H00100031', 'H00100032', 'H00100035', 'H00100037'):
        insp(
            s,
            'I001-acceptance',
            lambda t: re.sub(
                r'\t\t<sample household="%s"[^>]*/>\n' % i,
                '',
                t,
            ),
        )


@case(
    'c02-share-half-missed',
    'three of eight exits of each village, half are wanted',
    [('ACC-02', '')],
    verdict='not-met',
)
def _(s):
    s.parameter('acceptance-share', 50)
    for v in s.villages():
        t = s.get(
            'inspection', 'inspection-record', {'id': 'I%s-acceptance' % v},
        )
        k = re.findall(r'household="(H\w+)"', t)
        for i in k[len(k) // 4:]:
            insp(
                s,
                'I%s-acceptance' % v,
                lambda t: re.sub(
                    r'\t\t<sample household="%s"[^>]*/>\n' % i,
                    '',
                    t,
                ),
            )


def sample(s, ident, i, fault=None, **c):
    def f(t):
        t = set_in(t, 'sample', {'household': i}, c) if c else t
        if fault is not None:
            t = re.sub(
                '(<sample household="%s"[^>]*?)/>' % i,
                r'\1><fault>%s</fault></sample>' % fault,
                t,
            )
        return t
    insp(s, ident, f)


@case(
    'c03-no-follow-up',
    'the self-inspection found a fault that nobody followed up',
    [('ACC-03', 'H00100002')],
    verdict='not-met',
)
def _(s):
    sample(s, 'I001-self', 'H00100002', '申请书缺少日期。', result='failed')


@case(
    'c03-passed-with-fault',
    'passed, with a fault noted and not followed up',
    [('ACC-03', E1)],
    verdict='not-met',
)
def _(s):
    sample(s, 'I001-acceptance', E1, '收入台账缺页。')


@case(
    'c03-failed-without-words',
    'failed, without words and without follow-up',
    [('ACC-03', 'H00100004')],
    verdict='not-met',
)
def _(s):
    sample(s, 'I001-acceptance', 'H00100004', result='failed')


@case(
    'c03-followed-up',
    'the self-inspection found a fault, followed up; the acceptance passed',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    sample(
        s, 'I001-self', E1, '收入台账缺页。', result='failed',
        followed_up='2026-12-18',
    )


@case(
    'c03-fault-of-blanks',
    'a fault of white space only is no fault',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    sample(s, 'I001-acceptance', E1, '\u3000 ')


@case(
    'c04-failed-and-exited',
    'failed on site, followed up, still marked exited',
    [('ACC-04', E1)],
    verdict='not-met',
)
def _(s):
    sample(
        s, 'I001-acceptance', E1, '住房鉴定为D级。', result='failed',
        followed_up='2026-12-26',
    )


@case(
    'c04-passed-the-second-time',
    'failed on 12-22, followed up, passed the day after',
    unwanted=['ACC-04', 'ACC-03'],
)
def _(s):
    i = 'H00300001'
    sample(
        s, 'I003-acceptance', i, '收入台账缺页。', result='failed',
        followed_up='2026-12-23',
    )
    s.add(
        'inspection',
        (
            (
                '\t<inspection-record id="I003-acceptance-2" kind="acceptance" '
                'level="street" date="2026-12-24" village="379999001003" '
                'inspector="方勇念" plan="true">\n\t\t<sample household="%s" '
                'result="passed"/>\n\t</inspection-record>\n'
            )
            % i
        ),
    )


@case(
    'c04-failed-the-second-time',
    'passed at first, failed when looked at again, still exited',
    [('ACC-04', 'H00300001')],
    verdict='not-met',
)
def _(s):
    s.add(
        'inspection',
        (
            '\t<inspection-record id="I003-acceptance-2" kind="acceptance" '
            'level="street" date="2026-12-24" village="379999001003" '
            'inspector="方勇念" plan="true">\n\t\t<sample household="H00300001" '
            'result="failed" '
            'followed-up="2026-12-25"><fault>饮水不安全。</fault></sample>\n\t'
            '</inspection-record>\n'
        ),
    )


@case(
    'c04-result-blank-in-one',
    'one sample of an exit has no result',
    verdict='other than met',
)
def _(s):
    sample(s, 'I001-acceptance', E1, result=None)


# plans of other streets
OVER = (
    '\t<override check="%s" severity="%s">\n\t\t<reason '
    'xml:lang="zh">本省办法另有规定。</reason>\n\t\t<reason xml:lang="en">The province '
    'rules otherwise.</reason>\n\t</override>\n</plan>'
)


@case(
    'o-suspect-raised',
    'a plan that makes STD-15 an error',
    [('STD-15', 'H00100012')],
    verdict='not-met',
)
def _(s):
    s.living('H00100012', water_safe='0')
    s.plan = s.plan.replace('</plan>', OVER % ('STD-15', 'error'))


@case(
    'o-error-lowered',
    'a plan that makes a missing paper a notice',
    [('ARC-01', E1)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    folder(
        s,
        E1,
        lambda t: re.sub(r'\t\t<paper kind="income-sheet"[^>]*/>\n', '', t),
    )
    s.plan = s.plan.replace('</plan>', OVER % ('ARC-01', 'notice'))


@case(
    'o-return-on-annex-1',
    (
        'a plan that collects returned households on annex 1: these came on '
        'the comparison sheet'
    ),
    [('FRM-06', 'H00100003'), ('FRM-06', 'H00800003')],
    verdict='not-met',
)
def _(s):
    s.plan = set_in(s.plan, 'class', {'id': 'return'}, {'form': 'annex-1'})


@case(
    'o-average-raised',
    'a plan with a local average of 30000',
    [('STD-12', 'H00100037')],
    unwanted=[('STD-12', 'H00100030')],
    verdict='not-met',
)
def _(s):
    s.parameter('local-average', 30000)


# blank, equal, nowhere
@case(
    'r04-both-blank',
    'absent in the system, an ideographic space in the collected: both blank',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.member('P0010001403', ('collected',), employer='\u3000')


@case(
    'r04-both-blank-invisible',
    'absent in the system, an invisible character in the collected: both blank',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.member('P0010001403', ('collected',), employer='\u200b')


for doc, kind, f in (
    ('staff', 'person', 'number'),
    ('staff', 'training', 'level'),
    ('staff', 'training', 'date'),
    ('inspection', 'inspection-record', 'level'),
    ('inspection', 'inspection-record', 'date'),
    ('archive', 'village-file', 'date'),
    ('problems', 'problem', 'verdict'),
    ('problems', 'problem', 'rectified'),
    ('problems', 'problem', 'marked'),
    ('collection', 'application', 'writer'),
    ('collection', 'natural-change', 'member'),
    ('collection', 'natural-change', 'reason'),
    ('collection', 'signature', 'date'),
    ('collection', 'visit', 'time'),
    ('previous', 'household', 'exit-year'),
    ('previous', 'household', 'first-year'),
):
    @case(
        'z-nowhere-%s-%s' % (kind if doc != 'previous' else 'previous', f),
        'no %s of the %s has its %s' % (kind, doc, f),
        verdict='other than met',
    )
    def _(s, doc=doc, kind=kind, f=f):
        s.sub(doc, '(<%s(?: [^>]*?)?) %s="[^"]*"' % (kind, f), r'\1')


@case(
    'z-blank-natural-change-member',
    'a change without the id of its member: number and name find him',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.set('collection', 'natural-change', {'id': 'N00100014'}, {'member': None})


for doc, kind, keys, f in (
    ('staff', 'person', {'id': 'S001003'}, 'role'),
    ('inspection', 'inspection-record', {'id': 'I001-acceptance'}, 'level'),
    ('inspection', 'inspection-record', {'id': 'I001-self'}, 'date'),
    (
        'archive',
        'village-file',
        {'village': V1, 'kind': 'announcement-photo', 'date': '2026-11-18'},
        'date',
    ),
    ('collection', 'application', {'id': 'A00100002'}, 'writer'),
    ('collection', 'application', {'id': 'A00100002'}, 'signed'),
):
    @case(
        'z-blank-%s-%s' % (kind, f),
        'one %s leaves its %s blank' % (kind, f),
        verdict='other than met',
    )
    def _(s, doc=doc, kind=kind, keys=keys, f=f):
        s.set(doc, kind, keys, {f: None})
