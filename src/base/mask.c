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

	/* What is no row of plain characters shows none of them, one star each:
	 * never a part of a character. */
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
	/* where school, work and old age begin: what is told of ages is told
	 * of these */
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

/* 17 digits and a digit or X, with a month and a day where they belong. */
static bool
has_number_form(const char *s)
{
	int month, day;

	for (int i = 0; i < 17; i++) {
		if (!isdigit((unsigned char)s[i]))
			return false;
	}
	if (!isdigit((unsigned char)s[17]) && s[17] != 'X' && s[17] != 'x')
		return false;
	month = (s[10] - '0') * 10 + s[11] - '0';
	day = (s[12] - '0') * 10 + s[13] - '0';
	return (s[6] == '1' || s[6] == '2') && month >= 1 && month <= 12 &&
		day >= 1 && day <= 31;
}

void
mask_add_text(struct strbuf *sb, const char *text)
{
	while (*text != '\0') {
		size_t n = strcspn(text, "0123456789");

		strbuf_add(sb, text, n);
		text += n;
		n = strspn(text, "0123456789");
		if (n == 17 && (text[n] == 'X' || text[n] == 'x'))
			n++;
		if (n == 18 && has_number_form(text)) {
			char number[19] = { 0 };

			memcpy(number, text, 18);
			mask_add_number(sb, number);
		} else {
			strbuf_add(sb, text, n);
		}
		text += n;
	}
}
