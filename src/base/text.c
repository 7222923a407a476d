/*
 * Text on a terminal: widths of Chinese, and no control characters from data.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include <wchar.h>
#include "base/day.h"
#include "base/strbuf.h"
#include "base/text.h"

/* Columns that a text takes: a Chinese character takes two. */
static size_t
text_width(const char *s)
{
	mbstate_t state = { 0 };
	size_t width = 0, n = strlen(s);

	while (n > 0) {
		wchar_t c;
		size_t len = mbrtowc(&c, s, n, &state);
		int w;

		if (len == 0 || len > n)
			break;
		w = wcwidth(c);
		width += w > 0 ? (size_t)w : 0;
		s += len;
		n -= len;
	}
	return width;
}

void
text_pad(struct strbuf *sb, const char *s, size_t width, int right)
{
	size_t have = text_width(s);

	if (!right)
		strbuf_adds(sb, s);
	for (; have < width; have++)
		strbuf_addc(sb, ' ');
	if (right)
		strbuf_adds(sb, s);
}

void
text_add_safe(struct strbuf *sb, const char *s)
{
	const unsigned char *u = (const unsigned char *)s;

	for (; *u != '\0'; u++) {
		if (*u < 0x20 || *u == 0x7f)
			strbuf_addf(sb, "\\x%02x", *u);
		else if (u[0] == 0xc2 && u[1] >= 0x80 && u[1] < 0xa0)
			strbuf_addf(sb, "\\x%02x", *++u);
		else if (u[0] == 0xe2 && u[1] == 0x80 &&
			((u[2] >= 0xa8 && u[2] <= 0xae) || u[2] == 0x8e ||
				u[2] == 0x8f)) {
			strbuf_addf(sb, "\\u20%02x", u[2] - 0x80);
			u += 2;
		} else {
			strbuf_addc(sb, (char)*u);
		}
	}
}

void
text_add_date(struct strbuf *sb, const char *iso, int lang)
{
	if (lang == 0 && day_parse(iso) != NO_DAY)
		strbuf_addf(sb, "%.4s年%d月%d日", iso, atoi(iso + 5),
			atoi(iso + 8));
	else
		strbuf_adds(sb, iso);
}
