#ifndef SHEET_HEADER_H
#define SHEET_HEADER_H

#include "intake/sheet.h"

/* Rows at the beginning of a sheet, kept until its header is known. */
struct kept_row {
	long row;
	struct cell *cells; /* with texts of their own */
	size_t n;
};

/* Where the header is among the rows, and what its columns are: fills row,
 * record, kind, header, columns and titles. *last: the index behind the header.
 * sheet->row stays NULL where there is none; *tie where two kinds of rows fit
 * alike. */
struct header_search {
	const struct layout *layout;
	struct header_memo *memo;
};
void sheet_find_header(struct sheet *sheet, const struct header_search *how,
	const struct kept_row *rows, size_t n, size_t *last, bool *tie);

/* A row that is no record: does it tell a unit of the amounts above it? */
void sheet_note_unit(struct sheet *sheet, const struct layout *layout,
	const struct cell *cells, size_t n);

#endif
