#ifndef STREAM_H
#define STREAM_H

#include <stddef.h>
#include "base/errors.h"
#include "intake/chunk.h"
#include "records/batch.h"

struct intake_context;
struct _xmlSchemaValidCtxt;

/*
 * From a chunk of a document to rows: parse, validate record by record, look
 * codes up, derive facts. Pure: what comes out depends on the chunk alone, so
 * that chunks can be worked on in any order and by several threads.
 */

/* 0, or -1 with ERR_INPUT where the chunk is not well-formed XML. The rows take
 * over the chunk's arena, if it has one. */
int stream_chunk(struct batch *out, const struct intake_context *in,
	struct _xmlSchemaValidCtxt *validator, struct chunk *chunk,
	struct error *err);

#endif
