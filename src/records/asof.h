#ifndef ASOF_H
#define ASOF_H

#include "base/errors.h"

struct db;
struct model;

/*
 * What an inspector would have seen on a day: records that began later, and
 * values that became known later (m:since in the schemas), are hidden behind
 * temporary views of the tables' names until asof_end. A date after the last
 * export is a fault of the record and hides nothing. The registers are
 * snapshots of their export and stay as they are.
 */
int asof_begin(struct db *db, const struct model *model, long as_of,
	struct error *err);
/* The program's views once more as temporary ones, so that they look at what
 * temporary views show of the tables; asof_begin does it where it hides. */
int asof_views(struct db *db, struct error *err);
/* The same views for a caller that makes them elsewhere: what stands behind
 * CREATE VIEW, each after those that it reads. schema is where their tables
 * are, as it is written in SQL. */
struct asof_day {
	long as_of;
	const char *schema;
};
typedef int asof_fn(void *arg, const char *create, struct error *err);
int asof_each(struct db *db, const struct model *model,
	const struct asof_day *day, asof_fn *f, void *arg, struct error *err);
int asof_end(struct db *db, struct error *err);

#endif
