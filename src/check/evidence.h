#ifndef EVIDENCE_H
#define EVIDENCE_H

#include "base/errors.h"

struct arena;
struct model;

struct rule_evidence {
	const char *name; /* column of the SQL */
	const char *type; /* number, birth, age, name, date, yuan, quantity, a
			   * code list, "@" and the column that says which, or
			   * NULL for plain text */
	const char *label[2];
	const char *against; /* column that it is held against, or NULL */
};

/*
 * What a pack leaves unsaid of a column of evidence stands in the schemas: its
 * label is what the fact is called there, and it is shown, and masked, as the
 * fact's type is.
 *
 * fact: "problem@due", an element and its attribute; NULL: every attribute
 * called like the column, whichever element it stands at. What the evidence has
 * already stays. ERR_INPUT: there is no label of its own, and no such fact, or
 * facts of one name with different labels.
 */
int evidence_complete(struct rule_evidence *evidence, const char *fact,
	const struct model *model, struct arena *arena, struct error *err);

#endif
