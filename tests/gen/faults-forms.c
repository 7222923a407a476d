/*
 * Faults of visits, signatures, forms and applications.
 */
#include <stdio.h>
#include <string.h>

#include "faults-help.h"
#include "timetable.h"

#define COUPLE(flags)                                                          \
	{                                                                      \
		CLASS_NONE, KIND_COUPLE, NEED_HEALTHY | (flags)                \
	}
#define ELDERS_CHILD                                                           \
	{                                                                      \
		CLASS_NONE, KIND_ELDERS_CHILD, 0                               \
	}
#define OF_CLASS(a)                                                            \
	{                                                                      \
		a, KIND_ANY, 0                                                 \
	}

/* A line for the household's visit. */
static void
row_of(struct household *h, const char *check, const char *member)
{
	char id[ID_TEXT];

	visit_id(id, h);
	row_add(h, check, member, NULL, id);
}

static void
row_application(struct household *h, const char *check)
{
	char id[ID_TEXT];

	application_id(id, h);
	row_add(h, check, NULL, NULL, id);
}

static void
plant_no_visit(struct household *h)
{
	h->visit.on = false;
	row_add(h, "FRM-01", NULL, NULL, NULL);
}

static void
plant_alone(struct household *h)
{
	h->visit.investigators[1] = -1;
	row_of(h, "FRM-02", NULL);
}

static void
plant_same_twice(struct household *h)
{
	h->visit.investigators[1] = h->visit.investigators[0];
	row_of(h, "FRM-02", NULL);
}

static void
plant_unsigned(struct household *h)
{
	h->visit.household.on = false;
	row_of(h, "FRM-03", NULL);
}

static void
plant_unsigned_by_responsible(struct household *h)
{
	h->visit.responsible.on = false;
	row_of(h, "FRM-04", NULL);
}

static void
plant_no_proxy(struct household *h)
{
	struct signature *s = &h->visit.household;

	s->own_hand = false;
	s->proxy[0] = '\0';
	s->reason = NULL;
	row_of(h, "FRM-05", NULL);
}

static void
plant_no_reason(struct household *h)
{
	struct signature *s = &h->visit.household;

	s->own_hand = false;
	strcpy(s->proxy, person_at(h, SLOT_SPOUSE)->name);
	s->reason = NULL;
	row_of(h, "FRM-05", NULL);
}

static void
plant_form_new(struct household *h)
{
	h->visit.form = "comparison";
	row_of(h, "FRM-06", NULL);
}

static void
plant_form_exit(struct household *h)
{
	h->visit.form = "annex-1";
	row_of(h, "FRM-06", NULL);
}

static void
plant_form_birth(struct household *h)
{
	char id[ID_TEXT];

	h->natural.form = "annex-3";
	natural_id(id, h);
	row_add(h, "FRM-06", person_at(h, SLOT_NEWBORN)->id, NULL, id);
}

static void
plant_no_application(struct household *h)
{
	h->application.on = false;
	row_add(h, "FRM-07", NULL, NULL, NULL);
}

static void
plant_printed(struct household *h)
{
	h->application.handwritten = false;
	row_application(h, "FRM-08");
}

static void
plant_written_by_other(struct household *h)
{
	h->application.own = false;
	row_application(h, "FRM-08");
}

static void
plant_application_unsigned(struct household *h)
{
	h->application.is_signed = false;
	row_application(h, "FRM-09");
}

static void
plant_application_late(struct household *h)
{
	h->application.day = timetable.events[AT_APPRAISAL1].ended + 3;
	row_application(h, "FRM-09");
}

/* A village whose investigators do not visit everybody on one day. */
static void
find_village(struct village *other, const struct household *h)
{
	const struct street *s = h->street;
	int number = h->village->number;

	do {
		number = (number + 1) % s->villages;
		village_make(other, s, number);
	} while (other->is_crowded && number != h->village->number);
}

/* A cadre of another village is said to have been here at the same hour. */
static void
plant_two_places(struct household *h)
{
	struct village other;
	struct household there;
	struct row *row;

	find_village(&other, h);
	household_make(&there, h->street, &other, other.first);
	h->visit.day = there.visit.day;
	h->visit.minute = there.visit.minute;
	h->visit.investigators[1] = there.visit.investigators[1];
	h->visit.staff_village = other.number;
	row_add(h, "FRM-10", NULL, NULL, NULL);
	row = &h->rows[h->n_rows - 1];
	row->village[0] = row->household[0] = '\0';
}

static void
sign_as(struct household *h, const struct person *p)
{
	struct signature *s = &h->visit.household;

	s->own_hand = true;
	s->proxy[0] = '\0';
	s->reason = NULL;
	strcpy(s->signer, p->id);
	strcpy(s->name, p->name);
}

static void
plant_signer_gone(struct household *h)
{
	const struct person *p = person_at(h, SLOT_OTHER);

	sign_as(h, p);
	row_of(h, "FRM-11", p->id);
}

