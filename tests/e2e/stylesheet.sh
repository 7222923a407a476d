#!/bin/sh
# An office's own layout: what it can make, what it may not do, how it fails.
# shellcheck source-path=SCRIPTDIR/../..
. "${srcdir:-.}/tests/lib.sh"

db=$dir/a/hecha.db
own=$dir/'own 版式'
mkdir "$dir/in" "$own" "$dir/cwd" "$dir/away"
for kind in register collection procedure problems staff rolls archive \
	inspection verdicts; do
	cp "$src/fixtures/minimal/$kind.xml" "$dir/in"
done
sed -i 's/ number="[0-9X]*"/ number="379999198001010011"/' \
	"$dir/in/register.xml"
gives 1 audit "$src/plans/street.xml" "$dir/in" -o "$dir/a"
cd "$dir/cwd" || exit 99

# sheet NAME [TOP-LEVEL]: a stylesheet from standard input and what stands there
sheet() {
	printf '%s\n' "<xsl:stylesheet version='1.0'" \
		" xmlns:xsl='http://www.w3.org/1999/XSL/Transform'" \
		" xmlns:h='urn:hecha:1' exclude-result-prefixes='h'>" "${2-}"
	cat
	echo '</xsl:stylesheet>'
} >"$own/$1"
root() { # root NAME BODY: one with a template for the root
	echo "<xsl:template match='/'>$2</xsl:template>" | sheet "$1"
}
own() { # own STATUS NAME ARGUMENT…
	status=$1
	name=$2
	shift 2
	gives "$status" --db "$db" report problems --stylesheet \
		"$own/$name" "$@"
}
alone() { [ -z "$(ls -A "$dir/cwd")" ] && [ -z "$(ls -A "$dir/away")" ]; }
holds() { grep -q -- "$2" "$1"; }
# refused NAME WHAT [PATTERN]: status 3, the pattern told, nothing written
refused() {
	ok "$2" own 3 "$1" -o out
	ok "it is told" warns "${3-$1:[0-9][0-9]*}"
	ok "nothing is written" alone
}

sheet page.xsl "<xsl:output method='html' encoding='UTF-8'/>" <<'END'
<xsl:template match="/h:result">
<html><body><ul>
<xsl:for-each select="h:parts/h:part/h:finding">
<li><xsl:value-of select="concat(@check, ' ', h:message, ' ', h:evidence)"/></li>
</xsl:for-each>
</ul></body></html>
</xsl:template>
END
ok "a page" own 0 page.xsl -o out.html
ok "each finding is on it" test "$(grep -c '<li>' out.html)" = \
	"$("$HECHA" --db "$db" findings --format csv | sed 1d | wc -l)"
ok "it is HTML" holds out.html '^<html>'
ok "for its owner only" test "$(stat -c %a out.html)" = 600
ok "numbers are masked" sh -c '! grep -q 379999198001010011 out.html'
own 0 page.xsl -o again.html
ok "the same bytes again" same out.html again.html
ok "unmasked where asked" own 0 page.xsl -o out.html --unmasked
ok "really" holds out.html 379999198001010011
rm -f out.html again.html

sheet 版式.xsl "<xsl:output method='text' encoding='GB18030'/>
<xsl:include href='help.xsl'/><xsl:param name='kind'/>" <<'END'
<xsl:template match="/">
<xsl:value-of select="concat($kind, '：')"/><xsl:call-template name="own"/>
</xsl:template>
END
echo "<xsl:template name='own'><xsl:value-of select=\"document('%E8%AF%B4%E6%98%8E.xml')\"/>
</xsl:template>" | sheet help.xsl
echo '<a>本单位</a>' >"$own/说明.xml"
ok "text in another encoding, from several files" own 0 版式.xsl -o out.txt
ok "says the kind and its own file" test "$(iconv -f GB18030 -t UTF-8 out.txt |
	tr -d '\n')" = 'problems：本单位'
