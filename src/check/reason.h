#ifndef REASON_H
#define REASON_H

#include "base/lang.h"

struct codes;
struct db;
struct strbuf;

/* What a word of a reason names that is missing. */
enum reason_kind {
	REASON_DOCUMENT,
	REASON_FACT,	 /* a field, that a document did not deliver */
	REASON_AMOUNT,	 /* that the plan does not set */
	REASON_PREVIOUS, /* a record, in last year's register */
	REASON_REGISTER, /* something that the register holds */
	REASON_CHECK,	 /* another check, that was not made */
};

/* Which kind it is of, and *name, the caller's, for people to read. */
enum reason_kind reason_word(char **name, struct db *db,
	const struct codes *codes, const char *word, enum lang lang);
/* Why a check answered as it did, or what of it could not be decided: what is
 * missing, by name. */
void reason_add(struct strbuf *sb, struct db *db, const struct codes *codes,
	const char *answer, const char *reason, enum lang lang);

#endif
