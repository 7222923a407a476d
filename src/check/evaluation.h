#ifndef EVALUATION_H
#define EVALUATION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"
#include "check/rate.h"
#include "check/visits.h"

struct db;

/*
 * What the visits of an evaluation say of the households of a frame: the rates
 * of the national rule (56 of 2017), by persons, the satisfied by households.
 */

/* Whom a sample has, and what was found. */
enum eval_fault {
	EVAL_UNTOLD, /* or of a kind that its class cannot have */
	EVAL_RIGHT,  /* no fault of the identification */
	EVAL_AT_FAULT
};
enum eval_state {
	EVAL_OPEN, /* no record of a visit, and no reason why there is none */
	EVAL_VISITED,
	EVAL_UNREACHED
};
struct eval_unit {
	char *class;
	size_t stratum;
	double persons; /* of the frame: its figure is nobody's to choose */
	bool is_replacement;
	enum eval_state state;
	enum eval_fault fault;
	bool is_upheld; /* the appeal: there was no fault */
	enum { EVAL_UNASKED, EVAL_SATISFIED, EVAL_UNSATISFIED } satisfied;
	/* the records contradict each other, or themselves */
	bool is_unclear, is_satisfied_unclear;
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
/* Why nothing can be told of a limit, or not yet. */
enum eval_why {
	EVAL_WHY_NOT,	     /* it is told, or the sample is too small */
	EVAL_WHY_UNVISITED,  /* nobody of whom it is about was visited */
	EVAL_WHY_UNCLEAR,    /* records contradict */
	EVAL_WHY_POPULATION, /* a village's is missing, or cannot be */
	EVAL_WHY_UNLISTED    /* too many are not in the frame */
};
/* What is said of a limit: as rate_word, or that it cannot be told. */
enum eval_word {
	EVAL_HOLDS = RATE_HOLDS,
	EVAL_FAILS = RATE_FAILS,
	EVAL_TOO_SMALL = RATE_TOO_SMALL,
	EVAL_CANNOT_TELL
};
struct eval_line {
	struct rate rate;
	/* where there is a limit; while anybody lacks a record or an answer,
	 * and no reason says why, nothing holds */
	enum eval_word word;
	enum eval_why why;
	long more;		   /* rate_more, and no fewer than lack it */
	long lacking;		   /* of whom it is about */
	long unclear;		   /* of these: whose records contradict */
	struct rate_interval mild; /* as though these had no fault */
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
extern const char *const eval_word_names[]; /* by enum eval_word */
extern const char *const eval_why_names[];  /* NULL: EVAL_WHY_NOT */
struct eval_measure {
	bool has_limit, at_least;
	double limit; /* a share, 0 to 1 */
	struct eval_line lines[EVAL_WAYS];
};

struct evaluation {
	int64_t frame, rounds;
	char *frame_sha256;
	struct eval_unit *units;
	size_t nunits;
	struct rate_stratum *strata; /* households as of the frame */
	size_t nstrata;
	struct eval_measure measures[EVAL_MEASURES];
	/* of the frame, in persons; population as the villages say, 0: not all
	 * of them do, or one says fewer than its register has */
	double remaining, exited, unregistered, population;
	double listed;	 /* of those not registered, in the frame */
	double unlisted; /* those that it lacks, village by village */
	char *without;	 /* villages that say no population; NULL: none */
	char *too_few;	 /* villages that say too few */
	size_t drawn, visited, unreached, open, replacements, appeals, upheld;
	size_t unanswered; /* visited, and nothing told of identification */
	size_t unclear;	 /* households of the sample whose records contradict */
	size_t returned; /* who was replaced and visited after all: counts */
	/* whose persons are others at the visit; in rates are the frame's */
	size_t odd, odd_persons, odd_found;
	int64_t outside; /* visits to who is not in the sample: in no rate */
	int64_t foreign; /* visits of another division or year: in no rate */
	char *elsewhere; /* these divisions; NULL: none */
	int64_t earlier; /* samples of other frames: in no rate */
	struct visits visits; /* what it was worked out from */
};

/* Of the frame that was drawn from last. ERR_USAGE where nothing was drawn. */
int evaluation_load(struct evaluation **out, struct db *db, struct error *err);
void evaluation_free(struct evaluation *e); /* NULL is fine */
/* After appeals: does every measure with a limit hold, and is all clear? */
bool evaluation_holds(const struct evaluation *e);

#endif
