#ifndef PARTS_H
#define PARTS_H

#include <stddef.h>
#include "errors.h"

/*
 * A result document read in pieces. The tree is the whole document, but its
 * parts stay empty until parts_next fills one: memory does not grow with the
 * number of findings.
 */
struct _xmlDoc;
struct parts;

/* Reads the file once, for everything but the findings. */
int parts_open(struct parts **out, const char *path, struct error *err);
void parts_close(struct parts *p); /* NULL is fine */

struct _xmlDoc *parts_tree(struct parts *p); /* borrowed */
size_t parts_count(const struct parts *p);
size_t parts_findings(const struct parts *p); /* of all parts together */
/* An attribute of the root; the caller's, NULL where there is none. */
char *parts_attr(const struct parts *p, const char *name);

/* Empty the part that is full and fill the next one: 1, or 0 after the last.
 * *number is what the part calls itself. */
int parts_next(struct parts *p, long *number, struct error *err);
/* Fill all parts; for a document that is known to be small. */
int parts_fill(struct parts *p, struct error *err);

#endif
