#!/bin/sh
# From a sample to its rates: a district's acceptance, 319 of 2,543 households and
# 741 of 5,010 persons.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
made="python3 $src/tests/e2e/evaluation.py"

line() { # line MEASURE WAY: "counted persons word" of it
	tr -d '\r' <"$dir/rates.csv" |
		awk -F, -v m="$1" -v w="$2" '$1 == m && $2 == w { print $7, $6, $13 }'
}
is() { [ "$(line "$1" "$2")" = "$3" ]; }

$made records "$dir"
common="--lang en -q --db $dir/a.db"
gives 0 init --plan "$src/fixtures/street.xml"
ok "the records" gives 0 import "$dir/register.xml" "$dir/rolls.xml"
ok "nothing to tell before a sample" gives 2 evaluate
ok "and why" warns 'EVALUATION-1'
ok "the frame" gives 0 sample --frame
ok "the sample" gives 0 sample --plan "$dir/design.xml" --seed '验收 12%' -f csv
ok "has 319 exits" test "$(grep -c ,exit, "$dir/out")" = 319
grep ,exit, "$dir/out" | head -2 | cut -d, -f7 >"$dir/gone"
ok "without visits nothing holds" gives 1 evaluate
ok "and that is told" says 'cannot be told'
while read -r id <&3; do
	ok "$id was not at home" gives 0 sample --replace "$id" --reason not-home
done 3<"$dir/gone"
gives 0 sample -f csv
cp "$dir/out" "$dir/sample.csv"
$made visits "$dir" "$dir/sample.csv"
ok "what the visits found" gives 0 import "$dir/inspection.xml"
ok "is too little to hold" gives 1 evaluate -f csv
cp "$dir/out" "$dir/rates.csv"
ok "wrong exits, by persons" is wrong-exit before '6 741 too-small'
ok "one appeal was upheld" is wrong-exit after '3 741 too-small'
ok "nobody was missed: 0 of 350" is missed after '0 350 too-small'
ok "the satisfied, by households" is satisfied after '407 419 holds'
ok "those not reached are counted at fault" is wrong-exit worst '7 741 too-small'
ok "those in their place are left out" is wrong-exit originals '3 737 too-small'
ok "entries have no limit" is wrong-entry after '0 0 '
gives 1 evaluate
ok "how many more would tell" says 'Rate of wrong exits .*3 / 741 .*; further visits that would tell: [0-9]*'

cat >"$dir/outside.xml" <<'EOF'
<inspection xmlns="urn:hecha:1" year="2026" division="379999001">
<inspection-record id="P2" kind="evaluation" date="2026-12-21" inspector="测试员">
<unregistered subject="X1" name="测试户" persons="3" identification="missed" satisfied="no"/>
</inspection-record>
</inspection>
EOF
ok "one who was missed outside of the sample" gives 0 import "$dir/outside.xml"
gives 1 evaluate
ok "is told" says 'outside of the sample.*: 1$'
ok "and enters no rate" says 'Rate of missed persons  *0 / 350 '

sed 's/"wrong-exit-limit" value="2"/"wrong-exit-limit" value="3"/
	s/"missed-limit" value="2"/"missed-limit" value="1\/25"/
	s/"composite-limit" value="2"/"composite-limit" value="3"/' \
	"$src/fixtures/street.xml" >"$dir/wide.xml"
common="--lang en -q --db $dir/b.db"
gives 0 init --plan "$dir/wide.xml"
gives 0 import "$dir/register.xml" "$dir/rolls.xml"
gives 0 sample --frame
gives 0 sample --plan "$dir/design.xml" --seed '验收 12%'
while read -r id <&3; do
	gives 0 sample --replace "$id" --reason not-home
done 3<"$dir/gone"
gives 0 import "$dir/inspection.xml"
ok "by wider limits of the plan all hold" gives 0 evaluate
ok "a fraction, too" says "< 4 %"
sed '0,/<sample .*visit="visited" identification="none".*<.sample>/{//d}' \
	"$dir/inspection.xml" >"$dir/less.xml"