static void
plant_signer_minor(struct household *h)
{
	const struct person *p = person_at(h, SLOT_THIRD);

	sign_as(h, p);
	row_of(h, "FRM-12", p->id);
}

static struct change *
add_change(struct household *h, const char *member, const char *field)
{
	struct change *c = &h->visit.changes[h->visit.n_changes++];

	c->member = member;
	c->field = field;
	return c;
}

static void
plant_phone_not_entered(struct household *h)
{
	struct change *c = add_change(h, NULL, "phone");

	snprintf(c->old, sizeof c->old, "%s", h->phone);
	people_phone(c->new, "157", h->index);
	row_of(h, "FRM-13", NULL);
}

static void
plant_months_not_entered(struct household *h)
{
	struct person *p = &h->people[h->head];
	struct change *c = add_change(h, p->id, "work-months");

	snprintf(c->old, sizeof c->old, "%d", p->work_months);
	snprintf(c->new, sizeof c->new, "%d", p->work_months + 1);
	row_of(h, "FRM-13", p->id);
}

static void
plant_early_list(struct village *v)
{
	v->events[AT_LIST].began = --v->events[AT_LIST].ended;
}

static void
plant_after_list(struct household *h)
{
	h->visit.day = timetable.events[AT_LIST].ended;
	h->course.consents[0].day = h->visit.day - 2;
	row_of(h, "FRM-14", NULL);
}

const struct fault faults_forms[] = {
	{ FAULT("FRM-01", ANY_COUPLE, 1, plant_no_visit), TOUCHES(OF_VISIT),
		.hides = "FRM-02 FRM-03 FRM-04 FRM-05 FRM-06 FRM-11 FRM-12 "
			 "FRM-13 DLN-02" },
	{ FAULT("FRM-02", ANY_COUPLE, 1, plant_alone),
		TOUCHES(OF(INVESTIGATORS)) },
	{ FAULT("FRM-02", ANY_COUPLE, 1, plant_same_twice),
		TOUCHES(OF(INVESTIGATORS)) },
	{ FAULT("FRM-03", ANY_COUPLE, 1, plant_unsigned), TOUCHES(OF(SIGNED)),
		.hides = "FRM-05 FRM-11 FRM-12" },
	{ FAULT("FRM-04", ANY_COUPLE, 1, plant_unsigned_by_responsible),
		TOUCHES(OF(SIGNED_BY_STAFF)) },
	{ FAULT("FRM-05", ANY_COUPLE, 1, plant_no_proxy), TOUCHES(OF(SIGNED)) },
	{ FAULT("FRM-05", ANY_COUPLE, 1, plant_no_reason), TOUCHES(OF(SIGNED)),
		READS(OF(SPOUSE_RELATION)) },
	{ FAULT("FRM-06", OF_CLASS(CLASS_NEW), 1, plant_form_new),
		TOUCHES(OF(FORM)) },
	{ FAULT("FRM-06", OF_CLASS(CLASS_EXIT), 1, plant_form_exit),
		TOUCHES(OF(FORM)) },
	{ FAULT("FRM-06", COUPLE(NEED_BIRTH), 1, plant_form_birth),
		TOUCHES(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("FRM-07", OF_CLASS(CLASS_NEW), 1, plant_no_application),
		TOUCHES(OF(APPLICATION) | OF(WRITTEN)),
		.hides = "FRM-08 FRM-09" },
	{ FAULT("FRM-08", OF_CLASS(CLASS_RETURN), 1, plant_printed),
		TOUCHES(OF(WRITTEN)) },
	{ FAULT("FRM-08", OF_CLASS(CLASS_NEW), 1, plant_written_by_other),
		TOUCHES(OF(WRITTEN)) },
	{ FAULT("FRM-09", OF_CLASS(CLASS_NEW), 1, plant_application_unsigned),
		TOUCHES(OF(APPLICATION)) },
	{ FAULT("FRM-09", OF_CLASS(CLASS_RETURN), 1, plant_application_late),
		TOUCHES(OF(APPLICATION)), READS(OF(LISTED)) },
	{ FAULT("FRM-10", COUPLE(0), 1, plant_two_places), .is_apart = true },
	{ FAULT("FRM-11", COUPLE(NEED_MOVED_OUT), 1, plant_signer_gone),
		TOUCHES(OF(SIGNED)), READS(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("FRM-12", ELDERS_CHILD, 1, plant_signer_minor),
		TOUCHES(OF(SIGNED)), READS(OF(CHILD_IDENTITY)) },
	{ FAULT("FRM-13", COUPLE(0), 1, plant_phone_not_entered),
		TOUCHES(OF(CHANGES) | OF(COLLECTED)), READS(OF(PHONE)),
		.hides = "RCN-04" },
	{ FAULT("FRM-13", COUPLE(0), 1, plant_months_not_entered),
		TOUCHES(OF(CHANGES)), READS(OF(WORK)) },
	{ FAULT("FRM-14", OF_CLASS(CLASS_EXIT), 1, plant_after_list),
		.plant_village = plant_early_list, .uses = LISTED(AT_LIST) },
	{ .check = NULL },
};
