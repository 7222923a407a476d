#ifndef WORKLIST_H
#define WORKLIST_H

#include <stdbool.h>
#include "base/errors.h"

struct db;
struct decisions;

/*
 * The list of problems that comes home: a workbook that a report made and
 * people filled in. A hidden sheet of it says what it is, of which street and
 * year, and how its columns and the decisions are called; rows are known by the
 * identity in them, wherever they stand.
 */
int worklist_is(bool *is, const char *path, struct error *err);
/* Record what it says; name is what messages call it. Of another street or
 * year: ERR_INPUT, and nothing is recorded. */
int worklist_take(struct db *db, const char *path, const char *name,
	struct decisions *decisions, struct error *err);

#endif
