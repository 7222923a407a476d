#ifndef CELL_NUMBER_H
#define CELL_NUMBER_H

#include "intake/cell.h"

struct attribute;

/* A number as a document writes it: no exponent, no noughts in front or at the
 * end of its decimals. */
struct number {
	char text[48];
	int ndecimals;
};

/* Of a number cell: by its first 15 digits, which is what a sheet has of it;
 * rounded where the format shows two decimals. */
enum cell_why number_of_cell(struct number *out, const struct cell *cell);
/* Of a text: 1,234.50, 1234元, 1.2万; the unit behind it is one of a's. */
enum cell_why number_of_text(struct number *out, const char *folded,
	const struct attribute *a, const struct layout *layout);

/* Do the words that its format writes beside the number leave it what it is:
 * signs, and units of the fact that raise it by as much as it was divided? */
bool number_words_fit(const struct cell *cell, const struct attribute *a,
	const struct layout *layout);
/* The same beside a date: what may stand between its parts. */
bool date_words_fit(const struct cell *cell, const struct layout *layout);

#endif
