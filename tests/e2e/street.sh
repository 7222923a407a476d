#!/bin/sh
# Whole streets: a clean one has no finding at all, a faulty one exactly those
# that were planted, by check, village, household, member and step; also where
# a household has several at once. What another fault hides is not found, and
# of the records those that break their schema are rejected and no others.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
plan=$src/fixtures/street.xml
. "${srcdir:-.}/tests/e2e/planted.sh"

audit() { # audit STATUS RECORDS: with all reports
	rm -rf "$dir/a"
	gives "$1" --lang en audit "$src/fixtures/street.xml" "$2" -o "$dir/a"
}
clean "$src/fixtures/clean" "fixture"
faulty "$src/fixtures/faulty" "fixture"
audit 1 "$src/fixtures/faulty"
adds_up() { # the villages' households and the street's
	grep -c '<household ' "$src/fixtures/faulty/register.xml" >"$dir/all"
	sed -n '/<villages /,/<.villages>/s/.*<village .* households="\([0-9]*\)".*/\1/p' \
		"$dir/a/result.xml" | awk '{ n += $1 } END { print n }' |
		diff "$dir/all" -
}
ok "the villages' households add up, of an unknown village too" adds_up
ok "the plan's title has the year" \
	grep -q 'in 2026</title>' "$dir/a/result.xml"

# A street that keeps every date has no error on any day of the campaign, only
# what is still to be done; what happened later is not seen.
no_error_on() {
	"$HECHA" --lang en --db "$dir/a/hecha.db" check --as-of "2026-$1" \
		>"$dir/out" 2>&1
	[ $? -le 1 ] && ! says 'Zero errors: not met'
}
check 0 "$src/fixtures/clean"
for day in 11-01 11-05 11-08 11-10 11-12 11-17 11-18 11-24 11-28 11-30 12-15; do
	ok "clean as of $day: no error" no_error_on $day
	ok "and not everything is done" says 'cannot be told'
done
ok "clean as of 11-17: the next steps are at risk" no_error_on 11-17
ok "for each village" test "$("$HECHA" --db "$dir/a/hecha.db" findings \
	--check DLN-11 --format csv | grep -c DLN-11)" = 8
ok "clean as of the last day" no_error_on 12-26
ok "and all is done" says 'Zero errors: met'
check 1 "$src/fixtures/faulty"
# A posting that was too short concerns all on its list, and nobody else.
posting=$("$HECHA" --db "$dir/a/hecha.db" findings --check PRC-03 --format json |
	python3 -c '
import json, sys
print(json.load(sys.stdin)[0]["record"])')
concerned() { # the households of which PRC-03 tells this posting: of those on
	# its list all are asked, of others one in ten
	sed -n "/<household /s/.* id=\"\([^\"]*\)\".*/\1/p" \
		"$src/fixtures/faulty/register.xml" | sed -n '0~10p' |
		sort -u - "$dir/listed" |
		while read -r household; do
			"$HECHA" --db "$dir/a/hecha.db" findings --check PRC-03 \
				--household "$household" --format json |
				grep -q "\"$posting\"" && echo "$household"
		done
}
sed -n "/<posting id=\"$posting\"/,/<.posting>/s/.*<item household=\"\([^\"]*\)\".*/\1/p" \
	"$src/fixtures/faulty/procedure.xml" | sort >"$dir/listed"
concerned >"$dir/concerned"
ok "a short posting concerns somebody" test -s "$dir/listed"
ok "namely those on its list" same "$dir/listed" "$dir/concerned"
"$HECHA" --db "$dir/a/hecha.db" check --as-of 2027-01-01 >"$dir/out" 2>&1
ok "problems that are open on New Year are carried over" \
	test "$("$HECHA" --db "$dir/a/hecha.db" findings --check FIX-06 \
		--format csv | grep -c FIX-06)" = 3
for seed in ${SEEDS:-1 2 3}; do
	for households in 1 480; do
		rm -rf "$dir/clean" "$dir/faulty"
		"$gen" --seed $seed --households $households -o "$dir/clean"
		"$gen" --seed $seed --households $households --faults each \
			-o "$dir/faulty"
		clean "$dir/clean" "seed $seed, $households households"
		faulty "$dir/faulty" "seed $seed, $households households"
	done
done
for seed in ${SEEDS:-1 2 3}; do
	rm -rf "$dir/mixed"
	"$gen" --seed $seed --households 300 --mixed 50 -o "$dir/mixed"
	mixed "$dir/mixed" "seed $seed, two to four faults in a household"
done
rm -rf "$dir/mixed"
"$gen" --seed 4 --households 500 --faults each --mixed 20 -o "$dir/mixed"
mixed "$dir/mixed" "beside every fault alone"
finished
