#!/bin/sh
# Each .docx and .xlsx held to the schemas and rules of Office Open XML by the
# validator of the Open XML SDK, which autogen.sh check fetches.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"
skip_if_watched
npm=$(dirname "$HECHA")/../npm
make=$(dirname "$HECHA")/../tests/e2e/make-report
sdk=$(find "$npm/node_modules/@xarsh" -type f -name ooxml-validator \
	2>/dev/null | head -n 1)
export DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1
if [ -z "$sdk" ] || ! "$sdk" 2>&1 | grep -qi 'usage\|file\|error'; then
	echo "1..0 # SKIP no validator"
	exit 0
fi
valid() { # valid FILE VERSION
	timeout 600 "$sdk" "$1" "$2" >"$dir/out" 2>"$dir/err" &&
		grep -q '"ok": true' "$dir/out"
}
invalid() { ! valid "$@" && grep -q '"errorType": "Schema"' "$dir/out"; }
# edit FILE MEMBER FROM TO: the first occurrence, in a copy called bad.FILE
edit() {
	python3 -c 'import sys, zipfile
path, out, member, old, new = sys.argv[1:]
a = zipfile.ZipFile(path)
with zipfile.ZipFile(out, "w") as b:
    for i in a.infolist():
        data = a.read(i).decode()
        if i.filename == member:
            assert old in data
            data = data.replace(old, new, 1)
        b.writestr(i, data)' "$dir/$1" "$dir/bad.$1" "$2" "$3" "$4"
}

gives 1 audit "$src/fixtures/street.xml" "$src/fixtures/faulty" -o "$dir/f"
gives 0 audit "$src/fixtures/street.xml" "$src/fixtures/clean" -o "$dir/c"
mkdir "$dir/none"
sed 's/class="exit"/class="none"/' "$src/fixtures/minimal/register.xml" \
	>"$dir/none/register.xml"
gives 1 audit "$src/fixtures/street.xml" "$dir/none" -o "$dir/n"
langs="zh en"
for street in f c n; do
	for report in self-check.docx acceptance.docx acceptance.xlsx \
		checklist.docx problems.xlsx visits.xlsx; do
		for lang in $langs; do
			gives 0 --db "$dir/$street/hecha.db" --lang $lang \
				report ${report%.*} --format ${report#*.} \
				-o "$dir/$report"
			ok "$report is valid ($street, $lang)" \
				valid "$dir/$report" Office2007
		done
		[ $street = f ] &&
			ok "by the latest rules, too" \
				valid "$dir/$report" Microsoft365
	done
	[ $street = f ] && cp "$dir/self-check.docx" "$dir/problems.xlsx" "$dir/f"
	langs=zh
done
for report in self-check.docx acceptance.docx problems.xlsx visits.xlsx; do
	"$make" "${report%.*}.${report#*.}" \
		"$src/fixtures/result/hostile.xml" "$dir/$report"
	ok "$report of hostile data is valid" valid "$dir/$report" Office2007
done
cp "$dir/f/self-check.docx" "$dir/f/problems.xlsx" "$dir"
edit self-check.docx word/document.xml '<w:body>' '<w:body><w:tc/>'
ok "the validator sees what is wrong" invalid "$dir/bad.self-check.docx" \
	Office2007
edit problems.xlsx xl/worksheets/sheet2.xml '</sheetData>' '</sheetData><c/>'
ok "in both" invalid "$dir/bad.problems.xlsx" Office2007
finished
