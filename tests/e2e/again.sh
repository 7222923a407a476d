#!/bin/sh
# A check after an import takes over what cannot have changed: by example, and
# the same answers as a full check after changes by chance (tests/e2e/again.py; by
# hand with other seeds and more rounds).
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
GEN=$(dirname "$HECHA")/../tests/gen/gen
export GEN

command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }
[ -x "$GEN" ] || { echo "1..0 # SKIP no generator was built"; exit 0; }
play() {
	python3 "${srcdir:-.}/tests/e2e/again.py" "$@" >"$dir/out" 2>&1
}
notices() {
	play "$@"
	[ $? -eq 1 ] && says 'only full: .*DUP-03'
}
made() { # made ALL SOME NONE: how many checks were made over which records
	test "$(sed -n 's/^Checks made over all records: //p' "$dir/err")" \
		= "$1, over changed villages: $2, taken over: $3"
}
checks() { # checks STATUS ARGUMENT…
	want=$1
	shift
	gives "$want" --verbose --quiet check "$@"
}
n_checks=$("$HECHA" rules list --format csv | grep -c '^[A-Z]*-[0-9]')

# Two villages' records, in files of their own.
common="--lang en --db $dir/a.db"
mkdir "$dir/r"
cause=02
register() { # register VILLAGE ACCOUNT
	cat >"$dir/r/register-$1.xml" <<E2
<register xmlns="urn:hecha:1" year="2026" source="current" division="379999001" exported="2026-12-16">
<household id="h$1" village="37999900100$1" head-name="张三" account="$2" class="none" mark="1" main-cause="$cause">
<member id="m$1" name="张三" number="37999919800101001X" health="01" relation="01"/>
</household>
</register>
E2
}
cat >"$dir/r/staff.xml" <<E2
<staff xmlns="urn:hecha:1" year="2026" division="379999001">
<training id="t1" level="street" date="2026-11-02"/>
</staff>
E2
ok "a database" gives 0 init --plan "$src/fixtures/street.xml"
register 1 1
register 2 2
ok "two villages" gives 0 import "$dir/r"
ok "the first check" checks 1
ok "makes everything" made "$n_checks" 0 0
ok "the second" checks 1
gives 1 check --format csv
left=$(grep -c ',not-checkable,' "$dir/out")
checks 1
ok "takes all over but what could not be made" \
	made "$left" 0 $((n_checks - left))
ok "in full" checks 1 --full
ok "nothing is taken over" made "$n_checks" 0 0
register 2 1
ok "one village comes again" gives 0 import "$dir/r"
ok "and is checked" checks 1
how() { # how CHECK: over which records it was made
	sed -n "s/.*\"id\": \"$1\".*\"made\": \"\([a-z]*\)\".*/\1/p" "$dir/out"
}
touch_two() { # touch_two ACCOUNT ARGUMENT…
	register 2 "$1"
	gives 0 import "$dir/r" && shift && gives 1 check --format json "$@"
}
ok "another account" touch_two 3
ok "is nothing to what reads no account" test "$(how CAU-05)" = none
ok "all villages at once: everywhere" test "$(how DUP-09)" = all
cause=03
ok "another cause" touch_two 3
ok "one household at a time: the changed villages'" test "$(how CAU-05)" = some
ok "is nothing to accounts" test "$(how DUP-09)" = none
cause=02
register 2 3
gives 0 import "$dir/r"
ok "two changes before a check" touch_two 6
ok "are both seen: the cause" test "$(how CAU-05)" = some
ok "and the account" test "$(how DUP-09)" = all
ok "other tables: nowhere" test "$(how TRN-02)" = none
cause=04
ok "as of another day" touch_two 4 --as-of 2026-12-20
ok "what does not ask for the day" test "$(how CAU-05)" = some
ok "what does" test "$(how STD-10)" = all
ok "another plan of checks" touch_two 5 --skip DUP --reason "me"
ok "makes everything" test "$(how CAU-05)" = all

