#ifndef RUN_H
#define RUN_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "check/pack.h"
#include "check/verdict.h"

struct db;
struct model;
struct codes;
struct plan;

struct run_options {
	const struct model *model;
	const struct plan *plan;
	const struct rules *rules;
	long as_of;		 /* day */
	const char *const *only; /* ids or groups; n 0: all */
	size_t nonly;
	const char *const *skip;
	size_t nskip;
	const char *reason; /* why checks were deselected, and by whom */
	int seconds;	    /* for one rule */
	int jobs;	    /* threads; 0: one a processor */
	bool full;	    /* take nothing over from the last run */
	void (*progress)(void *arg, const char *check, size_t done, size_t n);
	void *arg;
};

struct run_summary {
	enum verdict verdict;
	uint64_t findings[3]; /* by enum severity */
	struct verdict_facts facts;
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

/* One rule by itself, as of the plan's day that is set: how many findings it
 * makes (pending ones in *pending), for want of what it could not be decided
 * (NULL: nothing), and, where shown is not NULL, what the findings show; both
 * the caller's. For rules test. */
int rule_try(struct db *db, const struct rule *rule, long *findings,
	long *pending, char **missing, char **shown, struct error *err);
/* Does the rule's SQL compile under the guard, and are its columns declared?
 * ERR_INPUT says what is wrong. */
int rule_lint(struct db *db, const struct rule *rule, struct error *err);

#endif
