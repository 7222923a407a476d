"""Natural change (NAT). See spec.py."""
import re

from cases.shared import N, V1, moved_on, without
from spec import attrs, case, put_attrs, set_in


# NAT


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
