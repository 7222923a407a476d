#ifndef BATCH_H
#define BATCH_H

#include <stddef.h>

struct arena;
struct element;
struct table;
struct value;

/*
 * Rows on their way into the database: what intake makes of a piece of a
 * document, and the records of it that were rejected.
 */
struct row {
	const struct element *element;
	const struct table *table;
	long parent; /* index in the batch, -1 for a record */
	long line;   /* of the file */
	struct value *values;
};

/* One fault of a record that was rejected. */
struct reject {
	long line;
	const char *record;  /* its id, or NULL */
	char code[16];	     /* XSD-1839, CODE */
	const char *text[2]; /* a plain sentence, zh and en */
};

/* A record that was taken. */
struct taken {
	size_t row;		  /* its first */
	unsigned char sha256[32]; /* of its bytes and of where it stands */
};

struct batch {
	struct arena *arena; /* texts of the rows */
	struct row *rows;
	size_t nrows, cap;
	struct taken *taken; /* in the order of their rows */
	size_t ntaken, taken_cap;
	struct reject *rejects;
	size_t nrejects, reject_cap;
	size_t records, rejected;
};

/* Free what it holds; it can be filled anew. */
void batch_clear(struct batch *batch);

#endif
