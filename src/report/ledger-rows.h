#ifndef LEDGER_ROWS_H
#define LEDGER_ROWS_H

#include <stdint.h>
#include "report/ledger-form.h"

struct codes;
struct db;

/*
 * What the database holds of one sheet of ledgers, row by row, as its cells
 * show it.
 */
struct ledger_rows;

/* Which documents of a kind. */
struct ledger_choice {
	const char *document; /* its name, or NULL: all */
	const char *prefix;   /* of the tables; "" for most */
};

struct ledger_cell {
	enum { CELL_BLANK, CELL_TEXT, CELL_NUMBER, CELL_DAY } what;
	const char *text; /* borrowed until the next cell */
	double number;	  /* a day: since 1970 */
};

int ledger_rows_open(struct ledger_rows **out, struct db *db,
	const struct ledger_sheet *sheet, const struct ledger_choice *choice,
	struct error *err);
void ledger_rows_free(struct ledger_rows *rows); /* NULL is fine */
/* 1: a row, 0: no more, -1. */
int ledger_rows_next(struct ledger_rows *rows, struct error *err);
/* The number of the row in the database, and of the one it stands in. */
int64_t ledger_rows_row(const struct ledger_rows *rows);
int64_t ledger_rows_parent(const struct ledger_rows *rows);
void ledger_rows_cell(struct ledger_rows *rows, size_t column,
	const struct codes *codes, struct ledger_cell *out);

/* Does the key of an element's rows stand in more than one of them? */
int ledger_rows_ambiguous(bool *out, struct db *db,
	const struct ledger_sheet *child, const struct ledger_choice *choice,
	struct error *err);

/* A value as the schema writes it, as a cell shows it: labels for codes. */
void ledger_cell_of(struct ledger_cell *out, struct strbuf *sb,
	const struct ledger_column *column, const char *value,
	const struct codes *codes);

#endif
