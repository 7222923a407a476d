/*
 * The members of a household: who they are to the head, and the facts that
 * follow from age, health and schooling.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "members.h"

#define ELDER 60
#define GROWN 24 /* younger ones are at school or not yet there */

bool
person_is_active(const struct person *p)
{
	return p->is && p->removed_reason == NULL;
}

bool
person_is_pupil(const struct person *p)
{
	return p->schooling != NULL && strcmp(p->schooling, "02") != 0;
}

bool
person_can_work(const struct person *p)
{
	return person_is_active(p) && p->skill != NULL &&
		(strcmp(p->skill, "01") == 0 || strcmp(p->skill, "02") == 0);
}

bool
person_has(const struct person *p, const char *health)
{
	return strstr(p->health, health) != NULL;
}

/* The pupil's stage at an age, or NULL. Everybody from 6 to 23 learns. */
static const char *
stage_at(int age, bool vocational)
{
	/* middle school, then high school or vocational school */
	static const char *const stages[] = { "04", "05", "06", "07", "08",
		"09", "10", "11", "12" };

	if (age < 3 || age >= GROWN)
		return NULL;
	if (age < 6)
		return "02";
	if (age < 12)
		return "03";
	if (age < 18)
		return stages[age - 12 + (vocational && age >= 15 ? 3 : 0)];
	return "16";
}

static const char *
education_at(int age, int chance)
{
	if (age < 3)
		return "06";
	if (age < GROWN)
		return NULL;
	if (age >= ELDER)
		return chance < 30 ? "01" : chance < 75 ? "02" : "03";
	return chance < 20    ? "02"
		: chance < 65 ? "03"
		: chance < 85 ? "04"
			      : "05";
}

static const char *
draw_health(const struct household *h, const struct person *p, enum tier tier,
	struct rng *r)
{
	int chance = rng_below(r, 100);
	bool grave = tier == TIER_LOW && h->adjustment != CLASS_EXIT;

	if (p->age >= ELDER) {
		if (chance < 35)
			return "02";
		if (chance < 41)
			return "04";
		if (chance < 45)
			return "02 04";
		return grave && chance < 49 ? "03" : "01";
	}
	if (p->age < GROWN)
		return p->age > 2 && chance < 2 ? "04" : "01";
	/* the middle tier lives by the work of the head or the son */
	if (tier != TIER_LOW) {
		if (p->slot == SLOT_HEAD || strcmp(p->relation, "03") == 0)
			return "01";
		return chance < 6 ? "02" : chance < 9 ? "04" : "01";
	}
	return chance < 22    ? "02"
		: chance < 32 ? "04"
		: chance < 35 ? "03"
			      : "01";
}

static void
certify(struct person *p, struct rng *r)
{
	static const char *const kinds[] = { "1", "2", "3", "4", "5", "6",
		"7" };
	char number[NUMBER_TEXT];
	int grade = rng_between(r, 1, 4);
	int year = YEAR - 1 - rng_below(r, 6);

	p->disability_kind = kinds[rng_below(r, 7)];
	p->certificate_year = year > day_year(p->birth) ? year : YEAR - 1;
	strcpy(number, p->number);
	snprintf(p->certificate, sizeof p->certificate, "%.18s%s%d%s", number,
		p->disability_kind, grade, rng_percent(r, 10) ? "B1" : "");
	if (p->slot != SLOT_HEAD && rng_percent(r, 15)) {
		p->number_type = "02";
		strcpy(p->number, p->certificate);
	}
}

/* All that follows from age and health. */
static void
settle_facts(struct household *h, struct person *p, const struct makeup *m,
	struct rng *r)
{
	int chance = rng_below(r, 100);
	bool vocational = rng_percent(r, 35);
	const char *health = draw_health(h, p, m->tier, r);
	bool pupil;

