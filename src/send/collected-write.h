#ifndef COLLECTED_WRITE_H
#define COLLECTED_WRITE_H

#include "base/errors.h"

struct db;

/* What a level passes on (collected.h), made from what it has collected in the
 * year (NULL: the last one). ERR_USAGE where the list of streets does not say
 * which office this is, or where there is nothing. */
int collected_write(
	struct db *db, const char *path, const char *year, struct error *err);

#endif
