/*
 * Reports: what stylesheets may do, what hostile names become in pages and
 * workbooks, many pages, many rows, flat memory.
 */
#include "config.h"
#include <dirent.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xml.h"
#include "lib/xslt.h"
#include "lib/zipfile.h"
#include "report/report.h"
#include "report/result-parts.h"
#include "../suite.h"

#define LIMIT (64u << 20)
#ifdef __SANITIZE_ADDRESS__
#define GROWTH (1024 * 1024) /* it keeps what was freed */
#else
#define GROWTH (16 * 1024)
#endif

static char dir[] = "/tmp/hecha-check-report-XXXXXX";
static struct error err;

static void
remove_tree(const char *path)
{
	char *command = xasprintf("rm -rf '%s'", path);

	ck_assert_int_eq(system(command), 0);
	free(command);
}

static void
set_up(void)
{
	strcpy(dir + sizeof dir - 7, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(dir));
}

static void
tear_down(void)
{
	remove_tree(dir);
}

static char *
path_of(const char *name)
{
	return xasprintf("%s/%s", dir, name);
}

static void
put(const char *name, const char *text)
{
	char *path = path_of(name);

	ck_assert_msg(
		file_write(path, text, strlen(text), &err) == 0, "%s", err.msg);
	free(path);
}

static char *
get(const char *name)
{
	char *path = path_of(name), *text;
	size_t n;

	ck_assert_msg(
		file_read(path, LIMIT, &text, &n, &err) == 0, "%s", err.msg);
	free(path);
	return text;
}

static char *
fixture(const char *name)
{
	char *part = xasprintf("fixtures/result/%s.xml", name);
	char *path = file_data_path(part);

	free(part);
	return path;
}

/* stylesheets */

#define SHEET(body)                                                            \
	"<xsl:stylesheet version='1.0'"                                        \
	" xmlns:xsl='http://www.w3.org/1999/XSL/Transform'"                    \
	" xmlns:saxon='http://icl.com/saxon'"                                  \
	" xmlns:xalan='org.apache.xalan.xslt.extensions.Redirect'"             \
	" xmlns:exsl='http://exslt.org/common'"                                \
	" xmlns:xt='http://www.jclark.com/xt'"                                 \
	" extension-element-prefixes='saxon xalan exsl xt'>"                   \
	"<xsl:param name='p'/>" body "</xsl:stylesheet>"
#define ROOT(body) SHEET("<xsl:template match='/'>" body "</xsl:template>")

/* Load and apply the sheet: its text, or NULL where it failed. */
static char *
apply(const char *sheet, const char *value)
{
	const char *const params[] = { "p", value, NULL };
	static const char doc[] = "<a><b/><b/><b/><b/><b/><b/><b/><b/></a>";
	char *path, *text = NULL;
	struct _xmlDoc *in;
	struct xslt *x;
	size_t n;

	put("s/sheet.xsl", sheet);
	path = path_of("s/sheet.xsl");
	if (xslt_load(&x, path, &err) == 0) {
		ck_assert_int_eq(
			xml_parse(&in, doc, sizeof doc - 1, "doc", 1, &err), 0);
		if (xslt_text(x, in, params, &text, &n, &err) != 0)
			ck_assert_ptr_null(text);
		xml_free(in);
		xslt_free(x);
	}
	free(path);
	return text;
}

/* The library's own loader is in place here, so that it is the settings of
 * the gate that refuse. */
