#ifndef XSLT_WORDS_H
#define XSLT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"
#include "base/strbuf.h"

/*
 * The words that stylesheets say, of xslt/messages.xml: read once a process and
 * looked up by any number of threads.
 */
int xslt_words_load(struct error *err);

/* The text of a message in a language, or NULL: there is none. Only after
 * xslt_words_load. */
const char *xslt_words_find(const char *id, const char *lang);
/* Is there such a message, in any language? */
bool xslt_words_know(const char *id);

/* What a plan calls things: of[i] is said as as[i]. */
struct xslt_own_words {
	char **of, **as;
	size_t n;
};
/* Adds text with the plan's own words in place of ours, the first and of
 * several the longest one each time; what is put in is not looked at again. */
void xslt_words_own(
	struct strbuf *to, const char *text, const struct xslt_own_words *own);
/* Adds text with the n values in place of {1}, {2} …; {1?day:days} is the one
 * word where the value is 1 and else the other. What is filled in is not looked
 * at again. */
void xslt_words_fill(
	struct strbuf *to, const char *text, char *const *values, size_t n);

#endif
