#!/bin/sh
# Memory that runs out: no crash, no shortened report, nothing half done.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

grep -q '^#define HAVE___LIBC_MALLOC 1' "$(dirname "$HECHA")/../config.h" ||
	skip "the libraries' memory is not ours"
sanitized && skip "the sanitizer has its own allocator"
# shellcheck disable=SC2086
${CC:-cc} -shared -fPIC -o "$dir/memory.so" "$here/memory.c" -ldl \
	2>"$dir/err" &&
	${CC:-cc} -shared -fPIC -O2 -o "$dir/each.so" "$here/each.c" -ldl \
		2>"$dir/err" || skip "no compiler"
mkdir "$dir/each"
each() { # each FORKS [COMMAND…]: all commands or these
	forks=$1
	shift
	[ $# -eq 0 ] || COMMANDS=$*
	export COMMANDS
	python3 "$here/each.py" each "$forks" "$dir/each" "$dir/each.so" \
		>"$dir/out" 2>"$dir/err"
}
ok "one of its allocations fails" disturbed memory "$dir/memory.so"
if [ -n "${TORTURE_EACH-}" ]; then
	ok "each fails" each "${TORTURE_FORKS:-100000}"
else
	DEPTH=1
	export DEPTH
	ok "each fails" each 20 verdict
fi
sed 's/^/# /' "$dir/out"
# A report within so much memory is the report, or it is said that there is none.
sheet() { # sheet POWER: that makes a text of ten times two to the power
	cat <<END
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text"/>
<xsl:template match="/" name="t"><xsl:param name="n" select="0"/>
<xsl:param name="s" select="'0123456789'"/><xsl:choose>
<xsl:when test="\$n = $1"><xsl:value-of select="string-length(\$s)"/></xsl:when>
<xsl:otherwise><xsl:call-template name="t">
<xsl:with-param name="n" select="\$n + 1"/>
<xsl:with-param name="s" select="concat(\$s, \$s)"/></xsl:call-template>
</xsl:otherwise></xsl:choose></xsl:template></xsl:stylesheet>
END
}
sheet 20 >"$dir/grows.xsl"
within() ( # within KILOBYTES NAME ARGUMENT…: a report in a folder of its own
	size=$1 name=$2
	shift 2
	rm -rf "$dir/short"
	mkdir "$dir/short"
	ulimit -v "$size" 2>/dev/null || exit 0
	if gives 0 --db "$dir/memory/base.db" report "$@" -o "$dir/short/$name"; then
		same "$dir/short/$name" "$dir/whole/$name"
	else
		echo "$size: $(ls -A "$dir/short")" >>"$dir/err"
		[ "$got" -ne 1 ] && warns 'hecha: ' && [ -z "$(ls -A "$dir/short")" ]
	fi
)
sizes="70000 75000 90000 256000"
[ -z "${TORTURE_EACH-}" ] || sizes=$(seq 62000 2000 130000; seq 135000 10000 400000)
mkdir "$dir/whole"
ladder() { # ladder NAME ARGUMENT…
	name=$1
	shift
	gives 0 --db "$dir/memory/base.db" report "$@" -o "$dir/whole/$name" || return 1
	for size in $sizes; do
		within "$size" "$name" "$@" || return 1
	done
}
ok "a page in little memory" ladder a.html self-check
ok "a workbook" ladder a.xlsx problems
ok "a document" ladder a.docx acceptance
ok "what a stylesheet makes of much text" ladder a.txt problems --stylesheet "$dir/grows.xsl"
finished
