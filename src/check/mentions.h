#ifndef MENTIONS_H
#define MENTIONS_H

#include <stdbool.h>
#include "base/errors.h"

struct db;
struct mentions;

/*
 * Whether SQL can read any of some tables, by its letters alone and without
 * asking SQLite to compile it: what mentions none of their names, and of no
 * view that mentions one, reads none of them. What does mention one may read
 * none all the same.
 */

/* names: as rule_names reads them. */
int mentions_begin(struct mentions **out, struct db *db, const char *names,
	struct error *err);
void mentions_end(struct mentions *m); /* NULL is fine */
/* NULL mentions nothing. */
bool mentions_any(const struct mentions *m, const char *sql);

#endif
