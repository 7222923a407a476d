#!/bin/sh
# The life of a finding: found, decided on, changed, mended, back again; only
# what is settled lets "met" be said.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"

# A clean street (see audit.sh), whose one household has a phone that is none.
mkdir "$dir/in"
for kind in staff rolls archive inspection; do
	cp "$src/fixtures/minimal/$kind.xml" "$dir/in"
done
sed 's/class="exit"/class="none"/; s/exit-year="2026"/exit-year="2025"/' \
	"$src/fixtures/minimal/register.xml" >"$dir/register.xml"
sed -e 's/source="current"/source="previous"/; s/year="2026"/year="2025"/' \
	-e 's/exported="2026/exported="2025/; s/schooling="06"/schooling="05"/' \
	-e 's/began="2025-10-01" period-ended="2026/began="2024-10-01" period-ended="2025/' \
	"$dir/register.xml" >"$dir/in/previous.xml"
sed -e '/<problem id="W0002"/,/<.problem>/d' \
	-e 's/check-id="HH-12" field="phone"//' \
	"$src/fixtures/minimal/problems.xml" >"$dir/in/problems.xml"
echo '<procedure xmlns="urn:hecha:1" year="2026" division="379999001" exported="2026-12-20"/>' \
	>"$dir/in/procedure.xml"
sed 's|</staff>|<training id="T98" level="province" date="2026-11-01"/><training id="T99" level="county" date="2026-11-03"/>&|' \
	"$src/fixtures/minimal/staff.xml" >"$dir/in/staff.xml"
sed 's|</inspection>|<inspection-record id="S98" kind="self" level="street" inspector="孙知远" date="2026-12-18"/><inspection-record id="S99" kind="acceptance" level="street" inspector="孙知远" plan="true" date="2026-12-19"/>&|' \
	"$src/fixtures/minimal/inspection.xml" >"$dir/in/inspection.xml"

phone() { # phone NUMBER: the household's, in both registers and as visited
	sed "s/new=\"13800000001\"/new=\"$1\"/" \
		"$src/fixtures/minimal/collection.xml" >"$dir/in/collection.xml"
	sed "s/phone=\"[^\"]*\"/phone=\"$1\"/" "$dir/register.xml" \
		>"$dir/in/register.xml"
	sed 's/source="current"/source="collected"/' "$dir/in/register.xml" \
		>"$dir/in/collected.xml"
	gives 0 import "$dir/in"
}
verdicts() { # verdicts LINE…: a document of them, imported
	{
		echo '<verdicts xmlns="urn:hecha:1" year="2026" division="379999001">'
		printf '%s\n' "$@"
		echo '</verdicts>'
	} >"$dir/verdicts.xml"
	gives 0 import "$dir/verdicts.xml"
}
state() { # state STATE STATUS SETTLED: of the one finding
	gives 0 findings --format json &&
		test "$(grep -c '"id"' "$dir/out")" = 1 &&
		says "\"status\": \"$2\"" && says "\"state\": \"$1\"" &&
		says "\"settled\": $3,"
}
recorded() { says "^Verdicts: recorded $1, known before $2, refused $3$"; }
met() { gives 0 check && says "Zero errors: met"; }
open() { gives 1 check && says "Zero errors: cannot be told"; }

common="--lang en --db $dir/db"
ok "a database" gives 0 init --plan "$src/fixtures/street.xml"
ok "with a phone that is none" phone 12345
ok "cannot be told to be faultless" open
ok "since there is one new problem" state new open false
id=$(sed -n 's/.*"id": "\([0-9a-f]*\)".*/\1/p' "$dir/out")
facts=$(sed -n 's/.*"facts": "\([0-9a-f]*\)".*/\1/p' "$dir/out")
ok "checked again" open
ok "nothing is older" state new open false

# What is refused leaves no trace.
refused() { # refused WHY ATTRIBUTES…
	why=$1
	shift
	ok "refused: $why" verdicts "<verdict finding=\"$id\" $*/>"
	ok "with that reason" warns "^verdicts.xml:2: verdict on $id refused: $why"
	ok "and counted" recorded 0 0 1
}
refused "unfounded wants evidence" \
	'decision="unfounded" date="2026-12-18" by="孙知远"'
