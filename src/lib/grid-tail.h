#ifndef GRID_TAIL_H
#define GRID_TAIL_H

#include "lib/grid.h"
#include "lib/grid-merges.h"

/*
 * Which cells of a sheet are merged, found in its bytes without a parser. For
 * grid-xlsx.c.
 */
struct grid_tail {
	struct grid_merges *merges; /* the caller's, filled */
	char last[16];		    /* bytes, until the first of them */
	size_t nlast;
	bool has_any;
	char tag[256]; /* behind "<", so far */
	size_t n;
	bool in_tag;
};

/* The next bytes of the sheet. */
void grid_tail_take(struct grid_tail *tail, const void *bytes, size_t n);

/* "BC12" gives 54 and 12. */
void grid_parse_ref(const char *s, long *column, long *row);

#endif
