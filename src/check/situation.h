#ifndef SITUATION_H
#define SITUATION_H

#include "base/errors.h"

struct db;
struct plan;
struct rules;

/*
 * The situations in which the plan forbids exit or entry. Each brings its own
 * test, a condition of SQL over a household h and the plan p, or says why
 * records cannot decide it; so a province's list is XML and nothing else.
 */

/* Keep the plan's situations for rules: the table plan_situation, and the views
 * situation_match of which households meet which test, situation_blank of which
 * lack what a test hangs on, and situation_untested of the situations that have
 * no test. A condition that is not one is ERR_INPUT. After plan_store. */
int situation_store(const struct plan *plan, struct db *db, struct error *err);

/* A rule for each situation with a test, which finds the households that meet
 * it: for the cases that the situation brings along. path names the plan. */
int situation_rules(struct rules **out, const struct plan *plan,
	const char *path, struct error *err);

#endif
