/*
 * The procedure engine on single households, against the street's plan.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "lib/xml.h"
#include "plan/plan.h"
#include "plan/steps.h"
#include "../suite.h"

static struct plan *plan;
static const struct plan_procedure *exit_procedure, *entry_procedure;

#define DAY(s) day_parse(s)
#define MAX_RESULTS 32

/* A street that keeps the plan to the day. */
static const struct {
	const char *kind;
	int round;
	const char *began, *ended;
} entry_course[] = {
	{ "appraisal", 1, "2026-11-11", "2026-11-11" },
	{ "posting", 1, "2026-11-11", "2026-11-17" },
	{ "street-audit", 0, "2026-11-18", "2026-11-18" },
	{ "posting", 2, "2026-11-18", "2026-11-24" },
	{ "comparison", 0, "2026-11-25", "2026-11-25" },
	{ "appraisal", 2, "2026-11-25", "2026-11-25" },
	{ "announcement", 0, "2026-11-25", "2026-11-29" },
	{ "notification", 0, "2026-11-30", "2026-11-30" },
	{ "data-entry", 0, "2026-12-15", "2026-12-15" },
};
#define NENTRY (sizeof entry_course / sizeof *entry_course)

static struct step_event events[NENTRY + 4];
static struct step_result results[MAX_RESULTS];
static size_t nevents, nresults;

static void
set_up(void)
{
	struct error err = { 0 };
	char *path = file_data_path("plans/street.xml");

	xml_init();
	ck_assert_msg(plan_load(&plan, path, &err) == 0, "%s", err.msg);
	free(path);
	exit_procedure = plan_find_procedure(plan, "exit");
	entry_procedure = plan_find_procedure(plan, "entry");
	ck_assert_ptr_nonnull(exit_procedure);
	ck_assert_ptr_nonnull(entry_procedure);
	nevents = NENTRY;
	for (size_t i = 0; i < NENTRY; i++)
		events[i] = (struct step_event){ .kind = entry_course[i].kind,
			.event = "e",
			.round = entry_course[i].round,
			.began = DAY(entry_course[i].began),
			.ended = DAY(entry_course[i].ended) };
}

static void
tear_down(void)
{
	plan_free(plan);
}

static bool
never(void *arg, const struct plan_step *step)
{
	(void)arg;
	(void)step;
	return false;
}

static bool
is_posting(void *arg, const struct plan_step *step)
{
	(void)arg;
	return strcmp(step->kind, "posting") == 0;
}

static void
judge(const struct plan_procedure *p, const char *as_of,
	steps_listed_fn *listed)
{
	nresults = steps_judge(results,
		&(struct steps_course){
			plan, p, events, nevents, DAY(as_of), listed, NULL });
}

static struct step_result *
find(const char *kind, int round)
{
	for (size_t i = 0; i < nresults; i++) {
		const struct plan_step *s = results[i].step;

		if (s != NULL && strcmp(s->kind, kind) == 0 &&
			(round == 0 || s->round == round))
			return &results[i];
	}
	ck_abort_msg("no step %s %d", kind, round);
	return NULL;
}

static void
drop(size_t i)
{
	memmove(&events[i], &events[i + 1], (--nevents - i) * sizeof *events);
}

START_TEST(test_perfect)
{
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_uint_eq(nresults, entry_procedure->n);
	for (size_t i = 0; i < nresults; i++) {
		const struct step_result *r = &results[i];

		ck_assert_int_eq(r->state,
			r->step->required ? STEP_DONE : STEP_NOT_NEEDED);
		ck_assert_int_eq(r->late_days, 0);
		ck_assert(!r->early);
		ck_assert(!r->at_risk);
	}
	ck_assert_int_eq(find("posting", 1)->days, 7);
	ck_assert_uint_eq(find("posting", 1)->readings, 1);
	ck_assert_int_eq(find("announcement", 0)->days, 5);
}
END_TEST

/* The plan's own chain has no slack: every latest start is the date above. */
START_TEST(test_latest)
{
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(
		find("announcement", 0)->step->latest_start, DAY("2026-11-25"));
	ck_assert_int_eq(
		find("appraisal", 2)->step->latest_end, DAY("2026-11-25"));
	ck_assert_int_eq(
		find("posting", 2)->step->latest_start, DAY("2026-11-18"));
	ck_assert_int_eq(
		find("street-audit", 0)->step->latest_end, DAY("2026-11-18"));
	ck_assert_int_eq(
		find("posting", 1)->step->latest_start, DAY("2026-11-11"));
}
END_TEST

