#!/bin/sh
# Every message that a person can see goes through gettext and is there in
# Chinese; every error has a code, the same in both languages.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"

command -v xgettext >/dev/null || { echo "1..0 # SKIP no xgettext"; exit 0; }
complete() {
	(cd "$src" && xgettext -o "$dir/hecha.pot" -k_ -kN_ -kerr_set:4 \
		-kerr_wrap:2 --from-code=UTF-8 src/*/*.c src/*/*.h) &&
		msgcmp "$src/po/zh_CN.po" "$dir/hecha.pot" >"$dir/out" 2>&1
}
none() { # none WHAT: words.py finds nothing
	python3 "$src/tests/house/words.py" "$src" "$1" >"$dir/out"
	[ ! -s "$dir/out" ]
}
# What libpq says is told by the C library's own words.
is_errno_translated() {
	grep -nE '(^|[^_a-z])strerror\(' "$src"/src/*/*.c |
		grep -vE 'src/(base/errors|lib/postgres-login)\.c:' >"$dir/out"
	[ ! -s "$dir/out" ]
}
code_of() { # code_of LANGUAGE ARGUMENT…: the code of the error
	"$HECHA" --lang "$1" --db "$dir/none.db" findings 2>&1 |
		sed -n 's/.*\[\(.*\)\]$/\1/p'
}

ok "every message is translated" complete
ok "no text is printed bare" none bare
ok "nor what the system says" is_errno_translated
ok "every error has a code of its own" none codes
ok "which is told" test "$(code_of en)" = DB-2
ok "and the same in Chinese" test "$(code_of zh_CN)" = "$(code_of en)"
finished
