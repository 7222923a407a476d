# shellcheck shell=sh
# What the tests of submitting share: certificates, a check to submit.
# Sourced; needs $HECHA. Everything is on loopback and below $dir.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
common='--lang en'
for tool in openssl python3; do
	command -v "$tool" >/dev/null || {
		echo "1..0 # SKIP $tool is missing"
		exit 0
	}
done
chmod 711 "$dir"
pids=

# Ends what was started here, by its id, and clears up.
finish() {
	for pid in $pids; do
		kill "$pid" 2>/dev/null
	done
	wait 2>/dev/null
	rm -rf "$dir"
}
trap finish EXIT
trap 'exit 1' INT TERM

silent() { ! grep -q -- "$@"; }

# Up to ten seconds for something to come true.
wait_for() {
	tries=0
	until "$@" >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ "$tries" -lt 100 ] || return 1
		sleep 0.1
	done
}

# relay NAME PORT: a line to the server, which can be bad; its own port is $port
relay() { line_by relay.py "$@"; }
line_by() { # line_by PROGRAM NAME PORT
	echo pass >"$dir/$2.mode"
	python3 "${srcdir:-.}/tests/e2e/$1" "$dir" "$2" "$3" 2>"$dir/$2.err" &
	pids="$pids $!"
	wait_for test -s "$dir/$2.port" || exit 99
	# shellcheck disable=SC2034
	port=$(cat "$dir/$2.port")
}

# certificate NAME SUBJECT-ALTERNATIVE-NAME DAYS, by our own authority
certificate() {
	openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 \
		-nodes -subj "/CN=$1" -keyout "$dir/$1.key" -out "$dir/csr"
	echo "subjectAltName=$2" >"$dir/ext"
	if [ "$3" -lt 0 ]; then
		lapsed "$dir/ca" "$dir/csr" "$dir/ext" "$dir/$1.pem"
	else
		openssl x509 -req -in "$dir/csr" -CA "$dir/ca.pem" \
			-CAkey "$dir/ca.key" -CAcreateserial -days "$3" \
			-extfile "$dir/ext" -out "$dir/$1.pem"
	fi
}
certificates() {
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 \
		-nodes -subj /CN=authority -days 2 \
		-keyout "$dir/ca.key" -out "$dir/ca.pem"
	openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 \
		-nodes -subj /CN=self -addext subjectAltName=IP:127.0.0.1 \
		-days 2 -keyout "$dir/self.key" -out "$dir/self.pem"
	certificate good IP:127.0.0.1 2
	certificate name DNS:elsewhere.invalid 2
	certificate expired IP:127.0.0.1 -1
}
certificates >"$dir/openssl.log" 2>&1 || {
	cat "$dir/openssl.log"
	exit 99
}

# A database with a check, a page to submit, and the result that goes with it.
mkdir "$dir/in" "$dir/in2" "$dir/records"
for kind in register collection procedure problems staff rolls archive \
	inspection; do
	cp "$HECHA_DATADIR/fixtures/minimal/$kind.xml" "$dir/records"
done
"$HECHA" -q --db "$dir/base.db" init \
	--plan "$HECHA_DATADIR/plans/street.xml" &&
	"$HECHA" -q --db "$dir/base.db" import "$dir/records" &&
	"$HECHA" -q --db "$dir/base.db" check --fail-on none >/dev/null &&
	python3 - "$dir/base.db" <<'EOF' || exit 99
import sqlite3, sys
sqlite3.connect(sys.argv[1]).execute("PRAGMA wal_checkpoint(TRUNCATE)")
EOF
new_db() { rm -f "$dir/$1.db"* && cp "$dir/base.db" "$dir/$1.db"; }
echo '<html lang="zh"><body>自查报告</body></html>' >"$dir/in/自查报告.html"
echo '<html lang="zh"><body>第二份</body></html>' >"$dir/in2/自查报告.html"
printf 'clerk:s3cret-Pass\n' >"$dir/credentials"
chmod 600 "$dir/credentials"
