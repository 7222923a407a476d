#ifndef CONTENT_H
#define CONTENT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

struct batch;
struct db;

/*
 * What of a document each village has, as a hash (hc_content in
 * schemas/store.sql): of the records with rows of the village, in their order
 * and each with its line. So a document that comes again tells which villages
 * it changes, and the next check need not look at the others.
 */
struct content;

/* head: the document without its records. It belongs to what is of no village,
 * as do records with a row in which the village is blank. */
struct content *content_new(const char *head, size_t n);
void content_add(struct content *content, const struct batch *batch);
int content_store(const struct content *content, struct db *db, long document,
	struct error *err);
void content_free(struct content *content); /* NULL is fine */

/* What is known here of a document, and which facts it lacked, under the number
 * -document: another comes under its own. */
int content_set_aside(struct db *db, long document, struct error *err);
/* A document stands in place of the one that was set aside under the number
 * old, whose rows are gone (ties_forget). *like: the last run saw it, and it
 * differs from what that saw in villages alone (hc_touched); else it is as new.
 * in_order: its rows stand among those of other documents where the old one's
 * stood. */
int content_compare(struct db *db, long document, long old, bool in_order,
	bool *like, struct error *err);

#endif