START_TEST(test_short_and_late)
{
	events[1].ended = DAY("2026-11-16");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("posting", 1)->days, 6);
	events[1].ended = DAY("2026-11-19");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("posting", 1)->late_days, 2);
	ck_assert(find("street-audit", 0)->early);
	ck_assert(!find("posting", 2)->early);
}
END_TEST

/* After a period a day must pass; after a step of one day none. */
START_TEST(test_order)
{
	events[2].began = events[2].ended = DAY("2026-11-17");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert(find("street-audit", 0)->early);
	ck_assert(!find("posting", 2)->early);
	events[6].began = DAY("2026-11-24");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert(find("announcement", 0)->early);
}
END_TEST

START_TEST(test_missing)
{
	drop(3); /* the second posting */
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("posting", 2)->state, STEP_MISSING);
	judge(entry_procedure, "2026-11-25", never);
	ck_assert_int_eq(find("posting", 2)->state, STEP_MISSING);
	judge(entry_procedure, "2026-11-24", never);
	ck_assert_int_eq(find("posting", 2)->state, STEP_PENDING);
	ck_assert(find("posting", 2)->at_risk);
	judge(entry_procedure, "2026-11-10", never);
	ck_assert(!find("posting", 2)->at_risk);
	judge(entry_procedure, "2026-12-27", is_posting);
	ck_assert_int_eq(find("posting", 2)->state, STEP_OFF_LIST);
}
END_TEST

START_TEST(test_running)
{
	events[1].ended = NO_DAY;
	nevents = 2;
	judge(entry_procedure, "2026-11-15", never);
	ck_assert_int_eq(find("posting", 1)->state, STEP_RUNNING);
	judge(entry_procedure, "2026-11-18", never);
	ck_assert_int_eq(find("posting", 1)->state, STEP_DONE);
	/* the end that nobody recorded is told as such, and nothing else */
	ck_assert_int_eq(find("posting", 1)->days, -1);
	ck_assert_int_eq(find("posting", 1)->late_days, 0);
	nevents = 3;
	events[2] = (struct step_event){ .kind = "street-audit",
		.event = "e",
		.began = DAY("2026-11-12"),
		.ended = DAY("2026-11-12") };
	judge(entry_procedure, "2026-11-18", never);
	ck_assert(!find("street-audit", 0)->early);
	/* while it runs, nothing can follow it */
	judge(entry_procedure, "2026-11-15", never);
	ck_assert(find("street-audit", 0)->early);
	ck_assert_int_eq(
		find("street-audit", 0)->follows_ended, DAY("2026-11-17"));
}
END_TEST

/* Without its date a step is done, and order goes by those around it. */
START_TEST(test_undated)
{
	events[1].began = events[1].ended = NO_DAY;
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("posting", 1)->state, STEP_DONE);
	ck_assert_int_eq(find("posting", 1)->days, -1);
	ck_assert(!find("posting", 1)->early);
	ck_assert(!find("street-audit", 0)->early);
	events[2].began = events[2].ended = DAY("2026-11-10");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert(find("street-audit", 0)->early);
	ck_assert_ptr_eq(
		find("street-audit", 0)->follows, find("appraisal", 1));
}
END_TEST

/* Put one more event before another. */
static struct step_event *
add_before(size_t i, const char *kind, int round, const char *began,
	const char *ended)
{
	memmove(&events[i + 1], &events[i], (nevents++ - i) * sizeof *events);
	events[i] = (struct step_event){ .kind = kind,
		.event = "x",
		.round = round,
		.began = DAY(began),
		.ended = DAY(ended) };
	return &events[i];
}

/* An appraisal that failed is put right by one before the posting began, and
 * not by one after that. */
START_TEST(test_put_right)
{
	add_before(0, "appraisal", 1, "2026-11-09", "2026-11-09")->failed =
		true;
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_ptr_eq(find("appraisal", 1)->event, &events[1]);
	ck_assert_uint_eq(nresults, entry_procedure->n + 1);
	ck_assert_ptr_eq(results[nresults - 1].event, &events[0]);
	ck_assert(results[nresults - 1].put_right);

	events[1].began = events[1].ended = DAY("2026-11-12");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_ptr_eq(find("appraisal", 1)->event, &events[0]);
	ck_assert_int_eq(results[nresults - 1].state, STEP_REPEATED);
	ck_assert(!results[nresults - 1].put_right);
}
END_TEST

