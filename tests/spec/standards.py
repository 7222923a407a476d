"""Cases of standards, problems, forms, both registers, archives and natural change. See spec.py."""
import re

from spec import attrs, case, idno, put_attrs, set_in

V1 = '379999001001'
ALL3 = ('register', 'collected', 'previous')
E1 = 'H00100001'


def review(s, i, situation, docs=('register', 'collected'), **c):
    s.edit(i, lambda h: set_in(h, 'review', {'situation': situation}, c), docs)


def no_review(s, i, situation):
    s.edit(
        i,
        lambda h: re.sub(
            r'\t\t<review situation="%s"[^>]*/>\n' % situation,
            '',
            h,
        ),
    )


# STD-01, STD-02
@case(
    's01-exactly-at-the-line',
    'exit at exactly the line: at or below',
    [('STD-01', E1)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.per_capita(E1, '4000.00', part='wage-income')


@case(
    's01-a-fen-above',
    'a fen above the line, within the margin: STD-02 and not STD-01',
    [('STD-02', E1)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.per_capita(E1, '4000.01', part='wage-income')


@case(
    's02-a-fen-short-of-the-margin',
    'line and margin less a fen',
    [('STD-02', E1)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.per_capita(E1, '4499.99', part='wage-income')


@case(
    's02-line-and-margin',
    'line and margin exactly: stable',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.per_capita(E1, '4500.00', part='wage-income')


@case(
    's02-no-margin',
    'a plan without a margin: a fen above is enough',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.parameter('stability-margin', 0)
    s.per_capita(E1, '4000.01', part='wage-income')


@case(
    's01-no-line',
    'a plan that does not say where the line is',
    verdict='other than met',
)
def _(s):
    s.parameter('poverty-line', 0)


@case(
    's01-line-raised',
    'a plan with a line of 9000: 8551.58 is below',
    [('STD-01', E1)],
    unwanted=[('STD-01', 'H00100006')],
    verdict='not-met',
)
def _(s):
    s.parameter('poverty-line', 9000)


@case(
    's01-income-blank',
    'an exit without its income per person',
    verdict='not-met',
)
def _(s):
    s.income(E1, per_capita_income=None)


@case(
    's01-income-nowhere',
    'no household has an income per person',
    verdict='other than met',
    unwanted=['STD-01'],
)
def _(s):
    for d in ALL3:
        s.sub(d, ' per-capita-income="[^"]*"', '')


@case(
    's01-no-income-element',
    'an exit without any record of income',
    verdict='not-met',
)
def _(s):
    s.edit(E1, lambda h: re.sub(r'\t\t<income [^>]*/>\n', '', h))


# STD-03 to STD-07
@case(
    's03-food', 'food not secured', [('STD-03', E1)], unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.living(E1, food_secured='0')


@case(
    's03-clothing-in-words',
    'clothing not secured, written 否',
    [('STD-03', E1)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.living(E1, clothing_secured='否')


@case(
    's03-blank-in-one',
    'one exit does not say whether food is secured',
    verdict='other than met',
)
def _(s):
    s.living(E1, food_secured=None)


@case(
    's03-nowhere',
    'no household says whether clothing is secured',
    unwanted=['STD-03'],
    verdict='unknown',
)
def _(s):
    for d in ALL3:
        s.sub(d, ' clothing-secured="[^"]*"', '')


C = 'P0010001003'


def dropout(s, p, **c):
    s.member(p, **dict(dict(schooling=None, education='02'), **c))


@case(
    's04-weary-of-school',
    'a child of 9 weary of school',
    [('STD-04', 'H00100010')],
    unwanted=['EDU-02'],
    verdict='not-met',
)
def _(s):
    dropout(s, C, dropout_reason='03')


@case(
    's04-code-no-pupil',
    'school stage 01 says: no pupil',
    [('STD-04', 'H00100010')],
    verdict='not-met',
)
def _(s):
    dropout(s, C, schooling='01', education=None, dropout_reason='99')


@case(
    's04-no-reason-is-edu-02',
    'no reason recorded: EDU-02 and not STD-04',
    [('EDU-02', 'H00100010')],
    unwanted=['STD-04'],
    verdict='not-met',
)
def _(s):
    dropout(s, C)


@case(
    's04-ill',
    'not at school because ill: health is excepted',
    unwanted=['STD-04', 'EDU-02', 'EDU-04', 'STD-08'],
    verdict='other than not-met',
)
def _(s):
    dropout(s, C, dropout_reason='01', health='02')


@case(
    's04-sixteen-on-the-day',
    '16 on the reference date, and not at school: no child of compulsory age',
    unwanted=['STD-04', 'EDU-02'],
)
def _(s):
    s.rebirth(C, '2010-09-30', 572)
    dropout(s, C, education='03', dropout_reason='03')


@case(
    's04-fifteen-for-a-day',
    '15 on the reference date, 16 the day after',
    [('STD-04', 'H00100010')],
    verdict='not-met',
)
def _(s):
    s.rebirth(C, '2010-10-01', 572)
    dropout(s, C, education='03', dropout_reason='03')


@case(
    's04-five-for-a-day',
    '5 on the reference date, 6 the day after, at home',
    unwanted=['STD-04', 'EDU-02'],
)
def _(s):
    s.rebirth(C, '2020-10-01', 572)
    dropout(s, C, education='06')


@case(
    's05-uninsured',
    'an exit with an uninsured member',
    [('STD-05', E1)],
    verdict='not-met',
)
def _(s):
    s.member('P0010000102', resident_medical='0', serious_illness_insurance='0')


@case(
    's05-employee-insured',
    'insured as an employee: insured',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.member(
        'P0010000101', resident_medical='0', employee_medical='1',
        serious_illness_insurance='0',
    )


@case(
    's05-soldier',
    'a soldier is cared for by the army',
    unwanted=['STD-05', 'STD-08'],
)
def _(s):
    s.member(
        'P0010000101', resident_medical='0', employee_medical='0',
        serious_illness_insurance='0', serviceman='1',
    )


@case(
    's05-blank-in-one',
    'one member of an exit leaves both insurances blank',
    verdict='other than met',
)
def _(s):
    s.member('P0010000102', resident_medical=None, employee_medical=None)


@case(
    's05-nowhere',
    'no member says whether he is insured',
    unwanted=['STD-05'],
    verdict='unknown',
)
def _(s):
    for d in ALL3:
        s.sub(d, ' (resident|employee)-medical="[^"]*"', '')


@case(
    's06-grade-c',
    'an exit in a house of grade C',
    [('STD-06', E1)],
    unwanted=['LIV-07'],
    verdict='not-met',
)
def _(s):
    s.living(E1, house_grade='3', dangerous_house='1')


@case(
    's06-grade-d-not-dangerous',
    'grade D, and "not dangerous": STD-06 tells it, LIV-07 is silent',
    [('STD-06', E1)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.living(E1, house_grade='4')


@case(
    's06-dangerous-grade-a',
    'an exit "dangerous" with grade A is LIV-07',
    [('LIV-07', E1)],
    unwanted=['STD-06'],
)
def _(s):
    s.living(E1, dangerous_house='1')


@case('s06-grade-b', 'grade B is safe', unwanted=['*'], verdict='met')
def _(s):
    s.living(E1, house_grade='2')


@case(
    's06-grade-blank',
    'an exit whose house has no grade',
    verdict='other than met',
)
def _(s):
    s.living(E1, house_grade=None)


@case(
    's07-unsafe-water', 'an exit without safe water', [('STD-07', E1)],
    unwanted=['*'], verdict='not-met',
)
def _(s):
    s.living(E1, water_safe='false')


@case(
    's07-nowhere',
    'no household says whether its water is safe',
    unwanted=['STD-07'],
    verdict='other than met',
)
def _(s):
    for d in ALL3:
        s.sub(d, ' water-safe="[^"]*"', '')


# STD-08, STD-09
@case(
    's08-serious-illness',
    'a member of an exit is seriously ill',
    [('STD-08', E1)],
    verdict='not-met',
)
def _(s):
    s.member('P0010000102', health='03')


@case(
    's08-illness-among-others',
    'seriously ill and chronically ill',
    [('STD-08', E1)],
    verdict='not-met',
)
def _(s):
    s.member('P0010000102', health='02 03')


@case(
    's08-chronic',
    'chronically ill is no serious illness',
    unwanted=['STD-08'],
    verdict='other than not-met',
)
def _(s):
    s.member('P0010000102', health='02')


@case(
    's08-no-measure', 'no relief measure', [('STD-08', E1)], unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.living(E1, measures='0')


@case(
    's08-no-keys', 'relocated without keys', [('STD-08', E1)], unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.living(E1, relocated='1', keys_received='0')


@case('s08-keys', 'relocated with keys', unwanted=['*'], verdict='met')
def _(s):
    s.living(E1, relocated='1', keys_received='1')


@case(
    's08-disaster',
    'a disaster this year, and it is a cause',
    [('STD-08', 'H00100006')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.living('H00100006', disaster='1')
    s.hh('H00100006', ALL3, other_causes='10 04')


@case(
    's08-disaster-no-cause',
    'a disaster this year that made nobody poor',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.living('H00100006', disaster='1')


@case(
    's08-five-guarantees',
    'a household of special hardship may not exit',
    [('STD-08', 'H00300014')],
    verdict='not-met',
)
def _(s):
    s.hh('H00300014', attribute='06')


@case(
    's08-answered-yes',
    'no test can decide E6; the review answered that it applies',
    [('STD-08', E1)],
    verdict='not-met',
)
def _(s):
    review(s, E1, 'E6', answer='1')


@case(
    's08-answered-yes-in-words',
    'the review of E5 answered 是, and nobody is recorded as ill',
    verdict='not-met',
)
def _(s):
    review(s, E1, 'E5', answer='是')


@case(
    's08-facts-against-review',
    'the review says no, the register says that nobody gave relief',
    [('STD-08', 'H00100032')],
    verdict='not-met',
)
def _(s):
    s.living('H00100032', measures='0')
    review(s, 'H00100032', 'E9', date='2026-11-08')


@case(
    's09-one-missing',
    'one of ten situations was not reviewed',
    [('STD-09', E1)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    no_review(s, E1, 'E7')


@case(
    's09-answer-blank', 'a review without an answer', [('STD-09', E1)],
    unwanted=['*'], verdict='not-met',
)
def _(s):
    review(s, E1, 'E7', answer=None)


@case(
    's09-none-anywhere',
    'no household was reviewed',
    [('STD-09', E1), ('STD-09', 'H00800001')],
    verdict='not-met',
)
def _(s):
    for d in ('register', 'collected'):
        s.sub(d, r'\t\t<review [^>]*/>\n', '')


@case(
    's09-answers-nowhere',
    'reviews everywhere, an answer nowhere',
    verdict='other than met',
)
def _(s):
    for d in ('register', 'collected'):
        s.sub(d, '(<review [^>]*?) answer="[^"]*"', r'\1')


@case(
    's09-same-situation-twice', 'E6 twice, E7 never', [('STD-09', E1)],
    verdict='not-met',
)
def _(s):
    s.edit(E1, lambda h: h.replace('situation="E7"', 'situation="E6"'))


@case(
    's09-eleventh-situation',
    'a plan with one more situation: it was reviewed at no exit',
    [('STD-09', E1), ('STD-09', 'H00800001')],
    verdict='not-met',
)
def _(s):
    i = s.plan.index('\t<situation list="no-entry" id="N1"')
    s.plan = (
        (
            s.plan[:i]
            + (
                '\t<situation list="no-exit" id="E11" basis="compiled" '
                'clause="2.1.1b">\n\t\t<title xml:lang="zh">其他情形</title>\n\t\t'
                '<title xml:lang="en">Another situation</title>\n\t\t'
                '<undecided xml:lang="zh">须入户核实。</undecided>\n\t\t<undecided '
                'xml:lang="en">Ask on site.</undecided>\n\t</situation>\n'
            )
        )
        + s.plan[i:]
    )


# STD-10 to STD-12
@case(
    's10-mark-0',
    'decided to exit, still marked 0: STD-10 and not RCN-05',
    [('STD-10', E1)],
    unwanted=['RCN-05', 'STD-19'],
    verdict='not-met',
)
def _(s):
    s.hh(E1, mark='0')


@case(
    's10-pre-exit',
    'decided to exit, marked as pre-exit',
    [('STD-10', E1)],
    unwanted=['RCN-05', 'STD-19'],
    verdict='not-met',
)
def _(s):
    s.hh(E1, mark='2')


@case(
    's10-year-before', "last year's year of exit", [('STD-10', E1)],
    unwanted=['*'], verdict='not-met',
)
def _(s):
    s.hh(E1, exit_year='2025')


@case('s10-year-blank', 'no year of exit', [('STD-10', E1)], verdict='not-met')
def _(s):
    s.hh(E1, exit_year=None)


@case(
    's10-clear-still-1',
    'cleared, still marked as entitled: STD-10, not RCN-05',
    [('STD-10', 'H00100004')],
    unwanted=['RCN-05'],
    verdict='not-met',
)
def _(s):
    s.hh('H00100004', mark='1')


@case('s10-mark-blank', 'an exit without a mark', verdict='not-met')
def _(s):
    s.hh(E1, mark=None)


@case(
    's11-no-ground',
    'no longer entitled without a ground',
    [('STD-11', 'H00100004')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.hh('H00100004', ground=None)


@case(
    's11-ground-nowhere', 'no clearance has a ground', verdict='other than met',
)
def _(s):
    for d in ('register', 'collected'):
        s.sub(d, '(<household [^>]*?) ground="[^"]*"', r'\1')


@case(
    's11-marked-without-anything',
    (
        'class none, and the mark turned to 4: no appraisal, no consent, no '
        'decision'
    ),
    verdict='not-met',
)
def _(s):
    s.hh('H00100012', mark='4', ground='opinion')


@case(
    's11-cleared-years-ago',
    'no longer entitled since a former year: nothing to decide this year',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.hh('H00100012', ALL3, mark='4', ground='opinion')


@case(
    's12-a-fen-below',
    'ground income, a fen below the local average',
    [('STD-12', 'H00100037')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.per_capita('H00100037', '19999.99', part='wage-income')


@case(
    's12-at-average',
    'ground income, exactly the local average',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.per_capita('H00100037', '20000.00', part='wage-income')


@case(
    's12-opinion-below',
    'ground opinion: income does not matter',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.per_capita('H00100004', '19000.00', part='wage-income')


@case(
    's12-no-average',
    'a plan that does not say what the local farmers earn',
    verdict='other than met',
)
def _(s):
    s.parameter('local-average', 0)


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


def problem(s, i, field, check, **c):
    a = dict(
        id='X' + i,
        source='audit',
        issued='2026-09-15',
        village='379999' + '001' + i[1:4],
        household=i,
        check_id=check,
        field=field,
        verified='2026-11-08',
        verdict='confirmed',
        rectified='2026-11-11',
        marked='2026-12-06',
        due='2026-12-20',
    )
    a.update(c)
    inner = a.pop('inner', '<measure>入户核实后更正系统信息。</measure>')
    s.add(
        'problems',
        (
            (
                '\t%s\n\t\t<description>年度登记有误。</description>\n\t\t%s\n\t'
                '</problem>\n'
            )
            % (put_attrs('<problem>', a), inner)
        ),
    )


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


# NAT
N = 'N00100014'


@case(
    'n01-no-reason', 'a decrease without a reason', [('NAT-01', 'H00100014')],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'natural-change', {'id': N}, {'reason': None})


@case(
    'n01-no-date',
    'a decrease without a date is NAT-01, not PRC-22',
    [('NAT-01', 'H00100014')],
    unwanted=['PRC-22'],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'natural-change', {'id': N}, {'date': None})


@case(
    'n01-no-proof', 'an increase without proof', [('NAT-01', 'H00100027')],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'natural-change', {'id': 'N00100027'}, {'proof': None})


@case(
    'n01-proof-u3000',
    'the proof is an ideographic space',
    [('NAT-01', 'H00100014')],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'natural-change', {'id': N}, {'proof': '\u3000'})


@case(
    'n01-proof-none', 'the proof says 无', [('NAT-01', 'H00100014')],
    verdict='not-met',
)
def _(s):
    s.set('collection', 'natural-change', {'id': N}, {'proof': '无'})


@case(
    'n01-proof-nowhere',
    'no natural change has a proof',
    verdict='other than met',
)
def _(s):
    s.sub('collection', '(<natural-change [^>]*?) proof="[^"]*"', r'\1')


@case(
    'n01-dates-nowhere',
    'no natural change has a date',
    verdict='other than met',
    unwanted=['PRC-22'],
)
def _(s):
    s.sub('collection', '(<natural-change [^>]*?) date="[^"]*"', r'\1')


@case(
    'n02-still-active',
    'married out, and still an active member',
    [('NAT-02', 'H00100014')],
    verdict='not-met',
)
def _(s):
    s.member(
        'P0010001407', state=None, removed=None, removed_reason=None,
        resident_medical='1', serious_illness_insurance='1',
    )
    s.hh('H00100014', size='7')
    s.money('H00100014')


@case(
    'n02-state-written-active',
    'the state says active in so many letters',
    [('NAT-02', 'H00200008')],
    verdict='not-met',
)
def _(s):
    s.member(
        'P0020000803', state='active', removed=None, removed_reason=None,
        resident_medical='1', serious_illness_insurance='1',
    )
    s.hh('H00200008', size='3')
    s.money('H00200008')


def without(s, p, docs=('register', 'collected')):
    i = 'H' + p[1:9]
    s.edit(
        i,
        lambda h: re.sub(r'\t\t<member id="%s"[^>]*/>\n' % p, '', h),
        docs,
    )


@case(
    'n03-not-in-register',
    'a birth recorded, and the child is not in the register',
    [('NAT-03', 'H00100027')],
    verdict='not-met',
)
def _(s):
    without(s, 'P0010002704')
    s.hh('H00100027', size='3')
    s.money('H00100027')


@case(
    'n04-new-without-change',
    'a child that no change explains',
    [('NAT-04', 'H00100027')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.remove('collection', 'natural-change', {'id': 'N00100027'})
    s.remove('archive', 'ledger-line', {'household': 'H00100027'})


@case(
    'n04-gone-without-change',
    'a member gone that no change explains',
    [('NAT-04', 'H00100014')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.remove('collection', 'natural-change', {'id': N})
    s.remove('archive', 'ledger-line', {'household': 'H00100014'})
    without(s, 'P0010001407')


@case(
    'n04-row-dropped-change-recorded',
    (
        'a decrease recorded, the row left out of the register: gone, and it '
        'says why'
    ),
    unwanted=['NAT-04', 'NAT-02'],
)
def _(s):
    without(s, 'P0010001407')


@case(
    'n04-change-of-another',
    'the change names another member',
    [('NAT-04', 'H00100014')],
    verdict='not-met',
)
def _(s):
    s.set(
        'collection',
        'natural-change',
        {'id': N},
        {
            'member': 'P0010001403',
            'name': '邓铁晓',
            'number': s.number_of('P0010001403'),
            'birth': '1991-07-15',
            'sex': '1',
            'relation': '03',
        },
    )


@case(
    'n05-born-before-the-period',
    'a newborn of the day before the period',
    [('NAT-05', 'H00100027')],
    unwanted=['NAT-07'],
)
def _(s):
    s.rebirth('P0010002704', '2025-09-30', 737)
    s.set(
        'collection', 'natural-change', {'id': 'N00100027'},
        {'date': '2025-10-08'},
    )
    s.set(
        'archive', 'ledger-line', {'household': 'H00100027'},
        {'date': '2025-10-08'},
    )


@case(
    'n05-born-on-the-first-day',
    'a newborn of the first day of the period',
    unwanted=['NAT-05', 'NAT-07'],
    verdict='other than not-met',
)
def _(s):
    s.rebirth('P0010002704', '2025-10-01', 737)
    s.set(
        'collection', 'natural-change', {'id': 'N00100027'},
        {'date': '2025-10-01'},
    )
    s.set(
        'archive', 'ledger-line', {'household': 'H00100027'},
        {'date': '2025-10-01'},
    )


@case('n05-bride-of-19', 'married in at 19', [('NAT-05', 'H00200024')])
def _(s):
    s.rebirth('P0020002404', '2006-10-05', 864)


@case(
    'n05-bride-of-20',
    'married in on her twentieth birthday',
    unwanted=['NAT-05'],
)
def _(s):
    s.rebirth('P0020002404', '2006-08-17', 864)


@case(
    'n05-increase-by-death',
    'an increase whose reason is death',
    [('NAT-05', 'H00100027')],
)
def _(s):
    s.set('collection', 'natural-change', {'id': 'N00100027'}, {'reason': '01'})


@case(
    'n05-dead-and-visited',
    'a visit in November changes the facts of one who died in April',
    [('NAT-05', 'H00300037')],
)
def _(s):
    s.within(
        'collection',
        'visit',
        {'household': 'H00300037'},
        lambda t: t.replace(
            '\t</visit>',
            (
                (
                    '\t\t<change member="P0030003704" field="mandarin" old="1" '
                    'new="%s"/>\n\t</visit>'
                )
                % attrs(re.search('<member id="P0030003704"[^>]*>', s.text['register']).group(0))['mandarin']
            ),
        ),
    )


@case(
    'n05-dead-and-at-work',
    'died in April (the seventh month) and worked eight months',
    [('NAT-05', 'H00300037')],
)
def _(s):
    s.member('P0030003704', work_place='01', work_months='8')


@case(
    'n05-worked-till-death',
    'died in April and worked seven months',
    unwanted=['NAT-05'],
)
def _(s):
    s.member('P0030003704', work_place='01', work_months='7')


HD, NH = ('P0010002801', 'P0010002802')


def head_dies(s, new_head):
    i = 'H00100028'
    s.member(
        HD, state='removed', removed_reason='01', removed='2026-05-20',
        resident_medical='0', serious_illness_insurance='0',
        resident_pension='0',
    )
    s.hh(i, size='5')
    s.money(i)
    change = (
        (
            '\t<natural-change id="N00100028" household="%s" village="%s" '
            'direction="decrease" member="%s" name="沈野武" number="%s" '
            'birth="1965-06-21" sex="2" relation="01" reason="01" '
            'date="2026-05-20" proof="居民死亡医学证明" form="annex-3" '
            'signed="true"%s/>\n'
        )
        % (
            i,
            V1,
            HD,
            s.number_of(HD),
            ' new-head="%s"' % NH if new_head else '',
        )
    )
    s.add('collection', change)
    s.add(
        'archive',
        (
            (
                '\t<ledger-line ledger="natural-decrease" village="%s" '
                'household="%s" member="%s" name="沈野武" date="2026-05-20" '
                'reason="居民死亡医学证明"/>\n'
            )
            % (V1, i, HD)
        ),
    )
    s.within(
        'collection',
        'visit',
        {'household': i},
        lambda t: t.replace(
            'signer="%s" name="沈野武"' % HD, 'signer="%s" name="林喜超"' % NH,
        ),
    )
    if new_head:
        s.member(NH, relation='01', phone='15411434060')
        s.member(HD, relation='02', phone=None)
        s.hh(i, head_id=NH, head_name='林喜超', head_number=s.number_of(NH))


@case(
    'n06-head-died',
    'the head died and nobody took the place: NAT-06, and HH-01 is silent',
    [('NAT-06', 'H00100028')],
    unwanted=['HH-01'],
    verdict='not-met',
)
def _(s):
    head_dies(s, False)


@case(
    'n06-new-head',
    'the head died, the husband is the new head: in order',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    head_dies(s, True)


@case(
    'n06-new-head-unknown',
    'the new head named is no member',
    verdict='not-met',
)
def _(s):
    head_dies(s, False)
    s.set(
        'collection', 'natural-change', {'id': 'N00100028'},
        {'new_head': 'P0010009999'},
    )


def moved_on(s, date):
    s.set('collection', 'natural-change', {'id': N}, {'date': date})
    s.set('archive', 'ledger-line', {'household': 'H00100014'}, {'date': date})
    s.member('P0010001407', removed=date)


@case(
    'n07-day-after',
    'a change on the day after the period',
    [('NAT-07', 'H00100014')],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    moved_on(s, '2026-10-01')


@case(
    'n07-day-before',
    'a change on the day before the period',
    [('NAT-07', 'H00100014')],
    verdict='other than not-met',
)
def _(s):
    moved_on(s, '2025-09-30')


@case(
    'n07-last-day',
    'a change on the last day of the period',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    moved_on(s, '2026-09-30')


OLD2 = 'H00200009'


def all_gone(s, reason, proof):
    """both members gone with their changes, the household out of all documents of this year"""
    for p in ('P0020000901', 'P0020000902'):
        a = attrs(
            re.search('<member id="%s"[^>]*>' % p, s.text['register']).group(0),
        )
        s.add(
            'collection',
            (
                (
                    '\t'
                    + put_attrs(
                        '<natural-change id="N%s"/>' % p,
                        dict(
                            household=OLD2, village='379999001002',
                            direction='decrease', member=p, name=a['name'],
                            number=a['number'], birth=a['birth'], sex=a['sex'],
                            relation=a['relation'], reason=reason,
                            date='2026-03-0' + p[-1], proof=proof,
                            form='annex-3', signed='true',
                        ),
                    )
                )
                + '\n'
            ),
        )
        s.add(
            'archive',
            (
                (
                    '\t<ledger-line ledger="natural-decrease" '
                    'village="379999001002" household="%s" member="%s" '
                    'name="%s" date="2026-03-0%s" reason="证明"/>\n'
                )
                % (OLD2, p, a['name'], p[-1])
            ),
        )
        for r in re.findall(
            '<roll-entry id="(R-%s-[a-z-]+)"' % p,
            s.text['rolls'],
        ):
            s.within(
                'rolls',
                'roll-entry',
                {'id': r},
                lambda t: t.replace(
                    '/>\n',
                    '>\n\t\t<reason>该人员已不在本村。</reason>\n\t</roll-entry>\n',
                ),
            )
    s.drop(OLD2, ('register', 'collected', 'inspection', 'problems'))
    s.remove('collection', 'visit', {'household': OLD2})
    s.remove('archive', 'folder', {'household': OLD2})


@case(
    'n08-all-died',
    'both members died, with proof: that says why the household is gone',
    unwanted=[
        'NAT-08', 'NAT-04', 'RCN-01', 'RCN-02', 'FRM-01', 'ARC-01', 'NAT-06',
    ],
)
def _(s):
    all_gone(s, '01', '居民死亡医学证明')


@case(
    'n08-moved-away',
    'moved away, with proof',
    unwanted=['NAT-08', 'NAT-04', 'RCN-01', 'RCN-02', 'FRM-01', 'ARC-01'],
)
def _(s):
    all_gone(s, '08', '户口迁移证')


@case('n08-moved-away-no-proof', 'moved away, and no proof', verdict='not-met')
def _(s):
    all_gone(s, '08', '')


@case(
    'n08-one-of-two-died',
    'one of two died; the household is gone all the same',
    [('NAT-08', OLD2)],
    verdict='not-met',
)
def _(s):
    all_gone(s, '01', '居民死亡医学证明')
    s.remove('collection', 'natural-change', {'id': 'NP0020000902'})
    s.remove('archive', 'ledger-line', {'member': 'P0020000902'})


@case('n08-struck-off', 'struck off is not gone', unwanted=['NAT-08', 'RCN-01'])
def _(s):
    s.hh('H00100012', valid='0')


@case(
    'n08-new-id',
    'the same household under a new id: once, and neither new nor gone members',
    [('NAT-08', '')],
    unwanted=['NAT-09', 'NAT-04', 'RCN-01', 'RCN-02'],
    verdict='other than not-met',
)
def _(s):
    for d in s.text:
        if d != 'previous':
            s.text[d] = s.text[d].replace('H00200027', 'H00200927')


@case(
    'n08-gone-but-collected',
    (
        'in the collected records and gone from the system: NAT-08, RCN-01 is '
        'silent'
    ),
    [('NAT-08', 'H00200027')],
    unwanted=['RCN-01'],
    verdict='not-met',
)
def _(s):
    s.drop('H00200027', ('register',))


MOVED = 'H00400011'


def moved_in(s, proof):
    s.drop(MOVED, ('previous',))
    for m in re.findall('<member [^>]*>', s.household('register', MOVED)):
        a = attrs(m)
        s.add(
            'collection',
            (
                (
                    '\t'
                    + put_attrs(
                        '<natural-change id="N%s"/>' % a['id'],
                        dict(
                            household=MOVED, village='379999001004',
                            direction='increase', member=a['id'],
                            name=a['name'], number=a['number'],
                            birth=a['birth'], sex=a['sex'],
                            relation=a['relation'], reason='07',
                            date='2026-04-01', proof=proof, form='annex-2',
                            signed='true',
                        ),
                    )
                )
                + '\n'
            ),
        )
        s.add(
            'archive',
            (
                (
                    '\t<ledger-line ledger="natural-increase" '
                    'village="379999001004" household="%s" member="%s" '
                    'name="%s" date="2026-04-01" reason="户口迁移证"/>\n'
                )
                % (MOVED, a['id'], a['name'])
            ),
        )


@case(
    'n09-moved-in',
    'a registered household that moved in, with proof',
    unwanted=['NAT-09', 'NAT-04', 'STD-19', 'STD-20'],
)
def _(s):
    moved_in(s, '户口迁移证、建档立卡转接函')


@case(
    'n09-moved-in-no-proof',
    'moved in, they say, without proof',
    verdict='not-met',
)
def _(s):
    moved_in(s, None)


@case(
    'n09-split-off',
    'two members of a household stand in a new one: S once, NAT-04 silent',
    [('NAT-09', 'H00100928')],
    unwanted=['NAT-04', 'NAT-08'],
)
def _(s):
    i, j = ('H00100020', 'H00100928')
    for d in ('register', 'collected'):
        h = s.household(d, i)
        keep, go = (('01', '02', '05', '06'), ('03', '04'))
        rows = {m: re.search(r'\t\t<member id="P00100020%s"[^>]*/>\n' % m, h).group(0) for m in keep + go}
        new = h
        for m in keep:
            new = new.replace(rows[m], '')
        new = new.replace('household id="%s"' % i, 'household id="%s"' % j)
        a = attrs(rows['03'])
        new = set_in(
            new,
            'household',
            {'id': j},
            {
                'head-id': a['id'],
                'head-name': a['name'],
                'head-number': a['number'],
                'size': '2',
                'attribute': '01',
                'phone': '15411999928',
                'account': '6299999909999999928',
            },
        )
        new = new.replace('relation="03"', 'relation="01"').replace(
            'relation="05"', 'relation="02"',
        )
        old = h
        for m in go:
            old = old.replace(rows[m], '')
        old = set_in(old, 'household', {'id': i}, {'size': '4'})
        s.text[d] = s.text[d].replace(h, old + new)
    v = s.get('collection', 'visit', {'household': i})
    a = attrs(
        re.search('<member id="P0010002003"[^>]*>', s.text['register']).group(0),
    )
    v2 = re.sub(r'\t\t<change [^>]*/>\n', '', v).replace('V00100020', 'V00100928').replace(
        i, j,
    )
    v2 = set_in(
        v2,
        'signature',
        {'role': 'household'},
        {
            'signer': a['id'], 'name': a['name'], 'own-hand': 'true',
            'proxy-name': None, 'proxy-reason': None,
        },
    )
    v2 = set_in(v2, 'visit', {}, {'time': '16:40', 'ended-time': '17:10'})
    s.add('collection', v2)
    s.add('archive', s.get('archive', 'folder', {'household': i}).replace(i, j))


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


# ARC
def folder(s, i, f):
    s.within('archive', 'folder', {'household': i}, f)


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


# ACC
def insp(s, ident, f):
    s.within('inspection', 'inspection-record', {'id': ident}, f)


@case(
    'c01-none-in-a-village',
    'one village without self-inspection',
    [('ACC-01', '')],
    verdict='not-met',
)
def _(s):
    s.remove('inspection', 'inspection-record', {'id': 'I002-self'})


@case(
    'c01-none-at-all', 'no self-inspection', [('ACC-01', '')],
    verdict='not-met',
)
def _(s):
    s.remove('inspection', 'inspection-record', {'kind': 'self'}, all=True)


@case(
    'c01-empty-document',
    'an inspection document with nothing in it',
    verdict='not-met',
)
def _(s):
    s.text['inspection'] = re.sub(
        '(<inspection [^>]*>).*(</inspection>)',
        r'\1\n\2',
        s.text['inspection'],
        flags=re.S,
    )


@case(
    'c01-no-document',
    'nobody imported the inspection',
    verdict='other than met',
)
def _(s):
    del s.text['inspection']


@case(
    'c02-village-not-accepted',
    'the street accepted no exit of one village',
    [('ACC-02', '')],
    verdict='not-met',
)
def _(s):
    s.remove('inspection', 'inspection-record', {'id': 'I001-acceptance'})


@case(
    'c02-county-only',
    'the county came, the street did not',
    [('ACC-02', '')],
    verdict='not-met',
)
def _(s):
    s.set(
        'inspection', 'inspection-record', {'id': 'I001-acceptance'},
        {'level': 'county'},
    )


@case(
    'c02-share-all',
    'a plan that wants all exits accepted, one left out',
    [('ACC-02', '')],
    verdict='not-met',
)
def _(s):
    s.parameter('acceptance-share', 100)
    insp(
        s,
        'I001-acceptance',
        lambda t: re.sub(r'\t\t<sample household="H00100032"[^>]*/>\n', '', t),
    )


@case(
    'c02-share-all-met',
    'all exits accepted, as the plan wants',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.parameter('acceptance-share', 100)


@case(
    'c02-share-half-met',
    'half of the exits of one village, as the plan wants',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.parameter('acceptance-share', 50)
    for i in ('H00100022', 'H00100031', 'H00100032', 'H00100035', 'H00100037'):
        insp(
            s,
            'I001-acceptance',
            lambda t: re.sub(
                r'\t\t<sample household="%s"[^>]*/>\n' % i,
                '',
                t,
            ),
        )


@case(
    'c02-share-half-missed',
    'three of eight exits of each village, half are wanted',
    [('ACC-02', '')],
    verdict='not-met',
)
def _(s):
    s.parameter('acceptance-share', 50)
    for v in s.villages():
        t = s.get(
            'inspection', 'inspection-record', {'id': 'I%s-acceptance' % v},
        )
        k = re.findall(r'household="(H\w+)"', t)
        for i in k[len(k) // 4:]:
            insp(
                s,
                'I%s-acceptance' % v,
                lambda t: re.sub(
                    r'\t\t<sample household="%s"[^>]*/>\n' % i,
                    '',
                    t,
                ),
            )


def sample(s, ident, i, fault=None, **c):
    def f(t):
        t = set_in(t, 'sample', {'household': i}, c) if c else t
        if fault is not None:
            t = re.sub(
                '(<sample household="%s"[^>]*?)/>' % i,
                r'\1><fault>%s</fault></sample>' % fault,
                t,
            )
        return t
    insp(s, ident, f)


@case(
    'c03-no-follow-up',
    'the self-inspection found a fault that nobody followed up',
    [('ACC-03', 'H00100002')],
    verdict='not-met',
)
def _(s):
    sample(s, 'I001-self', 'H00100002', '申请书缺少日期。', result='failed')


@case(
    'c03-passed-with-fault',
    'passed, with a fault noted and not followed up',
    [('ACC-03', E1)],
    verdict='not-met',
)
def _(s):
    sample(s, 'I001-acceptance', E1, '收入台账缺页。')


@case(
    'c03-failed-without-words',
    'failed, without words and without follow-up',
    [('ACC-03', 'H00100004')],
    verdict='not-met',
)
def _(s):
    sample(s, 'I001-acceptance', 'H00100004', result='failed')


@case(
    'c03-followed-up',
    'the self-inspection found a fault, followed up; the acceptance passed',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    sample(
        s, 'I001-self', E1, '收入台账缺页。', result='failed',
        followed_up='2026-12-18',
    )


@case(
    'c03-fault-of-blanks',
    'a fault of white space only is no fault',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    sample(s, 'I001-acceptance', E1, '\u3000 ')


@case(
    'c04-failed-and-exited',
    'failed on site, followed up, still marked exited',
    [('ACC-04', E1)],
    verdict='not-met',
)
def _(s):
    sample(
        s, 'I001-acceptance', E1, '住房鉴定为D级。', result='failed',
        followed_up='2026-12-26',
    )


@case(
    'c04-passed-the-second-time',
    'failed on 12-22, followed up, passed the day after',
    unwanted=['ACC-04', 'ACC-03'],
)
def _(s):
    i = 'H00300001'
    sample(
        s, 'I003-acceptance', i, '收入台账缺页。', result='failed',
        followed_up='2026-12-23',
    )
    s.add(
        'inspection',
        (
            (
                '\t<inspection-record id="I003-acceptance-2" kind="acceptance" '
                'level="street" date="2026-12-24" village="379999001003" '
                'inspector="方勇念" plan="true">\n\t\t<sample household="%s" '
                'result="passed"/>\n\t</inspection-record>\n'
            )
            % i
        ),
    )


@case(
    'c04-failed-the-second-time',
    'passed at first, failed when looked at again, still exited',
    [('ACC-04', 'H00300001')],
    verdict='not-met',
)
def _(s):
    s.add(
        'inspection',
        (
            '\t<inspection-record id="I003-acceptance-2" kind="acceptance" '
            'level="street" date="2026-12-24" village="379999001003" '
            'inspector="方勇念" plan="true">\n\t\t<sample household="H00300001" '
            'result="failed" '
            'followed-up="2026-12-25"><fault>饮水不安全。</fault></sample>\n\t'
            '</inspection-record>\n'
        ),
    )


@case(
    'c04-result-blank-in-one',
    'one sample of an exit has no result',
    verdict='other than met',
)
def _(s):
    sample(s, 'I001-acceptance', E1, result=None)


# plans of other streets
OVER = (
    '\t<override check="%s" severity="%s">\n\t\t<reason '
    'xml:lang="zh">本省办法另有规定。</reason>\n\t\t<reason xml:lang="en">The province '
    'rules otherwise.</reason>\n\t</override>\n</plan>'
)


@case(
    'o-suspect-raised',
    'a plan that makes STD-15 an error',
    [('STD-15', 'H00100012')],
    verdict='not-met',
)
def _(s):
    s.living('H00100012', water_safe='0')
    s.plan = s.plan.replace('</plan>', OVER % ('STD-15', 'error'))


@case(
    'o-error-lowered',
    'a plan that makes a missing paper a notice',
    [('ARC-01', E1)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    folder(
        s,
        E1,
        lambda t: re.sub(r'\t\t<paper kind="income-sheet"[^>]*/>\n', '', t),
    )
    s.plan = s.plan.replace('</plan>', OVER % ('ARC-01', 'notice'))


@case(
    'o-return-on-annex-1',
    (
        'a plan that collects returned households on annex 1: these came on '
        'the comparison sheet'
    ),
    [('FRM-06', 'H00100003'), ('FRM-06', 'H00800003')],
    verdict='not-met',
)
def _(s):
    s.plan = set_in(s.plan, 'class', {'id': 'return'}, {'form': 'annex-1'})


@case(
    'o-average-raised',
    'a plan with a local average of 30000',
    [('STD-12', 'H00100037')],
    unwanted=[('STD-12', 'H00100030')],
    verdict='not-met',
)
def _(s):
    s.parameter('local-average', 30000)


# blank, equal, nowhere
@case(
    'r04-both-blank',
    'absent in the system, an ideographic space in the collected: both blank',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.member('P0010001403', ('collected',), employer='\u3000')


@case(
    'r04-both-blank-invisible',
    'absent in the system, an invisible character in the collected: both blank',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.member('P0010001403', ('collected',), employer='\u200b')


for doc, kind, f in (
    ('staff', 'person', 'number'),
    ('staff', 'training', 'level'),
    ('staff', 'training', 'date'),
    ('inspection', 'inspection-record', 'level'),
    ('inspection', 'inspection-record', 'date'),
    ('archive', 'village-file', 'date'),
    ('problems', 'problem', 'verdict'),
    ('problems', 'problem', 'rectified'),
    ('problems', 'problem', 'marked'),
    ('collection', 'application', 'writer'),
    ('collection', 'natural-change', 'member'),
    ('collection', 'natural-change', 'reason'),
    ('collection', 'signature', 'date'),
    ('collection', 'visit', 'time'),
    ('previous', 'household', 'exit-year'),
    ('previous', 'household', 'first-year'),
):
    @case(
        'z-nowhere-%s-%s' % (kind if doc != 'previous' else 'previous', f),
        'no %s of the %s has its %s' % (kind, doc, f),
        verdict='other than met',
    )
    def _(s, doc=doc, kind=kind, f=f):
        s.sub(doc, '(<%s(?: [^>]*?)?) %s="[^"]*"' % (kind, f), r'\1')


@case(
    'z-blank-natural-change-member',
    'a change without the id of its member: number and name find him',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.set('collection', 'natural-change', {'id': 'N00100014'}, {'member': None})


for doc, kind, keys, f in (
    ('staff', 'person', {'id': 'S001003'}, 'role'),
    ('inspection', 'inspection-record', {'id': 'I001-acceptance'}, 'level'),
    ('inspection', 'inspection-record', {'id': 'I001-self'}, 'date'),
    (
        'archive',
        'village-file',
        {'village': V1, 'kind': 'announcement-photo', 'date': '2026-11-18'},
        'date',
    ),
    ('collection', 'application', {'id': 'A00100002'}, 'writer'),
    ('collection', 'application', {'id': 'A00100002'}, 'signed'),
):
    @case(
        'z-blank-%s-%s' % (kind, f),
        'one %s leaves its %s blank' % (kind, f),
        verdict='other than met',
    )
    def _(s, doc=doc, kind=kind, keys=keys, f=f):
        s.set(doc, kind, keys, {f: None})
