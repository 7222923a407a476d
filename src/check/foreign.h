#ifndef FOREIGN_H
#define FOREIGN_H

#include "base/errors.h"

struct db;
struct rules;
struct strbuf;
struct transfer_sink;

/*
 * The records of a database as a schema of PostgreSQL: tables and their rows,
 * the views that rules read, the indexes that rules ask for, and statistics on
 * the expressions by which they filter, so that the planner guesses right.
 */
struct foreign_export {
	const char *schema;
	const struct rules *rules;
	/* In a transaction that the caller began, and which is committed; the
	 * schema must not be there (any more). */
	const struct transfer_sink *sink;
	/* Told of each table; or NULL. */
	void (*progress)(void *arg, const char *table);
	void *arg;
};
/* How far ANALYZE looks: 300 rows for each of these, of every table, which is
 * most of what loading costs; rules filter by a handful of values. */
#define FOREIGN_SAMPLE "SET LOCAL default_statistics_target = 20"
/* What a role, a database or the server can have set so that the same words
 * mean something else, or that rows are hidden: then it is an error. */
#define FOREIGN_SETTINGS                                                       \
	"SET LOCAL row_security = off;"                                        \
	"SET LOCAL standard_conforming_strings = on;"                          \
	"SET LOCAL transform_null_equals = off;"                               \
	"SET LOCAL DateStyle = ISO;"
int foreign_export(
	struct db *db, const struct foreign_export *how, struct error *err);

/* A view as it is created there, behind CREATE VIEW: the texts that it gives
 * are ordered by their bytes, as those of columns are, whatever the database
 * does. */
void foreign_add_view(struct strbuf *sql, const char *create);

/* What a schema of ours is marked with, as its comment: "hecha 17". The
 * caller's. */
int foreign_mark(char **mark, struct error *err);

#endif
