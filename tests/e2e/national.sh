#!/bin/sh
# A street's register as the national system exports it, and as ledgers: what
# no column delivered is no blank, a finding stands at its cell, and ledgers
# that come back give the findings that XML gives.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched
common="--lang zh_CN"
tells() { cat "$dir/out" "$dir/err" | grep -q -- "$1"; }
found() { # found OUT: the findings by identity
	"$HECHA" --db "$1/hecha.db" findings --format csv |
		sed 1d | cut -d, -f1 | sort
}

mkdir "$dir/in"
cp "$src"/fixtures/clean/*.xml "$dir/in"
rm "$dir/in/register.xml"
python3 "$src/tests/e2e/national.py" "$src/fixtures/clean/register.xml" "$dir/in"
ok "it does not say when it was exported" gives 3 \
	audit "$src/fixtures/street.xml" "$dir/in" -o "$dir/o"
ok "which is asked for in one sentence" tells "请用选项给出：--exported"
ok "then it is checked" gives 1 audit "$src/fixtures/street.xml" "$dir/in" \
	-o "$dir/o" --exported 2026-12-27
ok "what was not delivered is told" tells "未提供字段：.*有效灌溉面积"
"$HECHA" --db "$dir/o/hecha.db" check --format json >"$dir/out" 2>"$dir/err"
for check in PRC-03 PRC-09 DLN-03 STD-09; do # steps, partial, subjects
	ok "$check cannot be made without the class" \
		says "\"$check\".*not-checkable.*fact:household@class"
done
found "$dir/o" >"$dir/out"
ok "and nothing is found that is not there" test ! -s "$dir/out"
cp "$dir/o/自查报告.html" "$dir/first.html" 2>/dev/null
ok "the report is there" test -s "$dir/o/自查报告.docx"

# the sex of the person in row 5
iconv -f gb18030 -t utf-8 "$dir/in/人员信息.csv" | awk -F, 'BEGIN { OFS = FS }
	NR == 5 { $9 = $9 == "\"1\"" ? "\"2\"" : "\"1\"" } { print }' |
	iconv -f utf-8 -t gb18030 >"$dir/x" && mv "$dir/x" "$dir/in/人员信息.csv"
ok "one sex is wrong" gives 1 audit "$src/fixtures/street.xml" "$dir/in" \
	-o "$dir/p" --exported 2026-12-27
"$HECHA" --db "$dir/p/hecha.db" findings --check ID-05 --format json >"$dir/out"
ok "it stands at its cell" says '"file": "人员信息.csv", "line": 5,.*"column": "I"'
"$HECHA" --lang zh --db "$dir/p/hecha.db" findings --check ID-05 >"$dir/out"
ok "as people say it" says '人员信息.csv，第5行I列'

# faulty, as ledgers and back
ok "a faulty street" gives 1 audit "$src/fixtures/street.xml" \
	"$src/fixtures/faulty" -o "$dir/q"
mkdir "$dir/l"
ok "as ledgers" gives 0 --db "$dir/q/hecha.db" export register collection \
	procedure problems staff rolls archive inspection verdicts -o "$dir/l/all.xlsx"
for s in previous collected; do
	ok "and the $s register" gives 0 --db "$dir/q/hecha.db" export register \
		--source $s -o "$dir/l/$s.xlsx"
done
ok "read back" gives 1 audit "$src/fixtures/street.xml" "$dir/l" -o "$dir/r"
found "$dir/q" >"$dir/1"
found "$dir/r" >"$dir/2"
ok "the findings are the same" same "$dir/1" "$dir/2"
"$HECHA" --lang zh --db "$dir/r/hecha.db" findings --check RCN-04 >"$dir/out"
ok "the field that differs is a column" says '，工作表“建档立卡户”，第[0-9]*行U列'
"$HECHA" --lang zh --db "$dir/r/hecha.db" findings --check PRC-03 >"$dir/out"
ok "a list stands in its own row" says '，工作表“公示”，第[0-9]*行D列'
finished
