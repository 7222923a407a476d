/*
 * Random numbers that a seed repeats.
 */
#include <assert.h>
#include "dice.h"

static uint64_t
mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

void
dice_start(struct dice *d, uint64_t seed, uint64_t schema, uint64_t document)
{
	d->state = mix(seed + UINT64_C(0x9e3779b97f4a7c15));
	d->state = mix(d->state ^ schema);
	d->state = mix(d->state ^ document);
}

int
dice_below(struct dice *d, int n)
{
	assert(n > 0);
	d->state += UINT64_C(0x9e3779b97f4a7c15);
	return (int)((mix(d->state) >> 32) * (uint64_t)n >> 32);
}

bool
dice_percent(struct dice *d, int percent)
{
	return dice_below(d, 100) < percent;
}
