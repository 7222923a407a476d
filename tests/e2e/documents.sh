#!/bin/sh
# The reports as documents: opened by LibreOffice, read by people.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
viewers soffice pdftotext pdffonts python3 ||
	{ echo "1..0 # SKIP nothing to open them with"; exit 0; }
# text FILE: what stands in it, without line breaks
text() { pdftotext -layout "$1" - | tr -d '\n' | tr -s ' '; }
holds() { # holds FILE TEXT
	text "$1" | sed 's/ //g' | grep -qF -- "$(echo "$2" | sed 's/ //g')"
}
unsaid() { ! says "$1"; }
# The words of a .docx, and a check that each part is well-formed.
words() {
	python3 -c 'import sys, zipfile
import xml.etree.ElementTree as E
z = zipfile.ZipFile(sys.argv[1])
w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
for n in z.namelist():
    E.fromstring(z.read(n))
for p in E.fromstring(z.read("word/document.xml")).iter(w + "p"):
    t = "".join(t.text or "" for t in p.iter(w + "t"))
    if t:
        print(t)' "$1"
}
title_lines() { # title_lines FILE LINES: with a blank where the line breaks
	[ "$(python3 -c 'import re, sys, zipfile
s = zipfile.ZipFile(sys.argv[1]).read("word/document.xml").decode()
p = re.search("<w:p><w:pPr><w:pStyle w:val=.DocumentTitle.*?</w:p>", s)[0]
print(re.sub("<[^>]*>", "", p.replace("<w:br/>", " ")))' "$1")" = "$2" ]
}
gapless() { words "$1" >"$dir/out" && ! grep -q '[{}]\|NaN\|()\|（）' "$dir/out"; }
convert() { # convert FORMAT FILE
	timeout 600 soffice "-env:UserInstallation=file://$dir/profile" \
		--headless --convert-to "$1" --outdir "$dir/converted" "$2" \
		>"$dir/out" 2>&1
}
# The pitch of the body on page 1, by which 22 lines fill 225 mm, and the width
# of a full line of it.
measured() {
	pdftotext -f 1 -l 1 -bbox-layout "$1" "$dir/bbox" && python3 -c '
import re, sys
s = open(sys.argv[1]).read()
rows, size = {}, 0
for y0, y1, line in re.findall(
        r"<line xMin=\"[\d.]+\" yMin=\"([\d.]+)\" xMax=\"[\d.]+\" yMax=\"([\d.]+)\">(.*?)</line>",
        s, re.S):
    rows[round(float(y0))] = re.sub(r"<[^>]*>|\s", "", line)
ys = sorted(rows)
pitch = sorted(b - a for a, b in zip(ys, ys[1:]))[len(ys) // 2]
wide = lambda c: 1 if "\u2e80" <= c or c in "“”—" else 0.5
full = max(sum(wide(c) for c in t) for t in rows.values())
print(len(ys), pitch, full)
sys.exit(not (int(225 / 25.4 * 72 / (pitch - 0.5)) >= 22 and
    28.5 <= pitch <= 29.5 and 26 <= full <= 28.5))' "$dir/bbox" >"$dir/out" 2>&1
}

# What an official looks at page by page: no heading and no table's title ends a
# page, no table that a page has room for is cut, a longer one has its head on
# each page, and the seal does not stand alone.
laid_out() { # laid_out PDF
	pdftotext -layout "$1" "$dir/pages" && python3 - "$dir/pages" \
		>"$dir/out" 2>&1 <<'END'
import re, sys
pages = open(sys.argv[1], encoding="utf-8").read().rstrip("\f").split("\f")
for i, page in enumerate(pages, 1):
    lines = [l.strip() for l in page.split("\n") if l.strip()]
    assert re.fullmatch("— *%d *—" % i, lines[-1]), (i, lines[-1])
    indent = len(page.rstrip().split("\n")[-1]) - len(lines[-1])
    assert indent > 25 if i % 2 else indent < 15, (i, "number on the wrong side")
    last, body = lines[-2], "\n".join(lines)
    assert not re.match("[一二三四五六七]、|（[一二三四五六]）|[一二三四]（[一二三四]）", last), (i, last)
    assert not re.search("情况（户）$|自查情况$|^各类检查情况$", last), (i, last)
    assert not re.match(r"\d+ {2,}\S|[A-Z]{2,3}-\d\d ", lines[0]), (i, "no head")
    if "（盖章）" in body:
        assert re.search("零差错|整改到位|结论|归档", body), (i, "a lonely seal")
    for j, line in enumerate(lines): # a head that wraps stands on two lines
        if re.match("(环节 +期限|村（社区） +(户数|退出户)|检查类别 +项数)", line):
            assert re.search("(自查|检查|完成|验收)情况", " ".join(lines[max(j - 2, 0):j])), \
                (i, "cut", line)
END
}
# Each character of a document has a glyph: one font of those that
# xslt/word/fonts.conf names has them all.
no_tofu() { # no_tofu DOCX
	words "$1" | python3 -c '
import sys
print(":charset=" + " ".join("%x" % ord(c) for c in sorted(set(sys.stdin.read()))
    if c > " "))' >"$dir/chars"
	fc-list "$(cat "$dir/chars")" family >"$dir/out"
	grep -q 'Serif CJK' "$dir/out"
}

gen=${abs_top_builddir:-..}/tests/gen/gen
[ -x "$gen" ] || gen=./gen
cp -r "$src/fixtures/clean" "$dir/clean"
# A name that old fonts lack must not become another on paper.
sed -i '0,/head-name="[^"]*"/s//head-name="胡䶮堃"/' "$dir/clean/register.xml"
ok "a faulty street" gives 1 audit "$src/fixtures/street.xml" \
	"$src/fixtures/faulty" -o "$dir/f"
gives 1 audit "$src/fixtures/street.xml" "$dir/clean" -o "$dir/c"

for kind in self-check acceptance; do
	ok "$kind as .docx" gives 0 --db "$dir/f/hecha.db" report $kind \
		--format docx -o "$dir/$kind.docx"
	ok "twice the same bytes" gives 0 --db "$dir/f/hecha.db" report \
		$kind --format docx -o "$dir/again.docx"
	ok "really" same "$dir/$kind.docx" "$dir/again.docx"
	ok "whole, and no gap" gapless "$dir/$kind.docx"
	ok "for its owner only" test "$(stat -c %a "$dir/$kind.docx")" = 600
	ok "as .pdf" gives 0 --db "$dir/f/hecha.db" report $kind \
		--format pdf -o "$dir/$kind.pdf"
	ok "room for 22 lines of 28 characters" \
		measured "$dir/$kind.pdf"
	ok "as an official wants its pages" laid_out "$dir/$kind.pdf"
	ok "no character without a glyph" no_tofu "$dir/$kind.docx"
	ok "LibreOffice writes it back" convert docx "$dir/$kind.docx"
	words "$dir/$kind.docx" >"$dir/before"
	words "$dir/converted/$kind.docx" >"$dir/after"
	ok "with the same words" same "$dir/before" "$dir/after"
	ok "in English" gives 0 --db "$dir/f/hecha.db" --lang en report $kind \
		--format docx -o "$dir/en.docx"
	ok "no gap in it" gapless "$dir/en.docx"
	ok "nor in its title, where the plan names no office" \
		sh -c "sed -n 2p '$dir/out' | grep -q '^[A-Z]'"
done

# Who it is from, its number, who signs it out, the day: given, or a blank that
# can be seen and that the program names.
f=$dir/f/hecha.db
gives 0 --db "$f" report self-check -f docx -o "$dir/l.docx"
ok "what is left blank is told" says '单位名称（写入方案的<office>）；发文字号（--number）；签发人（--signer）；成文日期（--date）'
words "$dir/l.docx" >"$dir/out"
ok "the number" says '＿＿＿〔2026〕＿＿号签发人：＿＿＿＿'
ok "the office" says '＿＿＿＿街道办事处（盖章）'
ok "the day" says '＿＿＿＿年＿＿月＿＿日'
ok "the county's office is addressed" says '^县扶贫开发办公室：$'
gives 0 --db "$f" report problems -f csv -o "$dir/l.csv"
ok "a list has no blanks" unsaid 留空
python3 - "$src/fixtures/street.xml" >"$dir/plan.xml" <<'END'
import sys
s = open(sys.argv[1], encoding="utf-8").read()
i = s.index("<counting")
def both(name, zh, en):
    return ('<%s xml:lang="zh">%s</%s><%s xml:lang="en">%s</%s>' %
        (name, zh, name, name, en, name))
sys.stdout.write(s[:i] + both("office", "城关街道办事处", "Office of Chengguan") +
    both("addressee", "某县扶贫办", "The county") + s[i:])
END
gives 1 audit "$dir/plan.xml" "$src/fixtures/faulty" -o "$dir/o" --number \
	'城办发〔2026〕12号' --signer 李卫东 --date 2026-12-28
ok "with all given nothing is said" unsaid 留空
words "$dir/o/自查报告.docx" >"$dir/out"
ok "number and signer" says '^城办发〔2026〕12号签发人：李卫东$'
ok "the office in the title" says '^城关街道办事处2026年度扶贫对象动态调整自查报告$'
ok "which tears no word" title_lines "$dir/o/自查报告.docx" \
	'城关街道办事处 2026年度扶贫对象动态调整自查报告'
ok "the plan's addressee" says '^某县扶贫办：$'
ok "the office at the seal" says '^城关街道办事处（盖章）$'
ok "the day" says '^2026年12月28日$'
words "$dir/o/验收报告.docx" >"$dir/out"
ok "the same of the acceptance" says '^城关街道办事处2026年度贫困户退出工作检查验收报告$'
ok "and of its number" says '^城办发〔2026〕12号签发人：李卫东$'
ok "in the overview, too" grep -q 城关街道办事处2026年度 \
	"$dir/o/督导总览.html"
gives 0 --db "$dir/o/hecha.db" --lang en report self-check -f docx \
	-o "$dir/l.docx" --date 2026-12-28
ok "in English" says 'Left blank .* number (--number); who signs them out (--signer); to be'
words "$dir/l.docx" >"$dir/out"
ok "its office" says '^Office of Chengguan (seal)$'
ok "its day" says '^28 December 2026$'
ok "its blanks" says '^No. ________ (2026)Signed out by: ____________$'
ok "a day that is none" gives 2 --db "$f" report self-check -f docx \
	-o "$dir/l.docx" --date 2026-13-01
sed 's|<office xml:lang="en">[^<]*</office>||' "$dir/plan.xml" >"$dir/half.xml"
ok "a list has no number" gives 2 --db "$f" report problems -f csv \
	-o "$dir/l.csv" --number 1
ok "an office in one language only" gives 3 init --plan "$dir/half.xml"
# The fonts that the standard names, for the office's machine; on this one the
# .pdf holds those that took their place.
fonts_named() { # fonts_named DOCX
	python3 -c 'import re, sys, zipfile
s = zipfile.ZipFile(sys.argv[1]).read("word/styles.xml").decode()
for style, font, size in (("DocumentTitle", "方正小标宋简体", 44),
        ("Heading1", "黑体", 32), ("Heading2", "楷体_GB2312", 32)):
    one = re.search("w:styleId=.%s.*?</w:style>" % style, s, re.S)[0]
    assert "w:eastAsia=\"%s\"" % font in one, (style, one)
    assert size == 32 or "w:sz w:val=\"%d\"" % size in one, (style, one)
plain = re.search("<w:rPrDefault>.*?</w:rPrDefault>", s, re.S)[0]
assert "w:eastAsia=\"仿宋_GB2312\"" in plain and "w:sz w:val=\"32\"" in plain' \
		"$1" >"$dir/out" 2>&1
}
embedded() { # embedded PDF: all its fonts, and more than one
	pdffonts "$1" >"$dir/out"
	[ "$(sed 1,2d "$dir/out" | wc -l)" -gt 1 ] &&
		! sed 1,2d "$dir/out" | awk '{ print $(NF - 4) }' | grep -qv yes
}
ok "title, headings and text in the standard's fonts" \
	fonts_named "$dir/self-check.docx"
ok "all that are used are in the .pdf" embedded "$dir/self-check.pdf"

# The blank list: each check once, under the first clause it serves, with boxes.
ok "the checklist as .docx" gives 0 --db "$dir/f/hecha.db" report checklist \
	-f docx -o "$dir/checklist.docx"
ok "as .pdf" gives 0 --db "$dir/f/hecha.db" report checklist -f pdf \
	-o "$dir/checklist.pdf"
ok "as an official wants its pages" laid_out "$dir/checklist.pdf"
last=$(pdfinfo "$dir/checklist.pdf" | sed -n 's/^Pages: *//p')
pdftotext -layout -f "$last" "$dir/checklist.pdf" "$dir/out"
ok "signed below its last checks, not on a page of their own" sh -c \
	'grep -q 检查人（签字） "$1" && grep -q "[A-Z]-[0-9][0-9] " "$1"' - \
	"$dir/out"
"$HECHA" rules list --format json >"$dir/rules.json"
words "$dir/checklist.docx" >"$dir/lines"
each_once() {
	python3 - "$dir/rules.json" "$dir/lines" >"$dir/out" 2>&1 <<'END'
import json, re, sys
rules = {r["id"]: r for r in json.load(open(sys.argv[1], encoding="utf-8"))}
clause, seen = None, []
lines = open(sys.argv[2], encoding="utf-8").read().split("\n")
for i, line in enumerate(lines):
    m = re.fullmatch(r"方案\S+（([0-9][0-9.a-z]*)）", line)
    clause = m[1] if m else clause
    if line in rules:
        seen.append(line)
        assert clause == rules[line]["clause"].split()[0], (line, clause)
        assert lines[i + 3:i + 5] == ["□符合", "□不符合"], lines[i:i + 5]
assert sorted(seen) == sorted(rules), set(rules) ^ set(seen)
END
}
ok "each check once, by clause, with boxes to tick" each_once

ok "the verdict" holds "$dir/self-check.pdf" '暂不具备“零差错”条件'
ok "the seal" holds "$dir/self-check.pdf" '街道办事处（盖章）'
ok "numbered headings" holds "$dir/self-check.pdf" '（三）分类情况'
ok "acceptance refused" holds "$dir/acceptance.pdf" '检查验收结论：不合格'
ok "by the plan's subjects" holds "$dir/acceptance.pdf" '（四）档案资料'
ok "the annex lies on its side, on pages as the others" test \
	"$(pdfinfo -f 1 -l 99 "$dir/acceptance.pdf" |
		sed -n 's/^Page .* size: *\([0-9]*\)[.0-9]* x.*/\1/p' |
		uniq | tr '\n' ' ')" = '595 841 '
ok "no number in full" test -z "$(words "$dir/acceptance.docx" |
	grep -w '[0-9]\{17\}[0-9X]')"

