#ifndef DRAW_H
#define DRAW_H

#include <stddef.h>
#include <stdint.h>
#include "lib/digest.h"

/*
 * A random sample that anybody can draw again: how many of each stratum, and
 * whose ticket comes first. No database is known here.
 */

/* The seed as it is drawn with, the caller's: full width as half width, white
 * space at the ends left out and within one blank. NULL: nothing is left. */
char *draw_seed(const char *written);

/* What a ticket is made of besides the one that it is for. */
struct draw_key {
	const char *seed, *division;
	int64_t year, round;
};

/* The ticket of one: SHA-256 of "seed|division|year|round|kind|id", so that
 * printf '%s' and sha256sum give the same. */
void draw_ticket(char out[DIGEST_HEX], const struct draw_key *key,
	const char *kind, const char *id);

/* One stratum; units is how many it has to draw from. share: its own, in
 * hundredths of a percent (10000: all of it), or 0: none of its own. */
struct draw_stratum {
	int64_t units, wanted, share;
};

/* size: of all together, 0: share. share: of each stratum that has none of its
 * own. Shares are rounded up. least: so many of each, or all where there are
 * fewer; but of one without any share none. */
struct draw_size {
	int64_t size, share, least;
};

/* Set wanted of each: with size what is left of it when the strata with a share
 * have theirs, in proportion to the units, by the greatest remainder (of equals
 * the earlier), and no less than least. Answers 0, or
 * -1 where size is less than those ask for or more than there is; *bound is
 * then that number. */
int draw_allocate(struct draw_stratum *strata, size_t n,
	const struct draw_size *size, int64_t *bound);

/*
 * Of those of one stratum, the ones with the smallest tickets; memory is for
 * these only. What is put in is copied.
 */
struct draw_unit {
	const char *kind, *id, *village, *class;
	int64_t persons;
};
struct draw_one {
	char ticket[DIGEST_HEX];
	struct draw_unit unit; /* its texts belong to it */
};
struct draw_best {
	struct draw_one *ones; /* in order after draw_best_sort */
	size_t n, limit;
};
void draw_best_begin(struct draw_best *best, size_t limit);
void draw_best_put(struct draw_best *best, const struct draw_key *key,
	const struct draw_unit *unit);
void draw_best_sort(struct draw_best *best);
void draw_best_clear(struct draw_best *best);

#endif
