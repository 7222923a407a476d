#ifndef STEPS_H
#define STEPS_H

#include "base/errors.h"
#include "plan/plan.h"

struct db;

/*
 * The procedure engine. It holds the events of each household (view
 * step_source) against the procedure that the plan sets for its class and
 * writes the outcome into the table step: a row for each step that the
 * procedure has, done or not, and a row for each event that was one too many
 * or belongs to another procedure. It knows no step by name: kinds, order,
 * lengths and deadlines come from the plan alone.
 *
 * Both a household's events and the villages' are judged as of a day: what is
 * not done by then is pending while there is time, missing afterwards.
 */
int steps_make(struct db *db, const char *schema, const struct plan *plan,
	long as_of, struct error *err);

/* Judging one household; the database part calls it, and so may a test. */
struct step_event {
	const char *kind, *event;
	int round;	   /* 0: not said */
	int said_round;	   /* as recorded */
	long began, ended; /* NO_DAY: not said; a one-day event has both */
	long document, line;
	bool rejected, agreed;	 /* what was decided about this household */
	bool failed;		 /* it lacks what it must have */
	const char *own_village; /* it counts there only; NULL: anywhere */
	bool elsewhere;		 /* that is not this household's village */
};

/* The ways to count days; the plan follows one of them. */
enum {
	READING_WORKING = 1,  /* else natural days */
	READING_EXCLUDED = 2, /* the first day is not counted */
	NREADINGS = 4,
};

enum step_state {
	STEP_DONE,
	STEP_RUNNING, /* begun, its days not over */
	STEP_MISSING,
	STEP_PENDING, /* not done, and there is time */
	STEP_OFF_LIST,
	STEP_NOT_NEEDED,
	STEP_REPEATED,
	STEP_FOREIGN,
};

struct step_result {
	enum step_state state;
	const struct plan_step *step;	/* NULL for repeated and foreign */
	const struct step_event *event; /* NULL where there is none */
	bool sound; /* the event is as it should be, and was over before what
		     * stands for the next step began */
	long days;  /* -1: no period, not over, undated */
	unsigned readings; /* of a period: bits of the readings that it meets */
	long late_days;	   /* 0: in time */
	const struct step_result *follows; /* the step done before it */
	long follows_ended;		   /* or will, while it runs */
	bool early;
	const struct plan_step *rejected_before;
	bool at_risk;
	bool put_right; /* repeated: it failed, and what stands for the step
			 * was done afterwards, in time and as it should be */
};

/* Is a list of this kind and round, without the household, on record for its
 * village and procedure? */
typedef bool steps_listed_fn(void *arg, const struct plan_step *step);

/* Events that do not say which round they are of: the first, or where none of
 * their kind says so, each the next of those that the procedure has. */
void steps_tell_rounds(const struct plan_procedure *procedure,
	struct step_event *events, size_t nevents);

/* What a household's course is held against its procedure with. */
struct steps_course {
	const struct plan *plan;
	const struct plan_procedure *procedure;
	const struct step_event *events; /* ordered by date */
	size_t nevents;
	long as_of; /* day */
	steps_listed_fn *listed;
	void *arg; /* of listed */
};

/* results has room for procedure->n + nevents; answers how many were made, the
 * procedure's own steps first. */
size_t steps_judge(
	struct step_result *results, const struct steps_course *course);

#endif
