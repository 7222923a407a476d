#ifndef TABLES_OUT_H
#define TABLES_OUT_H

#include "base/errors.h"

struct ctx;

/* All that was imported as a schema of PostgreSQL: a folder for psql, or
 * straight to a server, as the options say. */
int tables_export(struct ctx *ctx, struct error *err);

#endif
