/*
 * Text on a terminal: widths of Chinese, and nothing from outside that could
 * steer it or mislead who reads it.
 */
#include "config.h"
#include <ctype.h>
#include <limits.h>
#include <stdbool.h>
#include <stdlib.h>
#include <iconv.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>
#include <wchar.h>
#include "base/char.h"
#include "base/day.h"
#include "base/mem.h"
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

/* A line must not begin with it. */
static bool
is_closing(wchar_t c)
{
	return wcschr(L"，。；：、）”》！？…%)", c) != NULL;
}

/* Nor end with it. */
static bool
is_opening(wchar_t c)
{
	return wcschr(L"（“《(", c) != NULL;
}

static void
add_blanks(struct strbuf *sb, size_t n)
{
	while (n-- > 0)
		strbuf_addc(sb, ' ');
}

/* Without blanks at the end. */
static void
add_wide(struct strbuf *sb, const wchar_t *w, size_t n)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state = { 0 };

	while (n > 0 && w[n - 1] == L' ')
		n--;
	for (size_t i = 0; i < n; i++) {
		size_t len = wcrtomb(bytes, w[i], &state);

		if (len != (size_t)-1)
			strbuf_add(sb, bytes, len);
	}
}

void
text_wrap(struct strbuf *sb, const char *s, size_t indent, size_t width)
{
	size_t n = strlen(s) + 1, len, from = 0, at = indent, cut = 0,
	       cut_at = 0;
	wchar_t *w = xcalloc(n, sizeof *w);
	wchar_t before = L' ';

	len = mbstowcs(w, s, n);
	if (len == (size_t)-1)
		len = 0;
	add_blanks(sb, indent);
	for (size_t i = 0; i < len; before = w[i++]) {
		int c = wcwidth(w[i]);
		bool wide = c == 2 || (i > 0 && wcwidth(before) == 2);

		if (i > from && w[i] != L' ' && (before == L' ' || wide) &&
			!is_closing(w[i]) && !is_opening(before)) {
			cut = i;
			cut_at = at;
		}
		at += c > 0 ? (size_t)c : 0;
		if (at <= width || cut <= from || (w[i] == L' '))
			continue;
		add_wide(sb, w + from, cut - from);
		strbuf_addc(sb, '\n');
		add_blanks(sb, indent);
		from = cut;
		at = indent + (at - cut_at);
	}
	add_wide(sb, w + from, len - from);
	free(w);
}

/* As many digits as an identity number has, and how many stay legible. */
enum { LONG_NUMBER = 15, KEPT = 6 };

void
text_add_safe(struct strbuf *sb, const char *s)
{
	unsigned long code;
	bool plain;

	for (size_t n = strlen(s), len; n > 0; s += len, n -= len) {
		len = char_next(s, n, &code, &plain);
		if (plain)
			strbuf_add(sb, s, len);
		else
			strbuf_addf(sb, code < 0x100 ? "\\x%02lx" : "\\u%04lx",
				code);
	}
}

void
text_add_json(struct strbuf *sb, const char *s)
{
	struct strbuf json = { 0 };
	unsigned long code;
	bool plain;

	strbuf_add_json(&json, s);
	s = json.data;
	for (size_t n = json.len, len; n > 0; s += len, n -= len) {
		len = char_next(s, n, &code, &plain);
		if (plain || len == 1)
			strbuf_add(sb, s, len);
		else
			strbuf_addf(sb, "\\u%04lx", code);
	}
	strbuf_clear(&json);
}

static size_t
count_breaks(const char *s)
{
	size_t n = 0;

	while ((s = strchr(s, '\n')) != NULL) {
		n++;
		s++;
	}
	return n;
}

void
text_print_safe(FILE *f, const char *format, ...)
{
	struct strbuf safe = { 0 };
	char *text = NULL, *rest, *line;
	bool are_ours;
	va_list ap;

	va_start(ap, format);
	if (vasprintf(&text, format, ap) < 0)
		text = NULL;
	va_end(ap);
	rest = text;
	/* A break that came with the data is shown, and with it all of them. */
	are_ours = text != NULL && count_breaks(text) == count_breaks(format);
	while (are_ours && (line = strsep(&rest, "\n")) != NULL) {
		text_add_safe(&safe, line);
		if (rest != NULL)
			strbuf_addc(&safe, '\n');
	}
	if (text != NULL && !are_ours)
		text_add_safe(&safe, text);
	if (safe.len == 0 || safe.data[safe.len - 1] != '\n')
		strbuf_addc(&safe, '\n');
	fputs(safe.data, f);
	strbuf_clear(&safe);
	free(text);
}