refused "no date of the decision" 'decision="confirmed" by="孙知远"'
refused "nobody who decided" 'decision="confirmed" date="2026-12-18"'
refused "accepted wants a reason" \
	'decision="accepted" date="2026-12-18" by="孙知远" until="2026-12-20"'
refused "dated after the day of the last check or export" \
	'decision="confirmed" date="2026-12-21" by="孙知远"'
refused "the problem is of another check" \
	'check-id="HH-11" decision="confirmed" date="2026-12-18" by="孙知远"'
for until in "2026-12-17 accepted until a day before the decision" \
	"2027-01-18 accepted for longer than the plan allows"; do
	ok "refused: ${until#* }" verdicts "<verdict finding=\"$id\" decision=\"accepted\" date=\"2026-12-18\" by=\"孙知远\" until=\"${until%% *}\"><reason>等待换号</reason></verdict>"
	ok "with that reason" warns "refused: ${until#* }"
done
id_was=$id
id=0123456789abcdef
refused "no check found such a problem" \
	'decision="confirmed" date="2026-12-18" by="孙知远"'
id=$id_was
ok "all of it changes nothing" state new open false

# Of a suspect: confirmed, then proved to be none; the newest holds.
yes="<verdict finding=\"$id\" decision=\"confirmed\" date=\"2026-12-17\" by=\"孙知远\"/>"
no="<verdict finding=\"$id\" check-id=\"HH-12\" decision=\"unfounded\" date=\"2026-12-18\" by=\"孙知远\" reviewer=\"钱立言\"><evidence>入户核实记录</evidence></verdict>"
ok "confirmed" verdicts "$yes"
ok "is recorded" recorded 1 0 0
ok "settles nothing" state new confirmed false
# What people know to be a fault is no question any more.
ok "told at once" gives 0 report self-check --format html -o "$dir/r.html"
ok "to be put right, and verified no more" grep -q "to be put right" "$dir/r.html"
ok "as a fault" grep -q 'do not meet the condition of zero errors' "$dir/r.html"
ok "by its own sentence" grep -q 'Suspects that were confirmed: 1\.' "$dir/r.html"
ok "not as one to be verified" lacks "Suspects to be verified" "$dir/r.html"
ok "in the result" gives 0 report self-check -f xml -o "$dir/r.xml"
ok "with its count" grep -q ' suspects="1" confirmed="1"' "$dir/r.xml"
ok "and its village" grep -q '<village [^>]*verdict="not-met"' "$dir/r.xml"
ok "and what is looked at" grep -q '<work [^>]*verdict="not-met"' "$dir/r.xml"
ok "in the document to be signed" gives 0 report self-check -o "$dir/r.docx"
ok "that waits for it to be mended" sh -c "unzip -p '$dir/r.docx' word/document.xml | grep -q 'Until the suspects that were confirmed (1) are rectified'"
ok "unfounded, with evidence" verdicts "$no" "$yes"
ok "is recorded beside it" recorded 1 1 0
ok "settles it" state unfounded unfounded true
ok "at once" gives 0 report problems --format json -o "$dir/r.json"
ok "and the verdict" grep -q '"verdict":"met"' "$dir/r.json"
ok "which a check finds too" met
ok "as text says" says "^Settled by people's verdicts: 1$"
for i in 1 2 3; do
	ok "imported again, $i" gives 0 import "$dir/verdicts.xml"
	ok "changes nothing" recorded 0 2 0
done
ok "listed" gives 0 verdict list
ok "are both" test "$(grep -c "^$id  HH-12  " "$dir/out")" = 2
ok "SARIF" gives 0 report problems --format sarif -o "$dir/r.sarif"
ok "suppresses it" grep -q '"suppressions":' "$dir/r.sarif"
ok "written out" gives 0 verdict export -o "$dir/out.xml"
ok "with what it was about" grep -q "facts=\"$facts\"" "$dir/out.xml"

# Another database knows as much from the document, and no more of other facts.
common="--lang en --db $dir/other"
ok "another database" gives 0 init --plan "$src/fixtures/street.xml"
ok "with the same records" phone 12345
ok "and those verdicts" gives 0 import "$dir/out.xml"
ok "is met at once" met
ok "and unfounded" state unfounded unfounded true
common="--lang en --db $dir/third"
ok "a third" gives 0 init --plan "$src/fixtures/street.xml"
ok "with other records" phone 123456
ok "and those verdicts" gives 0 import "$dir/out.xml"
ok "is not" open
ok "since they were of other facts" state reopened open false

