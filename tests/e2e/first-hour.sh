#!/bin/sh
# What a newcomer does wrong in the first hour: first-hour.tsv has what is said
# of it in both languages, where, and the exit status. DIR stands for a folder
# with what was at hand.
# shellcheck source-path=SCRIPTDIR
. "${srcdir:-.}/tests/lib.sh"
tab=$(printf '\t')

mkdir "$dir/none" "$dir/street"
ln -s "$src/fixtures/clean" "$dir/clean"
cp "$src/fixtures/street.xml" "$dir/plan.xml"
cp "$src/fixtures/minimal/staff.xml" "$dir"
cp "$src/fixtures/minimal/staff.xml" "$dir/STAFF.XML"
cp "$src/rules/id.xml" "$dir/rules.xml"
sed 's/urn:hecha:1/urn:hecha:2/' "$dir/plan.xml" >"$dir/plan-ns.xml"
sed 's/urn:hecha:1/urn:hecha:2/' "$dir/staff.xml" >"$dir/staff-ns.xml"
sed 's/ xmlns="[^"]*"//' "$dir/staff.xml" >"$dir/staff-none.xml"
iconv -f UTF-8 -t GB18030 "$dir/staff.xml" >"$dir/gbk.xml"
iconv -f UTF-8 -t UTF-16 "$dir/plan.xml" >"$dir/wide.xml"
head -c 300 "$dir/staff.xml" >"$dir/cut.xml"
: >"$dir/empty.xml"
printf 'PK\003\004' >"$dir/book.xlsx"
printf '\320\317\021\340\241\261\032\341' >"$dir/book.xls"
printf '%%PDF-1.7' >"$dir/plan.pdf"
echo '关于开展动态调整工作的通知' >"$dir/plan.txt"
echo '<html><body><table/></body></html>' >"$dir/page.xml"
echo '<result xmlns="urn:hecha:1"/>' >"$dir/result.xml"

mkdir -p "$dir/mixed/out"
cp "$dir/staff.xml" "$dir/plan.xml" "$dir/mixed"
cp "$dir/result.xml" "$dir/mixed/out"
echo x >"$dir/mixed/photo.jpg"
printf '甲,乙\n1,2\n' >"$dir/mixed/other.csv"
echo x >"$dir/mixed/out/问题清单.xlsx"

# told LANGUAGE WHERE STATUS STREAM TEXT ARGUMENT…
told() {
	language=$1 where=$2 want=$3 stream=$4 text=$5
	shift 5
	(cd "$where" && timeout 60 "$HECHA" --lang "$language" "$@") \
		>"$dir/out" 2>"$dir/err"
	got=$?
	[ "$got" -eq "$want" ] || echo "status $got" >>"$dir/err"
	[ "$got" -eq "$want" ] && grep -q -- "$text" "$dir/$stream"
}

(cd "$dir/street" && "$HECHA" init --plan "$dir/plan.xml" >/dev/null)
while IFS=$tab read -r what there status stream zh en arguments <&3; do
	case $what in '#'*) continue ;; esac
	for language in zh_CN en; do
		text=$en
		[ "$language" = en ] || text=$zh
		rm -rf "$dir/work"
		mkdir "$dir/work"
		[ "$there" = - ] || cp "$dir/street/hecha.db" "$dir/work"
		# shellcheck disable=SC2046
		ok "$what, $language" told "$language" "$dir/work" "$status" \
			"$stream" "$text" \
			$(echo "$arguments" | sed "s|DIR/|$dir/|g")
	done
done 3<"$src/tests/e2e/first-hour.tsv"
finished
