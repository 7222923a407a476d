#!/bin/sh
# Every way upstream with every fault: a package arrives once and whole, or it
# waits or is given to people, and goes when the fault is over. What each comes
# to is the table of doc/submission.md, which is held to what is played here.
# shellcheck source-path=SCRIPTDIR/../..
timeout=2
. "${srcdir:-.}/tests/torture/ways.sh"
all="post dav-post put dav s3 sftp folder"
rows="down slow cut lost 401 403 404 409 413 423 429 500 503 move-409 move-423
	move-503 move-lost redirect name expired key no-room-there no-room-here"
if [ -z "${TORTURE_EACH-}" ]; then # what nothing else plays in a check
	all="dav dav-post" rows="lost 423 no-room-there"
fi
rows=${MATRIX_ROWS:-$rows}
mounts() { # may we mount what has little room?
	mkdir -p "$dir/small"
	[ "$(id -u)" -eq 0 ] && mount -t tmpfs -o size=64m none "$dir/small" \
		2>/dev/null
}
front() { line_by front.py "$@"; } # a line that speaks TLS itself
can_mount=no
mounts && can_mount=yes
trap 'umount "$dir/small" "$dir"/www/in "$dir"/dav/* "$dir"/box "$dir"/usb \
	"$dir"/stored "$dir"/bucket 2>/dev/null; finish' EXIT
begin_ways front $all
[ -n "$ways" ] || {
	echo "1..0 # SKIP no server is there"
	exit 0
}
queue one 2026-12-20
read -r id name sum <"$dir/one"
bytes=$(sed -n 's/.*"bytes": \([0-9]*\).*/\1/p' "$dir/out")
[ ! -e "$dir/host" ] || ssh-keygen -q -t ed25519 -N '' -f "$dir/other"

