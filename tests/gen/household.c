/*
 * A household as it should be: its class and how it came to it, who lives
 * there, why it is poor. Then its fault, if it has one.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "course.h"
#include "faults.h"
#include "income.h"

const char *const class_codes[] = { "", "none", "exit", "clear", "new",
	"return" };

bool
class_is_exit(enum adjustment adjustment)
{
	return adjustment == CLASS_EXIT || adjustment == CLASS_CLEAR;
}

bool
class_is_entry(enum adjustment adjustment)
{
	return adjustment == CLASS_NEW || adjustment == CLASS_RETURN;
}

/* The first four of a village see to it that every class is there. */
static enum adjustment
draw_class(const struct household *h, struct rng *r)
{
	static const enum adjustment first[] = { CLASS_EXIT, CLASS_NEW,
		CLASS_RETURN, CLASS_CLEAR };
	int chance = rng_below(r, 100);
	enum adjustment adjustment;

	if (h->n_faults > 0)
		return h->need.adjustment != CLASS_ANY ? h->need.adjustment
						       : CLASS_NONE;
	if (h->local < 4)
		adjustment = first[h->local];
	else
		adjustment = chance < 61 ? CLASS_NONE
			: chance < 86	 ? CLASS_EXIT
			: chance < 89	 ? CLASS_CLEAR
			: chance < 97	 ? CLASS_NEW
					 : CLASS_RETURN;
	if (class_is_entry(adjustment) && h->village->is_exit_only)
		return CLASS_NONE;
	return adjustment;
}

static enum tier
draw_tier(const struct household *h, unsigned flags, struct rng *r)
{
	bool exited = rng_percent(r, 65);

	switch (h->adjustment) {
	case CLASS_EXIT:
		return TIER_MIDDLE;
	case CLASS_CLEAR:
		return TIER_HIGH;
	case CLASS_NEW:
	case CLASS_RETURN:
		return TIER_LOW;
	default:
		if (h->n_faults > 0)
			exited = (flags & NEED_MIDDLE) != 0;
		return exited ? TIER_MIDDLE : TIER_LOW;
	}
}

static enum kind
draw_kind(enum tier tier, struct rng *r)
{
	int chance = rng_below(r, 100);

	if (tier != TIER_LOW)
		return chance < 35    ? KIND_COUPLE
			: chance < 65 ? KIND_THREE
			: chance < 75 ? KIND_SINGLE
				      : KIND_ADULTS;
	return chance < 20    ? KIND_COUPLE
		: chance < 35 ? KIND_THREE
		: chance < 55 ? KIND_SINGLE
		: chance < 65 ? KIND_ADULTS
		: chance < 90 ? KIND_ELDERS
			      : KIND_ELDERS_CHILD;
}

/* About one household in twelve changed by itself. */
static enum move
draw_move(const struct household *h, enum kind kind, struct rng *r)
{
	int chance = rng_below(r, 1000);

	if (h->adjustment != CLASS_NONE && h->adjustment != CLASS_EXIT)
		return MOVE_NONE;
	if (kind == KIND_ADULTS && chance < 60)
		return MOVE_WIFE_IN;
	if (kind == KIND_ADULTS && chance < 100)
		return MOVE_DAUGHTER_OUT;
	if (kind == KIND_ADULTS || kind == KIND_COUPLE) {
		if (chance >= 900)
			return MOVE_BIRTH;
	}
	return chance < 40    ? MOVE_DEATH
		: chance < 55 ? MOVE_IN
		: chance < 75 ? MOVE_OUT
		: chance < 82 ? MOVE_PRISON
			      : MOVE_NONE;
}

static void
draw_makeup(struct makeup *m, const struct household *h, struct rng *r)
{
	m->flags = h->need.flags;
	m->tier = draw_tier(h, m->flags, r);
	m->kind = draw_kind(m->tier, r);
	if (h->need.kind != KIND_ANY)
		m->kind = h->need.kind;
	m->move = draw_move(h, m->kind, r);
	m->keeps_row = rng_percent(r, 50);
	if (h->n_faults == 0)
		return;
	m->move = MOVE_NONE;
	if ((m->flags & NEED_BIRTH) != 0)
		m->move = MOVE_BIRTH;
	if ((m->flags & NEED_MOVED_OUT) != 0)
		m->move = MOVE_OUT;
	m->keeps_row = true;
}

static void
count_people(struct household *h)
{
	h->size = h->size_before = 0;
	for (int i = 0; i < h->n_people; i++) {
		h->size += person_is_active(&h->people[i]);
		h->size_before += h->people[i].was;
	}
}

static int
count_workers(const struct household *h)
{
	int n = 0;

	for (int i = 0; i < h->n_people; i++)
		n += person_can_work(&h->people[i]);
	return n;
}

static void
give_allowance(struct household *h, bool hardship, bool all)
{
	struct person *one = &h->people[h->head];

	for (int i = 0; i < h->n_people; i++) {
		struct person *p = &h->people[i];

		if (!person_is_active(p))
			continue;
		p->hardship = all && hardship;
		p->low_income = all && !hardship;
		if (!person_can_work(p))
			one = p;
	}
	if (!all)
		one->low_income = true;
}

