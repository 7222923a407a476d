#!/bin/sh
# Verifying packages: what a forger would try, who may sign, and whether the
# records give the same again; and the way without hecha in doc/submission.md.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/sealed.sh"

# A county's authority, one that nobody knows, and what they certify.
{
	for ca in county unknown; do
		openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
			-nodes -subj /CN=$ca -days 9 -keyout "$dir/$ca.key" \
			-addext keyUsage=critical,keyCertSign,cRLSign \
			-out "$dir/$ca.pem"
	done
	certify() { # certify NAME AUTHORITY DAYS EXTENSIONS [SUBJECT]
		printf 'basicConstraints=CA:FALSE\n%b\n' "$4" >"$dir/ext"
		openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 \
			-nodes -subj "/CN=$1${5-}" -keyout "$dir/$1.key" \
			-out "$dir/csr"
		if [ "$3" -lt 0 ]; then
			lapsed "$dir/$2" "$dir/csr" "$dir/ext" "$dir/$1.pem"
		else
			openssl x509 -req -in "$dir/csr" -CA "$dir/$2.pem" \
				-CAkey "$dir/$2.key" \
				-set_serial "$((serial += 1))" -days "$3" \
				-extfile "$dir/ext" -out "$dir/$1.pem"
		fi
	}
	serial=1
	sign=keyUsage=digitalSignature
	certify good county 9 $sign /OU=379999
	certify expired county -1 $sign
	certify foreign unknown 9 $sign
	certify server county 9 "$sign\nextendedKeyUsage=serverAuth"
	certify agree county 9 keyUsage=keyAgreement
	certify other county 9 $sign /OU=379998001
	certify revoked county 9 $sign
	: >"$dir/index"
	printf '[ca]\ndefault_ca=a\n[a]\ndatabase=%s\ndefault_md=sha256\ndefault_crl_days=9\n' \
		"$dir/index" >"$dir/ca.cnf"
	openssl ca -config "$dir/ca.cnf" -cert "$dir/county.pem" \
		-keyfile "$dir/county.key" -revoke "$dir/revoked.pem"
	openssl ca -config "$dir/ca.cnf" -cert "$dir/county.pem" \
		-keyfile "$dir/county.key" -gencrl -out "$dir/crl.pem"
} >"$dir/openssl.log" 2>&1
by() { # by NAME: a package that he signed
	seal "$dir/a.db" "$dir/$1.zip" --key "$dir/$1.key" \
		--cert "$dir/$1.pem"
}
verify() { # verify STATUS PACKAGE [OPTION…]: where the county is trusted
	want=$1 which=$2
	shift 2
	gives "$want" verify "$which" --trust "$dir/county.pem" "$@"
}
refused() { # refused PACKAGE POINT [OPTION…]
	point=$2 which=$1
	shift 2
	verify 7 "$which" "$@" && warns "does not hold: $point \[VERIFY-5\]$\|\[[A-Z]*-[0-9]*\]$" &&
		{ says "^does not hold: "; }
}
fails() { # fails PACKAGE POINT [OPTION…]: at this very point
	which=$1 point=$2
	shift 2
	verify 7 "$which" "$@" && warns "does not hold: $point \[VERIFY-5\]$"
}

by good
ok "a package of a street of the county's" verify 0 "$dir/good.zip"
ok "says who signed" says "^holds: who signed is trusted: good, SHA-256 "
ok "and what nobody asked" says "^not asked: no revocation list"
ok "for scripts, too" verify 0 "$dir/good.zip" --format csv
ok "by names that stay" says '^signature,holds,'
ok "with a revocation list" verify 0 "$dir/good.zip" --crl "$dir/crl.pem"
ok "that does not name it" says "^holds: the certificate is not revoked"
ok "nobody is trusted by himself" gives 7 verify "$dir/good.zip"
"$HECHA" -q trust add "$dir/county.pem"
ok "trust that was added" gives 0 verify "$dir/good.zip"
ok "holds" says "^holds: who signed is trusted"

forge() { # forge HOW [ARGUMENT]
	python3 "${srcdir:-.}/tests/e2e/forge.py" "$dir/good.zip" "$1" \
		"$dir/forged.zip" ${2+"$2"}
}
ok "a forger can pack" forge anew
ok "what holds only unchanged" verify 0 "$dir/forged.zip"
by expired
ok "expired" fails "$dir/expired.zip" validity
ok "today it holds" verify 0 "$dir/good.zip" --at "$(date -u +%Y-%m-%d)"
in_chinese() { # in_chinese PACKAGE TEXT [OPTION…]: why, without the library's words
	"$HECHA" --lang zh_CN verify "$dir/$1.zip" --trust "$dir/county.pem" \
		>"$dir/out"
	grep -q "($2)$" "$dir/out"
}
ok "which is told in Chinese as well" in_chinese expired 证书已过期
ok "as the good one will be" fails "$dir/good.zip" validity --at 2040-01-01
by foreign
ok "of an authority that nobody knows" fails "$dir/foreign.zip" chain
seal "$dir/a.db" "$dir/self.zip" $signed
ok "self-signed" fails "$dir/self.zip" chain
ok "in Chinese" in_chinese self 证书为自签，且不在信任的证书之中
by server
ok "a server's certificate" fails "$dir/server.zip" usage
by agree
ok "one that is not for signing" fails "$dir/agree.zip" usage
by other
ok "another street's" fails "$dir/other.zip" office
by revoked
ok "a revoked one, without a list" verify 0 "$dir/revoked.zip"
ok "with it" fails "$dir/revoked.zip" revocation --crl "$dir/crl.pem"
seal "$dir/a.db" "$dir/none.zip"
ok "nobody's" fails "$dir/none.zip" signature
ok "only where it is said" verify 0 "$dir/none.zip" --unsigned
"$HECHA" -q --db "$dir/a.db" check --as-of 2026-12-22 --fail-on none >/dev/null
seal "$dir/a.db" "$dir/next.zip" --key "$dir/good.key" --cert "$dir/good.pem"
forge signature "$dir/next.zip"
ok "another manifest's signature" fails "$dir/forged.zip" signature
for how in manifests manifest-behind twins twice outside directories prefix \
	comment size link gap; do
	forge $how
	ok "$how" refused "$dir/forged.zip" whole
	ok "$how, unsigned or not" verify 7 "$dir/forged.zip" --unsigned
