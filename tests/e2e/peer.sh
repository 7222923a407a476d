#!/bin/sh
# Submitting to servers that are slow, broken, lying or not who they say:
# nothing is lost, nothing counts twice, nothing goes elsewhere.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"

: >"$dir/log"
echo ok >"$dir/mode"
python3 "${srcdir:-.}/tests/e2e/peer.py" "$dir" 2>"$dir/peer.err" &
pids="$pids $!"
wait_for test -s "$dir/ports" || {
	cat "$dir/peer.err"
	exit 99
}
port() { sed -n "s/^$1=//p" "$dir/ports"; }
good=https://127.0.0.1:$(port good)/in
other=https://127.0.0.1:$(port other)/in
page=$dir/in/自查报告.html

# behave MODE [ARGUMENT…]: what the server does from now on
behave() {
	echo "$*" >"$dir/mode"
	: >"$dir/log"
	rm -f "$dir"/count-*
}
# post DB STATUS [OPTION…]
post() {
	db=$1 want=$2
	shift 2
	gives "$want" --db "$dir/$db.db" submit --to "$good" \
		--ca "$dir/ca.pem" --retries 0 --timeout 3 "$@" \
		"$page"
}
again() {
	db=$1 want=$2
	shift 2
	gives "$want" --db "$dir/$db.db" outbox send --ca "$dir/ca.pem" \
		--retries 0 --timeout 3 "$@"
}
listed() { gives 0 --db "$dir/$1.db" outbox --format json; }
state() { listed "$1" && says "\"state\": \"$2\""; }
requests() { grep -c '^request' "$dir/log"; }
stored() { grep -c '^stored' "$dir/log"; }
forget() { rm -rf "$dir/stored"; }
logged() { grep -q "$1" "$dir/log"; }

# This one takes its time; what came of it is asked at the end.
new_db drip
"$HECHA" --db "$dir/drip.db" submit --to "${good%/in}/drip" --ca "$dir/ca.pem" \
	--retries 0 --timeout 1 "$page" >/dev/null 2>&1 &
drip=$!
pids="$pids $drip"
wait_for grep -q '^request .*/drip' "$dir/log"

new_db a
ok "a package and its receipt" post a 0
ok "are told" says ', receipt: R-'
ok "and kept" state a sent
id=$(sed -n 's/.*{"package": "\([0-9a-f]*\)".*/\1/p' "$dir/out")
ok "with the receipt's text" gives 0 --db "$dir/a.db" outbox show "$id"
ok "as it came" says 'receiver="测试县"'
ok "and the files" says "manifest.xml"
ok "listed for scripts, too" gives 0 --db "$dir/a.db" outbox -f csv
ok "one line each" test "$(wc -l <"$dir/out")" = 2
if command -v xmllint >/dev/null; then
	gives 0 --db "$dir/a.db" outbox show "$id"
	sed -n '/^<?xml/,$p' "$dir/out" >"$dir/receipt.xml"
	ok "the receipt is valid" xmllint --noout --nonet --schema \
		"$HECHA_DATADIR/schemas/receipt.xsd" "$dir/receipt.xml" \
		2>/dev/null
fi
ok "under its own key" logged "POST /in $id"

# Answers that are no receipt.
forget
for how in empty page forged other-bytes truncated doctype huge; do
	new_db b
	behave "$how"
	ok "$how: not delivered" post b 6
	ok "$how: it waits" state b waiting
done
behave ok
ok "then an honest server" again b 0
ok "gets it" state b sent
behave refuse
new_db b
ok "a receipt that refuses" post b 5
ok "gives its reason" warns "R-2: 村级公示不足"
ok "and it is kept" state b refused

