#!/bin/sh
# Tables as documents that their schemas accept, with an account of each cell;
# and files that are no tables, or mean no good: each told by what it is.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
common="--lang zh_CN"
told="--division 379999001 --year 2026 --source current --exported 2026-11-20"
tells() { cat "$dir/out" "$dir/err" | grep -q -- "$1"; }
valid() { xmllint --noout --nonet --schema "$src/schemas/$1.xsd" "$2" 2>"$dir/err"; }

mkdir "$dir/in"
printf '户编号,村,人口编号,姓名,证件号码,健康状况,备注一\nH1,柳泉村,P1,王石,379999198001010016,良好,x\n' >"$dir/in/人.csv"
printf '村代码,村名称\n379999001001,柳泉村\n' >"$dir/in/村.csv"
cp "$src/fixtures/minimal/staff.xml" "$dir/in"
# shellcheck disable=SC2086
ok "tables are converted, and what was refused is told" gives 1 convert "$dir/in" -o "$dir/c" $told
ok "by its place" tells "人.csv	2	F	健康状况	不是可选的值	良好"
ok "XML is left as it is" tells "未转换：staff.xml"
ok "the documents are valid" valid register "$dir/c/人.csv.xml"
ok "villages too" valid register "$dir/c/村.csv.xml"
ok "an unknown column is named in the account" grep -q "备注一	未识别" "$dir/c/convert.log"
cp -r "$dir/c" "$dir/first"
# shellcheck disable=SC2086
gives 1 convert "$dir/in" -o "$dir/c" $told
ok "the same again gives the same bytes" diff -r "$dir/c" "$dir/first"
# shellcheck disable=SC2086
ok "again over what it wrote" gives 1 convert "$dir/in" -o "$dir/c" $told
first=$(ls "$dir/c"/*.xml | head -n 1)
cp "$first" "$dir/saved"
sed -i '2s/$/ /' "$first"
cp -r "$dir/c" "$dir/before"
ok "what somebody has changed is not written over" \
	gives 2 convert "$dir/in" -o "$dir/c" $told
ok "which is told" warns "CMD-CONVERT-5"
ok "nothing was" diff -r "$dir/before" "$dir/c"
cp "$dir/saved" "$first"
ok "strict writes nothing" gives 3 convert --strict "$dir/in" -o "$dir/s" $told
ok "at all" test ! -e "$dir/s/人.csv.xml"
ok "explained only" gives 0 convert --explain --save-layout "$dir/l.xml" "$dir/in"
ok "each column is told, masked" says "证件号码	证件号码	按.*	3\*\*\*\*\*\*\*\*\*\*\*\*\*\*\*\*6"
ok "and nobody's name" lacks "王石"
ok "the layout is valid" valid layout "$dir/l.xml"
sed -i 's/titles="备注一"/titles="x"/;s|</layout>|<fact path="register/household/member@employer" titles="备注一"/></layout>|' "$dir/l.xml"
# shellcheck disable=SC2086
gives 1 convert --layout "$dir/l.xml" "$dir/in" -o "$dir/c" $told
ok "a layout of one's own counts" grep -q 'employer="x"' "$dir/c/人.csv.xml"
ok "the documents go in" gives 0 --db "$dir/h.db" init --plan "$src/plans/street.xml"
ok "as any other" gives 0 --db "$dir/h.db" import "$dir/c"
rm "$dir/in/staff.xml"
# shellcheck disable=SC2086
ok "tables go in as they are, with an account" gives 0 --db "$dir/h2.db" init --plan "$src/plans/street.xml"
# shellcheck disable=SC2086
gives 0 --db "$dir/h2.db" import "$dir/in" --account "$dir/a.log" $told
ok "which is that of convert" same "$dir/a.log" "$dir/first/convert.log"
ok "no table, no account" gives 0 --db "$dir/h2.db" import "$src/fixtures/minimal/staff.xml" --account "$dir/b.log"
ok "which is told" tells "没有读到表格"

mkdir "$dir/bad"
python3 "$src/tests/e2e/convert.py" "$dir/bad"
while IFS='|' read -r file sentence; do
	ok "$file is refused" gives 3 --db "$dir/h.db" import "$dir/bad/$file"
	ok "$file: $sentence" tells "$sentence"
done <<'FILES'
bomb.xlsx|解压后过大
outside.xlsx|有单元格不在工作表的各行之内
nested.xlsx|有单元格不在工作表的各行之内
wide.xlsx|列数过多
texts.xlsx|解压后过大
entity.xlsx|DOCTYPE
many.xlsx|文件过多
merges.xlsx|合并单元格过多
cut.xlsx|XML
locked.xlsx|工作簿设有密码
letter.doc|这是Word文档
letter.docx|这是Word文档
scan.pdf|这是PDF文件
photo.xls|这是图片
empty.csv|这是空文件
quote.csv|引号没有结束
other.csv|没有可识别的表头
bytes.csv|有不属于
page.xls|网页中没有表格
FILES

# What a place above a village is called is data: 苏木 of Inner Mongolia.
mkdir "$dir/above"
printf '村名称,村代码\n柳泉村,379999001001\n' >"$dir/above/v.csv"
printf '户编号,户主姓名\nH1,周三\n' >"$dir/above/乌兰苏木柳泉村.csv"
# shellcheck disable=SC2086
ok "a village behind a word that is not known" gives 1 convert "$dir/above" \
	-o "$dir/above.1" $told
cat >"$dir/above.xml" <<'EOF'
<layout xmlns="urn:hecha:1" id="own" version="1">
	<title xml:lang="zh">某地</title>
	<title xml:lang="en">some place</title>
	<words of="above" words="苏木"/>
</layout>
EOF
# shellcheck disable=SC2086
ok "is known by a layout that has it" gives 0 convert "$dir/above" \
	--layout "$dir/above.xml" -o "$dir/above.2" $told
ok "with its code" grep -q 'id="H1" village="379999001001"' "$dir/above.2"/*村.csv.xml
# The first title speaks of an export as well, and says no day.
mkdir "$dir/day"
printf '户表（全国系统导出）\n导出日期：2026年11月8日\n户编号,户主姓名,村代码\nH1,周三,379999001001\n' \
	>"$dir/day/户.csv"
ok "the day is in the second title" gives 0 convert "$dir/day" -o "$dir/day.1" \
	--year 2026 --source current --division 379999001
ok "and is read" grep -q 'exported="2026-11-08"' "$dir/day.1/户.csv.xml"
if viewers soffice; then
	mkdir "$dir/x"
	soffice "-env:UserInstallation=file://$dir/profile" \
		--headless --convert-to xls --outdir "$dir/x" \
		--infilter="CSV:44,34,76,1,1/2/2/2/3/2/4/2/5/2/6/2/7/2" \
		"$dir/in/人.csv" "$dir/in/村.csv" >/dev/null 2>&1
	mkdir "$dir/bin"
	printf '#!/bin/sh\necho >>"%s"\nexec %s "$@"\n' "$dir/starts" \
		"$(command -v soffice)" >"$dir/bin/soffice"
	chmod +x "$dir/bin/soffice"
	path=$PATH
	PATH=$dir/bin:$PATH
	# shellcheck disable=SC2086
	ok "is read by LibreOffice" gives 1 convert "$dir/x" -o "$dir/y" $told
	PATH=$path
	ok "two of them at one start" test "$(wc -l <"$dir/starts")" -eq 1
	ok "with its numbers whole" grep -q '379999198001010016' "$dir/y/人.xls.xml"
fi
finished
