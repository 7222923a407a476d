/*
 * Facts about identity numbers, names, phones and dates, computed once so
 * that rules are plain comparisons of columns.
 */
#include "config.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "schema/derive.h"

static const struct derived number_facts[] = {
	{ "raw", false },
	{ "form", false },
	{ "check", true },
	{ "18", false },
	{ "date", true },
	{ "birth", false },
	{ "sex", false },
	{ "province", true },
	{ "age", true },
};
static const struct derived name_facts[] = {
	{ "key", false },
	{ "digit", true },
	{ "latin", true },
	{ "space", true },
	{ "replacement", true },
};
static const struct derived phone_facts[] = { { "form", false } };
static const struct derived birth_facts[] = { { "age", true } };
static const struct derived shown_facts[] = { { "exposed", false } };

#define COUNT(a) (sizeof(a) / sizeof(a)[0])

const struct derived *
derive_columns(enum store store, size_t *n)
{
	switch (store) {
	case STORE_NUMBER:
		*n = COUNT(number_facts);
		return number_facts;
	case STORE_NAME:
		*n = COUNT(name_facts);
		return name_facts;
	case STORE_PHONE:
		*n = COUNT(phone_facts);
		return phone_facts;
	case STORE_BIRTH:
		*n = COUNT(birth_facts);
		return birth_facts;
	case STORE_SHOWN:
		*n = COUNT(shown_facts);
		return shown_facts;
	default:
		*n = 0;
		return NULL;
	}
}

static void
set_int(struct value *v, int64_t i)
{
	*v = (struct value){ .type = VALUE_INT, .i = i };
}

void
value_set_text(struct value *v, const char *s)
{
	*v = (struct value){
		.type = VALUE_TEXT, .n = (unsigned)strlen(s), .s = s
	};
}

/* Length in bytes of the UTF-8 character at s, and its code point. The text
 * comes from the XML parser, so it is well-formed. */
static size_t
utf8_next(const char *s, unsigned *c)
{
	const unsigned char *u = (const unsigned char *)s;

	if (u[0] < 0x80) {
		*c = u[0];
		return 1;
	}
	if (u[0] < 0xe0) {
		*c = (u[0] & 0x1fu) << 6 | (u[1] & 0x3fu);
		return 2;
	}
	if (u[0] < 0xf0) {
		*c = (u[0] & 0x0fu) << 12 | (u[1] & 0x3fu) << 6 |
			(u[2] & 0x3fu);
		return 3;
	}
	*c = (u[0] & 0x07u) << 18 | (u[1] & 0x3fu) << 12 | (u[2] & 0x3fu) << 6 |
		(u[3] & 0x3fu);
	return 4;
}

static bool
is_blank(unsigned c)
{
	return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 ||
		c == 0x3000 || (c >= 0x2000 && c <= 0x200f) || c == 0x202f ||
		c == 0x205f || c == 0xfeff;
}

/* Full-width forms to half-width, blanks out; letters to upper case. */
static char *
normalise(const char *written, struct arena *arena)
{
	char *out = arena_alloc(arena, strlen(written) + 1), *p = out;
	unsigned c;

	for (const char *s = written; *s != '\0';) {
		size_t n = utf8_next(s, &c);

		if (c >= 0xff01 && c <= 0xff5e)
			*p++ = (char)toupper((int)(c - 0xff01 + '!'));
		else if (c < 0x80 && !is_blank(c))
			*p++ = (char)toupper((int)c);
		else if (!is_blank(c)) {
			memcpy(p, s, n);
			p += n;
		}
		s += n;
	}
	*p = '\0';
	return out;
}

static bool
all_digits(const char *s, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (!isdigit((unsigned char)s[i]))
			return false;
	}
	return true;
}

static bool
is_placeholder(const char *s, size_t n)
{
	if (strncmp(s, "999999", 6) == 0)
		return true;
	return strspn(s, (char[]){ s[0], '\0' }) == n;
}

/* Capital letters and digits only; X only as the 18th character; the tail of
 * a certificate is a type, a grade and a suffix such as B1. */
static bool
characters_allowed(const char *s, size_t n)
{
	size_t digits = n < 17 ? n : 17;

	if (!all_digits(s, digits))
		return false;
	if (n < 18)
		return true;
	if (!isdigit((unsigned char)s[17]) && s[17] != 'X')
		return false;
	for (size_t i = 18; i < n; i++) {
		if (!isdigit((unsigned char)s[i]) &&
			!(i >= 20 && isupper((unsigned char)s[i])))
			return false;
	}
	return true;
}

static const char *
number_form(const char *s, size_t n)
{
	if (is_placeholder(s, n))
		return "placeholder";
	for (const char *p = s; *p != '\0'; p++) {
		if (!isdigit((unsigned char)*p) && !isupper((unsigned char)*p))
			return "character";
	}
	if (n != 15 && n != 18 && n != 20 && n != 22)
		return "length";
	if (!characters_allowed(s, n))
		return "character";
	return n == 15	  ? "id15"
		: n == 18 ? "id18"
		: n == 20 ? "cert20"
			  : "cert22";
}

/* GB 11643-1999: ISO 7064 MOD 11-2 over the first 17 digits. */
static char
check_digit(const char *s)
{
	static const int weight[] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10,
		5, 8, 4, 2 };
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (s[i] - '0') * weight[i];
	return "10X98765432"[sum % 11];
}

static int
two_digits(const char *s)
{
	return (s[0] - '0') * 10 + (s[1] - '0');
}

static void
derive_age(struct value *v, long birth, const struct derive_facts *facts)
{
	if (birth != NO_DAY && facts->reference != NO_DAY)
		set_int(v, day_age(birth, facts->reference));
}