static const struct {
	const char *what, *sheet;
} hostile[] = {
	{ "reads a file",
		ROOT("<xsl:value-of select=\""
		     "document('/etc/passwd')\"/>") },
	{ "reads above",
		ROOT("<xsl:copy-of select=\""
		     "document('../secret.xml')\"/>") },
	{ "reads by a link",
		ROOT("<xsl:copy-of select=\""
		     "document('link.xml')\"/>") },
	{ "reads the network",
		ROOT("<xsl:copy-of select=\""
		     "document('http://127.0.0.1:9/')\"/>") },
	{ "includes above", SHEET("<xsl:include href='../secret.xsl'/>") },
	{ "imports above", SHEET("<xsl:import href='../secret.xsl'/>") },
	{ "writes with xsl:document",
		ROOT("<xsl:document href='out'>x</xsl:document>") },
	{ "writes with exsl:document",
		ROOT("<exsl:document href='out'>x</exsl:document>") },
	{ "writes with saxon:output",
		ROOT("<saxon:output file='out'>x</saxon:output>") },
	{ "writes with redirect:write",
		ROOT("<xalan:write file='out'>x</xalan:write>") },
	{ "writes with xt:document",
		ROOT("<xt:document href='out'>x</xt:document>") },
	{ "calls itself",
		SHEET("<xsl:template match='/' name='t'>"
		      "<xsl:call-template name='t'/>"
		      "</xsl:template>") },
	{ "loops",
		ROOT("<xsl:for-each select='//b'><xsl:for-each select='//b'>"
		     "<xsl:for-each select='//b'><xsl:for-each select='//b'>"
		     "<xsl:for-each select='//b'><xsl:for-each select='//b'>"
		     "<xsl:for-each select='//b'><xsl:for-each select='//b'>"
		     "<xsl:value-of select='count(//b[count(//b) = 9])'/>"
		     "</xsl:for-each></xsl:for-each></xsl:for-each>"
		     "</xsl:for-each></xsl:for-each></xsl:for-each>"
		     "</xsl:for-each></xsl:for-each>") },
	{ "names what is not there", ROOT("<xsl:value-of select='$none'/>") },
	{ "is no stylesheet", "<a/>" },
	{ "is not well-formed", "<xsl:stylesheet" },
	{ "gives up", ROOT("<xsl:message terminate='yes'>no</xsl:message>") },
	{ "complains", ROOT("<xsl:message>well</xsl:message>") },
};

static int
report(const char *kind, const char *result, const char *out,
	const struct report_opts *opts)
{
	return report_write(report_find(kind, NULL), result, out, opts, &err);
}

START_TEST(test_hostile_stylesheet)
{
	char *link, *out;

	put("secret.xml", "<secret/>");
	put("secret.xsl", SHEET(""));
	link = path_of("s");
	ck_assert_int_eq(mkdir(link, 0700), 0);
	free(link);
	link = path_of("s/link.xml");
	ck_assert_int_eq(symlink("../secret.xml", link), 0);
	free(link);
	ck_assert_msg(apply(hostile[_i].sheet, "") == NULL, "%s: allowed",
		hostile[_i].what);
	ck_assert_msg(err.msg[0] != '\0', "%s: no message", hostile[_i].what);
	out = path_of("s/out");
	ck_assert_int_ne(access(out, F_OK), 0);
	ck_assert_int_ne(access("out", F_OK), 0);
	free(out);
}
END_TEST

START_TEST(test_stylesheet_reads_its_own)
{
	char *s = path_of("s"), *text;

	ck_assert_int_eq(mkdir(s, 0700), 0);
	free(s);
	put("s/own.xml", "<own>ok</own>");
	text = apply(
		ROOT("<xsl:value-of select=\"document('own.xml')\"/>"), "");
	ck_assert_msg(text != NULL, "%s", err.msg);
	ck_assert_ptr_nonnull(strstr(text, "ok"));
	free(text);
}
END_TEST

START_TEST(test_parameter_is_text)
{
	static const char sheet[] = ROOT(
		"<xsl:text>[</xsl:text><xsl:value-of select='$p'/>"
		"<xsl:text>]</xsl:text>");
	static const char *const values[] = { "a'b\"c", "//b", "1 div 0", "'",
		"\"", "concat('x', \"y\")", "" };
	char *s = path_of("s");

	ck_assert_int_eq(mkdir(s, 0700), 0);
	free(s);
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++) {
		char *text = apply(sheet, values[i]);
		char *want = xasprintf("[%s]", values[i]);

		ck_assert_msg(text != NULL, "%s: %s", values[i], err.msg);
		ck_assert_msg(strstr(text, want) != NULL, "%s", text);
		free(want);
		free(text);
	}
}
END_TEST

/* pages */

