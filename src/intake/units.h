#ifndef UNITS_H
#define UNITS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Units of numbers, as layouts name them, and what is told in them. All words
 * are folded.
 */
struct units;
struct attribute;

/* What a unit is to a fact. */
struct unit {
	const char *word;
	const char *of;	  /* what is told in it; NULL: anything, or nothing */
	const char *told; /* facts whose description has one of these words */
	const char *also; /* what may be told in it where a line above the
			   * table says so; NULL: nothing else */
	int scale;	  /* by how many digits it raises a number */
	bool is_factor;	  /* it only raises: 万 before another, or alone */
};

struct units *units_new(void);
void units_free(struct units *units); /* NULL is fine */
/* The texts are borrowed. */
void units_add(struct units *units, const struct unit *unit);
/* NULL: it is none. */
const struct unit *units_find(const struct units *units, const char *word);
/* The longest with which the text ends, something before it; NULL: none. */
const struct unit *units_behind(
	const struct units *units, const char *text, size_t n);
/* Can the fact be told in it, by its scale? */
bool units_fit(const struct units *units, const struct unit *unit,
	const struct attribute *a);
/* What the fact is told in. */
const char *units_measure(const struct units *units, const struct attribute *a);
/* Units of money that are larger than the fact's: the i-th word, or NULL. */
const char *units_large(const struct units *units, size_t i);

#endif
