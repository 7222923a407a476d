#!/bin/sh
# Submitting by SFTP to a real sshd: whole or not at all, over nothing, known by
# its key; cut at each tenth it goes on where it was.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"
# libcurl 7.88 and libssh2 1.10 keep a session that stood still, and what a key
# with a passphrase was read with: these leaks are theirs.
export ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0"
sshd=$(command -v sshd || echo /usr/sbin/sshd)
{ [ -x "$sshd" ] && command -v ssh-keygen >/dev/null; } || {
	echo "1..0 # SKIP sshd is missing"
	exit 0
}
sftp_there() {
	"$HECHA" --db "$dir/none.db" submit --check --to sftp://127.0.0.1:1/x/ \
		>"$dir/out" 2>&1
	! grep -q 'SFTP-4' "$dir/out"
}
sftp_there || {
	echo "1..0 # SKIP this libcurl has no SFTP"
	exit 0
}

keys() {
	for key in host other me stranger; do
		ssh-keygen -q -t ed25519 -N '' -C "" -f "$dir/$key"
	done
	ssh-keygen -q -t ecdsa -N 'pass word' -C "" -f "$dir/locked"
	cat "$dir/me.pub" "$dir/locked.pub" >"$dir/authorized"
	printf 'pass word\n' >"$dir/phrase"
	chmod 600 "$dir/phrase"
}
fingerprint() { ssh-keygen -lf "$dir/$1.pub" | cut -d' ' -f2; }
free_port() {
	python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}
