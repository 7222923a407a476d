#ifndef CONTEXT_H
#define CONTEXT_H

#include "schema/derive.h"
#include "schema/model.h"

struct codes;

/* What all chunks of one document have in common; read-only. */
struct intake_context {
	const struct kind *kind;
	const struct codes *codes;
	const char *name; /* of the file, for errors */
	long year; /* of the document: which codes were in use; 0: not said */
	struct derive_facts facts;
};

#endif
