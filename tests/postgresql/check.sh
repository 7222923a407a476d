#!/bin/sh
# The same checks on PostgreSQL: every case of every pack, and the findings of
# streets that are schemas of a database whose own collation is Chinese, equal to
# those of SQLite in identity, words, places and states.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
# shellcheck source=tests/postgresql/server.sh
. "$src/tests/postgresql/server.sh"
need_postgresql
pg_start icu --locale-provider=icu --icu-locale=zh-Hans-CN
port=$pg_port
pg_streets "$port"
# One that speaks the protocol, and does no more than it is told to.
fake() { # fake HOW: its port in $fake_port, its number in $fake_one
	rm -f "$dir/fake"
	python3 "$src/tests/postgresql/fake.py" "$1" "$dir/fake" &
	fake_one=$!
	while [ ! -s "$dir/fake" ]; do sleep 0.1; done
	fake_port=$(cat "$dir/fake")
}
# a server that is given up only after a minute, which is looked at in the end
fake silent
silent_one=$fake_one
"$HECHA" --lang en -q check --at "postgresql://127.0.0.1:$fake_port/x" \
	-o "$dir/silent" >/dev/null 2>"$dir/silent.err" &
silent_check=$!
url=postgresql://127.0.0.1:$port/streets
HECHA_CREDENTIALS=hecha_load:laden
export HECHA_CREDENTIALS
common="--lang en -q"
at="check --at postgresql://127.0.0.1:$port/streets --credentials $pg_reader"

# here NAME: a street of the fixtures, checked here and exported; the clean one
# is not the same as the faulty one
here() {
	mkdir "$dir/in.$1"
	for f in "$src/fixtures/$1"/*.xml; do
		if [ "$1" = clean ]; then
			sed 's/379999001/379999002/g' "$f"
		else
			cat "$f"
		fi >"$dir/in.$1/$(basename "$f")"
	done
	"$HECHA" -q audit "$src/fixtures/street.xml" "$dir/in.$1" \
		-o "$dir/$1" >/dev/null 2>&1
	gives 0 --db "$dir/$1/hecha.db" export --to "$url" --schema "street_$1"
}
equal() { # equal NAME
	python3 "$src/tests/postgresql/equal.py" "$dir/$1/hecha.db" \
		"$dir/at/street_$1/hecha.db" >"$dir/out" 2>&1
}
ok "a faulty street goes to the server" here faulty
ok "and a clean one" here clean
# shellcheck disable=SC2086
only_reads() {
	! PGPASSWORD=lesen psql -qtAX -h 127.0.0.1 -p "$port" -U hecha_check -d streets \
		-c "DELETE FROM street_clean.member" >"$dir/out" 2>&1 &&
		! PGPASSWORD=lesen psql -qtAX -h 127.0.0.1 -p "$port" -U hecha_check \
			-d streets -c "CREATE TABLE street_clean.x()" >"$dir/out" 2>&1
}
ok "where the role that checks can only read" only_reads
collated() { # columns of a schema that are not ordered by their bytes
	[ "$(pg_sql "$port" streets "SELECT COUNT(*) FROM pg_attribute a
		JOIN pg_class c ON c.oid = a.attrelid
		JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE nspname = 'street_faulty' AND relkind IN ('r', 'v')
		AND attcollation NOT IN (0, 950)")" = 0 ]
}
ok "each text of a table or a view is ordered by its bytes there" collated
told() { # told WHAT: what the server logs of it
	pg_sql "$port" postgres "ALTER ROLE hecha_check SET $1" >/dev/null
}
told "debug_print_rewritten = on"
told "debug_pretty_print = off"
# shellcheck disable=SC2086
ok "both are checked there, as a role that only reads" \
	gives 1 $at --schemas 'street_%' -o "$dir/at" -j 2
told "debug_print_rewritten = off"
by_bytes() {
	python3 "$src/tests/postgresql/collation.py" "$pg_home/icu/log" >"$dir/out" &&
		[ "$(sed -n 's/ queries,.*//p' "$dir/out")" -gt 300 ]
}
ok "no query orders or compares texts but by their bytes" by_bytes
by_other() { # which is seen where it is otherwise
	: >"$pg_home/icu/log"
	PGPASSWORD=$(cat "$pg_home/word") psql -qtAX -h 127.0.0.1 -p "$port" \
		-U root -d streets >"$dir/out" 2>&1 <<'EOF'
SET debug_print_rewritten = on;
SET debug_pretty_print = off;
SELECT MIN(CASE WHEN row > 1 THEN 'B' ELSE 'a' END) FROM street_faulty.member;
SELECT ROW_NUMBER() OVER (ORDER BY CAST(row AS TEXT)) FROM street_faulty.member;
SELECT 1 FROM street_faulty.member WHERE 'B' || row < 'a' AND name > 'B';
SELECT MIN(field) FROM street_faulty.difference WHERE field < 'a';
EOF
	! python3 "$src/tests/postgresql/collation.py" "$pg_home/icu/log" >"$dir/out" &&
		says '^4 queries, 3 of them'
}
ok "which is seen where it is otherwise" by_other
ok "the faulty one has the same findings" equal faulty
ok "and the clean one" equal clean
words() {
	for d in "$dir/faulty" "$dir/at/street_faulty"; do
		"$HECHA" --lang zh_CN --db "$d/hecha.db" findings --format json \
			>"$dir/words.$(basename "$d")"
	done
	same "$dir/words.faulty" "$dir/words.street_faulty" &&
		[ "$(wc -c <"$dir/words.faulty")" -gt 100000 ]
}
ok "in the same words" words
reports() {
	gives 0 --db "$dir/at/street_faulty/hecha.db" report self-check \
		-o "$dir/r.html" && gives 0 --db "$dir/at/street_faulty/hecha.db" \
		report visits -o "$dir/v.xlsx"
}
ok "and reports are made of them" reports

