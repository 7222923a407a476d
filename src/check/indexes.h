#ifndef INDEXES_H
#define INDEXES_H

#include "base/errors.h"

struct db;
struct rules;

/*
 * Make the indexes of the records' database, inside the caller's transaction:
 * from children to parents, those of the program's views (hc_index), and those
 * that rules ask for, each unless it is there or begins another. A fault names
 * the rule. Without rules (NULL) the program's own alone.
 */
int indexes_make(struct db *db, const struct rules *rules, struct error *err);
/* The same indexes, for a caller that makes them elsewhere. */
typedef int index_fn(
	void *arg, const char *table, const char *columns, struct error *err);
int indexes_each(struct db *db, const struct rules *rules, index_fn *f,
	void *arg, struct error *err);

#endif
