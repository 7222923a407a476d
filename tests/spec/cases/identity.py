"""Identity numbers (ID). See spec.py."""
from cases.shared import ALL3, BOY, BOYH, SON, WIDE, ZW, renumber, row
from spec import attrs, case, check_digit, idno

REG = ('register',)


# ID
@case(
    'i01-missing', 'no number at a boy of 6', [('ID-01', BOYH)], unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.member(BOY, ALL3, number=None)


@case(
    'i01-u3000',
    'the number is an ideographic space',
    [('ID-01', BOYH)],
    unwanted=['ID-02', 'ID-03', 'ID-11'],
    verdict='not-met',
)
def _(s):
    s.member(BOY, ALL3, number='\u3000')


@case(
    'i01-none-in-words', 'the number says 无', [('ID-01', BOYH)],
    unwanted=['ID-03'], verdict='not-met',
)
def _(s):
    s.member(BOY, ALL3, number='无')


@case(
    'i01-placeholder',
    'prefix 999999, its check digit right',
    [('ID-01', BOYH)],
    unwanted=['ID-05', 'ID-06', 'ID-08', 'ID-11'],
    verdict='not-met',
)
def _(s):
    s.member(
        BOY,
        ALL3,
        number='999999202005070019'[:17] + check_digit('99999920200507001'),
    )


@case(
    'i01-one-digit', 'eighteen ones', [('ID-01', BOYH)],
    unwanted=['ID-03', 'ID-04'], verdict='not-met',
)
def _(s):
    s.member(BOY, ALL3, number='1' * 18)


@case(
    'i01-placeholder-wide',
    'a placeholder in full-width digits: ID-01 tells, ID-11 is silent',
    [('ID-01', BOYH)],
    unwanted=['ID-11'],
    verdict='not-met',
)
def _(s):
    s.member(BOY, ALL3, number=('9' * 18).translate(WIDE))


@case('i01-nowhere', 'no person has a number', verdict='other than met')
def _(s):
    for d in ALL3:
        s.sub(d, '(<member [^>]*?) number="[^"]*"', r'\1')


for n, f, why in (
    ('17', lambda n: n[:17], 'a digit short'),
    ('19', lambda n: n + '1', 'a digit too long'),
    ('letter', lambda n: n[:8] + 'O' + n[9:], 'a letter O among the digits'),
    ('x-inside', lambda n: n[:10] + 'X' + n[11:], 'an X that is not the last'),
):
    @case(
        'i02-' + n,
        'a number with ' + why,
        [('ID-02', BOYH)],
        unwanted=['ID-01', 'ID-03', 'ID-06'],
        verdict='not-met',
    )
    def _(s, f=f):
        s.member(BOY, ALL3, number=f(row(s, BOY)['number']))


@case(
    'i03-check-digit', 'another last digit', [('ID-03', BOYH)], unwanted=['*'],
    verdict='not-met',
)
def _(s):
    n = row(s, BOY)['number']
    s.member(
        BOY,
        ALL3,
        number=n[:17] + str((int(n[17].replace('X', '5')) + 1) % 10),
    )


@case(
    'i03-one-digit-of-the-sequence',
    'a slip in the sequence number',
    [('ID-03', BOYH)],
    unwanted=['ID-05', 'ID-06'],
    verdict='not-met',
)
def _(s):
    n = row(s, BOY)['number']
    s.member(BOY, ALL3, number=n[:14] + str((int(n[14]) + 1) % 10) + n[15:])


@case(
    'i03-x-is-a-digit',
    'numbers that end in X are right (the clean street has many; here one more)',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    renumber(
        s,
        BOY,
        next((idno('2020-05-07', k) for k in range(701, 999, 2) if idno('2020-05-07', k)[17] == 'X')),
    )


@case(
    'i04-29-february',
    '29 February 2019, check digit right',
    [('ID-04', BOYH)],
    unwanted=['ID-03'],
    verdict='not-met',
)
def _(s):
    s.member(BOY, ALL3, number=idno('2019-02-29', 711))


@case(
    'i04-month-13', 'month 13', [('ID-04', BOYH)], unwanted=['ID-03'],
    verdict='not-met',
)
def _(s):
    s.member(BOY, ALL3, number=idno('2020-13-07', 711))


@case(
    'i04-not-yet-born',
    'born the day after the export',
    [('ID-04', BOYH)],
    verdict='not-met',
)
def _(s):
    s.rebirth(BOY, '2026-12-28', 711)


@case(
    'i04-aged-121', '121 on the reference date', [('ID-04', 'H00100031')],
    verdict='not-met',
)
def _(s):
    s.rebirth('P0010003105', '1905-09-30', 712)


@case(
    'i04-aged-120',
    '120 on the reference date: believed',
    unwanted=['ID-04'],
    verdict='other than not-met',
)
def _(s):
    s.rebirth('P0010003105', '1906-09-30', 712)


@case('i04-aged-120-for-a-day', '121 on the day after', unwanted=['ID-04'])
def _(s):
    s.rebirth('P0010003105', '1905-10-01', 712)


@case('i04-leap-day', '29 February 2020 exists', unwanted=['*'], verdict='met')
def _(s):
    s.rebirth(BOY, '2020-02-29', 711)


@case(
    'i05-sex',
    'a boy by his number, recorded as female and as a daughter',
    [('ID-05', BOYH)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.member(BOY, ALL3, sex='2', relation='04')


@case(
    'i05-nowhere', 'no person has a sex', unwanted=['ID-05'], verdict='unknown',
)
def _(s):
    for d in ALL3:
        s.sub(d, '(<member [^>]*?) sex="[^"]*"', r'\1')


@case(
    'i06-a-day-off',
    'recorded a day later than the number says',
    [('ID-06', BOYH)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.member(BOY, ALL3, birth='2020-05-08')


@case(
    'i06-15-digits',
    'a 15-digit number and the birth date recorded differ',
    [('ID-06', BOYH)],
    verdict='not-met',
)
def _(s):
    n = row(s, 'P0010001201')['number']
    renumber(s, 'P0010001201', n[:6] + n[8:17])
    s.member('P0010001201', ALL3, birth='1987-12-14')


@case(
    'i06-nowhere', 'no person has a birth date', verdict='other than met',
    unwanted=['ID-06'],
)
def _(s):
    for d in ALL3:
        s.sub(d, '(<member [^>]*?) birth="[^"]*"', r'\1')


@case(
    'i07-15-digits',
    'a 15-digit number: a notice, and nothing else',
    [('ID-07', BOYH)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    n = row(s, 'P0010001201')['number']
    renumber(s, 'P0010001201', n[:6] + n[8:17])


for n in ('38', '98', '10'):
    @case(
        'i08-%s' % n,
        'first two digits %s, check digit right' % n,
        [('ID-08', BOYH)],
        unwanted=['*'],
        verdict='other than not-met',
    )
    def _(s, n=n):
        k = n + row(s, BOY)['number'][2:17]
        renumber(s, BOY, k + check_digit(k))
DIS, DISH = ('P0010001404', 'H00100014')


def cert(s, new, p=DIS):
    s.member(p, ALL3, certificate=new)


for n, f, why in (
    ('type-8', lambda c: c[:18] + '83', 'type 8'),
    ('type-0', lambda c: c[:18] + '03', 'type 0'),
    ('grade-5', lambda c: c[:18] + '65', 'grade 5'),
    ('grade-0', lambda c: c[:18] + '60', 'grade 0'),
    ('19', lambda c: c[:19], '19 characters'),
    (
        'others',
        lambda c: idno('1991-09-26', 282) + '63',
        "another person's number",
    ),
):
    @case(
        'i09-' + n, 'a certificate with ' + why, [('ID-09', DISH)],
        unwanted=['ID-10'], verdict='not-met',
    )
    def _(s, f=f):
        cert(s, f(row(s, DIS)['certificate']))


@case(
    'i09-reissued',
    'a certificate of 22 characters: a reissue',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    cert(s, row(s, DIS)['certificate'] + 'B1')


@case(
    'i10-no-certificate',
    'disabled without a certificate',
    [('ID-10', DISH)],
    unwanted=['ID-09'],
    verdict='other than not-met',
)
def _(s):
    cert(s, None)


@case(
    'i10-none-in-words',
    'a certificate 无 is no certificate',
    [('ID-10', DISH)],
    unwanted=['ID-09'],
)
def _(s):
    cert(s, '无')


@case(
    'i10-u3000',
    'a certificate of ideographic spaces is none',
    [('ID-10', DISH)],
    unwanted=['ID-09'],
)
def _(s):
    cert(s, '\u3000\u3000')


@case(
    'i10-healthy-with-certificate',
    'a certificate, and healthy',
    [('ID-10', DISH)],
)
def _(s):
    s.member(DIS, ALL3, health='01', skill='01')


@case(
    'i10-ill-and-disabled',
    'chronically ill and disabled, with a certificate',
    unwanted=['ID-10', 'ID-09'],
)
def _(s):
    s.member(DIS, ALL3, health='02 04')


@case(
    'i10-healthy-none-in-words',
    'healthy, and the certificate says 无',
    unwanted=['ID-10', 'ID-09'],
)
def _(s):
    s.member(SON, certificate='无')


XP, XH = ('P0010001002', 'H00100010')
for n, f, why in (
    ('lower-x', lambda k: k.lower(), 'x for X'),
    ('wide-x', lambda k: k.replace('X', 'Ｘ'), 'a full-width X'),
    ('wide', lambda k: k.translate(WIDE), 'full-width digits'),
    ('blanks', lambda k: k[:6] + ' ' + k[6:14] + ' ' + k[14:], 'blanks'),
    ('hyphens', lambda k: k[:6] + '-' + k[6:14] + '-' + k[14:], 'hyphens'),
    ('invisible', lambda k: k[:9] + ZW + k[9:], 'a zero-width space'),
    ('u3000', lambda k: k + '\u3000', 'an ideographic space behind'),
):
    @case(
        'i11-' + n,
        'a number written with %s: read as meant' % why,
        [('ID-11', XH)],
        unwanted=['*'],
        verdict='other than not-met',
    )
    def _(s, f=f):
        s.member(XP, REG, number=f(row(s, XP)['number']))


@case(
    'i11-head',
    "the head's number at the household has a lower-case x",
    [('ID-11', XH)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.hh(XH, REG, head_number=row(s, 'P0010001001')['number'].lower())


@case(
    'i11-certificate',
    'the certificate has a lower-case x',
    [('ID-11', DISH)],
    unwanted=['*'],
)
def _(s):
    s.member(DIS, REG, certificate=row(s, DIS)['certificate'].lower())


@case(
    'i11-staff',
    'a number on the staff roll has a lower-case x',
    [('ID-11', '')],
    unwanted=['*'],
)
def _(s):
    s.set(
        'staff',
        'person',
        {'id': 'S001003'},
        {'number': '37999919761108961x'},
    )


@case(
    'i11-roll',
    'a number on a roll in full-width digits',
    [('ID-11', '')],
    unwanted=['*'],
)
def _(s):
    n = attrs(s.get('rolls', 'roll-entry', {'id': 'R-P0010000801-low-income'}))['number']
    s.set(
        'rolls',
        'roll-entry',
        {'id': 'R-P0010000801-low-income'},
        {'number': n.translate(WIDE)},
    )


@case(
    'i11-collected-only',
    'x in the collected records only: of the current register',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.member(XP, ('collected',), number=row(s, XP)['number'].lower())


@case(
    'i11-previous-only',
    "x in last year's register only",
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.member(XP, ('previous',), number=row(s, XP)['number'].lower())


@case(
    'i11-and-wrong',
    'blanks in it, and a wrong check digit: both are told',
    [('ID-11', XH), ('ID-03', XH)],
    unwanted=['ID-02'],
    verdict='not-met',
)
def _(s):
    n = row(s, XP)['number']
    s.member(XP, ALL3, number=n[:6] + ' ' + n[6:17] + '1')
