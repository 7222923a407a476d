/*
 * Faults of identity numbers and duplicates. Most change the relative whom
 * the household took in for it, so that head and couple stay sound.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "faults-help.h"
#include "timetable.h"

#define OTHER(flags)                                                           \
	{                                                                      \
		CLASS_NONE, KIND_COUPLE, NEED_OTHER | (flags)                  \
	}
#define HEALTHY OTHER(NEED_HEALTHY)
#define DISABLED OTHER(NEED_HEALTHY | NEED_DISABLED)
#define SHARED OTHER(NEED_HEALTHY | NEED_SHARED)

static struct person *
other(struct household *h)
{
	return person_at(h, SLOT_OTHER);
}

static void
row_of(struct household *h, const char *check, const struct person *p)
{
	row_add(h, check, p->id, NULL, NULL);
}

static int
number_part(const struct person *p, int from, int n)
{
	char digits[NUMBER_TEXT] = "";

	memcpy(digits, p->number + from, (size_t)n);
	return atoi(digits);
}

static void
plant_no_number(struct household *h)
{
	other(h)->number[0] = '\0';
	row_of(h, "ID-01", other(h));
}

static void
plant_placeholder(struct household *h)
{
	strcpy(other(h)->number, "999999195001010018");
	row_of(h, "ID-01", other(h));
}

static void
plant_short_number(struct household *h)
{
	other(h)->number[17] = '\0';
	row_of(h, "ID-02", other(h));
}

static void
plant_letter(struct household *h)
{
	other(h)->number[15] = 'A';
	row_of(h, "ID-02", other(h));
}

static void
break_check_digit(char *number)
{
	number[17] = number[17] >= '0' && number[17] < '9'
		? (char)(number[17] + 1)
		: '0';
}

static void
plant_check_digit(struct household *h)
{
	break_check_digit(other(h)->number);
	row_of(h, "ID-03", other(h));
}

static void
plant_head_check_digit(struct household *h)
{
	break_check_digit(h->people[h->head].number);
	strcpy(h->head_number, h->people[h->head].number);
	row_of(h, "ID-03", &h->people[h->head]);
}

/* Put another date into the number; a year of birth comes with its facts. */
static void
redate(struct person *p, int date)
{
	people_number_raw(
		p->number, number_part(p, 0, 6), date, number_part(p, 14, 3));
}

static void
plant_impossible_date(struct household *h)
{
	redate(other(h), number_part(other(h), 6, 8) + 2000); /* month 21… */
	row_of(h, "ID-04", other(h));
}

static void
plant_unborn(struct household *h)
{
	struct person *p = other(h);
	int year = day_year(timetable.exported) + 1;
	int day = number_part(p, 10, 4);

	redate(p, year * 10000 + day);
	p->birth = day_make(year, day / 100, day % 100);
	p->education = p->education_before = "06";
	p->skill = "04";
	p->pension = 0;
	row_of(h, "ID-04", p);
}

static void
plant_too_old(struct household *h)
{
	struct person *p = other(h);
	int year = 1890 + number_part(p, 6, 4) % 8;
	int day = number_part(p, 10, 4);

	redate(p, year * 10000 + day);
	p->birth = day_make(year, day / 100, day % 100);
	p->education = p->education_before = "01";
	p->skill = "04";
	row_of(h, "ID-04", p);
}

static void
plant_sex(struct household *h)
{
	other(h)->sex = 3 - other(h)->sex;
	row_of(h, "ID-05", other(h));
}

static void
plant_birth(struct household *h)
{
	int birth = other(h)->birth;

	other(h)->birth = day_make(day_year(birth), day_month(birth),
		day_of_month(birth) % 28 + 1);
	row_of(h, "ID-06", other(h));
}

static void
shorten_number(struct person *p)
{
	memmove(p->number + 6, p->number + 8, 9);
	p->number[15] = '\0';
}

static void
plant_old_number(struct household *h)
{
	shorten_number(other(h));
	row_of(h, "ID-07", other(h));
}

static void
plant_no_province(struct household *h)
{
	struct person *p = other(h);

	people_number_raw(p->number, number_part(p, 0, 6) + 10000,
		number_part(p, 6, 8), number_part(p, 14, 3));
	row_of(h, "ID-08", p);
}

