#ifndef PERIOD_H
#define PERIOD_H

#include <stddef.h>
#include "check/pack.h"

/*
 * Rules in force. A pack, a rule or the value of a parameter may hold from a
 * day to a day only; the record's own date chooses (column dated or happened
 * of the rule's SQL, else the plan's reference date). A rule is run once for
 * each period in which its values are the same.
 */
struct period {
	long from, to;	  /* days, both included; NO_DAY: open */
	struct rule rule; /* with the values of the period */
};

/* The periods in which the rule is in force, the earliest first; *out and what
 * it holds is the arena's. One open period for a rule without dates. */
size_t period_list(
	struct period **out, const struct rule *rule, struct arena *arena);

/* Does a date fall into the period? */
bool period_holds(const struct period *period, long day);

#endif