/* What was good is not put right; the last good one before the next step
 * stands. */
START_TEST(test_last_word)
{
	add_before(0, "appraisal", 1, "2026-11-09", "2026-11-09")->rejected =
		true;
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_ptr_eq(find("appraisal", 1)->event, &events[1]);
	ck_assert_ptr_null(find("posting", 1)->rejected_before);
	ck_assert(!results[nresults - 1].put_right);
	events[0].rejected = false;
	events[1].rejected = true;
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_ptr_nonnull(find("posting", 1)->rejected_before);
}
END_TEST

/* A posting again after the audit does not make up for a short one; one that
 * was over the evening before does. */
START_TEST(test_short_again)
{
	add_before(1, "posting", 1, "2026-11-05", "2026-11-09");
	events[2].ended = DAY("2026-11-17");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("posting", 1)->days, 7);
	ck_assert(results[nresults - 1].put_right);
	/* also where it went up on the very day of the audit */
	events[2].began = DAY("2026-11-10");
	events[3].began = events[3].ended = DAY("2026-11-10");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("posting", 1)->days, 5);
	ck_assert(!find("street-audit", 0)->early);
	/* no step has followed yet: what runs now stands */
	nevents = 3;
	events[2].ended = NO_DAY;
	judge(entry_procedure, "2026-11-12", never);
	ck_assert_int_eq(find("posting", 1)->state, STEP_RUNNING);
	nevents = NENTRY + 1;
	events[2].ended = DAY("2026-11-17");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert(!results[nresults - 1].put_right);
}
END_TEST

/* Lists of another village are none of this household's. */
START_TEST(test_elsewhere)
{
	events[1].elsewhere = true;
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("posting", 1)->state, STEP_OFF_LIST);
	ck_assert_uint_eq(nresults, entry_procedure->n);
	add_before(1, "posting", 1, "2026-11-11", "2026-11-17");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("posting", 1)->state, STEP_DONE);
	ck_assert_int_eq(results[nresults - 1].state, STEP_REPEATED);
}
END_TEST

static bool
always(void *arg, const struct plan_step *step)
{
	(void)arg;
	(void)step;
	return true;
}

/* Of those that leave the street audits a sample; all that come in. */
START_TEST(test_sample)
{
	nevents = 2;
	judge(exit_procedure, "2026-12-27", always);
	ck_assert_int_eq(find("street-audit", 0)->state, STEP_NOT_NEEDED);
	ck_assert_int_eq(find("announcement", 0)->state, STEP_OFF_LIST);
	judge(exit_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("street-audit", 0)->state, STEP_MISSING);
	judge(entry_procedure, "2026-12-27", always);
	ck_assert_int_eq(find("street-audit", 0)->state, STEP_OFF_LIST);
}
END_TEST

/* A plan may ask for a night after a step of one day; an optional step between
 * them changes nothing. */
START_TEST(test_night)
{
	struct plan_step *s = NULL;

	for (size_t i = 0; i < entry_procedure->n; i++) {
		if (strcmp(entry_procedure->steps[i].id, "appraisal-2") == 0)
			s = &entry_procedure->steps[i];
	}
	ck_assert_ptr_nonnull(s);
	s->says_start = s->next_day = true;
	judge(entry_procedure, "2026-12-27", never);
	ck_assert(find("appraisal", 2)->early);
	add_before(5, "feedback", 0, "2026-11-25", "2026-11-25");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert(find("appraisal", 2)->early);
	/* fed back too soon: the comparison itself still comes before */
	events[5].began = events[5].ended = DAY("2026-11-24");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert(find("appraisal", 2)->early);
	events[4].began = events[4].ended = DAY("2026-11-24");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert(!find("appraisal", 2)->early);
	s->next_day = false;
}
END_TEST

