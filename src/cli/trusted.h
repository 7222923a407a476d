#ifndef TRUSTED_H
#define TRUSTED_H

#include <stddef.h>
#include "base/errors.h"
#include "cli/cmd.h"
#include "send/verify.h"

/*
 * Whom verify and collect believe: those of --trust, else those of trust add.
 */
struct trusted {
	char **paths;
	size_t n;
};

/* Fill in whom to trust, and the day; trusted outlives how. */
int trusted_choose(struct trusted *trusted, struct verify_how *how,
	const struct ctx *ctx, struct error *err);
void trusted_clear(struct trusted *trusted);

/* A private folder for what comes out of a package, in TMPDIR, else /tmp; the
 * caller's, NULL sets err. */
char *trusted_folder(struct error *err);

#endif
