/*
 * A file's sheets, row by row, as pieces of records: see sheet.h.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "intake/memo.h"
#include "intake/sheet-header.h"
#include "intake/sheet-reader.h"
#include "intake/sheet-row.h"
#include "schema/facets.h"
#include "schema/fold.h"

#define MAX_SECTIONS 4096 /* bytes of them */

/* They are large, and of no use once the sheet is read. */
static void
free_memos(struct sheet *s)
{
	for (size_t i = 0; i < s->ncolumns; i++) {
		memo_free(s->columns[i].memo);
		memo_free(s->columns[i].titles);
		s->columns[i].memo = s->columns[i].titles = NULL;
	}
}

void
sheet_free(struct sheet *s)
{
	if (s == NULL)
		return;
	free_memos(s);
	for (size_t i = 0; i < s->ncolumns; i++) {
		free(s->columns[i].title);
		free(s->columns[i].folded);
		free(s->columns[i].over);
		for (int k = 0; k < 3; k++)
			free(s->columns[i].samples[k]);
	}
	free(s->columns);
	free(s->titles);
	free(s->sections);
	free(s->village);
	free(s->name);
	free(s);
}

static void
drop_kept(struct reader *r)
{
	for (size_t i = 0; i < r->nkept; i++) {
		for (size_t k = 0; k < r->kept[i].n; k++) {
			free((char *)(uintptr_t)r->kept[i].cells[k].text);
			free((char *)(uintptr_t)r->kept[i].cells[k].words);
		}
		free(r->kept[i].cells);
	}
	r->nkept = 0;
}

/* What is written for a code, by a layout's words. */
static const char *
by_layout(const struct reader *r, const struct fact *f, const struct cell *cell)
{
	const char *code;
	char *shown;

	if (f == NULL || f->attribute == NULL || cell->kind != CELL_TEXT ||
		f->attribute->list == NULL || !layout_has_values(r->layout, f))
		return NULL;
	shown = cell_shown(cell);
	code = layout_value(r->layout, f, fold_text(shown, false, r->arena));
	free(shown);
	return code;
}

static void
take_key(struct reader *r, const struct fact *f, const char *value)
{
	if (f != r->key_fact)
		return;
	free(r->key);
	r->key = xstrdup(value);
}

/* Would the schema take it? If not, the whole record would be rejected. */
static bool
is_allowed(const struct fact *f, const struct attribute *a,
	const struct strbuf *value)
{
	const struct facets *facets = a != NULL ? a->facets
		: f != NULL			? f->element->content_facets
						: NULL;

	return facets == NULL || !facets->known ||
		facets_hold(facets, value->data, value->len);
}

/* A village that the row names: what is around the table may not contradict
 * it. */
static void
note_village(struct reader *r, const char *village)
{
	struct sheet *s = r->sheet;

	if (*village == '\0')
		return;
	if (s->village == NULL)
		s->village = xstrdup(village);
	else if (strcmp(s->village, village) != 0)
		s->villages_differ = true;
}

static enum cell_answer
value_of(const struct reader *r, struct strbuf *out, enum cell_why *why,
	const struct attribute *a, const struct cell *cell)
{
	const struct cell_reader reader = { r->layout, r->sheet->is_1904,
		r->arena };

	return cell_value(out, why, a, cell, &reader);
}

/* What the cell says, in r->value: of a fact, or of the document's attribute
 * that the column is. */
static enum cell_answer
read_cell(struct reader *r, struct sheet_column *c, const struct cell *cell,
	enum cell_why *why)
{
	const struct fact *f = c->meaning.fact;
	const struct attribute *a = f != NULL ? f->attribute : c->header;
	enum cell_answer answer = CELL_SAYS;
	const char *code;

	strbuf_reset(&r->value);
	if (c->memo == NULL)
		c->memo = memo_new();
	if (memo_recall(c->memo, cell, &r->value, &answer))
		return answer;
	code = by_layout(r, f, cell);
	if (code != NULL)
		strbuf_adds(&r->value, code);
	else
		answer = value_of(r, &r->value, why, a, cell);
	if (answer == CELL_SAYS && !is_allowed(f, a, &r->value)) {
		*why = WHY_SCHEMA;
		return CELL_REFUSED;
	}
	if (answer != CELL_REFUSED)
		memo_keep(
			c->memo, cell, answer == CELL_SAYS ? &r->value : NULL);
	return answer;
}