# The request that brings it.
bringing() {
	case $1 in
	*post) echo POST ;;
	*) echo PUT ;;
	esac
}
little_room() { # little_room WAY: where packages lie
	[ "$can_mount" = yes ] || return 1
	at=$(place "$1")
	owner=$(stat -c %u "$at")
	mount -t tmpfs -o size=256k,uid="$owner",mode=755 none "$at"
}
# fault WAY ROW: from now on; 1 where the way has no such thing
fault() {
	case $1-$2 in
	folder-down) rmdir "$dir/usb" ;;
	folder-403)
		little_room folder && mount -o remount,ro "$dir/usb"
		;;
	*-no-room-there) little_room "$1" ;;
	folder-*) return 1 ;;
	sftp-down) stop_sshd ;;
	sftp-slow | sftp-cut) behave sftp "$2" ${3+"$3"} ;;
	sftp-lost) behave sftp lose "$3" ;;
	sftp-key) sed -i "s,^host-key.*,host-key = $(fingerprint other)," "$conf" ;;
	sftp-401) sed -i "s,^key = .*,key = $dir/other," "$conf" ;;
	sftp-403)
		little_room sftp && mount -o remount,ro "$dir/box"
		;;
	sftp-404) rmdir "$dir/box" ;;
	sftp-* | *-key) return 1 ;;
	put-move-lost | dav-move-lost) behave "$1" lose MOVE ;;
	put-move-* | dav-move-*) behave "$1" status "${2#move-}" MOVE ;;
	*-move-*) return 1 ;;
	*-lost) behave "$1" lose "$(bringing "$1")" ;;
	*-redirect) behave "$1" redirect 307 "$(bringing "$1")" ;;
	*-[45]??) behave "$1" status "$2" "$(bringing "$1")" ;;
	*) behave "$1" "$2" ${3+"$3"} ;;
	esac
}
over() { # over WAY ROW: the fault
	case $1-$2 in
	*-no-room-there | folder-403 | sftp-403) umount "$(place "$1")" ;;
	folder-down | sftp-404) mkdir "$(place "$1")" ;;
	sftp-down) start_sshd ;;
	sftp-key | sftp-401) cp "$conf.good" "$conf" ;;
	*) behave "$1" pass ;;
	esac
}
state() {
	"$HECHA" --db "$dir/cycle.db" outbox -f json |
		sed -n 's/.*"state": "\([a-z]*\)".*/\1/p'
}
there() { # there WAY: is it there, once, whole, alone?
	at=$(place "$1")
	[ "$(sha256sum <"$at/$(called "$1" "$id" "$name")")" = "$sum  -" ] &&
		[ "$(find "$at" -type f ! -name '*.part' ! -name '.*' | wc -l)" = 1 ]
} 2>/dev/null
goes() { # goes WAY: after the fault, and from people's hands if need be
	[ "$(state)" != refused ] || "$HECHA" -q --db "$dir/cycle.db" outbox \
		retarget "$id" --to "$1" >/dev/null || return 1
	tries=0
	until send >"$dir/out" 2>"$dir/err"; do
		tries=$((tries + 1))
		[ "$tries" -lt 4 ] || return 1
	done
	[ "$(state)" = sent ] && there "$1"
}
# One fault, once: what it came to in $came, "bad" where that may not be.
once() { # once WAY ROW [MORE]
	begin "$1" one
	fault "$@" || { came=— && return; }
	send >"$dir/out" 2>"$dir/err"
	got=$?
	case $got-$(state) in
	0-sent) came=arrives ;;
	5-refused) came=people ;;
	6-waiting) came=waits ;;
	*) came="bad: $got $(state)" ;;
	esac
	cp "$dir/err" "$dir/err.fault"
	[ "$came" != arrives ] || there "$1" || came="bad: not there"
	over "$1" "$2"
	goes "$1" || came="bad: $(cat "$dir/err.fault" "$dir/err")"
}
tenths() { # tenths WAY
	for tenth in 1 2 3 4 5 6 7 8 9; do
		once "$1" cut $((bytes * tenth / 10))
		[ "$came" = waits ] || return
	done
}
# The last answers of a session, that to the renaming among them.
last_answers() { # last_answers WAY
	begin "$1" one
	send >"$dir/out" 2>"$dir/err" || { came="bad: $(cat "$dir/err")" && return; }
	sleep 0.2
	answers=$(sed -n 's/^answered //p' "$dir/$(line "$1").log" | tail -n 1)
	lost=0
	for back in $(seq 20 40 900); do
		once "$1" lost $((answers - back))
		case $came in
		waits) lost=$((lost + 1)) ;;
		arrives) ;;
		*) return ;;
		esac
	done
	[ "$lost" -gt 0 ] && came=waits || came="bad: none of them was missed"
}
# Less and less can be written down here: before it goes, on its way, after.
no_room_here() { # no_room_here WAY
	[ "$can_mount" = yes ] || { came=— && return; }
	for pages in 0 1 2 4 8 16 32 64; do
		begin "$1" one
		rm -rf "$dir"/small/*
		mv "$dir/cycle.db" "$dir/small"
		used=$(df --output=used -B1 "$dir/small" | tail -n 1)
		mount -o "remount,size=$((used + pages * 4096))" "$dir/small"
		timeout 60 "$HECHA" --lang en --db "$dir/small/cycle.db" \
			outbox send >"$dir/out" 2>"$dir/err"
		got=$?
		mount -o remount,size=64m "$dir/small"
		cp "$dir"/small/cycle.db* "$dir"
		case $got in
		0) there "$1" || came="bad: not there" ;;
		3 | 4 | 6) came=waits ;;
		*) came="bad: $got" && return ;;
		esac
		goes "$1" || { came="bad: $(cat "$dir/err")" && return; }
	done
}
play() { # play WAY ROW
	conf=$dir/config/hecha/upstream.d/$1.conf
	cp "$conf" "$conf.good"
	case $2-$1 in
	cut-folder) came=— ;;
	cut-*) tenths "$1" ;;
	lost-sftp) last_answers sftp ;;
	no-room-here-*) no_room_here "$1" ;;
	*) once "$1" "$2" ;;
	esac
}

printf '| |%s\n' "$(printf ' %s |' $ways)" | tee "$dir/table"
for row in $rows; do
	printf '| %s |' "$row" >"$dir/row"
	for way in $ways; do
		play "$way" "$row"
		printf ' %s |' "${came%%:*}" >>"$dir/row"
		case $came in
		bad*) ok "$way, $row: $came" false ;;
		esac
	done
	cat "$dir/row" | sed 's/$/\n/' | tee -a "$dir/table"
	ok "$row" silent bad "$dir/row"
	[ -z "${TORTURE_EACH-}" ] || [ "$(echo $ways)" != "$all" ] ||
		ok "$row is as it is written" grep -qFf "$dir/row" \
			"$src/doc/submission.md"
done
finished
