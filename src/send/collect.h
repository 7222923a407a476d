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
#define COLLECT_VERSION 1007

/* Open it, or make it where there is none. ERR_USAGE where it is a database of
 * another kind. */
int collect_open(struct db **out, const char *path, struct error *err);

/* What became of a package. */
enum collected { COLLECTED_NEW, COLLECTED_KNOWN, COLLECTED_OLDER };

struct collect_outcome {
	enum collected what;
	char *line;    /* which it is, for people */
	char *package; /* its id, also of one that is refused; or NULL */
};

/* Verify a package and take it: wholly or, with ERR_SEAL, not at all.
 * how->folder is where it may be taken apart; what is there from before is
 * removed. Clear the outcome in any case. */
int collect_add(struct db *db, const char *path, const struct verify_how *how,
	struct collect_outcome *outcome, struct error *err);
void collect_outcome_clear(struct collect_outcome *outcome);

/* Lay a receipt beside the package that came as path: for one that is in the
 * database the same each time, and known from then on; for one that was refused
 * (why) unless one is there. */
int collect_receipt(struct db *db, const char *path, const char *package,
	const char *why, struct error *err);

/* Which streets are expected to submit, and what was ordered
 * (schemas/streets.xsd); it takes the place of what was there for its year. */
int collect_expect(struct db *db, const char *path, struct error *err);

#endif
