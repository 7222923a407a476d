/*
 * Faults against the standards of exit and entry. The line is 4,000 yuan, the
 * margin 500 and the local average 20,000: the tests' plan says so.
 */
#include <stdio.h>
#include <string.h>

#include "faults-help.h"
#include "timetable.h"
#include "income.h"

#define LINE 400000 /* fen */
#define MARGIN 50000
#define AVERAGE 2000000

#define COUPLE(adjustment, flags)                                              \
	{                                                                      \
		adjustment, KIND_COUPLE, NEED_HEALTHY | (flags)                \
	}
#define EXIT COUPLE(CLASS_EXIT, 0)
#define CLEAR COUPLE(CLASS_CLEAR, 0)
#define NEW COUPLE(CLASS_NEW, 0)
#define RETURN COUPLE(CLASS_RETURN, 0)
#define FORMER COUPLE(CLASS_NONE, NEED_MIDDLE)
#define POOR COUPLE(CLASS_NONE, 0)

static void
row_of(struct household *h, const char *check)
{
	row_add(h, check, NULL, NULL, NULL);
}

static void
set_causes(struct household *h, const char *main)
{
	h->main_cause = main;
	h->other_causes[0] = '\0';
	h->cause_remark = NULL;
}

static void
stop_work(struct person *p)
{
	p->work_place = p->employer = p->industry = p->channel = NULL;
	p->work_months = p->work_months_before = 0;
}

static void
plant_at_line(struct household *h)
{
	income_set(h, LINE);
	row_of(h, "STD-01");
}

static void
plant_below_line(struct household *h)
{
	income_set(h, LINE - 1);
	row_of(h, "STD-01");
}

static void
plant_above_line(struct household *h)
{
	income_set(h, LINE + 1);
	row_of(h, "STD-02");
}

static void
plant_below_margin(struct household *h)
{
	income_set(h, LINE + MARGIN - 1);
	row_of(h, "STD-02");
}

static void
plant_food(struct household *h)
{
	h->living.food = false;
	row_of(h, "STD-03");
}

static void
plant_clothing(struct household *h)
{
	h->living.clothing = false;
	row_of(h, "STD-03");
}

static void
plant_dropout(struct household *h)
{
	struct person *p = person_at(h, SLOT_THIRD);

	p->schooling = NULL;
	p->education = "02";
	p->dropout = "03";
	set_causes(h, "07");
	row_add(h, "STD-04", p->id, NULL, NULL);
}

static void
plant_uninsured(struct household *h)
{
	struct person *p = person_at(h, SLOT_SPOUSE);

	p->resident_medical = p->employee_medical = 0;
	p->serious_insurance = 0;
	row_add(h, "STD-05", p->id, NULL, NULL);
}

static void
plant_grade_c(struct household *h)
{
	h->living.grade = "3";
	h->living.dangerous = true;
	row_of(h, "STD-06");
}

static void
plant_grade_d(struct household *h)
{
	h->living.grade = "4";
	h->living.dangerous = true;
	row_of(h, "STD-06");
}

static void
plant_water(struct household *h)
{
	h->living.water = false;
	row_of(h, "STD-07");
}

/* Poor through a disabled relative, and nobody earns anything. */
static void
plant_no_earner(struct household *h)
{
	int64_t per_capita = h->now.per_capita;

	for (int i = 0; i < h->n_people; i++)
		stop_work(&h->people[i]);
	h->now.wage = 0;
	income_set(h, per_capita);
	set_causes(h, "02");
	row_of(h, "STD-08");
}

static void
plant_patient(struct household *h)
{
	struct person *p = person_at(h, SLOT_SPOUSE);

	stop_work(p);
	p->health = p->skill = "03";
	p->relief = 1;
	row_of(h, "STD-08");
}

static void
plant_review_says_so(struct household *h)
{
	h->review.applies = "E6";
	row_of(h, "STD-08");
}

/* On the low-income allowance, and both are too old to work. */
static void
plant_no_capacity(struct household *h)
{
	int64_t per_capita = h->now.per_capita;

	h->attribute = "04";
	for (int i = 0; i < h->n_people; i++)
		h->people[i].low_income = true;
	h->now.allowance = INT64_C(50000) * h->n_people;
	income_set(h, per_capita);
	row_of(h, "STD-08");
}

