#!/bin/sh
# Villages of several streets and counties: the result counts them by area, and
# where they are more than fit a table, reports have a line for each area
# instead and still lead to each village.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
need_openpyxl
tests=$(dirname "$HECHA")/../tests
make=$tests/e2e/make-report

# Twenty-five villages of the generator's one street become five in each of five
# streets, in two counties.
"$tests/gen/gen" --seed 1 --households 950 --faults 50 -o "$dir/street"
cat >"$dir/spread.py" <<'END'
import glob, re, sys
def code(m):
    street, n = divmod(int(m[1]) - 1, 5)
    return "37999%d%03d%03d" % (9 - street // 3, street + 1, n + 1)
for path in glob.glob(sys.argv[1] + "/*.xml"):
    text = open(path, encoding="utf-8").read()
    open(path, "w", encoding="utf-8").write(
        re.sub(r"379999001(\d{3})(?!\d)", code, text))
END
python3 "$dir/spread.py" "$dir/street"
ok "a district" gives 1 audit "$src/fixtures/street.xml" "$dir/street" \
	-o "$dir/a"
result=$dir/a/result.xml

cat >"$dir/read.py" <<'END'
import os, re, sys
import xml.etree.ElementTree as E
H = "{urn:hecha:1}"
root = E.parse(sys.argv[1]).getroot()
villages = root.findall(H + "villages/" + H + "village")
areas = root.findall(H + "areas/" + H + "area")
streets = [a for a in areas if a.get("level") == "street"]
counties = [a for a in areas if a.get("level") == "county"]
totals = root.find(H + "totals")
def num(e, name):
    return int(e.get(name))
END
reads() { # reads RESULT PROGRAM [ARGUMENT…]
	{ cat "$dir/read.py" && printf '%s\n' "$2"; } >"$dir/run.py"
	file=$1
	shift 2
	python3 "$dir/run.py" "$file" "$@" >"$dir/out" 2>&1
}
ok "counts each street and county" reads "$result" '
assert len(villages) == 25 and len(streets) == 5
assert [a.get("code") for a in counties] == ["379998", "379999"]
assert [a.get("code") for a in areas] == [a.get("code") for a in counties + streets]
assert {a.get("code") for a in streets} == {v.get("code")[:9] for v in villages}'
ok "as its villages do together" reads "$result" '
for level in streets, counties:
    for a in level:
        mine = [v for v in villages if v.get("code").startswith(a.get("code"))]
        assert num(a, "villages") == len(mine) > 0
        assert num(a, "ready-villages") == sum(v.get("verdict") == "met" for v in mine)
        for name in ("households members error suspect notice faulty clean"
            " ready").split():
            assert num(a, name) == sum(num(v, name) for v in mine), name
        for kind, names in (("class", ["households"]),
                            ("group", ["error", "suspect", "notice"])):
            for n in names:
                def by_id(e, of):
                    for c in e.findall(H + kind):
                        of[c.get("id")] = of.get(c.get("id"), 0) + num(c, n)
                    return of
                want = {}
                for v in mine:
                    by_id(v, want)
                assert by_id(a, {}) == want, (a.get("code"), kind, n)
    assert sum(num(a, "villages") for a in level) == len(villages)'
cat >>"$dir/read.py" <<'END'
acceptance = root.find(H + "acceptance")
exits = acceptance.findall(H + "household")
def verdicts(e):
    return [num(e, n) for n in ("exits", "met", "not-met", "pending", "unknown", "unseen")]
def of(code): # the verdicts of the exits there
    mine = [e.get("verdict") for e in exits if e.get("village").startswith(code)]
    return [len(mine)] + [mine.count(v) for v in ("met", "not-met", "pending", "unknown",
        "unseen")]
END
ok "counts the exits of all and of each" reads "$result" '
assert verdicts(acceptance) == of("") and 100 < len(exits) <= 500, len(exits)
for place in villages + areas:
    if place.get("exits"):
        assert verdicts(place) == of(place.get("code"))
    else:
        assert of(place.get("code"))[0] == 0 and not place.get("met")
assert len([v for v in villages if v.get("exits")]) > 20'
ok "an annex lists all of these" reads "$result" '
assert all(e.get("listed") == "true" for e in exits)'
python3 -c 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1])
d.execute("UPDATE household SET class = ?", ("exit",))
d.execute("UPDATE hc_check SET answer = ? WHERE id = ?", ("error", "HH-01"))
d.commit()' \
	"$dir/a/hecha.db"
ok "where all exit, and a check failed" gives 0 --db "$dir/a/hecha.db" report self-check -f xml \
	-o "$dir/all.xml"
