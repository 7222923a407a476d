/*
 * Values: valid by their type.
 */
#include "config.h"
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xml.h"
#include "value.h"

/* What texts are made of: plain, to be escaped, wide, and beyond 16 bits. */
static const char *const letters[] = { "a", "B", "z", "0", "7", "-", "_", ".",
	" ", "'", "\"", "&", "<", ">", "村", "户", "张", "三", "，", "１", "Ａ",
	"·", "é", "𠮷", "㐀", "〇" };
/* What a class of a pattern may draw from. */
static const char *const chars[] = { "a", "e", "m", "z", "A", "F", "Z", "0",
	"1", "5", "9", "_", "-", ".", "/", "\\", "村", "１", "𠮷", " " };

struct item {
	const char *list, *code, *alias;
	long from, to;
};

struct codebook {
	struct arena *arena;
	struct item *items;
	size_t n;
};

struct codebook *
codebook_read(const char *dir)
{
	struct codebook *b = xcalloc(1, sizeof *b);
	char *path = xasprintf("%s/codes.xml", dir);
	xmlDoc *doc = xmlReadFile(path, NULL, XML_PARSE_NONET);

	free(path);
	if (doc == NULL)
		exit(2);
	b->arena = arena_new();
	for (xmlNode *l = xml_first(xml_root(doc), "list"); l != NULL;
		l = xml_next(l, "list")) {
		const char *list = xml_attr(b->arena, l, "id");

		for (xmlNode *n = xml_first(l, "item"); n != NULL;
			n = xml_next(n, "item")) {
			b->items = xreallocarray(
				b->items, b->n + 1, sizeof *b->items);
			b->items[b->n++] = (struct item){ .list = list,
				.code = xml_attr(b->arena, n, "code"),
				.alias = xml_attr(b->arena, n, "alias"),
				.from = xml_attr_int(n, "from", 0),
				.to = xml_attr_int(n, "to", 0) };
		}
	}
	xmlFreeDoc(doc);
	return b;
}

void
codebook_free(struct codebook *b)
{
	if (b == NULL)
		return;
	arena_free(b->arena);
	free(b->items);
	free(b);
}

static bool
is_word_of(const char *words, const char *word, size_t n)
{
	for (const char *s = words; s != NULL && *s != '\0';) {
		size_t len = strcspn(s, " \t\n");

		if (len == n && n > 0 && memcmp(s, word, n) == 0)
			return true;
		s += len;
		s += strspn(s, " \t\n");
	}
	return false;
}

bool
codebook_has(const struct codebook *b, const char *list, const char *code,
	size_t n, long year)
{
	const struct item *found = NULL;

	for (size_t i = 0; i < b->n; i++) {
		const struct item *it = &b->items[i];

		if (strcmp(it->list, list) != 0)
			continue;
		if (strlen(it->code) == n && memcmp(it->code, code, n) == 0) {
			found = it;
			break;
		}
		if (found == NULL && is_word_of(it->alias, code, n))
			found = it;
	}
	return found != NULL &&
		(year == 0 ||
			((found->from == 0 || found->from <= year) &&
				(found->to == 0 || year <= found->to)));
}

/* A code of the list, sometimes by another of its names. */
static const char *
any_code(struct dice *d, struct arena *a, const struct codebook *b,
	const char *list)
{
	const struct item *found = NULL;
	int seen = 0;

	for (size_t i = 0; i < b->n; i++) {
		if (strcmp(b->items[i].list, list) == 0 &&
			dice_below(d, ++seen) == 0)
			found = &b->items[i];
	}
	if (found == NULL)
		return "none";
	if (found->alias != NULL && dice_percent(d, 20))
		return arena_strndup(
			a, found->alias, strcspn(found->alias, " "));
	return found->code;
}

/* Patterns: the few means of expression that the schemas use. */

