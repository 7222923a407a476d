#ifndef TOKENS_H
#define TOKENS_H

#include "base/errors.h"

struct db;

/*
 * What may tie a street to others, without telling it: of each person and
 * household the HMAC-SHA256 of number, of name and birth date together, of
 * account and phone, under a key that the level above hands out to all its
 * streets. Who has the key could try numbers out: it is for the streets and for
 * who compares, and for nobody else.
 *
 * The part tokens.tsv: lines of fields with tabs between, "-" where there is
 * none. The first is "hecha-tokens", 1, and the key's name; then of each person
 * "number", token, village, household, member, 15 or 18 (how it is written),
 * and "alike", token, village, household, member, token of the number, 1 where
 * the number is sound, else 0; of each household "account" and "phone", token,
 * village, household.
 */
#define TOKENS_PART "tokens.tsv"

enum { TOKEN_KEY = 32, TOKEN = 33 }; /* bytes; digits of a token and a NUL */

/* A new key into a file that is not there yet, for its owner only. */
int tokens_key_make(const char *path, char name[TOKEN], struct error *err);

/* Write the tokens of the database's records, in the same order each time.
 * ERR_USAGE where the key is none. */
int tokens_write(struct db *db, const char *key_path, const char *path,
	struct error *err);

#endif
