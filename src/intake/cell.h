#ifndef CELL_H
#define CELL_H

#include <stdbool.h>
#include "base/lang.h"
#include "base/strbuf.h"
#include "lib/grid.h"
#include "schema/model.h"

struct arena;
struct layout;

/* By which a cell is read. */
struct cell_reader {
	const struct layout *layout; /* what is written for nothing */
	bool is_1904;
	struct arena *arena; /* for what is needed on the way */
};

/*
 * What a cell of a spreadsheet says, as a document would write it. In doubt it
 * says nothing: a value that is refused can be put right, one that is wrong
 * is believed.
 */
enum cell_answer { CELL_SAYS, CELL_SAYS_NOTHING, CELL_REFUSED };

/* Why a cell was refused; words for it: cell_reason. */
enum cell_why {
	WHY_NONE,
	WHY_ERROR,     /* #N/A, or a formula without its value */
	WHY_DESTROYED, /* digits that Excel has thrown away */
	WHY_NUMBER,    /* no number, or one that can be read in two ways */
	WHY_DECIMALS,  /* more decimals than the fact has */
	WHY_SHOWN,     /* the sheet shows something else than it holds */
	WHY_WHOLE,     /* not a whole number */
	WHY_YES_NO,
	WHY_CODE,
	WHY_DATE,  /* no date, or one that can be read in two ways */
	WHY_DAY,   /* a date without its day or its year */
	WHY_DATED, /* a date where none is due */
	WHY_TIME,
	WHY_TEXT,    /* true or false, or blanks within an id */
	WHY_SEVERAL, /* numbers in one cell */
	WHY_UNIT,    /* in another unit than the fact's */
	WHY_SCHEMA,  /* beyond what the schema allows */
	WHY_DIFFERS, /* from another cell on the same fact */
};

/* The value of the fact (attribute NULL: free text), added to out. */
enum cell_answer cell_value(struct strbuf *out, enum cell_why *why,
	const struct attribute *a, const struct cell *cell,
	const struct cell_reader *reader);
/* Its text as it stands, without blanks at its ends; for titles and names.
 * Numbers as digits. The caller's. */
char *cell_shown(const struct cell *cell);
/* A plain sentence in Chinese (0) or English (1), without the choices. */
const char *cell_reason(enum cell_why why, enum lang lang);

#endif
