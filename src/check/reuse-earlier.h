#ifndef REUSE_EARLIER_H
#define REUSE_EARLIER_H

#include <stdbool.h>
#include <stdint.h>
#include "base/errors.h"
#include "check/outcome.h"

struct rules;
struct ties;

/* A check in the last run, and now. */
struct earlier {
	bool is_known;
	struct outcome out;  /* as it was; no reason */
	bool is_undecided;   /* some of it could not be decided */
	struct outcome kept; /* what villages that are not dirty add */
	bool of_no_village;  /* something was found of no village */
	enum made made;
	char *reads; /* what the rule reads */
	bool reads_as_of;
};

/* SQL: not in a village that is dirty, as ties_find tells. */
#define ELSEWHERE "village NOT IN (SELECT village FROM temp.dirty)"

/* Of all rules, in their order, what that run left. */
int earlier_load(struct earlier *checks, const struct rules *rules,
	const struct ties *ties, int64_t last, struct error *err);
/* Of MADE_NONE the whole earlier outcome, of MADE_SOME what the villages that
 * are not dirty add. */
void earlier_add(const struct earlier *earlier, struct outcome *out);

#endif