	p->health = (m->flags & NEED_HEALTHY) != 0 ? "01" : health;
	if ((m->flags & NEED_DISABLED) != 0 && p->slot == SLOT_OTHER)
		p->health = "04";
	p->education = education_at(p->age, chance);
	p->schooling = stage_at(p->age, vocational);
	p->education_before = education_at(p->age - 1, chance);
	p->schooling_before = stage_at(p->age - 1, vocational);
	pupil = p->schooling != NULL;
	if (pupil || p->age < GROWN || p->age >= ELDER)
		p->skill = "04";
	else if (strcmp(p->health, "01") != 0)
		p->skill = "03";
	else
		p->skill = rng_percent(r, 70) ? "01" : "02";
	p->number_type = "01";
	if (person_has(p, "04"))
		certify(p, r);
	if (p->slot == SLOT_NEWBORN && rng_percent(r, 30)) {
		/* not yet registered with the police */
		p->number[0] = '\0';
		p->number_type = NULL;
	}
	p->political = "13";
	if (pupil && p->age >= 14 && rng_percent(r, 40))
		p->political = "03";
	else if (p->age >= GROWN && rng_percent(r, 8))
		p->political = "01";
	p->mandarin = p->age >= 3 && (p->age < 50 || rng_percent(r, 40));
	p->employee_medical = m->tier != TIER_LOW && rng_percent(r, 8) &&
		p->age >= GROWN && p->age < ELDER;
	p->resident_medical = !p->employee_medical;
	p->serious_insurance = 1;
	p->commercial = rng_percent(r, 15);
	p->pension = p->age >= 16 && !pupil;
	p->relief = person_has(p, "03");
	p->aid = strcmp(p->health, "01") != 0 && rng_percent(r, 25);
}

struct person *
members_add(struct household *h, const struct role *role)
{
	struct person *p = &h->people[h->n_people++];
	uint64_t seed = h->street->seed;
	struct key key;

	assert(h->n_people <= MAX_PEOPLE);
	p->slot = (int)role->slot;
	people_key(&key, seed, h->index, p->slot);
	p->relation = role->relation;
	p->sex = role->sex != 0 ? role->sex : key.seq % 2 + 1;
	p->birth = role->slot == SLOT_NEWBORN
		? people_birth_newborn(&key, YEAR)
		: people_birth(&key, role->low, YEAR);
	p->age = day_age(p->birth, REFERENCE);
	people_number(p->number, &key, p->birth, p->sex);
	people_name(p->name, seed, h->index, p->slot, role->line);
	p->was = h->adjustment != CLASS_NEW;
	p->is = true;
	p->removed = NO_DAY;
	p->post_months = NO_FLAG;
	return p;
}

static void
add_children(
	struct household *h, int low, bool grand, unsigned flags, struct rng *r)
{
	int slot = h->n_people < SLOT_THIRD ? SLOT_THIRD : h->n_people;
	int n = rng_percent(r, 45) ? 2 : 1;

	if ((flags & (NEED_TWINS | NEED_TWO)) != 0)
		n = 2;
	for (int i = 0; i < n; i++) {
		int sex = rng_between(r, 1, 2);
		struct role role = { .slot = (enum slot)(slot + i),
			.sex = sex,
			.low = low,
			.line = LINE_FAMILY };

		if ((flags & NEED_TWINS) != 0)
			role.sex = 1;
		role.relation = role.sex == 1 ? (grand ? "07" : "03")
					      : (grand ? "08" : "04");
		members_add(h, &role);
	}
}

static void
add_couple(struct household *h, int low, bool single, unsigned flags,
	struct rng *r)
{
	bool woman = rng_percent(r, single ? 50 : 12);
	enum line head = woman && !single ? LINE_WIFE : LINE_FAMILY;
	enum line spouse = woman ? LINE_FAMILY : LINE_WIFE;
	int other_sex = (flags & NEED_SAME_SEX) != 0 ? woman + 1 : 2 - woman;

