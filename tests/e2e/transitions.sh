#!/bin/sh
# Every way of a household from last year's register to this year's, held
# against a table that says what is right and why (transitions.tsv).
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
here=$src/tests/e2e

mkdir "$dir/in"
ok "a household for each way" python3 "$here/transitions.py" make \
	"$here/transitions.tsv" "$dir/in"
ok "is checked" gives 1 -q audit "$src/fixtures/street.xml" "$dir/in" -o "$dir/o"
"$HECHA" --db "$dir/o/hecha.db" findings --format json >"$dir/found"
compare() {
	python3 "$here/transitions.py" compare "$1" <"$dir/found" \
		>"$dir/out" 2>"$dir/err"
}
ok "each has what the table says, and every line of it is used" \
	compare "$here/transitions.tsv"
sed 's/^4	clear	4	there	STD-20/4	clear	4	there	-/' "$here/transitions.tsv" \
	>"$dir/wrong.tsv"
refuses() { ! compare "$1"; }
ok "another table is not what was found" refuses "$dir/wrong.tsv"
finished
