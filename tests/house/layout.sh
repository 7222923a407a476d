#!/bin/sh
# How the code looks: laid out by .clang-format, no function beyond 80 lines or
# 6 parameters, no file beyond 800 lines, no mutable globals.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
cd "$src" || exit 99

# Other versions lay some lines out otherwise.
formatter=$(command -v clang-format-14 || command -v clang-format)
case $($formatter --version 2>/dev/null) in
*" 14."*) ;;
*) formatter= ;;
esac
is_laid_out() {
	find src tests -name '*.[ch]' ! -path '*/node_modules/*' -print0 |
		xargs -0 "$formatter" --dry-run -Werror >"$dir/out" 2>&1
}
# functions: "LINES PARAMETERS FILE NAME" of each
functions() {
	awk 'FNR == 1 { sign = ""; inside = 0 }
		/^[a-z_0-9]+\(/ && !inside { name = $0; sub(/\(.*/, "", name); sign = "" }
		/^[a-z_0-9]+\(/ || sign != "" { if (!inside) sign = sign $0 }
		/^\{/ { inside = FNR }
		/^}/ && inside {
			head = sign
			sub(/^[a-z_0-9]+\(/, "", head)
			while (gsub(/\([^()]*\)/, "", head)) ;
			if (name != "")
				print FNR - inside - 1, gsub(/,/, ",", head) + 1, FILENAME, name
			inside = 0; sign = ""; name = ""
		}' src/*/*.c tests/*/*.c tests/unit/*/*.c
}
long_functions() { functions | awk '$1 > 80'; }
# libxml2 calls some with nine.
wide_functions() {
	functions | awk '$2 > 6 && !($4 == "on_begin" &&
			$3 ~ "^src/lib/xml(-push|-hollow)?.c") &&
		!($4 == "on_start" && $3 == "tests/differential/reference.c")'
}
long_files() {
	wc -l src/*/*.[ch] tests/*/*.[ch] tests/unit/*/*.[ch] |
		awk '$2 != "total" && $1 > 800'
}
# globals: what is changed and is nobody's. The process has some: its memory and
# files where it ends, its catalogue of words, what libraries want set up once, and
# what one of them tells while it closes a file.
globals() {
	grep -nE '^	*static [^(]*(;|=|\[)|^(static )?struct \{|^[a-z][a-z_ ]* \**[a-z_]+(\[.*\])?( =.*)?;$' \
		src/*/*.c | grep -vE '\<const\>|:(enum|struct) [a-z_]+;$|:(extern|typedef) ' |
		grep -vE '^src/(base/(mem|scratch|intl)|lib/(db|easy|tls|xslt|xslt-words|xlsx))\.c:'
}
nothing() {
	"$@" >"$dir/out"
	[ ! -s "$dir/out" ]
}

if [ -n "$formatter" ]; then
	ok "laid out by .clang-format" is_laid_out
else
	n=$((n + 1))
	echo "ok $n - laid out # SKIP no clang-format of version 14"
fi
ok "functions are seen" test "$(functions | grep -c tests/)" -gt 1000
ok "no function beyond 80 lines" nothing long_functions
ok "no function of more than six parameters" nothing wide_functions
ok "no file beyond 800 lines" nothing long_files
ok "nor in Python" nothing python3 tests/house/lengths.py tests
ok "no mutable global" nothing globals
finished
