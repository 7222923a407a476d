#!/bin/sh
# Folders that may not be written to, files that are none, no home: told at once
# and never passed over. And an installed tree that was moved.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"

common="--lang en"
db=$dir/db
soon() { # soon STATUS ARGUMENT…: what waits for a pipe would wait for ever
	want=$1
	shift
	# shellcheck disable=SC2086
	timeout 60 env -u HOME -u XDG_CONFIG_HOME "$HECHA" $common "$@" \
		>"$dir/out" 2>"$dir/err"
	got=$?
	[ "$got" -eq "$want" ] || echo "status $got" >>"$dir/err"
	[ "$got" -eq "$want" ]
}
gives 0 --db "$db" init --plan "$src/fixtures/street.xml"
gives 0 --db "$db" import "$src/fixtures/minimal/register.xml"
gives 1 --db "$db" check
mkdir "$dir/in" "$dir/in/below" "$dir/empty"
mkfifo "$dir/pipe"

# No home, as a service has it.
ok "a package without a home" soon 0 --db "$db" seal -o "$dir/in/below/A.ZIP"
ok "is looked at" soon 0 verify --unsigned "$dir/in/below/A.ZIP"
ok "and nobody is believed" soon 7 verify "$dir/in/below/A.ZIP"
ok "nor whose list is asked for" soon 2 trust list
ok "it is collected, whatever case its name has" \
	soon 0 --db "$dir/county" collect --unsigned "$dir/in"
ok "and counted" says '^Packages: taken 1, '
ok "an empty folder is told" \
	soon 0 --db "$dir/county" collect --unsigned "$dir/empty"
ok "as such" says '^Packages: taken 0, .* refused 0$'

# What is no file.
ok "a pipe is no package" \
	soon 7 --db "$dir/county" collect --unsigned "$dir/pipe"
ok "which is said" warns '/pipe: .*\[CMD-COLLECT-2\]'
ln -s "$dir/in/below/A.ZIP" "$dir/in/link.zip"
ok "nor is a link that lies there" \
	soon 7 --db "$dir/county" collect --unsigned "$dir/in"
ok "which is said" warns 'link.zip: .*\[CMD-COLLECT-2\]'
rm "$dir/in/link.zip"
ok "one that is named is followed" \
	soon 0 --db "$dir/county" collect --unsigned "$dir/in/below/A.ZIP"
for out in seal "report overview -f html" "report acceptance -f docx"; do
	# shellcheck disable=SC2086
	ok "$out: a pipe is not replaced" soon 2 --db "$db" $out -o "$dir/pipe"
done
ok "a ledger: neither" soon 2 --db "$db" export register -o "$dir/pipe"
[ -p "$dir/pipe" ] || ok "the pipe is there" false
upstream() { # upstream CA: one that asks for a certificate is there to be asked
	rm -f "$dir/sent"*
	cp "$db" "$dir/sent" && soon 2 --db "$dir/sent" submit --retries 0 \
		--timeout 20 --to "https://127.0.0.1:$port/" --ca "$1"
}
port=$(free_port)
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$dir/key" -out "$dir/cert" \
	-days 3 -subj /CN=127.0.0.1 2>/dev/null
openssl s_server -accept "$port" -key "$dir/key" -cert "$dir/cert" -www \
	>/dev/null 2>&1 &
server=$!
trap 'kill $server; rm -rf "$dir"' EXIT
sleep 1
ok "authorities in a pipe that nobody fills" upstream "$dir/pipe"
ok "are none" warns 'pipe: .*\[HTTP-2\]'
ok "in a file that is not there" upstream "$dir/nowhere"
ok "neither" warns 'nowhere: .*\['
ok "in one without end" upstream /dev/zero
ok "neither" warns '/dev/zero: .*\[FILE-1\]'

# What is not for everybody: as somebody whom modes bind.
if [ "$(id -u)" -ne 0 ]; then
	somebody() { "$@"; }
