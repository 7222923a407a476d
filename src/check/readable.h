#ifndef READABLE_H
#define READABLE_H

#include "base/errors.h"

struct db;

/* The names of the tables and views that rules may read, as rule_names reads
 * them; the caller's. */
int readable_list(char **names, struct db *db, struct error *err);

#endif
