/*
 * Faults of members and of income: schooling, labour, insurance, amounts.
 */
#include <stdio.h>
#include <string.h>

#include "faults-help.h"
#include "income.h"

#define NEED(kind, flags)                                                      \
	{                                                                      \
		CLASS_NONE, kind, flags                                        \
	}
#define COUPLE NEED(KIND_COUPLE, NEED_HEALTHY)
#define PUPIL NEED(KIND_COUPLE, NEED_HEALTHY | NEED_PUPIL)
#define NEED_ENTRY                                                             \
	{                                                                      \
		CLASS_NEW, KIND_COUPLE, NEED_HEALTHY                           \
	}
#define ADULT NEED(KIND_COUPLE, NEED_HEALTHY | NEED_OTHER)
#define DISABLED NEED(KIND_COUPLE, NEED_HEALTHY | NEED_OTHER | NEED_DISABLED)

static void
row_of(struct household *h, const char *check)
{
	row_add(h, check, NULL, NULL, NULL);
}

/* One of the members, and causes that ask nothing of any of them. */
static struct person *
take(struct household *h, enum slot slot, const char *check)
{
	struct person *p = person_at(h, slot);

	h->main_cause = "05";
	h->other_causes[0] = '\0';
	h->cause_remark = NULL;
	row_add(h, check, p->id, NULL, NULL);
	return p;
}

static void
plant_student_too_young(struct household *h)
{
	take(h, SLOT_THIRD, "EDU-01")->schooling = "16";
}

static void
plant_adult_below_school(struct household *h)
{
	take(h, SLOT_OTHER, "EDU-01")->education = "06";
}

static void
plant_no_school(struct household *h)
{
	struct person *p = take(h, SLOT_THIRD, "EDU-02");

	p->schooling = NULL;
	p->education = "02";
}

static void
plant_no_pupil(struct household *h)
{
	struct person *p = take(h, SLOT_THIRD, "EDU-02");

	p->schooling = "01";
	p->education = "02";
}

static void
plant_both_filled(struct household *h)
{
	take(h, SLOT_THIRD, "EDU-03")->education = "02";
}

static void
plant_both_blank(struct household *h)
{
	take(h, SLOT_OTHER, "EDU-03")->education = NULL;
}

static void
plant_healthy_dropout(struct household *h)
{
	struct person *p = take(h, SLOT_THIRD, "EDU-04");

	p->schooling = NULL;
	p->education = "02";
	p->dropout = "01";
}

/* Some years younger: of this age or a few years above, no more than `most`. */
static void
make_younger(struct household *h, struct person *p, int least, int most)
{
	struct key key;

	people_key(&key, h->street->seed, h->index, p->slot);
	p->birth = people_birth(&key, least, YEAR);
	if (day_age(p->birth, REFERENCE) > most)
		p->birth = day_make(day_year(p->birth) + 1, day_month(p->birth),
			day_of_month(p->birth));
	p->age = day_age(p->birth, REFERENCE);
	people_number(p->number, &key, p->birth, p->sex);
}

/* With nothing but primary school. */
static void
plant_young_adult(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "EDU-05");

	make_younger(h, p, 16, 22);
	p->education = p->education_before = "02";
	p->skill = "01";
}

static void
plant_same_stage(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "EDU-06");

	p->schooling = p->schooling_before = "22";
	p->education = p->education_before = NULL;
	p->skill = "04";
}

static void
plant_half_labour(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "LAB-01");

	make_younger(h, p, 36, 45);
	p->skill = "05";
}

static void
plant_ill_with_labour(struct household *h)
{
	take(h, SLOT_OTHER, "LAB-09")->health = "03";
}

static void
plant_able_without_labour(struct household *h)
{
	take(h, SLOT_OTHER, "LAB-01")->skill = "04";
}

static void
plant_pupil_with_labour(struct household *h)
{
	take(h, SLOT_THIRD, "LAB-02")->skill = "01";
}

static void
plant_elder_with_labour(struct household *h)
{
	take(h, SLOT_SPOUSE, "LAB-03")->skill = "02";
}

static void
plant_child_at_work(struct household *h)
{
	struct person *p = take(h, SLOT_THIRD, "LAB-04");

	p->work_place = "01";
	p->work_months = 2;
}

static void
plant_thirteen_months(struct household *h)
{
	struct person *p = take(h, SLOT_HEAD, "LAB-05");

	p->work_place = "01";
	p->work_months = 13;
}