gives 0 --db "$dir/c/hecha.db" report acceptance --format pdf -o "$dir/c.pdf"
ok "the rare name is on paper" sh -c \
	"pdftotext '$dir/c.pdf' - | grep -q 胡䶮堃"
gives 0 audit "$src/fixtures/street.xml" "$src/fixtures/clean" -o "$dir/d"
gives 0 --db "$dir/d/hecha.db" report acceptance --format docx -o "$dir/d.docx"
words "$dir/d.docx" >"$dir/out"
ok "a clean street is accepted" says '合格73户。检查验收结论：合格。'
ok "nothing stands in the way" says '没有影响验收的问题'

mkdir "$dir/only"
cp "$src/fixtures/faulty/register.xml" "$dir/only"
gives 1 audit "$src/fixtures/street.xml" "$dir/only" -o "$dir/o"
gives 0 --db "$dir/o/hecha.db" report acceptance --format docx -o "$dir/o.docx"
words "$dir/o.docx" >"$dir/out"
ok "where records are missing it says how much is not known" test "$(grep -c \
	'^未检查：本项[0-9][0-9]*项检查均未得出结果。$' "$dir/out")" -eq 3

mkdir "$dir/none"
sed 's/class="exit"/class="none"/' "$src/fixtures/minimal/register.xml" \
	>"$dir/none/register.xml"
