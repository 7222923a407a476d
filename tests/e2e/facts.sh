#!/bin/sh
# A fact that is not there is never a pass: each fact of a small clean street is
# taken away, blanked and changed, and the answers are held against facts.tsv. One
# in twenty of them (half a minute), others with every commit; all of it is make
# facts.
# shellcheck source-path=SCRIPTDIR
. "${srcdir:-.}/tests/lib.sh"
here=$src/tests/e2e
gen=$(dirname "$HECHA")/../tests/gen/gen
parts=${FACTS_PARTS:-20}

if [ "${HECHA_FACTS-}" = no ]; then
	echo "1..0 # SKIP the facts are the same however the program was built"
	exit 0
fi
seed=$(git -C "$src" rev-parse HEAD 2>/dev/null || date +%Y%m%d)
part=$(printf '%d' "0x$(printf '%s' "$seed" | cut -c1-6)")
part=$((part % parts))
ok "a small street that has every fact" \
	"$gen" --seed 2 --households 30 -o "$dir/street"
answered() { # answered TABLE ARGUMENT…
	table=$1
	shift
	python3 "$here/facts.py" run "$table" "$dir/street" \
		"$src/fixtures/street.xml" "$@" >"$dir/out" 2>"$dir/err"
}
ok "part $part of $parts is as the table says" \
	answered "$here/facts.tsv" --part "$part/$parts"
ok "and is no empty part" says '^cases [1-9]'
refuses() { ! answered "$@"; }
case="inspection	inspection/inspection-record	date	once"
sed "s:^\($case	\).*:\1none\:day-later:" "$here/facts.tsv" >"$dir/wrong.tsv"
ok "another table is not what was answered" refuses "$dir/wrong.tsv" \
	--only "$case"
grep -v "^$case	" "$here/facts.tsv" >"$dir/short.tsv"
ok "nor is one that lacks a fact" refuses "$dir/short.tsv" --only "$case"
finished
