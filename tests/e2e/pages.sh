#!/bin/sh
# Reports of many problems: in parts, none of them too large, none lost. And
# of many checks: how it went from one to the next.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched
if ! command -v python3 >/dev/null; then
	echo "1..0 # SKIP no python3"
	exit 0
fi
quiet() { "$@" >"$dir/out" 2>&1; }
# Give the database as many problems as asked for, each like one that it has,
# in two villages: three of four in the first; or as many to each village.
multiply() { # multiply COUNT EVIDENCE [EACH]: EVIDENCE letters in a piece of it
	python3 - "$dir/a/hecha.db" "$dir/many.db" "$@" <<'END'
import json, shutil, sqlite3, sys
source, target = sys.argv[1:3]
count, letters, each = map(int, (*sys.argv[3:], 0)[:3])
shutil.copy(source, target)
db = sqlite3.connect(target)
rows = db.execute("SELECT * FROM hc_finding ORDER BY seq").fetchall()
villages = [r[0] for r in
            db.execute("SELECT code FROM village ORDER BY code LIMIT 2")]
if letters:
    rows = [r for r in rows if r[3] == "FRM-10"]
db.execute("DELETE FROM hc_finding")
db.execute("DELETE FROM hc_concerns")
for i in range(count):
    row = list(rows[i % len(rows)])
    row[1], row[2] = i + 1, "%016x" % i
    row[6] = villages[i >= count * 3 // 4]
    if each:
        row[6] = "V%05d" % (i // each)
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
ok "in parts: a village alone has ten" test "$(parts)" -eq 14
ok "in which none is lost" test "$(problems)" -eq 10000
ok "of eight hundred problems at most" at_most 800
ok "none above 5 MB" none_above 5000000
ok "the index leads to each" leads_to_all

ok "few problems that say very much" quiet multiply 400 3000
ok "have a report" report
ok "in parts, though they are few" test "$(parts)" -gt 2
ok "in which none is lost either" test "$(problems)" -eq 400
ok "nor any above 5 MB" none_above 5000000
ok "this index leads to each, too" leads_to_all

ok "small villages" quiet multiply 4000 0 7
ok "have a report" report
ok "of few pages" test "$(parts)" -eq 6
ok "in which none is lost" test "$(problems)" -eq 4000
ok "of eight hundred problems at most" at_most 800
ok "each village stands under its name" test "$(cat "$dir"/r/r.files/*.html |
	grep -o '<h3 class="village"[^>]*>V[0-9]*' | sort -u | wc -l)" -eq 572
leads_to_villages() {
	python3 - "$dir/r/r.html" "$dir/r" <<'END'
import re, sys
links = set(re.findall(r'href="\./(r\.files/[^"#]*)#(v-V[^"]*)"', open(sys.argv[1]).read()))
pages = {p: open(sys.argv[2] + "/" + p).read() for p, _ in links}
bad = [l for l in links if ' id="%s"' % l[1] not in pages[l[0]]]
sys.exit(bool(bad) or len({v for _, v in links}) != 572)
END
}
ok "the index leads to each village" leads_to_villages

# Nor does a report grow with what was rejected.
reject() { # reject COUNT
	python3 - "$dir/a/hecha.db" "$dir/many.db" "$1" <<'END'
import shutil, sqlite3, sys
shutil.copy(*sys.argv[1:3])
db = sqlite3.connect(sys.argv[2])
columns = [r[1] for r in db.execute("PRAGMA table_info(hc_reject)")]
like = {"document": db.execute("SELECT MIN(id) FROM hc_document").fetchone()[0],
        "line": 1, "code": "X", "text_zh": "字" * 100, "text_en": "word " * 40}
for i in range(int(sys.argv[3])):
    row = dict(like, seq=i + 1, record="R%06d" % i)
    db.execute("INSERT INTO hc_reject(%s) VALUES(%s)" % (
        ",".join(c for c in columns if c in row),
        ",".join("?" * sum(c in row for c in columns))),
        [row[c] for c in columns if c in row])
db.commit()
END
}
rejected() { grep -o '<td>R[0-9]\{6\}</td>' "$dir/r/r.html" | wc -l; }
ok "a file of which nothing went in" quiet reject 30000
ok "has a report" report
ok "none above 5 MB" none_above 5000000
ok "with the first of the rejected records" test "$(rejected)" -eq 500
ok "and how many more there are" grep -q 另有29500条未列出 "$dir/r/r.html"
ok "in the overview, too" gives 0 --db "$dir/many.db" report overview \
	-o "$dir/r/r.html"
ok "the first" test "$(rejected)" -eq 500

# A database that lives on: what earlier checks found is in the next report.
db=$dir/t.db
check() { gives 1 -q --db "$db" check --as-of "$1"; }
overview() {
	gives 0 --db "$db" report overview --format xml -o "$dir/$1.xml" &&
		gives 0 --db "$db" report overview -o "$dir/$1.html"
}
lacks_papers() {
	! grep -q '<papers' "$dir/$1/result.xml" &&
		grep -q 没有导入户档案目录 "$dir/$1/督导总览.html"
}
runs() { grep -c '<run ' "$dir/$1.xml"; }
holds() { grep -q -- "$2" "$dir/$1"; }
bars() { grep -o '<g><title>[^<]*' "$dir/$1.html" | grep -c "$2"; }
# Do the numbers of new problems and the others say what the database says?
adds_up() {
	python3 - "$db" "$dir/$1.xml" <<'END'
import re, sqlite3, sys
db = sqlite3.connect(sys.argv[1])
last, before = [{r[0] for r in db.execute(
    "SELECT id FROM hc_finding WHERE run = ?", run)} for run in db.execute(
    "SELECT id FROM hc_run ORDER BY id DESC LIMIT 2").fetchall()]
said = re.search('<trend new="(.*?)" still="(.*?)" gone="(.*?)">',
                 open(sys.argv[2]).read()).groups()
want = len(last - before), len(last & before), len(before - last)
sys.exit(tuple(map(int, said)) != want or not any(want[::2]))
END
}
ok "a database" gives 0 --db "$db" init --plan "$src/fixtures/street.xml"
ok "with a street" gives 0 -q --db "$db" import "$src"/fixtures/faulty/*.xml
ok "checked once" check 2026-12-10
ok "has an overview" overview one
ok "without a trend" test "$(runs one)" -eq 0
ok "checked again over the same" check 2026-12-10
ok "it has an overview" overview again
ok "that is the same" same "$dir/one.html" "$dir/again.html"
ok "checked for a later day" check 2026-12-20
ok "it has another" overview two
ok "which knows of the first" test "$(runs two)" -eq 1
ok "once, by its day" holds two.xml '<run as-of="2026-12-10" verdict="not-met"'
ok "what is new adds up" adds_up two
ok "it shows a bar for both" test "$(bars two '^<g><title>12月.*差错')" -eq 2
ok "and says what changed" holds two.html '与上次核查（截至2026年12月10日）相比'
ok "with better data" gives 0 -q --db "$db" import "$src/fixtures/clean/procedure.xml"
ok "checked again" check 2026-12-20
ok "the third" overview three
ok "knows of two" test "$(runs three)" -eq 2
ok "what is gone adds up" adds_up three
# What the inspectors will ask for: each paper, and whether it is there.
lacking() { # lacking FILE: households that lack a paper, all kinds together
	sed -n 's/.*<paper .* needed="\([0-9]*\)" there="\([0-9]*\)".*/\1 \2/p' \
		"$dir/$1" | awk '{ n += $1 - $2 } END { print n + 0 }'
}
ok "it lists the papers" holds three.xml '<paper id="acceptance-form" clause="3.4.1"'
ok "and what lacks" test "$(lacking three.xml)" -eq 3
ok "for people, too" holds three.html '入户调查记录.*477.*475.*缺2户'
ok "a street with all papers" gives 0 audit "$src/fixtures/street.xml" \
	"$src/fixtures/clean" -o "$dir/c"
ok "lacks none" test "$(lacking c/result.xml)" -eq 0
ok "but has them" holds c/result.xml '<paper id="visit-record" .* needed="300"'
ok "without its archive" gives 1 audit "$src/fixtures/street.xml" \
	"$src/fixtures/clean/register.xml" -o "$dir/n"
ok "nothing is said to be there" lacks_papers n
ok "the self-check tells no trend" gives 0 --db "$db" report self-check \
	-o "$dir/self.html"
ok "for it is of one day" test "$(grep -c 历次 "$dir/self.html")" -eq 0
finished
