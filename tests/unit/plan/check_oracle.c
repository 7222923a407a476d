/*
 * The procedure engine against a second, naive one: a plain loop over a
 * household's events, written from the words of the plan and not from the
 * engine. Random histories, no difference.
 */
#include "config.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "lib/xml.h"
#include "plan/plan.h"
#include "plan/steps.h"
#include "../suite.h"

#define HISTORIES 100000
#define MAX_EVENTS 24
#define MAX_STEPS 16

static struct plan *plan;
static uint64_t state;

static unsigned
draw(unsigned n)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (unsigned)((state >> 11) % n);
}

/* Must a night lie between? As the step says; else after what lasts days. */
static long
night(const struct plan_step *before, const struct plan_step *s)
{
	return s->says_start ? s->next_day : before->days > 0;
}

/* Could the rest still be done in time if step i began on this day? */
static bool
can_begin(const struct plan_procedure *p, size_t i, long day)
{
	for (; i < p->n; i++) {
		const struct plan_step *s = &p->steps[i];
		long end = day + (s->days > 0 ? s->days - 1 : 0);
		size_t next = i + 1;

		if (s->deadline != NULL && end > s->deadline->due)
			return false;
		while (next < p->n && !p->steps[next].required)
			next++;
		if (next == p->n)
			return true;
		day = end + night(s, &p->steps[next]);
		i = next - 1;
	}
	return true;
}

static long
last_start(const struct plan_procedure *p, size_t i)
{
	long day = day_make(plan->year + 1, 6, 1);

	while (!can_begin(p, i, day))
		day--;
	return day;
}

static long
length_of(const struct step_event *e)
{
	long n = e->ended - e->began + 1;

	return n > 0 ? n : 0;
}

static bool
is_of(const struct step_event *e, const struct plan_step *s)
{
	return strcmp(e->kind, s->kind) == 0 &&
		(s->round == 0 || s->round == e->round);
}

/* What step i was chosen to stand for, by the event of the next step that was
 * taken (NULL: none was), each way of choosing in its turn: good and over
 * before the next began; over by then; begun by then; good; any. Of those that
 * are alike the last. */
static int
stands_for(const struct plan_step *s, const struct step_event *e, size_t n,
	const struct plan_step *next, const struct step_event *taken)
{
	for (int way = 0; way < 5; way++) {
		for (size_t k = n; k-- > 0;) {
			bool ended = e[k].ended != NO_DAY;
			bool good = s->days == 0 ||
				(ended && length_of(&e[k]) >= s->days);
			bool over = taken == NULL ||
				(ended &&
					e[k].ended + night(s, next) <=
						taken->began);
			bool begun = taken == NULL ||
				e[k].began <= taken->began;

			if (is_of(&e[k], s) &&
				((way == 0 && good && over) ||
					(way == 1 && over && taken != NULL) ||
					(way == 2 && begun) ||
					(way == 3 && good) || way == 4))
				return (int)k;
		}
	}
	return -1;
}

struct naive {
	enum step_state state[MAX_STEPS];
	int event[MAX_STEPS];
	long late[MAX_STEPS];
	bool early[MAX_STEPS], risk[MAX_STEPS];
	size_t repeated, foreign;
	long today;
};

static void
judge_one(struct naive *out, size_t i, const struct plan_step *s,
	const struct step_event *e, long start, bool rejected)
{
	long end = start + (s->days > 0 ? s->days - 1 : 0);

	out->late[i] = 0;
	if (e == NULL) {
		out->state[i] = rejected || !s->required ? STEP_NOT_NEEDED
			: end >= out->today		 ? STEP_PENDING
							 : STEP_MISSING;
		return;
	}
	end = e->ended;
	out->state[i] = STEP_DONE;
	if (s->days > 0 && end == NO_DAY) {
		end = e->began + s->days - 1;
		if (out->today <= end)
			out->state[i] = STEP_RUNNING;
		else
			return; /* when it ended nobody knows */
	} else if (s->days > 0 && end > out->today) {
		out->state[i] = STEP_RUNNING;
	}
	if (s->deadline != NULL && end > s->deadline->due)
		out->late[i] = end - s->deadline->due;
}