/* Behind one atom: a character, an escape, a class or a group. */
static const char *
atom_end(const char *p)
{
	int depth = 0;

	if (*p == '\\') {
		p += 2;
		return *p == '{' ? strchr(p, '}') + 1 : p;
	}
	if (*p == '[') {
		for (p++; *p != ']'; p++)
			p += *p == '\\';
		return p + 1;
	}
	if (*p == '(') {
		for (;; p++) {
			if (*p == '\\' || *p == '[') {
				p = atom_end(p) - 1;
				continue;
			}
			depth += (*p == '(') - (*p == ')');
			if (depth == 0)
				return p + 1;
		}
	}
	for (p++; ((unsigned char)*p & 0xc0) == 0x80;)
		p++;
	return p;
}

static bool
is_blank_char(const char *c)
{
	return *c == ' ' || *c == '\t' || *c == '\n';
}

/* Is the character c in the class between p and end? */
static bool
in_class(const char *p, const char *end, const char *c)
{
	bool negated = *p == '^', in = false;

	for (p += negated; p < end;) {
		const char *next = atom_end(p);

		if (*p == '\\' && (p[1] == 's' || p[1] == 'p')) {
			in |= p[1] == 's' && is_blank_char(c);
		} else if (*next == '-' && next + 1 < end) {
			in |= c[1] == '\0' && *p <= *c && *c <= next[1];
			next += 2;
		} else {
			p += *p == '\\';
			in |= strlen(c) == (size_t)(next - p) &&
				memcmp(p, c, strlen(c)) == 0;
		}
		p = next;
	}
	return in != negated;
}

static void put_pattern(
	struct dice *d, struct strbuf *out, const char *p, const char *end);

static void
put_class(struct dice *d, struct strbuf *out, const char *p, const char *end)
{
	const char *c;

	/* A single range is worth all of its characters. */
	if (p + 3 == end && p[1] == '-') {
		strbuf_addc(out, (char)(*p + dice_below(d, p[2] - *p + 1)));
		return;
	}
	do
		c = DICE_PICK(d, chars);
	while (!in_class(p, end, c));
	strbuf_adds(out, c);
}

static void
put_atom(struct dice *d, struct strbuf *out, const char *p, const char *end)
{
	const char *c;

	if (*p == '(') {
		put_pattern(d, out, p + 1, end - 1);
	} else if (*p == '[') {
		put_class(d, out, p + 1, end - 1);
	} else if (*p == '.') {
		strbuf_adds(out, DICE_PICK(d, chars));
	} else if (*p == '\\' && p[1] == 'S') {
		do
			c = DICE_PICK(d, chars);
		while (is_blank_char(c));
		strbuf_adds(out, c);
	} else {
		p += *p == '\\';
		strbuf_add(out, p, (size_t)(end - p));
	}
}

/* How often an atom stands: *p is moved behind what says it. */
static int
times(struct dice *d, const char **p)
{
	int min = 1, max = 1, n;

	switch (**p) {
	case '*':
	case '+':
	case '?':
		min = **p == '+';
		max = **p == '?' ? 1 : 6;
		++*p;
		break;
	case '{':
		n = sscanf(*p, "{%d,%d}", &min, &max);
		if (n == 1)
			max = min;
		*p = strchr(*p, '}') + 1;
		break;
	default:
		break;
	}
	if (dice_percent(d, 15))
		return dice_percent(d, 50) ? min : max;
	return min + dice_below(d, (max - min < 8 ? max - min : 8) + 1);
}

static void
put_pattern(struct dice *d, struct strbuf *out, const char *p, const char *end)
{
	const char *branch = p;
	int seen = 0;

	for (const char *s = p; s <= end; s = s < end ? atom_end(s) : s + 1) {
		if (s != p && s[-1] != '|')
			continue;
		if (dice_below(d, ++seen) == 0)
			branch = s;
	}
	for (p = branch; p < end && *p != '|';) {
		const char *stop = atom_end(p), *after = stop;

		for (int n = times(d, &after); n > 0; n--)
			put_atom(d, out, p, stop);
		p = after;
	}
}

static void
put_text(struct dice *d, struct strbuf *out, const struct simple *t)
{
	long min = t->min_length > 0 ? t->min_length : 0;
	long max = t->max_length >= 0 ? t->max_length : 60;
	long n = min + dice_below(d, 12);

	if (dice_percent(d, max <= 200 ? 4 : 1))
		n = dice_percent(d, 50) ? max : min;
	for (n = n < max ? n : max; n > 0; n--)
		strbuf_adds(out, DICE_PICK(d, letters));
}

