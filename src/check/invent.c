/*
 * Invented values of the same shape.
 */
#include "config.h"
#include <ctype.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/invent.h"
#include "schema/fold.h"
#include "schema/phone.h"

/* Characters that names are made of, which nobody takes for a person's. */
static const char name_characters[] = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
				      "戌亥乾坤坎离震巽艮兑宫商角徵羽";

/* Texts by another text; a hash with chains. */
enum { BUCKETS = 4096 };

struct pair {
	const char *from, *to;
	struct pair *next; /* of the bucket */
	struct pair *older;
};

struct map {
	struct pair *buckets[BUCKETS];
	struct pair *newest;
	long n;
};

struct invent {
	struct invent_opts opts;
	struct arena *arena;
	struct map kept;	 /* stay as they are */
	struct map values;	 /* what was written, by what stands for it */
	struct map ids, numbers; /* numbers as they are folded */
	struct map bodies;	 /* the first 17 digits of a number */
	struct map taken;	 /* invented ones */
	struct map characters, phones, accounts, places, streets, texts;
};

static unsigned
hash(const char *s)
{
	uint32_t h = 2166136261u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h % BUCKETS;
}

static const char *
map_find(const struct map *m, const char *from)
{
	for (struct pair *p = m->buckets[hash(from)]; p != NULL; p = p->next) {
		if (strcmp(p->from, from) == 0)
			return p->to;
	}
	return NULL;
}

static const char *
map_add(struct invent *inv, struct map *m, const char *from, const char *to)
{
	struct pair *p = arena_alloc(inv->arena, sizeof *p);
	unsigned h = hash(from);

	p->from = arena_strdup(inv->arena, from);
	p->to = arena_strdup(inv->arena, to);
	p->next = m->buckets[h];
	p->older = m->newest;
	m->buckets[h] = p;
	m->newest = p;
	m->n++;
	return p->to;
}

struct invent *
invent_new(const struct invent_opts *opts)
{
	struct invent *inv = xcalloc(1, sizeof *inv);

	inv->opts = *opts;
	inv->arena = arena_new();
	return inv;
}

void
invent_free(struct invent *inv)
{
	if (inv == NULL)
		return;
	arena_free(inv->arena);
	free(inv);
}

void
invent_keep(struct invent *inv, const char *value)
{
	if (map_find(&inv->kept, value) == NULL)
		map_add(inv, &inv->kept, value, value);
}

/* What was written with other digits and letters in it: each as wide as the one
 * it takes the place of, and whatever joins them as it was. */
static char *
rewrite(struct invent *inv, const char *written, const char *plain)
{
	struct strbuf sb = { 0 };
	char *s;

	for (const char *p = written; *p != '\0';) {
		unsigned c, half;
		size_t n = fold_next(p, &c);

		half = fold_half(c);
		if (half >= 128 || !isalnum((int)half) || *plain == '\0') {
			strbuf_add(&sb, p, n);
		} else if (half != c) { /* full width: U+FF01 and on */
			unsigned w = 0xff00u + (unsigned char)*plain++ - 0x20u;

			strbuf_addc(&sb, (char)(0xe0 | w >> 12));
			strbuf_addc(&sb, (char)(0x80 | (w >> 6 & 0x3f)));
			strbuf_addc(&sb, (char)(0x80 | (w & 0x3f)));
		} else {
			strbuf_addc(&sb,
				islower((int)half) ? (char)tolower(*plain)
						   : *plain);
			plain++;
		}
		p += n;
	}
	s = arena_strndup(inv->arena, sb.data != NULL ? sb.data : "", sb.len);
	strbuf_clear(&sb);
	return s;
}

/* Only the letters and digits of what was folded. */
static char *
plain_of(struct invent *inv, const char *written)
{
	char *folded = fold_text(written, true, inv->arena), *to = folded;

	for (char *p = folded; *p != '\0'; p++) {
		if (isalnum((unsigned char)*p))
			*to++ = *p;
	}
	*to = '\0';
	return folded;
}

static void
turn_digits(char *s)
{
	for (; *s != '\0'; s++) {
		if (isdigit((unsigned char)*s))
			*s = (char)('0' + (*s - '0' + 3) % 10);
	}
}

/* Days of birth move; what is no day stays. */
static void
move_day(const struct invent *inv, char digits[9])
{
	char iso[11];
	long day;

	snprintf(iso, sizeof iso, "%.4s-%.2s-%.2s", digits, digits + 4,
		digits + 6);
	day = day_parse(iso);
	if (day == NO_DAY)
		return;
	day_format(day + inv->opts.shift, iso);
	snprintf(digits, 9, "%.4s%.2s%.2s", iso, iso + 5, iso + 8);
}

