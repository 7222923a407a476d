/*
 * The header of a sheet: the row, or two rows, with most known titles.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "intake/sheet-header.h"
#include "intake/units.h"
#include "schema/fold.h"

/* The titles of one candidate, folded, by column. */
struct titles {
	char **shown, **folded;
	long *columns;
	size_t n, cap;
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
add(struct titles *t, const struct layout *l, long column, char *shown)
{
	if (*shown == '\0') {
		free(shown);
		return;
	}
	if (t->n == t->cap) {
		t->cap = t->cap > 0 ? t->cap * 2 : 64;
		t->shown = xreallocarray(t->shown, t->cap, sizeof *t->shown);
		t->folded = xreallocarray(t->folded, t->cap, sizeof *t->folded);
		t->columns = xreallocarray(
			t->columns, t->cap, sizeof *t->columns);
	}
	t->shown[t->n] = shown;
	t->folded[t->n] = layout_fold(l, shown);
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

static long
last_column(const struct kept_row *r)
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
		cell_at(r, 0) != NULL && c <= last_column(next);
}

static struct titles
one_row(const struct layout *l, const struct kept_row *r,
	const struct kept_row *next)
{
	struct titles t = { 0 };

	for (size_t i = 0; i < r->n; i++) {
		if (r->cells[i].merged == MERGED_NOT &&
			!is_heading(r, next, &r->cells[i]))
			add(&t, l, r->cells[i].column,
				cell_shown(&r->cells[i]));
	}
	return t;
}

/* Does it stand over several columns? What is below is a part of it. */
static bool
is_spanned(const struct kept_row *r, const struct cell *cell)
{
	const struct cell *next = cell_at(r, cell->column + 1);

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

/* Two rows: a title is the upper where the lower is blank or merged with it,
 * else the lower below its heading, which may stand only above the first of
 * its columns. */
static struct titles
two_rows(const struct layout *l, const struct kept_row *upper,
	const struct kept_row *lower)
{
	struct titles t = { 0 };
	char *group = xstrdup("");
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

		if (*top != '\0' || *low == '\0') {
			free(group);
			group = *low != '\0' ? xstrdup(top) : xstrdup("");
		}
		if (*low != '\0')
			add(&t, l, c, joined(l, group, low));
		else if (u == NULL || !is_spanned(upper, u))
			add(&t, l, c, xstrdup(top));
		free(top);
		free(low);
	}
	free(group);
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

/* Are households named by their heads, and persons who are responsible? */
static bool
names_heads(const struct layout *l, const struct element *row,
	const struct titles *t)
{
	return strcmp(row->name, "household") == 0 &&
		has_fact(l, row, t, layout_find(l, row, "head-name")) &&
		has_fact(l, row, t, layout_find(l, row, "villager-group")) &&
		(has_fact(l, row, t, layout_find(l, row, "responsible-name")) ||
			has_fact(
				l, row, t, layout_find(l, row, "responsible")));
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
	if (names_heads(l, row, t))
		return true;
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
	size_t score, own, row, first; /* counted from 1, the first that fits */
	bool two, tie;
	const struct element *element;
};

/* An element whose rows the titles can be of, and how many they name. */
struct fit {
	const struct element *element;
	size_t score, own;
};

struct fits {
	char *titles; /* what they were found for */
	struct fit *items;
	size_t n;
};

#define REMEMBERED 32

struct header_memo {
	struct fits items[REMEMBERED];
	size_t next;
};

struct header_memo *
header_memo_new(void)
{
	return xcalloc(1, sizeof(struct header_memo));
}

void
header_memo_free(struct header_memo *m)
{
	for (size_t i = 0; m != NULL && i < REMEMBERED; i++) {
		free(m->items[i].titles);
		free(m->items[i].items);
	}
	free(m);
}

static void
find_fits(struct fits *f, const struct layout *l, const struct element *named,
	const struct titles *t)
{
	bool *may = xcalloc(layout_rows(l) + 1, sizeof *may);

	f->items = xcalloc(layout_rows(l) + 1, sizeof *f->items);
	for (size_t i = 0; i < t->n; i++)
		layout_mark_rows(l, t->folded[i], may);
	for (size_t i = 0; i < layout_rows(l); i++) {
		const struct element *e = layout_row(l, i);
		size_t own, n;

		if (!may[i] || (named != NULL && e != named))
			continue;
		n = score(l, e, t, &own);
		if (n < 2 || own == 0 ||
			(named == NULL && (own < 2 || !has_required(l, e, t))))
			continue;
		f->items[f->n++] = (struct fit){ e, n, own };
	}
	free(may);
}

/* What the titles fit, in a sheet that is named after an element, or NULL:
 * tables of one make have the same. */
static const struct fits *
recall_fits(struct header_memo *m, const struct layout *l,
	const struct element *named, const struct titles *t)
{
	struct strbuf sb = { 0 };
	struct fits *f;

	strbuf_addf(&sb, "%s", named != NULL ? named->name : "");
	for (size_t i = 0; i < t->n; i++)
		strbuf_addf(&sb, "\n%s", t->folded[i]);
	for (size_t i = 0; i < REMEMBERED; i++) {
		if (m->items[i].titles != NULL &&
			strcmp(m->items[i].titles, sb.data) == 0) {
			strbuf_clear(&sb);
			return &m->items[i];
		}
	}
	f = &m->items[m->next++ % REMEMBERED];
	free(f->titles);
	free(f->items);
	*f = (struct fits){ .titles = strbuf_steal(&sb) };
	find_fits(f, l, named, t);
	return f;
}

/* Where the header is looked for. */
struct search {
	struct header_memo *memo;
	const struct layout *layout;
	const char *sheet;
};

/* An element that fits the titles: better than what there was? */
static void
try_titles(struct best *best, const struct search *s, const struct titles *t,
	size_t row, bool two)
{
	const struct fits *fits;

	if (!has_titles(s->layout, t))
		return;
	fits = recall_fits(
		s->memo, s->layout, layout_sheet(s->layout, s->sheet), t);
	for (size_t i = 0; i < fits->n; i++) {
		const struct fit *f = &fits->items[i];

		if (best->first == 0)
			best->first = row + 1;
		/* what stands between is data of the first */
		if (row > best->first)
			continue;
		if (f->score < best->score ||
			(f->score == best->score && f->own < best->own))
			continue;
		if (f->score == best->score && f->own == best->own) {
			best->tie = best->tie ||
				(best->row == row && best->two == two &&
					f->element != best->element);
			continue;
		}
		*best = (struct best){ f->score, f->own, row, best->first, two,
			false, f->element };
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

/* Does the title say another unit than that of the fact? */
static bool
says_other_unit(const struct sheet_column *c, const struct units *units)
{
	const struct unit *u;
	const struct attribute *a = c->meaning.fact != NULL
		? c->meaning.fact->attribute
		: NULL;
	char *folded, *open, *close;
	bool other = false;

	if (a == NULL ||
		(a->store != STORE_MONEY && a->store != STORE_QUANTITY &&
			a->store != STORE_INT))
		return false;
	folded = fold_dup(c->title);
	for (open = strchr(folded, '('); open != NULL && !other;
		open = strchr(close, '(')) {
		close = strchr(open, ')');
		if (close == NULL)
			break;
		*close++ = '\0';
		u = units_find(units, open + 1);
		other = u != NULL && (u->scale > 0 || !units_fit(units, u, a));
	}
	free(folded);
	return other;
}

/* Does a line tell that unit: 单位：万元, 以万元计, （万元）? */
static bool
tells_unit(const struct layout *l, const char *line, const char *unit)
{
	const char *const *telling = layout_words(l, WORDS_UNIT);
	const char *at = strstr(line, unit);
	size_t n = strlen(unit);

	for (; at != NULL; at = strstr(at + n, unit)) {
		if (at > line && at[-1] == '(' && at[n] == ')')
			return true;
		for (size_t i = 0; telling[i] != NULL; i++) {
			if (strstr(line, telling[i]) != NULL)
				return true;
		}
	}
	return false;
}

/* Above the table, or in the name of its sheet. */
static bool
is_in_thousands(const struct sheet *s, const struct layout *l)
{
	const char *unit;
	char *all = xasprintf(
		"%s\n%s", s->name, s->titles != NULL ? s->titles : "");
	char *save = NULL;
	bool is = false;

	for (char *line = strtok_r(all, "\n", &save); line != NULL && !is;
		line = strtok_r(NULL, "\n", &save)) {
		char *folded = fold_dup(line);

		for (size_t i = 0;
			!is && (unit = units_large(layout_units(l), i)) != NULL;
			i++)
			is = tells_unit(l, folded, unit);
		free(folded);
	}
	free(all);
	return is;
}

static void
find_units(struct sheet *s, const struct layout *l)
{
	bool thousands = is_in_thousands(s, l);

	for (size_t i = 0; i < s->ncolumns; i++) {
		struct sheet_column *c = &s->columns[i];
		const struct fact *f = c->meaning.fact;

		c->other_unit = says_other_unit(c, layout_units(l)) ||
			(thousands && f != NULL && f->attribute != NULL &&
				f->attribute->store == STORE_MONEY);
	}
}

static bool
has_column(const struct sheet *s, const char *attribute)
{
	for (size_t i = 0; i < s->ncolumns; i++) {
		const struct fact *f = s->columns[i].meaning.fact;

		if (f != NULL && f->attribute != NULL && f->row == s->row &&
			strcmp(f->attribute->name, attribute) == 0)
			return true;
	}
	return false;
}

/* Who is responsible for which household, by village, group and head's name:
 * nothing else in it is surely the household's. */
static void
find_heads(struct sheet *s, const struct layout *l)
{
	static const char *const theirs[] = { "village", "villager-group",
		"head-name", "head-number", "responsible", "responsible-name" };
	const struct fact *key = layout_key(l, s->record);

	s->joins_by_head = strcmp(s->row->name, "household") == 0 &&
		key != NULL && key->attribute != NULL &&
		!has_column(s, key->attribute->name) &&
		has_column(s, "head-name") && has_column(s, "villager-group") &&
		(has_column(s, "responsible-name") ||
			has_column(s, "responsible"));
	for (size_t i = 0; s->joins_by_head && i < s->ncolumns; i++) {
		struct sheet_column *c = &s->columns[i];
		const struct fact *f = c->meaning.fact;

		c->is_anothers = f != NULL;
		for (size_t k = 0; k < sizeof theirs / sizeof *theirs; k++) {
			if (f != NULL && f->row == s->row &&
				f->attribute != NULL &&
				strcmp(f->attribute->name, theirs[k]) == 0)
				c->is_anothers = false;
		}
	}
}

static void
set_head(struct sheet_column *c, const struct kind *kind)
{
	const struct fact *f = c->meaning.fact;

	c->is_name = f != NULL && f->attribute != NULL &&
		f->attribute->store == STORE_NAME;
	c->is_village = f != NULL && f->attribute != NULL &&
		f->row == f->record &&
		strcmp(f->attribute->name, "village") == 0;
	if (c->meaning.meaning == MEANS_HEADER)
		c->header = model_attribute(kind->root, c->meaning.header);
	if (f != NULL)
		c->head = (struct fact_head){ (uint32_t)f->number,
			(uint32_t)c->column, 0 };
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
	find_units(s, l);
	find_heads(s, l);
	for (size_t i = 0; i < s->ncolumns; i++)
		set_head(&s->columns[i], s->kind);
}

void
sheet_find_header(struct sheet *s, const struct header_search *how,
	const struct kept_row *rows, size_t n, size_t *last, bool *tie)
{
	const struct layout *l = how->layout;
	const struct search search = { how->memo, l, s->name };
	struct best best = { 0 };
	struct titles t;

	/* what stands below the first that fits is data */
	for (size_t i = 0; i < n && (best.first == 0 || i <= best.first); i++) {
		t = one_row(l, &rows[i], i + 1 < n ? &rows[i + 1] : NULL);
		try_titles(&best, &search, &t, i, false);
		clear_titles(&t);
	}
	for (size_t i = 0; i + 1 < n; i++) {
		if (best.first != 0 && i + 1 > best.first)
			break;
		t = two_rows(l, &rows[i], &rows[i + 1]);
		try_titles(&best, &search, &t, i, true);
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
	s->width = s->is_text ? last_column(&rows[best.row]) + 1 : 0;
	keep_titles(s, rows, best.row);
	t = best.two ? two_rows(l, &rows[best.row], &rows[best.row + 1])
		     : one_row(l, &rows[best.row],
			       best.row + 1 < n ? &rows[best.row + 1] : NULL);
	take_columns(s, l, &t);
	clear_titles(&t);
	*last = best.row + (best.two ? 2 : 1);
}