static void
make_page(const char *name, const char *out, size_t single)
{
	struct report_opts opts = { .single_page = single };
	char *from = fixture(name), *to = path_of(out);

	ck_assert_msg(
		report("self-check", from, to, &opts) == 0, "%s", err.msg);
	free(from);
	free(to);
}

START_TEST(test_page_escapes)
{
	static const char *const never[] = { "<script>alert",
		"href=\"javascript:", "value=\"\" onmouseover" };
	char *html;

	xml_init();
	make_page("hostile", "r.html", 0);
	html = get("r.html");
	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++)
		ck_assert_msg(strstr(html, never[i]) == NULL, "%s", never[i]);
	ck_assert_ptr_nonnull(strstr(html, "&lt;script&gt;alert(1)"));
	ck_assert_ptr_nonnull(strstr(html, "&lt;script&gt;alert(2)"));
	ck_assert_ptr_nonnull(strstr(html, "&lt;script&gt;alert(3)"));
	ck_assert_ptr_nonnull(strstr(html, "&lt;script&gt;alert(4)"));
	ck_assert_ptr_nonnull(strstr(html, "{a}{b}%s$1\\1"));
	free(html);
}
END_TEST

/* The phrases of a title are one text. */
static void
join_phrases(char *html)
{
	static const char mark[] = "</span><span>";
	char *p = html;

	while ((p = strstr(p, mark)) != NULL)
		memmove(p, p + strlen(mark), strlen(p + strlen(mark)) + 1);
}

static void
hear(void *arg, const struct xml_fault *fault)
{
	ck_abort_msg("%s, line %ld: XSD-%d", (const char *)arg, fault->line,
		fault->code);
}

/* What the tests here are made from is what the program makes. */
START_TEST(test_results_are_valid)
{
	static const char *const names[] = { "clean", "hostile", "small",
		"small-en", "unknown" };
	struct _xmlSchemaValidCtxt *validator;
	struct _xmlSchema *schema;

	xml_init();
	ck_assert_int_eq(
		xml_schema_load(&schema, "schemas/result.xsd", &err), 0);
	validator = xml_validator_new(schema);
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		char *path = fixture(names[i]), *text;
		struct _xmlDoc *doc;
		size_t n;

		ck_assert_int_eq(file_read(path, LIMIT, &text, &n, &err), 0);
		ck_assert_int_eq(xml_parse(&doc, text, n, path, 1, &err), 0);
		ck_assert_int_eq(
			xml_validate_doc(validator, doc, hear, path), 0);
		xml_free(doc);
		free(text);
		free(path);
	}
	xml_validator_free(validator);
	xml_schema_free(schema);
}
END_TEST

START_TEST(test_page_says_the_verdict)
{
	static const struct {
		const char *name, *says;
	} rows[] = {
		{ "small",
			"截至2020年12月10日，青石街道2020年度扶贫对象动态调整数"
			"据暂不具备“零差错”条件。" },
		{ "clean", "调整数据具备“零差错”条件。" },
		{ "unknown",
			"暂不能判定青石街道2020年度扶贫对象动态调整数据是否具备"
			"“零差错”条件。" },
		{ "small-en", "do not meet the condition of zero errors." },
		{ "small", "查出差错9处，涉及3个村（社区）、7户。" },
		{ "small", "期限2020年12月15日，还有5天" },
		{ "small", "2条记录因格式不符被退回" },
		{ "small", "“结束日期”不是有效日期。" },
		{ "small", "register-current.xml第31行（记录M010201）" },
		{ "small", "〔3.3.1b〕" },
		{ "small", "规则的SHA-256值" },
		{ "unknown", "检查规则超过运行时限。" },
		{ "small-en",
			"register-current.xml, line 31 (record M010201)" },
		{ "small", "default-src 'none'; style-src 'sha256-" },
	};

	xml_init();
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char *html;

		make_page(rows[i].name, "r.html", 0);
		html = get("r.html");
		join_phrases(html);
		ck_assert_msg(strstr(html, rows[i].says) != NULL, "%s: %s",
			rows[i].name, rows[i].says);
		free(html);
	}
}
END_TEST