# A server that takes its time and says where to ask.
forget
behave later 1
new_db l
ok "202, and asked for" post l 0 --retries 4
ok "the receipt comes" state l sent
ok "with its number" says '"receipt": "R-'
ok "for one package" test "$(stored)" = 1
ok "sent once" test "$(grep -c '^request good POST' "$dir/log")" = 1
forget
behave later 9
new_db l
ok "202, and not ready yet" post l 6
ok "is told" warns "the receipt is still to come"
ok "it has arrived" state l stored
behave later 0
ok "later, by another run" again l 0
ok "it is only asked for" silent 'POST' "$dir/log"
ok "and taken" state l sent
forget
behave later 9
new_db l
post l 6
behave status 500
ok "a server that stumbles meanwhile" again l 6
ok "loses nothing" state l stored
behave forgotten
ok "one that has forgotten it" again l 6
ok "makes it wait" state l waiting
behave ok
ok "and go again" again l 0
ok "under its own id" logged '^again\|^stored'
for where in "$other" http://127.0.0.1:1/x ftp://x/; do
	new_db l
	behave later-elsewhere "$where"
	ok "202 that points to $where" post l 6
	ok "is not followed" silent '^connection other\|/receipts' "$dir/log"
	ok "it waits" state l waiting
done
behave options 405
ok "the way is tried" gives 0 submit --check --to "$good" --ca "$dir/ca.pem"
ok "by asking for nothing" logged '^request good OPTIONS'
ok "and is open" says "by post is open: HTTP 405"
for status in 401 403 404 500 503; do
	behave options "$status"
	want=5
	[ "$status" -lt 500 ] || want=6
	ok "$status is told" gives "$want" submit --check --to "$good" \
		--ca "$dir/ca.pem"
done

# Servers that stumble.
forget
new_db c
behave flaky 1
ok "500, then 201" post c 0 --retries 2
ok "in two requests" test "$(requests)" = 2
ok "counted once" test "$(stored)" = 1
forget
new_db c
behave busy 2
began=$(date +%s)
ok "429 with Retry-After" post c 0 --retries 1
ok "is waited for" test $(($(date +%s) - began)) -ge 2
new_db c
behave busy 7200
ok "a long Retry-After" post c 6 --retries 3
ok "is left for later" test "$(requests)" = 1
listed c
next=$(sed -n 's/.*"next_attempt": "\([^"]*\)".*/\1/p' "$dir/out")
ok "as the outbox says" test \
	"$(date -d "$next" +%s)" -ge $(($(date +%s) + 7000))
for status in 408 423 425 429 500 503; do
	new_db c
	behave status "$status"
	ok "$status: kept" post c 6
	ok "$status: waits" state c waiting
done
behave status 503
ok "503: tried again" again c 6 --retries 1
ok "503: twice" test "$(requests)" = 2
for status in 400 404 409 501; do
	new_db c
	behave status "$status"
	ok "$status: refused" post c 5 --retries 3
	ok "$status: once" test "$(requests)" = 1
done
for status in 301 302 307 308; do
	new_db c
	behave redirect "$status" "$other"
	ok "$status: refused" post c 5 --credentials "$dir/credentials"
	ok "$status: nobody else was asked" \
		silent '^connection other' "$dir/log"
done
new_db c
behave stall
ok "a server that says nothing" post c 6 --timeout 1
ok "is given up" warns "too slow or silent"

# Cut at fifty places, and killed in the middle: exactly one package arrives.
head -c 3000000 /dev/zero >"$dir/in/zeros.bin"
page=$dir/in/zeros.bin
forget
new_db d
behave cut 1
ok "cut at the first byte" post d 6
cuts=0
step=0
while [ "$step" -lt 49 ]; do
	step=$((step + 1))
	echo "cut $((step * 61000))" >"$dir/mode"
	again d 6 && cuts=$((cuts + 1))
done
ok "cut at 49 more" test "$cuts" = 49
ok "nothing arrived" test ! -e "$dir/stored"
behave commit-drop
ok "stored, but the answer is lost" again d 6
ok "it waits" state d waiting
behave ok
ok "asked again, the receipt comes" again d 0
ok "for the one that is there" logged "^again"
ok "which is one" test "$(find "$dir/stored" -type f | wc -l)" = 1

forget
new_db e
behave hold
"$HECHA" --db "$dir/e.db" submit --to "$good" --ca "$dir/ca.pem" \
	--credentials "$dir/credentials" "$page" \
	>"$dir/out" 2>"$dir/err" &
victim=$!
pids="$pids $victim"
wait_for grep -q '^request' "$dir/log"
ok "no secret among the arguments" \
	silent s3cret "/proc/$victim/cmdline"
