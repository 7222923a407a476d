/*
 * What was done for a household, as it should be: the visit with its
 * signatures, the application, consent, notification and data entry, and a
 * problem that was found earlier and is closed.
 */
#include <stdio.h>
#include <string.h>

#include "course.h"
#include "timetable.h"

int64_t
household_staff(const struct household *h, int which)
{
	int block = h->local / BLOCK_SIZE;

	if (which == 0 && h->village->has_one_responsible && block == 1)
		block = 0;
	return h->village->first_staff + 1 + 2 * block + which;
}

void
responsible_id(char out[ID_TEXT], const struct household *h)
{
	switch (h->responsible) {
	case NO_RESPONSIBLE:
		out[0] = '\0';
		break;
	case UNKNOWN_RESPONSIBLE:
		strcpy(out, "S999999");
		break;
	case MEMBER_RESPONSIBLE:
		snprintf(out, ID_TEXT, "SP%03d%05d", h->village->number + 1,
			h->local + 1);
		break;
	default:
		staff_id(out, h->village, h->responsible);
	}
}

void
responsible_name(char out[NAME_TEXT], const struct household *h)
{
	uint64_t seed = h->street->seed;

	out[0] = '\0';
	if (h->is_misnamed)
		people_staff_name(out, seed, INT64_C(1) << 40);
	else if (h->responsible == MEMBER_RESPONSIBLE)
		strcpy(out, h->people[h->head + 1].name);
	else if (h->responsible == UNKNOWN_RESPONSIBLE)
		people_staff_name(out, seed, INT64_C(1) << 40);
	else if (h->responsible != NO_RESPONSIBLE)
		people_staff_name(out, seed, h->responsible);
}

/* Somebody of age at home who can sign in the head's place. */
static const struct person *
find_proxy(const struct household *h)
{
	for (int i = 0; i < h->n_people; i++) {
		const struct person *p = &h->people[i];

		if (i != h->head && person_is_active(p) && p->age >= 18)
			return p;
	}
	return NULL;
}

static void
sign_visit(struct household *h, struct rng *r)
{
	const struct person *head = &h->people[h->head];
	const struct person *proxy = find_proxy(h);
	struct signature *s = &h->visit.household;

	s->on = s->own_hand = true;
	strcpy(s->signer, head->id);
	strcpy(s->name, head->name);
	if (proxy != NULL && rng_percent(r, 8)) {
		s->own_hand = false;
		strcpy(s->proxy, proxy->name);
		s->reason = "本人不识字，由家属代签";
	}
	s = &h->visit.responsible;
	s->on = s->own_hand = true;
	staff_id(s->signer, h->village, h->responsible);
	people_staff_name(s->name, h->street->seed, h->responsible);
}

/* Facts that changed since last year's register was printed. */
static void
note_changes(struct household *h, struct rng *r)
{
	struct visit *v = &h->visit;
	struct change *c;

	if (h->n_faults > 0)
		return;
	if (h->adjustment != CLASS_NONE && h->adjustment != CLASS_EXIT)
		return;
	if (rng_percent(r, 6)) {
		c = &v->changes[v->n_changes++];
		people_phone(h->phone_before, "155", h->index);
		c->field = "phone";
		snprintf(c->old, sizeof c->old, "%s", h->phone_before);
		snprintf(c->new, sizeof c->new, "%s", h->phone);
	}
	for (int i = 0; i < h->n_people; i++) {
		struct person *p = &h->people[i];

		if (p->work_months < 2 || !rng_percent(r, 8) ||
			v->n_changes == 2)
			continue;
		c = &v->changes[v->n_changes++];
		p->work_months_before = p->work_months - 1;
		c->member = p->id;
		c->field = "work-months";
		snprintf(c->old, sizeof c->old, "%d", p->work_months_before);
		snprintf(c->new, sizeof c->new, "%d", p->work_months);
	}
}

