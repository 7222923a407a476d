#!/bin/sh
# The plan laid out in days, and what is said where it does not fit.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
common='--lang en'
plan=$src/plans/street.xml

# changed NAME SED…: a plan that differs, beside what it needs
changed() {
	name=$1
	shift
	sed "$@" "$plan" >"$dir/$name.xml"
}

ok "the procedures in days" gives 0 plan show
ok "the announcement has no slack" says \
	'Announcement  *5  2026-11-29  2026-11-25  2026-11-25  2026-11-29  *0'
ok "the audit of exits has a week" says \
	'street  *1  *-  2026-11-18  2026-11-25  2026-11-25  *7'
ok "the street's plan fits" gives 0 plan lint
ok "as the lint shows: first and last days, and the slack" says \
	'Second posting  *7  2026-11-24  2026-11-18  2026-11-18  2026-11-24  *0'
ok "but has no slack" says 'no slack from "First posting" to "Notification"'
ok "no day for the comparison" says '"Comparison.*" to "Announcement" have no day of their own: all must begin on 2026-11-25'
ok "none if the first day does not count" says 'counting natural days, the first not counted, the deadlines do not fit'
ok "nor on working days" says 'counting working days, the first counted, the deadlines do not fit'
ok "data entry outlasts its stage" says '"Data entry done" is due on 2026-12-15, after the end of its stage'
ok "for scripts: lint" gives 0 plan lint --format json
ok "as JSON" python3 -c 'import json, sys
sys.exit(not any(r["kind"] == "no-day" for r in json.load(open(sys.argv[1]))))' "$dir/out"
ok "for scripts: show" gives 0 plan show --format csv
ok "as CSV" says '^entry,announcement,5,true,2026-11-29,2026-11-25,2026-11-25,2026-11-29,0'

changed early 's/id="second-posting" check="DLN-05" by="11-24"/id="second-posting" check="DLN-05" by="11-16"/'
ok "a later step that is due earlier" gives 1 plan lint "$dir/early.xml"
ok "is named" says '"Second posting" is due before "First posting", which precedes it'
ok "and how many days are short" says '"First posting" is too short; days lacking: 8'
changed long 's/days="7" deadline="first-posting"/days="20" deadline="first-posting"/'
ok "a posting too long for the year's dates" gives 1 plan lint "$dir/long.xml"
ok "would begin before the plan" says 'would have to begin by 2026-10-.*, before the plan was issued'
changed unknown 's/check="DLN-05"/check="DLN-99"/'
ok "a deadline without a check" gives 1 plan lint "$dir/unknown.xml"
ok "is named, too" says 'no pack has the check of "Second posting ended" (DLN-99)'
changed clause 's/kind="comparison" clause="3.3.2c"/kind="comparison" clause="3.4.3"/'
ok "a step that no check serves" gives 1 plan lint "$dir/clause.xml"
ok "is named as well" says 'no check cites the clause of "Comparison'