/* The value that the column says. */
static void
add_fact(struct reader *r, const struct sheet_column *c)
{
	bool is_own = c->meaning.fact->row == r->sheet->row;
	struct strbuf *sb = is_own ? &r->own : &r->outer;
	struct fact_head head = c->head;

	head.n = (uint32_t)r->value.len;
	strbuf_add(sb, &head, sizeof head);
	strbuf_add(sb, r->value.data, r->value.len + 1);
	r->nown += is_own;
	r->nouter += !is_own;
}

static void
take_fact(struct reader *r, struct sheet_column *c, long row,
	const struct cell *cell)
{
	const struct fact *f = c->meaning.fact;
	enum cell_why why = WHY_NONE;
	enum cell_answer answer = read_cell(r, c, cell, &why);

	if (answer == CELL_REFUSED) {
		sheet_refuse_cell(r, c, row, cell, why);
	} else if (answer == CELL_SAYS_NOTHING) {
		r->sheet->tally.ignored[IGNORED_NOTHING] += cell->merged ==
			MERGED_NOT;
	} else {
		add_fact(r, c);
		take_key(r, f, r->value.data);
		if (c->is_village)
			note_village(r, r->value.data);
		r->sheet->tally.used += cell->merged == MERGED_NOT;
		if (c->samples[2] == NULL)
			sheet_keep_sample(c, r->value.data);
	}
}

/* A second column of villages has to name the same one. What the sheet does not
 * show names none. */
static void
take_village(struct reader *r, const struct cell *cell)
{
	bool is_shown = cell->kind != CELL_ERROR && !cell->is_odd;
	char *name = is_shown ? cell_shown(cell) : xstrdup("#");
	char *both;

	r->sheet->tally.used += cell->merged == MERGED_NOT;
	if (r->village != NULL && *r->village != '\0' && *name != '\0' &&
		strcmp(r->village, name) != 0) {
		both = xasprintf("%s\n%s", r->village, name);
		free(name);
		name = both;
	} else if (r->village != NULL && *name == '\0') {
		free(name);
		return;
	}
	free(r->village);
	r->village = name;
	if (is_shown)
		note_village(r, r->village);
}

static void
take_word(struct reader *r, char **word, const struct cell *cell)
{
	free(*word);
	*word = cell_shown(cell);
	r->sheet->tally.used += cell->merged == MERGED_NOT;
}

/* A fact of the document: the year, for one. */
static int
take_header(struct reader *r, struct sheet_column *c, long row,
	const struct cell *cell, struct error *err)
{
	struct refusal refusal = { .row = row, .column = c->column };
	bool counts = cell->merged == MERGED_NOT;
	enum cell_answer answer = read_cell(r, c, cell, &refusal.why);

	if (answer == CELL_SAYS) {
		r->sheet->tally.used += counts;
		return r->sink->header(r->arg, r->number, r->sheet->kind,
			c->meaning.header, r->value.data, err);
	}
	if (answer == CELL_SAYS_NOTHING) {
		r->sheet->tally.ignored[IGNORED_NOTHING] += counts;
		return 0;
	}
	refusal.title = xstrdup(c->title);
	c->refused++;
	r->sheet->tally.refused += counts;
	sheet_refuse(r, &refusal);
	return 0;
}

/* A cell that is merged over several rows: is it this row's as well? Where they
 * are of one record, all that is the record's own. */
static bool
is_of_row(
	const struct reader *r, const struct sheet_column *c, bool is_same_key)
{
	const struct fact *f = c->meaning.fact;

	return f == NULL || f == r->key_fact ||
		layout_is_shared(r->layout, f) ||
		(f->row != r->sheet->row && is_same_key);
}

/* Does the cell reach into the next column, which has a title of its own? */
static bool
reaches_across(const struct reader *r, const struct sheet_column *c,
	const struct cell *cell, const struct cell *end)
{
	const struct sheet *s = r->sheet;

	return cell + 1 < end && cell[1].merged == MERGED_ACROSS &&
		c + 1 < s->columns + s->ncolumns &&
		c[1].column == cell[1].column &&
		cell[1].column == cell->column + 1;
}

