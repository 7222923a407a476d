#!/bin/sh
# Workbooks, read back by a program of others: the list of problems (a sheet a
# village, what can be filled in, text as text, how it is printed), and the
# annex of the acceptance.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
need_openpyxl
make=$(dirname "$HECHA")/../tests/e2e/make-report

cat >"$dir/book.py" <<'END'
import json, re, sys
import openpyxl

HEADS = ['序号', '户编号', '户主', '涉及人员', '检查项', '程度', '问题描述', '依据条款',
    '整改要求', '结论', '整改或核实情况', '佐证材料', '认可至', '责任人', '核实日期',
    '复核人', '查明情况', '应当情况', '程序步骤', '历程', '文件名', '行号', '记录编号',
    '事实标识', '问题编号'] # and the mark
book = openpyxl.load_workbook(sys.argv[1])
sheets = {s.title: s for s in book}
lists = [s for s in book if s['A4'].value == '序号']
ANNEX = ['检查项目', '核查依据']
body = [s for s in book if s.title not in ANNEX]

def rows(s, first=5):
    return [[c.value for c in r] for r in s.iter_rows(min_row=first)]

def column(s, name):
    return [c.value for c in s[4]].index(name)
END
reads() { # reads FILE PROGRAM [ARGUMENT]
	{ cat "$dir/book.py" && printf '%s\n' "$2"; } >"$dir/run.py"
	python3 "$dir/run.py" "$dir/$1" "${3-}" >"$dir/out" 2>&1
}

ok "a faulty street" gives 1 audit "$src/fixtures/street.xml" \
	"$src/fixtures/faulty" -o "$dir/f"
db=$dir/f/hecha.db
ok "the list" gives 0 --db "$db" report problems -o "$dir/p.xlsx"
"$HECHA" --db "$db" findings --format json >"$dir/findings.json"
ok "first the summary, last how to fill in" reads p.xlsx '
names = book.sheetnames
assert names[0] == "分村汇总" and names[-4:] == ["检查项目", "核查依据", "填写说明", "hecha"]
assert names[1] == "今天先办" and len(lists) == len(names) - 6'
ok "a sheet a village, with its problems and no others" reads p.xlsx '
found = json.load(open(sys.argv[2]))
want = {}
for f in found:
    want.setdefault(f["village"] or "", set()).add(f["id"])
have = {}
for s in lists:
    assert [c.value for c in s[4]][:-1] == HEADS, s.title
    ids = [r[-2] for r in rows(s)]
    assert len(ids) == len(set(ids))
    assert [r[0] for r in rows(s)] == list(range(1, len(ids) + 1))
    have[s.title] = set(ids)
assert sorted(map(sorted, have.values())) == sorted(map(sorted, want.values()))
assert "街道本级" in have and have["街道本级"] == want[""]' "$dir/findings.json"
ok "by household and person" reads p.xlsx '
who = {f["id"]: (f["household"] or "", f["member"] or "")
    for f in json.load(open(sys.argv[2]))}
for s in lists:
    order = [who[r[-2]] for r in rows(s)]
    assert order == sorted(order), s.title' "$dir/findings.json"
ok "the summary counts them and names their sheets" reads p.xlsx '
s = book.worksheets[0]
head = [c.value for c in s[3]]
at = {n: head.index(n) for n in ("差错", "疑似", "提示", "所在工作表")}
told = {r[at["所在工作表"]]: r for r in rows(s, 4) if r[at["所在工作表"]]}
assert set(told) == {l.title for l in lists}
for l in lists:
    for n in ("差错", "疑似", "提示"):
        have = [r[5] for r in rows(l)].count(n)
        assert told[l.title][at[n]] == have, (l.title, n)
        assert "%s%d处" % (n, have) in l["A2"].value