# The last step and the income period may lie in the next year.
changed next 's/check="DLN-08" by="12-15"/check="DLN-08" by="01-15" by-year="1"/; s/check="DLN-09" by="12-26"/check="DLN-09" by="01-26" by-year="1"/; s/<stage id="acceptance" \(.*\) by="12-26"/<stage id="acceptance" \1 by="01-26" by-year="1"/; s/<period .*/<period began="01-01" began-year="0" ended="01-31" ended-year="1"\/>/'
ok "a plan that ends in the next year" gives 0 plan lint "$dir/next.xml"
ok "has its dates there" gives 0 plan show "$dir/next.xml"
ok "as they are written" says '2027-01-15'
ok "and its period" sh -c '"$1" --lang en --db "$3" init --plan "$2" >/dev/null &&
	[ "$(python3 -c "import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute(\"SELECT period_ended FROM plan\").fetchone()[0])" "$3")" = 2027-01-31 ]' - \
	"$HECHA" "$dir/next.xml" "$dir/next.db"
changed issued 's/ issued="11-01"/ issued="12-20" issued-year="-1"/'
ok "a plan that was issued the year before" gives 0 plan lint "$dir/issued.xml"
ok "leaves time from that day" says 'Democratic appraisal  *1  2026-11-11  2025-12-20  2026-11-11'
changed working 's/<counting days="natural"/<counting days="working"/'
ok "working days without holidays" gives 1 plan lint "$dir/working.xml"
ok "are doubted" says 'no calendar names the holidays of 2026'
changed calendar 's/<counting days="natural"/<counting calendar="days.xml" days="working"/'
ok "a calendar that is not there" gives 3 plan lint "$dir/calendar.xml"
ok "is named" warns 'days.xml'
cat >"$dir/days.xml" <<EOF
<calendar xmlns="urn:hecha:1">
<title xml:lang="zh">甲</title><title xml:lang="en">A</title>
<workday date="2026-11-14"/><workday date="2026-11-15"/>
</calendar>
EOF
ok "one that is" gives 1 plan lint "$dir/calendar.xml"
ok "leaves no doubt" lacks 'no calendar'
sed -i 's/<calendar /<calendar provisional="true" /' "$dir/days.xml"
ok "one that is provisional" gives 1 plan lint "$dir/calendar.xml"
ok "is doubted" says 'the calendar is provisional'
ok "and so is what is checked by it" gives 0 audit "$dir/calendar.xml" \
	"$src/fixtures/minimal/register.xml" -o "$dir/prov" --fail-on none
ok "in the result" grep -q '<counting days="working" first-day="counted" calendar="provisional"/>' \
	"$dir/prov/result.xml"
ok "and in the page" grep -q 'The calendar of working days is provisional' \
	"$dir/prov/self-check.html"
sed -i 's/ provisional="true"//' "$dir/days.xml"
ok "the posting begins earlier" gives 0 plan show "$dir/calendar.xml"
ok "by the weekend that is worked" says \
	'First posting  *7  2026-11-17  2026-11-11  2026-11-0[0-9]'
ok "a database keeps plan and calendar" gives 0 --db "$dir/h.db" init \
	--plan "$dir/calendar.xml"
rm "$dir/days.xml"
ok "and needs the file no more" gives 0 --db "$dir/h.db" check --fail-on none
printf '<calendar xmlns="urn:hecha:1"/>' >"$dir/days.xml"
ok "a calendar that is none" gives 3 plan lint "$dir/calendar.xml"
ok "is refused with its place" warns 'days.xml:1'
ok "another word" gives 2 plan draw

# A step may count its days otherwise than the plan.
changed step 's/kind="announcement" days="5" deadline="stage-three"/& counting="working" first-day="excluded"/'
ok "a step on working days, the first not counted" gives 0 plan lint "$dir/step.xml"
ok "wants the holidays" says 'no calendar names the holidays of 2026'
ok "and begins earlier" says 'Announcement  *5  2026-11-30  2026-11-18  2026-11-22  2026-11-29'
ok "another one does not" says 'Announcement  *5  2026-11-29  2026-11-25  2026-11-25  2026-11-29'
ok "a street that was in time" gives 1 audit "$dir/step.xml" \
	"$src/fixtures/clean/register.xml" "$src/fixtures/clean/procedure.xml" -o "$dir/step"
ok "is so no more" gives 0 --db "$dir/step/hecha.db" findings --check PRC-04
ok "and how it is counted is told" says '2 of the 5 days required (working days, the first not counted)'
ok "in the result" grep -q '<how>working days, the first not counted</how>' "$dir/step/result.xml"
ok "and the page" grep -q '"Announcement": working days, the first not counted' "$dir/step/self-check.html"

# A share is a percentage or a fraction.
changed share 's|name="appraisal-quorum" value="[^"]*"|name="appraisal-quorum" value="5/6"|'
sed -i '/<parameter name="appraisal-quorum"/,/<.parameter>/{/<note/d}' "$dir/share.xml"
ok "a fraction" gives 1 audit "$dir/share.xml" \
	"$src/fixtures/faulty/register.xml" "$src/fixtures/faulty/procedure.xml" -o "$dir/share"
ok "holds" gives 0 --db "$dir/share/hecha.db" findings --check PRC-07
ok "as it is written" says ' present, less than 5/6'
ok "and is among the parameters" grep -q 'name="appraisal_quorum" value="5/6" unit="percent" origin="plan"' \
	"$dir/share/result.xml"
ok "without a unit" sh -c '! grep -q "5/6 %" "$1"' - "$dir/share/self-check.html"
changed fraction 's|name="large-household" value="4"|name="large-household" value="9/2"|'
ok "a fraction of persons" gives 3 plan lint "$dir/fraction.xml"
ok "is refused" warns "line [0-9]*: .*large-household: '9/2'.*PLAN-6"

# A plan may bring codes of its own: a kind of step that nobody else has.
own_code() { # own_code NAME LIST CODE ZH: the plan with it, and with such a step
	changed "$1" "s|^	<counting |	<code list=\"$2\" code=\"$3\"><label xml:lang=\"zh\">$4</label><label xml:lang=\"en\">Hearing</label></code>\n&|
0,/<step id=\"street-audit\"/s||<step id=\"hearing\" kind=\"hearing\" clause=\"3.3.2a\" required=\"true\"><title xml:lang=\"zh\">听证</title><title xml:lang=\"en\">Hearing</title></step>\n&|"
}
own_code hearing step-kind hearing 听证
ok "a kind of step of its own" gives 0 plan lint "$dir/hearing.xml"
ok "stands in its place" says '^  Hearing  *1  *-  2026-11-18  2026-11-25  2026-11-25'
ok "a street where nobody held one" gives 1 audit "$dir/hearing.xml" \
	"$src/fixtures/clean/register.xml" "$src/fixtures/clean/procedure.xml" -o "$dir/hearing"
ok "lacks it" gives 0 --db "$dir/hearing/hecha.db" findings --check PRC-01
ok "and nothing else" sh -c 'grep -q "\"Hearing\"" "$1" && ! grep "is missing" "$1" | grep -v Hearing' - "$dir/out"
sed 's|</procedure>|<other-step id="H1" village="379999001001" kind="hearing" date="2026-11-18">'"$(
	sed -n 's/.*<household id="\([^"]*\)" village="379999001001".* class="\(exit\|clear\)".*/<item household="\1" class="\2" result="agreed"\/>/p' \
		"$src/fixtures/clean/register.xml" | tr -d '\n')"'</other-step>&|' \
	"$src/fixtures/clean/procedure.xml" >"$dir/procedure.xml"
