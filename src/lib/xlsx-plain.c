/*
 * Parts of workbooks in their plain form: see xlsx-plain.h.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xlsx-plain.h"
#include "lib/xml-push.h"

/* An item that is longer goes to the parser. */
#define LONGEST_ITEM ((size_t)128 << 10)

struct xlsx_feed {
	const struct xlsx_plain *plain;
	struct xml_push *push;
	void *arg;
	struct strbuf held; /* the beginning of something */
	bool is_among;	    /* the parser stands where items can be */
	bool is_over;	    /* nothing more is wanted */
};

struct xlsx_feed *
xlsx_feed_new(const struct xlsx_plain *plain, struct xml_push *push, void *arg)
{
	struct xlsx_feed *f = xcalloc(1, sizeof *f);

	f->plain = plain;
	f->push = push;
	f->arg = arg;
	return f;
}

void
xlsx_feed_free(struct xlsx_feed *f)
{
	if (f == NULL)
		return;
	strbuf_clear(&f->held);
	free(f);
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* The length of the character at s, 0: none that XML has. */
static size_t
character(const unsigned char *s, size_t n)
{
	unsigned c = s[0];
	size_t len = c >= 0xc2 && c < 0xe0 ? 2
		: c >= 0xe0 && c < 0xf0	   ? 3
		: c >= 0xf0 && c < 0xf5	   ? 4
					   : 0;

	if (len == 0 || n < len)
		return 0;
	for (size_t i = 1; i < len; i++) {
		if ((s[i] & 0xc0) != 0x80)
			return 0;
	}
	if ((c == 0xe0 && s[1] < 0xa0) || (c == 0xed && s[1] > 0x9f) ||
		(c == 0xf0 && s[1] < 0x90) || (c == 0xf4 && s[1] > 0x8f) ||
		(c == 0xef && s[1] == 0xbf && s[2] > 0xbd))
		return 0;
	return len;
}

bool
plain_text(const char **text, size_t *n, const char **s, const char *end)
{
	const char *p = *s;

	while (p < end && *p != '<') {
		unsigned char c = (unsigned char)*p;
		size_t len = 1;

		if (c >= 0x80)
			len = character(
				(const unsigned char *)p, (size_t)(end - p));
		else if (c == '&' || c == '>' || c == 0x7f ||
			(c < ' ' && c != '\n' && c != '\t'))
			return false;
		if (len == 0)
			return false;
		p += len;
	}
	*text = *s;
	*n = (size_t)(p - *s);
	*s = p;
	return p < end;
}

static bool
is_name(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		(c >= '0' && c <= '9') || c == ':';
}

static bool
take_attribute(struct plain_attribute *a, const char **at, const char *end)
{
	const char *s = *at;

	a->name = s;
	if (s == end || (*s >= '0' && *s <= ':'))
		return false;
	while (s < end && is_name(*s))
		s++;
	a->nname = (size_t)(s - a->name);
	if (!plain_skip(&s, end, "=\""))
		return false;
	a->value = s;
	while (s < end && *s >= ' ' && *s < 0x7f && *s != '"' && *s != '<' &&
		*s != '&')
		s++;
	a->nvalue = (size_t)(s - a->value);
	*at = s;
	/* which prefixes there are, the parser knows */
	return plain_skip(at, end, "\"") && a->nname > 0 &&
		(a->nname < 5 || memcmp(a->name, "xmlns", 5) != 0);
}

static bool
stands_twice(const struct plain_tag *tag)
{
	const struct plain_attribute *last = &tag->attributes[tag->n - 1];

	for (size_t i = 0; i + 1 < tag->n; i++) {
		const struct plain_attribute *a = &tag->attributes[i];

		if (a->nname == last->nname &&
			memcmp(a->name, last->name, a->nname) == 0)
			return true;
	}
	return false;
}

bool
plain_tag(struct plain_tag *tag, const char **s, const char *end)
{
	tag->n = 0;
	while (*s < end && **s == ' ') {
		(*s)++;
		if (*s < end && **s == '/')
			break;
		if (tag->n == PLAIN_ATTRIBUTES ||
			!take_attribute(&tag->attributes[tag->n++], s, end) ||
			stands_twice(tag))
			return false;
	}
	tag->is_empty = *s < end && **s == '/';
	*s += tag->is_empty;
	return plain_skip(s, end, ">");
}

/* Where the next item begins, blanks before it not counted; NULL: none. */
static const char *
next_item(const struct xlsx_feed *f, const char *s, size_t n)
{
	const char *p = memmem(s, n, f->plain->item, strlen(f->plain->item));

	while (p != NULL && p > s && is_blank(p[-1]))
		p--;
	return p;
}

/* Where the last end of an item begins; NULL: none. */
static const char *
last_end(const struct xlsx_feed *f, const char *s, const char *end)
{
	const char *what = f->plain->end, *p = end;
	size_t n = strlen(what);

	while ((p = memrchr(s, *what, (size_t)(p - s))) != NULL) {
		if ((size_t)(end - p) >= n && memcmp(p, what, n) == 0)
			return p;
	}
	return NULL;
}

/* Is the item there as a whole? Only then is it looked at. last: where the last
 * end begins. */
static enum plain
take_item(
	struct xlsx_feed *f, const char **s, const char *end, const char *last)
{
	const struct xlsx_plain *plain = f->plain;
	const char *p = *s;
	enum plain what;

	while (p < end && is_blank(*p))
		p++;
	if ((size_t)(end - p) < strlen(plain->item))
		return memcmp(p, plain->item, (size_t)(end - p)) == 0
			? PLAIN_MORE
			: PLAIN_NOT;
	if (memcmp(p, plain->item, strlen(plain->item)) != 0)
		return PLAIN_NOT;
	if (last == NULL || last < p)
		return PLAIN_MORE;
	p += strlen(plain->item);
	what = plain->take(f->arg, &p, end);
	if (what == PLAIN_TAKEN)
		*s = p;
	f->is_over = what == PLAIN_STOP;
	return what;
}

/* All plain items at s; what is left is not, or not whole. */
static enum plain
take_items(struct xlsx_feed *f, const char **s, const char *end)
{
	const char *last = last_end(f, *s, end);
	enum plain what;

	do {
		what = take_item(f, s, end, last);
	} while (what == PLAIN_TAKEN && *s < end);
	return what;
}

/* What is no plain item: to the parser, up to where one may begin. Where it
 * begins at s, it was none. */
static int
give(struct xlsx_feed *f, const char **s, const char *end, struct error *err)
{
	const char *from = *s, *to;

	while (from < end && is_blank(*from))
		from++;
	if ((size_t)(end - from) >= strlen(f->plain->item) &&
		memcmp(from, f->plain->item, strlen(f->plain->item)) == 0)
		from++;
	to = next_item(f, from, (size_t)(end - from));
	if (to == NULL)
		to = end;
	f->is_among = false;
	if (to == *s)
		return 0;
	if (xml_push_feed(f->push, *s, (size_t)(to - *s), err) != 0)
		return -1;
	*s = to;
	f->is_among = xml_push_has_all(f->push) && f->plain->is_among(f->arg);
	return 0;
}

static int
take_bytes(struct xlsx_feed *f, const char *s, const char *end, bool is_last,
	struct error *err)
{
	while (s < end) {
		enum plain what = f->is_among ? take_items(f, &s, end)
					      : PLAIN_NOT;

		if (s == end || what == PLAIN_STOP)
			break;
		if (what == PLAIN_MORE && !is_last &&
			(size_t)(end - s) < LONGEST_ITEM) {
			struct strbuf rest = { 0 };

			strbuf_add(&rest, s, (size_t)(end - s));
			strbuf_clear(&f->held);
			f->held = rest;
			return 0;
		}
		if (give(f, &s, end, err) != 0)
			return -1;
	}
	strbuf_reset(&f->held);
	return 0;
}

int
xlsx_feed_bytes(
	struct xlsx_feed *f, const char *bytes, size_t n, struct error *err)
{
	const char *s = bytes, *end = bytes + n;

	if (f->held.len > 0) {
		strbuf_add(&f->held, bytes, n);
		s = f->held.data;
		end = s + f->held.len;
	}
	if (!f->is_over && take_bytes(f, s, end, n == 0, err) != 0)
		return -1;
	return n == 0 && !f->is_over ? xml_push_feed(f->push, "", 0, err) : 0;
}
