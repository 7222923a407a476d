#ifndef COMPARE_BOOK_H
#define COMPARE_BOOK_H

#include "base/errors.h"

struct comparison;
struct finding_words;

/* Two runs held against each other (compare_make) as a workbook: the counts,
 * and a sheet for each state. It is there whole or not at all. */
int compare_book_write(const char *path, const struct comparison *c,
	const struct finding_words *words, struct error *err);

#endif