# Villages in one file are told apart by what they have, and on which lines.
common="--lang en --db $dir/both.db"
both() { # both SED: the two in one file, changed, come and are checked
	{
		sed '$d' "$dir/r/register-1.xml"
		sed 1d "$dir/r/register-2.xml"
	} | sed "$1" >"$dir/both.xml"
	gives 0 import "$dir/both.xml" && gives 1 check --format json
}
gives 0 init --plan "$src/fixtures/street.xml"
gives 0 import "$dir/r/staff.xml"
ok "one file of two villages" both ''
ok "with a comment at its end" both '$a<!-- -->'
ok "nothing is made again" test "$(how CAU-05)" = none
ok "with another fact of one" both '/h2/s/cause="04"/cause="05"/'
ok "it is made again there" test "$(how CAU-05)" = some
sed 's/cause="05"/cause="06"/' "$dir/both.xml" >"$dir/twice.xml"
mv "$dir/twice.xml" "$dir/both.xml"
gives 0 import "$dir/both.xml"
ok "and back, between two checks" both ''
ok "there as well" test "$(how CAU-05)" = some
ok "with a line more in front of both" both '/id="h1"/s/^/\n/'
ok "both are other records" test "$(how CAU-05)" = all
ok "with another head" both 's/2026-12-16/2026-12-17/'
ok "all is another document" test "$(how CAU-05)" = all
common="--lang en --db $dir/a.db"

# A database that somebody has been at: counts whose view is gone.
no_view() {
	cp "$dir/a.db" "$dir/c.db"
	python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).execute("DROP VIEW hc_paper_now")' "$dir/c.db" &&
		gives 4 --db "$dir/c.db" check && warns 'hc_paper_now'
}
ok "counts that cannot be made are told" no_view

# Another program that gets in between (not with a sanitizer, which must be
# loaded first).
disturbed() {
	# shellcheck disable=SC2086
	${CC:-cc} -shared -fPIC -o "$dir/between.so" \
		"${srcdir:-.}/tests/e2e/between.c" -lsqlite3 -ldl || return 1
	cp "$dir/a.db" "$dir/b.db"
	LD_PRELOAD=$dir/between.so "$HECHA" --lang en --db "$dir/b.db" check \
		>"$dir/out" 2>"$dir/err"
	test $? -eq 4 && warns "\[RUN-1\]$"
}
nm -D "$HECHA" 2>/dev/null | grep -q __asan ||
	ok "what changed meanwhile is not checked by halves" disturbed

# Stopped in the middle of a check, by a rule that does not end: what a later
# check could still use is an index, and no more.
cat >"$dir/slow.xml" <<'E2'
<rules xmlns="urn:hecha:1" id="SLOW" version="1" clause="3.2.1a">
	<title xml:lang="zh">慢</title><title xml:lang="en">Slow</title>
	<rule id="SLOW-01" severity="notice" scope="whole" clause="3.2.1a" needs="register">
		<title xml:lang="zh">慢</title><title xml:lang="en">Slow</title>
		<message xml:lang="zh">慢。</message><message xml:lang="en">Slow.</message>
		<remedy xml:lang="zh">无。</remedy><remedy xml:lang="en">None.</remedy>
		<expected xml:lang="zh">无。</expected><expected xml:lang="en">None.</expected>
		<sql><![CDATA[
WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
SELECT NULL AS village, NULL AS household, i AS document, i AS line
  FROM n
 WHERE i < 0
]]></sql>
		<case title="one, if it came to an end" expect="1"/>
	</rule>
</rules>
E2
all_rows() { # of the database, but for indexes and what is known of them
	python3 - "$dir/a.db" <<'E2'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
for name, in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"
                        " AND name NOT LIKE 'sqlite_stat%'"
                        " ORDER BY name").fetchall():
    for row in db.execute('SELECT * FROM "%s"' % name):
        print(name, row)
E2
}
stopped() { # stopped SIGNAL
	timeout -s "$1" 2 "$HECHA" --db "$dir/a.db" check --full \
		--rules "$dir/slow.xml" >"$dir/out" 2>"$dir/err"
	[ $? -ge 124 ]
}
all_rows >"$dir/before"
for signal in INT TERM KILL; do
	ok "$signal in the middle of a check" stopped "$signal"
	all_rows >"$dir/after"
	ok "leaves records, runs and findings as before" \
		same "$dir/before" "$dir/after"
done
ok "and the next one is made" checks 1 --full

ok "chance: the same answers, findings, steps and reports" \
	play --rounds "${ROUNDS:-12}" --households 60
ok "and where all villages are in one file" \
	play --whole --seed 2 --rounds 5 --households 60
ok "and where each village is in several files of a kind, and told twice" \
	play --spread --rivals --seed 3 --rounds 4 --households 40 --village-size 8
ok "and where they are written on one line" \
	play --spread --rivals --one-line --seed 3 --rounds 4 --households 40 \
	--village-size 8
ok "a rule that looks further than it says is noticed" \
	notices --lie --rounds 30 --households 80
finished
