#!/bin/sh
# Every rule pack keeps to the rules, and its own cases come out.
# shellcheck source-path=SCRIPTDIR
. "${srcdir:-.}/tests/lib.sh"
common='--lang en'

is_json() {
	gives 0 rules list --format json &&
		python3 -c 'import json, sys; json.load(sys.stdin)[0]["id"]' <"$dir/out"
}
ok "every pack keeps to the rules" gives 0 rules lint
ok "none has a fault" says ', 0 with faults'
ok "every case comes out" gives 0 rules test
ok "none fails" says ' 0 failed'
ok "the list is JSON" is_json

# Situations are the plan's: a condition is held to the same rules as a pack.
plan_with() { # plan_with TEST: the plan, with this test for situation E9
	sed "s/^h.measures = 0\$/$1/" "$src/plans/street.xml" >"$dir/plan.xml"
}
refuses() { # refuses TEST
	plan_with "$1"
	gives 3 rules lint --plan "$dir/plan.xml" && warns 'situation E9'
}
ok "a test that is no SQL" refuses 'h.measures ='
ok "a column that is not there" refuses 'h.nothing = 0'
ok "one that ends the statement" refuses '1 = 1); DROP TABLE household; --'
ok "one that reads what is the program's" \
	refuses 'EXISTS (SELECT 1 FROM hc_plan)'
ok "a function that is not standard" refuses "readfile('x') IS NULL"
plan_with 'h.measures < 2'
ok "another condition is taken" gives 0 rules lint --plan "$dir/plan.xml"
ok "and tested by its own cases" gives 1 rules test --plan "$dir/plan.xml"
ok "which name the situation" says 'E9: one; blank: 1 findings, not 0'
finished
