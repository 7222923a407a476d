#!/bin/sh
# A server that says what no server would: rows that are none, numbers, texts,
# types and answers that nobody asked for. The street is not checked, and why is
# told; by chance, too (ROUNDS), whatever comes of that.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
# shellcheck source=tests/postgresql/server.sh
. "$src/tests/postgresql/server.sh"
need_postgresql
skip_if_watched
pg_start one
HECHA_CREDENTIALS=root:$(cat "$pg_home/word")
export HECHA_CREDENTIALS
gives 1 audit "$src/fixtures/street.xml" "$src/fixtures/faulty" -o "$dir/here"
ok "a street goes to the server" gives 0 --db "$dir/here/hecha.db" export \
	--to "$(pg_url "$pg_port")" --schema faulty
# before HOW [SEED]: who stands between, $between, at $port
before() {
	rm -rf "$dir/port"
	python3 "$src/tests/postgresql/hostile.py" "$pg_port" "$dir/port" "$@" &
	between=$!
	while [ ! -s "$dir/port" ]; do sleep 0.1; done
	port=$(cat "$dir/port")
}
# rows without an end are taken for a minute, which is looked at in the end
for how in endless endless-copy; do
	before $how
	echo "$between" >"$dir/$how.one"
	timeout 300 "$HECHA" --lang en -q check --schemas 'f%' -o "$dir/$how" \
		--at "$(pg_url "$port")" >"$dir/$how.out" 2>"$dir/$how.err" &
	echo "$!" >"$dir/$how.check"
done
# through HOW [SEED]: the check's status in $got
through() {
	rm -rf "$dir/at"
	before "$@"
	timeout 120 "$HECHA" --lang en -q check --schemas 'f%' -o "$dir/at" \
		--at "$(pg_url "$port")" >"$dir/out" 2>"$dir/err"
	got=$?
	kill "$between"
	wait "$between" 2>/dev/null
	! grep -q 'Sanitizer\|runtime error' "$dir/err"
}
nobody() { # as it is, where nothing is changed
	through nothing-of-it && [ "$got" -eq 1 ] &&
		python3 "$src/tests/postgresql/equal.py" "$dir/here/hecha.db" \
			"$dir/at/faulty/hecha.db" >"$dir/out" 2>&1
}
ok "who only passes on changes nothing" nobody
told() { # told HOW: before there is a list of streets, or of a street
	through "$1" && [ "$got" -ge 2 ] && [ "$got" -le 4 ] &&
		[ ! -e "$dir/at/faulty" ] && warns '\[[A-Z-]*[0-9]*\]'
}
for how in $(python3 "$src/tests/postgresql/hostile.py" --list); do
	case $how in
	nothing | numeric | truth | more-columns | two) ;; # below
	*) ok "refused: $how" told "$how" ;;
	esac
done
endures() { # whatever comes of it
	through "$@" && [ "$got" -le 4 ]
}
for how in nothing numeric truth more-columns two; do
	ok "endured: $how" endures "$how"
done
chance() {
	i=0
	while [ "$i" -lt "${ROUNDS:-8}" ]; do
		i=$((i + 1))
		endures random "$i" || { echo "# seed $i: $got"; return 1; }
	done
}
ok "by chance" chance
without_end() { # without_end HOW
	wait "$(cat "$dir/$1.check")"
	got=$?
	kill "$(cat "$dir/$1.one")"
	[ "$got" -ge 2 ] && [ "$got" -le 4 ] && [ ! -e "$dir/$1/faulty" ] &&
		grep -q '\[[A-Z-]*[0-9]*\]' "$dir/$1.err"
}
for how in endless endless-copy; do
	ok "sends without an end: $how" without_end $how
done
finished
