#!/bin/sh
# A check after an import takes answers over: cases in which what a rule reads is
# another though the records that changed are another village's, or nobody's. Each
# little street is checked, changed, imported, and checked again: in a copy of the
# database in full, and nothing may differ.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
GEN=$(dirname "$HECHA")/../tests/gen/gen
here=$(cd "${srcdir:-.}/tests/e2e" && pwd)
command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }
[ -x "$GEN" ] || { echo "1..0 # SKIP no generator was built"; exit 0; }
export PYTHONDONTWRITEBYTECODE=1
common="--lang en --db $dir/a.db"
r=$dir/r

begin() { # begin [PLAN]: no records, no rule of one's own, no day
	rm -rf "$r" "$dir"/a.db*
	mkdir "$r"
	set -- "${1:-$src/fixtures/street.xml}"
	gives 0 init --plan "$1"
}
first() { # first ARGUMENT…: all is imported and checked
	gives 0 import "$r" && { gives 1 --quiet check "$@" ||
		grep -qx 'status 0' "$dir/err"; }
}
answered() { # answered CHECK ANSWER, in the last run
	python3 - "$dir/a.db" "$1" >"$dir/answer" <<'E2'
import sqlite3, sys
print(*sqlite3.connect(sys.argv[1]).execute(
    "SELECT answer FROM hc_check WHERE id = ? AND run ="
    " (SELECT MAX(id) FROM hc_run)", sys.argv[2:]).fetchone() or ["none"])
E2
	grep -qx -- "$2" "$dir/answer" && return
	echo "$1: $(cat "$dir/answer"), not $2" >>"$dir/out"
	return 1
}
held() { # held ARGUMENT…: checked again as in full
	PYTHONPATH=$here python3 - "$dir/a.db" "$@" >"$dir/out" 2>"$dir/err" <<'E2'
import os, subprocess, sys
import again
db, full = sys.argv[1], sys.argv[1] + ".full"
again.copy_database(db, full)
for d, how in ((db, []), (full, ["--full"])):
    done = subprocess.run([os.environ["HECHA"], "--db", d, "check", "--quiet",
                           *how, *sys.argv[2:]], check=False)
    if done.returncode not in (0, 1):
        sys.exit(2)
told = again.compare(None, db, full, False)
print("\n".join(told))
sys.exit(1 if told else 0)
E2
}
again() { # again ARGUMENT…: what changed is imported, and held
	gives 0 import "$r" && held "$@"
}

# document FILE HEAD RECORD…
document() {
	file=$r/$1.xml
	echo "<$2>" >"$file"
	end="</${2%% *}>"
	shift 2
	printf '%s\n' "$@" "$end" >>"$file"
}
of='xmlns="urn:hecha:1" year="2026" division="379999001"'
register="register $of source=\"current\" exported=\"2026-12-16\""
collection="collection $of exported=\"2026-12-16\""
staff="staff $of"
inspection="inspection $of"
home() { # home ID VILLAGE ACCOUNT CAUSE [MEMBERS]
	echo "<household id=\"$1\" village=\"37999900100$2\" head-id=\"m$1\"" \
		"head-name=\"张三\" account=\"$3\" class=\"none\" mark=\"1\"" \
		"main-cause=\"$4\">${5-$(person "m$1" 01)}</household>"
}
person() { # person ID RELATION [NUMBER]
	echo "<member id=\"$1\" name=\"张三\" health=\"01\" relation=\"$2\"" \
		"number=\"${3:-37999919800101001X}\"/>"
}
four_homes() { # four_homes [FILE [CAUSE]]: of four villages
	document "${1:-register}" "$register" "$(home h1 1 1 "${2:-02}")" \
		"$(home h2 2 2 "${2:-02}")" "$(home h3 3 3 "${2:-02}")" \
		"$(home h4 4 4 "${2:-02}")"
}
accepted_on=2026-12-10
looked_at() { # looked_at ID VILLAGE HOUSEHOLD RESULT: for acceptance
	echo "<inspection-record id=\"$1\" inspector=\"王测一\" plan=\"否\"" \
		"kind=\"acceptance\" level=\"street\" village=\"37999900100$2\"" \
		"date=\"$accepted_on\"><sample household=\"$3\" result=\"$4\"/>" \
		"</inspection-record>"
}
remark() { # remark FILE…: they come again with a comment alone
	for file; do echo '<!-- -->' >>"$r/$file.xml"; done
}
pack() { # pack SQL [SCOPE [NEEDS [APPLIES]]]: a rule of one's own, USR-01
	cat >"$dir/p.xml" <<E2
<rules xmlns="urn:hecha:1" id="USR" version="1" clause="3.2.1a">
	<title xml:lang="zh">自定</title><title xml:lang="en">Own</title>
	<rule id="USR-01" severity="error" scope="${2:-whole}" clause="3.2.1a" needs="${3:-register}">
		<title xml:lang="zh">自定</title><title xml:lang="en">Own</title>
		<message xml:lang="zh">有。</message><message xml:lang="en">There.</message>
		<remedy xml:lang="zh">无。</remedy><remedy xml:lang="en">None.</remedy>
		<expected xml:lang="zh">无。</expected><expected xml:lang="en">None.</expected>
		${4:+<applies><![CDATA[$4]]></applies>}
		<sql><![CDATA[$1]]></sql>
		<case title="one" expect="1"/>
	</rule>
</rules>
E2
}
own="--rules=$dir/p.xml"
where='SELECT h.village, h.id AS household, h.document, h.line FROM household h'

