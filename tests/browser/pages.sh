#!/bin/sh
# The HTML pages in a real browser: see tests/browser. What that needs is
# installed by "autogen.sh check"; elsewhere than there it may be missing.
set -u
export LC_ALL=C.UTF-8 TZ=UTC

# skip WHY: on a machine that is there to test, a lack is a fault
skip() {
	if [ -n "${CI-}" ]; then
		echo "Bail out! $1"
		exit 1
	fi
	echo "1..0 # SKIP $1"
	exit 0
}
# The tarball's tree, when it is tested below the one that it came from, finds
# the packages there.
find_modules() {
	d=$1
	while [ "$d" != / ]; do
		if [ -d "$d/tests/browser/node_modules/playwright-core" ]; then
			echo "$d/tests/browser/node_modules"
			return
		fi
		d=$(dirname "$d")
	done
}

if [ "${HECHA_VIEWERS-}" = no ]; then
	echo "1..0 # SKIP no browser is wanted"
	exit 0
fi
for tool in node chromium pdftotext pdfinfo; do
	command -v "$tool" >/dev/null || skip "no $tool"
done
[ -n "$(fc-list :lang=zh 2>/dev/null)" ] || skip "no Chinese font"
NODE_PATH=$(find_modules "$HECHA_DATADIR")
[ -n "$NODE_PATH" ] || skip "no tests/browser/node_modules"
export NODE_PATH
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
node "$(dirname "$0")/pages.js" \
	"$(dirname "$HECHA")/../tests/e2e/make-report" \
	"$HECHA_DATADIR/fixtures/result" "$dir"
