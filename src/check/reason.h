#ifndef REASON_H
#define REASON_H

struct codes;
struct db;
struct strbuf;

/* Why a check answered as it did, or what of it could not be decided: what is
 * missing, by name. */
void reason_add(struct strbuf *sb, struct db *db, const struct codes *codes,
	const char *answer, const char *reason, int lang);

#endif
