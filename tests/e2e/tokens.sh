#!/bin/sh
# What stands in several streets, found by tokens under a key that the county
# hands out: everything that was planted, nothing else, and no number.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/sealed.sh"
by_hand=${srcdir:-.}/tests/e2e/tokens.py

ok "a key" gives 0 keygen --tokens "$dir/tokens.key"
ok "for its owner only" test "$(stat -c %a "$dir/tokens.key")" = 600
cp "$dir/tokens.key" "$dir/before"
ok "is not written over" gives 2 keygen --tokens "$dir/tokens.key"
ok "it stays" same "$dir/before" "$dir/tokens.key"
ok "a package without tokens" seal "$dir/a.db" "$dir/plain.zip"
plain=$(attribute "$dir/plain.zip" facts-sha256)
ok "with tokens" seal "$dir/a.db" "$dir/with.zip" --tokens "$dir/tokens.key"
ok "the facts are the same" test "$plain" = \
	"$(attribute "$dir/with.zip" facts-sha256)"
unzip -p "$dir/with.zip" tokens.tsv >"$dir/tokens.tsv"
"$HECHA" -q --db "$dir/f.db" init --plan "$src/fixtures/street.xml" &&
	"$HECHA" -q --db "$dir/f.db" import "$src/fixtures/faulty/register.xml" &&
	"$HECHA" -q --db "$dir/f.db" check --only ID-01 --reason test \
		--fail-on none >/dev/null
seal "$dir/f.db" "$dir/faulty.zip" --tokens "$dir/tokens.key"
unzip -p "$dir/faulty.zip" tokens.tsv >"$dir/faulty.tsv"
ok "they are what another would make" python3 "$by_hand" same "$dir/f.db" \
	"$dir/faulty.tsv" "$dir/tokens.key"
ok "of few records as well" python3 "$by_hand" same "$dir/a.db" \
	"$dir/tokens.tsv" "$dir/tokens.key"
silent() { # silent FILE: no number, name or day is in it
	! grep -qP '(?<![0-9a-f])379999[0-9]{9,12}[0-9Xx]?(?![0-9a-f])|[0-9]{4}-[0-9]{2}-[0-9]{2}|[^\x00-\x7f]' "$1"
}
ok "no number, name or day is in them" silent "$dir/faulty.tsv"
ok "it verifies" gives 0 verify "$dir/with.zip" --unsigned
chmod 644 "$dir/tokens.key"
ok "a key that others can read" gives 2 --db "$dir/a.db" seal -o "$dir/x.zip" \
	--tokens "$dir/tokens.key"
chmod 600 "$dir/tokens.key"
echo 1234 >"$dir/short.key"
chmod 600 "$dir/short.key"
ok "a key that is none" gives 2 --db "$dir/a.db" seal -o "$dir/x.zip" \
	--tokens "$dir/short.key"
ok "is told how one is made" warns "keygen --tokens.*\[TOKENS-1\]"

# Forty streets with what was planted among them.
county() { # county STATUS [ARGUMENT…]
	want=$1
	shift
	gives "$want" --db "$dir/county.db" collect --unsigned "$@"
}
mkdir "$dir/in"
python3 "$by_hand" plant "$dir/plain.zip" "$dir/in" 40 "${PAIRS:-500}" \
	"$dir/tokens.key" >"$dir/planted" || exit 99
ok "forty streets" county 0 "$dir/in"
ok "what stands in several of them" county 1 --duplicates --format json
cp "$dir/out" "$dir/found"
ok "is what was planted, and nothing else" python3 "$by_hand" compare \
	"$dir/planted" "$dir/found"
ok "no number is told" silent "$dir/found"
ok "both places are, with the package" grep -q \
	'"check": "DUP-03".*"household": "H[0-9]*", "member": "P[0-9]*", "package": "[0-9a-f]\{64\}"' \
	"$dir/found"
ok "for people" county 1 --duplicates
ok "with the check's title" says "^DUP-09  One bank account in two households"
ok "and how many they are" says "^found in several streets: $(wc -l <"$dir/planted")"
ok "collected again" county 0 "$dir/in"
ok "nothing is doubled" county 1 --duplicates --format json
ok "it is as before" same "$dir/out" "$dir/found"

