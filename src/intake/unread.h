#ifndef UNREAD_H
#define UNREAD_H

#include <stdint.h>
#include "base/errors.h"

struct db;

/*
 * Files that were refused, or in which nothing was found that can be read: the
 * records that they may hold were not looked at, and no verdict says "met" as
 * long as they are there.
 */
int unread_add(
	struct db *db, const char *file, const char *name, struct error *err);
/* What comes again is looked at again, */
int unread_forget(struct db *db, const char *file, struct error *err);
/* and what is gone is nobody's. */
int unread_forget_gone(struct db *db, struct error *err);
/* Before a check: documents that another version of the program has read, or
 * other schemas, are as good as not read until they come again; *n of them. */
int unread_mark_stale(struct db *db, int64_t *n, struct error *err);

#endif
