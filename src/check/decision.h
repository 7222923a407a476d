#ifndef DECISION_H
#define DECISION_H

#include <stdint.h>
#include "base/errors.h"

struct db;

/*
 * What people decided on findings: events in hc_decision, kept for ever. They
 * come from documents (verdicts), from the command line, and from the list of
 * problems that was filled in. What cannot hold is refused, with a reason, and
 * leaves no trace.
 */
struct decision {
	const char *finding; /* its identity, now or in an earlier run */
	const char *facts;   /* as they were shown; NULL: as they are now */
	const char *check;   /* or NULL */
	const char *decision, *date, *until, *by, *reviewer, *reason, *evidence;
	/* Where it was told: a document, and there a line or a cell. */
	const char *origin, *place;
};

struct decision_counts {
	uint64_t recorded, known, refused;
};

/* why: translated. */
typedef void decision_refused(
	void *arg, const struct decision *d, const char *why);

struct decisions;
/* Inside a transaction; there must have been a run. */
int decisions_open(struct decisions **out, struct db *db,
	decision_refused *refused, void *arg, struct error *err);
/* Record it, unless it is known or refused; of two that were added to one
 * struct decisions, are of one day and contradict, neither is. Known is also
 * what a list of problems shows of an earlier one, which may be masked. */
int decisions_add(struct decisions *d, const struct decision *decision,
	struct error *err);
/* Refuse it for a reason of the caller's, translated. What decides nothing is
 * told, and not counted. */
void decisions_refuse(
	struct decisions *d, const struct decision *told, const char *why);
void decisions_close(struct decisions *d, struct decision_counts *counts);

/* Record what the documents in the database say. Before the first run nothing
 * is known that could be decided on: they wait. */
int decisions_take(struct db *db, decision_refused *refused, void *arg,
	struct decision_counts *counts, struct error *err);

#endif
