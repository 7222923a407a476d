#!/bin/sh
# Ledgers come back: a street written as workbooks and read again has the same
# findings, and what the examples show is taken as it stands.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
need_openpyxl
kinds="register collection procedure problems staff rolls archive inspection"

ids() { # ids DATABASE: identities of what a check finds
	"$HECHA" --db "$1" check --as-of 2026-12-27 >"$dir/out" 2>"$dir/err"
	"$HECHA" --db "$1" findings --format csv | cut -d, -f1 | sort >"$1.ids"
}

common="--db $dir/xml"
gives 0 init --plan "$src/fixtures/street.xml"
gives 0 import "$src/fixtures/faulty"
# shellcheck disable=SC2086
ok "a faulty street as ledgers" gives 0 export $kinds -o "$dir/ledgers.xlsx"
for source in previous collected; do
	ok "its $source register" gives 0 export register --source $source \
		-o "$dir/$source.xlsx"
done
common="--db $dir/xlsx"
gives 0 init --plan "$src/fixtures/street.xml"
ok "read again" gives 0 import "$dir/ledgers.xlsx" "$dir/previous.xlsx" \
	"$dir/collected.xlsx"
ok "with every record" says '读到记录3698条，入库3698条，退回0条'
ok "and no cell refused" says '拒收0个'
ids "$dir/xml"
ids "$dir/xlsx"
ok "there is something to find" test "$(wc -l <"$dir/xml.ids")" -gt 300
ok "the same is found" same "$dir/xml.ids" "$dir/xlsx.ids"

common=
gives 0 template -o "$dir/blank.xlsx"
common="--db $dir/blank"
gives 0 init --plan "$src/fixtures/street.xml"
ok "blank ledgers hold no record" gives 3 import "$dir/blank.xlsx"
ok "which is said" warns IMPORT-34
ok "the examples, taken for records" python3 "$src/tests/e2e/ledgers.py" fill \
	"$dir/blank.xlsx" "$dir/filled.xlsx"
ok "are read" gives 0 import --strict "$dir/filled.xlsx"
ok "each of them" says '退回0条'
ok "in every cell" says '拒收0个'
finished
