# shellcheck shell=sh
# What the end-to-end tests share: a directory of their own and TAP. Sourced;
# needs $HECHA (the program) and $HECHA_DATADIR.
set -u
export LC_ALL=C TZ=UTC
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
# shellcheck disable=SC2034
src=$HECHA_DATADIR
n=0
lib_begun=$(date +%s)
common=

ok() { # ok DESCRIPTION COMMAND…
	n=$((n + 1))
	what=$1
	shift
	if "$@"; then
		echo "ok $n - $what"
	else
		echo "not ok $n - $what"
		sed 's/^/# /' "$dir/out" "$dir/err" 2>/dev/null | head -60
	fi
}
gives() { # gives STATUS ARGUMENT…: hecha, with what is in $common before
	want=$1
	shift
	# shellcheck disable=SC2086
	timeout 600 "$HECHA" $common "$@" >"$dir/out" 2>"$dir/err"
	got=$?
	[ "$got" -eq "$want" ] || echo "status $got" >>"$dir/err"
	[ "$got" -eq "$want" ]
}
says() { grep -q -- "$1" "$dir/out"; }
lacks() { ! grep -q -- "$1" "$dir/out"; }
warns() { grep -q -- "$1" "$dir/err"; }
# A port nobody listens on.
free_port() {
	python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])'
}
same() { cmp -s "$1" "$2"; }
viewers() { # viewers TOOL…: may others open what was made, and are they there?
	[ "${HECHA_VIEWERS-}" != no ] || return 1
	for tool in "$@"; do
		command -v "$tool" >/dev/null || return 1
	done
}
# What the program writes is the same however it was built: where it is built to
# be watched, tests that look only at what was written are left out.
skip_if_watched() {
	[ "${HECHA_VIEWERS-}" = no ] || return 0
	echo "1..0 # SKIP what is written was looked at"
	exit 0
}
# lapsed CA REQUEST EXTENSIONS CERTIFICATE: held through January 2020 alone. (Days
# before today are no longer taken by OpenSSL from 3.4 on.)
lapsed() {
	mkdir -p "$dir/lapsed" && : >"$dir/lapsed/index" &&
		cat >"$dir/lapsed/conf" <<EOT &&
[ca]
default_ca = a
[a]
database = $dir/lapsed/index
new_certs_dir = $dir/lapsed
rand_serial = yes
default_md = sha256
policy = p
[p]
commonName = supplied
organizationalUnitName = optional
EOT
		openssl ca -batch -notext -config "$dir/lapsed/conf" \
			-cert "$1.pem" -keyfile "$1.key" -in "$2" -extfile "$3" \
			-startdate 200101000000Z -enddate 200131000000Z -out "$4"
}
need_openpyxl() { # or no tests
	python3 -c 'import openpyxl' 2>/dev/null && return
	echo "1..0 # SKIP no openpyxl"
	exit 0
}
finished() { echo "# took $(($(date +%s) - lib_begun)) s" && echo "1..$n"; }
