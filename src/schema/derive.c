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
#include "schema/fold.h"
#include "schema/phone.h"
#include "schema/shown.h"

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
	{ "slips", false },
};
static const struct derived name_facts[] = {
	{ "key", false },
	{ "digit", true },
	{ "latin", true },
	{ "space", true },
	{ "replacement", true },
	{ "dot", true },
	{ "radical", true },
	{ "placeholder", true },
	{ "odd", false },
};
static const struct derived phone_facts[] = {
	{ "form", false },
	{ "key", false },
};
static const struct derived account_facts[] = { { "key", false } };
static const struct derived birth_facts[] = { { "age", true } };
static const struct derived shown_facts[] = { { "exposed", false } };
static const struct derived free_facts[] = { { "says", true } };

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
	case STORE_ACCOUNT:
		*n = COUNT(account_facts);
		return account_facts;
	case STORE_BIRTH:
		*n = COUNT(birth_facts);
		return birth_facts;
	case STORE_SHOWN:
		*n = COUNT(shown_facts);
		return shown_facts;
	case STORE_FREE:
		*n = COUNT(free_facts);
		return free_facts;
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

/* How the number was written otherwise than it is meant: codes of the list
 * number-slip, in a list of codes. */
static const char *
number_slips(const char *written, struct arena *arena)
{
	static const char *const codes[] = { "lower-x", "wide-x", "wide-digit",
		"blank", "invisible", "hyphen" };
	bool has[COUNT(codes)] = { false };
	char *list = arena_alloc(arena, 64), *p = list;
	unsigned c;

	for (const char *s = written; *s != '\0';) {
		s += fold_next(s, &c);
		has[0] |= c == 'x';
		has[1] |= c == 0xff38 || c == 0xff58;
		has[2] |= c >= 0xff10 && c <= 0xff19;
		has[3] |= fold_is_space(c);
		has[4] |= fold_is_invisible(c);
		has[5] |= fold_is_hyphen(c);
	}
	for (size_t i = 0; i < COUNT(codes); i++) {
		if (has[i])
			p += sprintf(p, " %s", codes[i]);
	}
	strcpy(p, " ");
	return p > list ? list : NULL;
}

