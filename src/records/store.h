#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include "base/errors.h"
#include "records/store.h"

struct attribute;
struct batch;
struct db;
struct element;
struct model;

/*
 * Records in the database: its tables made from the model, rows put in, a
 * document taken out. Views and internal tables: schemas/store.sql.
 */
struct writer;

/* SQL: the number of the last run, NULL where nothing was checked yet. */
#define LAST_RUN "(SELECT MAX(id) FROM hc_run)"

/* Make all tables in an empty database. */
int store_create(struct db *db, const struct model *model, struct error *err);
/* The number of this version of the tables. */
int store_version(long *version, struct error *err);
/* Is the database of this version? ERR_SYSTEM where it is of another. */
int store_check(struct db *db, struct error *err);

/* The latest day on which documents were exported (ISO): *day is the caller's,
 * NULL where none says it. */
int store_exported(char **day, struct db *db, struct error *err);

/* For one transaction or more, and document after document; rows are numbered
 * on from those there are. */
int store_open(struct writer **out, struct db *db, const struct model *model,
	struct error *err);
void store_close(struct writer *store); /* NULL is fine */

/* Before the first batch of a document. */
void store_begin(struct writer *store);
/* Put a batch's rows into the tables with this prefix ("" for most). */
int store_batch(struct writer *store, const struct batch *batch,
	const char *prefix, long document, struct error *err);
/* After the last batch of a document: keep which of the facts that the schema
 * calls regular none of its records had, and of its header those that has
 * denies. */
int store_end(struct writer *store, const struct element *header,
	bool (*has)(const void *arg, const char *fact), const void *arg,
	long document, struct error *err);
/* A fact for which the document had no column, which means something usual
 * there: it is compared with nothing. */
int store_usual(struct writer *store, const struct attribute *attribute,
	const struct element *element, const char *prefix, long document,
	struct error *err);
/* A fact (attribute NULL: the element's text) for which the document had no
 * column: it was not delivered, whatever the schema calls regular. */
int store_lacks(struct writer *store, const struct element *element,
	const struct attribute *attribute, const char *prefix, long document,
	struct error *err);
/* Take everything of a document out. */
int store_delete(struct writer *store, long document, struct error *err);

#endif
