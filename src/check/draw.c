/*
 * The draw of a random sample: seed, tickets, sizes of strata, the smallest
 * tickets of many.
 */
#include "config.h"
#include <assert.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/draw.h"
#include "schema/fold.h"

char *
draw_seed(const char *written)
{
	struct strbuf sb = { 0 };
	bool gap = false;

	for (const char *s = written; *s != '\0';) {
		unsigned c;
		size_t n = fold_next(s, &c);
		unsigned half = fold_half(c);

		if (fold_is_space(c)) {
			gap = sb.len > 0;
		} else if (!fold_is_invisible(c)) {
			if (gap)
				strbuf_addc(&sb, ' ');
			gap = false;
			if (half < 128)
				strbuf_addc(&sb, (char)half);
			else
				strbuf_add(&sb, s, n);
		}
		s += n;
	}
	if (sb.len == 0) {
		strbuf_clear(&sb);
		return NULL;
	}
	return strbuf_steal(&sb);
}

void
draw_ticket(char out[DIGEST_HEX], const struct draw_key *key, const char *kind,
	const char *id)
{
	char *text = xasprintf("%s|%s|%lld|%lld|%s|%s", key->seed,
		key->division, (long long)key->year, (long long)key->round,
		kind, id);

	digest_sha256_hex(text, strlen(text), out);
	free(text);
}

static int64_t
at_least(const struct draw_stratum *s, int64_t share, int64_t least)
{
	int64_t n = (s->units * share + 9999) / 10000;

	if (n < least)
		n = least;
	return n < s->units ? n : s->units;
}

/* What is left to those whose share of it is no less than least: set the
 * others, which leaves less to these, until none is left to set. */
static int64_t
set_floors(struct draw_stratum *strata, size_t n, bool *is_set,
	const struct draw_size *size)
{
	int64_t rest = size->size, units = 0;
	bool again = true;

	for (size_t i = 0; i < n; i++)
		units += strata[i].units;
	while (again) {
		int64_t rest_now = rest, units_now = units;

		again = false;
		for (size_t i = 0; i < n; i++) {
			struct draw_stratum *s = &strata[i];
			int64_t floor = at_least(s, s->share, size->least);

			if (is_set[i] ||
				(s->share == 0 &&
					s->units * rest_now >=
						floor * units_now))
				continue;
			s->wanted = floor;
			is_set[i] = again = true;
			rest -= floor;
			units -= s->units;
		}
	}
	return rest;
}

/* Answers what is left of the rest: nothing, but where all have theirs. */
static int64_t
share_rest(struct draw_stratum *strata, size_t n, bool *is_set, int64_t rest)
{
	int64_t units = 0, left = rest;

	for (size_t i = 0; i < n; i++)
		units += is_set[i] ? 0 : strata[i].units;
	if (units == 0)
		return rest;
	for (size_t i = 0; i < n; i++) {
		if (is_set[i])
			continue;
		strata[i].wanted = strata[i].units * rest / units;
		left -= strata[i].wanted;
	}
	for (; left > 0; left--) {
		size_t best = n;

		for (size_t i = 0; i < n; i++) {
			if (!is_set[i] &&
				(best == n ||
					strata[i].units * rest % units >
						strata[best].units * rest %
							units))
				best = i;
		}
		is_set[best] = true;
		strata[best].wanted++;
	}
	return 0;
}

int
draw_allocate(struct draw_stratum *strata, size_t n,
	const struct draw_size *size, int64_t *bound)
{
	int64_t floors = 0, most = 0, rest;
	bool *is_set;

	for (size_t i = 0; i < n; i++) {
		struct draw_stratum *s = &strata[i];
		int64_t floor = at_least(s, s->share, size->least);

		if (s->share > 0)
			s->wanted = floor;
		else
			s->wanted = size->share > 0
				? at_least(s, size->share, size->least)
				: 0;
		floors += floor;
		most += s->share > 0 ? floor : s->units;
	}
	if (size->size == 0)
		return 0;
	*bound = size->size < floors ? floors : most;
	if (size->size < floors || size->size > most)
		return -1;
	is_set = xcalloc(n + 1, sizeof *is_set);
	rest = set_floors(strata, n, is_set, size);
	rest = share_rest(strata, n, is_set, rest);
	free(is_set);
	assert(rest == 0);
	return 0;
}

static int
by_ticket(const void *a, const void *b)
{
	const struct draw_one *x = a, *y = b;
	int order = strcmp(x->ticket, y->ticket);

	return order != 0 ? order : strcmp(x->unit.id, y->unit.id);
}

void
draw_best_begin(struct draw_best *best, size_t limit)
{
	*best = (struct draw_best){ .limit = limit };
	best->ones = xcalloc(limit + 1, sizeof *best->ones);
}

/* The greatest of a heap stands first. */
static void
sink(struct draw_best *best, size_t i)
{
	for (;;) {
		size_t child = 2 * i + 1;
		struct draw_one one = best->ones[i];

		if (child + 1 < best->n &&
			by_ticket(&best->ones[child], &best->ones[child + 1]) <
				0)
			child++;
		if (child >= best->n || by_ticket(&best->ones[child], &one) < 0)
			return;
		best->ones[i] = best->ones[child];
		best->ones[child] = one;
		i = child;
	}
}

static void
rise(struct draw_best *best, size_t i)
{
	while (i > 0 &&
		by_ticket(&best->ones[(i - 1) / 2], &best->ones[i]) < 0) {
		struct draw_one one = best->ones[i];

		best->ones[i] = best->ones[(i - 1) / 2];
		best->ones[(i - 1) / 2] = one;
		i = (i - 1) / 2;
	}
}

static void
one_clear(struct draw_one *one)
{
	free((void *)(uintptr_t)one->unit.kind);
	free((void *)(uintptr_t)one->unit.id);
	free((void *)(uintptr_t)one->unit.village);
	free((void *)(uintptr_t)one->unit.class);
}

void
draw_best_put(struct draw_best *best, const struct draw_key *key,
	const struct draw_unit *unit)
{
	struct draw_one one = { .unit = { .persons = unit->persons } };

	if (best->limit == 0)
		return;
	draw_ticket(one.ticket, key, unit->kind, unit->id);
	if (best->n == best->limit &&
		strcmp(one.ticket, best->ones[0].ticket) >= 0)
		return;
	one.unit.kind = xstrdup(unit->kind);
	one.unit.id = xstrdup(unit->id);
	one.unit.village = xstrdup(unit->village);
	one.unit.class = xstrdup(unit->class);
	if (best->n < best->limit) {
		best->ones[best->n] = one;
		rise(best, best->n++);
		return;
	}
	one_clear(&best->ones[0]);
	best->ones[0] = one;
	sink(best, 0);
}

void
draw_best_sort(struct draw_best *best)
{
	qsort(best->ones, best->n, sizeof *best->ones, by_ticket);
}

void
draw_best_clear(struct draw_best *best)
{
	for (size_t i = 0; i < best->n; i++)
		one_clear(&best->ones[i]);
	free(best->ones);
	*best = (struct draw_best){ 0 };
}
