#!/bin/sh
# The level above seals what it has collected, and the one above that collects
# it by the same command: city over counties over streets.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/sealed.sh"

# Twelve streets of two offices: 37999900 has nine, 37999901 three.
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
	-subj /CN=streets -days 9 -keyout "$dir/c.key" -out "$dir/c.pem" \
	-addext keyUsage=digitalSignature 2>/dev/null
seal "$dir/a.db" "$dir/whole.zip"
mkdir "$dir/in" "$dir/out1" "$dir/up"
sums=$(python3 "${srcdir:-.}/tests/e2e/collect.py" "$dir/whole.zip" "$dir/in" \
	12 2 "$dir/c.key" "$dir/c.pem") || exit 99
for key in 37999900 37999901; do
	keygen "$key" --division "$key" || exit 99
done
order() { # order DIVISION FROM TO
	echo '<streets xmlns="urn:hecha:1" year="2026" name="测试县'"$1"'" division="'"$1"'" fresh="2026-12-01">'
	for i in $(seq "$2" "$3"); do
		printf '<street division="379999%03d" name="第%s街道"/>\n' "$i" "$i"
	done
	echo '</streets>'
}
order 37999900 1 9 >"$dir/37999900.xml"
order 37999901 10 12 >"$dir/37999901.xml"
county() { # county STATUS DIVISION [ARGUMENT…]
	want=$1 of=$2
	shift 2
	gives "$want" --db "$dir/$of.db" collect --trust "$dir/c.pem" "$@"
}
passed_on() { # passed_on STATUS DIVISION FILE [ARGUMENT…]
	want=$1 of=$2 to=$3
	shift 3
	gives "$want" --db "$dir/$of.db" seal -o "$to" \
		--key "$dir/$of/key.pem" --cert "$dir/$of/certificate.pem" \
		--passphrase "$dir/passphrase" "$@"
}
city() { # city STATUS [ARGUMENT…]
	want=$1
	shift
	gives "$want" --db "$dir/city.db" collect \
		--trust "$dir/37999900/certificate.pem" \
		--trust "$dir/37999901/certificate.pem" "$@"
}
field() { # field DIVISION NAME: from the JSON list
	sed -n "s/.*\"division\": \"$1\".*\"$2\": \"*\([^\",}]*\).*/\1/p" "$dir/out"
}
all() { # the sums of the list
	sed -n 's/.*households \([0-9]*\), members \([0-9]*\), errors \([0-9]*\), suspects \([0-9]*\)$/\1 \2 \3 \4/p' "$dir/out"
}

