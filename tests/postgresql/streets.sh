#!/bin/sh
# Streets on two servers: each equal to its check on SQLite, what ties them equal
# to one database that holds all; whoever is killed on the way, nothing is lost
# and nothing is there twice. STREETS and KILLS say how many (make postgresql).
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
# shellcheck source=tests/postgresql/server.sh
. "$src/tests/postgresql/server.sh"
need_postgresql
skip_if_watched
streets=${STREETS:-4} kills=${KILLS:-1}
between="DUP-03 DUP-04 DUP-05 DUP-06 DUP-08 DUP-09 DUP-10"
pg_start one
port_one=$pg_port
pg_start two
port_two=$pg_port
HECHA_CREDENTIALS=root:$(cat "$pg_home/word")
export HECHA_CREDENTIALS
urls=$(pg_url "$port_one"),$(pg_url "$port_two")
common="--lang en -q"
python3 "$src/tests/postgresql/streets.py" \
	"$(dirname "$HECHA")/../tests/gen/gen" "$streets" 16 "$dir/in"
names=$(cd "$dir/in" && ls)

here() { # every street by itself, and on one of the servers
	port=$port_one
	for s in $names; do
		"$HECHA" -q audit "$src/fixtures/street.xml" "$dir/in/$s" \
			-o "$dir/here/$s" >/dev/null 2>"$dir/err"
		gives 0 --db "$dir/here/$s/hecha.db" export \
			--to "$(pg_url "$port")" --schema "$s" || return 1
		if [ "$port" = "$port_one" ]; then port=$port_two; else port=$port_one; fi
	done
	gives 1 audit "$src/fixtures/street.xml" "$dir"/in/* -o "$dir/here/all"
}
ok "the streets, and all of them in one database" here
# shellcheck disable=SC2086
equal() { # equal DIR [--again]: each street, and what ties them
	at=$1
	shift
	python3 "$src/tests/postgresql/equal.py" "$@" --streets \
		"$dir/here" "$at" $names >"$dir/out" 2>&1 &&
		python3 "$src/tests/postgresql/equal.py" "$@" "$dir/here/all/hecha.db" \
		"$at/between/hecha.db" $between >"$dir/out" 2>&1 &&
		[ ! -e "$at/unfinished" ] &&
		[ -z "$(find "$at" -name '.hecha-*')" ]
}
ok "are checked on two servers" gives 1 check --at "$urls" -o "$dir/at" -j 2
ok "as they are here, and what ties them" equal "$dir/at"
enough() { # each of these checks finds something in the one database
	for c in DUP-03 DUP-05 DUP-08 DUP-09 DUP-10; do
		[ -n "$("$HECHA" --db "$dir/here/all/hecha.db" findings --check "$c" \
			--format csv | sed 1d)" ] || return 1
	done
}
ok "which is not little" enough

# What the same again would not mend is not put off until then.
ok "what is left out needs a reason" gives 2 --lang en check --at "$urls" \
	-o "$dir/r" --only DUP
ok "it is said before a street is looked at" warns 'JOB-4'
ok "a pattern that means none" gives 2 --lang en check --at "$urls" \
	--schemas 'nobody_%' -o "$dir/r"
ok "is named" warns 'nobody_%'
first=$(echo "$names" | head -1)
second=$(echo "$names" | sed -n 2p)
plans() { # two streets by two plans
	sed 's/version="1" year/version="2" year/' "$src/fixtures/street.xml" \
		>"$dir/other.xml"
	"$HECHA" -q audit "$dir/other.xml" "$dir/in/$second" -o "$dir/other" \
		>/dev/null 2>"$dir/err"
	for made in here/$first other; do
		gives 0 --db "$dir/$made/hecha.db" export --to \
			"$(pg_url "$port_one")" --schema "plan_${made%%/*}" || return 1
	done
	gives 4 --lang en check --at "$(pg_url "$port_one")" \
		--schemas 'plan_%' -o "$dir/r"
	pg_sql "$port_one" postgres \
		"DROP SCHEMA plan_here CASCADE; DROP SCHEMA plan_other CASCADE" \
		>/dev/null
	warns 'VISIT-1' && ! warns '--resume'
}
ok "streets of two plans are not held against each other" plans

# A server that is killed while one of its streets is being checked: that one is
# held fast by a lock, so that it is so.
hold() { # hold PORT SCHEMA: until the server ends
	pg_sql "$1" postgres \
		"BEGIN; LOCK TABLE $2.member; SELECT pg_sleep(600)" >/dev/null 2>&1 &
	until_says "$1" "SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND wait_event = 'PgSleep'"
}
until_says() { # until_says PORT SELECT: it gives 1, within a minute
	tries=0
	while [ "$(pg_sql "$1" postgres "$2")" != 1 ]; do
		tries=$((tries + 1))
		[ "$tries" -lt 600 ] || return 1
		sleep 0.1
	done
}
held() { # held DIR: a check that cannot go on in the second street
	hold "$port_two" "$second"
	# shellcheck disable=SC2086
	"$HECHA" $common check --at "$urls" -o "$1" -j 1 >"$dir/out" 2>"$dir/err" &
	pid=$!
	until_says "$port_two" "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'hecha' AND wait_event_type = 'Lock'"
}
resumed() {
	held "$dir/gone" && pg_kill two
	wait "$pid"
	[ $? -eq 4 ] && warns "^$second: not checked: .*\[POSTGRES-17\]" &&
		warns '--resume' && [ -e "$dir/gone/$first/hecha.db" ] &&
		! [ -e "$dir/gone/$second" ] && ! [ -e "$dir/gone/between" ] &&
		before=$(cksum "$dir/gone/$first/hecha.db") || return 1
	# still away: no word of it is another
	gives 4 check --at "$urls" -o "$dir/gone" --resume -j 2 &&
		warns "^$second: not checked: .*\[POSTGRES-17\]" || return 1
	pg_run two "$port_two"
	gives 1 check --at "$urls" -o "$dir/gone" --resume -j 2 &&
		[ "$(cksum "$dir/gone/$first/hecha.db")" = "$before" ] &&
		equal "$dir/gone" && gives 2 check --at "$urls" -o "$dir/gone" \
			--resume && warns 'STREETS-AT-4'
}
ok "a server is killed, and --resume finishes what it had" resumed
back() { # at once: then it is not even named
	held "$dir/back" && pg_kill two && pg_run two "$port_two"
	wait "$pid"
	[ $? -eq 1 ] && ! warns 'not checked' && equal "$dir/back"
}
ok "one that is there again soon is waited for" back

# A moment within the time that a check takes, by chance but the same each time.
moment() { # moment NUMBER
	python3 -c "import random
random.seed($1)
print(round(random.uniform(0.1, 0.5 * $streets), 2))"
}
# take_up DIR: until nothing is left undone
take_up() {
	if [ -e "$1/unfinished" ]; then
		gives 1 check --at "$urls" -o "$1" --resume -j 2
	elif [ ! -e "$1/between/hecha.db" ]; then
		gives 1 check --at "$urls" -o "$1" -j 2
	fi
}
killed() { # killed NUMBER: the check itself
	rm -rf "$dir/k"
	# shellcheck disable=SC2086
	"$HECHA" $common check --at "$urls" -o "$dir/k" -j 2 >/dev/null 2>&1 &
	pid=$!
	sleep "$(moment "$1")"
	kill -9 $pid 2>/dev/null
	wait $pid 2>/dev/null
	take_up "$dir/k" && equal "$dir/k" --again
}
gone() { # gone NUMBER: a server, which comes back
	rm -rf "$dir/k"
	# shellcheck disable=SC2086
	"$HECHA" $common check --at "$urls" -o "$dir/k" -j 2 \
		>"$dir/out" 2>"$dir/err" &
	pid=$!
	sleep "$(moment "$1")"
	pg_kill two
	wait $pid
	status=$?
	pg_run two "$port_two"
	# either all was done, or what was not is named
	{ [ "$status" -eq 1 ] || { [ "$status" -eq 4 ] && warns 'not checked'; }; } &&
		take_up "$dir/k" && equal "$dir/k" --again
}
i=0
while [ "$i" -lt "$kills" ]; do
	i=$((i + 1))
	ok "killed on the way, moment $i" killed "$i"
	ok "a server killed, moment $i" gone "$((i + 100))"
done
left() {
	for port in "$port_one" "$port_two"; do
		[ "$(pg_sql "$port" postgres "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = 'hecha'")" = 0 ] ||
			return 1
	done
}
sleep 1
ok "nothing of it goes on there" left
finished
