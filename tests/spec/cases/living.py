"""Living, posts, and facts that nobody has (LIV, PST). See spec.py."""
import re

from cases.shared import AIDH, ALL3, BOY, BOYH, SON, SONH, T1, TH, row
from spec import case


# LIV
for f, top in (
    ('cultivated_land', 100), ('forest_land', 200), ('orchard', 200),
    ('grassland', 100), ('water_area', 100),
):
    n = f.replace('_', '-')
    @case(
        'v01-%s-over' % n,
        '%s a hundredth over %d mu' % (n, top),
        [('LIV-01', BOYH)],
        unwanted=['*'],
        verdict='other than not-met',
    )
    def _(s, f=f, top=top):
        s.living(BOYH, ALL3, **{f: '%d.01' % top})
    @case(
        'v01-%s-limit' % n,
        '%s of exactly %d mu' % (n, top),
        unwanted=['*'],
        verdict='met',
    )
    def _(s, f=f, top=top):
        s.living(BOYH, ALL3, **{f: '%d' % top})


@case('v01-negative', 'a negative area', [('LIV-01', BOYH)], unwanted=['*'])
def _(s):
    s.living(BOYH, ALL3, orchard='-0.01')


@case(
    'v01-returned-over',
    'returned land over 200 mu, as much forest as may be, and orchards',
    [('LIV-01', BOYH)],
    unwanted=['LIV-05'],
)
def _(s):
    s.living(
        BOYH, ALL3, returned_forest='200.01', forest_land='200', orchard='10',
    )


