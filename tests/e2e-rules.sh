#!/bin/sh
# Every rule pack keeps to the rules, and its own cases come out.
set -u
export LC_ALL=C TZ=UTC
n=0
for what in lint test; do
	n=$((n + 1))
	if out=$("$HECHA" --lang en rules $what); then
		echo "ok $n - rules $what"
	else
		echo "not ok $n - rules $what"
	fi
	echo "$out" | sed 's/^/# /'
done
n=$((n + 1))
if "$HECHA" rules list --format json | python3 -c 'import json,sys; json.load(sys.stdin)[0]["id"]'; then
	echo "ok $n - rules list is JSON"
else
	echo "not ok $n - rules list is JSON"
fi
echo "1..$n"
