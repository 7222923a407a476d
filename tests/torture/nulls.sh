#!/bin/sh
# Databases in which nothing stands where something must: told, and no crash.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

mkdir "$dir/few" "$dir/nulls"
for kind in archive collection inspection problems procedure register rolls staff; do
	cp "$src/fixtures/minimal/$kind.xml" "$dir/few"
done
nulls() { # nulls EACH [COMMAND…]: all commands or these
	each=$1
	shift
	[ $# -eq 0 ] || COMMANDS=$*
	export COMMANDS
	STREET="$dir/few" python3 "$here/nulls.py" "$each" "$dir/nulls" \
		>"$dir/out" 2>"$dir/err"
}
if [ -n "${TORTURE_EACH-}" ]; then
	unset COMMANDS
	ok "nothing stands where something must" nulls 0
else
	ok "nothing stands where something must" nulls 6 home page frame import cancel
fi
sed 's/^/# /' "$dir/out"
finished