static void
plant_no_keys(struct household *h)
{
	h->living.relocated = true;
	h->living.has_keys = false;
	row_of(h, "STD-08");
}

static void
plant_no_measures(struct household *h)
{
	h->living.measures = 0;
	row_of(h, "STD-08");
}

static void
plant_keys_unsaid(struct household *h)
{
	h->living.relocated = h->living.is_unsaid = true;
	row_of(h, "STD-08");
}

static void
plant_measures_unsaid(struct household *h)
{
	h->living.measures = NO_FLAG;
	row_of(h, "STD-08");
}

static void
plant_disaster(struct household *h)
{
	h->living.disaster = true;
	set_causes(h, "04");
	row_of(h, "STD-08");
}

static void
plant_no_review(struct household *h)
{
	h->review.off = true;
	row_of(h, "STD-09");
}

static void
plant_short_review(struct household *h)
{
	h->review.left_out = timetable.no_exit[timetable.n_no_exit - 1];
	row_of(h, "STD-09");
}

static void
plant_undated_review(struct household *h)
{
	h->review.undated = "E2";
	row_of(h, "STD-09");
}

static void
plant_unsigned_review(struct household *h)
{
	h->review.unsigned_one = "E8";
	row_of(h, "STD-09");
}

static void
plant_not_marked(struct household *h)
{
	h->mark = "0";
	h->exit_year = 0;
	row_of(h, "STD-10");
}

static void
plant_exit_year(struct household *h)
{
	h->exit_year = YEAR - 1;
	row_of(h, "STD-10");
}

static void
plant_marked(struct household *h)
{
	h->mark = "1";
	h->exit_year = YEAR;
	row_of(h, "STD-10");
}

static void
plant_no_ground(struct household *h)
{
	h->ground = NULL;
	row_of(h, "STD-11");
}

/* Marked without ground, appraisal and consent: a line for each. And nobody
 * decided that the mark should change. */
static void
plant_marked_at_will(struct household *h)
{
	h->mark = "4";
	for (int i = 0; i < 3; i++)
		row_of(h, "STD-11");
	row_of(h, "STD-19");
}

static void
plant_below_average(struct household *h)
{
	h->ground = "income";
	income_set(h, AVERAGE - 1);
	row_of(h, "STD-12");
}

static void
plant_no_need(struct household *h)
{
	income_set(h, LINE + 1);
	h->living.grade = "2";
	h->living.dangerous = false;
	row_of(h, "STD-13");
}

static void
plant_cadre(struct household *h)
{
	h->has_cadre = true;
	snprintf(h->course.poor_staff, ID_TEXT, "SP%03d%05d",
		h->village->number + 1, h->local + 1);
	row_of(h, "STD-14");
}

static void
plant_owner(struct household *h)
{
	h->review.applies = "N4";
	row_of(h, "STD-14");
}

static void
plant_poor_again(struct household *h)
{
	income_set(h, LINE - 1);
	row_of(h, "STD-15");
}

static void
plant_water_again(struct household *h)
{
	h->living.water = false;
	row_of(h, "STD-15");
}

static void
plant_missed(struct household *h)
{
	char id[ID_TEXT];

	h->missed_roll = "low-income";
	missed_id(id, h);
	row_add(h, "STD-16", NULL, NULL, id);
	h->rows[h->n_rows - 1].household[0] = '\0';
}

static void
plant_exit_at_once(struct household *h)
{
	h->first_year = YEAR;
	h->is_in_previous = false;
	row_of(h, "STD-17");
}

static void
plant_return_and_exit(struct household *h)
{
	h->return_year = YEAR;
	h->return_cause = "05";
	row_of(h, "STD-17");
}

static void
plant_exit_first(struct household *h)
{
	h->first_year = h->exit_year + 1;
	row_of(h, "STD-18");
}

static void
plant_return_first(struct household *h)
{
	h->return_year = h->exit_year - 1;
	row_of(h, "STD-18");
}

static void
plant_returned_at_will(struct household *h)
{
	h->mark = "3";
	h->return_year = YEAR;
	h->return_cause = "05";
	row_of(h, "STD-19");
}