# What cannot be told is said.
rm -f "$dir/county.db"
ok "a street without tokens" county 0 "$dir/plain.zip"
ok "is held against nobody" county 0 --duplicates
ok "which is said" warns "without tokens, which were held against nobody: 1"
ok "the same with tokens" county 0 "$dir/with.zip"
ok "counts with them" county 0 --duplicates
ok "though it came later" test ! -s "$dir/err"
gives 0 keygen --tokens "$dir/other.key"
mkdir "$dir/other" "$dir/few"
python3 "$by_hand" plant "$dir/plain.zip" "$dir/few" 3 9 "$dir/tokens.key" \
	>/dev/null
python3 "$by_hand" plant "$dir/plain.zip" "$dir/other" 4 9 "$dir/other.key" \
	>/dev/null
rm -f "$dir/county.db" "$dir/other/379999001.zip" "$dir/other/379999002.zip" \
	"$dir/other/379999003.zip"
ok "one under another key" county 0 "$dir/few" "$dir/other"
ok "is not held against the others" county 1 --duplicates
ok "which is said as well" warns "under another key.*: 1"

# What the tokens of streets find is what one database of all of them finds.
real=${srcdir:-.}/tests/e2e/tokens_real.py
GEN=$(dirname "$HECHA")/../tests/gen/gen
looked_for='--only DUP-03 --only DUP-04 --only DUP-06 --only DUP-09 --only DUP-10'
found_in() { # found_in RECORDS DB
	rm -f "$2"*
	# shellcheck disable=SC2086
	"$HECHA" -q --db "$2" init --plan "$src/fixtures/street.xml" &&
		"$HECHA" -q --db "$2" import "$1" &&
		"$HECHA" -q --db "$2" check $looked_for --reason test \
			--fail-on none >/dev/null
}
if [ -x "$GEN" ]; then
	"$GEN" --seed 5 --households "${HOUSEHOLDS:-120}" -o "$dir/street"
	python3 "$real" plant "$dir/street/register.xml" "$dir/real" \
		"${REAL:-25}" || exit 99
	mkdir "$dir/sealed"
	for village in "$dir"/real/[0-9]*; do
		found_in "$village" "$dir/v.db" && seal "$dir/v.db" \
			"$dir/sealed/${village##*/}.zip" --tokens "$dir/tokens.key"
	done
	found_in "$dir/real/all" "$dir/one.db"
	ok "one database of all" gives 0 --db "$dir/one.db" findings -f json
	cp "$dir/out" "$dir/one.json"
	rm -f "$dir/county.db"*
	ok "and a street of each village" county 0 "$dir/sealed"
	ok "have duplicates" county 1 --duplicates --format json
	cp "$dir/out" "$dir/many.json"
	ok "which are the same" python3 "$real" compare "$dir/one.json" \
		"$dir/many.json"
fi

# Tokens that are none are refused with all that is in the package.
cat >"$dir/spoil.py" <<'E2'
import sys
sys.path.insert(0, sys.argv[1])
from forge import describe, entries, pack
parts = dict(entries(open(sys.argv[2], "rb").read()))
xml = parts.pop(b"manifest.xml").decode()
text = parts[b"tokens.tsv"].decode()
lines = text.split("\n")
how = sys.argv[4]
if how == "head":
    lines[0] = "tokens"
elif how == "short":
    lines[5] = lines[5][:-30]
elif how == "kind":
    lines[5] = lines[5].replace("number", "name")
elif how == "fields":
    lines[5] += "\tx"
elif how == "steer":
    f = lines[5].split("\t")
    f[3] = "\x1b[31m"
    lines[5] = "\t".join(f)
elif how == "long":
    lines[5] = lines[5] + "x" * 5000
elif how == "cut":
    text = text[:-7]
parts[b"tokens.tsv"] = (text if how == "cut" else "\n".join(lines)).encode()
xml, listed = describe(xml, parts)
open(sys.argv[3], "wb").write(b"".join(pack([(b"manifest.xml", xml.encode())] +
                                            listed)))
E2
for how in head short kind fields steer long cut; do
	rm -f "$dir/county.db"
	python3 "$dir/spoil.py" "${srcdir:-.}/tests/e2e" \
		"$dir/in/379999001.zip" "$dir/spoilt.zip" "$how"
	ok "$how: refused" county 7 "$dir/spoilt.zip"
	ok "$how: nothing of it is there" says "^Packages: taken 0, .*refused 1"
done
finished
