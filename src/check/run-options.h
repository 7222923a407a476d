#ifndef RUN_OPTIONS_H
#define RUN_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include "check/decision.h"

struct model;
struct plan;
struct remote;
struct rules;

/* What a run is asked to make. */
struct run_options {
	const struct model *model;
	const struct plan *plan;
	const struct rules *rules;
	long as_of;		 /* day */
	const char *const *only; /* ids or groups; n 0: all */
	size_t nonly;
	const char *const *skip;
	size_t nskip;
	const char *reason;	   /* why checks were deselected, and by whom */
	int seconds;		   /* for one rule */
	int jobs;		   /* threads; 0: one a processor */
	struct remote *remote;	   /* where the queries of rules run, or NULL */
	bool full;		   /* take nothing over from the last run */
	decision_refused *refused; /* told of what people decided in vain */
	void (*progress)(void *arg, const char *check, size_t done, size_t n);
	void *arg;
};

#endif
