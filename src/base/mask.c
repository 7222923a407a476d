/*
 * Personal data made unreadable.
 */
#include "config.h"
#include <ctype.h>
#include <stdbool.h>
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
