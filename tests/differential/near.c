/*
 * Values that are nearly valid: the edges of each type, and edits of what
 * was there.
 */
#include "config.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "value.h"

#define NBSP "\xc2\xa0"

static const char *const dates[] = { "0000-01-01", "-0001-01-01", "0001-01-01",
	"2026-02-29", "2024-02-29", "2100-02-29", "2000-02-29", "1900-02-29",
	"2026-02-30", "2026-04-31", "2026-06-31", "2026-12-31", "2026-12-32",
	"2026-13-01", "2026-00-10", "2026-01-00", "2026-01-01Z",
	"2026-01-01+08:00", "2026-01-01-14:00", "2026-01-01+14:00",
	"2026-01-01+14:01", "2026-01-01+00:60", "2026-01-01z",
	"2026-01-01+8:00", " 2026-01-01", "2026-01-01 ", "\t2026-01-01\n",
	"2026-01-01" NBSP, "2026-1-1", "20260101", "2026/01/01", "2026.01.01",
	"２０２６-01-01", "2026-01-01T00:00:00", "12026-01-01", "026-01-01",
	"+2026-01-01", "1799-12-31", "1800-01-01", "1899-12-31", "1900-01-01",
	"2199-12-31", "2200-01-01", "9999-12-31", "2026年1月1日", "2026-01",
	"2026", "--01-01", "2026-01-01x", "x2026-01-01", "2026 -01-01", "" };

static const char *const moments[] = { "2026-01-01T00:00:00Z",
	"2026-01-01T24:00:00Z", "2026-01-01T24:00:01Z", "2026-01-01T23:59:60Z",
	"2026-01-01T23:60:00Z", "2026-01-01T25:00:00Z", "2026-01-01T00:00:00",
	"2026-01-01T00:00:00+14:00", "2026-01-01T00:00:00+14:01",
	"2026-01-01T00:00:00-14:00", "2026-01-01T00:00:00.Z",
	"2026-01-01T00:00:00.123456789Z", "2026-01-01T00:00Z",
	"2026-01-01 00:00:00Z", "2026-01-01t00:00:00z", "0000-01-01T00:00:00Z",
	"-2026-01-01T00:00:00Z", "2026-02-29T00:00:00Z", "2024-02-29T00:00:00Z",
	" 2026-01-01T00:00:00Z ", "2026-01-01T00:00:00+0800",
	"2026-01-01T00:00:00+08:00 ", "2026-01-01", "T00:00:00Z",
	"2026-01-01T1:00:00Z", "2026-01-01T00:00:00Z+08:00" };

static const char *const numbers[] = { ".", "+", "-", "+.", "-.", "", " ", "0",
	"-0", "+0", "00", "-00", "1.", ".5", "-.5", "+1", "+1.50", "0.5", "1.5",
	"1.50", "1.500", "1.234", "0.001", "1e3", "1E3", "INF", "-INF", "NaN",
	"007", "-007", "00012.5", "1,000", "１２", "12元", " 12", "12 ",
	"\t12\n", "1 2", "12" NBSP, "0x10", "--1", "+-1", "-+1", "1..2",
	"1.2.3", "1.-2", "- 1", "999999999", "1000000000", "0123456789",
	"999999999999.99", "-999999999999.99", "1234567890123",
	"1234567890123.12", "9999999999999999999999999999",
	"0.00000000000000000000000000001", "9007199254740991",
	"9007199254740992", "9007199254740991.0", "18446744073709551615",
	"18446744073709551616", "-1", "1899", "1900", "2199", "2200", "2199.0",
	"+2199", "02199", "1.0", "②", "٣" };

static const char *const flags[] = { "true", "false", "1", "0", "是", "否",
	"TRUE", "True", "yes", "no", "", " ", " true", "true ", "\ntrue",
	"true false", "01", "10", "+1", "tru", "truee", "是 ", "是是", "对",
	"t", "-0" };

static const char *const tokens[] = { "", " ", "a", "a b", " a  b ", "a,b",
	"a\tb\nc", "1a", "-", ".", "a:b", "α", "a/b", "a b/c", "甲 乙",
	"a" NBSP };

/* What is put before, behind or into a value. */
static const char *const bits[] = { " ", "  ", "\t", "\n", "\r", NBSP, "　",
	"0", "9", "x", "X", "-", "+", ".", ",", "/", "\\", "_", "=", "１", "村",
	"𠮷", "e\xcc\x81", "\xe2\x80\x8b", "\xef\xbb\xbf", "\xef\xbf\xbd",
	"\xc2\x85", "\xe2\x80\xa8", "%", "*", "(", "[", "|", "Z" };

