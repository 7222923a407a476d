#ifndef BETWEEN_TOKENS_H
#define BETWEEN_TOKENS_H

#include <stdint.h>
#include "base/errors.h"

struct db;

/*
 * What stands in several streets, found by the tokens in their packages
 * (tokens.h): as DUP-03, DUP-04, DUP-06, DUP-09 and DUP-10 find it in one.
 */

/* Take the tokens of a package that is in the database; what is there stays.
 * ERR_SEAL where the file is none. No file: nothing is done. The caller has a
 * transaction. */
int between_tokens_take(struct db *db, const char *package, const char *path,
	struct error *err);

/* Who stands in a hit: of the check, the n-th of all. Names, numbers and
 * accounts are not known here. */
struct between_place {
	const char *check;
	int64_t n;
	const char *division, *street, *village, *household;
	const char *member; /* or NULL */
	const char *package;
	int64_t sequence;
};
typedef int between_visit(
	void *ctx, const struct between_place *place, struct error *err);

/* All of the year, those of a hit one after another; phones only where they
 * stand in more than so many households. */
int between_tokens_walk(struct db *db, const char *year, int64_t phones,
	between_visit *visit, void *ctx, struct error *err);

/* Of how many streets that are believed there are none: no tokens, or under
 * another key than most. */
int between_tokens_lack(struct db *db, const char *year, int64_t *none,
	int64_t *other_key, struct error *err);

#endif
