"""Deadlines, lists, and facts that nobody has (DLN). See spec.py."""
import re

from cases.shared import CLEARS1, ENTRIES1, EXITS1, objection, papers, shown
from spec import attrs, case, set_in


# DLN
@case(
    'd01-day-late',
    'a village trained on 6 November',
    [('DLN-01', '')],
    verdict='not-met',
)
def _(s):
    s.set('staff', 'training', {'id': 'T003'}, {'date': '2026-11-06'})


@case(
    'd01-no-street-training',
    'nobody trained at street level',
    verdict='not-met',
)
def _(s):
    s.remove('staff', 'training', {'level': 'street'}, all=True)


@case(
    'd02-day-late', 'visited on 11 November', [('DLN-02', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.within(
        'collection',
        'visit',
        {'id': 'V00100008'},
        lambda t: re.sub(' date="[^"]*"', ' date="2026-11-11"', t),
    )


@case(
    'd02-last-day',
    'visited and signed on 10 November',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.within(
        'collection',
        'visit',
        {'id': 'V00200008'},
        lambda t: re.sub(' date="[^"]*"', ' date="2026-11-10"', t),
    )


@case(
    'd03-day-late',
    'appraised on 12 November',
    [('DLN-03', 'H00200001'), ('DLN-03', 'H00200002')],
    verdict='not-met',
)
def _(s):
    v = '379999001002'
    s.event('appraisal', 'E002-appraisal-1', date='2026-11-12')
    s.event('posting', 'E002-posting-1', began='2026-11-12', ended='2026-11-18')
    for k in ('minutes', 'attendance', 'posting-list', 'posting-photo'):
        papers(s, k, '2026-11-11', '2026-11-12', '1', v)


@case(
    'd04-day-late',
    'the first posting ended on 18 November',
    [('DLN-04', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-1', began='2026-11-11', ended='2026-11-18')
    papers(s, 'posting-list', '2026-11-10', '2026-11-11', '1')
    papers(s, 'posting-photo', '2026-11-10', '2026-11-11', '1')


@case(
    'd05-day-late',
    'the second posting ended on 25 November',
    [('DLN-05', 'H00100002')],
    unwanted=[('DLN-05', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-2', ended='2026-11-25')


@case(
    'd06-day-late',
    'the announcement of entries ended on 30 November',
    [('DLN-06', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.event('announcement', 'E001-announcement-entry', ended='2026-11-30')


@case(
    'd06-exits-may-take-longer',
    (
        'exits announced to 29 November, notified on the 30th: only stage '
        'three binds them'
    ),
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.event('announcement', 'E001-announcement-exit', ended='2026-11-29')
    for i in EXITS1 + CLEARS1:
        s.set(
            'procedure', 'notification', {'household': i},
            {'date': '2026-11-30'},
        )
    for i in CLEARS1:
        s.set(
            'archive',
            'ledger-line',
            {'household': i, 'ledger': 'clearance'},
            {'date': '2026-11-30'},
        )


@case(
    'd07-notified-late', 'notified on 1 December', [('DLN-07', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('notification', 'E00100001-notice', date='2026-12-01')


@case('d07-last-day', 'notified on 30 November', unwanted=['*'], verdict='met')
def _(s):
    s.event('notification', 'E00100001-notice', date='2026-11-30')


@case(
    'd07-entry-notified-late',
    'an entry notified on 1 December',
    [('DLN-07', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.event('notification', 'E00100002-notice', date='2026-12-01')


@case(
    'd08-day-late', 'entered on 16 December', [('DLN-08', 'H00100003')],
    verdict='not-met',
)
def _(s):
    s.event('data-entry', 'E00100003-entry', date='2026-12-16')


@case('d08-last-day', 'entered on 15 December', unwanted=['*'], verdict='met')
def _(s):
    s.event('data-entry', 'E00100003-entry', date='2026-12-15')


@case(
    'd09-day-late', 'accepted on 27 December', [('DLN-09', '')],
    verdict='not-met',
)
def _(s):
    s.set(
        'inspection', 'inspection-record', {'id': 'I001-acceptance'},
        {'date': '2026-12-27'},
    )


@case('d09-last-day', 'accepted on 26 December', unwanted=['*'], verdict='met')
def _(s):
    s.set(
        'inspection', 'inspection-record', {'id': 'I001-acceptance'},
        {'date': '2026-12-26'},
    )


@case(
    'd09-self-late',
    'self-inspection on 27 December',
    [('DLN-09', '')],
    verdict='not-met',
)
def _(s):
    s.set(
        'inspection', 'inspection-record', {'id': 'I002-self'},
        {'date': '2026-12-27'},
    )


@case(
    'd10-after-export',
    'a notification dated after the export',
    [('DLN-10', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('notification', 'E00100001-notice', date='2027-11-24')


@case(
    'd10-on-day-of-export',
    'a data entry on the very day of the export is late, and not after it',
    [('DLN-08', 'H00100001')],
    unwanted=['DLN-10'],
    verdict='not-met',
)
def _(s):
    s.event('data-entry', 'E00100001-entry', date='2026-12-27')


@case(
    'd10-visit-before-plan',
    'visited the day before the plan was issued',
    [('DLN-10', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.within(
        'collection',
        'visit',
        {'id': 'V00100008'},
        lambda t: re.sub(' date="[^"]*"', ' date="2026-10-31"', t),
    )


@case(
    'd10-visit-on-day-of-plan',
    'visited on the day the plan was issued',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.within(
        'collection',
        'visit',
        {'id': 'V00100008'},
        lambda t: re.sub(' date="[^"]*"', ' date="2026-11-01"', t),
    )


@case(
    'd10-last-years-appraisal',
    "last year's date on the appraisal",
    [('DLN-10', '')],
    verdict='not-met',
)
def _(s):
    s.event('appraisal', 'E001-appraisal-1', date='2025-11-10')


@case(
    'd10-natural-change-before-plan',
    'a marriage on the last day of the period, before the plan was issued',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.set(
        'collection', 'natural-change', {'id': 'N00100014'},
        {'date': '2026-09-30'},
    )
    s.set(
        'archive',
        'ledger-line',
        {'household': 'H00100014', 'ledger': 'natural-decrease'},
        {'date': '2026-09-30'},
    )
    s.member('P0010001407', removed='2026-09-30')


@case(
    'd07-plan-of-another-year',
    'the plan lets stage three run to 11-28: entries notified on 11-30 are late',
    [('DLN-07', 'H00100002')],
    unwanted=[('DLN-07', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.plan = set_in(s.plan, 'deadline', {'id': 'stage-three'}, {'by': '11-28'})


# more lists and disclosures
for n, text, why in (
    (
        'wrong-check-digit',
        '379999199405255672',
        'an identity number with a slip in its last digit',
    ),
    (
        'certificate',
        '37999919910926280X63',
        'the number of a disability certificate',
    ),
    (
        'account-in-words',
        '卡号6299999900123456789，青石农村商业银行',
        'an account among words',
    ),
):
    @case(
        'p19-' + n, 'a posted list shows ' + why, [('PRC-19', 'H00100001')],
        verdict='not-met',
    )
    def _(s, text=text):
        shown(s, text)
for n, c in (('health', '健康'), ('illness', '患病情况'), ('disability', '残疾类别')):
    @case(
        'p19-column-' + n,
        'the announcement has a column ' + c,
        [('PRC-19', '')],
        verdict='not-met',
    )
    def _(s, c=c):
        s.event(
            'announcement', 'E001-announcement-exit',
            columns='序号 户主姓名 家庭人口数 ' + c,
        )


@case(
    'p19-not-toilet',
    'a column on sanitary toilets is no health column',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.event('posting', 'E001-posting-1', columns='序号 户主姓名 家庭人口数 是否有卫生厕所')


@case(
    'p05-list-of-another-village',
    'the whole list hung, and is recorded, in another village',
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-1', village='379999001002')


@case(
    'p06-household-of-another-village',
    "a household of the next village, class none, on this village's list",
    [('PRC-06', 'H00200007')],
    verdict='not-met',
)
def _(s):
    s.list_item('posting', 'E001-posting-1', 'H00200007', 'exit', shown='4人')


@case(
    'p06-on-list-and-nowhere-else',
    'proposed on the list of names and never appraised',
    [('PRC-06', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.list_item('name-list', 'E001-list', 'H00100008', 'exit')


@case(
    'p07-households-told',
    (
        'no minutes of a second appraisal: named at every entry of the '
        'village, and at no exit'
    ),
    [('PRC-07', i) for i in ENTRIES1],
    unwanted=[('PRC-07', i) for i in EXITS1],
    verdict='not-met',
)
def _(s):
    s.event('appraisal', 'E001-appraisal-2', minutes='0')


@case(
    'p11-households-told',
    'an audit without a result: named at every household on it',
    [('PRC-11', i) for i in EXITS1 + CLEARS1 + ENTRIES1],
    verdict='not-met',
)
def _(s):
    s.event('street-audit', 'E001-audit', resolved='false')


@case(
    'p22-households-told',
    'an undated audit: named at every household on it',
    [('PRC-22', i) for i in EXITS1 + CLEARS1 + ENTRIES1],
    verdict='not-met',
)
def _(s):
    s.event('street-audit', 'E001-audit', date=None)


@case(
    'p12-plan-of-eight',
    (
        'a plan that does not ask the insurance authority: it need not have '
        'answered'
    ),
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.plan, n = re.subn(
        r'\t<department code="insurance".*?</department>\n',
        '',
        s.plan,
        flags=re.S,
    )
    assert n == 1
    s.sub('procedure', r'\t\t<department code="insurance"[^>]*/>\n', '')


@case(
    'p-two-faults-one-list',
    'six days, no photograph, two faults of one list',
    [('PRC-03', 'H00100001'), ('PRC-18', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-1', ended='2026-11-15', photo='否')


@case(
    'p-objection-and-short',
    'an open objection to a household of a short list',
    [('PRC-03', 'H00100006'), ('PRC-10', 'H00100006')],
    unwanted=[('PRC-10', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-1', ended='2026-11-15')
    objection(s, 'H00100006', date='2026-11-12')


# a fact that no record of the kind has is never a pass
for kind, f in (
    ('appraisal', 'present'), ('appraisal', 'attendance'),
    ('appraisal', 'resolved'), ('appraisal', 'round'), ('posting', 'photo'),
    ('posting', 'round'), ('posting', 'began'), ('announcement', 'ended'),
    ('street-audit', 'date'), ('comparison', 'date'), ('notification', 'date'),
    ('hit', 'verdict'), ('department', 'date'),
):
    @case(
        'p-nowhere-%s-%s' % (kind, f),
        'no %s has its %s' % (kind, f),
        verdict='other than met',
    )
    def _(s, kind=kind, f=f):
        s.sub('procedure', '(<%s(?: [^>]*?)?) %s="[^"]*"' % (kind, f), r'\1')
for kind, ident, f in (
    ('appraisal', 'E001-appraisal-1', 'present'),
    ('appraisal', 'E001-appraisal-1', 'minutes'),
    ('appraisal', 'E001-appraisal-1', 'round'),
    ('posting', 'E001-posting-1', 'photo'),
    ('posting', 'E001-posting-1', 'round'),
    ('street-audit', 'E001-audit', 'plan'),
):
    @case(
        'p-blank-%s-%s' % (kind, f),
        'one %s leaves its %s blank' % (kind, f),
        verdict='other than met',
    )
    def _(s, kind=kind, ident=ident, f=f):
        s.event(kind, ident, **{f: None})


def midway(s, day):
    """everything exported on this day: what is later has not happened"""
    for d in ('register', 'collected', 'collection', 'procedure'):
        s.text[d] = re.sub(
            ' exported="[^"]*"', ' exported="%s"' % day, s.text[d], 1,
        )
    for name in (
        'consent', 'notification', 'data-entry', 'name-list', 'appraisal',
        'posting', 'announcement', 'street-audit', 'comparison',
    ):
        for m in list(
            re.finditer('<%s (id="[^"]*")[^>]*>' % name, s.text['procedure']),
        ):
            a = attrs(m.group(0))
            if (a.get('date') or a.get('began')) > day:
                s.remove('procedure', name, {'id': a['id']})
    del s.text['inspection']
    del s.text['archive']


@case(
    'd11-second-posting-not-begun',
    (
        'exported on 11-19 and the second posting of seven days, due 11-24, '
        'has not begun'
    ),
    [('DLN-11', '')],
    unwanted=['DLN-05'],
)
def _(s):
    midway(s, '2026-11-19')
    s.remove('procedure', 'posting', {'id': 'E001-posting-2'})


@case(
    'd11-in-time',
    (
        'exported on 11-12, first postings running: nothing is late, missing '
        'or at risk'
    ),
    unwanted=[
        'PRC-01', 'DLN-03', 'DLN-04', 'DLN-05', 'DLN-06', 'DLN-07', 'DLN-08',
        'DLN-09',
    ],
    verdict='other than met',
)
def _(s):
    midway(s, '2026-11-12')