earlier() { # a day before the last export, which hides what came later
	for s in faulty clean; do
		"$HECHA" -q --db "$dir/$s/hecha.db" check --as-of 2026-11-12 \
			--fail-on none >/dev/null 2>&1
	done
	# shellcheck disable=SC2086
	gives 0 $at --schemas 'street_%' -o "$dir/at" --as-of 2026-11-12 \
		--fail-on none && equal faulty && equal clean
}
ok "as of an earlier day, too, and what is gone since is told" earlier
# shellcheck disable=SC2086
ok "in a form for scripts" gives 1 $at -o "$dir/at" --format json
table() {
	python3 -c 'import json, sys
t = json.load(open(sys.argv[1]))
assert [(r["schema"], r["verdict"]) for r in t] == [
    ("street_clean", "met"), ("street_faulty", "not-met"),
    ("between", t[2]["verdict"])], t' "$dir/out"
}
ok "a line a street" table

cases() {
	gives 0 rules test --at "$url" && says '^cases passed: 1[0-9]*, failed: 0'
}
# watched, some will do
some() { gives 0 rules test "$src/rules/dup.xml" --at "$url"; }
if [ "${HECHA_VIEWERS-}" = no ]; then
	ok "cases come out there" some
else
	ok "every case of every pack comes out there" cases
fi

