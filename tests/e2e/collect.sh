#!/bin/sh
# The level above: many streets, each several times and in any order; what does
# not hold; what was ordered; sums that are those of the streets.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/sealed.sh"

# One small package of a street, and its like of forty streets.
cat >"$dir/small.py" <<'E2'
import sys
sys.path.insert(0, sys.argv[1])
from forge import describe, entries, pack
parts = dict(entries(open(sys.argv[2], "rb").read()))
xml = parts.pop(b"manifest.xml").decode()
kept = {n: parts[n] for n in (b"result.xml", b"page.html", b"basis/plan.xml",
                              b"basis/history.xml")}
import hashlib, re
rules = re.search(r'<rules sha256="(\w+)', xml)[1]
none = hashlib.sha256(b"").hexdigest()
xml = re.sub(r'    <pack .*\n', '', xml).replace(rules, none)
kept[b"result.xml"] = re.sub(rb'\s*<pack [^>]*>', b'',
    kept[b"result.xml"]).replace(rules.encode(), none.encode())
xml, listed = describe(xml, kept)
open(sys.argv[3], "wb").write(b"".join(pack([(b"manifest.xml", xml.encode())] +
                                            listed)))
E2
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	-subj /CN=county -days 9 -keyout "$dir/c.key" -out "$dir/c.pem" \
	-addext keyUsage=digitalSignature 2>/dev/null
seal "$dir/a.db" "$dir/whole.zip"
python3 "$dir/small.py" "${srcdir:-.}/tests/e2e" "$dir/whole.zip" \
	"$dir/small.zip" || exit 99
make_packages() { # make_packages OUT STREETS TIMES [KEY CERTIFICATE]: the sums
	mkdir -p "$dir/$1"
	out=$1
	shift
	python3 "${srcdir:-.}/tests/e2e/collect.py" "$dir/small.zip" \
		"$dir/$out" "$@"
}
sums=$(make_packages in 40 3 "$dir/c.key" "$dir/c.pem")
collect() { # collect STATUS [ARGUMENT…]
	want=$1
	shift
	gives "$want" --db "$dir/county.db" collect --trust "$dir/c.pem" "$@"
}
field() { # field DIVISION NAME: from the JSON list
	sed -n "s/.*\"division\": \"$1\".*\"$2\": \"*\([^\",}]*\).*/\1/p" "$dir/out"
}
adds_up() {
	test "$sums" = "$(sed -n 's/.*households \([0-9]*\), members \([0-9]*\), errors \([0-9]*\), suspects \([0-9]*\)$/\1 \2 \3 \4/p' "$dir/out")"
}

ok "forty streets, three times each, in any order" collect 0 "$dir/in"
ok "are all there" says "^Streets 40 (expected 0), received 40;"
ok "the sums are those of the last ones" adds_up
ok "older ones are history" says "^Packages: taken [0-9]*, as history [0-9]*, known before 0, refused 0"
ok "again" collect 0 "$dir/in"
ok "nothing changes" says "^Packages: taken 0, as history 0, known before 120, refused 0"
# shellcheck disable=SC2046
ok "in another order" gives 0 --db "$dir/other.db" collect --trust "$dir/c.pem" \
	$(find "$dir/in" -name '*.zip' | sort -r)
cp "$dir/out" "$dir/second"
collect 0
ok "it comes to the same" sh -c 'grep -v ^Packages: "$1" | cmp - "$2"' sh \
	"$dir/second" "$dir/out"

# What was ordered.
rules=$(manifest "$dir/small.zip" |
	sed -n 's/.*<rules sha256="\([0-9a-f]*\)".*/\1/p')
