#!/bin/sh
# The main job in one step: verdict, exit status, findings, problem list.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
common='--lang en'

# A street with one household that is not adjusted this year: nothing to post.
mkdir "$dir/in" "$dir/bad"
for kind in collection problems staff rolls archive inspection verdicts; do
	cp "$src/fixtures/minimal/$kind.xml" "$dir/in"
done
sed 's/class="exit"/class="none"/; s/exit-year="2026"/exit-year="2025"/' \
	"$src/fixtures/minimal/register.xml" \
	>"$dir/in/register.xml"
sed -e 's/source="current"/source="previous"/; s/year="2026"/year="2025"/' \
	-e 's/exported="2026/exported="2025/; s/schooling="06"/schooling="05"/' \
	-e 's/began="2025-10-01" period-ended="2026/began="2024-10-01" period-ended="2025/' \
	"$dir/in/register.xml" >"$dir/in/previous.xml"
sed -e '/<problem id="W0002"/,/<.problem>/d' -e 's/check-id="HH-12" field="phone"//' "$src/fixtures/minimal/problems.xml" \
	>"$dir/in/problems.xml"
echo '<procedure xmlns="urn:hecha:1" year="2026" division="379999001" exported="2026-12-20"/>' \
	>"$dir/in/procedure.xml"
sed 's|</staff>|<training id="T98" level="province" date="2026-11-01"/><training id="T99" level="county" date="2026-11-03"/>&|' \
	"$src/fixtures/minimal/staff.xml" >"$dir/in/staff.xml"
sed 's|</inspection>|<inspection-record id="S98" kind="self" level="street" inspector="孙知远" date="2026-12-18"/><inspection-record id="S99" kind="acceptance" level="street" inspector="孙知远" plan="true" date="2026-12-19"/>&|' \
	"$src/fixtures/minimal/inspection.xml" >"$dir/in/inspection.xml"
sed 's/source="current"/source="collected"/' "$dir/in/register.xml" \
	>"$dir/in/collected.xml"