static int
take_column(struct reader *r, struct sheet_column *c, long row,
	const struct cell *cell, struct error *err)
{
	bool counts = cell->merged == MERGED_NOT;
	int rc = 0;

	c->cells++;
	if (c->clashes || c->other_unit || c->is_anothers || c->is_beside) {
		sheet_refuse_column(r, c, row, counts);
		return 0;
	}
	switch (c->meaning.meaning) {
	case MEANS_FACT:
		take_fact(r, c, row, cell);
		break;
	case MEANS_VILLAGE:
		take_village(r, cell);
		break;
	case MEANS_OWNER:
	case MEANS_ORDER:
		if (c->meaning.meaning == MEANS_OWNER ||
			r->sheet->row == r->sheet->record)
			take_word(r, &r->owner, cell);
		else
			r->sheet->tally.ignored[IGNORED_COLUMN] += counts;
		break;
	case MEANS_HEADER:
		rc = take_header(r, c, row, cell, err);
		break;
	default:
		r->sheet->tally.ignored[c->meaning.meaning == MEANS_IGNORED
				? IGNORED_COLUMN
				: IGNORED_UNKNOWN] += counts;
	}
	return rc;
}

static void
reset_row(struct reader *r)
{
	strbuf_reset(&r->own);
	strbuf_reset(&r->outer);
	r->nown = r->nouter = 0;
	free(r->key);
	free(r->owner);
	free(r->village);
	r->key = r->owner = r->village = NULL;
}

static const char *
or_nothing(const char *s)
{
	return s != NULL ? s : "";
}

static int
hand_on(struct reader *r, long row, struct error *err)
{
	const struct sheet *s = r->sheet;
	struct piece p = { .sheet = r->number,
		.row = row,
		.element = s->record,
		.derived = s->row != s->record,
		.key = or_nothing(r->key),
		.owner = or_nothing(r->owner),
		.village = or_nothing(r->village) };
	const struct facts own = { r->own.data, r->own.len, r->nown };
	const struct facts outer = { r->outer.data, r->outer.len, r->nouter };
	int rc;

	p.facts = p.derived ? outer : own;
	if (p.derived)
		p.owner = "";
	rc = r->sink->piece(r->arg, &p, err);
	if (rc == 0 && p.derived && own.n > 0) {
		p.element = s->row;
		p.derived = false;
		p.owner = or_nothing(r->owner);
		p.facts = own;
		rc = r->sink->piece(r->arg, &p, err);
	}
	return rc;
}

/* Does the row say nothing but an id, where there are columns for more? Such is
 * a note below the table. */
static bool
says_id_alone(const struct reader *r)
{
	const struct sheet *s = r->sheet;
	size_t columns = 0;

	if (r->nown + r->nouter != 1 || r->village != NULL)
		return false;
	for (size_t i = 0; i < s->ncolumns; i++)
		columns += s->columns[i].meaning.meaning == MEANS_FACT;
	return columns >= 3;
}

/* Cells that do not fit their columns, and one beyond the last of them: the row
 * was moved by a column. */
static bool
is_moved(const struct reader *r, const struct cell *cells, size_t n)
{
	const struct sheet *s = r->sheet;

	return s->ncolumns > 0 && s->tally.refused - r->refused >= 2 &&
		sheet_has_cells_beyond(
			cells, n, s->columns[s->ncolumns - 1].column + 1);
}

/* A quotation mark that is not closed took rows below into a cell. */
static bool
holds_rows(const struct cell *cells, size_t n)
{
	bool holds = false;

	for (size_t i = 0; i < n; i++)
		holds = holds || cells[i].holds_rows;
	return holds;
}

