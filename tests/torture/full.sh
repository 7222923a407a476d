#!/bin/sh
# A disk that is full: told, nothing shortened, and made good when there is room.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

ok "no file can grow" disturbed full
room() { # a disk of its own, where the system lets one be made
	mkdir "$dir/disk"
	[ -n "${TORTURE_EACH-}" ] || COMMANDS="first check page ledgers shown book texts convert rates"
	export COMMANDS
	unshare -rm python3 "$here/torture.py" disk "${TORTURE_EACH:-1}" "$dir/disk" \
		>"$dir/out" 2>"$dir/err"
}
if unshare -rm mount -t tmpfs tmpfs /mnt 2>/dev/null; then
	ok "a disk has no room" room
fi
finished
