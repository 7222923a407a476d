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
finished
