#!/bin/sh
# The same bytes say something else to another version of the program, to other
# schemas, code lists or layouts: what these have not read is read anew, and as
# long as it is not, no verdict says "met".
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
common="--lang en --db $dir/h.db"
data=$dir/data
mkdir "$data"
for folder in schemas layouts rules plans xslt; do
	cp -R "$src/$folder" "$data"
done
mkdir "$dir/street"
cp "$src"/fixtures/clean/*.xml "$dir/street"
verdict() { python3 -c 'import sqlite3, sys
print(sqlite3.connect(sys.argv[1]).execute("SELECT verdict FROM hc_run"
    " ORDER BY id DESC").fetchone()[0])' "$dir/h.db"; }
is() { [ "$(verdict)" = "$1" ]; }

HECHA_DATADIR=$data
export HECHA_DATADIR
gives 0 init --plan "$src/fixtures/street.xml"
ok "a street is imported" gives 0 import "$dir/street"
ok "and met" gives 0 check
ok "which is told" is met
ok "again it is unchanged" gives 0 import "$dir/street"
ok "all of it" says 'files 0 (replaced 0'

sed -i 's/<!--/<!-- another -->\n<!--/;t' "$data/schemas/codes.xml"
ok "other code lists: a check cannot tell" gives 1 check
ok "why is said" warns 'another version of hecha has read, or other schemas'
ok "it is not met" is unknown
ok "what is given again is read anew" gives 0 import "$dir/street"
ok "all of it" says 'unchanged 0'
ok "and it can be told again" gives 0 check
ok "as before" is met

cat >"$dir/households.csv" <<'EOF'
户编号,村,户主姓名,是否危房户
H1,柳泉村,王石,要得
EOF
printf '村代码,村名称\n379999001001,柳泉村\n' >"$dir/villages.csv"
common="--lang en --db $dir/t.db"
gives 0 init --plan "$src/fixtures/street.xml"
tables="--division 379999001 --year 2026 --source current --exported 2026-11-20
	$dir/villages.csv $dir/households.csv"
# shellcheck disable=SC2086
ok "a table with a word that nobody knows" gives 0 import $tables
ok "which is refused" warns '要得'
sed -i 's/words of="yes" words="/&要得|/' "$data/layouts/national.xml"
# shellcheck disable=SC2086
ok "a layout that knows it reads the table anew" gives 0 import $tables
ok "it is another" says 'replaced [12]'
taken() { ! warns '要得'; }
ok "and taken" taken
finished
