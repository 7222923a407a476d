/*
 * A result read part by part: how many parts come together, that none is lost
 * or seen twice, and what of the head is left out.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xml-valid.h"
#include "lib/xml.h"
#include "report/result-parts.h"
#include "../suite.h"

static char path[] = "/tmp/hecha-check-parts-XXXXXX";
static struct error err;

static void
set_up(void)
{
	int fd;

	strcpy(path + sizeof path - 7, "XXXXXX");
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
	close(fd);
	xml_init();
}

static void
tear_down(void)
{
	unlink(path);
}

/* Parts of so many findings each, the sizes ended by 0. */
static void
write_result(const int *sizes, int exits)
{
	FILE *f = fopen(path, "w");
	int n = 0, sum = 0;

	ck_assert_ptr_nonnull(f);
	for (int i = 0; sizes[i] != 0; i++)
		sum += sizes[i];
	fprintf(f,
		"<result xmlns='urn:hecha:1'><totals errors='%d'"
		" suspects='0' notices='0'/>"
		"<acceptance exits='%d'><subject><title>x</title></subject>"
		"<subject/>",
		sum, exits);
	for (int i = 0; i < exits; i++)
		fprintf(f, "<household id='%d'%s/>\n", i,
			i % 2 == 0 ? " listed='true'" : "");
	fputs("</acceptance><documents/><parts>", f);
	for (int i = 0; sizes[i] != 0; i++) {
		fprintf(f, "<part number='%d' page='%d' findings='%d'>", i + 1,
			i / 2 + 1, sizes[i]); /* two a page */
		for (int j = 0; j < sizes[i]; j++)
			fprintf(f, "<finding id='%d'/>", n++);
		fputs("</part>\n", f);
	}
	fputs("</parts></result>", f);
	ck_assert_int_eq(fclose(f), 0);
}

static struct parts *
open_it(enum parts_exits which)
{
	struct parts *p;

	ck_assert_msg(
		parts_open(&p, path, which, true, &err) == 0, "%s", err.msg);
	return p;
}

/* The findings that stand in the tree: how many, all from *next on. */
static int
count_findings(struct parts *p, int *next)
{
	xmlNodePtr list = xml_first(xml_root(parts_tree(p)), "parts");
	int n = 0;

	for (xmlNodePtr part = xml_first(list, "part"); part != NULL;
		part = xml_next(part, "part")) {
		for (xmlNodePtr f = xml_first(part, "finding"); f != NULL;
			f = xml_next(f, "finding"), n++)
			ck_assert_int_eq(xml_attr_int(f, "id", -1), (*next)++);
	}
	return n;
}

static const struct {
	int sizes[12];
	size_t limit;
	int steps[12]; /* findings that come together */
} cases[] = {
	{ { 0 }, 10, { 0 } },
	{ { 4, 4, 4, 0 }, 100, { 12, 0 } },
	{ { 4, 4, 4, 0 }, 12, { 12, 0 } },
	{ { 4, 4, 4, 0 }, 11, { 8, 4, 0 } },
	{ { 4, 4, 4, 0 }, 1, { 4, 4, 4, 0 } },
	{ { 1, 50, 1, 1, 1, 50, 50, 1, 0 }, 10, { 1, 50, 3, 50, 50, 1, 0 } },
};

START_TEST(test_parts_come_together)
{
	struct parts *p;
	int next = 0, rc, i = 0;

	write_result(cases[_i].sizes, 0);
	p = open_it(PARTS_NO_EXITS);
	while ((rc = parts_some(p, cases[_i].limit, &err)) == 1) {
		int n = count_findings(p, &next);

		ck_assert_int_eq(n, cases[_i].steps[i++]);
	}
	ck_assert_msg(rc == 0, "%s", err.msg);
	ck_assert_int_eq(cases[_i].steps[i], 0);
	ck_assert_uint_eq((size_t)next, parts_findings(p));
	parts_close(p);
}
END_TEST

