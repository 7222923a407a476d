/*
 * The header of a sheet: the row, or two rows, with most known titles.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "intake/sheet-header.h"
#include "intake/sheet-titles.h"
#include "intake/units.h"
#include "schema/fold.h"

#define NOTE_CELLS 8 /* a row of more is no note */

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
	size_t rows;		       /* that it has */
	bool tie;
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
	size_t row, size_t rows)
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
				(best->row == row && best->rows == rows &&
					f->element != best->element);
			continue;
		}
		*best = (struct best){ f->score, f->own, row, best->first, rows,
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

/* Do its brackets say another unit than that of the fact? */
static bool
says_other_unit(
	const char *title, const struct attribute *a, const struct units *units)
{
	char *folded = fold_dup(title), *open, *close;
	const struct unit *u;
	bool other = false;

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

/* The title of the column, or a heading above it. */
static bool
is_in_other_unit(const struct sheet_column *c, const struct units *units)
{
	const struct attribute *a = c->meaning.fact != NULL
		? c->meaning.fact->attribute
		: NULL;
	char *over, *save = NULL;
	bool other;

	if (a == NULL ||
		(a->store != STORE_MONEY && a->store != STORE_QUANTITY &&
			a->store != STORE_INT))
		return false;
	other = says_other_unit(c->title, a, units);
	over = xstrdup(c->over);
	for (char *line = strtok_r(over, "\n", &save); line != NULL && !other;
		line = strtok_r(NULL, "\n", &save))
		other = says_other_unit(line, a, units);
	free(over);
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

static bool
is_in_thousands(const struct layout *l, const char *line)
{
	char *folded = fold_dup(line);
	const char *unit;
	bool is = false;

	for (size_t i = 0;
		!is && (unit = units_large(layout_units(l), i)) != NULL; i++)
		is = tells_unit(l, folded, unit);
	free(folded);
	return is;
}

/* Above the table, or in the name of its sheet. */
static bool
is_so_above(const struct sheet *s, const struct layout *l)
{
	char *all = xasprintf(
		"%s\n%s", s->name, s->titles != NULL ? s->titles : "");
	char *save = NULL;
	bool is = false;

	for (char *line = strtok_r(all, "\n", &save); line != NULL && !is;
		line = strtok_r(NULL, "\n", &save))
		is = is_in_thousands(l, line);
	free(all);
	return is;
}

void
sheet_note_unit(struct sheet *s, const struct layout *l,
	const struct cell *cells, size_t n)
{
	for (size_t i = 0; i < n && n <= NOTE_CELLS && !s->unit_below; i++) {
		char *shown = cells[i].kind == CELL_TEXT ? cell_shown(&cells[i])
							 : NULL;

		s->unit_below = shown != NULL && is_in_thousands(l, shown);
		free(shown);
	}
}

/* Does the line tell another unit of what is told in that, and none of its own?
 * 面积单位：平方米 */
static bool
tells_other(const struct layout *l, const char *line, const char *measure)
{
	const char *const *telling = layout_words(l, WORDS_UNIT);
	const struct units *units = layout_units(l);
	char *folded = fold_dup(line), *s = NULL, *save = NULL;
	bool other = false, own = false;

	for (size_t i = 0; telling[i] != NULL && s == NULL; i++)
		s = strstr(folded, telling[i]) != NULL
			? strstr(folded, telling[i]) + strlen(telling[i])
			: NULL;
	for (char *p = s; p != NULL && (p = strstr(p, "、")) != NULL;)
		memcpy(p, ",,,", 3);
	for (char *word = s != NULL ? strtok_r(s, ":,;/()", &save) : NULL;
		word != NULL; word = strtok_r(NULL, ":,;/()", &save)) {
		const struct unit *u = units_find(units, word);

		own = own ||
			(u != NULL && u->of != NULL &&
				strcmp(u->of, measure) == 0);
		other = other ||
			(u != NULL && u->also != NULL &&
				strcmp(u->also, measure) == 0);
	}
	free(folded);
	return other && !own;
}

static bool
is_told_otherwise(const struct sheet *s, const struct layout *l,
	const struct attribute *a)
{
	const char *measure = units_measure(layout_units(l), a);
	char *all = xstrdup(s->titles != NULL ? s->titles : "");
	char *save = NULL;
	bool is = false;

	for (char *line = strtok_r(all, "\n", &save); line != NULL && !is;
		line = strtok_r(NULL, "\n", &save))
		is = tells_other(l, line, measure);
	free(all);
	return is;
}

static void
find_units(struct sheet *s, const struct layout *l)
{
	bool thousands = is_so_above(s, l);

	for (size_t i = 0; i < s->ncolumns; i++) {
		struct sheet_column *c = &s->columns[i];
		const struct fact *f = c->meaning.fact;

		c->other_unit = is_in_other_unit(c, layout_units(l)) ||
			(thousands && f != NULL && f->attribute != NULL &&
				f->attribute->store == STORE_MONEY) ||
			(f != NULL && f->attribute != NULL &&
				f->attribute->store == STORE_QUANTITY &&
				is_told_otherwise(s, l, f->attribute));
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
		c->over = t->over[i];
		t->shown[i] = t->folded[i] = t->over[i] = NULL;
		c->meaning = is_ours
			? layout_schema_meaning(l, s->row, c->folded)
			: layout_meaning(l, s->row, c->folded);
	}
}

/* The titles of a header of so many rows. */
static struct titles
titles_at(const struct layout *l, const struct kept_row *rows, size_t n,
	size_t row, size_t header)
{
	return header > 1 ? titles_of_rows(l, &rows[row], header)
			  : titles_one(l, &rows[row],
				    row + 1 < n ? &rows[row + 1] : NULL);
}

/* What stands below the first that fits is data. */
static void
find_best(struct best *best, const struct search *search,
	const struct kept_row *rows, size_t n)
{
	size_t deep = 0; /* up to there are rows of a header of several */

	for (size_t most = 1; most <= 2; most++) {
		for (size_t i = 0; i + most <= n &&
			(best->first == 0 || i + most - 1 <= best->first);
			i++) {
			size_t depth = titles_depth(&rows[i], n - i);
			struct titles t;

			if (i < deep)
				continue;
			/* who says so himself has that many */
			depth = depth > 2 ? depth : most;
			if (depth > 2)
				deep = i + depth;
			t = titles_at(search->layout, rows, n, i, depth);
			try_titles(best, search, &t, i, depth);
			titles_clear(&t);
		}
		deep = 0;
	}
}

/* Of the id; where there is none, of the first title. */
static long
key_column(
	const struct sheet *s, const struct layout *l, const struct titles *t)
{
	const struct fact *key = layout_key(l, s->record);

	for (size_t i = 0; i < t->n; i++) {
		if (key != NULL &&
			layout_meaning(l, s->row, t->folded[i]).fact == key)
			return t->columns[i];
	}
	return t->n > 0 ? t->columns[0] : 0;
}

/* Is it a person's name or number, in rows of whatever sort? */
static bool
names_person(const struct layout *l, const char *folded)
{
	bool names = false;

	for (size_t i = 0; !names && i < layout_rows(l); i++) {
		struct column_meaning m = layout_meaning(
			l, layout_row(l, i), folded);

		names = m.fact != NULL && m.fact->attribute != NULL &&
			(m.fact->attribute->store == STORE_NAME ||
				m.fact->attribute->store == STORE_NUMBER);
	}
	return names;
}

/* Does the column say whose row it is, or which? */
static bool
tells_whose(const struct layout *l, const struct sheet_column *c,
	const struct fact *key)
{
	return c->meaning.meaning == MEANS_VILLAGE ||
		c->meaning.meaning == MEANS_ORDER ||
		(key != NULL && c->meaning.fact == key) ||
		names_person(l, c->folded);
}

/* Columns beside a gap, among which some tell whose they are, are of another
 * table: it begins where the gap ends. */
static void
find_beside(struct sheet *s, const struct layout *l,
	const struct kept_row *rows, size_t n)
{
	const struct fact *key = layout_key(l, s->record);
	bool has_key = false, is_another = false;
	size_t end;

	for (size_t i = 0; i < s->ncolumns; i = end) {
		bool tells = false, here = false;

		end = i;
		do {
			const struct sheet_column *c = &s->columns[end++];

			tells = tells || tells_whose(l, c, key);
			here = here || (key != NULL && c->meaning.fact == key);
		} while (end < s->ncolumns &&
			!titles_are_apart(rows, n, s->columns[end - 1].column,
				s->columns[end].column));
		is_another = has_key && (is_another || tells);
		has_key = has_key || here;
		for (size_t k = i; is_another && k < end; k++) {
			s->columns[k].is_beside = true;
			s->columns[k].meaning = (struct column_meaning){ 0 };
		}
	}
}

static void
finish_columns(struct sheet *s, const struct layout *l)
{
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

	find_best(&best, &search, rows, n);
	*tie = best.tie;
	*last = 0;
	if (best.element == NULL || best.tie)
		return;
	s->row = best.element;
	s->record = s->row->parent != NULL ? s->row->parent : s->row;
	s->kind = layout_kind(l, s->row);
	s->header = rows[best.row].row;
	s->width = s->is_text ? titles_last_column(&rows[best.row]) + 1 : 0;
	keep_titles(s, rows, best.row);
	t = titles_at(l, rows, n, best.row, best.rows);
	titles_add_above(&t, l, rows, best.row, key_column(s, l, &t));
	take_columns(s, l, &t);
	find_beside(s, l, rows, n);
	finish_columns(s, l);
	titles_clear(&t);
	*last = best.row + best.rows;
}
