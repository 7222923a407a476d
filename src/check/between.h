#ifndef BETWEEN_H
#define BETWEEN_H

#include <stddef.h>
#include "base/errors.h"

struct db;
struct pg;
struct remote;
struct rules;

/*
 * What ties several streets: the rules that are made between streets, over the
 * registers of all of them. The columns that these rules read come together in
 * temporary tables of one server; of the records the database here holds those
 * that findings are about.
 */
struct between;

/* A schema, in a transaction of the caller's; streets of one server share its
 * connection. */
struct between_street {
	struct pg *pg;
	const char *schema;
};

struct between_streets {
	const struct between_street *items;
	size_t n;
};

/* hub: remote_open_apart on one of these connections. db has its tables, and no
 * records; inside a transaction of the caller's it gets the documents of all
 * streets. The streets outlive it. */
/* ERR_USAGE where two of them hold the same street. */
int between_open(struct between **out, const struct between_streets *streets,
	struct remote *hub, const struct rules *rules, struct db *db,
	struct error *err);
void between_close(struct between *between); /* NULL is fine */

/* Says that two schemas hold one street, and what to do about it. */
int between_refuse_twice(const char *one, const char *other,
	const char *division, struct error *err);

#endif