ok "one that was held" gives 1 audit "$dir/hearing.xml" \
	"$src/fixtures/clean/register.xml" "$dir/procedure.xml" -o "$dir/heard"
ok "is read as such" gives 0 --db "$dir/heard/hecha.db" findings --check PRC-01 --village 379999001001
ok "and counts" test ! -s "$dir/out"
ok "by another plan it is no kind" gives 1 audit "$src/fixtures/street.xml" \
	"$src/fixtures/clean/register.xml" "$dir/procedure.xml" -o "$dir/unheard"
ok "and its record rejected" warns "record H1: .*not in the code list"
ok "blank ledgers offer it" gives 0 template procedure -p "$dir/hearing.xml" -o "$dir/l.xlsx"
ok "by its name" sh -c 'unzip -p "$1" | grep -q 听证' - "$dir/l.xlsx"
own_code closed verdict hearing 听证
ok "a list that is ours alone" gives 3 plan lint "$dir/closed.xml"
ok "takes none" warns "closed.xml:[0-9]*: .*'hearing'.*'verdict' \[CODES-4\]"
own_code taken step-kind hearing 公示
ok "a name that another code has" gives 3 plan lint "$dir/taken.xml"
own_code again step-kind posting 张贴
ok "and a code that is there" gives 3 plan lint "$dir/again.xml"
ok "are refused" warns "'posting'.*'step-kind'.*CODES-3"
own_code nowhere step-kinds hearing 听证
ok "a list that is none" gives 3 plan lint "$dir/nowhere.xml"

# Another province's plan: its course over the turn of the year.
ok "another province's plan can be kept" gives 0 plan lint "$src/plans/beiyuan.xml"
ok "the comparison comes first" says '^  Comparison .* 2026-11-13  2026-11-02  2026-11-13'
ok "the posting by natural days, the first counted" says \
	'^  Second posting  *5  2026-12-11  2026-12-05  2026-12-07  2026-12-11  *2'
