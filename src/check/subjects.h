#ifndef SUBJECTS_H
#define SUBJECTS_H

#include "base/errors.h"

struct db;
struct rule;

/*
 * How many subjects rules have. Many have the same, so what was counted is
 * kept; several threads may ask.
 */
struct subjects;

struct subjects *subjects_new(void);
void subjects_free(struct subjects *s); /* NULL is fine */
int subjects_count(struct subjects *s, struct db *db, const struct rule *rule,
	int seconds, long *n, struct error *err);
/* What was counted may be other now. */
void subjects_forget(struct subjects *s);

#endif
