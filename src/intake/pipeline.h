#ifndef PIPELINE_H
#define PIPELINE_H

#include <stdint.h>
#include "base/errors.h"
#include "intake/chunk.h"
#include "intake/stream.h"

struct _xmlSchema;

/*
 * The chunks of one document through several threads: the workers take turns to
 * read, and parse and validate what they have read; the caller's thread takes
 * the batches. Batches come in the order of the document, whatever the number
 * of threads.
 */
struct pipeline;

/* source and intake are borrowed, the source until the end; so many threads are
 * started, or none: then pipeline_next does it all, which a small document is
 * done by sooner. */
struct pipeline *pipeline_new(const struct source *source,
	const struct intake_context *intake, struct _xmlSchema *schema,
	int jobs);
/* The next batch (the caller's, batch_clear), and how many bytes of the
 * document have been read up to its end: 1, 0 at the end, -1. */
int pipeline_next(struct pipeline *p, struct batch *out, uint64_t *read,
	struct error *err);
/* Stops the threads, also in the middle. */
void pipeline_free(struct pipeline *p);

#endif
