/*
 * Finite automata over bytes: parts to a nondeterministic automaton, and that,
 * by sets of its states, to a table.
 */
#include "config.h"
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "schema/automaton.h"

#define MAX_NODES 512
#define MAX_STATES 255
#define WORDS (MAX_NODES / 64)

struct part {
	enum { SET, THEN, OR, TIMES } type;
	struct part *one, *other; /* NULL: the empty text */
	int min, max;
	unsigned char set[32];
};

struct automaton {
	unsigned n;
	unsigned char (*next)[256]; /* by state; 0: nothing can follow */
	bool *accepts;
};

static struct part *
new_part(struct arena *a, int type, struct part *one, struct part *other)
{
	struct part *p = arena_alloc(a, sizeof *p);

	memset(p, 0, sizeof *p);
	p->type = type;
	p->one = one;
	p->other = other;
	return p;
}

struct part *
part_set(struct arena *a, const unsigned char set[32])
{
	struct part *p = new_part(a, SET, NULL, NULL);

	memcpy(p->set, set, sizeof p->set);
	return p;
}

struct part *
part_byte(struct arena *a, unsigned char c)
{
	unsigned char set[32] = { 0 };

	set[c / 8] |= (unsigned char)(1u << c % 8);
	return part_set(a, set);
}

struct part *
part_then(struct arena *a, struct part *first, struct part *second)
{
	return new_part(a, THEN, first, second);
}

struct part *
part_or(struct arena *a, struct part *one, struct part *other)
{
	return new_part(a, OR, one, other);
}

struct part *
part_times(struct arena *a, struct part *part, int min, int max)
{
	struct part *p = new_part(a, TIMES, part, NULL);

	p->min = min;
	p->max = max;
	return p;
}

/* A node takes one byte of a set and goes on to one, or goes on to one and to
 * other (-1: to one alone) without a byte. Node 0 is the end. */
struct node {
	const unsigned char *set; /* NULL: without a byte */
	int one, other;
};

struct builder {
	struct node nodes[MAX_NODES];
	int n;
	bool full;
};

static int
new_node(struct builder *b, const unsigned char *set, int one, int other)
{
	if (b->n == MAX_NODES) {
		b->full = true;
		return 0;
	}
	b->nodes[b->n] = (struct node){ set, one, other };
	return b->n++;
}

static int add_part(struct builder *b, const struct part *p, int next);

static int
add_times(struct builder *b, const struct part *p, int next)
{
	int at = next;

	if (p->max == PART_MANY) {
		at = new_node(b, NULL, next, -1);
		b->nodes[at].other = add_part(b, p->one, at);
	} else {
		for (int i = p->min; i < p->max && !b->full; i++)
			at = new_node(b, NULL, next, add_part(b, p->one, at));
	}
	for (int i = 0; i < p->min && !b->full; i++)
		at = add_part(b, p->one, at);
	return at;
}

/* The node from which this part leads to next. */
static int
add_part(struct builder *b, const struct part *p, int next)
{
	if (p == NULL || b->full)
		return next;
	switch (p->type) {
	case SET:
		return new_node(b, p->set, next, -1);
	case THEN:
		return add_part(b, p->one, add_part(b, p->other, next));
	case OR:
		return new_node(b, NULL, add_part(b, p->one, next),
			add_part(b, p->other, next));
	default:
		return add_times(b, p, next);
	}
}

/* A set of nodes, those reached without a byte among them. */
struct states {
	uint64_t bits[WORDS];
};

static void
add_reached(const struct builder *b, struct states *s, int node)
{
	const struct node *n = &b->nodes[node];
	uint64_t bit = (uint64_t)1 << node % 64;

	if (s->bits[node / 64] & bit)
		return;
	s->bits[node / 64] |= bit;
	if (n->set != NULL || node == 0)
		return;
	add_reached(b, s, n->one);
	if (n->other >= 0)
		add_reached(b, s, n->other);
}

