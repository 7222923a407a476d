/*
 * The procedure engine: one household's events against its procedure.
 */
#include "config.h"
#include <string.h>
#include "plan/steps.h"

static bool
is_of_step(const struct plan_step *s, const struct step_event *e)
{
	int round = e->round != 0 ? e->round : 1;

	return strcmp(s->kind, e->kind) == 0 &&
		(s->round == 0 || s->round == round);
}

/* Can it stand for the step? */
static bool
matches(const struct plan_step *s, const struct step_event *e)
{
	return !e->elsewhere && is_of_step(s, e);
}

/* How long a period lasted, as its step's days are counted. */
static long
count_days(const struct plan *plan, const struct plan_step *s, long began,
	long ended)
{
	struct plan_counting c = plan_counting_of(s, &plan->counting);

	return plan_count_days(&c, began, ended);
}

/* The day on which a period that began would be over. */
static long
period_end(const struct plan *plan, const struct plan_step *s, long began)
{
	struct plan_counting c = plan_counting_of(s, &plan->counting);

	return began == NO_DAY ? NO_DAY : plan_period_end(&c, began, s->days);
}

/* The day on which it ended; a step of one day on that day. */
static long
ended_on(const struct plan_step *s, const struct step_event *e)
{
	return e->ended == NO_DAY && s->days == 0 ? e->began : e->ended;
}

/* Does it have its dates, its days and whatever else it must have? */
static bool
is_good(const struct plan *plan, const struct plan_step *s,
	const struct step_event *e)
{
	if (e->failed || e->began == NO_DAY || ended_on(s, e) == NO_DAY)
		return false;
	return s->days == 0 ||
		count_days(plan, s, e->began, e->ended) >= s->days;
}

/* The step that was taken next, and when; NULL: none was. */
struct next {
	const struct plan_step *step;
	long began;
};

/* Of an event whose end is known. */
static bool
is_over(const struct plan_step *s, const struct step_event *e,
	const struct next *next)
{
	return next->step == NULL ||
		ended_on(s, e) + plan_needs_night(s, next->step) <= next->began;
}

/* Where a step was taken more than once, the last stands for it that is good
 * and was over before the next step began: what was put right in time counts,
 * what was done over afterwards does not. Else the last that was over by then,
 * else the last that had begun, else the last good one. */
static int
rate_event(const struct plan *plan, const struct plan_step *s,
	const struct step_event *e, const struct next *next)
{
	bool good = is_good(plan, s, e);

	if (e->began == NO_DAY)
		return 1;
	if (good && is_over(s, e, next))
		return 6;
	if (next->step != NULL && ended_on(s, e) != NO_DAY &&
		is_over(s, e, next))
		return 5;
	if (next->step == NULL || e->began <= next->began)
		return 4;
	return good ? 3 : 2;
}

static void
choose_event(struct step_result *r, const struct plan *plan,
	const struct step_event *events, size_t n, const struct next *next)
{
	int best = 0;

	for (size_t i = 0; i < n; i++) {
		int rating;

		if (!matches(r->step, &events[i]))
			continue;
		rating = rate_event(plan, r->step, &events[i], next);
		if (rating < best)
			continue;
		best = rating;
		r->event = &events[i];
		r->sound = best == 6;
	}
}

/* Back from the last step, since it is the next one that ends the time for
 * doing a step over. */
static void
choose_events(struct step_result *results, const struct plan *plan,
	const struct plan_procedure *procedure, const struct step_event *events,
	size_t nevents)
{
	struct next next = { 0 };

	for (size_t i = procedure->n; i-- > 0;) {
		struct step_result *r = &results[i];

		*r = (struct step_result){ .step = &procedure->steps[i],
			.days = -1 };
		choose_event(r, plan, events, nevents, &next);
		if (r->event != NULL && r->event->began != NO_DAY)
			next = (struct next){ r->step, r->event->began };
	}
}

