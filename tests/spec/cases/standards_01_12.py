"""Standards (STD-01 to STD-12). See spec.py."""
import re

from cases.shared import ALL3, E1, dropout, review
from spec import case


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
