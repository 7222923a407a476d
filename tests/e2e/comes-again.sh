#!/bin/sh
# Files that come again: whatever of them changed, the database says of them what
# a new one says, and what did not change is called unchanged.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
cases="python3 $src/tests/e2e/comes_again.py"
use() { common="--lang en --db $dir/$1.db"; } # use DATABASE
make_new() {                                  # make_new DATABASE
	rm -f "$dir/$1.db"*
	use "$1"
	gives 0 init --plan "$src/fixtures/street.xml"
}
tells() { grep -q -- "$1" "$dir/out" "$dir/err"; }
alike() { $cases differ "$dir/again.db" "$dir/new.db" >"$dir/out" && test ! -s "$dir/out"; }
findings() { # findings DATABASE
	use "$1"
	gives 1 check && gives 0 findings && cp "$dir/out" "$dir/$1.findings"
}
same_findings() { findings again && findings new && same "$dir/again.findings" "$dir/new.findings"; }

$cases list >"$dir/cases"
while read -r case replaced unchanged options; do
	first=$(echo "${options%%|*}" | sed "s|LAYOUT|$dir/own|")
	then=$(echo "${options#*|}" | sed "s|LAYOUT|$dir/own|")
	rm -rf "$dir/in"
	mkdir "$dir/in"
	$cases before "$case" "$dir/in"
	make_new again
	# shellcheck disable=SC2086
	gives 0 import $first "$dir/in" && gives 1 check
	$cases after "$case" "$dir/in"
	# shellcheck disable=SC2086
	ok "$case: it comes again" gives 0 import $then "$dir/in"
	ok "$case: as it is counted" tells "(replaced $replaced, unchanged $unchanged)"
	cp "$dir/err" "$dir/told"
	make_new new
	# shellcheck disable=SC2086
	gives 0 import $then "$dir/in"
	[ "$unchanged" = 0 ] && ok "$case: what is refused is told" same "$dir/err" "$dir/told"
	ok "$case: all is known as if it were new" alike
	ok "$case: so are the findings" same_findings
	# shellcheck disable=SC2086
	use again && gives 0 import $then "$dir/in"
	ok "$case: once more it is unchanged" tells "(replaced 0,"
	ok "$case: as it was" alike
done <"$dir/cases"

finished
