#!/bin/sh
# Submitting to a real nginx (WebDAV over TLS): delivered once, whatever
# happens; what is refused, kept, and never shown.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"
. "${srcdir:-.}/tests/e2e/nginx.sh"
mkdir -p "$dir/www/in" "$dir/www/two" "$dir/www/locked" "$dir/www/small"
echo "clerk:$(openssl passwd -apr1 s3cret-Pass)" >"$dir/htpasswd"
locations="
		location /locked/ {
			auth_basic upstream;
			auth_basic_user_file $dir/htpasswd;
		}
		location /small/ { client_max_body_size 1k; }
		location /moved/ { return 302 http://127.0.0.1:9/; }"
begin_nginx
at=https://127.0.0.1:$port
page=$dir/in/自查报告.html

# put DB STATUS FOLDER [ARGUMENT…]: submit the two files
put() {
	db=$1 want=$2 folder=$3
	shift 3
	gives "$want" --db "$dir/$db.db" submit --method put \
		--to "$at/$folder" --ca "$dir/ca.pem" --retries 0 \
		--timeout 5 "$@" "$page"
}
listed() { gives 0 --db "$dir/$1.db" outbox --format json; }
stored() { find "$dir/www/$1" -type f | wc -l; }
requests() { wc -l <"$dir/access.log"; }

new_db a
ok "a dry run" put a 0 in/ --dry-run
ok "names the files" says "自查报告.html"
ok "and the address" says "$at/in/"
name=$(sed -n 's/.*\(PKG-379999001-2026-[0-9a-f]*\.zip\)$/\1/p' "$dir/out")
sha=$(sed -n "s/^ *\([0-9a-f]*\) .*$name\$/\1/p" "$dir/out")
id=$(sed -n 's/^package \([0-9a-f]*\)$/\1/p' "$dir/out")
ok "sends nothing" test "$(requests)" = 0
ok "queues nothing" gives 0 --db "$dir/a.db" outbox

# libcurl is loaded by who needs it: one that cannot be says so.
mkdir "$dir/broken"
echo >"$dir/broken/libcurl.so.4"
broken() { (export LD_LIBRARY_PATH="$dir/broken"; "$@"); }
ok "a libcurl that is broken stops a submission" broken put a 4 in/
ok "and is named" warns "libcurl.so.4: file too short"
ok "but nobody else" broken gives 0 --db "$dir/a.db" outbox
ok "as the outbox says" says "The outbox is empty"

ok "a package is sent" put a 0 in/
ok "and said to be" says "^sent: $name, receipt: stored as $name"
ok "under its name alone" test "$(ls "$dir/www/in")" = "$name"
ok "as the very bytes of the dry run" \
	test "$(sha256sum <"$dir/www/in/$name")" = "$sha  -"
python3 -m zipfile -e "$dir/www/in/$name" "$dir/got" || exit 99
parts() { find . -type f ! -name 'manifest.*' | sed 's,^\./,,' | LC_ALL=C sort; }
want=$(cd "$dir/got" && parts | xargs sha256sum | sha256sum)
ok "anybody can make the id again" test "$id  -" = "$want"
ok "with the page" cmp -s "$page" "$dir/got/自查报告.html"
ok "the result" grep -q '^<result .* masked="true"' "$dir/got/result.xml"
ok "and what it rests on" test -s "$dir/got/basis/rules/id.xml"
if command -v xmllint >/dev/null; then
	ok "a manifest that is valid" xmllint --noout --nonet --schema \
		"$HECHA_DATADIR/schemas/manifest.xsd" "$dir/got/manifest.xml" \
		2>/dev/null
fi
ok "and lists the parts" grep -q 'sha256="'"$(sha256sum <"$page" |
	cut -c1-64)"'"' "$dir/got/manifest.xml"
ok "the outbox has it once" listed a
ok "as sent" test "$(grep -c '"state": "sent"' "$dir/out")" = 1
before=$(requests)
ok "the same again" put a 0 in/
ok "is known" says "^sent before: $name"
ok "and not sent" test "$(requests)" = "$before"
ok "somewhere else is wrong usage" put a 2 two/

new_db b
ok "from another database" put b 0 in/
ok "it is found in place" test "$(stored in)" = 1
new_db c
echo other >"$dir/www/two/$name"
ok "another file of that name" put c 5 two/
ok "is not overwritten" test "$(cat "$dir/www/two/$name")" = other
ok "and the reason kept" gives 0 --db "$dir/c.db" outbox
ok "for people to read" says "is there already"
rm "$dir/www/two/$name"
head -c "$(stat -c %s "$dir/www/in/$name")" /dev/zero >"$dir/www/two/$name"
ok "nor one of the same length" put c 5 two/
ok "taken for ours" test "$(stat -c %s "$dir/www/two/$name")" = \
	"$(stat -c %s "$dir/www/in/$name")"
