"""Cases of persons and households: ID, DUP, HH, CAU, EDU, LAB, INS, INC, LIV, PST. See spec.py."""
import re

from spec import attrs, case, check_digit, idno, put_attrs, set_in

V1 = '379999001001'
ALL3 = ('register', 'collected', 'previous')
REG = ('register',)
WIDE = {48 + k: 65296 + k for k in range(10)}
E1 = 'H00100001'
BOY, BOYH = ('P0010001203', 'H00100012')
SON, SONH = ('P0010001403', 'H00100014')
AID, AIDH = ('P0010000802', 'H00100008')


def row(s, p, doc='register'):
    return attrs(re.search('<member id="%s"[^>]*>' % p, s.text[doc]).group(0))


def renumber(s, p, new):
    """another number in all documents"""
    old = row(s, p)['number']
    for d in s.text:
        s.text[d] = s.text[d].replace(old, new)


def wear(s, p, q):
    """q gets the number and the birth date of p, in all registers"""
    a = row(s, p)
    s.member(q, ALL3, number=a['number'], birth=a['birth'])


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
ZW = '\u200b'
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


# DUP
T1, T2, TH = ('P0010000503', 'P0010000504', 'H00100005')


@case(
    'd01-twice-in-one-household',
    'two daughters with one number',
    [('DUP-01', TH)],
    unwanted=['DUP-02', 'DUP-03'],
    verdict='not-met',
)
def _(s):
    wear(s, T1, T2)


@case(
    'd01-number-and-certificate',
    'one has the number, the other a certificate number with the same first 18',
    [('DUP-01', TH)],
    verdict='not-met',
)
def _(s):
    a = row(s, T1)
    s.member(
        T2, ALL3, number=a['number'] + '43', number_type='02', birth=a['birth'],
    )


G1, G2 = ('P0010001003', 'P0010001503')


def girl(s, v):
    """a daughter of the village v at school, class none"""
    for h in re.findall(
        '<household id="H%s.*?</household>' % v,
        s.text['register'],
        re.S,
    ):
        for m in re.findall('<member [^>]*>', h):
            a = attrs(m)
            if 'class="none"' in h and a['relation'] == '04' and (a['birth'] > '2014') and (a.get('schooling') == '03') and (a['id'] in s.text['previous']):
                return (a['id'], 'H' + a['id'][1:9])


@case(
    'd02-two-households',
    'one number in two households of a village: both are told',
    [('DUP-02', 'H00100010'), ('DUP-02', 'H00100015')],
    unwanted=['DUP-03', 'DUP-01'],
    verdict='not-met',
)
def _(s):
    wear(s, G1, G2)


@case(
    'd02-spelt-otherwise',
    'one of the two is written with blanks',
    [('DUP-02', 'H00100010'), ('DUP-02', 'H00100015')],
    verdict='not-met',
)
def _(s):
    wear(s, G1, G2)
    n = row(s, G2)['number']
    s.member(G2, ALL3, number=n[:6] + ' ' + n[6:])


@case(
    'd03-two-villages',
    'one number in two villages: both are told',
    [('DUP-03', 'H00100010')],
    unwanted=['DUP-02', 'DUP-01'],
    verdict='not-met',
)
def _(s):
    p, h = girl(s, '002')
    wear(s, G1, p)


@case(
    'd03-other-end-told',
    'and the household at the other end',
    [('DUP-03', 'H00300017')],
    verdict='not-met',
)
def _(s):
    wear(s, G1, 'P0030001703')


@case(
    'd03-three-narrowest-circle',
    (
        'two in one village and one in another: each by the narrowest circle '
        'that it shares'
    ),
    [('DUP-02', 'H00100010'), ('DUP-02', 'H00100015'), ('DUP-03', 'H00300017')],
    verdict='not-met',
)
def _(s):
    for p in (G2, 'P0030001703'):
        wear(s, G1, p)


