"""Steps of the procedure (PRC-18 to PRC-22). See spec.py."""
import re

from cases.shared import V1, again, proposed, shown
from spec import case


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
