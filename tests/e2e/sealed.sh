# shellcheck shell=sh
# What the tests of sealed packages share: a checked street in $dir/a.db, a key
# with its certificate in $dir/key. Sourced; needs $HECHA.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
common='--lang en'
for tool in openssl python3 unzip; do
	command -v "$tool" >/dev/null || {
		echo "1..0 # SKIP $tool is missing"
		exit 0
	}
done
export HOME="$dir/home"
unset XDG_CONFIG_HOME
mkdir "$HOME" "$dir/records"
for kind in register collection procedure problems staff rolls archive \
	inspection; do
	cp "$HECHA_DATADIR/fixtures/minimal/$kind.xml" "$dir/records"
done
checked() { # checked DB [OPTION…]: a database with one check
	db=$1
	shift
	"$HECHA" -q --db "$db" init --plan "$src/fixtures/street.xml" &&
		"$HECHA" -q --db "$db" import "$dir/records" &&
		"$HECHA" -q --db "$db" check --fail-on none "$@" >/dev/null
}
checked "$dir/a.db" || exit 99
printf 'only for tests\n' >"$dir/passphrase"
chmod 600 "$dir/passphrase"
keygen() { # keygen NAME [OPTION…]
	name=$1
	shift
	"$HECHA" -q keygen --name "$name" -o "$dir/$name" \
		--passphrase "$dir/passphrase" "$@"
}
keygen key --division 379999001 || exit 99
# shellcheck disable=SC2034
signed="--key $dir/key/key.pem --cert $dir/key/certificate.pem --passphrase $dir/passphrase"
echo '<html lang="en"><body>page</body></html>' >"$dir/page.html"
seal() { # seal DB FILE [OPTION…]: quick, with one page instead of all reports
	db=$1 to=$2
	shift 2
	rm -f "$to"
	gives 0 -q --db "$db" seal -o "$to" "$@" "$dir/page.html"
}
manifest() { unzip -p "$1" manifest.xml; }
attribute() { # attribute PACKAGE NAME: of the manifest
	manifest "$1" | sed -n "2s/.* $2=\"\([^\"]*\)\".*/\1/p"
}
