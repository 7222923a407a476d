# shellcheck shell=sh
# Every way upstream with a real server at its end, each behind a line that can
# be bad. Sourced.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"
. "${srcdir:-.}/tests/e2e/nginx.sh"
. "${srcdir:-.}/tests/e2e/apache.sh"
. "${srcdir:-.}/tests/e2e/sshd.sh"
# See e2e/sftp.
export ASAN_OPTIONS="${ASAN_OPTIONS-}:detect_leaks=0"
export PEER_SECONDS=14400
export XDG_CONFIG_HOME="$dir/config"
mkdir -p "$dir/config/hecha/upstream.d" "$dir/www/in" "$dir/box" "$dir/usb"
page=$dir/in/自查报告.html
keys=AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY

profile() { # profile NAME [LINE…]
	conf=$dir/config/hecha/upstream.d/$1.conf
	shift
	printf '%s\n' "retries = 0" "timeout = ${timeout:-5}" \
		"ca = $dir/ca.pem" "$@" >"$conf"
}
peer() { # peer SCRIPT READY: one of the servers in Python
	python3 "${srcdir:-.}/tests/e2e/$1" "$dir" 2>"$dir/$1.err" &
	pids="$pids $!"
	wait_for test -s "$dir/$2" || exit 99
}
# The line to a way: where its mode is.
line() { echo "line-$1"; }
behave() { # behave WAY MODE…
	way=$1
	shift
	echo "$*" >"$dir/$(line "$way").mode"
	[ ! -e "$dir/$(line "$way").is" ] ||
		wait_for grep -qx "$*" "$dir/$(line "$way").is"
}
begin_way() { # begin_way LINE WAY: with its server, or 1 where that is missing
	case $2 in
	put)
		begin_nginx
		$1 "$(line put)" "$port"
		profile put "to = https://127.0.0.1:$port/in/" "method = put"
		;;
	dav | dav-post)
		has_apache || return 1
		[ -n "${apache_port-}" ] || begin_apache
		$1 "$(line "$2")" "$apache_port"
		if [ "$2" = dav ]; then
			set -- "to = https://127.0.0.1:$port/in/" "method = put"
			profile dav "$@"
		else
			profile dav-post "to = https://127.0.0.1:$port/post"
		fi
		;;
	post)
		echo ok >"$dir/mode"
		: >"$dir/log"
		peer peer.py ports
		$1 "$(line post)" "$(sed -n 's/^good=//p' "$dir/ports")"
		profile post "to = https://127.0.0.1:$port/in"
		;;
	s3)
		: >"$dir/s3.log"
		echo ok >"$dir/s3.mode"
		peer s3.py s3.port
		$1 "$(line s3)" "$(cat "$dir/s3.port")"
		echo "$keys" >"$dir/keys"
		chmod 600 "$dir/keys"
		profile s3 "to = https://127.0.0.1:$port/bucket/" \
			"method = s3" "region = beiyuan-1" \
			"credentials = $dir/keys"
		;;
	folder) profile folder "to = $dir/usb" ;;
	sftp)
		has_sshd || return 1
		begin_sshd
		relay "$(line sftp)" "$sshd_port"
		profile sftp "to = sftp://127.0.0.1:$port$dir/box/" \
			"user = $(id -un)" "key = $dir/me" \
			"host-key = $(fingerprint host)"
		;;
	esac
}
ways=
begin_ways() { # begin_ways LINE WAY…: $ways are those that are there
	lines=$1
	shift
	for way in "$@"; do
		if begin_way "$lines" "$way"; then
			ways="$ways $way"
		else
			echo "# $way: its server is missing"
		fi
	done
}
place() { # where packages of a way lie
	case $1 in
	put) echo "$dir/www/in" ;;
	dav) echo "$dir/dav/in" ;;
	dav-post) echo "$dir/dav/stored" ;;
	post) echo "$dir/stored" ;;
	s3) echo "$dir/bucket" ;;
	sftp) echo "$dir/box" ;;
	folder) echo "$dir/usb" ;;
	esac
}
mkdir -p "$dir/stored" "$dir/bucket"
# What it is called there: its id, where it came by POST.
called() { # called WAY ID NAME
	case $1 in
	*post) echo "$2" ;;
	*) echo "$3" ;;
	esac
}
# queue NAME DAY…: a check of each day waits, in $dir/WAY-NAME.db for each way;
# id, name and hash of each are lines of $dir/NAME
queue() {
	queue=$1
	shift
	profile nowhere "to = https://127.0.0.1:1/"
	new_db "$queue"
	for day in "$@"; do
		"$HECHA" -q --db "$dir/$queue.db" check --fail-on none \
			--as-of "$day" >/dev/null
		gives 6 --db "$dir/$queue.db" submit nowhere --keep "$page"
	done
	gives 0 --db "$dir/$queue.db" outbox -f json
	sed -n 's/.*"package": "\([0-9a-f]*\)", "name": "\([^"]*\)".*"sha256": "\([0-9a-f]*\)".*/\1 \2 \3/p' \
		"$dir/out" >"$dir/$queue"
	for way in $ways; do
		cp "$dir/$queue.db" "$dir/$way-$queue.db"
		# shellcheck disable=SC2046
		gives 0 --db "$dir/$way-$queue.db" outbox retarget \
			$(cut -d' ' -f1 "$dir/$queue") --to "$way" ||
			cat "$dir/err"
	done
	python3 - "$dir/"*"-$queue.db" <<'E2' || exit 99
import sqlite3, sys
for p in sys.argv[1:]:
    sqlite3.connect(p).execute("PRAGMA wal_checkpoint(TRUNCATE)")
E2
}
# begin WAY NAME: the queue as it was, in cycle.db, and nothing there
begin() {
	rm -rf "$dir"/cycle.db* "$dir"/.hecha-*
	cp "$dir/$1-$2.db" "$dir/cycle.db"
	find "$(place "$1")" -mindepth 1 -delete 2>/dev/null
}
send() { # what waits; or so many seconds
	timeout "${1:-60}" "$HECHA" --lang en --db "$dir/cycle.db" outbox send
}
