#ifndef GEN_COURSE_H
#define GEN_COURSE_H

#include "members.h"

/* The visit, the application, the steps of the household's own, problems
 * found earlier: all as they should be. */
void course_make(struct household *h, struct rng *r);

/* The responsible person (0) or the cadre (1) of the household's block. */
int64_t household_staff(const struct household *h, int which);

/* The id and name of whoever is responsible; empty where
 * nobody is. */
void responsible_id(char out[ID_TEXT], const struct household *h);
void responsible_name(char out[NAME_TEXT], const struct household *h);

#define LISTED(at) (1u << (at))

#endif