/* Rounds that nobody wrote down go by the order. */
START_TEST(test_rounds)
{
	events[0].round = events[5].round = 0;
	steps_tell_rounds(entry_procedure, events, nevents);
	ck_assert_int_eq(events[0].round, 1);
	ck_assert_int_eq(events[5].round, 2);
	events[0].round = 0;
	steps_tell_rounds(entry_procedure, events, nevents);
	ck_assert_int_eq(events[0].round, 1);
	events[0].round = events[5].round = 0;
	steps_tell_rounds(exit_procedure, events, nevents);
	judge(exit_procedure, "2026-12-27", never);
	ck_assert_ptr_eq(find("appraisal", 1)->event, &events[0]);
}
END_TEST

START_TEST(test_rejected)
{
	events[0].rejected = true;
	nevents = 2;
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_ptr_eq(find("posting", 1)->rejected_before,
		find("appraisal", 1)->step);
	ck_assert_int_eq(find("posting", 2)->state, STEP_NOT_NEEDED);
}
END_TEST

/* A posting repeated at full length stands for the one that was too short. */
START_TEST(test_repeated)
{
	events[NENTRY] = events[8];
	memmove(&events[3], &events[2], (NENTRY - 2) * sizeof *events);
	nevents++;
	events[2] = events[1];
	events[1].ended = DAY("2026-11-12");
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("posting", 1)->days, 7);
	ck_assert_uint_eq(nresults, entry_procedure->n + 1);
	ck_assert_int_eq(results[nresults - 1].state, STEP_REPEATED);
}
END_TEST

START_TEST(test_foreign)
{
	judge(exit_procedure, "2026-12-27", never);
	ck_assert_int_eq(results[exit_procedure->n].state, STEP_FOREIGN);
	ck_assert_str_eq(results[exit_procedure->n].event->kind, "posting");
}
END_TEST

/* The second posting alone counts the days that are worked, its first not. */
START_TEST(test_own_counting)
{
	for (size_t i = 0; i < entry_procedure->n; i++) {
		struct plan_step *s = &entry_procedure->steps[i];

		if (s->round != 2 || s->days == 0)
			continue;
		s->says_days = "working";
		s->says_first_day = "excluded";
	}
	judge(entry_procedure, "2026-12-27", never);
	ck_assert_int_eq(find("posting", 1)->days, 7);
	ck_assert_int_eq(find("posting", 2)->days, 4);
	ck_assert_uint_eq(find("posting", 2)->readings, 0);
	ck_assert_uint_eq(find("announcement", 0)->readings, 1);
	ck_assert(plan_needs_calendar(plan));
}
END_TEST

START_TEST(test_counting)
{
	struct plan_counting natural = { .first_counts = true };
	struct plan_counting excluded = { 0 };
	struct plan_counting working = { .working = true,
		.first_counts = true };
	long saturday = DAY("2017-11-11");

	ck_assert_int_eq(
		plan_period_end(&natural, saturday, 7), DAY("2017-11-17"));
	ck_assert_int_eq(
		plan_period_end(&excluded, saturday, 7), DAY("2017-11-18"));
	ck_assert_int_eq(
		plan_period_end(&working, saturday, 7), DAY("2017-11-21"));
	for (long n = 1; n < 40; n++) {
		const struct plan_counting *c[] = { &natural, &excluded,
			&working };

		for (int i = 0; i < 3; i++) {
			long end = plan_period_end(c[i], saturday, n);

			ck_assert_int_eq(
				plan_count_days(c[i], saturday, end), n);
			ck_assert_int_eq(
				plan_count_days(c[i],
					plan_period_start(c[i], end, n), end),
				n);
		}
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("steps");

	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, test_perfect);
	tcase_add_test(t, test_latest);
	tcase_add_test(t, test_short_and_late);
	tcase_add_test(t, test_order);
	tcase_add_test(t, test_missing);
	tcase_add_test(t, test_running);
	tcase_add_test(t, test_undated);
	tcase_add_test(t, test_put_right);
	tcase_add_test(t, test_last_word);
	tcase_add_test(t, test_short_again);
	tcase_add_test(t, test_elsewhere);
	tcase_add_test(t, test_sample);
	tcase_add_test(t, test_night);
	tcase_add_test(t, test_rounds);
	tcase_add_test(t, test_rejected);
	tcase_add_test(t, test_repeated);
	tcase_add_test(t, test_foreign);
	tcase_add_test(t, test_own_counting);
	tcase_add_test(t, test_counting);
	return suite_run(t, "steps");
}