order() { # order DUE FRESH RULES
	echo '<streets xmlns="urn:hecha:1" year="2026" name="测试县" due="'"$1"'" fresh="'"$2"'" rules="'"$3"'">'
	for i in 01 02 41; do
		echo '<street division="3799990'"$i"'" name="第'"$i"'街道"/>'
	done
	echo '</streets>'
}
order 2099-01-01 2026-12-01 "$rules" >"$dir/streets.xml"
ok "one that is missing" collect 1 --expect "$dir/streets.xml"
ok "is named" says "^379999041  第41街道: number –.*; nothing received$"
ok "the others are as ordered" lacks "stale\|late\|other rules"
ok "a signer who names no division" collect 1 --format json
ok "is not known to be the street's" test "$(field 379999002 verified)" = open
hash=$(openssl x509 -in "$dir/c.pem" -noout -fingerprint -sha256 |
	sed 's/.*=//; s/://g' | tr A-F a-f)
order 2099-01-01 2026-12-01 "$rules" |
	sed "/379999001/s/ name=/ certificate=\"$hash\"&/
		/379999002/s/ name=/ certificate=\"$(printf '%064d' 1)\"&/" \
		>"$dir/pinned.xml"
ok "unless it is said who signs for it" collect 1 --format json \
	--expect "$dir/pinned.xml"
ok "then he holds" test "$(field 379999001 verified)" = good
ok "and another does not" test "$(field 379999002 verified)" = bad
ok "nor does it count" says '"379999002".*"verdict": null.*"lack": "foreign"'
ok "as is said" collect 1
ok "in words" says "^379999002 .*nothing received that its own certificate signed"
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	-subj /CN=another -days 9 -keyout "$dir/d.key" -out "$dir/d.pem" \
	-addext keyUsage=digitalSignature 2>/dev/null