static void
derive_number_parts(struct value *v, const char *id18,
	const struct derive_facts *facts, struct arena *arena)
{
	int year = two_digits(id18 + 6) * 100 + two_digits(id18 + 8);
	long birth = day_make(
		year, two_digits(id18 + 10), two_digits(id18 + 12));
	char iso[11];

	value_set_text(&v[4], id18);
	set_int(&v[5], birth != NO_DAY);
	if (birth != NO_DAY)
		value_set_text(
			&v[6], arena_strdup(arena, day_format(birth, iso)));
	value_set_text(&v[7], (id18[16] - '0') % 2 == 1 ? "1" : "2");
	set_int(&v[8],
		facts->provinces == NULL || facts->provinces[two_digits(id18)]);
	derive_age(&v[9], birth, facts);
}

static void
derive_number(struct value *v, const char *written,
	const struct derive_facts *facts, struct arena *arena)
{
	char *s = normalise(written, arena), *id18;
	size_t n = strlen(s);

	if (n == 0) {
		value_set_text(&v[2], "none");
		return;
	}
	value_set_text(&v[0], s);
	if (strcmp(s, written) != 0)
		value_set_text(&v[1], arena_strdup(arena, written));
	value_set_text(&v[2], number_form(s, n));
	if (strcmp(v[2].s, "id15") == 0) {
		id18 = arena_alloc(arena, 19);
		snprintf(id18, 18, "%.6s19%.9s", s, s + 6);
		id18[17] = check_digit(id18);
		id18[18] = '\0';
	} else if (strncmp(v[2].s, "id18", 4) == 0 ||
		strncmp(v[2].s, "cert", 4) == 0) {
		set_int(&v[3], check_digit(s) == s[17]);
		id18 = arena_strndup(arena, s, 18);
	} else {
		return;
	}
	derive_number_parts(v, id18, facts, arena);
}

static void
derive_name(struct value *v, const char *written, struct arena *arena)
{
	char *key = arena_alloc(arena, strlen(written) + 1), *p = key;
	bool digit = false, latin = false, space = false, replacement = false;
	unsigned c;

	for (const char *s = written; *s != '\0';) {
		size_t n = utf8_next(s, &c);
		unsigned half = c >= 0xff01 && c <= 0xff5e ? c - 0xff01 + '!'
							   : c;

		digit |= half >= '0' && half <= '9';
		latin |= half < 0x80 && isalpha((int)half);
		replacement |= c == 0xfffd || (c >= 0xe000 && c <= 0xf8ff) ||
			half == '?';
		if (is_blank(c)) {
			space = true;
		} else {
			memcpy(p, s, n);
			p += n;
		}
		s += n;
	}
	*p = '\0';
	value_set_text(&v[0], written);
	value_set_text(&v[1], key);
	set_int(&v[2], digit);
	set_int(&v[3], latin);
	set_int(&v[4], space);
	set_int(&v[5], replacement);
	if (*key == '\0')
		v[0].type = v[1].type = VALUE_NULL;
}

static const char *
phone_form(const char *s)
{
	size_t n = strlen(s), area;
	const char *dash = strchr(s, '-');

	if (n == 11 && all_digits(s, n) && s[0] == '1' && s[1] >= '3')
		return "mobile";
	/* Fixed line: an area code of 3 or 4 digits beginning with 0, then 7
	 * or 8 digits, with or without a dash; or the 7 or 8 digits alone. */
	if (dash != NULL) {
		area = (size_t)(dash - s);
		if ((area != 3 && area != 4) || s[0] != '0')
			return "bad";
		s = dash + 1;
		n = strlen(s);
	} else if (s[0] == '0') {
		return (n >= 10 && n <= 12 && all_digits(s, n)) ? "fixed"
								: "bad";
	}
	if ((n == 7 || n == 8) && all_digits(s, n) && s[0] >= '2')
		return "fixed";
	return "bad";
}

static void
derive_phone(struct value *v, const char *written, struct arena *arena)
{
	char *s = normalise(written, arena);

	if (*s == '\0') {
		value_set_text(&v[1], "none");
		return;
	}
	value_set_text(&v[0], s);
	value_set_text(&v[1], phone_form(s));
}

/* What a public list must not show: a run of digits that is an identity
 * number, an account (16 to 19 digits) or a mobile number. */
static const char *
exposed(const char *s)
{
	const char *worst = NULL;

	while (*s != '\0') {
		size_t n = strspn(s, "0123456789");

		if (n >= 18 || (n == 17 && (s[n] == 'X' || s[n] == 'x')))
			return n == 19 ? "account" : "number";
		if (n >= 16)
			worst = "account";
		else if (n == 11 && s[0] == '1' && s[1] >= '3' && worst == NULL)
			worst = "phone";
		s += n > 0 ? n : 1;
	}
	return worst;
}

void
derive(struct value *v, enum store store, const char *written,
	const struct derive_facts *facts, struct arena *arena)
{
	const char *found;
	size_t n;

	derive_columns(store, &n);
	for (size_t i = 0; i <= n; i++)
		v[i] = (struct value){ .type = VALUE_NULL };
	if (written == NULL)
		written = "";
	switch (store) {
	case STORE_NUMBER:
		derive_number(v, written, facts, arena);
		break;
	case STORE_NAME:
		derive_name(v, written, arena);
		break;
	case STORE_PHONE:
		derive_phone(v, written, arena);
		break;
	case STORE_BIRTH:
		if (*written == '\0')
			break;
		value_set_text(&v[0], written);
		derive_age(&v[1], day_parse(written), facts);
		break;
	case STORE_SHOWN:
		if (*written == '\0')
			break;
		value_set_text(&v[0], written);
		found = exposed(normalise(written, arena));
		if (found != NULL)
			value_set_text(&v[1], found);
		break;
	default:
		break;
	}
}
