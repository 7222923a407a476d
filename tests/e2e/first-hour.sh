#!/bin/sh
# What a newcomer does wrong in the first hour: first-hour.tsv has what is said
# of it in both languages, where, and the exit status. DIR stands for a folder
# with what was at hand.
# shellcheck source-path=SCRIPTDIR/../..
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
iconv -f UTF-8 -t UTF-16 "$dir/rules.xml" >"$dir/wide.xml"
head -c 300 "$dir/staff.xml" >"$dir/cut.xml"
: >"$dir/empty.xml"
printf 'PK\003\004' >"$dir/book.xlsx"
printf '\320\317\021\340\241\261\032\341' >"$dir/book.xls"
printf '%%PDF-1.7' >"$dir/plan.pdf"
echo '关于开展动态调整工作的通知' >"$dir/plan.txt"
echo '<html><body><table/></body></html>' >"$dir/page.xml"
echo '<result xmlns="urn:hecha:1"/>' >"$dir/result.xml"

cat >"$dir/own.xml" <<'EOF'
<?xml version="1.0" encoding="UTF-8"?>
<rules xmlns="urn:hecha:1" id="MY" version="1" clause="4.4a">
	<title xml:lang="zh">自备</title>
	<title xml:lang="en">Own</title>
	<rule id="MY-01" severity="notice" scope="household" clause="4.4a" needs="register">
		<title xml:lang="zh">村民小组未填</title><title xml:lang="en">No group</title>
		<message xml:lang="zh">村民小组未填</message><message xml:lang="en">No villager group</message>
		
		<remedy xml:lang="zh">补填</remedy><remedy xml:lang="en">Fill it in</remedy>
		<expected xml:lang="zh">填写</expected><expected xml:lang="en">Filled in</expected>
		<sql>SELECT village, id AS household, document, line FROM household WHERE size > 2</sql>
		<case title="x" expect="1"><register><household id="1" size="3"/></register></case>
		<case title="y" expect="0"><register><household id="1" size="2"/></register></case>
	</rule>
</rules>
EOF
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
common="--db $dir/own"
gives 0 init --plan "$dir/plan.xml"
gives 0 import "$src/fixtures/minimal/register.xml"
gives 1 check --rules "$dir/own.xml"
ok "findings of one's own check, in small letters" gives 0 findings \
	--check my-01
ok "are listed" says '村民小组未填'
ok "it is explained without naming its pack" gives 0 explain my-01
ok "as the run knew it" says '整改要求：补填'
ok "one that there is not is refused" gives 2 findings --check my-02
finished
