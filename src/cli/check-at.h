#ifndef CHECK_AT_H
#define CHECK_AT_H

#include "base/errors.h"

struct ctx;

/* check --at: every street that is a schema of the servers, its rules run
 * there, its findings into a database of its own below --output. Answers as a
 * check does, the worst of all streets'; 4 where one was not done. */
int check_at(struct ctx *ctx, struct error *err);

#endif