@case(
    'v02-forest-70',
    '70 mu of forest a member exactly',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.living('H00100026', forest_land='140')


@case(
    'v02-forest-over', '70.01 mu of forest a member', [('LIV-02', 'H00100026')],
    unwanted=['*'],
)
def _(s):
    s.living('H00100026', forest_land='140.02')


@case(
    'v02-active-members',
    '142 mu of forest, two active members and one who left',
    [('LIV-02', 'H00200008')],
    unwanted=['*'],
)
def _(s):
    s.living('H00200008', forest_land='142')


@case(
    'v02-cultivated-50',
    '50 mu of cultivated land a member exactly',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.living('H00200008', cultivated_land='100')


@case('v03-five', 'exactly 5 km', unwanted=['*'], verdict='met')
def _(s):
    s.living(BOYH, road_distance='5')


@case(
    'v03-over', '5.01 km', [('LIV-03', BOYH)], unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.living(BOYH, road_distance='5.01')


@case(
    'v04-nought', 'a floor of nought', [('LIV-04', BOYH)], unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.living(BOYH, floor_area='0.00')


@case('v04-over', '500.01 square metres', [('LIV-04', BOYH)], unwanted=['*'])
def _(s):
    s.living(BOYH, floor_area='500.01')


@case('v04-limit', '500 square metres', unwanted=['*'], verdict='met')
def _(s):
    s.living(BOYH, floor_area='500')


@case(
    'v05-more-returned',
    'more returned than there is forest',
    [('LIV-05', BOYH)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.living(BOYH, ALL3, returned_forest='0.56')


@case(
    'v05-orchards-too',
    'forest, orchard and grassland together are enough',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.living(
        BOYH, ALL3, returned_forest='1.55', orchard='0.50', grassland='0.50',
    )


@case(
    'v06-no-power', 'no power for living', [('LIV-06', BOYH)], unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.living(BOYH, living_power='否')


@case(
    'v07-yes-with-a', '"dangerous", and grade A', [('LIV-07', AIDH)],
    unwanted=['*'], verdict='other than not-met',
)
def _(s):
    s.living(AIDH, dangerous_house='1', house_grade='1')


@case(
    'v07-no-with-c',
    '"not dangerous", and grade C',
    [('LIV-07', AIDH)],
    unwanted=['*'],
)
def _(s):
    s.living(AIDH, house_grade='3')


@case(
    'v07-yes-with-d',
    '"dangerous", and grade D: they agree',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.living(AIDH, dangerous_house='1', house_grade='4')


# PST
W2, W2H = ('P0010002304', 'H00100023')
POST = dict(post_type='保洁员', post_months='6')


@case(
    'p01-post-no-months', 'a post and no months', [('PST-01', SONH)],
    unwanted=['*'], verdict='other than not-met',
)
def _(s):
    s.member(SON, ALL3, post_type='保洁员')


@case(
    'p01-months-no-post', 'months and no post', [('PST-01', SONH)],
    unwanted=['*'],
)
def _(s):
    s.member(SON, ALL3, post_months='6')


for n, t in (('none', '无'), ('no', '否'), ('u3000', '\u3000'), ('empty', '')):
    @case(
        'p01-no-post-' + n,
        'the post says "%s": no post, no months' % t,
        unwanted=['*'],
        verdict='met',
    )
    def _(s, t=t):
        s.member(SON, ALL3, post_type=t)


@case(
    'p01-none-with-months',
    'the post says 无, and six months in it',
    [('PST-01', SONH)],
    unwanted=['*'],
)
def _(s):
    s.member(SON, ALL3, post_type='无', post_months='6')


@case('p01-post', 'a post and six months', unwanted=['*'], verdict='met')
def _(s):
    s.member(SON, ALL3, **POST)


@case(
    'p02-thirteen', '13 months in a post', [('PST-02', SONH)], unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.member(SON, ALL3, post_type='保洁员', post_months='13')


@case(
    'p02-minus-no-post',
    'minus one month, no post: PST-02 alone',
    [('PST-02', SONH)],
    unwanted=['PST-01'],
    verdict='not-met',
)
def _(s):
    s.member(SON, ALL3, post_months='-1')


@case('p02-twelve', 'twelve months in a post', unwanted=['*'], verdict='met')
def _(s):
    s.member(SON, ALL3, post_type='保洁员', post_months='12')


@case(
    'p03-seventy',
    '70 on the reference date, in a post: PST-03, and PST-04 is silent',
    [('PST-03', 'H00100021')],
    unwanted=['PST-04'],
)
def _(s):
    s.rebirth('P0010002105', '1956-09-30', 718)
    s.member('P0010002105', ALL3, **POST)


@case(
    'p03-sixty-nine',
    '69 on the reference date, with half capacity, in a post',
    unwanted=['PST-03', 'PST-04'],
)
def _(s):
    s.rebirth('P0010002105', '1956-10-01', 718)
    s.member('P0010002105', ALL3, skill='05', **POST)


@case(
    'p03-fifteen', '15 in a post', [('PST-03', 'H00100006')],
    unwanted=['PST-04'],
)
def _(s):
    s.member('P0010000603', ALL3, **POST)


@case(
    'p04-no-capacity', 'capacity lost, in a post', [('PST-04', BOYH)],
    verdict='other than not-met',
)
def _(s):
    s.member('P0010001202', ALL3, **POST)


@case(
    'p04-pupil-without-capacity',
    'a pupil of 17 without capacity, in a post',
    [('PST-04', TH)],
)
def _(s):
    s.member(T1, ALL3, **POST)


# a fact that no record has is never a pass
for kind, f in (
    ('household', 'class'),
    ('household', 'attribute'),
    ('household', 'main-cause'),
    ('household', 'phone'),
    ('household', 'account'),
    ('household', 'head-name'),
    ('household', 'head-number'),
    ('household', 'first-year'),
    ('household', 'mark'),
    ('member', 'relation'),
    ('member', 'health'),
    ('member', 'name'),
    ('member', 'nation'),
    ('member', 'low-income'),
    ('member', 'hardship'),
    ('member', 'schooling'),
    ('member', 'education'),
    ('member', 'serious-illness-insurance'),
    ('member', 'medical-relief'),
    ('living', 'house-grade'),
    ('living', 'dangerous-house'),
    ('living', 'floor-area'),
    ('living', 'road-distance'),
    ('living', 'living-power'),
    ('living', 'cultivated-land'),
    ('income', 'wage-income'),
    ('income', 'total-income'),
    ('income', 'net-income'),
    ('income', 'business-cost'),
    ('income', 'allowance-income'),
    ('income', 'dividend-income'),
):
    @case(
        'z-nowhere-%s-%s' % (kind, f),
        'no %s of any register has its %s' % (kind, f),
        verdict='other than met',
    )
    def _(s, kind=kind, f=f):
        for d in ALL3:
            s.sub(d, '(<%s(?: [^>]*?)?) %s="[^"]*"' % (kind, f), r'\1')


@case(
    'z-no-income-anywhere',
    'no household has a record of income',
    verdict='other than met',
)
def _(s):
    for d in ALL3:
        s.sub(d, r'\t\t<income [^>]*/>\n', '')


@case(
    'z-no-living-anywhere',
    'no household has a record of living conditions',
    verdict='other than met',
)
def _(s):
    for d in ALL3:
        s.sub(d, r'\t\t<living [^>]*/>\n', '')


@case(
    'z-no-members-anywhere',
    'the register of households without its persons',
    verdict='not-met',
    want=[('HH-08', 'H00100001')],
)
def _(s):
    for d in ALL3:
        s.sub(d, r'\t\t<member [^>]*/>\n', '')


@case('z-no-register', 'nobody imported the register', verdict='other than met')
def _(s):
    del s.text['register']


@case(
    'z-empty-register',
    'a register with villages and no household',
    verdict='other than met',
)
def _(s):
    s.text['register'] = re.sub(
        r'\t<household .*?</household>\n',
        '',
        s.text['register'],
        flags=re.S,
    )


@case(
    'z-no-living-of-one',
    'one household has no record of living conditions',
    [('HH-13', BOYH)],
    verdict='not-met',
)
def _(s):
    s.edit(BOYH, lambda h: re.sub(r'\t\t<living [^>]*/>\n', '', h), ALL3)


@case(
    'z-two-faults-one-person',
    'wrong check digit, other sex: which digit is wrong is not known, told once',
    [('ID-03', BOYH)],
    unwanted=[('ID-05', BOYH)],
    verdict='not-met',
)
def _(s):
    n = row(s, BOY)['number']
    s.member(
        BOY,
        ALL3,
        number=n[:17] + str((int(n[17].replace('X', '5')) + 1) % 10),
        sex='2',
        relation='04',
    )


@case(
    'z-two-persons-one-check',
    'two persons of one household with a slip: one household, two findings',
    [('ID-03', BOYH)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    for p in (BOY, 'P0010001202'):
        n = row(s, p)['number']
        s.member(
            p,
            ALL3,
            number=n[:17] + str((int(n[17].replace('X', '5')) + 1) % 10),
        )
