/*
 * Masking: what may be seen of a number, a birth date, an age and of a text
 * that holds numbers, alone and beside another one.
 */
#include "config.h"
#include <stdlib.h>
#include "base/mask.h"
#include "base/strbuf.h"
#include "../suite.h"

static struct strbuf sb;

/* What was added since the last time. */
static const char *
added(void)
{
	static char *last;

	free(last);
	last = strbuf_steal(&sb);
	return last;
}

static const struct {
	const char *number, *masked;
} numbers[] = {
	{ "379999200002290013", "379999********0013" },
	{ "37999920000229002X", "379999********002X" },
	{ "379999000229001", "379999*****9001" },
	/* a certificate ends in type and grade */
	{ "37999920000229001344", "379999**************" },
	{ "3799992000022900134412", "379999****************" },
	/* of a short one nothing, and never a part of a character */
	{ "13800000001", "***********" },
	{ "６２９９９９９９０００１", "************" },
	{ "", "" },
};

START_TEST(test_number)
{
	strbuf_adds(&sb, "");
	mask_add_number(&sb, numbers[_i].number);
	ck_assert_str_eq(added(), numbers[_i].masked);
}
END_TEST

static const struct {
	const char *number, *other, *masked;
} besides[] = {
	/* unlike as they are masked: as each is */
	{ "379999200002290013", "379999200002290021", "379999********0013" },
	/* alike: the first two that differ, of a short one three */
	{ "379999200002290013", "379999200102290013", "379999***0****0013" },
	{ "379999195512310013", "379999204401020013", "37999919******0013" },
	{ "13800000001", "13900000002", "**8*******1" },
	{ "13812345678", "13987654321", "**812******" },
	/* equal ones tell nothing */
	{ "379999200002290013", "379999200002290013", "379999********0013" },
	/* where the bytes do not stand against each other */
	{ "１２３", "１２４", "*** (written otherwise)" },
};

START_TEST(test_beside)
{
	mask_add_number_beside(
		&sb, besides[_i].number, besides[_i].other, LANG_EN);
	ck_assert_str_eq(added(), besides[_i].masked);
}
END_TEST

START_TEST(test_birth)
{
	mask_add_birth(&sb, "1963-04-05", NULL, LANG_EN);
	ck_assert_str_eq(added(), "19**-**-**");
	mask_add_birth(&sb, "1963-04-05", "1963-04-06", LANG_EN);
	ck_assert_str_eq(added(), "19**-**-*5");
	mask_add_birth(&sb, "1963-04-05", "1963-11-06", LANG_EN);
	ck_assert_str_eq(added(), "19**-04-**");
	/* never the whole year, nor a day beside it */
	mask_add_birth(&sb, "1963-04-05", "1974-04-06", LANG_EN);
	ck_assert_str_eq(added(), "196*-**-**");
	mask_add_birth(&sb, "1963-04-05", NULL, LANG_ZH);
	ck_assert_str_eq(added(), "19**年**月**日");
}
END_TEST

START_TEST(test_age)
{
	static const char *const ages[][2] = { { "0", "0 to 5" },
		{ "5", "0 to 5" }, { "6", "6 to 15" }, { "15", "6 to 15" },
		{ "16", "16 to 22" }, { "59", "40 to 59" },
		{ "60", "60 to 69" }, { "79", "70 to 79" },
		{ "80", "80 or more" }, { "119", "80 or more" } };

	for (size_t i = 0; i < sizeof ages / sizeof *ages; i++) {
		mask_add_age(&sb, ages[i][0], LANG_EN);
		ck_assert_str_eq(added(), ages[i][1]);
	}
	mask_add_age(&sb, "80", LANG_ZH);
	ck_assert_str_eq(added(), "80以上");
}
END_TEST

START_TEST(test_text)
{
	mask_add_text(&sb, "户H379999001001，号码37999919491231002X。");
	ck_assert_str_eq(added(), "户H379999001001，号码379999********002X。");
	/* 18 digits that are no number: no month 13, no 32nd day */
	mask_add_text(&sb, "379999194913310021 379999194912320021");
	ck_assert_str_eq(added(), "379999194913310021 379999194912320021");
	/* with other digits beside it, as a list without commas has them */
	mask_add_text(&sb, "37999919491231002137999919500101001X1");
	ck_assert_str_eq(added(), "379999********0021379999********001X1");
	/* with blanks and hyphens, and wide */
	mask_add_text(&sb, "王379999 19491231 0021、3799-9919-4912-3100-21。");
	ck_assert_str_eq(added(), "王379999********0021、379999********0021。");
	mask_add_text(&sb, "号３７９９９９１９４９１２３１００２Ｘ。");
	ck_assert_str_eq(added(), "号379999********002X。");
	/* of 15 digits, alone */
	mask_add_text(&sb, "赵379999491231002，A379999491231002");
	ck_assert_str_eq(added(), "赵379999*****1002，A379999*****1002");
	/* a household's number, an account's, days, hashes */
	mask_add_text(&sb, "379999001001002 6222020200998877665");
	ck_assert_str_eq(added(), "379999001001002 6222020200998877665");
	mask_add_text(&sb, "2025-10-01 2026-09-30 13800000001 379999001001");
	ck_assert_str_eq(
		added(), "2025-10-01 2026-09-30 13800000001 379999001001");
	mask_add_text(&sb, "a379999491231002 0379999194912310021abcdefabcdefa");
	ck_assert_str_eq(
		added(), "a379999491231002 0379999194912310021abcdefabcdefa");
	mask_add_text(&sb, "");
	ck_assert_str_eq(added(), "");
}
END_TEST

int
main(void)
{
	TCase *tc = tcase_create("all");

	suite_add_each(tc, test_number, numbers);
	suite_add_each(tc, test_beside, besides);
	tcase_add_test(tc, test_birth);
	tcase_add_test(tc, test_age);
	tcase_add_test(tc, test_text);
	return suite_run(tc, "mask");
}
