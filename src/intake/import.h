#ifndef IMPORT_H
#define IMPORT_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "base/lang.h"
#include "intake/table-settings.h"

struct db;
struct model;
struct codes;
struct strbuf;
struct tables;

/* Which file is being read, and how far all are: bytes done, bytes in all. */
typedef void import_progress_fn(
	void *arg, const char *name, uint64_t done, uint64_t total);
/* One fault of a rejected record, in the language asked for. */
typedef void import_reject_fn(void *arg, const char *name, long line,
	const char *record, const char *code, const char *text);

struct import_opts {
	const struct model *model;
	const struct codes *codes;
	long reference; /* day at which ages are taken */
	int year;	/* of the plan; 0: any will do */
	bool strict;	/* one rejected record refuses its whole file */
	int jobs;	/* threads that parse; 0: one a processor */
	enum lang lang;
	/* What tables do not say; plan_year and the like are filled in. */
	struct table_settings tables;
	import_progress_fn *progress; /* may be NULL */
	import_reject_fn *reject;     /* may be NULL */
	/* A file that is refused, and why; may be NULL. */
	void (*refused)(void *arg, const struct error *why);
	/* A file of a directory that is not read, and why; may be NULL. */
	void (*passed)(void *arg, const char *name, const char *text);
	/* What was read of the tables, once their documents are in; may be
	 * NULL. -1 with err takes all back. */
	int (*account)(
		void *arg, const struct tables *tables, struct error *err);
	/* Is this what a report of hecha's own is called? May be NULL. */
	bool (*is_report)(const char *name);
	/* Is it a list of problems, which is taken by its name? May be NULL. */
	bool (*is_list)(const char *path);
	void *arg;
};

struct import_stats {
	long files, unchanged, replaced, refused_files;
	uint64_t records, stored, rejected; /* records = stored + rejected */
	/* Of tables: cells = used + ignored + refused. */
	uint64_t cells, used, ignored, refused;
};

/*
 * Import files, and what is below directories (*.xml, and tables by the endings
 * that they have: what they are is told by their content), in the order of
 * their names; tables last, together, since rows of several files can be of one
 * record. A document is known by its name (of a file: its last part; below a
 * directory: the path from there). A file that cannot be read to its end
 * changes nothing; the same bytes again change nothing; other bytes under the
 * same name replace what was there, as do tables of which something else is
 * read or refused. A file that is refused is told and counted, and no verdict
 * says "met" as long as it is there; the others are read all the same.
 * ERR_INPUT: the only file was refused, or there was no record. All is one
 * transaction: where the program ends in the middle, the database is as before.
 */
int import_paths(struct db *db, char **paths, int n,
	const struct import_opts *opts, struct import_stats *stats,
	struct error *err);

#endif