@case(
    'd04-15-and-18',
    'the 15-digit form of one is the 18-digit form of the other',
    [('DUP-04', 'H00100012'), ('DUP-04', 'H00100017')],
    verdict='not-met',
)
def _(s):
    a = row(s, 'P0010001201')
    s.member(
        'P0010001701',
        ALL3,
        number=a['number'][:6] + a['number'][8:17],
        birth=a['birth'],
        sex=a['sex'],
    )
    s.hh('H00100017', ALL3, head_number=a['number'][:6] + a['number'][8:17])


@case(
    'd05-one-digit-off',
    'a namesake whose number differs by one digit and fails its check',
    [('DUP-05', 'H00100010'), ('DUP-05', 'H00100015')],
    verdict='not-met',
)
def _(s):
    a = row(s, G1)
    n = a['number']
    s.member(
        G2,
        ALL3,
        name=a['name'],
        birth=a['birth'],
        sex='2',
        relation='04',
        number=n[:15] + str((int(n[15]) + 1) % 10) + n[16:],
    )


@case(
    'd05-transposed',
    'a namesake whose number has two neighbours exchanged',
    [('DUP-05', 'H00100010')],
    verdict='not-met',
)
def _(s):
    a = row(s, G1)
    n = a['number']
    k = next((k for k in (14, 15, 12, 10, 8) if n[k] != n[k + 1]))
    s.member(
        G2,
        ALL3,
        name=a['name'],
        birth=a['birth'],
        sex='2',
        relation='04',
        number=n[:k] + n[k + 1] + n[k] + n[k + 2:],
    )


@case(
    'd05-other-name',
    'one digit off, and another name: no near-duplicate person',
    unwanted=['DUP-05', 'DUP-06'],
    verdict='not-met',
)
def _(s):
    a = row(s, G1)
    n = a['number']
    s.member(
        G2,
        ALL3,
        birth=a['birth'],
        sex='2',
        relation='04',
        number=n[:15] + str((int(n[15]) + 1) % 10) + n[16:],
    )


@case(
    'd06-namesake-born-the-same-day',
    'same name and birth date, two valid numbers, two households',
    [('DUP-06', 'H00100010'), ('DUP-06', 'H00100015')],
    unwanted=['DUP-05'],
    verdict='other than not-met',
)
def _(s):
    a = row(s, G1)
    s.rebirth(G2, a['birth'], int(row(s, G2)['number'][16]) % 2 + 820)
    s.member(G2, ALL3, name=a['name'])


@case(
    'd06-namesake-born-another-day',
    'same name, born a day later',
    unwanted=['DUP-06', 'DUP-05'],
)
def _(s):
    s.member(G2, ALL3, name=row(s, G1)['name'])


@case(
    'd07-household-id-twice',
    'one household id at two households',
    [('DUP-07', '')],
    verdict='not-met',
)
def _(s):
    for d in ('register', 'collected'):
        s.text[d] = s.text[d].replace(
            '<household id="H00100015"', '<household id="H00100012"',
        )


@case(
    'd07-member-id-twice',
    'one member id at two persons',
    [('DUP-07', '')],
    verdict='not-met',
)
def _(s):
    s.member(BOY, id='P0010001202')


