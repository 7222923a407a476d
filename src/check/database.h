#ifndef DATABASE_H
#define DATABASE_H

#include "base/errors.h"

struct codes;
struct db;
struct model;
struct plan;

/*
 * Make a database ready for records and checks: the tables of the model, the
 * code lists, the plan and its situations. db is empty and inside a
 * transaction of the caller's, or in memory. ERR_INPUT where a situation's
 * condition is none.
 */
int database_make(struct db *db, const struct model *model,
	const struct codes *codes, const struct plan *plan, struct error *err);

#endif
