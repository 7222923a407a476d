#!/bin/sh
# How this was checked: two documents of one street under plans that differ in
# one parameter tell so, by that and by the plan's hash, and by nothing else;
# the annex names every parameter in force.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched

sed '/name="acceptance-days"/s/value="30"/value="25"/' \
	"$src/plans/street.xml" >"$dir/b.xml"
cp "$src/plans/street.xml" "$dir/a.xml"
text() { # text FILE: its words, one to a line
	case $1 in
	*.docx) unzip -p "$1" word/document.xml ;;
	*.xlsx) unzip -p "$1" 'xl/worksheets/*' xl/sharedStrings.xml ;;
	*) cat "$1" ;;
	esac | sed 's/<[^>]*>/\n/g' | grep -v '^[[:space:]]*$'
}
for plan in a b; do
	"$HECHA" --db "$dir/$plan.db" -q init --plan "$dir/$plan.xml"
	"$HECHA" --db "$dir/$plan.db" -q import "$src/fixtures/clean"
	"$HECHA" --db "$dir/$plan.db" -q check >/dev/null
	for report in self-check.html self-check.docx acceptance.docx \
		acceptance.xlsx visits.xlsx problems.xlsx; do
		"$HECHA" --lang en --db "$dir/$plan.db" -q report \
			"${report%.*}" --format "${report#*.}" \
			-o "$dir/$plan-$report" 2>/dev/null
		text "$dir/$plan-$report" >"$dir/$plan-$report.txt"
	done
done
tells() { # tells REPORT: hash and parameter differ, and nothing else
	diff "$dir/a-$1.txt" "$dir/b-$1.txt" | grep '^[<>]' >"$dir/out"
	[ "$(grep -c '^<' "$dir/out")" -eq 2 ] &&
		grep -q '^< 30 days' "$dir/out" && grep -q '^> 25 days' "$dir/out" &&
		grep -q '^>.*[0-9a-f]\{64\}' "$dir/out"
}
"$HECHA" --lang en --db "$dir/a.db" -q report self-check --format xml \
	-o "$dir/result.xml" 2>/dev/null
every() { # the plan's parameters are in the result, and its in the annex
	python3 - "$src/plans/street.xml" "$dir/result.xml" \
		"$dir/a-self-check.html" >"$dir/out" 2>&1 <<'END'
import re, sys
import xml.etree.ElementTree as E
N = "{urn:hecha:1}"
plan, result = (E.parse(p).getroot() for p in sys.argv[1:3])
told = result.findall(N + "basis/" + N + "parameter")
names = {p.get("plan") for p in told}
missing = [p.get("name") for p in plan.findall(N + "parameter")
           if p.get("name") not in names]
page = open(sys.argv[3], encoding="utf-8").read()
table = page[page.index("Every parameter in force"):]
rows = re.findall(r"<tr>", table[:table.index("</table>")])
assert not missing, missing
assert len(rows) == len(told) + 1, (len(rows), len(told))
END
}
for report in self-check.html self-check.docx acceptance.docx; do
	ok "$report tells one parameter and the plan's hash" tells "$report"
done
ok "the annex names every parameter in force" every
for report in acceptance.xlsx visits.xlsx problems.xlsx; do
	ok "$report has the annex" grep -q 'Days for which a suspect can be accepted' \
		"$dir/a-$report.txt"
	ok "and the other value under the other plan" sh -c '! cmp -s "$1" "$2"' \
		sh "$dir/a-$report.txt" "$dir/b-$report.txt"
done
finished
