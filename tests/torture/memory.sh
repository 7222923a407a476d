#!/bin/sh
# Memory that runs out: no crash, no shortened report, nothing half done.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

grep -q '^#define HAVE___LIBC_MALLOC 1' "$(dirname "$HECHA")/../config.h" ||
	skip "the libraries' memory is not ours"
sanitized && skip "the sanitizer has its own allocator"
"${CC:-cc}" -shared -fPIC -o "$dir/memory.so" "$here/memory.c" -ldl \
	2>"$dir/err" || skip "no compiler"
ok "each allocation may fail" disturbed memory "$dir/memory.so"
short() ( # short KILOBYTES: a report within so much memory
	ulimit -v "$1" 2>/dev/null || exit 0
	rm -f "$dir/short.html"
	gives 4 --db "$dir/memory/base.db" report self-check -o "$dir/short.html" &&
		[ ! -e "$dir/short.html" ] && [ -s "$dir/err" ]
)
ok "a report in little memory is no empty report" short 75000
finished
