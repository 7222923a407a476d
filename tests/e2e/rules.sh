#!/bin/sh
# Every rule pack keeps to the rules, and its own cases come out.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
common='--lang en'

is_json() {
	gives 0 rules list --format json &&
		python3 -c 'import json, sys; json.load(sys.stdin)[0]["id"]' <"$dir/out"
}
ok "every pack keeps to the rules" gives 0 rules lint
ok "none has a fault" says ', with faults: 0'
# All of them are played once, and all that they show is read.
ok "every case comes out" gives 0 rules test --format csv
ok "none fails" warns 'failed: 0$'
ok "and every sentence of every check can be read" python3 \
	"$src/tests/e2e/messages.py" "$dir/out"
ok "the list is JSON" is_json

# The cases say what they need of a plan: under another year's, and under one of
# other days, dates and lists, they come out as well.
sed 's/^\(<plan .*year="\)2026/\12027/' "$src/plans/street.xml" >"$dir/next.xml"
under() { # under PLAN: every case, where the program is not watched
	[ "${HECHA_VIEWERS-}" = no ] || gives 0 rules test -p "$1"
}
ok "next year's plan" under "$dir/next.xml"
sed 's/ reference="[^"]*" issued="[^"]*"/ reference="12-31" issued="02-01"/
	s/<counting .*/<counting days="working" first-day="excluded"\/>/
	s/ days="[57]"/ days="1"/; s/<period .*/<period began="01-01" began-year="0" ended="12-31"\/>/
	s/ by="[^"]*"/ by="01-31" by-year="1"/
	s/\(<parameter .*value="\)[^"]*\(".*percent.*\)/\11\/7\2/
	/<paper /d; /<department /,/<.department>/d; /<situation /,/<.situation>/d' \
	"$src/plans/street.xml" >"$dir/far.xml"
ok "a plan that has little in common" under "$dir/far.xml"
ok "another province's" under "$src/plans/beiyuan.xml"
ok "and its clauses are all there" gives 0 rules lint -p "$src/plans/beiyuan.xml"
ok "each with a check or a reason" gives 0 rules coverage -p "$src/plans/beiyuan.xml"
sed 's/ cases-take="[^"]*"//' "$src/rules/trn.xml" >"$dir/trn.xml"
ok "a pack that does not say what it needs" gives 1 rules test "$dir/trn.xml" -p "$dir/far.xml"
ok "needs it" gives 0 rules test "$dir/trn.xml"
sed 's/ cases-take="/ cases-plan="nowhere"&/' "$src/rules/trn.xml" >"$dir/trn.xml"
ok "a plan that is none of ours" gives 1 rules test "$dir/trn.xml"
ok "is told" says 'plans/nowhere.xml'

# Values in force for a time: the record's own date chooses.
cat >"$dir/own.xml" <<'EOF'
<rules xmlns="urn:hecha:1" id="OWN" version="1" clause="3.2.1a">
	<title xml:lang="zh">自定</title><title xml:lang="en">Own</title>
	<rule id="OWN-01" severity="notice" scope="whole" clause="3.2.1a" needs="collection" from="2026-11-03">
		<title xml:lang="zh">入户人数不足</title><title xml:lang="en">Too few investigators</title>
		<message xml:lang="zh">仅{n}人，应为{least}人。</message><message xml:lang="en">{n} of {least}.</message>
		<remedy xml:lang="zh">补充。</remedy><remedy xml:lang="en">Add.</remedy>
		<expected xml:lang="zh">人数足够。</expected><expected xml:lang="en">Enough.</expected>
		<parameter name="least" value="1" unit="persons">
			<title xml:lang="zh">最少人数</title><title xml:lang="en">least</title>
			<dated value="2" from="2026-11-05" to="2026-11-06"/>
			<dated value="3" from="2026-11-07"/>
		</parameter>
		<sql><![CDATA[
SELECT v.village, v.household, v.id AS event, v.document, v.line,
       v.date AS dated, COUNT(i.row) AS n
  FROM visit v
  LEFT JOIN investigator i ON i.parent = v.row
 GROUP BY v.row, v.village, v.household, v.id, v.document, v.line, v.date
HAVING COUNT(i.row) < CAST(:least AS INTEGER)
]]></sql>
		<evidence name="n"><label xml:lang="zh">人数</label><label xml:lang="en">persons</label></evidence>
		<case title="none is enough before the rule; from 5 November two, from 7 November three" expect="4">
			<collection year="2026" division="379999001" exported="2026-12-16">
				<visit id="V1" household="h1" village="379999001001" date="2026-11-02"/>
				<visit id="V2" household="h1" village="379999001001" date="2026-11-03"/>
				<visit id="V3" household="h1" village="379999001001" date="2026-11-04"><investigator name="甲甲"/></visit>
				<visit id="V4" household="h1" village="379999001001" date="2026-11-05"><investigator name="甲甲"/></visit>
				<visit id="V5" household="h1" village="379999001001" date="2026-11-06"><investigator name="甲甲"/><investigator name="乙乙"/></visit>
				<visit id="V6" household="h1" village="379999001001" date="2026-11-07"><investigator name="甲甲"/><investigator name="乙乙"/></visit>
				<visit id="V7" household="h1" village="379999001001"/>
				<visit id="V8" household="h1" village="379999001001" date="2026-11-08"><investigator name="甲甲"/></visit>
			</collection>
		</case>
	</rule>
</rules>
EOF
ok "a pack with dates keeps to the rules" gives 0 rules lint "$dir/own.xml"
ok "the record's date chooses the value" gives 0 rules test "$dir/own.xml"
sed 's/from="2026-11-07"/from="2026-11-08"/' "$dir/own.xml" >"$dir/other.xml"
ok "a day later it is another" gives 1 rules test "$dir/other.xml"
ok "and a finding less" says '3 findings, not 4'
# What a case says of its findings is held, too.
sed 's/shows=" posting-1 |/shows=" posting-9 |/' "$src/rules/prc.xml" >"$dir/shows.xml"
ok "a case that shows another step" gives 1 rules test "$dir/shows.xml"
ok "is told" says 'nothing shows " posting-9 "'
sed 's/pending="1"/pending="2"/' "$src/rules/rcn.xml" >"$dir/pending.xml"
ok "a case with another number pending" gives 1 rules test "$dir/pending.xml"
ok "is told, too" says '1 pending, not 2'

# What a pack says once for its rules: the documents of records that a case has
# by themselves, and columns.
sed 's/<staff year[^>]*>/<archive\/>/' "$src/rules/trn.xml" >"$dir/once.xml"
ok "a record that no document takes" gives 1 rules test "$dir/once.xml"
ok "is told" says '<person> is no document, and no record of one'
sed '/<evidence name="faults_zh">/,/<.evidence>/d' "$src/rules/prc.xml" >"$dir/once.xml"
ok "a column that neither rule nor pack names" gives 3 rules lint "$dir/once.xml"
ok "is told, too" warns "'faults_zh'.*EVIDENCE-1"
sed 's/ type="day-reading"/ type="day-readings"/' "$src/rules/prc.xml" >"$dir/once.xml"
ok "a type of the pack's that is none" gives 3 rules lint "$dir/once.xml"
ok "is told as well" warns "'day-readings'.*PACK-5"
sed '0,/<evidence name="days">/s//<evidence name="round">/' "$src/rules/prc.xml" >"$dir/once.xml"
ok "a column that the pack names twice" gives 3 rules lint "$dir/once.xml"
ok "is told, also" warns "'round' \[PACK-6\]"

# What hangs on the counting of days is asked in three columns.
sed 's/COUNT(\*) AS total/COUNT(*) AS totals/' "$src/rules/prc.xml" >"$dir/readings.xml"
ok "readings in other columns" gives 1 rules lint "$dir/readings.xml"
ok "are a fault" says 'PRC-03: readings: column 3 is not total'
sed 's/natural-excluded 1.3/natural-excluded 2\/3/' "$src/rules/prc.xml" >"$dir/readings.xml"
ok "a case with other figures" gives 1 rules test "$dir/readings.xml"
ok "is told as well" says 'nothing shows "\[natural-excluded 2/3'

year() { # year DOCUMENT: a household whose head has learnt a craft for a year
	sed "s/^\(.*<plan .*year=\"\)2026/\1$1/" "$src/plans/street.xml" >"$dir/year-plan.xml"
	cat >"$dir/year.xml" <<EOF
<register xmlns="urn:hecha:1" source="current" year="$1" division="379999001" exported="$1-12-16">
<household id="h1" village="379999001001"><member id="m1" education="07"/></household>
</register>
EOF
}
year 2026
ok "a code in use" gives 0 --db "$dir/y.db" init --plan "$src/plans/street.xml"
ok "is taken" gives 0 --db "$dir/y.db" import "$dir/year.xml"
ok "as a record" says 'stored 1, rejected 0'
year 2019
ok "a year that is not the plan's" gives 3 --db "$dir/y.db" import "$dir/year.xml"
ok "is told in one sentence" warns 'year.xml: .*2019.*2026 \[IMPORT-9\]'
ok "of the former register" sh -c 'sed "s/source=.current./source=\"previous\"/" "$1" >"$2"' - \
	"$dir/year.xml" "$dir/former.xml"
ok "as well" gives 3 --db "$dir/y.db" import "$dir/former.xml"
ok "which is of the year before" warns '2019.*2025 \[IMPORT-9\]'
rm "$dir/y.db"
ok "the plan of that year" gives 0 --db "$dir/y.db" init --plan "$dir/year-plan.xml"
ok "before the code was" gives 0 --db "$dir/y.db" import "$dir/year.xml"
ok "it is rejected" says 'stored 0, rejected 1'
ok "and why is told" warns 'the code was not in use in that year'

# Days are counted by a table, in a check of one's own.
cat >"$dir/days.xml" <<'EOF'
<?xml version="1.0" encoding="UTF-8"?>
<rules xmlns="urn:hecha:1" id="DAY" version="1" clause="3.2.1a">
	<title xml:lang="zh">自查</title><title xml:lang="en">Own</title>
	<rule id="DAY-01" severity="suspect" scope="whole" clause="3.2.1a" needs="collection">
		<title xml:lang="zh">入户与签字相隔过久</title><title xml:lang="en">Signed long after the visit</title>
		<message xml:lang="zh">签字距入户{n}天，其中工作日{worked}天。</message><message xml:lang="en">Signed {n} days after the visit, {worked} of them worked.</message>
		<remedy xml:lang="zh">核实。</remedy><remedy xml:lang="en">Verify.</remedy>
		<expected xml:lang="zh">入户时签字。</expected><expected xml:lang="en">Signed at the visit.</expected>
		<sql><![CDATA[
SELECT v.village, v.household, v.id AS event, v.document, v.line,
       b.natural - a.natural AS n, b.working - a.working AS worked
  FROM visit v
  JOIN signature s ON s.parent = v.row
  JOIN plan_day a ON a.date = v.date
  JOIN plan_day b ON b.date = s.date
 WHERE b.working - a.working > 3
]]></sql>
		<evidence name="n"><label xml:lang="zh">天数</label><label xml:lang="en">days</label></evidence>
		<evidence name="worked"><label xml:lang="zh">工作日</label><label xml:lang="en">working days</label></evidence>
		<case title="over a weekend: three worked days, and four" expect="1" shows="&quot;n&quot;:&quot;6&quot;,&quot;worked&quot;:&quot;4&quot;">
			<collection year="2026" division="379999001" exported="2026-12-16">
				<visit id="V1" household="h1" village="379999001001" date="2026-11-05"><signature role="household" name="甲甲" date="2026-11-10" own-hand="true"/></visit>
				<visit id="V2" household="h2" village="379999001001" date="2026-11-05"><signature role="household" name="甲甲" date="2026-11-11" own-hand="true"/></visit>
			</collection>
		</case>
	</rule>
</rules>
EOF
ok "a pack that counts days" gives 0 rules lint "$dir/days.xml"
ok "counts all of them, and those worked" gives 0 rules test "$dir/days.xml"
ok "and its case is shown in words" says 'Signed 6 days after the visit, 4 of them worked'

ok "each clause has a check or a reason" gives 0 rules coverage
ok "none is left" says ', served by nothing: 0'
sed 's|<beyond xml:lang="..">[^<]*</beyond>||' "$src/plans/street.xml" >"$dir/bare.xml"
ok "a clause with neither" gives 1 rules coverage --plan "$dir/bare.xml"
ok "is told" says 'no check serves it, and the plan does not say why'

# The guide's own example, as its reader would try it.
guide() {
	sed -n '/^```xml/,/^```/{/^```/!p;}' "$src/doc/rule-authoring$1.md"
}
guide '' >"$dir/my.xml"
ok "the guide's example keeps to the rules" gives 0 rules lint "$dir/my.xml"
ok "and its cases come out" gives 0 rules test "$dir/my.xml"
ok "it runs beside ours" gives 0 audit "$src/fixtures/street.xml" \
	"$src/fixtures/clean" -o "$dir/my" --rules "$dir/my.xml"
ok "and finds what it should" gives 0 --db "$dir/my/hecha.db" findings --check MY-01
ok "alone, too" gives 1 --db "$dir/my/hecha.db" check --rules "$dir/my.xml" \
	--only MY --reason "trial"
ok "a check without it" gives 1 --db "$dir/my/hecha.db" check --only MY --reason "trial"
ok "remembers it" gives 0 --db "$dir/my/hecha.db" findings --check MY-01
ok "the result names it" gives 0 --db "$dir/my/hecha.db" report self-check \
	--format xml -o "$dir/my/again.xml"
ok "as a pack of the user, with its hash" grep -q \
	"<pack id=\"MY\" version=\"1\" name=\"my.xml\" sha256=\"$(sha256sum "$dir/my.xml" | cut -d' ' -f1)\" own=\"true\"/>" \
	"$dir/my/again.xml"
ok "and the plan's" grep -q "<basis plan=\"$(sha256sum "$src/fixtures/street.xml" | cut -d' ' -f1)\">" \
	"$dir/my/again.xml"
ok "the parameter in force" grep -q 'check="MY-01" name="least" value="15" unit="items" origin="pack"' \
	"$dir/my/again.xml"
mv "$dir/my.xml" "$dir/away.xml"
ok "a check when it is gone" gives 1 --db "$dir/my/hecha.db" check --only ID --reason "trial"
ok "tells so" warns 'my.xml: the last check was made with this pack; it is not there'
mv "$dir/away.xml" "$dir/my.xml"
ok "it is explained" gives 0 --db "$dir/my/hecha.db" explain MY-01 --rules "$dir/my.xml"
ok "by its title" says 'Visit too short'
sed 's/ time="\([^"]*\)"/ time="\1" ended-time="\1"/; s/ ended-time="[^"]*"//2' \
	"$src/fixtures/clean/collection.xml" >"$dir/collection.xml"
ok "where visits have no length it finds them" gives 0 audit \
	"$src/fixtures/street.xml" "$dir/collection.xml" \
	"$src/fixtures/clean/register.xml" -o "$dir/short" --fail-on none \
	--rules "$dir/my.xml"
ok "under the title of its pack" says '^Our own checks  *0  *[1-9]'
ok "and labels of the schemas" grep -q '<evidence name="date" label="date of the visit">' \
	"$dir/short/result.xml"
ok "which reports tell" grep -q '<title>Our own checks</title>' "$dir/short/result.xml"
told() { # told GUIDE: it lists each function and each unit that there is
	{
		sed -n '/names\[\] = { "abs"/,/};/p' "$src/src/lib/db.c" |
			grep -o '"[a-z_]*"' | tr -d '"' | tr a-z A-Z
		sed -n '/list id="unit"/,/<\/list>/p' "$src/schemas/codes.xml" |
			sed -n 's/.*item code="\([a-z]*\)".*/\1/p'
	} | while read -r name; do
		grep -qw "$name" "$src/doc/$1" || echo "$name"
	done >"$dir/out"
	[ ! -s "$dir/out" ]
}
ok "the guide has every function and unit" told rule-authoring.md
ok "in Chinese, too" told rule-authoring.zh-CN.md
sed 's/{ended}/{endde}/' "$dir/my.xml" >"$dir/typo.xml"
sed 's/<expected xml:lang="en">/&{fault_en} /' "$src/rules/pst.xml" >"$dir/standing.xml"
ok "what is expected names no finding" gives 1 rules lint "$dir/standing.xml"
ok "which has a column" says 'stand for the check and name no column'
ok "a sentence that names no evidence" gives 1 rules lint "$dir/typo.xml"
ok "is a fault" says 'MY-01: a sentence names {endde}, which is no evidence'
sed '/<case /,/<\/case>/d' "$dir/my.xml" >"$dir/bare.xml"
ok "a check without a case" gives 1 rules test "$dir/bare.xml"
ok "fails" says 'MY-01: has no case'
guide .zh-CN >"$dir/zh.xml"
ok "the Chinese guide has the same" same "$dir/my.xml" "$dir/zh.xml"
sed 's/id="MY"/id="ID"/; s/MY-01/ID-01/' "$dir/my.xml" >"$dir/twice.xml"
ok "an id that is ours is no fault of the file alone" gives 0 rules lint "$dir/twice.xml"
ok "an audit with it" gives 2 audit "$src/fixtures/street.xml" \
	"$src/fixtures/clean" -o "$dir/x" --rules "$dir/twice.xml"
ok "is refused" warns 'ID-01.*PACK-1'

# A pack is input: what it says must stand in its lists.
wrong() { # wrong SED-SCRIPT MESSAGE: every command refuses the pack
	sed "$1" "$dir/my.xml" >"$dir/wrong.xml"
	for command in "rules lint" "rules test" "rules list" "explain MY-01 --rules" \
		"audit $src/fixtures/street.xml $src/fixtures/minimal -o $dir/w --rules"; do
		# shellcheck disable=SC2086
		gives 3 --db "$dir/my/hecha.db" $command "$dir/wrong.xml" &&
			warns "wrong.xml:.*$2" || return 1
	done
}
ok "a severity" wrong 's/severity="suspect"/severity="Suspect"/' \
	"8: <rule>: severity .*'Suspect'.*error, suspect, notice \[CODED-1\]"
ok "a scope" wrong 's/scope="household"/scope="person"/' 'member, household, village, whole \[CODED-1\]'
ok "a unit" wrong 's/unit="items"/unit="minutes"/' "'minutes'.*CODED-1"
ok "a needed document" wrong 's/needs="register/needs="registre/' "'registre'.*PACK-5"
ok "a type of evidence" wrong 's/name="date" fact/name="date" type="brith" fact/' "line [0-9]*: <evidence>: .*'brith'.*PACK-5"
ok "a language" wrong 's/<title xml:lang="en">Our/<title xml:lang="fr">Our/' 'xml:lang must be zh once and en once'
ok "one language twice" wrong 's/<label xml:lang="en">began/<label xml:lang="zh">began/' 'zh once and en once'
ok "an id of another pack" wrong 's/rule id="MY-01"/rule id="MINE-01"/' "MINE-01: .*PACK-7"
ok "evidence that no schema knows" wrong 's/fact="visit@date"/fact="visit@day"/' "'visit@day' \[EVIDENCE-1\]"
ok "evidence that several schemas know" wrong 's/ fact="visit@date"//' "'date'.*EVIDENCE-2"
ok "two of one name" wrong 's/<evidence name="time"/<evidence name="date"/' "'date' \[PACK-6\]"

# What lint refuses does not run.
refused() { # refused SED-SCRIPT MESSAGE
	sed "$1" "$dir/my.xml" >"$dir/wrong.xml"
	gives 1 rules lint "$dir/wrong.xml" && says "MY-01: $2" &&
		gives 3 --db "$dir/my/hecha.db" check --rules "$dir/wrong.xml" &&
		warns "MY-01: $2"
}
ok "a parameter that nobody declares" refused 's/:least/:lest/' 'sql: :lest is no parameter'
ok "a rule that never proves itself" refused 's/expect="1"/expect="0"/' 'has no case that expects a finding'
broken() { # the SQL is sound, and finds nothing
	sed 's/^ WHERE CAST(/ WHERE v.row < 0 AND CAST(/' "$dir/my.xml" >"$dir/wrong.xml"
	gives 1 rules lint "$dir/wrong.xml" &&
		says 'MY-01: finds nothing in its own case "fourteen minutes'
}
ok "one that finds nothing where it has to" broken
ok "nor without any" refused '/<case /,/<.case>/d' 'has no case'

# SQL that SQLite takes and PostgreSQL does not, or reads otherwise: a word of
# warning for a user's pack, which runs here; a fault of the program's own.
mkdir -p "$dir/data/rules"
for f in schemas plans layouts xslt po; do
	ln -s "$src/$f" "$dir/data/$f"
done
# what SQLite itself refuses needs no other judge
only_sqlite() { # only_sqlite CONDITION MESSAGE
	sed "s/^ WHERE CAST(/ WHERE $1 AND CAST(/" "$dir/my.xml" >"$dir/wrong.xml"
	cp "$dir/wrong.xml" "$dir/data/rules/my.xml"
	if gives 0 rules lint "$dir/wrong.xml"; then
		says "MY-01: warning: sql: .*\($2\)" &&
			HECHA_DATADIR="$dir/data" gives 1 rules lint &&
			says "MY-01: sql: .*\($2\)"
	else
		says "MY-01: sql: .*\($2\)"
	fi
}
alike() { # alike CONDITION
	sed "s/^ WHERE CAST(/ WHERE $1 AND CAST(/" "$dir/my.xml" >"$dir/wrong.xml"
	gives 0 rules lint "$dir/wrong.xml" && lacks warning
}
for own in hc_document 'main.hc_document' '"HC_DOCUMENT"' '[hc_run]'; do
	sed "s/^ WHERE CAST(/ WHERE v.document IN (SELECT id FROM $own) AND CAST(/" \
		"$dir/my.xml" >"$dir/wrong.xml"
	ok "$own is the program's own" gives 1 rules lint "$dir/wrong.xml"
	ok "as it says" says "MY-01: sql: a table hc_… is the program's own"
done
by_name() { # by_name JOIN: the rule's table joined to another
	sed "s/^  FROM visit v\$/  FROM visit v $1/" "$dir/my.xml" >"$dir/wrong.xml"
	gives 1 rules lint "$dir/wrong.xml" &&
		says "MY-01: sql: tables are joined by ON: which"
}
ok "USING reads what nobody sees" by_name 'JOIN visit w USING (id)'
ok "so does NATURAL" by_name 'NATURAL JOIN visit w'
ok "MAX of two" only_sqlite 'MAX(1, 2) > 0' 'MIN or MAX of several'
ok "of one it may be" alike "v.date <= (SELECT MAX(COALESCE(x.date, 'a')) FROM visit x)"
ok "GLOB" only_sqlite "v.time GLOB '1*'" 'GLOB\|not authorized'
ok "==" only_sqlite "v.date == v.date" '== (write =)'
ok "a name in quotes and capitals" only_sqlite 'v."DATE" <> v.time' 'double quotes'
ok "in small letters it may be" alike 'v."date" <> v.time'
ok "text in quotes" only_sqlite 'v.date <> "2026"' 'no such column'
ok "IIF" only_sqlite "IIF(v.date IS NULL, 0, 1) = 1" 'IIF'
ok "printf" only_sqlite "printf('x') = 'x'" 'printf\|not authorized'
ok "IS with a value" only_sqlite "v.date IS v.date" 'IS with a value'
ok "IS NOT with one" only_sqlite "v.date IS NOT '2026'" 'IS with a value'
ok "with NULL and DISTINCT FROM it may be" alike "v.date IS NOT NULL AND v.time IS DISTINCT FROM v.ended_time"
ok "rowid" only_sqlite "v.rowid > 0" 'rowid\|no such column'
ok "a reserved name" only_sqlite "EXISTS (WITH a AS (SELECT 1 AS n), both AS (SELECT 2 AS n) SELECT * FROM both)" 'a reserved word'
ok "with columns, too" only_sqlite "EXISTS (WITH user(n) AS (SELECT 1) SELECT n FROM user)" 'a reserved word'
ok "another may be" alike "EXISTS (WITH a AS (SELECT 1 AS n), two AS (SELECT 2 AS n) SELECT * FROM two)"
ok "a sum divided by a sum" only_sqlite "COALESCE((SELECT SUM(x.row) * 100 \/ SUM(x.line) FROM visit x), 1) > -1" 'a sum divided'
ok "cast it may be" alike "COALESCE((SELECT CAST(SUM(x.row) AS INTEGER) \/ CAST(SUM(x.line) AS INTEGER) FROM visit x), 0) >= 0"
in_window() { # in_window ORDER: a condition with a window so ordered
	printf '%s' "EXISTS (SELECT 1 FROM (SELECT ROW_NUMBER() OVER (PARTITION BY x.village ORDER BY $1) AS n FROM visit x) q WHERE q.n = 1)"
}
ok "a window ordered by what can be NULL" only_sqlite "$(in_window 'x.date DESC')" 'ordered by what can be NULL'
ok "behind another column" only_sqlite "$(in_window 'x.row, x.ended_time')" 'ordered by what can be NULL'
ok "of columns alone" only_sqlite "$(in_window 'COALESCE(x.date, x.time)')" 'ordered by what can be NULL'
ok "with a text for NULL it may be" alike "$(in_window "COALESCE(x.date, '') DESC, x.household, x.row")"
ok "NULLS FIRST says it as well" alike "$(in_window 'x.date NULLS FIRST')"
by_text='ordered by texts that are no column'
ok "ordered by texts of a CASE" only_sqlite "$(in_window "CASE WHEN x.row > 1 THEN '乙' ELSE '甲' END, x.row")" "$by_text"
ok "by numbers of one it may be" alike "$(in_window "CASE WHEN x.date = '甲' THEN 1 ELSE 2 END, x.row")"
ok "by a number made text" only_sqlite "$(in_window 'CAST(x.row AS TEXT)')" "$by_text"
named() { # named SELECT: a condition with a window ordered by its k
	printf '%s' "EXISTS (SELECT 1 FROM (SELECT ROW_NUMBER() OVER (ORDER BY y.k, y.row) AS n FROM ($1) y) q WHERE q.n = 1)"
}
ok "by a text that has a name" only_sqlite "$(named "SELECT x.row, x.id AS k FROM visit x UNION ALL SELECT x.row, 'B-' AS k FROM visit x")" "$by_text"
ok "by a CASE that has one" only_sqlite "$(named "SELECT x.row, CASE WHEN x.row > 1 THEN 'B' ELSE 'a' END AS k FROM visit x")" "$by_text"
ok "by a column that has one it may be" alike "$(named "SELECT x.row, x.id AS k FROM visit x")"
ok "by small letters it may be" alike "$(named "SELECT x.row, 'b' AS k FROM visit x")"
ok "by texts of a list" only_sqlite "EXISTS (WITH f (z, k) AS (VALUES (1, 'B'), (2, 'a')) SELECT 1 FROM (SELECT ROW_NUMBER() OVER (ORDER BY f.k) AS n FROM f) q WHERE q.n = 1)" "$by_text"
ok "by numbers of one it may be, too" alike "EXISTS (WITH f (z, k) AS (VALUES (1, 'B'), (2, 'a')) SELECT 1 FROM (SELECT ROW_NUMBER() OVER (ORDER BY f.z) AS n FROM f) q WHERE q.n = 1)"
least() { # least VALUE: a condition with the least of them
	printf '%s' "EXISTS (SELECT 1 FROM (SELECT x.village, MIN($1) AS n FROM visit x GROUP BY x.village) q WHERE q.n IS NOT NULL)"
}
of_texts="MIN or MAX of texts that are no column"
ok "the least of texts of a CASE" only_sqlite "$(least "CASE WHEN x.row > 1 THEN 'B' ELSE 'a' END")" "$of_texts"
ok "of numbers made text" only_sqlite "$(least "'Nr. ' || CAST(x.row AS TEXT)")" "$of_texts"
ok "of a number and a text" only_sqlite "$(least "'Nr. ' || x.row")" "$of_texts"
ok "of what is named so" only_sqlite "EXISTS (SELECT 1 FROM (SELECT MAX(y.k) AS n FROM (SELECT 'B-' || CAST(x.row AS TEXT) AS k FROM visit x) y) q WHERE q.n IS NOT NULL)" "$of_texts"
ok "of texts of columns it may be" alike "$(least "CASE WHEN x.id = 'B' THEN 'B' || x.id ELSE x.village END")"
ok "of a text made text, too" alike "$(least "CAST(SUBSTR(x.date, 1, 4) AS TEXT)")"
ok "of numbers of a CASE as well" alike "$(least "CASE x.id WHEN 'B' THEN 1 ELSE LENGTH('Nr.') END")"
compared='texts compared that are no column'
ok "texts of a CASE compared" only_sqlite "CASE WHEN v.row > 1 THEN 'B' ELSE 'a' END < 'b'" "$compared"
ok "numbers made text" only_sqlite "(1 = 1 OR 'B' BETWEEN CAST(v.row AS TEXT) AND 'C')" "$compared"
ok "what is named so" only_sqlite "EXISTS (SELECT 1 FROM (SELECT 'Nr. ' || x.row AS k FROM visit x) y WHERE y.k >= 'Nr')" "$compared"
ok "with a column it may be" alike "v.date > CASE WHEN v.row > 1 THEN 'B' ELSE 'a' END OR 1 = 1"
ok "whether they are the same, always" alike "CASE WHEN v.row > 1 THEN 'B' ELSE 'a' END <> CAST(v.row AS TEXT)"
limited() { # limited ORDER: a condition with the first row of such an order
	printf '%s' "v.row >= (SELECT x.row FROM visit x WHERE x.row <= v.row $1 LIMIT 1)"
}
ok "the first of what can be NULL" only_sqlite "$(limited 'ORDER BY x.date')" 'ordered by what can be NULL'
ok "behind a number" only_sqlite "$(limited 'ORDER BY x.row - 1, x.time DESC')" 'ordered by what can be NULL'
ok "the first by texts of a CASE" only_sqlite "$(limited "ORDER BY CASE WHEN x.row > 1 THEN 'B' ELSE 'a' END")" "$by_text"
ok "the first of no order" only_sqlite "$(limited '')" 'LIMIT without ORDER BY'
ok "of another order than the LIMIT" only_sqlite "v.row >= (SELECT x.row FROM (SELECT w.row FROM visit w ORDER BY w.row) x LIMIT 1)" 'LIMIT without ORDER BY'
ok "the first of a sound order it may be" alike "$(limited "ORDER BY COALESCE(x.date, ''), x.row")"
ok "columns called by their places" only_sqlite "(EXISTS (WITH f (a, b, c, d, e, g) AS (SELECT * FROM folder) SELECT 1 FROM f) OR 1 = 1)" 'by their places'
ok "by their names it may be" alike "(EXISTS (WITH f (a, b) AS (SELECT x.row, x.line FROM folder x), g AS (SELECT * FROM folder) SELECT 1 FROM f) OR 1 = 1)"
ok "free text as a number" only_sqlite "EXISTS (SELECT 1 FROM event x WHERE CAST(x.place AS INTEGER) = 0) OR 1 = 1" 'CAST of free text'
ok "as one that is not exact" only_sqlite "CAST(v.row AS REAL) >= 0" 'CAST to REAL'
ok "AVG" only_sqlite "COALESCE((SELECT AVG(x.row) FROM visit x), 1) > 0" 'AVG'
ok "LIKE with letters, of free text" only_sqlite "(EXISTS (SELECT 1 FROM event x WHERE x.place NOT LIKE '%Hall%') OR 1 = 1)" 'LIKE with letters'
ok "in small letters on both sides it may be" alike "(EXISTS (SELECT 1 FROM event x WHERE LOWER(x.place) LIKE '%hall%' OR x.place LIKE '%室%') OR 1 = 1)"
ok "with what stands for the next character" only_sqlite "v.date NOT LIKE '%\\\\_%'" 'write ESCAPE'
ok "a part from before the first character" only_sqlite "SUBSTR(v.date, -4) <> 'x'" 'SUBSTR'
ok "a part of a date may be" alike "CAST(SUBSTR(v.date, 1, 4) AS INTEGER) > 0"
ok "words in text and comments are none" alike "v.time <> 'a == b GLOB rowid' \/* printf(1) *\/"

# Situations are the plan's: a condition is held to the same rules as a pack.
plan_with() { # plan_with TEST: the plan, with this test for situation E9
	sed "s/^h.measures = 0\$/$1/" "$src/plans/street.xml" >"$dir/plan.xml"
}
refuses() { # refuses TEST
	plan_with "$1"
	gives 3 rules lint --plan "$dir/plan.xml" && warns 'situation E9'
}
ok "a test that is no SQL" refuses 'h.measures ='
ok "a column that is not there" refuses 'h.nothing = 0'
ok "one that ends the statement" refuses '1 = 1); DROP TABLE household; --'
ok "one that reads what is the program's" \
	refuses 'EXISTS (SELECT 1 FROM hc_plan)'
ok "a function that is not standard" refuses "readfile('x') IS NULL"
plan_with 'h.measures < 2'
ok "another condition is taken" gives 0 rules lint --plan "$dir/plan.xml"
ok "and tested by its own cases" gives 1 rules test --plan "$dir/plan.xml"
ok "which name the situation" says 'E9: one; blank: 1 findings, not 0'
finished
