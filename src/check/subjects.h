#ifndef SUBJECTS_H
#define SUBJECTS_H

#include "base/errors.h"

struct rule;
struct rule_at;

/*
 * How many subjects rules have. Many have the same, so what was counted is
 * kept; several threads may ask.
 */
struct subjects;

struct subjects *subjects_new(void);
void subjects_free(struct subjects *s); /* NULL is fine */
int subjects_count(struct subjects *s, const struct rule_at *at,
	const struct rule *rule, int seconds, long *n, struct error *err);
/* What was counted may be other now. */
void subjects_forget(struct subjects *s);

#endif
