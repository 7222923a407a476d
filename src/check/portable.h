#ifndef PORTABLE_H
#define PORTABLE_H

#include "base/errors.h"

struct model;
struct rule;

/*
 * What SQLite takes and PostgreSQL does not, or reads otherwise: MIN and MAX
 * of two, GLOB, ==, double quotes, IIF, printf, IS with a value, rowid, a name
 * that is reserved, a quotient of two sums, a window ordered by a column that
 * can be NULL, free text cast to a number. ERR_INPUT names the first of them.
 * The rule's queries are ones that SQLite has compiled; what they read is known
 * by the names of columns alone.
 */
int portable_check(
	const struct rule *rule, const struct model *model, struct error *err);

#endif
