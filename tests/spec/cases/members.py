"""Education and labour (EDU, LAB). See spec.py."""
from cases.shared import (
    AID, AIDH, ALL3, BOY, BOYH, SON, SONH, T1, TH, WORK, last, row,
)
from spec import case


# EDU
def pupil(s, p, stage, last=None):
    s.member(p, schooling=stage, education=None)
    s.member(p, ('previous',), schooling=last or stage, education=None)


@case(
    'e01-senior-at-9',
    'in the first year of senior school at 9',
    [('EDU-01', 'H00100010')],
    verdict='other than not-met',
)
def _(s):
    s.member('P0010001003', schooling='07')


@case('e01-college-at-12', 'at college at 12', [('EDU-01', AIDH)])
def _(s):
    s.member(AID, schooling='16')


@case('e01-primary-at-22', 'at primary school at 22', [('EDU-01', 'H00100007')])
def _(s):
    s.member('P0010000703', schooling='03')


@case(
    'e01-pre-school-at-35',
    'schooling "pre-school" at 35: EDU-01',
    [('EDU-01', SONH)],
)
def _(s):
    s.member(SON, ALL3, education='06')


@case(
    'e02-no-reason',
    'not at school at 12, no reason',
    [('EDU-02', AIDH)],
    verdict='not-met',
)
def _(s):
    s.member(AID, schooling=None, education='02')


@case(
    'e02-reason',
    'not at school at 12, weary of it: recorded',
    unwanted=['EDU-02', 'STD-04', 'STD-15'],
)
def _(s):
    s.member(AID, schooling=None, education='02', dropout_reason='03')


@case(
    'e02-code-01',
    'stage 01 (no pupil), no reason',
    [('EDU-02', AIDH)],
    verdict='not-met',
)
def _(s):
    s.member(AID, schooling='01', education=None)


@case(
    'e02-six-on-the-day',
    '6 on the reference date, at home',
    [('EDU-02', BOYH)],
    verdict='not-met',
)
def _(s):
    s.rebirth(BOY, '2020-09-30', 711)
    s.member(BOY, schooling=None, education='06')


@case(
    'e02-five',
    '5 on the reference date, 6 the day after, at home',
    unwanted=['EDU-02'],
)
def _(s):
    s.rebirth(BOY, '2020-10-01', 711)
    s.member(BOY, schooling=None, education='06')


@case(
    'e02-plan-from-seven',
    'a plan whose compulsory education begins at 7',
    unwanted=['EDU-02'],
)
def _(s):
    s.parameter('compulsory-age-from', 7)
    s.member(BOY, schooling=None, education='06')


@case(
    'e02-pre-school-at-6',
    'at pre-school at 6: at school, if late',
    unwanted=['EDU-02'],
)
def _(s):
    s.member(BOY, schooling='02')


@case(
    'e03-both',
    'education and school stage both filled',
    [('EDU-03', BOYH)],
    verdict='other than not-met',
)
def _(s):
    s.member(BOY, education='02')


@case(
    'e03-neither',
    'neither education nor school stage, at 35',
    [('EDU-03', SONH)],
)
def _(s):
    s.member(SON, ALL3, education=None)


@case(
    'e04-healthy-and-ill',
    'not at school because ill, and healthy',
    [('EDU-04', AIDH)],
    unwanted=['EDU-02'],
)
def _(s):
    s.member(AID, schooling=None, education='02', dropout_reason='01')


@case(
    'e04-disabled-reason-healthy',
    'not at school because disabled, and healthy',
    [('EDU-04', AIDH)],
    unwanted=['EDU-02'],
)
def _(s):
    s.member(AID, schooling=None, education='02', dropout_reason='02')


@case(
    'e04-ill',
    'not at school because ill, and ill',
    unwanted=['EDU-04', 'EDU-02'],
)
def _(s):
    s.member(
        AID, schooling=None, education='02', dropout_reason='01', health='02',
    )


@case(
    'e05-seventeen-primary',
    '17, no pupil, primary education',
    [('EDU-05', TH)],
)
def _(s):
    s.member(T1, schooling=None, education='02')