/* The next step to take, and hardly a day left to begin it. */
static void
find_risk(struct naive *out, const struct plan_procedure *p, const long *starts,
	long today)
{
	for (size_t i = 0; i < p->n; i++) {
		if (out->state[i] == STEP_RUNNING ||
			out->state[i] == STEP_MISSING)
			return;
		if (out->state[i] == STEP_PENDING) {
			out->risk[i] = starts[i] - today <= 2;
			return;
		}
	}
}

static void
count_extras(struct naive *out, const struct plan_procedure *p,
	const struct step_event *e, size_t n)
{
	for (size_t k = 0; k < n; k++) {
		bool chosen = false, ours = false;

		for (size_t i = 0; i < p->n; i++) {
			chosen |= out->event[i] == (int)k;
			ours |= is_of(&e[k], &p->steps[i]);
		}
		if (chosen)
			continue;
		if (ours)
			out->repeated++;
		else
			out->foreign++;
	}
}

/* When it ended, or will if it goes on as it should; NO_DAY: nobody knows. */
static long
over_on(const struct naive *out, const struct plan_procedure *p, size_t i,
	const struct step_event *e)
{
	const struct step_event *x = &e[out->event[i]];

	if (x->ended != NO_DAY)
		return x->ended;
	return out->state[i] == STEP_RUNNING ? x->began + p->steps[i].days - 1
					     : NO_DAY;
}

static void
choose(struct naive *out, const struct plan_procedure *p,
	const struct step_event *e, size_t n)
{
	int next = -1;

	for (size_t i = p->n; i-- > 0;) {
		out->event[i] = stands_for(&p->steps[i], e, n,
			next >= 0 ? &p->steps[next] : NULL,
			next >= 0 ? &e[out->event[next]] : NULL);
		if (out->event[i] >= 0)
			next = (int)i;
	}
}

static void
judge(struct naive *out, const struct plan_procedure *p,
	const struct step_event *e, size_t n, const long *starts, long today)
{
	bool rejected = false;
	int before = -1;

	*out = (struct naive){ .today = today };
	choose(out, p, e, n);
	for (size_t i = 0; i < p->n; i++) {
		const struct plan_step *s = &p->steps[i];
		int k = out->event[i];
		long end;

		judge_one(
			out, i, s, k >= 0 ? &e[k] : NULL, starts[i], rejected);
		if (k < 0)
			continue;
		if (before >= 0)
			out->early[i] = e[k].began <
				over_on(out, p, (size_t)before, e) +
					night(&p->steps[before], s);
		rejected |= e[k].rejected;
		end = over_on(out, p, i, e);
		if (end == NO_DAY)
			continue;
		if (before < 0 || s->required ||
			end >= over_on(out, p, (size_t)before, e))
			before = (int)i;
	}
	find_risk(out, p, starts, today);
	count_extras(out, p, e, n);
}

static int
by_date(const void *a, const void *b)
{
	const struct step_event *x = a, *y = b;

	if (x->began != y->began)
		return x->began < y->began ? -1 : 1;
	if (x->ended != y->ended)
		return x->ended < y->ended ? -1 : 1;
	return 0;
}

