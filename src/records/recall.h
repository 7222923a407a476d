#ifndef RECALL_H
#define RECALL_H

#include <stdbool.h>
#include "base/errors.h"

struct _xmlDoc;
struct db;
struct kind;

/*
 * A document out of the database again, as the tree that it would be read from:
 * what was stored of it, in the order in which it stood there.
 */
struct recall {
	struct db *db;
	/* Only the records that say, themselves or in what stands in them, an
	 * identifier of the table temp.recall_any(id TEXT PRIMARY KEY), or are
	 * one of temp.recall_own(id) themselves; and those that have no
	 * identifier, such as villages. false: all. */
	bool wanted_only;
};

/* id: of hc_document; prefix: of its tables. ERR_SYSTEM where the database
 * fails. */
int recall_document(struct _xmlDoc **out, const struct recall *how,
	const struct kind *kind, long id, struct error *err);

/* Is a fact of this type an identifier of a record? */
bool recall_is_id(const char *type);

#endif
