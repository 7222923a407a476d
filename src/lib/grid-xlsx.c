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
#include "lib/grid-tail.h"
#include "lib/xlsx-book.h"
#include "lib/xlsx-plain.h"
#include "lib/xml-push.h"
#include "lib/zipfile.h"

#define MAX_ROW_TEXT (4u << 20)

/* What a cell says of its type. */
enum cell_type {
	TYPE_NUMBER,
	TYPE_SHARED, /* the number of a shared text */
	TYPE_TEXT,
	TYPE_FORMULA, /* a formula's text */
	TYPE_BOOL,
	TYPE_ERROR,
};

/* A cell while its row is read: its text stands in the row's buffer. */
struct raw_cell {
	struct cell cell;
	size_t from; /* of its text */
	long shared; /* number of the shared text, -1: its own */
	const struct xlsx_style *style;
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
	bool in_rows;	    /* directly within sheetData */
	/* of the cell that is open */
	enum cell_type type;
	bool in_cell, in_value, has_value, has_formula, is_struck, is_raised;
	int depth, cell_depth, reading;
};

static void
stop(struct sheet_reader *r, const char *what)
{
	if (r->fault.rc == 0)
		r->fault.rc = err_set(r->fault.err, ERR_INPUT, "GRID-XLSX-1",
			"%s: %s", r->book->name, what);
}

static void
begin_row(struct sheet_reader *r, const char *number)
{
	long row = number != NULL ? strtol(number, NULL, 10) : r->row + 1;

	if (row <= r->row || row > GRID_ROWS)
		stop(r, _("rows out of order, or too many"));
	r->row = row;
	r->column = -1;
	r->n = 0;
	strbuf_reset(&r->text);
}

static enum cell_type
type_of(const char *s, size_t n)
{
	static const struct {
		const char *name;
		enum cell_type type;
	} types[] = { { "s", TYPE_SHARED }, { "inlineStr", TYPE_TEXT },
		{ "d", TYPE_TEXT }, { "str", TYPE_FORMULA }, { "b", TYPE_BOOL },
		{ "e", TYPE_ERROR } };

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (strlen(types[i].name) == n &&
			memcmp(types[i].name, s, n) == 0)
			return types[i].type;
	}
	return TYPE_NUMBER;
}

/* What the attributes of a cell say. */
struct cell_tag {
	long column, row;
	unsigned long style;
	enum cell_type type;
};

/* As it is where they say nothing. */
static struct cell_tag
plain_cell(const struct sheet_reader *r)
{
	return (struct cell_tag){ r->column + 1, r->row, 0, TYPE_NUMBER };
}

static void
begin_cell(struct sheet_reader *r, const struct cell_tag *tag)
{
	unsigned long s = tag->style;
	long column = tag->column, row = tag->row;
	struct raw_cell *c;

	if (column <= r->column || column >= GRID_COLUMNS || row != r->row)
		stop(r, _("cells out of order, or too many columns"));
	if (r->n == r->cap) {
		r->cap = r->cap > 0 ? r->cap * 2 : 64;
		r->raw = xreallocarray(r->raw, r->cap, sizeof *r->raw);
		r->cells = xreallocarray(r->cells, r->cap, sizeof *r->cells);
	}
	c = &r->raw[r->n];
	r->is_struck = r->is_raised = false;
	*c = (struct raw_cell){ .shared = -1, .from = r->text.len };
	c->cell = (struct cell){ .column = column, .decimals = -1 };
	if (s < r->book->nstyles) {
		c->style = &r->book->styles[s];
		r->is_struck = c->style->is_struck;
		c->cell.is_odd = c->style->is_text_odd;
	}
	r->column = column;
	r->in_cell = true;
	r->cell_depth = r->depth;
	r->has_value = r->has_formula = false;
	r->type = tag->type;
}

static void
on_row_tag(struct sheet_reader *r, const struct xml_tag *tag)
{
	char *number = xml_push_value(tag, "r");

	begin_row(r, number);
	free(number);
}

static void
on_cell_tag(struct sheet_reader *r, const struct xml_tag *tag)
{
	char *ref = xml_push_value(tag, "r"), *type = xml_push_value(tag, "t");
	char *style = xml_push_value(tag, "s");
	struct cell_tag cell = plain_cell(r);

	if (ref != NULL)
		grid_parse_ref(ref, &cell.column, &cell.row);
	if (type != NULL)
		cell.type = type_of(type, strlen(type));
	if (style != NULL)
		cell.style = strtoul(style, NULL, 10);
	begin_cell(r, &cell);
	free(ref);
	free(type);
	free(style);
}

/* Outside of cells: worksheet, sheetData, row, c. What stands elsewhere and is
 * placed as a cell would be lost. */