static bool
has_byte(const unsigned char set[32], unsigned c)
{
	return set[c / 8] >> c % 8 & 1;
}

static bool
step_states(const struct builder *b, const struct states *from, unsigned c,
	struct states *to)
{
	bool any = false;

	memset(to, 0, sizeof *to);
	for (int i = 1; i < b->n; i++) {
		const struct node *n = &b->nodes[i];

		if ((from->bits[i / 64] >> i % 64 & 1) == 0 || n->set == NULL ||
			!has_byte(n->set, c))
			continue;
		add_reached(b, to, n->one);
		any = true;
	}
	return any;
}

/* The number of this set, given one where it is new; 0: too many. */
static unsigned
find_states(struct states *sets, unsigned *n, const struct states *s)
{
	for (unsigned i = 1; i <= *n; i++) {
		if (memcmp(&sets[i], s, sizeof *s) == 0)
			return i;
	}
	if (*n == MAX_STATES)
		return 0;
	sets[++*n] = *s;
	return *n;
}

/* Bytes that no node tells apart: like[c] is the first of those like c. */
static void
find_alike(const struct builder *b, unsigned char like[256])
{
	for (unsigned c = 0; c < 256; c++) {
		unsigned d;

		for (d = 0; d < c; d++) {
			int i = 1;

			if (like[d] != d)
				continue;
			while (i < b->n &&
				(b->nodes[i].set == NULL ||
					has_byte(b->nodes[i].set, c) ==
						has_byte(b->nodes[i].set, d)))
				i++;
			if (i == b->n)
				break;
		}
		like[c] = (unsigned char)d;
	}
}

static bool
make_table(struct automaton *t, const struct builder *b, int start)
{
	struct states *sets = xcalloc(MAX_STATES + 1, sizeof *sets);
	unsigned char like[256] = { 0 };
	bool fits = true;

	find_alike(b, like);
	t->next = xcalloc(MAX_STATES + 1, sizeof *t->next);
	add_reached(b, &sets[1], start);
	t->n = 1;
	for (unsigned i = 1; fits && i <= t->n; i++) {
		for (unsigned c = 0; fits && c < 256; c++) {
			struct states to;

			if (like[c] != c) {
				t->next[i][c] = t->next[i][like[c]];
				continue;
			}
			if (!step_states(b, &sets[i], c, &to))
				continue;
			t->next[i][c] = (unsigned char)find_states(
				sets, &t->n, &to);
			fits = t->next[i][c] != 0;
		}
	}
	t->accepts = xcalloc(t->n + 1, sizeof *t->accepts);
	for (unsigned i = 1; i <= t->n; i++)
		t->accepts[i] = sets[i].bits[0] & 1;
	t->next = xreallocarray(t->next, t->n + 1, sizeof *t->next);
	free(sets);
	return fits;
}

struct automaton *
automaton_new(const struct part *part)
{
	struct builder *b = xcalloc(1, sizeof *b);
	struct automaton *t = xcalloc(1, sizeof *t);
	int start;

	b->n = 1;
	start = add_part(b, part, 0);
	if (b->full || !make_table(t, b, start)) {
		automaton_free(t);
		t = NULL;
	}
	free(b);
	return t;
}

void
automaton_free(struct automaton *t)
{
	if (t == NULL)
		return;
	free(t->next);
	free(t->accepts);
	free(t);
}

unsigned
automaton_step(const struct automaton *t, unsigned state, unsigned char c)
{
	return t->next[state][c];
}

bool
automaton_accepts(const struct automaton *t, unsigned state)
{
	return t->accepts[state];
}

bool
automaton_matches(const struct automaton *t, const char *s, size_t n)
{
	unsigned state = AUTOMATON_START;

	for (size_t i = 0; i < n; i++)
		state = t->next[state][(unsigned char)s[i]];
	return t->accepts[state];
}