rm -f out.txt
sheet ours.xsl "<xsl:import href='$src/xslt/common.xsl'/>
<xsl:output method='text' encoding='UTF-8'/>" <<'END'
<xsl:template match="/"><xsl:call-template name="street"/>：<xsl:call-template
name="date"><xsl:with-param name="iso" select="$result/@as-of"/></xsl:call-template>
</xsl:template>
END
ok "it may build on ours" own 0 ours.xsl -o out.txt
ok "in the words of ours" holds out.txt '：20[0-9][0-9]年[0-9]*月'
rm -f out.txt

# What documents and workbooks are made from.
sheet doc.xsl "<xsl:import href='$src/xslt/word/self-check.xsl'/>" <<'END'
<xsl:template match="w:body" xmlns:w="urn:none"/>
END
common="--db $db"
ok "a document" gives 0 report self-check --format docx \
	--stylesheet "$own/doc.xsl"
ok "under the report's name" test -s 自查报告.docx
gives 0 report self-check --format docx -o ours.docx
ok "on top of ours it is ours" same 自查报告.docx ours.docx
rm -f ./*.docx
sheet book.xsl "<xsl:param name='phase'/>" <<'END'
<xsl:template match="/"><book xmlns="urn:hecha:1" title="x" created="2020-11-05">
<sheet name="a"><column width="20"/><xsl:choose>
<xsl:when test="$phase = 'begin'"><row><cell>=1+1</cell></row></xsl:when>
<xsl:otherwise><xsl:for-each select="//h:finding"><row><cell><xsl:value-of
select="@check"/></cell></row></xsl:for-each></xsl:otherwise>
</xsl:choose></sheet></book></xsl:template>
END
ok "a workbook" gives 0 report problems --format xlsx \
	--stylesheet "$own/book.xsl" -o out.xlsx
ok "of text" python3 -c 'import sys, zipfile
s = zipfile.ZipFile("out.xlsx").read("xl/worksheets/sheet1.xml").decode()
sys.exit("<t>=1+1</t>" not in s or "<f>" in s)'
rm -f out.xlsx
for format in docx xlsx; do
	ok "a page is no $format" gives 3 report "$(test $format = docx &&
		echo self-check || echo problems)" --format $format \
		--stylesheet "$own/page.xsl" -o "out.$format"
	ok "nothing is written" alone
done
# A text is no page, a page no text
for name in list.csv list.json list.md list.html; do
	ok "a workbook is no $name" gives 2 report problems \
		--stylesheet "$own/book.xsl" -o "$name"
	ok "which is told" warns 'REPORT-2'
	ok "nothing is written" alone
done
ok "an XML file it is" gives 0 report problems --stylesheet "$own/book.xsl" -o out.xml
rm -f out.xml
common=
ok "a name is wanted" own 2 page.xsl
ok "a format that the stylesheet decides on" own 2 page.xsl --format csv -o x
# The guide's own example, and its table of hecha's stylesheets.
for guide in stylesheets stylesheets.zh-CN; do
	sed -n '/^<?xml/,/^<\/xsl:stylesheet>/p' \
		"$HECHA_DATADIR/doc/$guide.md" >"$dir/own 版式/guide.xsl"
	ok "the example of $guide" own 0 guide.xsl -o guide.txt
	ok "has a line for each error" holds guide.txt ','
	tabled() {
		grep -o '"xslt/[a-z]*/[a-z-]*\.xsl"' "$HECHA_DATADIR/src/report/report.c" |
			tr -d '"' | sed 's|xslt/text/||' | sort -u | while read -r name; do
			grep -q "\`[a-z/]*$name\`" "$HECHA_DATADIR/doc/$guide.md" ||
				echo "$name"
		done >"$dir/out"
		[ ! -s "$dir/out" ]
	}
	ok "$guide names every stylesheet" tabled
	sed -n '/^<xsl:stylesheet.* xmlns="urn:hecha:1"/,/^<\/xsl:stylesheet>/p' \
		"$HECHA_DATADIR/doc/$guide.md" >"$own/book.xsl"
	ok "its workbook" own 0 book.xsl -o guide.xlsx
	echo head >>guide.txt
	ok "has a head, and each error" test "$(unzip -p guide.xlsx \
		'xl/worksheets/sheet*.xml' | grep -o '<row ' | wc -l)" = "$(wc -l <guide.txt)"
	rm -f guide.txt guide.xlsx
