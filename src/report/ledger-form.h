#ifndef LEDGER_FORM_H
#define LEDGER_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include "schema/model.h"

/*
 * The form of ledgers as workbooks (doc/spreadsheets.md): which sheets there
 * are and which columns they have, made from the model and nothing else.
 */
struct ledger_column {
	const char *title; /* in Chinese, borrowed from the model */
	const struct hint *hint;
	const struct facets *facets; /* may be NULL */
	const struct code_list *list;
	enum store store;
	bool required;
	bool is_key;   /* the id of the row that the row stands in */
	size_t column; /* of the row's table; a key's: of the parent's */
};

struct ledger_sheet {
	const struct kind *kind;
	const struct element *element;
	char *title;
	struct ledger_column *columns;
	size_t n;
};

struct ledger_form {
	struct ledger_sheet *sheets; /* a parent before its children */
	size_t n;
};

/* Titles that are too long for a workbook or stand twice are an error of the
 * data directory. */
int ledger_form_make(struct ledger_form *out, const struct kind *const *kinds,
	size_t n, struct error *err);
void ledger_form_clear(struct ledger_form *form);

/* An attribute as a column. */
struct ledger_column ledger_column_of(const struct attribute *a);

#endif
