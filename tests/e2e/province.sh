#!/bin/sh
# Another province by data alone: under its plan a clean street has no finding,
# a faulty one exactly those that were planted, and nothing of the program or of
# the generator knows its name.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
plan=$src/plans/beiyuan.xml
. "${srcdir:-.}/tests/e2e/planted.sh"
table=$src/tests/gen/beiyuan.txt

nameless() {
	! grep -il 'beiyuan\|北原' "$src"/src/*/*.[ch] "$src"/tests/gen/*.[ch]
}
ok "no line of C names the province" nameless

"$gen" --timetable "$table" --seed 1 --households 120 -o "$dir/clean"
clean "$dir/clean" "a street there"
held() { # held CHECK: it was made, and passed
	"$HECHA" --db "$dir/a/hecha.db" check --format json | tr '{' '\n' |
		grep -q "\"$1\".*\"pass\""
}
ok "its own deadlines were held against it" held DLN-12

# On no day of its course, which goes over New Year, has it an error.
no_error_on() {
	"$HECHA" --lang en --db "$dir/a/hecha.db" check --as-of "$1" >"$dir/out" 2>&1
	[ $? -le 1 ] && ! says 'Zero errors: not met'
}
for day in 2026-11-06 2026-11-13 2026-11-20 2026-12-04 2026-12-11 2026-12-16 \
	2026-12-28 2026-12-31 2027-01-01 2027-01-14; do
	ok "clean as of $day: no error" no_error_on $day
	ok "and not everything is done" says 'cannot be told'
done
ok "clean as of the last day" no_error_on 2027-01-29
ok "and all is done" says 'Zero errors: met'

# What people read cites the plan as it counts its clauses.
rm -rf "$dir/r"
ok "the reports" gives 0 audit "$plan" "$dir/clean" -o "$dir/r"
ok "say how its days are counted" grep -q '天数按工作日计算，首日不计入。“第二次公示”另按自然日、首日计入计算。' \
	"$dir/r/自查报告.html"
ok "and by which shares" grep -q '>4/5<' "$dir/r/自查报告.html"

# Its codes go wherever records go: into workbooks and back, into packages.
ok "its steps as a workbook" gives 0 --db "$dir/r/hecha.db" export procedure -o "$dir/procedure.xlsx"
rm -rf "$dir/mix"
cp -r "$dir/clean" "$dir/mix"
rm "$dir/mix/procedure.xml"
cp "$dir/procedure.xlsx" "$dir/mix/"
clean "$dir/mix" "and read from there"
ok "sealed" gives 0 --db "$dir/r/hecha.db" seal -o "$dir/package.zip"
ok "and made again, the result is the same" gives 0 verify "$dir/package.zip" \
	--unsigned --records "$dir/clean"

for seed in ${SEEDS:-1 2}; do
	rm -rf "$dir/faulty"
	"$gen" --timetable "$table" --seed "$seed" --households 480 --faults each \
		-o "$dir/faulty"
	faulty "$dir/faulty" "seed $seed, every fault"
done
ok "a deadline of its own has its own words" gives 0 --db "$dir/a/hecha.db" --lang zh_CN findings --check DLN-12
ok "and its own clause" says '党工委审定完成（方案第十七条第四款）的期限为2026年12月16日，“党工委审定”于2026年12月17日完成'
# Where the notice of holidays is not out, each finding that hangs on working
# days says so, and one that does not is silent.
mkdir "$dir/early"
cp "$plan" "$dir/early"
sed 's/^<calendar /&provisional="true" /' "$src/plans/beiyuan-days.xml" \
	>"$dir/early/beiyuan-days.xml"
ok "a calendar that is provisional" gives 1 --lang zh_CN audit \
	"$dir/early/beiyuan.xml" "$dir/faulty" -o "$dir/e"
found() { # found CHECK: what is found
	gives 0 --db "$dir/e/hecha.db" --lang zh_CN findings --check "$1" --format json
}
ok "what is too short" found PRC-04
ok "says so" says '工作日历：预排，放假安排公布后应重新核查'
ok "what is natural days" found PRC-03
ok "does not, where it is" says '"found": "次数：2[^"]*自然日'
ok "with one way to count beside the other" says '自然日、首日计入／工作日、首日计入'
ok "and says it of working days alone" sh -c '! grep "次数：2" "$1" |
	grep -q "工作日历"' sh "$dir/out"
# A township's plan has its own word for the street, and reports say it.
sed 's|^	<counting |	<word of="街道" xml:lang="zh">镇</word>\
	<word of="街道（乡镇）" xml:lang="zh">镇</word>\
	<word of="street" xml:lang="en">township</word>\
&|' "$src/plans/street.xml" >"$dir/town.xml"
ok "words of a plan's own" gives 1 --lang zh_CN audit "$dir/town.xml" \
	"$src/fixtures/faulty" -o "$dir/t"
ok "are in what the reports say" grep -q '<th scope="row">镇本级' "$dir/t/督导总览.html"
ok "in what checks say" grep -q '书面说明原因并报镇扶贫办' "$dir/t/自查报告.html"
ok "in what their SQL says" grep -q '镇检查验收' "$dir/t/自查报告.html"
ok "and nowhere twice" sh -c '! grep -q "镇（乡镇）" "$1"' sh "$dir/t/自查报告.html"
ok "clauses stay as they are" grep -q '街道党工委、办事处' "$dir/t/自查报告.html"
ok "in English" gives 1 --lang en audit "$dir/town.xml" \
	"$src/fixtures/faulty" -o "$dir/te"
ok "too" grep -q 'say why in writing to the township' "$dir/te/self-check.html"
rm -rf "$dir/mixed"
"$gen" --timetable "$table" --seed 5 --households 200 --mixed 50 -o "$dir/mixed"
mixed "$dir/mixed" "two to four faults in a household"
finished
