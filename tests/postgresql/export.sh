#!/bin/sh
# What was imported, as a schema of PostgreSQL: by a folder that psql loads, and
# straight to a server; the rows are the same, and nobody's secret is told.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
# shellcheck source=tests/postgresql/server.sh
. "$src/tests/postgresql/server.sh"
need_postgresql
pg_start one
url=$(pg_url "$pg_port")
printf 'root:%s\n' "$(cat "$pg_home/word")" >"$dir/secret"
chmod 600 "$dir/secret"
common="--lang en -q --db $dir/street/hecha.db"
"$HECHA" -q audit "$src/fixtures/street.xml" "$src/fixtures/faulty" \
	-o "$dir/street" >/dev/null 2>&1

load() {
	gives 0 export --format postgresql --schema by_file -o "$dir/out.d" &&
		(cd "$dir/out.d" && PGPASSWORD=$(cat "$pg_home/word") psql -q \
			-h 127.0.0.1 -p "$pg_port" -U root -d postgres \
			-f load.sql) >"$dir/out" 2>"$dir/err" && [ ! -s "$dir/err" ]
}
ok "a folder that psql loads without a word" load
private() { [ -z "$(find "$dir/out.d" -type f ! -perm 600)" ]; }
ok "that nobody else can read" private
ok "straight to the server" gives 0 export --to "$url" --schema direct \
	--credentials "$dir/secret"
ok "and once more in its place" gives 0 export --to "$url" --schema direct \
	--credentials "$dir/secret"

# counts PREFIX: a SELECT of how many rows each table has
counts() {
	cd "$dir/out.d" && for t in *.copy; do
		echo "${or-} SELECT '${t%.copy}', COUNT(*) FROM $1\"${t%.copy}\""
		or='UNION ALL'
	done
}
# rows SCHEMA: these, and a hash of the members
rows() {
	pg_sql "$pg_port" postgres "$(counts "$1.") ORDER BY 1"
	pg_sql "$pg_port" postgres "SELECT md5(string_agg(m::text, ' ' ORDER BY row)) FROM $1.member m"
}
here() { sqlite3 "$dir/street/hecha.db" "$(counts '') ORDER BY 1"; }
equal() {
	rows by_file >"$dir/a" && rows direct >"$dir/b" && same "$dir/a" "$dir/b" &&
		[ "$(wc -l <"$dir/a")" -gt 50 ] &&
		{ ! command -v sqlite3 >/dev/null ||
			{ here | sort >"$dir/c" && sed '$d' "$dir/a" | sort |
				cmp -s - "$dir/c"; }; }
}
ok "both have the rows of the database" equal
texts() { # every column of text, whatever the database's own collation
	[ "$(pg_sql "$pg_port" postgres "SELECT COUNT(*) FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) WHERE table_schema = 'direct' AND table_type = 'BASE TABLE' AND data_type = 'text' AND collation_name IS DISTINCT FROM 'C'")" = 0 ]
}
ok "texts are compared by their bytes" texts
views() {
	for v in valid_household active_member step_source difference problem_value situation_match; do
		pg_sql "$pg_port" postgres "SELECT COUNT(*) FROM direct.$v" >"$dir/out" ||
			return 1
	done
}
ok "the views that rules read can be read" views
statistics() {
	[ "$(pg_sql "$pg_port" postgres "SELECT COUNT(*) > 10 FROM pg_statistic_ext s JOIN pg_namespace n ON n.oid = stxnamespace WHERE nspname = 'direct'")" = t ] &&
		[ "$(pg_sql "$pg_port" postgres "SELECT COUNT(*) > 20 FROM pg_indexes WHERE schemaname = 'direct' AND indexname ~ '^x'")" = t ]
}
ok "with indexes, and statistics on expressions" statistics
columns() { # columns TABLE: in their order
	pg_sql "$pg_port" postgres "SELECT string_agg(attname, ' ' ORDER BY attnum) FROM pg_attribute WHERE attrelid = 'direct.$1'::regclass AND attnum > 0"
}
ordered() { # what many rules read, and what few do
	case $(columns member) in
	*\ state*\ number_age\ *\ name\ *\ name_digit\ *) ;;
	*) return 1 ;;
	esac
	[ "$(columns member)" = "$(columns previous_member)" ] &&
		[ "$(columns household)" = "$(columns collected_household)" ]
}
ok "what rules read most comes first, in copies as well" ordered
looked_at() { # looked_at TABLE COLUMN
	pg_sql "$pg_port" postgres "SELECT COUNT(*) FROM pg_stats WHERE schemaname = 'direct' AND tablename = '$1' AND attname = '$2'"
}
looks() {
	[ "$(looked_at member state)$(looked_at previous_member id)" = 11 ] &&
		[ "$(looked_at member certificate_province)" = 0 ]
}
ok "and what none reads is not looked at" looks

refuses() { # refuses STATUS WORDS ARGUMENT…
	status=$1 words=$2
	shift 2
	gives "$status" "$@" && warns "$words"
}
ok "a schema that is not hecha's stays" refuses 2 "is none of hecha's" \
	export --to "$url" --schema public --credentials "$dir/secret"
printf 'root:wrong-word\n' >"$dir/wrong"
chmod 600 "$dir/wrong"
ok "a wrong password is told" refuses 4 '\[POSTGRES-9\]' export --to "$url" \
	--credentials "$dir/wrong"
silent() { ! grep -q 'wrong-word\|geheim' "$dir/err"; }
ok "but not shown" silent
ok "one in the address is refused" refuses 2 'does not belong' export \
	--to "postgresql://root:geheim@127.0.0.1:$pg_port/postgres"
ok "nor shown" silent
ok "nobody there" refuses 4 '\[POSTGRES-17\]' export \
	--to "postgresql://127.0.0.1:1/none" --credentials "$dir/secret"
ok "another address than PostgreSQL's" refuses 2 'wants postgresql' export \
	--to "https://127.0.0.1/"
ok "a schema that wants quotes" refuses 2 'small letters' export \
	--format postgresql --schema 'a"b'
ok "ledgers are as they were" gives 0 export register -o "$dir/e.xlsx"

# A load that is cut off leaves what was there.
cut() {
	before=$(rows direct)
	pg_sql "$pg_port" postgres "ALTER ROLE root SET statement_timeout = '20ms'" &&
		gives 3 export --to "$url" --schema direct --credentials "$dir/secret"
	stopped=$?
	pg_sql "$pg_port" postgres "SET statement_timeout = 0; ALTER ROLE root RESET statement_timeout"
	[ "$stopped" -eq 0 ] && [ "$(rows direct)" = "$before" ]
}
ok "a load that is cut off leaves what was there" cut
finished
