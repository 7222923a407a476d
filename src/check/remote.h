#ifndef REMOTE_H
#define REMOTE_H

#include <stddef.h>
#include "base/errors.h"

struct db;
struct found;
struct pg;
struct plan;
struct rules;
struct run_options;

/*
 * A rule's queries where the records are: a schema of a PostgreSQL server, made
 * by export. The query has gone through the guard here, over the same tables;
 * there it is one statement of a transaction that can write nothing but what
 * the run works out, which are temporary tables of its own and vanish with it.
 * Its rows come back as rows of a statement here, so that whoever takes them
 * need not know where they are from.
 */
struct remote;

/* The schema, as it is now until the end: whatever is loaded meanwhile is not
 * seen. ERR_USAGE where it is not one of ours, ERR_SYSTEM where it is of
 * another version. */
int remote_open(struct remote **out, struct pg *pg, const char *schema,
	struct error *err);
/* The same in parts, for what is put together there by a source: the
 * transaction, each schema that is to stay what it is, before anything is asked
 * there; and the remote, whose name is what is told. */
int remote_begin(struct pg *pg, struct error *err);
int remote_hold(struct pg *pg, const char *schema, struct error *err);
/* At the end: was it the same schema all the time? A name can be given to
 * another one although this one is held. ERR_SYSTEM where it was. */
int remote_holds(struct pg *pg, const char *schema, struct error *err);
struct remote *remote_apart(struct pg *pg, const char *name);
struct pg *remote_server(const struct remote *remote);
/* Nothing of a run is left there; NULL is fine. */
void remote_close(struct remote *remote);
/* Has the server gone? Then no answer is one. */
bool remote_is_lost(const struct remote *remote);
const char *remote_name(const struct remote *remote);

/* The plan that the records of a schema are to be held against; the caller's.
 */
int remote_plan(struct remote *remote, const char *schema, struct plan **plan,
	struct error *err);
/* All records of the schema into db, in the place of what is there; inside a
 * transaction of the caller's. */
int remote_take(struct remote *remote, struct db *db, struct error *err);

/* What the run goes by, made there: the plan as of the day, the steps, the
 * records of that day and the views. db shows the plan as "work" and the steps
 * as "made". */
int remote_prepare(struct remote *remote, struct db *db,
	const struct run_options *opts, struct error *err);
/* Records that come from somewhere else than the schema: how their tables and
 * views are made there; and what of them its database is to hold, once it is
 * found whom findings are about. source outlives the remote. */
struct remote_source {
	int (*make)(void *arg, struct db *db, struct error *err);
	int (*fetch)(void *arg, const struct found *found, struct error *err);
	void *arg;
};
void remote_set_source(
	struct remote *remote, const struct remote_source *source);
int remote_fetch(
	struct remote *remote, const struct found *found, struct error *err);
/* Fill a table that was made there with the rows of one here ("work.finding").
 */
int remote_fill(struct remote *remote, struct db *db, const char *from,
	const char *table, struct error *err);

/* For cases: tables alone, and then what each case holds, as db shows it. */
int remote_try(
	struct remote **out, struct pg *pg, struct db *db, struct error *err);
int remote_try_fill(struct remote *remote, struct db *db, struct error *err);
int remote_try_undo(struct remote *remote, struct error *err);

#endif
