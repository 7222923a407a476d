/*
 * Natural change: who was born, married, moved or died since last year's
 * register, as the member rows and the record of the change tell it.
 */
#include "members.h"

#define LARGE 6 /* no household grows beyond it */

struct way {
	struct role role;
	bool increase;
	const char *reason, *proof;
};

static const struct way ways[] = {
	[MOVE_BIRTH] = { { SLOT_NEWBORN, NULL, 0, 0, LINE_FAMILY }, true, "06",
		"出生医学证明" },
	[MOVE_WIFE_IN] = { { SLOT_THIRD, "05", 2, 28, LINE_SON_WIFE }, true,
		"05", "结婚证、户口迁移证" },
	[MOVE_IN] = { { SLOT_OTHER, "99", 0, 40, LINE_OTHER }, true, "07",
		"户口迁移证" },
	[MOVE_DEATH] = { { SLOT_OTHER, "99", 0, 76, LINE_OTHER }, false, "01",
		"居民死亡医学证明" },
	[MOVE_DAUGHTER_OUT] = { { SLOT_OTHER, "04", 2, 24, LINE_FAMILY }, false,
		"02", "结婚证、户口迁移证" },
	[MOVE_OUT] = { { SLOT_OTHER, "99", 0, 40, LINE_OTHER }, false, "08",
		"户口迁移证" },
	[MOVE_PRISON] = { { SLOT_OTHER, "99", 1, 40, LINE_OTHER }, false, "04",
		"刑事判决书" },
};

static struct person *
find_relation(struct household *h, char second_digit)
{
	for (int i = 0; i < h->n_people; i++) {
		if (h->people[i].relation[0] == '0' &&
			h->people[i].relation[1] == second_digit)
			return &h->people[i];
	}
	return NULL;
}

static struct person *
add_mover(struct household *h, const struct makeup *m)
{
	struct role role = ways[m->move].role;
	struct person *p;

	if (m->move == MOVE_WIFE_IN)
		return find_relation(h, '5');
	if (m->move != MOVE_BIRTH)
		return members_add(h, &role);
	role.relation = "03";
	p = members_add(h, &role);
	if (m->kind == KIND_ADULTS)
		p->relation = p->sex == 1 ? "07" : "08";
	else
		p->relation = p->sex == 1 ? "03" : "04";
	return p;
}

void
moves_make(struct household *h, const struct makeup *m, struct rng *r)
{
	const struct way *way = &ways[m->move];
	struct natural *n = &h->natural;
	struct person *p;

	if (m->move == MOVE_NONE ||
		((m->move == MOVE_BIRTH || m->move == MOVE_IN) &&
			h->n_people >= LARGE))
		return;
	p = add_mover(h, m);
	n->on = true;
	n->is_signed = 1;
	n->increase = way->increase;
	n->person = (int)(p - h->people);
	n->reason = way->reason;
	n->proof = way->proof;
	n->form = way->increase ? "annex-2" : "annex-3";
	n->day = m->move == MOVE_BIRTH ? p->birth
				       : IN_YEAR(1, 5) + rng_below(r, 260);
	if (way->increase) {
		p->was = false;
		return;
	}
	p->is = m->keeps_row;
	p->removed_reason = way->reason;
	p->removed = n->day;
}
