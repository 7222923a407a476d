#ifndef EVALUATION_LOAD_H
#define EVALUATION_LOAD_H

#include <stdbool.h>
#include "base/errors.h"
#include "check/evaluation.h"

struct db;

/* Is a measure about households of this class? */
bool evaluation_is_of(enum eval_measure_id m, const char *class);

/* All of an evaluation but its lines. outside: for each measure its persons by
 * stratum, with one stratum more for who is not in the frame; the caller frees
 * them, also after a failure. ERR_USAGE where nothing was drawn. */
int evaluation_gather(struct evaluation *e, struct db *db,
	double *outside[EVAL_MEASURES], struct error *err);

#endif
