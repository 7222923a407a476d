#!/bin/sh
# Ledgers as workbooks: the form that the schemas give, and a street exported
# in it. What is in the cells, ledgers.py looks at.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
need_openpyxl
cells() { # cells WHAT FILE…: a check of ledgers.py
	python3 "$src/tests/e2e/ledgers.py" "$@" >"$dir/out" 2>"$dir/err"
}
private() { [ "$(stat -c %a "$1")" = 600 ]; }

ok "blank ledgers of every kind" gives 0 template -o "$dir/all.xlsx"
ok "readable by their owner only" private "$dir/all.xlsx"
# a sheet for each kind of record, as the schemas call it; each column with its
# help; what may be typed; an example that keeps to it, marked as one; a header
# that stays and is on each page; links to the sheets
ok "all that the schemas say" \
	cells sheets,columns,rules,example,pages,links "$dir/all.xlsx" "$src/schemas"
ok "the same again" gives 0 template -o "$dir/again.xlsx"
ok "is the same to the byte" same "$dir/all.xlsx" "$dir/again.xlsx"
ok "two kinds" gives 0 --lang en template staff rolls -o "$dir/two.xlsx"
ok "and no other, explained in English" cells only,english "$dir/two.xlsx"
ok "what is there is left alone" gives 2 template -o "$dir/all.xlsx"
ok "and told" warns 'all.xlsx.*LEDGER-2'
ok "still the same" same "$dir/all.xlsx" "$dir/again.xlsx"
ok "no such kind" gives 2 template registers -o "$dir/none.xlsx"
ok "the kinds are told" warns 'register, collection, procedure'
ok "no directory" gives 4 template -o "$dir/no/l.xlsx"

common="--db $dir/db"
gives 0 init --plan "$src/fixtures/street.xml"
gives 0 import "$src/fixtures/clean"
ok "a street's records exported" gives 0 export collection procedure staff \
	rolls archive inspection problems -o "$dir/street.xlsx"
ok "rows are told" says '^入户调查记录：300行'
ok "each value as the documents have it" \
	cells values "$dir/street.xlsx" "$src/fixtures/clean" "$src/schemas" \
	current

mkdir "$dir/registers"
cp "$src/fixtures/minimal/register.xml" "$dir/registers"
sed -e 's/source="current"/source="previous"/' -e 's/year="2026"/year="2025"/' \
	-e 's/周岭川/周岭山/g' "$src/fixtures/minimal/register.xml" \
	>"$dir/registers/previous.xml"
common="--db $dir/db1"
gives 0 init --plan "$src/fixtures/street.xml"
gives 0 import "$dir/registers"
ok "a register" gives 0 export register -o "$dir/register.xlsx"
ok "has each value, within the rules of its column" \
	cells values,rules-kept "$dir/register.xlsx" "$dir/registers" \
	"$src/schemas" current
ok "last year's register" gives 0 export register --source previous \
	-o "$dir/previous.xlsx"
ok "has its own values" cells values "$dir/previous.xlsx" \
	"$dir/registers" "$src/schemas" previous
ok "one document" gives 0 export register --document previous.xml \
	-o "$dir/document.xlsx"
ok "is that one" cells values "$dir/document.xlsx" "$dir/registers" \
	"$src/schemas" previous
ok "no such document" gives 2 export register --document none.xml \
	-o "$dir/none.xlsx"
ok "is told" warns CMD-EXPORT-2
ok "no kind" gives 2 export -o "$dir/none.xlsx"
ok "no such source" gives 2 export register --source other -o "$dir/none.xlsx"
ok "nothing was written for these" test ! -e "$dir/none.xlsx"

# Two households of one id: their members tell by number whose they are.
mkdir "$dir/two"
awk '/<household /, /<\/household>/ { line = $0
		gsub(/id="H0001-/, "id=\"H0002-", line)
		more = more line "\n" }
	/<\/register>/ { printf "%s", more }
	{ print }' "$src/fixtures/minimal/register.xml" >"$dir/two/register.xml"
sed 's/division="379999001"/division="379999002"/' \
	"$src/fixtures/minimal/staff.xml" >"$dir/two/staff-2.xml"
cp "$src/fixtures/minimal/staff.xml" "$dir/two/staff-1.xml"
common="--db $dir/db2"
gives 0 init --plan "$src/fixtures/street.xml"
gives 0 import "$dir/two"
ok "an id that stands twice" gives 0 export register -o "$dir/twice.xlsx"
ok "members with the number of their row" cells numbered "$dir/twice.xlsx"
ok "headers that differ" gives 2 export staff -o "$dir/none.xlsx"
ok "are told" warns '--document'
ok "one of them" gives 0 export staff --document staff-2.xml \
	-o "$dir/one.xlsx"
sed 's/sex="1"/sex="7"/' "$src/fixtures/minimal/register.xml" \
	>"$dir/two/register.xml"
gives 0 import "$dir/two/register.xml"
ok "rejected records" gives 0 export register -o "$dir/rest.xlsx"
ok "are not in it, and told" warns '不含被退回'
finished
