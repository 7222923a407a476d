#!/bin/sh
# What is done with what waits: newer takes the place of older, nothing arrives
# out of order, and what people change.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"

: >"$dir/log"
echo ok >"$dir/mode"
python3 "${srcdir:-.}/tests/e2e/peer.py" "$dir" 2>"$dir/peer.err" &
pids="$pids $!"
wait_for test -s "$dir/ports" || exit 99
good=https://127.0.0.1:$(sed -n 's/^good=//p' "$dir/ports")/in
dead=https://127.0.0.1:1/in
page=$dir/in/自查报告.html
submit() { # submit DB STATUS [OPTION…]
	db=$1 want=$2
	shift 2
	gives "$want" --db "$dir/$db.db" submit --ca "$dir/ca.pem" \
		--retries 0 --timeout 3 "$@" "$page"
}
as_of() { # as_of DB DAY: another check, and so other facts
	"$HECHA" -q --db "$dir/$1.db" check --fail-on none --as-of "$2" \
		>/dev/null
}
outbox() { # outbox DB STATUS [ARGUMENT…]
	db=$1 want=$2
	shift 2
	gives "$want" --db "$dir/$db.db" outbox "$@"
}
states() { # states DB: "1 waiting 2 sent" by number
	outbox "$1" 0 -f json
	sed -n 's/.*"state": "\([a-z]*\)".*"sequence": \([0-9]*\).*/\2 \1/p' \
		"$dir/out" | sort -n | xargs
}
id() { # id DB NUMBER: the package's
	outbox "$1" 0 -f json
	sed -n "s/.*\"package\": \"\([0-9a-f]*\)\".*\"sequence\": $2,.*/\1/p" \
		"$dir/out"
}
arrived() { sed -n 's/^stored.* \([0-9a-f]\{64\}\).*/\1/p' "$dir/log" | xargs; }

new_db a
ok "one that cannot be sent" submit a 6 --to "$dead"
as_of a 2026-12-21
ok "a newer one" submit a 6 --to "$dead"
ok "takes its place" test "$(states a)" = "1 superseded 2 waiting"
as_of a 2026-12-22
ok "one that keeps it" submit a 6 --to "$dead" --keep
ok "waits behind it" test "$(states a)" = \
	"1 superseded 2 waiting 3 waiting"
ok "the last to another address as well" submit a 2 --to "$good"
ok "is refused with what to do" warns "$dead; hecha outbox retarget.*OUTBOX-10"
ok "it waits as before" test "$(states a)" = \
	"1 superseded 2 waiting 3 waiting"
ok "sending to somewhere else" outbox a 0 send --to "$good"
ok "says that nothing waits there" says "Nothing waits for $good; .*$dead: 2"
ok "the older one goes there" outbox a 0 retarget "$(id a 2)" --to "$good"
ok "then the newer" outbox a 0 retarget "$(id a 3)" --to "$good"
ok "not an older one then" outbox a 2 retarget "$(id a 1)" --to "$good"
ok "as it is said" warns "\[OUTBOX-8\]$"
two=$(id a 2) three=$(id a 3)
ok "both are sent" outbox a 0 send --ca "$dir/ca.pem" --retries 0
ok "in their order" test "$(arrived)" = "$two $three"
ok "and that is known" test "$(states a)" = "1 superseded 2 sent 3 sent"
ok "then nothing waits" outbox a 0 send --ca "$dir/ca.pem"
ok "as it is said" says "Nothing waits to be sent"
ok "nor can it be cancelled" outbox a 2 cancel "$two"
ok "the receipts" outbox a 0 receipts -o "$dir/receipts"
ok "are listed" test "$(grep -c 'receipt: R-' "$dir/out")" = 2
ok "and written as they came" test "$(cat "$dir"/receipts/PKG-*.receipt.xml |
	grep -c '<receipt ')" = 2

new_db b
ok "another" submit b 6 --to "$dead"
one=$(id b 1)
ok "is cancelled" outbox b 0 cancel "$one"
ok "which is told" says "^cancelled: PKG-"
ok "and not sent" outbox b 0 send
ok "its bytes" outbox b 0 prune --keep-days 0
ok "are forgotten" says "forgotten: 1;"
ok "it is not" outbox b 0 show "$one"
ok "nor are its files" says "result.xml"
: >"$dir/log"
ok "submitted again" submit b 0 --to "$good"
ok "it is sent" test "$(arrived)" = "$one"
ok "what was sent of late" outbox b 0 prune
ok "stays" says "forgotten: 0;"
as_of b 2026-12-21
ok "a newer one for elsewhere" submit b 6 --to "$dead"
as_of b 2026-12-23
ok "leaves alone what is for others" submit b 0 --to "$good"
ok "each its own" test "$(states b)" = "1 sent 2 waiting 3 sent"
ok "but it does not follow it" outbox b 2 retarget "$(id b 2)" --to "$good"
ok "for it is older" warns "\[OUTBOX-9\]$"
ok "a subcommand that is none" outbox b 2 forget
ok "retarget where to" outbox b 2 retarget "$(id b 2)"
finished
