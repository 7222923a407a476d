/*
 * In which periods a rule holds, and with which values.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/mem.h"
#include "check/period.h"

#define FIRST_DAY (NO_DAY + 1) /* before every date */

/* The days on which a new period begins. */
struct days {
	long *items;
	size_t n;
};

static void
add_span(struct days *d, const char *from, const char *to)
{
	d->items = xreallocarray(d->items, d->n + 2, sizeof *d->items);
	if (from != NULL)
		d->items[d->n++] = day_parse(from);
	if (to != NULL)
		d->items[d->n++] = day_parse(to) + 1;
}

static int
by_day(const void *a, const void *b)
{
	const long *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static bool
covers(const char *from, const char *to, long day)
{
	return (from == NULL || day_parse(from) <= day) &&
		(to == NULL || day <= day_parse(to));
}

/* The rule as it holds on this day; of several values the last one counts. */
static void
set_values(struct rule *rule, long day, struct arena *arena)
{
	size_t size = rule->nparameters * sizeof *rule->parameters;
	struct rule_parameter *in_force = arena_alloc(arena, size + 1);

	if (size > 0)
		memcpy(in_force, rule->parameters, size);
	for (size_t i = 0; i < rule->nparameters; i++) {
		struct rule_parameter *p = &in_force[i];

		for (size_t j = 0; j < p->ndated; j++) {
			if (covers(p->dated[j].from, p->dated[j].to, day))
				p->value = p->dated[j].value;
		}
	}
	rule->parameters = in_force;
}

size_t
period_list(struct period **out, const struct rule *rule, struct arena *arena)
{
	struct days d = { 0 };
	size_t n = 0;

	d.items = xreallocarray(NULL, 1, sizeof *d.items);
	d.items[d.n++] = FIRST_DAY;
	add_span(&d, rule->from, rule->to);
	for (size_t i = 0; i < rule->nparameters; i++) {
		const struct rule_parameter *p = &rule->parameters[i];

		for (size_t j = 0; j < p->ndated; j++)
			add_span(&d, p->dated[j].from, p->dated[j].to);
	}
	qsort(d.items, d.n, sizeof *d.items, by_day);
	*out = arena_alloc(arena, d.n * sizeof **out);
	for (size_t i = 0; i < d.n; i++) {
		struct period *f = &(*out)[n];
		bool last = i + 1 == d.n;

		if ((!last && d.items[i + 1] == d.items[i]) ||
			!covers(rule->from, rule->to, d.items[i]))
			continue;
		*f = (struct period){ .rule = *rule,
			.from = i == 0 ? NO_DAY : d.items[i],
			.to = last ? NO_DAY : d.items[i + 1] - 1 };
		set_values(&f->rule, d.items[i], arena);
		n++;
	}
	free(d.items);
	return n;
}

bool
period_holds(const struct period *f, long day)
{
	return (f->from == NO_DAY || f->from <= day) &&
		(f->to == NO_DAY || day <= f->to);
}