static int
count_files(const char *name)
{
	char *path = path_of(name);
	DIR *d = opendir(path);
	struct dirent *e;
	int n = 0;

	free(path);
	if (d == NULL)
		return -1;
	while ((e = readdir(d)) != NULL)
		n += e->d_name[0] != '.';
	closedir(d);
	return n;
}

START_TEST(test_pages_of_parts)
{
	char *html, *stamp, *name;

	xml_init();
	make_page("hostile", "自查 报告.html", 1);
	ck_assert_int_eq(count_files("自查 报告.files"), 3);
	/* another result: its pages come, those of before go */
	make_page("small", "自查 报告.html", 5);
	ck_assert_int_eq(count_files("自查 报告.files"), 3);
	html = get("自查 报告.html");
	ck_assert_ptr_null(strstr(html, "<details"));
	stamp = strstr(html, ".files/");
	ck_assert_ptr_nonnull(stamp);
	name = xasprintf("自查 报告.files/%.8s-0002.html", stamp + 7);
	free(html);
	html = get(name);
	ck_assert_ptr_nonnull(strstr(html, "-0001.html\""));
	ck_assert_ptr_nonnull(strstr(html, "-0003.html\""));
	ck_assert_ptr_nonnull(strstr(html, "href=\"../"));
	ck_assert_ptr_nonnull(strstr(html, "柳沟社区"));
	ck_assert_ptr_null(strstr(html, "石坪村"));
	free(html);
	free(name);
	/* short again: one page and nothing beside it */
	make_page("small", "自查 报告.html", 0);
	ck_assert_int_eq(count_files("自查 报告.files"), -1);
}
END_TEST

START_TEST(test_foreign_files_stay)
{
	char *d = path_of("r.files");

	xml_init();
	ck_assert_int_eq(mkdir(d, 0700), 0);
	free(d);
	put("r.files/notes.html", "mine");
	put("r.files/0123abcd-12.html", "mine");
	put("r.files/0123abcd-0012.html", "of an older report");
	make_page("small", "r.html", 0);
	ck_assert_int_eq(count_files("r.files"), 2);
}
END_TEST

START_TEST(test_same_bytes)
{
	char *a, *b, *from = fixture("small"), *one = path_of("a.xlsx"),
		     *two = path_of("b.xlsx");
	size_t n, m;

	xml_init();
	make_page("small", "r.html", 0);
	a = get("r.html");
	make_page("small", "r.html", 0);
	b = get("r.html");
	ck_assert_str_eq(a, b);
	free(a);
	free(b);
	ck_assert_int_eq(report("problems", from, one, NULL), 0);
	sleep(2); /* a zip file counts time in twos */
	ck_assert_int_eq(report("problems", from, two, NULL), 0);
	ck_assert_int_eq(file_read(one, LIMIT, &a, &n, &err), 0);
	ck_assert_int_eq(file_read(two, LIMIT, &b, &m, &err), 0);
	ck_assert(n == m && memcmp(a, b, n) == 0);
	free(a);
	free(b);
	free(from);
	free(one);
	free(two);
}
END_TEST

START_TEST(test_result_that_is_not_whole)
{
	static const struct {
		const char *from, *to;
	} edits[] = {
		{ "errors=\"9\"", "errors=\"8\"" },
		{ "errors=\"9\"", "errors=\"10\"" },
		{ "</parts>", "" },
		{ "<result ", "<resalt " },
		{ "<parts>", "<partz>" },
		{ "</finding>", "</findin>" },
	};
	char *good = fixture("small"), *text, *path = path_of("bad.xml"),
	     *page = path_of("r.html"), *list = path_of("r.xlsx");
	size_t n;

	xml_init();
	ck_assert_int_eq(file_read(good, LIMIT, &text, &n, &err), 0);
	for (size_t i = 0; i < sizeof edits / sizeof edits[0]; i++) {
		char *at = strstr(text, edits[i].from);
		char *bad = xasprintf("%.*s%s%s", (int)(at - text), text,
			edits[i].to, at + strlen(edits[i].from));

		put("bad.xml", bad);
		ck_assert_int_eq(report("self-check", path, page, NULL), -1);
		ck_assert_int_eq(report("problems", path, list, NULL), -1);
		free(bad);
	}
	/* and nothing was left behind */
	ck_assert_int_eq(unlink(path), 0);
	ck_assert_int_eq(rmdir(dir), 0);
	ck_assert_int_eq(mkdir(dir, 0700), 0);
	free(good);
	free(text);
	free(path);
	free(page);
	free(list);
}
END_TEST

