#ifndef MAPPING_H
#define MAPPING_H

#include "intake/context.h"
#include "records/batch.h"

/*
 * From the facts of an element to the values of a row: look codes up, store
 * each value as the model says, derive what follows from it.
 */

/* Where a fact stands, for its faults. */
struct spot {
	long line; /* as the caller counts */
	const char *element;
};

struct mapper {
	struct batch *batch; /* takes rows; its arena takes texts */
	const struct intake_context *in;
	/* A code that its list does not have, or not for the year. */
	void (*fault)(void *arg, const char *code, const char *reason,
		const struct spot *spot, const char *attribute);
	void *arg;
};

/* A new row in the batch, its kind and what it takes over from its parent in
 * place; its index. line is the file's; parent is -1 for a record. */
long map_row(struct mapper *m, const struct element *e, long line, long parent);
/* Blank facts have derived columns too (form "none"): before map_value. */
void map_blanks(struct mapper *m, const struct element *e, struct row *row);
/* s must live as long as the batch. */
void map_value(struct mapper *m, struct row *row, const struct attribute *a,
	const char *s, const struct spot *spot);
void map_text(struct value *v, const char *s); /* blank: NULL */
/* The text of an element that holds nothing else. */
void map_free_text(struct mapper *m, struct row *row, const struct element *e,
	const char *s);

#endif
