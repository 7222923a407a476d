#ifndef RECALL_H
#define RECALL_H

#include <stdbool.h>
#include "base/errors.h"

struct _xmlDoc;
struct db;
struct element;
struct kind;

/*
 * A document out of the database again, as the tree that it would be read from:
 * what was stored of it, in the order in which it stood there. All of it, or of
 * its records only those that are wanted and those that have no identifier,
 * such as villages.
 */
struct recall;

/* Who is wanted stands in temporary tables of db until recall_end. Nothing is
 * left where it fails. */
int recall_begin(struct recall **out, struct db *db, struct error *err);
void recall_end(struct recall *r); /* NULL is fine */

/* Wanted is what says this identifier, itself or in what stands in it. NULL and
 * "" are nobody's. */
int recall_want(struct recall *r, const char *id, struct error *err);
/* Only the record that has it for its own. */
int recall_want_own(struct recall *r, const char *id, struct error *err);
/* Whatever says an identifier of a record of this element that is part of the
 * text; prefix: of its table. */
int recall_want_named(struct recall *r, const char *prefix,
	const struct element *e, const char *text, struct error *err);
/* Was it wanted by recall_want or recall_want_named? */
bool recall_is_wanted(struct recall *r, const char *id);

/* id: of hc_document; everything: not only what is wanted. ERR_SYSTEM where the
 * database fails. */
int recall_document(struct _xmlDoc **out, struct recall *r,
	const struct kind *kind, long id, bool everything, struct error *err);

/* Is a fact of this type an identifier of a record? */
bool recall_is_id(const char *type);

#endif
