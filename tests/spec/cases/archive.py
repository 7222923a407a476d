"""Archives and trainings (ARC, TRN). See spec.py."""
import re

from cases.shared import E1, V1, folder
from spec import case, idno


# ARC


for i, k in (
    (E1, 'acceptance-form'),
    (E1, 'income-sheet'),
    ('H00100004', 'notification'),
    ('H00100002', 'application'),
    ('H00100002', 'collection-form'),
    ('H00100003', 'comparison-result'),
    ('H00100008', 'comparison-form'),
):
    @case(
        'a01-%s-%s' % (i[-2:], k),
        'the folder of %s lacks %s' % (i, k),
        [('ARC-01', i)],
        unwanted=['*'],
        verdict='not-met',
    )
    def _(s, i=i, k=k):
        folder(
            s,
            i,
            lambda t: re.sub(r'\t\t<paper kind="%s"[^>]*/>\n' % k, '', t),
        )


@case(
    'a01-no-folder', 'no folder at all', [('ARC-01', 'H00100008')],
    unwanted=['*'], verdict='not-met',
)
def _(s):
    s.remove('archive', 'folder', {'household': 'H00100008'})


@case(
    'a01-kind-nowhere',
    'no folder of the street holds an acceptance form',
    [('ARC-01', E1), ('ARC-01', 'H00800001')],
    verdict='not-met',
)
def _(s):
    s.sub('archive', r'\t\t<paper kind="acceptance-form"[^>]*/>\n', '')


@case(
    'a01-empty-folder', 'a folder with nothing in it',
    [('ARC-01', 'H00100008')], verdict='not-met',
)
def _(s):
    folder(s, 'H00100008', lambda t: re.sub(r'\t\t<paper [^>]*/>\n', '', t))


