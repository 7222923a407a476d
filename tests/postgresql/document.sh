#!/bin/sh
# What doc/postgresql.md says and no other test plays: who may know the password,
# machines that are not this one, packs of one's own, what comes after a check.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
# shellcheck source=tests/postgresql/server.sh
. "$src/tests/postgresql/server.sh"
need_postgresql
skip_if_watched
pg_start one
port=$pg_port
pg_streets "$port"
url=postgresql://127.0.0.1:$port/streets
common="--lang en -q"
at="check --at $url --schemas street_1 -o $dir/at"
gives 1 audit "$src/fixtures/street.xml" "$src/fixtures/faulty" -o "$dir/here"
printf 'hecha_load:laden\n' >"$dir/load.txt"
chmod 600 "$dir/load.txt"
load() {
	gives 0 --db "$dir/here/hecha.db" export --to "$url" --schema "$1" \
		--credentials "$dir/load.txt"
}
ok "a street goes to the server" load street_1

# shellcheck disable=SC2086
shared() { # a file that others may read is no secret
	cp "$pg_reader" "$dir/open.txt" && chmod 644 "$dir/open.txt" &&
		gives 2 $at --credentials "$dir/open.txt" && warns 'open.txt' &&
		! warns lesen && [ ! -e "$dir/at" ]
}
ok "a file that others may read is refused" shared
# shellcheck disable=SC2086
passed() { # the password from ~/.pgpass, the role from the address
	mkdir "$dir/home" &&
		echo "127.0.0.1:$port:streets:hecha_check:lesen" >"$dir/home/.pgpass" &&
		chmod 600 "$dir/home/.pgpass" &&
		(
			unset HECHA_CREDENTIALS PGPASSFILE
			export HOME="$dir/home"
			gives 1 check --at "postgresql://hecha_check@127.0.0.1:$port/streets" \
				--schemas street_1 -o "$dir/at"
		)
}
ok "the password stands in ~/.pgpass" passed
HECHA_CREDENTIALS=$(cat "$pg_reader")
export HECHA_CREDENTIALS
# shellcheck disable=SC2086
ok "or in the environment" gives 1 $at
# Another machine, as far as an address tells; it is this one.
far="postgresql://[::ffff:127.0.0.1]:$port/streets"
# shellcheck disable=SC2086
reached() { # reached STATUS HOME [MORE]: with the authority that is at home there
	rm -rf "$dir/far"
	(
		export HOME="$dir/$2"
		gives "$1" check --at "$far${3-}" --schemas street_1 -o "$dir/far"
	) && if [ "$1" -eq 4 ]; then
		warns 'POSTGRES-20' && [ ! -e "$dir/far" ]
	fi
}
ok "to another machine it must be TLS" reached 4 none
ok "unless the address says otherwise" reached 1 none '?sslmode=disable'
authority() { # authority NAME: one that is at home in $dir/NAME
	mkdir -p "$dir/$1/.postgresql" &&
		openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj "/CN=$1" \
			-keyout "$dir/$1.key" -out "$dir/$1/.postgresql/root.crt"
}
certified() { # certified ADDRESS: the server is, by the first authority
	openssl req -newkey rsa:2048 -nodes -subj /CN=server \
		-keyout "$pg_home/one/server.key" -out "$dir/server.csr" &&
		echo "subjectAltName = IP:$1" >"$dir/server.ext" &&
		openssl x509 -req -in "$dir/server.csr" -days 2 -CAcreateserial \
			-CA "$dir/ours/.postgresql/root.crt" -CAkey "$dir/ours.key" \
			-extfile "$dir/server.ext" -out "$pg_home/one/server.crt" &&
		chmod 600 "$pg_home/one/server.key" &&
		{ [ "$(id -u)" -ne 0 ] ||
			chown "$pg_user" "$pg_home"/one/server.*; }
} >"$dir/openssl" 2>&1
tls() { # the server speaks it, from now on
	authority ours >"$dir/out" 2>"$dir/err" &&
		authority another >"$dir/out" 2>"$dir/err" &&
		certified '::ffff:7f00:1' || return 1
	for s in ssl_cert_file:server.crt ssl_key_file:server.key; do
		pg_sql "$port" postgres \
			"ALTER SYSTEM SET ${s%:*} = '$pg_home/one/${s#*:}'" || return 1
	done
	pg_sql "$port" postgres "ALTER SYSTEM SET ssl = on" &&
		pg_sql "$port" postgres "SELECT pg_reload_conf()"
} >>"$dir/openssl" 2>&1
ok "the server speaks TLS" tls
sleep 1
ok "nobody's word is taken for who it is" reached 4 none
ok "nor another authority's" reached 4 another
ok "its own authority's is" reached 1 ours
renamed() {
	certified 127.0.0.9 && pg_sql "$port" postgres "SELECT pg_reload_conf()" \
		>/dev/null && sleep 1 && reached 4 ours
}
ok "but not for another's name" renamed

