#ifndef XSD_H
#define XSD_H

#include <stddef.h>
#include "base/errors.h"

struct arena;
struct attribute;
struct element;
struct facets;
struct model;
struct _xmlDoc;
struct _xmlNode;

/*
 * Between model.c and model-valid.c, while the schemas are being read.
 */
struct builder_type {
	const char *name; /* borrowed from the arena */
	const struct facets *facets;
};

struct builder {
	struct model *model;
	struct arena *arena;
	struct _xmlDoc *common, *doc;
	const char *path;
	struct error *err;
	struct builder_type *types; /* those read so far; of this schema: */
	size_t ntypes, first_type;
};

/* A named type of this schema or the common one. */
struct _xmlNode *model_find_type(
	struct builder *b, const char *what, const char *name);

/* What the schema asks of an attribute's value, of a text, and of an element's
 * attributes and children, which stand in e already. */
void model_understand_attribute(
	struct builder *b, struct attribute *a, const struct _xmlNode *decl);
void model_understand_text(
	struct builder *b, struct element *e, const struct _xmlNode *decl);
void model_understand_element(
	struct builder *b, struct element *e, const struct _xmlNode *type);

#endif
