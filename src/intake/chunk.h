#ifndef CHUNK_H
#define CHUNK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"

struct arena;
struct attribute;
struct element;

/* Where a record begins. */
struct place {
	long line;     /* of the document */
	size_t offset; /* in the chunk's data */
};

/* A fact of an element, as the document's text would have it once its
 * references are resolved; terminated, in the chunk's arena. */
struct told_value {
	const struct attribute *attribute; /* NULL: the element's text */
	const char *text;
	uint32_t n;
	bool holds; /* the attribute's facets were asked */
};

/* What a parser would tell of a chunk: an element begins (of one that is text:
 * it ends as well), or one ends (element NULL). */
struct told_element {
	const struct element *element;
	long line;	 /* of the document */
	size_t first, n; /* among the values */
	bool is_plain;	 /* no value needs a reference */
};

/* Whole records of a document. */
struct chunk {
	char *data; /* a complete document: root tag, records, root end tag */
	size_t n;
	size_t root_tag, end_tag; /* where the first ends, the last begins */
	long line; /* of the document, that line 1 of data stands for */
	struct place *records;
	size_t nrecords;
	/* The same once more, where it need not be parsed; arena: NULL, it
	 * has to be. */
	struct arena *arena;
	struct told_element *told;
	size_t ntold;
	struct told_value *values;
};
void chunk_clear(struct chunk *chunk);

/* Where the chunks of a document come from. */
struct source {
	/* The document with its root but without its records. */
	const char *(*header)(const void *arg, size_t *n);
	/* The next chunk: 1, 0 at the document's end, -1. The chunk is the
	 * caller's. A document without records has no chunk. */
	int (*next)(void *arg, struct chunk *out, struct error *err);
	/* Bytes of the document so far. */
	uint64_t (*read)(const void *arg);
	/* SHA-256 of its bytes in hex, after next has answered 0. */
	const char *(*sha256)(const void *arg);
	void (*close)(void *arg);
	void *arg;
};

#endif
