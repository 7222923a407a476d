#ifndef PLAN_LINT_H
#define PLAN_LINT_H

#include "check/pack.h"
#include "plan/plan.h"

/*
 * Can the plan be kept? Each procedure is laid out by its own deadlines: every
 * step as late as its deadline and the later ones allow, and as early as the
 * steps before it allow if these are done just in time.
 */
struct lint_step {
	const struct plan_step *step;
	long earliest; /* start, if the steps before end on their deadlines */
	long slack;    /* days from there to the latest start; negative: the
			* plan cannot be kept; NO_DAY: no date bounds it */
};

/* Room for procedure->n. counting NULL: the plan's own. */
void lint_procedure(struct lint_step *out, const struct plan *plan,
	const struct plan_procedure *procedure,
	const struct plan_counting *counting);

enum lint_kind {
	LINT_IMPOSSIBLE,	/* procedure, step; n: days short */
	LINT_BEFORE_ISSUE,	/* procedure, step: to begin before the plan */
	LINT_DEADLINE_ORDER,	/* procedure, step, other: due before it */
	LINT_STAGE,		/* deadline after the stage of its clause */
	LINT_NO_SLACK,		/* procedure */
	LINT_NO_DAY,		/* procedure, step to other: all on one day */
	LINT_READING,		/* procedure; reading; n: days short */
	LINT_NO_CHECK,		/* procedure, step: no check cites its clause */
	LINT_DEADLINE_NO_CHECK, /* deadline names a check that is in no pack */
	LINT_NO_CALENDAR,	/* working days; n: a year without holidays */
	LINT_PROVISIONAL,	/* holidays that are an estimate */
	LINT_NO_CLAUSE, /* clause that n checks cite and that is not there */
	LINT_UNSERVED,	/* clause without a check or a reason */
	LINT_UNBOUND,	/* deadline that binds no step, and should */
	LINT_NKINDS,
};

struct lint_remark {
	enum lint_kind kind;
	enum severity severity;
	const struct plan_procedure *procedure;
	const struct plan_step *step, *other;
	const struct plan_deadline *deadline;
	const struct plan_stage *stage;
	const char *clause; /* as far as a blank */
	int reading;	    /* bits of steps.h */
	long n, day;
};

/* Is it about the plan's clauses and checks, and not about its dates? */
bool lint_is_of_clauses(enum lint_kind kind);

/* All remarks, on dates first, then on clauses. The caller frees them. rules
 * NULL: what needs the packs is left out. */
struct lint_remark *lint_plan(
	const struct plan *plan, const struct rules *rules, size_t *n);

#endif