rm "$dir/www/two/$name"
ok "asked again, it goes" put c 0 two/
ok "one row for it all" listed c
ok "with three attempts" says '"attempts": 3'

new_db d
ok "no credentials" put d 5 locked/
ok "tell so" warns "HTTP 401"
ok "credentials of a file" put d 0 locked/ --credentials "$dir/credentials"
ok "arrived" test "$(stored locked)" = 1
rm "$dir"/www/locked/*
new_db e
HECHA_CREDENTIALS=clerk:s3cret-Pass
export HECHA_CREDENTIALS
ok "credentials of the environment" put e 0 locked/
unset HECHA_CREDENTIALS
chmod 644 "$dir/credentials"
ok "a file others can read" put e 2 locked/ --credentials "$dir/credentials"
ok "is told how to mend" warns "credentials.*\[SECRET-1\]"
chmod 600 "$dir/credentials"
cat >"$dir/settings" <<EOF
# sending
to = $at/locked/
method = put
ca = ca.pem
credentials = credentials
retries = 0
EOF
rm "$dir"/www/locked/*
new_db f
ok "settings from a file" gives 0 --db "$dir/f.db" submit \
	--config "$dir/settings" "$page"
ok "are used" test "$(stored locked)" = 1
echo 'password = s3cret-Pass' >>"$dir/settings"
ok "a wrong line" gives 2 --db "$dir/f.db" submit --config "$dir/settings" \
	"$page"
ok "is named" warns "settings:7: .*\[SETTINGS-6\]"
ok "but not repeated" silent s3cret-Pass "$dir/err"

new_db g
ok "too large for the server" put g 5 small/
ok "tells the status" warns "HTTP 413"
ok "a redirect" put g 5 moved/
ok "is not followed" warns "http://127.0.0.1:9"
ok "a folder that is not there" put g 6 nowhere/
ok "is told, and for another time" warns "folder is not there upstream"

new_db h
stop_nginx
ok "a server that is down" put h 6 two/
ok "keeps the package" listed h
ok "waiting" says '"state": "waiting"'
rm -f "$dir"/www/two/*
start_nginx
ok "later" gives 0 --db "$dir/h.db" outbox send --ca "$dir/ca.pem"
ok "it is sent" test "$(stored two)" = 1
ok "and nothing is left to send" gives 0 --db "$dir/h.db" outbox send

before=$(requests)
new_db i
ok "an authority that is not trusted" gives 6 --db "$dir/i.db" submit \
	--method put --to "$at/in/" --retries 3 "$page"
ok "is told at once" warns "no trusted authority issued it"
ok "and nothing is sent" test "$(requests)" = "$before"
ok "plain http" gives 2 --db "$dir/i.db" submit \
	--to "http://127.0.0.1:$port/in/" "$page"
ok "credentials in the address" gives 2 --db "$dir/i.db" submit \
	--to "https://clerk:s3cret-Pass@127.0.0.1:$port/in/" "$page"
ok "are not repeated" silent s3cret-Pass "$dir/err"
cp "$dir/got/result.xml" "$dir/in"
ok "a result by hand" gives 2 --db "$dir/i.db" submit \
	--to "$at/in/" "$dir/in/result.xml"
ok "has no place" warns "\[PACKAGE-8\]$"
ok "no CA file" gives 2 --db "$dir/i.db" submit --to "$at/in/" \
	--ca "$dir/credentials" "$page"
ok "a folder as a file" gives 2 --db "$dir/i.db" submit --to "$at/in/" \
	"$page" "$dir/in"

# The whole way: check, reports, package; twice, in two places.
mkdir "$dir/records"
for kind in register collection procedure problems staff rolls archive \
	inspection verdicts; do
	cp "$HECHA_DATADIR/fixtures/minimal/$kind.xml" "$dir/records"
done
for w in 1 2; do
	timeout 600 "$HECHA" -q audit "$HECHA_DATADIR/plans/street.xml" \
		"$dir/records" -o "$dir/out$w" >/dev/null 2>&1
done
mkdir "$dir/www/whole"
for w in 1 2; do
	ok "the latest check" gives 0 --db "$dir/out$w/hecha.db" submit \
		--method put --to "$at/whole/" --ca "$dir/ca.pem" --retries 0
done
ok "is one package, whoever made it" test "$(stored whole)" = 1
ok "and leaves nothing behind" test -z "$(find "$dir" -name '.hecha-*')"
ok "private files only" test -z \
	"$(find "$dir"/*.db* "$dir"/out1/* -perm /077)"
ok "no secret in any database" silent s3cret-Pass "$dir"/*.db*
finished
