#!/bin/sh
# Submitting by SFTP to a real sshd: whole or not at all, over nothing, known by
# its key; cut at each tenth it goes on where it was.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"
# libcurl 7.88 and libssh2 1.10 keep a session that stood still, and what a key
# with a passphrase was read with: these leaks are theirs.
export ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0"
. "${srcdir:-.}/tests/e2e/sshd.sh"
has_sshd || {
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

for key in other stranger; do
	ssh-keygen -q -t ed25519 -N '' -C "" -f "$dir/$key"
done
ssh-keygen -q -t ecdsa -N 'pass word' -C "" -f "$dir/locked"
cp "$dir/locked.pub" "$dir/authorized"
printf 'pass word\n' >"$dir/phrase"
chmod 600 "$dir/phrase"
sshd_more='PasswordAuthentication no
KbdInteractiveAuthentication no'
begin_sshd
relay line "$sshd_port"
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
ok "is told how to mend" warns "\[SETTINGS-12\]$"
rm "$dir"/box/*
profile readonly "to = sftp://127.0.0.1:$port/proc/" "key = $dir/me"
new_db d
ok "a folder that cannot be written" send d 6 readonly

# By a password, as a user of a passwd of our own that only this sshd sees.
private() { # private COMMAND…
	exec unshare -m sh -c 'mount --bind "$0/passwd" /etc/passwd &&
		mount --bind "$0/shadow" /etc/shadow && exec "$@"' "$dir" "$@"
}
if [ "$(id -u)" -eq 0 ] && unshare -m mount --bind "$dir" /mnt 2>/dev/null
then
	{
		cat /etc/passwd
		echo "hecha-sender:x:64321:64321::$dir/home:/bin/sh"
	} >"$dir/passwd"
	(
		umask 077
		cat /etc/shadow
		echo "hecha-sender:$(openssl passwd -6 'pass: word'):19000::::::"
	) >"$dir/shadow"
	mkdir -p "$dir/home/in"
	chown -R 64321:64321 "$dir/home"
	stop_sshd
	sshd_more='PasswordAuthentication yes'
	write_sshd_conf
	start_sshd private
	for word in 'pass: word' 'another word'; do
		printf 'hecha-sender:%s\n' "$word" >"$dir/${word%%[ :]*}"
		chmod 600 "$dir/${word%%[ :]*}"
	done
	by_password() { # by_password NAME CREDENTIALS KEY
		printf '%s\n' "to = sftp://127.0.0.1:$port$dir/home/in/" \
			"credentials = $dir/$2" "retries = 0" "timeout = 5" \
			"host-key = $(fingerprint "$3")" \
			>"$dir/config/hecha/upstream.d/$1.conf"
	}
	by_password word pass host
	by_password wrong-word another host
	by_password wrong-host pass other
	new_db w
	ok "another key, with a password" send w 6 wrong-host
	ok "the password is not said" silent hecha-sender "$dir/sshd.log"
	ok "a wrong password" send w 5 wrong-word
	ok "is told" warns "does not let us in"
	ok "it was said" grep -q 'Failed password for hecha-sender' \
		"$dir/sshd.log"
	ok "the right one" send w 0 word
	ok "lets it in" test "$(sha256sum <"$(echo "$dir"/home/in/*)")" = \
		"$(sum w)  -"
	ok "and stands nowhere" silent 'pass: word' "$dir"/*.db* "$dir/sshd.log"
	stop_sshd
	sshd_more='PasswordAuthentication no'
	write_sshd_conf
	start_sshd
else
	echo "# not played: sftp by password, for want of a mount"
fi

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
little() { # little COMMAND…: in place of this shell, with short files alone
	trap '' XFSZ
	ulimit -f 1000
	exec "$@"
}
stop_sshd
start_sshd little
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