refuses() { # refuses STATUS WORDS ARGUMENT…
	status=$1 words=$2
	shift 2
	gives "$status" "$@" && warns "$words"
}
# shellcheck disable=SC2086
why() { # a verdict that cannot be told says why, in either language
	only="$at --schemas street_clean -o $dir/w --skip DUP --reason r"
	gives 1 $only --format json &&
		says '"unknown".*"reason": "[^"]*checks left out: [1-9][0-9]* (DUP-' &&
		gives 1 --lang zh_CN $only --format json &&
		says '"unknown".*"reason": "[^"]*未选择的检查项： [1-9]'
}
ok "a verdict that cannot be told says why" why
twice() { # the same street in two schemas
	gives 0 --db "$dir/clean/hecha.db" export --to "$url" --schema clean_too
	# shellcheck disable=SC2086
	gives 2 $at --schemas '%clean%' -o "$dir/twice" && warns '\[BETWEEN-1\]' &&
		warns street_clean && warns clean_too && warns 379999002 &&
		[ ! -e "$dir/twice" ]
}
ok "a street that is there twice is refused, and both are named" twice
# shellcheck disable=SC2086
late_twice() { # one that came between the list of streets and the end
	printf 'open street_clean %s\nopen clean_too %s\n' "$url" "$url" >"$dir/u" &&
		mkdir "$dir/late" && mv "$dir/u" "$dir/late/unfinished" &&
		gives 4 $at --resume -o "$dir/late" && warns 'BETWEEN-1' &&
		! warns '--resume' && [ -e "$dir/late/clean_too/hecha.db" ]
}
ok "nor held against itself where it is found out late" late_twice
pg_sql "$port" streets "DROP SCHEMA clean_too CASCADE" >/dev/null
# shellcheck disable=SC2086
ok "no schema of that name" refuses 2 'no schema there' $at --schemas 'x%' -o "$dir/none"
ok "--schemas is nothing without --at" refuses 2 'go with --at' check --schemas x
# Both documents say the same: what to type, and each code.
typed() { sed -n 's/^    *\([a-z].*\)/\1/p; s/^      \([A-Z].*\)/\1/p' "$1" | sed 's/ *#.*//'; }
numbered() { grep -o 'POSTGRES-[0-9]*' "$1" | sort -u; }
documented() {
	zh=$src/doc/postgresql.zh-CN.md en=$src/doc/postgresql.md
	typed "$en" >"$dir/en" && typed "$zh" >"$dir/zh" && same "$dir/en" "$dir/zh" &&
		[ "$(wc -l <"$dir/en")" -ge 7 ] && numbered "$en" >"$dir/en" &&
		numbered "$zh" >"$dir/zh" && same "$dir/en" "$dir/zh" &&
		numbered "$src/src/lib/postgres-login.c" |
		grep -vx 'POSTGRES-[346]' | comm -23 - "$dir/en" >"$dir/out" &&
		[ ! -s "$dir/out" ]
}
ok "both documents say the same, of each code" documented
# Why there is no connection: each reason by its code, whatever the language.
# unmet CODE URL [OPTION…]: nothing is left of it, and Chinese says it, too
unmet() {
	code=$1 to=$2
	shift 2
	gives 4 check --at "$to" -o "$dir/none/deep" "$@" && warns "\\[$code\\]" &&
		[ ! -e "$dir/none" ] &&
		gives 4 --lang zh_CN check --at "$to" -o "$dir/none" "$@" &&
		warns "\\[$code\\]" && LC_ALL=C warns '[^ -~]' && [ ! -e "$dir/none" ]
}
word() { # word LINE: credentials
	echo "$1" >"$dir/word" && chmod 600 "$dir/word"
}
ok "nobody listens at the port" unmet POSTGRES-17 postgresql://127.0.0.1:1/streets
word hecha_check:falsch
ok "another password" unmet POSTGRES-9 "$url" --credentials "$dir/word"
silent() { ! grep -q falsch "$dir/err"; }
ok "which is not shown" silent
word niemand:lesen
ok "a role that is not there, which the server does not tell apart" \
	unmet POSTGRES-9 "$url" --credentials "$dir/word"
pg_sql "$port" postgres "CREATE ROLE nologin PASSWORD 'lesen'" >/dev/null
word nologin:lesen
ok "a role that may not log in" unmet POSTGRES-11 "$url" --credentials "$dir/word"
nothing_given() {
	(unset HECHA_CREDENTIALS && PGPASSFILE=$dir/none.pgpass &&
		export PGPASSFILE &&
		unmet POSTGRES-10 "postgresql://hecha_check@127.0.0.1:$port/streets")
}
ok "no password" nothing_given
ok "a database that is not there" unmet POSTGRES-12 \
	"postgresql://127.0.0.1:$port/strassen" --credentials "$pg_reader"
pg_sql "$port" postgres "CREATE DATABASE closed" >/dev/null
pg_sql "$port" postgres "REVOKE CONNECT ON DATABASE closed FROM PUBLIC" >/dev/null
ok "one that the role may not enter" unmet POSTGRES-13 \
	"postgresql://127.0.0.1:$port/closed" --credentials "$pg_reader"
pg_sql "$port" postgres "ALTER ROLE hecha_check CONNECTION LIMIT 0" >/dev/null
ok "no room for a connection" unmet POSTGRES-14 "$url" --credentials "$pg_reader"
pg_sql "$port" postgres "ALTER ROLE hecha_check CONNECTION LIMIT -1" >/dev/null
ok "no TLS where it is wanted" unmet POSTGRES-20 "$url?sslmode=verify-full" \
	--credentials "$pg_reader"