@case(
    'd08-copied-household',
    (
        'a household copied under another id, its numbers a little otherwise: '
        'DUP-08, and DUP-06 is silent'
    ),
    [('DUP-08', BOYH), ('DUP-08', 'H00100929')],
    unwanted=['DUP-06', 'DUP-01', 'DUP-02'],
)
def _(s):
    for d in ALL3:
        h = s.household(d, BOYH)
        new = h.replace('id="%s"' % BOYH, 'id="H00100929"').replace('P00100012', 'P00100929').replace('phone="%s"' % attrs(h.split('>')[0] + '>')['phone'], 'phone="15411999929"').replace(
            attrs(h.split('>')[0] + '>')['account'],
            '6299999909999999929',
        )
        for m in re.findall('<member [^>]*>', h):
            a = attrs(m)
            new = new.replace(
                a['number'],
                idno(a['birth'], 840 + int(a['number'][16]) % 2),
            )
        s.text[d] = s.text[d].replace(h, h + new)
    s.add(
        'collection',
        re.sub(r'\t\t<change [^>]*/>\n', '', s.get('collection', 'visit', {'household': BOYH})).replace(BOYH, 'H00100929').replace('V00100012', 'V00100929').replace('P00100012', 'P00100929').replace(' time="', ' time="').replace(
            'time="0', 'time="1',
        ),
    )
    s.add(
        'archive',
        s.get('archive', 'folder', {'household': BOYH}).replace(
            BOYH, 'H00100929',
        ),
    )


def account(s, i):
    return attrs(s.household('register', i).split('>')[0] + '>')['account']