/* workbooks */

struct sheets {
	struct strbuf text; /* of all sheets and the workbook */
	int n;
};

static int
take_sheet(void *ctx, const char *name, const void *bytes, size_t n,
	struct error *e)
{
	struct sheets *s = ctx;

	(void)e;
	if (strncmp(name, "xl/work", 7) != 0)
		return 0;
	if (n == 0)
		s->n += strncmp(name, "xl/worksheets/sheet", 19) == 0;
	strbuf_add(&s->text, bytes, n);
	return 0;
}

static struct sheets
make_list(const char *name, long rows)
{
	struct report_opts opts = { .sheet_rows = rows };
	struct sheets s = { 0 };
	char *from = fixture(name), *to = path_of("r.xlsx");
	struct stat st;

	ck_assert_msg(report("problems", from, to, &opts) == 0, "%s", err.msg);
	ck_assert_int_eq(stat(to, &st), 0);
	ck_assert_int_eq(st.st_mode & 0777, 0600);
	ck_assert_msg(zipfile_read(to, LIMIT, take_sheet, &s, &err) == 0, "%s",
		err.msg);
	free(from);
	free(to);
	return s;
}

START_TEST(test_text_stays_text)
{
	struct sheets s;

	xml_init();
	s = make_list("hostile", 0);
	ck_assert_ptr_null(strstr(s.text.data, "<f>"));
	ck_assert_ptr_null(strstr(s.text.data, "<f "));
	ck_assert_ptr_null(strstr(s.text.data, "<hyperlink"));
	ck_assert_ptr_nonnull(
		strstr(s.text.data, "t=\"inlineStr\"><is><t>=HYPERLINK("));
	ck_assert_ptr_nonnull(strstr(s.text.data, "<is><t>＝1+1</t>"));
	ck_assert_ptr_nonnull(strstr(s.text.data, "&lt;script&gt;"));
	strbuf_clear(&s.text);
}
END_TEST

START_TEST(test_list_can_be_filled_in)
{
	static const char *const wants[] = {
		"<autoFilter ref=\"A4:Z8\"",
		"state=\"frozen\"",
		"\"属实,不属实,已整改,限期认可\"</formula1>",
		"sqref=\"J5:J8\"",
		"'石坪村'!$1:$4",
		"'东岭村'!$A$1:$P$8",
		"orientation=\"landscape\"",
		"整改或核实情况",
		"结论",
		"佐证材料",
		"<sheetProtection sheet=\"1\"",
		"name=\"hecha\" sheetId=\"7\" state=\"hidden\"",
	};
	struct sheets s;

	xml_init();
	s = make_list("small", 0);
	ck_assert_int_eq(s.n, 7);
	for (size_t i = 0; i < sizeof wants / sizeof wants[0]; i++)
		ck_assert_msg(
			strstr(s.text.data, wants[i]) != NULL, "%s", wants[i]);
	strbuf_clear(&s.text);
}
END_TEST

START_TEST(test_full_sheet_goes_on)
{
	struct sheets s;

	xml_init();
	/* four findings a village, three rows a sheet after four of headings;
	 * summary and notes go on, too */
	s = make_list("small", 7);
	ck_assert_int_eq(s.n, 2 + 3 * 2 + 1 + 2 + 6);
	ck_assert_ptr_nonnull(strstr(s.text.data, "\"石坪村 (2)\""));
	ck_assert_ptr_nonnull(strstr(s.text.data, "ref=\"A4:Z7\""));
	ck_assert_ptr_nonnull(strstr(s.text.data, "ref=\"A4:Z5\""));
	strbuf_clear(&s.text);
}
END_TEST

/* size */

