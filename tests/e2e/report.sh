#!/bin/sh
# Reports of a faulty street: names, formats, languages, privacy, exit status.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
holds() { grep -q -- "$2" "$1"; }
lacks() { ! grep -q -- "$2" "$1"; }
only() { [ "$(ls -A "$dir/cwd")" = "$1" ]; }
# The text of all sheets, one cell a line.
cells() {
	python3 -c 'import sys, zipfile, re
z = zipfile.ZipFile(sys.argv[1])
for n in sorted(z.namelist()):
    if n.startswith("xl/worksheets/sheet"):
        for t in re.findall("<t[^>]*>([^<]*)</t>", z.read(n).decode()):
            print(t)' "$1" >"$dir/cells"
}

mkdir "$dir/in" "$dir/cwd"
for kind in register collection procedure problems staff rolls archive \
	inspection verdicts; do
	cp "$src/fixtures/minimal/$kind.xml" "$dir/in"
done
number=$(sed -n 's/.* number="\([0-9X]*\)".*/\1/p' "$dir/in/register.xml" |
	head -n 1)
sed -e '1,/size="/s/size="[0-9]*"/size="9"/' \
	-e "1,/number=\"$number\"/s/number=\"$number\"/number=\"379999198001010011\"/" \
	"$src/fixtures/minimal/register.xml" >"$dir/in/register.xml"
sed -i '1,/head-name="/s/head-name="[^"]*"/head-name="=1+\&lt;script>"/' \
	"$dir/in/register.xml"

ok "a faulty street" gives 1 audit "$src/plans/street.xml" "$dir/in" \
	-o "$dir/a"
db=$dir/a/hecha.db
# What passes by the plan's counting of days alone is told, and is no finding.
ok "a clean street" gives 0 audit "$src/fixtures/street.xml" \
	"$src/fixtures/clean" -o "$dir/r"
lone='按方案的算法满足规定天数的16项中，按自然日、首日不计入计算有16项不足；按工作日、首日计入计算有16项不足；'
ok "its self-check says which postings need the first day" \
	holds "$dir/r/自查报告.html" "公示期不足（PRC-03）：$lone"
ok "and which announcements" \
	holds "$dir/r/自查报告.html" "公告期不足（PRC-04）：$lone"
gives 0 --db "$dir/r/hecha.db" check
ok "the terminal says it, too" \
	holds "$dir/out" "^PRC-03 公示期不足：$lone"
gives 0 --lang en --db "$dir/r/hecha.db" check
ok "in English" holds "$dir/out" \
	'^PRC-04 .*: of 16 long enough as the plan counts days, too short when counting natural days, the first not counted: 16;'
gives 0 --db "$dir/r/hecha.db" check --format json
ok "and scripts read it" holds "$dir/out" '"PRC-03".*"readings": \[{"id": "natural-excluded", "count": 16, "total": 16}'
for format in json md sarif junit; do
	gives 0 --db "$dir/r/hecha.db" report problems --format $format -o "$dir/r/p.$format"
	ok "the problems as $format say it" holds "$dir/r/p.$format" 'PRC-03.*自然日、首日不计入'
done
ok "so does the result" test \
	"$(grep -c '<reading id="natural-excluded" count="16" total="16">' "$dir/r/result.xml")" = 2
if command -v python3 >/dev/null; then
	python3 -c 'import sys, zipfile
print(zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode())' \
		"$dir/r/自查报告.docx" >"$dir/document"
	ok "and the document" holds "$dir/document" "（PRC-03）：$lone"
fi
cd "$dir/cwd" || exit 99

ok "the self-check has a Chinese name" gives 0 --db "$db" report self-check
ok "and is the only thing written" only 自查报告.html
ok "it is what audit wrote" same 自查报告.html "$dir/a/自查报告.html"
ok "it says the verdict" holds 自查报告.html '暂不具备“零差错”条件'
ok "it names a check" holds 自查报告.html 'HH-07'
ok "it quotes the clause" holds 自查报告.html '严把数据质量'
ok "it is private" test "$(stat -c %a 自查报告.html)" = 600
ok "it holds no number in full" lacks 自查报告.html '379999198001010011'
ok "a name stays a name" lacks 自查报告.html '=1+<script>'
ok "and is shown" holds 自查报告.html '=1+&lt;script&gt;'
rm -f 自查报告.html

ok "the problems have one" gives 0 --db "$db" report problems
ok "and are the only thing written" only 问题清单.xlsx
ok "they are what audit wrote" same 问题清单.xlsx "$dir/a/问题清单.xlsx"
ok "they are private" test "$(stat -c %a 问题清单.xlsx)" = 600
if command -v python3 >/dev/null; then
	cells 问题清单.xlsx
	ok "a formula stays text" holds "$dir/cells" '^=1+&lt;script&gt;$'
	ok "a number is masked" lacks "$dir/cells" '379999198001010011'
	"$HECHA" -q --db "$db" report problems --unmasked -o u.xlsx
	cells u.xlsx
	ok "unless asked otherwise" holds "$dir/cells" '379999198001010011'
