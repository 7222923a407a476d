#ifndef DIFF_VALUE_H
#define DIFF_VALUE_H

#include "dice.h"
#include "schema.h"

struct arena;

/*
 * Values of simple types: valid ones, and such as are nearly so, aimed at the
 * edges of each type. Coded facts draw from the lists of codes.xml.
 */
struct codebook;

struct codebook *codebook_read(const char *dir);
void codebook_free(struct codebook *book);
/* Is it a code, or another name of one, and in use in this year (0: any)? */
bool codebook_has(const struct codebook *book, const char *list,
	const char *code, size_t n, long year);

const char *value_valid(struct dice *d, struct arena *a,
	const struct codebook *book, const struct simple *type);
const char *value_near(struct dice *d, struct arena *a,
	const struct codebook *book, const struct simple *type,
	const char *old);

#endif
