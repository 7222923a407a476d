/*
 * Faults of what lies beside the register: training, inspections, archives,
 * problems found earlier, and the collected register.
 */
#include <stdio.h>
#include <string.h>

#include "faults-help.h"

#define COUPLE(adjustment, flags)                                              \
	{                                                                      \
		adjustment, KIND_COUPLE, NEED_HEALTHY | (flags)                \
	}
#define SETTLED COUPLE(CLASS_NONE, 0)
#define EVENT(c, f) .check = (c), .plant_village = (f)
#define LARGE .min_size = 20

static void
row_of(struct household *h, const char *check)
{
	row_add(h, check, NULL, NULL, NULL);
}

static void
plant_untrained(struct village *v)
{
	v->has_untrained = true;
	row_add_village(v, "TRN-01", NULL, NULL);
}

static void
plant_no_self_check(struct village *v)
{
	v->has_no_self_check = true;
	row_add_village(v, "ACC-01", NULL, NULL);
}

static void
plant_no_acceptance(struct village *v)
{
	v->has_no_samples = true;
	row_add_village(v, "ACC-02", NULL, NULL);
}

static void
plant_no_inspector(struct village *v)
{
	v->has_no_inspector = true;
	row_add_village(v, "ACC-01", NULL, NULL);
}

static void
plant_no_acceptance_plan(struct village *v)
{
	v->has_no_acceptance_plan = true;
	row_add_village(v, "ACC-02", NULL, NULL);
}

static void
plant_no_photo(struct village *v)
{
	v->missing_file = "posting-photo";
	row_add_village(v, "ARC-03", NULL, NULL);
}

static void
plant_accepted_fault(struct household *h)
{
	if (h->village->has_no_samples)
		return;
	h->course.accepted_fault = "户档案缺少公示照片。";
	row_of(h, "ACC-03");
}

static void
plant_no_result(struct household *h)
{
	if (h->village->has_no_samples)
		return;
	h->course.has_no_result = true;
	row_of(h, "ACC-02");
}

static void
plant_failed(struct household *h)
{
	if (h->village->has_no_samples)
		return;
	h->course.accepted_fault = "人均纯收入核算依据不足。";
	h->course.is_failed = true;
	row_of(h, "ACC-04");
}

static void
plant_no_paper(struct household *h)
{
	h->missing_paper = "visit-record";
	row_of(h, "ARC-01");
}

static void
plant_paper_not_signed(struct household *h)
{
	h->unsigned_paper = "visit-record";
	row_of(h, "ARC-01");
}

static void
plant_no_folder(struct household *h)
{
	h->has_no_folder = true;
	row_of(h, "ARC-01");
}

static void
plant_not_in_ledger(struct household *h)
{
	h->is_not_in_ledger = true;
	row_of(h, "ARC-02");
}

static void
plant_in_ledger(struct household *h)
{
	h->is_in_ledger = true;
	row_of(h, "ARC-02");
}

static void
plant_no_reason_in_ledger(struct household *h)
{
	h->is_unreasoned = true;
	row_of(h, "ARC-02");
}

static void
plant_other_day_in_ledger(struct household *h)
{
	h->ledger_late = 1;
	row_add(h, "ARC-02", h->people[h->natural.person].id, NULL, NULL);
}

/* A problem on the telephone, closed as it should be. */
static struct problem *
have_problem(struct household *h)
{
	struct problem *p = &h->problem;

	people_phone(h->phone_before, "155", h->index);
	p->on = true;
	p->field = "phone";
	p->check = "HH-12";
	p->text = "系统登记的联系电话已停用。";
	p->verdict = "confirmed";
	p->rectified = p->verified + 3;
	p->marked = IN_YEAR(12, 5);
	return p;
}

static void
plant_no_evidence(struct household *h)
{
	struct problem *p = have_problem(h);

	p->verdict = "unfounded";
	p->rectified = p->marked = NO_DAY;
	p->is_bare = true;
	row_of(h, "FIX-04");
}

/* Two faults: the sum is still wrong, and was said to have been put right. */
static void
plant_still_wrong(struct household *h)
{
	struct problem *p = have_problem(h);

	p->check = "INC-04";
	p->field = "transfer-income";
	p->text = "转移性收入与各分项之和不符。";
	h->now.planning += 12300;
	row_of(h, "FIX-05");
	row_of(h, "INC-04");
}

static void
plant_unchanged(struct household *h)
{
	have_problem(h)->check = NULL;
	strcpy(h->phone_before, h->phone);
	row_of(h, "FIX-05");
}

static void
plant_problem_of_nobody(struct household *h)
{
	have_problem(h)->is_about_nobody = true;
	row_of(h, "FIX-07");
	nobody_id(h->rows[h->n_rows - 1].household, h);
}

static void
plant_not_in_system(struct household *h)
{
	h->is_in_previous = false; /* or it would be gone: NAT-08 */
	h->is_not_in_system = true;
	row_of(h, "RCN-01");
}

static void
plant_not_collected(struct household *h)
{
	h->is_not_collected = true;
	row_of(h, "RCN-02");
}

static void
leave_one_out(struct household *h)
{
	person_at(h, SLOT_OTHER)->is = false;
}

static void
plant_member_not_collected(struct household *h)
{
	h->differ = leave_one_out;
	row_add(h, "RCN-03", person_at(h, SLOT_OTHER)->id, NULL, NULL);
}

static void
change_phone(struct household *h)
{
	people_phone(h->phone, "157", h->index);
}

static void
plant_other_phone(struct household *h)
{
	h->differ = change_phone;
	row_of(h, "RCN-04");
}

static void
change_amounts(struct household *h)
{
	h->now.wage += 100;
	h->living.floor += 100;
}

