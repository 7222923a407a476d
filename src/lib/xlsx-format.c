/*
 * Number formats of workbooks: is it a date, and what is shown of the number.
 */
#include "config.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "lib/grid.h"
#include "lib/xlsx-book.h"

#define YMD (SHOWS_YEAR | SHOWS_MONTH | SHOWS_DAY)
#define YM (SHOWS_YEAR | SHOWS_MONTH)
#define MD (SHOWS_MONTH | SHOWS_DAY)

static bool
is_letter(char c)
{
	return isalpha((unsigned char)c) != 0;
}

/* Behind what says nothing about the number at s; s itself where it does. */
static const char *
skip_literal(const char *s)
{
	const char *end;

	if (*s == '"') {
		end = strchr(s + 1, '"');
		return end != NULL ? end + 1 : s + strlen(s);
	}
	if (*s == '\\' || *s == '_' || *s == '*')
		return s[1] != '\0' ? s + 2 : s + 1;
	if (*s == '[' && strchr("hHmMsS", s[1]) == NULL) {
		end = strchr(s, ']');
		return end != NULL ? end + 1 : s + strlen(s);
	}
	if (strncasecmp(s, "general", 7) == 0)
		return s + 7;
	if (strncasecmp(s, "am/pm", 5) == 0)
		return s + 5;
	return s;
}

/* m is minutes behind hours and before seconds, else months. */
static bool
is_minute(char before, const char *behind)
{
	if (before == 'h')
		return true;
	while (*behind != '\0' && *behind != ';') {
		const char *next = skip_literal(behind);

		if (next != behind)
			behind = next;
		else if (is_letter(*behind))
			return tolower((unsigned char)*behind) == 's';
		else
			behind++;
	}
	return false;
}

static void
take_letter(struct xlsx_style *f, const char *s, size_t n, char before)
{
	switch (tolower((unsigned char)*s)) {
	case 'y':
	case 'e':
		f->shows |= SHOWS_YEAR;
		break;
	case 'd':
		f->shows |= n > 2 ? SHOWS_WEEKDAY : SHOWS_DAY;
		break;
	case 'a':
		f->shows |= SHOWS_WEEKDAY;
		break;
	case 'h':
	case 's':
		f->shows |= SHOWS_TIME;
		break;
	case 'm':
		f->shows |= is_minute(before, s + n) ? SHOWS_TIME : SHOWS_MONTH;
		break;
	default:
		break;
	}
}

/* Words that stand beside a number and leave it what it is. */
static bool
is_harmless(const char *s, size_t n)
{
	static const char *const words[] = { "元/人", "元/年", "元", "亩", "人",
		"口人", "口", "户", "个月", "月", "平方米", "㎡", "公里",
		"千米", "km", "年", "次", "份", "页", "票", "项", "个", "张",
		"￥", "¥", "人民币", "-", "—", "（", "）", "：" };
	size_t i = 0;

	while (n > 0 && i < sizeof words / sizeof *words) {
		size_t m = strlen(words[i]);

		if (strchr(" -+()/:,.?_", *s) != NULL) {
			s++;
			n--;
		} else if (n >= m && strncmp(s, words[i], m) == 0) {
			s += m;
			n -= m;
			i = 0;
		} else {
			i++;
		}
	}
	return n == 0;
}

/* Is it shown divided by thousands, and no word tells? Or not at all? */
static bool
hides_size(const char *code)
{
	bool in_words = false;

	if (*code == ';')
		return true;
	for (const char *s = code; *s != '\0'; s++) {
		if (*s == '"')
			in_words = !in_words;
		else if (!in_words && *s == ',' && s > code &&
			strchr("0#?", s[-1]) != NULL &&
			(s[1] == '\0' || strchr("0#?", s[1]) == NULL) &&
			strstr(code, "万") == NULL)
			return true;
	}
	return false;
}

/* Does the format show words that change what the number says: 1.5 as 1.5万, 1
 * as 否? Where it is divided by thousands, 万 tells what it is. */
static bool
is_odd(const char *code)
{
	bool scaled = strstr(code, "0!.0") != NULL ||
		strstr(code, "0,") != NULL;
	bool changes_sign = strncmp(code, "\"-\"", 3) == 0 || *code == '-' ||
		strncmp(code, "\\-", 2) == 0;

	for (const char *s = code; *s != '\0';) {
		size_t n = 1;

		if (*s == '"') {
			n = strcspn(s + 1, "\"");
			if (!is_harmless(s + 1, n) &&
				!(scaled && strncmp(s + 1, "万", 3) == 0))
				return true;
			n += s[1 + n] != '\0' ? 2 : 1;
		} else if (strncmp(s, "[$", 2) == 0 && s[2] != '-' &&
			strncmp(s + 2, "¥", 2) != 0 &&
			strncmp(s + 2, "￥", 3) != 0) {
			return true; /* another currency */
		} else if (*s == '[') {
			n = strcspn(s, "]") + (strchr(s, ']') != NULL);
		} else if ((*s == '\\' || *s == '!' || *s == '_' ||
				   *s == '*') &&
			s[1] != '\0') {
			n = 2;
		} else if ((unsigned char)*s >= 0x80) {
			while ((unsigned char)s[n] >= 0x80)
				n++;
			if (!is_harmless(s, n) &&
				!(scaled && strncmp(s, "万", 3) == 0))
				return true;
		}
		s += n;
	}
	return changes_sign;
}

