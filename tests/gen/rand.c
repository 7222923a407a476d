/*
 * Pseudo-random numbers (SplitMix64) and calendar days, in integers only, so
 * that the same seed gives the same bytes everywhere.
 */
#include <assert.h>

#include "rand.h"

static uint64_t
mix(uint64_t z)
{
	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return z ^ (z >> 31);
}

void
rng_start(struct rng *r, uint64_t seed, enum rng_use use, uint64_t index)
{
	r->state = mix(seed + UINT64_C(0x9e3779b97f4a7c15));
	r->state = mix(r->state ^ (uint64_t)use);
	r->state = mix(r->state ^ index);
}

uint64_t
rng_next(struct rng *r)
{
	r->state += UINT64_C(0x9e3779b97f4a7c15);
	return mix(r->state);
}

int
rng_below(struct rng *r, int n)
{
	assert(n > 0);
	return (int)((rng_next(r) >> 32) * (uint64_t)n >> 32);
}

int
rng_between(struct rng *r, int a, int b)
{
	return a + rng_below(r, b - a + 1);
}

bool
rng_percent(struct rng *r, int percent)
{
	return rng_below(r, 100) < percent;
}

/* Years begin in March here, so that the leap day is the last one. */
int
day_make(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int m = month <= 2 ? month + 9 : month - 3;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day -
		719469;
}

static void
day_split(int day, int *year, int *month, int *mday)
{
	int d = day + 719468;
	int era = d / 146097;
	int doe = d % 146097;
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int m = (5 * doy + 2) / 153;

	*mday = doy - (153 * m + 2) / 5 + 1;
	*month = m < 10 ? m + 3 : m - 9;
	*year = yoe + era * 400 + (*month <= 2);
}

int
day_year(int day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	return y;
}

int
day_month(int day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	return m;
}

int
day_of_month(int day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	return d;
}

static void
put_digits(char *to, int n, int width)
{
	while (width-- > 0) {
		to[width] = (char)('0' + n % 10);
		n /= 10;
	}
}

void
day_write(char text[DAY_TEXT], int day)
{
	int y, m, d;

	day_split(day, &y, &m, &d);
	put_digits(text, y, 4);
	text[4] = '-';
	put_digits(text + 5, m, 2);
	text[7] = '-';
	put_digits(text + 8, d, 2);
	text[10] = '\0';
}

int
day_age(int birth, int on)
{
	int by, bm, bd, y, m, d;

	day_split(birth, &by, &bm, &bd);
	day_split(on, &y, &m, &d);
	return y - by - (m < bm || (m == bm && d < bd));
}
