/*
 * Faults of the household's structure and fields, of its causes, and of
 * problems that were found earlier.
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
#define NEED_RETURN                                                            \
	{                                                                      \
		CLASS_RETURN, KIND_ANY, 0                                      \
	}

static void
row_of(struct household *h, const char *check)
{
	row_add(h, check, NULL, NULL, NULL);
}

static void
plant_no_head(struct household *h)
{
	h->people[h->head].relation = "99";
	row_of(h, "HH-01");
}

static void
plant_two_heads(struct household *h)
{
	person_at(h, SLOT_SPOUSE)->relation = "01";
	row_of(h, "HH-02");
}

static void
plant_two_spouses(struct household *h)
{
	person_at(h, SLOT_OTHER)->relation = "02";
	row_of(h, "HH-03");
}

static void
plant_same_sex(struct household *h)
{
	row_of(h, "HH-04");
}

static void
plant_relation(struct household *h)
{
	struct person *p = person_at(h, SLOT_THIRD);

	p->relation = p->sex == 1 ? "04" : "03";
	row_add(h, "HH-05", p->id, NULL, NULL);
}

static void
plant_old_child(struct household *h)
{
	struct person *p = person_at(h, SLOT_SPOUSE);

	p->relation = p->sex == 1 ? "03" : "04";
	row_add(h, "HH-06", p->id, NULL, NULL);
}

static void
plant_young_parent(struct household *h)
{
	struct person *p = person_at(h, SLOT_OTHER);

	p->relation = p->sex == 1 ? "11" : "12";
	row_add(h, "HH-06", p->id, NULL, NULL);
}

/* The income per person was worked out with the wrong size, too. */
static void
resize(struct household *h, int size)
{
	h->size = size;
	h->course.size = size;
	income_sum(&h->now, size);
}

static void
plant_size(struct household *h)
{
	resize(h, h->size + 1);
	row_of(h, "HH-07");
}

/* Nobody is left, and the income per person is last year's. */
static void
plant_empty(struct household *h)
{
	int64_t per_capita = h->before.per_capita;

	h->n_people = 0;
	memset(&h->now, 0, sizeof h->now);
	h->main_cause = "05";
	h->other_causes[0] = '\0';
	resize(h, 0);
	h->now.per_capita = per_capita;
	row_of(h, "HH-08");
}

static void
plant_head_name(struct household *h)
{
	people_name(h->head_name, h->street->seed, h->index, SLOT_OTHER,
		LINE_OTHER);
	row_add(h, "HH-09", h->people[h->head].id, NULL, NULL);
}

static void
plant_head_number(struct household *h)
{
	const struct person *head = &h->people[h->head];
	struct key key;

	people_key(&key, h->street->seed, h->index, SLOT_OTHER);
	people_number(
		h->head_number, &key, people_birth(&key, 50, YEAR), head->sex);
	row_add(h, "HH-09", head->id, NULL, NULL);
}

static void
plant_village(struct household *h)
{
	strcpy(h->village_code, "379999002001");
	row_of(h, "HH-10");
}

/* The right name stays within, so that it is nobody else's. */
static void
rename_other(struct household *h, const char *before, const char *after)
{
	struct person *p = person_at(h, SLOT_OTHER);
	char name[NAME_TEXT];

	strcpy(name, p->name);
	snprintf(p->name, sizeof p->name, "%.3s%s%.12s%s", name, before,
		name + 3, after);
	row_add(h, "HH-11", p->id, NULL, NULL);
}

static void
plant_name_digit(struct household *h)
{
	rename_other(h, "", "2");
}

static void
plant_name_latin(struct household *h)
{
	rename_other(h, "", "wang");
}

static void
plant_name_space(struct household *h)
{
	rename_other(h, " ", "");
}

static void
plant_name_replacement(struct household *h)
{
	rename_other(h, "", "\xef\xbf\xbd");
}

static void
plant_name_placeholder(struct household *h)
{
	rename_other(h, "", "（测试）");
}

/* 一 as the radical that looks like it. */
static void
plant_name_radical(struct household *h)
{
	rename_other(h, "", "\xe2\xbc\x80");
}

static void
plant_name_dot(struct household *h)
{
	rename_other(h, "\xe2\x80\xa2", "");
}