ok "the announcement by those worked" says '^  Announcement  *7  2026-12-30  2026-12-17  2026-12-21  2026-12-30'
ok "and the last step in January" says '^  Data entry  *1  2027-01-15  2026-12-31  2027-01-15'

# What a plan changes in the checks, and that the report tells it.
override() {
	changed "$1" "s|^</plan>|<override check=\"$2\" $3><reason xml:lang=\"zh\">县扶贫办来函</reason><reason xml:lang=\"en\">the county's letter</reason></override></plan>|"
}
faulty=$src/fixtures/faulty
override lower ID-03 'severity="notice"'
override more HH-15 'parameter="most" value="1"'
override nobody XX-01 'severity="notice"'
override nothing HH-15 'parameter="height" value="1"'
override both HH-15 'severity="notice" parameter="most" value="1"'
ok "a lower severity" gives 1 audit "$dir/lower.xml" "$faulty" -o "$dir/lower"
ok "is in the result" grep -q \
	'<change check="ID-03" what="severity" before="error" after="notice">' \
	"$dir/lower/result.xml"
ok "with its reason" grep -q "<reason>the county.s letter</reason>" \
	"$dir/lower/result.xml"
ok "the page shows it" grep -q 'severity from Error to Notice' \
	"$dir/lower/self-check.html"
if command -v python3 >/dev/null; then
	for file in self-check.docx acceptance.docx problems.xlsx; do
		ok "and $file" python3 -c 'import sys, zipfile
z = zipfile.ZipFile(sys.argv[1])
sys.exit(not any(b"The plan changes ID-03" in z.read(n) for n in z.namelist()))' \
			"$dir/lower/$file"
	done
fi
ok "the findings follow" gives 0 --db "$dir/lower/hecha.db" findings --check ID-03 --format csv
ok "as notices" says ',ID-03,notice,'
ok "another limit" gives 1 audit "$dir/more.xml" "$faulty" -o "$dir/more"
ok "is in the result, too" grep -q \
	'<change check="HH-15" what="most" before="20" after="1">' \
	"$dir/more/result.xml"
ok "and finds more" gives 0 --db "$dir/more/hecha.db" findings --check HH-15 --format csv
ok "than before" test "$(wc -l <"$dir/out")" -gt 5
ok "an override of no check" gives 3 audit "$dir/nobody.xml" "$faulty" -o "$dir/x"
ok "is refused" warns "'XX-01'.*PLAN-CHECKS-1"
ok "one of no parameter" gives 3 audit "$dir/nothing.xml" "$faulty" -o "$dir/x"
ok "is refused as well" warns "HH-15 .*'height' \[PLAN-CHECKS-2\]"
ok "one of both at once" gives 3 plan lint "$dir/both.xml"

# Remarks on dates stand apart from those on clauses; both are summed up.
changed lacking '/<clause id="3.2.1c"/,/<.clause>/d; s/ 3[.]2[.]1c//'
ok "a clause that was left out" gives 0 plan lint "$dir/lacking.xml"
ok "though checks cite it" says '^Suspect: the plan has no clause 3.2.1c, which checks cite ([1-9][0-9]* of them)'
ok "is told apart from the dates" sh -c \
	'sed -n "/^Clauses and checks:/,\$p" "$1" | grep -q 3.2.1c && ! sed -n "/^Dates:/,/^Clauses and/p" "$1" | grep -q 3.2.1c' - "$dir/out"
ok "and summed up" says '^clauses and checks do not fit each other: 1 remarks'
ok "and the dates" says 'the dates fit'
changed more "s|<clause id=\"4.5\"|<clause id=\"4.6\" heading=\"四\"><text xml:lang=\"zh\">另有要求。</text><text xml:lang=\"en\">One demand more.</text></clause>&|"
ok "a clause that is new" gives 0 plan lint "$dir/more.xml"
ok "wants a check or a reason" says 'no check cites the clause 4.6, and no <beyond> says why'
ok "a plan where all is well" gives 0 plan lint
ok "is told so" says '^clauses and checks fit each other'
sed '/<holiday from="2027/d' "$src/plans/beiyuan-days.xml" >"$dir/beiyuan-days.xml"
cp "$src/plans/beiyuan.xml" "$dir/"
ok "a course that ends where the calendar does not" gives 0 plan lint "$dir/beiyuan.xml"
ok "is doubted" says 'no calendar names the holidays of 2027'