cp "$dir"/in/* "$dir/bad"
sed -e '1,/relation="01"/s/relation="01"/relation="02"/' \
	-e '1,/size="/s/size="[0-9]*"/size="4"/' \
	-e 's/per-capita-income="9900"/per-capita-income="7425"/' \
	"$dir/in/register.xml" >"$dir/bad/register.xml"
sed 's/source="current"/source="collected"/' "$dir/bad/register.xml" \
	>"$dir/bad/collected.xml"

ok "a clean street" gives 0 audit "$src/fixtures/street.xml" "$dir/in" -o "$dir/a"
ok "meets zero errors" says "Zero errors: met"
ok "has its problem list" test -s "$dir/a/problems.xlsx"
ok "everything is private" test "$(stat -c %a "$dir"/a/* | sort -u)" = 600
# Reports remove what a kill left beside them.
for stale in .hecha-others.db .hecha-abcdef; do
	: >"$dir/a/$stale"
	touch -d '10 minutes ago' "$dir/a/$stale"
done
ok "a report into the folder" gives 0 --db "$dir/a/hecha.db" report problems \
	-f csv -o "$dir/a/p.csv"
ok "leaves what has another name" test -e "$dir/a/.hecha-others.db"
ok "and nothing else" test ! -e "$dir/a/.hecha-abcdef"
rm "$dir/a/.hecha-others.db" "$dir/a/p.csv"
ended() { # ended SIGNAL: an audit as soon as its draft is there; it leaves nothing
	"$HECHA" audit "$src/fixtures/street.xml" "$dir/bad" -o "$dir/ended" \
		>/dev/null 2>&1 &
	victim=$!
	until [ -n "$(find "$dir/ended" -name new.db 2>/dev/null)" ]; do
		kill -0 "$victim" 2>/dev/null || return 1
	done
	kill "-$1" "$victim"
	! wait "$victim"
} 2>/dev/null
nothing() { [ -z "$(find "$dir/ended" -mindepth 1)" ]; }
ok "an audit that is ended" ended TERM
ok "leaves no draft" nothing
ok "one whose terminal goes" ended HUP
ok "neither" nothing
drafts() { find "$dir/ended" -name '.hecha-*' | grep -q .; }
ok "one that is killed" ended KILL
ok "leaves one" drafts
ok "and the next, at once" gives 1 audit "$src/fixtures/street.xml" "$dir/bad" \
	-o "$dir/ended"
ok "does not" eval '! drafts'
cp "$dir/a/hecha.db" "$dir/old.db"
python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).execute("PRAGMA user_version = 0")' "$dir/old.db"
ok "a database of another version is not used" gives 4 --db "$dir/old.db" \
	findings
ok "which is said" warns "\[STORE-1\]$"
ok "a faulty street" gives 1 audit "$src/fixtures/street.xml" "$dir/bad" -o "$dir/b"
ok "does not meet it" says "Zero errors: not met"
# Colour where a terminal is, none with NO_COLOR, none elsewhere.
on_terminal() { # on_terminal VARIABLE=VALUE: what findings prints there
	env TERM=xterm "$@" python3 -c 'import pty, sys
pty.spawn(sys.argv[1:])' "$HECHA" --lang en --db "$dir/b/hecha.db" findings >"$dir/out" </dev/null
}
esc=$(printf '\033')
ok "on a terminal" on_terminal A=
ok "an error is red" says "$esc\\[1;31merror$esc\\[0m"
ok "with NO_COLOR" on_terminal NO_COLOR=1
ok "nothing is" lacks "$esc"
ok "nor in a file" gives 0 --db "$dir/b/hecha.db" findings
ok "at all" lacks "$esc"
ok "findings as JSON" gives 0 --db "$dir/b/hecha.db" findings --format json
ok "name HH-01, HH-03 and HH-07" test "$(grep -c '"check": "HH-0[137]"' "$dir/out")" = 3
ok "and nothing else" test "$(grep -c '"id":' "$dir/out")" = 3
id=$(sed -n 's/.*"id": "\([0-9a-f]*\)", "check": "HH-07".*/\1/p' "$dir/out")
ok "a finding is explained" gives 0 --db "$dir/b/hecha.db" explain "$id"
ok "with its clause" says "Plan 四 (4.4a)"
TZ=Asia/Shanghai LC_ALL=C.UTF-8
ok "once more in another order, zone and locale, on one thread" \
	gives 1 -q audit -j 1 \
	"$src/fixtures/street.xml" "$dir/bad/verdicts.xml" "$dir/bad/staff.xml" \
	"$dir/bad/rolls.xml" "$dir/bad/previous.xml" "$dir/bad/register.xml" "$dir/bad/problems.xml" \
	"$dir/bad/procedure.xml" "$dir/bad/inspection.xml" \
	"$dir/bad/collection.xml" "$dir/bad/collected.xml" "$dir/bad/archive.xml" -o "$dir/c"
ok "the same result bytes" same "$dir/b/result.xml" "$dir/c/result.xml"
ok "the same workbook bytes" same "$dir/b/problems.xlsx" "$dir/c/problems.xlsx"
# Stopped before its database was in place.
rm "$dir/c/hecha.db"
ok "reports that a stopped audit left" gives 1 audit "$src/fixtures/street.xml" \
	"$dir/bad" -o "$dir/c"
ok "are nothing that somebody has written" test -z "$(ls "$dir/c" | grep kept)"
rm "$dir/c/hecha.db"
echo >>"$dir/c/problems.xlsx"
ok "one that was changed since" gives 1 audit "$src/fixtures/street.xml" \
	"$dir/bad" -o "$dir/c"
ok "is kept alone" test "$(ls "$dir/c" | grep kept)" = problems-kept-1.xlsx
ok "and told" warns "kept as .*/problems-kept-1.xlsx"
ok "a missing document" gives 1 audit "$src/fixtures/street.xml" "$dir/in/register.xml" -o "$dir/d"
ok "leaves the verdict open" says "Zero errors: cannot be told"

# shellcheck disable=SC2086
set -- "$src/fixtures/street.xml" "$dir/bad"
ok "deselecting wants a reason" gives 2 audit "$@" -o "$dir/e" --skip hh
for reason in "" " "; do
	ok "one that says something" gives 2 audit "$@" -o "$dir/e" --skip hh \
		--reason "$reason"
