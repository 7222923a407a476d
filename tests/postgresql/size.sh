#!/bin/sh
# Many households: the same findings, and what they cost (SIZES, see make
# postgresql). No limit is held on a machine that others use: it is printed.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
# shellcheck source=tests/postgresql/server.sh
. "$src/tests/postgresql/server.sh"
need_postgresql
pg_start one
HECHA_CREDENTIALS=root:$(cat "$pg_home/word")
export HECHA_CREDENTIALS
sized() { # sized HOUSEHOLDS
	mkdir "$dir/$1" &&
		"$(dirname "$HECHA")/../tests/gen/gen" --seed 1 --households "$1" \
			--faults 2 -o "$dir/$1/in" &&
		python3 "$src/tests/postgresql/bench.py" "$HECHA" "$src" \
			"$dir/$1" "$(head -1 "$pg_home/one/data/postmaster.pid")" \
			"$(pg_url "$pg_port")" "$1" &&
		python3 "$src/tests/postgresql/equal.py" "$dir/$1/hecha.db" \
			"$dir/$1/at/of_$1/hecha.db" >"$dir/out" 2>&1
}
for size in ${SIZES:-1000}; do
	ok "$size households" sized "$size"
	rm -rf "${dir:?}/$size"
done
finished
