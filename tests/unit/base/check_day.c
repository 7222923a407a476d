/*
 * Days: dates to numbers and back, ages, days of the week.
 */
#include "config.h"
#include <stdlib.h>
#include "base/day.h"
#include "../suite.h"

static const struct {
	const char *text;
	bool is_day;
} dates[] = { { "2026-11-05", true }, { "2024-02-29", true },
	{ "2023-02-29", false }, { "1900-02-29", false },
	{ "2000-02-29", true }, { "2026-00-10", false },
	{ "2026-13-01", false }, { "2026-04-31", false },
	{ "2026-11-5", false }, { "20261105", false }, { "", false },
	{ "2026-11-05T", false } };

START_TEST(test_parse)
{
	long day = day_parse(dates[_i].text);
	char out[11];

	ck_assert_msg(
		(day != NO_DAY) == dates[_i].is_day, "%s", dates[_i].text);
	if (day != NO_DAY)
		ck_assert_str_eq(day_format(day, out), dates[_i].text);
}
END_TEST

static const struct {
	const char *birth, *day;
	int age;
} ages[] = { { "2010-09-30", "2026-09-30", 16 },
	{ "2010-10-01", "2026-09-30", 15 }, { "2010-09-29", "2026-09-30", 16 },
	{ "2008-02-29", "2026-02-28", 17 }, { "2008-02-29", "2026-03-01", 18 },
	{ "2026-09-30", "2026-09-30", 0 } };

START_TEST(test_age)
{
	ck_assert_int_eq(
		day_age(day_parse(ages[_i].birth), day_parse(ages[_i].day)),
		ages[_i].age);
}
END_TEST

START_TEST(test_every_day)
{
	long day = day_make(1899, 12, 31);
	int week = day_of_week(day);
	char out[11];

	for (int i = 0; i < 100000; i++, day++) {
		ck_assert_int_eq(day_parse(day_format(day, out)), day);
		ck_assert_int_eq(day_of_week(day), week);
		week = day_of_week(day + 1);
		ck_assert_int_eq((day_of_week(day) + 1) % 7, week % 7);
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("day");

	suite_add_each(t, test_parse, dates);
	suite_add_each(t, test_age, ages);
	tcase_add_test(t, test_every_day);
	return suite_run(t, "day");
}
