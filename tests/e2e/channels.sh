#!/bin/sh
# Ways of sending besides the plain ones: who wants to know who we are, proxies,
# folders that are missing, receipts that come later, a stick that is carried.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"
. "${srcdir:-.}/tests/e2e/nginx.sh"
client() { # client NAME: a certificate and its key
	certificate "$1" DNS:clerk.invalid 2
	chmod 600 "$dir/$1.key"
}
{
	client clerk
	openssl req -x509 -newkey rsa:2048 -nodes -subj /CN=stranger -days 2 \
		-keyout "$dir/stranger.key" -out "$dir/stranger.pem"
	openssl pkcs8 -topk8 -in "$dir/clerk.key" -passout pass:pass-word \
		-out "$dir/sealed.key"
	chmod 600 "$dir/stranger.key" "$dir/sealed.key"
	printf 'pass-word\n' >"$dir/phrase"
	chmod 600 "$dir/phrase"
} >"$dir/openssl.log" 2>&1 || exit 99
mkdir -p "$dir/www/in" "$dir/www/who"
more="
		ssl_client_certificate $dir/ca.pem;
		ssl_verify_client optional;"
locations="
		location /who/ { if (\$ssl_client_verify != SUCCESS) { return 403; } }"
begin_nginx
export XDG_CONFIG_HOME="$dir/config"
mkdir -p "$dir/config/hecha/upstream.d"
profile() { # profile NAME TO [LINE…]
	conf=$dir/config/hecha/upstream.d/$1.conf
	to=$2
	shift 2
	printf '%s\n' "to = $to" "retries = 0" "timeout = 3" "$@" >"$conf"
}
put() { # put NAME FOLDER [LINE…]
	name=$1 to=https://127.0.0.1:$port/$2
	shift 2
	profile "$name" "$to" "method = put" "ca = $dir/ca.pem" "$@"
}
page=$dir/in/自查报告.html
send() { # send DB STATUS PROFILE [OPTION…]
	db=$1 want=$2
	shift 2
	gives "$want" --db "$dir/$db.db" submit "$@" "$page"
}
again() { gives "$2" --db "$dir/$1.db" outbox send; }
listed() { gives 0 --db "$dir/$1.db" outbox --format json; }
state() { listed "$1" && says "\"state\": \"$2\""; }
fact() { # fact DB KEY
	listed "$1"
	sed -n "s/.*\"$2\": \"\{0,1\}\([^\",]*\)\"\{0,1\}[,}].*/\1/p" "$dir/out"
}
stored() { find "$dir/www/$1" -type f | wc -l; }
receipt() { # receipt DB RESULT [REASON]: the receipt of its package
	cat <<EOT
<?xml version="1.0" encoding="UTF-8"?>
<receipt xmlns="urn:hecha:1" version="1" package="$(fact "$1" package)"
 sha256="$(fact "$1" sha256)" bytes="$(fact "$1" bytes)" number="R-9"
 result="$2" received="2026-11-05T08:00:00Z"
 receiver="测试县">${3:+<reason>$3</reason>}</receipt>
EOT
}

# Profiles.
put county in/
ok "a profile's way" gives 0 submit --check county
ok "is open" says "^the way to https://.* by put is open"
ok "and nothing was written" test "$(stored in)" = 0
new_db a
ok "submitting to it" send a 0 county
ok "arrives" test "$(stored in)" = 1
ok "as its" test "$(fact a profile)" = county
ok "a profile that is none" send a 2 town
ok "is told with the places" warns "town: .*$dir/config.*/etc/hecha/upstream.d/town.conf.*SETTINGS-20"
ok "with other settings" send a 2 --to county --config "$conf"
ok "is one too many" warns SETTINGS-21
echo 'password = s3cret' >>"$conf"
ok "a line that is no setting" send a 2 county
ok "is named" warns 'county.conf:6: .*SETTINGS-6'
ok "and not shown" silent s3cret "$dir/err"
put county in/
new_db b
stop_nginx
ok "one that waits" send b 6 county
start_nginx
rm "$dir"/www/in/*
ok "needs no settings said again" again b 0
ok "to arrive" test "$(stored in)" = 1
new_db c
stop_nginx
send c 6 county
start_nginx
put county elsewhere/
ok "a profile that leads elsewhere by now" again c 6
ok "is told" warns "the profile county leads to .*/elsewhere/ by now"
put county in/
ok "retargeting by a profile" gives 0 --db "$dir/c.db" outbox retarget \
	"$(fact c package)" --to county

# A receipt at an address of its own.
mkdir -p "$dir/www/receipts" "$dir/stick"
at=https://127.0.0.1:$port/receipts
put polled in/ "receipt = poll" "receipt-at = $at/" \
	"credentials = $dir/credentials"
