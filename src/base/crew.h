#ifndef CREW_H
#define CREW_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

/*
 * Several threads that take numbered jobs, in their order, each job once. The
 * caller is worker 0. The first error ends it: what is begun is finished, and
 * nothing more is taken.
 */
struct crew_work {
	size_t jobs, workers;
	void *arg;
	/* What worker 0 does first, beside the others; NULL: nothing. */
	int (*prepare)(void *arg, struct error *err);
	/* Can the job be done before that is ready? Asked at most once a job,
	 * by the worker who would take it; NULL: every job can. */
	bool (*is_early)(void *arg, size_t worker, size_t job);
	/* ready: what was prepared is there. */
	int (*run)(void *arg, size_t worker, size_t job, bool ready,
		struct error *err);
};

/* Threads that cannot be started are done without. */
int crew_run(const struct crew_work *work, struct error *err);

/* How many workers where so many were asked for; 0: one a processor. At most
 * CREW_MAX. */
#define CREW_MAX 16
size_t crew_size(long wanted);

#endif
