#!/bin/sh
# Files that come again: whatever of them changed, the database says of them what
# a new one says, and what did not change is called unchanged.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
cases="python3 $src/tests/e2e/comes_again.py"
use() { common="--lang en --db $dir/$1.db"; } # use DATABASE
make_new() {                                  # make_new DATABASE
	rm -f "$dir/$1.db"*
	use "$1"
	gives 0 init --plan "$src/fixtures/street.xml"
}
tells() { grep -q -- "$1" "$dir/out" "$dir/err"; }
alike() { $cases differ "$dir/again.db" "$dir/new.db" >"$dir/out" && test ! -s "$dir/out"; }
findings() { # findings DATABASE
	use "$1"
	gives 1 check && gives 0 findings && cp "$dir/out" "$dir/$1.findings"
}
same_findings() { findings again && findings new && same "$dir/again.findings" "$dir/new.findings"; }

$cases list >"$dir/cases"
while read -r case replaced unchanged options; do
	first=$(echo "${options%%|*}" | sed "s|LAYOUT|$dir/own|")
	then=$(echo "${options#*|}" | sed "s|LAYOUT|$dir/own|")
	rm -rf "$dir/in"
	mkdir "$dir/in"
	$cases before "$case" "$dir/in"
	make_new again
	# shellcheck disable=SC2086
	gives 0 import $first "$dir/in" && gives 1 check
	$cases after "$case" "$dir/in"
	# shellcheck disable=SC2086
	ok "$case: it comes again" gives 0 import $then "$dir/in"
	ok "$case: as it is counted" tells "(replaced $replaced, unchanged $unchanged)"
	cp "$dir/err" "$dir/told"
	make_new new
	# shellcheck disable=SC2086
	gives 0 import $then "$dir/in"
	[ "$unchanged" = 0 ] && ok "$case: what is refused is told" same "$dir/err" "$dir/told"
	ok "$case: all is known as if it were new" alike
	ok "$case: so are the findings" same_findings
	# shellcheck disable=SC2086
	use again && gives 0 import $then "$dir/in"
	ok "$case: once more it is unchanged" tells "(replaced 0,"
	ok "$case: as it was" alike
done <"$dir/cases"

# A table names its villages, and the list of them comes by itself, and changes.
told="--division 379999001 --year 2026 --source current --exported 2026-11-20"
list() { # list FILE LINE…
	file=$1
	shift
	printf '行政村代码,行政村名称\n' >"$dir/$file"
	printf '%s\n' "$@" >>"$dir/$file"
}
# shellcheck disable=SC2086
take() { gives 0 import $told "$@"; } # take FILE…
known() { # known VILLAGE: of the household
	test "$(python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT village FROM household").fetchall())' \
		"$dir/again.db")" = "$1"
}
printf '行政村,户编号,户主姓名\n柳泉村,h1,张三\n' >"$dir/named.csv"
list villages.csv 379999001001,柳泉村
make_new again
take "$dir/named.csv"
ok "rows that name an unknown village are left out" known '[]'
ok "the list comes" take "$dir/villages.csv"
ok "that the table can be read now is told" warns 'named.csv: rows were left out of it'
ok "with the list as it was" eval 'take "$dir/villages.csv" && tells "unchanged 1"'
ok "nothing is" eval '! warns "named.csv"'
ok "it comes again" take "$dir/named.csv"
ok "and is read" known "[('379999001001',)]"
list villages.csv 379999001001,柳泉村 379999001002,石桥村
ok "another village comes" take "$dir/villages.csv"
ok "which is nothing to the table" eval '! warns "named.csv"'
list villages.csv 379999001002,石桥村
ok "its village goes" take "$dir/villages.csv"
ok "which is told" warns 'named.csv: the villages have changed'
ok "and stands among what is refused" eval \
	'gives 0 findings --rejected && says "names in this table mean others"'
ok "so that nothing can be met" eval 'gives 1 check && says "[Rr]efused\|[Rr]ejected"'
list villages.csv 379999001003,柳泉村
ok "it has another code" take "$dir/villages.csv" "$dir/named.csv"
ok "by which the table is read" known "[('379999001003',)]"
ok "and nothing is left of it" eval 'gives 0 findings --rejected && lacks "names in this table"'
list villages.csv 379999001004,柳泉村
ok "the code once more, with the table" take "$dir/villages.csv" "$dir/named.csv"
ok "is read at once" known "[('379999001004',)]"
list more.csv 379999001005,柳泉
ok "two villages of one name" take "$dir/more.csv"
ok "which is told, too" warns 'named.csv: the villages have changed'
list more.csv 379999001005,石桥村
ok "they are no longer" take "$dir/more.csv"
ok "the table, which is as it was," take "$dir/named.csv"
ok "is taken once more" tells 'replaced 1'
ok "as it was" known "[('379999001004',)]"
ok "and holds again" eval 'gives 0 findings --rejected && lacks "names in this table"'

# Who takes none with a refused record takes none that has come before, either.
printf '行政村代码,户编号,户主姓名,脱贫年度\n379999001001,h1,张三,去年\n' >"$dir/s.csv"
make_new again
ok "a table with a cell that is refused" take "$dir/s.csv"
# shellcheck disable=SC2086
ok "is not taken strictly" gives 3 import --strict $told "$dir/s.csv"
ok "as is told" warns 'IMPORT-8'

# What was read cannot be read, and can be again.
mkdir "$dir/u"
cp "$dir/villages.csv" "$dir/u/villages.csv"
sed 's/去年/2019/' "$dir/s.csv" >"$dir/u/s.csv"
make_new again
ok "a folder" take "$dir/u"
unread() { # unread N: of the files
	test "$(python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT COUNT(*) FROM hc_unread").fetchone()[0])' \
		"$dir/again.db")" = "$1"
}
printf 'a,b\n1,2\n' >"$dir/u/s.csv"
ok "in which a table is none now" take "$dir/u"
ok "is not read" unread 1
sed 's/去年/2019/' "$dir/s.csv" >"$dir/u/s.csv"
ok "it is one again" take "$dir/u"
ok "which is as it was" tells 'unchanged 2'
ok "and read" unread 0
: >"$dir/u/s.csv"
ok "a table that is empty now, but was read" take "$dir/u"
ok "is not read, either" unread 1
sed 's/去年/2019/' "$dir/s.csv" >"$dir/u/s.csv"
cp "$src/fixtures/minimal/staff.xml" "$dir/u/x.xml"
ok "all of them" take "$dir/u"
ok "are read" unread 0
cp "$src/fixtures/street.xml" "$dir/u/x.xml"
ok "a record that is a plan now" take "$dir/u"
ok "is not read" unread 1

finished
