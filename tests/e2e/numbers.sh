#!/bin/sh
# Identity numbers and certificates through the program, against a judge of
# its own: ISO 7064 MOD 11-2 by the recursive method, the calendar of another
# library, and the published examples of GB 11643-1999.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched
common="--lang en --db $dir/h.db"

cat >"$dir/judge.py" <<'EOF'
import datetime, sys

PROVINCES = set('''11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45
    46 50 51 52 53 54 61 62 63 64 65 71 81 82'''.split())
EXPORTED = datetime.date(2026, 12, 16)
REFERENCE = datetime.date(2026, 9, 30)

def check(digits):
    p = 0
    for d in digits:
        p = (p + int(d)) * 2 % 11
    return '0123456789X'[(12 - p) % 11]

assert check('079') == 'X' and check('0794') == '0'   # ISO 7064
assert check('11010519491231002') == 'X'              # GB 11643-1999
assert check('44052418800101001') == '4'

def whole(digits):
    return digits + check(digits)

def born(number):
    try:
        return datetime.date(int(number[6:10]), int(number[10:12]),
            int(number[12:14]))
    except ValueError:
        return None

def age(day):
    return REFERENCE.year - day.year - (
        (REFERENCE.month, REFERENCE.day) < (day.month, day.day))

def judge(number, sex, birth, certificate, disabled):
    """The checks that this member breaks."""
    found = set()
    if number == '' or number.startswith('999999') or len(set(number)) == 1:
        found.add('ID-01')
        eighteen = None
    elif len(number) not in (15, 18, 20, 22) or not number.isdigit() and not (
            number[:17] + number[18:20]).isdigit():
        found.add('ID-02')
        eighteen = None
    elif len(number) == 15:
        eighteen = whole(number[:6] + '19' + number[6:])
        found.add('ID-07')
    else:
        eighteen = number[:18]
    sound = False
    if eighteen is not None:
        right = check(eighteen[:17]) == eighteen[17]
        day = born(eighteen)
        dated = day is not None and day <= EXPORTED and age(day) <= 120
        sound = right and dated
        if not right:
            found.add('ID-03')
        if not dated:
            found.add('ID-04')
        if sound and sex != (1 if int(eighteen[16]) % 2 else 2):
            found.add('ID-05')
        if sound and birth != day:
            found.add('ID-06')
        if sound and eighteen[:2] not in PROVINCES:
            found.add('ID-08')
    for card in [certificate] if certificate else [number] if len(
            number) in (20, 22) and eighteen is not None else []:
        if (len(card) not in (20, 22) or card[18] not in '1234567' or
                card[19] not in '1234'):
            found.add('ID-09')
        elif sound and card[:18] != eighteen:
            found.add('ID-09')
    if disabled != (certificate != '' or len(number) in (20, 22) and
            eighteen is not None):
        found.add('ID-10')
    return found

members = []

def add(number, sex=1, birth=None, certificate='', disabled=False):
    if birth is None and len(number) >= 18:
        birth = born(number)
    if birth is None and len(number) == 15:
        birth = born(number[:6] + '19' + number[6:])
    members.append((number, sex, birth, certificate, disabled))

HOLDER = whole('37999919800101001')
OTHER = whole('37999919800101003')
add('110105' '491231' '002', 2)
add('11010519491231002X', 2)
add('440524188001010014')
for i in range(100):
    add(whole('%02d999919800101001' % i))                    # provinces
    add(HOLDER, 1, None, HOLDER + '%02d' % i, True)          # kind, grade
    add(HOLDER, 1, None, HOLDER + '%02dB1' % i, True)
    add(HOLDER + '%02d' % i, 1, None, '', True)
    add('379999800101%03d' % i, 1 if i % 2 else 2)           # 15 digits
    add(whole('37999919800101%03d' % (i + 100)), 1)          # sex
for c in '0123456789X':
    add(HOLDER[:17] + c)                                     # check digit
    add(HOLDER[:17] + c, 1, None, HOLDER[:17] + c + '41', True)
for n in range(1, 26):
    add((HOLDER + '4141414')[:n])                            # length
for month in range(0, 14):
    for day in range(0, 33):
        for year in (1900, 2000, 2023):
            add(whole('379999%04d%02d%02d001' % (year, month, day)))
for year in range(1900, 1910):                               # too old
    add(whole('379999%d0930001' % year))
    add(whole('379999%d1001001' % year))
for day in range(10, 20):                                    # unborn
    add(whole('379999202612%02d001' % day))
add('')
add('999999195001010018')
for d in '0123456789':
    add(d * 18, 1, datetime.date(1980, 1, 1))
add(HOLDER, 1, datetime.date(1980, 1, 2))
add(HOLDER, 1, None, OTHER + '41', True)                     # another's
add(HOLDER[:17] + '0', 1, None, OTHER + '41', True)
add(HOLDER, 1, None, '', True)
add(HOLDER, 1, None, HOLDER + '41', False)
add(HOLDER, 1, None, HOLDER + '4', True)

with open(sys.argv[1], 'w') as f:
    f.write('<register xmlns="urn:hecha:1" source="current" year="2026"'
        ' division="379999001" exported="2026-12-16">\n')
    f.write('<household id="h1" village="379999001001" head-number="">\n')
    for i, (number, sex, birth, card, disabled) in enumerate(members):
        f.write('<member id="m%d" relation="08" sex="%d" health="%s"' % (
            i, sex, '04' if disabled else '01'))
        for name, value in (('number', number), ('certificate', card),
                ('birth', birth.isoformat() if birth else '')):
            if value:
                f.write(' %s="%s"' % (name, value))
        f.write('/>\n')
    f.write('</household>\n</register>\n')
with open(sys.argv[2], 'w') as f:
    for i, member in enumerate(members):
        for name in sorted(judge(*member)):
            f.write('m%d\t%s\n' % (i, name))
EOF
judged() {
	python3 "$dir/judge.py" "$dir/register.xml" "$dir/want" 2>"$dir/err" &&
		sort -o "$dir/want" "$dir/want"
}
found() {
	"$HECHA" --db "$dir/h.db" findings --format json | python3 -c '
import json, sys
for f in json.load(sys.stdin):
    print(f["member"] + "\t" + f["check"])' | sort >"$dir/found"
	test -s "$dir/found"
}
ok "a register of numbers, and what its judge says" judged
ok "two thousand members" test \
	"$(grep -c '<member ' "$dir/register.xml")" -gt 2000
ok "a database" gives 0 init --plan "$src/plans/street.xml"
ok "takes them all" gives 0 import "$dir/register.xml"
ok "as a record" says 'stored 1, rejected 0'
ok "the identity checks" gives 1 check --only id --reason x
ok "find something" found
diff "$dir/want" "$dir/found" >"$dir/out"
ok "just what the judge says" test ! -s "$dir/out"
for check in 01 02 03 04 05 06 07 08 09 10; do
	ok "ID-$check is among it" grep -q "ID-$check" "$dir/want"
done
finished
