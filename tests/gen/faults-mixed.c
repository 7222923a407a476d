/*
 * Faults that stand only beside others: records that break their schema, and
 * what is there for something else to hide it.
 */
#include <string.h>

#include "faults-help.h"
#include "income.h"

#define COUPLE(adjustment, flags)                                              \
	{                                                                      \
		adjustment, KIND_COUPLE, NEED_HEALTHY | (flags)                \
	}
#define OF_CLASS(a)                                                            \
	{                                                                      \
		a, KIND_ANY, 0                                                 \
	}

static void
spoil(struct household *h, enum record_kind kind, const char *id)
{
	h->spoilt |= 1u << kind;
	row_add(h, "rejected", NULL, NULL, id);
}

static void
plant_rejected_household(struct household *h)
{
	spoil(h, RECORD_HOUSEHOLD, h->id);
	row_add(h, "NAT-08", NULL, NULL, NULL);
}

static void
plant_rejected_visit(struct household *h)
{
	char id[ID_TEXT];

	visit_id(id, h);
	spoil(h, RECORD_VISIT, id);
	row_add(h, "FRM-01", NULL, NULL, NULL);
}

static void
plant_rejected_application(struct household *h)
{
	char id[ID_TEXT];

	application_id(id, h);
	spoil(h, RECORD_APPLICATION, id);
	row_add(h, "FRM-07", NULL, NULL, NULL);
}

static void
plant_rejected_change(struct household *h)
{
	char id[ID_TEXT];

	natural_id(id, h);
	spoil(h, RECORD_NATURAL, id);
	row_add(h, "NAT-04", h->people[h->natural.person].id, NULL, NULL);
	/* the ledger has it */
	row_add(h, "ARC-02", h->people[h->natural.person].id, NULL, NULL);
}

static void
plant_rejected_notice(struct household *h)
{
	char id[ID_TEXT];

	record_id(id, h->village->number, h->local, "notice", 0);
	spoil(h, RECORD_NOTICE, id);
	row_add(h, "PRC-01", NULL, "notification", NULL);
}

static void
plant_rejected_entry(struct household *h)
{
	char id[ID_TEXT];

	record_id(id, h->village->number, h->local, "entry", 0);
	spoil(h, RECORD_ENTRY, id);
	row_add(h, "PRC-01", NULL, "data-entry", NULL);
}

static void
plant_rejected_problem(struct household *h)
{
	char id[ID_TEXT];

	h->problem.on = true;
	problem_id(id, h);
	spoil(h, RECORD_PROBLEM, id);
}

/* Everybody moved out after the visit, and the rows stay: nobody is checked
 * any more. */
static void
plant_all_gone(struct household *h)
{
	int64_t per_capita = h->before.per_capita;

	for (int i = 0; i < h->n_people; i++) {
		h->people[i].removed_reason = "08";
		h->people[i].removed = IN_YEAR(12, 1);
		h->people[i].was = false;
	}
	h->size = h->course.size = 0;
	memset(&h->now, 0, sizeof h->now);
	h->now.per_capita = per_capita;
	row_add(h, "HH-08", NULL, NULL, NULL);
}

/* By the sex as recorded husband and wife are of the same. */
static void
plant_spouse_sex(struct household *h)
{
	struct person *p = person_at(h, SLOT_SPOUSE);

	p->sex = 3 - p->sex;
	row_add(h, "ID-05", p->id, NULL, NULL);
}

/* A daughter of the male sex, a son of the female. */
static void
plant_child_sex(struct household *h)
{
	struct person *p = person_at(h, SLOT_THIRD);

	p->sex = 3 - p->sex;
	row_add(h, "ID-05", p->id, NULL, NULL);
}

static void
plant_no_entry(struct household *h)
{
	h->course.n_entries = 0;
	row_add(h, "PRC-01", NULL, "data-entry", NULL);
}

#define HIDES_VISIT                                                            \
	TOUCHES(OF_VISIT),                                                     \
		.hides = "FRM-02 FRM-03 FRM-04 FRM-05 FRM-06 FRM-11 FRM-12 "   \
			 "FRM-13 DLN-02"

const struct fault faults_mixed[] = {
	{ FAULT("rejected", COUPLE(CLASS_NONE, 0), 1, plant_rejected_household),
		NOT_IN_REGISTER },
	{ FAULT("rejected", ANY_COUPLE, 1, plant_rejected_visit), HIDES_VISIT },
	{ FAULT("rejected", OF_CLASS(CLASS_NEW), 1, plant_rejected_application),
		TOUCHES(OF(APPLICATION) | OF(WRITTEN)),
		.hides = "FRM-08 FRM-09" },
	{ FAULT("rejected", OF_CLASS(CLASS_RETURN), 1,
		  plant_rejected_application),
		TOUCHES(OF(APPLICATION) | OF(WRITTEN)),
		.hides = "FRM-08 FRM-09" },
	{ FAULT("rejected", COUPLE(CLASS_NONE, NEED_BIRTH), 1,
		  plant_rejected_change),
		TOUCHES(OF(NATURAL) | OF(MOVER)), READS(OF(BEFORE)),
		.hides = "NAT-01 NAT-05 FRM-06" },
	{ FAULT("rejected", COUPLE(CLASS_NONE, NEED_MOVED_OUT), 1,
		  plant_rejected_change),
		TOUCHES(OF(NATURAL) | OF(MOVER)), READS(OF(BEFORE)),
		.hides = "NAT-01 NAT-05 NAT-07" },
	{ FAULT("rejected", OF_CLASS(CLASS_EXIT), 1, plant_rejected_notice),
		TOUCHES(OF(NOTICE)), .hides = "PRC-02 PRC-16 DLN-07" },
	{ FAULT("rejected", OF_CLASS(CLASS_EXIT), 1, plant_rejected_entry),
		TOUCHES(OF(ENTRY)), .hides = "DLN-08" },
	{ FAULT("rejected", OF_CLASS(CLASS_RETURN), 1, plant_rejected_entry),
		TOUCHES(OF(ENTRY)), .hides = "PRC-02" },
	{ FAULT("rejected", COUPLE(CLASS_NONE, 0), 1, plant_rejected_problem),
		TOUCHES(OF(PROBLEM)), READS(OF(PHONE) | OF(BEFORE)),
		.hides = "FIX-01 FIX-02 FIX-03 FIX-04 FIX-07" },
	{ FAULT("HH-08", COUPLE(CLASS_NONE, 0), 1, plant_all_gone),
		TOUCHES(OF_PEOPLE | OF_MONEY | OF(SIZE) | OF(BEFORE) |
			OF(WORK) | OF(CAUSE) | OF(ALLOWANCE) | OF(MOVER)),
		.hides = "ID- HH-01 HH-02 HH-03 HH-04 HH-05 HH-06 HH-09 HH-11 "
			 "HH-14 EDU- LAB- INS- CAU-04 CAU-05 CAU-07" },
	{ FAULT("ID-05", ANY_COUPLE, 1, plant_spouse_sex),
		TOUCHES(OF(SPOUSE_RELATION)), READS(OF(HEAD_RELATION)),
		.repeats = true, .shadows = "HH-04" },
	{ FAULT("ID-05", ANY_COUPLE, 1, plant_child_sex),
		TOUCHES(OF(CHILD_IDENTITY)), .repeats = true,
		.shadows = "HH-05" },
	{ FAULT("PRC-01", OF_CLASS(CLASS_EXIT), 1, plant_no_entry),
		TOUCHES(OF(ENTRY)), .hides = "DLN-08" },
	{ .check = NULL },
};
