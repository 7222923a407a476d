#!/bin/sh
# Intake as its user meets it: encodings, rejects, repetition, hostile input.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
common="--lang en --db $dir/h.db"

differs() { ! cmp -s "$1" "$2"; }
tells() { cat "$dir/out" "$dir/err" | grep -q -- "$1"; }

head='<?xml version="1.0" encoding="UTF-8"?>
<register xmlns="urn:hecha:1" year="2026" source="current" division="379999001" exported="2026-12-27">'

ok "init makes a database" gives 0 init --plan "$src/plans/street.xml"
ok "the database is private" test "$(stat -c %a "$dir/h.db")" = 600
mkdir "$dir/in"
cp "$src"/fixtures/minimal/register.xml "$src"/fixtures/minimal/collection.xml "$dir/in"
ok "a directory goes in" gives 0 import "$dir/in"
ok "the counts add up" tells "files 2 (replaced 0, unchanged 0)"
ok "the same again" gives 0 import "$dir/in"
ok "changes nothing" tells "files 0 (replaced 0, unchanged 2); records read 0"

printf '%s\n<village code="379999001001" name="青石村"/>\n<household id="h1"\n village="12" size="x" class="nonsense"/>\n<village code="379999001002" name="白石村"/>\n</register>\n' "$head" >"$dir/bad.xml"
ok "one bad record" gives 0 import "$dir/bad.xml"
ok "is rejected alone" tells "records read 3, stored 2, rejected 1"
ok "at its line, by its id" tells "^bad.xml:4: record h1: .*code list"
printf '%s\n<village code="379999001008" q:name="y" name="x"/>\n</register>\n' "$head" >"$dir/prefix.xml"
ok "a prefix that means nothing" gives 0 import "$dir/prefix.xml"
ok "is no fact of that name" tells "records read 1, stored 0, rejected 1"
cp "$dir/bad.xml" "$dir/worse.xml"
ok "strict refuses the file" gives 3 import --strict "$dir/worse.xml"

printf '%s\n<village code="379999001003" name="x"/>\n<village code=' "$head" >"$dir/cut.xml"
ok "a file cut short is refused" gives 3 import "$dir/cut.xml"
ok "with file and line" tells "cut.xml:4: "
printf '<?xml version="1.0"?>\n<!DOCTYPE a [<!ENTITY b "c">]>\n<register/>\n' >"$dir/dtd.xml"
ok "a DOCTYPE is refused" gives 3 import "$dir/dtd.xml"
ok "and named" tells "dtd.xml:2: a document type declaration"
printf '<?xml version="1.0" encoding="IBM037"?><register/>' >"$dir/ebcdic.xml"
ok "an encoding off the list is refused" gives 3 import "$dir/ebcdic.xml"
printf '%s\n<village code="379999001004" name="青石村"/></register>' "$head" |
	sed 's/UTF-8/GBK/' >"$dir/mislabelled.xml"
ok "UTF-8 called GBK is refused" gives 3 import "$dir/mislabelled.xml"
mkfifo "$dir/pipe"
piped() { # piped STATUS ARGUMENT…: to a pipe that nobody writes into
	status=$1
	shift
	timeout 20 "$HECHA" "$@" "$dir/pipe" >"$dir/out" 2>"$dir/err"
	[ $? -eq "$status" ]
}
ok "a pipe is no document" piped 3 --db "$dir/h.db" import
ok "nor a plan" piped 3 --db "$dir/p.db" init --plan
ok "nor a pack" piped 3 rules lint
ok "nor anybody's certificate" piped 2 trust add
for e in GBK GB18030 UTF-16; do
	printf '%s\n<village code="379999001004" name="青石村"/></register>' "$head" |
		sed "s/UTF-8/$e/" | iconv -f UTF-8 -t "$e" >"$dir/$e.xml"
	ok "$e is read" gives 0 import "$dir/$e.xml"
done
awk -v h="$head" 'BEGIN { print h
	for (i = 0; i < 70000; i++) print "<!-- a line -->"
	print "<village code=\"1\" name=\"x\"/></register>" }' >"$dir/long.xml"
ok "a long file" gives 0 import "$dir/long.xml"
ok "has true lines past 65,535" tells "^long.xml:70003: record 1"
ok "no document, no file" gives 3 import "$dir/none.xml"
ok "an unknown option" gives 2 import --nonsense "$dir/in"