# shellcheck disable=SC2046
ok "a county" county 0 37999900 --expect "$dir/37999900.xml" \
	$(ls "$dir"/in/*-37999900*.zip)
# shellcheck disable=SC2046
ok "and another" county 0 37999901 --expect "$dir/37999901.xml" \
	$(ls "$dir"/in/*-37999901*.zip)
ok "one seals what it has collected" passed_on 0 37999900 "$dir/up/a.zip"
ok "with its overview" says "overview.html"
ok "as a workbook, too" says "overview.xlsx"
ok "signed" says "number 1 of 37999900 in 2026, signed"
ok "so does the other" passed_on 0 37999901 "$dir/up/b.zip"
ok "again" passed_on 0 37999900 "$dir/again.zip"
manifest "$dir/up/a.zip" >"$dir/first"
manifest "$dir/again.zip" >"$dir/second"
ok "it is the same" same "$dir/first" "$dir/second"
ok "in the other language" passed_on 0 37999900 "$dir/zh.zip" --lang zh_CN
ok "the facts are, too" test "$(attribute "$dir/zh.zip" facts-sha256)" = \
	"$(attribute "$dir/up/a.zip" facts-sha256)"
ok "and the number" test "$(attribute "$dir/zh.zip" sequence)" = 1
ok "it names each package below" test \
	"$(manifest "$dir/up/a.zip" | grep -c '<below ')" = 9
unzip -qo "$dir/up/a.zip" -d "$dir/look"
if command -v xmllint >/dev/null; then
	ok "what it says is valid" xmllint --noout --nonet --schema \
		"$src/schemas/collected.xsd" "$dir/look/collected.xml" \
		2>/dev/null
	ok "so is its manifest" xmllint --noout --nonet --schema \
		"$src/schemas/manifest.xsd" "$dir/look/manifest.xml" 2>/dev/null
fi
ok "it verifies" gives 0 verify "$dir/up/a.zip" --trust \
	"$dir/37999900/certificate.pem"
ok "that it adds up" says "holds: what was collected adds up"
ok "not with records" gives 2 verify "$dir/up/a.zip" --records "$dir/in" \
	--trust "$dir/37999900/certificate.pem"
ok "another's key" gives 7 verify "$dir/up/a.zip" --trust \
	"$dir/37999901/certificate.pem"

ok "the city collects" city 0 "$dir/up"
ok "two offices" says "^Streets 2 (expected 0), received 2;"
ok "the sums are those of the streets" test "$(all)" = "$sums"
ok "and how many they are" says "^37999900 .*, over 9 streets, without 0 of them"
ok "for scripts" city 0 --format json
ok "as well" test "$(field 37999900 streets)$(field 37999900 verified)" = 9good
ok "the same once more" city 0 "$dir/up"
ok "changes nothing" says "taken 0, as history 0, known before 2"
ok "streets that came by themselves" city 0 --trust "$dir/c.pem" "$dir/in"
ok "are not counted twice" test "$(all)" = "$sums"
ok "the other way round" gives 0 --db "$dir/round.db" collect \
	--trust "$dir/c.pem" --trust "$dir/37999900/certificate.pem" \
	--trust "$dir/37999901/certificate.pem" "$dir/in" "$dir/up"
ok "it comes to the same" test "$(all)" = "$sums"
ok "the overview of it" gives 0 --db "$dir/city.db" report overview \
	-o "$dir/o.html"
ok "names the counties" grep -q '测试县37999901' "$dir/o.html"

# Who lacks is not passed over.
order 37999901 10 13 >"$dir/more.xml"
ok "one more is expected" county 1 37999901 --expect "$dir/more.xml"
ok "it is sealed anew" passed_on 0 37999901 "$dir/up/c.zip"
ok "as the next number" says "number 2 of 37999901"
ok "and collected" city 0 "$dir/up/c.zip"
ok "with the one that lacks" says "^37999901 .*, over 4 streets, without 1 of them"
lacking() { # lacking: no county is without errors where a street lacks
	manifest "$dir/up/c.zip" | grep -q '<facts .*verdict="\(unknown\|not-met\)"'
}
ok "nobody speaks for it" lacking

# Forged by who may sign: it must add up.
cat >"$dir/forged.py" <<'E2'
import re, subprocess, sys
sys.path.insert(0, sys.argv[1])
from forge import describe, entries, pack
parts = dict(entries(open(sys.argv[2], "rb").read()))
xml = parts.pop(b"manifest.xml").decode()
parts.pop(b"manifest.sig", None)
part, old, new = sys.argv[4:7]
if part == "manifest":
    assert re.search(old, xml)
    xml = re.sub(old, new, xml, count=1)
elif part == "drop":
    del parts[old.encode()]
else:
    data = parts[part.encode()].decode()
    assert re.search(old, data)
    parts[part.encode()] = re.sub(old, new, data, count=1).encode()
xml, listed = describe(xml, parts)
open(sys.argv[3], "wb").write(b"".join(pack([(b"manifest.xml", xml.encode())] +
                                            listed)))
E2
forged() { # forged PART OLD NEW: refused although nothing else is wrong
	python3 "$dir/forged.py" "${srcdir:-.}/tests/e2e" "$dir/up/a.zip" \
		"$dir/forged.zip" "$@" || return 1
	gives 7 verify --unsigned "$dir/forged.zip"
}
ok "fewer errors in the manifest" forged manifest '(<counts .* errors=")\d+' '\g<1>0'
ok "another verdict" forged manifest '(<facts .* verdict=")[a-z-]+' '\g<1>met'
ok "fewer that lack" forged manifest '(<sums streets=")\d+' '\g<1>90'
ok "a package that is not there" forged manifest '(    <below [^\n]*\n)' '\1\1'
ok "fewer errors of a street" forged collected.xml '( errors=")\d+' '\g<1>77'
ok "without what it is about" forged drop collected.xml ''
ok "a street's answers" forged manifest '(    <sums )' \
	'    <answers pass="1" fail="0" not-applicable="0" not-checkable="0" pending="0" error="0" skipped="0"/>\n\1'
ok "no county package" forged manifest '    <sums [^\n]*\n' ''

# The way up is the same.
mkdir "$dir/box"
ok "it can be submitted" gives 0 --db "$dir/37999901.db" submit --to "$dir/box"
ok "and lies there" test "$(find "$dir/box" -name 'PKG-37999901-2026-*.zip' |
	wc -l)" = 1
ok "the outbox knows" gives 0 --db "$dir/37999901.db" outbox -f json
ok "it was sent" says '"state": "sent"'
gives 0 --db "$dir/none.db" collect --expect "$dir/37999901.xml"
ok "nothing collected yet" gives 2 --db "$dir/none.db" seal -o "$dir/x.zip"
ok "is said" warns COLLECTED-2
sed 's/ division="37999901"//' "$dir/37999901.xml" >"$dir/nobody.xml"
# shellcheck disable=SC2046
gives 0 --db "$dir/nobody.db" collect --trust "$dir/c.pem" \
	--expect "$dir/nobody.xml" $(ls "$dir"/in/*-37999901*.zip)
ok "an office that has not said who it is" gives 2 --db "$dir/nobody.db" seal \
	-o "$dir/x.zip"
ok "is told where to" warns COLLECTED-1
finished