/* By which ways of counting, of a plan, it is long enough. */
static unsigned
find_readings(const struct plan *plan, const struct plan_step *s,
	const struct step_event *e)
{
	unsigned readings = 0;

	for (int i = 0; i < NREADINGS; i++) {
		struct plan_counting c = plan->counting;

		c.working = (i & READING_WORKING) != 0;
		c.first_counts = (i & READING_EXCLUDED) == 0;
		c = plan_counting_of(s, &c);
		if (plan_count_days(&c, e->began, e->ended) >= s->days)
			readings |= 1u << i;
	}
	return readings;
}

/* How long it lasted, or still running. What lacks a date of those that it
 * should have by now is done, and nothing else can be said of it. */
static void
judge_event(struct step_result *r, const struct plan *plan, long as_of)
{
	const struct plan_step *s = r->step;
	const struct step_event *e = r->event;
	const struct plan_deadline *d = s->deadline;
	long end = ended_on(s, e);

	r->state = STEP_DONE;
	if (e->began == NO_DAY)
		return;
	if (s->days > 0 && end == NO_DAY &&
		as_of <= period_end(plan, s, e->began)) {
		r->state = STEP_RUNNING;
		end = period_end(plan, s, e->began);
	} else if (s->days > 0 && end != NO_DAY && end > as_of) {
		r->state = STEP_RUNNING;
	} else if (s->days > 0 && end != NO_DAY) {
		r->days = count_days(plan, s, e->began, end);
		r->readings = find_readings(plan, s, e);
	}
	if (d != NULL && end != NO_DAY && end > d->due)
		r->late_days = end - d->due;
}

/* When it ended, or a period that still runs will; NO_DAY: nobody says. */
static long
end_of(const struct plan *plan, const struct step_result *r)
{
	long end = ended_on(r->step, r->event);

	if (end != NO_DAY || r->state != STEP_RUNNING)
		return end;
	return period_end(plan, r->step, r->event->began);
}

static bool
is_elsewhere(
	const struct plan_step *s, const struct step_event *events, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (events[i].elsewhere && is_of_step(s, &events[i]))
			return true;
	}
	return false;
}

/* listed: its own village has such a list, without the household; elsewhere:
 * another village's names it. */
static void
judge_missing(struct step_result *r, long as_of, bool listed, bool elsewhere,
	bool rejected)
{
	const struct plan_step *s = r->step;

	if (rejected || !s->required || (s->sampled && listed))
		r->state = STEP_NOT_NEEDED;
	else if (listed || elsewhere)
		r->state = STEP_OFF_LIST;
	else if (s->latest_end != NO_DAY && s->latest_end >= as_of)
		r->state = STEP_PENDING;
	else
		r->state = STEP_MISSING;
}

/* Only the next step to take can be at risk: its latest start has passed or
 * is at most so many days away (the plan's parameter risk-days). */
static void
judge_risk(struct step_result *results, size_t n, const struct plan *plan,
	long as_of)
{
	const struct plan_parameter *days = plan_find_parameter(
		plan, "risk-days");

	for (size_t i = 0; i < n; i++) {
		struct step_result *r = &results[i];

		if (r->state == STEP_RUNNING || r->state == STEP_MISSING)
			return;
		if (r->state != STEP_PENDING)
			continue;
		r->at_risk = r->step->latest_start - as_of <=
			(days != NULL ? days->value : 0);
		return;
	}
}

static bool
is_chosen(
	const struct step_result *results, size_t n, const struct step_event *e)
{
	for (size_t i = 0; i < n; i++) {
		if (results[i].event == e)
			return true;
	}
	return false;
}

/* Whether any procedure of the plan has a step of this kind: other events
 * (the household's consent, say) are no steps at all. */
static bool
is_step_kind(const struct plan *plan, const char *kind)
{
	for (size_t i = 0; i < plan->nprocedures; i++) {
		const struct plan_procedure *p = &plan->procedures[i];

		for (size_t j = 0; j < p->n; j++) {
			if (strcmp(p->steps[j].kind, kind) == 0)
				return true;
		}
	}
	return false;
}

