/*
 * The procedure engine: one household's events against its procedure.
 */
#include "config.h"
#include <string.h>
#include "plan/steps.h"

static bool
matches(const struct plan_step *s, const struct step_event *e)
{
	return strcmp(s->kind, e->kind) == 0 &&
		(s->round == 0 || s->round == e->round);
}

/* The day on which a period that began would be over. */
static long
period_end(const struct plan *plan, const struct plan_step *s, long began)
{
	return began == NO_DAY
		? NO_DAY
		: plan_period_end(&plan->counting, began, s->days);
}

static bool
is_long_enough(const struct plan *plan, const struct plan_step *s,
	const struct step_event *e)
{
	if (s->days == 0)
		return true;
	return e->began != NO_DAY && e->ended != NO_DAY &&
		plan_count_days(&plan->counting, e->began, e->ended) >= s->days;
}

/* Where a step was taken more than once, the last that is long enough stands
 * for it; where none is, the last. */
static const struct step_event *
choose_event(const struct plan *plan, const struct plan_step *s,
	const struct step_event *events, size_t n)
{
	const struct step_event *last = NULL, *good = NULL;

	for (size_t i = 0; i < n; i++) {
		if (!matches(s, &events[i]))
			continue;
		last = &events[i];
		if (is_long_enough(plan, s, last))
			good = last;
	}
	return good != NULL ? good : last;
}

/* By which ways of counting it is long enough. */
static unsigned
find_readings(const struct plan *plan, const struct plan_step *s,
	const struct step_event *e)
{
	unsigned readings = 0;

	for (int i = 0; i < NREADINGS; i++) {
		struct plan_counting c = plan->counting;

		c.working = (i & READING_WORKING) != 0;
		c.first_counts = (i & READING_EXCLUDED) == 0;
		if (plan_count_days(&c, e->began, e->ended) >= s->days)
			readings |= 1u << i;
	}
	return readings;
}

/* How long it lasted, or still running. A period whose end nobody recorded
 * counts as of no days once it should be over. */
static void
judge_event(struct step_result *r, const struct plan *plan, long as_of)
{
	const struct plan_step *s = r->step;
	const struct step_event *e = r->event;
	const struct plan_deadline *d = s->deadline;
	long end = e->ended;

	r->state = STEP_DONE;
	if (s->days > 0 && end == NO_DAY &&
		as_of <= period_end(plan, s, e->began)) {
		r->state = STEP_RUNNING;
		end = period_end(plan, s, e->began);
	} else if (s->days > 0 && end != NO_DAY && end > as_of) {
		r->state = STEP_RUNNING;
	} else if (s->days > 0 && end == NO_DAY) {
		r->days = 0;
		end = as_of;
	} else if (s->days > 0) {
		r->days = plan_count_days(&plan->counting, e->began, end);
		r->readings = find_readings(plan, s, e);
	}
	if (d != NULL && end != NO_DAY && end > d->due)
		r->late_days = end - d->due;
}

static long
end_of(const struct plan *plan, const struct step_result *r)
{
	return r->event->ended != NO_DAY
		? r->event->ended
		: period_end(plan, r->step, r->event->began);
}

static void
judge_missing(struct step_result *r, long as_of, bool off_list, bool rejected)
{
	const struct plan_step *s = r->step;

	if (rejected || !s->required)
		r->state = STEP_NOT_NEEDED;
	else if (off_list)
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

		if (!is_step_kind(plan, events[i].kind) ||
			is_chosen(results, procedure->n, &events[i]))
			continue;
		for (size_t j = 0; j < procedure->n; j++) {
			if (matches(&procedure->steps[j], &events[i]))
				r.state = STEP_REPEATED;
		}
		results[n++] = r;
	}
	return n;
}

size_t
steps_judge(struct step_result *results, const struct plan *plan,
	const struct plan_procedure *procedure, const struct step_event *events,
	size_t nevents, long as_of, steps_listed_fn *listed, void *arg)
{
	const struct plan_step *rejected = NULL;
	const struct step_result *before = NULL;

	for (size_t i = 0; i < procedure->n; i++) {
		struct step_result *r = &results[i];

		*r = (struct step_result){ .step = &procedure->steps[i],
			.days = -1 };
		r->event = choose_event(plan, r->step, events, nevents);
		if (r->event == NULL) {
			judge_missing(r, as_of, listed(arg, r->step),
				rejected != NULL);
			continue;
		}
		judge_event(r, plan, as_of);
		r->rejected_before = rejected;
		r->follows = before;
		if (before != NULL && r->event->began != NO_DAY &&
			end_of(plan, before) != NO_DAY)
			r->early = r->event->began < end_of(plan, before) +
					(before->step->days > 0 &&
						r->step->next_day);
		before = r;
		if (r->event->rejected && rejected == NULL)
			rejected = r->step;
	}
	judge_risk(results, procedure->n, plan, as_of);
	return add_extras(results, plan, procedure, events, nevents);
}
