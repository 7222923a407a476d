#!/bin/sh
# What README shows is what is printed, and its commands run as they stand there,
# in both languages, over the database of the steps before it.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"

examples() { # examples FILE FROM TO: the commands between these two
	sed -n "/$2/,/$3/s/^    hecha \([^#]*[^ #]\) *\(#.*\)*\$/\1/p" "$1"
}
record() { # a record of visits to whom the sample has
	cat <<-EOT
		<inspection xmlns="urn:hecha:1" year="2026" division="379999001">
		<inspection-record id="evaluation-2026" kind="evaluation" date="2026-12-20" inspector="测试员">
	EOT
	"$HECHA" sample -f csv | tr -d '\r' | awk -F, '$6 == "household" && $11 == "" {
		print "<sample household=\"" $7 "\" visit=\"visited\" identification=\"none\" satisfied=\"yes\"/>" }'
	echo '</inspection-record></inspection>'
}
shown() { # shown LANGUAGE README FROM TO
	language=$1
	examples "$2" "$3" "$4" >"$dir/lines"
	while read -r line <&3; do
		case $line in
		*--replace*) id=$("$HECHA" sample -f csv | tr -d '\r' |
			awk -F, '$4 == "poor" && $9 == "drawn" { print $7; exit }') ;;
		'import VISITS' | 'import 入户结果') record >visits.xml ;;
		verdict*) continue ;; # of a finding that is not known here
		esac
		line=$(echo "$line" | sed "s/ VISITS/ visits.xml/; s/ 入户结果/ visits.xml/
			s/--replace [^ ]*/--replace $id/")
		# shellcheck disable=SC2086
		set -- $line
		"$HECHA" --lang "$language" "$@" >"$dir/out" 2>"$dir/err"
		got=$?
		# 1: done, and there are findings, or a limit does not hold
		ok "$language: hecha $line" test "$got" -le 1
	done 3<"$dir/lines"
}

# The printed output, line by line, is what these two commands print.
for readme in README.md README.zh-CN.md; do
	[ $readme = README.md ] && lang=en || lang=zh_CN
	"$HECHA" --lang $lang audit "$src/fixtures/street.xml" \
		"$src/fixtures/faulty" -o "$dir/first-$lang" >"$dir/printed" 2>&1
	"$HECHA" --lang $lang --db "$dir/first-$lang/hecha.db" findings \
		--check ID-03 >>"$dir/printed" 2>&1
	sed -n '/^```$/,/^```$/p' "$src/$readme" | grep -v '^```$\|^…$' >"$dir/lines"
	ok "$readme shows output" test "$(wc -l <"$dir/lines")" -ge 10
	grep -vxFf "$dir/printed" "$dir/lines" >"$dir/out"
	ok "as it is" test ! -s "$dir/out"
done

for language in en zh_CN; do
	mkdir "$dir/$language"
	cd "$dir/$language" || exit 99
	"$HECHA" -q init --plan "$src/fixtures/street.xml"
	"$HECHA" -q import "$src/fixtures/faulty"
	# two checks, to compare
	"$HECHA" -q check --as-of 2026-12-26 >"$dir/out"
	"$HECHA" -q check >"$dir/out"
	id=
	if [ "$language" = en ]; then
		shown en "$src/README.md" 'Until it is met' 'To those above'
	else
		shown zh_CN "$src/README.zh-CN.md" 直到达到要求 报送上级
	fi
	ok "$language: all lines were there" test "$(wc -l <"$dir/lines")" -ge 12
done
finished
