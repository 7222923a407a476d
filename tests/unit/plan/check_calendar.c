/*
 * Working days: weekends, holidays, weekend days worked instead.
 */
#include "config.h"
#include <stdio.h>
#include <string.h>
#include "lib/xml.h"
#include "plan/calendar.h"
#include "plan/plan.h"
#include "../suite.h"

static struct calendar *calendar;
static struct error err;

static int
parse(const char *entries)
{
	char xml[2000];

	snprintf(xml, sizeof xml,
		"<calendar xmlns=\"urn:hecha:1\">"
		"<title xml:lang=\"zh\">甲</title>"
		"<title xml:lang=\"en\">A</title>%s</calendar>",
		entries);
	xml_init();
	err = (struct error){ 0 };
	return calendar_parse(&calendar, xml, strlen(xml), "c.xml", &err);
}

/* A week of holidays in 2026, a Saturday worked for it. */
static const char october[] = "<holiday from=\"2026-10-01\" to=\"2026-10-07\"/>"
			      "<workday date=\"2026-10-10\"/>";

static bool
works(const char *day)
{
	return calendar_is_working(calendar, day_parse(day));
}

START_TEST(test_days)
{
	ck_assert_msg(parse(october) == 0, "%s", err.msg);
	ck_assert(works("2026-09-30"));
	ck_assert(!works("2026-10-01"));
	ck_assert(!works("2026-10-07"));
	ck_assert(works("2026-10-08"));
	ck_assert(works("2026-10-10"));
	ck_assert(!works("2026-10-11"));
	ck_assert(calendar_covers(calendar, 2026));
	ck_assert(!calendar_covers(calendar, 2027));
	calendar_free(calendar);
	calendar = NULL;
	ck_assert(works("2026-10-01"));
	ck_assert(!works("2026-10-10"));
}
END_TEST

/* Seven working days from 30 September: the 30th, 8, 9, 10, 12, 13, 14. */
START_TEST(test_period)
{
	struct plan_counting c = { .working = true, .first_counts = true };
	long began = day_parse("2026-09-30"), ended = day_parse("2026-10-14");

	ck_assert_int_eq(parse(october), 0);
	c.calendar = calendar;
	ck_assert_int_eq(plan_period_end(&c, began, 7), ended);
	ck_assert_int_eq(plan_period_start(&c, ended, 7), began);
	ck_assert_int_eq(plan_count_days(&c, began, ended), 7);
	c.first_counts = false;
	ck_assert_int_eq(plan_count_days(&c, began, ended), 6);
	calendar_free(calendar);
}
END_TEST

START_TEST(test_wrong)
{
	ck_assert_int_eq(
		parse("<holiday from=\"2026-10-07\" to=\"2026-10-01\"/>"), -1);
	ck_assert_ptr_null(calendar);
	ck_assert_int_eq(err.kind, ERR_INPUT);
	ck_assert_int_eq(parse("<workday date=\"2026-02-30\"/>"), -1);
	ck_assert_int_eq(parse("<holiday from=\"2026-10-01\"/>"), -1);
	ck_assert_int_eq(parse("<sunday/>"), -1);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("calendar");

	tcase_add_test(t, test_days);
	tcase_add_test(t, test_period);
	tcase_add_test(t, test_wrong);
	return suite_run(t, "calendar");
}
