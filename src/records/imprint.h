#ifndef IMPRINT_H
#define IMPRINT_H

#include "base/errors.h"

struct db;
struct writer;

/*
 * What each column of a document's rows holds, as a hash under a key that is
 * drawn anew each time. So a document that comes again tells in which columns
 * it differs from the one in whose place it comes, and the next check need not
 * ask again who reads none of these. Two columns that differ have the same
 * imprint with a chance of one in 2^30 at most, whoever wrote them.
 */
struct imprint;

/* Of the document whose rows the writer has found (store_find), before they go;
 * then of the rows that it puts in, those of the document that comes. */
int imprint_take(struct imprint **out, struct writer *writer, struct db *db,
	struct error *err);
/* In hc_changed: in which columns the document differs from the one numbered
 * old, whose imprint is before, and those in which that one differs from the
 * one that the last run saw. A table of which there are more rows, fewer, or
 * under other numbers differs as a whole. */
int imprint_compare(const struct imprint *before, struct writer *writer,
	struct db *db, long document, long old, struct error *err);
void imprint_free(struct imprint *imprint); /* NULL is fine */

#endif
