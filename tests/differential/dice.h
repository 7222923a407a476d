#ifndef DIFF_DICE_H
#define DIFF_DICE_H

#include <stdbool.h>
#include <stdint.h>

/* Random numbers (SplitMix64) that are the same on every machine; a stream of
 * its own for each document, so that any one can be made again alone. */
struct dice {
	uint64_t state;
};

void dice_start(
	struct dice *d, uint64_t seed, uint64_t schema, uint64_t document);
int dice_below(struct dice *d, int n); /* 0 … n-1, n > 0 */
bool dice_percent(struct dice *d, int percent);
#define DICE_PICK(d, array)                                                    \
	((array)[dice_below(d, (int)(sizeof(array) / sizeof *(array)))])

#endif