static void
plant_phone_nought(struct household *h)
{
	char phone[NUMBER_TEXT];

	snprintf(phone, sizeof phone, "0%.11s", h->phone);
	strcpy(h->phone, phone);
	strcpy(h->phone_before, phone);
	row_of(h, "HH-12");
}

static void
plant_phone(struct household *h)
{
	strcpy(h->phone, "1234567");
	strcpy(h->phone_before, h->phone);
	row_of(h, "HH-12");
}

static void
plant_no_nation(struct household *h)
{
	struct person *p = person_at(h, SLOT_OTHER);

	p->nation = NULL;
	row_add(h, "HH-13", p->id, NULL, NULL);
}

static void
plant_no_road(struct household *h)
{
	h->living.road = NULL;
	row_of(h, "HH-13");
}

static void
plant_insured(struct household *h)
{
	struct person *p = person_at(h, SLOT_OTHER);

	p->is_still_insured = true;
	row_add(h, "HH-14", p->id, NULL, NULL);
}

static void
plant_counted(struct household *h)
{
	resize(h, h->size + 1);
	row_add(h, "HH-14", person_at(h, SLOT_OTHER)->id, NULL, NULL);
}

static void
plant_poor_responsible(struct household *h)
{
	const struct person *p = person_at(h, SLOT_SPOUSE);

	h->responsible = MEMBER_RESPONSIBLE;
	strcpy(h->visit.responsible.name, p->name);
	responsible_id(h->visit.responsible.signer, h);
	responsible_id(h->course.poor_staff, h);
	row_add(h, "HH-15", p->id, NULL, NULL);
}

static void
plant_no_responsible(struct household *h)
{
	h->responsible = NO_RESPONSIBLE;
	row_of(h, "HH-16");
}

static void
plant_unknown_responsible(struct household *h)
{
	h->responsible = UNKNOWN_RESPONSIBLE;
	responsible_id(h->visit.responsible.signer, h);
	row_of(h, "HH-16");
}

static void
plant_misnamed_responsible(struct household *h)
{
	h->is_misnamed = true;
	row_of(h, "HH-16");
}

static void
set_causes(struct household *h, const char *main, const char *others,
	const char *check)
{
	h->main_cause = main;
	strcpy(h->other_causes, others);
	h->cause_remark = NULL;
	row_of(h, check);
}

static void
plant_no_cause(struct household *h)
{
	set_causes(h, NULL, "", "CAU-01");
}

static void
plant_no_return_cause(struct household *h)
{
	h->return_cause = NULL;
	row_of(h, "CAU-02");
}

static void
plant_return_cause(struct household *h)
{
	h->return_cause = "05";
	row_of(h, "CAU-03");
}

static void
plant_illness(struct household *h)
{
	set_causes(h, "01", "", "CAU-04");
}

static void
plant_disability(struct household *h)
{
	set_causes(h, "02", "", "CAU-05");
}

static void
plant_schooling(struct household *h)
{
	set_causes(h, "03", "", "CAU-06");
}

static void
plant_no_labour(struct household *h)
{
	set_causes(h, "05", "08", "CAU-07");
}

static void
plant_repeated_cause(struct household *h)
{
	set_causes(h, "05", "05 07", "CAU-08");
}

static void
plant_many_causes(struct household *h)
{
	set_causes(h, "07", "05 09 10", "CAU-08");
}

static void
plant_no_remark(struct household *h)
{
	set_causes(h, "12", "", "CAU-08");
}

/* A problem on the telephone, which the register of this year has right. */
static struct problem *
have_problem(struct household *h, const char *check)
{
	struct problem *p = &h->problem;
	char id[ID_TEXT];

	people_phone(h->phone_before, "155", h->index);
	p->on = true;
	p->field = "phone";
	p->check = "HH-12";
	p->text = "系统登记的联系电话已停用。";
	p->verdict = "confirmed";
	p->rectified = p->verified + 3;
	p->marked = IN_YEAR(12, 5);
	problem_id(id, h);
	row_add(h, check, NULL, NULL, id);
	if (timetable.exported > IN_YEAR(12, 31)) /* and it stays open */
		row_add(h, "FIX-06", NULL, NULL, id);
	return p;
}

