#ifndef COLLECT_H
#define COLLECT_H

#include <stdint.h>
#include "base/errors.h"

struct db;
struct verify_how;

/*
 * The database of collected packages (schemas/county.sql): what a county, a
 * city or a province knows of the streets below it. A package is verified
 * before anything of it is taken; of each street and year the one with the
 * highest number holds, whenever it came.
 */

/* Its PRAGMA user_version. */
#define COLLECT_VERSION 1006

/* Open it, or make it where there is none. ERR_USAGE where it is a database of
 * another kind. */
int collect_open(struct db **out, const char *path, struct error *err);

/* What became of a package. */
enum collected { COLLECTED_NEW, COLLECTED_KNOWN, COLLECTED_OLDER };

/* Verify a package and take it: wholly or, with ERR_SEAL, not at all.
 * how->folder is where it may be taken apart; what is there from before is
 * removed. *line, the caller's, says which it is. */
int collect_add(struct db *db, const char *path, const struct verify_how *how,
	enum collected *what, char **line, struct error *err);

/* Which streets are expected to submit, and what was ordered
 * (schemas/streets.xsd); it takes the place of what was there for its year. */
int collect_expect(struct db *db, const char *path, struct error *err);

#endif