/* A row that cannot be taken as a whole. */
static bool
is_refused(struct reader *r, long row, const struct cell *cells, size_t n,
	uint64_t used)
{
	const char *zh = NULL, *en = NULL;

	if (r->is_lost) {
		zh = "上方的表头与本表第一个表头不一致，整行未导入；请分成"
		     "两个工作表";
		en = "below a header that differs from the first of this "
		     "sheet; the row was left out; make two sheets of it";
	} else if (holds_rows(cells, n)) {
		zh = "引号没有成对，一个单元格中含有下面各行，整行未导入";
		en = "a quotation mark that is not closed, so that a cell "
		     "holds the rows below; the row was left out";
	} else if (is_moved(r, cells, n) ||
		(r->sheet->width > 0 &&
			sheet_has_cells_beyond(cells, n, r->sheet->width))) {
		zh = "该行的列数多于表头，各值可能错位，整行未导入";
		en = "more fields than the header has, so that values may "
		     "stand in others' columns; the row was left out";
	} else if (r->sheet->joins_by_head) {
		return false; /* it gets its household's id later */
	} else if (r->key_fact != NULL && r->key == NULL) {
		zh = "没有编号，整行未导入";
		en = "no id; the row was left out";
	} else if (r->key_fact != NULL &&
		sheet_is_no_key(r->layout, r->key_fact, r->key)) {
		zh = "编号栏中不是编号，整行未导入";
		en = "what stands for the id is none; the row was left out";
	} else if (r->key_fact != NULL &&
		sheet_is_odd_id(r->sheet, r->key_fact, r->key)) {
		zh = "编号与上方各行的编号不是一种，疑为说明或合计，整行未导入";
		en = "another sort of id than those above, perhaps a note or a "
		     "sum; the row was left out";
	} else if (r->key_fact != NULL && says_id_alone(r)) {
		zh = "除编号外没有内容，疑为说明，整行未导入";
		en = "nothing but an id, perhaps a note; the row was left out";
	}
	if (zh != NULL)
		sheet_refuse_row(r, row, used, zh, en);
	return zh != NULL;
}

/* Where the rows of one id begin. */
static void
note_key(struct reader *r, long row, const struct cell *cells, size_t n)
{
	const struct sheet *s = r->sheet;
	const struct cell *key = NULL;

	for (size_t i = 0; r->key_fact != NULL && i < s->ncolumns; i++) {
		if (s->columns[i].meaning.fact == r->key_fact) {
			key = sheet_find_cell(cells, n, s->columns[i].column);
			break;
		}
	}
	if (key != NULL && key->merged == MERGED_DOWN)
		return;
	if (key != NULL && r->last_key.len == key->n && key->n > 0 &&
		memcmp(r->last_key.data, key->text, key->n) == 0)
		return;
	r->run = row;
	strbuf_reset(&r->last_key);
	if (key != NULL)
		strbuf_add(&r->last_key, key->text, key->n);
}

/* A word or two alone in a row may say of which village those below are. */
static void
note_section(struct reader *r, const struct cell *cells, size_t n)
{
	struct sheet *s = r->sheet;
	size_t length = s->sections != NULL ? strlen(s->sections) : 0;

	if (sheet_count_cells(cells, n) > 2 || length > MAX_SECTIONS)
		return;
	for (size_t i = 0; i < n; i++) {
		char *more;

		if (cells[i].merged != MERGED_NOT ||
			cells[i].kind != CELL_TEXT || cells[i].n > 60)
			continue;
		more = xasprintf(
			"%s%s\n", or_nothing(s->sections), cells[i].text);
		free(s->sections);
		s->sections = more;
	}
}

/* A row below the header. */
static int
take_row(struct reader *r, long row, const struct cell *cells, size_t n,
	struct error *err)
{
	struct sheet *s = r->sheet;
	enum ignored why;
	uint64_t used = s->tally.used;
	size_t i = 0, next = 0;
	const struct sheet_rows rows = { r->layout, s, r->key_fact, r->arena };

	if (sheet_count_cells(cells, n) == 0)
		return 0;
	why = sheet_row_kind(&rows, cells, n, &r->is_lost);
	if (why != IGNORED_LAST) {
		sheet_ignore_row(r, cells, n, why);
		sheet_note_unit(s, r->layout, cells, n);
		return 0;
	}
	reset_row(r);
	note_key(r, row, cells, n);
	r->refused = s->tally.refused;
	for (size_t k = 0; k < s->ncolumns; k++) {
		struct sheet_column *c = &s->columns[k];
		const struct cell *cell = sheet_next_cell(
			cells, n, &next, c->column);

		if (cell == NULL || cell->kind == CELL_BLANK ||
			cell->merged == MERGED_ACROSS)
			continue;
		if (cell->merged == MERGED_NOT)
			c->own_row = row;
		if (cell->merged == MERGED_DOWN &&
			!is_of_row(r, c, c->own_row >= r->run))
			sheet_refuse_merged(r, c, row, false);
		else if (cell->merged == MERGED_NOT &&
			reaches_across(r, c, cell, cells + n))
			sheet_refuse_merged(r, c, row, true);
		else if (take_column(r, c, row, cell, err) != 0)
			return -1;
	}
	/* cells beside the columns of the header */
	for (size_t k = 0; k < n; k++) {
		while (i < s->ncolumns &&
			s->columns[i].column < cells[k].column)
			i++;
		if ((i == s->ncolumns ||
			    s->columns[i].column != cells[k].column) &&
			sheet_count_cells(&cells[k], 1) == 1)
			s->tally.ignored[IGNORED_UNKNOWN]++;
	}
	if (r->nown == 0 && r->nouter == 0) {
		note_section(r, cells, n);
		sheet_note_unit(s, r->layout, cells, n);
		return 0;
	}
	s->rows++;
	if (is_refused(r, row, cells, n, used)) {
		note_section(r, cells, n);
		sheet_note_unit(s, r->layout, cells, n);
		return 0;
	}
	return hand_on(r, row, err);
}