# Other facts, mended, and back.
common="--lang en --db $dir/db"
ok "the phone is another, and none either" phone 123456
ok "which is open" open
ok "again" state reopened open false
ok "only that" gives 0 findings --state reopened --format json
ok "is listed" says "\"$id\""
ok "and nothing else" gives 0 findings --state still --format csv
ok "of another state" lacks "$id"
ok "no state" gives 2 findings --state met
ok "it is said to be mended" gives 0 verdict "$id" --decision rectified \
	--date 2026-12-19 --by 孙知远
ok "which is a claim" state claimed rectified false
ok "and settles nothing" open
ok "it is mended" phone 13800000001
ok "and met" met
ok "compared with the check before" gives 0 compare
ok "it is fixed" says "^Fixed: 1$"
ok "and listed" says "^$id  HH-12"
ok "which is listed" gives 0 verdict show "$id" --format json
ok "as fixed" test "$(grep -c '"state": "fixed"' "$dir/out")" = 3
ok "the same fault" phone 123456
ok "is open" open
ok "and back" state back open false
ok "for the second time" says '"times": 2'
ok "compared with the check before" gives 1 compare --format json
ok "it is back" says '^"states": {"back": 1},$'
ok "by its check" says '^"HH-12": {"back": 1}}'
ok "and so it is compared with the first" gives 1 compare 1
ok "in words" says "^Back again: 1$"
ok "compared with the one before that, it was fixed" \
	gives 0 compare 1 "$(($(sed -n 's/^To check \([0-9]*\).*/\1/p' "$dir/out") - 1))"
ok "then" says "^Fixed: 1$"
ok "and among those of before" gives 0 compare 1 2 --format csv
ok "it is as it was decided then" grep -q "^$id,HH-12.*,unfounded," "$dir/out"
ok "as a workbook" gives 1 compare 2026-12-20 --format xlsx -o "$dir/c.xlsx"
ok "that is there" test -s "$dir/c.xlsx"
ok "no such check" gives 2 compare 99
ok "the later one first" gives 2 compare 2 1
ok "accepted" gives 0 verdict "${id%????}" --decision accepted \
	--date 2026-12-20 --by 孙知远 --until 2026-12-21 --reason 等待换号
ok "it is settled" state accepted accepted true
ok "until a day" gives 0 check --as-of 2026-12-21
ok "and no longer" gives 1 check --as-of 2026-12-22
ok "when it lapses" state lapsed open false

# An error is mended, or disputed where its check says so.
sed -i -e '1,/relation="01"/s/relation="01"/relation="02"/' \
	-e '1,/sex="1"/s/sex="1"/sex="2"/' "$dir/register.xml"
ok "a household without a head" phone 13800000001
ok "has errors" gives 1 check
ok "one of them" gives 0 findings --check HH-01 --format json
id=$(sed -n 's/.*"id": "\([0-9a-f]*\)".*/\1/p' "$dir/out")
ok "cannot be disputed" gives 3 verdict "$id" --decision unfounded \
	--date 2026-12-20 --by 孙知远 --evidence 户口簿
ok "which is said" warns "an error of this check can only be mended"
ok "nor accepted" gives 3 verdict "$id" --decision accepted --reason 不急 \
	--date 2026-12-20 --by 孙知远 --until 2026-12-21
ok "which is said, too" warns "an error cannot be accepted"
ok "nothing is recorded" gives 0 verdict list --format csv
ok "of it" lacks "$id"
ok "of another" gives 0 findings --check ID-05 --format json
id=$(sed -n 's/.*"id": "\([0-9a-f]*\)".*/\1/p' "$dir/out")
ok "the record can be right" gives 0 explain ID-05
ok "as is said" says '^Disputable: '
ok "no evidence" gives 3 verdict "$id" --decision unfounded \
	--date 2026-12-20 --by 孙知远
ok "with evidence" gives 0 verdict "$id" --decision unfounded \
	--date 2026-12-20 --by 孙知远 --evidence 居民身份证原件
ok "it is settled" gives 0 findings --check ID-05 --format csv
ok "as unfounded" says "^$id,ID-05,error,unfounded,.*,true,"

ok "no finding" gives 3 verdict 0123456789abcdef --decision confirmed \
	--date 2026-12-20 --by 孙知远
