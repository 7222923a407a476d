#ifndef GRID_MERGES_H
#define GRID_MERGES_H

#include "lib/grid.h"

/*
 * Cells that were merged: each takes the value of the first. Between a reader
 * and the events.
 */
struct grid_merges;

struct grid_merge {
	long row, column, last_row, last_column; /* rows from 1 */
};

struct grid_merges *grid_merges_new(void);
void grid_merges_free(struct grid_merges *m); /* NULL is fine */
void grid_merges_clear(struct grid_merges *m);
void grid_merges_add(struct grid_merges *m, const struct grid_merge *merge);
/* The row with its merged cells filled, borrowed until the next; *n changes.
 * Rows come in order. */
const struct cell *grid_merges_fill(
	struct grid_merges *m, long row, const struct cell *cells, size_t *n);

/* More of them beside each other than are filled. */
/* Those that were added. */
size_t grid_merges_count(const struct grid_merges *m);
bool grid_merges_are_too_many(const struct grid_merges *m);

#endif
