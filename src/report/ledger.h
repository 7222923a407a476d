#ifndef LEDGER_H
#define LEDGER_H

#include <stdbool.h>
#include "base/lang.h"
#include "report/ledger-rows.h"

/*
 * Ledgers as a workbook (doc/spreadsheets.md): blank, or filled with what the
 * database holds.
 */
struct ledger_opts {
	const struct kind *const *kinds;
	size_t nkinds;
	const struct codes *codes;
	enum lang lang; /* of what explains: 0 zh, 1 en; titles are Chinese */
	struct db *db;	/* NULL: blank ledgers */
	const char *document; /* only the document of this name, or NULL */
	const char *source; /* of documents that have one, such as "current" */
	/* What was written, for each sheet with rows; may be NULL. */
	void (*tell)(void *arg, const char *sheet, long rows);
	void *arg;
};

/* The file must not be there: nobody's ledgers are overwritten. Documents of
 * a kind go into one; where their headers differ in more than the date of
 * export, one must be chosen (ERR_USAGE). */
int ledger_write(
	const char *path, const struct ledger_opts *o, struct error *err);

#endif
