"""Standards (STD-13 to STD-20). See spec.py."""
import re

from cases.shared import ALL3, E1, V1, dropout, problem, review
from spec import attrs, case, idno, set_in


# STD-13, STD-14
@case(
    's13-above-the-line',
    'a new household a fen above the line, nothing missing',
    [('STD-13', 'H00100002')],
    verdict='other than not-met',
)
def _(s):
    s.per_capita('H00100002', '4000.01')


@case(
    's13-at-the-line',
    'a new household at exactly the line',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.per_capita('H00100002', '4000.00')


@case(
    's13-house-of-grade-c',
    'above the line, in a house of grade C: a ground for entry',
    unwanted=['STD-13'],
)
def _(s):
    s.per_capita('H00100018', '5000.00')


@case(
    's13-unsafe-water',
    'above the line, water not safe: a ground for entry',
    unwanted=['STD-13'],
)
def _(s):
    s.per_capita('H00100002', '5000.00')
    s.living('H00100002', water_safe='0')


@case(
    's13-and-not-inc-16',
    (
        'more than 20,000 yuan a person and nothing missing: STD-13 tells, '
        'INC-16 is silent'
    ),
    [('STD-13', 'H00100002')],
    unwanted=['INC-16'],
)
def _(s):
    s.per_capita('H00100002', '20000.01')


CADRE = 'S001003'


@case(
    's14-cadre',
    'a member of a new household is a cadre of the village',
    [('STD-14', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.set(
        'staff',
        'person',
        {'id': CADRE},
        {'number': s.number_of('P0010000201')},
    )


@case(
    's14-cadre-of-a-return',
    'a member of a returned household is a cadre',
    [('STD-14', 'H00100003')],
    verdict='not-met',
)
def _(s):
    s.set(
        'staff',
        'person',
        {'id': CADRE},
        {'number': s.number_of('P0010000301')},
    )


@case(
    's14-cadre-spelt-otherwise',
    'the roll of the staff writes his number with full-width digits and blanks',
    [('STD-14', 'H00100002')],
    verdict='not-met',
)
def _(s):
    n = s.number_of('P0010000201')
    s.set(
        'staff',
        'person',
        {'id': CADRE},
        {
            'number': (
                (
                    (
                        n[:6] + ' '
                        + n[6:14].translate(
                            {48 + k: 65296 + k for k in range(10)},
                        )
                    )
                    + ' '
                )
                + n[14:]
            ),
        },
    )


@case(
    's14-cadre-of-15-digits',
    'the roll of the staff has his 15-digit number',
    [('STD-14', 'H00100002')],
    verdict='not-met',
)
def _(s):
    n = s.number_of('P0010000201')
    s.set('staff', 'person', {'id': CADRE}, {'number': n[:6] + n[8:17]})


def exception(s, i, situation, reason):
    s.edit(
        i,
        lambda h: re.sub(
            r'(\t\t<member )',
            (
                (
                    '\t\t<exception situation="%s">%s</exception>\n'
                    % (
                        situation,
                        '' if reason is None else '<reason>%s</reason>' % reason,
                    )
                )
                + r'\1'
            ),
            h,
            count=1,
        ),
    )


@case(
    's14-exception',
    'a cadre, and an exception is recorded with its reason',
    unwanted=['STD-14'],
    verdict='other than not-met',
)
def _(s):
    s.set(
        'staff',
        'person',
        {'id': CADRE},
        {'number': s.number_of('P0010000201')},
    )
    exception(s, 'H00100002', 'N2', '家中突遭变故，经街道集体研究准予纳入。')


@case(
    's14-exception-blank',
    'an exception whose reason is an ideographic space',
    [('STD-14', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.set(
        'staff',
        'person',
        {'id': CADRE},
        {'number': s.number_of('P0010000201')},
    )
    exception(s, 'H00100002', 'N2', '\u3000')


@case(
    's14-exception-to-another',
    'an exception to another situation',
    [('STD-14', 'H00100002')],
    verdict='not-met',
)
def _(s):
    s.set(
        'staff',
        'person',
        {'id': CADRE},
        {'number': s.number_of('P0010000201')},
    )
    exception(s, 'H00100002', 'N4', '车辆为营运面包车。')


@case(
    's14-answered-yes',
    'the review says that the household owns a car',
    [('STD-14', 'H00100002')],
    verdict='not-met',
)
def _(s):
    review(s, 'H00100002', 'N4', answer='1')


@case(
    's14-answered-yes-excepted',
    'it owns a car, and the exception is recorded',
    unwanted=['STD-14'],
    verdict='other than not-met',
)
def _(s):
    review(s, 'H00100002', 'N4', answer='1')
    exception(s, 'H00100002', 'N4', '车辆为0.6吨以下微型货车。')


@case(
    's14-cadre-at-old-household',
    'a cadre in a household that did not enter this year',
    unwanted=['STD-14'],
)
def _(s):
    s.set(
        'staff',
        'person',
        {'id': CADRE},
        {'number': s.number_of('P0010001201')},
    )


# STD-15 to STD-18
@case(
    's15-at-the-line',
    'formerly exited, now at exactly the line, which is not below it',
    unwanted=['STD-15'],
)
def _(s):
    s.money('H00100012', wage_income='2000')
    s.per_capita('H00100012', '4000.00', part='business-income')


@case(
    's15-a-fen-above',
    'formerly exited, a fen above the line',
    unwanted=['STD-15', 'STD-01', 'STD-02'],
)
def _(s):
    s.money('H00100012', wage_income='2000')
    s.per_capita('H00100012', '4000.01', part='business-income')


@case(
    's15-unsafe-water',
    'formerly exited, water not safe',
    [('STD-15', 'H00100012')],
    unwanted=['STD-07'],
)
def _(s):
    s.living('H00100012', water_safe='0')


@case(
    's15-house',
    'formerly exited, house of grade D',
    [('STD-15', 'H00100012')],
)
def _(s):
    s.living('H00100012', house_grade='4', dangerous_house='1')


@case(
    's15-uninsured',
    'formerly exited, a member not insured',
    [('STD-15', 'H00100012')],
)
def _(s):
    s.member('P0010001202', resident_medical='0', serious_illness_insurance='0')


@case(
    's15-child-weary',
    'formerly exited, a child weary of school',
    [('STD-15', 'H00100015')],
    unwanted=['EDU-02', 'STD-04'],
)
def _(s):
    dropout(s, 'P0010001503', dropout_reason='03')


@case(
    's15-child-without-reason',
    (
        'formerly exited, a child out of school without a reason: EDU-02, not '
        'STD-15'
    ),
    [('EDU-02', 'H00100015')],
    unwanted=['STD-15'],
    verdict='not-met',
)
def _(s):
    dropout(s, 'P0010001503')


@case(
    's15-never-exited',
    'never exited and below the line: that is why it is registered',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.living('H00100008', water_safe='0')


def roll(s, name, number, birth, kind, reason=None, village=V1):
    n = ' number="%s"' % number if number is not None else ''
    s.add(
        'rolls',
        (
            (
                '\t<roll-entry id="X-%s" roll="%s" village="%s" name="%s"%s '
                'birth="%s" unit="民政部门"%s'
            )
            % (
                kind,
                kind,
                village,
                name,
                n,
                birth,
                '/>\n' if reason is None else '>\n\t\t<reason>%s</reason>\n\t</roll-entry>\n' % reason,
            )
        ),
    )


for k in (
    'low-income', 'special-hardship', 'serious-illness', 'disability',
    'disaster', 'migrant', 'unregistered', 'wrongly-cleared',
):
    @case(
        's16-' + k,
        'on the roll %s, not in the register, no reason' % k,
        [('STD-16', '')],
        verdict='other than not-met',
    )
    def _(s, k=k):
        roll(s, '田禾舟', idno('1968-03-05', 321), '1968-03-05', k)


@case(
    's16-reason',
    'not in the register, and the reason is recorded',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    roll(
        s, '田禾舟', idno('1968-03-05', 321), '1968-03-05', 'low-income',
        '经入户核实，收入稳定超过标准。',
    )


@case(
    's16-reason-u3000',
    'the reason is made of ideographic spaces',
    [('STD-16', '')],
)
def _(s):
    roll(
        s, '田禾舟', idno('1968-03-05', 321), '1968-03-05', 'low-income',
        '\u3000\u3000',
    )


@case(
    's16-15-digits',
    'the roll has the 15-digit number of a registered person',
    unwanted=['STD-16'],
)
def _(s):
    n = s.number_of('P0010001201')
    roll(s, '曹云芳', n[:6] + n[8:17], '1987-12-13', 'migrant')


@case(
    's16-lower-case-x',
    'the roll writes x, the register X: the same person',
    unwanted=['STD-16'],
)
def _(s):
    roll(
        s,
        '曾飞秀',
        s.number_of('P0010001001').lower(),
        attrs(re.search('<member id="P0010001001"[^>]*>', s.text['register']).group(0))['birth'],
        'migrant',
    )


@case(
    's16-same-name-only',
    'a namesake is registered, the person is not',
    [('STD-16', '')],
)
def _(s):
    roll(s, '曹云芳', idno('1966-08-09', 135), '1966-08-09', 'low-income')


@case(
    's16-no-number-unknown',
    'a person without a number whom nobody in the register resembles',
    [('STD-16', '')],
)
def _(s):
    roll(s, '田无户', None, '1970-02-03', 'unregistered')


@case(
    's17-new-and-exit',
    'identified and exited in the same year',
    [('STD-17', E1)],
)
def _(s):
    s.hh(E1, first_year='2026')


@case(
    's17-return-and-exit',
    'returned and exited in the same year',
    [('STD-17', E1)],
)
def _(s):
    s.hh(E1, return_year='2026', return_cause='07')


@case(
    's17-year-before',
    'identified last year, exits this year',
    unwanted=['STD-17', 'STD-08', 'STD-18'],
)
def _(s):
    s.hh(E1, ALL3, first_year='2025')


@case(
    's18-exit-before-first',
    'exited in 2013, first identified in 2015',
    [('STD-18', 'H00100012')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100012', ALL3, exit_year='2013')


@case(
    's18-same-year',
    'identified and exited in 2015, long ago: not before',
    unwanted=['STD-18'],
)
def _(s):
    s.hh('H00100012', ALL3, exit_year='2015')


@case(
    's18-return-before-exit',
    'returned in 2026, exited in 2027',
    [('STD-18', 'H00100003')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100003', ALL3, exit_year='2027')


@case(
    's18-return-before-first',
    'returned in 2012 to a register that it entered in 2015',
    verdict='not-met',
)
def _(s):
    s.hh('H00100012', ALL3, return_year='2012', return_cause='07')


# STD-19, STD-20
@case(
    's19-exit-year',
    'class none, and another year of exit than last year',
    [('STD-19', 'H00100012')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100012', exit_year='2019')


@case(
    's19-first-year',
    'class none, and another first year than last year',
    [('STD-19', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100008', first_year='2013')


@case(
    's19-mark-0-to-1',
    'class none, and suddenly exited this year: the mark is STD-10',
    [('STD-10', 'H00100008')],
    unwanted=['STD-19'],
    verdict='not-met',
)
def _(s):
    s.hh('H00100008', mark='1', exit_year='2026')


@case(
    's19-mark-1-to-0',
    'class none, and the exit is undone',
    [('STD-19', 'H00100012')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100012', mark='0', exit_year=None)


@case(
    's19-pre-exit-of-last-year',
    "pre-exit last year, exited now with last year's year: no finding",
    unwanted=['STD-19', 'STD-20', 'STD-10', 'RCN-05'],
    verdict='other than not-met',
)
def _(s):
    s.hh('H00100005', ('previous',), mark='2')


@case(
    's19-pre-exit-this-year',
    "pre-exit last year, exited now with this year's year and no decision",
    [('STD-10', 'H00100005')],
    unwanted=['STD-19'],
    verdict='not-met',
)
def _(s):
    s.hh('H00100005', ('previous',), mark='2')
    s.hh('H00100005', exit_year='2026')


@case(
    's19-rectified-problem',
    'the year of exit was a problem, confirmed and rectified',
    unwanted=['STD-19', 'FIX-05'],
    verdict='other than not-met',
)
def _(s):
    s.hh('H00100012', exit_year='2019')
    problem(s, 'H00100012', 'exit-year', 'STD-18')


@case(
    's19-problem-of-another-field',
    'another field was the problem: the year of exit changed without a decision',
    [('STD-19', 'H00100012')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100012', exit_year='2019')
    problem(s, 'H00100012', 'phone', 'HH-12')
    s.hh('H00100012', ('previous',), phone='1541720665')


@case(
    's19-unfounded-problem',
    'the problem was judged unfounded, and the year changed all the same',
    [('STD-19', 'H00100012')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100012', exit_year='2019')
    problem(
        s,
        'H00100012',
        'exit-year',
        'STD-18',
        verdict='unfounded',
        rectified=None,
        marked=None,
        inner='<evidence>原件无误。</evidence>',
    )


@case(
    's19-no-previous-document',
    "nobody imported last year's register",
    verdict='other than met',
)
def _(s):
    del s.text['previous']


@case(
    's19-previous-without-marks',
    "last year's register tells no mark",
    verdict='unknown',
)
def _(s):
    s.sub('previous', '(<household [^>]*?) mark="[^"]*"', r'\1')


@case(
    's20-exit-of-an-exited',
    'exits, and had exited before',
    [('STD-20', E1)],
    verdict='not-met',
)
def _(s):
    s.hh(E1, ('previous',), mark='1', exit_year='2020')


@case(
    's20-exit-of-a-pre-exit', 'exits, and was a pre-exit', unwanted=['*'],
    verdict='met',
)
def _(s):
    s.hh(E1, ('previous',), mark='2')


@case(
    's20-return-of-never-exited', 'returns, and never exited',
    [('STD-20', 'H00100003')], verdict='not-met',
)
def _(s):
    s.hh('H00100003', ('previous',), mark='0', exit_year=None)


@case(
    's20-return-of-unknown',
    "returns, and was not in last year's register",
    [('STD-20', 'H00100003')],
    verdict='not-met',
)
def _(s):
    s.drop('H00100003', ('previous',))


def as_before(s, i, **c):
    """the new household stood in last year's register too"""
    h = re.sub(r'\t\t<review [^>]*/>\n', '', s.household('register', i))
    s.add('previous', set_in(h, 'household', {'id': i}, c))


@case(
    's20-new-of-registered',
    'newly entered, and registered last year already',
    [('STD-20', 'H00100002')],
    verdict='not-met',
)
def _(s):
    as_before(s, 'H00100002', **{'class': 'none', 'first-year': '2016'})


@case(
    's20-new-of-struck-off',
    'newly entered, and struck off before: not registered',
    unwanted=['STD-20', 'NAT-09'],
)
def _(s):
    as_before(
        s,
        'H00100002',
        **{'class': 'none', 'first-year': '2016', 'valid': '0'},
    )


@case(
    's20-exit-of-a-return',
    'returned in 2024, exits in 2026: the way of the world',
    unwanted=['STD-18', 'STD-19', 'STD-20'],
)
def _(s):
    s.hh(
        E1, ('previous',), mark='3', exit_year='2020', return_year='2024',
        return_cause='07',
    )
    s.hh(E1, return_year='2024', return_cause='07')