total = rows(s, 4)[-1]
assert total[0] == "合计"
assert total[at["差错"]] == sum(told[l.title][at["差错"]] for l in lists)'
ok "room to fill in, and a list to choose from" reads p.xlsx '
for s in lists:
    for r in rows(s):
        # but for who is responsible, by the register
        assert r[9:13] == [None] * 4 and r[14:16] == [None] * 2
        assert r[1] or not r[13]
        assert r[5] == "提示" or r[8].endswith("\n时限：立即"), r[8]
    assert not any(r[1] for r in rows(s)) or any(r[13] for r in rows(s))
    assert "负责人（签字）" in s["A3"].value
    v, = s.data_validations.dataValidation
    assert v.formula1 == "\"属实,不属实,已整改,限期认可\""
    assert str(v.sqref) in ("J5", "J5:J%d" % s.max_row)'
ok "nothing is a formula, and only counts are numbers" reads p.xlsx '
for s in book:
    for r in s.iter_rows():
        for c in r:
            assert c.data_type in "sn" and c.hyperlink is None
            if s in lists and c.data_type == "n" and c.value is not None:
                assert c.row > 4 and HEADS[c.column - 1] in ("序号", "行号")'
# shellcheck disable=SC2016
ok "how it is printed" reads p.xlsx '
for s in lists:
    n = s.max_row
    assert s.page_setup.orientation == "landscape"
    assert s.page_setup.paperSize == 9
    assert s.sheet_properties.pageSetUpPr.fitToPage
    assert s.page_setup.fitToWidth in (None, 1) and s.page_setup.fitToHeight == 0
    assert s.print_title_rows == "$1:$4"
    assert s.print_area in ("$A$1:$P$%d" % n, ["$A$1:$P$%d" % n])
    assert s.freeze_panes == "D5" and s.auto_filter.ref == "A4:Z%d" % n
    assert s.oddFooter.center.text == "第&P页　共&N页"'
ok "what has to be done first, by its consequence" reads p.xlsx '
s = book["今天先办"]
found = {f["id"]: f for f in json.load(open(sys.argv[2]))}
told = rows(s, 4)
assert [c.value for c in s[3]][:7] == ["序号", "先办理由", "村（社区）", "户编号",
    "户主", "脱贫责任人", "时限"], [c.value for c in s[3]]
order = ["过期不能补办", "影响纳入、退出", "须整改", "待核实"]
ranks = [order.index(r[1]) for r in told]
assert ranks == sorted(ranks) and len(told) == 200
assert set(ranks) == {1, 2} and all(r[6] == "立即" for r in told), set(ranks)
for r in told:
    f = found[r[-1]]
    assert f["severity"] == "error" and not f["settled"]
    assert (r[7], r[9], r[3] or "") == (f["check"], f["message"], f["household"] or "")
assert sum(1 for r in told if r[3] and r[5]) > 100
errors = sum(f["severity"] != "notice" and not f["settled"] for f in found.values())
assert "%d处" % errors in s["A2"].value' "$dir/findings.json"
gives 0 --db "$db" --lang en report problems -o "$dir/en.xlsx"
ok "in English" reads en.xlsx '
assert book.sheetnames[0] == "By village"
s = book.worksheets[2]
assert book.sheetnames[1] == "First"
assert s["J4"].value == "Decision" and "For the" in s["A3"].value'
gives 0 audit "$src/fixtures/street.xml" "$src/fixtures/clean" -o "$dir/c"
ok "without a problem it says so" reads "c/问题清单.xlsx" '
assert book.sheetnames == ["分村汇总", "检查项目", "核查依据", "填写说明", "hecha"]
assert rows(book.worksheets[0], 4)[-1][0] == "没有发现问题。"'

# Villages by any name: NAME… gives a result in which they are called so, with
# two problems each.
cat >"$dir/villages.py" <<'END'
import re, sys
from xml.sax.saxutils import quoteattr
s = open(sys.argv[1], encoding="utf-8").read()
names = sys.argv[2:]
if len(names) == 1 and names[0].isdigit():
    names = ["第%d村" % i for i in range(int(names[0]))]
s = re.sub(r'errors="9" suspects="2" notices="1"',
    'errors="%d" suspects="0" notices="0"' % (2 * len(names)), s)