/* A pair of investigators visits three households of its block a day. */
static void
make_visit(struct household *h, struct rng *r)
{
	static const int minutes[] = { 9 * 60, 10 * 60 + 40, 14 * 60 + 30 };
	int place = h->local % BLOCK_SIZE;
	struct visit *v = &h->visit;

	v->on = true;
	v->staff_village = -1;
	v->day = timetable.visits + place / 3;
	v->minute = minutes[place % 3] + rng_below(r, 15);
	v->form = h->adjustment == CLASS_NEW ? "annex-1" : "comparison";
	v->investigators[0] = household_staff(h, 0);
	v->investigators[1] = household_staff(h, 1);
	if (h->village->has_one_responsible && h->local >= BLOCK_SIZE)
		v->investigators[0] = household_staff(h, 1) - 1;
	if (h->village->is_crowded && h->local < 16) {
		v->day = timetable.visits + 1;
		v->minute = 8 * 60 + 35 * h->local;
		v->investigators[1] = h->village->first_staff + 2;
	}
	sign_visit(h, r);
	note_changes(h, r);
}

static unsigned
lists_of(enum adjustment adjustment)
{
	if (class_is_exit(adjustment))
		return timetable.exits;
	return class_is_entry(adjustment) ? timetable.entering : 0;
}

static void
make_hit(struct hit *hit, int day, struct rng *r)
{
	int i = rng_below(r, timetable.n_hits);

	hit->on = true;
	hit->department = timetable.hits[i][0];
	hit->category = timetable.hits[i][1];
	hit->village_told = hit->household_told = hit->verified = day;
	hit->verdict = "cleared";
}

/* Objections and suspicions, all settled in time. */
static void
make_doubts(struct household *h, struct rng *r)
{
	const struct village *v = h->village;
	struct course *c = &h->course;
	struct objection *o = &c->objection;

	o->at = AT_NOWHERE;
	if (h->n_faults > 0)
		return;
	if (rng_percent(r, 4)) {
		o->at = AT_POSTING1;
		o->day = v->events[AT_POSTING1].began + rng_below(r, 3);
		o->settled = o->day + 2;
		o->outcome = "dismissed";
	}
	if (class_is_entry(h->adjustment) && rng_percent(r, 15))
		make_hit(&c->hit, v->events[AT_COMPARISON].began, r);
}

static void
make_steps(struct household *h, struct rng *r)
{
	const struct event *events = h->village->events;
	struct course *c = &h->course;
	int told = timetable.told;

	c->local = h->local;
	strcpy(c->id, h->id);
	strcpy(c->head, h->head_name);
	strcpy(c->head_member, h->people[h->head].id);
	c->adjustment = h->adjustment;
	c->size = h->size;
	c->listed = lists_of(h->adjustment);
	c->misclassed_at = AT_NOWHERE;
	make_doubts(h, r);
	if (class_is_exit(h->adjustment))
		told = events[AT_EXIT_ANNOUNCED].ended + 1 + rng_below(r, 3);
	if (told > timetable.told_due)
		told = timetable.told_due;
	c->consents[0] = (struct record){ h->visit.day, 1 };
	c->notices[0] = (struct record){ told, 1 };
	c->entries[0] = (struct record){ timetable.entries + rng_below(r, 14),
		1 };
	if (c->listed != 0)
		c->n_consents = c->n_notices = c->n_entries = 1;
}

/* One household in ten was on a list of problems found earlier. */
static void
make_problem(struct household *h, struct rng *r)
{
	static const char *const sources[] = { "audit", "cross-check",
		"third-party", "cleaning", "suspect-list" };
	struct problem *p = &h->problem;

	p->source = sources[rng_below(r, 5)];
	p->verified = IN_YEAR(11, 6) + rng_below(r, 4);
	p->rectified = p->verified + 3;
	p->marked = IN_YEAR(12, 1) + rng_below(r, 10);
	p->verdict = "confirmed";
	p->on = rng_percent(r, 10) && h->n_faults == 0 && h->is_in_previous;
	if (strcmp(h->phone, h->phone_before) != 0) {
		p->field = "phone";
		p->check = "HH-12";
		p->text = "系统登记的联系电话已停用。";
		return;
	}
	p->field = "transfer-income";
	p->check = "INC-04";
	p->text = "转移性收入与各分项之和不符。";
	if (rng_percent(r, 30)) {
		p->verdict = "unfounded";
		p->rectified = p->marked = NO_DAY;
	}
}

void
course_make(struct household *h, struct rng *r)
{
	make_visit(h, r);
	if (class_is_entry(h->adjustment)) {
		h->application.on = true;
		h->application.day = timetable.applications + rng_below(r, 4);
		h->application.handwritten = true;
		h->application.own = h->application.is_signed = true;
	}
	make_steps(h, r);
	make_problem(h, r);
}