gives 1 audit "$src/fixtures/street.xml" "$dir/none" -o "$dir/n"
for kind in self-check acceptance; do
	gives 0 --db "$dir/n/hecha.db" report $kind --format docx \
		-o "$dir/n.docx"
	ok "$kind of hardly anything has no gap" gapless "$dir/n.docx"
done
ok "no exits" says '2.数据核查。本年度没有退出户。'
ok "of which nothing was found or not found" unsaid '未发现问题'
ok "but says so of each subject" test \
	"$(grep -o '本年度没有退出户，不涉及。' "$dir/out" | wc -l)" -eq 4
ok "so no annex" unsaid 附件
ok "nor any nought to be counted" unsaid '[^0-9]0\(次\|户\|人\|件\)'
gives 0 --db "$dir/n/hecha.db" report self-check --format docx -o "$dir/n.docx"
words "$dir/n.docx" >"$dir/out"
ok "nor in the self-check" unsaid '[^0-9]0\(次\|户\|人\|件\)'
ok "what was never held, by name" says \
	'现有材料中没有民主评议、公示、公告的记录。'
ok "one household, one error" says '共查出差错1处（涉及1户）；各户均存在差错。'

# Without the lists of problems and inspections nothing is wrong, and nothing
# can be said.
cp -r "$src/fixtures/clean" "$dir/less"
rm "$dir/less/problems.xml" "$dir/less/inspection.xml"
gives 1 audit "$src/fixtures/street.xml" "$dir/less" -o "$dir/l"
words "$dir/l/自查报告.docx" >"$dir/out"
ok "without problems and inspections it cannot be told" says '暂不能判定我街道'
ok "and they are asked for" says '尚未得出结果的检查，由街道扶贫办牵头补齐材料'
ok "there is nothing to annex" unsaid 附件
words "$dir/l/验收报告.docx" >"$dir/out"
ok "nor can the acceptance" says '检查验收结论：无法判定，疑似问题核实、所缺内容补齐后再行验收'

