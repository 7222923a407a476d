#ifndef FIELD_VIEWS_H
#define FIELD_VIEWS_H

#include "base/errors.h"

struct db;
struct model;

/*
 * Views over the register field by field, made from the schema: whatever the
 * schema has, they have; see doc/views.md.
 *
 * field: what people call each.
 * field_name: how each may be named in a document.
 * difference: where the collected register and the system's differ.
 * problem_value: the field that a problem names, as it is and as it was in last
 * year's register.
 */
int field_views_create(
	struct db *db, const struct model *model, struct error *err);

#endif
