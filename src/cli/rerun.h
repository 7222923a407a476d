#ifndef RERUN_H
#define RERUN_H

#include "base/errors.h"
#include "cli/cmd.h"

struct manifest;

/*
 * Make the result of a package again: from these records, with the package's
 * own plan, packs, decisions, history and parameters, which lie below work
 * (verify.h), in a private database there. *difference is NULL where the result
 * is the same to the byte; else what differs, in words; the caller's.
 */
int rerun(struct ctx *ctx, const struct manifest *m, const char *work,
	char *records, char **difference, struct error *err);

#endif
