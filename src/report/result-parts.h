#ifndef RESULT_PARTS_H
#define RESULT_PARTS_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

/*
 * A result document read once, in a stream. The tree is the document as far
 * as it was read, but only some parts at a time hold their findings, so memory
 * does not grow with them: those before are empty, and so is the one that
 * comes next, which is there already to be linked to.
 */
struct _xmlDoc;
struct parts;

/* Of the households that exit, which may be many: none of them, those that an
 * annex lists, all, or some at a time by parts_some_exits. Of the reasons of
 * rejection those that a report lists; with PARTS_ALL all. */
enum parts_exits {
	PARTS_NO_EXITS,
	PARTS_LISTED_EXITS,
	PARTS_ALL,
	PARTS_EXITS_LATER
};

/* Reads everything before the parts or, with PARTS_EXITS_LATER, before the
 * first exit. Without homes no part has its <home>s, what visits want to know
 * of households: most of the document. */
int parts_open(struct parts **out, const char *path, enum parts_exits which,
	bool homes, struct error *err);
void parts_close(struct parts *p); /* NULL is fine */

struct _xmlDoc *parts_tree(struct parts *p); /* borrowed */
/* Findings of all parts together, as the document's totals say. */
size_t parts_findings(const struct parts *p);
/* The next n exits in place of those before: 1, or 0 after the last; *before
 * is how many came before. Then parts can be read. */
int parts_some_exits(
	struct parts *p, size_t n, size_t *before, struct error *err);

/* From now on a part that is emptied keeps what part-index.h says; but no part
 * its <find> where all of them were too long for one page. */
void parts_keep_index(struct parts *p);
/* Nor any part, where a page with all of it is too large. */
void parts_drop_find(struct parts *p);

/* What the head tells of each village and area besides its counts is out of
 * the tree until it is put back: a stylesheet looks at the whole tree each
 * time. */
void parts_put_away(struct parts *p);
void parts_put_back(struct parts *p);

/* Empty the parts that are full and fill those of the next page: 1, or 0 after
 * the last. *page is its number. */
int parts_page(struct parts *p, long *page, struct error *err);
/* The same with as many parts as have so many findings together, and one at
 * least: each application of a stylesheet looks at the whole head again. */
int parts_some(struct parts *p, size_t findings, struct error *err);
/* Fill all parts, for a document that is small; 1 as soon as more than most
 * findings and what is listed stand in them. */
int parts_fill(struct parts *p, size_t most, struct error *err);

#endif
