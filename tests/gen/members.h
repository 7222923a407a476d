#ifndef GEN_MEMBERS_H
#define GEN_MEMBERS_H

#include "rand.h"
#include "street.h"

/* How well a household does; its members and incomes follow. */
enum tier { TIER_LOW, TIER_MIDDLE, TIER_HIGH };

/* Who came or went since last year's register. */
enum move {
	MOVE_NONE,
	MOVE_BIRTH,
	MOVE_WIFE_IN, /* the son's, KIND_ADULTS */
	MOVE_IN,
	MOVE_DEATH,
	MOVE_DAUGHTER_OUT,
	MOVE_OUT,
	MOVE_PRISON,
};

struct makeup {
	enum kind kind;
	enum tier tier;
	enum move move;
	bool keeps_row; /* of who went */
	unsigned flags;
};

struct role {
	enum slot slot;
	const char *relation;
	int sex; /* 0: as the identity's key has it */
	int low; /* age: low … low+7 */
	enum line line;
};

struct person *members_add(struct household *h, const struct role *role);

/* moves.c: add who came or went, and the record of it. */
void moves_make(struct household *h, const struct makeup *m, struct rng *r);

/* Put the people into the household, with all facts but work and allowances,
 * and the record of who came or went. */
void members_make(struct household *h, const struct makeup *m, struct rng *r);

#define REFERENCE IN_YEAR(9, 30) /* ages are those of this day */

bool person_is_active(const struct person *p);
bool person_is_pupil(const struct person *p); /* from primary school on */
bool person_can_work(const struct person *p);
bool person_has(const struct person *p, const char *health);

#endif