	members_add(h, &(struct role){ SLOT_HEAD, "01", woman + 1, low, head });
	if (!single)
		members_add(h,
			&(struct role){
				SLOT_SPOUSE, "02", other_sex, low, spouse });
}

/* Children are at least 18 years younger, parents 20 years older. */
static void
add_family(struct household *h, enum kind kind, unsigned flags, struct rng *r)
{
	int age = 8 * rng_below(r, 3);
	int elder = 8 * rng_below(r, 2);
	bool father = rng_percent(r, 35);

	/* two households may have to share their children */
	if ((flags & NEED_TWO) != 0)
		age = 8;
	if ((flags & NEED_PUPIL) != 0)
		age = 7; /* a child of 8 to 15 */
	switch (kind) {
	case KIND_ADULTS:
		add_couple(h, 54, false, flags, r);
		members_add(h,
			&(struct role){ SLOT_THIRD, "03", 1, 28, LINE_FAMILY });
		members_add(h,
			&(struct role){
				SLOT_THIRD + 1, "05", 2, 28, LINE_SON_WIFE });
		add_children(h, 2, true, flags, r);
		break;
	case KIND_ELDERS:
		add_couple(h, 66 + elder, false, flags, r);
		break;
	case KIND_ELDERS_CHILD:
		add_couple(h, 62, false, flags, r);
		add_children(h, 8, true, flags, r);
		break;
	case KIND_SINGLE:
		add_couple(h, 32 + age, true, flags, r);
		add_children(h, 2 + age * 7 / 8, false, flags, r);
		break;
	default:
		add_couple(h, 32 + age, false, flags, r);
		add_children(h, 2 + age * 7 / 8, false, flags, r);
		if (kind != KIND_THREE)
			break;
		members_add(h,
			&(struct role){ SLOT_THIRD + 2, "12", 2, 60 + age,
				LINE_MOTHER });
		if (father)
			members_add(h,
				&(struct role){ SLOT_THIRD + 3, "11", 1,
					60 + age, LINE_FAMILY });
	}
}

/* A second child born on the day of the first; the number follows. */
static void
make_twins(struct household *h)
{
	struct person *a = NULL;

	for (int i = 0; i < h->n_people; i++) {
		struct person *p = &h->people[i];

		if (strcmp(p->relation, "03") != 0)
			continue;
		if (a == NULL) {
			a = p;
			continue;
		}
		p->birth = a->birth;
		p->age = a->age;
		strcpy(p->number, a->number);
	}
}

/* The relative whom a fault needs; with NEED_SHARED the number is that of the
 * relative in the first household of the fault. */
static void
add_other(struct household *h, unsigned flags)
{
	struct key key;
	struct person *p;

	p = members_add(
		h, &(struct role){ SLOT_OTHER, "99", 0, 40, LINE_OTHER });
	if ((flags & NEED_SHARED) == 0)
		return;
	people_key(&key, h->street->seed, h->first, SLOT_OTHER);
	p->sex = key.seq % 2 + 1;
	p->birth = people_birth(&key, 40, YEAR);
	p->age = day_age(p->birth, REFERENCE);
	people_number(p->number, &key, p->birth, p->sex);
}

void
members_make(struct household *h, const struct makeup *m, struct rng *r)
{
	static const char *const nations[] = { "汉族", "回族", "满族" };
	const char *nation =
		nations[rng_percent(r, 94) ? 0 : 1 + rng_below(r, 2)];

	add_family(h, m->kind, m->flags, r);
	if ((m->flags & NEED_TWINS) != 0)
		make_twins(h);
	if ((m->flags & NEED_OTHER) != 0)
		add_other(h, m->flags);
	moves_make(h, m, r);
	for (int i = 0; i < h->n_people; i++) {
		struct person *p = &h->people[i];

		p->nation = nation;
		settle_facts(h, p, m, r);
		snprintf(p->id, sizeof p->id, "P%03d%05d%02d",
			h->village->number + 1, h->local + 1, i + 1);
	}
}