done
ok "an unknown group" gives 2 audit "$@" -o "$dir/e" --skip hhh --reason x
ok "is named" warns "--skip: .*'hhh' \[JOB-5\]"
ok "and an unknown check" gives 2 audit "$@" -o "$dir/e" --only ID-99 --reason x
ok "a group left out" gives 1 audit "$@" -o "$dir/e" --skip hh \
	--reason "checked by hand"
ok "leaves the verdict open" says "Zero errors: cannot be told"
ok "says why" says "^Skipped: 16 (checked by hand): hh$"
ok "and so does the report" grep -q "checked by hand" "$dir/e/self-check.html"
ok "and the overview" grep -q "checked by hand" "$dir/e/overview.html"
for format in csv json md sarif junit; do
	gives 0 --db "$dir/e/hecha.db" report problems --format $format -o "$dir/e/p.$format"
	ok "and the problems as $format" grep -q "checked by hand" "$dir/e/p.$format"
done
if command -v python3 >/dev/null; then
	for file in acceptance.docx self-check.docx checklist.docx acceptance.xlsx \
		problems.xlsx visits.xlsx; do
		ok "and $file" python3 -c 'import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
sys.exit(not any(b"checked by hand" in z.read(n) for n in z.namelist()))' "$dir/e/$file"
	done
fi
ok "one check alone" gives 1 audit "$@" -o "$dir/e" --only HH-07 --reason x
ok "finds its own" says "^Household structure  *1 "
ok "what was skipped is one line" test \
	"$(grep -c '^Skipped: .* HH-01 .* HH-06 HH-08 ' "$dir/out")" = 1
ok "in small letters, too" gives 1 audit "$@" -o "$dir/e" --only hh-07 --reason x
ok "errors that may pass" gives 0 audit "$@" -o "$dir/e" --fail-on none
for kind in register collected collection; do # the sheet that changed the phone, too
	sed 's/"13800000001"/"123"/' "$dir/in/$kind.xml" >"$dir/bad/$kind.xml"
done
ok "a suspect alone" gives 1 audit "$@" -o "$dir/e"
ok "leaves the verdict open, too" says "Zero errors: cannot be told"
ok "and the report says so" grep -q "While a suspect is open" "$dir/e/self-check.html"
ok "it may pass" gives 0 audit "$@" -o "$dir/e" --fail-on none
ok "before the deadlines" gives 1 audit "$src/fixtures/street.xml" \
	"$src/fixtures/minimal/register.xml" "$dir/in/procedure.xml" \
	-o "$dir/e" --as-of 2026-11-05 --only PRC-01 --reason x
ok "missing steps are pending" says "PRC-01 .*: Not yet due ([0-9]* to come, first due 2026-11-11, days left: 6)"
ok "scripts read the days left" gives 1 --db "$dir/e/hecha.db" check \
	--as-of 2026-11-05 --only PRC-01 --reason x --format json
ok "as a number" says '"PRC-01".*"due": "2026-11-11", "left": 6,'
ok "a plan without the province's amounts" gives 1 audit \
	"$src/plans/street.xml" "$dir/in" -o "$dir/e"
ok "leaves the verdict open as well" says "Zero errors: cannot be told"
ok "and names the amount" \
	says "STD-15 .*: Cannot be checked (not set in the plan: Provincial"

# A province's own situation is XML in the plan and nothing else.
sed '/<!-- Papers/i <situation list="no-exit" id="P1" basis="official" \
	shows="measures" clause="2.1.1b"><title xml:lang="zh">措施不足</title>\
	<title xml:lang="en">Too few measures</title>\
	<test>h.measures \&lt; 9</test></situation>' \
	"$src/fixtures/street.xml" >"$dir/own.xml"
ok "a plan with one situation more" gives 1 audit "$dir/own.xml" \
	"$src/fixtures/minimal/register.xml" -o "$dir/f" --only STD-08 \
	--reason x
ok "finds it by its own test" gives 0 --db "$dir/f/hecha.db" findings \
	--format json
ok "and says by which" says 'situation P1, .*Too few measures.*the province'
ok "times on request" gives 0 -v audit "$src/fixtures/street.xml" "$dir/in" -o "$dir/e"
ok "are told" warns "^ID-03: [0-9]* ms$"

