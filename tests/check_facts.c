/*
 * Facts derived from values: numbers, names, phones, public text, dates.
 */
#include "config.h"
#include <check.h>
#include <stdlib.h>
#include <string.h>
#include "arena.h"
#include "derive.h"
#include "mask.h"
#include "strbuf.h"
#include "timefmt.h"

/* Columns behind a number, as derive.h lists them. */
enum { RAW = 1, FORM, CHECK, ID18, DATE, BIRTH, SEX, PROVINCE, AGE };

static const struct {
	const char *written, *form;
	int check, date; /* -1: NULL */
	const char *id18;
} numbers[] = {
	{ "379999200002290013", "id18", 1, 1, "379999200002290013" },
	{ "37999919491231002x", "id18", 1, 1, "37999919491231002X" },
	{ "11010519491231002X", "id18", 1, 1, "11010519491231002X" },
	{ "440524188001010014", "id18", 1, 1, "440524188001010014" },
	{ "379999200002290014", "id18", 0, 1, "379999200002290014" },
	{ "379999201002290018", "id18", 1, 0, "379999201002290018" },
	{ "379999198713010014", "id18", 1, 0, "379999198713010014" },
	{ "379999800101001", "id15", -1, 1, "379999198001010016" },
	{ "379999491231002", "id15", -1, 1, "37999919491231002X" },
	{ "37999920000229001341", "cert20", 1, 1, "379999200002290013" },
	{ "37999920000229001341B1", "cert22", 1, 1, "379999200002290013" },
	{ "999999195001010018", "placeholder", -1, -1, NULL },
	{ "111111111111111111", "placeholder", -1, -1, NULL },
	{ "37999920000229001", "length", -1, -1, NULL },
	{ "3799992000022900X3", "character", -1, -1, NULL },
	{ "", "none", -1, -1, NULL },
	{ "３７９９９９２０００ ０２２９００１３", "id18", 1, 1,
		"379999200002290013" },
};

START_TEST(test_numbers)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { .reference = day_make(2026, 9, 30) };
	struct value v[1 + DERIVE_MAX];

	derive(v, STORE_NUMBER, numbers[_i].written, &facts, arena);
	ck_assert_str_eq(v[FORM].s, numbers[_i].form);
	if (numbers[_i].check < 0)
		ck_assert_int_eq(v[CHECK].type, VALUE_NULL);
	else
		ck_assert_int_eq(v[CHECK].i, numbers[_i].check);
	if (numbers[_i].date < 0)
		ck_assert_int_eq(v[DATE].type, VALUE_NULL);
	else
		ck_assert_int_eq(v[DATE].i, numbers[_i].date);
	if (numbers[_i].id18 == NULL)
		ck_assert_int_eq(v[ID18].type, VALUE_NULL);
	else
		ck_assert_str_eq(v[ID18].s, numbers[_i].id18);
	arena_free(arena);
}
END_TEST

START_TEST(test_ages)
{
	long reference = day_make(2026, 9, 30);

	ck_assert_int_eq(day_age(day_make(2010, 9, 30), reference), 16);
	ck_assert_int_eq(day_age(day_make(2010, 10, 1), reference), 15);
	ck_assert_int_eq(
		day_age(day_make(2000, 2, 29), day_make(2025, 2, 28)), 24);
	ck_assert_int_eq(
		day_age(day_make(2000, 2, 29), day_make(2025, 3, 1)), 25);
}
END_TEST

START_TEST(test_dates)
{
	char iso[11];

	ck_assert_int_eq(day_parse("1970-01-01"), 0);
	ck_assert_int_eq(day_parse("2026-02-29"), NO_DAY);
	ck_assert_int_eq(day_parse("2026-1-1"), NO_DAY);
	ck_assert_int_eq(day_of_week(day_parse("2026-11-24")), 2);
	for (long d = day_make(1600, 1, 1); d < day_make(2200, 1, 1); d++)
		ck_assert_int_eq(day_parse(day_format(d, iso)), d);
}
END_TEST

static const struct {
	const char *written, *form;
} phones[] = {
	{ "13812345678", "mobile" }, { "12812345678", "bad" },
	{ "0536-8123456", "fixed" }, { "05368123456", "fixed" },
	{ "8123456", "fixed" }, { "123", "bad" }, { "", "none" },
	{ "１３８１２３４５６７８", "mobile" },
};

START_TEST(test_phones)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { 0 };
	struct value v[2];

	derive(v, STORE_PHONE, phones[_i].written, &facts, arena);
	ck_assert_str_eq(v[1].s, phones[_i].form);
	arena_free(arena);
}
END_TEST

static const struct {
	const char *written, *exposed;
} shown[] = {
	{ "王测一 379999200002290013", "number" },
	{ "王测一 37999919491231002X", "number" },
	{ "账号6222000011112222", "account" },
	{ "电话13812345678", "phone" }, { "第三组 4人", NULL },
	{ "379999********0013", NULL },
};

START_TEST(test_shown)
{
	struct arena *arena = arena_new();
	struct derive_facts facts = { 0 };
	struct value v[2];

	derive(v, STORE_SHOWN, shown[_i].written, &facts, arena);
	if (shown[_i].exposed == NULL)
		ck_assert_int_eq(v[1].type, VALUE_NULL);
	else
		ck_assert_str_eq(v[1].s, shown[_i].exposed);
	arena_free(arena);
}
END_TEST

START_TEST(test_mask)
{
	struct strbuf sb = { 0 };

	mask_add_number(&sb, "379999200002290013");
	ck_assert_str_eq(sb.data, "379999********0013");
	strbuf_reset(&sb);
	mask_add_text(&sb, "户H379999001001，号码37999919491231002X。");
	ck_assert_str_eq(
		sb.data, "户H379999001001，号码379999********002X。");
	strbuf_clear(&sb);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("facts");
	TCase *t = tcase_create("facts");
	SRunner *r = srunner_create(s);
	int failed;

	tcase_add_loop_test(
		t, test_numbers, 0, sizeof numbers / sizeof *numbers);
	tcase_add_test(t, test_ages);
	tcase_add_test(t, test_dates);
	tcase_add_loop_test(t, test_phones, 0, sizeof phones / sizeof *phones);
	tcase_add_loop_test(t, test_shown, 0, sizeof shown / sizeof *shown);
	tcase_add_test(t, test_mask);
	suite_add_tcase(s, t);
	srunner_run_all(r, CK_NORMAL);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed > 0;
}