/* NULL: it is no GB18030. */
static char *
from_gb(const char *s)
{
	iconv_t cd = iconv_open("UTF-8", "GB18030");
	size_t left = strlen(s), room = left * 4;
	char *in = (char *)(uintptr_t)s, *text, *out;
	bool done = false;

	if (cd == (iconv_t)-1)
		return NULL;
	text = out = xcalloc(room + 1, 1);
	done = iconv(cd, &in, &left, &out, &room) != (size_t)-1;
	iconv_close(cd);
	if (!done) {
		free(text);
		return NULL;
	}
	return text;
}

static bool
is_utf8(const char *s)
{
	const char *p = s;
	size_t n = strlen(s), len;
	unsigned long code;

	for (; n > 0; p += len, n -= len) {
		len = char_decode(p, n, &code);
		if (len == 0)
			return false;
	}
	return true;
}

char *
text_decode(const char *s)
{
	char *text = is_utf8(s) ? NULL : from_gb(s);
	struct strbuf safe = { 0 };

	text_add_safe(&safe, text != NULL ? text : s);
	strbuf_adds(&safe, "");
	free(text);
	return strbuf_steal(&safe);
}

void
text_add_date(struct strbuf *sb, const char *iso, enum lang lang)
{
	if (lang == LANG_ZH && day_parse(iso) != NO_DAY)
		strbuf_addf(sb, "%.4s年%d月%d日", iso, atoi(iso + 5),
			atoi(iso + 8));
	else
		strbuf_adds(sb, iso);
}

bool
text_is_plain(const char *s)
{
	const char *p = s;
	size_t n = strlen(s), len;
	unsigned long code;

	for (; n > 0; p += len, n -= len) {
		len = char_decode(p, n, &code);
		if (len == 0 || !char_is_plain(code))
			return false;
	}
	return true;
}

bool
text_is_sound(const char *s, size_t n)
{
	const char *p = s;
	unsigned long code;
	size_t len;

	for (; n > 0; p += len, n -= len) {
		len = 1;
		if (*p >= 0x20 && *p < 0x7f)
			continue;
		len = char_decode(p, n, &code);
		if (len == 0 || code == 0x7f ||
			(code < 0x20 && code != '\t' && code != '\n' &&
				code != '\r'))
			return false;
	}
	return true;
}

/* Length of the run of digits at s. */
static size_t
digits(const char *s, size_t n)
{
	size_t i = 0;

	while (i < n && isdigit((unsigned char)s[i]))
		i++;
	return i;
}

static void
mask_numbers(const struct strbuf *in, struct strbuf *out)
{
	size_t i = 0, run;

	while (i < in->len) {
		run = digits(in->data + i, in->len - i);
		if (run < LONG_NUMBER) {
			run = run > 0 ? run : 1;
			strbuf_add(out, in->data + i, run);
		} else {
			strbuf_add(out, in->data + i, KEPT);
			strbuf_adds(out, "********");
		}
		i += run;
	}
}

char *
text_line(const char *s, size_t n, size_t limit)
{
	const char *p = s;
	struct strbuf line = { 0 }, out = { 0 };
	unsigned long code;
	size_t len, cut;

	for (; n > 0; p += len, n -= len) {
		len = char_decode(p, n, &code);
		if (len > 0 && char_is_plain(code) && code != ' ') {
			strbuf_add(&line, p, len);
			continue;
		}
		len = len > 0 ? len : 1;
		if (line.len > 0 && line.data[line.len - 1] != ' ')
			strbuf_addc(&line, ' ');
	}
	if (line.len > 0 && line.data[line.len - 1] == ' ')
		line.data[--line.len] = '\0';
	mask_numbers(&line, &out);
	strbuf_clear(&line);
	if (out.len > limit) {
		cut = limit;
		while (cut > 0 && (out.data[cut] & 0xc0) == 0x80)
			cut--;
		out.data[cut] = '\0';
		out.len = cut;
	}
	return strbuf_steal(&out);
}
