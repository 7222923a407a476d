"""Steps of the procedure (PRC-10 to PRC-17). See spec.py."""
import re

from cases.shared import CLEARS1, EXITS1, V1, again, objection
from spec import attrs, case, set_in


# PRC-10


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
