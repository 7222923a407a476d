#ifndef EVALUATION_H
#define EVALUATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "check/rate.h"

struct db;

/*
 * What the visits of an evaluation say of the households of a frame: the rates
 * of the national rule (56 of 2017), by persons, the satisfied by households.
 */

/* Whom a sample has, and what was found. */
enum eval_fault {
	EVAL_UNTOLD,
	EVAL_RIGHT, /* no fault of the identification */
	EVAL_WRONG_EXIT,
	EVAL_MISSED,
	EVAL_WRONG_ENTRY
};
enum eval_state {
	EVAL_OPEN, /* no record of a visit, and no reason why there is none */
	EVAL_VISITED,
	EVAL_UNREACHED
};
struct eval_unit {
	char *id, *class;
	bool is_household; /* else not registered */
	size_t stratum;
	double persons;
	bool is_replacement;
	enum eval_state state;
	enum eval_fault fault;
	bool is_upheld; /* the appeal: there was no fault */
	enum { EVAL_UNASKED, EVAL_SATISFIED, EVAL_UNSATISFIED } satisfied;
};

/* One way to count: as found; after appeals; and of that without whom replaced
 * others, and with everybody who was not reached at fault in their place. */
enum eval_way {
	EVAL_BEFORE,
	EVAL_AFTER,
	EVAL_ORIGINALS,
	EVAL_WORST,
	EVAL_WAYS
};
struct eval_line {
	struct rate rate;
	/* where there is a limit; while anybody lacks a record or an answer,
	 * and no reason says why, nothing holds */
	enum rate_word word;
	long more;    /* rate_more, and no fewer than lack it */
	long lacking; /* of whom it is about */
};
/* exits wrongly made, missed, entries wrongly made, satisfied; and what follows
 * from the first two: the composite incidence. */
enum eval_measure_id {
	EVAL_M_EXIT,
	EVAL_M_MISSED,
	EVAL_M_ENTRY,
	EVAL_M_SATISFIED,
	EVAL_M_COMPOSITE,
	EVAL_MEASURES
};
extern const char *const eval_measure_names[EVAL_MEASURES];
extern const char *const eval_way_names[EVAL_WAYS];
extern const char *const eval_word_names[]; /* by enum rate_word */
struct eval_measure {
	bool has_limit, at_least;
	double limit; /* a share, 0 to 1 */
	struct eval_line lines[EVAL_WAYS];
};

struct evaluation {
	int64_t frame;
	struct eval_unit *units;
	size_t nunits;
	struct rate_stratum *strata; /* households as of the frame */
	size_t nstrata;
	struct eval_measure measures[EVAL_MEASURES];
	/* of the frame, in persons; population as the villages say, 0: not all
	 * of them do */
	double remaining, exited, unregistered, population;
	double listed; /* of those not registered, in the frame */
	size_t drawn, visited, unreached, open, replacements, appeals, upheld;
	int64_t outside; /* visits to who is not in the sample: in no rate */
};

/* Of the frame that was drawn from last. ERR_USAGE where nothing was drawn. */
int evaluation_load(struct evaluation **out, struct db *db, struct error *err);
void evaluation_free(struct evaluation *e); /* NULL is fine */
/* After appeals: does every measure with a limit hold? */
bool evaluation_holds(const struct evaluation *e);
/* The fault that a unit has, after appeals or as it was found. */
enum eval_fault evaluation_fault(const struct eval_unit *u, bool after);

#endif
