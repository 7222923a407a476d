#ifndef FOUND_H
#define FOUND_H

#include <pthread.h>
#include "base/errors.h"

struct db;

/*
 * What the rules of a run find, until it is put into its order: the table
 * temp.found of one connection, and temp.waiting, of what is pending. They are
 * there from found_begin to found_end, and who reads them is given this.
 */
struct found;

/* A finding: its rule, severity, village, household, member, step, event, key,
 * document, line, what was found, what was expected, the circle that it is of,
 * and its evidence; borrowed, NULL where it has none. */
enum { FOUND_COLUMNS = 14 };

/* lock: of all that several threads do on the connection. Nothing is left where
 * it fails. */
int found_begin(struct found **out, struct db *db, pthread_mutex_t *lock,
	struct error *err);
/* Where that was in a transaction: before it is rolled back. NULL is fine. */
void found_end(struct found *found);

struct db *found_db(const struct found *found);
int found_add(struct found *found, const char *const values[FOUND_COLUMNS],
	struct error *err);
/* One more that the rule may find there later. */
int found_wait(struct found *found, const char *rule, const char *village,
	const char *due, struct error *err);
/* Forget what a rule has found. */
int found_drop(struct found *found, const char *rule, struct error *err);

#endif
