#!/bin/sh
# Whatever writes something, told to write where nothing of its kind may be: a
# pipe, a device, a folder, a link, standard output that takes nothing.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"

common="--lang en"
db=$dir/db
export XDG_CONFIG_HOME="$dir/settings"
mkdir "$dir/in"
for kind in register inspection rolls staff; do
	cp "$src/fixtures/minimal/$kind.xml" "$dir/in"
done
echo 'a phrase of some length' >"$dir/phrase"
chmod 600 "$dir/phrase"
common="--lang en -q --db $db"
gives 0 init --plan "$src/fixtures/street.xml"
gives 0 import "$dir/in"
gives 1 check --as-of 2026-12-20
gives 1 check --as-of 2026-12-21
gives 0 export register -o "$dir/ledger.xlsx"
gives 0 sample --frame
gives 0 sample --seed x --share 100
finding=$("$HECHA" --db "$db" findings -f csv | sed -n '2s/,.*//p')

# What wants a file, what wants a folder: each line a command, the target last.
files='report self-check -f html -o
report acceptance -f docx -o
report problems -f xlsx -o
report problems -f csv -o
report problems -f sarif -o
report evaluation -f docx -o
report evaluation -f html -o
report field -f xlsx -o
report overview -f html -o
verdict export -o
compare -f xlsx -o
sample --frame -o
export register -o
template register -o
keygen --tokens'
folders="reproduce $finding -o
convert $dir/ledger.xlsx --exported 2026-12-27 -o
export -f postgresql -o
keygen --name x --passphrase $dir/phrase -o
outbox receipts -o"

each() { # each COMMANDS TEST TARGET: of all lines
	echo "$1" >"$dir/lines"
	bad=
	while read -r line <&3; do
		"$2" "$3" || bad="$bad; $line: $got $(head -1 "$dir/err")"
	done 3<"$dir/lines"
	[ -z "$bad" ] || echo "$bad" >"$dir/err"
	[ -z "$bad" ]
}
refused() { # refused TARGET: as a use that is none, with a sentence
	# shellcheck disable=SC2086
	timeout 60 "$HECHA" $common $line "$1" >"$dir/out" 2>"$dir/err"
	got=$?
	[ "$got" -eq 2 ] && warns '^hecha: '
}
made() { # made TARGET: where nothing is
	rm -rf "$1"
	# shellcheck disable=SC2086
	timeout 60 "$HECHA" $common $line "$1" >"$dir/out" 2>"$dir/err"
	got=$?
	[ "$got" -le 1 ] && [ -e "$1" ]
}
ok "each makes a file where there is none" each "$files" made "$dir/new"
ok "or a folder" each "$folders" made "$dir/new"
mkfifo "$dir/pipe"
mkdir "$dir/folder"
echo mine >"$dir/folder/mine"
ok "no file takes a pipe's place" each "$files" refused "$dir/pipe"
ok "nor a device's" each "$files" refused /dev/null
ok "nor a folder's" each "$files" refused "$dir/folder"
ok "no folder takes a pipe's place" each "$folders" refused "$dir/pipe"
ok "nor a device's" each "$folders" refused /dev/null
echo mine >"$dir/file"
ok "nor a file's" each "$folders" refused "$dir/file"
ok "the pipe is there" test -p "$dir/pipe"
ok "the device is" test -c /dev/null
ok "the folder is, as it was" test "$(ls -A "$dir/folder")" = mine
ok "the file is" test "$(cat "$dir/file")" = mine

# A link to what is written: it stays one, and what it leads to is the file.
linked() { # linked FOLDER
	rm -rf "${1:?}"
	mkdir "$1"
	ln -s there "$1/link"
	# what does not replace anything wants nothing there
	case $line in
	export* | template* | keygen*) return 0 ;;
	esac
	: >"$1/there"
	# shellcheck disable=SC2086
	timeout 60 "$HECHA" $common $line "$1/link" >"$dir/out" 2>"$dir/err"
	got=$?
	[ "$got" -le 1 ] && [ -L "$1/link" ] && [ -s "$1/there" ] &&
		[ "$(find "$1" -mindepth 1 | wc -l)" -eq 2 ]
}
ok "a link stays" each "$files" linked "$dir/links"

# Standard output that takes nothing, at its begin or later.
told='findings -f csv
findings
findings --rejected -f json
explain ID-03
rules list
plan show
status
outbox
verdict list
compare
compare -f json
sample -f csv
evaluate
evaluate -f csv
report problems -f csv -o -
report evaluation -f html -o -
trust list
help
completion bash'
full() { # full TARGET
	# shellcheck disable=SC2086
	timeout 60 "$HECHA" $common $line >"$1" 2>"$dir/err"
	got=$?
	[ "$got" -eq 4 ] && warns 'MAIN-4'
}
[ ! -c /dev/full ] || ok "what cannot be told is an error" each "$told" full /dev/full
closed() {
	# shellcheck disable=SC2086
	timeout 60 "$HECHA" $common $line >&- 2>"$dir/err"
	got=$?
	[ "$got" -eq 4 ] && warns 'MAIN-4'
}
ok "so is an output that is closed" each "$told" closed none
finished
