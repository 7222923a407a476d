#ifndef TABLES_RECORD_H
#define TABLES_RECORD_H

#include "intake/tables.h"

struct arena;

/*
 * Records of a document from the pieces that rows have given: pieces of one id
 * come together, and are told apart where the id stands more than once.
 */

/* A fact of a record, and where it was read. */
struct said {
	const struct fact *fact;
	const char *value; /* in the bundle's texts */
	size_t n;
	long column, row;
	size_t sheet;
	bool dropped; /* another cell says otherwise */
};

struct given {
	const struct element *element;
	bool derived;
	size_t sheet, file;
	long row;
	const char *owner, *village;
	struct said *said;
	size_t n;
	bool used;
};

/* One record on its way out. */
struct instance {
	struct said *said;
	size_t n, cap;
	size_t sheet, file;
	long row;
	const char *owner, *village; /* the name */
	const char *code;	     /* of the village, once it is known */
	bool is_derived; /* rows of its members say something of it */
	const struct given **children;
	size_t nchildren;
};

/* Pieces of one id, and the records made of them. */
struct bundle {
	struct tables *t;
	struct table_document *document;
	size_t next;	     /* of the document's pieces */
	struct arena *texts; /* the caller's, who can change it between two */
	struct arena *arena;
	const struct element *record;
	const char *key;
	size_t bundles; /* that the arena holds */
	struct given *given;
	size_t n, cap;
	/* By the number of the fact: tables of the records themselves have it;
	 * NULL: there is none. */
	bool *own;
	const char *around; /* the village that is around the rows of a sheet */
	size_t around_sheet;
	struct instance *instances;
	size_t ninstances;
};

void bundle_open(
	struct bundle *b, struct tables *t, struct table_document *document);
/* The next, whose instances stand until the one after it: 1, 0 none, -1. */
int bundle_next(struct bundle *b, struct error *err);
/* Does the document take this one? A record whose village nobody knows is
 * refused. */
bool bundle_takes(struct bundle *b, struct instance *i);
void bundle_close(struct bundle *b);

#endif
