/*
 * A village's calendar: the events of the procedure as they should be, each
 * on a day that the plan allows, and then the faults that were put there.
 */
#include <stdio.h>
#include <string.h>

#include "course.h"
#include "faults.h"
#include "rand.h"
#include "timetable.h"

#define STREET_STAFF 5 /* two leaders, three clerks */

int64_t
village_first_household(const struct street *s, int number)
{
	return s->households * number / s->villages;
}

static int
staff_of(int size)
{
	return 1 + 2 * ((size + BLOCK_SIZE - 1) / BLOCK_SIZE);
}

/* S and the village's number, 000 for the street, and a running number. */
void
staff_id(char out[ID_TEXT], const struct village *v, int64_t staff)
{
	if (staff < STREET_STAFF)
		snprintf(out, ID_TEXT, "S000%03d", (int)staff + 1);
	else
		snprintf(out, ID_TEXT, "S%03d%03d", v->number + 1,
			(int)(staff - v->first_staff) + 1);
}

static void
set_calendar(struct village *v, struct rng *r)
{
	const struct timetable *t = &timetable;
	int late = rng_below(r, 2);

	for (int at = 0; at < AT_COUNT; at++) {
		struct event *e = &v->events[at];
		int shift = ((t->odd & LISTED(at)) != 0 ? v->number % 2 : 0) +
			((t->late & LISTED(at)) != 0 ? late : 0);

		e->began = t->events[at].began + shift;
		e->ended = t->events[at].ended + shift;
	}
	v->training_day = t->street_trained;
	v->self_check_day = t->self_checks + rng_below(r, 4);
	v->acceptance_day = t->acceptances + rng_below(r, 5);
}

static void
set_meeting(struct event *e, struct rng *r)
{
	e->eligible = rng_between(r, 36, 50);
	e->present = e->eligible - rng_between(r, 2, 6);
	e->officials = rng_between(r, 3, 6);
	e->representatives = e->present - e->officials;
	e->minutes = e->attendance = e->resolved = 1;
}

static void
set_events(struct village *v, struct rng *r)
{
	static const char *const names[AT_COUNT] = { "list", "appraisal-1",
		"posting-1", "audit", "announcement-exit", "posting-2",
		"comparison", "appraisal-2", "announcement-entry", "other" };

	for (int i = 0; i < AT_COUNT; i++) {
		struct event *e = &v->events[i];

		e->held = timetable_has_event((enum at)i);
		snprintf(e->id, sizeof e->id, "E%03d-%s", v->number + 1,
			names[i]);
		e->in_village = e->photo = e->plan = e->resolved = 1;
		e->columns = "序号 村民小组 户主姓名 家庭人口数 拟定类别";
	}
	set_meeting(&v->events[AT_APPRAISAL1], r);
	set_meeting(&v->events[AT_APPRAISAL2], r);
}

void
village_make(struct village *v, const struct street *s, int number)
{
	struct rng r;
	int64_t staff = STREET_STAFF;

	memset(v, 0, sizeof *v);
	rng_start(&r, s->seed, RNG_VILLAGE, (uint64_t)number);
	v->number = number;
	snprintf(v->code, sizeof v->code, DIVISION "%03d", number + 1);
	people_village_name(v->name, number);
	v->first = village_first_household(s, number);
	v->size = (int)(village_first_household(s, number + 1) - v->first);
	for (int i = 0; i < number; i++)
		staff += staff_of((int)(village_first_household(s, i + 1) -
			village_first_household(s, i)));
	v->first_staff = staff;
	v->n_staff = staff_of(v->size);
	set_events(v, &r);
	set_calendar(v, &r);
	faults_at_village(v, s);
	for (int i = 0; i < v->n_faults; i++)
		v->faults[i]->plant_village(v);
}