/* As it is spoken: area, birth, the rest. */
static void
plant_hyphens(struct household *h)
{
	struct person *p = other(h);
	char number[NUMBER_TEXT];

	snprintf(number, sizeof number, "%.6s-%.8s-%.4s", p->number,
		p->number + 6, p->number + 14);
	strcpy(p->number, number);
	row_of(h, "ID-11", p);
}

static void
plant_wide_digit(struct household *h)
{
	struct person *p = other(h);
	char number[NUMBER_TEXT];

	snprintf(number, sizeof number, "\xef\xbc\x93%.17s", p->number + 1);
	strcpy(p->number, number);
	row_of(h, "ID-11", p);
}

/* The relative's certificate, with the number as it stands on the card. */
static struct person *
holder(struct household *h)
{
	struct person *p = other(h);

	p->number_type = "01";
	p->number[18] = '\0';
	p->certificate[20] = '\0';
	return p;
}

static void
plant_certificate_kind(struct household *h)
{
	struct person *p = holder(h);

	p->certificate[18] = '8';
	row_of(h, "ID-09", p);
}

static void
plant_certificate_length(struct household *h)
{
	struct person *p = holder(h);

	p->certificate[19] = '\0';
	row_of(h, "ID-09", p);
}

static void
plant_others_certificate(struct household *h)
{
	struct person *p = holder(h);
	char number[NUMBER_TEXT];
	struct key key;

	people_key(&key, h->street->seed, h->index, SLOT_OTHER);
	people_number(number, &key, people_birth(&key, 50, YEAR), p->sex);
	memcpy(p->certificate, number, 18);
	row_of(h, "ID-09", p);
}

static void
plant_no_certificate(struct household *h)
{
	struct person *p = holder(h);

	p->certificate[0] = '\0';
	p->disability_kind = NULL;
	p->certificate_year = 0;
	row_of(h, "ID-10", p);
}

static void
plant_healthy_holder(struct household *h)
{
	struct person *p = holder(h);

	p->health = p->skill = "01";
	p->aid = 0;
	p->disability_kind = "2";
	memcpy(p->certificate + 18, "24", 2);
	row_of(h, "ID-10", p);
}

static void
plant_twins(struct household *h)
{
	row_of(h, "DUP-01", person_at(h, SLOT_THIRD));
	row_of(h, "DUP-01", person_at(h, SLOT_THIRD + 1));
}

static void
plant_same_in_village(struct household *h)
{
	row_of(h, "DUP-02", other(h));
}

static void
plant_same_in_street(struct household *h)
{
	row_of(h, "DUP-03", other(h));
}

static void
plant_both_forms(struct household *h)
{
	row_of(h, "DUP-04", other(h));
	if (h->part == 0)
		return;
	shorten_number(other(h));
	row_of(h, "ID-07", other(h));
}

static void
name_as_first(struct household *h)
{
	people_name(other(h)->name, h->street->seed, h->first, SLOT_OTHER,
		LINE_OTHER);
}

static void
plant_typing_error(struct household *h)
{
	char *number = other(h)->number;

	row_of(h, "DUP-05", other(h));
	if (h->part == 0)
		return;
	name_as_first(h);
	number[14] = (char)('0' + (number[14] - '0' + 3) % 10);
	row_of(h, "ID-03", other(h));
}

/* Two digits of the sequence change places; where all are the same, another
 * check digit is as slight a slip. */
static void
plant_transposition(struct household *h)
{
	char *number = other(h)->number;
	int i = number[14] != number[15] ? 14 : 15;
	char c = number[i];

	row_of(h, "DUP-05", other(h));
	if (h->part == 0)
		return;
	name_as_first(h);
	if (number[i] == number[i + 1]) {
		break_check_digit(number);
	} else {
		number[i] = number[i + 1];
		number[i + 1] = c;
	}
	row_of(h, "ID-03", other(h));
}

/* The other half of the sequences is as rare on that day as the first. */
static void
plant_same_person(struct household *h)
{
	struct person *p = other(h);
	int seq = number_part(p, 14, 3);

	row_of(h, "DUP-06", p);
	if (h->part == 0)
		return;
	name_as_first(h);
	people_number_raw(p->number, number_part(p, 0, 6), number_part(p, 6, 8),
		(seq + 470) % 940);
}