done
sheet letter.xsl "<xsl:import href='$src/xslt/word/word.xsl'/>" <<'END'
<xsl:template name="title">ours</xsl:template>
<xsl:template name="text"><w:p
xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:r><w:t>our
own</w:t></w:r></w:p></xsl:template>
END
ok "a document of two templates" gives 0 --db "$db" report self-check \
	--stylesheet "$own/letter.xsl" -o own.docx
ok "says what they say" sh -c 'unzip -p own.docx word/document.xml | grep -q "our"'
rm -f own.docx
cat >"$dir/over.xsl" <<END
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
	<xsl:import href="$HECHA_DATADIR/xslt/html/overview.xsl"/>
	<xsl:template name="papers"/>
</xsl:stylesheet>
END
ok "the program's page with a section less" gives 0 --db "$db" report \
	overview --format html --stylesheet "$dir/over.xsl" -o "$dir/over.html"
ok "has its style" grep -q 'font-family:' "$dir/over.html"
ok "and not the section" sh -c '! grep -q "id=\"papers\"" "$1"' sh "$dir/over.html"
ok "one that the kind has not" own 2 page.xsl --format docx -o x

# What it may not do.
echo '<s>geheim</s>' >"$dir/away/secret.xml"
echo "<xsl:template name='own'>x</xsl:template>" | sheet ../away/secret.xsl
mv "$dir/away" "$dir/kept" # "alone" wants the other one empty
mkdir "$dir/away"
ln -s "$dir/kept/secret.xml" "$own/link.xml"
ln -s "$dir/kept" "$own/kept"
for url in /etc/passwd "$dir/kept/secret.xml" ../kept/secret.xml link.xml kept/secret.xml \
	"file://$dir/kept/secret.xml" "$db" http://127.0.0.1:9/a.xml \
	ftp://127.0.0.1/a.xml ./../kept/secret.xml none.xml \
	%2e%2e/kept/secret.xml; do
	root read.xsl "<xsl:copy-of select=\"document('$url')\"/>"
	refused read.xsl "reading $url"
done
for url in ../kept/secret.xsl "$dir/kept/secret.xsl" \
	http://127.0.0.1:9/a.xsl "file://$dir/kept/secret.xsl"; do
	echo | sheet include.xsl "<xsl:include href='$url'/>"
	refused include.xsl "including $url"
	echo | sheet import.xsl "<xsl:import href='$url'/>"
	refused import.xsl "importing $url"
done
for element in "xsl:document href" "exsl:document href" "saxon:output file" \
	"xt:document href" "redirect:write file" "redirect:write href"; do
	tag=${element% *}
	cat >"$own/write.xsl" <<END
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
 xmlns:exsl="http://exslt.org/common" xmlns:saxon="http://icl.com/saxon"
 xmlns:xt="http://www.jclark.com/xt"
 xmlns:redirect="org.apache.xalan.xslt.extensions.Redirect"
 extension-element-prefixes="exsl saxon xt redirect">
<xsl:template match="/"><a><$tag ${element#* }="$dir/away/x">x</$tag></a>
</xsl:template></xsl:stylesheet>
END
	refused write.xsl "writing with $tag"
done
cat >"$own/entity.xsl" <<'END'
<!DOCTYPE a [<!ENTITY e SYSTEM "/etc/passwd">]>
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/">&e;</xsl:template></xsl:stylesheet>
END
refused entity.xsl "a DOCTYPE" entity.xsl
cp "$own/entity.xsl" "$own/inner.xml"
root outer.xsl "<xsl:copy-of select=\"document('inner.xml')\"/>"
refused outer.xsl "a DOCTYPE in what it reads"

# How much it may do.
sheet calls.xsl <<'END'
<xsl:template match="/" name="t"><xsl:call-template name="t"/></xsl:template>
END
refused calls.xsl "endless recursion"
sheet doubles.xsl <<'END'
<xsl:template match="/" name="t"><xsl:param name="s" select="'0123456789'"/>
<xsl:if test="string-length($s) &gt; 0"><xsl:call-template name="t">
<xsl:with-param name="s" select="concat($s, $s)"/></xsl:call-template></xsl:if>
</xsl:template>
END
# The address sanitizer maps more memory than could be limited.
ldd "$HECHA" | grep -q libasan ||
	refused doubles.xsl "a text that doubles" doubles.xsl
root loops.xsl "$(for _ in 1 2 3 4 5 6 7 8; do
	printf '%s' '<xsl:for-each select="//*[@id]">'
done)x$(for _ in 1 2 3 4 5 6 7 8; do printf '%s' '</xsl:for-each>'; done)"
refused loops.xsl "loops in loops" loops.xsl

