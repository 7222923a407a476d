#ifndef VISIT_H
#define VISIT_H

#include <stddef.h>
#include "base/errors.h"
#include "check/run.h"
#include "cli/cmd.h"
#include "cli/job.h"

struct heritage;
struct http_auth;
struct pg;
struct street_at;

/*
 * A check of records that are on a server, into a database of its own, which
 * takes the place of the one that is there once the run is whole.
 */
struct visit {
	struct job job;
	struct ctx ctx; /* with a database of its own, and no word said */
	struct pg *pg;
	struct heritage *heritage;
	char *dir, *path, *work, *fresh;
	char *made; /* of the folder, what was not there */
};

/* Of a folder called name below --output; the caller opens what is on the
 * server. */
void visit_begin(struct visit *v, const struct ctx *ctx, const char *name);
/* A street: its schema. */
int visit_street(struct visit *v, const struct http_auth *auth,
	struct street_at *street, struct error *err);
/* What ties several streets, into out. */
int visit_between(struct visit *v, const struct http_auth *auth,
	const struct street_at *streets, size_t n, struct street_at *out,
	struct error *err);
/* Where nothing came of it, there is no folder that was not there before. */
void visit_end(struct visit *v);

#endif
