#!/bin/sh
# Intake's verdicts are libxml2's own, and where they were not, it would show.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
[ -x tests/differential/differential ] || { echo "1..0 # SKIP not built"; exit 0; }

agree() { tests/differential/differential "$@" >"$dir/out" 2>"$dir/err"; }
differ() { # differ ARGUMENT…: status 1, and what differs is named
	agree "$@"
	[ $? -eq 1 ] && grep -q ": fault\|record\|valid" "$dir/out"
}

n_each=2000
[ "${HECHA_VIEWERS-}" = no ] && n_each=300
ok "agreed on $n_each documents of each schema" agree -n $n_each
ok "no word of the library gets out" test ! -s "$dir/err"
grep '^[a-z]' "$dir/out" | sed 's/^/# /'
ok "every schema had its turn" test "$(grep -c " $n_each .* 0\$" "$dir/out")" = \
	"$(find "$src/schemas" -name '*.xsd' ! -name common.xsd | wc -l)"

# The program is given schemas that lack one condition each.
HECHA_DATADIR=$dir/data
mkdir "$dir/data"
ln -s "$src/fixtures" "$dir/data/fixtures"
lacking() { # lacking SCHEMA FILE SED-COMMAND: does the schema's run notice?
	rm -rf "$dir/data/schemas"
	cp -r "$src/schemas" "$dir/data/schemas"
	chmod -R u+w "$dir/data/schemas"
	sed -i "$3" "$dir/data/schemas/$2"
	! cmp -s "$src/schemas/$2" "$dir/data/schemas/$2" &&
		differ -n 1000 -x "$1" -S "$src/schemas"
}
type() { # type NAME: the lines of a simple type, for sed
	echo "/<xs:simpleType name=\"$1\">/,/<\/xs:simpleType>/"
}
ok "the lack of a pattern is noticed" lacking collection common.xsd \
	"$(type date){/xs:pattern/d}"
ok "that of an upper length" lacking staff common.xsd \
	"$(type person-name)s/value=\"100\"/value=\"101\"/"
ok "of a lower one" lacking rolls common.xsd \
	"$(type record-id){/xs:minLength/d;/xs:pattern/d}"
ok "of a base type" lacking problems common.xsd \
	"$(type date)s/xs:date\"/xs:string\"/"
ok "of a bound" lacking manifest manifest.xsd \
	"$(type manifest-year){/xs:maxInclusive/d}"
ok "of a value in an enumeration" lacking receipt receipt.xsd \
	"$(type receipt-result)s/value=\"refused\"/value=\"Refused\"/"
ok "of a fact that must be there" lacking archive archive.xsd \
	'0,/name="household" type="record-id" use="required"/s/ use="required"//'
ok "of how often a part may stand" lacking register register.xsd \
	's/<xs:element name="living" minOccurs="0">/<xs:element name="living" minOccurs="0" maxOccurs="2">/'
finished
