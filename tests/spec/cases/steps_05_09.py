"""Steps of the procedure (PRC-05 to PRC-09). See spec.py."""
import re

from cases.shared import V1, proposed
from spec import case


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
