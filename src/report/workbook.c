/*
 * Trees in the workbook vocabulary, written as a workbook.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/worklist.h"
#include "lib/xlsx.h"
#include "lib/xml.h"
#include "report/sheet-names.h"
#include "report/workbook.h"

#define MAX_STYLES 32
#define MAX_COLUMNS 64
#define MAX_ITEMS 16
#define MAX_BREAKS 1000 /* Excel allows 1023 */
#define MAX_HEIGHT 400	/* Excel allows 409 points */

struct named_style {
	char *name;
	double size; /* of its letters where they wrap, else 0 */
	bool is_open;
};

struct book {
	uint32_t breaks[MAX_BREAKS + 1];
	size_t n_breaks;
	char *path;
	char *made_by;
	char *tmpdir;
	long rows_limit;
	struct xlsx *xlsx; /* NULL until the first tree */
	struct named_style styles[MAX_STYLES];
	int n_styles;
	struct arena *arena; /* texts of the tree at hand */
	xmlNodePtr sheet;    /* a copy of the open one, as it began */
	char *name;	     /* that the tree gives it */
	struct sheet_names names;
	double widths[MAX_COLUMNS];
	long rows;   /* written to the open sheet */
	long copies; /* sheets of that name */
};

struct book *
book_new(const char *path, const char *made_by, const char *tmpdir, long rows)
{
	struct book *b = xcalloc(1, sizeof *b);

	b->path = xstrdup(path);
	b->made_by = xstrdup(made_by);
	b->tmpdir = xstrdup(tmpdir);
	b->rows_limit = rows > 0 ? rows : XLSX_ROWS;
	return b;
}

void
book_free(struct book *b)
{
	if (b == NULL)
		return;
	xlsx_abort(b->xlsx);
	for (int i = 0; i < b->n_styles; i++)
		free(b->styles[i].name);
	arena_free(b->arena);
	xmlFreeNode(b->sheet);
	free(b->name);
	sheet_names_clear(&b->names);
	free(b->tmpdir);
	free(b->made_by);
	free(b->path);
	free(b);
}

static const char *
attr(struct book *b, const xmlNode *node, const char *name)
{
	return xml_attr(b->arena, node, name);
}

static bool
yes(struct book *b, const xmlNode *node, const char *name)
{
	const char *value = attr(b, node, name);

	return value != NULL && strcmp(value, "yes") == 0;
}

static double
decimal(struct book *b, const xmlNode *node, const char *name)
{
	const char *value = attr(b, node, name);

	return value != NULL ? strtod(value, NULL) : 0;
}

static int
open_book(struct book *b, const xmlNode *root, struct error *err)
{
	long day = day_parse(attr(b, root, "created"));
	struct xlsx_opts o = {
		.title = attr(b, root, "title"),
		.subject = attr(b, root, "subject"),
		.author = attr(b, root, "author"),
		.created = day == NO_DAY ? 0 : (int64_t)day * 86400,
		.tmpdir = b->tmpdir,
	};

	return xlsx_open(&b->xlsx, b->path, &o, err);
}

static int
add_style(struct book *b, const xmlNode *node, struct error *err)
{
	struct xlsx_style s = {
		.font = attr(b, node, "font"),
		.size = decimal(b, node, "size"),
		.bold = yes(b, node, "bold"),
		.wrap = yes(b, node, "wrap"),
		.border = yes(b, node, "border"),
		.centre = yes(b, node, "centre"),
		.top = yes(b, node, "top"),
		.open = yes(b, node, "open"),
		.fill = attr(b, node, "fill"),
		.color = attr(b, node, "color"),
		.format = attr(b, node, "format"),
	};
	const char *name = attr(b, node, "name");

	if (name == NULL || b->n_styles == MAX_STYLES)
		return err_set(err, ERR_INPUT, "WORKBOOK-1", "%s: bad style",
			b->made_by);
	if (xlsx_add_style(b->xlsx, &s, err) != b->n_styles + 1)
		return -1;
	b->styles[b->n_styles].name = xstrdup(name);
	b->styles[b->n_styles].is_open = s.open;
	b->styles[b->n_styles++].size = s.wrap ? s.size : 0;
	return 0;
}

