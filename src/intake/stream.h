#ifndef STREAM_H
#define STREAM_H

#include <stddef.h>
#include "base/errors.h"
#include "intake/chunk.h"
#include "records/batch.h"
#include "schema/derive.h"
#include "schema/model.h"

struct codes;
struct _xmlNode;
struct _xmlSchema;
struct _xmlSchemaValidCtxt;

/*
 * From a chunk of a document to rows: parse, validate record by record, look
 * codes up, derive facts. Pure: what comes out depends on the chunk alone, so
 * that chunks can be worked on in any order and by several threads.
 */

/* What all chunks of one document have in common; read-only. */
struct intake_context {
	const struct kind *kind;
	const struct codes *codes;
	const char *name; /* of the file, for errors */
	long year; /* of the document: which codes were in use; 0: not said */
	struct derive_facts facts;
};

/* 0, or -1 with ERR_INPUT where the chunk is not well-formed XML. The rows take
 * over the chunk's arena, if it has one. */
int stream_chunk(struct batch *out, const struct intake_context *in,
	struct _xmlSchemaValidCtxt *validator, struct chunk *chunk,
	struct error *err);
/* The same for one record of a tree, without a schema: unknown facts are
 * errors, missing ones are not. For the cases of rule packs. */
int tree_case(struct batch *out, const struct intake_context *in,
	struct _xmlNode *record, struct error *err);

#endif