ok "it lists the first 500 that do not pass" reads "$dir/all.xml" '
refused = [e for e in exits if e.get("verdict") != "met"]
assert len(refused) > 500
assert [e for e in exits if e.get("listed")] == refused[:500]'
ok "and a street alone has none" gives 0 audit "$src/fixtures/street.xml" \
	"$src/fixtures/clean" -o "$dir/one"
ok "of them" sh -c '! grep -q "<area" "$1"' - "$dir/one/result.xml"
ok "twenty-five villages have a line each" reads "$result" '
page = open(sys.argv[2], encoding="utf-8").read()
assert "各村（社区）情况" in page and "此处按" not in page
for v in villages:
    assert re.search(">%s</a></th>" % re.escape(v.get("name")), page)' \
	"$dir/a/自查报告.html"

# The same with room for fewer lines: the limit stands in the stylesheets.
limited() { # limited LINES: a data directory
	mkdir "$dir/data$1"
	cp -r "$src/schemas" "$src/rules" "$src/plans" "$src/xslt" "$dir/data$1"
	sed -i "s/name=\"most-lines\" select=\"300\"/name=\"most-lines\" select=\"$1\"/" \
		"$dir/data$1/xslt/common.xsl"
	grep -q "most-lines\" select=\"$1\"" "$dir/data$1/xslt/common.xsl"
}
writes() { # writes KIND.FORMAT LINES [LIMIT]
	rm -rf "$dir/r"
	mkdir "$dir/r"
	# shellcheck disable=SC2086
	HECHA_DATADIR=$dir/data$2 "$make" "$1" "$result" \
		"$dir/r/r.${1#*.}" ${3-} >"$dir/out" 2>&1
}
# Rows of the first table of this caption: names, and all numbers of the others.
cat >>"$dir/read.py" <<'END'
def table(path, caption):
    page = open(path, encoding="utf-8").read()
    t = page[page.index("<caption>" + caption):]
    t = t[:t.index("</table>")]
    cell = lambda c: re.sub("<[^>]*>", "", c).strip()
    return [[cell(c) for c in re.findall(r"<t[dh][ >].*?</t[dh]>|<td/>|<td></td>", r, re.S)]
        for r in re.findall("<tr.*?</tr>", t, re.S)]
def agree(rows, level, first):
    rows = {r[0]: r for r in rows}
    for a in level:
        r = rows[a.get("code")]
        want = [a.get(n) for n in ("error", "suspect", "notice", "faulty", "clean")]
        assert r[first:] == want, (r, want)
    t = rows["合计"][first:]
    assert t[:3] == [totals.get(n) for n in ("errors", "suspects", "notices")], t
    assert t[3:] == [totals.get("faulty"), totals.get("clean")]
    assert int(t[4]) == sum(num(v, "clean") for v in villages)
END
ok "room for ten" limited 10
ok "the self-check report" writes self-check.html 10
ok "has a line for each street, that adds up" reads "$result" '
rows = table(sys.argv[2], "各街道（乡镇）按检查类别的问题数")
agree(rows[1:], streets, -5 + len(rows[1]))
assert not any(r[0] == v.get("name") for r in rows for v in villages)
assert [r[1] for r in rows[1:] if r[0] in {s.get("code") for s in streets}] == [
    s.get("villages") for s in streets]
assert "本次核查涉及25个村（社区），此处按街道（乡镇）汇总" in open(sys.argv[2]).read()' \
	"$dir/r/r.html"
ok "in pages" writes self-check.html 10 5
ok "its index leads from each street and to each village" reads "$result" '
dir = os.path.dirname(sys.argv[2])
index = open(sys.argv[2], encoding="utf-8").read()
links = re.findall("href=\"\\./(r\\.files/[^\"#]*)#([^\"]*)\"[^>]*>([^<]*)<", index)
pages = {}
for file, at, text in links:
    page = pages.setdefault(file, open(os.path.join(dir, file), encoding="utf-8").read())
    assert " id=\"%s\"" % at in page, (file, at)
assert {s.get("code") for s in streets} <= {t for _, _, t in links}
for s in streets:
    to, = {at for _, at, t in links if t == s.get("code")}
    assert to.startswith("v-" + s.get("code")), to
assert {v.get("name") for v in villages} <= {t for _, _, t in links}
assert len(pages) == len(os.listdir(os.path.join(dir, "r.files")))' "$dir/r/r.html"
ok "a line a page" reads "$result" '
rows = table(sys.argv[2], "问题清单分页目录")[1:]
files = os.listdir(os.path.join(os.path.dirname(sys.argv[2]), "r.files"))
assert [r[0] for r in rows] == [str(i + 1) for i in range(len(files))]
all = sum(num(totals, n) for n in ("errors", "suspects", "notices"))
assert sum(int(r[-1]) for r in rows) == all
assert [sum(int(r[i]) for r in rows) for i in (-4, -3, -2)] == [
    num(totals, n) for n in ("errors", "suspects", "notices")]' "$dir/r/r.html"
