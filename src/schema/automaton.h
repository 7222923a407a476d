#ifndef AUTOMATON_H
#define AUTOMATON_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * Finite automata over bytes: what a pattern of a schema allows in a value,
 * and what a content model allows in an element (a byte a child).
 *
 * A language is put together from parts, which live in an arena, and made into
 * a table that is run a byte at a time. Tables are read-only: any number of
 * threads may run one.
 *
 * Why beside libxml2, which knows all this: it makes a node, a list of
 * attributes and a state of each element; by tables a record is held against
 * its schema three times as fast. What is here (and in pattern, facets,
 * understand) only ever says "surely valid"; the rest is libxml2's to judge,
 * and `make differential` holds each "surely" against it.
 */
struct part;

/* One byte out of these: bit c of set[c / 8]. */
struct part *part_set(struct arena *a, const unsigned char set[32]);
struct part *part_byte(struct arena *a, unsigned char c);
/* first then second; either may be NULL, which is the empty text. */
struct part *part_then(
	struct arena *a, struct part *first, struct part *second);
struct part *part_or(struct arena *a, struct part *one, struct part *other);
/* min to max times; max PART_MANY: no end. */
#define PART_MANY (-1)
struct part *part_times(struct arena *a, struct part *part, int min, int max);

/* A pattern of XML Schema (part 2, appendix F) as a part, or NULL where it uses
 * what is not understood here: categories, blocks, subtraction, names, and
 * classes that list characters outside ASCII. What is understood is understood
 * exactly, but for \d: its digits are those of ASCII. */
struct part *part_pattern(struct arena *a, const char *pattern);

struct automaton;

/* NULL where the table would be too large. */
struct automaton *automaton_new(const struct part *part);
void automaton_free(struct automaton *automaton); /* NULL is fine */

/* The state before the first byte. A state is never 0 unless nothing can
 * follow that would be allowed. */
#define AUTOMATON_START 1
unsigned automaton_step(
	const struct automaton *automaton, unsigned state, unsigned char c);
bool automaton_accepts(const struct automaton *automaton, unsigned state);
/* Is this whole text allowed? */
bool automaton_matches(
	const struct automaton *automaton, const char *s, size_t n);

#endif
