#!/bin/sh
# Keys and sealed packages: what they are made of, that they are the same again,
# and that other tools understand them.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/sealed.sh"

ok "a key is its owner's alone" test "$(stat -c %a "$dir/key/key.pem")" = 600
ok "under its passphrase" openssl pkey -in "$dir/key/key.pem" -noout \
	-passin "file:$dir/passphrase"
ok "and no other" sh -c '! openssl pkey -in "$1" -noout -passin pass:x \
	2>/dev/null' sh "$dir/key/key.pem"
ok "the request can be certified" openssl req -in "$dir/key/request.csr" \
	-noout -verify
again() { gives 2 keygen --name x -o "$dir/key" --passphrase "$dir/passphrase"; }
ok "it is not written over" again
ok "by any means" warns "\[KEYPAIR-3\]$"
printf 'short\n' >"$dir/short"
chmod 600 "$dir/short"
ok "a short passphrase" gives 2 keygen --name x -o "$dir/x" \
	--passphrase "$dir/short"
ok "will not do" warns "\[CMS-2\]$"
chmod 644 "$dir/short"
ok "nor one that all can read" gives 2 keygen --name x -o "$dir/x" \
	--passphrase "$dir/short"
ok "nor none, without a terminal" sh -c 'setsid "$1" keygen --name x \
	-o "$2/x" </dev/null 2>/dev/null; test $? = 2' sh "$HECHA" "$dir"
ok "RSA, too" keygen rsa --algorithm rsa

ok "nobody is trusted at first" gives 0 trust
ok "as is said" says "Nobody is trusted"
ok "until somebody is" gives 0 trust add "$dir/key/certificate.pem"
hash=$(openssl x509 -in "$dir/key/certificate.pem" -noout -fingerprint \
	-sha256 | sed 's/.*=//; s/://g' | tr A-F a-f)
ok "by the hash that others tell, too" says "$hash"
ok "he is listed" gives 0 trust list
ok "once" test "$(grep -c "$hash" "$dir/out")" = 1
ok "a key is no certificate" gives 2 trust add "$dir/key/key.pem"
ok "which is said" warns 'key.pem: .*\[CMS-3\]$'
ok "nor is what is not there" gives 2 trust add "$dir/key/none.pem"
ok "as it is" warns 'none.pem: .*\[CMS-3\]$'
ok "no more trust" gives 0 trust remove "$(echo "$hash" | cut -c1-6)"
ok "is none" gives 2 trust remove "$hash"

ok "a package" gives 0 --db "$dir/a.db" seal -o "$dir" $signed
ok "says its number" says "^number 1 of 379999001 in 2026, signed: "
p=$(ls "$dir"/PKG-379999001-2026-*.zip)
ok "is sound for others" unzip -tq "$p"
names=$(unzip -Z1 "$p")
order() {
	test "$(echo "$names" | head -2 | xargs)" = "manifest.xml manifest.sig" &&
		test "$(echo "$names" | tail -n +3)" = \
			"$(echo "$names" | tail -n +3 | LC_ALL=C sort)"
}
ok "manifest, signature, parts in byte order" order
ok "stored, not compressed" test "$(unzip -v "$p" | grep -c ' Defl')" = 0
unzip -q "$p" -d "$dir/got"
if command -v xmllint >/dev/null; then
	ok "the manifest is valid" xmllint --noout --nonet --schema \
		"$src/schemas/manifest.xsd" "$dir/got/manifest.xml"
fi
verified() {
	openssl cms -verify -binary -inform DER -in "$dir/got/manifest.sig" \
		-content "$dir/got/manifest.xml" -out /dev/null \
		-CAfile "$dir/key/certificate.pem" 2>"$dir/err"
}
ok "OpenSSL finds the signature good" verified
ok "the plan is in it" cmp "$src/fixtures/street.xml" "$dir/got/basis/plan.xml"
ok "each pack in full" diff -r "$src/rules" "$dir/got/basis/rules"
facts=$(sed -n '/^  <facts/,/^  <\/facts>/p' "$dir/got/manifest.xml" |
	sha256sum | cut -c1-64)
ok "anybody can make the hash of the facts" \
	test "$facts" = "$(attribute "$p" facts-sha256)"
ok "which name every input" sh -c 'cd "$1" && for f in *; do
	grep -q "<input .*$(sha256sum <"$f" | cut -c1-64)" "$2" || exit 1; done' \
	sh "$dir/records" "$dir/got/manifest.xml"
ok "no number of a person in what it rests on" sh -c \
	'! grep -rqE "379999[0-9]{12}" "$1"' sh "$dir/got/basis/history.xml"