/* Two fields: two findings. */
static void
plant_other_amounts(struct household *h)
{
	h->differ = change_amounts;
	row_of(h, "RCN-04");
	row_of(h, "RCN-04");
}

static void
change_nation(struct household *h)
{
	struct person *p = person_at(h, SLOT_OTHER);

	p->nation = strcmp(p->nation, "满族") == 0 ? "汉族" : "满族";
}

static void
plant_other_nation(struct household *h)
{
	h->differ = change_nation;
	row_add(h, "RCN-04", person_at(h, SLOT_OTHER)->id, NULL, NULL);
}

static void
change_class(struct household *h)
{
	h->adjustment = CLASS_EXIT;
}

static void
plant_other_class(struct household *h)
{
	h->differ = change_class;
	row_of(h, "RCN-05");
}

const struct fault faults_records[] = {
	{ EVENT("TRN-01", plant_untrained), .uses = LISTED(AT_TRAINING),
		LARGE },
	{ EVENT("ACC-01", plant_no_self_check), .uses = LISTED(AT_SELF_CHECK),
		LARGE },
	{ EVENT("ACC-02", plant_no_acceptance), .uses = LISTED(AT_ACCEPTANCE),
		LARGE },
	{ EVENT("ACC-01", plant_no_inspector), .uses = LISTED(AT_SELF_CHECK),
		LARGE },
	{ EVENT("ACC-02", plant_no_acceptance_plan),
		.uses = LISTED(AT_ACCEPTANCE), LARGE },
	{ EVENT("ARC-03", plant_no_photo), LARGE },
	{ FAULT("ACC-02", COUPLE(CLASS_EXIT, 0), 1, plant_no_result),
		TOUCHES(OF(ACCEPTED)), READS(OF(YEARS)) },
	{ FAULT("ACC-03", COUPLE(CLASS_EXIT, 0), 1, plant_accepted_fault),
		TOUCHES(OF(ACCEPTED)), READS(OF(YEARS)) },
	{ FAULT("ACC-04", COUPLE(CLASS_EXIT, 0), 1, plant_failed),
		TOUCHES(OF(ACCEPTED)), READS(OF(YEARS)), .shadows = "ACC-03" },
	{ FAULT("ARC-01", ANY_COUPLE, 1, plant_no_paper), TOUCHES(OF(FOLDER)) },
	{ FAULT("ARC-01", ANY_COUPLE, 1, plant_paper_not_signed),
		TOUCHES(OF(FOLDER)) },
	{ FAULT("ARC-01", ANY_COUPLE, 1, plant_no_folder), TOUCHES(OF(FOLDER)),
		.hides = "ARC-01" },
	{ FAULT("ARC-02", COUPLE(CLASS_CLEAR, 0), 1, plant_not_in_ledger),
		TOUCHES(OF(LEDGER)), READS(OF(YEARS)) },
	{ FAULT("ARC-02", SETTLED, 1, plant_in_ledger), TOUCHES(OF(LEDGER)),
		READS(OF(YEARS)) },
	{ FAULT("ARC-02", COUPLE(CLASS_CLEAR, 0), 1, plant_no_reason_in_ledger),
		TOUCHES(OF(LEDGER)), READS(OF(YEARS)) },
	{ FAULT("ARC-02", COUPLE(CLASS_NONE, NEED_MOVED_OUT), 1,
		  plant_other_day_in_ledger),
		TOUCHES(OF(LEDGER)), READS(OF(NATURAL) | OF(MOVER)) },
	{ FAULT("FIX-04", SETTLED, 1, plant_no_evidence), TOUCHES(OF(PROBLEM)),
		READS(OF(PHONE) | OF(BEFORE)) },
	{ FAULT("FIX-05", SETTLED, 1, plant_still_wrong),
		TOUCHES(OF(PROBLEM) | OF(TRANSFER)),
		READS(OF(PHONE) | OF(BEFORE) | OF(TOTALS)) },
	{ FAULT("FIX-05", SETTLED, 1, plant_unchanged), TOUCHES(OF(PROBLEM)),
		READS(OF(PHONE) | OF(BEFORE)) },
	{ FAULT("FIX-07", SETTLED, 1, plant_problem_of_nobody),
		TOUCHES(OF(PROBLEM)), READS(OF(PHONE) | OF(BEFORE)) },
	{ FAULT("RCN-01", SETTLED, 1, plant_not_in_system), NOT_IN_REGISTER },
	{ FAULT("RCN-02", SETTLED, 1, plant_not_collected),
		TOUCHES(OF(COLLECTED)), .hides = "RCN-" },
	{ FAULT("RCN-03", COUPLE(CLASS_NONE, NEED_OTHER), 1,
		  plant_member_not_collected),
		TOUCHES(OF(COLLECTED)),
		READS(OF(OTHER_NUMBER) | OF(OTHER_NAME) | OF(OTHER_RELATION)) },
	{ FAULT("RCN-04", ANY_COUPLE, 1, plant_other_phone),
		TOUCHES(OF(COLLECTED)), READS(OF(PHONE)) },
	{ FAULT("RCN-04", ANY_COUPLE, 1, plant_other_amounts),
		TOUCHES(OF(COLLECTED) | OF(WAGE)), .repeats = true },
	{ FAULT("RCN-04", COUPLE(CLASS_NONE, NEED_OTHER), 1,
		  plant_other_nation),
		TOUCHES(OF(COLLECTED) | OF(OTHER_NATION)) },
	{ FAULT("RCN-05", SETTLED, 1, plant_other_class),
		TOUCHES(OF(COLLECTED)), READS(OF(YEARS)) },
	{ .check = NULL },
};