static void
keep_row(struct reader *r, long row, const struct cell *cells, size_t n)
{
	struct kept_row *k = &r->kept[r->nkept++];

	k->row = row;
	k->n = n;
	k->cells = xcalloc(n + 1, sizeof *k->cells);
	for (size_t i = 0; i < n; i++) {
		k->cells[i] = cells[i];
		k->cells[i].text = xstrndup(cells[i].text, cells[i].n);
		/* A text may hold a NUL; it ends there. */
		k->cells[i].n = strlen(k->cells[i].text);
		if (cells[i].words != NULL)
			k->cells[i].words = xstrdup(cells[i].words);
	}
}

/* The sheet of headers: a row a kind of document. */
static int
take_header_row(struct reader *r, long row, const struct cell *cells, size_t n,
	struct error *err)
{
	const struct layout *l = r->layout;
	const struct kind *kind = NULL;
	size_t nfacts = layout_facts(l);
	int rc = 0;

	for (size_t i = 0; i < n && kind == NULL; i++) {
		char *s = cell_shown(&cells[i]);

		for (size_t k = 0; k < nfacts && kind == NULL; k++) {
			const struct kind *other = layout_fact(l, k)->kind;

			if (strcmp(other->root->label[0], s) == 0 ||
				strcmp(other->name, s) == 0)
				kind = other;
		}
		free(s);
	}
	if (kind != NULL && sheet_is_example(l, r->arena, cells, n)) {
		sheet_ignore_row(r, cells, n, IGNORED_EXAMPLE);
		return 0;
	}
	if (kind == NULL || r->nkept == 0) {
		sheet_ignore_row(r, cells, n, IGNORED_TITLE);
		drop_kept(r);
		keep_row(r, row, cells, n);
		return 0;
	}
	for (size_t i = 0; i < n && rc == 0; i++) {
		const struct kept_row *h = &r->kept[r->nkept - 1];
		const struct cell *t = sheet_find_cell(
			h->cells, h->n, cells[i].column);
		char *title = t != NULL ? cell_shown(t) : xstrdup("");

		r->sheet->tally.used += sheet_count_cells(&cells[i], 1);
		for (size_t k = 0; k < kind->root->nattributes; k++) {
			const struct attribute *a = &kind->root->attributes[k];
			struct strbuf sb = { 0 };
			enum cell_why why;

			if (strcmp(a->label[0], title) == 0 &&
				value_of(r, &sb, &why, a, &cells[i]) ==
					CELL_SAYS)
				rc = r->sink->header(r->arg, r->number, kind,
					a->name, sb.data, err);
			strbuf_clear(&sb);
		}
		free(title);
	}
	return rc;
}

static int
begin_sheet(struct reader *r, struct error *err)
{
	r->begun = true;
	return r->sink->begin(r->arg, r->sheet, err);
}

