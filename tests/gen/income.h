#ifndef GEN_INCOME_H
#define GEN_INCOME_H

#include "members.h"

/* Incomes of this year and last year, who works where, land and house. The
 * members and their allowances stand already. */
void income_make(struct household *h, enum tier tier, struct rng *r);
/* Make the totals follow from the parts again. */
void income_sum(struct income *in, int size);

/* What the household is to have for each person: transfers stay, and what is
 * left is wages where somebody works. */
void income_set(struct household *h, int64_t per_capita);

#endif