@case(
    'e05-seventeen-junior',
    '17, no pupil, junior education',
    unwanted=['EDU-05'],
)
def _(s):
    s.member(T1, schooling=None, education='03')


@case(
    'e05-seventeen-pre-school',
    '17, no pupil, "pre-school": EDU-01, not EDU-05',
    [('EDU-01', TH)],
    unwanted=['EDU-05'],
)
def _(s):
    s.member(T1, schooling=None, education='06')


@case('e05-twenty-two', '22, no pupil, illiterate', [('EDU-05', 'H00100007')])
def _(s):
    s.member('P0010000703', schooling=None, education='01')


@case(
    'e05-twenty-three',
    '23 on the reference date, primary education',
    unwanted=['EDU-05'],
)
def _(s):
    s.rebirth(
        'P0010000703',
        '2003-09-30',
        int(row(s, 'P0010000703')['number'][16]) % 2 + 842,
    )
    s.member('P0010000703', schooling=None, education='02')


@case(
    'e06-same-year-again',
    'in the third year of senior school, as last year',
    [('EDU-06', TH)],
    unwanted=['*'],
)
def _(s):
    s.member(T1, ('previous',), schooling='09')


@case(
    'e06-junior-again',
    'in the seventh year, as last year',
    [('EDU-06', AIDH)],
)
def _(s):
    s.member(AID, ('previous',), schooling='04')


@case(
    'e06-primary-again',
    'at primary school, as last year: a stage of several years',
    unwanted=['EDU-06'],
    verdict='other than not-met',
)
def _(s):
    s.member(BOY, ('previous',), schooling='03', education=None)


@case(
    'e06-postgraduate-again',
    'a postgraduate, as last year: a stage of several years',
    unwanted=['EDU-06'],
)
def _(s):
    s.member('P0010000703', ALL3, schooling='27')


