#ifndef IMPORT_FIND_H
#define IMPORT_FIND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"

struct import_opts;

/* Which files of these there are: XML first. For convert. */
struct import_file {
	char *path, *name;
	uint64_t size, before;
	bool is_table;
	bool is_named;	 /* itself, not its directory */
	bool is_foreign; /* nothing that could be read */
	bool is_office;	 /* LibreOffice has to make it readable */
	/* What it made of it, or NULL; and of the first of several that it made
	 * at one start, where these lie. */
	char *readable, *office_dir;
};
int import_find(struct import_file **files, size_t *n, char **paths, int npaths,
	struct error *err);
/* Reports of hecha's own that lie in a directory with their result, and lists
 * of problems in any, are told and taken out; who names one means it. */
void import_drop_reports(
	struct import_file *files, size_t *n, const struct import_opts *opts);
/* What lies below directories and is not even looked at, for its ending. */
void import_tell_others(
	char **paths, int npaths, const struct import_opts *opts);
void import_free(struct import_file *files, size_t n);

#endif