# A step that ours has not, under a clause of its own, is its deadline's check's.
changed own "s|<clause id=\"4.5\"|<clause id=\"5.1\" heading=\"五\"><text xml:lang=\"zh\">审核于11月24日前完成。</text><text xml:lang=\"en\">The audit is done by 24 November.</text></clause>&|
s|<deadline id=\"second-posting\"|<deadline id=\"audit\" check=\"DLN-12\" by=\"11-24\" clause=\"5.1\"><title xml:lang=\"zh\">审核完成</title><title xml:lang=\"en\">Audit done</title></deadline>&|
s|kind=\"street-audit\" clause=\"3.3.2a\"|kind=\"street-audit\" deadline=\"audit\" clause=\"5.1\"|"
ok "a clause of one's own with a deadline" gives 0 plan lint "$dir/own.xml"
ok "is served by its check" says '^clauses and checks fit each other'
ok "as the coverage tells" gives 0 rules coverage --plan "$dir/own.xml"
ok "by name" sh -c 'grep -A1 "^5.1$" "$1" | grep -q DLN-12' - "$dir/out"

changed unbound 's/ deadline="data-entry"//'
ok "a deadline that no step names" gives 1 plan lint "$dir/unbound.xml"
ok "binds nothing" says '^Error: "Data entry done" binds no step'

# The guide quotes the plan of the other province, in both languages alike.
quoted() { # quoted LANGUAGE: its pieces of XML
	sed -n '/^```xml/,/^```/{/^```/!{s/^[[:space:]]*//;p;};}' \
		"$src/doc/plan-authoring$1.md"
}
quoted '' >"$dir/en"
quoted .zh-CN >"$dir/zh"
ok "the guide has the same in Chinese" same "$dir/en" "$dir/zh"
sed 's/^[[:space:]]*//' "$src/plans/beiyuan.xml" "$src/plans/beiyuan-days.xml" >"$dir/lines"
ok "and all of it is in use" sh -c \
	'[ -s "$1" ] && ! grep -vxFf "$2" "$1"' - "$dir/en" "$dir/lines"

# Next year's plan at work, as the guide has it: what remains comes of ages.
moving() { # moving LANGUAGE: how the guide moves the records
	sed -n "s/^    \$ for f in .* sed -E '\(.*\)' \$f .*/\1/p" \
		"$src/doc/plan-authoring$1.md"
}
ok "both guides move records alike" test "$(moving '')" = "$(moving .zh-CN)"
mkdir "$dir/moved"
for f in "$src"/fixtures/clean/*.xml; do
	sed -E "$(moving '')" "$f" >"$dir/moved/${f##*/}"
done
sed '0,/year="2026"/s//year="2027"/' "$plan" >"$dir/2027.xml"
ok "the clean street a year on" gives 1 audit "$dir/2027.xml" "$dir/moved" -o "$dir/2027"
ok "has all its records" says 'rejected 0$'
ok "and findings" gives 0 --db "$dir/2027/hecha.db" findings --format csv
ok "of people who are a year older" test "$(sed 1d "$dir/out" | cut -d, -f2 |
	sort -u | tr '\n' ' ')" = 'ID-01 LAB-03 NAT-05 '

# A plan is input: what it says must stand in its lists, and what it names be
# there.
refused() { # refused SED-SCRIPT MESSAGE: nothing is made for the plan
	sed "$1" "$src/fixtures/street.xml" >"$dir/wrong.xml"
	rm -rf "$dir/none.db" "$dir/none"
	gives 3 --db "$dir/none.db" init --plan "$dir/wrong.xml" &&
		warns "wrong.xml:[0-9]*: .*$2" && [ ! -e "$dir/none.db" ] &&
		gives 3 audit "$dir/wrong.xml" "$src/fixtures/minimal/register.xml" \
			-o "$dir/none" && warns "wrong.xml:[0-9]*: .*$2"
}
deadline=$(sed -n 's/.*<deadline .*check="\([A-Z0-9-]*\)".*/\1/p' \
	"$src/fixtures/street.xml" | head -n 1)