# LAB
@case(
    'l01-healthy-no-capacity',
    'healthy, 35, no labour capacity',
    [('LAB-01', SONH)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.member(SON, ALL3, skill='04')


@case(
    'l01-lost', 'healthy, 35, capacity lost', [('LAB-01', SONH)],
    unwanted=['*'],
)
def _(s):
    s.member(SON, ALL3, skill='03')


@case(
    'l01-half-man-35',
    'healthy, a man of 35, half capacity',
    [('LAB-01', SONH)],
    unwanted=['*'],
)
def _(s):
    s.member(SON, ALL3, skill='05')


@case('l01-half-man-50', 'half capacity on a man of 50', [('LAB-01', SONH)])
def _(s):
    s.rebirth(SON, '1975-10-01', 717)
    s.member(SON, ALL3, skill='05')


@case(
    'l01-half-man-51',
    'half capacity on a man of 51: ordinary',
    unwanted=['LAB-01'],
)
def _(s):
    s.rebirth(SON, '1975-09-30', 717)
    s.member(SON, ALL3, skill='05')


WOM, WOMH = ('P0010001604', 'H00100016')


@case('l01-half-woman-45', 'half capacity on a woman of 45', [('LAB-01', WOMH)])
def _(s):
    s.rebirth(WOM, '1980-10-01', 718)
    s.member(WOM, ALL3, skill='05')


@case(
    'l01-half-woman-46',
    'half capacity on a woman of 46: ordinary',
    unwanted=['LAB-01'],
)
def _(s):
    s.rebirth(WOM, '1980-09-30', 718)
    s.member(WOM, ALL3, skill='05')


@case('l01-ill', 'chronically ill, 35, capacity lost', unwanted=['LAB-01'])
def _(s):
    s.member(SON, ALL3, skill='03', health='02')


@case(
    'l01-skill-nowhere',
    'no person has a labour capacity',
    verdict='other than met',
    unwanted=['LAB-01'],
)
def _(s):
    for d in ALL3:
        s.sub(d, '(<member [^>]*?) skill="[^"]*"', r'\1')


@case(
    'l02-child',
    'a boy of 12 with labour capacity',
    [('LAB-02', AIDH)],
    unwanted=['*'],
)
def _(s):
    s.member(AID, ALL3, skill='01')


@case(
    'l02-pupil-of-17',
    'a pupil of 17 with labour capacity',
    [('LAB-02', TH)],
    unwanted=['*'],
)
def _(s):
    s.member(T1, ALL3, skill='02')


@case(
    'l03-sixty',
    '60 on the reference date, ordinary labour',
    [('LAB-03', SONH)],
)
def _(s):
    s.rebirth(
        'P0010001401',
        '1966-09-30',
        int(row(s, 'P0010001401')['number'][16]) % 2 + 842,
    )


@case('l03-fifty-nine', '60 on the day after', unwanted=['LAB-03'])
def _(s):
    s.rebirth(
        'P0010001401',
        '1966-10-01',
        int(row(s, 'P0010001401')['number'][16]) % 2 + 842,
    )


@case('l03-half-at-72', 'half capacity at 72', unwanted=['LAB-03', 'LAB-01'])
def _(s):
    s.member('P0010002602', ALL3, skill='05')


@case(
    'l04-child-works',
    'a boy of 12 works away, as skill 04: LAB-04, and LAB-07 is silent',
    [('LAB-04', AIDH)],
    unwanted=['LAB-07'],
    verdict='not-met',
)
def _(s):
    s.member(AID, **WORK)


@case('l04-sixteen', 'works away at 16 on the day', unwanted=['LAB-04'])
def _(s):
    s.rebirth(AID, '2010-09-30', 711)
    s.member(AID, schooling=None, education='03', skill='01', **WORK)


@case(
    'l05-thirteen',
    '13 months: LAB-05, and LAB-06 is silent',
    [('LAB-05', BOYH)],
    unwanted=['LAB-06'],
    verdict='not-met',
)
def _(s):
    s.member('P0010001201', work_months='13')


@case(
    'l05-thirteen-no-place',
    '13 months, no place: LAB-05 alone',
    [('LAB-05', SONH)],
    unwanted=['LAB-06'],
    verdict='not-met',
)
def _(s):
    s.member(SON, work_months='13')


@case('l05-minus-one', 'minus one month', [('LAB-05', BOYH)], verdict='not-met')
def _(s):
    s.member('P0010001201', work_months='-1')


@case('l05-twelve', 'twelve months', unwanted=['*'], verdict='met')
def _(s):
    s.member('P0010001201', work_months='12')


@case('l06-place-no-months', 'a place and no months', [('LAB-06', BOYH)])
def _(s):
    s.member('P0010001201', work_months=None)


@case('l06-months-no-place', 'months and no place', [('LAB-06', BOYH)])
def _(s):
    s.member('P0010001201', work_place=None)


@case('l07-lost-and-works', 'capacity lost, and works away', [('LAB-07', BOYH)])
def _(s):
    s.member('P0010001202', **WORK)


@case(
    'l08-limb-2-ordinary',
    'limb disability grade 2, ordinary labour',
    [('LAB-08', 'H00100013')],
)
def _(s):
    s.member(
        'P0010001302',
        ALL3,
        certificate=row(s, 'P0010001302')['number'] + '42',
        disability_kind='4',
        skill='01',
    )


@case(
    'l08-limb-3-ordinary',
    'limb disability grade 3, ordinary labour',
    unwanted=['LAB-08'],
)
def _(s):
    s.member(
        'P0010001302',
        ALL3,
        certificate=row(s, 'P0010001302')['number'] + '43',
        disability_kind='4',
        skill='01',
    )


@case(
    'l08-hearing-1-ordinary',
    'hearing disability grade 1, ordinary labour',
    unwanted=['LAB-08'],
)
def _(s):
    s.member(
        'P0010001302',
        ALL3,
        certificate=row(s, 'P0010001302')['number'] + '21',
        disability_kind='2',
        skill='01',
    )


@case(
    'l09-seriously-ill',
    'seriously ill, 54, ordinary labour',
    [('LAB-09', 'H00200010')],
)
def _(s):
    s.member('P0020001001', ALL3, skill='01')
