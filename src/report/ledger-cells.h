#ifndef LEDGER_CELLS_H
#define LEDGER_CELLS_H

#include "base/lang.h"
#include "lib/xlsx.h"
#include "report/ledger-form.h"

struct codes;
struct strbuf;

/*
 * What a column of ledgers looks like, takes, and says of itself.
 */

/* Formats of cells, then the same in grey for examples, then what else there
 * is on a sheet. */
enum ledger_style {
	LEDGER_TEXT,
	LEDGER_DAY,
	LEDGER_WHOLE,
	LEDGER_DECIMAL,
	LEDGER_FORMATS,
	LEDGER_TITLE = LEDGER_FORMATS * 2,
	LEDGER_HELP,
	LEDGER_HEAD,
	LEDGER_NEEDED,
	LEDGER_PLAIN,
	LEDGER_LINK,
	LEDGER_LINED,
	LEDGER_BARE, /* a column's own: the formats without lines */
	LEDGER_STYLES = LEDGER_BARE + LEDGER_FORMATS
};

#define LEDGER_COUNT_WIDTH 14
#define LEDGER_PAGE_WIDTH 180 /* columns of an A4 page at the least size */

/* The code lists of all sheets, each once, in the order of their columns. */
struct ledger_lists {
	const struct code_list **items;
	size_t n;
};

void ledger_lists_add(struct ledger_lists *lists,
	const struct ledger_column *column, const struct codes *codes);

int ledger_format(const struct ledger_column *column);
/* What a column takes, in characters of half width; and a list's labels. */
double ledger_list_width(const struct code_list *list);
double ledger_width(
	const struct ledger_column *column, const struct codes *codes);
/* Points that a text of small letters takes in a column of this width. */
double ledger_height(const char *text, double width);
/* How to fill it in, in place of what sb held. */
void ledger_help(
	struct strbuf *sb, const struct ledger_column *column, enum lang lang);
/* A value as the schema writes it; NULL: none. */
const char *ledger_example(const struct ledger_column *column);
/* What may be typed. *range is the caller's, and what the rule points to. */
struct xlsx_rule ledger_rule(const struct ledger_column *column,
	const struct ledger_lists *lists, const struct codes *codes,
	const char *sheet, char **range);

#endif
