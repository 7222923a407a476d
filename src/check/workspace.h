#ifndef WORKSPACE_H
#define WORKSPACE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

struct reuse;
struct db;
struct rules;
struct run_options;

/*
 * What a run works out for its checks: the plan as of its day, each household's
 * steps, and the views that schemas/store.sql asks to be worked out once
 * (hc_once). They are put into databases of their own beside the records',
 * which several connections read at the same time, so that the records' stays
 * as it was until the run is whole.
 *
 * On each connection temporary views of the same names show the records as of
 * the day, and what was worked out. Where again divides the records, there are
 * as many connections more to which the records are those of the dirty
 * villages and those of no village; steps of the other villages are those of
 * the last run, if they still hold.
 */
struct workspace;

/* db is the records' database, in which the caller has begun to write, so that
 * nobody else can; n connections. */
int workspace_begin(struct workspace **out, struct db *db,
	const struct run_options *opts, size_t n, const struct reuse *again,
	struct error *err);
/* Make the steps, then the views, on connection 0. Only what reads none of them
 * may go on on the others meanwhile. Steps need no index of the records'. */
int workspace_make_steps(struct workspace *work, struct error *err);
int workspace_make_views(struct workspace *work, struct error *err);
/* Is one of these names (a list as rule_names reads it) a step or a view? */
bool workspace_makes(const struct workspace *work, const char *names);
/* From now on connection i, but for 0, sees what was made. */
int workspace_show(struct workspace *work, size_t i, struct error *err);
/* One of the n connections, 0 to n - 1; each may be used by one thread. */
struct db *workspace_connection(const struct workspace *work, size_t i);
/* Likewise to the dirty villages alone; NULL where nothing is divided. */
struct db *workspace_part(const struct workspace *work, size_t i);
/* Work the views out for all records, if a check that is made in full reads
 * one; while no connection reads. */
int workspace_need(struct workspace *work, struct error *err);
/* Put rows that the caller's statement returns into a table of the work, while
 * no other connection reads it; the rows have its columns. */
int workspace_fill(struct workspace *work, const char *table, struct db *from,
	const char *sql, struct error *err);
/* The steps into the records' database. */
int workspace_keep_steps(struct workspace *work, struct error *err);
/* Count what a table of hc_kept keeps, on connection i; then put it there,
 * while nobody else uses the records' database. */
int workspace_count(
	struct workspace *work, size_t i, const char *table, struct error *err);
int workspace_keep_count(
	struct workspace *work, size_t i, const char *table, struct error *err);
/* Is this one of the tables that a run fills there? */
bool workspace_has(const char *table);
void workspace_end(struct workspace *work); /* NULL is fine */

#endif
