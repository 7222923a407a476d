# shellcheck shell=sh
# A real nginx with WebDAV over TLS, for the tests that source this behind
# upstream.sh. $locations and $more go into its server.
# shellcheck disable=SC2154
command -v nginx >/dev/null || PATH=$PATH:/usr/sbin
command -v nginx >/dev/null || {
	echo "1..0 # SKIP nginx is missing"
	exit 0
}

write_conf() {
	user=
	[ "$(id -u)" -ne 0 ] || user='user root;'
	cat >"$dir/nginx.conf" <<EOF
$user
worker_processes 1;
daemon off;
pid $dir/nginx.pid;
error_log $dir/nginx.log;
events { worker_connections 64; }
http {
	access_log $dir/access.log;
	client_body_temp_path $dir/tmp;
	proxy_temp_path $dir/tmp-p;
	fastcgi_temp_path $dir/tmp-f;
	uwsgi_temp_path $dir/tmp-u;
	scgi_temp_path $dir/tmp-s;
	server {
		listen 127.0.0.1:$port ssl;$more
		ssl_certificate $dir/good.pem;
		ssl_certificate_key $dir/good.key;
		root $dir/www;
		client_max_body_size 64m;
		dav_methods PUT DELETE MOVE MKCOL;
$locations
	}
}
EOF
}
start_nginx() {
	nginx -e "$dir/nginx.log" -c "$dir/nginx.conf" &
	nginx=$!
	pids="$pids $nginx"
	wait_for test -s "$dir/nginx.pid"
}
stop_nginx() {
	kill "$nginx"
	wait "$nginx" 2>/dev/null
	wait_for test ! -e "$dir/nginx.pid"
}
begin_nginx() {
	tries=0
	until port=$(free_port) && write_conf && start_nginx; do
		tries=$((tries + 1))
		[ "$tries" -lt 3 ] || exit 99
	done
}
locations=
more=
