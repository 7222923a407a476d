#ifndef HISTORY_H
#define HISTORY_H

#include <stdbool.h>
#include "base/errors.h"

struct db;

/*
 * What a result owes to earlier runs and to people, as a document whose
 * elements are rows of hc_ tables (schemas/store.sql): the runs that its trend
 * shows, since when what is found, and the decisions. No name of a person of
 * the records and, where it is masked, no number in what people wrote.
 */
int history_write(
	struct db *db, const char *path, bool masked, struct error *err);

/* Into a database without runs. ERR_SEAL where it is no such document. */
int history_read(struct db *db, const char *path, struct error *err);

#endif