bare() { # bare PACKAGE: what must be the same again
	unzip -p "$1" -x manifest.sig manifest.xml | sha256sum
	manifest "$1" | sed '2s/ sequence="[0-9]*"//; 2s/ supersedes="[^"]*"//'
}
alike() { bare "$1" >"$dir/x" && bare "$2" | cmp -s - "$dir/x"; }
ok "sealed quickly" seal "$dir/a.db" "$dir/1.zip"
ok "the same again" seal "$dir/a.db" "$dir/2.zip"
ok "is the same file" cmp "$dir/1.zip" "$dir/2.zip"
"$HECHA" -q --db "$dir/a.db" check --fail-on none >/dev/null
ok "after another check of the same" seal "$dir/a.db" "$dir/2.zip"
ok "too" cmp "$dir/1.zip" "$dir/2.zip"
mkdir "$dir/elsewhere"
elsewhere() {
	cd "$dir/elsewhere" || return 1
	TZ=Pacific/Kiritimati LC_ALL=zh_CN.GB18030 LANG=de_DE.UTF-8 \
		checked b.db && TZ=Asia/Shanghai seal b.db "$dir/3.zip"
	rc=$?
	cd "$OLDPWD" || return 1
	return $rc
}
ok "in another place, time zone and locale" elsewhere
ok "too" cmp "$dir/1.zip" "$dir/3.zip"
ok "a signed one" seal "$dir/a.db" "$dir/4.zip" $signed
ok "is the same but for the signature" alike "$dir/1.zip" "$dir/4.zip"
ok "the other language" seal "$dir/a.db" "$dir/5.zip" --lang zh_CN
ok "has the same facts" test "$(attribute "$dir/5.zip" facts-sha256)" = \
	"$(attribute "$dir/1.zip" facts-sha256)"
ok "and number" test "$(attribute "$dir/5.zip" sequence)" = 1
"$HECHA" -q --db "$dir/a.db" check --fail-on none --as-of 2026-12-21 >/dev/null
ok "another day" seal "$dir/a.db" "$dir/6.zip"
ok "is the next number" test "$(attribute "$dir/6.zip" sequence)" = 2
before=$(attribute "$dir/6.zip" supersedes)
ok "in the place of one before" sh -c 'case $1 in
	"$2" | "$3" | "$4") ;; *) exit 1 ;; esac' sh "$before" \
	"$(attribute "$dir/1.zip" package)" "$(attribute "$dir/5.zip" package)" \
	"$(attribute "$p" package)"
ok "a number of one's own" seal "$dir/elsewhere/b.db" "$dir/7.zip" \
	--sequence 9 --lang zh_CN
ok "holds for new facts only" test "$(attribute "$dir/7.zip" sequence)" = 1

ok "records" gives 2 --db "$dir/a.db" seal -o "$dir/r.zip" --with-records \
	"$dir/records" "$dir/page.html"
ok "do not travel open" warns "\[SEALING-2\]$"
ok "unless it is said" seal "$dir/a.db" "$dir/r.zip" --unmasked \
	--with-records "$dir/records"
ok "and told" warns "readable by everybody who has the package: 8 files"
ok "sealed to a receiver" seal "$dir/a.db" "$dir/s.zip" \
	--with-records "$dir/records" --to-cert "$dir/rsa/certificate.pem"
ok "nothing of them can be read" sh -c '! unzip -p "$1" "records/*" | grep -q 379999198' \
	sh "$dir/s.zip"
opened() {
	unzip -p "$dir/s.zip" records/register.xml.cms >"$dir/register.cms" &&
		openssl cms -decrypt -inform DER -in "$dir/register.cms" \
			-inkey "$dir/rsa/key.pem" -recip "$dir/rsa/certificate.pem" \
			-passin "file:$dir/passphrase" -out "$dir/register.xml" &&
		cmp "$dir/register.xml" "$dir/records/register.xml"
}
ok "but by him" opened
echo '<!-- -->' >>"$dir/records/staff.xml"
ok "records that are not those" gives 2 --db "$dir/a.db" seal -o "$dir/t.zip" \
	--with-records "$dir/records" --to-cert "$dir/rsa/certificate.pem"
ok "are named" warns "staff.xml"
ok "another's certificate" gives 2 --db "$dir/a.db" seal -o "$dir/t.zip" \
	--key "$dir/key/key.pem" --cert "$dir/rsa/certificate.pem" \
	--passphrase "$dir/passphrase" "$dir/page.html"
ok "is told" warns "\[CMS-4\]$"

sed 's/id="[A-Z]*" version/id="OWN" version/; s/rule id="[A-Z]*-/rule id="OWN-/' \
	"$src/fixtures/minimal/rules.xml" >"$dir/own.xml"
"$HECHA" -q --db "$dir/a.db" check --fail-on none --rules "$dir/own.xml" \
	>/dev/null
ok "a pack of one's own goes along" seal "$dir/a.db" "$dir/o.zip"
ok "in full" sh -c 'unzip -p "$1" basis/own/001/own.xml | cmp - "$2"' sh \
	"$dir/o.zip" "$dir/own.xml"
echo '<!-- -->' >>"$dir/own.xml"
ok "as it was then" gives 2 --db "$dir/a.db" seal -o "$dir/t.zip" \
	"$dir/page.html"
ok "or not at all" warns "\[BASIS-1\]$"
ok "nothing is left behind" test -z "$(find "$dir" -name '.hecha-*')"
finished