/* Look for the header among the rows kept, and take those behind it. */
static int
decide(struct reader *r, struct error *err)
{
	struct sheet *s = r->sheet;
	const struct header_search how = { r->layout, r->headers };
	size_t last = 0;
	bool tie = false;
	int rc;

	r->is_decided = true;
	sheet_find_header(s, &how, r->kept, r->nkept, &last, &tie);
	if (s->row == NULL) {
		for (size_t i = 0; i < r->nkept; i++)
			sheet_ignore_row(r, r->kept[i].cells, r->kept[i].n,
				IGNORED_SHEET);
		if (tie)
			return err_set(err, ERR_INPUT, "SHEET-1",
				"%s, sheet \"%s\": its columns fit several "
				"kinds of records; name the sheet after one, "
				"as template does",
				r->name, s->name);
		return 0;
	}
	r->key_fact = layout_key(r->layout, s->record);
	rc = begin_sheet(r, err);
	for (size_t i = 0; rc == 0 && i < r->nkept; i++) {
		const struct kept_row *k = &r->kept[i];

		if (k->row < s->header)
			sheet_ignore_row(r, k->cells, k->n, IGNORED_TITLE);
		else if (i < last)
			sheet_ignore_row(r, k->cells, k->n, IGNORED_HEADER);
		else
			rc = take_row(r, k->row, k->cells, k->n, err);
	}
	return rc;
}

/* The end of a sheet, which may be shorter than what is kept. */
static int
end_sheet(struct reader *r, struct error *err)
{
	struct sheet *s = r->sheet;
	int rc = 0;

	if (s == NULL)
		return 0;
	if (!r->is_decided && !s->is_hidden && !r->is_facts) {
		rc = decide(r, err);
		if (rc == 0 && s->row == NULL)
			rc = begin_sheet(r, err);
	} else if (s->row == NULL) {
		rc = begin_sheet(r, err);
	}
	drop_kept(r);
	free_memos(s);
	r->number++;
	r->nsheets++;
	r->sheet = NULL;
	return rc;
}

static int
on_sheet(void *arg, const struct grid_sheet *g, struct error *err)
{
	struct reader *r = arg;

	if (end_sheet(r, err) != 0)
		return -1;
	r->sheet = xcalloc(1, sizeof *r->sheet);
	r->begun = false;
	r->sheet->file = r->file;
	r->sheet->document = -1;
	r->sheet->name = xstrdup(g->name);
	r->sheet->is_1904 = g->is_1904;
	r->sheet->is_text = g->is_text;
	r->is_lost = false;
	r->sheet->is_hidden = g->is_hidden;
	r->is_facts = layout_is_word(r->layout, WORDS_FACTS, g->name);
	r->is_decided = layout_is_word(r->layout, WORDS_HELP, g->name);
	r->run = 0;
	strbuf_reset(&r->last_key);
	return 0;
}

static int
on_row(void *arg, long row, const struct cell *cells, size_t n,
	struct error *err)
{
	struct reader *r = arg;
	struct sheet *s = r->sheet;

	s->tally.read += sheet_count_cells(cells, n);
	if (++r->arena_rows % 256 == 0) {
		arena_free(r->arena);
		r->arena = arena_new();
	}
	if (s->is_hidden) {
		sheet_ignore_row(r, cells, n, IGNORED_HIDDEN);
		return 0;
	}
	if (r->is_facts)
		return take_header_row(r, row, cells, n, err);
	if (r->is_decided && s->row == NULL) {
		sheet_ignore_row(r, cells, n, IGNORED_SHEET);
		return 0;
	}
	if (r->is_decided)
		return take_row(r, row, cells, n, err);
	if (sheet_count_cells(cells, n) == 0)
		return 0;
	keep_row(r, row, cells, n);
	return r->nkept == HEADER_ROWS ? decide(r, err) : 0;
}

int
sheet_read(const struct sheet_source *source, const struct layout *layout,
	const struct sheet_sink *sink, void *arg, struct error *err)
{
	const struct grid_events events = { on_sheet, on_row,
		source->merged_later };
	struct reader r = { .name = source->name,
		.file = source->file,
		.number = source->sheet,
		.layout = layout,
		.headers = source->headers,
		.sink = sink,
		.arg = arg,
		.arena = arena_new() };
	int rc = (source->alone ? grid_read : grid_read_ahead)(
		source->path, source->name, &events, &r, err);

	if (rc == 0)
		rc = end_sheet(&r, err);
	if (r.sheet != NULL && !r.begun)
		sheet_free(r.sheet);
	drop_kept(&r);
	reset_row(&r);
	arena_free(r.arena);
	strbuf_clear(&r.own);
	strbuf_clear(&r.outer);
	strbuf_clear(&r.last_key);
	strbuf_clear(&r.value);
	return rc;
}
