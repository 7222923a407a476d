#!/bin/sh
# What the documents for developers name is there: each file, and each function
# of a file:function.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
cd "$src" || exit 99

named() {
	grep -ohE '\b(src|tests|doc|schemas|rules|xslt|plans)/[A-Za-z0-9_./-]+\.(c|h|sh|py|md|xml|xsd|xsl|sql)(:[a-z_]+)?' \
		CONTRIBUTING.md README.md README.zh-CN.md doc/develop/*.md |
		grep -v 'NAME\|KIND\|GROUP' | sort -u
}
gone() {
	named | while IFS=: read -r file function; do
		if [ ! -e "$file" ]; then
			echo "no $file"
		elif [ -n "$function" ] &&
			! grep -qE "^$function\(|\b$function\[\]" "$file"; then
			echo "no $function in $file"
		fi
	done
}
nothing() {
	"$@" >"$dir/out"
	[ ! -s "$dir/out" ]
}
ok "places are named" test "$(named | wc -l)" -gt 30
ok "and all are there" nothing gone
finished