/* The head of the small fixture and n findings, a thousand a part. */
static void
write_big(const char *path, long n)
{
	char *from = fixture("small"), *head, *at;
	FILE *f = fopen(path, "w");
	size_t size;

	ck_assert_ptr_nonnull(f);
	ck_assert_int_eq(file_read(from, LIMIT, &head, &size, &err), 0);
	at = strstr(head, "errors=\"9\" suspects=\"2\" notices=\"1\"");
	fprintf(f, "%.*serrors=\"%ld\" suspects=\"0\" notices=\"0\"",
		(int)(at - head), head, n);
	at += strlen("errors=\"9\" suspects=\"2\" notices=\"1\"");
	fprintf(f, "%.*s<parts>", (int)(strstr(at, "<parts>") - at), at);
	for (long i = 0; i < n; i++) {
		if (i % 1000 == 0)
			fprintf(f,
				"%s<part number=\"%ld\" page=\"%ld\""
				" village=\"37099910%04ld\""
				" village-name=\"第%ld村\" from=\"%ld\""
				" to=\"%ld\" findings=\"%ld\">",
				i > 0 ? "</part>" : "", i / 1000 + 1,
				i / 1000 + 1, i / 1000, i / 1000 + 1, i + 1,
				i + 1000 < n ? i + 1000 : n,
				i + 1000 < n ? 1000 : n - i);
		fprintf(f,
			"<finding id=\"%016lx\" check=\"ID-03\" group=\"id\""
			" severity=\"error\" status=\"open\" household=\"H%ld\""
			" head=\"赵春喆\" member=\"M%ld\" name=\"钱堃\""
			" file=\"register.xml\" line=\"%ld\" record=\"M%ld\">"
			"<message>证件号码校验位错误：登记为"
			"379999********0011。</message><found>末位为1</found>"
			"<expected>末位校验码符合规定。</expected>"
			"<evidence name=\"number\" label=\"证件号码\">"
			"379999********0011</evidence></finding>",
			i, i / 3, i, i * 3, i);
	}
	fprintf(f, "%s</parts></result>", n > 0 ? "</part>" : "");
	ck_assert_int_eq(fclose(f), 0);
	free(head);
	free(from);
}

static long
peak_kilobytes(void)
{
	struct rusage use;

	getrusage(RUSAGE_SELF, &use);
	return use.ru_maxrss;
}

/* HECHA_BIG=100000 in the environment makes it large. */
START_TEST(test_memory_is_flat)
{
	const char *big = getenv("HECHA_BIG");
	long n = big != NULL ? strtol(big, NULL, 10) : 6000, before;
	char *from = path_of("big.xml"), *page = path_of("r.html"),
	     *list = path_of("r.xlsx");

	xml_init();
	write_big(from, 2000);
	ck_assert_int_eq(report("self-check", from, page, NULL), 0);
	ck_assert_int_eq(report("problems", from, list, NULL), 0);
	before = peak_kilobytes();
	write_big(from, n);
	ck_assert_int_eq(report("self-check", from, page, NULL), 0);
	ck_assert_int_eq(report("problems", from, list, NULL), 0);
	ck_assert_int_eq(count_files("r.files"), (int)((n + 999) / 1000));
	ck_assert_int_lt(peak_kilobytes() - before, GROWTH);
	free(from);
	free(page);
	free(list);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("report");

	tcase_set_timeout(t, 300);
	tcase_add_checked_fixture(t, set_up, tear_down);
	suite_add_each(t, test_hostile_stylesheet, hostile);
	tcase_add_test(t, test_stylesheet_reads_its_own);
	tcase_add_test(t, test_parameter_is_text);
	tcase_add_test(t, test_page_escapes);
	tcase_add_test(t, test_results_are_valid);
	tcase_add_test(t, test_page_says_the_verdict);
	tcase_add_test(t, test_pages_of_parts);
	tcase_add_test(t, test_foreign_files_stay);
	tcase_add_test(t, test_same_bytes);
	tcase_add_test(t, test_result_that_is_not_whole);
	tcase_add_test(t, test_text_stays_text);
	tcase_add_test(t, test_list_can_be_filled_in);
	tcase_add_test(t, test_full_sheet_goes_on);
	tcase_add_test(t, test_memory_is_flat);
	return suite_run(t, "report");
}
