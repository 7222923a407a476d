#!/bin/sh
# Counts below the plan's small-cell are hidden in what goes outward without
# names, and no sum tells them; a county's list says so for its streets.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched

plan() { # plan K: the plan with it
	sed "/name=\"small-cell\"/s/value=\"0\"/value=\"$1\"/" "$src/plans/street.xml"
}
plan 5 >"$dir/five.xml"
ok "a plan that hides small counts" gives 1 --lang en audit "$dir/five.xml" \
	"$src/fixtures/faulty" -o "$dir/five"
hides() { # hides K DIR: small.py's word
	python3 "$src/tests/e2e/small.py" "$dir/$2/overview.html" \
		"$dir/$2/result.xml" "$1" >"$dir/out" 2>"$dir/err"
}
ok "the overview keeps to it" hides 5 five
ok "with sums that tell nothing" says 'sums: [0-9]* [0-9]* [0-9]*$'
ok "it says so" grep -q 'By a parameter of the plan, counts from 1 to below 5' \
	"$dir/five/overview.html"
ok "the annex names it" grep -q 'Counts that what is sent without names hides' \
	"$dir/five/self-check.html"
# One finding alone: the sum of all would tell it.
mkdir "$dir/one"
cp "$src"/fixtures/clean/*.xml "$dir/one"
sed -i '0,/ phone="1[0-9]*/s// phone="123/' "$dir/one/register.xml"
ok "one finding" gives 0 --lang en audit --fail-on none "$dir/five.xml" \
	"$dir/one" -o "$dir/alone"
ok "is hidden" hides 5 alone
ok "and its sum" says '<5'
for k in 1 2 101; do
	plan $k >"$dir/$k.xml"
	ok "not $k" gives 3 --lang en --db "$dir/x.db" init --plan "$dir/$k.xml"
done
ok "is told" warns PLAN-SMALL-1

# The level above: three streets, of which one has little.
cat >"$dir/streets.xml" <<'EOF'
<streets xmlns="urn:hecha:1" year="2026" small-cell="5">
	<street division="379999001" name="第一街道"/>
</streets>
EOF
ok "one street" gives 0 --db "$dir/alone/hecha.db" seal -o "$dir/one.zip"
ok "comes in" gives 0 --db "$dir/county.db" collect --unsigned "$dir/one.zip" \
	--expect "$dir/streets.xml"
ok "its overview" gives 0 --db "$dir/county.db" --lang en report overview \
	-o "$dir/county.html"
ok "hides its count" grep -q '>&lt;5<' "$dir/county.html"
ok "and the sum" grep -q '&lt;5 errors\|&lt;5 suspects' "$dir/county.html"
ok "of each day, too" sh -c 'grep -o "id=\"days\".*" "$1" | grep -q "—"' sh \
	"$dir/county.html"
ok "the workbook" gives 0 --db "$dir/county.db" --lang en report overview \
	-o "$dir/county.xlsx"
ok "hides it as well" sh -c 'unzip -p "$1" |
	grep -q "&lt;5"' sh "$dir/county.xlsx"
finished
