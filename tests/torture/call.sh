#!/bin/sh
# Writes, syncs and renames that fail: told, and nothing half done.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

sanitized && skip "leaks cannot be looked for in a traced program"
strace -qq -o /dev/null true 2>/dev/null || skip "no strace that may trace"
mkdir "$dir/few"
for kind in archive collection inspection problems procedure register rolls staff; do
	cp "$src/fixtures/minimal/$kind.xml" "$dir/few"
done
few() ( # few COMMAND…: with a street of a few households
	# shellcheck disable=SC2030
	export STREET="$dir/few" COMMANDS="$*"
	disturbed call
)
unread() ( # unread COMMAND…: reads of it fail
	# shellcheck disable=SC2031
	export STREET="$dir/few" COMMANDS="$*"
	mkdir -p "$dir/reads"
	python3 "$here/reads.py" read 1 "$dir/reads" >"$dir/out" 2>"$dir/err"
)
seldom() { few keygen frame trust cancel collect texts "$@"; }
if [ -n "${TORTURE_EACH-}" ]; then
	# Every call of what goes into the database; of what writes files, where
	# calls are alike, the first and last of them.
	TORTURE_EACH=0
	COMMANDS="init first import check home verdict"
	export COMMANDS
	ok "each call that stores may fail" disturbed call
	sed 's/^/# /' "$dir/out"
	COMMANDS="page document workbook sarif csv json ledgers shown seal submit
		audit"
	export LIKE="${TORTURE_LIKE:-2}"
	ok "and that writes a file" disturbed call
	sed 's/^/# /' "$dir/out"
	ok "each of what is seldom said" seldom draw replace distrust \
		retarget prune receipts tokens
	sed 's/^/# /' "$dir/out"
	ok "and of what writes more" few book convert template tables compare \
		reproduce overview evaluation rates field usb
	sed 's/^/# /' "$dir/out"
	ok "and of what is only told" few findings evaluate outbox verify remade
	sed 's/^/# /' "$dir/out"
	ok "each file may not be read" unread first home verdict book texts convert \
		page workbook csv findings seal usb collect verify remade trust
	sed 's/^/# /' "$dir/out"
	export REST=yes LIKE=1
	ok "each of them, where there are few" few shown ledgers page document \
		workbook sarif csv json seal submit
	sed 's/^/# /' "$dir/out"
	COMMANDS="init first import check verdict home page document workbook sarif
		csv ledgers seal submit audit book frame collect"
else
	ok "each call may fail" disturbed call
	export TORTURE_EACH=2
	ok "each of what is seldom said" seldom
	ok "what cannot be read is told" unread home trust
	# what a library writes without a look at what came of it
	export CALLS=write TORTURE_EACH=20
	ok "each write of a workbook" few ledgers
	# where one file of several, or beside another, is not written
	together() {
		LIKE=1 TORTURE_EACH=0
		export LIKE TORTURE_EACH
		few keygen collect frame
	}
	ok "each write of what goes together" together
	unset LIKE
	COMMANDS=findings TORTURE_EACH=2
	export COMMANDS
	listed() { disturbed call; }
	ok "each write to who asked" listed
	COMMANDS="verdict page"
fi
export COMMANDS
mkdir "$dir/moments"
moments() {
	python3 "$here/power.py" moments 1 "$dir/moments" >"$dir/out" 2>"$dir/err"
}
ok "a kill after each that changes a file leaves it whole" moments
finished
