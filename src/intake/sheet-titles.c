/*
 * Titles of columns from the rows of a header: see sheet-titles.h.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/sheet-titles.h"
#include "intake/units.h"
#include "schema/fold.h"

#define MOST_ROWS 6 /* of a header */
#define MOST_ABOVE 3
#define MOST_COLUMNS 1024

void
titles_clear(struct titles *t)
{
	for (size_t i = 0; i < t->n; i++) {
		free(t->shown[i]);
		free(t->folded[i]);
		free(t->over[i]);
	}
	free(t->shown);
	free(t->folded);
	free(t->over);
	free(t->columns);
	*t = (struct titles){ 0 };
}

static void
add(struct titles *t, const struct layout *l, long column, char *shown,
	char *over)
{
	if (*shown == '\0') {
		free(shown);
		free(over);
		return;
	}
	if (t->n == t->cap) {
		t->cap = t->cap > 0 ? t->cap * 2 : 64;
		t->shown = xreallocarray(t->shown, t->cap, sizeof *t->shown);
		t->folded = xreallocarray(t->folded, t->cap, sizeof *t->folded);
		t->over = xreallocarray(t->over, t->cap, sizeof *t->over);
		t->columns = xreallocarray(
			t->columns, t->cap, sizeof *t->columns);
	}
	t->shown[t->n] = shown;
	t->folded[t->n] = layout_fold(l, shown);
	t->over[t->n] = over;
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

long
titles_last_column(const struct kept_row *r)
{
	return r->n > 0 ? r->cells[r->n - 1].column : -1;
}

/* A title over several columns is a heading: below is one row more. So is one
 * whose neighbours are blank where the next row, which is no record, has
 * something. */
static bool
is_heading(const struct kept_row *r, const struct kept_row *next,
	const struct cell *cell)
{
	const struct cell *first = next != NULL ? cell_at(next, 0) : NULL;
	long c = cell->column + 1;

	if (cell_at(r, c) != NULL && cell_at(r, c)->kind != CELL_BLANK)
		return cell_at(r, c)->merged == MERGED_ACROSS;
	return next != NULL && cell_at(next, c) != NULL &&
		cell_at(next, c)->kind == CELL_TEXT &&
		(first == NULL || first->kind == CELL_BLANK) &&
		cell_at(r, 0) != NULL && c <= titles_last_column(next);
}

struct titles
titles_one(const struct layout *l, const struct kept_row *r,
	const struct kept_row *next)
{
	struct titles t = { 0 };

	for (size_t i = 0; i < r->n; i++) {
		if (r->cells[i].merged == MERGED_NOT &&
			!is_heading(r, next, &r->cells[i]))
			add(&t, l, r->cells[i].column, cell_shown(&r->cells[i]),
				xstrdup(""));
	}
	return t;
}

/* Does it stand over several columns? What is below is a part of it. */
static bool
is_spanned(const struct kept_row *r, long column)
{
	const struct cell *next = cell_at(r, column + 1);

	return next != NULL && next->merged == MERGED_ACROSS;
}

/* A title below another one: it means what it means alone only where the upper
 * is known to be a mere heading; else both together have to mean something. */
static char *
joined(const struct layout *l, const char *group, const char *low)
{
	char *both = xasprintf("%s%s", group, low);
	char *folded_group = layout_fold(l, group);
	char *folded_low = layout_fold(l, low);
	char *folded_both = layout_fold(l, both);
	/* 户主信息 above 户主姓名 */
	bool repeats = strlen(group) > 6 && strncmp(group, low, 6) == 0;
	bool alone = *group == '\0' || repeats ||
		(layout_is_group(l, folded_group) &&
			(layout_knows(l, folded_low) ||
				!layout_knows(l, folded_both)));

	free(folded_group);
	free(folded_low);
	free(folded_both);
	if (!alone)
		return both;
	free(both);
	return xstrdup(low);
}

/* The text of a column in the n-th row of a header; "" where it is that of the
 * row above. */
static char *
own_text(const struct kept_row *rows, size_t n, long column)
{
	const struct cell *c = cell_at(&rows[n], column);
	const struct cell *above = n > 0 ? cell_at(&rows[n - 1], column) : NULL;
	bool is_above = c != NULL && n > 0 &&
		(c->merged == MERGED_DOWN ||
			(c->merged == MERGED_ACROSS && above != NULL &&
				above->merged == MERGED_ACROSS &&
				strcmp(above->text, c->text) == 0));

	return c == NULL || is_above ? xstrdup("") : cell_shown(c);
}

/* While the columns are gone through: the heading that each row has there. */
struct headings {
	char *texts[MOST_ROWS];
};

static void
set(char **text, const char *s)
{
	char *copy = xstrdup(s);

	free(*text);
	*text = copy;
}

/* What stands lowest in the column, with what stands over it; headings that
 * stand only above the first of their columns go on. */
static void
add_column(struct titles *t, const struct layout *l,
	const struct kept_row *rows, size_t n, long column, struct headings *h)
{
	char *own[MOST_ROWS], *title = NULL;
	struct strbuf over = { 0 };
	size_t low = n;
	bool begins = false; /* a heading: those below it end */

	for (size_t i = 0; i < n; i++) {
		own[i] = own_text(rows, i, column);
		low = *own[i] != '\0' ? i : low;
	}
	for (size_t i = 0; i < n; i++) {
		if (low == n || i >= low)
			set(&h->texts[i], "");
		else if (*own[i] != '\0' || begins)
			set(&h->texts[i], own[i]);
		begins = begins || *own[i] != '\0';
	}
	if (low < n && (low + 1 == n || !is_spanned(&rows[low], column)))
		title = xstrdup(own[low]);
	for (size_t i = low; title != NULL && i-- > 0;) {
		char *both = joined(l, h->texts[i], title);

		free(title);
		title = both;
		strbuf_addf(&over, "%s\n", h->texts[i]);
	}
	if (title != NULL)
		add(t, l, column, title, strbuf_steal(&over));
	for (size_t i = 0; i < n; i++)
		free(own[i]);
	strbuf_clear(&over);
}

struct titles
titles_of_rows(const struct layout *l, const struct kept_row *rows, size_t n)
{
	struct titles t = { 0 };
	struct headings h = { 0 };
	long last = -1;

	for (size_t i = 0; i < n; i++) {
		long end = titles_last_column(&rows[i]);

		set(&h.texts[i], "");
		last = end > last ? end : last;
	}
	for (long c = 0; c <= last && c < MOST_COLUMNS; c++)
		add_column(&t, l, rows, n, c, &h);
	for (size_t i = 0; i < n; i++)
		free(h.texts[i]);
	return t;
}

size_t
titles_depth(const struct kept_row *rows, size_t n)
{
	size_t deepest = 1;

	for (size_t i = 0; i < rows->n; i++) {
		size_t k = 1;

		if (rows->cells[i].merged != MERGED_NOT)
			continue;
		while (k < n) {
			const struct cell *c = cell_at(
				&rows[k], rows->cells[i].column);

			if (c == NULL || c->merged != MERGED_DOWN)
				break;
			k++;
		}
		/* what goes on for longer stands beside the table */
		if (k <= MOST_ROWS && k > deepest)
			deepest = k;
	}
	return deepest;
}

bool
titles_are_apart(const struct kept_row *rows, size_t n, long from, long to)
{
	for (size_t i = 0; i < n; i++) {
		for (long c = from + 1; c < to; c++) {
			const struct cell *cell = cell_at(&rows[i], c);

			if (cell != NULL && cell->kind != CELL_BLANK)
				return false;
		}
	}
	return to - from > 1;
}

/* A heading above the header, and its columns. */
struct above {
	const struct cell *cell;
	long last;
	bool is_merged;
};

/* 填报单位：镕镇, 2026年11月20日, a number: it says something of the table. */
static bool
is_note(const struct layout *l, const struct cell *cell)
{
	const char *const *telling = layout_words(l, WORDS_UNIT);
	char *shown = cell_shown(cell), *folded = fold_dup(shown);
	size_t n = strlen(folded);
	/* 家庭收入：万元 is none */
	bool is = cell->kind != CELL_TEXT ||
		(strchr(folded, ':') != NULL &&
			units_behind(layout_units(l), folded, n) == NULL) ||
		(strstr(folded, "日") != NULL &&
			strpbrk(folded, "0123456789") != NULL);

	for (size_t i = 0; telling[i] != NULL; i++)
		is = is || strstr(folded, telling[i]) != NULL;

	free(shown);
	free(folded);
	return is;
}

/* Headings of a row. 0: it has none; it is a title, or tells things of the
 * table with a word before each. */
static size_t
find_above(struct above *all, const struct kept_row *r, const struct titles *t,
	const struct layout *l)
{
	size_t n = 0, cells = 0;
	bool any = false;
	long end = t->columns[t->n - 1];

	for (size_t i = 0; i < r->n && n < MOST_COLUMNS; i++) {
		const struct cell *c = &r->cells[i];
		struct above a = { c, end, false };

		if (c->merged != MERGED_NOT || c->kind == CELL_BLANK)
			continue;
		cells++;
		for (size_t k = i + 1; k < r->n; k++) {
			if (r->cells[k].kind == CELL_BLANK)
				continue;
			a.is_merged = r->cells[k].merged == MERGED_ACROSS;
			break;
		}
		for (size_t k = i + 1; k < r->n; k++) {
			if (r->cells[k].kind == CELL_BLANK ||
				r->cells[k].merged == MERGED_ACROSS) {
				if (a.is_merged &&
					r->cells[k].merged == MERGED_ACROSS)
					a.last = r->cells[k].column;
				continue;
			}
			if (!a.is_merged)
				a.last = r->cells[k].column - 1;
			any = any || a.last > c->column;
			break;
		}
		any = any || (a.is_merged && a.last > c->column);
		if (!is_note(l, c))
			all[n++] = a;
	}
	if (cells == 1 && n == 1)
		return all[0].cell->column > t->columns[0] ? 1 : 0;
	return any ? n : 0;
}

static void
put_above(struct titles *t, const struct layout *l, const struct above *a)
{
	char *text = cell_shown(a->cell);

	for (size_t i = 0; i < t->n; i++) {
		char *title, *over;

		if (t->columns[i] < a->cell->column || t->columns[i] > a->last)
			continue;
		title = joined(l, text, t->shown[i]);
		over = xasprintf("%s%s\n", t->over[i], text);
		free(t->shown[i]);
		free(t->folded[i]);
		free(t->over[i]);
		t->shown[i] = title;
		t->folded[i] = layout_fold(l, title);
		t->over[i] = over;
	}
	free(text);
}

void
titles_add_above(struct titles *t, const struct layout *l,
	const struct kept_row *rows, size_t header, long column)
{
	struct above *all = xcalloc(MOST_COLUMNS, sizeof *all);
	size_t n = 1;

	for (size_t k = 1; t->n > 0 && n > 0 && k <= header && k <= MOST_ABOVE;
		k++) {
		n = find_above(all, &rows[header - k], t, l);
		for (size_t i = 0; i < n; i++) {
			if (column < all[i].cell->column ||
				column > all[i].last)
				put_above(t, l, &all[i]);
		}
	}
	free(all);
}
