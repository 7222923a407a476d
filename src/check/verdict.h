#ifndef VERDICT_H
#define VERDICT_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Where every verdict is reached: of a run, a village, a household, a part of
 * the work, of many streets, and of the acceptance of the households that exit.
 * Nothing is met that was not looked at as a whole: a wrong "met" is the worst
 * that may be said.
 */
enum answer {
	ANSWER_PASS,
	ANSWER_FAIL,
	ANSWER_NOT_APPLICABLE, /* nothing in scope */
	ANSWER_NOT_CHECKABLE,  /* something that it needs is not there */
	ANSWER_PENDING,	       /* the deadline is still to come */
	ANSWER_ERROR,	       /* the rule could not run */
	ANSWER_SKIPPED,	       /* deselected */
};
#define NANSWERS 7

enum verdict { VERDICT_MET, VERDICT_NOT_MET, VERDICT_UNKNOWN };

/* What a verdict rests on: what concerns the run, the village, the household.
 */
struct verdict_facts {
	uint64_t errors, suspects; /* found, and not settled */
	uint64_t confirmed; /* of the suspects: people verified that they are so
			     */
	uint64_t undecided; /* checks that gave no answer, or not of all */
	uint64_t pending;   /* checks, or steps, of which some are not due */
	uint64_t rejected;  /* records that were not looked at */
};

/* Count a check in: partly is whether something of it could not be decided,
 * pending how much of it is not due. A check that found something may leave the
 * rest open all the same. */
void verdict_add_check(struct verdict_facts *f, enum answer answer, bool partly,
	uint64_t pending);
enum verdict verdict_of(const struct verdict_facts *f);
/* Of many streets together: how many are not met, and of how many it is not
 * known, as of those that sent nothing. Nobody is believed to be without errors
 * on behalf of another. */
enum verdict verdict_of_streets(uint64_t not_met, uint64_t unknown);
const char *verdict_name(enum verdict verdict); /* "met" … */

/* What the inspection for acceptance says of a household; the last one counts.
 */
enum inspected { INSPECTED_NEVER, INSPECTED_FAILED, INSPECTED_PASSED };

enum acceptance {
	ACCEPTANCE_MET,
	ACCEPTANCE_NOT_MET,
	ACCEPTANCE_PENDING, /* nothing wrong, and something not due */
	ACCEPTANCE_UNKNOWN, /* something is not decided */
	ACCEPTANCE_UNSEEN,  /* nothing wrong in the data; nobody was there */
	ACCEPTANCE_NONE,    /* there is no exit */
};
#define NACCEPTANCES 6

enum acceptance acceptance_of_exit(
	const struct verdict_facts *f, enum inspected inspected);
/* Of all exits together, by how many there are of each, and what else there is:
 * findings of lists and villages that are the acceptance's, records that were
 * rejected. lacking: the inspections are not as many as the plan wants. */
enum acceptance acceptance_of_all(const uint64_t exits[NACCEPTANCES],
	const struct verdict_facts *f, bool lacking);
const char *acceptance_name(enum acceptance acceptance); /* "met" … */

#endif
