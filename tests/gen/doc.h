#ifndef GEN_DOC_H
#define GEN_DOC_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "rand.h"

/*
 * One XML document, written as it comes: elements are opened, given their
 * attributes, then children or text, and closed. What is absent (NULL or
 * empty text, NO_DAY, a negative flag) leaves no attribute.
 */
struct doc {
	FILE *file;
	const char *names[6];
	int depth;
	bool in_tag; /* the last opened element still takes attributes */
};

/* Open the file and the root element. -1 with errno where that fails. */
int doc_start(
	struct doc *d, const char *dir, const char *file, const char *root);
int doc_end(struct doc *d); /* -1 with errno where not all was written */

void doc_open(struct doc *d, const char *name);
void doc_close(struct doc *d);
void doc_text(struct doc *d, const char *name, const char *text);

void doc_attr(struct doc *d, const char *name, const char *value);
void doc_int(struct doc *d, const char *name, int64_t value);
void doc_flag(struct doc *d, const char *name, int value); /* true, false */
void doc_bit(struct doc *d, const char *name, int value);  /* 1, 0 */
void doc_day(struct doc *d, const char *name, int day);
void doc_hundredths(struct doc *d, const char *name, int64_t value);

#endif
