/*
 * Incomes in fen, so that total, net and per-capita income follow from the
 * parts without rounding; work, land and house in step with them.
 */
#include <string.h>

#include "income.h"

#define YUAN 100

static void
add_workers(struct household *h, enum tier tier, struct rng *r)
{
	static const char *const places[] = { "01", "02", "03", "04" };
	static const char *const employers[] = { "青石镇纸箱厂", "柳河建筑工地",
		"东岭服装厂", "海州电子厂" };
	static const char *const trades[] = { "制造业", "建筑业", "制造业",
		"制造业" };
	static const char *const channels[] = { "自主就业", "劳务输出",
		"亲友介绍" };
	int left = tier == TIER_LOW ? 1 : rng_between(r, 1, 2);

	for (int i = 0; i < h->n_people && left > 0; i++) {
		struct person *p = &h->people[i];
		int place = rng_below(r, 4);

		if (!person_can_work(p) || !p->was)
			continue;
		left--;
		p->work_place = places[place];
		p->employer = employers[place];
		p->industry = trades[place];
		p->channel = channels[rng_below(r, 3)];
		p->work_months = tier == TIER_LOW ? 1 : rng_between(r, 8, 12);
		p->work_months_before = p->work_months;
	}
}

static int
months_worked(const struct household *h)
{
	int months = 0;

	for (int i = 0; i < h->n_people; i++)
		months += h->people[i].work_months;
	return months;
}

/* What does not depend on how well the year went. */
static void
fill_transfers(struct household *h, struct income *in, bool now, enum tier tier,
	struct rng *r)
{
	for (int i = 0; i < h->n_people; i++) {
		const struct person *p = &h->people[i];
		int64_t pension = rng_between(r, 1200, 1416) * YUAN;
		int64_t aid = rng_between(r, 480, 600) * YUAN;

		if (now ? !person_is_active(p) : !p->was)
			continue;
		if (p->pension && p->age - !now >= 60)
			in->pension += pension;
		if (p->low_income)
			in->allowance += aid;
		if (p->hardship)
			in->hardship += aid;
	}
	if (tier == TIER_MIDDLE && h->people[h->head].age >= 50 &&
		rng_percent(r, 10))
		in->planning = 960 * YUAN;
	in->ecology = (int64_t)h->living.returned * 125;
}

void
income_sum(struct income *in, int size)
{
	in->property = in->dividend;
	in->transfer = in->planning + in->allowance + in->hardship +
		in->pension + in->ecology + in->other;
	in->total = in->wage + in->business + in->property + in->transfer;
	in->net = in->total - in->cost;
	in->per_capita = size > 0 ? (in->net * 2 + size) / (2 * size) : 0;
}

/* Earn the rest of what the household is to have for each person. */
static void
fill_earnings(struct household *h, struct income *in, int size, int64_t target,
	struct rng *r)
{
	int64_t rest = target * size - in->planning - in->allowance -
		in->hardship - in->pension - in->ecology;
	int months = months_worked(h);
	int share = rng_between(r, 50, 75);
	int64_t gain;

	if (rest < 0)
		rest = 0;
	if (months > 0) {
		in->wage = rest * share / 100 / YUAN * YUAN;
		/* who worked earned at least so much a month */
		if (in->wage < (int64_t)months * 600 * YUAN)
			in->wage = (int64_t)months * 600 * YUAN;
		rest = rest > in->wage ? rest - in->wage : 0;
	}
	if (rest >= 3000 * YUAN) {
		in->dividend = rng_between(r, 300, 800) * YUAN;
		rest -= in->dividend;
	}
	if (rest >= 300 * YUAN) {
		gain = rest * 9 / 10 / YUAN * YUAN;
		in->cost = gain * 2 / 5 / YUAN * YUAN;
		in->business = gain + in->cost;
		rest -= gain;
	}
	in->other = rest;
	income_sum(in, size);
	in->other += (size - in->net % size) % size;
	income_sum(in, size);
}

void
income_set(struct household *h, int64_t per_capita)
{
	struct income *in = &h->now;
	int64_t rest;

	in->business = in->cost = in->dividend = in->other = 0;
	income_sum(in, h->size);
	rest = per_capita * h->size - in->transfer;
	if (in->wage > 0)
		in->wage = rest;
	else
		in->other = rest;
	income_sum(in, h->size);
}

static int64_t
draw_target(enum tier tier, struct rng *r)
{
	switch (tier) {
	case TIER_HIGH:
		return rng_between(r, 2600000, 3900000);
	case TIER_MIDDLE:
		return rng_between(r, 800000, 1500000);
	default:
		return rng_between(r, 225000, 285000);
	}
}

static void
make_living(struct household *h, enum tier tier, struct rng *r)
{
	struct living *l = &h->living;
	int people = h->size;
	bool poor_house = tier == TIER_LOW && rng_percent(r, 15);

	l->cultivated = people * rng_between(r, 60, 140);
	l->irrigated = l->cultivated * rng_between(r, 20, 90) / 100;
	l->returned = rng_percent(r, 25) ? rng_between(r, 50, 150) : 0;
	l->forest = l->returned + (rng_percent(r, 30) ? 100 : 0);
	l->orchard = rng_percent(r, 20) ? rng_between(r, 50, 200) : 0;
	l->floor = people * rng_between(r, 1500, 2800);
	l->distance = rng_between(r, 1, 300);
	l->dangerous = poor_house;
	l->grade = poor_house ? "3" : rng_percent(r, 60) ? "1" : "2";
	l->toilet = rng_percent(r, 70);
	l->broadcast = rng_percent(r, 98);
	l->cooperative = rng_percent(r, 35);
	l->enterprise = rng_percent(r, 20);
	l->leader = rng_percent(r, 25);
	l->relocated = rng_percent(r, 4);
	l->has_keys = l->water = l->food = l->clothing = true;
	l->road = rng_percent(r, 80) ? "03" : "02";
	l->fuel = rng_percent(r, 60) ? "04" : "01";
	l->measures = rng_between(r, 1, 4);
}

void
income_make(struct household *h, enum tier tier, struct rng *r)
{
	int64_t target = draw_target(tier, r);
	int64_t before = target * rng_between(r, 64, 94) / 100;

	make_living(h, tier, r);
	add_workers(h, tier, r);
	if (h->adjustment == CLASS_RETURN)
		before = rng_between(r, 420000, 480000);
	fill_transfers(h, &h->now, true, tier, r);
	fill_earnings(h, &h->now, h->size, target, r);
	if (h->size_before == 0)
		return;
	fill_transfers(h, &h->before, false, tier, r);
	fill_earnings(h, &h->before, h->size_before, before, r);
}
