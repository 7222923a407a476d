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
# What stands for something of one's own, and what the key's passphrase needs.
filled() { # filled LINE
	echo "$1" | sed "s| 记录文件…| $faulty|; s| RECORDS…| $faulty|
		s|^audit [^ ]* [^ ]*|audit $src/fixtures/street.xml tables|
		s| FOLDER | tables |; s| 文件夹 | tables |
		s|--plan fixtures/|--plan $src/fixtures/|
		s| VISITS| visits.xml|; s| 入户结果| visits.xml|
		s|--replace [^ ]*|--replace $id|
		s|--division [^ ]*|--division 379999001|
		s|^keygen .*|& --passphrase pass|; s|^seal .*|& --passphrase pass|
		s|^submit .*|submit --dry-run --to https://county.example/inbox|
		s|PKG-….zip|$(echo PKG-*.zip)|; s|--records [^ ]*|--records records|
		s|collect [^ ]*|collect inbox|; s|streets.xml|$dir/streets.xml|"
}
shown() { # shown LANGUAGE README FROM TO
	language=$1
	examples "$2" "$3" "$4" >"$dir/lines"
	while read -r line <&3; do
		case $line in
		*--replace*) id=$("$HECHA" sample -f csv | tr -d '\r' |
			awk -F, '$4 == "poor" && $9 == "drawn" { print $7; exit }') ;;
		'import VISITS' | 'import 入户结果') record >visits.xml ;;
		convert* | audit*) mkdir -p tables && cp "$faulty"/*.xml ./*.xlsx \
			tables ;;
		verify*) "$HECHA" -q trust add key/certificate.pem
			mkdir inbox records && cp PKG-*.zip inbox
			cp "$faulty"/*.xml visits.xml records ;;
		verdict*) continue ;; # of a finding that is not known here
		esac
		line=$(filled "$line")
		# shellcheck disable=SC2086
		set -- $line
		"$HECHA" --lang "$language" "$@" >"$dir/out" 2>"$dir/err"
		got=$?
		# 1: done, and there are findings, or a limit does not hold
		ok "$language: hecha $line" test "$got" -le 1
	done 3<"$dir/lines"
}
# reports README: what the table says that an audit writes
reports() {
	sed -n '/^| [^|]*|[^|]*|$/s/^| \([^|]*\) |.*/\1/p' "$1" | tr -d '`' |
		sed 's/、/, /g' | tr ',' '\n' | sed 's/^ *//' | awk '
		/^\./ { print stem $0; next } /\.[a-z]*$/ { print; sub(/\.[a-z]*$/, ""); stem = $0 }' |
		sort
}
# places README: what its map says that is where; of tests the folders
places() {
	sed -n 's/^| \(`[^|]*\) |.*/\1/p; s/^| `tests\/` |\([^|]*\)|/\1/p' "$1" |
		grep -o '`[a-z/]*`' | tr -d '`' | sed "$2" | sort -u
}
complete() { # complete FILES FOLDER: each is there
	[ "$(wc -l <"$1")" -ge 9 ] || return 1
	while read -r name; do
		[ -e "$2/$name" ] || echo "no $name"
	done <"$1" >"$dir/out"
	[ ! -s "$dir/out" ]
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
	reports "$src/$readme" >"$dir/lines"
	ok "the reports are all there" complete "$dir/lines" "$dir/first-$lang"
	n_checks=$(grep -o '[0-9][0-9]* checks and\|[0-9][0-9]*项核查' "$src/$readme" |
		head -1 | tr -cd 0-9)
	places "$src/$readme" 's|^[a-z]*$|tests/&|; s|^unit/|tests/unit|' >"$dir/lines"
	ok "the map's places, too" complete "$dir/lines" "$src"
	ls -d "$src"/src/* | sed 's|.*/src/|src/|' >"$dir/floors"
	ok "each floor is on the map" test -z "$(grep -vxFf "$dir/lines" "$dir/floors")"
	ok "and as many checks" grep -q "\(Checks: \|核查项\)${n_checks:-none}[,个]" \
		"$dir/printed"
done

faulty=$src/fixtures/faulty
export XDG_CONFIG_HOME="$dir/config"
cat >"$dir/streets.xml" <<-EOT
	<streets xmlns="urn:hecha:1" year="2026"><street division="379999001" name="街道"/></streets>
EOT
for language in en zh_CN; do
	mkdir "$dir/$language"
	cd "$dir/$language" || exit 99
	echo 'a passphrase of this test' >pass
	chmod 600 pass
	id=
	if [ "$language" = en ]; then
		shown en "$src/README.md" 'The same in steps' 'Until it is met'
	else
		shown zh_CN "$src/README.zh-CN.md" 分步进行时 直到达到要求
	fi
	ok "$language: all lines were there" test "$(wc -l <"$dir/lines")" -ge 14
	rm -f hecha.db*
	"$HECHA" -q init --plan "$src/fixtures/street.xml"
	"$HECHA" -q import "$src/fixtures/faulty"
	# two checks, to compare
	"$HECHA" -q check --as-of 2026-12-26 >"$dir/out"
	"$HECHA" -q check >"$dir/out"
	if [ "$language" = en ]; then
		shown en "$src/README.md" 'Until it is met' 'submission.md'
	else
		shown zh_CN "$src/README.zh-CN.md" 直到达到要求 'submission.md'
	fi
	ok "$language: all lines were there" test "$(wc -l <"$dir/lines")" -ge 18
done
finished
