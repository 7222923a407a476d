#ifndef SHEET_TITLES_H
#define SHEET_TITLES_H

#include "intake/sheet-header.h"

/*
 * The titles that one row or several would give a sheet's columns. For
 * sheet-header.c alone.
 */
struct titles {
	char **shown, **folded;
	char **over; /* the headings above a title, a line each; "" none */
	long *columns;
	size_t n, cap;
};

void titles_clear(struct titles *titles);

/* Of a header of one row; next: the row below it, or NULL. */
struct titles titles_one(const struct layout *layout,
	const struct kept_row *row, const struct kept_row *next);
/* Of n rows: a title is what stands lowest, below its headings. */
struct titles titles_of_rows(
	const struct layout *layout, const struct kept_row *rows, size_t n);
/* How many rows a header has that begins here, by cells that are merged down:
 * 1, it has but one, or nothing says more. */
size_t titles_depth(const struct kept_row *rows, size_t n);
/* Headings in rows above the header. Those over this column are of the table as
 * a whole. */
void titles_add_above(struct titles *titles, const struct layout *layout,
	const struct kept_row *rows, size_t header, long column);
/* Has no row anything between these columns? */
bool titles_are_apart(
	const struct kept_row *rows, size_t n, long from, long to);
/* The last column in which the row has something, -1 none. */
long titles_last_column(const struct kept_row *row);

#endif