# Stopped in the middle: of two files the first is in, the second half read.
all_rows() {
	python3 - "$dir/h.db" <<'PY'
import sqlite3, sys
for line in sqlite3.connect(sys.argv[1]).iterdump():
    print(line)
PY
}
stopped() { # stopped SIGNAL
	timeout -s "$1" 0.4 "$HECHA" --db "$dir/h.db" import "$dir/stop/a.xml" \
		"$dir/many.xml" >/dev/null 2>&1
	got=$?
	[ "$got" -ge 124 ]
}
awk -v h="$head" 'BEGIN { print h
	for (i = 0; i < 400000; i++) print "<village code=\"1\" name=\"x\"/>"
	print "</register>" }' >"$dir/many.xml"
mkdir "$dir/stop"
printf '%s\n<village code="379999001009" name="x"/></register>' "$head" >"$dir/stop/a.xml"
all_rows >"$dir/before"
for signal in INT TERM KILL; do
	ok "$signal in the middle of an import" stopped "$signal"
	all_rows >"$dir/after"
	ok "leaves the database as before" same "$dir/before" "$dir/after"
done
ok "then it goes in" gives 0 import "$dir/stop"
all_rows >"$dir/after"
ok "which could be seen" differs "$dir/before" "$dir/after"

# A schema of the data directory that would have another file opened.
mkdir "$dir/data"
cp -r "$src/schemas" "$src/plans" "$src/rules" "$dir/data"
cat >"$dir/outside.xsd" <<'EOF'
<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:hecha:1"/>
EOF
include="<xs:include schemaLocation=\"$dir/outside.xsd\"/>"
HECHA_DATADIR=$dir/data
ok "the data directory elsewhere" gives 0 --db "$dir/1.db" init -p "$src/plans/street.xml"
sed -i "s|<xs:include schemaLocation=\"common.xsd\"/>|&$include|" \
	"$dir/data/schemas/plan.xsd"
ok "nothing outside it is opened" gives 4 --db "$dir/2.db" init -p "$src/plans/street.xml"
HECHA_DATADIR=$src
# Names of files as other systems write them, and as nobody should.
mkdir "$dir/names"
cp "$src/fixtures/minimal/register.xml" \
	"$dir/names/$(printf '\265\307\274\307.xml')"
cp "$src/fixtures/minimal/staff.xml" "$dir/names/$(printf 's\033[31m\302\233.xml')"
printf 'x' >"$dir/names/$(printf 'bad\033]0;.xml')"
ok "files with odd names" gives 1 --lang en audit "$src/fixtures/street.xml" \
	"$dir/names" -o "$dir/odd"
ok "one that is no document is told by its name" warns 'bad\\x1b]0;.xml'
plain() { ! grep -q "$(printf '\033')" "$dir/err"; }
ok "and steers no terminal" plain
rm "$dir/names"/bad*
"$HECHA" --lang en audit "$src/fixtures/street.xml" "$dir/names" -o "$dir/odd" \
	>"$dir/out" 2>"$dir/err"
ok "the others make reports" test -s "$dir/odd/self-check.html"
ok "which call a name in GBK by its characters" \
	grep -q '登记.xml' "$dir/odd/result.xml"

# A file in which nothing can be read may hold anything: no verdict is "met".
mkdir "$dir/u"
cp "$src/fixtures/clean/"*.xml "$dir/u"
street() { # street STATUS: its audit
	gives "$1" --lang en audit "$src/fixtures/street.xml" "$dir/u" -o "$dir/v"
}
ok "a clean street" street 0
ok "is met" says 'Zero errors: met'
printf 'a,b\n1,2\n' >"$dir/u/members.csv"
ok "beside a table without known titles" street 1
ok "cannot be told" says 'Zero errors: cannot be told'
ok "because of a file" says 'Files not read: 1'
ok "which the page names" grep -q 'members\.csv' "$dir/v/self-check.html"
ok "no village is met" test "$(grep -c '<village .*verdict="met"' \
	"$dir/v/result.xml")" = 0
: >"$dir/u/members.csv"
ok "an empty one holds nothing" street 0
printf 'a,b\n1,2\n' >"$dir/u/members.csv"
common="--lang en --db $dir/u.db"
gives 0 init --plan "$src/fixtures/street.xml"
ok "imported alone" gives 0 import "$dir/u"
ok "it stays unread" eval 'gives 1 check && says "Files not read: 1"'
rm "$dir/u/members.csv"
ok "until it is gone" eval 'gives 0 import "$dir/u" && gives 0 check'
common=

