#!/bin/sh
# A clock that jumps to and fro while a command runs: what is stored, found,
# written and sent is what it is with one that does not, in the same order, and
# nothing waits by it.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/torture/torture.sh"

sanitized && skip "the sanitizer must be loaded first"
# shellcheck disable=SC2086
${CC:-cc} -shared -fPIC -o "$dir/clock.so" "$here/clock.c" -ldl ||
	skip "no compiler"
street=$src/fixtures/faulty
if [ -z "${TORTURE_EACH-}" ]; then # a street of a few households
	street=$dir/few
	mkdir "$street"
	for kind in archive collection inspection problems procedure register \
		rolls staff; do
		cp "$src/fixtures/minimal/$kind.xml" "$street"
	done
fi
# A year and more ahead, ten years back, and by a second, at each time that the
# program or a library of its asks; twice what it was, so that it is right, too.
jumps="0 34560000 -315360000 34560000 1 -1 0 -86400"
clock() { # clock right|jumps STATUS ARGUMENT…: in its own folder
	at=$dir/$1
	mkdir -p "$at"
	ln -sfn "$at/box" "$dir/box"
	wrong=$jumps
	[ "$1" = jumps ] || wrong=0
	want=$2
	shift 2
	(cd "$at" && CLOCK_OFF=$wrong LD_PRELOAD=$dir/clock.so timeout 300 \
		"$HECHA" --lang en -q "$@") >"$at/out" 2>"$at/err"
	got=$?
	cat "$at/out" >"$dir/out"
	cat "$at/err" >"$dir/err"
	[ "$got" -eq "$want" ] || echo "status $got" >>"$dir/err"
	[ "$got" -eq "$want" ]
}
both() { # both STATUS ARGUMENT…: the same is said
	clock right "$@" && clock jumps "$@" &&
		same "$dir/right/out" "$dir/jumps/out" &&
		same "$dir/right/err" "$dir/jumps/err"
}
alike() { # alike FILE…: by either clock
	for file in "$@"; do
		same "$dir/right/$file" "$dir/jumps/$file" || {
			echo "$file is another" >>"$dir/err"
			return 1
		}
	done
}
jumping() { # the clock of a shell, as it is asked by date
	python3 - <<'E2'
import time
asked = [time.time() for _ in range(16)]
assert max(asked) - min(asked) > 300e6, asked
began = time.monotonic()
assert time.monotonic() - began < 60
E2
}
# shellcheck disable=SC2030
jumps_indeed() (
	export CLOCK_OFF="$jumps" LD_PRELOAD="$dir/clock.so"
	jumping 2>"$dir/err"
)
ok "the clock jumps" jumps_indeed
ok "a database" both 0 init --plan "$src/fixtures/street.xml"
ok "an import" both 0 import "$street"
ok "a check" both 1 check --as-of 2026-12-20
ok "finds the same" both 0 findings -f csv
finding=$(sed -n '2s/,.*//p' "$dir/out")
for report in "self-check -f html -o a.html" "problems -f xlsx -o a.xlsx" \
	"problems -f json -o a.json" "acceptance -f docx -o a.docx"; do
	# shellcheck disable=SC2086
	ok "report $report" both 0 report $report
done
ok "are the same to the byte" alike a.html a.xlsx a.json a.docx
ok "a verdict" both 0 verdict "$finding" --decision confirmed \
	--date 2026-12-16 --by 孙知远
cut_times() { # what no clock has a part in
	sed 's,"\(/.*/\)\?\(right\|jumps\)/,",g; s/"\(queued\|tried\|next_attempt\|finished\)": [^,]*//g' "$1/out" \
		>"$1/list"
}
waiting() { # waiting STATE N: so many packages are in that state, in their order
	clock right 0 outbox -f json && cut_times "$dir/right" &&
		clock jumps 0 outbox -f json && cut_times "$dir/jumps" &&
		alike list && [ "$(grep -c "\"state\": \"$1\"" "$dir/out")" = "$2" ] &&
		[ "$(sed -n 's/.*"sequence": \([0-9]*\).*/\1/p' "$dir/out" | tr -d '\n')" = 123 ]
}
pages=a.html
[ -z "${TORTURE_EACH-}" ] || pages= # all that goes without saying
for day in 20 21 22; do
	both 1 check --as-of "2026-12-$day" >/dev/null
	# shellcheck disable=SC2086
	ok "what was found on the ${day}th waits" \
		both 6 submit --to "$dir/box" --keep --retries 0 $pages
done
ok "three packages, the same to the byte" waiting waiting 3
mkdir "$dir/right/box" "$dir/jumps/box"
ok "are sent" both 0 outbox send
ok "all of them" waiting sent 3
boxes() { (cd "$1/box" && sha256sum -- *) >"$1/sums"; }
boxes "$dir/right"
boxes "$dir/jumps"
ok "and lie there" test "$(wc -l <"$dir/jumps/sums")" = 3
ok "the same" alike sums
ok "a county takes them" both 0 --db county.db collect --unsigned box
ok "and the last of them counts" says 'number 3, as of 2026-12-22'
# What is tried again waits by the clock that only counts.
again() { # again right|jumps: seconds
	began=$(date +%s)
	clock "$1" 6 --db waits.db submit --to "https://127.0.0.1:$port/" --retries 1
	got=$?
	took=$(($(date +%s) - began))
	return $got
}
port=$(free_port)
both 1 check --as-of 2026-12-23 >/dev/null
cp "$dir/right/hecha.db" "$dir/right/waits.db"
cp "$dir/jumps/hecha.db" "$dir/jumps/waits.db"
again right
right=$took
ok "nobody is there, twice" again jumps
ok "which takes no longer" test "$took" -le $((right + 20))
finished