# What a key is worked out of is not counted: that ends by the time that so many
# elements may take, of the processor.
soon() {
	sheet key.xsl '<xsl:key name="k" match="*" use="//*"/>' <<'END'
<xsl:template match="/"><a><xsl:value-of select="count(key('k', 'x'))"/></a>
</xsl:template>
END
	gives 1 audit "$src/fixtures/street.xml" "$src/fixtures/faulty" -o "$dir/b"
	python3 - "$HECHA" --db "$dir/b/hecha.db" report problems --stylesheet \
		"$own/key.xsl" -o out <<'END' >"$dir/out" 2>"$dir/err"
import resource
import subprocess
import sys

status = subprocess.run(sys.argv[1:], check=False).returncode
spent = resource.getrusage(resource.RUSAGE_CHILDREN)
print(status, spent.ru_utime)
sys.exit(status != 3 or spent.ru_utime > 60)
END
}
if [ -n "${TORTURE_EACH-}" ]; then
	ok "a key of all there is" soon
	ok "it is told" warns SANDBOX-1
	ok "nothing is written" alone
fi

# Where it is wrong.
printf '%s\n' '<xsl:stylesheet version="1.0"' \
	' xmlns:xsl="http://www.w3.org/1999/XSL/Transform">' \
	'<xsl:template match="/">' '<a>' '</xsl:template></xsl:stylesheet>' \
	>"$own/broken.xsl"
refused broken.xsl "not well-formed" 'broken.xsl:[56]: .*XML-1'
cat >"$own/syntax.xsl" <<'END'
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/">

<xsl:value-of select="//b["/>
</xsl:template></xsl:stylesheet>
END
refused syntax.xsl "no XPath" 'syntax.xsl:4[^0-9].*//b\['
# shellcheck disable=SC2016
sed -i 's,//b\[,$none,' "$own/syntax.xsl"
refused syntax.xsl "a variable that is not there" 'syntax.xsl:4[^0-9].*none'
# shellcheck disable=SC2016
sed -i 's/value-of select="$none"/call-template name="none"/' \
	"$own/syntax.xsl"
refused syntax.xsl "a template that is not there" 'syntax.xsl:4[^0-9].*none'
sed 's,<xsl:call.*,<xsl:include href="syntax.xsl"/>,' "$own/syntax.xsl" \
	>"$own/top.xsl"
sed -i '2d; $s/.*/<\/xsl:stylesheet>/' "$own/top.xsl"
refused top.xsl "in what it includes, that file is named" 'syntax.xsl:4[^0-9]'
root stops.xsl "<xsl:message terminate='yes'>停在身份证379999198001010011
</xsl:message>"
refused stops.xsl "one that gives up" 'stops.xsl:[0-9]*.*停在身份证379999\*'
root nothing.xsl ""
refused nothing.xsl "one that makes nothing" nothing.xsl
sheet blank.xsl "<xsl:output method='text'/>" <<'END'
<xsl:template match="/"><xsl:text>
</xsl:text></xsl:template>
END
refused blank.xsl "nor more than a blank line" blank.xsl
printf '<a/>' >"$own/a.xsl"
refused a.xsl "no stylesheet" a.xsl
printf '\377\376' >"$own/binary.xsl"
refused binary.xsl "no text" binary.xsl
refused none.xsl "none there" none.xsl
mkdir "$own/d.xsl"
ok "a directory" own 4 d.xsl -o out
echo before >out
own 3 syntax.xsl -o out
ok "what was there stays" holds out before
rm -f out
ok "a place that is not there" own 4 page.xsl -o "$dir/none/x.html"
finished
