/*
 * Units of numbers: see units.h.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "intake/units.h"
#include "schema/model.h"

#define MONEY "money"
#define COUNT "count"

struct units {
	struct unit *items;
	size_t n;
};

struct units *
units_new(void)
{
	return xcalloc(1, sizeof(struct units));
}

void
units_free(struct units *u)
{
	if (u != NULL)
		free(u->items);
	free(u);
}

void
units_add(struct units *u, const struct unit *unit)
{
	u->items = xreallocarray(u->items, u->n + 1, sizeof *u->items);
	u->items[u->n++] = *unit;
}

const struct unit *
units_find(const struct units *u, const char *word)
{
	for (size_t i = 0; i < u->n; i++) {
		if (strcmp(u->items[i].word, word) == 0)
			return &u->items[i];
	}
	return NULL;
}

const struct unit *
units_behind(const struct units *u, const char *text, size_t n)
{
	const struct unit *found = NULL;
	size_t longest = 0;

	for (size_t i = 0; i < u->n; i++) {
		size_t m = strlen(u->items[i].word);

		if (n > m && m > longest &&
			memcmp(text + n - m, u->items[i].word, m) == 0) {
			found = &u->items[i];
			longest = m;
		}
	}
	return found;
}

static bool
has_word(const char *words, const char *text)
{
	while (words != NULL && *words != '\0') {
		size_t n = strcspn(words, "|");

		if (n > 0 && memmem(text, strlen(text), words, n) != NULL)
			return true;
		words += n + (words[n] != '\0');
	}
	return false;
}

/* What the fact is told in: by how it is kept, else by what the schema says of
 * it; what nothing is said of is counted. */
const char *
units_measure(const struct units *u, const struct attribute *a)
{
	const char *note = a->hint.note[0] != NULL ? a->hint.note[0]
						   : a->label[0];

	if (a->store == STORE_MONEY)
		return MONEY;
	for (size_t i = 0; note != NULL && i < u->n; i++) {
		if (has_word(u->items[i].told, note))
			return u->items[i].of;
	}
	return COUNT;
}

bool
units_fit(const struct units *u, const struct unit *unit,
	const struct attribute *a)
{
	return unit->of != NULL && strcmp(unit->of, units_measure(u, a)) == 0;
}

const char *
units_large(const struct units *u, size_t i)
{
	for (size_t k = 0; k < u->n; k++) {
		const struct unit *unit = &u->items[k];

		if (unit->scale > 0 && unit->of != NULL &&
			strcmp(unit->of, MONEY) == 0 && i-- == 0)
			return unit->word;
	}
	return NULL;
}