static void
plant_place_alone(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "LAB-06");

	p->work_place = "03";
	p->work_months = 0;
}

static void
plant_months_alone(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "LAB-06");

	p->work_place = NULL;
	p->work_months = 3;
}

static void
plant_unable_at_work(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "LAB-07");

	p->health = "02";
	p->skill = "03";
	p->work_place = "02";
	p->work_months = 3;
}

static void
plant_limbs(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "LAB-08");

	p->disability_kind = "4";
	memcpy(p->certificate + 18, "41", 2);
	if (strlen(p->number) > 18)
		strcpy(p->number, p->certificate);
	p->skill = "01";
}

static void
plant_both_insurances(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "INS-01");

	p->resident_medical = p->employee_medical = 1;
}

static void
plant_no_insurance(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "INS-01");

	p->resident_medical = p->employee_medical = p->relief = 0;
}

static void
plant_relief(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "INS-02");

	p->resident_medical = p->employee_medical = 0;
	p->relief = 1;
}

static void
plant_no_serious_insurance(struct household *h)
{
	struct person *p = take(h, SLOT_OTHER, "INS-04");

	p->employee_medical = 0;
	p->resident_medical = 1;
	p->serious_insurance = 0;
}

/* Nobody receives anything, but for what is said afterwards; the household
 * has some allowance among its transfers. */
static void
clear_allowances(struct household *h, const char *attribute)
{
	for (int i = 0; i < h->n_people; i++)
		h->people[i].low_income = h->people[i].hardship = false;
	h->attribute = attribute;
	h->now.hardship = 0;
	h->now.allowance = 50000;
	income_set(h, h->now.per_capita);
}

static void
plant_nobody_on_allowance(struct household *h)
{
	clear_allowances(h, "04");
	row_of(h, "INS-03");
}

static void
plant_somebody_on_allowance(struct household *h)
{
	clear_allowances(h, "01");
	h->people[h->head].low_income = true;
	row_of(h, "INS-03");
}

static void
plant_both_allowances(struct household *h)
{
	clear_allowances(h, "04");
	h->people[h->head].low_income = h->people[h->head].hardship = true;
	row_of(h, "INS-03");
}

static void
leave_work(struct household *h)
{
	for (int i = 0; i < h->n_people; i++) {
		struct person *p = &h->people[i];

		p->work_place = p->employer = p->industry = p->channel = NULL;
		p->work_months = 0;
	}
}

/* One of the elders whose household lives on hardship support. */
static struct person *
support(struct household *h, enum slot slot, const char *check)
{
	struct person *p = take(h, slot, check);

	clear_allowances(h, "06");
	leave_work(h);
	h->now.other += h->now.wage + h->now.allowance - 100000;
	h->now.wage = h->now.allowance = 0;
	h->now.hardship = 100000;
	income_sum(&h->now, h->size);
	for (int i = 0; i < h->n_people; i++)
		h->people[i].hardship = true;
	return p;
}

static void
plant_supported_at_work(struct household *h)
{
	struct person *p = support(h, SLOT_SPOUSE, "INS-05");

	p->work_place = "01";
	p->work_months = 2;
	h->now.wage = 60000;
	h->now.other -= 60000;
	income_sum(&h->now, h->size);
}

static void
plant_supported_and_able(struct household *h)
{
	support(h, SLOT_OTHER, "INS-06")->skill = "04";
}

static void
plant_supported_labourer(struct household *h)
{
	struct person *p = support(h, SLOT_OTHER, "INS-07");

	p->hardship = false;
	h->rows[h->n_rows - 1].member[0] = '\0';
}

/* Nobody can work, and nobody receives anything. */
static void
plant_nobody_able(struct household *h)
{
	for (int i = 0; i < h->n_people; i++) {
		struct person *p = &h->people[i];

		p->low_income = p->hardship = false;
		p->skill = "04";
	}
	clear_allowances(h, "01");
	h->now.allowance = 0;
	income_set(h, h->now.per_capita);
	row_of(h, "INS-08");
}

static void
plant_money_without_attribute(struct household *h)
{
	clear_allowances(h, "01");
	row_of(h, "INS-09");
}

