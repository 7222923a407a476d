#ifndef WORKLIST_H
#define WORKLIST_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

struct db;
struct decisions;

/*
 * The list of problems that comes home: a workbook that a report made and
 * people filled in. A hidden sheet of it says what it is, of which street and
 * year, and how its columns and the decisions are called; so does the heading
 * of the last column of each sheet, for one that was saved as text. Rows are
 * known by the identity in them, wherever they stand.
 */
int worklist_is(bool *is, const char *path, struct error *err);
/* Record what it says; name is what messages call it. Of another street or
 * year: ERR_INPUT, and nothing is recorded. */
int worklist_take(struct db *db, const char *path, const char *name,
	struct decisions *decisions, struct error *err);

/* The mark of a row, by which one sees that its locked cells are as they were:
 * a hash of their texts, in which white space counts for nothing. */
enum { WORKLIST_MARK = 9 };
void worklist_mark(const char *const *texts, size_t n, char out[WORKLIST_MARK]);

#endif
