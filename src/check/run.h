#ifndef RUN_H
#define RUN_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "check/outcome.h"
#include "check/verdict.h"

struct db;
struct run_options;

struct run_summary {
	enum verdict verdict;
	uint64_t findings[3]; /* not settled, by enum severity */
	uint64_t broken;      /* checks that the machine kept from being made:
			       * disk, memory */
};

/*
 * Make one run: the procedure engine, then every check, then findings in an
 * order and with identities that depend on the records alone, not on the number
 * of threads or on what was taken over from the last run (reuse.h). One
 * transaction: the run is there as a whole or not at all; only indexes stay.
 * ERR_SYSTEM where somebody changes the database while they are made. db is a
 * file, so that several connections can read it.
 */
int run_checks(struct db *db, const struct run_options *opts,
	struct run_summary *summary, struct error *err);

/* Does the last run's answer hold for the records that are here now? Not, where
 * some came or went since; people's verdicts are no records. */
int run_is_of_now(struct db *db, bool *is, struct error *err);

#endif
