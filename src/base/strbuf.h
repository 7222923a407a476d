#ifndef STRBUF_H
#define STRBUF_H

#include <stddef.h>
#include <string.h>

/* A string that grows; start it as { 0 }. data is NUL-terminated once
 * something was added, and NULL before. */
struct strbuf {
	char *data;
	size_t len;
	size_t cap;
};

void strbuf_grow(struct strbuf *sb, size_t n); /* room for n more */

/* Where texts are put together of few bytes each, calls are most of it. */
static inline void
strbuf_add(struct strbuf *sb, const void *bytes, size_t n)
{
	if (sb->len + n + 1 > sb->cap)
		strbuf_grow(sb, n);
	if (n > 0)
		memcpy(sb->data + sb->len, bytes, n);
	sb->len += n;
	sb->data[sb->len] = '\0';
}

static inline void
strbuf_addc(struct strbuf *sb, char c)
{
	if (sb->len + 2 > sb->cap)
		strbuf_grow(sb, 1);
	sb->data[sb->len++] = c;
	sb->data[sb->len] = '\0';
}

void strbuf_adds(struct strbuf *sb, const char *s);
void strbuf_addf(struct strbuf *sb, const char *fmt, ...)
	__attribute__((format(printf, 2, 3)));
/* Empty, memory kept. */
static inline void
strbuf_reset(struct strbuf *sb)
{
	sb->len = 0;
	if (sb->data != NULL)
		sb->data[0] = '\0';
}
void strbuf_clear(struct strbuf *sb);  /* memory freed */
char *strbuf_steal(struct strbuf *sb); /* the caller's; never NULL */
/* Add s as a JSON string with its quotes; NULL as null. */
void strbuf_add_json(struct strbuf *sb, const char *s);
/* Add s as one RFC 4180 field, quoted where needed, and with a leading
 * apostrophe where a spreadsheet would read a formula. */
void strbuf_add_csv(struct strbuf *sb, const char *s);
/* Add s as an attribute of XML with a blank before; NULL adds nothing. Control
 * characters become references. */
void strbuf_add_attribute(
	struct strbuf *sb, const char *name, const char *value);

#endif
