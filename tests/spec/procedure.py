"""Cases of procedure and deadlines (PRC, DLN). See spec.py."""
import re

from spec import attrs, case, put_attrs, set_in

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


def papers(s, kind, old, new, rnd=None, village=V1):
    """the paper in the village file follows the event's date"""
    keys = {'village': village, 'kind': kind, 'date': old}
    if rnd:
        keys['round'] = rnd
    s.set('archive', 'village-file', keys, {'date': new})


def shown(s, text, ident='E001-posting-1', i='H00100001', kind='posting'):
    s.item(kind, ident, i, shown=text)


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


# PRC-05
@case(
    'p05-not-announced',
    'on every list but that of the announcement',
    [('PRC-05', 'H00100006')],
    verdict='not-met',
)
def _(s):
    s.strike('announcement', 'E001-announcement-exit', 'H00100006')


@case(
    'p05-not-appraised',
    'posted without having been appraised',
    [('PRC-05', 'H00100010')],
    verdict='not-met',
)
def _(s):
    s.strike('appraisal', 'E001-appraisal-1', 'H00100010')


@case(
    'p05-appraised-next-door',
    "appraised by another village's meeting",
    [('PRC-05', 'H00100014')],
    verdict='not-met',
)
def _(s):
    s.strike('appraisal', 'E001-appraisal-1', 'H00100014')
    s.list_item(
        'appraisal', 'E002-appraisal-1', 'H00100014', 'exit', result='agreed',
        votes_for='41', votes_against='0', votes_abstain='0',
    )


