#!/bin/sh
# Three packages on their way, by each of the ways upstream: killed at any
# moment and cut at any byte they arrive once, whole and in their order, or wait.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"
. "${srcdir:-.}/tests/e2e/nginx.sh"
each=${TORTURE_EACH:-2}
# See e2e/sftp.
export ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0"
export PEER_SECONDS=14400
export XDG_CONFIG_HOME="$dir/config"
mkdir -p "$dir/config/hecha/upstream.d" "$dir/www/in" "$dir/box" "$dir/usb"
page=$dir/in/自查报告.html

# The servers, each behind a line that can be cut.
relay() { # relay NAME PORT: $port is the line's
	echo pass >"$dir/$1.mode"
	python3 "${srcdir:-.}/tests/e2e/relay.py" "$dir" "$1" "$2" \
		2>"$dir/$1.err" &
	pids="$pids $!"
	wait_for test -s "$dir/$1.port" || exit 99
	port=$(cat "$dir/$1.port")
}
profile() { # profile NAME [LINE…]
	conf=$dir/config/hecha/upstream.d/$1.conf
	shift
	printf '%s\n' "retries = 0" "timeout = 5" "ca = $dir/ca.pem" "$@" >"$conf"
}
begin_nginx
relay put "$port"
profile put "to = https://127.0.0.1:$port/in/" "method = put"
echo ok >"$dir/mode"
: >"$dir/log"
python3 "${srcdir:-.}/tests/e2e/peer.py" "$dir" 2>"$dir/peer.err" &
pids="$pids $!"
wait_for test -s "$dir/ports" || exit 99
relay post "$(sed -n 's/^good=//p' "$dir/ports")"
profile post "to = https://127.0.0.1:$port/in"
: >"$dir/s3.log"
echo ok >"$dir/s3.mode"
python3 "${srcdir:-.}/tests/e2e/s3.py" "$dir" 2>"$dir/s3.err" &
pids="$pids $!"
wait_for test -s "$dir/s3.port" || exit 99
relay store "$(cat "$dir/s3.port")"
echo AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY >"$dir/keys"
chmod 600 "$dir/keys"
profile s3 "to = https://127.0.0.1:$port/bucket/" "method = s3" \
	"region = beiyuan-1" "credentials = $dir/keys"