ok "a host that nobody knows" unmet POSTGRES-19 postgresql://nobody.invalid/streets
faked() { # faked HOW CODE
	fake "$1"
	unmet "$2" "postgresql://127.0.0.1:$fake_port/x?connect_timeout=2"
	told=$?
	kill "$fake_one"
	return $told
}
ok "a server that starts just now" faked 57P03 POSTGRES-15
ok "one that refuses for a reason that has no word here" faked 28P99 POSTGRES-5
states() { warns 'SQLSTATE 28P99'; }
ok "which is shown" states
ok "who breaks off" faked close POSTGRES-21
ok "who speaks another language" faked http POSTGRES-21
ok "no answer in time" faked mute POSTGRES-16
if unshare -rn true 2>/dev/null; then
	away() { # without a network
		gave=$HECHA
		printf '#!/bin/sh\nexec unshare -rn "%s" "$@"\n' "$gave" >"$dir/away"
		chmod 755 "$dir/away"
		HECHA=$dir/away
		unmet POSTGRES-18 postgresql://127.0.0.1:1/x
		told=$?
		HECHA=$gave
		return $told
	}
	ok "no way to the server" away
fi
ok "no folder to write into" refuses 2 'wants -o' check --at "$url"
# shellcheck disable=SC2086
ok "nothing to take up" refuses 2 'nothing to resume' $at --resume -o "$dir/none"
pg_sql "$port" streets "COMMENT ON SCHEMA street_clean IS 'hecha 1'" >/dev/null
# shellcheck disable=SC2086
ok "a schema of another version is not checked, and told" \
	refuses 4 'street_clean: not checked: .*another version' $at -o "$dir/at"
listed() { [ "$(awk '$1 == "open" { print $2 }' "$dir/at/unfinished")" = street_clean ]; }
ok "and stands on the list of what is not done" listed
mark=$(pg_sql "$port" streets "SELECT obj_description(oid) FROM pg_namespace WHERE nspname = 'street_faulty'")
pg_sql "$port" streets "COMMENT ON SCHEMA street_clean IS '$mark'" >/dev/null
# shellcheck disable=SC2086
ok "from which it is taken up" gives 1 $at --resume -o "$dir/at"
gone() { [ ! -e "$dir/at/unfinished" ]; }
ok "and gone" gone

# What a server sends is held to be hostile.
pg_sql "$port" streets "UPDATE street_clean.member SET name = name || chr(1) WHERE row = 1" >/dev/null
# shellcheck disable=SC2086
ok "text that is none is refused" refuses 4 'no text' $at -o "$dir/at" --schemas street_clean
# One that is no PostgreSQL at all, and speaks at random.
babble() {
	python3 - "$dir/babble" <<'EOF' &
import os, random, socket, sys
random.seed(1)
s = socket.socket()
s.bind(("127.0.0.1", 0))
s.listen()
with open(sys.argv[1] + ".new", "w") as f:
    f.write(str(s.getsockname()[1]))
os.rename(sys.argv[1] + ".new", sys.argv[1])
for _ in range(40):
    c, _ = s.accept()
    c.recv(8)
    c.sendall(random.choice([b"N", b"S", b"R\0\0\0\x08\0\0\0\0", b"E"])
              + random.randbytes(random.randrange(4000)))
    c.close()
EOF
	babbler=$!
	while [ ! -s "$dir/babble" ]; do sleep 0.1; done
	told=0
	for _ in 1 2 3 4 5 6 7 8 9 10; do
		# shellcheck disable=SC2086
		gives 4 check --at "postgresql://127.0.0.1:$(cat "$dir/babble")/x" \
			-o "$dir/none" && told=$((told + 1))
	done
	kill "$babbler"
	[ "$told" -eq 10 ]
}
ok "one that speaks at random is no server" babble
writes() { # nothing is left there, nor written
	[ "$(pg_sql "$port" streets "SELECT COUNT(*) FROM pg_class WHERE relpersistence = 't'")" = 0 ] &&
		[ "$(pg_sql "$port" streets "SELECT COUNT(*) FROM pg_namespace WHERE nspname LIKE 'hecha%'")" = 0 ]
}
ok "nothing of a run is left on the server" writes
silent_at_last() { # after a minute
	wait "$silent_check"
	[ $? -eq 4 ] && grep -q '\[POSTGRES-22\]' "$dir/silent.err" &&
		[ ! -e "$dir/silent" ]
}
ok "one that lets in, and then says nothing" silent_at_last
kill "$silent_one"
finished
