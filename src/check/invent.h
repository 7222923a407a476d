#ifndef INVENT_H
#define INVENT_H

#include <stdbool.h>
#include "base/errors.h"
#include "schema/value.h"

/*
 * Invented values in place of those of people, of the same shape: one that is
 * no number stays none, two that are equal or differ in one character do so
 * afterwards, too. Codes, counts, amounts, years and days of the procedure stay
 * as they are; days of birth move by a few days.
 */
struct invent;

struct invent_opts {
	const unsigned char *provinces; /* [100], see derive.h */
	long shift;			/* days by which births move */
	bool keeps_words; /* of posted lists: words that are no known value */
};

struct invent *invent_new(const struct invent_opts *opts);
void invent_free(struct invent *inv); /* NULL is fine */

/* A value that belongs to nobody, such as a department's code: it stays. */
void invent_keep(struct invent *inv, const char *value);

/* The invented value of a fact, by how it is stored and by what its simple type
 * is called (NULL: it has none); borrowed until invent_free. */
const char *invent_value(struct invent *inv, enum store store, const char *type,
	const char *value);

/* A sentence with each value that was replaced so far replaced in it, texts
 * only where asked for: what is a reason in a record may be a plain word in a
 * sentence. The caller's. */
char *invent_sentence(const struct invent *inv, const char *text, bool texts);

#endif
