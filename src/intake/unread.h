#ifndef UNREAD_H
#define UNREAD_H

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

#endif
