/*
 * The header of a sheet: the row, or two rows, with most known titles.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "intake/sheet-header.h"

/* The titles of one candidate, folded, by column. */
struct titles {
	char **shown, **folded;
	long *columns;
	size_t n;
};

static void
clear_titles(struct titles *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->shown[i]);
		free(t->folded[i]);
	}
	free(t->shown);
	free(t->folded);
	free(t->columns);
	*t = (struct titles){ 0 };
}

static void
add(struct titles *t, long column, char *shown)
{
	if (*shown == '\0') {
		free(shown);
		return;
	}
	t->shown = xreallocarray(t->shown, t->n + 1, sizeof *t->shown);
	t->folded = xreallocarray(t->folded, t->n + 1, sizeof *t->folded);
	t->columns = xreallocarray(t->columns, t->n + 1, sizeof *t->columns);
	t->shown[t->n] = shown;
	t->folded[t->n] = layout_fold(shown);
	t->columns[t->n++] = column;
}

static const struct cell *
cell_at(const struct kept_row *r, long column)
{
	for (size_t i = 0; i < r->n; i++) {
		if (r->cells[i].column == column)
			return &r->cells[i];
	}
	return NULL;
}

static struct titles
one_row(const struct kept_row *r)
{
	struct titles t = { 0 };

	for (size_t i = 0; i < r->n; i++) {
		if (r->cells[i].merged == MERGED_NOT)
			add(&t, r->cells[i].column, cell_shown(&r->cells[i]));
	}
	return t;
}

static long
last_column(const struct kept_row *r)
{
	return r->n > 0 ? r->cells[r->n - 1].column : -1;
}

/* Two rows: a title is the lower where it is known, both together, or the
 * upper where the lower is blank or merged with it. */
static struct titles
two_rows(const struct layout *l, const struct kept_row *upper,
	const struct kept_row *lower)
{
	struct titles t = { 0 };
	long last = last_column(upper) > last_column(lower)
		? last_column(upper)
		: last_column(lower);

	for (long c = 0; c <= last && c < 1024; c++) {
		const struct cell *u = cell_at(upper, c);
		const struct cell *d = cell_at(lower, c);
		char *top = u != NULL ? cell_shown(u) : xstrdup("");
		char *low = d != NULL && d->merged != MERGED_DOWN
			? cell_shown(d)
			: xstrdup("");
		char *both = xasprintf("%s%s", top, low);
		char *folded_both = layout_fold(both);
		char *folded_low = layout_fold(low);

		if (*low == '\0')
			add(&t, c, xstrdup(top));
		else if (!layout_knows(l, folded_low) &&
			layout_knows(l, folded_both))
			add(&t, c, xstrdup(both));
		else
			add(&t, c, xstrdup(low));
		free(top);
		free(low);
		free(both);
		free(folded_both);
		free(folded_low);
	}
	return t;
}

/* How many different facts the titles name in rows of this element; *own: of
 * the element itself. */
static size_t
score(const struct layout *l, const struct element *row, const struct titles *t,
	size_t *own)
{
	const struct fact **seen = xcalloc(t->n + 1, sizeof(struct fact *));
	size_t n = 0;

	*own = 0;
	for (size_t i = 0; i < t->n; i++) {
		struct column_meaning m = layout_meaning(l, row, t->folded[i]);
		bool again = false;

		if (m.meaning != MEANS_FACT)
			continue;
		for (size_t k = 0; k < n; k++)
			again = again || seen[k] == m.fact;
		if (again)
			continue;
		seen[n++] = m.fact;
		*own += m.fact->row == row;
	}
	free(seen);
	return n;
}

static bool
has_fact(const struct layout *l, const struct element *row,
	const struct titles *t, const struct fact *fact)
{
	for (size_t i = 0; i < t->n; i++) {
		if (layout_meaning(l, row, t->folded[i]).fact == fact)
			return true;
	}
	return false;
}

/* Is everything there without which no such row can be? Villages can be known
 * otherwise. */
static bool
has_required(const struct layout *l, const struct element *row,
	const struct titles *t)
{
	const struct element *e = row->parent != NULL ? row->parent : row;
	const struct fact *key = layout_key(l, e);

	if (row != e && !has_fact(l, row, t, key))
		return false;
	for (size_t i = 0; i < row->nattributes; i++) {
		const struct attribute *a = &row->attributes[i];

		if (a->required && strcmp(a->name, "village") != 0 &&
			!has_fact(l, row, t, layout_find(l, row, a->name)))
			return false;
	}
	return true;
}

/* Rows of data need not be tried. */
static bool
has_titles(const struct layout *l, const struct titles *t)
{
	size_t known = 0;

	for (size_t i = 0; i < t->n && known < 2; i++)
		known += layout_knows(l, t->folded[i]);
	return known >= 2;
}

