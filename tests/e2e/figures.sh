#!/bin/sh
# All figures agree: what the result counts, and what each report tells of it, of
# a clean street, a faulty one, one of which little is there, and the results
# that are kept for tests.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched
need_openpyxl

agree() { # agree RESULT [DIR]
	python3 "${srcdir:-.}/tests/e2e/figures.py" "$@" >"$dir/out" 2>&1
}
add_up() { # add_up NAME STATUS RECORDS…
	name=$1
	shift
	rm -rf "$dir/a"
	want=$1
	shift
	ok "$name" gives "$want" audit "$src/fixtures/street.xml" "$@" -o "$dir/a"
	cp "$dir/out" "$dir/a/p.txt"
	for format in csv json md sarif junit; do
		"$HECHA" --db "$dir/a/hecha.db" report problems \
			--format $format -o "$dir/a/p.$format"
	done
	ok "its figures agree" agree "$dir/a/result.xml" "$dir/a"
}

add_up "a clean street" 0 "$src/fixtures/clean"
add_up "a faulty one" 1 "$src/fixtures/faulty"
add_up "only its register" 1 "$src/fixtures/faulty/register.xml"
never_green() { # nothing that was not looked at has a tick, or is met
	! grep -q '✓' "$dir/a/督导总览.html" &&
		! grep -q '<work .*verdict="met"' "$dir/a/result.xml" &&
		grep -q '未检查' "$dir/a/督导总览.html"
}
add_up "only the register of the clean one" 1 "$src/fixtures/clean/register.xml"
ok "is green nowhere" never_green
none_met() { ! grep -q '<household .*verdict="met"' "$dir/a/result.xml"; }
ok "and no exit is accepted" none_met
missing() { grep -o '缺少文件：程序记录' "$dir/a/$1" | wc -l; }
ok "what is missing is named, not check by check" \
	test "$(missing 自查报告.html)" -le 2
mkdir "$dir/less"
cp "$src"/fixtures/clean/*.xml "$dir/less"
rm "$dir/less/inspection.xml"
add_up "without inspections" 1 "$dir/less"
ok "no exit is accepted" none_met
# One exit that no inspection has seen.
exit=$(sed -n 's/.*<household id="\([^"]*\)".* class="exit".*/\1/p' \
	"$src/fixtures/clean/register.xml" | head -n 1)
sed "/kind=\"acceptance\"/,/<.inspection-record>/{/\"$exit\"/d;}" \
	"$src/fixtures/clean/inspection.xml" >"$dir/less/inspection.xml"
add_up "one exit left out of the inspection" 0 "$dir/less"
ok "it is not accepted" grep -q \
	"<household id=\"$exit\" .*inspected=\"never\" .*verdict=\"unseen\"" \
	"$dir/a/result.xml"
ok "the others are" grep -q '<acceptance .* met="72" .*unseen="1"' \
	"$dir/a/result.xml"
for result in "$src"/fixtures/result/*.xml; do
	ok "$(basename "$result"): the figures agree" agree "$result"
done
finished
