#!/bin/sh
# What could make a street look in order on a server: rows that are hidden, words
# that a role reads otherwise, records that are not whole or change meanwhile.
# Each is told, or makes no difference.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
# shellcheck source=tests/postgresql/server.sh
. "$src/tests/postgresql/server.sh"
need_postgresql
skip_if_watched
pg_start one
port=$pg_port
pg_streets "$port"
url=postgresql://127.0.0.1:$port/streets
HECHA_CREDENTIALS=hecha_load:laden
export HECHA_CREDENTIALS
common="--lang en -q"
at="check --at $url --credentials $pg_reader --schemas faulty -o $dir/at"
as_root() { pg_sql "$port" streets "$1" >"$dir/out" 2>&1; }
gives 1 audit "$src/fixtures/street.xml" "$src/fixtures/faulty" -o "$dir/here"
load() { gives 0 --db "$dir/here/hecha.db" export --to "$url" --schema faulty; }
ok "a street goes to the server" load
# shellcheck disable=SC2086
checked() { # as it is here
	rm -rf "$dir/at"
	gives 1 $at && python3 "$src/tests/postgresql/equal.py" \
		"$dir/here/hecha.db" "$dir/at/faulty/hecha.db" >"$dir/out" 2>&1
}
# shellcheck disable=SC2086
told() { # told WORDS: the street is not checked, and why
	rm -rf "$dir/at"
	gives 4 $at && warns '^faulty: not checked' && warns "$1" &&
		[ ! -e "$dir/at/faulty" ]
}
ok "and is checked there" checked
documented() { # by the commands of the document, but for the server's name
	mkdir "$dir/doc" && cp "$dir/here/hecha.db" "$dir/doc/street.db" &&
		cp "$pg_reader" "$dir/doc/check.txt" &&
		echo "$HECHA_CREDENTIALS" >"$dir/doc/load.txt" &&
		chmod 600 "$dir/doc/load.txt" || return 1
	pg_commands | sed -n "s/db.example.org/127.0.0.1:$port/; /^hecha/p" >"$dir/doc/run"
	[ "$(wc -l <"$dir/doc/run")" -eq 2 ] || return 1
	(
		cd "$dir/doc" || exit
		unset HECHA_CREDENTIALS
		# shellcheck disable=SC2317
		hecha() { "$HECHA" -q "$@"; }
		eval "$(cat run)"
	) >"$dir/out" 2>"$dir/err"
	[ $? -eq 1 ] && python3 "$src/tests/postgresql/equal.py" \
		"$dir/here/hecha.db" "$dir/doc/checked/street_001/hecha.db" \
		>"$dir/out" 2>&1
}
ok "by the commands of the document, too" documented
as_root "DROP SCHEMA street_001 CASCADE"


# What a role or a database has set.
set_for() { # set_for SETTING…: for the role that checks, and the one that loads
	for s in "$@"; do
		as_root "ALTER ROLE hecha_check SET $s; ALTER ROLE hecha_load SET $s" ||
			return 1
	done
}
reset() {
	as_root "ALTER ROLE hecha_check RESET ALL; ALTER ROLE hecha_load RESET ALL"
}
settings() {
	set_for "standard_conforming_strings = off" "escape_string_warning = off" \
		"transform_null_equals = on" "DateStyle = 'German, DMY'" \
		"TimeZone = 'Asia/Shanghai'" "bytea_output = escape" \
		"search_path = public, pg_catalog" "IntervalStyle = sql_standard" \
		"default_transaction_read_only = on" "extra_float_digits = -15" \
		"default_transaction_isolation = 'read uncommitted'" \
		"array_nulls = off" "client_encoding = 'GB18030'" \
		"default_transaction_deferrable = on" "xmloption = document" &&
		load && checked
}
ok "whatever a role has set" settings
reset

# broken SQL WORDS SQL: done to the schema, told, and undone
broken() {
	as_root "$1" && told "$2"
	is_told=$?
	as_root "$3" && [ "$is_told" -eq 0 ]
}
for t in member hc_document hc_undelivered; do
	ok "a policy hides rows of $t" broken "ALTER TABLE faulty.$t ENABLE ROW LEVEL SECURITY; CREATE POLICY hides ON faulty.$t USING (false)" \
		'row-level security' "DROP POLICY hides ON faulty.$t; ALTER TABLE faulty.$t DISABLE ROW LEVEL SECURITY"
done
ok "a table that the role may not read" broken \
	"REVOKE SELECT ON faulty.paper FROM hecha_check" 42501 \
	"GRANT SELECT ON faulty.paper TO hecha_check"
