#ifndef REACH_H
#define REACH_H

#include <stddef.h>
#include "base/errors.h"

struct _xmlDoc;
struct db;
struct model;

/*
 * Which records a finding may hang on, out of the database: first those of whom
 * it is about, then more.
 */
enum reach {
	REACH_FEW,     /* without what stands in their lists of others */
	REACH_LISTS,   /* with it */
	REACH_VILLAGE, /* and all of the village */
	REACH_ALL,
	REACHES
};

enum { REACH_DOCUMENTS = 200 };

struct reach_documents {
	struct _xmlDoc *docs[REACH_DOCUMENTS];
	char *names[REACH_DOCUMENTS]; /* to call their files by */
	size_t n;
};

struct reach_about {
	struct db *db;
	const struct model *model;
	const char *village; /* of the finding */
	const char *told;    /* all that it says: names of records are in it */
};

/* The documents in place of those that out has; what people decided is not
 * among them. */
int reach_records(struct reach_documents *out, const struct reach_about *about,
	enum reach reach, struct error *err);
void reach_clear(struct reach_documents *d);

#endif
