#ifndef JUDGE_H
#define JUDGE_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"
#include "check/outcome.h"

struct db;
struct delivered;
struct found;
struct remote;
struct reuse;
struct run_options;
struct subjects;

/*
 * How one rule comes out: deselected, without what it needs, about nobody,
 * taken over from the last run, or by what its SQL finds.
 */
struct judge {
	const struct run_options *opts;
	struct reuse *reuse;
	const struct delivered *delivered; /* what was not; NULL: all was */
	struct found *found;
	struct subjects *subjects;
	const char *readable; /* of all connections: as readable_list */
};

/* Connections of one thread: to all records, and to those of the villages that
 * can have changed (NULL where nothing is divided). */
struct judge_place {
	struct db *all, *part;
	struct remote *remote; /* where all the records are; NULL: here */
};

/* out is zeroed, and its reason the caller's. A rule that cannot run is no
 * error: its answer says so. reading, zeroed: what the rule reads where it is
 * made over all records, else without names. */
struct rule_reading;
int judge_rule(const struct judge *j, const struct judge_place *at, size_t i,
	struct outcome *out, struct rule_reading *reading, struct error *err);

/* What a rule by itself makes of a database. */
struct trial {
	struct found *found; /* set before: of this database, and empty: what is
			      * found goes there; NULL: it is only counted */
	bool show;	     /* set before, as is found: tell what they show */
	long line; /* set before: they show their lines counted from this one */
	struct remote *remote; /* set before: where its queries run, or NULL */
	long findings, pending;
	char *missing; /* what could not be decided, and why; or NULL */
	char *shown;   /* of each finding, a line; NULL: not asked for */
};

/* As of the plan's day that is set. missing and shown are the caller's. */
int judge_try(struct trial *out, struct db *db, const struct rule *rule,
	struct error *err);

#endif
