# shellcheck shell=sh
# PostgreSQL servers of a test's own, on loopback. Sourced behind tests/lib.sh;
# needs $dir. A server runs as an ordinary user, since it refuses root.
PATH=$PATH:$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -1)
export PATH
pg_user=$(id -un)
: "${dir:?}"
if [ "$(id -u)" -eq 0 ]; then
	pg_user=nobody
	id postgres >/dev/null 2>&1 && pg_user=postgres
fi
as_server() { # as_server COMMAND…
	if [ "$(id -u)" -eq 0 ]; then
		(cd / && setpriv --reuid "$pg_user" --regid "$(id -g "$pg_user")" \
			--clear-groups --reset-env env PATH="$PATH" LC_ALL=C "$@")
	else
		"$@"
	fi
}
need_postgresql() { # or no tests
	if ! command -v initdb >/dev/null || ! command -v psql >/dev/null; then
		echo "1..0 # SKIP no PostgreSQL"
		exit 0
	fi
	if ! "$HECHA" --version | grep -q '^libpq'; then
		echo "1..0 # SKIP built without libpq"
		exit 0
	fi
}
# pg_start NAME [INITDB-OPTION…]: a server with its data in $pg_home/NAME; its
# port in $pg_port. The superuser is "root", with the password of $pg_home.
pg_start() {
	if [ -z "${pg_home-}" ]; then
		pg_home=$(mktemp -d) && chmod 711 "$pg_home" || exit 99
		pg_names=
		trap 'pg_stop; rm -rf "$dir"' EXIT
		echo "geheim-379999" >"$pg_home/word"
		chmod 644 "$pg_home/word"
	fi
	name=$1
	shift
	mkdir "$pg_home/$name"
	[ "$(id -u)" -ne 0 ] || chown "$pg_user" "$pg_home/$name"
	as_server initdb -D "$pg_home/$name/data" -U root -E UTF8 \
		--auth=scram-sha-256 --pwfile="$pg_home/word" -N "$@" \
		>"$dir/initdb.log" 2>&1 || { sed 's/^/# /' "$dir/initdb.log"; exit 99; }
	pg_names="$pg_names $name"
	pg_port=$(free_port)
	pg_run "$name" "$pg_port"
}
# pg_run NAME PORT: start it, again
pg_run() {
	as_server pg_ctl -D "$pg_home/$1/data" -w -t 60 -l "$pg_home/$1/log" \
		-o "-p $2 -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c synchronous_commit=off -c full_page_writes=off -c max_connections=60" \
		start >"$dir/start.log" 2>&1 ||
		{ sed 's/^/# /' "$dir/start.log" "$pg_home/$1/log"; exit 99; }
}
# pg_kill NAME: as a power cut does; who waits for it may never reap it
pg_kill() {
	postmaster=$(head -1 "$pg_home/$1/data/postmaster.pid")
	# shellcheck disable=SC2046
	kill -9 "$postmaster" $(ps -o pid= --ppid "$postmaster") 2>/dev/null
	sleep 0.2
	rm -f "$pg_home/$1/data/postmaster.pid"
}
pg_stop() {
	for name in $pg_names; do
		as_server pg_ctl -D "$pg_home/$name/data" -m immediate stop \
			>/dev/null 2>&1
	done
	rm -rf "$pg_home"
}
pg_sql() { # pg_sql PORT DATABASE SQL
	PGPASSWORD=$(cat "$pg_home/word") psql -qtAX -v ON_ERROR_STOP=1 \
		-h 127.0.0.1 -p "$1" -U root -d "$2" -c "$3" 2>&1
}
# pg_streets PORT: roles and database, by the commands of doc/postgresql.md as they
# stand there; in $pg_reader the credentials of the role that checks.
pg_streets() {
	(
		export PGHOST=127.0.0.1 PGPORT="$1" PGUSER=root
		PGPASSWORD=$(cat "$pg_home/word")
		export PGPASSWORD
		# who has no terminal is asked by its input
		# shellcheck disable=SC2317
		createuser() {
			case $2 in hecha_load) word=laden ;; *) word=lesen ;; esac
			printf '%s\n%s\n' "$word" "$word" | setsid -w createuser "$@"
		}
		eval "$(pg_commands | sed '/^hecha/,$d')"
	) >"$dir/setup.log" 2>&1 || { sed 's/^/# /' "$dir/setup.log"; exit 99; }
	pg_reader=$dir/reader
	echo 'hecha_check:lesen' >"$pg_reader"
	chmod 600 "$pg_reader"
}
pg_commands() { # those of the set-up
	sed -n '/^## Set-up/,/^`/s/^    //p' "${src:?}/doc/postgresql.md"
}
pg_url() { # pg_url PORT [DATABASE]
	echo "postgresql://root@127.0.0.1:$1/${2-postgres}"
}
