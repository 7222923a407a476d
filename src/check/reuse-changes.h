#ifndef REUSE_CHANGES_H
#define REUSE_CHANGES_H

#include <stdbool.h>
#include "base/errors.h"
#include "base/strbuf.h"

struct model;
struct ties;

/* Lists as rule_names reads them: the tables of documents that came or went
 * since the last run; what of them has changed, whole tables ("household") or
 * columns ("household.phone"); the tables of documents with rows of no village;
 * and all that can be divided among the villages. Zeroed at first. */
struct reuse_changes {
	struct strbuf tables, what, astray, divided;
	bool documents; /* one came or went, other than again with its head */
};

int reuse_changes_find(struct reuse_changes *c, const struct ties *ties,
	const struct model *model, struct error *err);
/* Has something changed of what a list of tables and columns names, and of a
 * table of which all villages must be looked at? Both are left as they are
 * where not. */
void reuse_changes_ask(const struct reuse_changes *c, const char *reads,
	bool *any, bool *whole);
void reuse_changes_clear(struct reuse_changes *c);

#endif
