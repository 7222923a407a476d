#ifndef LEDGERS_H
#define LEDGERS_H

#include "cli/job.h"
#include "report/ledger.h"

/* What template and export share: the kinds that operands name. */

/* n kinds, or without names all of them; the caller's. NULL sets err. */
const struct kind **ledgers_kinds(const struct job *job, char **names, int n,
	size_t *out, struct error *err);

#endif