/* Did it fail, and was the step done over after it, in time and well? */
static bool
is_put_right(const struct plan *plan, const struct step_result *r,
	const struct step_event *e)
{
	return r->sound && matches(r->step, e) && e->began != NO_DAY &&
		e < r->event && !is_good(plan, r->step, e);
}

static size_t
add_extras(struct step_result *results, const struct plan *plan,
	const struct plan_procedure *procedure, const struct step_event *events,
	size_t nevents)
{
	size_t n = procedure->n;

	for (size_t i = 0; i < nevents; i++) {
		struct step_result r = {
			.state = STEP_FOREIGN, .days = -1, .event = &events[i]
		};
		bool lone = false;

		if (!is_step_kind(plan, events[i].kind) ||
			is_chosen(results, procedure->n, &events[i]))
			continue;
		for (size_t j = 0; j < procedure->n; j++) {
			if (!is_of_step(&procedure->steps[j], &events[i]))
				continue;
			r.state = STEP_REPEATED;
			lone |= results[j].event == NULL;
			r.put_right = is_put_right(
				plan, &results[j], &events[i]);
		}
		/* On another village's list and not on its own: off-list. */
		if (!lone)
			results[n++] = r;
	}
	return n;
}

static int
last_round(const struct plan_procedure *procedure, const char *kind)
{
	int last = 1;

	for (size_t i = 0; i < procedure->n; i++) {
		const struct plan_step *s = &procedure->steps[i];

		if (strcmp(s->kind, kind) == 0 && s->round > last)
			last = s->round;
	}
	return last;
}

static bool
says_round(const struct step_event *events, size_t n, const char *kind)
{
	for (size_t i = 0; i < n; i++) {
		if (events[i].round != 0 && strcmp(events[i].kind, kind) == 0)
			return true;
	}
	return false;
}

void
steps_tell_rounds(const struct plan_procedure *procedure,
	struct step_event *events, size_t nevents)
{
	for (size_t i = 0; i < nevents; i++) {
		const char *kind = events[i].kind;
		int last = last_round(procedure, kind), round = 1;
		bool said = says_round(events, nevents, kind);

		if (events[i].round != 0 || last == 1)
			continue;
		for (size_t j = i; j < nevents; j++) {
			if (events[j].round != 0 ||
				strcmp(events[j].kind, kind) != 0)
				continue;
			events[j].round = round;
			if (!said && !events[j].elsewhere && round < last)
				round++;
		}
	}
}

/* After the former step, or after one before it where that one was optional
 * and over sooner. */
static bool
stands_before(const struct plan *plan, const struct step_result *before,
	const struct step_result *r)
{
	long end = end_of(plan, r);

	if (end == NO_DAY)
		return false;
	return r->step->required || before == NULL ||
		end >= end_of(plan, before);
}

size_t
steps_judge(struct step_result *results, const struct steps_course *course)
{
	const struct plan *plan = course->plan;
	const struct plan_procedure *procedure = course->procedure;
	const struct step_event *events = course->events;
	size_t nevents = course->nevents;
	long as_of = course->as_of;
	const struct plan_step *rejected = NULL;
	const struct step_result *before = NULL;

	choose_events(results, plan, procedure, events, nevents);
	for (size_t i = 0; i < procedure->n; i++) {
		struct step_result *r = &results[i];

		if (r->event == NULL) {
			judge_missing(r, as_of,
				course->listed(course->arg, r->step),
				is_elsewhere(r->step, events, nevents),
				rejected != NULL);
			continue;
		}
		judge_event(r, plan, as_of);
		r->rejected_before = rejected;
		r->follows = before;
		r->follows_ended = before != NULL ? end_of(plan, before)
						  : NO_DAY;
		if (before != NULL && r->event->began != NO_DAY)
			r->early = r->event->began < r->follows_ended +
					plan_needs_night(before->step, r->step);
		if (stands_before(plan, before, r))
			before = r;
		if (r->event->rejected && rejected == NULL)
			rejected = r->step;
	}
	judge_risk(results, procedure->n, plan, as_of);
	return add_extras(results, plan, procedure, events, nevents);
}