# Which record counts hangs on the order of rows.
grown() {
	begin && four_homes &&
		document a "$inspection" "$(looked_at J1 1 h1 failed)" &&
		document b "$inspection" "$(looked_at J2 1 h1 passed)" && first &&
		document a "$inspection" "$(looked_at J1 1 h1 failed)" \
			"$(looked_at J3 2 h2 passed)" && again
}
ok "the first of two files gets another village's record" grown
ok "and comes again with a comment" eval 'remark a && again'
grown_register() {
	begin && document a "$register" "$(home h9 1 1 02)" &&
		document b "$register" "$(home h9 1 1 02)" "$(home h8 2 1 02)" &&
		first && document a "$register" "$(home h9 1 1 02)" \
		"$(home h7 3 1 02)" && again
}
ok "a household in two registers, of which the first grows" grown_register
ok "and comes again with a comment" eval 'remark a && again'
gone() { # gone ID VILLAGE DIRECTION
	echo "<natural-change id=\"$1\" village=\"37999900100$2\" relation=\"01\"" \
		"household=\"h$2\" member=\"mh$2\" name=\"张三\" reason=\"08\"" \
		"birth=\"1980-01-01\" direction=\"$3\" date=\"2026-11-10\"/>"
}
free_line() {
	begin && document register "$register" "$(home h1 1 1 02)" \
		"$(home h2 2 2 02 "$(person mh2 02)$(person n2 02)")" \
		"$(home h3 3 3 02)" "$(home h4 4 4 02)" "$(home h5 5 5 02)" &&
		document a "$collection" "$(gone N1 1 increase)" '' \
			"$(gone N2 2 increase)" &&
		document b "$collection" "$(gone N3 2 decrease)" && first &&
		document a "$collection" "$(gone N1 1 increase)" \
			"$(gone N4 1 increase)" "$(gone N2 2 increase)" && again
}
ok "a record on a free line in front of another village's" free_line
one_line() { # one_line RECORD…: the inspection's
	{
		printf '<%s>' "$inspection"
		printf '%s' "$@"
		echo '</inspection>'
	} >"$r/inspection.xml"
}
swapped() {
	failed=$(looked_at J1 1 h1 failed)
	passed=$(looked_at J2 2 h1 passed)
	begin && four_homes && one_line "$failed" "$passed" && first &&
		answered ACC-03 pass && one_line "$passed" "$failed" &&
		again && answered ACC-03 fail
}
ok "two villages' records on one line change places" swapped

# On the order of documents.
trainings() {
	day='level="street" date="2026-11-02"'
	begin && four_homes && document a "$staff" "<training id=\"t1\" $day/>" &&
		document b "$staff" "<training id=\"t2\" $day/>" && first &&
		answered DLN-01 fail && remark a && again
}
ok "the lesser of two documents comes again with a comment" trainings
last_counts() {
	pack "$where WHERE h.main_cause = '03' AND h.document =
		(SELECT MAX(x.document) FROM household x WHERE x.id = h.id)"
	begin && four_homes a 03 && four_homes b 04 && first "$own" && remark a &&
		again "$own" && remark b && again "$own"
}
last_document() {
	pack "SELECT d.id AS document, 1 AS line FROM document d
		WHERE d.name LIKE '%a.xml' AND d.id =
		(SELECT MAX(id) FROM document WHERE kind = 'register')"
	begin && four_homes a && document b "$register" "$(home k1 1 9 02)" &&
		first "$own" && remark a && again "$own"
}
ok "a rule takes the records of the greatest document" last_counts
ok "or asks which that is" last_document

