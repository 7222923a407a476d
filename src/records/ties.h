#ifndef TIES_H
#define TIES_H

#include <stdbool.h>
#include "base/errors.h"

struct db;

/*
 * Which villages hang together (hc_tie in schemas/store.sql), and so which must
 * be looked at again when documents came or went.
 */

/* Before a document's rows go: keep its ties, if the last run saw it or what
 * it came in place of. */
int ties_forget(struct db *db, long document, struct error *err);

/* Do events of no village share their id with others? These may be of any
 * village then, and nothing can be told apart. */
int ties_tangled(struct db *db, bool *tangled, struct error *err);

/* Work out against what the last run saw (hc_seen, hc_gone; hc_touched of
 * documents that came again), in temporary tables of db until ties_drop:
 * temp.dirty(village): villages that have rows of documents that came or went,
 * or in which one that came again differs, and all that are tied to them, and
 * so on;
 * temp.outside(household): households of other villages that have rows in which
 * the village is blank;
 * temp.astray(kind, source): documents that came or went with rows that are of
 * no village at all. */
struct ties {
	struct db *db; /* NULL: nothing was worked out; ties_drop is fine */
};
int ties_find(struct ties *out, struct db *db, struct error *err);
void ties_drop(struct ties *ties);

#endif
