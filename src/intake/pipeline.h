#ifndef PIPELINE_H
#define PIPELINE_H

#include <stdint.h>
#include "base/errors.h"
#include "intake/guard.h"
#include "intake/stream.h"

struct _xmlSchema;

/*
 * The chunks of one file through several threads: the workers take turns to
 * read, and parse and validate what they have read; the caller's thread takes
 * the batches. Batches come in the order of the file, whatever the number of
 * threads.
 */
struct pipeline;

/* guard and intake are borrowed, the guard until the end; jobs >= 1 threads are
 * started. */
struct pipeline *pipeline_new(struct guard *guard,
	const struct intake_context *intake, struct _xmlSchema *schema,
	int jobs);
/* The next batch (the caller's, batch_clear), and how many bytes of the file
 * have been read up to its end: 1, 0 at the end, -1. */
int pipeline_next(struct pipeline *p, struct batch *out, uint64_t *read,
	struct error *err);
/* Stops the threads, also in the middle. */
void pipeline_free(struct pipeline *p);

#endif
