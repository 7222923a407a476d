"""Both registers, and problems (RCN, FIX). See spec.py."""
import re

from cases.shared import problem, without
from spec import attrs, case, idno


# RCN
@case(
    'r01-not-in-system',
    'a new household collected, decided, and not in the system',
    [('RCN-01', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.drop('H00100002', ('register',))


@case(
    'r02-not-collected',
    'in the system and not collected',
    [('RCN-02', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.drop('H00100008', ('collected',))


@case(
    'r02-no-collected-document',
    'nobody imported what was collected',
    verdict='other than met',
)
def _(s):
    del s.text['collected']


@case(
    'r02-collected-empty',
    'the collected document holds villages only',
    verdict='not-met',
)
def _(s):
    s.text['collected'] = re.sub(
        r'\t<household .*?</household>\n',
        '',
        s.text['collected'],
        flags=re.S,
    )


@case(
    'r03-member-not-collected',
    'a member in the system whom nobody collected',
    [('RCN-03', 'H00100012')],
    verdict='not-met',
)
def _(s):
    without(s, 'P0010001203', ('collected',))
    s.hh('H00100012', ('collected',), size='2')


@case(
    'r03-member-not-in-system',
    'a member collected who is not in the system',
    [('RCN-03', 'H00100012')],
    verdict='not-met',
)
def _(s):
    without(s, 'P0010001203', ('register',))
    s.hh('H00100012', ('register',), size='2')
    s.money('H00100012', ('register',))


for n, f, why in (
    (
        'phone',
        lambda s: s.hh('H00100008', ('collected',), phone='15468649801'),
        'phone',
    ),
    (
        'health',
        lambda s: s.member('P0010000802', ('collected',), health='02'),
        "a member's health",
    ),
    (
        'wage',
        lambda s: s.income('H00100012', ('collected',), wage_income='18796'),
        'wages',
    ),
    (
        'area',
        lambda s: s.living('H00100012', ('collected',), floor_area='53.52'),
        'floor area',
    ),
    ('mark', lambda s: s.hh('H00100012', ('collected',), mark='0'), 'mark'),
    (
        'blank',
        lambda s: s.hh('H00100008', ('collected',), account=None),
        'account, blank in one',
    ),
    (
        'name',
        lambda s: s.member('P0010000802', ('collected',), name='吕成厚'),
        "a member's name",
    ),
    (
        'number',
        lambda s: s.member(
            'P0010000802',
            ('collected',),
            number=idno('2013-12-19', 483),
        ),
        "a member's number",
    ),
):
    @case(
        'r04-' + n,
        'collected and system differ: ' + why,
        [
            (
                'RCN-04',
                'H00100012' if n in ('wage', 'area', 'mark') else 'H00100008',
            ),
        ],
        verdict='not-met',
    )
    def _(s, f=f):
        f(s)
for n, f, why in (
    (
        'account',
        lambda s: s.hh(
            'H00100008',
            ('collected',),
            account='6299 9999 0038 3431 280',
        ),
        'account with blanks',
    ),
    (
        'phone',
        lambda s: s.hh('H00100008', ('collected',), phone='+86 154-6864-9800'),
        'phone with the country and hyphens',
    ),
    (
        'yes',
        lambda s: s.living('H00100008', ('collected',), toilet='是'),
        '是 for 1',
    ),
    (
        'money',
        lambda s: s.income('H00100012', ('collected',), wage_income='18769.00'),
        '18769.00 for 18769',
    ),
    (
        'x',
        lambda s: s.member(
            'P0010001001',
            ('collected',),
            number=s.number_of('P0010001001').lower(),
        ),
        'x for X',
    ),
    (
        'zero',
        lambda s: s.living('H00100012', ('collected',), grassland='0.00'),
        '0.00 for 0',
    ),
):
    @case(
        'r04-same-' + n,
        'written otherwise, the same: ' + why,
        unwanted=['RCN-04'],
        verdict='other than not-met',
    )
    def _(s, f=f):
        f(s)


@case(
    'r04-two-fields',
    'two fields differ at one household',
    [('RCN-04', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.hh(
        'H00100008', ('collected',), phone='15468649801',
        villager_group='第一村民小组',
    )


@case(
    'r05-new-marked-exited',
    'newly entered, marked as exited',
    [('RCN-05', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100002', mark='1', exit_year='2026')


@case(
    'r05-return-still-exited',
    'returned, still marked as exited',
    [('RCN-05', 'H00100003')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100003', mark='1')


# FIX
Q = {'id': 'Q00100006'}


def fix(s, **c):
    s.set('problems', 'problem', Q, c)


@case(
    'x01-not-verified', 'nobody verified the problem',
    [('FIX-01', 'H00100006')], verdict='not-met',
)
def _(s):
    fix(s, verified=None, verdict=None, rectified=None, marked=None)


@case(
    'x01-verdict-without-date',
    'a verdict, and no date of the verification',
    verdict='not-met',
)
def _(s):
    fix(s, verified=None)


@case(
    'x01-date-without-verdict',
    'verified, they say, and no verdict',
    verdict='not-met',
)
def _(s):
    fix(s, verdict=None, rectified=None, marked=None)


@case('x01-nowhere', 'no problem was verified', verdict='other than met')
def _(s):
    s.sub('problems', ' (verified|verdict|rectified|marked)="[^"]*"', '')


@case(
    'x02-not-rectified',
    'confirmed, and not rectified',
    [('FIX-02', 'H00100006')],
    verdict='not-met',
)
def _(s):
    fix(s, rectified=None, marked=None)


@case(
    'x03-not-marked',
    'rectified, and not marked in the system',
    [('FIX-03', 'H00100006')],
    verdict='not-met',
)
def _(s):
    fix(s, marked=None)


@case(
    'x04-no-evidence', 'unfounded, without evidence', [('FIX-04', 'H00200004')],
    verdict='not-met',
)
def _(s):
    s.within(
        'problems',
        'problem',
        {'id': 'Q00200004'},
        lambda t: re.sub(r'\t\t<evidence>.*?</evidence>\n', '', t),
    )


@case(
    'x04-evidence-u3000',
    'the evidence is an ideographic space',
    [('FIX-04', 'H00200004')],
    verdict='not-met',
)
def _(s):
    s.within(
        'problems',
        'problem',
        {'id': 'Q00200004'},
        lambda t: re.sub(
            '<evidence>.*?</evidence>',
            '<evidence>\u3000\n</evidence>',
            t,
        ),
    )


@case(
    'x04-evidence-none', 'the evidence says 无', [('FIX-04', 'H00200004')],
    verdict='not-met',
)
def _(s):
    s.within(
        'problems',
        'problem',
        {'id': 'Q00200004'},
        lambda t: re.sub(
            '<evidence>.*?</evidence>', '<evidence>无</evidence>', t,
        ),
    )


@case(
    'x05-same-check-fails',
    'said to be rectified, and the transfers still do not add up',
    [('FIX-05', 'H00100006')],
    verdict='not-met',
)
def _(s):
    s.income('H00100006', other_transfer_income='0')


@case(
    'x05-field-unchanged',
    'said to be rectified, and the field is as it was last year',
    [('FIX-05', 'H00100006')],
    verdict='not-met',
)
def _(s):
    s.income(
        'H00100006',
        ('previous',),
        transfer_income=attrs(re.search('<income [^>]*>', s.household('register', 'H00100006')).group(0))['transfer-income'],
    )


@case(
    'x05-phone-still-wrong',
    'the phone was to be put right, and still has ten digits',
    [('FIX-05', 'H00600006')],
    verdict='not-met',
)
def _(s):
    s.hh('H00600006', phone='1543676299')


@case(
    'x05-unfounded-unchanged',
    'judged unfounded: the field may stay as it was',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.set('problems', 'problem', {'id': 'Q00200004'}, {'field': 'first-year'})


@case(
    'x06-rectified-late',
    'rectified the day after it was due',
    [('FIX-06', 'H00100006')],
    verdict='not-met',
)
def _(s):
    fix(s, rectified='2026-12-21', marked='2026-12-22')


@case(
    'x06-on-the-day',
    'rectified and marked on the day it was due',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    fix(s, rectified='2026-12-20', marked='2026-12-20')


@case(
    'x06-open',
    'confirmed, due on 12-20, not rectified on 12-27: not carried over yet',
    [('FIX-02', 'H00100006')],
    unwanted=['FIX-06'],
    verdict='not-met',
)
def _(s):
    fix(s, rectified=None, marked=None)


@case(
    'x06-no-due-date',
    'no date it is due: the end of the year binds it, and it was closed in time',
    unwanted=['FIX-06'],
)
def _(s):
    fix(s, due=None)


@case(
    'x07-household-unknown',
    'the problem of a household that nobody knows',
    [('FIX-07', '')],
)
def _(s):
    problem(
        s,
        'H00100998',
        'phone',
        'HH-12',
        verdict='unfounded',
        rectified=None,
        marked=None,
        inner='<evidence>核对无误。</evidence>',
    )


@case(
    'x07-member-unknown',
    'the problem of a member whom the household does not have',
    [('FIX-07', '')],
)
def _(s):
    problem(
        s,
        'H00100012',
        'health',
        'ID-10',
        member='P0010001299',
        verdict='unfounded',
        rectified=None,
        marked=None,
        inner='<evidence>核对无误。</evidence>',
    )


@case(
    'x07-member-married-out',
    'the problem of a member who married out, as the change says',
    unwanted=['FIX-07'],
)
def _(s):
    problem(
        s,
        'H00100014',
        'health',
        'ID-10',
        member='P0010001407',
        verdict='unfounded',
        rectified=None,
        marked=None,
        inner='<evidence>核对无误。</evidence>',
    )


@case(
    'x-empty-list',
    'a list without problems',
    unwanted=['FIX-01', 'FIX-02', 'FIX-05', 'FIX-06'],
    verdict='other than not-met',
)
def _(s):
    s.text['problems'] = re.sub(
        '(<problems [^>]*>).*(</problems>)',
        r'\1\n\2',
        s.text['problems'],
        flags=re.S,
    )


@case(
    'x-no-list',
    'nobody imported the list of problems',
    verdict='other than met',
)
def _(s):
    del s.text['problems']
