/*
 * Verdicts: a table of what was found and what was not looked at.
 */
#include "config.h"
#include <stdlib.h>
#include "check/verdict.h"
#include "../suite.h"

#define FACTS(...) ((struct verdict_facts){ __VA_ARGS__ })

static const struct {
	struct verdict_facts facts;
	const char *verdict;
	const char *accepted[3]; /* never inspected, failed, passed */
} cases[] = {
	{ FACTS(0), "met", { "unseen", "unknown", "met" } },
	{ FACTS(.errors = 1), "not-met", { "not-met", "not-met", "not-met" } },
	{ FACTS(.suspects = 1), "unknown",
		{ "unknown", "unknown", "unknown" } },
	{ FACTS(.undecided = 1), "unknown",
		{ "unknown", "unknown", "unknown" } },
	{ FACTS(.rejected = 1), "unknown",
		{ "unknown", "unknown", "unknown" } },
	{ FACTS(.pending = 1), "unknown", { "pending", "unknown", "pending" } },
	{ FACTS(.pending = 1, .undecided = 1), "unknown",
		{ "unknown", "unknown", "unknown" } },
	{ FACTS(.pending = 1, .suspects = 1), "unknown",
		{ "unknown", "unknown", "unknown" } },
	{ FACTS(.suspects = 2, .confirmed = 1), "not-met",
		{ "not-met", "not-met", "not-met" } },
	{ FACTS(1, 1, 1, 1, 1, 1), "not-met",
		{ "not-met", "not-met", "not-met" } },
	{ FACTS(.errors = 1, .undecided = 84), "not-met",
		{ "not-met", "not-met", "not-met" } },
};

START_TEST(of_facts)
{
	const struct verdict_facts *f = &cases[_i].facts;

	ck_assert_str_eq(verdict_name(verdict_of(f)), cases[_i].verdict);
	for (int i = 0; i < 3; i++)
		ck_assert_str_eq(acceptance_name(acceptance_of_exit(
					 f, (enum inspected)i)),
			cases[_i].accepted[i]);
}
END_TEST

/* What a check leaves open: a finding that is a notice closes nothing. */
static const struct {
	enum answer answer;
	bool partly;
	uint64_t pending;
	const char *verdict;
	uint64_t undecided, open; /* counted in */
} checks[] = {
	{ ANSWER_PASS, false, 0, "met", 0, 0 },
	{ ANSWER_NOT_APPLICABLE, false, 0, "met", 0, 0 },
	{ ANSWER_FAIL, false, 0, "met", 0, 0 },
	{ ANSWER_FAIL, true, 0, "unknown", 1, 0 },
	{ ANSWER_FAIL, false, 3, "unknown", 0, 1 },
	{ ANSWER_FAIL, true, 3, "unknown", 1, 1 },
	{ ANSWER_PASS, true, 0, "unknown", 1, 0 },
	{ ANSWER_NOT_CHECKABLE, true, 0, "unknown", 1, 0 },
	{ ANSWER_NOT_CHECKABLE, false, 0, "unknown", 1, 0 },
	{ ANSWER_PENDING, false, 2, "unknown", 0, 1 },
	{ ANSWER_ERROR, true, 0, "unknown", 1, 0 },
	{ ANSWER_SKIPPED, true, 0, "unknown", 1, 0 },
};

START_TEST(of_checks)
{
	struct verdict_facts f = { 0 };

	verdict_add_check(
		&f, checks[_i].answer, checks[_i].partly, checks[_i].pending);
	ck_assert_str_eq(verdict_name(verdict_of(&f)), checks[_i].verdict);
	ck_assert_uint_eq(f.undecided, checks[_i].undecided);
	ck_assert_uint_eq(f.pending, checks[_i].open);
}
END_TEST

static const struct {
	uint64_t exits[NACCEPTANCES]; /* met, not met, pending, unknown,
					 unchecked */
	struct verdict_facts facts;
	bool lacking;
	const char *verdict;
} all[] = {
	{ { 0 }, FACTS(0), false, "none" },
	{ { 0 }, FACTS(.errors = 1), true, "none" },
	{ { 3 }, FACTS(0), false, "met" },
	{ { 3, 1 }, FACTS(0), false, "not-met" },
	{ { 3, 1, 1, 1, 1 }, FACTS(0), true, "not-met" },
	{ { 3, 0, 1 }, FACTS(0), false, "pending" },
	{ { 3, 0, 0, 1 }, FACTS(0), false, "unknown" },
	{ { 3, 0, 1, 1 }, FACTS(0), false, "unknown" },
	{ { 3, 0, 0, 0, 2 }, FACTS(0), false, "met" },
	{ { 3, 0, 0, 0, 2 }, FACTS(0), true, "unseen" },
	{ { 0, 0, 0, 0, 2 }, FACTS(0), false, "unseen" },
	{ { 3 }, FACTS(.errors = 1), false, "not-met" },
	{ { 3 }, FACTS(.suspects = 1), false, "unknown" },
	{ { 3 }, FACTS(.suspects = 1, .confirmed = 1), false, "not-met" },
	{ { 3 }, FACTS(.undecided = 1), false, "unknown" },
	{ { 3 }, FACTS(.rejected = 1), false, "unknown" },
	{ { 3 }, FACTS(.pending = 1), false, "pending" },
	{ { 3 }, FACTS(0), true, "unseen" },
};

START_TEST(of_all_exits)
{
	ck_assert_str_eq(acceptance_name(acceptance_of_all(all[_i].exits,
				 &all[_i].facts, all[_i].lacking)),
		all[_i].verdict);
}
END_TEST

START_TEST(of_streets)
{
	ck_assert_int_eq(verdict_of_streets(0, 0), VERDICT_MET);
	ck_assert_int_eq(verdict_of_streets(1, 0), VERDICT_NOT_MET);
	ck_assert_int_eq(verdict_of_streets(1, 1), VERDICT_NOT_MET);
	ck_assert_int_eq(verdict_of_streets(0, 1), VERDICT_UNKNOWN);
}
END_TEST

int
main(void)
{
	TCase *tc = tcase_create("verdict");

	tcase_add_test(tc, of_streets);

	suite_add_each(tc, of_facts, cases);
	suite_add_each(tc, of_checks, checks);
	suite_add_each(tc, of_all_exits, all);
	return suite_run(tc, "verdict");
}