static void
plant_household_id(struct household *h)
{
	if (h->part != 0)
		snprintf(h->id, sizeof h->id, "H%03d%05d",
			h->village->number + 1,
			(int)(h->first - h->village->first) + 1);
	row_add(h, "DUP-07", NULL, NULL, NULL);
}

static void
plant_member_id(struct household *h)
{
	struct person *p = person_at(h, SLOT_THIRD + 1);

	strcpy(p->id, person_at(h, SLOT_THIRD)->id);
	row_of(h, "DUP-07", p);
	row_of(h, "DUP-07", p);
}

/* The children of the first household once more, with numbers of an area that
 * is nobody's, under a head of the same name. */
static void
plant_split(struct household *h)
{
	struct household first;

	row_add(h, "DUP-08", NULL, NULL, NULL);
	if (h->part == 0)
		return;
	household_make(&first, h->street, h->village, h->first);
	for (int slot = SLOT_THIRD; slot <= SLOT_THIRD + 1; slot++) {
		struct person *p = person_at(h, (enum slot)slot);
		struct person was = *p;

		*p = *person_at(&first, (enum slot)slot);
		strcpy(p->id, was.id);
		p->low_income = was.low_income;
		people_number_raw(p->number, number_part(p, 0, 6) - 100,
			number_part(p, 6, 8), number_part(p, 14, 3));
	}
	strcpy(h->people[h->head].name, first.head_name);
	strcpy(h->head_name, first.head_name);
	strcpy(h->course.head, first.head_name);
	strcpy(h->visit.household.name, first.head_name);
	h->main_cause = "07";
	h->other_causes[0] = '\0';
}

static void
plant_account(struct household *h)
{
	people_account(h->account, h->first);
	row_add(h, "DUP-09", NULL, NULL, NULL);
}

static void
plant_phone(struct household *h)
{
	people_phone(h->phone, "154", h->first);
	strcpy(h->phone_before, h->phone);
	row_add(h, "DUP-10", NULL, NULL, NULL);
}

/* The number, and what is held against it. */
#define OF_NUMBER                                                              \
	(OF(OTHER_NUMBER) | OF(OTHER_SEX) | OF(OTHER_BIRTH) |                  \
		OF(OTHER_CERTIFICATE))
#define OF_SHARED                                                              \
	(OF(OTHER_NUMBER) | OF(OTHER_SEX) | OF(OTHER_BIRTH) | OF(OTHER_NAME))
#define COUPLE(flags)                                                          \
	{                                                                      \
		CLASS_NONE, KIND_COUPLE, NEED_HEALTHY | (flags)                \
	}

