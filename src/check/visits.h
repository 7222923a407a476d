#ifndef VISITS_H
#define VISITS_H

#include <stdbool.h>
#include "base/errors.h"

struct db;

/*
 * What the records of an evaluation say of each household, from all documents
 * together: in whatever order they came in, the same comes out. What two of
 * them say alike counts once. What contradicts is told and not chosen from: a
 * fault that is recorded stands until an appeal is upheld, and whoever is not
 * satisfied in one of them is not.
 */

/* SQL: the frame that a random sample was drawn from last. */
#define VISITS_FRAME                                                           \
	"(SELECT w.frame FROM hc_draw w JOIN hc_frame f ON f.id = w.frame"     \
	" WHERE w.kind = 'random' AND w.round = 1 ORDER BY f.turn DESC"        \
	" LIMIT 1)"

/*
 * Make three tables, which are there until visits_drop:
 *
 * temp.eval_said  what the rows of records say, blank ones left out; is_ours:
 * of the division and year of the frame temp.eval_unit  whom the draws from
 * that frame have, but those in reserve, with what was found: state (open,
 * visited, unreached), identification (the fault, where records differ),
 * fault_counts (1, 0, NULL: not told, or of a kind that its class cannot have),
 *             satisfied, is_upheld, unanswered (visited, and nothing told of
 *             the identification), persons (of the frame), found_persons
 *             (only where they are others); and what is not clear, 0 or 1:
 *             two_answers, two_satisfied, two_outcomes, not_visited (answers
 *             of a household that was not reached), misfit
 * temp.eval_question  the last five in rows, code: of the list
 * evaluation-question
 */
struct visits {
	struct db *db; /* NULL: not gathered; visits_drop is fine */
};
int visits_gather(struct visits *out, struct db *db, struct error *err);
void visits_drop(struct visits *visits);

/* Was this one visited, or does a record have an answer of it? kind: household
 * or unregistered. */
int visits_has_answer(bool *has, struct db *db, const char *kind,
	const char *id, struct error *err);

#endif
