#ifndef UNTOLD_H
#define UNTOLD_H

#include "base/errors.h"

struct db;
struct strbuf;

/* Add in a few words why the verdict of the database's latest run cannot be
 * told: what waits for people, what was not looked at, what is not due. Nothing
 * is added where it can. */
int untold_add(struct strbuf *sb, struct db *db, struct error *err);

#endif