ok "the overview" writes overview.html 10
ok "too has a line for each street" reads "$result" '
rows = table(sys.argv[2], "各街道（乡镇）按检查类别的问题数")
names = [r[0] for r in rows]
assert [s.get("code") for s in streets] == names[1:len(streets) + 1]
for s, r in zip(streets, rows[1:]):
    assert int(r[-1]) == sum(num(s, n) for n in ("error", "suspect", "notice"))
    assert int(r[-1]) == sum(map(int, r[1:-1]))
ready = table(sys.argv[2], "各街道（乡镇）准备情况")[1:]
assert [tuple(r[:4]) for r in ready] == [
    (s.get("code"), s.get("households"), s.get("faulty"), s.get("clean"))
    for s in sorted(streets, key=lambda s: (-num(s, "error"),
        -num(s, "suspect"), s.get("code")))]
steps = table(sys.argv[2], "各村（社区）程序步骤完成情况")[1:]
assert [r[0] for r in steps] == [r[0] for r in ready], steps[:2]' \
	"$dir/r/r.html"
ok "the workbook" writes problems.xlsx 10
ok "has a sheet of streets before that of villages" reads "$result" '
import openpyxl
book = openpyxl.load_workbook(sys.argv[2])
assert book.sheetnames[:2] == ["分街道汇总", "分村汇总"], book.sheetnames[:2]
def rows(s):
    return [[c.value for c in r] for r in s.iter_rows(min_row=4)]
by_street, by_village = rows(book.worksheets[0]), rows(book.worksheets[1])
assert [r[0] for r in by_village[:25]] == [v.get("name") for v in villages]
for s, r in zip(streets, by_street):
    assert r[:3] == [s.get("code"), num(s, "villages"), num(s, "households")]
    assert r[-5:] == [num(s, n) for n in ("error", "suspect", "notice",
        "faulty", "clean")]
assert by_street[-1][2:] == by_village[-1][1:-1]
assert by_street[-1][1] == 25 and by_village[-1][0] == "合计"' "$dir/r/r.xlsx"
cat >>"$dir/read.py" <<'END'
def document(path):
    import zipfile
    W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    body = E.fromstring(zipfile.ZipFile(path).read("word/document.xml"))[0]
    text = lambda e: "".join(t.text or "" for t in e.iter(W + "t"))
    return text(body), [[[text(c) for c in r.findall(W + "tc")]
        for r in t.findall(W + "tr")] for t in body.iter(W + "tbl")]
END
ok "the document" writes self-check.docx 10
ok "has streets in its table, with their classes" reads "$result" '
text, tables = document(sys.argv[2])
t, = [t for t in tables if t[0][0] == "街道（乡镇）代码"]
assert [r[0] for r in t[1:-1] if r[1]] == [s.get("code") for s in streets]
for s, r in zip(streets, t[1:]):
    cls = {c.get("id"): c.get("households") for c in s.findall(H + "class")}
    assert r[1:] == [s.get("households")] + [cls.get(c, "0")
        for c in ("exit", "clear", "new", "return")] + [s.get(n)
        for n in ("error", "suspect", "notice", "faulty", "clean")], r
assert t[-1][0] == "合计" and t[-1][1] == str(sum(num(v, "households") for v in villages))
assert "（二）分街道情况" in text and "各街道（乡镇）自查情况" in text
assert "此处按街道（乡镇）汇总；各村情况见《问题清单》工作簿“分村汇总”表。" in text' \
	"$dir/r/r.docx"
for format in docx xlsx; do
	ok "the acceptance ($format)" writes acceptance.$format 10
	ok "counts the exits of each street" reads "$result" '
if sys.argv[2].endswith("xlsx"):
    import openpyxl
    s = openpyxl.load_workbook(sys.argv[2]).worksheets[0]
    assert s.title == "分街道情况"
    rows = [[c.value for c in r] for r in s.iter_rows(min_row=4)]
else:
    text, tables = document(sys.argv[2])
    t, = [t for t in tables if t[0][0] == "街道（乡镇）代码"]
    rows = [[r[0]] + list(map(int, r[1:])) for r in t[1:]]
assert [r[0] for r in rows[:-1]] == [s.get("code") for s in streets]
for r in rows[:-1]:
    assert r[1:] == of(r[0]) and r[1] > 0, r
assert rows[-1] == ["合计"] + of("")' "$dir/r/r.$format"
done
ok "room for three" limited 3
ok "the self-check report" writes self-check.html 3
ok "has a line for each county, that adds up" reads "$result" '
rows = table(sys.argv[2], "各县（市、区）按检查类别的问题数")
agree(rows[1:], counties, -5 + len(rows[1]))' "$dir/r/r.html"
finished
