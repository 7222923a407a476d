/*
 * Personal data made unreadable.
 */
#include "config.h"
#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/mask.h"
#include "base/strbuf.h"

void
mask_add_number(struct strbuf *sb, const char *number)
{
	size_t n = strlen(number), head = 6, tail = 4;

	bool is_plain = true;

	/* A text with other than ASCII characters shows none of them: a star
	 * stands for each whole character. */
	for (size_t i = 0; i < n; i++)
		is_plain &= (unsigned char)number[i] < 0x80;
	if (!is_plain) {
		for (; *number != '\0'; number++) {
			if ((*number & 0xc0) != 0x80)
				strbuf_addc(sb, '*');
		}
		return;
	}
	if (n < 12)
		head = tail = 0;
	/* A certificate ends in type and grade: they tell of the disability. */
	if (n == 20 || n == 22)
		tail = 0;
	strbuf_add(sb, number, head);
	for (size_t i = head; i + tail < n; i++)
		strbuf_addc(sb, '*');
	strbuf_add(sb, number + n - tail, tail);
}

/* The number as it is masked, as its own string. */
static char *
masked(const char *number)
{
	struct strbuf sb = { 0 };

	mask_add_number(&sb, number);
	return strbuf_steal(&sb);
}

void
mask_add_number_beside(struct strbuf *sb, const char *number, const char *other,
	enum lang lang)
{
	char *text = masked(number), *beside = masked(other);
	size_t n = strlen(number), left = n < 12 ? 3 : 2;

	bool is_alike = strcmp(text, beside) == 0 && strcmp(number, other) != 0;
	bool is_plain = strlen(text) == n && strlen(other) == n;

	for (size_t i = 0; is_alike && is_plain && i < n && left > 0; i++) {
		if (number[i] == other[i])
			continue;
		text[i] = number[i];
		left--;
	}
	strbuf_adds(sb, text);
	if (is_alike && !is_plain)
		strbuf_adds(sb,
			lang == LANG_ZH ? "（写法不同）"
					: " (written otherwise)");
	free(text);
	free(beside);
}

void
mask_add_birth(
	struct strbuf *sb, const char *date, const char *other, enum lang lang)
{
	char text[] = "****-**-**";
	int left = 2;

	for (size_t i = 0; i < sizeof text - 1 && date[i] != '\0'; i++) {
		bool is_shown = i < 2 || !isdigit((unsigned char)date[i]);

		if (!is_shown && other != NULL && strlen(other) > i &&
			date[i] != other[i] && left > 0) {
			is_shown = true;
			/* never the whole year */
			left -= i < 4 ? 2 : 1;
		}
		text[i] = is_shown ? date[i] : '*';
	}
	if (lang == LANG_ZH)
		strbuf_addf(sb, "%.4s年%.2s月%.2s日", text, text + 5, text + 8);
	else
		strbuf_adds(sb, text);
}

void
mask_add_age(struct strbuf *sb, const char *age, enum lang lang)
{
	/* The checks ask when school, work and old age begin, so these are
	 * the ages that tell what a finding is about. */
	static const int begins[] = { 0, 6, 16, 23, 40, 60, 70, 80 };
	size_t n = sizeof begins / sizeof *begins, i = n - 1;
	int years = atoi(age);

	while (i > 0 && years < begins[i])
		i--;
	if (i == n - 1)
		strbuf_addf(sb, lang == LANG_ZH ? "%d以上" : "%d or more",
			begins[i]);
	else
		strbuf_addf(sb, lang == LANG_ZH ? "%d至%d" : "%d to %d",
			begins[i], begins[i + 1] - 1);
}

#define LONG 18
#define SHORT 15

/* The bytes of a digit (X is one as well) and what it is; 0: none is there. */
static size_t
digit_at(const char *s, char *digit)
{
	const unsigned char *p = (const unsigned char *)s;

	if (isdigit(*p) || *p == 'X' || *p == 'x') {
		*digit = (char)*p;
		return 1;
	}
	if (p[0] != 0xef)
		return 0;
	if (p[1] == 0xbc && p[2] >= 0x90 && p[2] <= 0x99)
		*digit = (char)('0' + p[2] - 0x90);
	else if ((p[1] == 0xbc && p[2] == 0xb8) ||
		(p[1] == 0xbd && p[2] == 0x98))
		*digit = 'X';
	else
		return 0;
	return 3;
}