static void
plant_no_allowance_money(struct household *h)
{
	clear_allowances(h, "04");
	h->people[h->head].low_income = true;
	h->now.allowance = 0;
	h->now.planning = 96000;
	income_set(h, h->now.per_capita);
	row_of(h, "INS-09");
}

static void
plant_parts(struct household *h)
{
	h->now.wage += 2;
	row_of(h, "INC-01");
}

static void
plant_net(struct household *h)
{
	h->now.cost += 200;
	row_of(h, "INC-02");
}

static void
plant_per_capita(struct household *h)
{
	h->now.per_capita += 2;
	row_of(h, "INC-03");
}

static void
plant_transfer(struct household *h)
{
	h->now.planning += 12300;
	row_of(h, "INC-04");
}

static void
plant_property(struct household *h)
{
	h->now.dividend += 4500;
	row_of(h, "INC-04");
}

static void
plant_blank_wage(struct household *h)
{
	h->now.wage = NO_AMOUNT;
	row_of(h, "INC-06");
}

static void
plant_negative(struct household *h)
{
	h->now.other += 10000 + h->now.planning;
	h->now.planning = -10000;
	row_of(h, "INC-06");
}

static void
plant_nought(struct household *h)
{
	h->now.business = h->now.cost = h->now.total - h->now.business;
	income_sum(&h->now, h->size);
	h->now.cost = h->now.total;
	income_sum(&h->now, h->size);
	row_of(h, "INC-07");
}

static void
plant_rich(struct household *h)
{
	income_set(h, 10000001);
	if (h->now.wage > 0) {
		h->now.other += h->now.wage - 5000000;
		h->now.wage = 5000000;
		income_sum(&h->now, h->size);
	}
	h->before.per_capita = 6000000;
	row_of(h, "INC-07");
}

static void
plant_no_cost(struct household *h)
{
	h->now.business = 10000 * (int64_t)h->size;
	h->now.cost = 0;
	income_sum(&h->now, h->size);
	h->now.other += (h->size - h->now.net % h->size) % h->size;
	income_sum(&h->now, h->size);
	row_of(h, "INC-08");
}

static void
plant_nobody_works(struct household *h)
{
	leave_work(h);
	row_of(h, "INC-09");
}

static void
plant_no_wage(struct household *h)
{
	struct person *head = &h->people[h->head];

	head->work_place = "01";
	head->work_months = 3;
	h->now.other += h->now.wage;
	h->now.wage = 0;
	income_sum(&h->now, h->size);
	row_of(h, "INC-09");
}

static void
plant_no_transfer(struct household *h)
{
	struct income *in = &h->now;

	clear_allowances(h, "04");
	h->people[h->head].low_income = true;
	in->wage += in->transfer;
	in->planning = in->allowance = in->hardship = 0;
	in->pension = in->ecology = in->other = 0;
	income_sum(in, h->size);
	row_of(h, "INC-10");
}

/* The village has the same figure five times: each of the five is told. */
static void
plant_copied(struct household *h)
{
	income_set(h, 250000);
	row_of(h, "INC-11");
}

/* All but so much of the wage is other income. */
static void
set_wage(struct household *h, int64_t wage)
{
	h->now.other += h->now.wage - wage;
	h->now.wage = wage;
	income_sum(&h->now, h->size);
}

static void
plant_small_wage(struct household *h)
{
	struct person *head = &h->people[h->head];

	head->work_place = "01";
	head->work_months = 1;
	set_wage(h, 29999);
	row_of(h, "INC-13");
}

static void
plant_small_pension(struct household *h)
{
	h->now.other += h->now.pension;
	h->now.pension = 8000;
	h->now.other -= 8000;
	income_sum(&h->now, h->size);
	row_of(h, "INC-14");
}

static void
plant_ecology(struct household *h)
{
	h->living.returned = h->living.forest = 0;
	h->now.other += h->now.ecology;
	h->now.ecology = 10000;
	h->now.other -= 10000;
	income_sum(&h->now, h->size);
	row_of(h, "INC-15");
}

/* Poor by a guarantee that is missing, and with much money. */
static void
plant_rich_entry(struct household *h)
{
	h->living.water = false;
	income_set(h, 2000001);
	row_of(h, "INC-16");
}

static void
plant_much_land(struct household *h)
{
	h->living.orchard = 20001;
	row_of(h, "LIV-01");
}

static void
plant_land_each(struct household *h)
{
	h->living.forest = h->size * 7000 + 1;
	row_of(h, "LIV-02");
}

