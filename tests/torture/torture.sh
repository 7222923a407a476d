# shellcheck shell=sh
# What the tests that disturb have in common. Quick in a check: each of some
# commands once; make torture disturbs all of them, often.
. "${srcdir:-.}/tests/lib.sh"
here=${srcdir:-.}/tests/torture

skip() { # skip WHY
	echo "1..0 # SKIP $1"
	exit 0
}
command -v python3 >/dev/null || skip "no python3"
sanitized() { nm -D "$HECHA" | grep -q __asan_init; }
disturbed() { # disturbed WAY [SHIM]
	rm -rf "${dir:?}/$1"
	mkdir "$dir/$1"
	if [ -n "${TORTURE_EACH-}" ]; then
		python3 "$here/torture.py" "$1" "$TORTURE_EACH" "$dir/$1" ${2+"$2"}
	else
		COMMANDS="${COMMANDS:-import check page workbook ledgers}" \
			python3 "$here/torture.py" "$1" 1 "$dir/$1" ${2+"$2"}
	fi >"$dir/out" 2>"$dir/err"
}