const struct fault faults_identity[] = {
	{ FAULT("ID-01", ANY_OTHER, 1, plant_no_number), TOUCHES(OF_NUMBER),
		.hides = "ID-05 ID-06 ID-09" },
	{ FAULT("ID-01", ANY_OTHER, 1, plant_placeholder), TOUCHES(OF_NUMBER),
		.hides = "ID-05 ID-06 ID-09" },
	{ FAULT("ID-02", ANY_OTHER, 1, plant_short_number), TOUCHES(OF_NUMBER),
		.hides = "ID-04 ID-05 ID-06 ID-08 ID-09" },
	{ FAULT("ID-02", ANY_OTHER, 1, plant_letter), TOUCHES(OF_NUMBER),
		.hides = "ID-03 ID-04 ID-05 ID-06 ID-08 ID-09" },
	{ FAULT("ID-03", ANY_OTHER, 1, plant_check_digit), TOUCHES(OF_NUMBER),
		.repeats = true, .hides = "ID-05 ID-06 ID-08 ID-09",
		.keeps = "ID-04" },
	{ FAULT("ID-03", ANY_COUPLE, 1, plant_head_check_digit),
		TOUCHES(OF(HEAD_FIELDS)), .repeats = true },
	{ FAULT("ID-04", ANY_OTHER, 1, plant_impossible_date),
		TOUCHES(OF_NUMBER), .hides = "ID-05 ID-06 ID-08 ID-09" },
	{ FAULT("ID-04", HEALTHY, 1, plant_unborn),
		TOUCHES(OF_NUMBER | OF(OTHER_FACTS) | OF(OTHER_INSURED)),
		.hides = "ID-05 ID-08" },
	{ FAULT("ID-04", HEALTHY, 1, plant_too_old),
		TOUCHES(OF_NUMBER | OF(OTHER_FACTS) | OF(OTHER_INSURED)),
		.hides = "ID-05 ID-08" },
	{ FAULT("ID-05", ANY_OTHER, 1, plant_sex), TOUCHES(OF(OTHER_SEX)),
		READS(OF(OTHER_NUMBER)) },
	{ FAULT("ID-06", ANY_OTHER, 1, plant_birth), TOUCHES(OF(OTHER_BIRTH)),
		READS(OF(OTHER_NUMBER)) },
	{ FAULT("ID-07", ANY_OTHER, 1, plant_old_number),
		TOUCHES(OF(OTHER_NUMBER)), .keeps = "ID-05 ID-06 ID-08" },
	{ FAULT("ID-08", ANY_OTHER, 1, plant_no_province),
		TOUCHES(OF(OTHER_NUMBER)), .keeps = "ID-05 ID-06" },
	{ FAULT("ID-09", DISABLED, 1, plant_certificate_kind),
		TOUCHES(OF(OTHER_CERTIFICATE) | OF(OTHER_CARD)),
		READS(OF(OTHER_NUMBER) | OF(OTHER_FACTS)) },
	{ FAULT("ID-09", DISABLED, 1, plant_certificate_length),
		TOUCHES(OF(OTHER_CERTIFICATE) | OF(OTHER_CARD)),
		READS(OF(OTHER_NUMBER) | OF(OTHER_FACTS)) },
	{ FAULT("ID-09", DISABLED, 1, plant_others_certificate),
		TOUCHES(OF(OTHER_CERTIFICATE)),
		READS(OF(OTHER_NUMBER) | OF(OTHER_FACTS)) },
	{ FAULT("ID-10", DISABLED, 1, plant_no_certificate),
		TOUCHES(OF(OTHER_CERTIFICATE) | OF(OTHER_CARD) |
			OF(OTHER_FACTS) | OF(OTHER_NUMBER)) },
	{ FAULT("ID-10", DISABLED, 1, plant_healthy_holder),
		TOUCHES(OF(OTHER_CERTIFICATE) | OF(OTHER_CARD) |
			OF(OTHER_FACTS) | OF(OTHER_NUMBER)) },
	{ FAULT("ID-11", HEALTHY, 1, plant_hyphens),
		TOUCHES(OF(OTHER_NUMBER)) },
	{ FAULT("ID-11", HEALTHY, 1, plant_wide_digit),
		TOUCHES(OF(OTHER_NUMBER)) },
	{ FAULT("DUP-01", COUPLE(NEED_TWINS), 1, plant_twins),
		TOUCHES(OF(CHILD_IDENTITY)) },
	{ FAULT("DUP-02", SHARED, 2, plant_same_in_village),
		TOUCHES(OF_SHARED) },
	{ FAULT("DUP-03", SHARED, 2, plant_same_in_street), .is_apart = true },
	{ FAULT("DUP-04", SHARED, 2, plant_both_forms), TOUCHES(OF_SHARED) },
	{ FAULT("DUP-05", SHARED, 2, plant_typing_error), TOUCHES(OF_SHARED) },
	{ FAULT("DUP-05", SHARED, 2, plant_transposition), TOUCHES(OF_SHARED) },
	{ FAULT("DUP-06", SHARED, 2, plant_same_person), TOUCHES(OF_SHARED) },
	{ FAULT("DUP-07", COUPLE(0), 2, plant_household_id) },
	{ FAULT("DUP-07", COUPLE(NEED_TWO), 1, plant_member_id),
		TOUCHES(OF_CHILD) },
	{ FAULT("DUP-08", COUPLE(NEED_TWO), 2, plant_split),
		TOUCHES(OF_CHILD | OF_HEAD | OF(SIGNED) | OF(CAUSE)) },
	{ FAULT("DUP-09", ANY_COUPLE, 2, plant_account), TOUCHES(OF(ACCOUNT)) },
	{ FAULT("DUP-10", ANY_COUPLE, 3, plant_phone), TOUCHES(OF(PHONE)) },
	{ .check = NULL },
};
