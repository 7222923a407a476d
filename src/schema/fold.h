#ifndef FOLD_H
#define FOLD_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * What is blank and what is equal, once for all checks: white space of any
 * kind, the ideographic space and invisible characters say nothing; what was
 * written in full width means the same in half width.
 */

/* Length in bytes of the UTF-8 character at s, and its code point. The text
 * comes from the XML parser, so it is well-formed. */
size_t fold_next(const char *s, unsigned *c);

/* A character that is seen as white space; one that is not seen at all; one
 * that joins digits (a hyphen or a dash of any kind). */
bool fold_is_space(unsigned c);
bool fold_is_invisible(unsigned c);
bool fold_is_hyphen(unsigned c);

/* The character in half width. */
unsigned fold_half(unsigned c);

bool fold_is_blank(const char *s);

/* Full width to half width, letters to upper case; white space and what is
 * invisible left out, hyphens too where asked for. */
char *fold_text(const char *s, bool hyphens, struct arena *arena);
/* The same into out, which has room for what s takes; its bytes. */
size_t fold_into(char *out, const char *s, bool hyphens);
/* With hyphens; the caller's. */
char *fold_dup(const char *s);

/* Words that stand where something is due and say that there is nothing: 无,
 * 暂无, / and the like. The text was folded. */
bool fold_says_nothing(const char *folded);

#endif