static void
begin_outside(struct sheet_reader *r, const struct xml_tag *tag)
{
	char *ref;

	if (r->depth == 3 && r->in_rows && strcmp(tag->name, "row") == 0) {
		on_row_tag(r, tag);
	} else if (strcmp(tag->name, "c") == 0) {
		if (r->depth == 4 && r->in_rows && r->row > 0 &&
			r->column < GRID_COLUMNS) {
			on_cell_tag(r, tag);
			return;
		}
		ref = xml_push_value(tag, "r");
		if (ref != NULL)
			stop(r, _("cells outside of the sheet's rows"));
		free(ref);
	}
}

static void
on_begin(void *arg, const struct xml_tag *tag)
{
	struct sheet_reader *r = arg;

	if (++r->depth == 2)
		r->in_rows = strcmp(tag->name, "sheetData") == 0;
	if (r->fault.rc != 0)
		return;
	if (!r->in_cell) {
		begin_outside(r, tag);
		return;
	}
	if (r->reading > 0 || strcmp(tag->name, "rPh") == 0)
		r->reading++;
	else if (strcmp(tag->name, "f") == 0)
		r->has_formula = true;
	else if (strcmp(tag->name, "extLst") == 0)
		r->reading++;
	else if (strcmp(tag->name, "r") == 0)
		r->is_raised = false;
	else if (xlsx_is_struck(tag))
		r->is_struck = true;
	else if (xlsx_is_raised(tag))
		r->is_raised = true;
	else if (strcmp(tag->name, "v") == 0) {
		/* two values are none */
		r->is_struck = r->is_struck || r->has_value;
		r->in_value = r->has_value = true;
	} else if (strcmp(tag->name, "t") == 0)
		r->in_value = r->has_value = true;
}

