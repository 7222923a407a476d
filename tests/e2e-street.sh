#!/bin/sh
# Whole streets: a clean one has no finding at all, a faulty one exactly those
# that were planted, by check, village, household, member and step.
set -u
export LC_ALL=C TZ=UTC
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
src=$HECHA_DATADIR
gen=$(dirname "$HECHA")/../tests/gen
n=0

ok() {
	n=$((n + 1))
	if [ "$1" -eq 0 ]; then
		echo "ok $n - $2"
	else
		echo "not ok $n - $2"
		sed 's/^/# /' "$dir/out" "$dir/diff" 2>/dev/null | head -60
	fi
}
audit() { # audit STATUS RECORDS
	rm -rf "$dir/a"
	"$HECHA" --lang en audit "$src/plans/street.xml" "$2" -o "$dir/a" \
		>"$dir/out" 2>&1
	[ $? -eq "$1" ]
}
clean() { # clean RECORDS NAME
	audit 0 "$1" && grep -q 'Zero errors: met' "$dir/out"
	ok $? "$2: clean, zero errors met"
}
faulty() { # faulty RECORDS NAME
	planted=$(grep -c . "$1/planted.tsv")
	errors=$(cut -f1 "$1/planted.tsv" | grep -cxFf "$dir/errors")
	want=1
	[ "$errors" -gt 0 ] || want=0
	audit $want "$1"
	ok $? "$2: exit status $want"
	"$HECHA" --db "$dir/a/hecha.db" findings --format json | python3 -c '
import json, sys
for f in json.load(sys.stdin):
    print("\t".join(f[k] for k in
        ("check", "village", "household", "member", "step")))' |
		sort >"$dir/found"
	cut -f1-5 "$1/planted.tsv" | sort | diff - "$dir/found" >"$dir/diff" &&
		[ "$(grep -c . "$dir/found")" = "${planted:-none}" ]
	ok $? "$2: every planted fault ($planted), no other"
}

"$HECHA" rules list --format csv | tr -d '\r' |
	sed -n 's/^\([A-Z]*-[0-9]*\),[a-z]*,error,.*/\1/p' >"$dir/errors"
clean "$src/fixtures/clean" "fixture"
faulty "$src/fixtures/faulty" "fixture"
for seed in 1 2 3; do
	for households in 1 300; do
		rm -rf "$dir/clean" "$dir/faulty"
		"$gen" --seed $seed --households $households -o "$dir/clean"
		"$gen" --seed $seed --households $households --faults each \
			-o "$dir/faulty"
		clean "$dir/clean" "seed $seed, $households households"
		faulty "$dir/faulty" "seed $seed, $households households"
	done
done
echo "1..$n"
