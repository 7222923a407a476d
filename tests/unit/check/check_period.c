/*
 * Periods in which a rule and its values are the same: borders, gaps, the last
 * of several values, days before and after.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "check/period.h"
#include "../suite.h"

static struct arena *arena;
static struct period *periods;
static size_t n;

/* The value of the only parameter on a day; NULL: the rule is not in force, or
 * is twice. */
static const char *
value_on(const char *iso)
{
	const char *value = NULL;

	for (size_t i = 0; i < n; i++) {
		if (!period_holds(&periods[i], day_parse(iso)))
			continue;
		if (value != NULL)
			return NULL;
		value = periods[i].rule.parameters[0].value;
	}
	return value;
}

static void
set(const char *from, const char *to, struct rule_dated *dated, size_t ndated)
{
	static struct rule_parameter parameter;
	struct rule rule = { .id = "X-01",
		.from = from,
		.to = to,
		.parameters = &parameter,
		.nparameters = 1 };

	parameter = (struct rule_parameter){
		.name = "least", .value = "1", .dated = dated, .ndated = ndated
	};
	arena = arena_new();
	n = period_list(&periods, &rule, arena);
}

START_TEST(test_always)
{
	set(NULL, NULL, NULL, 0);
	ck_assert_uint_eq(n, 1);
	ck_assert_str_eq(value_on("1900-01-01"), "1");
	ck_assert_str_eq(value_on("2100-12-31"), "1");
	arena_free(arena);
}
END_TEST

START_TEST(test_in_force)
{
	set("2026-11-03", "2026-11-10", NULL, 0);
	ck_assert_ptr_null(value_on("2026-11-02"));
	ck_assert_str_eq(value_on("2026-11-03"), "1");
	ck_assert_str_eq(value_on("2026-11-10"), "1");
	ck_assert_ptr_null(value_on("2026-11-11"));
	arena_free(arena);
}
END_TEST

START_TEST(test_dated)
{
	struct rule_dated dated[] = { { "2026-11-05", "2026-11-06", "2" },
		{ "2026-11-06", NULL, "3" } };

	set(NULL, NULL, dated, 2);
	ck_assert_str_eq(value_on("2026-11-04"), "1");
	ck_assert_str_eq(value_on("2026-11-05"), "2");
	ck_assert_str_eq(value_on("2026-11-06"), "3");
	ck_assert_str_eq(value_on("2027-01-01"), "3");
	arena_free(arena);
}
END_TEST

START_TEST(test_gap)
{
	struct rule_dated dated[] = { { NULL, "2026-11-05", "0" },
		{ "2026-11-08", "2026-11-08", "8" } };

	set("2026-11-04", NULL, dated, 2);
	ck_assert_ptr_null(value_on("2026-11-03"));
	ck_assert_str_eq(value_on("2026-11-05"), "0");
	ck_assert_str_eq(value_on("2026-11-07"), "1");
	ck_assert_str_eq(value_on("2026-11-08"), "8");
	ck_assert_str_eq(value_on("2026-11-09"), "1");
	arena_free(arena);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("period");

	tcase_add_test(t, test_always);
	tcase_add_test(t, test_in_force);
	tcase_add_test(t, test_dated);
	tcase_add_test(t, test_gap);
	return suite_run(t, "period");
}