/* Some steps of either procedure, near their days or far from them. */
static size_t
make_history(struct step_event *e)
{
	size_t n = 0;

	for (size_t q = 0; q < plan->nprocedures; q++) {
		const struct plan_procedure *p = &plan->procedures[q];
		bool own = draw(4) > 0;

		for (size_t i = 0; i < p->n && n < MAX_EVENTS; i++) {
			const struct plan_step *s = &p->steps[i];
			long wide = draw(5) == 0 ? 20 : 3;

			if (draw(own ? 8 : 2) == 0 || (!own && draw(3) > 0))
				continue;
			e[n] = (struct step_event){ .kind = s->kind,
				.event = "e",
				.round = s->round,
				.rejected = draw(25) == 0 };
			e[n].began = s->latest_start - wide +
				(long)draw((unsigned)wide * 2);
			e[n].ended = e[n].began;
			if (s->days > 0)
				e[n].ended += s->days - 3 + (long)draw(6);
			if (s->days > 0 && draw(12) == 0)
				e[n].ended = NO_DAY;
			n++;
			if (draw(15) == 0 && n < MAX_EVENTS) {
				e[n] = e[n - 1];
				e[n].began += draw(9);
				n++;
			}
		}
	}
	qsort(e, n, sizeof *e, by_date);
	return n;
}

static bool
never(void *arg, const struct plan_step *step)
{
	(void)arg;
	(void)step;
	return false;
}

static void
compare(const struct plan_procedure *p, const struct naive *want,
	const struct step_result *got, size_t n, const struct step_event *e,
	int history)
{
	size_t repeated = 0, foreign = 0;

	for (size_t i = 0; i < p->n; i++) {
		int event = got[i].event != NULL ? (int)(got[i].event - e) : -1;

		ck_assert_msg(got[i].state == want->state[i] &&
				event == want->event[i] &&
				got[i].late_days == want->late[i] &&
				got[i].early == want->early[i] &&
				got[i].at_risk == want->risk[i],
			"history %d, %s %s: state %d %d, event %d %d, late "
			"%ld %ld, early %d %d, risk %d %d",
			history, p->id, p->steps[i].id, (int)got[i].state,
			(int)want->state[i], event, want->event[i],
			got[i].late_days, want->late[i], got[i].early,
			want->early[i], got[i].at_risk, want->risk[i]);
	}
	for (size_t i = p->n; i < n; i++) {
		repeated += got[i].state == STEP_REPEATED;
		foreign += got[i].state == STEP_FOREIGN;
	}
	ck_assert_uint_eq(repeated, want->repeated);
	ck_assert_uint_eq(foreign, want->foreign);
}

START_TEST(test_histories)
{
	struct step_result got[MAX_STEPS + MAX_EVENTS];
	struct step_event e[MAX_EVENTS];
	struct naive want;

	state = 20260930;
	for (int k = 0; k < HISTORIES; k++) {
		const struct plan_procedure *p =
			&plan->procedures[draw((unsigned)plan->nprocedures)];
		long starts[MAX_STEPS], today;
		size_t n = make_history(e);

		for (size_t i = 0; i < p->n; i++)
			starts[i] = p->steps[i].latest_start;
		today = day_make(plan->year, 11, 1) + (long)draw(60);
		judge(&want, p, e, n, starts, today);
		compare(p, &want, got,
			steps_judge(got,
				&(struct steps_course){
					plan, p, e, n, today, never, NULL }),
			e, k);
	}
}
END_TEST

/* The latest starts, by trying every day. */
START_TEST(test_starts)
{
	for (size_t q = 0; q < plan->nprocedures; q++) {
		const struct plan_procedure *p = &plan->procedures[q];

		for (size_t i = 0; i < p->n; i++)
			ck_assert_int_eq(
				p->steps[i].latest_start, last_start(p, i));
	}
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("oracle");
	int failed;
	struct error err = { 0 };
	char *path = file_data_path("plans/street.xml");

	xml_init();
	if (plan_load(&plan, path, &err) != 0) {
		fprintf(stderr, "%s\n", err.msg);
		return 1;
	}
	free(path);
	tcase_set_timeout(t, 120);
	tcase_add_test(t, test_starts);
	tcase_add_test(t, test_histories);
	failed = suite_run(t, "oracle");
	plan_free(plan);
	return failed;
}
