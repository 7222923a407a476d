#ifndef STORE_H
#define STORE_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"

struct attribute;
struct batch;
struct db;
struct element;
struct model;
struct row;
struct table;

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
 * on from those there are, but see store_find. */
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
/* Find the rows of a document, which then is the current one. Those of the next
 * are given their numbers, as far as these go: where the same comes again, what
 * was before what stays so. */
int store_find(struct writer *store, long document, struct error *err);
/* Do those of the document that was put in in its place stand among those of
 * other documents where its rows stood? */
bool store_is_in_order(const struct writer *store);
/* Take everything of the document out that was found. */
int store_delete(struct writer *store, struct error *err);

/* Where in a table the rows of the current document stand: of the one that was
 * found, or of the one that was put in since. */
struct store_rows {
	const struct table *table;
	const char *name;    /* of the table, in the database */
	int64_t first, last; /* first > last: it has none */
	long document;
};

/* Until store_begin: of each row that is put in, its table's place in the order
 * of store_each, and the numbers of the row and of that which it stands in
 * (parent; 0: in none). */
typedef void store_watch_fn(void *arg, size_t table, const struct row *row,
	int64_t number, int64_t parent);
void store_watch(struct writer *store, store_watch_fn *f, void *arg);

/* Each table, always in the same order. */
int store_each(struct writer *store,
	int (*f)(void *arg, const struct store_rows *rows, struct error *err),
	void *arg, struct error *err);

#endif