ok "a second sender meanwhile" again e 4
ok "is turned away" warns "\[OUTBOX-6\]$"
kill -9 "$victim"
wait "$victim" 2>/dev/null
ok "killed while sending" state e sending
ok "no file is left of it" test -z "$(find "$dir" -name '.hecha-*')"
behave ok
ok "the next submission takes it up" gives 0 --db "$dir/e.db" submit \
	--to "$good" --ca "$dir/ca.pem" --retries 0 "$dir/in2/自查报告.html"
ok "with its own" test "$(grep -c '^sent: ' "$dir/out")" = 2
ok "nothing lost, nothing twice" test "$(stored)" = 2

# Killed at any moment.
page=$dir/in/自查报告.html
forget
new_db f
behave ok
at=0
while [ "$at" -lt 20 ]; do
	at=$((at + 1))
	"$HECHA" --lang en --db "$dir/f.db" submit --to "$good" \
		--ca "$dir/ca.pem" "$page" >/dev/null 2>&1 &
	victim=$!
	sleep "$(printf '0.%03d' $((at * 4)))"
	kill -9 "$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
done
ok "after twenty kills" post f 0
ok "one package" test "$(stored)" = 1
listed f
ok "one row" test "$(grep -c '"package"' "$dir/out")" = 1
rm -rf "$dir"/.hecha-*

# Servers that are not who they say.
for who in name expired self old; do
	new_db g
	behave ok
	ok "$who: not reached" gives 6 --db "$dir/g.db" submit --retries 0 \
		--to "https://127.0.0.1:$(port $who)/" --ca "$dir/ca.pem" \
		"$page"
	ok "$who: nothing was said" test "$(requests)" = 0
	ok "$who: it waits" state g waiting
	cat "$dir/out" >>"$dir/reasons"
done
ok "a machine whose name differs" \
	grep -q 'another name; nothing was sent' "$dir/reasons"

# What servers say is not what people see.
new_db h
behave echo
ok "a server that repeats what it got" post h 5 \
	--credentials "$dir/credentials"
cp "$dir/err" "$dir/said"
gives 0 --db "$dir/h.db" outbox
cat "$dir/out" >>"$dir/said"
ok "is quoted" grep -q 'HTTP 422: .*no: Basic' "$dir/said"
ok "without our secret" silent \
	"$(printf 'clerk:s3cret-Pass' | openssl base64)" "$dir/said"
ok "without terminal control" silent "$(printf '\033')" "$dir/said"
ok "without turning the writing" silent "$(printf '\342\200\256')" "$dir/said"
ok "without an identity number" silent 379999199001010013 "$dir/said"

# A hostile environment.
new_db i
behave ok
proxy=http://127.0.0.1:$(port other)
printf 'machine 127.0.0.1 login thief password thief\n' >"$dir/.netrc"
HOME=$dir
https_proxy=$proxy
HTTPS_PROXY=$proxy
ALL_PROXY=$proxy
all_proxy=$proxy
SSLKEYLOGFILE=$dir/keys
CURL_CA_BUNDLE=$dir/self.pem
export HOME https_proxy HTTPS_PROXY ALL_PROXY all_proxy SSLKEYLOGFILE \
	CURL_CA_BUNDLE
ok "proxies, netrc and a key log" post i 0
ok "have no effect" silent '^connection other' "$dir/log"
ok "and write no file" test ! -e "$dir/keys"

# Credentials are one server's.
new_db j
gives 6 --db "$dir/j.db" submit --to https://127.0.0.1:1/ --retries 0 \
	"$page"
gives 6 --db "$dir/j.db" submit --to "$good" --retries 0 \
	"$dir/in2/自查报告.html"
behave ok
ok "packages for two servers" again j 2 --credentials "$dir/credentials"
ok "want the one named" warns "\[SENDER-1\]$"
ok "which then gets its own" again j 0 --to "$good" \
	--credentials "$dir/credentials"
ok "only" test "$(stored)" = 1

wait "$drip"
ok "a server that drips is given up" test "$?" = 6
ok "and the package kept" state drip waiting
finished
