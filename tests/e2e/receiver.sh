#!/bin/sh
# The way to a receiver that was built by the description (doc/openapi.json)
# alone, and on into the level above.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/e2e/upstream.sh"
command -v curl >/dev/null || {
	echo "1..0 # SKIP curl is missing"
	exit 0
}

start() { # start [LATER]
	rm -rf "$dir/receiver.port" "$dir/inbox"
	: >"$dir/receiver.log"
	python3 "${srcdir:-.}/tests/e2e/receiver.py" "$dir" \
		"$src/doc/openapi.json" "$HECHA" "$@" 2>"$dir/receiver.err" &
	receiver=$!
	pids="$pids $receiver"
	wait_for test -s "$dir/receiver.port" || {
		cat "$dir/receiver.err"
		exit 99
	}
	at=https://127.0.0.1:$(cat "$dir/receiver.port")
}
stop() {
	kill "$receiver"
	wait "$receiver" 2>/dev/null
}
page=$dir/in/自查报告.html
send() { # send DB STATUS [OPTION…]
	db=$1 want=$2
	shift 2
	gives "$want" --db "$dir/$db.db" submit --to "$at/packages" \
		--ca "$dir/ca.pem" --retries 3 --timeout 5 "$@" "$page"
}
stored() { find "$dir/inbox" -type f | wc -l; }
logged() { grep -c "$1" "$dir/receiver.log"; }
answers() { # answers STATUS [OPTION…]: what another client is told
	want=$1
	shift
	have=$(curl -s --cacert "$dir/ca.pem" -o "$dir/answer" \
		-w '%{http_code}' "$@" "$at/packages")
	[ "$have" = "$want" ]
}
cat >"$dir/openapi.py" <<'E2'
import json, sys
api = json.load(open(sys.argv[1]))
assert api["openapi"].startswith("3.1.") and api["info"]["version"]
def walk(x):
    if isinstance(x, dict):
        if "$ref" in x:
            at = api
            for step in x["$ref"].removeprefix("#/").split("/"):
                at = at[step]
        for v in x.values():
            walk(v)
    elif isinstance(x, list):
        for v in x:
            walk(v)
walk(api)
for path, item in api["paths"].items():
    for method, op in item.items():
        if method in ("get", "post", "options"):
            assert op["operationId"] and op["responses"]
            for r in op["responses"].values():
                assert "$ref" in r or r["description"]
# What a receipt must have is what the schema of receipts says.
import re
xsd = open(sys.argv[2]).read()
need = set(re.findall(r'<xs:attribute name="(\w+)"[^>]*use="required"', xsd))
all_ = set(re.findall(r'<xs:attribute name="(\w+)"', xsd))
have = api["components"]["schemas"]["Receipt"]
assert set(have["required"]) == need, (need, have["required"])
assert set(have["properties"]) - {"reason"} == all_, all_
E2

ok "the description holds together" python3 "$dir/openapi.py" \
	"$src/doc/openapi.json" "$src/schemas/receipt.xsd"
start
ok "the way is tried" gives 0 submit --check --to "$at/packages" \
	--ca "$dir/ca.pem"
ok "and open" says "is open: HTTP 204"
ok "a place that is none" gives 5 submit --check --to "$at/elsewhere" \
	--ca "$dir/ca.pem"
new_db a
ok "a package" send a 0
ok "is taken, with a receipt" says ", receipt: R-"
ok "and stored by its name" test "$(stored)" = 1
new_db b
ok "from another database" send b 0
ok "it is the same receipt" test "$(logged 'POST /packages 200')" = 1
ok "and the same package" test "$(stored)" = 1
package=$(find "$dir/inbox" -name '*.zip')
id=$(unzip -p "$package" manifest.xml | sed -n '2s/.* package="\([0-9a-f]*\)".*/\1/p')
zip='Content-Type: application/zip'
none=$(printf '%064d' 7)
ok "without its id" answers 400 -H "$zip" --data-binary "@$package"
ok "as something else" answers 415 -H "Idempotency-Key: $id" \
	--data-binary "@$package"
