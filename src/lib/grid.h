#ifndef GRID_H
#define GRID_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

/*
 * Tables of others' making, row by row: sheets of a workbook, a text with
 * separators, tables of a web page. What a cell means is not known here.
 */
enum cell_kind {
	CELL_BLANK,
	CELL_TEXT,
	CELL_NUMBER,
	CELL_DATE,  /* a number that its format shows as a date or a time */
	CELL_BOOL,  /* "1" or "0" */
	CELL_ERROR, /* #N/A and the like, or a formula without its value */
};

/* What a date's format shows of it. */
enum cell_shows {
	SHOWS_YEAR = 1,
	SHOWS_MONTH = 2,
	SHOWS_DAY = 4,
	SHOWS_TIME = 8,
	SHOWS_WEEKDAY = 16
};

/* Where a cell has its value from: itself, the cell above that it was merged
 * with, or one to the left. */
enum cell_merged { MERGED_NOT, MERGED_DOWN, MERGED_ACROSS };

struct cell {
	enum cell_kind kind;
	enum cell_merged merged;
	long column; /* counted from 0 */
	/* TEXT: the text. NUMBER and DATE: the number as the file has it, such
	 * as 12.5 or 1.5E+17. */
	const char *text;
	size_t n;
	/* NUMBER: digits that the format wants before the point at least (000
	 * asks for three) and behind it (-1: any); is it shown in percent? */
	int digits, decimals;
	bool is_percent;
	int unshown; /* NUMBER: digits before the point that it leaves out */
	/* its format shows another number, another day, or another text */
	bool is_odd;
	/* What the format writes beside a number or a date, NULL: nothing; and
	 * by how many digits it divides the number. */
	const char *words;
	int shift;
	unsigned shows; /* DATE: cell_shows */
	bool is_quoted; /* text of a formula ="…" that keeps it text */
	/* TEXT: a field in quotation marks that may hold rows below it */
	bool holds_rows;
	bool is_formula; /* NUMBER: a formula's */
};

struct grid_sheet {
	const char *name; /* "" where there is none */
	bool is_hidden;
	bool is_1904; /* its dates count from 1904-01-01 */
	/* Of a text with separators: each row ends with its last field, blank
	 * or not, so that one that is too long is seen. */
	bool is_text;
};

/* What they answer but 0 ends the reading: 1 of sheet leaves this sheet out,
 * -1 with err. Rows count from 1 and come in order; those without a cell may
 * be left out. Cells come by column, blank ones may be left out; they are
 * borrowed until the answer. */
struct grid_events {
	int (*sheet)(
		void *arg, const struct grid_sheet *sheet, struct error *err);
	int (*row)(void *arg, long row, const struct cell *cells, size_t n,
		struct error *err);
	/* NULL, or: where merged cells are found only behind rows that were
	 * told already, it is set and the reading ends with -1. It has to be
	 * begun again then, with NULL. */
	bool *merged_later;
};

/* What a file is, by its content. */
enum grid_kind {
	GRID_XML, /* of ours, or none that is known */
	GRID_XLSX,
	GRID_OFFICE, /* .xls, .ods, .et: by LibreOffice */
	GRID_HTML,
	GRID_ARCHIVE, /* web pages in one file, .mht */
	GRID_TEXT,
	GRID_LOCKED,  /* a workbook that wants a password */
	GRID_FOREIGN, /* something else; what tells */
};
/* *what is a word for messages (translated, static). */
int grid_kind(enum grid_kind *kind, const char **what, const char *path,
	struct error *err);

/* Can a sheet be called so in a workbook that only LibreOffice reads? Looked
 * for in its bytes, so that it need not be started for those where it cannot.
 */
bool grid_may_name(const char *path, const char *sheet);

/* name is what messages call the file. ERR_INPUT where it cannot be read to
 * its end. */
int grid_read(const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err);

/* The same, a large file by a thread of its own: finding the next rows goes on
 * while the caller takes some. */
int grid_read_ahead(const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err);

/* Limits that no honest sheet reaches. */
enum { GRID_COLUMNS = 16384, GRID_ROWS = 1048576, GRID_SHEETS = 1000 };

/* The readers behind it. */
int grid_xlsx(const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err);
int grid_text(const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err);
int grid_html(const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err);
int grid_archive(const char *path, const char *name,
	const struct grid_events *events, void *arg, struct error *err);

#endif