ok "too short" gives 2 verdict abc --decision confirmed
ok "no decision" gives 2 verdict "$id"
ok "nothing to show" gives 2 verdict show

# Audits of one directory, again and again: what was decided lives on.
common="--lang en"
audit() { # audit STATUS: of what is in $dir/in, into $dir/a
	gives "$1" audit "$src/fixtures/street.xml" "$dir/in" -o "$dir/a"
}
again() { # again STATUS ARGUMENT…: on its database
	status=$1
	shift
	gives "$status" --db "$dir/a/hecha.db" "$@"
}
sed -i -e '1,/relation="02"/s/relation="02"/relation="01"/' \
	-e '1,/sex="2"/s/sex="2"/sex="1"/' "$dir/register.xml"
common="$common --db $dir/db"
phone 12345
common="--lang en"
ok "an audit" audit 1
cp "$dir/a/result.xml" "$dir/first.xml"
ok "and the same again" audit 1
ok "is the same to the byte" same "$dir/first.xml" "$dir/a/result.xml"
ok "its problem" again 0 findings --format json
id=$(sed -n 's/.*"id": "\([0-9a-f]*\)".*/\1/p' "$dir/out")
ok "is unfounded" again 0 verdict "$id" --decision unfounded \
	--date 2026-12-20 --by 孙知远 --evidence 入户核实记录
echo filled >>"$dir/a/问题清单.xlsx"
echo filled >>"$dir/a/problems.xlsx"
ok "which the next audit knows" audit 0
ok "and says" says "^Settled by people's verdicts: 1$"
ok "a list that somebody has written into" warns "kept-1.xlsx"
ok "is kept" grep -q filled "$dir/a/problems-kept-1.xlsx"
ok "and what was decided, too" again 0 verdict list
ok "once" test "$(grep -c "^$id" "$dir/out")" = 1
dump() { # dump FILE: what the database of the audits holds
	python3 -c 'import sqlite3, sys
for line in sqlite3.connect(sys.argv[1]).iterdump(): print(line)' \
		"$dir/a/hecha.db" >"$1"
}
dump "$dir/before"
mkdir "$dir/spoilt"
echo "<staff" >"$dir/spoilt/staff.xml"
ok "an audit that fails" gives 3 audit "$src/fixtures/street.xml" \
	"$dir/spoilt" -o "$dir/a"
dump "$dir/after"
ok "leaves what was" same "$dir/before" "$dir/after"
if command -v flock >/dev/null; then
	exec 9<"$dir/a"
	flock 9
	ok "while another is at work" audit 4
	ok "none begins" warns "HERITAGE-2"
	exec 9<&-
fi

# The list of problems comes home, filled in, its rows in another order.
cat >"$dir/fill.py" <<'END'
import datetime, os, sys
import openpyxl
source, target, decision, evidence, division = sys.argv[1:6]
book = openpyxl.load_workbook(source)
if division:
    about = book["hecha"]
    assert about.sheet_state == "hidden"
    about["B2"] = division
for sheet in book:
    if sheet["A4"].value != "No.":
        continue
    assert sheet.protection.sheet and not sheet.protection.password
    at = {cell.value: cell.column for cell in sheet[4]}
    sheet.insert_rows(5, 3)
    for row in range(8, sheet.max_row + 1):
        for title, value in (("Decision", decision), ("Evidence", evidence),
                ("What was done or seen", "入户核实"), ("Responsible", "孙知远"),
                ("Date", datetime.date(2026, 12, 20))):
            cell = sheet.cell(row, at[title])
            assert not cell.protection.locked
            assert cell.value is None or title == "Responsible"
            assert title != "Date" or cell.number_format == "yyyy-mm-dd"
            cell.value = value
        assert sheet.cell(row, at["Id"]).protection.locked
        if sys.argv[6:]:
            sheet.cell(row, at["Problem"]).value = sys.argv[6]
    exec(os.environ["SPOIL"], {"s": sheet, "at": at})
book.save(target)
END
cat >"$dir/next.py" <<'END'
import csv, sys
import openpyxl
for sheet in openpyxl.load_workbook(sys.argv[1]):
    if sheet["A4"].value == "No.":
        at = {cell.value: cell.column for cell in sheet[4]}
        told = {title: sheet.cell(5, at[title]).value for title in at}
        with open(sys.argv[2], "w", newline="", encoding="utf-8-sig") as out:
            csv.writer(out).writerows(sheet.iter_rows(values_only=True))