/* The number of a named style, 0 for no name, -1 for one nobody knows. */
static int
find_style(struct book *b, const xmlNode *node, struct error *err)
{
	const char *name = attr(b, node, "style");

	if (name == NULL)
		return 0;
	for (int i = 0; i < b->n_styles; i++) {
		if (strcmp(b->styles[i].name, name) == 0)
			return i + 1;
	}
	return err_set(err, ERR_INPUT, "WORKBOOK-2", "%s: no style '%s'",
		b->made_by, name);
}

/* Lines that a text takes at this many half-width letters a line: Chinese
 * letters are twice as wide as the others. */
static long
count_lines(const char *text, double letters)
{
	long lines = 1;
	double used = 0;

	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;
		double width = c >= 0xe0 ? 2 : (c & 0xc0) == 0x80 ? 0 : 1;

		if (used + width > letters || c == '\n') {
			lines++;
			used = 0;
		}
		if (c != '\n')
			used += width;
	}
	return lines;
}

/* A cell as the tree has it. */
struct cell {
	const char *text;
	long column, span;
	int style;
	bool is_text, is_number, is_mark;
};

static int
read_cell(
	struct book *b, const xmlNode *node, struct cell *c, struct error *err)
{
	const char *type = attr(b, node, "type");

	c->text = xml_text(b->arena, node);
	c->span = xml_attr_int(node, "span", 1);
	c->is_number = type != NULL && strcmp(type, "number") == 0 &&
		*c->text != '\0';
	c->is_text = type == NULL;
	c->is_mark = type != NULL && strcmp(type, "mark") == 0;
	c->style = find_style(b, node, err);
	return c->style < 0 ? -1 : 0;
}

static int
put_cell(struct book *b, const struct cell *c, struct error *err)
{
	const struct xlsx_place at = { b->rows, c->column, c->span, c->style };

	if (c->is_number)
		return xlsx_put_number(
			b->xlsx, &at, strtod(c->text, NULL), err);
	return xlsx_put_text(b->xlsx, &at, c->text, err);
}

/* Not every program finds the height of wrapped text by itself. */
static double
height_of(const struct book *b, const struct cell *c)
{
	double size = c->style > 0 ? b->styles[c->style - 1].size : 0;
	double letters;
	long n;

	if (size <= 0 || c->span > 1 || *c->text == '\0')
		return 0;
	letters = b->widths[c->column] * 11 / size - 1;
	n = count_lines(c->text, letters);
	return n > 1 ? (double)n * size * 1.5 + 4 : 0;
}

/* The mark of a row that comes home (worklist.h). */
static void
set_mark(struct book *b, struct cell *cells, int n)
{
	const char *texts[MAX_COLUMNS];
	char mark[WORKLIST_MARK];
	size_t k = 0;

	for (int i = 0; i < n; i++) {
		const struct cell *c = &cells[i];

		if (c->is_text &&
			(c->style == 0 || !b->styles[c->style - 1].is_open))
			texts[k++] = c->text;
	}
	worklist_mark(texts, k, mark);
	cells[n].text = arena_strdup(b->arena, mark);
}

static int
put_row(struct book *b, const xmlNode *row, struct error *err)
{
	double fixed = decimal(b, row, "height");
	double height = decimal(b, row, "min-height");
	struct cell cells[MAX_COLUMNS];
	long column = 0;
	int n = 0;

	for (xmlNodePtr node = xml_first(row, "cell"); node != NULL;
		node = xml_next(node, "cell"), n++) {
		if (column >= MAX_COLUMNS)
			return err_set(err, ERR_INPUT, "WORKBOOK-3",
				"%s: too many columns", b->made_by);
		if (read_cell(b, node, &cells[n], err) != 0)
			return -1;
		if (cells[n].is_mark)
			set_mark(b, cells, n);
		cells[n].column = column;
		column += cells[n].span;
		if (height_of(b, &cells[n]) > height)
			height = height_of(b, &cells[n]);
	}
	if (height > MAX_HEIGHT)
		height = MAX_HEIGHT;
	if (fixed > 0)
		height = fixed;
	if (height > 0 && xlsx_set_height(b->xlsx, b->rows, height, err) != 0)
		return -1;
	for (int i = 0; i < n; i++) {
		if (put_cell(b, &cells[i], err) != 0)
			return -1;
	}
	if (b->rows > 0 && b->n_breaks < MAX_BREAKS && yes(b, row, "new-page"))
		b->breaks[b->n_breaks++] = (uint32_t)b->rows;
	b->rows++;
	return 0;
}