START_TEST(test_page_by_page)
{
	static const int sizes[] = { 3, 2, 1, 4, 5, 0 };
	static const int pages[] = { 5, 5, 5 }; /* of two parts */
	struct parts *p;
	int next = 0;
	long page;

	write_result(sizes, 0);
	p = open_it(PARTS_NO_EXITS);
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(parts_page(p, &page, &err), 1);
		ck_assert_int_eq(page, i + 1);
		ck_assert_int_eq(count_findings(p, &next), pages[i]);
	}
	ck_assert_int_eq(parts_page(p, &page, &err), 0);
	parts_close(p);
}
END_TEST

static xmlNodePtr
acceptance_of(struct parts *p)
{
	return xml_first(xml_root(parts_tree(p)), "acceptance");
}

static const struct {
	enum parts_exits which;
	size_t exits; /* of five */
} kept[] = {
	{ PARTS_NO_EXITS, 0 },
	{ PARTS_LISTED_EXITS, 3 },
	{ PARTS_ALL, 5 },
};

START_TEST(test_exits_that_are_asked_for)
{
	static const int sizes[] = { 2, 0 };
	struct parts *p;

	write_result(sizes, 5);
	p = open_it(kept[_i].which);
	ck_assert_uint_eq(
		xml_count(acceptance_of(p), "household"), kept[_i].exits);
	ck_assert_uint_eq(xml_count(acceptance_of(p), "subject"), 2);
	ck_assert_ptr_nonnull(
		xml_first(xml_first(acceptance_of(p), "subject"), "title"));
	ck_assert_ptr_nonnull(xml_first(xml_root(parts_tree(p)), "documents"));
	ck_assert_int_eq(parts_some(p, 10, &err), 1);
	parts_close(p);
}
END_TEST

/* Some at a time, each once; what comes after them is read then. */
START_TEST(test_exits_in_turn)
{
	static const int sizes[] = { 2, 0 };
	size_t before, seen = 0;
	struct parts *p;
	int next = 0, rc;

	write_result(sizes, _i);
	p = open_it(PARTS_EXITS_LATER);
	ck_assert_uint_eq(xml_count(acceptance_of(p), "subject"), 2);
	while ((rc = parts_some_exits(p, 2, &before, &err)) == 1) {
		xmlNodePtr exit = xml_first(acceptance_of(p), "household");

		ck_assert_uint_eq(before, seen);
		for (; exit != NULL; exit = xml_next(exit, "household"))
			ck_assert_int_eq(
				xml_attr_int(exit, "id", -1), (long)seen++);
		ck_assert_uint_le(seen - before, 2);
	}
	ck_assert_msg(rc == 0, "%s", err.msg);
	ck_assert_int_eq((int)seen, _i);
	ck_assert_uint_eq(xml_count(acceptance_of(p), "household"), 0);
	ck_assert_int_eq(parts_some_exits(p, 2, &before, &err), 0);
	ck_assert_int_eq(parts_some(p, 10, &err), 1);
	ck_assert_int_eq(count_findings(p, &next), 2);
	parts_close(p);
}
END_TEST

/* As with findings: that some are lacking is seen. */
START_TEST(test_exits_that_lack)
{
	static const int sizes[] = { 2, 0 };
	static char text[4096];
	struct parts *p;
	size_t before, n;
	FILE *f;
	char *at;

	write_result(sizes, 3);
	f = fopen(path, "r+");
	n = fread(text, 1, sizeof text - 1, f);
	text[n] = '\0';
	at = strstr(text, "exits='3'");
	ck_assert_ptr_nonnull(at);
	at[7] = '4';
	rewind(f);
	ck_assert_uint_eq(fwrite(text, 1, n, f), n);
	ck_assert_int_eq(fclose(f), 0);
	p = open_it(PARTS_EXITS_LATER);
	ck_assert_int_eq(parts_some_exits(p, 2, &before, &err), 1);
	ck_assert_int_eq(parts_some_exits(p, 2, &before, &err), -1);
	ck_assert_ptr_nonnull(strstr(err.msg, "exits"));
	parts_close(p);
}
END_TEST

/* A sound result, and the same with one piece of it replaced. */
static const struct {
	const char *was, *is;
	int valid;
} spoilt[] = {
	{ "", "", 1 },
	{ "<totals ", "<totals more='1' ", 0 },
	{ "<totals ", "<total/><totals ", 0 },
	{ "</result>", "", -1 },
	{ "</result>", "</result><more/>", -1 },
	{ "errors=\"", "errors=\"many", 0 },
};