assert told["Decision"] == "unfounded", told
assert told["Evidence"] == "户口簿 379999********001X", told
assert told["Responsible"] == "孙知远" and told["Date"] == "2026-12-20", told
assert told["History"].startswith("no fault, since "), told
END
if python3 -c 'import openpyxl' 2>/dev/null; then
	common="$common --db $dir/db"
	phone 123456
	common="--lang en"
	rm -rf "$dir/a"
	ok "a list" audit 1
	spoil=
	fill() { # fill DECISION EVIDENCE [DIVISION [PROBLEM]]: into list.xlsx
		SPOIL=$spoil python3 "$dir/fill.py" "$dir/a/problems.xlsx" "$dir/list.xlsx" \
			"$1" "$2" "${3-}" ${4+"$4"} >"$dir/out" 2>&1
	}
	ok "without decisions" fill "" ""
	ok "comes home" again 0 import "$dir/list.xlsx"
	ok "and says nothing" lacks Verdicts
	ok "with one that lacks its evidence" fill unfounded ""
	ok "comes home" again 3 import "$dir/list.xlsx"
	ok "in vain" recorded 0 0 1
	ok "which is told by its cell" \
		warns '^list.xlsx:.*!8: verdict on .*: unfounded wants evidence$'
	ok "of another street" fill unfounded 户口簿 379999002
	ok "is refused" again 3 import "$dir/list.xlsx"
	ok "as a whole" warns "WORKLIST-1"
	ok "with a locked cell that was changed" fill unfounded 户口簿 "" 无问题
	ok "comes home" again 3 import "$dir/list.xlsx"
	ok "in vain" recorded 0 0 1
	ok "which is told by its row" \
		warns '^list.xlsx:.*!8: .* refused: a locked cell of the row was changed$'
	spoil() { # spoil STATEMENT: of the sheet s, whose columns are in at
		spoil=$1
		ok "filled in, and $1" fill unfounded 户口簿
		spoil=
	}
	spoil 's.cell(4, s.max_column + 1).value = "Decision"'
	ok "it is refused" again 3 import "$dir/list.xlsx"
	ok "which is told" warns 'Decision.*WORKLIST-2'
	spoil 's.cell(4, at["Evidence"]).value = "Proof"'
	ok "it is refused" again 3 import "$dir/list.xlsx"
	ok "which is told" warns 'Evidence.*WORKLIST-3'
	spoil 's.cell(8, at["Id"]).value = None'
	ok "it is refused" again 3 import "$dir/list.xlsx"
	ok "which is told" warns '!8: verdict on ? refused: a locked cell'
	spoil 's.cell(8, at["Date"]).number_format = "General"; s.cell(8, at["Date"]).value = 46383'
	ok "it is refused" again 3 import "$dir/list.xlsx"
	ok "which is told" warns '!8: .* refused: the date of the decision is no date'
	spoil 's.cell(8, at["Date"]).value = 46376; s.cell(8, at["Decision"]).value = " Ｕnfounded\u3000"'
	cp "$dir/a/hecha.db" "$dir/office.db"
	ok "typed in full width, and a number in a cell of a date is one" gives 0 --db "$dir/office.db" \
		import "$dir/list.xlsx"
	spoil 's.cell(8, at["Decision"]).value = None'
	ok "comes home" again 0 import "$dir/list.xlsx"
	ok "and is told" warns '!8: written into, but without a decision; nothing is'
	cp "$dir/register.xml" "$dir/kept.xml"
	ok "another database" gives 0 --db "$dir/far.db" init --plan "$src/fixtures/street.xml"
	ok "with other records" gives 0 --db "$dir/far.db" import "$src/fixtures/minimal/register.xml"
	sed -i 's/phone="[0-9]*"/phone="123"/' "$dir/kept.xml"
	ok "of this street" gives 0 --db "$dir/far.db" import "$dir/kept.xml"
	ok "and a check" gives 1 --db "$dir/far.db" check
	ok "does not take its list" gives 3 --db "$dir/far.db" import "$dir/list.xlsx"
	ok "which is told" warns WORKLIST-5
	spoil 's.delete_rows(1, 4)'
	ok "it is refused" again 3 import "$dir/list.xlsx"
	ok "which is told" warns WORKLIST-4
	spoil 's.cell(8, at["Line"]).value = "9"'
	ok "it is refused" again 3 import "$dir/list.xlsx"
	ok "which is told" warns '!8: .* refused: a locked cell'
	spoil='s.cell(8, at["Date"]).value = "２０２６－１２－２０"'
	ok "filled in" fill unfounded "户口簿 37999919800101001X"
	mkdir "$dir/shapes"
	python3 "$src/tests/e2e/shapes.py" "$dir/list.xlsx" "$dir/shapes" shared formulas \
		rich prefixed unplaced upside_down text semicolons tabs dtd wide bomb
	shape() { # shape NAME ENDING: the list, as another program writes it
		mv "$dir/shapes/$1.$2" "$dir/shape.$2" &&
			cp "$dir/a/hecha.db" "$dir/office.db"
	}
	for how in shared formulas rich prefixed unplaced upside_down; do
		ok "its XML $how" shape $how xlsx
		ok "it comes home" gives 0 --db "$dir/office.db" \
			import "$dir/shape.xlsx"
		ok "with what was decided" recorded 1 0 0
	done
	for how in text semicolons tabs; do
		ok "as $how" shape $how csv
		ok "it comes home" gives 0 --db "$dir/office.db" \
			import "$dir/shape.csv"
		ok "with what was decided" recorded 1 0 0
	done
	for how in dtd wide bomb; do
		ok "a $how" shape $how xlsx
		ok "is refused" gives 3 --db "$dir/office.db" import "$dir/shape.xlsx"
		ok "and told" warns 'shape.xlsx'
		ok "nothing is taken" gives 0 --db "$dir/office.db" verdict list --format csv
		ok "of it" test "$(wc -l <"$dir/out")" -eq 1
	done
	if viewers soffice; then
		mkdir "$dir/office"
		for kind in xlsx ods xls; do
			ok "saved by LibreOffice as .$kind" timeout 300 soffice \
				"-env:UserInstallation=file://$dir/profile" --headless \
				--convert-to "$kind" --outdir "$dir/office" "$dir/list.xlsx"
			cp "$dir/a/hecha.db" "$dir/office.db"
			ok "it comes home" gives 0 --db "$dir/office.db" \
				import "$dir/office/list.$kind"
			ok "with what was decided" recorded 1 0 0
		done
	fi
	mkdir "$dir/home"
	cp "$dir/in/register.xml" "$dir/list.xlsx" "$dir/home"
	ok "among records" again 0 import "$dir/home"
	ok "it wants its name" warns "list.xlsx: a list of problems; import it by"
	ok "comes home" again 0 import "$dir/list.xlsx"
	ok "with what was decided" recorded 1 0 0
	ok "again" again 0 import "$dir/list.xlsx"
	ok "with nothing new" recorded 0 1 0
	ok "and the street is met" again 0 check
	ok "as it says" says "Zero errors: met"
	ok "the next list" again 0 report problems -o "$dir/next.xlsx"
	ok "shows what was decided" python3 "$dir/next.py" "$dir/next.xlsx" "$dir/next.csv"
	for list in next.xlsx next.csv; do
		ok "and comes home as $list" again 0 import "$dir/$list"
		ok "with nothing new" recorded 0 1 0
	done
	ok "written again" again 0 report problems -o "$dir/next.xlsx"
	ok "it is replaced" test ! -e "$dir/next-kept-1.xlsx"
	cp "$dir/list.xlsx" "$dir/next.xlsx"
	ok "when somebody has changed it" again 0 report problems -o "$dir/next.xlsx"
	ok "it is kept" same "$dir/list.xlsx" "$dir/next-kept-1.xlsx"
	ok "which is said" warns "kept as .*next-kept-1.xlsx"