@case(
    'a01-not-asked-for',
    'the plan does not ask for the consent in the folder',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.sub('archive', r'\t\t<paper kind="consent"[^>]*/>\n', '')


@case(
    'a01-plan-asks-for-consent', 'a plan that does ask for it',
    [('ARC-01', E1)], verdict='not-met',
)
def _(s):
    s.plan = s.plan.replace(
        '\t<paper class="exit" kind="notification"',
        (
            '\t<paper class="exit" kind="consent" clause="3.4.1"/>\n\t<paper '
            'class="exit" kind="notification"'
        ),
    )
    s.sub('archive', r'\t\t<paper kind="consent"[^>]*/>\n', '')


@case(
    'a01-paper-in-two-folders',
    'two folders of one household hold it together',
    unwanted=['ARC-01'],
)
def _(s):
    folder(
        s,
        'H00100008',
        lambda t: t.replace(
            '\t\t<paper kind="comparison-form"',
            (
                (
                    '\t</folder>\n\t<folder household="H00100008" '
                    'village="%s">\n\t\t<paper kind="comparison-form"'
                )
                % V1
            ),
        ),
    )


@case('a-no-archive', 'nobody imported the archive', verdict='other than met')
def _(s):
    del s.text['archive']


@case(
    'a02-clearance-not-in-ledger',
    'cleared, and not in the ledger',
    [('ARC-02', 'H00100004')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.remove('archive', 'ledger-line', {'household': 'H00100004'})


@case(
    'a02-ledger-without-clearance',
    'in the ledger of clearances, and not cleared',
    [('ARC-02', 'H00100012')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.add(
        'archive',
        (
            (
                '\t<ledger-line ledger="clearance" village="%s" '
                'household="H00100012" name="曹云芳" date="2026-11-24" '
                'reason="清退"/>\n'
            )
            % V1
        ),
    )


@case(
    'a02-decrease-not-in-ledger',
    'a decrease that the ledger does not have',
    [('ARC-02', 'H00100014')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.remove('archive', 'ledger-line', {'household': 'H00100014'})


@case(
    'a02-increase-in-wrong-ledger',
    'a birth in the ledger of decreases',
    [('ARC-02', 'H00100027')],
    verdict='not-met',
)
def _(s):
    s.set(
        'archive',
        'ledger-line',
        {'household': 'H00100027'},
        {'ledger': 'natural-decrease'},
    )


@case(
    'a02-ledger-of-another-member',
    'the ledger names another member',
    [('ARC-02', 'H00100014')],
    verdict='not-met',
)
def _(s):
    s.set(
        'archive',
        'ledger-line',
        {'household': 'H00100014'},
        {'member': 'P0010001403', 'name': '邓铁晓'},
    )


@case(
    'a02-no-ledger',
    'no ledger at all',
    [('ARC-02', 'H00100004'), ('ARC-02', 'H00100014')],
    verdict='not-met',
)
def _(s):
    s.sub('archive', r'\t<ledger-line [^>]*/>\n', '')


def vfile(s, c, village=V1, **keys):
    s.set('archive', 'village-file', dict(village=village, **keys), c)


for k, r in (
    ('posting-list', '1'), ('posting-photo', '2'), ('minutes', '2'),
    ('attendance', '1'),
):
    @case(
        'a03-no-%s-%s' % (k, r), 'no %s of round %s' % (k, r), [('ARC-03', V1)],
        verdict='not-met',
    )
    def _(s, k=k, r=r):
        s.remove(
            'archive',
            'village-file',
            {'village': V1, 'kind': k, 'round': r},
        )


@case(
    'a03-photo-next-door',
    'the photograph is filed with the next village',
    [('ARC-03', V1)],
    verdict='not-met',
)
def _(s):
    vfile(s, {'village': '379999001002'}, kind='posting-photo', round='1')


@case(
    'a03-photo-dated-after',
    'the photograph of the announcement is of the day after it',
    [('ARC-03', V1)],
    verdict='not-met',
)
def _(s):
    vfile(
        s, {'date': '2026-11-23'}, kind='announcement-photo', date='2026-11-18',
    )


@case(
    'a03-photo-of-last-day',
    'the photograph is of the last day',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    vfile(
        s, {'date': '2026-11-22'}, kind='announcement-photo', date='2026-11-18',
    )


@case(
    'a03-photo-without-round',
    'the photograph has no round, and its date lies within the posting',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    vfile(
        s,
        {'date': '2026-11-12', 'round': None},
        kind='posting-photo',
        round='1',
    )


@case(
    'a03-photo-with-round',
    'printed later, it names its round',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    vfile(s, {'date': '2026-12-01'}, kind='posting-photo', round='1')


@case(
    'a03-photo-neither',
    'no round, and a date outside',
    [('ARC-03', V1)],
    verdict='not-met',
)
def _(s):
    vfile(
        s,
        {'date': '2026-12-01', 'round': None},
        kind='posting-photo',
        round='1',
    )


@case(
    'a03-one-list-for-two',
    'one list of names for two announcements',
    [('ARC-03', V1)],
    verdict='not-met',
)
def _(s):
    s.remove(
        'archive',
        'village-file',
        {'village': V1, 'kind': 'announcement-list', 'date': '2026-11-25'},
    )


@case(
    'a03-no-village-file',
    'no village has a file',
    [('ARC-03', V1), ('ARC-03', '379999001008')],
    verdict='not-met',
)
def _(s):
    s.sub('archive', r'\t<village-file [^>]*/>\n', '')


# TRN
for p, k in (
    ('S001001', 'the first secretary'),
    ('S001002', 'a responsible person'),
    ('S001003', 'a cadre'),
):
    @case(
        't01-' + p, '%s was not trained' % k, [('TRN-01', '')], unwanted=['*'],
        verdict='not-met',
    )
    def _(s, p=p):
        s.remove('staff', 'attendee', {'staff': p})


@case(
    't01-not-on-any-list',
    'a cadre appointed later, never trained',
    [('TRN-01', '')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.add(
        'staff',
        (
            (
                '\t<person id="S001099" name="石远舟" number="%s" role="cadre" '
                'village="%s" unit="柳泉村" phone="15601999099"/>\n'
            )
            % (idno('1985-02-03', 717), V1)
        ),
    )


@case(
    't01-clerk',
    'a clerk of the street need not be',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.add(
        'staff',
        (
            (
                '\t<person id="S000099" name="石远舟" number="%s" role="clerk" '
                'unit="青石街道办事处" phone="15601999099"/>\n'
            )
            % idno('1985-02-03', 717)
        ),
    )


@case(
    't01-trained-next-door',
    "trained at another village's session",
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.remove('staff', 'attendee', {'staff': 'S001003'})
    s.within(
        'staff',
        'training',
        {'id': 'T002'},
        lambda t: t.replace(
            '\t</training>',
            '\t\t<attendee staff="S001003"/>\n\t</training>',
        ),
    )


@case(
    't01-nobody-attended', 'sessions without anybody', [('TRN-01', '')],
    verdict='not-met',
)
def _(s):
    s.sub('staff', r'\t\t<attendee [^>]*/>\n', '')


@case('t01-roles-nowhere', 'the roll tells no role', verdict='other than met')
def _(s):
    s.sub('staff', '(<person [^>]*?) role="[^"]*"', r'\1')


@case(
    't01-no-staff-document',
    'nobody imported the staff roll',
    verdict='other than met',
)
def _(s):
    del s.text['staff']


@case(
    't02-county-before-province',
    'the county trained before the province',
    [('TRN-02', '')],
    verdict='other than not-met',
)
def _(s):
    s.set('staff', 'training', {'id': 'T-province'}, {'date': '2026-11-04'})


@case(
    't02-street-before-county',
    'a village was trained before the county',
    [('TRN-02', '')],
    verdict='other than not-met',
)
def _(s):
    s.set('staff', 'training', {'id': 'T003'}, {'date': '2026-11-02'})


@case(
    't02-all-on-one-day',
    'province and county on one day: in order',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.set('staff', 'training', {'id': 'T-province'}, {'date': '2026-11-03'})
