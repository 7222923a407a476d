/*
 * Can a plan be kept: the steps of a procedure laid out by its deadlines.
 */
#include "config.h"
#include <stdlib.h>
#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "check/plan-lint.h"
#include "lib/xml.h"
#include "../suite.h"

static struct plan *plan;

static void
set_up(void)
{
	struct error err = { 0 };
	char *path = file_data_path("plans/street.xml");

	xml_init();
	ck_assert_msg(plan_load(&plan, path, &err) == 0, "%s", err.msg);
	free(path);
}

static void
tear_down(void)
{
	plan_free(plan);
}

/* How many remarks of a kind the plan's dates call for. */
static size_t
remarks(enum lint_kind kind)
{
	size_t n, found = 0;
	struct lint_remark *all = lint_plan(plan, NULL, &n);

	for (size_t i = 0; i < n; i++)
		found += all[i].kind == kind;
	free(all);
	return found;
}

/* The least slack of a procedure's steps, counted so. */
static long
slack(const char *id, const struct plan_counting *counting)
{
	const struct plan_procedure *p = plan_find_procedure(plan, id);
	struct lint_step *steps = xcalloc(p->n, sizeof *steps);
	long least = NO_DAY;

	lint_procedure(steps, plan, p, counting);
	for (size_t i = 0; i < p->n; i++) {
		ck_assert_ptr_eq(steps[i].step, &p->steps[i]);
		if (steps[i].slack != NO_DAY &&
			(least == NO_DAY || steps[i].slack < least))
			least = steps[i].slack;
	}
	free(steps);
	return least;
}

START_TEST(test_kept)
{
	static const struct plan_counting later = { .first_counts = false },
					  working = { .working = true,
						  .first_counts = true };

	/* to the day as the plan counts, and not as one could count, too */
	ck_assert_int_eq(slack("exit", NULL), 0);
	ck_assert_int_lt(slack("exit", &later), 0);
	ck_assert_int_lt(slack("exit", &working), 0);
	ck_assert_uint_eq(remarks(LINT_IMPOSSIBLE), 0);
	ck_assert_uint_gt(remarks(LINT_READING), 0);
}
END_TEST

/* A day less than there must be. */
START_TEST(test_impossible)
{
	size_t order = remarks(LINT_DEADLINE_ORDER);

	plan->counting.first_counts = false;
	ck_assert_uint_gt(remarks(LINT_IMPOSSIBLE), 0);
	ck_assert_uint_eq(remarks(LINT_DEADLINE_ORDER), order);
}
END_TEST

START_TEST(test_kinds)
{
	ck_assert(!lint_is_of_clauses(LINT_IMPOSSIBLE));
	ck_assert(lint_is_of_clauses(LINT_UNSERVED));
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("plan-lint");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, test_kept);
	tcase_add_test(t, test_impossible);
	tcase_add_test(t, test_kinds);
	return suite_run(t, "plan-lint");
}
