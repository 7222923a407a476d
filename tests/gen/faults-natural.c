/*
 * Faults of natural change: who came or went, and the record of it.
 */
#include <stdio.h>
#include <string.h>

#include "faults-help.h"
#include "timetable.h"
#include "income.h"

#define COUPLE(flags)                                                          \
	{                                                                      \
		CLASS_NONE, KIND_COUPLE, NEED_HEALTHY | (flags)                \
	}
#define BIRTH COUPLE(NEED_BIRTH)
#define MOVED_OUT COUPLE(NEED_MOVED_OUT)
#define ELDERS                                                                 \
	{                                                                      \
		CLASS_NONE, KIND_ELDERS, NEED_HEALTHY                          \
	}

static struct person *
mover(struct household *h)
{
	return &h->people[h->natural.person];
}

static void
row_of(struct household *h, const char *check)
{
	char id[ID_TEXT];

	natural_id(id, h);
	row_add(h, check, mover(h)->id, NULL, id);
}

/* More or fewer are there than was planned, with as much for each; lack of
 * labour may be no cause. */
static void
resize(struct household *h, int by)
{
	int64_t per_capita = h->now.per_capita;

	h->size += by;
	h->course.size = h->size;
	income_set(h, per_capita);
	h->main_cause = "07";
	h->other_causes[0] = '\0';
	h->cause_remark = NULL;
}

static void
set_day(struct household *h, int day)
{
	h->natural.day = day;
	if (mover(h)->removed_reason != NULL)
		mover(h)->removed = day;
}

static void
plant_no_reason(struct household *h)
{
	h->natural.reason = NULL;
	row_of(h, "NAT-01");
}

static void
plant_no_date(struct household *h)
{
	h->natural.day = NO_DAY;
	row_of(h, "NAT-01");
}

static void
plant_no_proof(struct household *h)
{
	h->natural.proof = NULL;
	row_of(h, "NAT-01");
}

static void
plant_not_signed(struct household *h)
{
	h->natural.is_signed = 0;
	row_of(h, "NAT-01");
}

static void
plant_signed_unsaid(struct household *h)
{
	h->natural.is_signed = NO_FLAG;
	row_of(h, "NAT-01");
}

static void
plant_still_active(struct household *h)
{
	struct person *p = mover(h);

	p->removed_reason = NULL;
	p->removed = NO_DAY;
	resize(h, 1);
	row_of(h, "NAT-02");
}

static void
plant_not_entered(struct household *h)
{
	mover(h)->is = false;
	/* somebody of the household still draws the allowance */
	h->people[h->head].low_income |= mover(h)->low_income;
	resize(h, -1);
	row_of(h, "NAT-03");
}

static void
plant_unrecorded(struct household *h)
{
	h->natural.on = false;
	row_add(h, "NAT-04", mover(h)->id, NULL, NULL);
}

static void
plant_vanished(struct household *h)
{
	mover(h)->is = false;
	plant_unrecorded(h);
}

/* Born a year before, and registered by now; only the newborn are so young, so
 * that nobody else has the number. */
static void
plant_born_earlier(struct household *h)
{
	struct person *p = mover(h);
	struct key key;

	p->birth = day_make(day_year(p->birth) - 1, day_month(p->birth),
		day_of_month(p->birth));
	people_key(&key, h->street->seed, h->index, SLOT_NEWBORN);
	people_number(p->number, &key, p->birth, p->sex);
	p->number_type = "01";
	set_day(h, IN_YEAR(3, 2));
	row_of(h, "NAT-05");
}

static void
plant_married_newborn(struct household *h)
{
	h->natural.reason = "05";
	row_of(h, "NAT-05");
}

static void
plant_wrong_direction(struct household *h)
{
	h->natural.reason = "07";
	row_of(h, "NAT-05");
}

static struct person *
die(struct household *h, int day)
{
	struct person *p = mover(h);

	p->removed_reason = h->natural.reason = "01";
	h->natural.proof = "居民死亡医学证明";
	set_day(h, day);
	return p;
}

static void
plant_visited(struct household *h)
{
	struct person *p = die(h, IN_YEAR(2, 10));
	struct visit *v = &h->visit;
	struct change *c = &v->changes[v->n_changes++];

	c->member = p->id;
	c->field = "political";
	strcpy(c->old, strcmp(p->political, "13") == 0 ? "03" : "13");
	strcpy(c->new, p->political);
	row_of(h, "NAT-05");
}

/* October to February are five months. */
static void
plant_worked(struct household *h)
{
	struct person *p = die(h, IN_YEAR(2, 10));

	p->work_place = "01";
	p->employer = "青石镇纸箱厂";
	p->industry = "制造业";
	p->channel = "自主就业";
	p->work_months = p->work_months_before = 6;
	row_of(h, "NAT-05");
}

/* One of the two elders draws no more. */
static void
halve_transfers(struct income *in)
{
	in->pension /= 2;
	in->allowance /= 2;
	in->hardship /= 2;
}