ok "under another id" answers 422 -H "$zip" -H "Idempotency-Key: $none" \
	--data-binary "@$package"
echo other >"$dir/other"
ok "something else under its id" answers 409 -H "$zip" \
	-H "Idempotency-Key: $id" --data-binary "@$dir/other"
ok "what is no package" answers 200 -H "$zip" -H "Idempotency-Key: $none" \
	--data-binary "@$dir/other"
ok "gets a receipt that refuses" grep -q 'result="refused"' "$dir/answer"
if command -v xmllint >/dev/null; then
	ok "which is valid" xmllint --noout --nonet --schema \
		"$src/schemas/receipt.xsd" "$dir/answer" 2>/dev/null
fi
ok "the county collects what came" gives 0 --db "$dir/county.db" collect \
	--unsigned "$dir/inbox"
ok "one street" says "^Streets 1 (expected 0), received 1;"
stop
start 2
new_db c
ok "a receiver that takes its time" send c 0
ok "is asked" test "$(logged 'GET /receipts/[0-9a-f]* 202')" = 1
ok "until the receipt is there" says ", receipt: R-"
ok "for one package" test "$(stored)" = 1
ok "that was sent once" test "$(logged 'POST')" = 1
ok "it kept to its description all the time" kill -0 "$receiver"
stop

# A folder into which the county looks, and lays its receipts.
export XDG_CONFIG_HOME="$dir/config"
mkdir -p "$dir/config/hecha/upstream.d" "$dir/box"
printf '%s\n' "to = $dir/box" "receipt = file" \
	>"$dir/config/hecha/upstream.d/county.conf"
collect() { # collect STATUS [ARGUMENT…]
	want=$1
	shift
	gives "$want" --db "$dir/box.db" collect --unsigned "$@"
}
state() {
	gives 0 --db "$dir/$1.db" outbox -f json && says "\"state\": \"$2\""
}
new_db d
ok "into a folder" gives 6 --db "$dir/d.db" submit county "$page"
ok "it waits for its receipt" state d stored
ok "the county collects" collect 0 "$dir/box"
ok "without a word" test "$(find "$dir/box" -type f | wc -l)" = 1
ok "nobody has a receipt yet" collect 0 -f json
ok "as it knows" says '"receipt": "open"'
ok "with receipts" collect 0 --receipts "$dir/box"
at=$(echo "$dir"/box/*.receipt.xml)
cp "$at" "$dir/first"
ok "the same each time" collect 0 --receipts "$dir/box"
ok "to the byte" same "$at" "$dir/first"
if command -v xmllint >/dev/null; then
	ok "and valid" xmllint --noout --nonet --schema \
		"$src/schemas/receipt.xsd" "$at" 2>/dev/null
fi
ok "it is known" collect 0 -f json
ok "who has one" says '"receipt": "good"'
ok "also in the overview" gives 0 --db "$dir/box.db" report overview \
	-o "$dir/o.html"
ok "in words" grep -q '✓ given' "$dir/o.html"
ok "the street asks" gives 0 --db "$dir/d.db" outbox send
ok "and has it" says "receipt: R-2026-379999001-1-"
ok "it was sent" state d sent
rm -rf "$dir/box" "$dir/box.db"*
mkdir "$dir/box"
new_db e
ok "another" gives 6 --db "$dir/e.db" submit county "$page"
ok "that nobody signed" gives 7 --db "$dir/box.db" collect --receipts "$dir/box"
ok "gets a receipt that refuses" grep -q 'result="refused"' "$dir"/box/*.receipt.xml
ok "with the reason" gives 5 --db "$dir/e.db" outbox send
ok "which the street is told" warns "receipt X-[0-9a-f]*: "
ok "and keeps" state e refused
finished
