#ifndef PLAN_CHECKS_H
#define PLAN_CHECKS_H

#include "base/errors.h"

struct plan;
struct rules;

/* Is each check, group and parameter that the plan names one of these packs?
 * ERR_INPUT, with path:line, where one is not. */
int plan_checks_known(const struct plan *plan, const char *path,
	const struct rules *rules, struct error *err);

#endif
