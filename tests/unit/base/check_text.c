/*
 * Text made fit to be shown: what is not plain, widths, dates.
 */
#include "config.h"
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include "base/near.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "../suite.h"

static const struct {
	const char *text, *safe, *line;
	bool plain;
} rows[] = {
	{ "王石，3人", "王石，3人", "王石，3人", true },
	{ "a\033[31mb", "a\\x1b[31mb", "a [31mb", false },
	{ "line\nline", "line\\x0aline", "line line", false },
	{ "C1 \xc2\x9b", "C1 \\x9b", "C1", false },
	{ "right \xe2\x80\xae"
	  "left",
		"right \\u202eleft", "right left", false },
	{ "isolate \xe2\x81\xa7.", "isolate \\u2067.", "isolate .", false },
	{ "zero\xe2\x80\x8bwidth", "zero\\u200bwidth", "zero width", false },
	{ "mark\xef\xbb\xbf", "mark\\ufeff", "mark", false },
	{ "GBK \xcd\xf5", "GBK \\xcd\\xf5", "GBK", false },
	{ "cut \xe4\xb8", "cut \\xe4\\xb8", "cut", false },
	{ "", "", "", true },
	{ "number 379999200002290013.", "number 379999200002290013.",
		"number 379999********.", true },
};

START_TEST(test_row)
{
	struct strbuf sb = { 0 };
	char *line = text_line(rows[_i].text, strlen(rows[_i].text), 1000);

	strbuf_adds(&sb, "");
	text_add_safe(&sb, rows[_i].text);
	ck_assert_str_eq(sb.data, rows[_i].safe);
	ck_assert_str_eq(line, rows[_i].line);
	ck_assert_int_eq(text_is_plain(rows[_i].text), rows[_i].plain);
	ck_assert(text_is_plain(line));
	free(line);
	strbuf_clear(&sb);
}
END_TEST

START_TEST(test_pad)
{
	struct strbuf sb = { 0 };

	text_pad(&sb, "柳泉村", 8, 0);
	text_pad(&sb, "12", 4, 1);
	ck_assert_str_eq(sb.data, "柳泉村    12");
	strbuf_clear(&sb);
}
END_TEST

START_TEST(test_wrap)
{
	struct strbuf sb = { 0 };

	text_wrap(&sb, "one two three", 2, 9);
	ck_assert_str_eq(sb.data, "  one two\n  three");
	strbuf_reset(&sb);
	/* no line begins with a closing mark, and a Chinese character is two */
	text_wrap(&sb, "甲乙丙，丁（戊）", 0, 6);
	ck_assert_str_eq(sb.data, "甲乙\n丙，丁\n（戊）");
	strbuf_clear(&sb);
}
END_TEST

static const struct {
	const char *word, *meant;
} slips[] = {
	{ "chek", "check" },
	{ "imoprt", "import" },
	{ "CHECK", "check" },
	{ "find", "findings" },
	{ "xyzzy", NULL },
	{ "a", NULL },
	{ "", NULL },
};

START_TEST(test_near)
{
	static const char *const names[] = { "import", "check", "findings" };
	struct near near = { .word = slips[_i].word };

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		near_offer(&near, names[i]);
	if (slips[_i].meant == NULL)
		ck_assert_ptr_null(near.best);
	else
		ck_assert_str_eq(near.best, slips[_i].meant);
}
END_TEST

START_TEST(test_date)
{
	struct strbuf sb = { 0 };

	text_add_date(&sb, "2026-11-05", 0);
	text_add_date(&sb, "2026-11-05", 1);
	text_add_date(&sb, "x", 0);
	ck_assert_str_eq(sb.data, "2026年11月5日2026-11-05x");
	strbuf_clear(&sb);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("text");

	setlocale(LC_ALL, "C.UTF-8");
	suite_add_each(t, test_row, rows);
	tcase_add_test(t, test_pad);
	tcase_add_test(t, test_wrap);
	suite_add_each(t, test_near, slips);
	tcase_add_test(t, test_date);
	return suite_run(t, "text");
}
