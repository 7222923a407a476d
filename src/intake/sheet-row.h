#ifndef SHEET_ROW_H
#define SHEET_ROW_H

#include "intake/sheet.h"

struct arena;

/* The table whose rows are looked at. */
struct sheet_rows {
	const struct layout *layout;
	struct sheet *sheet; /* units below the header are noted there */
	const struct fact *key_fact; /* the id's, or NULL */
	struct arena *arena;
};

/* What a row is that is no record: IGNORED_LAST, it may be one. Where it has an
 * id, only that tells. *is_lost is set by a header: is it another than the
 * sheet's, so that what is below cannot be told? */
enum ignored sheet_row_kind(const struct sheet_rows *rows,
	const struct cell *cells, size_t n, bool *is_lost);
/* Does something stand for the id that is none: words without a digit or a
 * letter, a date? */
bool sheet_is_no_key(
	const struct layout *layout, const struct fact *fact, const char *key);

/* Is it another sort of id than that of the first row? Where that is long, a
 * short one numbers something else. */
bool sheet_is_odd_id(
	struct sheet *sheet, const struct fact *fact, const char *key);
/* Is there something in columns from this on? */
bool sheet_has_cells_beyond(const struct cell *cells, size_t n, long width);

/* Does the row show how to fill one in? */
bool sheet_is_example(const struct layout *layout, struct arena *arena,
	const struct cell *cells, size_t n);

/* Cells that are there themselves, not by a merge. */
uint64_t sheet_count_cells(const struct cell *cells, size_t n);
/* The cell of a column; NULL: none. */
const struct cell *sheet_find_cell(
	const struct cell *cells, size_t n, long column);
/* The same; *i: where to go on, columns come in order. */
const struct cell *sheet_next_cell(
	const struct cell *cells, size_t n, size_t *i, long column);

#endif