# One file of a folder is spoilt: the others are read, it is named, and no
# verdict can be told; as XML, as a workbook, and as a document of another year.
mkdir "$dir/s"
cp "$src/fixtures/clean/"*.xml "$dir/s"
street() { # street STATUS: its audit
	gives "$1" --lang en audit "$src/fixtures/street.xml" "$dir/s" -o "$dir/t"
}
ok "a clean street" street 0
head -c 3000 "$src/fixtures/clean/collection.xml" >"$dir/s/collection.xml"
gives 0 template rolls -o "$dir/rolls.xlsx"
python3 - "$dir/rolls.xlsx" "$dir/s/rolls.xlsx" <<'PY'
import sys, zipfile
# the last sheet ends in the middle, after rows that could be read
with zipfile.ZipFile(sys.argv[1]) as a, zipfile.ZipFile(sys.argv[2], 'w') as b:
    for name in a.namelist():
        data = a.read(name)
        if name == 'xl/worksheets/sheet3.xml':
            data = data[:data.index(b'</sheetData>')]
        b.writestr(name, data)
PY
sed 's/year="2026"/year="2019"/' "$src/fixtures/clean/staff.xml" >"$dir/s/staff2.xml"
ok "beside three spoilt files" street 3
ok "an unfinished one is told" warns 'collection.xml:[0-9]*: .*GUARD-1'
ok "so is a workbook" warns 'rolls.xlsx.*\['
ok "and another year" warns 'staff2.xml: .*IMPORT-9'
ok "and how many" warns 'Files refused: 3'
ok "the others are read" says 'files 1[0-9] '
ok "it cannot be told" says 'Zero errors: cannot be told'
ok "because of them" says 'Files not read: 3'
ok "which the page names" eval 'grep -q "rolls\.xlsx" "$dir/t/self-check.html" &&
	grep -q "collection\.xml" "$dir/t/self-check.html"'
common="--lang en --db $dir/s.db"
gives 0 init --plan "$src/fixtures/street.xml"
ok "imported" gives 3 import "$dir/s"
ok "named one by one" gives 3 import "$dir/s"/*
ok "they stay unread" eval 'gives 1 check && says "Files not read: 3"'
cp "$src/fixtures/clean/collection.xml" "$dir/s/collection.xml"
rm "$dir/s/rolls.xlsx" "$dir/s/staff2.xml"
ok "mended" gives 0 import "$dir/s"
ok "they are none" gives 0 check
printf 'a,b\n1,2\n' >"$dir/none.csv"
ok "converted beside one that is none" gives 3 convert "$dir/rolls.xlsx" \
	"$dir/none.csv" -o "$dir/sc" --division 379999001 --year 2026 \
	--source current --exported 2026-11-20
ok "that one is told" warns 'none.csv: .*TABLES-1'
common=

# Nothing to go by is no success, and the reports say so.
common="--lang en --db $dir/blank.db"
gives 0 init --plan "$src/fixtures/street.xml"
gives 0 template -o "$dir/blank.xlsx"
ok "blank ledgers" gives 3 import "$dir/blank.xlsx"
ok "are nothing" warns IMPORT-34
ok "a check of nothing" gives 1 check
ok "cannot be told" says 'cannot be told'
for report in self-check overview problems acceptance; do
	ok "its $report" gives 0 report $report -o "$dir/blank.$report.xml"
done
ok "as a page" gives 0 report self-check -o "$dir/blank.html"
common=


# A database that somebody has opened: what must be there is not.
python3 - "$dir/v/hecha.db" <<'PY'
import sqlite3, sys
with sqlite3.connect(sys.argv[1]) as db:
    db.execute('PRAGMA writable_schema = ON')
    db.execute("UPDATE sqlite_master SET sql = replace(sql, ' NOT NULL', '')"
               " WHERE name = 'hc_document'")
with sqlite3.connect(sys.argv[1]) as db:
    db.execute('UPDATE hc_document SET sha256 = NULL')
PY
ok "a document without its hash" gives 4 --lang en --db "$dir/v/hecha.db" check --full
ok "is told" warns RUN-3

finished
