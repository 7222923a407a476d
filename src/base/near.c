/*
 * Mistyped names: letters left out, put in, taken for others or swapped.
 */
#include "config.h"
#include <string.h>
#include <strings.h>
#include "base/near.h"

#define LONGEST 40

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Optimal string alignment; both are at most LONGEST bytes. */
static size_t
distance(const char *a, const char *b)
{
	size_t d[LONGEST + 1][LONGEST + 1] = { { 0 } };
	size_t n = strlen(a), m = strlen(b);

	for (size_t i = 0; i <= n; i++)
		d[i][0] = i;
	for (size_t j = 0; j <= m; j++)
		d[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		for (size_t j = 1; j <= m; j++) {
			size_t cost = a[i - 1] != b[j - 1];

			d[i][j] = least(d[i - 1][j - 1] + cost,
				least(d[i - 1][j], d[i][j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
				a[i - 2] == b[j - 1])
				d[i][j] = least(d[i][j], d[i - 2][j - 2] + 1);
		}
	}
	return d[n][m];
}

void
near_offer(struct near *near, const char *name)
{
	size_t n = strlen(near->word), found;

	if (n == 0 || n > LONGEST || strlen(name) > LONGEST)
		return;
	/* Its beginning, or the same in other letters, is surely meant. */
	if (strcasecmp(near->word, name) == 0)
		found = 0;
	else if (n >= 3 && strncmp(near->word, name, n) == 0)
		found = 1;
	else
		found = distance(near->word, name);
	if (found > 2 || found * 2 > n ||
		(near->best != NULL && found >= near->distance))
		return;
	near->best = name;
	near->distance = found;
}
