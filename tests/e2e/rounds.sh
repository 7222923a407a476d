#!/bin/sh
# Streets in the forms that offices have them in (rounds.py) and read back: from
# filled templates the findings are those of the XML by identity, from the
# national tables in every check that their columns can carry. STREETS: seeds of
# faulty streets, "clean"; FORMS: which. make rounds has all of them.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched
need_openpyxl
tests=$(dirname "$HECHA")/../tests
export HECHA MAKE_TABLE="$tests/e2e/make-table"
told="--division 379999001 --year 2026 --source current --exported 2026-12-27"

audit() { # audit FORM STATUS: what is in $at/FORM
	# shellcheck disable=SC2086
	gives "$2" audit "$src/fixtures/street.xml" "$at/$1" -o "$at/$1.made" \
		--format json $told || return 1
	cp "$dir/out" "$at/$1.json"
	"$HECHA" --db "$at/$1.made/hecha.db" findings --format csv >"$at/$1.csv"
	cp "$dir/err" "$at/$1.err"
}
back() { # back FORM STATUS: made, read back, and nothing refused
	python3 "$src/tests/e2e/rounds.py" make "$at/street" "$at" "$1" \
		2>"$dir/err" && audit "$1" "$2" &&
		grep -q '退回0条' "$at/$1.err" &&
		{ [ "$1" = carried ] || grep -q '拒收0个' "$at/$1.err"; }
}
finds() { # finds FORM LIKE
	python3 "$src/tests/e2e/rounds.py" compare "$at/$2" "$at/$1" \
		>"$dir/out" 2>"$dir/err" && sed 's/^/# /' "$dir/out"
}
all=$(python3 "$src/tests/e2e/rounds.py" forms)
viewers soffice || all=$(echo "$all" | grep -v 'office\|xls$')

for street in ${STREETS-1}; do
	at=$dir/$street
	mkdir "$at"
	if [ "$street" = clean ]; then
		"$tests/gen/gen" --seed 4 --households 120 -o "$at/street"
		good=0
	else
		"$tests/gen/gen" --seed "$street" --households 400 \
			--faults each -o "$at/street"
		good=1
	fi
	cp -r "$at/street" "$at/xml"
	ok "street $street as XML" audit xml $good
	ok "and with what tables carry" back carried $good
	for form in ${FORMS-template 47-csv 47-xls 27-html 27-openpyxl}; do
		echo "$all" | grep -qx -- "$form" || [ "$form" = all ] || continue
		[ "$form" = all ] && form=$all
		for form in $form; do
			like=carried status=1
			[ "$form" != template ] || like=xml
			[ "$form" != template ] || status=$good
			ok "street $street as $form" back "$form" $status
			ok "finds the same" finds "$form" $like
			rm -rf "${at:?}/$form" "$at/$form.made"
		done
	done
	rm -rf "$at"
done
finished