ok "a schema that it may not enter" broken \
	"REVOKE USAGE ON SCHEMA faulty FROM hecha_check" 42501 \
	"GRANT USAGE ON SCHEMA faulty TO hecha_check"
timed_out() {
	as_root "ALTER ROLE hecha_check SET statement_timeout = '1ms'"
	# shellcheck disable=SC2086
	rm -rf "$dir/at" && gives 3 $at && warns 57014 && [ ! -e "$dir/at" ]
	is_told=$?
	reset && [ "$is_told" -eq 0 ]
}
ok "a time-out of the role's" timed_out
# A pack of one's own whose query has no end: it is stopped, by either side, and
# told by its id; the others are made, and the street is not "met".
pack() { # pack SQL
	cat >"$dir/own.xml" <<-EOF
		<rules xmlns="urn:hecha:1" id="OWN" version="1" clause="3.2.1a">
		<title xml:lang="zh">自备</title><title xml:lang="en">Own</title>
	EOF
	for id in OWN-01 OWN-02; do
		cat >>"$dir/own.xml" <<-EOF
			<rule id="$id" severity="notice" scope="whole" clause="3.2.1a" needs="register">
			<title xml:lang="zh">自备</title><title xml:lang="en">Own</title>
			<message xml:lang="zh">有。</message><message xml:lang="en">There.</message>
			<remedy xml:lang="zh">无。</remedy><remedy xml:lang="en">None.</remedy>
			<expected xml:lang="zh">无。</expected><expected xml:lang="en">None.</expected>
			<sql><![CDATA[$1]]></sql>
			<case title="one" expect="1"><register year="2026"><household id="none"/></register></case>
			</rule>
		EOF
		set -- "SELECT h.village, h.id AS household, h.document, h.line FROM household h WHERE h.id = 'none'"
	done
	echo '</rules>' >>"$dir/own.xml"
}
endless() { # endless SQL
	pack "$1"
	rm -rf "$dir/own"
	gives 1 check --at "$url" --credentials "$pg_reader" --schemas clean \
		-o "$dir/own" --rules "$dir/own.xml" --rule-seconds 1 --format json &&
		says '"unknown".*"reason": "[^"]*OWN-01' &&
		python3 - "$dir/own/clean/hecha.db" <<-'EOF' || return 1
			import sqlite3, sys
			db = sqlite3.connect(sys.argv[1])
			rows = db.execute("SELECT id, answer, findings, reason FROM hc_check"
			                  " WHERE id LIKE 'OWN%' ORDER BY id").fetchall()
			assert rows[0][:3] == ("OWN-01", "error", 0), rows
			assert "57014" in rows[0][3] or "too long" in rows[0][3], rows
			assert rows[1] == ("OWN-02", "pass", 0, None), rows
			assert db.execute("SELECT COUNT(*) FROM hc_check WHERE answer ="
			                  " 'error'").fetchone() == (1,)
		EOF
	until_says "SELECT CASE COUNT(*) WHEN 0 THEN 1 END FROM pg_stat_activity WHERE usename = 'hecha_check'"
}
until_says() { # until_says SELECT: it gives 1, within a minute
	tries=0
	while [ "$(pg_sql "$port" streets "$1")" != 1 ]; do
		tries=$((tries + 1))
		[ "$tries" -lt 600 ] || return 1
		sleep 0.1
	done
}
"$HECHA" -q audit "$src/fixtures/street.xml" "$src/fixtures/clean" \
	-o "$dir/clean" >/dev/null 2>&1
ok "a clean street goes there" gives 0 --db "$dir/clean/hecha.db" export \
	--to "$url" --schema clean
while IFS='|' read -r what sql; do
	ok "stopped and told: $what" endless "$sql"
done <<'EOF'
recursion|WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT NULL AS village, NULL AS household, 1 AS document, 1 AS line FROM n WHERE i < 0
rows without an end|WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT NULL AS village, NULL AS household, i AS document, i AS line FROM n
a product|SELECT a.village, a.id AS household, a.document, a.line FROM household a CROSS JOIN code b CROSS JOIN code c CROSS JOIN code d CROSS JOIN code e WHERE b.code || c.code || d.code || e.code = '1'
a text that grows|WITH RECURSIVE n (i) AS (SELECT 'x' UNION ALL SELECT i || i FROM n) SELECT NULL AS village, i AS household, 1 AS document, 1 AS line FROM n
EOF
pg_sql "$port" streets "DROP SCHEMA clean CASCADE" >"$dir/out" 2>&1
ok "a table that is not there" broken \
	"ALTER TABLE faulty.paper RENAME TO gone" 42P01 \
	"ALTER TABLE faulty.gone RENAME TO paper"
