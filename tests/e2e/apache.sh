# shellcheck shell=sh
# A real Apache over TLS, for the tests that source this behind upstream.sh:
# WebDAV in /in/ ($dir/dav/in), and at /post what takes packages ($dir/dav/stored).
# shellcheck disable=SC2154
modules=/usr/lib/apache2/modules
apache=$(command -v apache2 || echo /usr/sbin/apache2)

has_apache() {
	[ -x "$apache" ] && [ -e "$modules/mod_dav_fs.so" ]
}
write_apache_conf() {
	user=
	[ "$(id -u)" -ne 0 ] || user='User www-data
Group www-data'
	cat >"$dir/apache.conf" <<EOT
ServerName 127.0.0.1
Listen 127.0.0.1:$apache_port
PidFile $dir/apache.pid
ErrorLog $dir/apache.log
$user
$(for name in mpm_prefork authz_core alias env ssl cgi dav dav_fs; do
		echo "LoadModule ${name}_module $modules/mod_$name.so"
	done)
StartServers 2
MaxSpareServers 2
SSLEngine on
SSLCertificateFile $dir/good.pem
SSLCertificateKeyFile $dir/good.key
SSLSessionCache none
DocumentRoot $dir/dav
DavLockDB $dir/dav/lock
Alias /in/ $dir/dav/in/
ScriptAlias /post $dir/cgi/receive.py
SetEnv STORE $dir/dav/stored
<Location /in/>
	Dav On
</Location>
EOT
}
start_apache() {
	# It ends with its whole process group, which is not to be ours.
	setsid "$apache" -DFOREGROUND -f "$dir/apache.conf" 2>"$dir/apache.err" &
	pids="$pids $!"
	wait_for test -s "$dir/apache.pid"
}
begin_apache() {
	mkdir -p "$dir/dav/in" "$dir/dav/stored" "$dir/cgi"
	cp "${srcdir:-.}/tests/e2e/receive.py" "${srcdir:-.}/tests/e2e/receipts.py" \
		"$dir/cgi" && chmod -R a+rX "$dir/cgi" &&
		chmod a+x "$dir/cgi/receive.py"
	[ "$(id -u)" -ne 0 ] || chown -R www-data "$dir/dav"
	tries=0
	until apache_port=$(free_port) && write_apache_conf && start_apache; do
		tries=$((tries + 1))
		[ "$tries" -lt 3 ] || exit 99
	done
}
