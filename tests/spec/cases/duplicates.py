"""Who stands twice (DUP). See spec.py."""
import re

from cases.shared import ALL3, BOY, BOYH, T1, T2, TH, V1, WIDE, row
from spec import attrs, case, idno, put_attrs

V1 = '379999001001'


def wear(s, p, q):
    """q gets the number and the birth date of p, in all registers"""
    a = row(s, p)
    s.member(q, ALL3, number=a['number'], birth=a['birth'])


# DUP


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
