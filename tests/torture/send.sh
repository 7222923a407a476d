#!/bin/sh
# Three packages on their way, by each of the ways upstream: killed at any
# moment and cut at any byte they arrive once, whole and in their order, or wait.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/ways.sh"
each=${TORTURE_EACH:-2}
begin_ways relay ${SEND_WAYS:-put dav post dav-post s3 folder sftp}
queue three 2026-12-20 2026-12-21 2026-12-22
ok "three packages wait" test "$(wc -l <"$dir/three")" = 3
# whole WAY N: the first N are there, as they were sent, and no other
whole() {
	nth=0
	while read -r id name sum; do
		nth=$((nth + 1))
		at=$(place "$1")/$(called "$1" "$id" "$name")
		if [ "$nth" -le "$2" ]; then
			[ "$(sha256sum <"$at")" = "$sum  -" ] || return 1
		else
			[ ! -e "$at" ] || return 1
		fi
	done <"$dir/three"
}
in_order() { # whatever of it is there is whole, and the older ones are as well
	whole "$1" 0 2>/dev/null || whole "$1" 1 2>/dev/null ||
		whole "$1" 2 2>/dev/null || whole "$1" 3 2>/dev/null ||
		{ disorder=$((disorder + 1)) && return 1; }
}
arrives() { # sent on until nothing waits: all three, each once
	tries=0
	until send >"$dir/out" 2>"$dir/err"; do
		tries=$((tries + 1))
		[ "$tries" -lt 5 ] || break
	done
	whole "$1" 3 || { lost=$((lost + 1)) && return 1; }
	[ "$(find "$(place "$1")" -type f ! -name '*.part' | wc -l)" = 3 ] ||
		{ twice=$((twice + 1)) && return 1; }
}
killed() { # killed WAY MILLISECONDS
	begin "$1" three
	"$HECHA" --db "$dir/cycle.db" outbox send >/dev/null 2>&1 &
	victim=$!
	sleep "$(printf '%d.%03d' $(($2 / 1000)) $(($2 % 1000)))"
	kill -9 "$victim" 2>/dev/null
	wait "$victim" 2>/dev/null
	[ $? -ne 137 ] || amid=$((amid + 1))
	in_order "$1" && arrives "$1"
}
cut_at() { # cut_at WAY BYTES
	begin "$1" three
	behave "$1" cut "$2"
	send >"$dir/out" 2>"$dir/err"
	behave "$1" pass
	in_order "$1" && arrives "$1"
}
tell() { # tell WAY WHAT TIMES: what came of it
	echo "# $1: $2 $3 times; packages sent $((i * 3)), lost $lost," \
		"twice $twice, out of order $disorder"
	ok "$1: $3 times $2" test "$lost $twice $disorder" = "0 0 0"
}
# Killed while it runs, at places that spread evenly however many they are.
kills() { # kills WAY TIMES MILLISECONDS
	lost=0 twice=0 disorder=0 amid=0 i=0
	while [ "$amid" -lt "$2" ] && [ "$i" -lt $(($2 * 3)) ]; do
		i=$((i + 1))
		killed "$1" $(($3 * (i * 618 % 1000) / 1000))
	done
	tell "$1" killed "$amid"
}
cuts() { # cuts WAY TIMES BYTES
	lost=0 twice=0 disorder=0 i=0
	while [ "$i" -lt "$2" ]; do
		i=$((i + 1))
		cut_at "$1" $(($3 * i / ($2 + 1)))
	done
	tell "$1" cut "$2"
}

for way in $ways; do
	begin "$way" three
	began=$(date +%s%N)
	ok "$way: all three" arrives "$way"
	took=$((($(date +%s%N) - began) / 1000000))
	kills "$way" "$each" "$took"
	[ "$way" = folder ] || cuts "$way" \
		"$([ "$each" -lt 9 ] && echo "$each" || echo 9)" 2200000
done
finished