fi
echo "no database" >"$dir/a/hecha.db"
echo "filled" >"$dir/a/problems.xlsx"
rm -f "$dir"/a/problems-kept-*
ok "where there is no database of ours" audit 1
ok "it is kept" grep -q "no database" "$dir/a/hecha-kept-1.db"
ok "and so is a list that nobody here wrote" \
	grep -q filled "$dir/a/problems-kept-1.xlsx"

# What is not there settles nothing.
common="--lang en --db $dir/db"
phone 12345
gives 1 check
gives 0 findings --format json
id=$(sed -n 's/.*"id": "\([0-9a-f]*\)".*/\1/p' "$dir/out" | head -n 1)
for nothing in '　' "$(printf '\342\200\213')" 无 /; do
	ok "evidence '$nothing'" gives 3 verdict "$id" --decision unfounded \
		--date 2026-12-18 --by 孙知远 --evidence "$nothing"
	ok "is none" warns "unfounded wants evidence"
done
sed 's/379999001/379999002/' "$dir/verdicts.xml" >"$dir/other.xml"
sed -i "s|<verdict .*|<verdict finding=\"$id\" decision=\"confirmed\" date=\"2026-12-19\" by=\"孙知远\"/>|" \
	"$dir/other.xml"
ok "another street's decision" gives 0 import "$dir/other.xml"
ok "is refused" warns "of another street than the records"