/* Special hardship for elders without children, the low-income allowance
 * where nobody works, and sometimes for one person elsewhere. */
static void
make_attribute(struct household *h, const struct makeup *m, struct rng *r)
{
	bool hardship = m->kind == KIND_ELDERS && rng_percent(r, 45);
	bool nobody = m->tier == TIER_LOW && count_workers(h) == 0;
	int share = m->tier == TIER_LOW ? 45 : m->tier == TIER_MIDDLE ? 12 : 0;
	bool some = rng_percent(r, share);

	h->attribute = "01";
	if (!nobody && !some)
		return;
	hardship = hardship && nobody;
	h->attribute = hardship ? "06" : "04";
	give_allowance(h, hardship, nobody);
}

static void
make_status(struct household *h, enum tier tier, struct rng *r)
{
	h->first_year = rng_between(r, 2014, 2017);
	h->mark = h->mark_before = "0";
	switch (h->adjustment) {
	case CLASS_EXIT:
		h->mark = "1";
		h->exit_year = YEAR;
		break;
	case CLASS_CLEAR:
		h->mark = "4";
		h->mark_before = "1";
		h->exit_year = rng_between(r, 2018, 2022);
		h->ground = rng_percent(r, 70) ? "income" : "opinion";
		break;
	case CLASS_NEW:
		h->first_year = YEAR;
		break;
	case CLASS_RETURN:
		h->mark = "3";
		h->mark_before = "1";
		h->exit_year = rng_between(r, 2018, 2023);
		h->return_year = YEAR;
		break;
	default:
		if (tier == TIER_LOW)
			break;
		h->mark = h->mark_before = "1";
		h->exit_year = rng_between(r, 2018, YEAR - 1);
	}
}

/* Causes that somebody in the household bears out. */
static int
list_causes(const struct household *h, const char *causes[16])
{
	static const char *const always[] = { "05", "07", "09", "10", "11" };
	bool ill = false, disabled = false, learns = false;
	int workers = count_workers(h);
	int n = 0;

	for (int i = 0; i < h->n_people; i++) {
		const struct person *p = &h->people[i];

		if (!person_is_active(p))
			continue;
		ill |= person_has(p, "02") || person_has(p, "03");
		disabled |= person_has(p, "04");
		learns |= person_is_pupil(p);
	}
	if (ill)
		causes[n++] = "01";
	if (disabled && h->adjustment != CLASS_EXIT)
		causes[n++] = "02";
	if (learns)
		causes[n++] = "03";
	if (workers * 4 <= h->size && workers * 2 < h->size)
		causes[n++] = "08";
	for (int i = 0; i < 5; i++)
		causes[n++] = always[i];
	return n;
}

static void
make_causes(struct household *h, struct rng *r)
{
	const char *causes[16];
	int n = list_causes(h, causes);
	int main = rng_below(r, n);
	int others = rng_below(r, 3);

	h->main_cause = causes[main];
	for (int i = 1; i <= others; i++) {
		if (i > 1)
			strcat(h->other_causes, " ");
		strcat(h->other_causes, causes[(main + i) % n]);
	}
	if (rng_percent(r, 3)) {
		h->main_cause = "12";
		h->other_causes[0] = '\0';
		h->cause_remark =
			"原有经营的豆腐作坊停产，家庭失去主要收入来源。";
	}
	if (h->adjustment == CLASS_RETURN)
		h->return_cause = rng_percent(r, 20) ? "14"
						     : causes[rng_below(r, n)];
}

static void
make_names(struct household *h)
{
	const struct person *head = &h->people[h->head];
	static const char *const groups[] = { "第一村民小组", "第二村民小组",
		"第三村民小组", "第四村民小组" };

	strcpy(h->village_code, h->village->code);
	strcpy(h->group, groups[h->local % 4]);
	strcpy(h->head_name, head->name);
	strcpy(h->head_number, head->number);
	people_phone(h->phone, "154", h->index);
	strcpy(h->phone_before, h->phone);
	strcpy(h->people[h->head].phone, h->phone);
	people_account(h->account, h->index);
	h->responsible = household_staff(h, 0);
	h->is_in_previous = h->adjustment != CLASS_NEW;
}

void
household_make(struct household *h, const struct street *s,
	const struct village *v, int64_t index)
{
	struct makeup m = { 0 };
	struct rng r;

	memset(h, 0, sizeof *h);
	h->street = s;
	h->village = v;
	h->index = index;
	h->local = (int)(index - v->first);
	snprintf(h->id, sizeof h->id, "H%03d%05d", v->number + 1, h->local + 1);
	h->first = index;
	faults_at_household(h);
	rng_start(&r, s->seed, RNG_HOUSEHOLD, (uint64_t)index);
	h->adjustment = draw_class(h, &r);
	draw_makeup(&m, h, &r);
	members_make(h, &m, &r);
	count_people(h);
	make_attribute(h, &m, &r);
	make_status(h, m.tier, &r);
	make_causes(h, &r);
	make_names(h);
	income_make(h, m.tier, &r);
	course_make(h, &r);
	for (int i = 0; i < v->n_faults; i++) {
		if (v->faults[i]->follow != NULL)
			v->faults[i]->follow(h);
	}
	faults_plant(h);
}
