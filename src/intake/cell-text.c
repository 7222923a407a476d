/*
 * Texts of cells, made clean: see cell-text.h.
 */
#include "config.h"
#include <string.h>
#include "base/arena.h"
#include "intake/cell-text.h"
#include "schema/fold.h"

/* Blanks of any kind, what is not seen, and the apostrophe by which Excel
 * keeps a text text, off the ends; control characters out. Out has room for
 * n + 1 bytes. */
void
cell_clean(char *out, const char *s, size_t n)
{
	char *p = out, *last = out;
	bool begun = false;

	for (const char *end = s + n; s < end;) {
		unsigned c = (unsigned char)*s;
		bool blank = c <= ' ' || c >= 0x7f;
		size_t len;

		if (!blank && (begun || c != '\'')) {
			begun = true;
			*p++ = *s++;
			last = p;
			continue;
		}
		len = fold_next(s, &c);

		if (len > (size_t)(end - s))
			break;
		if (blank && (c < 0x4e00 || c > 0x9fff))
			blank = fold_is_space(c) || fold_is_invisible(c);
		else
			blank = false;
		if (!begun && (blank || (c == '\'' && s + 1 < end))) {
			s += len;
			continue;
		}
		begun = true;
		if ((c < 0x20 && c != '\t' && c != '\n') || c == 0xfffe ||
			c == 0xffff) {
			s += len;
			continue;
		}
		for (size_t i = 0; i < len; i++)
			*p++ = *s++;
		if (!blank)
			last = p;
	}
	*last = '\0';
}

/* ="…", by which a text is kept a text; in place. */
char *
cell_unquote(char *s)
{
	size_t n = strlen(s);

	if (n < 3 || s[0] != '=' || s[1] != '"' || s[n - 1] != '"')
		return s;
	s[n - 1] = '\0';
	return s + 2;
}

/* Blanks between digits: two numbers, or one that was broken. */
bool
cell_has_broken_digits(const char *s)
{
	bool digit = false, gap = false;

	while (*s != '\0') {
		unsigned c, half;

		s += fold_next(s, &c);
		half = fold_half(c);
		if (half >= '0' && half <= '9') {
			if (digit && gap)
				return true;
			digit = true;
			gap = false;
		} else if (fold_is_space(c)) {
			gap = true;
		} else if (!fold_is_invisible(c)) {
			digit = false;
			gap = false;
		}
	}
	return false;
}

size_t
cell_count_numbers(const char *s, size_t digits)
{
	size_t n = 0, run = 0;

	while (*s != '\0') {
		unsigned c, half;

		s += fold_next(s, &c);
		half = fold_half(c);
		if (half >= '0' && half <= '9') {
			run++;
			n += run == digits;
		} else if (!fold_is_invisible(c)) {
			run = 0;
		}
	}
	return n;
}

/* 8601370001.0: an id that went through a number. */
void
cell_drop_point_nought(char *s)
{
	size_t n = strspn(s, "0123456789");

	if (n > 0 && s[n] == '.' && s[n + 1] == '0' &&
		s[n + 1 + strspn(s + n + 1, "0")] == '\0')
		s[n] = '\0';
}

/* Of an id nothing else changes. */
char *
cell_half_width(struct arena *arena, const char *s)
{
	char *out = arena_alloc(arena, strlen(s) + 1), *p = out;

	while ((unsigned char)*s - 1u < 0x7e)
		*p++ = *s++;
	while (*s != '\0') {
		unsigned c, half;
		size_t n = fold_next(s, &c);

		half = fold_half(c);
		if (half < 0x80) {
			*p++ = (char)half;
		} else if (!fold_is_invisible(c)) {
			memcpy(p, s, n);
			p += n;
		}
		s += n;
	}
	*p = '\0';
	return out;
}

/* What takes no width and means nothing; of identity numbers it is noticed. */
void
cell_drop_invisible(char *s)
{
	char *out = s;

	while ((unsigned char)*out - 1u < 0x7f)
		out++;
	s = out;
	while (*s != '\0') {
		unsigned c;
		size_t n = fold_next(s, &c);
		bool drop = c == 0xad || (c >= 0x200b && c <= 0x200f) ||
			(c >= 0x202a && c <= 0x202e) ||
			(c >= 0x2060 && c <= 0x206f) || c == 0xfeff;

		if (!drop)
			memmove(out, s, n);
		out += drop ? 0 : n;
		s += n;
	}
	*out = '\0';
}
