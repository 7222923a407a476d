"""Forms (FRM). See spec.py."""
import re

from cases.shared import N, moved_on
from spec import attrs, case, set_in


# FRM
V8 = {'id': 'V00100008'}


def visit(s, keys, f):
    s.within('collection', 'visit', keys, f)


@case(
    'f01-no-visit',
    'a household that nobody visited',
    [('FRM-01', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.remove('collection', 'visit', V8)


@case(
    'f01-visit-of-another',
    "the visit names a neighbour's id",
    [('FRM-01', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'visit', V8, {'household': 'H00100007'})


@case(
    'f01-no-collection-document',
    'nobody imported the collection',
    verdict='other than met',
)
def _(s):
    del s.text['collection']


@case(
    'f02-one-investigator', 'one investigator', [('FRM-02', 'H00100008')],
    unwanted=['*'], verdict='not-met',
)
def _(s):
    visit(
        s,
        V8,
        lambda t: re.sub(r'\t\t<investigator staff="S001003"[^>]*/>\n', '', t),
    )


@case(
    'f02-same-one-twice', 'the same investigator twice',
    [('FRM-02', 'H00100008')], verdict='not-met',
)
def _(s):
    visit(
        s,
        V8,
        lambda t: t.replace(
            'staff="S001003" name="夏德顺"', 'staff="S001002" name="任隆继"',
        ),
    )


@case(
    'f02-same-id-two-names', 'one id under two names',
    [('FRM-02', 'H00100008')], verdict='not-met',
)
def _(s):
    visit(s, V8, lambda t: t.replace('staff="S001003"', 'staff="S001002"'))


@case(
    'f02-second-is-blank',
    'the second line of investigators is blank',
    [('FRM-02', 'H00100008')],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        V8,
        lambda t: t.replace(
            '<investigator staff="S001003" name="夏德顺"/>',
            '<investigator name="\u3000"/>',
        ),
    )


@case(
    'f02-names-only',
    'two names without ids: two persons',
    unwanted=['FRM-02'],
)
def _(s):
    visit(
        s,
        V8,
        lambda t: t.replace('staff="S001003" ', '').replace(
            '<investigator staff="S001002" ',
            '<investigator ',
        ),
    )


@case('f02-nowhere', 'no visit names an investigator', verdict='other than met')
def _(s):
    s.sub('collection', r'\t\t<investigator [^>]*/>\n', '')


@case(
    'f02-plan-of-three',
    'a plan that sends three',
    [('FRM-02', 'H00100008'), ('FRM-02', 'H00800001')],
    verdict='not-met',
)
def _(s):
    s.parameter('investigators', 3)


@case(
    'f03-no-signature', 'the household did not sign', [('FRM-03', 'H00100008')],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        V8,
        lambda t: re.sub(r'\t\t<signature role="household"[^>]*/>\n', '', t),
    )


@case(
    'f03-signature-blank',
    'a signature of nobody, in one visit',
    [('FRM-03', 'H00100008')],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        V8,
        lambda t: re.sub(
            '(role="household") signer="[^"]*" name="[^"]*"',
            r'\1 name="　"',
            t,
        ),
    )


@case(
    'f04-no-signature',
    'the responsible person did not sign',
    [('FRM-04', 'H00100008')],
    unwanted=['FRM-03'],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        V8,
        lambda t: re.sub(r'\t\t<signature role="responsible"[^>]*/>\n', '', t),
    )


@case(
    'f04-household-signed-twice',
    'the household signed on both lines',
    [('FRM-04', 'H00100008')],
    verdict='not-met',
)
def _(s):
    visit(s, V8, lambda t: t.replace('role="responsible"', 'role="household"'))


P17 = {'id': 'V00100017'}


@case(
    'f05-no-proxy',
    'signed by another hand, nobody says whose',
    [('FRM-05', 'H00100008')],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        V8,
        lambda t: re.sub(
            '(role="household"[^>]*?)own-hand="true"',
            r'\1own-hand="false"',
            t,
        ),
    )


@case(
    'f05-no-reason',
    'the proxy is named, not the reason',
    [('FRM-05', 'H00100017')],
    verdict='not-met',
)
def _(s):
    visit(s, P17, lambda t: re.sub(' proxy-reason="[^"]*"', '', t))


@case(
    'f05-name-u3000',
    'the name of the proxy is an ideographic space',
    [('FRM-05', 'H00100017')],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        P17,
        lambda t: t.replace('proxy-name="胡兴岩"', 'proxy-name="\u3000"'),
    )


@case(
    'f05-reason-none', 'the reason says 无', [('FRM-05', 'H00100017')],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        P17,
        lambda t: re.sub(' proxy-reason="[^"]*"', ' proxy-reason="无"', t),
    )


@case(
    'f05-plan-without-reason',
    'a plan that asks for the name only',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.parameter('proxy-reason', 0)
    visit(s, P17, lambda t: re.sub(' proxy-reason="[^"]*"', '', t))


@case(
    'f05-own-hand-blank',
    'one signature does not say by whose hand',
    verdict='other than met',
)
def _(s):
    visit(
        s,
        V8,
        lambda t: re.sub('(role="household"[^>]*?) own-hand="true"', r'\1', t),
    )


@case(
    'f05-own-hand-nowhere',
    'no signature says by whose hand',
    unwanted=['FRM-05'],
    verdict='unknown',
)
def _(s):
    s.sub('collection', ' own-hand="[^"]*"', '')


@case(
    'f06-new-on-comparison',
    'a new household on the comparison sheet',
    [('FRM-06', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'visit', {'id': 'V00100002'}, {'form': 'comparison'})


@case(
    'f06-return-on-annex-1',
    'a returned household on annex 1',
    [('FRM-06', 'H00100003')],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'visit', {'id': 'V00100003'}, {'form': 'annex-1'})


@case(
    'f06-none-on-annex-1',
    'an unadjusted household on annex 1',
    [('FRM-06', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'visit', V8, {'form': 'annex-1'})


@case(
    'f06-increase-on-annex-3',
    'a birth on the sheet of decreases',
    [('FRM-06', 'H00100027')],
    verdict='not-met',
)
def _(s):
    s.set(
        'collection', 'natural-change', {'id': 'N00100027'},
        {'form': 'annex-3'},
    )


@case(
    'f06-decrease-on-annex-2',
    'a decrease on the sheet of increases',
    [('FRM-06', 'H00100014')],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'natural-change', {'id': N}, {'form': 'annex-2'})


@case(
    'f06-blank-in-one',
    'one visit does not say which form',
    verdict='other than met',
)
def _(s):
    s.set('collection', 'visit', V8, {'form': None})


@case(
    'f06-nowhere', 'no visit says which form', unwanted=['FRM-06'],
    verdict='unknown',
)
def _(s):
    s.sub('collection', '(<visit [^>]*?) form="[^"]*"', r'\1')
    s.sub('collection', '(<natural-change [^>]*?) form="[^"]*"', r'\1')


A2 = {'id': 'A00100002'}


@case(
    'f07-no-application',
    'a new household without an application',
    [('FRM-07', 'H00100002')],
    unwanted=['FRM-08', 'FRM-09', 'PRC-01'],
    verdict='not-met',
)
def _(s):
    s.remove('collection', 'application', A2)


@case(
    'f07-return-no-application',
    'a returned household without an application',
    [('FRM-07', 'H00100003')],
    verdict='not-met',
)
def _(s):
    s.remove('collection', 'application', {'id': 'A00100003'})


@case(
    'f07-none-anywhere',
    'nobody applied',
    [('FRM-07', 'H00100002'), ('FRM-07', 'H00800015')],
    verdict='not-met',
)
def _(s):
    s.remove('collection', 'application', {}, all=True)


@case(
    'f08-printed', 'a printed application', [('FRM-08', 'H00100002')],
    unwanted=['*'], verdict='not-met',
)
def _(s):
    s.set('collection', 'application', A2, {'handwritten': '否'})


@case(
    'f08-by-others', 'written by somebody else', [('FRM-08', 'H00100002')],
    unwanted=['*'], verdict='not-met',
)
def _(s):
    s.set('collection', 'application', A2, {'writer': 'other'})


@case(
    'f08-blank-in-one',
    'one application does not say whether it is handwritten',
    verdict='other than met',
)
def _(s):
    s.set('collection', 'application', A2, {'handwritten': None})


@case(
    'f08-nowhere',
    'no application says whether it is handwritten',
    unwanted=['FRM-08'],
    verdict='unknown',
)
def _(s):
    s.sub('collection', ' handwritten="[^"]*"', '')


def second_application(s, **c):
    t = s.get('collection', 'application', A2)
    s.after(
        'collection',
        'application',
        A2,
        set_in(t.replace('A00100002', 'A00100002b'), 'application', {}, c),
    )


@case(
    'f08-replaced',
    'a printed application of 11-03 replaced by a handwritten one of 11-04',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    second_application(s, date='2026-11-03', handwritten='false')


@case(
    'f08-replaced-the-wrong-way',
    'a handwritten application of 11-04 replaced by a printed one of 11-06',
    [('FRM-08', 'H00100002')],
    verdict='not-met',
)
def _(s):
    second_application(s, date='2026-11-06', handwritten='false')


@case(
    'f09-not-signed',
    'an application that nobody signed',
    [('FRM-09', 'H00100002')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'application', A2, {'signed': 'false'})


@case(
    'f09-day-after',
    'applied the day after the first appraisal',
    [('FRM-09', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'application', A2, {'date': '2026-11-11'})


@case(
    'f09-same-day',
    'applied on the day of the first appraisal',
    unwanted=['FRM-09'],
)
def _(s):
    s.set('collection', 'application', A2, {'date': '2026-11-10'})


@case(
    'f09-signed-nowhere',
    'no application says whether it is signed',
    unwanted=['FRM-09'],
    verdict='unknown',
)
def _(s):
    s.sub(
        'collection',
        '(<application [^>]*?) signed="[^"]*" signer-name="[^"]*"',
        r'\1',
    )


def one_day(s, n):
    """n households visited by one pair on 6 November, one after the other"""
    for k in range(1, n + 1):
        def f(t, k=k):
            t = re.sub(' date="[^"]*"', ' date="2026-11-06"', t)
            t = re.sub(r'\t\t<investigator [^>]*/>\n', '', t).replace(
                '\t\t<signature',
                (
                    '\t\t<investigator staff="S001002" name="任隆继"/>\n\t\t'
                    '<investigator staff="S001003" name="夏德顺"/>\n\t\t<signature'
                ),
                1,
            )
            return set_in(
                t,
                'visit',
                {},
                {
                    'time': '%02d:%02d' % divmod(450 + 40 * k, 60),
                    'ended-time': '%02d:%02d' % divmod(475 + 40 * k, 60),
                },
            )
        visit(s, {'id': 'V001000%02d' % k}, f)


@case(
    'f10-fifteen',
    'fifteen households in a day: plausible',
    unwanted=['FRM-10'],
    verdict='other than not-met',
)
def _(s):
    one_day(s, 15)


@case('f10-sixteen', 'sixteen households in a day', [('FRM-10', '')])
def _(s):
    one_day(s, 16)


@case('f10-two-villages', 'in two villages at the same hour', [('FRM-10', '')])
def _(s):
    visit(
        s,
        {'id': 'V00200001'},
        lambda t: t.replace(
            '\t\t<signature',
            '\t\t<investigator staff="S001002" name="任隆继"/>\n\t\t<signature',
            1,
        ),
    )


@case(
    'f10-two-villages-at-other-hours',
    'in one village in the morning, in another at four',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    visit(
        s,
        {'id': 'V00200001'},
        lambda t: set_in(
            t.replace(
                '\t\t<signature',
                '\t\t<investigator staff="S001002" name="任隆继"/>\n\t\t<signature',
                1,
            ),
            'visit',
            {},
            {'time': '16:40', 'ended-time': '17:10'},
        ),
    )


@case(
    'f11-the-dead-sign',
    'signed by one who died in April',
    [('FRM-11', 'H00300037')],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        {'household': 'H00300037'},
        lambda t: re.sub(
            'role="household" signer="[^"]*" name="[^"]*"',
            'role="household" signer="P0030003704" name="李志钢"',
            t,
        ),
    )


@case(
    'f11-the-married-sign',
    'signed by one who had married out in May',
    [('FRM-11', 'H00100014')],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        {'household': 'H00100014'},
        lambda t: re.sub(
            'role="household" signer="[^"]*" name="[^"]*"',
            'role="household" signer="P0010001407" name="邓鑫扬"',
            t,
        ),
    )


@case(
    'f11-the-imprisoned-sign',
    'signed by one who had been imprisoned in March',
    [('FRM-11', 'H00300036')],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        {'household': 'H00300036'},
        lambda t: re.sub(
            'role="household" signer="[^"]*" name="[^"]*"',
            'role="household" signer="P0030003605" name="何珑学"',
            t,
        ),
    )


@case(
    'f11-moved-out-later',
    'signed in November, moved out in December',
    unwanted=['FRM-11'],
)
def _(s):
    moved_on(s, '2026-12-01')
    visit(
        s,
        {'household': 'H00100014'},
        lambda t: re.sub(
            'role="household" signer="[^"]*" name="[^"]*"',
            'role="household" signer="P0010001407" name="邓鑫扬"',
            t,
        ),
    )


@case(
    'f12-signed-by-a-child', 'signed by the daughter of 9',
    [('FRM-12', 'H00100010')], verdict='other than not-met',
)
def _(s):
    visit(
        s,
        {'household': 'H00100010'},
        lambda t: re.sub(
            'role="household" signer="[^"]*" name="[^"]*"',
            (
                'role="household" signer="P0010001003" name="%s"'
                % attrs(re.search('<member id="P0010001003"[^>]*>', s.text['register']).group(0))['name']
            ),
            t,
        ),
    )


@case('f12-signed-at-18', 'signed by the daughter of 18', unwanted=['FRM-12'])
def _(s):
    s.rebirth('P0010000503', '2008-09-30', 572)
    visit(
        s,
        {'household': 'H00100005'},
        lambda t: re.sub(
            'role="household" signer="[^"]*" name="[^"]*"',
            (
                'role="household" signer="P0010000503" name="%s"'
                % attrs(re.search('<member id="P0010000503"[^>]*>', s.text['register']).group(0))['name']
            ),
            t,
        ),
    )


def changed(s, keys, new):
    visit(
        s,
        keys,
        lambda t: t.replace('\t</visit>', '\t\t%s\n\t</visit>' % new),
    )


@case(
    'f13-phone',
    'a new phone on the sheet, the old one in the register',
    [('FRM-13', 'H00100008')],
    verdict='not-met',
)
def _(s):
    changed(
        s,
        V8,
        '<change field="phone" old="15468649800" new="15468649801"/>',
    )


@case(
    'f13-member-health',
    'a member fell ill on the sheet, is healthy in the register',
    [('FRM-13', 'H00100008')],
    verdict='not-met',
)
def _(s):
    changed(
        s,
        V8,
        '<change member="P0010000802" field="health" old="01" new="02"/>',
    )


@case(
    'f13-income',
    'wages on the sheet, other wages in the register',
    [('FRM-13', 'H00100012')],
    verdict='not-met',
)
def _(s):
    changed(
        s,
        {'id': 'V00100012'},
        '<change field="wage-income" old="17000" new="18796"/>',
    )


@case(
    'f13-account-with-blanks',
    'the sheet writes the account with blanks: the same account',
    unwanted=['FRM-13'],
)
def _(s):
    changed(
        s,
        V8,
        (
            '<change field="account" old="6299999900383431281" new="6299 9999 '
            '0038 3431 280"/>'
        ),
    )


@case(
    'f13-phone-86',
    'the sheet writes the phone with the country in front: the same phone',
    unwanted=['FRM-13'],
)
def _(s):
    changed(
        s,
        V8,
        '<change field="phone" old="15468649801" new="+86 154-6864-9800"/>',
    )


@case(
    'f13-money-with-fen',
    'the sheet writes 18769.00, the register 18769',
    unwanted=['FRM-13'],
)
def _(s):
    changed(
        s,
        {'id': 'V00100012'},
        '<change field="wage-income" old="17000" new="18769.00"/>',
    )


@case(
    'f13-yes-in-words',
    'the sheet writes 是, the register 1',
    unwanted=['FRM-13'],
)
def _(s):
    changed(s, V8, '<change field="toilet" old="否" new="是"/>')


@case(
    'f14-after-posting',
    (
        'visited two days after the list was posted: past the deadline, which '
        'is DLN-02'
    ),
    [('DLN-02', 'H00100001')],
    unwanted=['FRM-14'],
    verdict='not-met',
)
def _(s):
    visit(
        s,
        {'id': 'V00100001'},
        lambda t: re.sub(' date="[^"]*"', ' date="2026-11-12"', t),
    )