make_packages another 1 9 "$dir/d.key" "$dir/d.pem" >/dev/null
another=$(ls "$dir"/another/*-379999001-9.zip)
ok "a higher number, signed by another" collect 7 --trust "$dir/d.pem" "$another"
ok "is refused" warns "379999001 .COLLECT-3"
ok "and is not there" says "^379999001 .*: number 3,"
rm -f "$dir/late.db"
ok "before anybody is named" gives 0 --db "$dir/late.db" collect \
	--trust "$dir/d.pem" "$another"
ok "it is taken" says "^379999001 .*: number 9,"
ok "and the street's own as well" gives 0 --db "$dir/late.db" collect \
	--trust "$dir/c.pem" "$dir"/in/*-379999001-3.zip
ok "when its certificate is named" gives 1 --db "$dir/late.db" collect \
	--expect "$dir/pinned.xml"
ok "its own holds" says "^379999001 .*: number 3,"
order 2020-01-01 2027-01-01 "$(printf '%064d' 0)" >"$dir/streets.xml"
ok "late, stale and by other rules" collect 1 --expect "$dir/streets.xml"
ok "is told of each" says "^379999002 .*; other rules than ordered, stale, late$"
ok "for scripts, too" collect 1 --format json
ok "by names that stay" test "$(field 379999002 fresh)$(field 379999002 in_time)$(field 379999002 ordered)" = badbadbad
ok "as a table" collect 1 --format csv
ok "of a line each" test "$(wc -l <"$dir/out")" = 42
ok "a list that is none" collect 3 --expect "$dir/page.html"

# The overview of it.
overview() { # overview STATUS FILE [OPTION…]
	want=$1 to=$2
	shift 2
	gives "$want" --db "$dir/county.db" report overview -o "$dir/$to" "$@"
}
ok "the overview as a page" overview 0 o.html
ok "says who is missing" grep -q '第41街道.*▲ missing' "$dir/o.html"
ok "who is stale" test "$(grep -o '▲ stale' "$dir/o.html" | wc -l)" = 40
ok "opens nothing from elsewhere" sh -c '! grep -qE "(src|href)=|url\(" "$1"' \
	sh "$dir/o.html"
ok "in Chinese" overview 0 z.html --lang zh_CN
ok "too" grep -q '第41街道.*▲ 未报送' "$dir/z.html"
ok "as a workbook" overview 0 o.xlsx
ok "that is one" unzip -tq "$dir/o.xlsx"
ok "as what it is made of" overview 0 o.xml
ok "with the sums" grep -q "<totals streets=\"41\" expected=\"3\" received=\"40\"" \
	"$dir/o.xml"
ok "day by day" grep -q "<day day=\".*streets=\"40\" errors=\"$(echo "$sums" |
	cut -d' ' -f3)\"" "$dir/o.xml"
ok "not as a letter" overview 2 o.docx
ok "nothing else" gives 2 --db "$dir/county.db" report problems
ok "can be told of it" warns "\[CMD-REPORT-9\]$"

# What does not hold is left out, and the rest is taken.
make_packages more 2 4 "$dir/c.key" "$dir/c.pem" >/dev/null
rm "$dir"/more/*-[123].zip
bad=$(ls "$dir"/more/*-379999001-4.zip)
printf x | dd of="$bad" bs=1 seek=5000 conv=notrunc 2>/dev/null
ok "a package that was tampered with" collect 7 "$dir/more"
ok "is refused by its name" warns "^refused: .*379999001-4.zip"
ok "the other one is taken" says "^379999002 .*: number 4,"
ok "nothing of the bad one" says "^379999001 .*: number 3,"
ok "one that nobody signed" collect 7 "$dir/small.zip"
ok "is refused" warns "signature \[VERIFY-5\]"
ok "unless that will do" collect 1 --unsigned "$dir/small.zip"

# What came unsigned is signed by its like.
rm -f "$dir/signed.db"
mkdir "$dir/bare"
python3 - "${srcdir:-.}/tests/e2e" "$dir"/in/*-379999001-3.zip \
	"$dir/bare/p.zip" <<'E2'
import sys
sys.path.insert(0, sys.argv[1])
from forge import entries, pack
parts = [p for p in entries(open(sys.argv[2], "rb").read()) if p[0] != b"manifest.sig"]
open(sys.argv[3], "wb").write(b"".join(pack(parts)))
E2
signed() { # signed STATUS ARGUMENT…
	want=$1
	shift
	gives "$want" --db "$dir/signed.db" collect --format json "$@"
}
ok "unsigned" signed 0 --unsigned "$dir/bare/p.zip"
ok "it is not verified" test "$(field 379999001 verified)" = bad
ok "signed" signed 0 --trust "$dir/c.pem" "$dir"/in/*-379999001-3.zip
ok "it is, for all that is known" test "$(field 379999001 verified)" = open
ok "unsigned again" signed 0 --unsigned "$dir/bare/p.zip"
ok "it stays so" test "$(field 379999001 verified)" = open

# A number with two different facts is believed in neither.
mkdir "$dir/twice"
make_packages twice 2 5 >/dev/null
rm "$dir"/twice/*-[1234].zip
ok "one with number five" gives 0 --db "$dir/two.db" collect --unsigned \
	"$dir/twice"
make_packages again 3 5 >/dev/null
ok "and another" gives 0 --db "$dir/two.db" collect --unsigned \
	"$dir"/again/*-5.zip
ok "contradict each other" says "one number with two different facts"
ok "and count for nothing" gives 0 --db "$dir/two.db" collect --format json
ok "neither of them" test "$(field 379999002 errors)" = null
ok "a street's own database" gives 2 --db "$dir/a.db" collect "$dir/in"
ok "is no place for it" warns "\[COLLECT-1\]$"
ok "nor is the county's for a street's commands" gives 2 \
	--db "$dir/county.db" findings
ok "as it is told" warns "\[STORE-20\]$"
# A higher number mends it.
make_packages mend 2 6 >/dev/null
rm "$dir"/mend/*-[12345].zip
ok "a higher number" gives 0 --db "$dir/two.db" collect --unsigned "$dir/mend"
ok "ends the contradiction" lacks "two different facts"
ok "nothing is left behind" test -z "$(find "$dir" -name '.hecha-*')"
finished