write_conf() {
	cat >"$dir/sshd.conf" <<EOT
ListenAddress 127.0.0.1:$sshd_port
HostKey $dir/host
AuthorizedKeysFile $dir/authorized
PidFile $dir/sshd.pid
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin yes
Subsystem sftp internal-sftp
MaxStartups 100
PerSourcePenalties no
EOT
	"$sshd" -t -f "$dir/sshd.conf" 2>/dev/null ||
		sed -i /PerSourcePenalties/d "$dir/sshd.conf"
}
start_sshd() { # start_sshd [BLOCKS]: no file longer than so many
	(
		trap '' XFSZ
		[ $# -eq 0 ] || ulimit -f "$1"
		exec "$sshd" -D -e -f "$dir/sshd.conf" 2>"$dir/sshd.log"
	) &
	sshd_pid=$!
	pids="$pids $sshd_pid"
	wait_for test -s "$dir/sshd.pid"
}
stop_sshd() {
	kill "$sshd_pid"
	wait "$sshd_pid" 2>/dev/null
	rm -f "$dir/sshd.pid"
}
# relayed through a line that can be bad
start_relay() {
	echo pass >"$dir/line.mode"
	python3 "${srcdir:-.}/tests/e2e/relay.py" "$dir" line "$sshd_port" \
		2>"$dir/relay.err" &
	pids="$pids $!"
	wait_for test -s "$dir/line.port" && port=$(cat "$dir/line.port")
}
[ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
keys || exit 99
tries=0
until sshd_port=$(free_port) && write_conf && start_sshd; do
	tries=$((tries + 1))
	[ "$tries" -lt 3 ] || exit 99
done
start_relay || exit 99
export XDG_CONFIG_HOME="$dir/config"
mkdir -p "$dir/config/hecha/upstream.d" "$dir/box"
profile() { # profile NAME [LINE…]
	conf=$dir/config/hecha/upstream.d/$1.conf
	shift
	printf '%s\n' "user = $(id -un)" "host-key = $(fingerprint host)" \
		"retries = 0" "timeout = 5" "$@" \
		>"$conf"
}
profile county "to = sftp://127.0.0.1:$port$dir/box/" "key = $dir/me"
page=$dir/in/自查报告.html
send() { # send DB STATUS PROFILE [OPTION…]
	db=$1 want=$2
	shift 2
	gives "$want" --db "$dir/$db.db" submit "$@" "$page"
}
again() { gives "$2" --db "$dir/$1.db" outbox send; }
listed() { gives 0 --db "$dir/$1.db" outbox --format json; }
state() { listed "$1" && says "\"state\": \"$2\""; }
box() { find "$dir/box" -type f | wc -l; }
sum() {
	listed "$1"
	sed -n 's/.*"sha256": "\([0-9a-f]*\)".*/\1/p' "$dir/out"
}
arrived() { # arrived DB: this very package, and nothing else
	[ "$(box)" = 1 ] &&
		[ "$(cat "$dir"/box/*.zip | sha256sum | cut -c1-64)" = "$(sum "$1")" ]
}

ok "the way is tried" gives 0 --db "$dir/none.db" submit --check county
ok "and open" says "^the way to sftp://.* is open: the folder is there"
ok "with nothing written" test "$(box)" = 0
ok "no database either" test ! -e "$dir/none.db"
new_db a
ok "a package is sent" send a 0 county
ok "and said to be" says "^sent: PKG-.*, receipt: stored as PKG-"
ok "it lies there, whole, alone" arrived a
new_db b
ok "from another database" send b 0 county
ok "it is found in place" arrived b
name=$(cd "$dir/box" && echo *.zip)
new_db c
echo other >"$dir/box/$name"
ok "another file of that name" send c 5 county
ok "is not overwritten" test "$(cat "$dir/box/$name")" = other
head -c 9000000 /dev/zero >"$dir/box/$name"
ok "nor a longer one" gives 5 --db "$dir/c.db" submit county "$page"
rm "$dir/box/$name"
mkdir "$dir/deep"
profile deep "to = sftp://127.0.0.1:$port$dir/deep/er" "key = $dir/me"
ok "a folder that is missing" send c 6 deep
ok "is told" warns "the folder is not there upstream"
ok "also when tried" gives 6 submit --check deep
ok "and made where that is asked" send c 0 deep --make-folder
ok "with the package in it" test -s "$dir/deep/er/$name"

# Who is who.
profile wrong "to = sftp://127.0.0.1:$port$dir/box/" "key = $dir/me" \
	"host-key = $(fingerprint other)"
new_db d
ok "another host key" send d 6 wrong
ok "is told" warns "key is another than the pinned one; nothing was sent"
ok "nothing is sent" test "$(box)" = 0
ok "and it waits" state d waiting
profile stranger "to = sftp://127.0.0.1:$port$dir/box/" "key = $dir/stranger"
new_db d
ok "a key that is not let in" send d 5 stranger
ok "is told" warns "does not let us in"
profile locked "to = sftp://127.0.0.1:$port$dir/box/" "key = $dir/locked" \
	"passphrase = $dir/phrase"
ok "a key with a passphrase" send d 0 locked
ok "gets in" arrived d
ok "whose passphrase is nowhere" silent "pass word" "$dir"/*.db* "$dir/out"
chmod 644 "$dir/me"
ok "a key that others can read" gives 2 submit --check county
chmod 600 "$dir/me"
ok "no pinned key" gives 2 --db "$dir/d.db" submit --to \
	"sftp://127.0.0.1:$port$dir/box/" "$page"
ok "is told how to mend" warns "host-key = SHA256"
rm "$dir"/box/*
profile readonly "to = sftp://127.0.0.1:$port/proc/" "key = $dir/me"
new_db d
ok "a folder that cannot be written" send d 6 readonly

# A bad line.
head -c 3000000 /dev/urandom >"$dir/in/zeros.bin"
page=$dir/in/zeros.bin
new_db e
cuts=0
grown=0
for tenth in 1 2 3 4 5 6 7 8 9; do
	# What lies there already is not sent again: each time, a tenth more.
	echo "cut 330000" >"$dir/line.mode"
	if [ "$tenth" = 1 ]; then
		send e 6 county
	else
		again e 6
	fi && cuts=$((cuts + 1))
	[ -n "$(find "$dir/box" -name '*.zip')" ] && break
	size=$(cat "$dir"/box/*.part | wc -c)
	[ "$size" -gt $((tenth * 200000)) ] && grown=$((grown + 1))
done
ok "cut at each tenth" test "$cuts" = 9
ok "it goes on where it was" test "$grown" = 9
echo pass >"$dir/line.mode"
ok "until the end" again e 0
ok "whole" arrived e
rm "$dir"/box/*
new_db f
echo "cut 900000" >"$dir/line.mode"
send f 6 county
printf x | dd of="$(echo "$dir"/box/*.part)" bs=1 seek=1000 conv=notrunc \
	2>/dev/null
echo pass >"$dir/line.mode"
ok "a part that somebody spoilt" again f 0
ok "is not gone on with" arrived f
rm "$dir"/box/*
new_db g
echo hold >"$dir/line.mode"
profile county "to = sftp://127.0.0.1:$port$dir/box/" "key = $dir/me" \
	"timeout = 1"
ok "a line that stands still" send g 6 county
ok "is given up" warns "too slow or silent"
echo pass >"$dir/line.mode"
sleep 1
ok "and taken up again" again g 0
ok "whole, of course" arrived g

# Killed at any moment: once, or it waits.
rm "$dir"/box/*
new_db h
profile county "to = sftp://127.0.0.1:$port$dir/box/" "key = $dir/me"
at=0
while [ "$at" -lt "${KILLS:-12}" ]; do
	at=$((at + 1))
	"$HECHA" --lang en --db "$dir/h.db" submit county "$page" \
		>/dev/null 2>&1 &
	victim=$!
	sleep "$(printf '0.%03d' $((at * 35)))"
	kill -9 "$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
done
ok "after the kills" send h 0 county
ok "it is there once" arrived h
rm -rf "$dir"/.hecha-* "$dir"/box/*

# A server without room, and none at all.
stop_sshd
start_sshd 1000
new_db i
ok "no room there" send i 6 county
ok "it waits" state i waiting
stop_sshd
ok "a server that is down" again i 6
ok "it waits still" state i waiting
start_sshd
ok "and then goes" again i 0
ok "whole, after all" arrived i
ok "no secret in any database" silent BEGIN.OPENSSH "$dir"/*.db*
finished