# A pack of one's own.
sed -n '/^```xml/,/^```/{/^```/!p;}' "$src/doc/rule-authoring.md" >"$dir/my.xml"
ok "a pack of one's own is played there" gives 1 check --at "$url" \
	--schemas street_1 -o "$dir/own" --rules "$dir/my.xml"
other() { # one that PostgreSQL reads otherwise
	sed "s/^ WHERE CAST(/ WHERE MAX(1, 2) > 0 AND CAST(/" "$dir/my.xml" \
		>"$dir/mine.xml"
	gives 0 rules lint "$dir/mine.xml" && says 'warning' &&
		gives 3 check --at "$url" --schemas street_1 -o "$dir/no" \
			--rules "$dir/mine.xml" && warns 'PORTABLE-1' &&
		! warns street_1 && [ ! -e "$dir/no" ]
}
ok "one that lint warns of is not" other
wrong() { # wrong STATUS CODE OPTION…: said before a street is looked at
	status=$1 code=$2
	shift 2
	gives "$status" check --at "$url" --schemas street_1 -o "$dir/no" "$@" &&
		warns "\\[$code\\]" && ! warns street_1 && [ ! -e "$dir/no" ]
}
ok "nor one that is none" wrong 3 SYSTEM-1 --rules "$dir/none.xml"
ok "nor checks that nobody knows" wrong 2 JOB-5 --only NO --reason r
ok "on a day that is none" wrong 2 JOB-2 --as-of 2026-02-30
ok "of a level that is none" wrong 2 JOB-3 --fail-on much

# A load of the street waits for its check, or the check for a load.
waits() {
	pg_sql "$port" streets "BEGIN; LOCK TABLE street_1.hc_plan IN ACCESS SHARE MODE; SELECT pg_sleep(6)" >/dev/null &
	holder=$!
	sleep 1
	began=$(date +%s)
	load street_1
	loaded=$?
	wait "$holder"
	[ "$loaded" -eq 0 ] && [ $(($(date +%s) - began)) -ge 4 ]
}
ok "a load waits for who looks at its street" waits

# What people decided stays with the street, and what follows follows.
db=$dir/at/street_1/hecha.db
id=$("$HECHA" --db "$db" findings --format csv 2>/dev/null |
	python3 -c 'import csv, sys
print(list(csv.reader(sys.stdin))[1][0])')
decided() { # how many verdicts the street's database knows
	"$HECHA" --db "$db" verdict list -f csv 2>/dev/null | grep -c "$id"
}
# shellcheck disable=SC2086
kept() {
	gives 0 --db "$db" verdict "$id" --decision confirmed --date 2026-12-16 \
		--by 'Sun' && gives 1 $at && [ "$(decided)" -ge 1 ]
}
ok "what people decided is there after the next check" kept
# shellcheck disable=SC2086
follows() {
	gives 1 $at --as-of 2026-11-12 && gives 1 $at &&
		gives 0 --db "$db" compare -f xlsx -o "$dir/c.xlsx" &&
		gives 0 --db "$db" seal -o "$dir/sealed.zip" &&
		gives 0 --db "$db" sample --frame -o "$dir/frame.csv" &&
		mkdir "$dir/up" && cp "$dir/sealed.zip" "$dir/up" &&
		gives 0 --db "$dir/county.db" collect --unsigned "$dir/up"
}
ok "compare, seal, sample and collect speak of it" follows
# shellcheck disable=SC2086
ok "-j may be more than there are streets" gives 1 $at -j 4
finished
