/*
 * Merged cells filled: see grid-merges.h.
 */
#include "config.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "lib/grid-merges.h"

#define MAX_MERGES 1000000
#define MAX_OPEN 2048  /* beside each other, which no honest sheet has */
#define MAX_ACROSS 256 /* a title over all columns need not be repeated */

struct open_merge {
	struct grid_merge at;
	struct cell cell; /* of its first cell; its text is ours */
	bool has_value;
};

struct grid_merges {
	struct grid_merge *all;
	size_t n, cap, next; /* those before next have begun */
	bool sorted;
	struct open_merge *open;
	size_t nopen, open_cap;
	bool too_many; /* open at once */
	struct cell *cells;
	size_t cells_cap;
};

struct grid_merges *
grid_merges_new(void)
{
	return xcalloc(1, sizeof(struct grid_merges));
}

static void
close_merge(struct grid_merges *m, size_t i)
{
	free((char *)(uintptr_t)m->open[i].cell.text);
	m->open[i] = m->open[--m->nopen];
}

void
grid_merges_clear(struct grid_merges *m)
{
	while (m->nopen > 0)
		close_merge(m, 0);
	m->n = m->next = 0;
	m->sorted = false;
}

size_t
grid_merges_count(const struct grid_merges *m)
{
	return m->n;
}

bool
grid_merges_are_too_many(const struct grid_merges *m)
{
	return m->too_many;
}

void
grid_merges_free(struct grid_merges *m)
{
	if (m == NULL)
		return;
	grid_merges_clear(m);
	free(m->all);
	free(m->open);
	free(m->cells);
	free(m);
}

void
grid_merges_add(struct grid_merges *m, const struct grid_merge *merge)
{
	if (m->n == MAX_MERGES)
		return;
	if (m->n == m->cap) {
		m->cap = m->cap > 0 ? m->cap * 2 : 64;
		m->all = xreallocarray(m->all, m->cap, sizeof *m->all);
	}
	m->all[m->n] = *merge;
	if (merge->last_column - merge->column > MAX_ACROSS)
		m->all[m->n].last_column = merge->column + MAX_ACROSS;
	m->n++;
	m->sorted = false;
}

static int
by_row(const void *a, const void *b)
{
	const struct grid_merge *x = a, *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return (x->column > y->column) - (x->column < y->column);
}

static void
begin_merge(struct grid_merges *m, const struct grid_merge *at, long row,
	const struct cell *cells, size_t n)
{
	struct open_merge *o;

	/* No program lets merges overlap; the first has the cells. */
	for (size_t i = 0; i < m->nopen; i++) {
		if (at->column <= m->open[i].at.last_column &&
			at->last_column >= m->open[i].at.column)
			return;
	}
	if (m->nopen == MAX_OPEN) {
		m->too_many = true;
		return;
	}
	if (m->nopen == m->open_cap) {
		m->open_cap = m->open_cap > 0 ? m->open_cap * 2 : 16;
		m->open = xreallocarray(m->open, m->open_cap, sizeof *m->open);
	}
	o = &m->open[m->nopen++];
	*o = (struct open_merge){ .at = *at };
	for (size_t i = 0; i < n && row == at->row; i++) {
		if (cells[i].column != at->column ||
			cells[i].kind == CELL_BLANK)
			continue;
		o->cell = cells[i];
		o->cell.text = xstrndup(cells[i].text, cells[i].n);
		o->cell.n = strlen(o->cell.text);
		o->has_value = true;
	}
}

static void
put(struct grid_merges *m, size_t *n, const struct cell *cell)
{
	if (*n == m->cells_cap) {
		m->cells_cap = m->cells_cap > 0 ? m->cells_cap * 2 : 64;
		m->cells = xreallocarray(
			m->cells, m->cells_cap, sizeof *m->cells);
	}
	m->cells[(*n)++] = *cell;
}

/* The value of a merge for a cell that is not its first; NULL: in none. */
static const struct open_merge *
covering(const struct grid_merges *m, long row, long column)
{
	for (size_t i = 0; i < m->nopen; i++) {
		const struct grid_merge *at = &m->open[i].at;

		if (column >= at->column && column <= at->last_column &&
			(row != at->row || column != at->column))
			return &m->open[i];
	}
	return NULL;
}

static int
by_column(const void *a, const void *b)
{
	const struct cell *x = a, *y = b;

	return (x->column > y->column) - (x->column < y->column);
}

const struct cell *
grid_merges_fill(
	struct grid_merges *m, long row, const struct cell *cells, size_t *n)
{
	size_t filled = 0;

	if (!m->sorted && m->n > 0)
		qsort(m->all, m->n, sizeof *m->all, by_row);
	m->sorted = true;
	for (size_t i = 0; i < m->nopen;) {
		if (m->open[i].at.last_row < row)
			close_merge(m, i);
		else
			i++;
	}
	while (m->next < m->n && m->all[m->next].row <= row) {
		if (m->all[m->next].last_row >= row)
			begin_merge(m, &m->all[m->next], row, cells, *n);
		m->next++;
	}
	if (m->nopen == 0)
		return cells;
	for (size_t i = 0; i < *n; i++) {
		if (covering(m, row, cells[i].column) == NULL)
			put(m, &filled, &cells[i]);
	}
	for (size_t i = 0; i < m->nopen; i++) {
		const struct open_merge *o = &m->open[i];

		for (long c = o->at.column;
			o->has_value && c <= o->at.last_column; c++) {
			struct cell cell = o->cell;

			if (row == o->at.row && c == o->at.column)
				continue;
			cell.column = c;
			cell.merged = c == o->at.column ? MERGED_DOWN
							: MERGED_ACROSS;
			put(m, &filled, &cell);
		}
	}
	if (filled > 0)
		qsort(m->cells, filled, sizeof *m->cells, by_column);
	*n = filled;
	return m->cells;
}