rm -f "$dir"/www/in/*
new_db p
ok "a receipt is to be asked for" send p 6 polled
ok "the package is there" test "$(stored in)" = 1
ok "as is known" state p stored
ok "it is not there yet" again p 6
ok "where it is asked for by its id" grep -q \
	"GET /receipts/$(fact p package) HTTP/1.1\" 404" "$dir/access.log"
ok "with the credentials of that server" grep -q \
	" - clerk .*GET /receipts/" "$dir/access.log"
receipt p accepted >"$dir/www/receipts/$(fact p package)"
ok "until it is there" again p 0
ok "which is kept" test "$(fact p receipt)" = R-9
profile carried "$dir/stick" "receipt = poll" "receipt-at = $at" \
	"ca = $dir/ca.pem" "credentials = $dir/credentials"
: >"$dir/access.log"
new_db p
ok "of a package on a stick" send p 6 carried
ok "as well" again p 0
ok "it is asked for" test "$(fact p receipt)" = R-9
ok "for which nobody gets to know who asks" silent clerk "$dir/access.log"
put nowhere in/ "receipt = poll"
ok "poll without an address" gives 2 submit --check nowhere
ok "is told" warns SETTINGS-22

# The server asks who we are.
put nobody who/
put clerk who/ "cert = $dir/clerk.pem" "key = $dir/clerk.key"
put sealed who/ "cert = $dir/clerk.pem" "key = $dir/sealed.key" \
	"passphrase = $dir/phrase"
put stranger who/ "cert = $dir/stranger.pem" "key = $dir/stranger.key"
put torn who/ "cert = $dir/clerk.pem" "key = $dir/stranger.key"
new_db d
ok "no client certificate" send d 5 nobody
ok "is what is told" warns "HTTP 403: the server asks for a client certificate; see cert and key"
ok "with one" send d 0 clerk
ok "it is let in" test "$(stored who)" = 1
rm -rf "$dir"/www/who/*
new_db d
ok "with a key behind a passphrase" send d 0 sealed
new_db d
ok "a stranger's" send d 5 stranger
ok "a key of another certificate" send d 2 torn
ok "is told" warns HTTP-17
sed -i 's/verify_client optional/verify_client on/' "$dir/nginx.conf"
stop_nginx
start_nginx
ok "where nobody else may connect" send d 5 nobody
ok "it is told as well" warns "asks for a client certificate"

# A server that speaks of it in TLS alone, at once or after the handshake.
asking() { # asking OPTION…: who asks for it, until it was answered
	bare=$(free_port)
	openssl s_server -accept "$bare" -cert "$dir/good.pem" \
		-key "$dir/good.key" -CAfile "$dir/ca.pem" -Verify 2 \
		-verify_return_error -www -quiet "$@" >"$dir/bare.log" 2>&1 &
	server=$!
	wait_for openssl s_client -connect "127.0.0.1:$bare" </dev/null \
		>"$dir/out" 2>&1
	told nobody 'asks for a client certificate' &&
		told stranger 'does not take the client certificate: its authority'
	came=$?
	kill "$server"
	return $came
}
told() { # told WHO WORDS
	sed "s,^to = .*,to = https://127.0.0.1:$bare/in/," \
		"$dir/config/hecha/upstream.d/$1.conf" \
		>"$dir/config/hecha/upstream.d/bare.conf"
	gives 6 submit --check bare && warns "$2"
}
ok "a server that says so at once" asking -tls1_2
ok "or after the handshake" asking -tls1_3

# Folders that are missing.
put deep who/a/b "cert = $dir/clerk.pem" "key = $dir/clerk.key"
ok "a missing folder" send d 6 deep
ok "is told" warns "the folder is not there upstream; --make-folder makes it"
ok "also when tried" gives 6 submit --check deep
ok "and made where that is asked" send d 0 deep --make-folder
ok "with those above it" test "$(stored who/a/b)" = 1

# Proxies.
echo proxy >"$dir/proxy.mode"
: >"$dir/proxy.log"
python3 "${srcdir:-.}/tests/e2e/relay.py" "$dir" proxy 0 2>"$dir/relay.err" &
pids="$pids $!"
wait_for test -s "$dir/proxy.port" || exit 99
through=http://127.0.0.1:$(cat "$dir/proxy.port")
set -- "cert = $dir/clerk.pem" "key = $dir/clerk.key" "proxy = $through"
put proxied who/ "$@"
rm -rf "$dir"/www/who/*
new_db e
ok "through a proxy" send e 0 proxied
ok "it goes" grep -q "^CONNECT 127.0.0.1:$port" "$dir/proxy.log"
: >"$dir/proxy.log"
new_db e
https_proxy=$through
export https_proxy
ok "a proxy of the environment" send e 0 clerk
unset https_proxy
ok "is not used" test ! -s "$dir/proxy.log"
echo deny >"$dir/proxy.mode"
new_db e
ok "a proxy that wants to know who it is" send e 6 proxied
ok "is told" warns "the proxy does not let it through: HTTP 407"
put proxied who/ "$@" "proxy-credentials = $dir/credentials"
ok "and gets to know it" send e 0 proxied
put proxied who/ "cert = $dir/clerk.pem" "key = $dir/clerk.key" \
	"proxy = http://127.0.0.1:1"
new_db e
ok "a proxy that is down" send e 6 proxied

# A receipt beside the package.
rm -rf "$dir"/www/who/*
put beside who/ "cert = $dir/clerk.pem" "key = $dir/clerk.key" \
	"receipt = file"
new_db g
ok "a receipt is to come" send g 6 beside
ok "the package is there" test "$(stored who)" = 1
ok "which is known" state g stored
ok "people see" gives 0 --db "$dir/g.db" outbox
ok "what it is" says "^arrived .*PKG-"
ok "it cannot be cancelled" gives 2 --db "$dir/g.db" outbox cancel \
	"$(fact g package)"
at=$dir/www/who/$(fact g name).receipt.xml
echo '<receipt/>' >"$at"
ok "one that does not fit" again g 6
ok "counts for nothing" state g stored
receipt g refused 缺少签名 >"$at"
ok "one that refuses" again g 5
ok "gives the reason" warns "receipt R-9: 缺少签名"
ok "which is kept" state g refused
receipt g accepted >"$at"
ok "submitted again" send g 6 beside
ok "the receipt is asked for" again g 0
ok "and taken" test "$(fact g receipt)" = R-9

# Slowly, where that is asked.
put slow who/ "cert = $dir/clerk.pem" "key = $dir/clerk.key" "rate = 1000"
rm -rf "$dir"/www/who/*
new_db h
began=$(date +%s%N)
ok "at a rate of 1000 kilobytes a second" send h 0 slow
took=$((($(date +%s%N) - began) / 1000000))
ok "2.2 megabytes take two seconds" test "$took" -ge 1500

# A folder of this machine.
usb=$dir/usb
profile usb "$usb"
new_db i
ok "a stick that is not in" send i 6 usb
ok "is told" warns "is the stick in?"
mkdir "$usb"
ok "the way is tried" gives 0 submit --check usb
ok "with the room that is there" says "room for [0-9]* megabytes"
ok "then it is" again i 0
ok "and may be pulled out" says "a stick may be pulled out now"
name=$(fact i name)
ok "it lies there, alone" test "$(ls -A "$usb")" = "$name"
ok "whole" test "$(sha256sum <"$usb/$name")" = "$(fact i sha256)  -"
new_db j
ok "from another database it is found" send j 0 usb
echo other >"$usb/$name"
new_db j
ok "another file of that name" send j 5 usb
ok "is left alone" test "$(cat "$usb/$name")" = other
rm "$usb/$name"
ln -s "$dir/elsewhere" "$usb/$name"
ln -s "$dir/elsewhere" "$usb/.$name.part"
new_db j
ok "a link of that name" send j 5 usb
rm "$usb/$name"
ok "and one for the part" send j 0 usb
ok "lead nowhere" test ! -e "$dir/elsewhere"
rm -f "$usb/$name"
new_db j
if [ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=1m none "$usb" 2>/dev/null
then
	ok "a stick that is full" send j 6 usb
	ok "is told" warns "no room is left there"
	ok "nothing is left on it" test -z "$(ls -A "$usb")"
	mount -o remount,ro "$usb"
	ok "a write-protected one" send j 6 usb
	ok "is told, too" warns "write-protected"
	ok "also when tried" gives 6 submit --check usb
	umount "$usb"
fi
ok "with room" send j 0 usb
ok "it goes" test "$(ls -A "$usb")" = "$name"
rm "$usb/$name"
new_db k
seen() { find "$usb" -name 'PKG-*' -exec sha256sum {} \; >>"$dir/seen"; }
at=0
while [ "$at" -lt "${KILLS:-15}" ]; do
	at=$((at + 1))
	"$HECHA" --lang en --db "$dir/k.db" submit usb "$page" \
		>/dev/null 2>&1 &
	victim=$!
	sleep "$(printf '0.%03d' $((at * 25)))"
	kill -9 "$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
	seen
done
ok "after kills" send k 0 usb
seen
ok "it is there once" test "$(ls -A "$usb")" = "$name"
ok "and never was in part" test "$(cut -c1-64 "$dir/seen" | sort -u)" = \
	"$(fact k sha256)"
ok "no secret in any database" silent 'pass-word\|s3cret-Pass' "$dir"/*.db*
finished
