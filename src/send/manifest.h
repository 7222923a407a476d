#ifndef MANIFEST_H
#define MANIFEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"

struct _xmlDoc;
struct _xmlNode;
struct arena;
struct xml_form;

/*
 * A package's manifest as it was read (schemas/manifest.xsd). Strings are its
 * own, until it is freed.
 */
struct manifest_part {
	const char *name, *sha256;
	uint64_t size;
};

struct manifest {
	struct arena *arena;
	struct _xmlDoc *doc;
	const char *id, *facts, *name;
	int64_t sequence;
	const char *supersedes; /* or NULL */
	const char *division, *year, *as_of, *verdict;
	const char *language, *program, *street; /* street: or NULL */
	bool masked;
	bool is_collected; /* of the level above: what it has collected */
	struct manifest_part *parts;
	size_t n;
};

extern const struct xml_form manifest_form;
/* ERR_SEAL where it is not valid by its schema, or where it contradicts itself:
 * in its id, its facts' hash, its name, the order, number and size of its
 * parts, or the hashes of plan, packs and all packs together. */
int manifest_parse(struct manifest **out, const char *data, size_t n,
	struct xml_form *form, struct error *err);
void manifest_free(struct manifest *m); /* NULL is fine */

/* The facts' elements of one name: first, and then next by xml_next. */
struct _xmlNode *manifest_first(const struct manifest *m, const char *name);
/* One attribute of facts or of such an element; "" where it is not there. */
const char *manifest_get(const struct manifest *m, const struct _xmlNode *node,
	const char *attribute);

#endif
