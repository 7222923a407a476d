#ifndef IMPORT_VILLAGES_H
#define IMPORT_VILLAGES_H

#include <stddef.h>
#include "base/errors.h"
#include "intake/import-find.h"

struct db;
struct import_opts;
struct tables;

/*
 * Tables may say a village by its name. What a name means is known by the
 * villages of the documents there are: where these change, tables that are not
 * given with them say something else than what was read.
 */

/* Before files are imported: which villages there are, which files come. */
int villages_begin(struct db *db, const struct import_file *files, size_t n,
	struct error *err);
/* Tables may name the villages that stay, whatever comes. */
int villages_know(struct tables *t, struct db *db, struct error *err);
/* After it: tables that did not come, and whose villages are others now, are
 * refused until they do; those with rows that named no village are told. */
int villages_end(
	struct db *db, const struct import_opts *opts, struct error *err);

#endif