static int
put_columns(struct book *b, const xmlNode *sheet, struct error *err)
{
	long i = 0;

	for (xmlNodePtr c = xml_first(sheet, "column"); c != NULL;
		c = xml_next(c, "column"), i++) {
		double width = decimal(b, c, "width");
		int style = find_style(b, c, err);

		if (i < MAX_COLUMNS)
			b->widths[i] = width;
		if (style < 0 ||
			xlsx_set_column(b->xlsx, i, width, style, err) != 0)
			return -1;
	}
	return 0;
}

/* Begin a sheet as b->sheet says, or another one of its make. */
static int
begin_sheet(struct book *b, struct error *err)
{
	struct xlsx_sheet s = {
		.name = sheet_names_next(&b->names, b->name, &b->copies),
		.landscape = yes(b, b->sheet, "landscape"),
		.freeze_rows = xml_attr_int(b->sheet, "freeze-rows", 0),
		.freeze_columns = xml_attr_int(b->sheet, "freeze-columns", 0),
		.repeat_rows = xml_attr_int(b->sheet, "repeat-rows", 0),
		.footer = attr(b, b->sheet, "footer"),
		.own_pages = yes(b, b->sheet, "own-pages"),
		.is_locked = yes(b, b->sheet, "locked"),
		.is_hidden = yes(b, b->sheet, "hidden"),
	};
	int rc;

	b->rows = 0;
	b->n_breaks = 0;
	rc = xlsx_add_sheet(b->xlsx, &s, err);
	if (rc != 0 || put_columns(b, b->sheet, err) != 0)
		return -1;
	for (xmlNodePtr r = xml_first(b->sheet, "row"); r != NULL;
		r = xml_next(r, "row")) {
		if (put_row(b, r, err) != 0)
			return -1;
	}
	return 0;
}

static int
add_choice(struct book *b, const xmlNode *choice, struct error *err)
{
	long column = xml_attr_int(choice, "column", 1) - 1;
	long first = xml_attr_int(choice, "from-row", 1) - 1;
	char *items[MAX_ITEMS + 1] = { 0 };
	size_t n = 0;
	int rc;

	if (first >= b->rows)
		return 0;
	for (xmlNodePtr i = xml_first(choice, "item");
		i != NULL && n < MAX_ITEMS; i = xml_next(i, "item"))
		items[n++] = xstrdup(xml_text(b->arena, i));
	rc = xlsx_add_list(b->xlsx, column, first, b->rows - 1, items, err);
	while (n > 0)
		free(items[--n]);
	return rc;
}

static long
count_columns(const xmlNode *sheet)
{
	long n = 0;

	for (xmlNodePtr c = xml_first(sheet, "column"); c != NULL;
		c = xml_next(c, "column"))
		n++;
	return n;
}

