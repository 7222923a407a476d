/*
 * Patterns of XML Schema as parts of automata.
 */
#include "config.h"
#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include "base/arena.h"
#include "schema/automaton.h"

#define MAX_TIMES 64

/* Characters: those of ASCII one by one, the others all or none. */
struct class
{
	unsigned char set[16];
	bool others;
};

struct reader {
	struct arena *arena;
	const char *s;
	bool failed; /* something is not understood */
};

static void
add_char(struct class *k, unsigned c)
{
	k->set[c / 8] |= (unsigned char)(1u << c % 8);
}

static void
turn_round(struct class *k)
{
	for (int i = 0; i < 16; i++)
		k->set[i] = (unsigned char)~k->set[i];
	k->others = !k->others;
}

static struct part *
byte_range(struct arena *a, unsigned from, unsigned to)
{
	unsigned char set[32] = { 0 };

	for (unsigned c = from; c <= to; c++)
		set[c / 8] |= (unsigned char)(1u << c % 8);
	return part_set(a, set);
}

/* Any character outside ASCII, in well-formed UTF-8. */
static struct part *
other_char(struct arena *a)
{
	struct part *tail = byte_range(a, 0x80, 0xbf);
	struct part *two = part_then(a, byte_range(a, 0xc2, 0xdf), tail);
	struct part *three = part_then(
		a, byte_range(a, 0xe0, 0xef), part_times(a, tail, 2, 2));
	struct part *four = part_then(
		a, byte_range(a, 0xf0, 0xf4), part_times(a, tail, 3, 3));

	return part_or(a, two, part_or(a, three, four));
}

static struct part *
class_part(struct arena *a, const struct class *k)
{
	unsigned char set[32] = { 0 };
	struct part *ascii;

	memcpy(set, k->set, sizeof k->set);
	ascii = part_set(a, set);
	return k->others ? part_or(a, ascii, other_char(a)) : ascii;
}

static void
fail(struct reader *r)
{
	r->failed = true;
}

/* Behind a backslash. */
static void
read_escape(struct reader *r, struct class *k)
{
	static const char literal[] = "\\|.?*+(){}-[]^";
	struct class e = { { 0 }, false };
	char c = *r->s;

	switch (c) {
	case 'n':
		add_char(&e, '\n');
		break;
	case 'r':
		add_char(&e, '\r');
		break;
	case 't':
		add_char(&e, '\t');
		break;
	case 's':
	case 'S':
		for (const char *p = " \t\n\r"; *p != '\0'; p++)
			add_char(&e, (unsigned char)*p);
		if (c == 'S')
			turn_round(&e);
		break;
	case 'd':
		for (unsigned d = '0'; d <= '9'; d++)
			add_char(&e, d);
		break;
	default:
		if (c == '\0' || strchr(literal, c) == NULL) {
			fail(r);
			return;
		}
		add_char(&e, (unsigned char)c);
	}
	r->s++;
	for (int i = 0; i < 16; i++)
		k->set[i] |= e.set[i];
	k->others |= e.others;
}

/* One end of a range, or a character of its own: an escape stands for itself
 * and cannot begin a range here. */
static void
read_class_item(struct reader *r, struct class *k)
{
	unsigned char from = (unsigned char)*r->s, to;

	if (from == '\\') {
		r->s++;
		read_escape(r, k);
		if (r->s[0] == '-' && r->s[1] != ']')
			fail(r);
		return;
	}
	if (from == '\0' || from >= 0x80 || from == '[') {
		fail(r);
		return;
	}
	r->s++;
	if (r->s[0] != '-' || r->s[1] == ']') {
		add_char(k, from);
		return;
	}
	to = (unsigned char)r->s[1];
	if (to >= 0x80 || to < from || to == '[' || to == '\\' || to == '-') {
		fail(r);
		return;
	}
	r->s += 2;
	for (unsigned c = from; c <= to; c++)
		add_char(k, c);
}

static struct part *
read_class(struct reader *r)
{
	struct class k = { { 0 }, false };
	bool negated = *r->s == '^';

	r->s += negated;
	if (*r->s == ']')
		fail(r);
	while (!r->failed && *r->s != ']')
		read_class_item(r, &k);
	if (r->failed)
		return NULL;
	r->s++;
	if (negated)
		turn_round(&k);
	return class_part(r->arena, &k);
}

/* A character of the text itself, all its bytes. */
static struct part *
read_literal(struct reader *r)
{
	struct part *p = part_byte(r->arena, (unsigned char)*r->s++);

	while (((unsigned char)*r->s & 0xc0) == 0x80)
		p = part_then(r->arena, p,
			part_byte(r->arena, (unsigned char)*r->s++));
	return p;
}

static struct part *read_branches(struct reader *r);

static struct part *
read_atom(struct reader *r)
{
	struct class k = { { 0 }, false };
	struct part *p;

	switch (*r->s) {
	case '(':
		r->s++;
		p = read_branches(r);
		if (*r->s != ')')
			fail(r);
		else
			r->s++;
		return p;
	case '[':
		r->s++;
		return read_class(r);
	case '\\':
		r->s++;
		read_escape(r, &k);
		return class_part(r->arena, &k);
	case '.':
		r->s++;
		add_char(&k, '\n');
		add_char(&k, '\r');
		turn_round(&k);
		return class_part(r->arena, &k);
	case '?':
	case '*':
	case '+':
	case '{':
	case '}':
	case ']':
		fail(r);
		return NULL;
	default:
		return read_literal(r);
	}
}

static int
read_number(struct reader *r)
{
	int n = 0;

	if (!isdigit((unsigned char)*r->s))
		fail(r);
	for (; isdigit((unsigned char)*r->s) && n <= MAX_TIMES; r->s++)
		n = n * 10 + (*r->s - '0');
	if (n > MAX_TIMES)
		fail(r);
	return n;
}

/* {n}, {n,} and {n,m} */
static struct part *
read_times(struct reader *r, struct part *p)
{
	int min = read_number(r), max = min;

	if (*r->s == ',') {
		r->s++;
		max = *r->s == '}' ? PART_MANY : read_number(r);
	}
	if (*r->s != '}' || (max != PART_MANY && max < min))
		fail(r);
	if (r->failed)
		return NULL;
	r->s++;
	return part_times(r->arena, p, min, max);
}

static struct part *
read_piece(struct reader *r)
{
	struct part *p = read_atom(r);

	switch (r->failed ? '\0' : *r->s) {
	case '?':
		r->s++;
		return part_times(r->arena, p, 0, 1);
	case '*':
		r->s++;
		return part_times(r->arena, p, 0, PART_MANY);
	case '+':
		r->s++;
		return part_times(r->arena, p, 1, PART_MANY);
	case '{':
		r->s++;
		return read_times(r, p);
	default:
		return p;
	}
}

static struct part *
read_branch(struct reader *r)
{
	struct part *p = NULL;

	while (!r->failed && *r->s != '\0' && *r->s != '|' && *r->s != ')')
		p = part_then(r->arena, p, read_piece(r));
	return p;
}

static struct part *
read_branches(struct reader *r)
{
	struct part *p = read_branch(r);

	while (!r->failed && *r->s == '|') {
		r->s++;
		p = part_or(r->arena, p, read_branch(r));
	}
	return p;
}

struct part *
part_pattern(struct arena *a, const char *pattern)
{
	struct reader r = { .arena = a, .s = pattern };
	struct part *p = read_branches(&r);

	if (r.failed || *r.s != '\0')
		return NULL;
	return p != NULL ? p : part_then(a, NULL, NULL);
}
