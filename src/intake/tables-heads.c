/*
 * Lists of responsible persons, which name households by their heads: where
 * village, group and head's name are those of one household, the row is of it.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "intake/pieces.h"
#include "intake/tables.h"
#include "schema/fold.h"

/* A household by its head, as a row names it; "" what it does not say. */
struct head {
	const char *name, *group, *number, *village;
	const char *key;
	bool is_own; /* a row of the household itself */
};

struct heads {
	struct tables *t;
	const struct element *household;
	struct arena *arena;
	struct head *items;
	size_t n, cap;
};

static const char *
value_of(struct heads *h, struct facts facts, const char *attribute)
{
	const char *s = tables_piece_value(h->t, facts, attribute);

	return s != NULL ? fold_text(s, false, h->arena) : "";
}

static struct head
read_head(struct heads *h, const struct kept_piece *p)
{
	struct head head = { .name = value_of(h, p->facts, "head-name"),
		.group = value_of(h, p->facts, "villager-group"),
		.number = value_of(h, p->facts, "head-number"),
		.village = value_of(h, p->facts, "village") };

	if (*head.village == '\0' && *p->village != '\0')
		head.village = arena_strdup(
			h->arena, tables_village(h->t, p->village));
	return head;
}

static bool
are_same(const struct head *a, const struct head *b)
{
	return strcmp(a->key, b->key) == 0 && strcmp(a->name, b->name) == 0 &&
		strcmp(a->group, b->group) == 0 &&
		strcmp(a->number, b->number) == 0 &&
		strcmp(a->village, b->village) == 0;
}

static void
add_head(struct heads *h, const struct head *head)
{
	/* rows of a household's members say the same again */
	if (*head->name == '\0' ||
		(h->n > 0 && !head->is_own &&
			are_same(&h->items[h->n - 1], head)))
		return;
	if (h->n == h->cap) {
		h->cap = h->cap > 0 ? h->cap * 2 : 256;
		h->items = xreallocarray(h->items, h->cap, sizeof *h->items);
	}
	h->items[h->n++] = *head;
}

static int
by_name(const void *a, const void *b)
{
	const struct head *x = a, *y = b;

	return strcmp(x->name, y->name);
}

/* All households that other tables name. */
static int
find_heads(struct heads *h, struct error *err)
{
	struct pieces *all = h->t->pieces;

	for (size_t i = 0; i < pieces_count(all); i++) {
		const struct piece_mark *m = pieces_mark(all, i);
		struct kept_piece p;
		struct head head;

		if (*m->key == '\0' ||
			layout_row(h->t->layout, m->record) != h->household)
			continue;
		if (pieces_read(all, i, &p, err) != 0)
			return -1;
		if (layout_row(h->t->layout, p.element) != h->household)
			continue;
		head = read_head(h, &p);
		head.key = m->key;
		head.is_own = !m->derived;
		add_head(h, &head);
	}
	if (h->n > 0)
		qsort(h->items, h->n, sizeof *h->items, by_name);
	return 0;
}

static bool
agree(const char *a, const char *b)
{
	return *a == '\0' || *b == '\0' || strcmp(a, b) == 0;
}

/* Both say which village, or there is but one. */
static bool
is_of_village(const struct heads *h, const struct head *a, const struct head *b)
{
	if (*a->village == '\0' || *b->village == '\0')
		return h->t->nvillages <= 1;
	return strcmp(a->village, b->village) == 0;
}

/* The one household that the row names; NULL: none, or several. */
static const char *
key_of(const struct heads *h, const struct head *row)
{
	const char *key = NULL;
	size_t low = 0, high = h->n;
	bool own = false;

	if (*row->name == '\0' || *row->group == '\0')
		return NULL;
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (strcmp(h->items[mid].name, row->name) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < h->n && strcmp(h->items[low].name, row->name) == 0;
		low++) {
		const struct head *i = &h->items[low];

		if (strcmp(i->group, row->group) != 0 ||
			!is_of_village(h, i, row) ||
			!agree(i->number, row->number))
			continue;
		if ((key != NULL && strcmp(key, i->key) != 0) ||
			(own && i->is_own))
			return NULL;
		key = i->key;
		own = own || i->is_own;
	}
	return key;
}

static void
refuse(struct tables *t, const struct kept_piece *p)
{
	struct refusal r = { .sheet = p->sheet,
		.row = (long)p->row,
		.column = -1,
		.text = {
			"没有户编号；按村、组、户主姓名找不到该户，或不止一户，"
			"整行未导入",
			"no id; by village, group and head's name there is no "
			"such household, or several; the row was left out" } };

	tables_refuse(t, &r);
}

static int
join_rows(struct heads *h, struct error *err)
{
	struct pieces *all = h->t->pieces;

	for (size_t i = 0; i < pieces_count(all); i++) {
		struct kept_piece p;
		struct head row;
		const char *key;

		if (*pieces_mark(all, i)->key != '\0')
			continue;
		if (pieces_read(all, i, &p, err) != 0)
			return -1;
		if (!h->t->sheets[p.sheet]->joins_by_head)
			continue;
		row = read_head(h, &p);
		key = key_of(h, &row);
		if (key == NULL)
			refuse(h->t, &p);
		pieces_give_key(all, i, key);
	}
	return 0;
}

int
tables_join_heads(struct tables *t, struct error *err)
{
	struct heads h = { .t = t };
	int rc = 0;

	for (size_t i = 0; i < t->nsheets; i++) {
		if (t->sheets[i]->joins_by_head)
			h.household = t->sheets[i]->record;
	}
	if (h.household == NULL)
		return 0;
	h.arena = arena_new();
	rc = pieces_flush(t->pieces, err);
	if (rc == 0)
		rc = find_heads(&h, err);
	if (rc == 0)
		rc = join_rows(&h, err);
	free(h.items);
	arena_free(h.arena);
	return rc;
}