static void
plant_far_road(struct household *h)
{
	h->living.distance = 501;
	row_of(h, "LIV-03");
}

static void
plant_no_floor(struct household *h)
{
	h->living.floor = 0;
	row_of(h, "LIV-04");
}

static void
plant_returned_land(struct household *h)
{
	h->living.returned = h->living.forest + h->living.orchard + 1;
	row_of(h, "LIV-05");
}

static void
plant_no_power(struct household *h)
{
	h->living.has_no_power = true;
	row_of(h, "LIV-06");
}

static void
plant_house_contradicts(struct household *h)
{
	h->living.dangerous = true;
	h->living.grade = "2";
	row_of(h, "LIV-07");
}

static struct person *
take_post(struct household *h, enum slot slot, const char *post, int months,
	const char *check)
{
	struct person *p = take(h, slot, check);

	p->post = post;
	p->post_months = months;
	return p;
}

static void
plant_post_alone(struct household *h)
{
	take_post(h, SLOT_OTHER, "保洁员", NO_FLAG, "PST-01");
}

static void
plant_post_months_alone(struct household *h)
{
	take_post(h, SLOT_OTHER, "无", 6, "PST-01");
}

static void
plant_long_post(struct household *h)
{
	take_post(h, SLOT_OTHER, "护林员", 13, "PST-02");
}

static void
plant_old_post(struct household *h)
{
	struct person *p = take_post(h, SLOT_SPOUSE, "护林员", 6, "PST-03");

	if (p->age >= 70)
		return;
	p->birth = day_make(day_year(p->birth) - 8, day_month(p->birth),
		day_of_month(p->birth));
	p->age += 8;
	people_number_raw(p->number, 379999,
		day_year(p->birth) * 10000 + day_month(p->birth) * 100 +
			day_of_month(p->birth),
		(p->number[14] - '0') * 100 + (p->number[15] - '0') * 10 +
			p->number[16] - '0');
}

static void
plant_unable_in_post(struct household *h)
{
	struct person *p = take_post(h, SLOT_OTHER, "保洁员", 6, "PST-04");

	p->health = "02";
	p->skill = "03";
}

static void
plant_jump(struct household *h)
{
	h->before.per_capita = h->now.per_capita / 2 - 1;
	row_of(h, "INC-12");
}

