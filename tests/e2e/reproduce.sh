#!/bin/sh
# A finding on invented records: the same check finds it with the same words,
# by the command that the note names, and nothing of anybody is left.
# EVERY=yes (make reproduce): the first finding of every check.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched

"$HECHA" --db "$dir/street.db" -q init --plan "$src/plans/street.xml"
"$HECHA" --db "$dir/street.db" -q import "$src/fixtures/faulty"
common="--db $dir/street.db --lang en"
ok "nothing was checked yet" gives 2 reproduce 0123456789abcdef -o "$dir/early"
gives 1 -q check
"$HECHA" --db "$dir/street.db" findings --format json >"$dir/findings.json"

first() { # first CHECK: the identity of its first finding
	python3 -c '
import json, sys
print(next(f["id"] for f in json.load(open(sys.argv[1], encoding="utf-8"))
      if f["check"] == sys.argv[2]))' "$dir/findings.json" "$1"
}
repeat() { # repeat CHECK: the note's command finds it once more
	sed -n 's/^ *hecha \(audit .*\)/\1/p' "$dir/$1/note.txt" >"$dir/command"
	[ -s "$dir/command" ] || return 1
	# shellcheck disable=SC2046
	(cd "$dir/$1" && "$HECHA" --lang en $(cat "$dir/command") >../out 2>../err)
	"$HECHA" --db "$dir/$1/out/hecha.db" --lang en findings --check "$1" \
		--unmasked --format json >"$dir/again.json"
	sed -n "s/^$1 finds: //p" "$dir/$1/note.txt" >"$dir/said"
	[ -s "$dir/said" ] && python3 -c '
import json, sys
said = open(sys.argv[2], encoding="utf-8").read().strip()
sys.exit(said not in [f["message"] for f in
         json.load(open(sys.argv[1], encoding="utf-8"))])' \
		"$dir/again.json" "$dir/said"
}
anonymous() { # anonymous CHECK
	python3 "$src/tests/e2e/reproduce.py" "$dir/street.db" "$dir/$1" >"$dir/out"
}
if [ "${EVERY-}" = yes ]; then
	checks=$(python3 -c '
import json, sys
print(*sorted({f["check"] for f in json.load(open(sys.argv[1], encoding="utf-8"))}))
' "$dir/findings.json")
else
	checks='HH-06 PRC-19 FIX-05'
fi
for check in $checks; do
	ok "$check on invented records" gives 0 reproduce "$(first "$check")" \
		-o "$dir/$check"
	ok "$check is found again" repeat "$check"
	ok "$check tells of nobody" anonymous "$check"
done
ok "a folder that holds something" gives 2 reproduce "$(first HH-06)" -o "$dir/HH-06"
ok "is not written into" warns REPRODUCE-4
ok "no such finding" gives 2 reproduce 0000 -o "$dir/none"
ok "is told" warns "'0000' \[REPRODUCE-1\]"
ok "nowhere to write" gives 2 reproduce "$(first HH-06)"
ok "no finding named" gives 2 reproduce -o "$dir/none"
common="--db $dir/street.db"
ok "in Chinese" gives 0 reproduce "$(first HH-06)" -o "$dir/zh"
ok "the note, too" grep -q '这些记录是编造的' "$dir/zh/说明.txt"
finished