/* numbers */

static const char check_digits[] = "10X98765432";

static int
check_place(const char *body)
{
	static const int weights[17] = { 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9,
		10, 5, 8, 4, 2 };
	int sum = 0;

	for (int i = 0; i < 17; i++)
		sum += (body[i] - '0') * weights[i];
	return sum % 11;
}

static int
place_of(char digit)
{
	const char *at = strchr(check_digits, digit);

	return at != NULL && digit != '\0' ? (int)(at - check_digits) : -1;
}

/* How far the last character is from the one that is right; -1: it is none. */
static int
check_slip(const char *number)
{
	int place = place_of(number[17]);

	return place < 0 ? -1 : (place - check_place(number) + 11) % 11;
}

static char
check_digit(const char *body, int slip)
{
	return check_digits[(check_place(body) + slip) % 11];
}

/* The first 17 digits of a number, invented: of that sex, and where the check
 * digit was an X it is one again, since only that can be written small. */
static const char *
invent_body(struct invent *inv, const char *body, int slip, bool is_x)
{
	const char *known = map_find(&inv->bodies, body);
	int province = (body[0] - '0') * 10 + body[1] - '0';
	char made[24], date[9];

	if (known != NULL)
		return known;
	snprintf(date, sizeof date, "%.8s", body + 6);
	move_day(inv, date);
	for (long n = inv->bodies.n;; n++) {
		snprintf(made, sizeof made, "%s%s%03ld",
			inv->opts.provinces[province] ? "379999" : "099999",
			date, n % 500 * 2 + (body[16] - '0') % 2);
		if (map_find(&inv->taken, made) == NULL &&
			(slip < 0 || (check_digit(made, slip) == 'X') == is_x))
			break;
		if (n > inv->bodies.n + 5000)
			break;
	}
	map_add(inv, &inv->taken, made, "");
	return map_add(inv, &inv->bodies, body, made);
}

/* Of 18 characters, and of certificates, which go on. */
static char *
invent_long(struct invent *inv, const char *number)
{
	int slip = check_slip(number);
	char *made = arena_strdup(inv->arena, number);
	char body[18];

	snprintf(body, sizeof body, "%.17s", number);
	memcpy(made, invent_body(inv, body, slip, number[17] == 'X'), 17);
	if (slip >= 0)
		made[17] = check_digit(made, slip);
	return made;
}

/* Of 15: as if it were 18, so that both forms of one number stay one. */
static char *
invent_short(struct invent *inv, const char *number)
{
	char *made = arena_strdup(inv->arena, number);
	char body[18];
	const char *new;

	snprintf(body, sizeof body, "%.6s19%.9s", number, number + 6);
	new = invent_body(inv, body, -1, false);
	memcpy(made, new, 6);
	memcpy(made + 6, new + 8, 9);
	return made;
}

/* One character that differs, or two neighbours that changed places: the place,
 * *swap; -1: they are not so alike. */
static int
slip_between(const char *a, const char *b, bool *swap)
{
	size_t n = strlen(a), i = 0;

	if (strlen(b) != n)
		return -1;
	while (i < n && a[i] == b[i])
		i++;
	if (i == n)
		return -1;
	*swap = i + 1 < n && a[i] == b[i + 1] && a[i + 1] == b[i] &&
		a[i] != a[i + 1];
	return strcmp(a + i + 1 + *swap, b + i + 1 + *swap) == 0 ? (int)i : -1;
}

/* A number that is nearly one that is known becomes nearly that one's invented
 * number, right or wrong as it was. */
static const char *
invent_near(struct invent *inv, const char *number)
{
	bool is_right = check_slip(number) == 0;
	int tries = 0;

	for (struct pair *p = inv->numbers.newest; p != NULL && tries < 2000;
		p = p->older, tries++) {
		bool swap = false;
		int at = slip_between(p->from, number, &swap);
		char *made;

		if (at < 0 || strlen(p->from) != 18 || at == 16)
			continue;
		made = arena_strdup(inv->arena, p->to);
		if (swap) {
			char c = made[at];

			made[at] = made[at + 1];
			made[at + 1] = c;
			if (c != made[at] &&
				map_find(&inv->taken, made) == NULL &&
				(check_slip(made) == 0) == is_right)
				return made;
			continue;
		}
		for (char c = '0'; c <= '9'; c++) {
			made[at] = c;
			if (c != p->to[at] &&
				(check_slip(made) == 0) == is_right &&
				map_find(&inv->taken, made) == NULL)
				return made;
		}
	}
	return NULL;
}