profile folder "to = $dir/usb"
ways="put post s3 folder"
sshd=$(command -v sshd || echo /usr/sbin/sshd)
if [ -x "$sshd" ]; then
	[ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
	ssh-keygen -q -t ed25519 -N '' -f "$dir/host"
	ssh-keygen -q -t ed25519 -N '' -f "$dir/me"
	sshd_port=$(free_port)
	cat >"$dir/sshd.conf" <<EOT
ListenAddress 127.0.0.1:$sshd_port
HostKey $dir/host
AuthorizedKeysFile $dir/me.pub
PidFile $dir/sshd.pid
StrictModes no
UsePAM no
PermitRootLogin yes
MaxStartups 100
Subsystem sftp internal-sftp
EOT
	"$sshd" -D -e -f "$dir/sshd.conf" 2>"$dir/sshd.log" &
	pids="$pids $!"
	wait_for test -s "$dir/sshd.pid" || exit 99
	relay sftp "$sshd_port"
	profile sftp "to = sftp://127.0.0.1:$port$dir/box/" \
		"user = $(id -un)" "key = $dir/me" \
		"host-key = $(ssh-keygen -lf "$dir/host.pub" | cut -d' ' -f2)"
	ways="$ways sftp"
fi

# Three that wait, for each way.
profile nowhere "to = https://127.0.0.1:1/"
new_db three
for day in 2026-12-20 2026-12-21 2026-12-22; do
	"$HECHA" -q --db "$dir/three.db" check --fail-on none --as-of "$day" \
		>/dev/null
	gives 6 --db "$dir/three.db" submit nowhere --keep "$page"
done
gives 0 --db "$dir/three.db" outbox -f json
sed -n 's/.*"package": "\([0-9a-f]*\)", "name": "\([^"]*\)".*"sha256": "\([0-9a-f]*\)".*/\1 \2 \3/p' \
	"$dir/out" >"$dir/three"
ok "three packages wait" test "$(wc -l <"$dir/three")" = 3
for way in $ways; do
	cp "$dir/three.db" "$dir/$way-three.db"
	# shellcheck disable=SC2046
	gives 0 --db "$dir/$way-three.db" outbox retarget \
		$(cut -d' ' -f1 "$dir/three") --to "$way" ||
		cat "$dir/err"
done
python3 - "$dir" <<'E2' || exit 99
import glob, sqlite3, sys
for p in glob.glob(sys.argv[1] + "/*-three.db"):
    sqlite3.connect(p).execute("PRAGMA wal_checkpoint(TRUNCATE)")
E2

place() { # where packages of a way lie
	case $1 in
	put) echo "$dir/www/in" ;;
	post) echo "$dir/stored" ;;
	s3) echo "$dir/bucket" ;;
	sftp) echo "$dir/box" ;;
	folder) echo "$dir/usb" ;;
	esac
}
line() { [ "$1" = s3 ] && echo store || echo "$1"; }
clean() {
	rm -rf "$dir"/cycle.db* "$dir"/.hecha-*
	cp "$dir/$1-three.db" "$dir/cycle.db"
	find "$(place "$1")" -mindepth 1 -delete 2>/dev/null
	[ "$1" = post ] || mkdir -p "$(place "$1")"
}
# whole WAY N: the first N are there, as they were sent, and no other
whole() {
	nth=0
	while read -r id name sum; do
		nth=$((nth + 1))
		[ "$1" = post ] && name=$id
		at=$(place "$1")/$name
		if [ "$nth" -le "$2" ]; then
			[ "$(sha256sum <"$at")" = "$sum  -" ] || return 1
		else
			[ ! -e "$at" ] || return 1
		fi
	done <"$dir/three"
}
in_order() { # whatever of it is there is whole, and the older ones are as well
	whole "$1" 0 2>/dev/null || whole "$1" 1 2>/dev/null ||
		whole "$1" 2 2>/dev/null || whole "$1" 3 2>/dev/null
}
send() { timeout 60 "$HECHA" --lang en --db "$dir/cycle.db" outbox send; }
arrives() { # sent on until nothing waits
	tries=0
	until send >"$dir/out" 2>"$dir/err"; do
		tries=$((tries + 1))
		[ "$tries" -lt 5 ] || return 1
	done
	whole "$1" 3 && find "$(place "$1")" -type f ! -name '*.part' |
		wc -l | grep -qx 3
}
killed() { # killed WAY MILLISECONDS
	clean "$1"
	"$HECHA" --db "$dir/cycle.db" outbox send >/dev/null 2>&1 &
	victim=$!
	sleep "$(printf '%d.%03d' $(($2 / 1000)) $(($2 % 1000)))"
	kill -9 "$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
	in_order "$1" && arrives "$1"
}
cut_at() { # cut_at WAY BYTES
	clean "$1"
	echo "cut $2" >"$dir/$(line "$1").mode"
	send >"$dir/out" 2>"$dir/err"
	echo pass >"$dir/$(line "$1").mode"
	in_order "$1" && arrives "$1"
}

for way in $ways; do
	clean "$way"
	began=$(date +%s%N)
	ok "$way: all three" arrives "$way"
	took=$((($(date +%s%N) - began) / 1000000))
	bad=0 i=0
	while [ "$i" -lt "$each" ]; do
		i=$((i + 1))
		killed "$way" $((took * i / (each + 1))) || bad=$((bad + 1))
	done
	ok "$way: $each kills" test "$bad" = 0
	[ "$way" != folder ] || continue
	bad=0 i=0
	cuts=$([ "$each" -lt 9 ] && echo "$each" || echo 9)
	while [ "$i" -lt "$cuts" ]; do
		i=$((i + 1))
		cut_at "$way" $((i * 2200000 / (cuts + 1))) ||
			bad=$((bad + 1))
	done
	ok "$way: $cuts cuts" test "$bad" = 0
done
finished
