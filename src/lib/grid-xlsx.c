/*
 * The sheets of an .xlsx, row by row: see grid.h.
 */
#include "config.h"
#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/grid-merges.h"
#include "lib/xlsx-book.h"
#include "lib/xml-push.h"
#include "lib/zipfile.h"

#define MAX_ROW_TEXT (4u << 20)

/* A cell while its row is read: its text stands in the row's buffer. */
struct raw_cell {
	struct cell cell;
	size_t from; /* of its text */
	long shared; /* number of the shared text, -1: its own */
};

struct sheet_reader {
	struct xlsx_fault fault;
	struct xlsx_book *book;
	const struct grid_events *events;
	void *arg;
	struct grid_merges *merges;
	long row, column; /* of the last that began */
	struct raw_cell *raw;
	struct cell *cells;
	size_t n, cap;
	struct strbuf text; /* of the row */
	/* of the cell that is open */
	char type[12];
	bool in_cell, in_value, has_value, has_formula, is_struck;
	int depth, cell_depth, reading;
};

static void
stop(struct sheet_reader *r, const char *what)
{
	if (r->fault.rc == 0)
		r->fault.rc = err_set(r->fault.err, ERR_INPUT, "GRID-XLSX-1",
			"%s: %s", r->book->name, what);
}

/* "BC12" gives 54 and 12. */
static void
parse_ref(const char *s, long *column, long *row)
{
	long c = 0;

	for (; isalpha((unsigned char)*s) && c < 100000; s++)
		c = c * 26 + (toupper((unsigned char)*s) - 'A' + 1);
	*column = c - 1;
	*row = strtol(s, NULL, 10);
}

static void
begin_row(struct sheet_reader *r, const struct xml_tag *tag)
{
	char *s = xml_push_value(tag, "r");
	long row = s != NULL ? strtol(s, NULL, 10) : r->row + 1;

	free(s);
	if (row <= r->row || row > GRID_ROWS)
		stop(r, _("rows out of order, or too many"));
	r->row = row;
	r->column = -1;
	r->n = 0;
	strbuf_reset(&r->text);
}

static void
begin_cell(struct sheet_reader *r, const struct xml_tag *tag)
{
	char *ref = xml_push_value(tag, "r"), *type = xml_push_value(tag, "t");
	char *style = xml_push_value(tag, "s");
	unsigned long s = style != NULL ? strtoul(style, NULL, 10) : 0;
	long column = r->column + 1, row = r->row;
	struct raw_cell *c;

	if (ref != NULL)
		parse_ref(ref, &column, &row);
	if (column <= r->column || column >= GRID_COLUMNS || row != r->row)
		stop(r, _("cells out of order, or too many columns"));
	if (r->n == r->cap) {
		r->cap = r->cap > 0 ? r->cap * 2 : 64;
		r->raw = xreallocarray(r->raw, r->cap, sizeof *r->raw);
		r->cells = xreallocarray(r->cells, r->cap, sizeof *r->cells);
	}
	c = &r->raw[r->n];
	*c = (struct raw_cell){ .shared = -1, .from = r->text.len };
	c->cell = (struct cell){ .column = column, .decimals = -1 };
	if (s < r->book->nstyles) {
		const struct xlsx_style *f = &r->book->styles[s];

		c->cell.digits = f->digits;
		c->cell.decimals = f->decimals;
		c->cell.is_percent = f->is_percent;
		c->cell.is_odd = f->is_odd;
		c->cell.shows = f->is_date ? f->shows : 0;
	}
	r->column = column;
	r->in_cell = true;
	r->cell_depth = r->depth;
	r->has_value = r->has_formula = r->is_struck = false;
	snprintf(r->type, sizeof r->type, "%s", type != NULL ? type : "n");
	free(ref);
	free(type);
	free(style);
}

static void
on_begin(void *arg, const struct xml_tag *tag)
{
	struct sheet_reader *r = arg;

	r->depth++;
	if (r->fault.rc != 0)
		return;
	if (!r->in_cell) {
		if (strcmp(tag->name, "row") == 0)
			begin_row(r, tag);
		else if (strcmp(tag->name, "c") == 0 && r->row > 0)
			begin_cell(r, tag);
		return;
	}
	if (r->reading > 0 || strcmp(tag->name, "rPh") == 0)
		r->reading++;
	else if (strcmp(tag->name, "f") == 0)
		r->has_formula = true;
	else if (strcmp(tag->name, "extLst") == 0)
		r->reading++;
	else if (xlsx_is_struck(tag))
		r->is_struck = true;
	else if (strcmp(tag->name, "v") == 0 || strcmp(tag->name, "t") == 0)
		r->in_value = r->has_value = true;
}