ok "a kind of counting" refused 's/days="natural"/days="Working"/' \
	"<counting>: days .*'Working'.*natural, working \[CODED-1\]"
ok "a kind of step" refused '0,/kind="announcement"/s//kind="anouncement"/' \
	"<step>: kind .*'anouncement'.*CODED-1"
ok "a kind of step to be accepted" refused 's/steps="appraisal"/steps="apraisal"/' \
	"<subject>: steps .*'apraisal'.*CODED-1"
ok "a clause that a paper rests on" refused \
	'0,/<paper /s/clause="3.4.1"/clause="3.4.9"/' '<paper>: .*3.4.9 \[PLAN-7\]'
ok "and a step" refused 's/kind="comparison" clause="3.3.2c"/kind="comparison" clause="3.3.2x"/' '<step>: .*3.3.2x \[PLAN-7\]'
ok "a day that is on no calendar" refused '0,/<deadline /s/by="11-05"/by="11-31"/' ' by: .*11-31 \[PLAN-8\]'
ok "nor of the whole" refused 's/issued="11-01"/issued="09-31"/' '<plan> issued: .*09-31 \[PLAN-8\]'
ok "a date of another form" refused '0,/<deadline /s/ by="/ by="2026-/' '<stage> by: the value has another form'
ok "an attribute that is missing" refused '0,/<step /s/ required="true"//' '<step> required: the attribute is missing'
ok "one that nobody knows" refused '0,/<step /s/ required=/ dayz="7"&/' '<step> dayz: there is no such attribute'
ok "an element out of its place" refused 's|^</plan>|<code list="paper" code="x"/>&|' '<code>: it may not stand here'
ok "a unit" refused '0,/unit="days"/s//unit="day"/' "unit .*'day'.*CODED-1"
ok "two steps of one id" refused '0,/step id="posting-1"/s//step id="appraisal-1"/' \
	"<step> .*'appraisal-1' \[PLAN-5\]"
ok "two deadlines of one id" refused '/<deadline /s/ id="[^"]*"/ id="d"/' "<deadline> .*'d' \[PLAN-5\]"
ok "a deadline's check" refused "0,/check=\"$deadline\"/s//check=\"DLN-99\"/" \
	"<deadline>: check .*'DLN-99'.*PLAN-CHECKS-1"
ok "a group to be accepted" refused 's/groups="frm arc"/groups="frm arx"/' \
	"groups .*'arx'.*PLAN-CHECKS-1"
change() { # change ATTRIBUTES: a plan's override
	echo "s|</plan>|<override $1><reason xml:lang=\"zh\">试</reason><reason xml:lang=\"en\">try</reason></override>&|"
}
ok "a check that is changed" refused \
	"$(change 'check="XX-01" severity="notice"')" "check .*'XX-01'.*PLAN-CHECKS-1"
ok "its severity" refused "$(change 'check="ID-07" severity="Error"')" \
	"<override>: severity .*'Error'.*CODED-1"
ok "a parameter of a check" refused \
	"$(change 'check="ID-07" parameter="lest" value="1"')" "ID-07 .*'lest' \[PLAN-CHECKS-2\]"

# As a text editor of an office saves it, the calendar as well.
plan=$src/plans/beiyuan.xml
gives 0 plan show "$plan"
cp "$dir/out" "$dir/as-it-is"
coded() { # coded ENCODING SED
	for f in beiyuan beiyuan-days; do
		sed "$2" "$src/plans/$f.xml" | iconv -f UTF-8 -t "$1" >"$dir/$f.xml"
	done
	gives 0 plan show "$dir/beiyuan.xml" && cmp "$dir/out" "$dir/as-it-is"
}
ok "a plan in UTF-16" coded UTF-16 ""
ok "which names it" coded UTF-16 "s/UTF-8/UTF-16/"
ok "in GB18030" coded GB18030 "s/UTF-8/GB18030/"
ok "in GBK, which says so" coded GBK "s/UTF-8/gbk/"
mislabelled() { ! coded GBK "" && warns XML-9; }
ok "but not what says otherwise" mislabelled
finished
