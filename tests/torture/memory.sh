#!/bin/sh
# Memory that runs out: no crash, no shortened report, nothing half done. Of each
# command's allocations some, chosen by chance; make torture fails more of them.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
here=${srcdir:-.}/tests/torture

command -v python3 >/dev/null || { echo "1..0 # SKIP no python3"; exit 0; }
grep -q '^#define HAVE___LIBC_MALLOC 1' "$(dirname "$HECHA")/../config.h" ||
	{ echo "1..0 # SKIP the libraries' memory is not ours"; exit 0; }
"${CC:-cc}" -shared -fPIC -o "$dir/memory.so" "$here/memory.c" -ldl \
	2>"$dir/err" || { echo "1..0 # SKIP no compiler"; exit 0; }
if nm -D "$HECHA" | grep -q __asan_init; then
	echo "1..0 # SKIP the sanitizer has its own allocator"
	exit 0
fi
mkdir "$dir/work"
failing() {
	python3 "$here/memory.py" "$dir/memory.so" "${TORTURE_EACH:-2}" \
		"$dir/work" >"$dir/out" 2>"$dir/err"
}
ok "each allocation may fail" failing
short() ( # short KILOBYTES: a report within so much memory
	ulimit -v "$1" 2>/dev/null || exit 0
	rm -f "$dir/short.html"
	gives 4 --db "$dir/work/base.db" report self-check -o "$dir/short.html" &&
		[ ! -e "$dir/short.html" ] && [ -s "$dir/err" ]
)
ok "a report in little memory is no empty report" short 75000
finished