/* Of a return that last year's register does not know. */
static void
plant_returned_before(struct household *h)
{
	h->return_year = h->exit_year;
	h->return_cause = "05";
	row_of(h, "STD-19");
}

static void
plant_had_exited(struct household *h)
{
	h->mark_before = "1";
	row_of(h, "STD-20");
}

static void
plant_had_not_exited(struct household *h)
{
	h->mark_before = "0";
	row_of(h, "STD-20");
}

static void
plant_was_there(struct household *h)
{
	h->is_in_previous = true;
	h->before = h->now;
	for (int i = 0; i < h->n_people; i++)
		h->people[i].was = true;
	row_of(h, "STD-20");
}

#define ELDERS                                                                 \
	{                                                                      \
		CLASS_EXIT, KIND_ELDERS, NEED_HEALTHY                          \
	}

const struct fault faults_standards[] = {
	{ FAULT("STD-01", EXIT, 1, plant_at_line), TOUCHES(OF_MONEY),
		.shadows = "STD-08" },
	{ FAULT("STD-01", EXIT, 1, plant_below_line), TOUCHES(OF_MONEY),
		.shadows = "STD-08" },
	{ FAULT("STD-02", EXIT, 1, plant_above_line), TOUCHES(OF_MONEY),
		.shadows = "STD-08" },
	{ FAULT("STD-02", EXIT, 1, plant_below_margin), TOUCHES(OF_MONEY),
		.shadows = "STD-08" },
	{ FAULT("STD-03", EXIT, 1, plant_food), TOUCHES(OF(FOOD)),
		.shadows = "STD-08" },
	{ FAULT("STD-03", EXIT, 1, plant_clothing), TOUCHES(OF(FOOD)),
		.shadows = "STD-08" },
	{ FAULT("STD-04", COUPLE(CLASS_EXIT, NEED_PUPIL), 1, plant_dropout),
		TOUCHES(OF(CHILD_FACTS)), READS(OF(CAUSE)),
		.shadows = "STD-08" },
	{ FAULT("STD-05", EXIT, 1, plant_uninsured),
		TOUCHES(OF(SPOUSE_INSURED)), .shadows = "STD-08 INS-01" },
	{ FAULT("STD-06", EXIT, 1, plant_grade_c), TOUCHES(OF(HOUSE)),
		.shadows = "STD-08" },
	{ FAULT("STD-06", EXIT, 1, plant_grade_d), TOUCHES(OF(HOUSE)),
		.shadows = "STD-08" },
	{ FAULT("STD-07", EXIT, 1, plant_water), TOUCHES(OF(WATER)),
		.shadows = "STD-08" },
	{ FAULT("STD-08", COUPLE(CLASS_EXIT, NEED_OTHER | NEED_DISABLED), 1,
		  plant_no_earner),
		.situation = "E4",
		TOUCHES(OF(WORK) | OF_MONEY | OF(CAUSE) | OF(OTHER_FACTS) |
			OF(OTHER_NUMBER) | OF(OTHER_CERTIFICATE)),
		.repeats = true },
	{ FAULT("STD-08", EXIT, 1, plant_patient), .situation = "E5",
		TOUCHES(OF(SPOUSE_FACTS) | OF(SPOUSE_INSURED) | OF(WORK)),
		.repeats = true },
	{ FAULT("STD-08", EXIT, 1, plant_review_says_so), .situation = "E6",
		TOUCHES(OF(REVIEW)), .repeats = true },
	{ FAULT("STD-08", ELDERS, 1, plant_no_capacity), .situation = "E7",
		TOUCHES(OF(ALLOWANCE) | OF_MONEY), .repeats = true },
	{ FAULT("STD-08", EXIT, 1, plant_no_keys), .situation = "E8",
		TOUCHES(OF(KEYS)), .repeats = true },
	{ FAULT("STD-08", EXIT, 1, plant_no_measures), .situation = "E9",
		TOUCHES(OF(MEASURES)), .repeats = true },
	{ FAULT("STD-08", EXIT, 1, plant_keys_unsaid), .situation = "E8",
		TOUCHES(OF(KEYS)), .repeats = true },
	{ FAULT("STD-08", EXIT, 1, plant_measures_unsaid), .situation = "E9",
		TOUCHES(OF(MEASURES)), .repeats = true },
	{ FAULT("STD-08", EXIT, 1, plant_disaster), .situation = "E10",
		TOUCHES(OF(DISASTER) | OF(CAUSE)), .repeats = true },
	{ FAULT("STD-09", EXIT, 1, plant_no_review), TOUCHES(OF(REVIEW)),
		.hides = "STD-08" },
	{ FAULT("STD-09", EXIT, 1, plant_short_review), TOUCHES(OF(REVIEW)) },
	{ FAULT("STD-09", EXIT, 1, plant_undated_review), .situation = "E2",
		TOUCHES(OF(REVIEW)) },
	{ FAULT("STD-09", EXIT, 1, plant_unsigned_review), .situation = "E8",
		TOUCHES(OF(REVIEW)) },
	{ FAULT("STD-10", EXIT, 1, plant_not_marked), TOUCHES(OF(YEARS)) },
	{ FAULT("STD-10", EXIT, 1, plant_exit_year), TOUCHES(OF(YEARS)) },
	{ FAULT("STD-10", POOR, 1, plant_marked), TOUCHES(OF(YEARS)),
		READS(OF_STANDING) },
	{ FAULT("STD-11", CLEAR, 1, plant_no_ground), TOUCHES(OF(GROUND)) },
	{ FAULT("STD-11", FORMER, 1, plant_marked_at_will), TOUCHES(OF(YEARS)),
		READS(OF_STANDING) },
	{ FAULT("STD-12", CLEAR, 1, plant_below_average),
		TOUCHES(OF(GROUND) | OF_MONEY) },
	{ FAULT("STD-13", NEW, 1, plant_no_need), TOUCHES(OF_MONEY | OF(HOUSE)),
		READS(OF_STANDING) },
	{ FAULT("STD-14", NEW, 1, plant_cadre), .situation = "N2",
		TOUCHES(OF(SPOUSE_RELATION)) },
	{ FAULT("STD-14", RETURN, 1, plant_owner), .situation = "N4",
		TOUCHES(OF(REVIEW)) },
	{ FAULT("STD-15", FORMER, 1, plant_poor_again), TOUCHES(OF_MONEY),
		READS(OF_STANDING | OF(YEARS)) },
	{ FAULT("STD-15", FORMER, 1, plant_water_again), TOUCHES(OF(WATER)),
		READS(OF_STANDING | OF(YEARS)) },
	{ FAULT("STD-16", POOR, 1, plant_missed), TOUCHES(OF(ROLL)) },
	{ FAULT("STD-17", EXIT, 1, plant_exit_at_once),
		TOUCHES(OF(YEARS) | OF(BEFORE)), .shadows = "STD-08" },
	{ FAULT("STD-17", EXIT, 1, plant_return_and_exit),
		TOUCHES(OF(YEARS) | OF(RETURN_CAUSE)), .shadows = "STD-08" },
	{ FAULT("STD-18", FORMER, 1, plant_exit_first), TOUCHES(OF(YEARS)),
		READS(OF_STANDING) },
	{ FAULT("STD-18", RETURN, 1, plant_return_first), TOUCHES(OF(YEARS)) },
	{ FAULT("STD-19", FORMER, 1, plant_returned_at_will),
		TOUCHES(OF(YEARS) | OF(RETURN_CAUSE)), READS(OF(BEFORE)) },
	{ FAULT("STD-19", FORMER, 1, plant_returned_before),
		TOUCHES(OF(YEARS) | OF(RETURN_CAUSE)),
		READS(OF(BEFORE) | OF_STANDING) },
	{ FAULT("STD-20", EXIT, 1, plant_had_exited), TOUCHES(OF(YEARS)),
		READS(OF(BEFORE)) },
	{ FAULT("STD-20", RETURN, 1, plant_had_not_exited), TOUCHES(OF(YEARS)),
		READS(OF(BEFORE)) },
	{ FAULT("STD-20", NEW, 1, plant_was_there),
		TOUCHES(OF(YEARS) | OF(BEFORE)) },
	{ .check = NULL },
};