@case(
    'd09-account',
    'one account in two households: both are told',
    [('DUP-09', 'H00100008'), ('DUP-09', BOYH)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.hh(BOYH, ALL3, account=account(s, 'H00100008'))


@case(
    'd09-account-spelt-otherwise',
    'once with blanks, once in full-width digits',
    [('DUP-09', 'H00100008'), ('DUP-09', 'H00200027')],
)
def _(s):
    a = account(s, 'H00100008')
    s.hh('H00200027', ALL3, account=a.translate(WIDE))
    s.hh(
        'H00100008',
        ALL3,
        account=' '.join((a[k:k + 4] for k in range(0, len(a), 4))),
    )


@case(
    'd09-two-blanks',
    'two households without an account share none',
    unwanted=['DUP-09'],
)
def _(s):
    s.hh(BOYH, ALL3, account='\u3000')
    s.hh('H00100008', ALL3, account='\u3000')


@case(
    'd09-none-in-words',
    'two households whose account says 无 share none',
    unwanted=['DUP-09'],
)
def _(s):
    s.hh(BOYH, ALL3, account='无')
    s.hh('H00100008', ALL3, account='无')


def phones(s, *list):
    for i, p in list:
        s.edit(i, lambda h: re.sub(r' phone="\d+"', ' phone="%s"' % p, h))


@case(
    'd10-two-households',
    'two households share a phone: allowed',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    phones(s, ('H00100008', '13800000077'), (BOYH, '13800000077'))


@case(
    'd10-three-spellings',
    'three households, the phone in three spellings',
    [('DUP-10', 'H00100008'), ('DUP-10', BOYH), ('DUP-10', 'H00200007')],
)
def _(s):
    phones(
        s,
        ('H00100008', '13800000077'),
        (BOYH, '+86 138-0000-0077'),
        ('H00200007', '138 0000 0077'),
    )


@case(
    'd-married-into-another-household',
    'married out of one household and into another: once active, no duplicate',
    unwanted=['DUP-01', 'DUP-02', 'DUP-03', 'DUP-06', 'NAT-04'],
    verdict='other than not-met',
)
def _(s):
    i, p = ('H00100017', 'P0010001706')
    a = row(s, 'P0010001407')
    new = (
        (
            '\t\t'
            + put_attrs(
                re.search('<member id="P0010001704"[^>]*>', s.text['register']).group(
                    0,
                ),
                dict(
                    id=p, name=a['name'], sex=a['sex'], birth=a['birth'],
                    number=a['number'], relation='99', education='03',
                    schooling=None, nation=a['nation'], work_place=None,
                    work_months=None, employer=None, industry=None,
                    channel=None, skill='01', low_income='0',
                    resident_medical='1', employee_medical='0',
                    serious_illness_insurance='1',
                ),
            )
        )
        + '\n'
    )
    s.edit(i, lambda h: h.replace('\t</household>', new + '\t</household>'))
    s.hh(i, size='6')
    s.money(i)
    s.member('P0010001407', ALL3[:2], education='03')
    s.member('P0010001407', ('previous',), education='03')
    s.add(
        'collection',
        (
            (
                '\t'
                + put_attrs(
                    '<natural-change id="NX17"/>',
                    dict(
                        household=i, village=V1, direction='increase', member=p,
                        name=a['name'], number=a['number'], birth=a['birth'],
                        sex=a['sex'], relation='99', reason='05',
                        date='2026-05-17', proof='结婚证、户口迁移证', form='annex-2',
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
                '\t<ledger-line ledger="natural-increase" village="%s" '
                'household="%s" member="%s" name="%s" date="2026-05-17" '
                'reason="结婚证"/>\n'
            )
            % (V1, i, p, a['name'])
        ),
    )


# HH
@case(
    'h01-no-head',
    'the head is recorded as "other"',
    [('HH-01', BOYH)],
    verdict='not-met',
)
def _(s):
    s.member('P0010001201', ALL3, relation='99')


@case(
    'h02-two-heads', 'husband and wife both head', [('HH-02', BOYH)],
    verdict='not-met',
)
def _(s):
    s.member('P0010001202', ALL3, relation='01')


@case(
    'h03-two-spouses', 'two spouses', [('HH-03', 'H00100017')],
    verdict='not-met',
)
def _(s):
    s.member('P0010001704', ALL3, relation='02')


@case(
    'h03-a-removed-spouse',
    'the former spouse has left: one spouse',
    unwanted=['HH-03'],
)
def _(s):
    s.member('P0010001407', ALL3[:2], relation='02')


@case('h04-same-sex', 'head and spouse of one sex', [('HH-04', BOYH)])
def _(s):
    renumber(s, 'P0010001202', idno('1988-02-24', 841))
    s.member('P0010001202', ALL3, sex='1')


@case(
    'h05-male-daughter', 'a boy recorded as daughter', [('HH-05', BOYH)],
    unwanted=['ID-05'], verdict='not-met',
)
def _(s):
    s.member(BOY, ALL3, relation='04')


@case(
    'h05-female-nephew',
    'a woman recorded as nephew (a later code)',
    [('HH-05', TH)],
    verdict='not-met',
)
def _(s):
    s.member(T1, ALL3, relation='24')


@case(
    'h05-brother-or-sister',
    'a sister as 之兄弟姐妹: either sex',
    unwanted=['HH-05'],
)
def _(s):
    s.member(T1, ALL3, relation='21')


@case(
    'h06-thirteen-years',
    'a son 14 years less a day younger than the head',
    [('HH-06', AIDH)],
)
def _(s):
    s.rebirth(AID, '1995-07-24', 483)


@case(
    'h06-fourteen-years',
    'a son 14 years younger to the day',
    unwanted=['HH-06'],
)
def _(s):
    s.rebirth(AID, '1995-07-25', 483)


@case(
    'h06-mother-too-young',
    'a mother 13 years older than the head',
    [('HH-06', 'H00100007')],
)
def _(s):
    s.rebirth(
        'P0010000704',
        '1959-01-15',
        int(row(s, 'P0010000704')['number'][16]) % 2 + 842,
    )


@case(
    'h06-uncle-of-any-age',
    'an uncle of 6: uncles are of any age',
    unwanted=['HH-05', 'HH-06'],
)
def _(s):
    s.member(BOY, ALL3, relation='27')


@case(
    'h07-one-too-many',
    'size 4, three members, income by size 4',
    [('HH-07', BOYH)],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.hh(BOYH, size='4')
    s.money(BOYH)


@case(
    'h07-counts-the-removed',
    'the size counts the daughter who married out: still counted is HH-14',
    [('HH-14', SONH)],
    unwanted=['HH-07'],
    verdict='not-met',
)
def _(s):
    s.hh(SONH, size='7')
    s.money(SONH)


@case('h07-size-blank', 'no size', verdict='not-met')
def _(s):
    s.hh(BOYH, size=None)


@case('h07-nowhere', 'no household has a size', verdict='other than met')
def _(s):
    for d in ALL3:
        s.sub(d, '(<household [^>]*?) size="[^"]*"', r'\1')


@case(
    'h08-no-active-member',
    'all members removed, the household still there',
    [('HH-08', 'H00200009')],
    verdict='not-met',
)
def _(s):
    for p in ('P0020000901', 'P0020000902'):
        s.member(
            p, state='removed', removed='2026-03-01', removed_reason='01',
            resident_medical='0', serious_illness_insurance='0',
            resident_pension='0', hardship='0',
        )


@case(
    'h08-no-member',
    'a household without a member',
    [('HH-08', BOYH)],
    verdict='not-met',
)
def _(s):
    s.edit(BOYH, lambda h: re.sub(r'\t\t<member [^>]*/>\n', '', h))


@case(
    'h09-name',
    "the head's name at the household is another",
    [('HH-09', BOYH)],
    verdict='not-met',
)
def _(s):
    s.hh(BOYH, ALL3, head_name='曹云方')


@case(
    'h09-number',
    "the head's number at the household is the wife's",
    [('HH-09', BOYH)],
    verdict='not-met',
)
def _(s):
    s.hh(BOYH, ALL3, head_number=row(s, 'P0010001202')['number'])


@case(
    'h09-id',
    "the head's id at the household is the wife's",
    verdict='not-met',
)
def _(s):
    s.hh(BOYH, ALL3, head_id='P0010001202')


@case(
    'h09-number-spelt-otherwise',
    'the number at the household is written with blanks: the same number',
    unwanted=['HH-09'],
    verdict='other than not-met',
)
def _(s):
    n = row(s, 'P0010001201')['number']
    s.hh(BOYH, ALL3, head_number=n[:6] + ' ' + n[6:14] + ' ' + n[14:])


@case(
    'h10-unknown-village',
    'a village code that the list does not have',
    [('HH-10', BOYH)],
    verdict='not-met',
)
def _(s):
    s.hh(BOYH, ALL3, village='379999001099')


@case(
    'h10-other-street', 'a village of another street', [('HH-10', BOYH)],
    verdict='not-met',
)
def _(s):
    s.hh(BOYH, ALL3, village='379999002001')


@case(
    'h10-other-street-no-list',
    'no list of villages, and a village of another street: that is told',
    [('HH-10', BOYH)],
    verdict='not-met',
)
def _(s):
    for d in ALL3:
        s.sub(d, r'\t<village [^>]*/>\n', '')
    s.hh(BOYH, ALL3, village='379999002001')


for n, name, why in (
    ('digit', '曹杰1', 'a digit'),
    ('latin', '曹jie', 'Latin letters'),
    ('blank', '曹 杰秸', 'a blank'),
    ('u3000', '曹\u3000杰', 'an ideographic space'),
    ('replacement', '曹杰�', 'a replacement character'),
    ('private', '曹杰\ue863', 'a private-use character'),
    ('radical', '⻢杰', 'a radical in place of a character'),
    ('bullet', '艾力•杰', 'a bullet for the middle dot'),
    ('full-stop', '艾力.杰', 'a full stop for the middle dot'),
    ('katakana-dot', '艾力・杰', 'a katakana dot'),
    ('test', '测试甲', 'a placeholder 测试'),
    ('somebody', '曹某某', 'a placeholder 某'),
):
    @case(
        'h11-' + n, 'a name with ' + why, [('HH-11', BOYH)], unwanted=['*'],
        verdict='other than not-met',
    )
    def _(s, name=name):
        s.member(BOY, ALL3, name=name)
for n, name, why in (
    ('middle-dot', '艾力·杰', 'the right middle dot'),
    ('rare', '曹𬱖㛃', 'rare characters'),
    ('long', '买买提·阿布都热合曼', 'a long name'),
    ('one', '曹', 'one character'),
):
    @case(
        'h11-not-' + n,
        'a name with %s is a name' % why,
        unwanted=['HH-11'],
        verdict='other than not-met',
    )
    def _(s, name=name):
        s.member(BOY, ALL3, name=name)
for n, p in (
    ('ten-digits', '1541720665'),
    ('twelve-digits', '154172066521'),
    ('second-digit-2', '12417206652'),
    ('area-then-1', '0532-11234567'),
    ('six-digits', '812345'),
    ('two-in-one', '13800000012/13800000013'),
    ('area-code-01', '0111-81234567'),
    ('letters', '1541720665O'),
):
    @case(
        'h12-' + n, 'the phone is %s' % p, [('HH-12', BOYH)],
        verdict='other than not-met',
    )
    def _(s, p=p):
        s.edit(
            BOYH,
            lambda h: re.sub(' phone="[^"]*"', ' phone="%s"' % p, h),
            ALL3,
        )
for n, p in (
    ('86', '+86 154-1720-6652'),
    ('fixed', '0532-81234567'),
    ('fixed-plain', '053281234567'),
    ('brackets', '(0532)81234567'),
    ('beijing', '010-81234567'),
    ('guangzhou', '020-81234567'),
    ('seven', '8123456'),
    ('eight', '81234567'),
    ('extension', '0532-81234567-801'),
    ('wide', '１５４１７２０６６５２'),
):
    @case(
        'h12-not-' + n, 'the phone is %s' % p, unwanted=['HH-12', 'HH-13'],
        verdict='other than not-met',
    )
    def _(s, p=p):
        s.edit(
            BOYH,
            lambda h: re.sub(' phone="[^"]*"', ' phone="%s"' % p, h),
            ALL3,
        )
for f in (
    'nation', 'health', 'political', 'mandarin', 'abroad', 'commercial_medical',
    'resident_pension', 'low_income', 'hardship', 'medical_relief',
    'other_health_aid', 'skill',
):
    @case(
        'h13-member-' + f.replace('_', '-'),
        '%s blank at a son of 35' % f,
        [('HH-13', SONH)],
        verdict='not-met',
    )
    def _(s, f=f):
        s.member(SON, ALL3, **{f: None})
for f in (
    'production_power', 'living_power', 'broadcast', 'cooperative',
    'road_distance', 'road_type', 'floor_area', 'water_difficulty', 'fuel',
    'toilet', 'dangerous_house', 'cultivated_land', 'water_area',
    'leading_enterprise', 'leader_driven',
):
    @case(
        'h13-living-' + f.replace('_', '-'),
        '%s blank at one household' % f,
        [('HH-13', 'H00100008')],
        verdict='not-met',
    )
    def _(s, f=f):
        s.living('H00100008', ALL3, **{f: None})


@case(
    'h13-class',
    'the class blank at one household',
    [('HH-13', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100008', **{'class': None})


@case(
    'h13-mark',
    'the mark blank at one household, this year and last',
    [('HH-13', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100008', ALL3, mark=None)


@case(
    'h13-first-year',
    'the first year blank at one household, this year and last',
    [('HH-13', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100008', ALL3, first_year=None)


for n, p in (
    ('absent', None), ('empty', ''), ('blanks', '  '), ('u3000', '\u3000'),
    ('none', '无'), ('invisible', ZW),
):
    @case(
        'h13-phone-' + n,
        'the phone of the household is blank: %s' % n,
        [('HH-13', 'H00100008')],
        unwanted=['HH-12', 'DUP-10'],
        verdict='not-met',
    )
    def _(s, p=p):
        s.hh('H00100008', ALL3, phone=p)


@case(
    'h13-skill-at-70',
    'labour capacity blank at 72: asked from 16 to 65 only',
    unwanted=['HH-13'],
)
def _(s):
    s.member('P0010002601', ALL3, skill=None)


@case(
    'h13-skill-at-65', 'labour capacity blank at 65', [('HH-13', 'H00100025')],
    verdict='not-met',
)
def _(s):
    s.member('P0010002502', skill=None)


@case(
    'h13-political-nowhere',
    'no person has a political status: not delivered, not blank',
    unwanted=['HH-13'],
    verdict='unknown',
)
def _(s):
    for d in ALL3:
        s.sub(d, ' political="[^"]*"', '')


@case(
    'h13-one-of-the-street-has-it',
    'one person of the street has a political status: all others are blank',
    [('HH-13', BOYH)],
    verdict='not-met',
)
def _(s):
    for d in ('register', 'collected'):
        s.sub(
            d,
            '(<member (?!id="P0010000101")[^>]*?) political="[^"]*"',
            r'\1',
        )


@case(
    'h14-removed-and-insured',
    'married out, and still insured here',
    [('HH-14', SONH)],
    verdict='not-met',
)
def _(s):
    s.member('P0010001407', resident_medical='1', serious_illness_insurance='1')


@case(
    'h14-removed-and-enrolled',
    'married out, and still enrolled at a school',
    [('HH-14', SONH)],
    verdict='not-met',
)
def _(s):
    s.member('P0010001407', education=None, schooling='16')


@case(
    'h15-himself-poor',
    'the responsible person is a member of a poor household',
    [('HH-15', '')],
    verdict='other than not-met',
)
def _(s):
    s.set(
        'staff',
        'person',
        {'id': 'S001002'},
        {'number': row(s, 'P0010001201')['number']},
    )


def answer(s, n):
    """S001002 answers for n households of the village"""
    k = 0
    for i in re.findall(r'<household id="(H001\d+)"', s.text['register']):
        if k < n and attrs(s.household('register', i).split('>')[0] + '>')['responsible'] != 'S001002':
            s.hh(
                i,
                ALL3 if i in s.text['previous'] else ALL3[:2],
                responsible='S001002',
                responsible_name='任隆继',
            )
            s.within(
                'collection',
                'visit',
                {'household': i},
                lambda t: set_in(
                    t,
                    'signature',
                    {'role': 'responsible'},
                    {'signer': 'S001002', 'name': '任隆继'},
                ),
            )
        k += 1


@case(
    'h15-twenty',
    'answers for 20 households: the limit',
    unwanted=['HH-15'],
    verdict='other than not-met',
)
def _(s):
    answer(s, 20)


@case(
    'h15-twenty-one', 'answers for 21 households', [('HH-15', '')],
    verdict='other than not-met',
)
def _(s):
    answer(s, 21)


@case(
    'h16-nobody', 'no responsible person', [('HH-16', BOYH)], verdict='not-met',
)
def _(s):
    s.hh(BOYH, ALL3, responsible=None, responsible_name=None)


@case(
    'h16-not-on-the-roll',
    'a responsible person whom the staff roll does not have',
    [('HH-16', BOYH)],
    verdict='not-met',
)
def _(s):
    s.hh(BOYH, ALL3, responsible='S009999')


@case(
    'h16-name-u3000',
    'no id, and the name is an ideographic space',
    [('HH-16', BOYH)],
    verdict='not-met',
)
def _(s):
    s.hh(BOYH, ALL3, responsible=None, responsible_name='\u3000')


@case(
    'h16-nowhere',
    'no household names a responsible person',
    unwanted=['HH-16'],
    verdict='unknown',
)
def _(s):
    for d in ALL3:
        s.sub(d, ' responsible="[^"]*" responsible-name="[^"]*"', '')


# CAU
@case('u01-missing', 'no main cause', [('CAU-01', BOYH)], verdict='not-met')
def _(s):
    s.hh(BOYH, ALL3, main_cause=None)


@case(
    'u02-return-without-cause', 'returned without a cause',
    [('CAU-02', 'H00100003')], unwanted=['*'], verdict='not-met',
)
def _(s):
    s.hh('H00100003', return_cause=None)


@case(
    'u02-nowhere',
    'no returned household has a cause',
    verdict='other than met',
)
def _(s):
    for d in ('register', 'collected'):
        s.sub(d, ' return-cause="[^"]*"', '')


@case(
    'u03-cause-without-return',
    'a cause of return, and never returned',
    [('CAU-03', 'H00100008')],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.hh('H00100008', ALL3, return_cause='07')


@case(
    'u04-nobody-ill',
    'cause illness, everybody healthy',
    [('CAU-04', 'H00100015')],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.hh('H00100015', ALL3, main_cause='01')


@case(
    'u04-chronic',
    'cause illness, one chronically ill',
    unwanted=['*'],
    verdict='met',
)
def _(s):
    s.hh(BOYH, ALL3, main_cause='01')


@case(
    'u05-nobody-disabled',
    'cause disability, one ill and nobody disabled',
    [('CAU-05', BOYH)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.hh(BOYH, ALL3, main_cause='02')


@case(
    'u06-nobody-at-school', 'cause schooling, two of 72',
    [('CAU-06', 'H00200009')], unwanted=['*'], verdict='other than not-met',
)
def _(s):
    s.hh('H00200009', ALL3, main_cause='03')


@case(
    'u07-one-of-three',
    'lack of labour, one labourer of three: over a quarter',
    [('CAU-07', BOYH)],
    unwanted=['*'],
    verdict='other than not-met',
)
def _(s):
    s.hh(BOYH, ALL3, main_cause='08')


@case(
    'u07-two-of-four',
    'lack of labour, two of four: a half',
    [('CAU-07', 'H00100023')],
    unwanted=['*'],
)
def _(s):
    s.hh('H00100023', ALL3, main_cause='08')


@case(
    'u07-two-of-five',
    'lack of labour, two of five: under a half',
    unwanted=['CAU-07'],
)
def _(s):
    s.hh('H00100011', ALL3, main_cause='08')


@case(
    'u08-repeats',
    'another cause repeats the main one',
    [('CAU-08', 'H00100008')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.hh('H00100008', ALL3, other_causes='09 07')


@case(
    'u08-three', 'three other causes', [('CAU-08', 'H00100008')],
    unwanted=['*'], verdict='not-met',
)
def _(s):
    s.hh('H00100008', ALL3, other_causes='09 10 11')


@case('u08-two', 'two other causes: allowed', unwanted=['*'], verdict='met')
def _(s):
    s.hh('H00100008', ALL3, other_causes='09 10')


@case(
    'u08-other-without-words',
    'main cause "other", nobody says which',
    [('CAU-08', 'H00100008')],
    unwanted=['*'],
    verdict='not-met',
)
def _(s):
    s.hh('H00100008', ALL3, main_cause='12')


@case(
    'u08-other-u3000',
    'the words are ideographic spaces',
    [('CAU-08', E1)],
    verdict='not-met',
)
def _(s):
    s.edit(
        E1,
        lambda h: re.sub(
            '<cause-remark>.*?</cause-remark>',
            '<cause-remark>\u3000\u3000</cause-remark>',
            h,
        ),
        ALL3,
    )


@case('u08-other-none', 'the words say 无', [('CAU-08', E1)], verdict='not-met')
def _(s):
    s.edit(
        E1,
        lambda h: re.sub(
            '<cause-remark>.*?</cause-remark>',
            '<cause-remark>无</cause-remark>',
            h,
        ),
        ALL3,
    )


@case(
    'u08-further-other',
    'a further cause "other", nobody says which',
    [('CAU-08', 'H00100008')],
    verdict='not-met',
)
def _(s):
    s.hh('H00100008', ALL3, other_causes='09 12')


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


WORK = dict(work_place='02', work_months='3')


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


def last(s, i):
    return float(
        attrs(re.search('<income [^>]*>', s.household('previous', i)).group(0))['per-capita-income'],
    )


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
