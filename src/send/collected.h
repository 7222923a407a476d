#ifndef COLLECTED_H
#define COLLECTED_H

#include <stdint.h>
#include "base/errors.h"

struct db;

/*
 * What the level above passes on in a package of its own: collected.xml
 * (schemas/collected.xsd), each street with the package that holds. Sums and
 * verdict follow from it alone, so that anybody can make them again.
 */

/* Of the year (NULL: the last one). ERR_USAGE where the list of streets does
 * not say which office this is, or where there is nothing. */
int collected_write(
	struct db *db, const char *path, const char *year, struct error *err);

/* What such a document says; texts are the caller's. */
struct collected_facts {
	char *division, *year, *name;
	char *text; /* the element of the manifest's facts, in whole lines */
};

/* ERR_INPUT where it is not valid. */
int collected_read(
	struct collected_facts *f, const char *path, struct error *err);
void collected_clear(struct collected_facts *f);

#endif