# Of two that contradict on one day and come together, neither is later.
decide() { # decide DECISION; $on and $day are known
	echo "<verdict finding=\"$id\" $on decision=\"$1\" date=\"2026-12-$day\" by=\"钱若水\"><evidence>户口簿</evidence></verdict>"
}
on='' day=16
first=$(decide confirmed)
on='facts="0123456789abcdef"'
ok "on other facts" verdicts "$first" "$(decide unfounded)"
ok "both are taken" says "^Verdicts: recorded 2,"
on='' day=17
for order in "confirmed unfounded" "unfounded confirmed"; do
	# shellcheck disable=SC2086
	set -- $order
	ok "$order" verdicts "$(decide "$1")" "$(decide "$2")"
	ok "neither is taken" says "^Verdicts: recorded 0, known before 0,"
	ok "both are told" test "$(grep -c 'contradicts it: neither' "$dir/err")" = 2
done

# A sentence names three of a circle, a decision rests on all of it.
circle() { # circle HOUSEHOLD…: all of one phone
	{
		echo '<register xmlns="urn:hecha:1" year="2026" division="379999001" exported="2026-12-16" source="current">'
		for h; do
			echo "<household id=\"$h\" village=\"379999001001\" phone=\"13800000001\"><member id=\"m$h\"/></household>"
		done
		echo '</register>'
	} >"$dir/circle.xml"
	gives 0 import "$dir/circle.xml" && gives 1 check --only DUP-10 --reason t &&
		gives 0 findings --check DUP-10 --format json
}
common="--lang en --db $dir/circle.db"
ok "a street" gives 0 init --plan "$src/fixtures/street.xml"
ok "six with one phone" circle h1 h2 h3 h4 h5 h6
ids=$(sed -n 's/.*"id": "\([0-9a-f]*\)".*/\1/p' "$dir/out")
# shellcheck disable=SC2086
ok "all decided" gives 0 verdict $ids --decision unfounded --date 2026-12-16 \
	--by 孙知远 --evidence 户口簿
ok "another order" circle h6 h5 h4 h3 h2 h1
ok "which status counts" eval 'gives 0 status --format csv && says "^document,verdicts,.*,recorded,.*settled by them 6"'
ok "in the findings" gives 0 findings --format json
ok "leaves them settled" test "$(grep -c '"settled": true' "$dir/out")" = 6
ok "another in the place of the fifth" circle h1 h2 h3 h4 h51 h6
ok "settles none" test "$(grep -c '"settled": true' "$dir/out")" = 0
ok "they are told again" test "$(grep -c '"state": "reopened"' "$dir/out")" = 5

# Of one day that decision holds which settles least, whatever comes first.
common="--lang en --db $dir/day.db"
day() { # day DECISION: in a document of its own
	cat >"$dir/day-$1.xml" <<END
<verdicts xmlns="urn:hecha:1" year="2026" division="379999001">
<verdict finding="$id" decision="$1" date="2026-12-16" by="孙知远"><evidence>户口簿</evidence></verdict>
</verdicts>
END
	gives 0 import "$dir/day-$1.xml" && says "^Verdicts: recorded 1,"
}
for order in "confirmed unfounded" "unfounded confirmed"; do
	rm -f "$dir/day.db"
	ok "a street" gives 0 init --plan "$src/fixtures/street.xml"
	ok "six with one phone" circle h1 h2 h3 h4 h5 h6
	id=$(sed -n 's/.*"id": "\([0-9a-f]*\)".*/\1/p' "$dir/out" | head -n 1)
	for decision in $order; do
		ok "$decision" day "$decision"
	done
	gives 1 check --only DUP-10 --reason t
	ok "$order: it is open" gives 0 findings --format json
	ok "for it was confirmed" says "^{\"id\": \"$id\".*\"status\": \"confirmed\".*\"settled\": false"
