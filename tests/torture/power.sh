#!/bin/sh
# Power that goes at any moment: no database broken, nothing lost that was said
# to be stored, files whole or as before.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

sanitized && skip "leaks cannot be looked for in a traced program"
strace -qq -o /dev/null true 2>/dev/null || skip "no strace that may trace"
mkdir "$dir/power"
cut_off() { # cut_off HOW-OFTEN [COMMAND…]: all commands or these
	each=$1
	shift
	[ $# -eq 0 ] || COMMANDS=$*
	export COMMANDS
	python3 "$here/power.py" power "$each" "$dir/power" >"$dir/out" 2>"$dir/err"
}
if [ -n "${TORTURE_EACH-}" ]; then
	ok "the power may go" cut_off "${POWER_CUTS:-1000}"
else
	ok "the power may go" cut_off 20 init first check verdict
fi
finished