const struct fault faults_members[] = {
	{ FAULT("EDU-01", PUPIL, 1, plant_student_too_young),
		TOUCHES(OF(CHILD_FACTS)), READS(OF(CAUSE)), .repeats = true },
	{ FAULT("EDU-01", ADULT, 1, plant_adult_below_school),
		TOUCHES(OF(OTHER_FACTS)), READS(OF(CAUSE)), .repeats = true },
	{ FAULT("EDU-02", PUPIL, 1, plant_no_school), TOUCHES(OF(CHILD_FACTS)),
		READS(OF(CAUSE)) },
	{ FAULT("EDU-02", PUPIL, 1, plant_no_pupil), TOUCHES(OF(CHILD_FACTS)),
		READS(OF(CAUSE)) },
	{ FAULT("EDU-03", PUPIL, 1, plant_both_filled),
		TOUCHES(OF(CHILD_FACTS)), READS(OF(CAUSE)), .repeats = true },
	{ FAULT("EDU-03", ADULT, 1, plant_both_blank), TOUCHES(OF(OTHER_FACTS)),
		READS(OF(CAUSE)), .repeats = true },
	{ FAULT("EDU-04", PUPIL, 1, plant_healthy_dropout),
		TOUCHES(OF(CHILD_FACTS)), READS(OF(CAUSE)) },
	{ FAULT("EDU-05", ADULT, 1, plant_young_adult) },
	{ FAULT("EDU-06", ADULT, 1, plant_same_stage),
		TOUCHES(OF(OTHER_FACTS) | OF(BEFORE)), READS(OF(CAUSE)) },
	{ FAULT("LAB-01", ADULT, 1, plant_able_without_labour),
		TOUCHES(OF(OTHER_FACTS)), READS(OF(CAUSE)) },
	{ FAULT("LAB-01", ADULT, 1, plant_half_labour),
		TOUCHES(OF(OTHER_FACTS)), READS(OF(CAUSE)) },
	{ FAULT("LAB-09", ADULT, 1, plant_ill_with_labour),
		TOUCHES(OF(OTHER_FACTS)), READS(OF(CAUSE)) },
	{ FAULT("LAB-02", PUPIL, 1, plant_pupil_with_labour),
		TOUCHES(OF(CHILD_FACTS)), READS(OF(CAUSE)) },
	{ FAULT("LAB-03", NEED(KIND_ELDERS, NEED_HEALTHY), 1,
		  plant_elder_with_labour),
		TOUCHES(OF(SPOUSE_FACTS)), READS(OF(CAUSE)) },
	{ FAULT("LAB-04", PUPIL, 1, plant_child_at_work),
		TOUCHES(OF(CHILD_FACTS) | OF(WORK)), READS(OF(CAUSE)),
		.shadows = "LAB-07" },
	{ FAULT("LAB-05", COUPLE, 1, plant_thirteen_months), TOUCHES(OF(WORK)),
		READS(OF(CAUSE)) },
	{ FAULT("LAB-06", ADULT, 1, plant_place_alone),
		TOUCHES(OF(OTHER_FACTS) | OF(WORK)), READS(OF(CAUSE)) },
	{ FAULT("LAB-06", ADULT, 1, plant_months_alone),
		TOUCHES(OF(OTHER_FACTS) | OF(WORK)), READS(OF(CAUSE)) },
	{ FAULT("LAB-07", ADULT, 1, plant_unable_at_work),
		TOUCHES(OF(OTHER_FACTS) | OF(WORK)), READS(OF(CAUSE)) },
	{ FAULT("LAB-08", DISABLED, 1, plant_limbs),
		TOUCHES(OF(OTHER_FACTS) | OF(OTHER_CERTIFICATE) |
			OF(OTHER_CARD) | OF(OTHER_NUMBER)),
		READS(OF(CAUSE)) },
	{ FAULT("INS-01", ADULT, 1, plant_both_insurances),
		TOUCHES(OF(OTHER_INSURED)), READS(OF(CAUSE)) },
	{ FAULT("INS-01", ADULT, 1, plant_no_insurance),
		TOUCHES(OF(OTHER_INSURED)), READS(OF(CAUSE)) },
	{ FAULT("INS-02", ADULT, 1, plant_relief), TOUCHES(OF(OTHER_INSURED)),
		READS(OF(CAUSE)) },
	{ FAULT("INS-04", ADULT, 1, plant_no_serious_insurance),
		TOUCHES(OF(OTHER_INSURED)), READS(OF(CAUSE)) },
	{ FAULT("INS-05", NEED(KIND_ELDERS, NEED_HEALTHY), 1,
		plant_supported_at_work) },
	{ FAULT("INS-06", NEED(KIND_ELDERS, NEED_HEALTHY | NEED_OTHER), 1,
		plant_supported_and_able) },
	{ FAULT("INS-07", NEED(KIND_ELDERS, NEED_HEALTHY | NEED_OTHER), 1,
		plant_supported_labourer) },
	{ FAULT("INS-08", NEED(KIND_ELDERS, NEED_HEALTHY), 1,
		plant_nobody_able) },
	{ FAULT("INS-09", COUPLE, 1, plant_money_without_attribute),
		TOUCHES(OF(ALLOWANCE) | OF_MONEY) },
	{ FAULT("INS-09", COUPLE, 1, plant_no_allowance_money),
		TOUCHES(OF(ALLOWANCE) | OF_MONEY) },
	{ FAULT("INS-03", COUPLE, 1, plant_nobody_on_allowance),
		TOUCHES(OF(ALLOWANCE) | OF_MONEY) },
	{ FAULT("INS-03", COUPLE, 1, plant_somebody_on_allowance),
		TOUCHES(OF(ALLOWANCE) | OF_MONEY) },
	{ FAULT("INS-03", NEED(KIND_ELDERS, NEED_HEALTHY), 1,
		  plant_both_allowances),
		TOUCHES(OF(ALLOWANCE) | OF_MONEY) },
	{ FAULT("INC-01", COUPLE, 1, plant_parts), TOUCHES(OF(WAGE)),
		READS(OF(TOTALS)) },
	{ FAULT("INC-02", ANY_COUPLE, 1, plant_net), TOUCHES(OF(COST)),
		READS(OF(TOTALS)) },
	{ FAULT("INC-03", ANY_COUPLE, 1, plant_per_capita),
		TOUCHES(OF(PER_CAPITA)), READS(OF(TOTALS)) },
	{ FAULT("INC-04", ANY_COUPLE, 1, plant_transfer), TOUCHES(OF(TRANSFER)),
		READS(OF(TOTALS)), .repeats = true },
	{ FAULT("INC-04", ANY_COUPLE, 1, plant_property), TOUCHES(OF(PROPERTY)),
		READS(OF(TOTALS)), .repeats = true },
	{ FAULT("INC-06", COUPLE, 1, plant_blank_wage),
		TOUCHES(OF(WAGE) | OF(WORK)), READS(OF(TOTALS)),
		.repeats = true, .hides = "INC-01 INC-09" },
	{ FAULT("INC-06", COUPLE, 1, plant_negative), TOUCHES(OF(TRANSFER)),
		READS(OF(TOTALS)), .repeats = true },
	{ FAULT("INC-07", COUPLE, 1, plant_nought),
		TOUCHES(OF_MONEY | OF(BEFORE)) },
	{ FAULT("INC-07", COUPLE, 1, plant_rich),
		TOUCHES(OF_MONEY | OF(BEFORE)) },
	{ FAULT("INC-08", COUPLE, 1, plant_no_cost),
		TOUCHES(OF_MONEY | OF(BEFORE)) },
	{ FAULT("INC-09", COUPLE, 1, plant_nobody_works), TOUCHES(OF(WORK)),
		READS(OF(WAGE)) },
	{ FAULT("INC-09", COUPLE, 1, plant_no_wage),
		TOUCHES(OF(WORK) | OF_MONEY) },
	{ FAULT("INC-10", COUPLE, 1, plant_no_transfer),
		TOUCHES(OF(ALLOWANCE) | OF_MONEY) },
	{ FAULT("INC-11", COUPLE, 5, plant_copied), .min_size = 10 },
	{ FAULT("INC-13", COUPLE, 1, plant_small_wage),
		TOUCHES(OF(WORK) | OF_MONEY), READS(OF(BEFORE)) },
	{ FAULT("INC-14", NEED(KIND_ELDERS, NEED_HEALTHY), 1,
		plant_small_pension) },
	{ FAULT("INC-15", COUPLE, 1, plant_ecology), TOUCHES(OF_MONEY),
		READS(OF(BEFORE)) },
	{ FAULT("INC-16", NEED_ENTRY, 1, plant_rich_entry) },
	{ FAULT("LIV-01", COUPLE, 1, plant_much_land), TOUCHES(OF(ROAD)) },
	{ FAULT("LIV-02", NEED(KIND_ELDERS, NEED_HEALTHY), 1,
		plant_land_each) },
	{ FAULT("LIV-03", ANY_COUPLE, 1, plant_far_road), TOUCHES(OF(ROAD)) },
	{ FAULT("LIV-04", ANY_COUPLE, 1, plant_no_floor), TOUCHES(OF(ROAD)) },
	{ FAULT("LIV-05", COUPLE, 1, plant_returned_land), TOUCHES(OF(ROAD)) },
	{ FAULT("LIV-06", ANY_COUPLE, 1, plant_no_power), TOUCHES(OF(ROAD)) },
	{ FAULT("LIV-07", COUPLE, 1, plant_house_contradicts),
		TOUCHES(OF(HOUSE)) },
	{ FAULT("PST-01", ADULT, 1, plant_post_alone),
		TOUCHES(OF(OTHER_FACTS) | OF(WORK)), READS(OF(CAUSE)) },
	{ FAULT("PST-01", ADULT, 1, plant_post_months_alone),
		TOUCHES(OF(OTHER_FACTS) | OF(WORK)), READS(OF(CAUSE)) },
	{ FAULT("PST-02", ADULT, 1, plant_long_post),
		TOUCHES(OF(OTHER_FACTS) | OF(WORK)), READS(OF(CAUSE)) },
	{ FAULT("PST-03", NEED(KIND_ELDERS, NEED_HEALTHY), 1, plant_old_post) },
	{ FAULT("PST-04", ADULT, 1, plant_unable_in_post),
		TOUCHES(OF(OTHER_FACTS) | OF(WORK)), READS(OF(CAUSE)) },
	{ FAULT("INC-12", COUPLE, 1, plant_jump), TOUCHES(OF(BEFORE)),
		READS(OF(PER_CAPITA)) },
	{ .check = NULL },
};
