#ifndef BIND_H
#define BIND_H

#include <stdbool.h>
#include "base/errors.h"

struct rule;
struct stmt;

/*
 * A query names a parameter as :name. An amount in yuan is bound in fen; a
 * share (unit percent) as :name of :name_whole, 66 of 100 or 2 of 3, and as
 * text in :name_said.
 */

/* ERR_INPUT where the query names a parameter that the rule does not declare:
 * it would be NULL, and find nothing. */
int bind_lint(struct stmt *st, const struct rule *rule, struct error *err);
void bind_values(struct stmt *st, const struct rule *rule);

/* What the rule gives the parameter of this name, without the colon: a whole
 * number where is_int, else text, or NULL. The text is the caller's. */
struct bound {
	char *text;
	bool is_int;
};
void bind_value(struct bound *out, const struct rule *rule, const char *name);

#endif
