#ifndef READS_H
#define READS_H

#include <stdbool.h>
#include "base/strbuf.h"

struct db;
struct rules;

/*
 * Which columns rules read, and how many of them: a server walks through a row
 * up to the last column that a query reads, so that those come first which are
 * read most.
 */
struct reads {
	struct strbuf read; /* a list of rule_columns, sorted */
	/* Those read most first, as transfer_kind calls a table: copies of it
	 * have their columns in the same order. */
	struct strbuf order;
};

/* A query that cannot be read here says so where it is run. */
void reads_make(struct reads *reads, struct db *db, const struct rules *rules);
void reads_clear(struct reads *reads);
bool reads_has(
	const struct reads *reads, const char *table, const char *column);

#endif
