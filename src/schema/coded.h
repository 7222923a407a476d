#ifndef CODED_H
#define CODED_H

#include "base/errors.h"

struct code;
struct codes;
struct _xmlDoc;

/*
 * The attributes of plans and packs that hold codes, and their texts in two
 * languages. Records are held against their lists as they are read; these are
 * documents of the same schemas' language, read whole, and held here.
 */
struct coded;

/* For documents of one schema ("schemas/plan.xsd"). */
int coded_open(struct coded **out, const char *schema, struct error *err);
void coded_free(struct coded *coded); /* NULL is fine */

/* One more code, as a plan adds them (codes_add). */
int coded_add(struct coded *coded, const char *list, const struct code *code,
	struct error *err);

/* ERR_INPUT, with path:line and what may stand there: an attribute whose type
 * the schema ties to a list holds something else, or a text is not there once
 * in Chinese and once in English. doc is valid by the schema. */
int coded_check(struct coded *coded, struct _xmlDoc *doc, const char *path,
	struct error *err);

/* The lists, as long as it is open. */
const struct codes *coded_codes(const struct coded *coded);

#endif
