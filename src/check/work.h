#ifndef WORK_H
#define WORK_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

struct again;
struct db;
struct rules;
struct runner_opts;

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
struct work;

/* db is the records' database, in which the caller has begun to write, so that
 * nobody else can; n connections. */
int work_begin(struct work **out, struct db *db,
	const struct runner_opts *opts, size_t n, const struct again *again,
	struct error *err);
/* Make the steps, then the views, on connection 0. Only what reads none of them
 * may go on on the others meanwhile. Steps need no index of the records'. */
int work_make_steps(struct work *work, struct error *err);
int work_make_views(struct work *work, struct error *err);
/* Is one of these names (a list as rule_names reads it) a step or a view? */
bool work_makes(const struct work *work, const char *names);
/* From now on connection i, but for 0, sees what was made. */
int work_show(struct work *work, size_t i, struct error *err);
/* One of the n connections, 0 to n - 1; each may be used by one thread. */
struct db *work_connection(const struct work *work, size_t i);
/* Likewise to the dirty villages alone; NULL where nothing is divided. */
struct db *work_part(const struct work *work, size_t i);
/* Work the views out for all records, if a check that is made in full reads
 * one; while no connection reads. */
int work_need(struct work *work, struct error *err);
/* Put rows that the caller's statement returns into a table of the work, while
 * no other connection reads it; the rows have its columns. */
int work_fill(struct work *work, const char *table, struct db *from,
	const char *sql, struct error *err);
/* The steps into the records' database. */
int work_keep_steps(struct work *work, struct error *err);
/* Count what a table of hc_kept keeps, on connection i; then put it there,
 * while nobody else uses the records' database. */
int work_count(struct work *work, size_t i, const char *table,
	struct error *err);
int work_keep_count(struct work *work, size_t i, const char *table,
	struct error *err);
/* Is this one of the tables that a run fills there? */
bool work_has(const char *table);
void work_end(struct work *work); /* NULL is fine */

#endif