@case(
    'p05-entry-not-audited',
    'an entry that the street did not audit: every entry is',
    [('PRC-05', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.strike('street-audit', 'E001-audit', 'H00100002')


@case(
    'p05-return-not-audited',
    'a return that the street did not audit',
    [('PRC-05', 'H00100026')],
    verdict='not-met',
)
def _(s):
    s.strike('street-audit', 'E001-audit', 'H00100026')


@case(
    'p05-not-on-second-posting',
    'an entry left off the second posting',
    [('PRC-05', 'H00100018')],
    verdict='not-met',
)
def _(s):
    s.strike('posting', 'E001-posting-2', 'H00100018')


@case(
    'p05-not-in-second-appraisal',
    'an entry left off the second appraisal',
    [('PRC-05', 'H00100025')],
    verdict='not-met',
)
def _(s):
    s.strike('appraisal', 'E001-appraisal-2', 'H00100025')


@case(
    'p05-not-compared',
    'an entry whose data nobody compared',
    verdict='not-met',
)
def _(s):
    s.strike('comparison', 'E001-comparison', 'H00100033')


@case(
    'p05-nowhere-on-any-list',
    'marked exited, and on no list at all',
    verdict='not-met',
    want=[('PRC-05', 'H00100032')],
)
def _(s):
    for n, e in (
        ('name-list', 'list'),
        ('appraisal', 'appraisal-1'),
        ('posting', 'posting-1'),
        ('street-audit', 'audit'),
        ('announcement', 'announcement-exit'),
    ):
        s.strike(n, 'E001-' + e, 'H00100032')


@case(
    'p05-id-misspelt-on-list',
    'the posted list spells the id with a letter O',
    [('PRC-05', 'H00100035'), ('PRC-06', '')],
    verdict='not-met',
)
def _(s):
    s.item('posting', 'E001-posting-1', 'H00100035', household='H0010O035')


@case(
    'p05-audit-share-short',
    (
        'the plan asks for an audit of half of the exits, one village audits '
        'one of eleven'
    ),
    [('PRC-05', '')],
    verdict='not-met',
)
def _(s):
    s.parameter('street-audit-share', 50)
    for v in s.villages():
        t = s.get('procedure', 'street-audit', {'id': 'E%s-audit' % v})
        for i in re.findall(r'household="(H\w+)" class="(?:exit|clear)"', t)[1:]:
            s.strike('street-audit', 'E%s-audit' % v, i)


@case(
    'p05-audit-share-just-met',
    'half and not one more is audited in each village',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.parameter('street-audit-share', 50)
    for v in s.villages():
        t = s.get('procedure', 'street-audit', {'id': 'E%s-audit' % v})
        all = re.findall(r'household="(H\w+)" class="(?:exit|clear)"', t)
        exits = [i for i in all if 'class="exit"' in s.household('register', i)]
        clears = [i for i in all if i not in exits]
        for i in exits[(len(exits) + 1) // 2:] + clears[(len(clears) + 1) // 2:]:
            s.strike('street-audit', 'E%s-audit' % v, i)


# PRC-06
@case(
    'p06-unknown-household',
    'the list names a household that no register knows',
    [('PRC-06', '')],
    verdict='not-met',
)
def _(s):
    s.list_item('posting', 'E001-posting-1', 'H00199999', 'exit', shown='2人')


@case(
    'p06-other-class',
    'announced as a clearance, exited in the register',
    [('PRC-06', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.item(
        'announcement', 'E001-announcement-exit', 'H00100001',
        **{'class': 'clear'},
    )


@case(
    'p06-unadjusted-household-posted',
    (
        'a household that stays as it is stands on the posting, and nobody '
        'rejected it'
    ),
    [('PRC-06', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.list_item('posting', 'E001-posting-1', 'H00100008', 'exit', shown='3人')


@case(
    'p06-return-appraised-as-new',
    'appraised as a new entry, returned in the register',
    [('PRC-06', 'H00100003')],
    verdict='not-met',
)
def _(s):
    s.item('appraisal', 'E001-appraisal-2', 'H00100003', **{'class': 'new'})


@case(
    'p06-no-class-on-posting',
    'one line of the posted list says no class',
    verdict='other than met',
)
def _(s):
    s.item('posting', 'E001-posting-1', 'H00100001', **{'class': None})


@case(
    'p06-no-class-anywhere',
    'no list of any kind says a class',
    verdict='other than met',
)
def _(s):
    s.sub('procedure', '(<item [^>]*?) class="[^"]*"', r'\1')


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


@case(
    'p06-rejected-by-the-street',
    'proposed for exit, rejected by the street, left as it was',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    proposed(
        s,
        'H00100008',
        'exit',
        [
            ('name-list', 'E001-list'),
            ('appraisal', 'E001-appraisal-1'),
            ('posting', 'E001-posting-1'),
            ('street-audit', 'E001-audit'),
        ],
    )


@case(
    'p06-clearance-rejected',
    'proposed for clearance, rejected at the appraisal, still exited as before',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    proposed(
        s,
        'H00100012',
        'clear',
        [('name-list', 'E001-list'), ('appraisal', 'E001-appraisal-1')],
    )


@case(
    'p06-return-rejected-at-last',
    (
        'proposed for return, rejected by the second appraisal, still exited '
        'as before'
    ),
    unwanted=[
        'PRC-01', 'PRC-05', 'PRC-06', 'PRC-21', 'STD-19', 'STD-20', 'RCN-05',
        'FRM-06', 'FRM-07', 'ARC-01',
    ],
)
def _(s):
    i = 'H00100005'
    proposed(
        s,
        i,
        'return',
        [
            ('name-list', 'E001-list'),
            ('appraisal', 'E001-appraisal-1'),
            ('posting', 'E001-posting-1'),
            ('street-audit', 'E001-audit'),
            ('posting', 'E001-posting-2'),
            ('comparison', 'E001-comparison'),
            ('appraisal', 'E001-appraisal-2'),
        ],
    )
    s.add(
        'collection',
        (
            (
                '\t<application id="X%s" household="%s" village="%s" '
                'date="2026-11-05" handwritten="true" writer="household" '
                'signed="true" signer-name="梁秋蓉"/>\n'
            )
            % (i, i, V1)
        ),
    )


@case(
    'p06-applicant-rejected',
    (
        'a new applicant rejected at the second appraisal, and therefore not '
        'in the register'
    ),
    unwanted=[
        'PRC-01', 'PRC-05', 'PRC-06', 'PRC-15', 'PRC-21', 'RCN-01', 'RCN-02',
        'NAT-08', 'NAT-09', 'STD-16',
    ],
)
def _(s):
    i = 'H00100009'
    for k in ('0901', '0902', '0903', '0904', '0905'):
        for r in re.findall(
            '<roll-entry id="(R-P001000%s-[a-z-]+)"' % k,
            s.text['rolls'],
        ):
            s.within(
                'rolls',
                'roll-entry',
                {'id': r},
                lambda t: t.replace(
                    '/>\n',
                    '>\n\t\t<reason>评议未通过，不符合纳入条件。</reason>\n\t</roll-entry>\n',
                ),
            )
    s.drop(i, ('register', 'collected', 'inspection', 'archive', 'problems'))
    s.remove('procedure', 'notification', {'household': i})
    s.remove('procedure', 'data-entry', {'household': i})
    s.strike('announcement', 'E001-announcement-entry', i)
    s.item(
        'appraisal', 'E001-appraisal-2', i, result='rejected', votes_for='2',
        votes_against='31', votes_abstain='0',
    )
    s.set('procedure', 'hit', {'household': i}, {'verdict': 'confirmed'})


# PRC-07
@case(
    'p07-no-minutes',
    'one appraisal without minutes',
    [('PRC-07', 'H00100001'), ('PRC-07', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.event('appraisal', 'E001-appraisal-1', minutes='false')


@case(
    'p07-attendance-blank',
    'one second appraisal leaves the attendance list blank',
    [('PRC-07', 'H00200002')],
    verdict='not-met',
)
def _(s):
    s.event('appraisal', 'E002-appraisal-2', attendance=None)


@case(
    'p07-no-result',
    'a meeting that resolved nothing (否)',
    [('PRC-07', '')],
    verdict='not-met',
)
def _(s):
    s.event('appraisal', 'E003-appraisal-1', resolved='否')


@case(
    'p07-quorum-exact',
    '33 of 49 are two thirds: a quorum',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.event('appraisal', 'E001-appraisal-2', eligible='49')


@case(
    'p07-quorum-missed-by-one',
    '33 of 50 are under two thirds, though 66 percent',
    [('PRC-07', 'H00100002'), ('PRC-07', 'H00100003')],
    unwanted=[('PRC-07', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('appraisal', 'E001-appraisal-2', eligible='50')


@case(
    'p07-eligible-blank',
    'one appraisal does not say how many were entitled: no quorum to be seen',
    verdict='other than met',
    want=[('PRC-07', '')],
)
def _(s):
    s.event('appraisal', 'E001-appraisal-1', eligible=None)


@case(
    'p07-eligible-nowhere',
    'no appraisal says how many were entitled: cannot be told',
    unwanted=['PRC-07'],
    verdict='unknown',
)
def _(s):
    s.sub('procedure', '(<appraisal [^>]*?) eligible="[^"]*"', r'\1')


@case(
    'p07-minutes-nowhere',
    'no appraisal says whether minutes were kept: cannot be told',
    unwanted=['PRC-07'],
    verdict='unknown',
)
def _(s):
    s.sub('procedure', '(<appraisal [^>]*?) minutes="[^"]*"', r'\1')


@case(
    'p07-present-nought', 'nobody present', [('PRC-07', 'H00400001')],
    verdict='not-met',
)
def _(s):
    s.event(
        'appraisal', 'E004-appraisal-1', present='0', representatives='0',
        officials='0',
    )


@case(
    'p07-result-blank-for-one',
    'one household of the meeting has no result, the others have',
    [('PRC-07', 'H00100022')],
    verdict='not-met',
)
def _(s):
    s.item('appraisal', 'E001-appraisal-1', 'H00100022', result=None)


@case(
    'p07-eligible-nought',
    'nobody was entitled, and 32 came',
    verdict='other than met',
)
def _(s):
    s.event('appraisal', 'E001-appraisal-1', eligible='0')


# PRC-08
@case(
    'p08-half-exactly',
    '16 representatives of 32 present: half is enough',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.event(
        'appraisal', 'E001-appraisal-1', representatives='16', officials='16',
    )


@case(
    'p08-below-half',
    '15 representatives of 32 present',
    [('PRC-08', 'H00100001')],
    unwanted=['PRC-07'],
)
def _(s):
    s.event(
        'appraisal', 'E001-appraisal-1', representatives='15', officials='17',
    )


@case('p08-officials-only', 'only officials came', [('PRC-08', 'H00100002')])
def _(s):
    s.event(
        'appraisal', 'E001-appraisal-2', representatives='0', officials='33',
    )


@case(
    'p08-representatives-blank',
    'one appraisal does not say how many representatives came',
    verdict='other than met',
)
def _(s):
    s.event('appraisal', 'E001-appraisal-1', representatives=None)


@case(
    'p08-representatives-nowhere',
    'no appraisal says how many representatives came',
    unwanted=['PRC-08'],
    verdict='unknown',
)
def _(s):
    s.sub('procedure', '(<appraisal [^>]*?) representatives="[^"]*"', r'\1')


# PRC-09
@case(
    'p09-no-consent', 'an exit without consent', [('PRC-09', 'H00100006')],
    verdict='not-met',
)
def _(s):
    s.remove('procedure', 'consent', {'id': 'E00100006-consent'})


@case(
    'p09-clear-no-consent',
    'a clearance without consent is PRC-09 and not STD-11 as well',
    [('PRC-09', 'H00100004')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.remove('procedure', 'consent', {'id': 'E00100004-consent'})


@case(
    'p09-agreed-later',
    'agreed the day after the posting began',
    [('PRC-09', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('consent', 'E00100001-consent', date='2026-11-11')


@case(
    'p09-day-before',
    'agreed the day before the posting',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.event('consent', 'E00100001-consent', date='2026-11-09')


@case(
    'p09-refused', 'did not agree (否)', [('PRC-09', 'H00100010')],
    verdict='not-met',
)
def _(s):
    s.event('consent', 'E00100010-consent', agreed='否')


@case(
    'p09-refused-then-agreed',
    'first refused, then agreed before the posting: the last word counts',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    t = s.get('procedure', 'consent', {'id': 'E00100001-consent'})
    s.after(
        'procedure',
        'consent',
        {'id': 'E00100001-consent'},
        t.replace('E00100001-consent', 'E00100001-consent-0').replace('2026-11-06', '2026-11-05').replace(
            '"true"', '"false"',
        ),
    )


@case(
    'p09-last-word-not-last-line',
    'withdrawn on 11-08; the agreement of 11-06 stands below it in the file',
    [('PRC-09', 'H00100001')],
    verdict='not-met',
)
def _(s):
    t = s.get('procedure', 'consent', {'id': 'E00100001-consent'})
    s.within(
        'procedure',
        'consent',
        {'id': 'E00100001-consent'},
        lambda t: (
            t.replace('E00100001-consent', 'E00100001-consent-2').replace('2026-11-06', '2026-11-08').replace(
                '"true"', '"false"',
            )
            + t
        ),
    )


@case(
    'p09-undated',
    'the consent has no date: PRC-09, not PRC-22',
    [('PRC-09', 'H00100001')],
    unwanted=['PRC-22'],
    verdict='not-met',
)
def _(s):
    s.event('consent', 'E00100001-consent', date=None)


@case(
    'p09-dates-nowhere', 'no consent has a date', verdict='other than met',
    unwanted=['PRC-22'],
)
def _(s):
    s.sub('procedure', '(<consent [^>]*?) date="[^"]*"', r'\1')


@case(
    'p09-answer-blank', 'a consent without an answer',
    [('PRC-09', 'H00100014')], verdict='not-met',
)
def _(s):
    s.event('consent', 'E00100014-consent', agreed=None)


@case(
    'p09-answers-nowhere',
    'no consent says whether the household agreed',
    verdict='other than met',
)
def _(s):
    s.sub('procedure', '(<consent [^>]*?) agreed="[^"]*"', r'\1')


@case(
    'p09-consent-of-neighbour',
    "the consent names the neighbour's id",
    [('PRC-09', 'H00100022')],
    verdict='not-met',
)
def _(s):
    s.event('consent', 'E00100022-consent', household='H00100023')


@case(
    'p09-no-consent-at-all',
    'no consent in the whole street',
    [('PRC-09', 'H00100001'), ('PRC-09', 'H00800001')],
    verdict='not-met',
)
def _(s):
    s.remove('procedure', 'consent', {}, all=True)


@case(
    'p09-entry-without-consent',
    'a new household is posted too: it has to agree',
    [('PRC-09', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.remove('procedure', 'consent', {'id': 'E00100002-consent'})


# PRC-10
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


@case(
    'p10-not-settled',
    'an objection that nobody settled',
    [('PRC-10', 'H00100001')],
    verdict='not-met',
)
def _(s):
    objection(s, 'H00100001', date='2026-11-12')


@case(
    'p10-settled-after-audit',
    'settled the day after the audit',
    [('PRC-10', 'H00100001')],
    verdict='not-met',
)
def _(s):
    objection(
        s, 'H00100001', date='2026-11-12', settled='2026-11-18',
        outcome='dismissed',
    )


@case(
    'p10-settled-on-last-day',
    'settled on the last day of the posting: in time',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    objection(
        s, 'H00100001', date='2026-11-15', settled='2026-11-16',
        outcome='withdrawn',
    )


@case(
    'p10-settled-undated',
    'an outcome, and no date: PRC-10, not PRC-22',
    [('PRC-10', 'H00100001')],
    unwanted=['PRC-22'],
    verdict='not-met',
)
def _(s):
    objection(s, 'H00100001', date='2026-11-12', outcome='dismissed')


@case(
    'p10-settled-without-outcome', 'a date, and no outcome',
    verdict='other than met',
)
def _(s):
    objection(s, 'H00100001', date='2026-11-12', settled='2026-11-13')


@case(
    'p10-during-announcement',
    'an objection to the announcement, not settled before the notification',
    [('PRC-10', 'H00100001')],
    verdict='not-met',
)
def _(s):
    objection(
        s, 'H00100001', 'announcement', 'E001-announcement-exit',
        date='2026-11-20', settled='2026-11-26', outcome='dismissed',
    )


@case(
    'p10-during-second-posting',
    'an objection to an entry, still open',
    [('PRC-10', 'H00100002')],
    verdict='not-met',
)
def _(s):
    objection(s, 'H00100002', 'posting', 'E001-posting-2', date='2026-11-20')


@case(
    'p10-unadjusted-household',
    'an objection to a household that is not on the list, never settled',
    [('PRC-10', '')],
    verdict='not-met',
)
def _(s):
    s.set(
        'procedure',
        'objection',
        {'household': 'H00100034'},
        {'settled': None, 'outcome': None},
    )


@case(
    'p10-about-nobody',
    'an objection that names no household, never settled',
    [('PRC-10', '')],
    verdict='not-met',
)
def _(s):
    s.within(
        'procedure',
        'posting',
        {'id': 'E001-posting-1'},
        lambda t: t.replace(
            '\t</posting>',
            (
                '\t\t<objection '
                'date="2026-11-13"><text>名单不全。</text></objection>\n\t</posting>'
            ),
        ),
    )


@case(
    'p10-upheld-and-went-on',
    'the objection was found right, and the household exited all the same',
    verdict='other than met',
)
def _(s):
    objection(
        s, 'H00100001', date='2026-11-12', settled='2026-11-14',
        outcome='upheld',
    )


# PRC-11
@case(
    'p11-no-plan',
    'the street audited without a concrete plan',
    [('PRC-11', 'H00100001'), ('PRC-11', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.event('street-audit', 'E001-audit', plan='false')


@case(
    'p11-result-blank',
    'one audit leaves its result blank',
    [('PRC-11', '')],
    verdict='not-met',
)
def _(s):
    s.event('street-audit', 'E002-audit', resolved=None)


@case(
    'p11-both-nowhere',
    'no audit says whether there was a plan or a result',
    verdict='unknown',
)
def _(s):
    s.sub(
        'procedure',
        '(<street-audit [^>]*?) plan="[^"]*" resolved="[^"]*"',
        r'\1',
    )


# PRC-12 to PRC-15
@case(
    'p12-one-department-missing',
    'securities did not answer for one village',
    [('PRC-12', 'H00400002')],
    verdict='not-met',
)
def _(s):
    s.within(
        'procedure',
        'comparison',
        {'id': 'E004-comparison'},
        lambda t: re.sub(r'\t\t<department code="securities"[^>]*/>\n', '', t),
    )


@case(
    'p12-missing-everywhere',
    'insurance took part nowhere',
    [('PRC-12', 'H00100002'), ('PRC-12', 'H00800002')],
    verdict='not-met',
)
def _(s):
    s.sub('procedure', r'\t\t<department code="insurance"[^>]*/>\n', '')


@case(
    'p12-none-at-all',
    'a comparison with no department',
    [('PRC-12', 'H00600002')],
    verdict='not-met',
)
def _(s):
    s.within(
        'procedure',
        'comparison',
        {'id': 'E006-comparison'},
        lambda t: re.sub(r'\t\t<department [^>]*/>\n', '', t),
    )


@case(
    'p12-code-misspelt', 'bank instead of banking', [('PRC-12', 'H00500002')],
    verdict='not-met',
)
def _(s):
    s.within(
        'procedure',
        'comparison',
        {'id': 'E005-comparison'},
        lambda t: t.replace('code="banking"', 'code="bank"'),
    )


@case(
    'p12-tenth-department',
    'a plan that asks taxation as well',
    [('PRC-12', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.plan = s.plan.replace(
        '\t<department code="insurance" clause="3.3.2c">',
        (
            '\t<department code="taxation" clause="3.3.2c">\n\t\t<title '
            'xml:lang="zh">税务</title>\n\t\t<title '
            'xml:lang="en">Taxation</title>\n\t</department>\n\t<department '
            'code="insurance" clause="3.3.2c">'
        ),
    )


@case(
    'p12-one-more-than-asked',
    'civil affairs took part too: no fault',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.within(
        'procedure',
        'comparison',
        {'id': 'E001-comparison'},
        lambda t: t.replace(
            '\t\t<department code="insurance"',
            (
                '\t\t<department code="civil-affairs" date="2026-11-25"/>\n\t\t'
                '<department code="insurance"'
            ),
        ),
    )


@case(
    'p12-answer-undated',
    'a department named, and no date of its answer',
    verdict='other than met',
)
def _(s):
    s.within(
        'procedure',
        'comparison',
        {'id': 'E001-comparison'},
        lambda t: t.replace(
            'code="finance" date="2026-11-25"',
            'code="finance"',
        ),
    )


@case(
    'p12-answered-after-announcement',
    'a department answered when the announcement was over',
    verdict='other than met',
)
def _(s):
    s.within(
        'procedure',
        'comparison',
        {'id': 'E001-comparison'},
        lambda t: t.replace(
            'code="finance" date="2026-11-25"',
            'code="finance" date="2026-11-30"',
        ),
    )


HIT = {'household': 'H00100009'}


@case(
    'p13-not-to-household',
    'fed back to the village only',
    [('PRC-13', 'H00100009')],
    verdict='not-met',
)
def _(s):
    s.set('procedure', 'hit', HIT, {'household-fed-back': None})


@case(
    'p13-not-to-village',
    'fed back to the household only',
    [('PRC-13', 'H00100009')],
    verdict='not-met',
)
def _(s):
    s.set('procedure', 'hit', HIT, {'village-fed-back': None})


@case(
    'p13-nowhere',
    'no hit was fed back',
    [('PRC-13', 'H00100009'), ('PRC-13', 'H00800002')],
    unwanted=['PRC-22'],
    verdict='not-met',
)
def _(s):
    s.set(
        'procedure',
        'hit',
        {},
        {'household-fed-back': None, 'village-fed-back': None},
        all=True,
    )


@case(
    'p13-cleared-without-feedback',
    'a hit that was cleared had to be fed back all the same',
    [('PRC-13', 'H00700018')],
    verdict='not-met',
)
def _(s):
    s.set(
        'procedure',
        'hit',
        {'household': 'H00700018'},
        {'household-fed-back': None, 'village-fed-back': None},
    )


@case(
    'p13-after-announcement',
    'fed back to the household after the announcement was over',
    verdict='other than met',
)
def _(s):
    s.set('procedure', 'hit', HIT, {'household-fed-back': '2026-11-30'})


@case(
    'p14-neither',
    'a hit neither confirmed nor cleared',
    [('PRC-14', 'H00100009')],
    unwanted=['PRC-15'],
    verdict='not-met',
)
def _(s):
    s.set('procedure', 'hit', HIT, {'verdict': None, 'verified': None})


@case(
    'p14-day-after',
    'cleared the day after the announcement began',
    [('PRC-14', 'H00100009')],
    verdict='not-met',
)
def _(s):
    s.set('procedure', 'hit', HIT, {'verified': '2026-11-26'})


@case(
    'p14-undated',
    'cleared without a date: PRC-14, not PRC-22',
    [('PRC-14', 'H00100009')],
    unwanted=['PRC-22'],
    verdict='not-met',
)
def _(s):
    s.set('procedure', 'hit', HIT, {'verified': None})


@case(
    'p14-one-of-two',
    'two hits at one household, only one cleared',
    [('PRC-14', 'H00100009')],
    verdict='not-met',
)
def _(s):
    s.within(
        'procedure',
        'comparison',
        {'id': 'E001-comparison'},
        lambda t: t.replace(
            '\t</comparison>',
            (
                '\t\t<hit household="H00100009" department="banking" '
                'category="存款" village-fed-back="2026-11-25" '
                'household-fed-back="2026-11-25"/>\n\t</comparison>'
            ),
        ),
    )


@case(
    'p15-confirmed',
    'confirmed as not qualified, and announced',
    [('PRC-15', 'H00100009')],
    verdict='not-met',
)
def _(s):
    s.set('procedure', 'hit', HIT, {'verdict': 'confirmed'})


@case(
    'p15-one-confirmed-one-cleared',
    'two hits, the second confirmed',
    [('PRC-15', 'H00800002')],
    verdict='not-met',
)
def _(s):
    s.within(
        'procedure',
        'comparison',
        {'id': 'E008-comparison'},
        lambda t: t.replace(
            '\t</comparison>',
            (
                '\t\t<hit household="H00800002" department="commerce" '
                'category="法人" village-fed-back="2026-11-25" '
                'household-fed-back="2026-11-25" verdict="confirmed" '
                'verified="2026-11-25"/>\n\t</comparison>'
            ),
        ),
    )


# PRC-16
@case(
    'p16-not-signed',
    'a notification that nobody signed for',
    [('PRC-16', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('notification', 'E00100001-notice', signed='false')


@case(
    'p16-blank',
    'one notification leaves it blank',
    [('PRC-16', 'H00100004')],
    verdict='not-met',
)
def _(s):
    s.event('notification', 'E00100004-notice', signed=None)


@case(
    'p16-nowhere',
    'no notification says whether it was signed for',
    unwanted=['PRC-16'],
    verdict='unknown',
)
def _(s):
    s.sub('procedure', '(<notification [^>]*?) signed="[^"]*"', r'\1')


@case(
    'p16-unsigned-and-undated',
    'two faults at once: not signed for, and no date',
    [('PRC-16', 'H00100001'), ('PRC-22', 'H00100001')],
    unwanted=['PRC-01'],
    verdict='not-met',
)
def _(s):
    s.event('notification', 'E00100001-notice', signed='否', date=None)


# PRC-17
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


@case(
    'p17-posting-redone',
    'posted three days, then properly for seven, before the audit',
    [('PRC-17', 'H00100001')],
    unwanted=['PRC-03', 'PRC-02', 'PRC-01', 'DLN-04'],
    verdict='other than not-met',
)
def _(s):
    again(
        s, 'posting', 'E001-posting-1', began='2026-11-11', ended='2026-11-17',
    )
    s.event('posting', 'E001-posting-1', ended='2026-11-10')
    s.event('street-audit', 'E001-audit', date='2026-11-18')
    s.set(
        'procedure', 'objection', {'household': 'H00100034'},
        {'settled': '2026-11-10'},
    )
    s.add(
        'archive',
        ''.join(('\t<village-file village="%s" kind="%s" date="2026-11-17" round="1"/>\n' % (V1, k) for k in ('posting-list', 'posting-photo'))),
    )


@case(
    'p17-appraisal-redone',
    'no quorum on 11-09, a good meeting on 11-10',
    [('PRC-17', 'H00100001')],
    unwanted=['PRC-07', 'PRC-02'],
)
def _(s):
    again(s, 'appraisal', 'E001-appraisal-1')
    s.event('name-list', 'E001-list', date='2026-11-09')
    s.set(
        'archive',
        'village-file',
        {'village': V1, 'kind': 'name-list'},
        {'date': '2026-11-09'},
    )
    def few(t):
        t = set_in(
            t,
            'appraisal',
            {'id': 'E001-appraisal-1'},
            {
                'date': '2026-11-09', 'present': '20', 'representatives': '18',
                'officials': '2',
            },
        )
        return set_in(
            t,
            'item',
            {},
            {'votes-for': '20', 'votes-against': '0', 'votes-abstain': '0'},
            all=True,
        )
    s.within('procedure', 'appraisal', {'id': 'E001-appraisal-1'}, few)
    s.add(
        'archive',
        ''.join(('\t<village-file village="%s" kind="%s" date="2026-11-09" round="1"/>\n' % (V1, k) for k in ('minutes', 'attendance'))),
    )


@case(
    'p17-redone-too-late',
    'posted six days, properly again only when the audit was done',
    [('PRC-03', 'H00100001')],
    verdict='not-met',
)
def _(s):
    again(
        s, 'posting', 'E001-posting-1', began='2026-11-17', ended='2026-11-23',
    )
    s.event('posting', 'E001-posting-1', ended='2026-11-15')


@case(
    'p17-redone-without-one',
    'the repeated posting leaves one household off',
    [('PRC-03', 'H00100006')],
    verdict='not-met',
)
def _(s):
    again(
        s, 'posting', 'E001-posting-1', began='2026-11-11', ended='2026-11-17',
    )
    s.strike('posting', 'E001-posting-1-again', 'H00100006')
    s.event('posting', 'E001-posting-1', ended='2026-11-12')
    s.event('street-audit', 'E001-audit', date='2026-11-18')
    s.add(
        'archive',
        ''.join(('\t<village-file village="%s" kind="%s" date="2026-11-17" round="1"/>\n' % (V1, k) for k in ('posting-list', 'posting-photo'))),
    )


@case(
    'p17-notified-again',
    'not signed for on 11-24, signed for on 11-26, entered in December',
    [('PRC-17', 'H00100001')],
    unwanted=['PRC-16', 'PRC-01', 'PRC-02'],
)
def _(s):
    again(s, 'notification', 'E00100001-notice', date='2026-11-26')
    s.event('notification', 'E00100001-notice', signed='false')


@case(
    'p17-signed-first-unsigned-last',
    'signed for on 11-24; a second notice of 11-26 was not signed for',
    [('PRC-17', 'H00100001')],
)
def _(s):
    again(
        s, 'notification', 'E00100001-notice', date='2026-11-26',
        signed='false',
    )


@case('p17-entered-twice', 'entered twice', [('PRC-17', 'H00100001')])
def _(s):
    again(s, 'data-entry', 'E00100001-entry', date='2026-12-15')


@case(
    'p17-exit-on-second-posting',
    'an exit on the second posting, a step of the other procedure',
    [('PRC-17', 'H00100001')],
    verdict='other than not-met',
)
def _(s):
    s.list_item('posting', 'E001-posting-2', 'H00100001', 'exit', shown='3人')


@case(
    'p17-exit-compared',
    'an exit in the comparison, a step of the other procedure',
    [('PRC-17', 'H00100006')],
)
def _(s):
    s.list_item('comparison', 'E001-comparison', 'H00100006', 'exit')


@case(
    'p17-audit-rejected-then-agreed',
    'audited twice: rejected at first, agreed before the announcement',
    [('PRC-17', 'H00100001')],
    unwanted=['PRC-21'],
)
def _(s):
    s.add(
        'procedure',
        (
            (
                '\t<street-audit id="E001-audit-again" village="%s" '
                'date="2026-11-18" plan="true" resolved="true">\n\t\t<item '
                'household="H00100001" class="exit" result="agreed"/>\n\t'
                '</street-audit>\n'
            )
            % V1
        ),
    )
    s.item('street-audit', 'E001-audit', 'H00100001', result='rejected')


@case(
    'p17-audit-plan-put-right',
    'audited on 11-17 without a plan, again on 11-18 with one',
    [('PRC-17', 'H00100001')],
    unwanted=['PRC-11'],
)
def _(s):
    again(s, 'street-audit', 'E001-audit', date='2026-11-18')
    s.event('street-audit', 'E001-audit', plan='false')


@case(
    'p17-supplement-list',
    'exits announced on two lists, each household once: nothing was done twice',
    unwanted=['PRC-17', 'PRC-05', 'PRC-01', 'PRC-04'],
)
def _(s):
    again(
        s, 'announcement', 'E001-announcement-exit', began='2026-11-19',
        ended='2026-11-23',
    )
    for k, i in enumerate(EXITS1 + CLEARS1):
        s.strike(
            'announcement',
            'E001-announcement-exit' + ('' if k % 2 else '-again'),
            i,
        )
    s.add(
        'archive',
        ''.join(('\t<village-file village="%s" kind="%s" date="2026-11-23"/>\n' % (V1, k) for k in ('announcement-list', 'announcement-photo'))),
    )
    for i in EXITS1 + CLEARS1:
        a = attrs(s.get('procedure', 'notification', {'household': i}))
        if a['date'] < '2026-11-24':
            s.event('notification', a['id'], date='2026-11-24')


# PRC-18
@case(
    'p18-not-in-village', 'posted at the street office',
    [('PRC-18', 'H00100001')], verdict='other than not-met',
)
def _(s):
    s.event('posting', 'E001-posting-1', in_village='否', place='青石街道办事处')


@case(
    'p18-no-photo',
    'no photograph of the second posting',
    [('PRC-18', 'H00100002')],
    unwanted=[('PRC-18', 'H00100001')],
)
def _(s):
    s.event('posting', 'E001-posting-2', photo='false')


@case('p18-place-u3000', 'the place is an ideographic space', [('PRC-18', '')])
def _(s):
    s.event('posting', 'E001-posting-1', place='\u3000')


@case(
    'p18-announcement-elsewhere',
    'the announcement of exits hung outside the village',
    [('PRC-18', 'H00100001')],
)
def _(s):
    s.event('announcement', 'E001-announcement-exit', in_village='false')


@case(
    'p18-nowhere',
    'no posting or announcement says whether it hung in the village',
    unwanted=['PRC-18'],
    verdict='unknown',
)
def _(s):
    s.sub('procedure', ' in-village="[^"]*"', '')


@case(
    'p18-blank-in-one',
    'one posting does not say whether it hung in the village',
    verdict='other than met',
)
def _(s):
    s.event('posting', 'E001-posting-1', in_village=None)


# PRC-19
SHOWN = [
    ('id-18', '3人 379999199405255671', 'a full identity number'),
    ('id-x', '37999919910926280x', 'one that ends in a lower-case x'),
    ('id-grouped', '379999 19940525 5671', 'written 6-8-4'),
    ('id-hyphens', '379999-19940525-5671', 'written 6-8-4 with hyphens'),
    ('id-wide', '３７９９９９１９９４０５２５５６７１', 'in full-width digits'),
    (
        'id-in-words',
        '证号379999199405255671号，3人',
        'among words, no blank on either side',
    ),
    ('account', '6299999900123456789', 'a bank account of 19 digits'),
    (
        'account-grouped',
        '6299 9999 0012 3456 789',
        'an account written 4-4-4-4-3',
    ),
    ('account-16', '6299-9999-0012-3456', 'an account written 4-4-4-4'),
    ('mobile', '15408675309', 'a mobile number'),
    ('mobile-86', '+8615408675309', 'a mobile number with the country in front'),
    (
        'mobile-invisible',
        '154\u200b0867\u200b5309',
        'a mobile number with zero-width spaces in it',
    ),
    ('fixed', '电话0532-81234567', 'a fixed line with its area code'),
    (
        'fixed-brackets',
        '（0532）81234567',
        'a fixed line with its area code in brackets',
    ),
]
for n, text, why in SHOWN:
    @case(
        'p19-' + n, 'a posted list shows ' + why, [('PRC-19', 'H00100001')],
        verdict='not-met',
    )
    def _(s, text=text):
        shown(s, text)
HIDDEN = [
    ('masked-id', '379999********5671', 'a masked number'),
    ('masked-mobile', '154****5309', 'a masked mobile number'),
    ('short-number', '81234567', '8 digits without an area code'),
    ('village-codes', '379999001001 379999001002', 'two codes of villages'),
    ('dates-with-hyphens', '2026-11-10 2026-11-16', 'two dates'),
    ('amounts', '3人 25654.74元 8551.58元', 'two amounts'),
    ('no-possible-date', '379999991332567', '15 digits whose month would be 13'),
    (
        'no-province',
        '993799940525567',
        '15 digits whose first two name no province',
    ),
    ('household-id', 'H00100001 3人', "the household's own id"),
    ('group-and-size', '第一村民小组 3', 'group and size'),
]
for n, text, why in HIDDEN:
    @case(
        'p19-not-' + n,
        'a posted list shows %s: that discloses nothing' % why,
        unwanted=['*'],
        verdict='met',
    )
    def _(s, text=text):
        shown(s, text)


@case(
    'p19-health-column',
    'the posted list has a health column',
    [('PRC-19', '')],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-1', columns='序号 户主姓名 家庭人口数 健康状况')


@case(
    'p19-announcement',
    'the announcement of entries shows a mobile number',
    [('PRC-19', 'H00100009')],
    verdict='not-met',
)
def _(s):
    shown(
        s, '13800000012', 'E001-announcement-entry', 'H00100009',
        'announcement',
    )


@case(
    'p19-number-in-column-title',
    'an identity number stands in the heading of the list',
    [('PRC-19', '')],
    verdict='not-met',
)
def _(s):
    s.event(
        'posting',
        'E001-posting-1',
        columns='序号 户主姓名（379999199405255671） 家庭人口数',
    )


@case(
    'p19-cannot-be-put-right',
    'a disclosing list was replaced by a clean one: disclosed is disclosed',
    [('PRC-19', 'H00100001')],
    verdict='not-met',
)
def _(s):
    again(
        s, 'posting', 'E001-posting-1', began='2026-11-11', ended='2026-11-17',
    )
    shown(s, '379999199405255671')
    s.event('posting', 'E001-posting-1', ended='2026-11-10')
    s.event('street-audit', 'E001-audit', date='2026-11-18')
    s.set(
        'procedure', 'objection', {'household': 'H00100034'},
        {'settled': '2026-11-10'},
    )
    s.add(
        'archive',
        ''.join(('\t<village-file village="%s" kind="%s" date="2026-11-17" round="1"/>\n' % (V1, k) for k in ('posting-list', 'posting-photo'))),
    )


@case(
    'p19-shown-nowhere',
    'no list says what it showed: cannot be told',
    unwanted=['PRC-19'],
    verdict='unknown',
)
def _(s):
    s.sub('procedure', ' shown="[^"]*"', '')
    s.sub('procedure', ' columns="[^"]*"', '')


@case(
    'p19-columns-nowhere',
    'no list says which columns it had',
    unwanted=['PRC-19'],
    verdict='unknown',
)
def _(s):
    s.sub('procedure', ' columns="[^"]*"', '')


# PRC-20, PRC-21
@case(
    'p20-one-vote-missing', '31 votes of 32 present', [('PRC-20', 'H00100001')],
    verdict='other than not-met',
)
def _(s):
    s.item('appraisal', 'E001-appraisal-1', 'H00100001', votes_for='31')


@case(
    'p20-one-vote-too-many', '33 votes of 32 present',
    [('PRC-20', 'H00100002')],
)
def _(s):
    s.item('appraisal', 'E001-appraisal-1', 'H00100002', votes_abstain='1')


@case(
    'p20-votes-blank-for-one',
    'the votes on one household are blank',
    verdict='other than met',
)
def _(s):
    s.item(
        'appraisal', 'E001-appraisal-1', 'H00100001', votes_for=None,
        votes_against=None, votes_abstain=None,
    )


@case(
    'p20-votes-nowhere',
    'no appraisal tells the votes',
    unwanted=['PRC-20'],
    verdict='unknown',
)
def _(s):
    s.sub('procedure', ' votes-(for|against|abstain)="[^"]*"', '')


@case(
    'p21-rejected-and-announced',
    'rejected at the first appraisal, and all steps followed',
    [('PRC-21', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.item(
        'appraisal', 'E001-appraisal-1', 'H00100001', result='rejected',
        votes_for='2', votes_against='30', votes_abstain='0',
    )


@case(
    'p21-rejected-by-street',
    'rejected by the street, announced all the same',
    [('PRC-21', 'H00100004')],
    verdict='not-met',
)
def _(s):
    s.item('street-audit', 'E001-audit', 'H00100004', result='rejected')


@case(
    'p21-entry-rejected-at-second',
    'rejected at the second appraisal, announced all the same',
    [('PRC-21', 'H00100003')],
    verdict='not-met',
)
def _(s):
    s.item(
        'appraisal', 'E001-appraisal-2', 'H00100003', result='rejected',
        votes_for='3', votes_against='30', votes_abstain='0',
    )


@case(
    'p21-unadjusted-went-on',
    'rejected at the appraisal, posted, never exited: it went on one step',
    [('PRC-21', 'H00100008')],
    verdict='not-met',
)
def _(s):
    proposed(
        s,
        'H00100008',
        'exit',
        [('name-list', 'E001-list'), ('appraisal', 'E001-appraisal-1')],
    )
    s.list_item('posting', 'E001-posting-1', 'H00100008', 'exit', shown='3人')


# PRC-22
@case(
    'p22-posting-without-end',
    'a posting without its last day',
    [('PRC-22', 'H00100001')],
    unwanted=['PRC-01', 'PRC-02', 'PRC-03', 'DLN-04'],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-1', ended=None)


@case(
    'p22-posting-without-begin',
    'a second posting without its first day',
    [('PRC-22', 'H00100002')],
    unwanted=['PRC-01', 'PRC-03', ('PRC-22', 'H00100001')],
    verdict='not-met',
)
def _(s):
    s.event('posting', 'E001-posting-2', began=None)


@case(
    'p22-announcement-undated',
    'an announcement without either day',
    [('PRC-22', 'H00100001')],
    unwanted=['PRC-01', 'PRC-04', 'DLN-07'],
    verdict='not-met',
)
def _(s):
    s.event('announcement', 'E001-announcement-exit', began=None, ended=None)


@case(
    'p22-audit-undated',
    'an audit without its date',
    [('PRC-22', 'H00100001'), ('PRC-22', 'H00100002')],
    unwanted=['PRC-01', 'PRC-02'],
    verdict='not-met',
)
def _(s):
    s.event('street-audit', 'E001-audit', date=None)


@case(
    'p22-comparison-undated',
    'a comparison without its date',
    [('PRC-22', 'H00100002')],
    unwanted=['PRC-01'],
    verdict='not-met',
)
def _(s):
    s.event('comparison', 'E001-comparison', date=None)


@case(
    'p22-entry-undated',
    'a data entry without its date',
    [('PRC-22', 'H00100001')],
    unwanted=['PRC-01', 'DLN-08'],
    verdict='not-met',
)
def _(s):
    s.event('data-entry', 'E00100001-entry', date=None)


@case(
    'p22-entries-undated-everywhere',
    'no data entry has a date: PRC-22 knows no "not delivered"',
    [('PRC-22', 'H00100001'), ('PRC-22', 'H00800001')],
    unwanted=['DLN-08', 'PRC-01'],
    verdict='not-met',
)
def _(s):
    s.sub('procedure', '(<data-entry [^>]*?) date="[^"]*"', r'\1')


@case(
    'p22-postings-undated-everywhere',
    'no posting has its last day',
    [('PRC-22', 'H00100001'), ('PRC-22', 'H00800002')],
    unwanted=['PRC-03', 'PRC-01'],
    verdict='not-met',
)
def _(s):
    s.sub('procedure', '(<posting [^>]*?) ended="[^"]*"', r'\1')


@case(
    'p22-visit-undated', 'a visit without its date', [('PRC-22', 'H00100008')],
    unwanted=['DLN-02', 'FRM-01'], verdict='not-met',
)
def _(s):
    s.set('collection', 'visit', {'id': 'V00100008'}, {'date': None})


@case(
    'p22-visits-undated-everywhere',
    'no visit has a date',
    [('PRC-22', 'H00100008'), ('PRC-22', 'H00800001')],
    unwanted=['DLN-02'],
    verdict='not-met',
)
def _(s):
    s.sub('collection', '(<visit [^>]*?) date="[^"]*"', r'\1')


@case(
    'p22-signature-undated',
    "the household's signature has no date",
    [('PRC-22', 'H00100008')],
    unwanted=['FRM-03'],
    verdict='not-met',
)
def _(s):
    s.within(
        'collection',
        'visit',
        {'id': 'V00100008'},
        lambda t: re.sub('(role="household"[^>]*?) date="[^"]*"', r'\1', t),
    )


@case(
    'p22-session-undated',
    'the training session of a village has no date',
    [('PRC-22', '')],
    unwanted=['DLN-01'],
    verdict='not-met',
)
def _(s):
    s.set('staff', 'training', {'id': 'T003'}, {'date': None})


@case(
    'p22-application-is-frm-09',
    'an application without its date is FRM-09',
    [('FRM-09', 'H00100002')],
    unwanted=['PRC-22'],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'application', {'id': 'A00100002'}, {'date': None})


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