struct xlsx_style
xlsx_format(const char *code)
{
	struct xlsx_style f = { .decimals = -1 };
	bool behind_point = false, is_number = false;
	char before = '\0';

	for (const char *s = code; *s != '\0' && *s != ';';) {
		const char *next = skip_literal(s);
		char c = (char)tolower((unsigned char)*s);

		if (next != s) {
			s = next;
			continue;
		}
		if (strchr("0#?", c) != NULL) {
			is_number = true;
			f.digits += c == '0' && !behind_point;
			f.decimals += behind_point;
		} else if (c == '.') {
			behind_point = true;
		} else if (c == '%') {
			f.is_percent = true;
		} else if (c == 'e' && (s[1] == '+' || s[1] == '-')) {
			s++;
		} else if (is_letter(c)) {
			size_t n = 1;

			while (tolower((unsigned char)s[n]) == c)
				n++;
			take_letter(&f, s, n, before);
			before = c;
			s += n - 1;
		}
		s++;
	}
	f.decimals = is_number ? f.decimals + 1 : -1;
	f.is_date = !is_number && f.shows != 0;
	if (!f.is_date)
		f.shows = 0;
	f.is_odd = !f.is_date && (is_odd(code) || hides_size(code));
	return f;
}

/* Those of Excel in Chinese: 27 to 36 and 50 to 58 are dates of ours. */
struct xlsx_style
xlsx_builtin_format(long id)
{
	static const struct {
		int from, to;
		unsigned shows;
	} dates[] = { { 14, 15, YMD }, { 16, 16, MD }, { 17, 17, YM },
		{ 18, 21, SHOWS_TIME }, { 22, 22, YMD | SHOWS_TIME },
		{ 27, 27, YM }, { 28, 29, MD }, { 30, 31, YMD },
		{ 32, 35, SHOWS_TIME }, { 36, 36, YM }, { 45, 47, SHOWS_TIME },
		{ 50, 50, YM }, { 51, 51, MD }, { 52, 52, YM }, { 53, 54, MD },
		{ 55, 56, SHOWS_TIME }, { 57, 57, YM }, { 58, 58, MD } };

	for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
		if (id >= dates[i].from && id <= dates[i].to)
			return (struct xlsx_style){ .is_date = true,
				.shows = dates[i].shows,
				.decimals = -1 };
	}
	switch (id) {
	case 1:
	case 3:
	case 37:
	case 38:
		return xlsx_format("0");
	case 2:
	case 4:
	case 39:
	case 40:
		return xlsx_format("0.00");
	case 9:
		return xlsx_format("0%");
	case 10:
		return xlsx_format("0.00%");
	default:
		return xlsx_format("General");
	}
}

static int
hex(char c)
{
	const char *digits = "0123456789abcdef";
	const char *p = c != '\0' ? strchr(digits, tolower((unsigned char)c))
				  : NULL;

	return p != NULL ? (int)(p - digits) : -1;
}

/* "_x000D_" at s gives 0x0d; -1: none. */
static long
escaped(const char *s, size_t n)
{
	long c = 0;

	if (n < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return -1;
	for (int i = 2; i < 6; i++) {
		int digit = hex(s[i]);

		if (digit < 0)
			return -1;
		c = c * 16 + digit;
	}
	return c;
}

static size_t
put_utf8(char *p, long c)
{
	if (c < 0x80) {
		p[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		p[0] = (char)(0xc0 | c >> 6);
		p[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	p[0] = (char)(0xe0 | c >> 12);
	p[1] = (char)(0x80 | (c >> 6 & 0x3f));
	p[2] = (char)(0x80 | (c & 0x3f));
	return 3;
}

void
xlsx_unescape(struct strbuf *sb, size_t from)
{
	char *in, *out, *end;

	if (sb->len == from ||
		memmem(sb->data + from, sb->len - from, "_x", 2) == NULL)
		return;
	in = out = sb->data + from;
	end = sb->data + sb->len;
	while (in < end) {
		long c = escaped(in, (size_t)(end - in));

		if (c > 0 && (c < 0xd800 || c > 0xdfff)) {
			out += put_utf8(out, c);
			in += 7;
		} else {
			*out++ = *in++;
		}
	}
	sb->len = (size_t)(out - sb->data);
	*out = '\0';
}
