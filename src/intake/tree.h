#ifndef TREE_H
#define TREE_H

#include <stddef.h>
#include "base/errors.h"
#include "intake/context.h"
#include "records/batch.h"

struct _xmlNode;
struct _xmlSchemaValidCtxt;
struct xml_text;

/*
 * The careful way of a record, for those that are not surely valid: parsed into
 * a tree, validated by the schema, each fault put into words. Its rows go into
 * the batch, or its faults and nothing else.
 *
 * data is the root's start tag, the record and the root's end tag; line is the
 * file's, where the record begins. ERR_INPUT where it is not well-formed.
 * validator NULL: it has too many elements, of which none is there, and is
 * rejected for that.
 */
int tree_record(struct batch *batch, const struct intake_context *in,
	struct _xmlSchemaValidCtxt *validator, const struct xml_text *text,
	struct error *err);

/* One record of a tree, without a schema: unknown facts are errors, missing
 * ones are not. For the cases of rule packs. */
int tree_case(struct batch *out, const struct intake_context *in,
	struct _xmlNode *record, struct error *err);

#endif
