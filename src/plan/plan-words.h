#ifndef PLAN_WORDS_H
#define PLAN_WORDS_H

#include "base/lang.h"

struct _xmlNode;
struct arena;
struct plan;

/*
 * What a plan calls things that hecha has a word for: where the office is a
 * township's, 镇 in place of 街道, in the sentences of checks and reports.
 */
struct plan_word {
	const char *of, *own;
	enum lang lang;
};

/* Those that stand in the plan, into its arena. */
void plan_load_words(struct plan *p, const struct _xmlNode *root);

/* The text with the plan's words in it: in the arena, or the text itself where
 * none of them is there. NULL gives NULL. */
const char *plan_reword(const struct plan *p, enum lang lang, const char *text,
	struct arena *arena);

#endif