static bool
has_digits(const char *s, size_t n)
{
	return strspn(s, "0123456789") >= n;
}

/* What stands in for a number: 999999, most often with somebody's day of birth
 * behind it. */
static const char *
invent_stand_in(struct invent *inv, const char *number)
{
	char *made = arena_strdup(inv->arena, number), date[9];

	if (strlen(number) == 18 && has_digits(number, 18)) {
		snprintf(date, sizeof date, "%.8s", number + 6);
		move_day(inv, date);
		memcpy(made + 6, date, 8);
		snprintf(made + 14, 5, "%04u",
			(unsigned)(inv->numbers.n + 1) % 10000);
	} else {
		turn_digits(made + 6);
	}
	return made;
}

static const char *
invent_folded(struct invent *inv, const char *number)
{
	size_t n = strlen(number);
	char same[2] = { number[0], '\0' };
	const char *near;
	char *made;

	if (n == 0 || strspn(number, same) == n)
		return number; /* a placeholder is nobody's */
	if (strncmp(number, "999999", 6) == 0)
		return invent_stand_in(inv, number);
	if (n >= 18 && n <= 22 && has_digits(number, 17)) {
		near = n == 18 ? invent_near(inv, number) : NULL;
		return near != NULL ? near : invent_long(inv, number);
	}
	if (n == 15 && has_digits(number, 15))
		return invent_short(inv, number);
	made = arena_strdup(inv->arena, number);
	turn_digits(made);
	if (n > 8 && has_digits(number, 6))
		memcpy(made, "379999", 6);
	return made;
}

static const char *
invent_number(struct invent *inv, const char *written)
{
	char *plain = plain_of(inv, written);
	const char *made = map_find(&inv->numbers, plain);

	if (made == NULL) {
		made = invent_folded(inv, plain);
		made = map_add(inv, &inv->numbers, plain, made);
		map_add(inv, &inv->taken, made, "");
	}
	return rewrite(inv, written, made);
}

/* names */

/* The nth character that names are made of; behind the list, whatever comes. */
static void
add_character(struct strbuf *sb, long n)
{
	long known = (long)(sizeof name_characters - 1) / 3;
	unsigned c = 0x4e10u + (unsigned)(n - known) * 7u;

	if (n < known) {
		strbuf_add(sb, name_characters + 3 * n, 3);
		return;
	}
	c = 0x4e00u + (c - 0x4e00u) % 0x5000u;
	strbuf_addc(sb, (char)(0xe0 | c >> 12));
	strbuf_addc(sb, (char)(0x80 | (c >> 6 & 0x3f)));
	strbuf_addc(sb, (char)(0x80 | (c & 0x3f)));
}

static bool
is_chinese(unsigned c)
{
	return (c >= 0x3400 && c <= 0x9fff) || (c >= 0x20000 && c <= 0x3ffff);
}

/* What says that a name is none: it stays, so that it goes on saying so. */
static size_t
placeholder_here(const char *s)
{
	static const char *const words[] = { "测试", "某" };

	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strncmp(s, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	}
	return 0;
}

static void
add_name_character(
	struct invent *inv, struct strbuf *sb, const char *s, size_t n)
{
	char *one = arena_strndup(inv->arena, s, n);
	const char *to = map_find(&inv->characters, one);
	struct strbuf made = { 0 };

	if (to == NULL) {
		add_character(&made, inv->characters.n);
		to = map_add(inv, &inv->characters, one, made.data);
		strbuf_clear(&made);
	}
	strbuf_adds(sb, to);
}

/* Chinese characters become others, letters and digits too; what does not
 * belong in a name stays where it is. */
static const char *
invent_name(struct invent *inv, const char *name)
{
	struct strbuf sb = { 0 };
	char *made;

	for (const char *p = name; *p != '\0';) {
		unsigned c;
		size_t n = placeholder_here(p);

		if (n > 0) {
			strbuf_add(&sb, p, n);
			p += n;
			continue;
		}
		n = fold_next(p, &c);
		if (is_chinese(c))
			add_name_character(inv, &sb, p, n);
		else if (c < 128 && isdigit((int)c))
			strbuf_addc(&sb, (char)('0' + (c - '0' + 3) % 10));
		else if (c < 128 && islower((int)c))
			strbuf_addc(&sb, (char)('a' + (c - 'a' + 7) % 26));
		else if (c < 128 && isupper((int)c))
			strbuf_addc(&sb, (char)('A' + (c - 'A' + 7) % 26));
		else
			strbuf_add(&sb, p, n);
		p += n;
	}
	made = arena_strndup(inv->arena, sb.data, sb.len);
	strbuf_clear(&sb);
	return made;
}