static void
put_day(struct dice *d, struct strbuf *out)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	int year = dice_percent(d, 80) ? 2015 + dice_below(d, 15)
				       : 1900 + dice_below(d, 300);
	int month = dice_below(d, 12);
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
	int last = days[month] + (month == 1 && leap);
	int day = dice_percent(d, 20) ? last : 1 + dice_below(d, last);

	strbuf_addf(out, "%04d-%02d-%02d", year, month + 1, day);
}

static void
put_moment(struct dice *d, struct strbuf *out)
{
	static const char *const zones[] = { "Z", "+08:00", "-03:30",
		"+14:00" };

	put_day(d, out);
	strbuf_addf(out, "T%02d:%02d:%02d%s%s", dice_below(d, 24),
		dice_below(d, 60), dice_below(d, 60),
		dice_percent(d, 20) ? ".25" : "", DICE_PICK(d, zones));
}

static void
put_number(struct dice *d, struct strbuf *out, const struct simple *t)
{
	long min = t->min != NULL	  ? atol(t->min)
		: t->base == BASE_INTEGER ? -1000
					  : 0;
	long max = t->max != NULL ? atol(t->max) : 1000;

	if (dice_percent(d, 20)) {
		strbuf_addf(out, "%ld", dice_percent(d, 50) ? min : max);
		return;
	}
	max = max - min < 100000 ? max : min + 100000;
	strbuf_addf(out, "%ld", min + dice_below(d, (int)(max - min) + 1));
}

static void
put_codes(struct dice *d, struct strbuf *out, struct arena *a,
	const struct codebook *book, const struct simple *t)
{
	int n = t->several ? 1 + dice_below(d, 3) : 1;

	for (int i = 0; i < n; i++)
		strbuf_addf(out, "%s%s", i > 0 ? " " : "",
			any_code(d, a, book, t->codes));
}

static void
put_valid(struct dice *d, struct strbuf *out, struct arena *a,
	const struct codebook *book, const struct simple *t)
{
	static const char *const bools[] = { "true", "false", "1", "0" };

	if (t->codes != NULL)
		put_codes(d, out, a, book, t);
	else if (t->nvalues > 0)
		strbuf_adds(out, t->values[dice_below(d, (int)t->nvalues)]);
	else if (t->base == BASE_DATE)
		put_day(d, out);
	else if (t->base == BASE_DATE_TIME)
		put_moment(d, out);
	else if (t->base == BASE_BOOLEAN)
		strbuf_adds(out, DICE_PICK(d, bools));
	else if (t->base == BASE_TOKENS)
		strbuf_adds(out, dice_percent(d, 50) ? "a-1 b.2" : "x");
	else if (t->base == BASE_LIST)
		for (int n = dice_below(d, 3); n > 0; n--) {
			put_valid(d, out, a, book, t->item);
			strbuf_addc(out, ' ');
		}
	else if (t->pattern != NULL)
		put_pattern(
			d, out, t->pattern, t->pattern + strlen(t->pattern));
	else if (t->base == BASE_STRING)
		put_text(d, out, t);
	else
		put_number(d, out, t);
}

static long
length(const struct strbuf *sb)
{
	long n = 0;

	for (size_t i = 0; i < sb->len; i++)
		n += (sb->data[i] & 0xc0) != 0x80;
	return n;
}

const char *
value_valid(struct dice *d, struct arena *a, const struct codebook *book,
	const struct simple *type)
{
	struct strbuf sb = { 0 };
	const char *s;

	/* A pattern alone knows of no limit. */
	do {
		strbuf_reset(&sb);
		put_valid(d, &sb, a, book, type);
	} while (type->max_length >= 0 && length(&sb) > type->max_length);
	s = arena_strndup(a, sb.len > 0 ? sb.data : "", sb.len);
	strbuf_clear(&sb);
	return s;
}