static void
on_text(void *arg, const char *s, size_t n, long line)
{
	struct sheet_reader *r = arg;

	(void)line;
	if (!r->in_value || r->fault.rc != 0)
		return;
	if (r->text.len + n > MAX_ROW_TEXT)
		stop(r, _("a row of more than 4 MiB"));
	else
		strbuf_add(&r->text, s, n);
}

/* Where its text is a number of the shared ones. */
static void
share(struct sheet_reader *r, struct raw_cell *c)
{
	const char *s = r->text.data + c->from;
	char *end = NULL;
	unsigned long i = r->has_value && r->text.len > c->from
		? strtoul(s, &end, 10)
		: 0;

	if (end == NULL || *end != '\0' || i >= r->book->ntexts) {
		stop(r, _("a cell's text is not among the shared texts"));
		return;
	}
	c->shared = (long)i;
	if (r->book->struck[i])
		c->cell.kind = CELL_ERROR;
	r->text.len = c->from;
}

static bool
is_number(const char *s)
{
	char *end;

	s += strspn(s, " \t\r\n");
	if (strspn(s, "+-.0123456789eE") == 0)
		return false;
	strtod(s, &end);
	return end != s && end[strspn(end, " \t\r\n")] == '\0' &&
		strpbrk(s, "xX") == NULL;
}

static enum cell_kind
kind_of(struct sheet_reader *r, const struct raw_cell *c)
{
	const struct cell *cell = &c->cell;
	const char *t = r->type;

	if (!r->has_value)
		return r->has_formula && strcmp(t, "str") != 0 ? CELL_ERROR
							       : CELL_BLANK;
	if (strcmp(t, "s") == 0 || strcmp(t, "inlineStr") == 0 ||
		strcmp(t, "str") == 0 || strcmp(t, "d") == 0)
		return r->is_struck ? CELL_ERROR : CELL_TEXT;
	if (strcmp(t, "b") == 0)
		return CELL_BOOL;
	/* text of which some is struck out says two things */
	if (strcmp(t, "e") == 0 || r->is_struck || r->text.len == c->from ||
		!is_number(r->text.data + c->from))
		return CELL_ERROR;
	return cell->shows != 0 ? CELL_DATE : CELL_NUMBER;
}

static void
end_cell(struct sheet_reader *r)
{
	struct raw_cell *c = &r->raw[r->n];

	r->in_cell = false;
	if (r->fault.rc != 0)
		return;
	c->cell.kind = kind_of(r, c);
	if (strcmp(r->type, "s") == 0 && c->cell.kind == CELL_TEXT)
		share(r, c);
	else if (c->cell.kind == CELL_TEXT)
		xlsx_unescape(&r->text, c->from);
	c->cell.n = r->text.len - c->from;
	/* each ends with a NUL of its own */
	strbuf_addc(&r->text, '\0');
	if (c->cell.kind != CELL_BLANK)
		r->n++;
}

static void
set_texts(struct sheet_reader *r)
{
	const struct xlsx_book *b = r->book;

	for (size_t i = 0; i < r->n; i++) {
		struct raw_cell *c = &r->raw[i];

		if (c->shared >= 0) {
			size_t from = b->offsets[c->shared];
			size_t to = b->offsets[c->shared + 1];

			c->from = r->text.len;
			strbuf_add(&r->text, b->texts.data + from, to - from);
			xlsx_unescape(&r->text, c->from);
			c->cell.n = r->text.len - c->from;
			strbuf_addc(&r->text, '\0');
		}
	}
	for (size_t i = 0; i < r->n; i++) {
		r->cells[i] = r->raw[i].cell;
		r->cells[i].text = r->text.data + r->raw[i].from;
	}
}

static void
end_row(struct sheet_reader *r)
{
	const struct cell *cells;
	size_t n = r->n;

	if (r->fault.rc != 0)
		return;
	set_texts(r);
	cells = grid_merges_fill(r->merges, r->row, r->cells, &n);
	if (grid_merges_are_too_many(r->merges)) {
		stop(r, _("too many merged cells"));
		return;
	}
	if (n > 0)
		r->fault.rc = r->events->row(
			r->arg, r->row, cells, n, r->fault.err);
	r->n = 0;
	r->column = GRID_COLUMNS;
}

