# shellcheck shell=sh
# What tests of whole streets share: a street is held against what was planted
# in it. Sourced after lib.sh; $plan is the plan, $common wants --lang.
# shellcheck disable=SC2154,SC2034
gen=$(dirname "$HECHA")/../tests/gen/gen

check() { # check STATUS RECORDS: without
	rm -rf "$dir/a"
	mkdir "$dir/a"
	"$HECHA" --db "$dir/a/hecha.db" --quiet init --plan "$plan" &&
		"$HECHA" --db "$dir/a/hecha.db" --quiet import "$2" >"$dir/out" 2>&1
	gives "$1" --lang en --db "$dir/a/hecha.db" check
}
meets() { check 0 "$1" && says 'Zero errors: met'; }
clean() { # clean RECORDS NAME
	ok "$2: clean, zero errors met" meets "$1"
}
faulty() { # faulty RECORDS NAME
	awk -F '\t' 'NF == 6 && $1 != "rejected"' "$1/.planted.tsv" |
		cut -f1-5 | sort >"$dir/planted"
	planted=$(grep -c . "$dir/planted")
	want=0
	cut -f1 "$dir/planted" | grep -qxFf "$dir/open" && want=1
	grep -q '^rejected' "$1/.planted.tsv" && want=1
	ok "$2: exit status $want" check $want "$1"
	"$HECHA" --db "$dir/a/hecha.db" findings --format json | python3 -c '
import json, sys
for f in json.load(sys.stdin):
    print("\t".join(f[k] for k in
        ("check", "village", "household", "member", "step")))' |
		sort >"$dir/found"
	diff "$dir/planted" "$dir/found" >"$dir/out"
	ok "$2: every planted fault ($planted)" \
		test "$(grep -c . "$dir/found")" = "${planted:-none}"
	ok "$2: and no other" test ! -s "$dir/out"
}
mixed() { # mixed RECORDS NAME: has hidden faults and rejected records
	faulty "$1" "$2"
	ok "$2: some hide others" grep -q '	[A-Z]*-[0-9]*$' "$1/.planted.tsv"
	sed -n 's/^rejected	.*	//p' "$1/.planted.tsv" | sort >"$dir/planted"
	"$HECHA" --db "$dir/a/hecha.db" findings --rejected --format csv |
		tr -d '\r' | cut -d, -f3 | sed 1d | sort >"$dir/found"
	ok "$2: some records are rejected" test -s "$dir/planted"
	ok "$2: these and no others" same "$dir/planted" "$dir/found"
}

"$HECHA" rules list --format csv | tr -d '\r' |
	sed -n 's/^\([A-Z]*-[0-9]*\),[a-z]*,\(error\|suspect\),.*/\1/p' >"$dir/open"