head = s[:s.index("<parts>")]
villages = parts = ""
for i, name in enumerate(names):
    who = 'code="3709991012%02d" name=%s' % (i, quoteattr(name))
    villages += ('<village %s households="2" members="2" error="2" '
        'suspect="0" notice="0" faulty="2" clean="0"/>' % who)
    who = 'village="3709991012%02d" village-name=%s' % (i, quoteattr(name))
    parts += ('<part number="%d" page="%d" %s from="%d" to="%d" findings="2">'
        % (i + 1, i + 1, who, 2 * i + 1, 2 * i + 2))
    for j in range(2):
        parts += ('<finding id="%016x" check="ID-03" group="id" status="open"'
            ' severity="error" %s household="H%d" head=%s><message>x</message>'
            '</finding>' % (2 * i + j, who, j, quoteattr(name)))
    parts += "</part>"
head = re.sub("<villages .*</villages>",
    lambda m: "<villages>" + villages + "</villages>", head, flags=re.S)
sys.stdout.write(head + "<parts>" + parts + "</parts></result>")
END
called() { # called NAME…
	python3 "$dir/villages.py" "$src/fixtures/result/small.xml" "$@" \
		>"$dir/v.xml" && "$make" problems "$dir/v.xml" "$dir/v.xlsx" \
		>"$dir/out" 2>&1
}
for kind in problems visits; do
	ok "villages by any name" called '同名村' '同名村' 'a[1]:*?/\村' \
		"'引号'" '一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三' \
		'history' 'Abc' 'ABC' '分村汇总' '全街道' '𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖𬱖' \
		'=1+1' '+村' ' 空 格 ' '&<>"' '-' '一[' '一]' \
		A1 R1C1 12 rc ''
	"$make" $kind "$dir/v.xml" "$dir/v.xlsx"
	ok "each has a sheet of a legal name of its own ($kind)" reads v.xlsx '
names = [s.title for s in book]
fixed = 4 if "分村汇总" in names else 1 # the annex
assert len(names) == 23 + fixed, names
assert len({n.lower() for n in names}) == len(names)
for n in names:
    assert 0 < len(n.encode("utf-16-le")) // 2 <= 31, n
    assert not re.search(r"[\[\]:*?/\\]|^\x27|\x27$", n), n
    assert n.lower() != "history"
assert "同名村 370999101200" in names and "同名村 370999101201" in names
assert "Abc" in names and "=1+1" in names'
	ok "and its own problems" reads v.xlsx '
for s in lists:
    assert s.max_row == 6
    assert [r[-2] for r in rows(s)] == sorted(r[-2] for r in rows(s))
told = [r[-1] for r in rows(book.worksheets[0], 4)]
odd = [s.title for s in lists if s.title not in told]
print(odd)
assert len(odd) <= 7 # history, ABC, A1 …, the letters that count twice
import zipfile
s = zipfile.ZipFile(sys.argv[1]).read("xl/workbook.xml").decode()
for ref in re.findall("<definedName [^>]*>([^<]*)", s):
    assert re.match("(\x27[^\x27]+\x27|[A-Za-z]{3,})!", ref), ref'
done
ok "too many for a sheet each" called 201
ok "stand on one, with the village beside each" reads v.xlsx '
s, = lists
assert s.title == "问题清单" and s.max_row == 4 + 402
assert s["B4"].value == "村（社区）" and s["B5"].value == "第0村"
assert s["B406"].value == "第200村" and s["A406"].value == 402
assert str(s.data_validations.dataValidation[0].sqref) == "K5:K406"'

# The sheets for visits: what is filled in on the spot, a page for each household,
# and another sheet where one cannot have more pages.
gives 0 --db "$db" report visits -o "$dir/visits.xlsx"
ok "a visit has room for what is found, decided, done, when and by whom" \
	reads visits.xlsx '