fi
rm -f ./*.xlsx

ok "English names" gives 0 --lang en --db "$db" report self-check
ok "are English" only self-check.html
ok "and so is the text" holds self-check.html 'do not meet the condition'
rm -f self-check.html
ok "the result itself" gives 0 --db "$db" report self-check --format xml \
	-o result.xml
ok "is what audit wrote" same result.xml "$dir/a/result.xml"
ok "unmasked on request" gives 0 --db "$db" report self-check --unmasked \
	-o u.html
ok "it holds the number" holds u.html '379999198001010011'
ok "it warns of it" holds u.html '不得公开或转发'
rm -f u.html result.xml

# Other programs read them: the same problems in each.
for format in csv json sarif md junit; do
	ok "as $format" gives 0 --lang en --db "$db" report problems \
		--format $format -o "p.$format"
	ok "$format masks numbers" lacks p.$format '379999198001010011'
done
count=$("$HECHA" --db "$db" findings --format json |
	python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')
reads() { python3 -c "import csv, json, sys
n = int(sys.argv[1])
$1" "$count" >"$dir/out" 2>&1; }
ok "CSV: a line a problem, then the checks not made, no formula" reads '
b = open("p.csv", "rb").read()
assert b.startswith(b"\xef\xbb\xbf") and b.endswith(b"\r\n")
rows = list(csv.reader(b.decode("utf-8-sig").splitlines()))
assert {len(r) for r in rows} == {20}
assert all(r[0] for r in rows[:n + 1]) and not any(r[0] for r in rows[n + 1:])
made = json.load(open("p.json"))["checks"]
assert [r[1] for r in rows[n + 1:]] == [c["id"] for c in made if "reason" in c]
assert any(c == "\x27=1+<script>" for r in rows for c in r)
assert not any(c[:1] in tuple("=+-@") and c for r in rows for c in r)'
ok "JSON" reads '
j = json.load(open("p.json"))
assert len(j["findings"]) == n and j["verdict"] == "not-met"
assert any(f["head"] == "=1+<script>" for f in j["findings"])
assert sum(c["findings"] for c in j["checks"]) == n'
ok "SARIF" reads '
r = json.load(open("p.sarif"))
assert r["version"] == "2.1.0" and len(r["runs"]) == 1
run = r["runs"][0]
ids = {x["id"] for x in run["tool"]["driver"]["rules"]}
assert len(run["results"]) == n
for x in run["results"]:
    assert x["ruleId"] in ids and x["message"]["text"]
    assert x["level"] in ("error", "warning", "note")
    assert set(x["partialFingerprints"]) == {"hecha/v1"}
    for l in x["locations"]:
        assert l.get("physicalLocation", {}).get("region",
            {"startLine": 1})["startLine"] > 0'
ok "Markdown: a line a problem, no markup from data" reads '
t = open("p.md").read()
assert sum(l.startswith("- **") for l in t.splitlines()) == n
assert "<script>" not in t'
ok "JUnit" xmllint --noout p.junit
ok "a case a check" test "$(grep -c '<testcase' p.junit)" = \
	"$("$HECHA" --db "$db" rules list --format json |
		python3 -c 'import json, sys; print(len(json.load(sys.stdin)))')"
rm -f p.*
ok "the overview" gives 0 --db "$db" report overview
ok "has a name" only 督导总览.html
ok "and names nobody" lacks 督导总览.html '379999198001010011\|=1+&lt;script'
rm -f 督导总览.html
ok "the checklist" gives 0 --db "$db" report checklist
ok "is a document" only 核查清单.docx
rm -f 核查清单.docx
ok "a format that a report lacks is refused" gives 2 --db "$db" \
	report overview --format xlsx

ok "an unknown report is refused" gives 2 --db "$db" report nonsense
ok "a format it has not, too" gives 2 --db "$db" report problems \
	--format html
ok "none named, too" gives 2 --db "$db" report
ok "a place that is not there" gives 4 --db "$db" report self-check \
	-o "$dir/none/x.html"
ok "leaves nothing behind" only ""

# Of many rejected records a report lists the first, and the result has all.
if command -v python3 >/dev/null; then
	mkdir "$dir/many"
	python3 - "$src/fixtures/minimal/register.xml" \
		>"$dir/many/register.xml" <<'END'
import re, sys
s = open(sys.argv[1], encoding="utf-8").read()
a, b = s.index("<household "), s.index("</household>") + 12
one = re.sub(' size="[^"]*"', ' size="many"', s[a:b], count=1)
rejected = [re.sub(' id="[^"]*"', ' id="R%03d"' % i, one, count=1)
            for i in range(600)]
print(s[:b] + "".join(rejected) + s[b:])
END
	ok "600 rejected records" gives 1 audit "$src/fixtures/street.xml" \
		"$dir/many" -o "$dir/m"
	ok "are all in the result" test \
		"$(grep -c '<reject ' "$dir/m/result.xml")" = 600
	ok "500 of them in the report" test \
		"$(grep -o '<code>XSD-1824</code>' "$dir/m/自查报告.html" | wc -l)" = 500
	ok "which says how many more there are" \
		holds "$dir/m/自查报告.html" "另有100条未列出"
fi

# Where a report goes, and as what.
is_a() { # is_a FORMAT FILE: by its first bytes
	case $1 in
	html) grep -q '<html' "$2" ;;
	docx) unzip -l "$2" | grep -q word/document.xml ;;
	xlsx) unzip -l "$2" | grep -q xl/workbook.xml ;;
	xml) grep -q '<result ' "$2" ;;
	esac
}
ended() { # ended KIND FILE FORMAT
	gives 0 --db "$db" report "$1" -o "$dir/$2" && is_a "$3" "$dir/$2"
}
ok "the ending chooses: a page" ended self-check end.htm html
ok "a document" ended self-check end.DOCX docx
ok "a workbook" ended acceptance end.xlsx xlsx
ok "the result" ended overview end.xml xml
ok "an ending that the report has not" gives 2 --lang en --db "$db" report overview \
	-o "$dir/end2.xlsx"
ok "is refused" warns 'overview.*xlsx \[CMD-REPORT-4\]'
ok "one that contradicts" gives 2 --lang en --db "$db" report acceptance -f docx \
	-o "$dir/end2.xlsx"
ok "also" warns CMD-REPORT-7
ok "none at all" gives 2 --lang en --db "$db" report overview -o "$dir/end2"
ok "too" warns CMD-REPORT-8
ok "and nothing is written" test ! -e "$dir/end2" -a ! -e "$dir/end2.xlsx"
ok "to standard output" gives 0 --db "$db" report problems -f csv -o -
cp "$dir/out" "$dir/printed"
gives 0 --db "$db" report problems -f csv -o "$dir/end.csv"
ok "nothing but the report" same "$dir/end.csv" "$dir/printed"
for writer in "verdict export" "export register" "sample --frame" seal template \
	"keygen --name a"; do
	# shellcheck disable=SC2086
	ok "$writer has none" eval '(cd "$dir" && gives 2 --db "$db" $writer -o -)'
	ok "and no file of that name" test ! -e "$dir/-"
done
steers() { grep -q "$(printf '\033')" "$dir/out" "$dir/err"; }
ok "a name that would steer a terminal" gives 0 --db "$db" report problems \
	-o "$dir/$(printf 'a\033[31m\nb.csv')"
ok "is told" says 'a\\x1b\[31m\\x0ab.csv'
ok "and does not" eval '! steers'
ln -s end.csv "$dir/link.csv"
ok "a link" gives 0 --db "$db" report problems -o "$dir/link.csv"
ok "stays one" test -L "$dir/link.csv"
echo mine >"$dir/end.csv"
ok "what it leads to is not ours" gives 0 --db "$db" report problems -o "$dir/link.csv"
ok "is kept" grep -q mine "$dir/end-kept-1.csv"
ok "the link stays one" test -L "$dir/link.csv"
echo mine >"$dir/end.csv"
ok "a report that cannot be made" gives 3 --db "$db" report problems \
	-o "$dir/end.csv" --stylesheet "$dir/none.xsl"
ok "leaves it" grep -q mine "$dir/end.csv"
ok "alone" test ! -e "$dir/end-kept-2.csv"
mkfifo "$dir/pipe.csv"
ok "a pipe" gives 2 --lang en --db "$db" report problems -o "$dir/pipe.csv"
ok "is not replaced" test -p "$dir/pipe.csv"

# What holds people's data is gone when it is interrupted; and what a kill
# left, by the next report.
left() { find "$dir/cut" -name '.hecha-*' | grep -q .; }
mkdir "$dir/cut"
interrupted() { # interrupted SIGNAL: while it writes
	rm -rf "$dir/cut" && mkdir "$dir/cut" && mkfifo "$dir/cut/x"
	printf '<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template match="/"><xsl:call-template name="t"/></xsl:template><xsl:template name="t"><xsl:for-each select="//*"><xsl:for-each select="//*"><xsl:if test="count(//*[. = current()]) = 0">x</xsl:if></xsl:for-each></xsl:for-each></xsl:template></xsl:stylesheet>' \
		>"$dir/slow.xsl"
	# A shell's background job ignores INT, what nohup starts HUP: here both
	# do what they do for a user.
	python3 -c 'import os, signal, sys
for which in signal.SIGINT, signal.SIGTERM, signal.SIGHUP:
    signal.signal(which, signal.SIG_DFL)
os.execv(sys.argv[1], sys.argv[1:])' "$HECHA" --db "$db" report self-check \
		--stylesheet "$dir/slow.xsl" -o "$dir/cut/a.txt" \
		>/dev/null 2>&1 &
	writer=$!
	for _ in $(seq 200); do
		left && break
		sleep 0.02
	done
	kill -s "$1" "$writer"
	wait "$writer"
	[ $? -ge 124 ]
}
for signal in INT TERM HUP; do
	ok "$signal ends it" interrupted $signal
	ok "and nothing is left" eval '! left'
done
ok "a kill" interrupted KILL
ok "leaves something" left
find "$dir/cut" -name '.hecha-*' -exec touch -d '10 minutes ago' {} +
ok "the next one" gives 0 --db "$db" report overview -o "$dir/cut/a.html"
ok "removes it" eval '! left'

finished
