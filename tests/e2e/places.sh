#!/bin/sh
# What a finding quotes stands in the records where it says: at the file, the
# line, the record. HOUSEHOLDS=10000 makes the street larger.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched
gen=$(dirname "$HECHA")/../tests/gen/gen

stands() { # stands NAME RECORDS
	rm -rf "$dir/a"
	ok "$1" gives 1 audit "$src/fixtures/street.xml" "$2" --unmasked \
		-o "$dir/a"
	ok "everything stands where it says" quoted "$dir/a/result.xml" "$2"
}
quoted() {
	python3 "${srcdir:-.}/tests/e2e/places.py" "$1" "$2" >"$dir/out" 2>&1
}

stands "a faulty street" "$src/fixtures/faulty"
"$gen" --seed 5 --households "${HOUSEHOLDS:-300}" --mixed 50 -o "$dir/mixed"
stands "one with several faults in a household" "$dir/mixed"
finished
