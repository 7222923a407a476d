"""Households and causes (HH, CAU). See spec.py."""
import re

from cases.shared import (
    AID, AIDH, ALL3, BOY, BOYH, E1, SON, SONH, T1, TH, ZW, renumber, row,
)
from spec import attrs, case, idno, set_in

E1 = 'H00100001'


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