/* phones, accounts */

/* Put the count into the last digits, as many as may change. */
static void
number_tail(char *digits, long count, size_t most)
{
	size_t n = strlen(digits);

	for (size_t i = 0; i < most && i < n; i++) {
		if (!isdigit((unsigned char)digits[n - 1 - i]))
			break;
		digits[n - 1 - i] = (char)('0' + count % 10);
		count /= 10;
	}
}

/* A mobile stays one, a fixed line too; 0, 1 and 2 tell them apart. */
static const char *
invent_phone(struct invent *inv, const char *written)
{
	char *plain = plain_of(inv, written), *made;
	size_t n = strlen(plain), tail;
	const char *key = n > 11 && (plain[n - 11] == '1') ? plain + n - 11
							   : plain;
	const char *known = map_find(&inv->phones, key);

	if (known == NULL) {
		made = arena_strdup(inv->arena, key);
		for (char *p = made + (*made == '1'); *p != '\0'; p++) {
			if (*p >= '3' && *p <= '9')
				*p = *p == '9' ? '3' : (char)(*p + 1);
		}
		tail = strlen(made) >= 11   ? (*made == '1' ? 9 : 6)
			: strlen(made) >= 7 ? 5
					    : 0;
		number_tail(made, inv->phones.n + 1, tail);
		known = map_add(inv, &inv->phones, key, made);
	}
	made = arena_strdup(inv->arena, plain);
	memcpy(made + n - strlen(known), known, strlen(known));
	return rewrite(inv, written, made);
}

static const char *
invent_account(struct invent *inv, const char *written)
{
	char *plain = plain_of(inv, written), *made;
	const char *known = map_find(&inv->accounts, plain);

	if (known == NULL) {
		made = arena_strdup(inv->arena, plain);
		turn_digits(made);
		for (char *p = made + 1; *p != '\0'; p++) {
			if (strlen(made) >= 8 && isdigit((unsigned char)*p))
				*p = '0';
		}
		if (strlen(made) >= 8)
			number_tail(made, inv->accounts.n + 1, 7);
		known = map_add(inv, &inv->accounts, plain, made);
	}
	return rewrite(inv, written, known);
}

/* births, identifiers, places, texts */

static const char *
invent_birth(struct invent *inv, const char *iso)
{
	long day = day_parse(iso);
	char out[11];

	if (day == NO_DAY)
		return iso;
	return arena_strdup(inv->arena, day_format(day + inv->opts.shift, out));
}

static const char *
invent_id(struct invent *inv, const char *id)
{
	const char *known = map_find(&inv->ids, id);
	char made[32];

	if (known != NULL)
		return known;
	snprintf(made, sizeof made, "Z%c-%04ld",
		isupper((unsigned char)*id) ? *id : 'R', inv->ids.n + 1);
	return map_add(inv, &inv->ids, id, made);
}

/* A code of a village begins with that of its street. */
static const char *
invent_place(struct invent *inv, const char *code)
{
	char street[10], made[32];
	const char *known = map_find(&inv->places, code), *of;

	if (known != NULL)
		return known;
	if (strlen(code) < 9 || !has_digits(code, strlen(code))) {
		char *turned = arena_strdup(inv->arena, code);

		turn_digits(turned);
		return map_add(inv, &inv->places, code, turned);
	}
	snprintf(street, sizeof street, "%.9s", code);
	of = map_find(&inv->streets, street);
	if (of == NULL) {
		snprintf(made, sizeof made, "3799999%02ld",
			(inv->streets.n + 1) % 100);
		of = map_add(inv, &inv->streets, street, made);
	}
	if (code[9] == '\0')
		return map_add(inv, &inv->places, code, of);
	snprintf(made, sizeof made, "%s%0*ld", of, (int)strlen(code + 9),
		200 + inv->places.n);
	return map_add(inv, &inv->places, code, made);
}

static const char *
invent_text(struct invent *inv, const char *text)
{
	const char *known = map_find(&inv->texts, text);
	char made[40];

	if (known != NULL)
		return known;
	snprintf(made, sizeof made, "文字%ld", inv->texts.n + 1);
	return map_add(inv, &inv->texts, text, made);
}

/* What people are shown: numbers, phones and accounts in it keep their shape.
 */
