/*
 * Names of sheets: what programs accept, how long, each once.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include "report/sheet-names.h"
#include "../suite.h"

static struct sheet_names names;

static const struct {
	const char *wanted, *name;
} cases[] = {
	{ "柳泉村", "柳泉村" },
	{ "a[b]:c*d?e/f\\g'h", "abcdefgh" },
	{ "[]", "-" },
	{ "", "-" },
	{ "a\nb\tc", "abc" },
	/* what would read as a cell */
	{ "12", "(12)" },
	{ "A1", "(A1)" },
	{ "ab", "(ab)" },
	{ "R1C1", "(R1C1)" },
	{ "all", "all" },
	{ "村1", "村1" },
	/* Excel's own */
	{ "History", "History (2)" },
	/* 31 units of UTF-16; a character beyond the plane takes two */
	{ "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二",
		"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十"
		"一" },
	{ "一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十𠀀",
		"一二三四五六七八九十一二三四五六七八九十一二三四五六七八九"
		"十" },
};

START_TEST(test_names)
{
	long copies = 0;

	ck_assert_str_eq(sheet_names_next(&names, cases[_i].wanted, &copies),
		cases[_i].name);
	sheet_names_clear(&names);
}
END_TEST

START_TEST(test_once)
{
	long copies = 0, others = 0;
	char last[64] = "";

	ck_assert_str_eq(
		sheet_names_next(&names, "Village", &copies), "Village");
	ck_assert_str_eq(
		sheet_names_next(&names, "Village", &copies), "Village (2)");
	/* another that differs by the case of its letters alone */
	ck_assert_str_eq(
		sheet_names_next(&names, "VILLAGE", &others), "VILLAGE (3)");
	ck_assert_str_eq(
		sheet_names_next(&names, "Village", &copies), "Village (4)");
	/* what stands behind takes of the name's own room */
	copies = 0;
	for (int i = 0; i < 12; i++)
		snprintf(last, sizeof last, "%s",
			sheet_names_next(&names,
				"abcdefghijklmnopqrstuvwxyz-abcdefgh",
				&copies));
	ck_assert_str_eq(last, "abcdefghijklmnopqrstuvwxyz (12)");
	sheet_names_clear(&names);
}
END_TEST

int
main(void)
{
	TCase *tc = tcase_create("all");

	suite_add_each(tc, test_names, cases);
	tcase_add_test(tc, test_once);
	return suite_run(tc, "sheet-names");
}
