#ifndef PORTABLE_H
#define PORTABLE_H

#include "base/errors.h"

struct rule;

/*
 * What SQLite takes and PostgreSQL does not, or reads otherwise: MIN and MAX
 * of two, GLOB, ==, double quotes, IIF, printf, IS with a value, rowid, a name
 * that is reserved, a quotient of two sums. ERR_INPUT names the first of them.
 * The rule's queries are ones that SQLite has compiled.
 */
int portable_check(const struct rule *rule, struct error *err);

#endif
