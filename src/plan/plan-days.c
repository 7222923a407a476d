/*
 * How the plan counts days: lengths of periods, and how late each step may
 * begin.
 */
#include "config.h"
#include <string.h>
#include "base/day.h"
#include "plan/calendar.h"
#include "plan/plan.h"

bool
plan_needs_night(const struct plan_step *before, const struct plan_step *step)
{
	return step->says_start ? step->next_day : before->days > 0;
}

struct plan_counting
plan_counting_of(
	const struct plan_step *step, const struct plan_counting *counting)
{
	struct plan_counting c = *counting;

	if (step->says_days != NULL)
		c.working = strcmp(step->says_days, "working") == 0;
	if (step->says_first_day != NULL)
		c.first_counts = strcmp(step->says_first_day, "counted") == 0;
	return c;
}

bool
plan_needs_calendar(const struct plan *p)
{
	bool needs = p->counting.working;

	for (size_t i = 0; i < p->nprocedures; i++) {
		const struct plan_procedure *procedure = &p->procedures[i];

		for (size_t j = 0; j < procedure->n; j++)
			needs |= procedure->steps[j].days > 0 &&
				plan_counting_of(
					&procedure->steps[j], &p->counting)
					.working;
	}
	return needs;
}

int
plan_year_without_holidays(const struct plan *p)
{
	long last = NO_DAY;

	if (!plan_needs_calendar(p))
		return 0;
	for (size_t i = 0; i < p->ndeadlines; i++) {
		if (p->deadlines[i].due > last)
			last = p->deadlines[i].due;
	}
	for (int year = p->year;
		year == p->year || day_make(year, 1, 1) <= last; year++) {
		if (!calendar_covers(p->calendar, year))
			return year;
	}
	return 0;
}

const char *
plan_counting_name(const struct plan_counting *c)
{
	if (c->working)
		return c->first_counts ? "working-counted" : "working-excluded";
	return c->first_counts ? "natural-counted" : "natural-excluded";
}

void
plan_latest(const struct plan_procedure *procedure,
	const struct plan_counting *counting, long *start, long *end)
{
	const struct plan_step *next = NULL;
	long next_start = NO_DAY;

	for (size_t i = procedure->n; i-- > 0;) {
		const struct plan_step *s = &procedure->steps[i];
		struct plan_counting own = plan_counting_of(s, counting);
		long room = next_start;

		end[i] = s->deadline != NULL ? s->deadline->due : NO_DAY;
		if (next != NULL && room != NO_DAY) {
			room -= plan_needs_night(s, next);
			if (end[i] == NO_DAY || room < end[i])
				end[i] = room;
		}
		start[i] = end[i] != NO_DAY && s->days > 0
			? plan_period_start(&own, end[i], s->days)
			: end[i];
		if (s->required) {
			next = s;
			next_start = start[i];
		}
	}
}

static bool
counts(const struct plan_counting *c, long day)
{
	return !c->working || calendar_is_working(c->calendar, day);
}

long
plan_count_days(const struct plan_counting *c, long began, long ended)
{
	long n = 0;

	if (!c->working) {
		n = ended - began + (c->first_counts ? 1 : 0);
		return n > 0 ? n : 0;
	}
	for (long d = c->first_counts ? began : began + 1; d <= ended; d++)
		n += counts(c, d);
	return n;
}

long
plan_period_end(const struct plan_counting *c, long began, long days)
{
	long d = c->first_counts ? began : began + 1;

	if (!c->working)
		return d + days - 1;
	for (long n = counts(c, d); n < days; n += counts(c, d))
		d++;
	return d;
}

long
plan_period_start(const struct plan_counting *c, long ended, long days)
{
	long d = ended;

	if (!c->working)
		return ended - days + (c->first_counts ? 1 : 0);
	for (long n = counts(c, d); n < days; n += counts(c, d))
		d--;
	return c->first_counts ? d : d - 1;
}