/* The head is dead; the spouse signs. */
static void
plant_no_new_head(struct household *h)
{
	const struct person *spouse = person_at(h, SLOT_SPOUSE);
	struct signature *s = &h->visit.household;
	struct natural *n = &h->natural;

	*n = (struct natural){ .on = true,
		.is_signed = 1,
		.person = h->head,
		.reason = "01",
		.proof = "居民死亡医学证明",
		.form = "annex-3",
		.day = IN_YEAR(4, 20) };
	mover(h)->removed_reason = n->reason;
	mover(h)->removed = n->day;
	strcpy(s->signer, spouse->id);
	strcpy(s->name, spouse->name);
	s->own_hand = true;
	s->proxy[0] = '\0';
	s->reason = NULL;
	halve_transfers(&h->now);
	resize(h, -1);
	row_of(h, "NAT-06");
}

static void
plant_before_period(struct household *h)
{
	set_day(h, timetable.period_began - 1);
	row_of(h, "NAT-07");
}

static void
plant_after_period(struct household *h)
{
	set_day(h, timetable.period_ended + 1);
	row_of(h, "NAT-07");
}

/* It is still collected, or nobody knows it any more. */
static void
plant_gone(struct household *h)
{
	h->is_not_in_system = true;
	row_add(h, "NAT-08", NULL, NULL, NULL);
}

static void
plant_forgotten(struct household *h)
{
	h->is_not_collected = true;
	plant_gone(h);
}

/* The same persons: a doubt, at the id that is gone. */
static void
plant_other_id(struct household *h)
{
	former_id(h->id_before, h);
	row_add(h, "NAT-08", NULL, NULL, NULL);
	strcpy(h->rows[h->n_rows - 1].household, h->id_before);
}

static void
plant_slipped_in(struct household *h)
{
	h->is_in_previous = false;
	row_add(h, "NAT-09", NULL, NULL, NULL);
}

const struct fault faults_natural[] = {
	{ FAULT("NAT-01", MOVED_OUT, 1, plant_no_reason),
		TOUCHES(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("NAT-01", MOVED_OUT, 1, plant_no_date),
		TOUCHES(OF(MOVER) | OF(NATURAL)), .hides = "NAT-07" },
	{ FAULT("NAT-01", BIRTH, 1, plant_no_proof),
		TOUCHES(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("NAT-01", MOVED_OUT, 1, plant_not_signed),
		TOUCHES(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("NAT-01", BIRTH, 1, plant_signed_unsaid),
		TOUCHES(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("NAT-02", MOVED_OUT, 1, plant_still_active),
		TOUCHES(OF(MOVER) | OF(NATURAL) | OF(SIZE) | OF_MONEY |
			OF(CAUSE)) },
	{ FAULT("NAT-03", BIRTH, 1, plant_not_entered),
		TOUCHES(OF(MOVER) | OF(NATURAL) | OF(SIZE) | OF_MONEY |
			OF(CAUSE) | OF(ALLOWANCE)) },
	{ FAULT("NAT-04", BIRTH, 1, plant_unrecorded),
		TOUCHES(OF(MOVER) | OF(NATURAL)), READS(OF(BEFORE)),
		.hides = "NAT-01 NAT-05 FRM-06" },
	{ FAULT("NAT-04", MOVED_OUT, 1, plant_vanished),
		TOUCHES(OF(MOVER) | OF(NATURAL)), READS(OF(BEFORE)),
		.hides = "NAT-01 NAT-05 NAT-07" },
	{ FAULT("NAT-05", BIRTH, 1, plant_born_earlier),
		TOUCHES(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("NAT-05", BIRTH, 1, plant_married_newborn),
		TOUCHES(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("NAT-05", MOVED_OUT, 1, plant_wrong_direction),
		TOUCHES(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("NAT-05", MOVED_OUT, 1, plant_visited),
		TOUCHES(OF(MOVER) | OF(NATURAL) | OF(CHANGES)),
		READS(OF(VISIT)) },
	{ FAULT("NAT-05", MOVED_OUT, 1, plant_worked),
		TOUCHES(OF(MOVER) | OF(NATURAL) | OF(WORK)) },
	{ FAULT("NAT-06", ELDERS, 1, plant_no_new_head),
		TOUCHES(OF(MOVER) | OF(NATURAL) | OF(SIZE) | OF_MONEY |
			OF(CAUSE) | OF_HEAD | OF(SIGNED) | OF(ALLOWANCE)),
		.shadows = "HH-01" },
	{ FAULT("NAT-07", MOVED_OUT, 1, plant_before_period),
		TOUCHES(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("NAT-07", MOVED_OUT, 1, plant_after_period),
		TOUCHES(OF(MOVER) | OF(NATURAL)) },
	{ FAULT("NAT-08", COUPLE(0), 1, plant_gone), NOT_IN_REGISTER,
		.shadows = "RCN-01" },
	{ FAULT("NAT-08", COUPLE(0), 1, plant_forgotten), NOT_IN_REGISTER },
	{ FAULT("NAT-08", COUPLE(0), 1, plant_other_id), TOUCHES(OF(BEFORE)),
		READS(OF(OTHER_NUMBER) | OF(YEARS)) },
	{ FAULT("NAT-09", COUPLE(0), 1, plant_slipped_in), TOUCHES(OF(BEFORE)),
		READS(OF(YEARS)) },
	{ .check = NULL },
};
