#!/bin/sh
# Spreadsheets in: ugly little files with the value that every cell must have
# become, and the cells that must be refused; and files that are no tables.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
common="--lang en --db $dir/h.db"
told="--division 379999001 --year 2026 --source current --exported 2026-11-20"
tables="python3 $src/tests/e2e/tables.py"
tells() { cat "$dir/out" "$dir/err" | grep -q -- "$1"; }
cells_add_up() {
	sed -n 's/.*read \([0-9]*\), used \([0-9]*\), ignored \([0-9]*\), refused \([0-9]*\)/\1 \2 \3 \4/p' \
		"$dir/out" | awk '$1 != $2 + $3 + $4 || NF != 4 { bad = 1 } END { exit bad || NR != 1 }'
}

$tables list >"$dir/cases"
while read -r case; do
	rm -rf "$dir/in" "$dir/h.db" "$dir/again"
	mkdir "$dir/in" "$dir/again"
	$tables make "$case" "$dir/in"
	gives 0 init --plan "$src/plans/street.xml"
	# shellcheck disable=SC2086
	ok "$case is read" gives 0 import $told "$dir/in"
	ok "$case: every cell is accounted for" cells_add_up
	$tables check "$dir/h.db" "$case" "$dir/again" >"$dir/out"
	ok "$case: all values are right" test ! -s "$dir/out"
done <"$dir/cases"

for text in gbk utf8 mark cut; do
	rm -rf "$dir/in"
	mkdir "$dir/in"
	$tables spoil $text "$dir/in"
	# shellcheck disable=SC2086
	ok "a text that is spoilt is refused: $text" gives 3 import $told "$dir/in"
	ok "and why is told: $text" tells 'bytes that are no characters'
done
$tables list-refused >"$dir/refused"
while IFS="$(printf '\t')" read -r case why; do
	rm -rf "$dir/in" "$dir/h.db"
	mkdir "$dir/in"
	$tables refused "$case" "$dir/in"
	gives 0 init --plan "$src/plans/street.xml"
	# shellcheck disable=SC2086
	ok "nothing of it is taken: $case" gives 3 import $told "$dir/in"
	ok "and why is told: $case" tells "$why"
done <"$dir/refused"

# What no table says keeps back the document that wants it, and no other.
rm -rf "$dir/in" "$dir/h.db"
mkdir "$dir/in"
printf '问题编号,问题来源,所在行政村代码,户编号,问题描述\nW1,督查,379999001001,h1,电话有误\n' \
	>"$dir/in/问题.csv"
printf '人员编号,姓名,职务,单位\nS1,王测一,cadre,某村\n' >"$dir/in/工作人员.csv"
gives 0 init --plan "$src/plans/street.xml"
told="--division 379999001 --year 2026"
# shellcheck disable=SC2086
ok "a list whose date no table says is refused" gives 3 import $told "$dir/in"
ok "and the option is named" tells 'as an option: --issued \[TABLES-4\]'
ok "the other document is there" tells 'records read 1, stored 1'
# shellcheck disable=SC2086
ok "with the option both are" gives 0 import $told --issued 2026-10-01 "$dir/in"
ok "each once" tells 'files 1 (replaced 0, unchanged 1)'
ok "what every document wants is the answer" gives 3 import "$dir/in"
ok "in one sentence" tells '--year --division'
finished