elif command -v setpriv >/dev/null && chmod 711 "$dir" &&
	chown -R 65534 "$dir/in" "$db" &&
	setpriv --reuid 65534 --clear-groups test -x "$HECHA" -a \
		-r "$src/schemas/register.xsd"; then
	somebody() { setpriv --reuid 65534 --clear-groups "$@"; }
	chmod 777 "$dir"
else
	somebody() { false; }
fi
if somebody true; then
	bound() {
		want=$1
		shift
		somebody timeout 60 env -u HOME "$HECHA" --lang en "$@" \
			>"$dir/out" 2>"$dir/err"
		got=$?
		[ "$got" -eq "$want" ] || echo "status $got" >>"$dir/err"
		[ "$got" -eq "$want" ]
	}
	rm -f "$db-wal" "$db-shm" # empty, and his who read it last
	chmod 0 "$dir/in/below"
	ok "a folder that cannot be read is not left out" \
		bound 3 --db "$db" import "$dir/in"
	ok "it is told" warns '/below: .*\[IMPORT-1\]'
	somebody cp "$db" "$dir/mine"
	ok "nor are its packages" \
		bound 3 --db "$dir/theirs" collect --unsigned "$dir/in"
	ok "it is told" warns '/below: .*\['
	chmod 755 "$dir/in/below"
	chmod 0 "$dir/in/below/A.ZIP"
	ok "a package that cannot be read ends it" \
		bound 3 --db "$dir/theirs" collect --unsigned "$dir/in"
	ok "it is told" warns '/A.ZIP: .*\['
	mkdir "$dir/shut"
	mv "$db" "$dir/shut/db"
	chmod 555 "$dir/shut"
	ok "a report goes nowhere where nothing may be written" \
		bound 4 --db "$dir/mine" report overview -f html -o "$dir/shut/a.html"
	ok "which is said" warns 'shut: .*\['
	ok "nor a workbook" \
		bound 4 --db "$dir/mine" report problems -f xlsx -o "$dir/shut/a.xlsx"
	ok "which is said" warns 'shut: .*\['
	ok "a database there cannot be read" bound 4 --db "$dir/shut/db" status
	ok "which is said" warns 'shut/db: .*\['
	chmod 755 "$dir/shut"
	chmod 0 "$dir/shut/db"
	ok "nor one that is not his" bound 4 --db "$dir/shut/db" status
	ok "which is said" warns 'shut/db: .*\['
	chmod 600 "$dir/shut/db"
fi

# As it is installed, moved to where paths have blanks and Chinese characters.
moved() { # moved STATUS ARGUMENT…
	want=$1
	shift
	timeout 600 env -u HECHA_DATADIR -u HECHA_LOCALEDIR "$program" "$@" \
		>"$dir/out" 2>"$dir/err"
	got=$?
	[ "$got" -eq "$want" ]
}
if [ -f Makefile ]; then
	ok "it is installed" env -u MAKEFLAGS -u MAKELEVEL make -s install \
		DESTDIR="$dir/installed"
	program=$(find "$dir/installed" -type f -path '*/bin/hecha')
	mkdir "$dir/某省 某县"
	mv "${program%/bin/hecha}" "$dir/某省 某县/核查 工具"
	rm -rf "$dir/installed"
	program=$dir/某省\ 某县/核查\ 工具/bin/hecha
	ok "moved, it says where its data are" moved 0 --version -v
	ok "beside itself" says "^数据：$dir/某省 某县/核查 工具/share/hecha$"
	ok "its messages, too" says "^消息目录：$dir/某省 某县/核查 工具/share/locale$"
	ok "an audit there" moved 1 audit "$src/fixtures/street.xml" \
		"$src/fixtures/faulty" -o "$dir/某省 某县/输出 目录"
	ok "in Chinese" says '^核查结论：'
	ok "has its reports" test -s "$dir/某省 某县/输出 目录/问题清单.xlsx"
	ok "and writes others" moved 0 --lang en --db "$dir/某省 某县/输出 目录/hecha.db" \
		report problems -f csv -o "$dir/某省 某县/a b.csv"
	ok "its checks and clauses" moved 0 rules coverage
	ok "blank ledgers" moved 0 template -o "$dir/某省 某县/空 表.xlsx"
fi
finished