START_TEST(test_a_result_is_held_to_its_schema)
{
	const char *was = spoilt[_i].was, *is = spoilt[_i].is;
	char *from = file_data_path("fixtures/result/small.xml"), *text, *at;
	struct _xmlSchema *schema;
	struct strbuf sb = { 0 };
	size_t n;

	ck_assert_int_eq(file_read(from, 1 << 24, &text, &n, &err), 0);
	at = strstr(text, was);
	ck_assert_ptr_nonnull(at);
	strbuf_add(&sb, text, (size_t)(at - text));
	strbuf_adds(&sb, is);
	strbuf_adds(&sb, at + strlen(was));
	ck_assert_int_eq(file_write(path, sb.data, sb.len, &err), 0);
	ck_assert_int_eq(
		xml_schema_load(&schema, "schemas/result.xsd", &err), 0);
	ck_assert_int_eq(xml_valid_file(path, schema, &err), spoilt[_i].valid);
	unlink(path);
	ck_assert_int_eq(xml_valid_file(path, schema, &err), -1);
	xml_schema_free(schema);
	strbuf_clear(&sb);
	free(text);
	free(from);
}
END_TEST

/* A part's content, and what is left of it without its homes. */
static const struct {
	const char *content, *left;
} homes[] = {
	{ "<finding id='0'/>", "finding" },
	{ "<home/><finding id='0'/><home />", "finding" },
	{ "<home>x</home><finding id='0'/><home></home>", "finding" },
	{ "<home a='>' b=\"/>'\">\n<person a='/'/></home><finding id='0'/>",
		"finding" },
	{ "<home\n/><homes/><finding id='0'><homely>y</homely></finding>"
	  "<home><homes/></home >",
		"" }, /* we end no tag so */
	{ "<home></hom></home><finding id='0'/>", "finding" },
	{ "<homes/><hom/><h/><finding id='0'/>", "homes hom h finding" },
};

/* Padded so that each byte of it is once the last of those read together. */
START_TEST(test_without_homes)
{
	static const char head[] =
		"<totals errors='1' suspects='0' notices='0'/><parts><part>";
	size_t n = strlen(homes[_i].content);

	for (size_t before = 8192 - n; before <= 8192; before++) {
		struct parts *p = NULL;
		struct strbuf sb = { 0 }, left = { 0 };
		xmlNodePtr part;
		int rc;

		strbuf_addf(&sb, "%-*s%s%s</part></parts></result>",
			(int)(before + 5 - strlen(head)),
			"<result xmlns='urn:hecha:1'>", head,
			homes[_i].content);
		ck_assert_int_eq(file_write(path, sb.data, sb.len, &err), 0);
		strbuf_clear(&sb);
		rc = parts_open(&p, path, PARTS_NO_EXITS, false, &err);
		if (rc == 0)
			rc = parts_fill(p, 100, &err);
		ck_assert_int_eq(rc, *homes[_i].left == '\0' ? -1 : 0);
		part = rc == 0
			? xml_first(xml_first(xml_root(parts_tree(p)), "parts"),
				  "part")
			: NULL;
		for (xmlNodePtr c = part != NULL ? part->children : NULL;
			c != NULL; c = c->next)
			strbuf_addf(&left, "%s%s", left.len > 0 ? " " : "",
				(const char *)c->name);
		if (rc == 0)
			ck_assert_str_eq(left.data, homes[_i].left);
		strbuf_clear(&left);
		parts_close(p);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("parts");

	tcase_add_checked_fixture(t, set_up, tear_down);
	suite_add_each(t, test_parts_come_together, cases);
	tcase_add_test(t, test_page_by_page);
	suite_add_each(t, test_exits_that_are_asked_for, kept);
	tcase_add_loop_test(t, test_exits_in_turn, 0, 6);
	tcase_add_test(t, test_exits_that_lack);
	suite_add_each(t, test_without_homes, homes);
	suite_add_each(t, test_a_result_is_held_to_its_schema, spoilt);
	return suite_run(t, "parts");
}
