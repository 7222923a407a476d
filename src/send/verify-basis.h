#ifndef VERIFY_BASIS_H
#define VERIFY_BASIS_H

#include <stdbool.h>
#include "base/errors.h"

struct manifest;

/*
 * Is what the manifest says of the plan, the packs, the parameters, the
 * changes, the checks left out and the records what the result says that it was
 * made by, and are there as many verdicts in the history? Both are in the
 * folder. *what: the first that differs, or NULL. ERR_INPUT: no result, or no
 * history.
 */
int verify_basis(const char **what, const struct manifest *m,
	const char *folder, struct error *err);

#endif
