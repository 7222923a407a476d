/*
 * Strings that grow, and the escaping of JSON and CSV.
 */
#include "config.h"
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/char.h"
#include "base/mem.h"
#include "base/strbuf.h"

void
strbuf_grow(struct strbuf *sb, size_t n)
{
	if (sb->len + n + 1 <= sb->cap)
		return;
	sb->cap = (sb->len + n + 1) * 2;
	sb->data = xreallocarray(sb->data, sb->cap, 1);
}

void
strbuf_adds(struct strbuf *sb, const char *s)
{
	strbuf_add(sb, s, strlen(s));
}

void
strbuf_addf(struct strbuf *sb, const char *fmt, ...)
{
	va_list ap;
	int n;

	strbuf_grow(sb, 1);
	va_start(ap, fmt);
	n = vsnprintf(sb->data + sb->len, sb->cap - sb->len, fmt, ap);
	va_end(ap);
	if (n < 0)
		abort();
	if ((size_t)n >= sb->cap - sb->len) {
		strbuf_grow(sb, (size_t)n);
		va_start(ap, fmt);
		vsnprintf(sb->data + sb->len, sb->cap - sb->len, fmt, ap);
		va_end(ap);
	}
	sb->len += (size_t)n;
}

void
strbuf_clear(struct strbuf *sb)
{
	free(sb->data);
	*sb = (struct strbuf){ 0 };
}

char *
strbuf_steal(struct strbuf *sb)
{
	char *s = sb->data != NULL ? sb->data : xstrdup("");

	*sb = (struct strbuf){ 0 };
	return s;
}

void
strbuf_add_json(struct strbuf *sb, const char *s)
{
	if (s == NULL) {
		strbuf_adds(sb, "null");
		return;
	}
	strbuf_addc(sb, '"');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;

		if (c == '"' || c == '\\')
			strbuf_addf(sb, "\\%c", c);
		else if (c < 0x20 || c == 0x7f)
			strbuf_addf(sb, "\\u%04x", c);
		else
			strbuf_addc(sb, (char)c);
	}
	strbuf_addc(sb, '"');
}

static bool
is_formula(const char *s)
{
	static const char *const wide[] = { "＝", "＋", "－", "＠" };

	if (*s != '\0' && strchr("=+-@\t\r\n", *s) != NULL)
		return true;
	for (size_t i = 0; i < sizeof wide / sizeof wide[0]; i++) {
		if (strncmp(s, wide[i], strlen(wide[i])) == 0)
			return true;
	}
	return false;
}

void
strbuf_add_csv(struct strbuf *sb, const char *s)
{
	unsigned long code;
	bool quoted, plain;

	if (s == NULL)
		return;
	quoted = strpbrk(s, ",\"\r\n") != NULL;
	if (quoted)
		strbuf_addc(sb, '"');
	if (is_formula(s))
		strbuf_addc(sb, '\'');
	for (size_t n = strlen(s), len; n > 0; s += len, n -= len) {
		len = char_next(s, n, &code, &plain);
		if (*s == '"')
			strbuf_addc(sb, '"');
		if (plain || strchr("\t\r\n", *s) != NULL)
			strbuf_add(sb, s, len);
		else
			strbuf_addf(sb, code < 0x100 ? "\\x%02lx" : "\\u%04lx",
				code);
	}
	if (quoted)
		strbuf_addc(sb, '"');
}

void
strbuf_add_attribute(struct strbuf *sb, const char *name, const char *value)
{
	if (value == NULL)
		return;
	strbuf_addf(sb, " %s=\"", name);
	for (const char *s = value; *s != '\0'; s++) {
		if ((unsigned char)*s < ' ' || strchr("&<>\"", *s) != NULL)
			strbuf_addf(sb, "&#%d;", *s);
		else
			strbuf_addc(sb, *s);
	}
	strbuf_addc(sb, '"');
}