static void
plant_unverified(struct household *h)
{
	struct problem *p = have_problem(h, "FIX-01");

	p->verified = p->rectified = p->marked = NO_DAY;
	p->verdict = NULL;
}

static void
plant_unrectified(struct household *h)
{
	struct problem *p = have_problem(h, "FIX-02");

	p->rectified = p->marked = NO_DAY;
}

static void
plant_unmarked(struct household *h)
{
	have_problem(h, "FIX-03")->marked = NO_DAY;
}

#define ELDERS(flags)                                                          \
	{                                                                      \
		CLASS_NONE, KIND_ELDERS, NEED_HEALTHY | (flags)                \
	}

const struct fault faults_household[] = {
	{ FAULT("HH-01", COUPLE(0), 1, plant_no_head),
		TOUCHES(OF_HEAD | OF(SPOUSE_RELATION)),
		.hides = "HH-04 HH-06 HH-09" },
	{ FAULT("HH-02", COUPLE(0), 1, plant_two_heads),
		TOUCHES(OF_HEAD | OF(SPOUSE_RELATION)), .hides = "HH-09" },
	{ FAULT("HH-03", COUPLE(NEED_OTHER), 1, plant_two_spouses),
		TOUCHES(OF(OTHER_RELATION) | OF(SPOUSE_RELATION)),
		READS(OF(OTHER_BIRTH) | OF(HEAD_RELATION)), .hides = "HH-04" },
	{ FAULT("HH-04", COUPLE(NEED_SAME_SEX), 1, plant_same_sex),
		TOUCHES(OF(SPOUSE_RELATION)), READS(OF(HEAD_RELATION)) },
	{ FAULT("HH-05", COUPLE(0), 1, plant_relation),
		TOUCHES(OF(CHILD_IDENTITY)), READS(OF(CHILD_IDENTITY)) },
	{ FAULT("HH-06", COUPLE(0), 1, plant_old_child),
		TOUCHES(OF(SPOUSE_RELATION)),
		READS(OF(HEAD_RELATION) | OF(HEAD_FIELDS)) },
	{ FAULT("HH-06", ELDERS(NEED_OTHER), 1, plant_young_parent),
		TOUCHES(OF(OTHER_RELATION)),
		READS(OF(OTHER_BIRTH) | OF(OTHER_NUMBER) | OF(HEAD_RELATION) |
			OF(HEAD_FIELDS)) },
	{ FAULT("HH-07", COUPLE(0), 1, plant_size),
		TOUCHES(OF(SIZE) | OF_MONEY | OF(MOVER)) },
	{ FAULT("HH-08", COUPLE(0), 1, plant_empty) },
	{ FAULT("HH-09", ANY_COUPLE, 1, plant_head_name),
		TOUCHES(OF(HEAD_FIELDS)), READS(OF(HEAD_RELATION)) },
	{ FAULT("HH-09", ANY_COUPLE, 1, plant_head_number),
		TOUCHES(OF(HEAD_FIELDS)), READS(OF(HEAD_RELATION)) },
	{ FAULT("HH-10", COUPLE(0), 1, plant_village) },
	{ FAULT("HH-11", ANY_OTHER, 1, plant_name_digit),
		TOUCHES(OF(OTHER_NAME)) },
	{ FAULT("HH-11", ANY_OTHER, 1, plant_name_latin),
		TOUCHES(OF(OTHER_NAME)) },
	{ FAULT("HH-11", ANY_OTHER, 1, plant_name_space),
		TOUCHES(OF(OTHER_NAME)) },
	{ FAULT("HH-11", ANY_OTHER, 1, plant_name_replacement),
		TOUCHES(OF(OTHER_NAME)) },
	{ FAULT("HH-11", ANY_OTHER, 1, plant_name_placeholder),
		TOUCHES(OF(OTHER_NAME)) },
	{ FAULT("HH-11", ANY_OTHER, 1, plant_name_radical),
		TOUCHES(OF(OTHER_NAME)) },
	{ FAULT("HH-11", ANY_OTHER, 1, plant_name_dot),
		TOUCHES(OF(OTHER_NAME)) },
	{ FAULT("HH-12", ANY_COUPLE, 1, plant_phone_nought),
		TOUCHES(OF(PHONE)) },
	{ FAULT("HH-12", ANY_COUPLE, 1, plant_phone), TOUCHES(OF(PHONE)) },
	{ FAULT("HH-13", ANY_OTHER, 1, plant_no_nation),
		TOUCHES(OF(OTHER_NATION)), .repeats = true },
	{ FAULT("HH-13", ANY_COUPLE, 1, plant_no_road), TOUCHES(OF(ROAD)),
		.repeats = true },
	{ FAULT("HH-14", COUPLE(NEED_MOVED_OUT), 1, plant_insured),
		TOUCHES(OF(MOVER)) },
	{ FAULT("HH-14", COUPLE(NEED_MOVED_OUT), 1, plant_counted),
		TOUCHES(OF(MOVER) | OF(SIZE) | OF_MONEY) },
	{ FAULT("HH-15", COUPLE(0), 1, plant_poor_responsible),
		TOUCHES(OF(RESPONSIBLE) | OF(SIGNED_BY_STAFF)),
		READS(OF(YEARS) | OF_SPOUSE) },
	{ FAULT("HH-16", ANY_COUPLE, 1, plant_no_responsible),
		TOUCHES(OF(RESPONSIBLE)) },
	{ FAULT("HH-16", COUPLE(0), 1, plant_unknown_responsible),
		TOUCHES(OF(RESPONSIBLE) | OF(SIGNED_BY_STAFF)) },
	{ FAULT("HH-16", COUPLE(0), 1, plant_misnamed_responsible),
		TOUCHES(OF(RESPONSIBLE)) },
	{ FAULT("CAU-01", COUPLE(0), 1, plant_no_cause), TOUCHES(OF(CAUSE)) },
	{ FAULT("CAU-02", NEED_RETURN, 1, plant_no_return_cause),
		TOUCHES(OF(RETURN_CAUSE)), READS(OF(YEARS)) },
	{ FAULT("CAU-03", COUPLE(0), 1, plant_return_cause),
		TOUCHES(OF(RETURN_CAUSE)), READS(OF(YEARS)) },
	{ FAULT("CAU-04", COUPLE(0), 1, plant_illness), TOUCHES(OF(CAUSE)),
		READS(OF(OTHER_FACTS) | OF(SPOUSE_FACTS)) },
	{ FAULT("CAU-05", COUPLE(0), 1, plant_disability), TOUCHES(OF(CAUSE)),
		READS(OF(OTHER_FACTS) | OF(OTHER_CERTIFICATE)) },
	{ FAULT("CAU-06", ELDERS(0), 1, plant_schooling), TOUCHES(OF(CAUSE)),
		READS(OF(OTHER_FACTS)) },
	{ FAULT("CAU-07", COUPLE(0), 1, plant_no_labour), TOUCHES(OF(CAUSE)),
		READS(OF(MOVER) | OF(OTHER_CERTIFICATE) | OF(OTHER_FACTS) |
			OF(CHILD_FACTS) | OF(SPOUSE_FACTS)) },
	{ FAULT("CAU-08", COUPLE(0), 1, plant_repeated_cause),
		TOUCHES(OF(CAUSE)) },
	{ FAULT("CAU-08", COUPLE(0), 1, plant_many_causes),
		TOUCHES(OF(CAUSE)) },
	{ FAULT("CAU-08", COUPLE(0), 1, plant_no_remark), TOUCHES(OF(CAUSE)) },
	{ FAULT("FIX-01", COUPLE(0), 1, plant_unverified), TOUCHES(OF(PROBLEM)),
		READS(OF(PHONE) | OF(BEFORE)), .hides = "FIX-02 FIX-03" },
	{ FAULT("FIX-02", COUPLE(0), 1, plant_unrectified),
		TOUCHES(OF(PROBLEM)), READS(OF(PHONE) | OF(BEFORE)),
		.hides = "FIX-03" },
	{ FAULT("FIX-03", COUPLE(0), 1, plant_unmarked), TOUCHES(OF(PROBLEM)),
		READS(OF(PHONE) | OF(BEFORE)) },
	{ .check = NULL },
};
