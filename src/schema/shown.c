/*
 * Numbers, accounts and phones in what a list shows in public.
 */
#include "config.h"
#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "schema/fold.h"
#include "schema/shown.h"

/* Digits, X, blanks, hyphens and round brackets as they stand, in half width;
 * "|" for everything else; what is invisible left out. */
static char *
reduce(const char *s, struct arena *arena)
{
	char *out = arena_alloc(arena, strlen(s) + 1), *p = out;
	unsigned c;

	while (*s != '\0') {
		s += fold_next(s, &c);
		if (fold_is_invisible(c))
			continue;
		if (fold_is_space(c))
			*p++ = ' ';
		else if (fold_is_hyphen(c))
			*p++ = '-';
		else if (fold_half(c) < 0x80 &&
			strchr("0123456789xX()", (int)fold_half(c)) != NULL)
			*p++ = (char)toupper((int)fold_half(c));
		else
			*p++ = '|';
	}
	*p = '\0';
	return out;
}

static size_t
count_digits(const char *s)
{
	return strspn(s, "0123456789");
}

static int
two_digits(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0');
}

static bool
is_mobile(const char *s, size_t n)
{
	return n == 11 && s[0] == '1' && s[1] >= '3';
}

static bool
is_short_number(const char *s, const unsigned char *provinces)
{
	return (provinces == NULL || provinces[two_digits(s)]) &&
		day_make(1900 + two_digits(s + 6), two_digits(s + 8),
			two_digits(s + 10)) != NO_DAY;
}

static bool
is_number(const char *s, size_t n, const unsigned char *provinces)
{
	if (n == 15)
		return is_short_number(s, provinces);
	/* a certificate, or a number that something was put behind */
	return n == 18 || n > 19 || (n == 17 && s[n] == 'X');
}

/* The area code's length, 0 where there is none: 010, 02 and a digit, 03 to 09
 * and two. */
static size_t
area_length(const char *s, size_t n)
{
	if (n < 3 || s[0] != '0')
		return 0;
	if (s[1] == '1')
		return s[2] == '0' ? 3 : 0;
	return s[1] == '2' ? 3 : s[1] >= '3' && n >= 4 ? 4 : 0;
}

/* With or without a hyphen or brackets. */
static bool
is_fixed(const char *s, size_t n)
{
	size_t area = area_length(s, n), local = n - area;
	const char *rest = s + area;

	if (area == 0)
		return false;
	if (local == 0) {
		rest += *rest == ')';
		rest += *rest == '-';
		local = rest > s + area ? count_digits(rest) : 0;
	}
	return (local == 7 || local == 8) && rest[0] >= '2';
}

/* As it is, or with the country in front; with a 0 in front it is a slip, and
 * shown all the same. */
static bool
is_phone(const char *s, size_t n)
{
	return is_mobile(s, n) || is_fixed(s, n) ||
		(s[0] == '0' && is_mobile(s + 1, n - 1)) ||
		(strncmp(s, "86", 2) == 0 && is_mobile(s + 2, n - 2)) ||
		(strncmp(s, "0086", 4) == 0 && is_mobile(s + 4, n - 4));
}

/* Groups of these lengths, the same blank or hyphen between them. */
static bool
has_groups(const char *s, const size_t *lengths, size_t n)
{
	char between = '\0';

	for (size_t i = 0; i < n; i++) {
		if (i > 0) {
			if (*s != ' ' && *s != '-')
				return false;
			if (i > 1 && *s != between)
				return false;
			between = *s++;
		}
		if (count_digits(s) != lengths[i])
			return false;
		s += lengths[i];
	}
	return true;
}

/* No card begins like a year. Five groups of four are no account, wherever
 * one begins to count. */
static bool
is_grouped_account(const char *text, const char *s)
{
	static const size_t five[] = { 4, 4, 4, 4, 4 };

	if (!has_groups(s, five, 4) || has_groups(s, five, 5) ||
		strncmp(s, "19", 2) == 0 || strncmp(s, "20", 2) == 0)
		return false;
	return s - text < 5 || !has_groups(s - 5, five, 5) ||
		(s - text > 5 && isdigit((unsigned char)s[-6]));
}

/* The last four may end in X. */
static bool
is_grouped_number(const char *s)
{
	static const size_t four[] = { 6, 8, 4 }, three[] = { 6, 8, 3 };

	return has_groups(s, four, 3) ||
		(has_groups(s, three, 3) && s[6 + 1 + 8 + 1 + 3] == 'X');
}

const char *
shown_exposed(const char *written, const unsigned char *provinces,
	struct arena *arena)
{
	const char *text = reduce(written, arena);
	bool number = false, account = false, phone = false;
	char *list = arena_alloc(arena, 32);

	for (const char *s = text; *s != '\0';) {
		size_t n = count_digits(s);

		if (n == 0) {
			s++;
			continue;
		}
		if (is_number(s, n, provinces) || is_grouped_number(s))
			number = true;
		else if ((n >= 16 && n <= 19) || is_grouped_account(text, s))
			account = true;
		else if (is_phone(s, n))
			phone = true;
		s += n;
	}
	strcpy(list, number ? " number" : "");
	strcat(list, account ? " account" : "");
	strcat(list, phone ? " phone" : "");
	return *list != '\0' ? strcat(list, " ") : NULL;
}
