#!/bin/sh
# The floors of src/: a folder includes itself and those before it, never one
# after it; every file stands on one of them, in no circle of includes; and each
# library has one user.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
cd "$src" || exit 99
floors="base lib schema plan records intake check report send cli"

# upward: "FILE includes HEADER" where the header's floor is above the file's
upward() {
	grep -n '^#include "[a-z]*/' src/*/*.[ch] | tr ':"/' '   ' |
		awk -v floors="$floors" '
		BEGIN { n = split(floors, f, " ")
			for (i = 1; i <= n; i++) at[f[i]] = i }
		at[$6] == 0 || at[$6] > at[$2] {
			print $1 "/" $2 "/" $3 ":" $4 " includes " $6 "/" $7 }'
}
# unnamed: includes of ours that name no floor
unnamed() {
	grep -n '^#include "' src/*/*.[ch] | grep -v '"config.h"\|"[a-z]*/'
}
# homeless: files of src/ that stand on no floor
homeless() {
	find src -name '*.[ch]' | while read -r f; do
		floor=${f#src/}
		case " $floors " in
		*" ${floor%%/*} "*) [ "${floor#*/*/}" = "$floor" ] || echo "$f" ;;
		*) echo "$f" ;;
		esac
	done
}
# OpenSSL has four, one for each thing that it is here for: hashes (which the
# fuzzers and readers link without the rest), signatures, keys to sign with, and
# what libcurl does not tell of a connection. libcurl has two protocols' users,
# and what these share.
# users HEADER USER: files that include the library and are not its user. The
# tree of libxml2 (libxml/tree.h) is what documents, stylesheets and reports
# are made of, and everybody's.
users() {
	grep -l "^#include <$1" src/*/*.[ch] | grep -vE "^src/lib/$2\.[ch]\$"
}
strangers() {
	users 'sqlite3\.h' db
	users 'curl/' '(easy|http|late-curl|sftp)'
	users 'openssl/' '(digest|cms|keypair|tls)'
	users 'libpq-fe\.h' '(late-pq|postgres(-login)?)'
	users 'zip\.h' zipfile
	users 'xlsxwriter' xlsx
	users 'libe\{0,1\}xslt/' 'xslt(-functions)?'
	grep -l '^#include <libxml/' src/*/*.[ch] | while read -r f; do
		case $f in src/lib/xml*.c | src/lib/xslt*.c) continue ;; esac
		grep '^#include <libxml/' "$f" | grep -qv 'libxml/tree\.h' &&
			echo "$f"
	done
}
# typed: types of libraries in headers above lib
typed() {
	grep -nE '\b(sqlite3(_stmt)?|xml[A-Z][A-Za-z]*Ptr|xmlChar|CURL|EVP_[A-Z]+|zip_t|PG(conn|result)|lxw_[a-z]+) ?\*?[a-z(]' \
		src/*/*.h | grep -v '^src/lib/'
}
# untested: modules that know no database, and no unit test includes. Some ask
# the system alone (home, secret, trace), some the database by way of others
# (subjects), or have nothing to decide (lang, batch).
untested() {
	for f in src/base/*.c src/plan/*.c src/records/*.c src/check/*.c; do
		m=${f#src/}
		m=${m%.c}
		[ -e "src/$m.h" ] || continue
		grep -q 'struct db;\|struct db \*\|#include "lib/' "$f" "src/$m.h" ||
			grep -rq "#include \"$m.h\"" tests/unit || echo "$m"
	done | grep -vx 'base/\(home\|lang\|secret\|trace\)\|records/batch\|check/subjects'
}
# hidden: temporary tables that several files read and no header tells of: what
# is handed over so is handed over with the struct that makes and drops it
hidden() {
	grep -ohE 'TEMP TABLE [a-z_]+' src/*/*.c | sort -u |
		while read -r _ _ table; do
			grep -lw "temp\.$table" src/*/*.c |
				xargs grep -LE "TEMP TABLE $table\b" | grep -q . &&
				! grep -qw "temp\.$table" src/*/*.h && echo "$table"
		done
}
# starters: threads of a file's own; the file's head says why they are no crew
starters() {
	grep -l 'pthread_create' src/*/*.c | grep -vxE 'src/base/crew.c' |
		while read -r f; do
			sed '/\*\//q' "$f" | grep -q 'crew' || echo "$f"
		done
}
nothing() { # nothing FUNCTION: it prints nothing
	"$@" >"$dir/out"
	[ ! -s "$dir/out" ]
}

ok "no include goes up" nothing upward
ok "every include of ours names its floor" nothing unnamed
ok "every file stands on a floor" nothing homeless
ok "no modules include each other" nothing python3 tests/house/circles.py .
ok "what needs no database has its unit test" nothing untested
ok "each library has one user" nothing strangers
ok "no type of a library in a header above lib" nothing typed
ok "no temporary table is a hidden argument" nothing hidden
ok "one crew of threads, or why not" nothing starters
finished
