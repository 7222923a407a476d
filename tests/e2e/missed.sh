#!/bin/sh
# What national tables miss: each finding that XML gives and they do not is traced
# to a fact that the check reads and no column of theirs holds; all other checks
# answer alike, finding by finding.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched
common="--lang en"
gen=$(dirname "$HECHA")/../tests/gen/gen
[ -x "$gen" ] || { echo "1..0 # SKIP no generator was built"; exit 0; }

traced() { # traced STREET LEAST: so many checks with findings are alike
	rm -rf "$dir/x" "$dir/t" "$dir/tables"
	mkdir "$dir/tables"
	cp "$1"/*.xml "$dir/tables"
	rm "$dir/tables/register.xml"
	python3 "$src/tests/e2e/national.py" "$1/register.xml" "$dir/tables"
	exported=$(sed -n 's/.* exported="\([^"]*\)".*/\1/p' "$1/register.xml" |
		head -n 1)
	gives 1 audit "$src/fixtures/street.xml" "$1" -o "$dir/x" || return 1
	gives 1 audit "$src/fixtures/street.xml" "$dir/tables" -o "$dir/t" \
		--exported "$exported" --division 379999001 || return 1
	python3 "$src/tests/e2e/missed.py" "$dir/x/hecha.db" "$dir/t/hecha.db" \
		"$2" >"$dir/out" 2>"$dir/err"
}
ok "a faulty street" traced "$src/fixtures/faulty" 90
grep '^# [0-9]' "$dir/out"
for seed in 11 12; do
	"$gen" --seed $seed --households 300 --faults each -o "$dir/s$seed"
	ok "a generated one, $seed" traced "$dir/s$seed" 65
	grep '^# [0-9]' "$dir/out"
done
finished
