/*
 * SQL read as words.
 */
#include "config.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/mem.h"
#include "check/sql-words.h"

static bool
is_name(char c)
{
	return isalnum((unsigned char)c) || c == '_' || (c & 0x80) != 0;
}

/* How long the comment or the blank is that stands here; 0: none. */
static size_t
skip(const char *s)
{
	const char *end;

	if (strncmp(s, "--", 2) == 0)
		return strcspn(s, "\n");
	if (strncmp(s, "/*", 2) == 0) {
		end = strstr(s + 2, "*/");
		return end != NULL ? (size_t)(end - s) + 2 : strlen(s);
	}
	if (strncmp(s, "\xef\xbb\xbf", 3) == 0) /* U+FEFF, a blank to SQLite */
		return 3;
	return strspn(s, " \t\r\n\f");
}

/* What ends a name or a text that begins so; 0: nothing does. */
static char
closing_quote(char c)
{
	return c == '[' ? ']' : c == '\'' || c == '"' || c == '`' ? c : '\0';
}

/* How long the word is that begins here. */
static size_t
measure(const char *s)
{
	char quote = closing_quote(*s);
	size_t n = 1;

	if (quote != '\0') {
		while (s[n] != '\0' && s[n] != quote)
			n++;
		return s[n] != '\0' ? n + 1 : n;
	}
	if (is_name(*s) || *s == ':') {
		while (is_name(s[n]) && skip(s + n) == 0)
			n++;
		return n;
	}
	return strncmp(s, "==", 2) == 0 || strncmp(s, "||", 2) == 0 ||
			strncmp(s, "<=", 2) == 0 || strncmp(s, ">=", 2) == 0 ||
			strncmp(s, "<>", 2) == 0 || strncmp(s, "!=", 2) == 0
		? 2
		: 1;
}

void
words_split(struct words *words, const char *s)
{
	long depth = 0;
	size_t n, room = words->n;

	while (*s != '\0') {
		n = skip(s);
		if (n > 0) {
			s += n;
			continue;
		}
		n = measure(s);
		depth -= *s == ')';
		if (words->n == room) {
			room = room > 0 ? 2 * room : 256;
			words->items = xreallocarray(
				words->items, room, sizeof *words->items);
		}
		words->items[words->n++] = (struct word){ s, n, depth };
		depth += *s == '(';
		s += n;
	}
}

bool
words_is(const struct words *w, size_t i, const char *name)
{
	return i < w->n && strlen(name) == w->items[i].n &&
		strncasecmp(w->items[i].s, name, w->items[i].n) == 0;
}

bool
words_is_any(const struct words *w, size_t i, const char *const *names)
{
	for (; *names != NULL; names++) {
		if (words_is(w, i, *names))
			return true;
	}
	return false;
}

bool
words_equal(const struct word *a, const struct word *b)
{
	return a->n == b->n && strncasecmp(a->s, b->s, a->n) == 0;
}

bool
words_is_name(const struct word *w)
{
	return is_name(*w->s);
}

size_t
words_bare(const struct word *w, const char **name)
{
	size_t quote = closing_quote(*w->s) != '\0';
	size_t n = w->n;

	if (quote && n > 1 && w->s[n - 1] == closing_quote(*w->s))
		n--;
	*name = w->s + quote;
	return n - quote;
}

bool
words_has_prefix(const char *sql, const char *prefix)
{
	struct words words = { 0 };
	size_t n = strlen(prefix);
	bool has = false;

	if (strcasestr(sql, prefix) == NULL) /* as in nearly all */
		return false;
	words_split(&words, sql);
	for (size_t i = 0; i < words.n && !has; i++) {
		const struct word *w = &words.items[i];
		size_t quote = closing_quote(*w->s) != '\0';

		has = w->n >= quote + n &&
			strncasecmp(w->s + quote, prefix, n) == 0;
	}
	free(words.items);
	return has;
}

bool
words_joins_by_name(const char *sql)
{
	struct words words = { 0 };
	bool does = false;

	if (strcasestr(sql, "using") == NULL &&
		strcasestr(sql, "natural") == NULL)
		return false;
	words_split(&words, sql);
	for (size_t i = 0; i < words.n && !does; i++)
		does = (words_is(&words, i, "USING") ||
			       words_is(&words, i, "NATURAL")) &&
			!(i > 0 && words_is(&words, i - 1, "."));
	free(words.items);
	return does;
}
