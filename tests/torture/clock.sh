#!/bin/sh
# A clock that is wrong: certificates that are not valid yet, or no more; the
# server is not reached, and not a byte of the package is sent.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"

skip() {
	echo "1..0 # SKIP $1"
	exit 0
}
nm -D "$HECHA" | grep -q __asan_init && skip "the sanitizer must be loaded first"
# shellcheck disable=SC2086
${CC:-cc} -shared -fPIC -o "$dir/clock.so" \
	"${srcdir:-.}/tests/torture/clock.c" -ldl || skip "no compiler"
: >"$dir/log"
echo ok >"$dir/mode"
python3 "${srcdir:-.}/tests/e2e/peer.py" "$dir" 2>"$dir/peer.err" &
pids="$pids $!"
wait_for test -s "$dir/ports" || exit 99
good=https://127.0.0.1:$(sed -n 's/^good=//p' "$dir/ports")/in
off() { # off STATUS SECONDS
	new_db a
	CLOCK_OFF=$2 LD_PRELOAD=$dir/clock.so gives "$1" --db "$dir/a.db" submit \
		--to "$good" --ca "$dir/ca.pem" --retries 0 "$dir/in/自查报告.html"
}
unsaid() { ! grep -q '^request\|^body\|^stored' "$dir/log"; }
for days in -2 3 400; do
	ok "$days days off: not reached" off 6 $((days * 86400))
	ok "the reason is told" warns 'certificate'
	ok "nothing was said" unsaid
	gives 0 --db "$dir/a.db" outbox --format json
	ok "the package waits" says '"state": "waiting"'
done
ok "the clock as it is" off 0 0
finished
