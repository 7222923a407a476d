"""Steps of the procedure (PRC-01 to PRC-04). See spec.py."""
import re

from cases.shared import CLEARS1, ENTRIES1, EXITS1, V1, papers
from spec import attrs, case, set_in


# PRC-01
@case(
    'p01-no-notification',
    'an exit that was never notified',
    [('PRC-01', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.remove('procedure', 'notification', {'id': 'E00100001-notice'})


@case(
    'p01-clear-no-notification',
    'a clearance needs its notification too',
    [('PRC-01', 'H00100004')],
    verdict='not-met',
)
def _(s):
    s.remove('procedure', 'notification', {'id': 'E00100004-notice'})


@case(
    'p01-no-data-entry',
    'a return that was never entered',
    [('PRC-01', 'H00100003')],
    verdict='not-met',
)
def _(s):
    s.remove('procedure', 'data-entry', {'id': 'E00100003-entry'})


@case(
    'p01-village-without-audit',
    'no audit in one village: exits, clearances and entries of it',
    [('PRC-01', 'H00500001'), ('PRC-01', 'H00500004'), ('PRC-01', 'H00500002')],
    verdict='not-met',
)
def _(s):
    s.remove('procedure', 'street-audit', {'id': 'E005-audit'})


@case(
    'p01-no-second-posting',
    'one village left out the second posting',
    [('PRC-01', 'H00300002'), ('PRC-01', 'H00300003')],
    unwanted=[('PRC-01', 'H00300001')],
    verdict='not-met',
)
def _(s):
    s.remove('procedure', 'posting', {'id': 'E003-posting-2'})


@case(
    'p01-no-second-appraisal-anywhere',
    'no village held the second appraisal: missing everywhere is no pass',
    [('PRC-01', 'H00100002'), ('PRC-01', 'H00800003')],
    verdict='not-met',
)
def _(s):
    for v in s.villages():
        s.remove('procedure', 'appraisal', {'id': 'E%s-appraisal-2' % v})


@case(
    'p01-no-comparison-anywhere',
    'no comparison in the whole street',
    [('PRC-01', 'H00100002'), ('PRC-01', 'H00800015')],
    verdict='not-met',
)
def _(s):
    for v in s.villages():
        s.remove('procedure', 'comparison', {'id': 'E%s-comparison' % v})


@case(
    'p01-no-exit-announcement',
    'exits of a village were never announced',
    [('PRC-01', 'H00200001'), ('PRC-01', 'H00200004')],
    unwanted=[('PRC-01', 'H00200002')],
    verdict='not-met',
)
def _(s):
    s.remove('procedure', 'announcement', {'id': 'E002-announcement-exit'})


@case(
    'p01-empty-procedure',
    'the procedure document is there, and empty',
    verdict='not-met',
)
def _(s):
    s.text['procedure'] = re.sub(
        '(<procedure [^>]*>).*(</procedure>)',
        r'\1\n\2',
        s.text['procedure'],
        flags=re.S,
    )


@case(
    'p01-no-procedure-document',
    'nobody imported the procedure: that cannot be told, and is never met',
    verdict='other than met',
)
def _(s):
    del s.text['procedure']


@case(
    'p01-notice-of-another',
    "the notification names another household's id",
    [('PRC-01', 'H00100006')],
    verdict='not-met',
)
def _(s):
    s.set(
        'procedure', 'notification', {'id': 'E00100006-notice'},
        {'household': 'H00100005'},
    )


@case(
    'p01-second-round-without-number',
    'two appraisals, both round 1: the second appraisal is missing',
    [('PRC-01', 'H00400002')],
    verdict='not-met',
)
def _(s):
    s.event('appraisal', 'E004-appraisal-2', round='1')


@case(
    'p01-county-review-is-no-fault',
    "the county's review (3.3.2c) between second posting and comparison",
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.add(
        'procedure',
        (
            (
                '\t<other-step id="E001-county" kind="county-review" '
                'village="%s" date="2026-11-25">%s\n\t</other-step>\n'
            )
            % (
                V1,
                ''.join(('\n\t\t<item household="%s" class="%s"/>' % (i, attrs(s.household('register', i).split('>')[0])['class']) for i in ENTRIES1)),
            )
        ),
    )


@case(
    'p01-one-audit-of-the-whole-street',
    'the street audits all villages in one event without a village',
    unwanted=['PRC-01', 'PRC-05', 'PRC-06'],
)
def _(s):
    items = ''
    for v in s.villages():
        t = s.get('procedure', 'street-audit', {'id': 'E%s-audit' % v})
        items += ''.join(re.findall(r'\t\t<item [^>]*/>\n', t))
        s.remove('procedure', 'street-audit', {'id': 'E%s-audit' % v})
    s.event(
        'announcement', 'E003-announcement-exit', began='2026-11-18',
        ended='2026-11-22',
    )
    papers(
        s, 'announcement-list', '2026-11-17', '2026-11-18',
        village='379999001003',
    )
    papers(
        s, 'announcement-photo', '2026-11-17', '2026-11-18',
        village='379999001003',
    )
    s.add(
        'procedure',
        (
            (
                '\t<street-audit id="E000-audit" date="2026-11-18" plan="true" '
                'resolved="true">\n%s\t</street-audit>\n'
            )
            % items
        ),
    )


@case(
    'p01-sampled-exit',
    (
        'an exit that is not in the sample of the audit: the audit of exits is '
        'by sample'
    ),
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.strike('street-audit', 'E001-audit', 'H00100001')
    s.strike('street-audit', 'E001-audit', 'H00100004')


# PRC-02
@case(
    'p02-audit-on-last-day-of-posting',
    'the street audited on the last day of the posting',
    [('PRC-02', 'H00100001'), ('PRC-02', 'H00100037'), ('PRC-02', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.event('street-audit', 'E001-audit', date='2026-11-16')


@case(
    'p02-audit-on-day-of-announcement',
    'audit and announcement on one day: an audit is a step of one day',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.event('street-audit', 'E001-audit', date='2026-11-18')


@case(
    'p02-audit-after-announcement',
    'audited the day after the announcement began',
    [('PRC-02', 'H00100006')],
    verdict='not-met',
)
def _(s):
    s.event('street-audit', 'E001-audit', date='2026-11-19')


@case(
    'p02-posted-before-appraisal',
    'posted the day before the appraisal',
    [('PRC-02', 'H00300001'), ('PRC-02', 'H00300002')],
    verdict='not-met',
)
def _(s):
    s.event('appraisal', 'E003-appraisal-1', date='2026-11-11')
    papers(s, 'minutes', '2026-11-10', '2026-11-11', '1', '379999001003')
    papers(s, 'attendance', '2026-11-10', '2026-11-11', '1', '379999001003')


@case(
    'p02-notified-on-last-day',
    'notified on the last day of the announcement',
    [('PRC-02', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('notification', 'E00100001-notice', date='2026-11-22')


@case(
    'p02-notified-next-day',
    'notified on the day after the announcement: in order',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.event('notification', 'E00100001-notice', date='2026-11-23')


@case(
    'p02-entered-before-notified',
    'entered the day before the notification',
    [('PRC-02', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('data-entry', 'E00100001-entry', date='2026-11-23')


@case(
    'p02-entered-on-day-of-notification',
    'entered on the day of the notification: in order',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.event('data-entry', 'E00100001-entry', date='2026-11-24')


@case(
    'p02-compared-during-posting',
    'compared on the last day of the second posting',
    [('PRC-02', 'H00100002'), ('PRC-02', 'H00100033')],
    unwanted=[('PRC-02', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('comparison', 'E001-comparison', date='2026-11-24')
    s.within(
        'procedure',
        'comparison',
        {'id': 'E001-comparison'},
        lambda t: t.replace('" date="2026-11-25"/>', '" date="2026-11-24"/>'),
    )


@case(
    'p02-second-appraisal-after-announcement',
    'appraised again the day after the announcement began',
    [('PRC-02', 'H00600002')],
    verdict='not-met',
)
def _(s):
    s.event('appraisal', 'E006-appraisal-2', date='2026-11-26')
    papers(s, 'minutes', '2026-11-25', '2026-11-26', '2', '379999001006')
    papers(s, 'attendance', '2026-11-25', '2026-11-26', '2', '379999001006')


@case(
    'p02-second-posting-before-audit',
    'posted for the second time the day before the audit',
    [('PRC-02', 'H00500002')],
    verdict='not-met',
)
def _(s):
    s.event('street-audit', 'E005-audit', date='2026-11-19')
    s.event(
        'announcement', 'E005-announcement-exit', began='2026-11-19',
        ended='2026-11-23',
    )
    papers(
        s, 'announcement-list', '2026-11-18', '2026-11-19',
        village='379999001005',
    )
    papers(
        s, 'announcement-photo', '2026-11-18', '2026-11-19',
        village='379999001005',
    )


@case(
    'p02-appraisal-after-comparison-missing-day',
    'second appraisal held before the comparison',
    [('PRC-02', 'H00700002')],
    verdict='not-met',
)
def _(s):
    s.event('appraisal', 'E007-appraisal-2', date='2026-11-24')
    papers(s, 'minutes', '2026-11-25', '2026-11-24', '2', '379999001007')
    papers(s, 'attendance', '2026-11-25', '2026-11-24', '2', '379999001007')


@case(
    'p02-plan-audit-same-day',
    'this plan lets the audit begin on the last day of the posting',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.plan, n = re.subn(
        '(<step id="street-audit"[^>]*?)( required=)',
        r'\1 start="same-day"\2',
        s.plan,
    )
    assert n == 2
    s.event('street-audit', 'E001-audit', date='2026-11-16')


@case(
    'p02-plan-posting-next-day',
    'this plan posts on the day after the appraisal, at the earliest',
    [('PRC-02', 'H00100001'), ('PRC-02', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.plan, n = re.subn(
        '(<step id="posting-1"[^>]*?)( required=)',
        r'\1 start="next-day"\2',
        s.plan,
    )
    assert n == 2


@case(
    'p02-year-slip',
    'the audit is dated a year early: out of order and before the plan',
    [('DLN-10', '')],
    verdict='not-met',
)
def _(s):
    s.event('street-audit', 'E001-audit', date='2025-11-17')


# PRC-03
@case(
    'p03-six-days',
    'first posting one day short',
    [('PRC-03', 'H00100001'), ('PRC-03', 'H00100002'), ('PRC-03', 'H00100004')],
    unwanted=['PRC-02', 'PRC-04', 'DLN-04'],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-1', ended='2026-11-15')


@case(
    'p03-eight-days',
    'posted a day longer, everything after it a day later: in order',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.event('posting', 'E001-posting-1', ended='2026-11-17')
    s.event('street-audit', 'E001-audit', date='2026-11-18')


@case(
    'p03-second-posting-six-days',
    'second posting began a day late and ended in time',
    [('PRC-03', 'H00100002'), ('PRC-03', 'H00100003')],
    unwanted=[('PRC-03', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-2', began='2026-11-19')
    papers(s, 'posting-list', '2026-11-18', '2026-11-19', '2')
    papers(s, 'posting-photo', '2026-11-18', '2026-11-19', '2')


@case(
    'p03-ends-before-it-begins',
    'the last day lies before the first',
    [('PRC-03', '')],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-1', began='2026-11-16', ended='2026-11-10')


@case(
    'p03-first-day-not-counted',
    'a plan that does not count the first day: seven days are six',
    [('PRC-03', 'H00100001'), ('PRC-04', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.plan = set_in(s.plan, 'counting', {}, {'first-day': 'excluded'})


@case(
    'p03-working-days',
    'a plan of working days: 10 to 16 November are five',
    [('PRC-03', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.plan = set_in(s.plan, 'counting', {}, {'days': 'working'})


@case(
    'p03-plan-of-five-days',
    'a plan whose postings last five days: five will do',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.plan, n = re.subn(
        '(<step id="posting-1"[^>]*? days=")7"',
        r'\g<1>5"',
        s.plan,
    )
    assert n == 2
    s.event('posting', 'E001-posting-1', ended='2026-11-14')


@case(
    'p03-two-halves',
    'posted three days, taken down, posted three days: never seven in a row',
    [('PRC-03', 'H00100001')],
    verdict='not-met',
)
def _(s):
    t = s.get('procedure', 'posting', {'id': 'E001-posting-1'})
    s.event('posting', 'E001-posting-1', ended='2026-11-12')
    s.after(
        'procedure',
        'posting',
        {'id': 'E001-posting-1'},
        re.sub(r'\t\t<objection.*?</objection>\n', '', t, flags=re.S).replace('E001-posting-1', 'E001-posting-1b').replace(
            'began="2026-11-10"', 'began="2026-11-14"',
        ),
    )
    s.add(
        'archive',
        ''.join(('\t<village-file village="%s" kind="%s" date="2026-11-14" round="1"/>\n' % (V1, k) for k in ('posting-list', 'posting-photo'))),
    )


@case(
    'p03-households-told',
    'a short posting is named at each household on the list',
    [('PRC-03', i) for i in EXITS1 + CLEARS1 + ENTRIES1],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-1', ended='2026-11-12')


# PRC-04
@case(
    'p04-four-days',
    'announcement of exits one day short',
    [('PRC-04', 'H00100001'), ('PRC-04', 'H00100004')],
    unwanted=['PRC-03', ('PRC-04', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.event('announcement', 'E001-announcement-exit', ended='2026-11-21')


@case(
    'p04-entry-four-days',
    'announcement of entries began a day late, ended in time',
    [('PRC-04', 'H00100002'), ('PRC-04', 'H00100033')],
    unwanted=[('PRC-04', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('announcement', 'E001-announcement-entry', began='2026-11-26')
    papers(s, 'announcement-list', '2026-11-25', '2026-11-26')
    papers(s, 'announcement-photo', '2026-11-25', '2026-11-26')


@case(
    'p04-six-days',
    'announced a day longer than asked: in order',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.event(
        'announcement', 'E001-announcement-exit', ended='2026-11-22',
        began='2026-11-17',
    )


@case(
    'p04-plan-of-seven-days',
    'a plan that announces for seven days',
    [('PRC-04', 'H00100001'), ('PRC-04', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.plan, n = re.subn(
        '(<step id="announcement"[^>]*? days=")5"',
        r'\g<1>7"',
        s.plan,
    )
    assert n == 2
