#ifndef DUPLICATES_H
#define DUPLICATES_H

#include "base/errors.h"
#include "cli/cmd.h"
#include "cli/print.h"

/* List what stands in several streets of the database of collected packages
 * that is open, with the checks' titles; and for how many streets that cannot
 * be told. 1 where there is something; refused: packages that were left out,
 * which is ERR_SEAL in the end. */
int duplicates_list(struct ctx *ctx, enum print_format format, int refused,
	struct error *err);

#endif