static void
on_text(void *arg, const char *s, size_t n, long line)
{
	struct sheet_reader *r = arg;

	(void)line;
	if (!r->in_value || r->fault.rc != 0)
		return;
	if (r->is_raised && n > 0 && r->n < r->cap &&
		xlsx_adds_digits(&r->text, r->raw[r->n].from, s))
		r->is_struck = true;
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
	size_t i = 0;

	for (; *s >= '0' && *s <= '9' && i < r->book->ntexts; s++)
		i = i * 10 + (size_t)(*s - '0');
	if (r->text.len == c->from || *s != '\0' || i >= r->book->ntexts) {
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
	if (!r->has_value)
		return r->has_formula && r->type != TYPE_FORMULA ? CELL_ERROR
								 : CELL_BLANK;
	if (r->type == TYPE_SHARED || r->type == TYPE_TEXT ||
		r->type == TYPE_FORMULA)
		return r->is_struck ? CELL_ERROR : CELL_TEXT;
	if (r->type == TYPE_BOOL)
		return CELL_BOOL;
	/* text of which some is struck out says two things */
	if (r->type == TYPE_ERROR || r->is_struck || r->text.len == c->from ||
		!is_number(r->text.data + c->from))
		return CELL_ERROR;
	return c->style != NULL && c->style->is_date ? CELL_DATE : CELL_NUMBER;
}

/* What its format shows of a number; most have none of their own. */
static void
set_shown(struct raw_cell *c, const char *number)
{
	const struct xlsx_shown *f = &c->style->shown[0];
	double v;

	if (memcmp(f, f + 1, sizeof *f) != 0 ||
		memcmp(f, f + 2, sizeof *f) != 0) {
		v = strtod(number, NULL);
		f += v < 0 ? 1 : v > 0 ? 0 : 2;
	}
	c->cell.digits = f->digits;
	c->cell.decimals = f->decimals;
	c->cell.unshown = f->unshown;
	c->cell.words = f->words;
	c->cell.shift = f->shift;
	c->cell.is_percent = f->is_percent;
	c->cell.is_odd = f->is_odd;
	c->cell.shows = f->shows;
}

static void
end_cell(struct sheet_reader *r)
{
	struct raw_cell *c = &r->raw[r->n];

	r->in_cell = false;
	if (r->fault.rc != 0)
		return;
	c->cell.kind = kind_of(r, c);
	if ((c->cell.kind == CELL_NUMBER || c->cell.kind == CELL_DATE) &&
		c->style != NULL)
		set_shown(c, r->text.data + c->from);
	else if (c->cell.kind != CELL_TEXT)
		c->cell.is_odd = false;
	c->cell.is_formula = r->has_formula;
	if (r->type == TYPE_SHARED && c->cell.kind == CELL_TEXT)
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
		const struct raw_cell *raw = &r->raw[i];
		struct cell *cell = &r->cells[i];

		*cell = raw->cell;
		if (raw->shared < 0) {
			cell->text = r->text.data + raw->from;
			continue;
		}
		cell->text = b->texts.data + b->offsets[raw->shared];
		cell->n = b->offsets[raw->shared + 1] -
			b->offsets[raw->shared] - 1;
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
	if (r->depth-- == 2)
		r->in_rows = false;
	/* worksheet, sheetData, row */
	if (!r->in_cell && r->depth == 2 && r->column < GRID_COLUMNS &&
		r->row > 0)
		end_row(r);
}

static bool
is_among_rows(const void *arg)
{
	const struct sheet_reader *r = arg;

	return r->depth == 2 && r->in_rows;
}

/* What stands within a plain cell: its formula, its value or its text. */
static bool
take_value(struct sheet_reader *r, const char **s, const char *end)
{
	struct plain_tag tag;
	const char *text = NULL;
	bool is_inline;
	size_t n;

	if (plain_skip(s, end, "<f")) {
		r->has_formula = true;
		if (!plain_tag(&tag, s, end) ||
			(!tag.is_empty &&
				(!plain_text(&text, &n, s, end) ||
					!plain_skip(s, end, "</f>"))))
			return false;
	}
	is_inline = plain_skip(s, end, "<is>");
	if (plain_skip(s, end, is_inline ? "<t>" : "<v>") ||
		(is_inline &&
			plain_skip(s, end, "<t xml:space=\"preserve\">"))) {
		r->has_value = true;
		if (!plain_text(&text, &n, s, end) ||
			!plain_skip(s, end, is_inline ? "</t></is>" : "</v>"))
			return false;
		strbuf_add(&r->text, text, n);
	}
	return plain_skip(s, end, "</c>");
}

/* The digits at s as a number. */
static unsigned long
digits_at(const char **s)
{
	unsigned long n = 0;

	for (; **s >= '0' && **s <= '9' && n < 100000000; (*s)++)
		n = n * 10 + (unsigned long)(**s - '0');
	return n;
}

/* Most cells are a shared text: r="BC12" s="3" t="s"><v>407</v></c>. False: it
 * is not such. */
static bool
take_usual(struct sheet_reader *r, const char **at, const char *end)
{
	static const char type[] = " t=\"s\"><v>", rest[] = "</v></c>";
	struct cell_tag cell = plain_cell(r);
	const char *s = *at;
	struct raw_cell *c;
	unsigned long text;

	/* what follows is shorter; each step ends at what it does not know */
	if (end - s < 80 || memcmp(s, " r=\"", 4) != 0)
		return false;
	s += 4;
	cell.column = 0;
	for (; *s >= 'A' && *s <= 'Z' && cell.column < 100000; s++)
		cell.column = cell.column * 26 + (*s - 'A' + 1);
	cell.column--;
	cell.row = (long)digits_at(&s);
	if (memcmp(s, "\" s=\"", 5) == 0) {
		s += 5;
		cell.style = digits_at(&s);
	}
	if (*s++ != '"' || memcmp(s, type, sizeof type - 1) != 0)
		return false;
	s += sizeof type - 1;
	if (*s < '0' || *s > '9')
		return false;
	text = digits_at(&s);
	if (memcmp(s, rest, sizeof rest - 1) != 0 || text >= r->book->ntexts)
		return false;
	cell.type = TYPE_SHARED;
	begin_cell(r, &cell);
	r->in_cell = false;
	*at = s + sizeof rest - 1;
	if (r->fault.rc != 0)
		return true;
	c = &r->raw[r->n++];
	c->cell.kind = r->book->struck[text] || r->is_struck ? CELL_ERROR
							     : CELL_TEXT;
	c->shared = (long)text;
	return true;
}

static bool
take_cell(struct sheet_reader *r, const char **s, const char *end)
{
	struct cell_tag cell = plain_cell(r);
	struct plain_tag tag;

	if (take_usual(r, s, end))
		return true;

	if (!plain_tag(&tag, s, end))
		return false;
	for (size_t i = 0; i < tag.n; i++) {
		const struct plain_attribute *a = &tag.attributes[i];

		if (a->nname != 1)
			continue;
		if (*a->name == 'r')
			grid_parse_ref(a->value, &cell.column, &cell.row);
		else if (*a->name == 's')
			cell.style = strtoul(a->value, NULL, 10);
		else if (*a->name == 't')
			cell.type = type_of(a->value, a->nvalue);
	}
	begin_cell(r, &cell);
	if (!tag.is_empty && !take_value(r, s, end)) {
		r->in_cell = false;
		return false;
	}
	end_cell(r);
	return true;
}

/* The parser gets a row from its beginning, if it gets it. */
static enum plain
take_row(void *arg, const char **s, const char *end)
{
	struct sheet_reader *r = arg;
	const char *number = NULL;
	long before = r->row;
	struct plain_tag tag;

	if (r->fault.rc != 0 || !plain_tag(&tag, s, end))
		return PLAIN_NOT;
	for (size_t i = 0; i < tag.n; i++) {
		if (tag.attributes[i].nname == 1 &&
			*tag.attributes[i].name == 'r')
			number = tag.attributes[i].value;
	}
	begin_row(r, number);
	while (!tag.is_empty && r->fault.rc == 0 &&
		!plain_skip(s, end, "</row>")) {
		if (!plain_skip(s, end, "<c") || !take_cell(r, s, end)) {
			r->row = before;
			r->column = GRID_COLUMNS;
			r->n = 0;
			return PLAIN_NOT;
		}
	}
	end_row(r);
	return r->fault.rc == 0 ? PLAIN_TAKEN : PLAIN_STOP;
}

/* A sheet of no more bytes is unpacked once, and kept until its end is known.
 */
#define MOST_KEPT ((size_t)1 << 20)

/* What of a sheet is known before its rows are read. */
struct looking {
	struct grid_tail tail;
	struct strbuf kept; /* all of it so far, or its beginning */
	bool is_kept;	    /* it is whole */
	bool may_wait;	    /* merged cells may be looked for along the way */
	bool has_ended;	    /* nothing more need be looked at */
};

/* Is the first row one of titles, each of its own column? Where it is a title
 * of the table, it is merged, as a rule. */
static bool
begins_with_titles(const struct strbuf *sb)
{
	const char *row = memmem(sb->data, sb->len, "<row", 4), *end;
	size_t cells = 0;

	if (row == NULL)
		return false;
	end = memmem(row, sb->len - (size_t)(row - sb->data), "</row>", 6);
	while (end != NULL && row < end) {
		row = memmem(row, (size_t)(end - row), "</c>", 4);
		if (row == NULL)
			break;
		row++;
		cells++;
	}
	return cells >= 3;
}

static int
look_at(void *ctx, const char *entry, const void *bytes, size_t n,
	struct error *err)
{
	struct looking *l = ctx;

	(void)entry;
	if (n > 0 && l->is_kept && l->kept.len + n <= MOST_KEPT) {
		strbuf_add(&l->kept, bytes, n);
	} else if (n > 0 && l->is_kept) {
		l->is_kept = false;
		if (l->may_wait && begins_with_titles(&l->kept)) {
			l->has_ended = true;
			return err_set(err, ERR_INPUT, "GRID-XLSX-4",
				"looked at enough");
		}
		strbuf_clear(&l->kept);
	}
	grid_tail_take(&l->tail, bytes, n);
	return 0;
}

static void
watch(void *arg, const void *bytes, size_t n)
{
	grid_tail_take(arg, bytes, n);
}

/* Merged cells came behind rows that were told without them. */
static int
ask_again(struct sheet_reader *r, struct error *err)
{
	*r->events->merged_later = true;
	return err_set(err, ERR_INPUT, "GRID-XLSX-3",
		"%s: merged cells behind the rows", r->book->name);
}

static int
read_sheet(struct xlsx_book *b, const struct xlsx_part *part,
	const struct grid_events *events, void *arg, struct error *err)
{
	static const struct xml_events handlers = {
		.begin = on_begin, .end = on_end, .text = on_text
	};
	static const struct xlsx_plain plain = { "<row", "</row>", take_row,
		is_among_rows };
	struct sheet_reader r = { .book = b, .events = events, .arg = arg };
	const struct grid_sheet sheet = { part->name, part->is_hidden,
		b->is_1904, false };
	struct looking l = { .tail = { .merges = grid_merges_new() },
		.is_kept = true,
		.may_wait = events->merged_later != NULL };
	struct grid_tail later = { .merges = grid_merges_new() };
	struct xlsx_source source = { .part = part->target };
	int rc = events->sheet(arg, &sheet, err);

	if (rc == 0)
		rc = xlsx_book_load(b, err);
	if (rc == 0)
		rc = zipfile_stream(b->zip, part->target, look_at, &l, err);
	if (l.has_ended) {
		rc = 0;
		source.watch = watch;
		source.watcher = &later;
	} else if (l.is_kept) {
		source.bytes = &l.kept;
	}
	r.merges = l.tail.merges;
	r.column = GRID_COLUMNS;
	if (rc == 0)
		rc = xlsx_source_read(b, &source, &handlers, &plain, &r, err);
	if (rc == 0 && grid_merges_count(later.merges) > 0)
		rc = ask_again(&r, err);
	grid_merges_free(l.tail.merges);
	grid_merges_free(later.merges);
	strbuf_clear(&l.kept);
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
