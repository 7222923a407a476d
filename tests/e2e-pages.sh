#!/bin/sh
# Reports of many problems: in parts, none of them too large, none lost.
# shellcheck source-path=SCRIPTDIR
. "${srcdir:-.}/tests/lib.sh"
if ! command -v python3 >/dev/null; then
	echo "1..0 # SKIP no python3"
	exit 0
fi
quiet() { "$@" >"$dir/out" 2>&1; }
# Give the database as many problems as asked for, each like one that it has,
# in two villages: three of four in the first.
multiply() { # multiply COUNT EVIDENCE: a piece of evidence of so many letters
	python3 - "$dir/a/hecha.db" "$dir/many.db" "$@" <<'END'
import json, shutil, sqlite3, sys
source, target, count, letters = *sys.argv[1:3], *map(int, sys.argv[3:])
shutil.copy(source, target)
db = sqlite3.connect(target)
rows = db.execute("SELECT * FROM hc_finding ORDER BY seq").fetchall()
villages = [r[0] for r in
            db.execute("SELECT code FROM village ORDER BY code LIMIT 2")]
if letters:
    rows = [r for r in rows if r[3] == "FRM-10"]
db.execute("DELETE FROM hc_finding")
for i in range(count):
    row = list(rows[i % len(rows)])
    row[1], row[2] = i + 1, "%016x" % i
    row[6] = villages[i >= count * 3 // 4]
    row[7] = "H%07d" % i
    if letters:
        evidence = json.loads(row[17])
        evidence["investigator"] = "王" * letters
        row[17] = json.dumps(evidence, ensure_ascii=False)
    db.execute("INSERT INTO hc_finding VALUES(%s)" %
               ",".join("?" * len(row)), row)
db.commit()
END
}
report() {
	rm -rf "$dir/r"
	mkdir "$dir/r"
	gives 0 --db "$dir/many.db" report self-check -o "$dir/r/r.html"
}
parts() { ls "$dir/r/r.files" 2>/dev/null | wc -l; }
problems() { cat "$dir/r/r.html" "$dir/r"/r.files/*.html | grep -o '<details' | wc -l; }
none_above() { # none_above BYTES
	find "$dir/r" -type f -size +"$1"c >"$dir/out"
	[ ! -s "$dir/out" ]
}
at_most() { # at_most PROBLEMS: on a page
	for page in "$dir/r"/r.files/*.html; do
		[ "$(grep -o '<details' "$page" | wc -l)" -le "$1" ] || return 1
	done
}
leads_to_all() {
	for page in "$dir/r"/r.files/*.html; do
		grep -q "r.files/$(basename "$page")" "$dir/r/r.html" || return 1
	done
}

ok "a faulty street" gives 1 audit "$src/fixtures/street.xml" \
	"$src/fixtures/faulty" -o "$dir/a"

ok "with ten thousand problems" quiet multiply 10000 0
ok "has a report" report
ok "in parts: a village alone has eight" test "$(parts)" -eq 11
ok "in which none is lost" test "$(problems)" -eq 10000
ok "of a thousand problems at most" at_most 1000
ok "none above 5 MB" none_above 5000000
ok "the index leads to each" leads_to_all

ok "few problems that say very much" quiet multiply 400 3000
ok "have a report" report
ok "in parts, though they are few" test "$(parts)" -gt 2
ok "in which none is lost either" test "$(problems)" -eq 400
ok "nor any above 5 MB" none_above 5000000
ok "this index leads to each, too" leads_to_all
finished
