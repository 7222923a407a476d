#ifndef SHEET_NAMES_H
#define SHEET_NAMES_H

#include <stddef.h>

/*
 * The names of a workbook's sheets: what Excel accepts, at most XLSX_NAME units
 * of UTF-16, each once whatever the case of its letters.
 */
struct sheet_names {
	char **items;
	size_t n, room;
};

/* A name for a sheet that would be called so: without the characters that a
 * name cannot have, in brackets where it would read as a cell. *copies counts
 * the sheets of this name, from 0; from the second on it stands behind, " (2)".
 * Borrowed until sheet_names_clear. */
const char *sheet_names_next(
	struct sheet_names *names, const char *wanted, long *copies);
void sheet_names_clear(struct sheet_names *names);

#endif