done

# Nothing is found of what nobody looked for, and that is told.
common="--lang en --db $dir/day.db"
gives 1 check --only DUP-10 --reason t
ok "of a check that was left out" gives 0 findings --check ID-03
ok "it is told" warns "ID-03: not, or not all of it, checked"
ok "not of one that was made" eval 'gives 0 findings --check DUP-10 && ! warns "not all of it"'

# A list of no problem comes home like any other.
common="--lang en"
ok "a clean street" gives 0 audit "$src/fixtures/street.xml" "$src/fixtures/clean" \
	-o "$dir/clean"
ok "has an empty list" gives 0 --db "$dir/clean/hecha.db" import "$dir/clean/problems.xlsx"
ok "that says nothing" lacks Verdicts

# What an earlier check said of other records is said no more.
common="--lang en --db $dir/day.db"
ok "checked" eval 'gives 0 check || gives 1 check'
ok "reported" gives 0 report self-check -o "$dir/now.html"
ok "with other records" phone 54321
ok "the answer is out of date" eval 'gives 0 status && says "out of date"'
ok "a report is refused" gives 2 report self-check -o "$dir/then.html"
ok "with what to do" warns RESULT-3
ok "nothing is written" test ! -e "$dir/then.html"
ok "findings are told to be old" eval 'gives 0 findings && warns "since the last check"'
ok "checked again" gives 1 check
ok "it can be reported" gives 0 report self-check -o "$dir/then.html"

# What was confirmed stands in the way, and is no question any more.
ok "the finding" gives 0 findings --check HH-12 --format json
ok "confirmed by hand" gives 0 verdict \
	"$(sed -n 's/.*"id": "\([0-9a-f]*\)".*/\1/p' "$dir/out")" \
	--decision confirmed --date 2026-12-18 --by 孙知远
ok "a check" gives 1 check --only HH-12 --reason t
ok "knows it" says "Zero errors: not met"

# A folder is one street's and one year's.
common="--lang en"
cp -r "$dir/in" "$dir/there"
sed -i 's/379999001/379999002/g' "$dir"/there/*.xml
ok "an audit" gives 1 audit "$src/fixtures/street.xml" "$dir/in" -o "$dir/s"
ok "of another street" gives 2 audit "$src/fixtures/street.xml" "$dir/there" \
	-o "$dir/s"
ok "is not for this folder" warns "379999001.*HERITAGE-7"
ok "which stays" gives 1 audit "$src/fixtures/street.xml" "$dir/in" -o "$dir/s"
sed 's/year="2026"/year="2027"/' "$src/fixtures/street.xml" >"$dir/2027.xml"
sed -i 's/year="2026"/year="2027"/' "$dir"/in/*.xml
ok "of another year" gives 2 audit "$dir/2027.xml" "$dir/in" -o "$dir/s"
ok "it is not for this folder" warns "2026.*HERITAGE-8"

# A check as of an earlier day has mended nothing.
common="--lang en --db $dir/f/hecha.db"
"$HECHA" -q audit "$src/fixtures/street.xml" "$src/fixtures/faulty" -o "$dir/f" \
	>/dev/null 2>&1
ok "an earlier day" gives 0 -q check --as-of 2026-11-12 --fail-on none
ok "has not all of it" gives 1 compare
none_fixed() { says '^Not looked for: [1-9]' && lacks '^Fixed'; }
ok "which is not fixed by that" none_fixed
ok "and said" says 'as of an earlier day'
ok "the day again" gives 0 -q check --fail-on none
ok "has it" gives 0 compare 1 3
still_there() { says '^Still there: [1-9]' && lacks '^Back' && lacks '^Fixed'; }
ok "still, and not back" still_there

# Two checks of which one found twenty thousand, of a register that is another's.
gives 0 -q import "$src/fixtures/clean/register.xml"
gives 0 -q check --fail-on none
soon() ( # soon SECONDS STATUS ARGUMENT…: of the processor
	ulimit -t "$1"
	shift
	gives "$@"
)
ok "many are compared" soon 20 1 -q compare
ok "all of them" test "$(grep -c '^[0-9a-f]\{16\} ' "$dir/out")" -gt 20000
finished
