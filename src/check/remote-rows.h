#ifndef REMOTE_ROWS_H
#define REMOTE_ROWS_H

#include "base/errors.h"

struct db;
struct remote;
struct rule;
struct stmt;

/* A query of the rule's: a statement on db, to be stepped through, over the
 * rows that it gave there. The next one ends it. */
struct remote_query {
	const char *sql;
	const struct rule *rule;
	int seconds;
};
int remote_rows(struct stmt **out, struct remote *remote, struct db *db,
	const struct remote_query *query, struct error *err);

#endif
