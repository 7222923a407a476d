#ifndef COMPARE_BOOK_H
#define COMPARE_BOOK_H

#include "base/errors.h"

struct comparison;
struct db;
struct finding_words;

/* Two runs held against each other (temp.compared, see compare_make) as a
 * workbook: the counts, and a sheet for each state. It is there whole or not at
 * all. */
int compare_book_write(const char *path, const struct comparison *c,
	struct db *db, const struct finding_words *words, struct error *err);

#endif