static void
on_end(void *arg)
{
	struct sheet_reader *r = arg;

	r->in_value = false;
	if (r->reading > 0)
		r->reading--;
	if (r->in_cell && r->depth == r->cell_depth)
		end_cell(r);
	r->depth--;
	/* worksheet, sheetData, row */
	if (!r->in_cell && r->depth == 2 && r->column < GRID_COLUMNS &&
		r->row > 0)
		end_row(r);
}

/* What is looked for before a sheet is read: its merged cells, which stand
 * behind its rows. */
struct tail {
	struct grid_merges *merges;
	char tag[256]; /* behind "<", so far */
	size_t n;
	bool in_tag;
};

static void
take_tag(struct tail *t)
{
	const char *name = memchr(t->tag, ':', strcspn(t->tag, " \t\r\n/>"));
	struct grid_merge m = { 0 };
	const char *ref, *colon;

	name = name != NULL ? name + 1 : t->tag;
	if (strncmp(name, "sheetData", 9) == 0)
		grid_merges_clear(t->merges);
	if (strncmp(name, "mergeCell", 9) != 0 ||
		strchr(" \t\r\n", name[9]) == NULL)
		return;
	ref = strstr(name, "ref=");
	colon = ref != NULL ? strchr(ref, ':') : NULL;
	if (colon == NULL)
		return;
	parse_ref(ref + 5, &m.column, &m.row);
	parse_ref(colon + 1, &m.last_column, &m.last_row);
	if (m.row >= 1 && m.column >= 0 && m.last_row >= m.row &&
		m.last_row <= GRID_ROWS && m.last_column >= m.column &&
		m.last_column < GRID_COLUMNS)
		grid_merges_add(t->merges, &m);
}

static int
look_for_merges(void *ctx, const char *entry, const void *bytes, size_t n,
	struct error *err)
{
	struct tail *t = ctx;
	const char *s = bytes, *end = s + n;

	(void)entry;
	(void)err;
	while (s < end) {
		if (!t->in_tag) {
			s = memchr(s, '<', (size_t)(end - s));
			if (s == NULL)
				return 0;
			t->in_tag = true;
			t->n = 0;
			s++;
			continue;
		}
		if (*s == '>' || t->n + 1 == sizeof t->tag) {
			t->tag[t->n] = '\0';
			if (t->tag[0] != '/' && t->tag[0] != 'c' &&
				t->tag[0] != 'v')
				take_tag(t);
			t->in_tag = false;
		} else {
			t->tag[t->n++] = *s;
		}
		s++;
	}
	return 0;
}

static int
read_sheet(struct xlsx_book *b, const struct xlsx_part *part,
	const struct grid_events *events, void *arg, struct error *err)
{
	static const struct xml_events handlers = {
		.begin = on_begin, .end = on_end, .text = on_text
	};
	struct sheet_reader r = { .book = b, .events = events, .arg = arg };
	const struct grid_sheet sheet = { part->name, part->is_hidden,
		b->is_1904, false };
	struct tail tail = { .merges = grid_merges_new() };
	int rc = events->sheet(arg, &sheet, err);

	if (rc == 0)
		rc = zipfile_stream(
			b->zip, part->target, look_for_merges, &tail, err);
	r.merges = tail.merges;
	r.column = GRID_COLUMNS;
	if (rc == 0)
		rc = xlsx_part_read(b, part->target, &handlers, &r, err);
	grid_merges_free(tail.merges);
	strbuf_clear(&r.text);
	free(r.raw);
	free(r.cells);
	return rc < 0 ? -1 : 0;
}

int
grid_xlsx(const char *path, const char *name, const struct grid_events *events,
	void *arg, struct error *err)
{
	struct xlsx_book *b;
	int rc = xlsx_book_open(&b, path, name, err);

	for (size_t i = 0; rc == 0 && i < b->nsheets; i++)
		rc = read_sheet(b, &b->sheets[i], events, arg, err);
	if (rc == 0 && b->nsheets == 0)
		rc = err_set(err, ERR_INPUT, "GRID-XLSX-2",
			"%s: a workbook without a sheet", name);
	xlsx_book_close(b);
	return rc;
}
