#ifndef SHEET_READER_H
#define SHEET_READER_H

#include "base/strbuf.h"
#include "intake/sheet-header.h"

struct arena;

/* For sheet.c and sheet-refuse.c alone. */

#define HEADER_ROWS 15

/* While a file is read. */
struct reader {
	const char *name;
	size_t file, number; /* of this sheet */
	size_t nsheets;
	const struct layout *layout;
	struct header_memo *headers;
	const struct sheet_sink *sink;
	void *arg;
	struct sheet *sheet; /* the open one, or NULL */
	bool is_lost;	     /* below a header that is another one */
	struct kept_row kept[HEADER_ROWS];
	size_t nkept;
	bool begun;	 /* the sheet is the sink's */
	bool is_decided; /* the header was looked for */
	bool is_facts;	 /* the sheet of the documents' headers */
	/* of the row being read */
	uint64_t refused;    /* of the sheet before it */
	struct arena *arena; /* for some rows */
	size_t arena_rows;
	struct strbuf own, outer; /* facts of the row, and of its record */
	size_t nown, nouter;
	struct strbuf value; /* of the cell */
	char *key, *owner, *village;
	const struct fact *key_fact;
	struct strbuf last_key; /* the id's cell of the row before */
	long run;		/* the first of the rows with this id */
};

void sheet_ignore_row(
	struct reader *r, const struct cell *cells, size_t n, enum ignored why);
/* Takes what the refusal holds. */
void sheet_refuse(struct reader *r, struct refusal *refusal);
/* The whole row: what was taken of it counts as refused. used: what had been
 * used before it. */
void sheet_refuse_row(struct reader *r, long row, uint64_t used, const char *zh,
	const char *en);
void sheet_refuse_cell(struct reader *r, struct sheet_column *c, long row,
	const struct cell *cell, enum cell_why why);
/* A cell of a column that cannot be read. counts: it is there itself. */
void sheet_refuse_column(
	struct reader *r, struct sheet_column *c, long row, bool counts);
/* One that is merged over rows, or columns, that are others'. */
void sheet_refuse_merged(
	struct reader *r, struct sheet_column *c, long row, bool across);
/* Three values for --explain, so that nobody is known by them. */
void sheet_keep_sample(struct sheet_column *c, const char *value);

#endif