static void
derive_number(struct value *v, const char *written,
	const struct derive_facts *facts, struct arena *arena)
{
	char *s = fold_text(written, true, arena), *id18;
	size_t n = strlen(s);
	const char *slips;

	if (n == 0 || fold_says_nothing(s)) {
		value_set_text(&v[2], "none");
		return;
	}
	slips = number_slips(written, arena);
	if (slips != NULL)
		value_set_text(&v[10], slips);
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

/* Dots that look like the one that a name is written with, U+00B7. */
static bool
is_other_dot(unsigned c)
{
	static const unsigned dots[] = { '.', 0xff0e, 0x387, 0x16eb, 0x2022,
		0x2024, 0x2027, 0x2219, 0x22c5, 0x2e31, 0x2e33, 0x3002, 0x30fb,
		0x318d, 0xa78f, 0xff61, 0xff65, 0x25cf, 0x26ab, 0x10101 };

	for (size_t i = 0; i < COUNT(dots); i++) {
		if (dots[i] == c)
			return true;
	}
	return false;
}

/* Radicals and compatibility forms, which look like the character that is
 * meant and are another. Twelve of the compatibility block are characters of
 * their own. */
static bool
is_radical(unsigned c)
{
	if (c >= 0xfa0e && c <= 0xfa29)
		return strchr("\x0e\x0f\x11\x13\x14\x1f\x21\x23\x24\x27\x28"
			      "\x29",
			       (int)(c - 0xfa00)) == NULL;
	return (c >= 0x2e80 && c <= 0x2fd5) || (c >= 0x31c0 && c <= 0x31ef) ||
		(c >= 0xf900 && c <= 0xfaff) || (c >= 0x2f800 && c <= 0x2fa1f);
}

/* What a program puts in place of a character that it cannot show, and what
 * people put in place of one that they will not. */
static bool
is_replacement(unsigned c)
{
	return c == 0xfffd || (c >= 0xe000 && c <= 0xf8ff) ||
		(c >= 0xf0000 && c <= 0x10ffff) || fold_half(c) == '?' ||
		fold_half(c) == '*' || c == 0xd7 || c == 0x25a0 ||
		c == 0x25a1 || c == 0x25ae || c == 0x25af || c == 0x25cb ||
		c == 0x25ef || c == 0x3013;
}

static bool
is_placeholder_name(const char *key)
{
	static const char *const words[] = { "无名", "无姓名", "无名氏", "待定",
		"待补", "待查", "不知" };

	for (size_t i = 0; i < COUNT(words); i++) {
		if (strcmp(key, words[i]) == 0)
			return true;
	}
	return fold_says_nothing(key) || strstr(key, "测试") != NULL ||
		strstr(key, "某") != NULL;
}

/* The odd character, if it can be seen, and its code point: two names that
 * look alike differ by it. */
static char *
add_odd(char *p, const char *s, size_t n, unsigned c)
{
	bool seen = !fold_is_space(c) && !fold_is_invisible(c);

	return p + sprintf(p, "%.*s(U+%04X)", seen ? (int)n : 0, s, c);
}

static void
derive_name(struct value *v, const char *written, struct arena *arena)
{
	char *key = arena_alloc(arena, strlen(written) + 1), *p = key;
	char *odd = arena_alloc(arena, strlen(written) * 16 + 1), *o = odd;
	bool has[6] = { false };
	unsigned c;

	for (const char *s = written; *s != '\0';) {
		size_t n = fold_next(s, &c);
		unsigned half = fold_half(c);

		has[0] |= half >= '0' && half <= '9';
		has[1] |= half < 0x80 && isalpha((int)half);
		has[3] |= is_replacement(c);
		has[4] |= is_other_dot(c);
		has[5] |= is_radical(c);
		if (is_replacement(c) || is_other_dot(c) || is_radical(c) ||
			fold_is_space(c) || fold_is_invisible(c))
			o = add_odd(o, s, n, c);
		if (fold_is_space(c) || fold_is_invisible(c)) {
			has[2] = true;
		} else {
			memcpy(p, s, n);
			p += n;
		}
		s += n;
	}
	*p = '\0';
	if (*key == '\0')
		p = key = NULL;
	for (size_t i = 0; i < COUNT(has); i++)
		set_int(&v[2 + i], has[i]);
	set_int(&v[8], key != NULL && is_placeholder_name(key));
	if (key == NULL)
		return;
	value_set_text(&v[0], written);
	value_set_text(&v[1], key);
	if (o > odd)
		value_set_text(&v[9], odd);
}

static void
derive_phone(struct value *v, const char *written, struct arena *arena)
{
	char *key = phone_fold(written, arena);
	const char *form = phone_form(key);

	value_set_text(&v[1], form);
	if (strcmp(form, "none") == 0)
		return;
	value_set_text(&v[0], fold_text(written, false, arena));
	value_set_text(&v[2], strcmp(form, "nought") == 0 ? key + 1 : key);
}

static void
derive_account(struct value *v, const char *written, struct arena *arena)
{
	char *key = fold_text(written, true, arena);

	if (*key == '\0' || fold_says_nothing(key))
		return;
	value_set_text(&v[0], written);
	value_set_text(&v[1], key);
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
	case STORE_ACCOUNT:
		derive_account(v, written, arena);
		break;
	case STORE_BIRTH:
		if (fold_is_blank(written))
			break;
		value_set_text(&v[0], written);
		derive_age(&v[1], day_parse(written), facts);
		break;
	case STORE_FREE:
		if (fold_is_blank(written))
			break;
		value_set_text(&v[0], written);
		set_int(&v[1],
			!fold_says_nothing(fold_text(written, false, arena)));
		break;
	case STORE_SHOWN:
		if (fold_is_blank(written))
			break;
		value_set_text(&v[0], written);
		found = shown_exposed(written, facts->provinces, arena);
		if (found != NULL)
			value_set_text(&v[1], found);
		break;
	default:
		break;
	}
}
