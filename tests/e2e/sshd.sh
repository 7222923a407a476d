# shellcheck shell=sh
# A real sshd with SFTP, for the tests that source this behind upstream.sh, which
# lets in whoever has $dir/me or is in $dir/authorized. $sshd_more goes into its
# settings.
# shellcheck disable=SC2154
sshd=$(command -v sshd || echo /usr/sbin/sshd)
sshd_more=

has_sshd() {
	[ -x "$sshd" ] && command -v ssh-keygen >/dev/null
}
fingerprint() { ssh-keygen -lf "$dir/$1.pub" | cut -d' ' -f2; }
write_sshd_conf() {
	cat >"$dir/sshd.conf" <<EOT
ListenAddress 127.0.0.1:$sshd_port
HostKey $dir/host
AuthorizedKeysFile $dir/authorized
PidFile $dir/sshd.pid
StrictModes no
UsePAM no
PermitRootLogin yes
Subsystem sftp internal-sftp
MaxStartups 100
PerSourcePenalties no
$sshd_more
EOT
	"$sshd" -t -f "$dir/sshd.conf" 2>/dev/null ||
		sed -i /PerSourcePenalties/d "$dir/sshd.conf"
}
start_sshd() { # start_sshd [COMMAND…]: what runs it, if anything
	"$@" "$sshd" -D -e -f "$dir/sshd.conf" 2>"$dir/sshd.log" &
	sshd_pid=$!
	pids="$pids $sshd_pid"
	wait_for test -s "$dir/sshd.pid"
}
stop_sshd() {
	kill "$sshd_pid"
	wait "$sshd_pid" 2>/dev/null
	rm -f "$dir/sshd.pid"
}
begin_sshd() { # begin_sshd [COMMAND…]
	[ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
	ssh-keygen -q -t ed25519 -N '' -C '' -f "$dir/host" &&
		ssh-keygen -q -t ed25519 -N '' -C '' -f "$dir/me" || exit 99
	cat "$dir/me.pub" >>"$dir/authorized"
	tries=0
	until sshd_port=$(free_port) && write_sshd_conf && start_sshd "$@"; do
		tries=$((tries + 1))
		[ "$tries" -lt 3 ] || exit 99
	done
}
