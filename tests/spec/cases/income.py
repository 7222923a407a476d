"""Insurance and income (INS, INC). See spec.py."""
import re

from cases.shared import AID, AIDH, ALL3, BOYH, SONH, WORK, last
from spec import case


# INS
@case(
    'n01-both',
    'insured as resident and as employee',
    [('INS-01', BOYH)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.member('P0010001201', employee_medical='1')


@case(
    'n01-neither',
    'never exited, insured in neither way',
    [('INS-01', AIDH)],
    unwanted=['STD-05', 'INS-04'],
)
def _(s):
    s.member(AID, resident_medical='0', serious_illness_insurance='0')


@case(
    'n02-uninsured-with-relief',
    'relief without insurance: INS-02, and INS-01 is silent',
    [('INS-02', 'H00200010')],
    unwanted=['INS-01', 'INS-04'],
)
def _(s):
    s.member('P0020001001', resident_medical='0', serious_illness_insurance='0')


@case(
    'n03-nobody',
    'an allowance household with nobody on it',
    [('INS-03', AIDH)],
)
def _(s):
    for p in ('P0010000801', 'P0010000802', 'P0010000803'):
        s.member(p, low_income='0')


@case(
    'n03-removed-only',
    'the only one on the allowance has left',
    [('INS-03', 'H00200008')],
)
def _(s):
    s.member('P0020000801', low_income='0')
    s.member('P0020000802', low_income='0')
    s.member('P0020000803', low_income='1')


@case(
    'n03-ordinary-with-one',
    'an ordinary household with one on the allowance',
    [('INS-03', BOYH)],
)
def _(s):
    s.member('P0010001202', low_income='1')


@case(
    'n03-one-on-both',
    'one member on the allowance and on hardship support',
    [('INS-03', AIDH)],
)
def _(s):
    s.member(AID, hardship='1')


@case(
    'n03-both-moneys',
    'both moneys, and nobody on hardship support',
    [('INS-03', AIDH)],
)
def _(s):
    s.money(AIDH, hardship_income='1000')


@case(
    'n03-two-members-two-moneys',
    'both moneys, one member on each',
    unwanted=['INS-03'],
)
def _(s):
    s.money(AIDH, hardship_income='1000')
    s.member(AID, low_income='0', hardship='1')


@case(
    'n04-no-serious-illness',
    'resident-insured, not in the serious-illness insurance',
    [('INS-04', BOYH)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.member('P0010001201', serious_illness_insurance='0')


@case(
    'n04-soldier',
    'a soldier, resident-insured, not in it',
    unwanted=['INS-04'],
)
def _(s):
    s.member('P0010001201', serious_illness_insurance='0', serviceman='1')


@case(
    'n04-employee',
    'insured as an employee: it comes with that',
    unwanted=['INS-04', 'INS-01'],
)
def _(s):
    s.member(
        'P0010001201', resident_medical='0', employee_medical='1',
        serious_illness_insurance='0',
    )


HARD, HARDH = ('P0020000902', 'H00200009')


@case(
    'n05-works-away',
    'on hardship support, and works away: LAB-07 is silent',
    [('INS-05', HARDH)],
    unwanted=['LAB-07'],
)
def _(s):
    s.member(HARD, **WORK)


@case(
    'n06-healthy-59',
    'on hardship support at 59, healthy, no capacity: LAB-01 is silent',
    [('INS-06', HARDH)],
    unwanted=['LAB-01'],
)
def _(s):
    s.rebirth(HARD, '1966-10-01', 718)


@case('n06-sixty', 'on hardship support at 60', unwanted=['INS-06'])
def _(s):
    s.rebirth(HARD, '1966-09-30', 718)


@case(
    'n06-ill',
    'on hardship support at 59, chronically ill',
    unwanted=['INS-06'],
)
def _(s):
    s.rebirth(HARD, '1966-10-01', 718)
    s.member(HARD, ALL3, health='02')


@case(
    'n07-labourer',
    'a five-guarantee household with a labourer of 50',
    [('INS-07', HARDH)],
)
def _(s):
    s.rebirth(HARD, '1976-05-20', 718)
    s.member(HARD, ALL3, skill='01', hardship='0')


@case(
    'n07-lab-03-tells',
    'a labourer of 65: LAB-03 tells',
    [('LAB-03', HARDH)],
    unwanted=['INS-07'],
)
def _(s):
    s.rebirth(HARD, '1961-05-20', 718)
    s.member(HARD, ALL3, skill='01', hardship='0')


@case('n07-half', 'half capacity at 55 is no labourer', unwanted=['INS-07'])
def _(s):
    s.rebirth(HARD, '1971-05-20', 718)
    s.member(HARD, ALL3, skill='05', hardship='0', health='02')


def ordinary(s):
    s.hh(HARDH, ALL3, attribute='01')
    s.member('P0020000901', ALL3, hardship='0')
    s.member(HARD, ALL3, hardship='0')
    s.money(HARDH, hardship_income='0')


@case(
    'n08-nobody-helps',
    'two of 72, ordinary household, on nothing',
    [('INS-08', HARDH)],
    unwanted=['INS-09', 'INS-03'],
)
def _(s):
    ordinary(s)


@case(
    'n08-capacity-blank-at-72',
    'the same, their capacity blank: at 72 that is none',
    [('INS-08', HARDH)],
)
def _(s):
    ordinary(s)
    s.member('P0020000901', ALL3, skill=None)
    s.member(HARD, ALL3, skill=None)


@case(
    'n08-capacity-blank-at-50',
    'one of 50 whose capacity is blank: not judged',
    unwanted=['INS-08'],
    verdict='not-met',
)
def _(s):
    ordinary(s)
    s.rebirth(HARD, '1976-05-20', 718)
    s.member(HARD, ALL3, skill=None)


@case('n08-half', 'one with half capacity can work', unwanted=['INS-08'])
def _(s):
    ordinary(s)
    s.member(HARD, ALL3, skill='05')


@case(
    'n09-ordinary-with-allowance',
    'an ordinary household receives allowance money',
    [('INS-09', BOYH)],
)
def _(s):
    s.money(BOYH, allowance_income='600')


@case(
    'n09-short-allowance',
    (
        'an ordinary household receives the short allowance: no allowance '
        'money here'
    ),
    unwanted=['INS-09'],
)
def _(s):
    s.money(BOYH, short_allowance='600')


@case(
    'n09-allowance-nought',
    'an allowance household without allowance money',
    [('INS-09', AIDH)],
    unwanted=['INC-10'],
)
def _(s):
    s.money(AIDH, allowance_income='0')


@case(
    'n09-allowance-short-only',
    'an allowance household with the short allowance only',
    [('INS-09', AIDH)],
)
def _(s):
    s.money(AIDH, allowance_income='0', short_allowance='900')


@case(
    'n09-hardship-nought',
    'a five-guarantee household without hardship money',
    [('INS-09', HARDH)],
)
def _(s):
    s.money(HARDH, hardship_income='0')


@case(
    'n09-inc-10-tells',
    'an allowance household without any transfer: INC-10 tells',
    [('INC-10', AIDH)],
    unwanted=['INS-09'],
)
def _(s):
    s.money(AIDH, allowance_income='0', other_transfer_income='0')


# INC
@case(
    'm01-two-fen',
    'the parts are two fen more than the total',
    [('INC-01', BOYH)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.income(BOYH, wage_income='18769.02')


@case(
    'm01-one-fen',
    'one fen more: within the tolerance',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.income(BOYH, wage_income='18769.01')


@case(
    'm02-two-fen',
    'total less cost is two fen less than the net',
    [('INC-02', BOYH)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.income(BOYH, business_cost='5340.02')


@case(
    'm02-one-fen',
    'one fen: within the tolerance',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.income(BOYH, business_cost='5339.99')


@case(
    'm03-two-fen', 'two fen more a person', [('INC-03', BOYH)], unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.income(BOYH, per_capita_income='11398.52')


@case(
    'm03-one-fen',
    'one fen more a person: within the tolerance',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.income(BOYH, per_capita_income='11398.51')


@case(
    'm03-by-the-removed',
    'divided by the number with the daughter who left',
    [('INC-03', SONH)],
    verdict='not-met',
)
def _(s):
    s.income(SONH, per_capita_income='9451.78')


@case(
    'm04-transfer',
    'a part of the transfers two fen more',
    [('INC-04', BOYH)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.income(BOYH, other_transfer_income='1483.77')


@case(
    'm04-property',
    'a part of the property income two fen more',
    [('INC-04', BOYH)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.income(BOYH, other_property_income='0.02')


@case(
    'm04-rare-part-not-summed',
    'a retirement pay that the transfers do not hold',
    [('INC-04', BOYH)],
    verdict='not-met',
)
def _(s):
    s.income(BOYH, retirement_income='1200')


@case(
    'm04-rare-part-summed',
    'a retirement pay that the transfers hold',
    unwanted=['INC-04', 'INC-01', 'INC-02', 'INC-03'],
    verdict='other than not-met',
)
def _(s):
    s.money(BOYH, retirement_income='1200')


def period(s, began, ended, docs=('register', 'collected')):
    for d in docs:
        s.text[d] = re.sub(
            ' period-began="[^"]*" period-ended="[^"]*"',
            ''.join(
                (
                    ' period-began="%s"' % began if began else '',
                    ' period-ended="%s"' % ended if ended else '',
                ),
            ),
            s.text[d],
            1,
        )


@case(
    'm05-calendar-year',
    'the income of a calendar year',
    [('INC-05', '')],
    verdict='not-met',
)
def _(s):
    period(s, '2025-01-01', '2025-12-31')


@case('m05-a-day-short', 'to 29 September', [('INC-05', '')], verdict='not-met')
def _(s):
    period(s, '2025-10-01', '2026-09-29')


@case(
    'm05-last-year', "last year's period", [('INC-05', '')], verdict='not-met',
)
def _(s):
    period(s, '2024-10-01', '2025-09-30')


@case(
    'm05-no-end',
    'the register does not say when the period ended',
    verdict='other than met',
)
def _(s):
    period(s, '2025-10-01', None, ('register',))


@case(
    'm06-negative',
    'a negative part, every sum follows',
    [('INC-06', BOYH)],
    verdict='not-met',
)
def _(s):
    s.money(BOYH, other_transfer_income='-100')


@case(
    'm06-blank',
    'a part is blank, and nought by the sums',
    [('INC-06', BOYH)],
    verdict='not-met',
)
def _(s):
    s.income(BOYH, hardship_income=None)


@case(
    'm06-nowhere',
    'no household has a family-planning grant, not even nought',
    verdict='other than met',
    unwanted=['INC-06'],
)
def _(s):
    for d in ALL3:
        s.sub(d, ' family-planning-grant="[^"]*"', '')


@case('m07-limit', 'exactly 100,000 a person', unwanted=['INC-07'])
def _(s):
    s.per_capita(BOYH, '100000.00')


@case('m07-a-fen-over', 'a fen over 100,000 a person', [('INC-07', BOYH)])
def _(s):
    s.per_capita(BOYH, '100000.01')


@case(
    'm07-nought',
    'nought a person: cost eats it all',
    [('INC-07', AIDH)],
    verdict='other than not-met',
)
def _(s):
    s.money(AIDH, business_cost='10058.39')


@case('m08-no-cost', 'business income without cost', [('INC-08', BOYH)])
def _(s):
    s.money(BOYH, business_cost='0')


@case(
    'm08-no-business',
    'neither business income nor cost',
    unwanted=['INC-08'],
)
def _(s):
    s.money(BOYH, business_cost='0', business_income='0')


GONE = dict(
    work_place=None, work_months=None, employer=None, industry=None,
    channel=None,
)


@case('m09-wages-of-nobody', 'wages, and nobody works', [('INC-09', BOYH)])
def _(s):
    s.member('P0010001201', **GONE)


@case(
    'm09-works-for-nothing',
    'works away eight months, and no wages',
    [('INC-09', BOYH)],
)
def _(s):
    s.money(BOYH, wage_income='0')


@case(
    'm09-wages-of-a-post',
    'nobody works away; the wages are of a public-welfare post',
    unwanted=['INC-09', 'PST-01', 'PST-02', 'PST-03', 'PST-04'],
)
def _(s):
    s.member('P0010001201', post_type='护林员', post_months='12', **GONE)


@case(
    'm10-no-transfer',
    'an allowance household with no transfer income',
    [('INC-10', AIDH)],
)
def _(s):
    s.money(AIDH, allowance_income='0', other_transfer_income='0')


FIVE = ('H00100005', 'H00100007', BOYH, 'H00100015', 'H00100019')


@case(
    'm11-five',
    'five households of a village with one figure to the fen',
    [('INC-11', FIVE[0]), ('INC-11', FIVE[4])],
)
def _(s):
    for i in FIVE:
        s.per_capita(i, '13333.33')


@case('m11-four', 'four households with one figure', unwanted=['INC-11'])
def _(s):
    for i in FIVE[:4]:
        s.per_capita(i, '13333.33')


@case(
    'm11-two-villages',
    'three of one village and two of another',
    unwanted=['INC-11'],
)
def _(s):
    for i in FIVE[:3] + ('H00200007', 'H00200015'):
        s.per_capita(i, '13333.33')


@case(
    'm12-doubled',
    'exactly twice as much as last year: a change of 100 per cent',
    unwanted=['INC-12'],
)
def _(s):
    s.per_capita(BOYH, '%.2f' % (2 * last(s, BOYH)))


@case('m12-more-than-doubled', 'twice and a fen', [('INC-12', BOYH)])
def _(s):
    s.per_capita(BOYH, '%.2f' % (2 * last(s, BOYH) + 0.01))


for n, w, bad in (
    ('299.99', '299.99', True),
    ('300', '300', False),
    ('one-fen', '0.01', True),
    ('300000', '300000', False),
    ('300000.01', '300000.01', True),
):
    @case(
        'm13-wages-' + n,
        'wages of %s yuan in the year' % w,
        [('INC-13', BOYH)] if bad else [],
        unwanted=[] if bad else ['INC-13'],
    )
    def _(s, w=w):
        s.money(BOYH, wage_income=w)
for i, f, below, at in (
    (AIDH, 'allowance_income', '199.99', '200'),
    (HARDH, 'hardship_income', '199.99', '200'),
    (BOYH, 'family_planning_grant', '99.99', '100'),
    (BOYH, 'pension_income', '87.99', '88'),
):
    @case(
        'm14-%s-below' % f.split('_')[0],
        '%s of %s yuan: less than anybody gets' % (f, below),
        [('INC-14', i)],
    )
    def _(s, i=i, f=f, v=below):
        s.money(i, **{f: v})
    @case(
        'm14-%s-least' % f.split('_')[0],
        '%s of %s yuan' % (f, at),
        unwanted=['INC-14'],
    )
    def _(s, i=i, f=f, v=at):
        s.money(i, **{f: v})


@case(
    'm15-no-land',
    'compensation, and no returned land, forest or grassland',
    [('INC-15', BOYH)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.living(BOYH, ALL3, forest_land='0', returned_forest='0')


@case(
    'm15-forest-only',
    'compensation for forest of public welfare',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.living(BOYH, ALL3, returned_forest='0')


@case(
    'm15-grassland-only', 'compensation for grassland', unwanted=['*'],
    verdict='met',
)
def _(s):
    s.living(BOYH, ALL3, forest_land='0', returned_forest='0', grassland='1.50')


@case(
    'm16-rich-and-in-need',
    'a new household with more than 20,000 a person in a house of grade C',
    [('INC-16', 'H00100018')],
    unwanted=['STD-13'],
)
def _(s):
    s.per_capita('H00100018', '20000.01')


@case('m16-exactly', 'exactly 20,000 a person', unwanted=['INC-16', 'STD-13'])
def _(s):
    s.per_capita('H00100018', '20000.00')
