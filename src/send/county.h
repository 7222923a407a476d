#ifndef COUNTY_H
#define COUNTY_H

#include <stdbool.h>
#include "base/errors.h"
#include "base/lang.h"

struct db;
struct xml_writer;

/*
 * The overview of the level above: each street that is expected or sent
 * something, how it stands, and how it went so far. It names nobody.
 */

/* Is it a database of collected packages (collect.h)? -1 with err. */
int county_is(bool *is, struct db *db, struct error *err);

/* What the overview is made of, as a document: streets of the year ("2026";
 * NULL: the last one), sums, and for each day on which packages came what held
 * then. */
int county_write(struct db *db, const char *path, const char *year,
	enum lang lang, struct error *err);

/* An element for each row of a query, whose ?1 is the year; its columns, but
 * for those that are NULL, are attributes. */
int county_write_rows(struct xml_writer *w, struct db *db, const char *element,
	const char *sql, const char *year, struct error *err);

/* The overview itself; format: "html", "xlsx", or "xml" for the document.
 * ERR_USAGE for another one. */
int county_report(struct db *db, const char *format, const char *path,
	enum lang lang, struct error *err);

#endif