/* What needs the number of the last row. */
static int
end_sheet(struct book *b, struct error *err)
{
	long filter, area;

	if (b->sheet == NULL)
		return 0;
	filter = xml_attr_int(b->sheet, "filter-row", 0);
	area = xml_attr_int(b->sheet, "print-columns", 0);
	if (filter > 0 && filter <= b->rows &&
		xlsx_add_filter(b->xlsx, filter - 1, b->rows - 1,
			count_columns(b->sheet), err) != 0)
		return -1;
	if (area > 0 && b->rows > 0 &&
		xlsx_set_print_area(b->xlsx, b->rows - 1, area, err) != 0)
		return -1;
	b->breaks[b->n_breaks] = 0;
	if (b->n_breaks > 0 && xlsx_set_breaks(b->xlsx, b->breaks, err) != 0)
		return -1;
	for (xmlNodePtr c = xml_first(b->sheet, "choice"); c != NULL;
		c = xml_next(c, "choice")) {
		if (add_choice(b, c, err) != 0)
			return -1;
	}
	return 0;
}

/* No room in the open sheet for another row, or for the page it begins. */
static bool
is_full(struct book *b, const xmlNode *row)
{
	return b->rows == b->rows_limit ||
		(b->n_breaks == MAX_BREAKS && yes(b, row, "new-page"));
}

/* The rows of a sheet but for the first ones. */
static int
go_on(struct book *b, const xmlNode *sheet, long skip, struct error *err)
{
	for (xmlNodePtr r = xml_first(sheet, "row"); r != NULL;
		r = xml_next(r, "row")) {
		if (skip-- > 0)
			continue;
		if (is_full(b, r) &&
			(end_sheet(b, err) != 0 || begin_sheet(b, err) != 0))
			return -1;
		if (put_row(b, r, err) != 0)
			return -1;
	}
	return 0;
}

/* What another sheet of its make needs: all but the rows that are not
 * repeated. */
static xmlNodePtr
copy_make(xmlNodePtr sheet)
{
	long rows = xml_attr_int(sheet, "repeat-rows", 0);
	xmlNodePtr copy = xmlCopyNode(sheet, 2);

	for (xmlNodePtr n = sheet->children; n != NULL; n = n->next) {
		if (!xml_is(n, "row") || rows-- > 0)
			xmlAddChild(copy, xmlCopyNode(n, 1));
	}
	return copy;
}

static int
add_sheet(struct book *b, xmlNodePtr sheet, struct error *err)
{
	const char *name = attr(b, sheet, "name");

	if (name == NULL)
		return err_set(err, ERR_INPUT, "WORKBOOK-4",
			"%s: nameless sheet", b->made_by);
	if (b->name != NULL && strcmp(b->name, name) == 0)
		return go_on(b, sheet, 0, err);
	if (end_sheet(b, err) != 0)
		return -1;
	xmlFreeNode(b->sheet);
	free(b->name);
	b->sheet = copy_make(sheet);
	b->name = xstrdup(name);
	b->copies = 0;
	if (begin_sheet(b, err) != 0)
		return -1;
	return go_on(b, sheet, b->rows, err);
}

int
book_add(struct book *b, struct _xmlDoc *doc, struct error *err)
{
	xmlNodePtr root = xml_root(doc);
	int rc = 0;

	b->arena = arena_new();
	if (root == NULL || !xml_is(root, "book"))
		rc = err_set(err, ERR_INPUT, "WORKBOOK-5", "%s: not a workbook",
			b->made_by);
	else if (b->xlsx == NULL)
		rc = open_book(b, root, err);
	for (xmlNodePtr s = rc == 0 ? xml_first(root, "style") : NULL;
		s != NULL && rc == 0; s = xml_next(s, "style"))
		rc = add_style(b, s, err);
	for (xmlNodePtr s = rc == 0 ? xml_first(root, "sheet") : NULL;
		s != NULL && rc == 0; s = xml_next(s, "sheet"))
		rc = add_sheet(b, s, err);
	arena_free(b->arena);
	b->arena = NULL;
	return rc;
}

int
book_finish(struct book *b, struct error *err)
{
	struct xlsx *x = b->xlsx;
	int rc;

	if (x == NULL)
		return err_set(err, ERR_INPUT, "WORKBOOK-6",
			"%s: empty workbook", b->made_by);
	b->arena = arena_new();
	rc = end_sheet(b, err);
	b->xlsx = NULL;
	if (rc == 0)
		return xlsx_close(x, err);
	xlsx_abort(x);
	return -1;
}