static const char *
invent_digits(struct invent *inv, const char *run)
{
	char *plain = plain_of(inv, run);
	size_t n = strlen(plain);

	if (n == 18 || n == 15)
		return invent_number(inv, run);
	if (n == 11 || (n >= 10 && *plain == '0'))
		return invent_phone(inv, run);
	if (n >= 12)
		return invent_account(inv, run);
	turn_digits(plain);
	return rewrite(inv, run, plain);
}

static bool
goes_on(unsigned c, bool digits)
{
	unsigned half = fold_half(c);

	if (digits)
		return half < 128 && isalnum((int)half);
	return is_chinese(c);
}

static const char *
invent_shown(struct invent *inv, const char *text)
{
	struct strbuf sb = { 0 };
	char *made;

	for (const char *p = text; *p != '\0';) {
		unsigned c;
		size_t n = fold_next(p, &c), run = 0;
		bool digits = goes_on(c, true);
		char *word;

		if (!digits && !goes_on(c, false)) {
			strbuf_add(&sb, p, n);
			p += n;
			continue;
		}
		while (p[run] != '\0') {
			n = fold_next(p + run, &c);
			if (!goes_on(c, digits))
				break;
			run += n;
		}
		word = arena_strndup(inv->arena, p, run);
		if (map_find(&inv->kept, word) != NULL)
			strbuf_adds(&sb, word);
		else if (map_find(&inv->values, word) != NULL)
			strbuf_adds(&sb, map_find(&inv->values, word));
		else if (digits)
			strbuf_adds(&sb, invent_digits(inv, word));
		else
			strbuf_adds(&sb,
				inv->opts.keeps_words ? word
						      : invent_name(inv, word));
		p += run;
	}
	made = arena_strndup(inv->arena, sb.data, sb.len);
	strbuf_clear(&sb);
	return made;
}

static bool
is_type(const char *type, const char *name)
{
	return type != NULL && strcmp(type, name) == 0;
}

/* Does it say only that there is nothing? That is nobody's. */
static bool
says_nothing(const char *value)
{
	char *folded = fold_dup(value);
	bool is = *folded == '\0' || fold_says_nothing(folded);

	free(folded);
	return is;
}

static const char *
invent_one(struct invent *inv, enum store store, const char *type,
	const char *value)
{
	switch (store) {
	case STORE_NUMBER:
		return invent_number(inv, value);
	case STORE_NAME:
		return invent_name(inv, value);
	case STORE_PHONE:
		return invent_phone(inv, value);
	case STORE_ACCOUNT:
		return invent_account(inv, value);
	case STORE_BIRTH:
		return invent_birth(inv, value);
	case STORE_SHOWN:
		return invent_shown(inv, value);
	case STORE_FREE:
		return invent_text(inv, value);
	case STORE_TEXT:
		if (is_type(type, "record-id"))
			return invent_id(inv, value);
		if (is_type(type, "village-code") || is_type(type, "division"))
			return invent_place(inv, value);
		if (type == NULL || is_type(type, "short-text") ||
			is_type(type, "long-text") ||
			is_type(type, "file-name"))
			return invent_text(inv, value);
		return value;
	default:
		return value;
	}
}

const char *
invent_value(struct invent *inv, enum store store, const char *type,
	const char *value)
{
	const char *made;

	if (map_find(&inv->kept, value) != NULL || says_nothing(value))
		return value;
	made = invent_one(inv, store, type, value);
	if (strcmp(made, value) != 0 && map_find(&inv->values, value) == NULL)
		map_add(inv, &inv->values, value, made);
	return made;
}

/* The longest known value that begins here. */
static const struct pair *
longest_at(const struct invent *inv, const char *s, bool texts)
{
	const struct map *m = &inv->values;
	const struct pair *best = NULL;
	size_t most = 0;

	for (const struct pair *p = m->newest; p != NULL; p = p->older) {
		size_t n = strlen(p->from);

		if (n > most && n > 1 && strncmp(s, p->from, n) == 0 &&
			(texts || map_find(&inv->texts, p->from) == NULL)) {
			best = p;
			most = n;
		}
	}
	return best;
}

char *
invent_sentence(const struct invent *inv, const char *text, bool texts)
{
	struct strbuf sb = { 0 };

	while (*text != '\0') {
		const struct pair *p = longest_at(inv, text, texts);

		if (p != NULL) {
			strbuf_adds(&sb, p->to);
			text += strlen(p->from);
		} else {
			strbuf_addc(&sb, *text++);
		}
	}
	return strbuf_steal(&sb);
}