for s in body:
    heads = [r for r in rows(s, 1) if r[0] == "序号"]
    assert heads and all(r[4:] == ["查明情况", "整改要求", "核实情况", "核实结论", "整改措施及结果", "完成日期",
        "责任人签字"] for r in heads), s.title
    assert s.page_setup.orientation == "landscape"
    choice, = s.data_validations.dataValidation
    assert choice.formula1 == "\"属实,不属实,已整改,限期认可\"", choice.formula1
    assert str(choice.sqref).startswith("H")'
ok "with its title in the middle, and nothing that grows with the pages" \
	reads visits.xlsx '
for s in body:
    assert not s.merged_cells.ranges, s.title
    widths = [int(s.column_dimensions[c].width) for c in "ABCDEFGHIJK"]
    middle = sum(widths[:4]) + widths[4] / 2
    assert s["E1"].value == "入户核查单" and abs(middle - sum(widths) / 2) <= 6
    assert s["E1"].alignment.horizontal == "center"
    told = s["A2"]
    assert told.value.startswith("村（社区）：") and not told.alignment.wrap_text
    assert not any(c.value for c in s[2][1:])'
ok "and how this was checked behind them" reads visits.xlsx '
assert book.sheetnames[-2:] == ANNEX
heads, *told = rows(book["检查项目"], 1)
assert heads[5:9] == ["应核查数", "已核查数", "不能判定数", "问题数"], heads
assert len(told) > 190 and all(r[5] == r[6] + r[7] for r in told)
told = rows(book["核查依据"], 1)
assert any(r[1] and "限期认可的最长天数" in str(r[1]) for r in told)'
called 600
"$make" visits "$dir/v.xml" "$dir/v.xlsx"
ok "more households than a sheet has page breaks" reads v.xlsx '
pages = 0
for s in body:
    first = [i for i, r in enumerate(rows(s, 1), 1) if r[4] == "入户核查单"]
    breaks = [b.id + 1 for b in s.row_breaks.brk]
    assert first[0] == 1 and breaks == first[1:], (s.title, len(breaks))
    pages += len(first)
assert len(body) == 2 and pages == 1200, (book.sheetnames, pages)'

# The annex of the acceptance, household by household: from 501 exits the
# document lists those not met only, and names the workbook.
cat >"$dir/exits.py" <<'END'
import re, sys
s, n, met = open(sys.argv[1], encoding="utf-8").read(), int(sys.argv[2]), int(sys.argv[3])
a, b = s.index("<household ", s.index("<acceptance ")), s.index("</acceptance>")
one = re.match("<household .*?</household>", s[a:], re.S)[0]
listed = range(n) if n <= 500 else range(met, n)[:500]
def row(i):
    verdict = "met" if i < met else "not-met"
    t = re.sub(' id="[^"]*"', ' id="E%05d"' % i, one)
    t = re.sub(' verdict="[^"]*"', ' verdict="%s"' % verdict, t)
    t = re.sub('<why.*</why>', "", t, flags=re.S)
    return re.sub(' listed="[^"]*"', ' listed="true"' if i in listed else "", t)
counts = 'exits="%d" met="%d" not-met="%d" pending="0" unknown="0" ' \
    'unseen="0" cleared="0" inspected="0" verdict="%s"' % (n, met, n - met,
    "met" if met == n else "not-met")
head = re.sub('<acceptance [^>]*>', "<acceptance " + counts + ">", s[:a])
sys.stdout.write(head + "".join(map(row, range(n))) + s[b:])
END
cat >"$dir/doc.py" <<'END'
import sys, zipfile
import xml.etree.ElementTree as E
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
body = E.fromstring(zipfile.ZipFile(sys.argv[1]).read("word/document.xml"))[0]
text = "".join(t.text or "" for t in body.iter(W + "t"))
wide = [t for t in body.iter(W + "tbl")
    if int(t.find(".//" + W + "tblW").get(W + "w")) > 8845]
