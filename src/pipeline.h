#ifndef PIPELINE_H
#define PIPELINE_H

#include "errors.h"
#include "guard.h"
#include "intake.h"

struct _xmlSchema;

/*
 * The chunks of one file through several threads: the caller's thread reads
 * and takes the batches, workers parse and validate. Batches come in the order
 * of the file, whatever the number of threads.
 */
struct pipeline;

/* guard and intake are borrowed; jobs >= 1 threads are started. */
struct pipeline *pipeline_new(struct guard *guard, const struct intake *intake,
	struct _xmlSchema *schema, int jobs);
/* The next batch (the caller's, batch_clear): 1, 0 at the end, -1. */
int pipeline_next(struct pipeline *p, struct batch *out, struct error *err);
/* Stops the threads, also in the middle. */
void pipeline_free(struct pipeline *p);

#endif
