#ifndef GEN_RAND_H
#define GEN_RAND_H

#include <stdbool.h>
#include <stdint.h>

/*
 * Random numbers and dates that are the same on every machine. A stream is
 * named by a seed, what it is for, and an index, so that any household can be
 * made again without the ones before it.
 */
struct rng {
	uint64_t state;
};

/* What a stream is for; the numbers are part of what a seed means. */
enum rng_use {
	RNG_HOUSEHOLD = 1,
	RNG_PERSON,
	RNG_NAME,
	RNG_STAFF,
	RNG_VILLAGE,
	RNG_FAULT,
	RNG_INCOME,
	RNG_MIX,
};

void rng_start(struct rng *r, uint64_t seed, enum rng_use use, uint64_t index);
uint64_t rng_next(struct rng *r);
int rng_below(struct rng *r, int n);	      /* 0 … n-1, n > 0 */
int rng_between(struct rng *r, int a, int b); /* a … b */
bool rng_percent(struct rng *r, int percent);

/* Days are counted from 1970-01-01 in the Gregorian calendar. */
#define DAY_TEXT 11
#define NO_DAY (-1000000)

int day_make(int year, int month, int day);
int day_year(int day);
int day_month(int day);
int day_of_month(int day);
void day_write(char text[DAY_TEXT], int day); /* 2026-11-05 */
int day_age(int birth, int on);		      /* completed years */

#endif