listed = [tr[3].findtext(".//" + W + "t") for t in wide for tr in t.findall(W + "tr")[1:]]
lying = [p.get(W + "orient") for p in body.iter(W + "pgSz")]
END
exits() { # exits TOTAL MET: the document and the workbook of a result
	python3 "$dir/exits.py" "$dir/f/result.xml" "$1" "$2" >"$dir/e.xml" &&
		"$make" acceptance.docx "$dir/e.xml" "$dir/e.docx" &&
		"$make" acceptance.xlsx "$dir/e.xml" "$dir/e.xlsx"
}
document() { # document PROGRAM
	{ cat "$dir/doc.py" && printf '%s\n' "$1"; } >"$dir/run.py"
	python3 "$dir/run.py" "$dir/e.docx" >"$dir/out" 2>&1
}
ok "500 exits" exits 500 100
ok "stand in the document, on pages that lie" document '
assert len(listed) == 500 and listed[0] == "E00000", len(listed)
assert lying == [None, "landscape"] and "验收报告.xlsx" not in text'
ok "501 exits" exits 501 100
ok "are in the workbook, and those not met in the document" document '
assert listed == ["E%05d" % i for i in range(100, 501)]
assert "退出户共501户，逐户情况见工作簿“验收报告.xlsx”。本表列出其中未判合格的户401户。" in text'
# shellcheck disable=SC2016
ok "the workbook has them all" reads e.xlsx '
assert book.sheetnames == ["分村情况", "逐户情况"] + ANNEX
s = book.worksheets[1]
head = [c.value for c in s[4]]
r = rows(s)
assert len(r) == 501 and [x[0] for x in r] == list(range(1, 502))
assert [x[2] for x in r] == ["E%05d" % i for i in range(501)]
at = head.index("结论")
assert [x[at] for x in r].count("合格") == 100
assert head[-2:] == ["验收意见", "验收人签字"] and r[0][-2:] == [None, None]
assert re.fullmatch(r"\d{4}-\d\d-\d\d", r[0][4]) and s["E5"].data_type == "s"
total = rows(book.worksheets[0], 4)[-1]
assert total == ["合计", 501, 100, 401, 0, 0, 0], total
assert s.print_title_rows == "$1:$4" and s.auto_filter.ref == "A4:O505"
assert s.page_setup.orientation == "landscape"
assert s.sheet_properties.pageSetUpPr.fitToPage
for r in s.iter_rows():
    for c in r:
        assert c.data_type in "sn"'
ok "1200 exits" exits 1200 100
ok "of those not met the first 500 in the document" document '
assert len(listed) == 500 and "未判合格的户有1100户，本表列出前500户。" in text'
ok "600 exits, all met" exits 600 600
ok "none is listed, and no page lies" document '
assert not wide and lying == [None]
assert "退出户共600户，没有未通过的户；逐户情况见工作簿“验收报告.xlsx”。" in text'
ok "an audit makes it" test -s "$dir/f/验收报告.xlsx"
sed 's/class="exit"/class="none"/' "$src/fixtures/minimal/register.xml" \
	>"$dir/register.xml"
gives 1 audit "$src/fixtures/street.xml" "$dir/register.xml" -o "$dir/n"
ok "also where there are none" reads "n/验收报告.xlsx" '
assert book.sheetnames == ["分村情况"] + ANNEX
assert rows(book.worksheets[0], 4)[-1][0] == "本年度没有退出户。"'

if viewers soffice pdftotext; then
	timeout 600 soffice "-env:UserInstallation=file://$dir/profile" \
		--headless --convert-to pdf --outdir "$dir" "$dir/p.xlsx" \
		>"$dir/out" 2>&1
	pdftotext -layout "$dir/p.pdf" "$dir/p.txt"
	ok "each printed page of a village has its head and number" reads p.xlsx '
pages = open(sys.argv[2], encoding="utf-8").read().split("\f")[:-1]
n = len(pages)
for i, p in enumerate(pages):
    assert re.search(r"第%d页\s+共%d页" % (i + 1, n), p), i
for s in lists:
    mine = [p for p in pages if s["A1"].value in p]
    assert mine and all("复核人" in p and "负责人（签字）" in p for p in mine)
    assert not any("查明情况" in p for p in mine)' "$dir/p.txt"
fi
finished
