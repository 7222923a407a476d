#ifndef CONTENT_H
#define CONTENT_H

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

/* The document now stands in place of one whose rows are gone (ties_forget),
 * but not yet its hc_content, hc_undelivered and hc_usual. Where the last run
 * saw that one, keep in which villages the two differ (hc_like, hc_touched).
 * Where they differ in what is of no village, it is as new. */
int content_compare(struct db *db, long document, long old, struct error *err);

#endif