# A generated street without faults.
mkdir "$dir/street"
"$GEN" --households 40 --village-size 8 --faults none -o "$dir/street" || exit 99
generated() { # generated [PLAN]
	begin "$@" && cp "$dir/street"/*.xml "$r"
}
twice() { # all village meetings are told in two files; one has no photos
	generated && sed -E 's/<(posting|appraisal|announcement) id="/&X/
		s/photo="true"/photo="false"/
		s/in-village="true"/in-village="false"/' \
		"$r/procedure.xml" >"$r/procedure2.xml" &&
		first && remark procedure && again && gives 1 check --full --quiet &&
		remark procedure2 && again
}
ok "of two events of one day one comes again with a comment" twice
accepted() {
	accepted_on=2026-12-25
	failed=$(looked_at J1 1 H00100001 failed)
	generated && document last-a "$inspection" "$failed" &&
		document last-b "$inspection" "$(looked_at J2 1 H00100001 passed)" &&
		first && answered ACC-04 pass &&
		document last-a "$inspection" "$failed" \
		"$(looked_at J3 2 H00200002 passed)" && again &&
		remark last-a && again
}
ok "two files say of one household whether it was accepted" accepted

# Of a check stopped in the middle its steps must not be half taken.
killed() { # killed N: at its nth commit
	remark procedure
	gives 0 import "$r" || return 1
	{
		BETWEEN=$1 LD_PRELOAD=$dir/between.so \
			"$HECHA" --db "$dir/a.db" check >"$dir/out"
		status=$?
	} 2>"$dir/err"
	test $status -eq 137 && remark procedure && again
}
killed_thrice() {
	# shellcheck disable=SC2086
	${CC:-cc} -shared -fPIC -o "$dir/between.so" "$here/between.c" \
		-lsqlite3 -ldl && generated && first &&
		killed 1 && killed 2 && killed 3
}
nm -D "$HECHA" 2>/dev/null | grep -q __asan ||
	ok "a check is killed, and one of its documents comes again" killed_thrice

# As of a day before the export, when records are hidden.
day=2026-10-01
earlier() { # earlier LINES FILE…: days of such lines are before it
	lines=$1
	shift
	for file; do
		sed -E "/$lines/s/=\"2026-1[0-2]-/=\"2026-09-/g" "$r/$file.xml" \
			>"$dir/earlier" && mv "$dir/earlier" "$r/$file.xml"
	done
}
shown() {
	generated && first --as-of "$day" && answered PRC-18 not-applicable &&
		earlier . procedure inspection problems collection archive &&
		again --as-of "$day"
}
ok "records are dated before the day of the check" shown
shown_to_own() {
	pack "SELECT e.village, e.id AS event, e.document, e.line FROM event e
		WHERE e.kind = 'posting'" village procedure \
		"SELECT COUNT(*) FROM event WHERE kind = 'posting'"
	generated && first "$own" --as-of "$day" &&
		answered USR-01 not-applicable && earlier 379999001001 procedure &&
		again "$own" --as-of "$day" && answered USR-01 fail
}
ok "what a rule counts among them" shown_to_own

# How many there are to look at, where the rule does not say.
moves() { # moves ARGUMENT…: the fourth's household is the third's
	document register "$register" "$(home h1 1 1 02)" "$(home h2 2 2 02)" \
		"$(home h3 3 3 02)" "$(home h4 3 4 02 '')" && again "$@"
}
four() { # four ARGUMENT…: villages, the fourth without persons
	begin && document register "$register" "$(home h1 1 1 02)" \
		"$(home h2 2 2 02)" "$(home h3 3 3 02)" "$(home h4 4 4 02 '')" &&
		first "$@"
}
ok "a village less" eval 'four && answered DUP-02 pass && moves'
village_less() {
	pack "SELECT 1 AS document, 1 AS line FROM plan WHERE id IS NULL" village
	four "$own" && moves "$own"
}
ok "for a rule that reads no household" village_less
late() {
	pack "SELECT 1 AS document, 1 AS line FROM plan WHERE id IS NOT NULL" \
		household plan
	generated && rm "$r/register.xml" && first "$own" &&
		answered USR-01 not-applicable &&
		cp "$dir/street/register.xml" "$r" && again "$own" &&
		answered USR-01 fail
}
ok "the first register comes" late
lacking() { # no telephone, of other households
	pack "SELECT u.document, 1 AS line FROM undelivered u
		WHERE u.tbl = 'household' AND u.field = 'phone'"
	phoneless="s/ phone=\"[^\"]*\"//; s/ id=\"./ id=\"K/"
	generated && sed "$phoneless" "$r/register.xml" >"$r/more.xml" &&
		first "$own" && answered USR-01 fail &&
		sed "$phoneless; s/ id=\"./ id=\"L/" "$r/more.xml" \
			>"$r/third.xml" && again "$own"
}
ok "another document lacks what one lacked" lacking

# Two facts of one column: a document now has one of them.
procedure="procedure $of exported=\"2026-12-16\""
steps() { # steps FILE APPRAISAL POSTING: attributes of an item of each
	document "$1" "$procedure" \
		"<appraisal id=\"A$1\" village=\"379999001001\" round=\"1\" date=\"2026-11-01\">" \
		"<item household=\"h1\" result=\"agreed\"$2/>" \
		'<item household="h2" result="agreed"/></appraisal>' \
		"<posting id=\"P$1\" village=\"379999001001\" round=\"1\" began=\"2026-11-02\">" \
		"<item household=\"h1\"$3/><item household=\"h2\"/></posting>"
}
shared() {
	pack "SELECT u.document, 1 AS line, u.fact AS key FROM undelivered u
		WHERE u.fact LIKE '%item@class'"
	begin && four_homes && steps a '' '' &&
		steps b ' class="exit"' ' class="exit"' && first "$own" &&
		answered USR-01 fail && steps a ' class="exit"' '' &&
		again "$own"
}
ok "one of two facts that share a column comes" shared

# Until the next check, places are told where they still are.
stale() {
	begin && four_homes && first && four_homes register 03 &&
		gives 0 import "$r" && gives 0 findings --format csv &&
		says ',h1,' && lacks 'register.xml'
}
ok "what was found in what has changed since has no place" stale

# What a query reads must be known, or the query is refused.
refused() { warns '\[\(RULE\|SITUATION\)-[0-9]*\]'; }
seen() { # seen SQL: the causes are read
	pack "$1"
	begin && four_homes && gives 0 import "$r" || return 1
	gives 1 --quiet check "$own" || { refused; return; }
	answered USR-01 pass && four_homes register 03 && again "$own" &&
		answered USR-01 fail
}
other="(SELECT '03' AS main_cause, 1 AS k) y"
row="y.k = 1 AND x.row = h.row)"
caused="(SELECT row, village, id, document, line FROM household
	WHERE main_cause = '03')"
chosen='SELECT village, id AS household, document, line FROM'
ok "by a plain condition" seen "$where WHERE h.main_cause = '03'"
ok "by a natural join, outer" seen \
	"$where WHERE EXISTS (SELECT 1 FROM household x LEFT NATURAL OUTER JOIN $other WHERE $row"
ok "by USING, and a mark of byte order" seen \
	"$where WHERE EXISTS (SELECT 1 FROM household x JOIN $other USING $(
		printf '\357\273\277')(main_cause) WHERE $row"
ok "by USING between names in brackets" seen \
	"$where JOIN (SELECT 1 AS k) [a\"] ON [a\"].k = 1 WHERE EXISTS (SELECT 1
		FROM household x JOIN $other USING (main_cause) WHERE $row
		AND [a\"].k = 1"
ok "in a query of its own by a view's name" seen \
	"WITH valid_household AS $caused $chosen valid_household"
ok "in quotation marks" seen \
	"WITH 'valid_household' AS $caused $chosen valid_household"
ok "or between names in brackets" seen \
	"WITH [a\"](k) AS (SELECT 1), active_member AS $caused,
		[b\"] AS (SELECT 1 AS k) $chosen active_member"
hidden() {
	pack "SELECT 1 AS document, 1 AS line FROM (SELECT 1 AS k) [a\"]
		CROSS JOIN hc_document d CROSS JOIN (SELECT 1 AS j) [b\"]
		WHERE d.rejected > 0"
	begin && four_homes && gives 0 import "$r" &&
		! gives 1 check "$own" && refused
}
ok "the program's own table between names in brackets is not" hidden

# A plan's situations are queries as well.
plan_asks() { # plan_asks SQL: by its first situation
	awk -v sql="$1" '!made && /<test>/ {
			print "<test><![CDATA[" sql "]]></test>"
			skips = made = 1
		}
		!skips {
			sub(/id="E1" basis="compiled" .* shows="[^"]*"/,
				"id=\"E1\" basis=\"compiled\"")
			print
		}
		/<\/test>/ { skips = 0 }' "$src/fixtures/street.xml" \
		>"$dir/plan.xml"
}
accounts() {
	sed 's/ account="[0-9]*"/ account="1"/' "$dir/street/register.xml" \
		>"$r/register.xml"
}
asked() { # asked SQL: a situation that reads accounts
	plan_asks "$1"
	generated "$dir/plan.xml" || { refused; return; }
	gives 0 import "$r" || return 1
	gives 0 --quiet check || grep -qx 'status 1' "$dir/err" ||
		{ refused; return; }
	accounts && again && answered STD-08 fail
}
ok "a situation by a plain condition" asked "h.account = '1'"
ok "by USING" asked "h.row IN (SELECT x.row FROM household x JOIN
	(SELECT '1' AS account, 1 AS k) y USING (account) WHERE y.k = 1)"
ok "in a query of its own by a view's name" asked "h.row IN (WITH active_member
	AS (SELECT row FROM household WHERE account = '1')
	SELECT row FROM active_member)"
finished
