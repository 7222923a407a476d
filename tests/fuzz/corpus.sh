#!/bin/sh
# What the fuzzer begins with, and what it found once, is read to its end.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"

built=$(dirname "$HECHA")/../tests/fuzz
files=${srcdir:-.}/tests/fuzz
plays() { # plays PROGRAM FOLDER…
	program=$1
	shift
	timeout 120 "$built/$program" "$@" >"$dir/out" 2>"$dir/err"
}
ok "tables" plays play-grid "$files/corpus"
for part in "$files"/parts/*; do
	ok "a workbook's $(basename "$part")" plays play-grid "$part"
done
for kind in "$files"/documents/*; do
	ok "$(basename "$kind")" plays play-documents "$kind"
done
finished