/* What people put between digits. */
static size_t
gap_at(const char *s)
{
	static const char *const gaps[] = { " ", "-", "\xc2\xa0", "\u3000",
		"\uff0d", "\u2010", "\u2013", "\u2014", "\u2212" };

	for (size_t i = 0; i < sizeof gaps / sizeof *gaps; i++) {
		if (strncmp(s, gaps[i], strlen(gaps[i])) == 0)
			return strlen(gaps[i]);
	}
	return 0;
}

/* So many digits from here on: the bytes that they take, or 0. */
static size_t
read_digits(const char *s, size_t want, char *digits, bool *has_gaps)
{
	const char *p = s;
	size_t n = 0, len;

	*has_gaps = false;
	while (n < want) {
		len = digit_at(p, &digits[n]);
		if (len == 0 && n > 0 && gap_at(p) > 0) {
			*has_gaps = true;
			p += gap_at(p);
			len = digit_at(p, &digits[n]);
		}
		if (len == 0 ||
			(!isdigit((unsigned char)digits[n]) && n + 1 != LONG))
			return 0;
		p += len;
		n++;
	}
	digits[n] = '\0';
	return (size_t)(p - s);
}

static bool
is_day(const char *mmdd)
{
	int month = (mmdd[0] - '0') * 10 + mmdd[1] - '0';
	int day = (mmdd[2] - '0') * 10 + mmdd[3] - '0';

	return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

/* The bytes of an identity number that begins here, and its digits; 0: none
 * does. The form of 15 digits was given to nobody born from 2000 on, and
 * whoever was born before 1920 is dead: its years 00 to 19 belong to numbers of
 * another kind. A number with gaps, or of 15 digits, must stand between other
 * characters than digits. */
static size_t
number_at(const char *s, bool is_glued, char *digits)
{
	bool has_gaps;
	char next;
	size_t n = read_digits(s, LONG, digits, &has_gaps);

	if (n > 0 && digits[0] != '0' &&
		(memcmp(digits + 6, "19", 2) == 0 ||
			(memcmp(digits + 6, "20", 2) == 0 &&
				digits[8] <= '2')) &&
		is_day(digits + 10) &&
		!(has_gaps && (is_glued || digit_at(s + n, &next) > 0)))
		return n;
	n = is_glued ? 0 : read_digits(s, SHORT, digits, &has_gaps);
	if (n > 0 && digit_at(s + n, &next) == 0 && !has_gaps &&
		digits[0] != '0' && digits[6] >= '2' && is_day(digits + 8))
		return n;
	return 0;
}

/* The bytes of a hash or id that begins here, or 0. */
static size_t
hash_at(const char *s)
{
	size_t n = strspn(s, "0123456789abcdef");

	return (n == 16 || n == 32 || n == 40 || n == 64) &&
			strcspn(s, "abcdef") < n &&
			!isalnum((unsigned char)s[n])
		? n
		: 0;
}

char *
mask_text(const char *text)
{
	struct strbuf sb = { 0 };
	bool is_glued = false, is_word = false, is_masked = false;
	char digits[LONG + 1], digit;
	const char *kept = text;
	size_t n, len;

	if (strlen(text) < SHORT)
		return NULL;
	while (*text != '\0') {
		n = is_word ? 0 : hash_at(text);
		len = digit_at(text, &digit);
		if (n == 0 && len > 0 &&
			(n = number_at(text, is_glued, digits)) > 0) {
			strbuf_add(&sb, kept, (size_t)(text - kept));
			mask_add_number(&sb, digits);
			kept = text + n;
			is_masked = true;
		}
		is_word = isalnum((unsigned char)*text) != 0;
		is_glued = len > 0;
		text += n > 0 ? n : len > 0 ? len : 1;
	}
	if (is_masked)
		strbuf_adds(&sb, kept);
	return is_masked ? strbuf_steal(&sb) : NULL;
}

void
mask_add_text(struct strbuf *sb, const char *text)
{
	char *masked = mask_text(text);

	strbuf_adds(sb, masked != NULL ? masked : text);
	free(masked);
}
