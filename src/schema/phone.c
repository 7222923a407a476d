/*
 * Phone numbers: the forms in which offices write them, folded into one.
 */
#include "config.h"
#include <stdbool.h>
#include <string.h>
#include "base/arena.h"
#include "schema/fold.h"
#include "schema/phone.h"

static size_t
count_digits(const char *s)
{
	return strspn(s, "0123456789");
}

static bool
is_mobile(const char *s)
{
	return s[0] == '1' && s[1] >= '3' && s[1] <= '9' &&
		count_digits(s) == 11 && s[11] == '\0';
}

/* What stands before an extension: "转", "分机", "x", "ext.", "*", "#". */
static const char *
extension(const char *s)
{
	static const char *const marks[] = { "转", "分机", "EXT.", "EXT", "X",
		"*", "#" };

	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		size_t n = strlen(marks[i]);

		if (strncmp(s, marks[i], n) == 0)
			return s + n;
	}
	return NULL;
}

/* An area code without its 0 behind +86 takes it again. */
static char *
drop_country(char *s, struct arena *arena)
{
	char *national = s[0] == '+' && strncmp(s + 1, "86", 2) == 0 ? s + 3
		: strncmp(s, "0086", 4) == 0			     ? s + 4
		: strncmp(s, "86", 2) == 0 && is_mobile(s + 2)	     ? s + 2
								     : NULL;
	char *out;

	if (national == NULL)
		return s;
	if (*national == '0' || is_mobile(national))
		return national;
	out = arena_alloc(arena, strlen(national) + 2);
	out[0] = '0';
	strcpy(out + 1, national);
	return out;
}

/* Groups of digits that hyphens part. The last of three, or of two behind a
 * whole local number, is an extension. */
static bool
is_extension(const char *rest, size_t before, const char *out)
{
	size_t n = count_digits(rest);

	if (n == 0 || n > 6 || rest[n] != '\0')
		return false;
	if (out[0] == '0')
		return before >= 10;
	return out[0] >= '2' && (before == 7 || before == 8);
}

char *
phone_fold(const char *written, struct arena *arena)
{
	char *s = fold_text(written, false, arena);
	char *out = arena_alloc(arena, strlen(s) + 2), *p = out;

	if (fold_says_nothing(s)) {
		*out = '\0';
		return out;
	}
	while (*s != '\0') {
		const char *behind = p > out ? extension(s) : NULL;

		if (behind != NULL) {
			*p++ = 'x';
			s += behind - s; /* the mark */
		} else if (*s == '-') {
			*p = '\0';
			if (is_extension(s + 1, (size_t)(p - out), out))
				*p++ = 'x';
			s++;
		} else if (strchr("()[]", *s) != NULL) {
			s++;
		} else {
			*p++ = *s++;
		}
	}
	*p = '\0';
	return drop_country(out, arena);
}

/* Seven or eight digits that do not begin with 0 or 1, and an extension of up
 * to six. */
static bool
is_local(const char *s)
{
	size_t n = count_digits(s);

	if ((n != 7 && n != 8) || s[0] < '2')
		return false;
	s += n;
	if (*s == '\0')
		return true;
	n = *s == 'x' ? count_digits(s + 1) : 0;
	return n > 0 && n <= 6 && s[1 + n] == '\0';
}

/* The area code's length: 010 and 02 with a digit, or 03 to 09 with two. */
static size_t
area_length(const char *s)
{
	if (s[0] != '0' || count_digits(s) < 4)
		return 0;
	if ((s[1] == '1' && s[2] == '0') || s[1] == '2')
		return 3;
	return s[1] >= '3' ? 4 : 0;
}

const char *
phone_form(const char *folded)
{
	size_t area = area_length(folded);

	if (*folded == '\0')
		return "none";
	if (is_mobile(folded))
		return "mobile";
	if (*folded == '0' && is_mobile(folded + 1))
		return "nought";
	if (is_local(folded) || (area > 0 && is_local(folded + area)))
		return "fixed";
	return "bad";
}
