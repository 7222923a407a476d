#ifndef SQL_WORDS_H
#define SQL_WORDS_H

#include <stdbool.h>
#include <stddef.h>

struct model;

/*
 * SQL as its words, without blanks and comments: names, numbers, texts in their
 * quotes, parameters with their colon, signs.
 */
struct word {
	const char *s; /* in the SQL */
	size_t n;
	long depth; /* of brackets around it */
};

struct words {
	struct word *items;
	size_t n;
	const struct model *model; /* the caller's: which columns there are */
};

/* The caller frees items; the SQL outlives them. */
void words_split(struct words *words, const char *sql);
/* Is the word there this one? Whatever the case of its letters. */
bool words_is(const struct words *w, size_t i, const char *name);
/* Is it one of these? NULL ends them. */
bool words_is_any(const struct words *w, size_t i, const char *const *names);
/* Are both the same? */
bool words_equal(const struct word *a, const struct word *b);
/* Is the word a name or a number? */
bool words_is_name(const struct word *w);
/* The word without the quotes around it, of whatever sort; its length. */
size_t words_bare(const struct word *w, const char **name);
/* Does a word of the SQL begin so, bare or in quotes? SQLite takes a text where
 * a name is asked for. */
bool words_has_prefix(const char *sql, const char *prefix);
/* Does it join tables by USING or NATURAL, or call something so? */
bool words_joins_by_name(const char *sql);

#endif