static const char *const long_bits[] = { "a", "村", "１", "𠮷", " ", "é",
	"e\xcc\x81", "&", "<" };

/* Where the character after the one at p begins. */
static const char *
next_char(const char *p)
{
	if (*p == '\0')
		return p;
	for (p++; ((unsigned char)*p & 0xc0) == 0x80;)
		p++;
	return p;
}

static const char *
some_char(struct dice *d, const char *s)
{
	const char *at = s;
	int seen = 0;

	for (const char *p = s; *p != '\0'; p = next_char(p)) {
		if (dice_below(d, ++seen) == 0)
			at = p;
	}
	return at;
}

static void
flip_case(char *s)
{
	if (isupper((unsigned char)*s))
		*s = (char)tolower((unsigned char)*s);
	else if (islower((unsigned char)*s))
		*s = (char)toupper((unsigned char)*s);
}

/* One change to what was there. */
static const char *
edited(struct dice *d, struct arena *a, const char *old)
{
	const char *at = some_char(d, old), *after = next_char(at), *end;
	struct strbuf sb = { 0 };
	char *s;
	int how = dice_below(d, 8);

	end = old + strlen(old);
	if (how == 0)
		strbuf_adds(&sb, DICE_PICK(d, bits));
	if (how != 3)
		strbuf_add(&sb, old, (size_t)(at - old));
	if (how == 1 || how == 2)
		strbuf_adds(&sb, DICE_PICK(d, bits));
	if (how == 4)
		strbuf_add(&sb, after, (size_t)(next_char(after) - after));
	if (how != 2 && how != 7)
		strbuf_add(&sb, at, (size_t)(after - at));
	if (how == 5)
		strbuf_add(&sb, at, (size_t)(after - at));
	if (how == 4)
		after = next_char(after);
	strbuf_add(&sb, after, (size_t)(end - after));
	if (how == 6)
		strbuf_adds(&sb, DICE_PICK(d, bits));
	s = arena_strndup(a, sb.len > 0 ? sb.data : "", sb.len);
	if (how == 7 && *s != '\0')
		flip_case(s + dice_below(d, (int)strlen(s)));
	strbuf_clear(&sb);
	return s;
}

/* A text of about as many characters as its limit allows. */
static const char *
stretched(struct dice *d, struct arena *a, long limit)
{
	const char *what = DICE_PICK(d, long_bits);
	struct strbuf sb = { 0 };
	const char *s;
	long n = limit - 1 + dice_below(d, 3);

	for (long i = 0; i < n; i++)
		strbuf_adds(&sb,
			dice_percent(d, 95) ? what : DICE_PICK(d, long_bits));
	s = arena_strndup(a, n > 0 ? sb.data : "", sb.len);
	strbuf_clear(&sb);
	return s;
}

static const char *
of_base(struct dice *d, const struct simple *type)
{
	switch (type->base) {
	case BASE_DATE:
		return DICE_PICK(d, dates);
	case BASE_DATE_TIME:
		return dice_percent(d, 85) ? DICE_PICK(d, moments)
					   : DICE_PICK(d, dates);
	case BASE_DECIMAL:
	case BASE_INTEGER:
	case BASE_COUNT:
		return DICE_PICK(d, numbers);
	case BASE_BOOLEAN:
		return DICE_PICK(d, flags);
	case BASE_TOKENS:
	case BASE_LIST:
		return DICE_PICK(d, tokens);
	default:
		return NULL;
	}
}

/* Strings have their own kinds: yes or no, times, years, numbers. */
static const char *
of_any(struct dice *d)
{
	switch (dice_below(d, 5)) {
	case 0:
		return DICE_PICK(d, dates);
	case 1:
		return DICE_PICK(d, numbers);
	case 2:
		return DICE_PICK(d, flags);
	case 3:
		return DICE_PICK(d, tokens);
	default:
		return DICE_PICK(d, bits);
	}
}

const char *
value_near(struct dice *d, struct arena *a, const struct codebook *book,
	const struct simple *type, const char *old)
{
	const char *s;
	int how = dice_below(d, 100);

	if (how < 40 && (s = of_base(d, type)) != NULL)
		return s;
	if (how < 50)
		return of_any(d);
	if (how < 60 && type->max_length >= 0 &&
		(type->max_length <= 200 || dice_percent(d, 10)))
		return stretched(d, a, type->max_length);
	if (how < 62 && type->min_length > 0)
		return stretched(d, a, type->min_length);
	if (how < 70)
		old = value_valid(d, a, book, type);
	s = edited(d, a, old);
	while (dice_percent(d, 25))
		s = edited(d, a, s);
	return s;
}
