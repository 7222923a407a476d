#ifndef NEAR_H
#define NEAR_H

#include <stddef.h>

/* Which of some names was meant by a word that is none of them. */
struct near {
	const char *word;
	const char *best; /* NULL: none is near enough */
	size_t distance;
};

/* Start with { .word = … }; best is borrowed from the names offered. */
void near_offer(struct near *near, const char *name);

#endif