# Scripts read standard output, which holds nothing else.
for format in json csv; do
	ok "an audit as $format" gives 0 audit "$src/fixtures/street.xml" \
		"$dir/in" -o "$dir/e" --format "$format"
	ok "tells the import elsewhere" warns "^Imported: files 11 "
	ok "and not among it" lacks "Imported"
done
ok "the JSON is whole" sh -c '"$1" audit "$2" "$3" -o "$4" --format json |
	python3 -m json.tool >"$5"' - "$HECHA" "$src/fixtures/street.xml" \
	"$dir/in" "$dir/e" "$dir/out"

# What is not there is no empty list.
db=$dir/b/hecha.db
for wrong in "--check ID-99" "--check xx" "--village 1" "--household NOPE"; do
	# shellcheck disable=SC2086
	ok "$wrong" gives 2 --db "$db" findings $wrong
	ok "is named" warns "${wrong%% *}: .*'${wrong##* }' \[CMD-FINDINGS-[0-9]*\]"
done
village=$(sed -n 's/.*<household .* village="\([0-9]*\)".*/\1/p' \
	"$dir/bad/register.xml" | head -n 1)
ok "a check and a village that are" gives 0 --db "$db" findings --check hh-07 \
	--village "$village"
ok "have their finding" says "HH-07"
ok "a check that found nothing" gives 0 --db "$db" findings --check dup-01
ok "is an empty list" test ! -s "$dir/out"
ok "so is one before the first run" gives 0 --db "$dir/new.db" init \
	--plan "$src/fixtures/street.xml"
ok "of a check that will be made" gives 0 --db "$dir/new.db" findings --check ID-03
ok "and no other" gives 2 --db "$dir/new.db" findings --check ID-99

# A check that the disk does not let be made: what it sorts is larger than any
# file may become.
cat >"$dir/large.xml" <<'END'
<rules xmlns="urn:hecha:1" id="BIG" version="1" clause="4.4a">
<title xml:lang="zh">大</title><title xml:lang="en">Large</title>
<rule id="BIG-01" severity="notice" scope="whole" clause="4.4a" needs="register">
<title xml:lang="zh">大</title><title xml:lang="en">Large</title>
<message xml:lang="zh">大</message><message xml:lang="en">Large</message>
<remedy xml:lang="zh">大</remedy><remedy xml:lang="en">Large</remedy>
<expected xml:lang="zh">大</expected><expected xml:lang="en">Large</expected>
<sql><![CDATA[
SELECT a.village, a.id AS household FROM household a
 WHERE a.size > (SELECT COUNT(DISTINCT x.list || y.list || x.label_en
   || y.label_en || x.label_zh || y.label_zh || x.code || y.code
   || x.list || y.list || x.list || y.list) FROM code x CROSS JOIN code y)
]]></sql>
<case title="more persons than pairs of codes" expect="1">
<register year="2026"><household id="h1" size="9999999"/></register>
</case>
</rule>
</rules>
END
limited() { # limited STATUS: no file may grow beyond 20 MB
	(
		trap '' XFSZ
		ulimit -f 40960
		gives "$1" audit "$src/fixtures/street.xml" "$dir/in" -o "$dir/e" \
			--rules "$dir/large.xml"
	)
}
ok "a check that the disk has no room for" limited 4
ok "is said to be one" warns "checks that disk or memory kept from being made: 1$"
ok "leaves the verdict open" says "Zero errors: cannot be told"
ok "and says which it is" says "^BIG-01 Large: "
ok "where there is room it is made" gives 0 audit "$src/fixtures/street.xml" \
	"$dir/in" -o "$dir/e" --rules "$dir/large.xml"

# With one thread steps are read and indexes made one after the other, over so
# many records that the indexes do not stay in memory.
one_thread() {
	"$(dirname "$HECHA")/../tests/gen/gen" --seed 3 --households 1500 \
		-o "$dir/many" && gives 0 audit "$src/fixtures/street.xml" \
		"$dir/many" -o "$dir/one" -j 1
}
ok "one thread is enough" one_thread
ok "an audit that comes to nothing" gives 3 audit "$dir/none.xml" \
	"$src/fixtures/clean" -o "$dir/none/deep"
ok "leaves no folder" test ! -e "$dir/none"
finished