ok "a column" broken "ALTER TABLE faulty.member RENAME birth TO gone" 42703 \
	"ALTER TABLE faulty.member RENAME gone TO birth"
for number in x '' - ' 7' 9223372036854775808; do
	ok "a number that is none: '$number'" broken \
		"ALTER TABLE faulty.village RENAME line TO was; ALTER TABLE faulty.village ADD line text DEFAULT '$number'" \
		TRANSFER- \
		"ALTER TABLE faulty.village DROP line; ALTER TABLE faulty.village RENAME was TO line"
done
ok "loaded anew" load
views() { # which are made for each check
	as_root "$(pg_sql "$port" streets "SELECT string_agg('DROP VIEW faulty.' || viewname || ' CASCADE', ';') FROM pg_views WHERE schemaname = 'faulty' AND viewname IN ('valid_household', 'active_member')")" &&
		checked
}
ok "views that are not there are not missed" views
ok "nor what else is" checked

# Files of a folder that are not whole.
folder() {
	gives 0 --db "$dir/here/hecha.db" export --format postgresql \
		--schema folded -o "$dir/folder"
}
in_folder() { # as_root, of a folder
	(cd "$dir/folder" && PGPASSWORD=$(cat "$pg_home/word") psql -qtAX \
		-h 127.0.0.1 -p "$port" -U root -d streets -f load.sql) \
		>"$dir/out" 2>&1
}
cut_off() { # a file without its last line
	folder && sed -i '$d' "$dir/folder/member.copy" && ! in_folder &&
		says 'member is not whole' &&
		[ "$(pg_sql "$port" streets "SELECT COUNT(*) FROM pg_namespace WHERE nspname = 'folded'")" = 0 ]
}
ok "a folder whose files are cut off is not loaded" cut_off
whole() { folder && in_folder; }
ok "a whole one is" whole

# What others do meanwhile: the check waits for a table that somebody holds.
meanwhile() { # meanwhile COMMAND: the check's status is got
	pg_sql "$port" streets "BEGIN; LOCK TABLE faulty.event; SELECT pg_sleep(600)" >/dev/null 2>&1 &
	holder=$!
	until_says "SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE '%pg_sleep(600)%' AND wait_event = 'PgSleep'"
	rm -rf "$dir/at"
	# shellcheck disable=SC2086
	"$HECHA" $common $at >"$dir/check.out" 2>"$dir/check.err" &
	pid=$!
	until_says "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = 'hecha_check' AND wait_event_type = 'Lock'" &&
		"$@"
	done=$?
	as_root "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
	wait "$holder"
	wait "$pid"
	got=$?
	[ "$done" -eq 0 ]
}
waits() { # waits COMMAND: which the check does not see
	meanwhile "$@" && [ "$got" -eq 1 ] &&
		python3 "$src/tests/postgresql/equal.py" "$dir/here/hecha.db" \
			"$dir/at/faulty/hecha.db" >"$dir/out" 2>&1
}
changed() { as_root "DELETE FROM faulty.item; UPDATE faulty.visit SET date = NULL"; }
ok "records that change meanwhile" waits changed
ok "loaded anew" load
replaced() { # by a load, which waits for the check
	"$HECHA" -q --db "$dir/clean/hecha.db" export --to "$url" \
		--schema faulty >"$dir/load.out" 2>&1 &
	loader=$!
	until_says "SELECT COUNT(*) FROM pg_stat_activity WHERE usename = 'hecha_load' AND wait_event_type = 'Lock'"
}
ok "another street in its place meanwhile" waits replaced
then_new() {
	wait "$loader" && rm -rf "$dir/at" || return 1
	# shellcheck disable=SC2086
	"$HECHA" $common $at >"$dir/out" 2>"$dir/err"
	python3 "$src/tests/postgresql/equal.py" "$dir/clean/hecha.db" \
			"$dir/at/faulty/hecha.db" >"$dir/out" 2>&1
}
ok "which is checked from then on" then_new
renamed() {
	as_root "ALTER SCHEMA faulty RENAME TO was; ALTER SCHEMA next RENAME TO faulty"
}
mixed() { # another street by a new name for it, which is not held
	gives 0 --db "$dir/here/hecha.db" export --to "$url" --schema next &&
		meanwhile renamed && [ "$got" -eq 4 ] &&
		[ ! -e "$dir/at/faulty" ] &&
		grep -q '^faulty: not checked.*renamed or replaced' "$dir/check.err"
}
ok "a schema that gets the name of another meanwhile" mixed
finished