struct best {
	size_t score, own, row;
	bool two, tie;
	const struct element *element;
};

/* An element that fits the titles: better than what there was? */
static void
try_titles(struct best *best, const struct layout *l, const char *sheet,
	const struct titles *t, size_t row, bool two)
{
	const struct element *named = layout_sheet(l, sheet);

	if (!has_titles(l, t))
		return;
	for (size_t i = 0; i < layout_rows(l); i++) {
		const struct element *e = layout_row(l, i);
		size_t own, n;

		if (named != NULL && e != named)
			continue;
		n = score(l, e, t, &own);
		if (n < 2 || own == 0 ||
			(named == NULL && (own < 2 || !has_required(l, e, t))))
			continue;
		if (n < best->score || (n == best->score && own < best->own))
			continue;
		if (n == best->score && own == best->own) {
			best->tie = best->tie ||
				(best->row == row && best->two == two &&
					e != best->element);
			continue;
		}
		*best = (struct best){ n, own, row, two, false, e };
	}
}

static void
keep_titles(struct sheet *s, const struct kept_row *rows, size_t n)
{
	struct strbuf sb = { 0 };

	for (size_t i = 0; i < n; i++) {
		for (size_t k = 0; k < rows[i].n; k++) {
			char *text = cell_shown(&rows[i].cells[k]);

			if (rows[i].cells[k].merged == MERGED_NOT)
				strbuf_addf(&sb, "%s\n", text);
			free(text);
		}
	}
	s->titles = strbuf_steal(&sb);
}

static bool
are_same(const struct sheet_column *a, const struct sheet_column *b)
{
	return a->meaning.meaning == MEANS_FACT &&
		b->meaning.meaning == MEANS_FACT &&
		a->meaning.fact == b->meaning.fact;
}

/* Two columns of one fact: one may have a title that the schema gives another.
 * What stays is told. */
static void
find_clashes(struct sheet *s, const struct layout *l)
{
	for (size_t i = 0; i < s->ncolumns; i++) {
		for (size_t k = 0; k < s->ncolumns; k++) {
			if (i != k && are_same(&s->columns[i], &s->columns[k]))
				s->columns[i].meaning = layout_schema_meaning(
					l, s->row, s->columns[i].folded);
		}
	}
	for (size_t i = 0; i < s->ncolumns; i++) {
		for (size_t k = 0; k < i; k++) {
			if (are_same(&s->columns[i], &s->columns[k]))
				s->columns[i].clashes = s->columns[k].clashes =
					true;
		}
	}
}

static void
set_prefix(struct sheet_column *c)
{
	if (c->meaning.fact != NULL)
		c->nprefix = (size_t)snprintf(c->prefix, sizeof c->prefix,
			"%zu%c%ld%c", c->meaning.fact->number, FACT_UNIT,
			c->column, FACT_UNIT);
}

/* In a sheet that is named as ours are, titles are those of the schemas. */
static void
take_columns(struct sheet *s, const struct layout *l, struct titles *t)
{
	bool is_ours = layout_sheet(l, s->name) == s->row;

	s->columns = xcalloc(t->n + 1, sizeof *s->columns);
	for (size_t i = 0; i < t->n; i++) {
		struct sheet_column *c = &s->columns[s->ncolumns++];

		c->column = t->columns[i];
		c->title = t->shown[i];
		c->folded = t->folded[i];
		t->shown[i] = t->folded[i] = NULL;
		c->meaning = is_ours
			? layout_schema_meaning(l, s->row, c->folded)
			: layout_meaning(l, s->row, c->folded);
	}
	find_clashes(s, l);
	for (size_t i = 0; i < s->ncolumns; i++)
		set_prefix(&s->columns[i]);
}

void
sheet_find_header(struct sheet *s, const struct layout *l,
	const struct kept_row *rows, size_t n, size_t *last, bool *tie)
{
	struct best best = { 0 };
	struct titles t;

	for (size_t i = 0; i < n; i++) {
		t = one_row(&rows[i]);
		try_titles(&best, l, s->name, &t, i, false);
		clear_titles(&t);
	}
	for (size_t i = 0; i + 1 < n; i++) {
		t = two_rows(l, &rows[i], &rows[i + 1]);
		try_titles(&best, l, s->name, &t, i, true);
		clear_titles(&t);
	}
	*tie = best.tie;
	*last = 0;
	if (best.element == NULL || best.tie)
		return;
	s->row = best.element;
	s->record = s->row->parent != NULL ? s->row->parent : s->row;
	s->kind = layout_kind(l, s->row);
	s->header = rows[best.row].row;
	keep_titles(s, rows, best.row);
	t = best.two ? two_rows(l, &rows[best.row], &rows[best.row + 1])
		     : one_row(&rows[best.row]);
	take_columns(s, l, &t);
	clear_titles(&t);
	*last = best.row + (best.two ? 2 : 1);
}
