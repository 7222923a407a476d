#!/bin/sh
# Submitting into a store that speaks S3: signed as AWS has published how, held
# to its hash, over nothing that is there.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"
peer=${srcdir:-.}/tests/e2e/s3.py

: >"$dir/s3.log"
echo ok >"$dir/s3.mode"
python3 "$peer" "$dir" 2>"$dir/s3.err" &
pids="$pids $!"
wait_for test -s "$dir/s3.port" || {
	cat "$dir/s3.err"
	exit 99
}
port=$(cat "$dir/s3.port")
export XDG_CONFIG_HOME="$dir/config"
mkdir -p "$dir/config/hecha/upstream.d"
credentials() { printf '%s\n' "$2" >"$dir/$1" && chmod 600 "$dir/$1"; }
credentials keys AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
credentials wrong AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYANOTHERKEY
credentials stranger AKIAI44QH8DHBEXAMPLE:je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY
profile() { # profile NAME CREDENTIALS REGION [LINE…]
	conf=$dir/config/hecha/upstream.d/$1.conf
	who=$2 where=$3
	shift 3
	printf '%s\n' "to = https://127.0.0.1:$port/bucket/2026/" \
		"method = s3" "region = $where" "credentials = $dir/$who" \
		"ca = $dir/ca.pem" "retries = 0" "timeout = 5" "$@" >"$conf"
}
profile store keys beiyuan-1
profile wrong wrong beiyuan-1
profile stranger stranger beiyuan-1
profile elsewhere keys us-east-1
profile receipts keys beiyuan-1 "receipt = file"
page=$dir/in/自查报告.html
send() { # send DB STATUS PROFILE
	gives "$2" --db "$dir/$1.db" submit "$3" "$page"
}
behave() {
	echo "$*" >"$dir/s3.mode"
	: >"$dir/s3.log"
}
listed() { gives 0 --db "$dir/$1.db" outbox --format json; }
state() { listed "$1" && says "\"state\": \"$2\""; }
stored() { find "$dir/bucket" -type f | wc -l; }
logged() { grep -q -- "$1" "$dir/s3.log"; }
sum() {
	listed "$1"
	sed -n 's/.*"sha256": "\([0-9a-f]*\)".*/\1/p' "$dir/out"
}

vectors() { python3 "$peer" --vectors >"$dir/out"; }
ok "the peer checks as AWS has published" vectors
ok "the way is tried" gives 0 submit --check store
ok "and open" says "^the way to https://.* by s3 is open: HTTP 404"
new_db a
ok "a package is sent" send a 0 store
ok "and told" says "^sent: PKG-.*, receipt: stored as PKG-"
name=$(cd "$dir/bucket" && echo *)
ok "it lies there" test "$(sha256sum <"$dir/bucket/$name")" = "$(sum a)  -"
ok "in one request" test "$(grep -c '^PUT' "$dir/s3.log")" = 1
new_db b
behave ok
ok "from another database" send b 0 store
ok "it is known by its hash" silent '^PUT\|^GET' "$dir/s3.log"
new_db b
behave plain
ok "also where the store does not tell it" send b 0 store
ok "for it is read" logged '^GET'
new_db c
behave ok
echo other >"$dir/bucket/$name"
ok "another object of that name" send c 5 store
ok "is told" warns "is there already"
head -c "$(stat -c %s "$dir/in/自查报告.html")" /dev/zero >"$dir/bucket/$name"
ok "one that is shorter" send c 5 store
ok "and left alone" test "$(sha256sum <"$dir/bucket/$name")" != "$(sum a)  -"
rm "$dir/bucket/$name"

new_db d
behave commit-drop
ok "stored, but the answer is lost" send d 6 store
ok "it waits" state d waiting
behave ok
ok "asked again" gives 0 --db "$dir/d.db" outbox send
ok "it is found, not sent again" silent '^PUT' "$dir/s3.log"
ok "once" test "$(stored)" = 1
rm "$dir/bucket/$name"
new_db e
behave spoils
ok "a store that has other contents" send e 6 store
ok "is told" warns "other contents than were sent"
rm -f "$dir/bucket/$name"
for status in "403 AccessDenied" "404 NoSuchBucket"; do
	new_db e
	behave status "$status"
	ok "$status: refused" send e 5 store
	ok "$status: told" warns "HTTP $(echo "$status" | sed 's/ /: /')"
done
for status in "429 TooManyRequests" "500 InternalError" "503 SlowDown"; do
	new_db e
	behave status "$status"
	ok "$status: kept" send e 6 store
	ok "$status: waits" state e waiting
done
behave ok
new_db f
ok "a wrong key" send f 5 wrong
ok "is told" warns "HTTP 403: SignatureDoesNotMatch"
ok "without it" silent ANOTHERKEY "$dir/err" "$dir/f.db"
ok "also when tried" gives 5 submit --check wrong
ok "a stranger" send f 5 stranger
ok "as well" warns "HTTP 403: InvalidAccessKeyId"
ok "another region" send f 5 elsewhere
ok "nothing came in" test "$(stored)" = 0

# A receipt that is laid beside it.
new_db g
ok "a receipt is to come" send g 6 receipts
ok "which is told" warns "it lies there as PKG-.*; the receipt is still to come"
ok "it has arrived" state g stored
behave ok
ok "asked for again" gives 6 --db "$dir/g.db" outbox send
ok "nothing is sent" silent '^PUT' "$dir/s3.log"
listed g
id=$(sed -n 's/.*{"package": "\([0-9a-f]*\)".*/\1/p' "$dir/out")
bytes=$(sed -n 's/.*"bytes": \([0-9]*\).*/\1/p' "$dir/out")
cat >"$dir/bucket/$name.receipt.xml" <<EOT
<?xml version="1.0" encoding="UTF-8"?>
<receipt xmlns="urn:hecha:1" version="1" package="$id" sha256="$(sum g)"
 bytes="$bytes" number="R-7" result="accepted" received="2026-11-05T08:00:00Z"
 receiver="测试县"/>
EOT
ok "then it is there" gives 0 --db "$dir/g.db" outbox send
ok "with its number" says "receipt: R-7"
ok "and kept" state g sent
ok "no secret in any database" silent wJalrXUtnFEMI "$dir"/*.db*
finished