mv "$dir/less.xml" "$dir/inspection.xml"
gives 0 import "$dir/inspection.xml"
sed 's/population="/&1/' "$dir/register.xml" >"$dir/more.xml"
mv "$dir/more.xml" "$dir/register.xml"
gives 0 import "$dir/register.xml"
gives 1 evaluate
ok "whom the frame does not list is told" \
	says 'Of 11400 persons who are not registered the frame lists 1400 and lacks 10000'
ok "and can be anything" says \
	'Rate of missed persons .*cannot be told: the frame lacks 10000'
ok "but not while one visit has no record" gives 1 evaluate
ok "which is told" says 'no record 1;'
ok "and would tell" says 'Rate of wrong exits .*too small to tell; further visits that would tell: 1'

# The reports, and field sheets that come home.
common="--lang en -q --db $dir/a.db"
gives 1 check --only id --reason test
for format in html docx xlsx; do
	ok "the report as $format" gives 0 report evaluation -o "$dir/e.$format"
done
ok "says what is not proved" grep -q 'sample too small to tell' "$dir/e.html"
ok "zero faults as 0 of n" grep -q 'no fault was found: 0 of 350 persons' "$dir/e.html"
ok "and by which draw" grep -q 'the seed is .*验收 12%.*drawn: 419' "$dir/e.html"
ok "the result without it" gives 0 report self-check -f xml -o "$dir/r.xml"
ok "has no evaluation, so that a package can be made again" \
	sh -c '! grep -q "<evaluation" "$1"' - "$dir/r.xml"
ok "in Chinese as well" gives 0 --lang zh_CN report evaluation -o "$dir/z.html"
ok "with its words" grep -q '样本太小，不能判断' "$dir/z.html"

common="--lang en -q --db $dir/c.db"
gives 0 init --plan "$src/fixtures/street.xml"
gives 0 import "$dir/register.xml" "$dir/rolls.xml"
gives 1 check --only id --reason test
ok "no report before a sample" gives 2 report evaluation -o "$dir/no.html"
gives 0 sample --frame
gives 0 sample --plan "$dir/design.xml" --seed '验收 12%'
ok "field sheets" gives 0 report field -o "$dir/field.xlsx"
ok "and to print" gives 0 report field -o "$dir/field.docx"
gives 0 report field -f xml -o "$dir/field.xml"
ok "they have masked numbers" grep -q '379999\*\*\*\*\*\*\*\*0016' "$dir/field.xml"
ok "and no others, nor phones" \
	sh -c '! grep -q "379999198001010016\|15400000001" "$1"' - "$dir/field.xml"
gives 0 report field --unmasked -f xml -o "$dir/whole.xml"
ok "unless whole ones are asked for" grep -q 'phone="15400000001"' "$dir/whole.xml"
cat >"$dir/fill.py" <<'EOF'
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1])
for sheet, column in (("检查记录-抽查户", 5), ("检查记录-入户未建档立卡户", 7)):
    rows = book[sheet]
    for n, row in enumerate(range(2, rows.max_row + 1)):
        rows.cell(row, column, "已入户")
        rows.cell(row, column + 1, "错退" if n == 4 and column == 5 else "无")
        rows.cell(row, column + 2, "认可")
book.save(sys.argv[1])
EOF
if python3 -c 'import openpyxl' 2>/dev/null; then
	python3 "$dir/fill.py" "$dir/field.xlsx"
	ok "filled in they come home" gives 0 import "$dir/field.xlsx"
	gives 1 evaluate -f csv
	cp "$dir/out" "$dir/rates.csv"
	ok "each with what was found" test "$(line satisfied after | cut -d' ' -f1,2)" = '419 419'
	ok "and the one fault" test "$(tr -d '\r' <"$dir/rates.csv" | awk -F, '$1 == "wrong-exit" && $2 == "after" { print $4, $5 }')" = '319 1'
fi
finished