done
for how in weak-pack pack-version parameter skipped verdicts input \
	input-hash sequence nought history; do
	ok "a package can be made with another $how" forge $how
	ok "it does not hold" verify 7 "$dir/forged.zip" --unsigned
	rm -f "$dir/street.db"
	ok "nor is it collected" gives 7 --db "$dir/street.db" collect "$dir/forged.zip"
done
ok "nothing was written outside" test -z \
	"$(find "$dir" -name '.hecha-*' -o -name '*.html' ! -name page.html)"

ok "made again from the records" verify 0 "$dir/next.zip" \
	--records "$dir/records"
ok "it is the same" says "^holds: made again from the records, the result is the same"
seal "$dir/a.db" "$dir/zh.zip" --lang zh_CN --key "$dir/good.key" \
	--cert "$dir/good.pem"
again() { # in another place, time zone and locale
	mkdir -p "$dir/far/away" && cp -r "$dir/records" "$dir/far/away/r" &&
		cd "$dir/far/away" && TZ=Pacific/Kiritimati \
		LC_ALL=zh_CN.GB18030 TMPDIR=$dir/far verify 0 "$dir/zh.zip" \
		--records r
	rc=$?
	cd "$OLDPWD" || return 1
	return $rc
}
ok "elsewhere, in the other language" again
ok "too" says "^holds: made again"
ok "and leaves nothing there" test "$(ls -A "$dir/far")" = away

# A history: checks of other days and other records, decisions, a check that
# was left out, a pack of the office's own.
h=$dir/h.db
checked "$h" --as-of 2026-12-01
cp -r "$dir/records" "$dir/old"
sed -i 's/ account="[^"]*"//' "$dir/old/register.xml"
quietly() { "$HECHA" -q --db "$h" "$@" >/dev/null 2>&1; }
quietly import "$dir/old"
quietly check
quietly import "$dir/records"
quietly check --skip TRN --reason 'the roll is revised'
finding=$("$HECHA" --db "$h" findings --format csv | sed -n 2p | cut -d, -f1)
quietly verdict "$finding" --decision confirmed --date 2026-12-19 --by Li \
	--reason '379999198001010016' --evidence x
quietly check --skip TRN --reason 'the roll is revised'
seal "$h" "$dir/h.zip" --key "$dir/good.key" --cert "$dir/good.pem"
ok "a history is in it" sh -c 'unzip -p "$1" basis/history.xml |
	grep -q "<decision .*379999\*\*\*\*\*\*\*\*0016"' sh "$dir/h.zip"
ok "what was left out, too" sh -c \
	'unzip -p "$1" manifest.xml | grep -q "<skipped check=\"TRN-"' sh "$dir/h.zip"
ok "and it is made again" verify 0 "$dir/h.zip" --records "$dir/records"
ok "from nothing else" fails "$dir/h.zip" again --records "$dir/old"
ok "which is named" says "the records are not those: register.xml"

# A result that somebody mended by hand, with a manifest to match, signed by
# one who may.
met() {
	python3 - "$dir" "$src/tests/e2e" <<'EOF2'
import subprocess, sys
sys.path.insert(0, sys.argv[2])
from forge import describe, entries, pack
d = sys.argv[1]
parts = dict(entries(open(d + "/next.zip", "rb").read()))
xml = parts.pop(b"manifest.xml").decode()
parts.pop(b"manifest.sig")
old = parts[b"result.xml"]
parts[b"result.xml"] = old.replace(b'lacks="', b'lacks="x', 1)
assert old != parts[b"result.xml"]
xml, parts = describe(xml, parts)
open(d + "/m", "w").write(xml)
sig = subprocess.run(["openssl", "cms", "-sign", "-binary", "-in", d + "/m",
                      "-signer", d + "/good.pem", "-inkey", d + "/good.key",
                      "-outform", "DER"], capture_output=True).stdout
whole = [(b"manifest.xml", xml.encode()), (b"manifest.sig", sig)]
open(d + "/met.zip", "wb").write(b"".join(pack(whole + parts)))
EOF2
}
ok "a result mended by hand" met
ok "can be signed" verify 0 "$dir/met.zip"
ok "but not made again" fails "$dir/met.zip" again --records "$dir/records"
ok "and the line is shown" says "^does not hold: line [0-9]*: in the package '"

# The commands of doc/submission.md, and nothing else.
sed -n '/^```sh$/,/^```$/p' "$src/doc/submission.md" | grep -v '^```' \
	>"$dir/look.sh"
look() { # look PACKAGE
	rm -rf "$dir/out-look"
	mkdir "$dir/out-look"
	(cd "$dir/out-look" && PKG=$1 TRUST=$dir/county.pem \
		sh -e "$dir/look.sh") >"$dir/out" 2>"$dir/err"
}
ok "the way without hecha" look "$dir/good.zip"
for bad in foreign expired server; do
	ok "and what is $bad" test "$(look "$dir/$bad.zip" && echo good)" = ''
done
forge signature "$dir/next.zip"
ok "and another manifest's signature" \
	test "$(look "$dir/forged.zip" && echo good)" = ''
finished
