#ifndef DERIVE_H
#define DERIVE_H

#include <stddef.h>
#include <stdint.h>
#include "schema/value.h"

struct arena;

/*
 * Facts computed once, at import, from a value: columns NAME_SUFFIX behind
 * the column NAME.
 *
 * number (GB 11643-1999; disability certificate: number, type, grade):
 *   raw (as written, where it was normalised), form (none, placeholder, id15,
 *   id18, cert20, cert22, length, character), check (1 the check digit holds),
 *   18 (the first 18 characters; a 15-digit number upgraded), date (1: the
 *   birth date inside exists), birth, sex ('1' or '2' by the 17th digit),
 *   province (1: the first two digits name one), age (whole years), slips
 *   (codes of the list number-slip: how it was written otherwise).
 * name: key (no blanks), digit, latin, space, replacement, dot (another than
 *   U+00B7), radical (or a compatibility form), placeholder (0 or 1); odd
 * (these characters with their code points). phone: form (none, mobile, fixed,
 * nought, bad), key (as it is dialled). account: key (folded).  birth: age.
 * shown: exposed (of number, account, phone a list of codes, or NULL; shown.h).
 * free: says (1; 0: it only says that there is nothing; NULL: blank).
 * What is blank, and what says that there is nothing: fold.h.
 */
#define DERIVE_MAX 10

struct derived {
	const char *suffix;
	bool is_int;
};

/* The columns derived from a value of this store; *n of them. */
const struct derived *derive_columns(enum store store, size_t *n);

/* What derivation needs to know besides the value. */
struct derive_facts {
	long reference;			/* day at which ages are taken */
	const unsigned char *provinces; /* [100]: 1 where the number is one */
};

/* Fill v[0] (the value itself, normalised) and v[1..n] from what is written.
 * NULL or "" is a blank: v[0] NULL. Nothing here fails: a value that is wrong
 * is a fact about it. */
void derive(struct value *v, enum store store, const char *written,
	const struct derive_facts *facts, struct arena *arena);

#endif