mkdir "$dir/bin"
for tool in timeout rm sed grep head; do
	ln -s "$(command -v $tool)" "$dir/bin/$tool"
done
# A page for each household that has a problem, or is on a list that has one, and
# for each village.
gives 0 --db "$dir/f/hecha.db" report visits -o "$dir/visits.xlsx"
ok "LibreOffice prints the visit sheets" convert pdf "$dir/visits.xlsx"
subjects=$(python3 -c '
import sys
import xml.etree.ElementTree as E
H = "{urn:hecha:1}"
parts = E.parse(sys.argv[1]).getroot().findall(H + "parts/" + H + "part")
print(len({(p.get("village"), f.get("household")) for p in parts for f in p
    if f.tag != H + "home"}))' \
	"$dir/f/result.xml")
ok "a page each" test "$(pdftotext "$dir/converted/visits.pdf" - |
	grep -c '入户核查单$')" = "$subjects"
# How this was checked stands behind them, on pages of its own.
ok "few want a second one" test "$(pdftotext "$dir/converted/visits.pdf" - |
	sed '/应核查数/,$d' | tr -cd '\f' | wc -c)" -le $((subjects + subjects / 50))
ok "with room to sign" holds "$dir/converted/visits.pdf" '核查人（签字）'
gives 0 --db "$dir/d/hecha.db" report visits -o "$dir/none.xlsx"
ok "and none where there is nothing to see" convert pdf "$dir/none.xlsx"
ok "it says so" holds "$dir/converted/none.pdf" "$(python3 -c '
import re, sys
s = open(sys.argv[1]).read()
print(re.search(r"id=.no-findings.><text xml:lang=.zh.>([^<]*)", s)[1])' \
	"$src/xslt/messages.xml")"

PATH=$dir/bin
ok "without LibreOffice: it says so" gives 4 --db "$dir/f/hecha.db" \
	report acceptance --format pdf -o "$dir/x.pdf"
ok "in words" warns 'OFFICE-'
ok "and leaves nothing" test ! -e "$dir/x.pdf"
finished
