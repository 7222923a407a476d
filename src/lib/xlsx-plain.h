#ifndef XLSX_PLAIN_H
#define XLSX_PLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include "base/errors.h"

/*
 * Rows and shared texts in the plain form in which office programs write them:
 * no reference, no comment, nothing but ASCII in tags. Most of a large workbook
 * is such, and reading it so takes a fifth of the parser's time. What is in any
 * other form is the parser's, and it is asked where the items stand: nothing is
 * taken here that it would refuse or read otherwise.
 */
enum plain {
	PLAIN_TAKEN,
	PLAIN_MORE, /* the item is not whole yet */
	PLAIN_NOT,  /* the parser's */
	PLAIN_STOP, /* nothing more is wanted */
};

struct xlsx_plain {
	const char *item, *end; /* how an item begins and ends: <row </row> */
	/* Take the item at s, which begins as it should; *s goes behind it. */
	enum plain (*take)(void *arg, const char **s, const char *end);
	/* Does the parser stand where items can be? */
	bool (*is_among)(const void *arg);
};

/* Bytes of a part, those of plain items taken out, to the parser. */
struct xlsx_feed;
struct xml_push;
struct xlsx_feed *xlsx_feed_new(
	const struct xlsx_plain *plain, struct xml_push *push, void *arg);
void xlsx_feed_free(struct xlsx_feed *f); /* NULL is fine */
/* n = 0: that was all. */
int xlsx_feed_bytes(
	struct xlsx_feed *f, const char *bytes, size_t n, struct error *err);

/* An attribute of a tag: a word, not ended by NUL. */
struct plain_attribute {
	const char *name, *value;
	size_t nname, nvalue;
};
#define PLAIN_ATTRIBUTES 24

struct plain_tag {
	struct plain_attribute attributes[PLAIN_ATTRIBUTES];
	size_t n;
	bool is_empty; /* <…/> */
};

/* The attributes behind a tag's name; false: not plain. */
bool plain_tag(struct plain_tag *tag, const char **s, const char *end);
/* Text up to the next tag; false: not plain. */
bool plain_text(const char **text, size_t *n, const char **s, const char *end);
/* Goes behind what stands at s; false: something else stands there. */
static inline bool
plain_skip(const char **s, const char *end, const char *what)
{
	size_t n = strlen(what);

	if ((size_t)(end - *s) < n || memcmp(*s, what, n) != 0)
		return false;
	*s += n;
	return true;
}

#endif
