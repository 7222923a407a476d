#!/bin/sh
# The self-check pages in a real browser, where there is one: see pages.py.
set -u
export LC_ALL=C.UTF-8 TZ=UTC

for name in chromium chromium-browser google-chrome; do
	chromium=$(command -v "$name") && break
done
driver=$(command -v chromedriver)
if [ -z "$chromium" ] || [ -z "$driver" ] || ! command -v python3 >/dev/null
then
	echo "1..0 # SKIP no chromium, chromedriver or python3"
	exit 0
fi
dir=$(mktemp -d) || exit 99
trap 'rm -rf "$dir"' EXIT
python3 "$(dirname "$0")/pages.py" "$chromium" "$driver" \
	"$(dirname "$HECHA")/../tests/make-report" \
	"$HECHA_DATADIR/fixtures/result" "$dir"
