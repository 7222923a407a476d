/*
 * Ledgers as a workbook: sheets of records, and what explains them.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xlsx.h"
#include "report/ledger-cells.h"
#include "report/ledger-header.h"
#include "schema/codes.h"

#define HEAD_ROW 2 /* above it: the title, and what helps */
#define FIRST_ROW 3
#define BLANK_ROWS 20 /* with lines, so that a printed page is a form */
#define FONT "宋体"

/* The sheets that are not records. */
#define GUIDE "填写说明"
#define HEADERS "文件信息"
#define LISTS "代码表"

struct made {
	const struct ledger_opts *o;
	struct xlsx *x;
	struct ledger_form form;
	struct ledger_header header;
	struct ledger_lists lists;
	int styles[LEDGER_STYLES];
	long *rows; /* of each sheet of the form */
	struct strbuf text;
};

static int
add_styles(struct made *m, struct error *err)
{
	static const char *const formats[] = { [LEDGER_TEXT] = "@",
		[LEDGER_DAY] = "yyyy-mm-dd",
		[LEDGER_WHOLE] = "0",
		[LEDGER_DECIMAL] = "0.00" };
	static const struct xlsx_style fixed[] = {
		[LEDGER_TITLE] = { .font = FONT, .size = 14, .bold = true },
		[LEDGER_HELP] = { .font = FONT,
			.size = 8,
			.wrap = true,
			.border = true,
			.top = true,
			.color = "595F69" },
		[LEDGER_HEAD] = { .font = FONT,
			.size = 10,
			.bold = true,
			.wrap = true,
			.border = true,
			.centre = true,
			.fill = "EEF1F5" },
		[LEDGER_NEEDED] = { .font = FONT,
			.size = 10,
			.bold = true,
			.wrap = true,
			.border = true,
			.centre = true,
			.fill = "FBE3D6" },
		[LEDGER_PLAIN] = { .font = FONT, .size = 10, .wrap = true },
		[LEDGER_LINK] = { .font = FONT,
			.size = 10,
			.border = true,
			.color = "1F5FA8" },
		[LEDGER_LINED] = { .font = FONT,
			.size = 10,
			.wrap = true,
			.border = true },
	};

	for (int i = 0; i < LEDGER_STYLES; i++) {
		struct xlsx_style s = {
			.font = FONT, .size = 10, .border = i < LEDGER_BARE
		};

		if (i < LEDGER_FORMATS * 2 || i >= LEDGER_BARE)
			s.format = formats[i < LEDGER_BARE ? i % LEDGER_FORMATS
							   : i - LEDGER_BARE];
		if (i >= LEDGER_FORMATS && i < LEDGER_FORMATS * 2) {
			s.color = "8A929C";
			s.fill = "F4F4F4";
		}
		if (i >= LEDGER_FORMATS * 2 && i < LEDGER_BARE)
			s = fixed[i];
		m->styles[i] = xlsx_add_style(m->x, &s, err);
		if (m->styles[i] < 0)
			return -1;
	}
	return 0;
}

static int
put(struct made *m, long row, long column, int style, const char *text,
	struct error *err)
{
	const struct xlsx_place at = {
		.row = row, .column = column, .style = m->styles[style]
	};

	return xlsx_put_text(m->x, &at, text, err);
}

static int
put_number(struct made *m, long row, long column, int style, double number,
	struct error *err)
{
	const struct xlsx_place at = {
		.row = row, .column = column, .style = m->styles[style]
	};

	return xlsx_put_number(m->x, &at, number, err);
}

static int
put_cell(struct made *m, long row, long column, int style,
	const struct ledger_cell *cell, struct error *err)
{
	if (cell->what == CELL_NUMBER)
		return put_number(m, row, column, style, cell->number, err);
	if (cell->what == CELL_DAY)
		return put_number(
			m, row, column, style, XLSX_DAY(cell->number), err);
	return put(m, row, column, style,
		cell->what == CELL_TEXT ? cell->text : "", err);
}

/* Column 0 counts the rows; a sheet's own come behind it. */
static int
begin_sheet(struct made *m, const char *title, const char *above,
	const struct ledger_column *columns, size_t n, struct error *err)
{
	double width = LEDGER_COUNT_WIDTH, height = 12;
	struct xlsx_sheet sheet = { .name = title,
		.landscape = true,
		.freeze_rows = FIRST_ROW,
		.freeze_columns = 2,
		.repeat_rows = FIRST_ROW,
		.footer = "&C&A  &P / &N" };

	for (size_t i = 0; i < n; i++)
		width += ledger_width(&columns[i], m->o->codes);
	if (width > LEDGER_PAGE_WIDTH) {
		sheet.own_pages = true;
		sheet.repeat_columns = 2;
	}
	if (xlsx_add_sheet(m->x, &sheet, err) != 0 ||
		xlsx_set_column(m->x, 0, LEDGER_COUNT_WIDTH, 0, err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		double w = ledger_width(&columns[i], m->o->codes), h;

		ledger_help(&m->text, &columns[i], m->o->lang);
		h = ledger_height(m->text.data, w);
		height = h > height ? h : height;
		if (xlsx_set_column(m->x, (long)i + 1, w,
			    m->styles[LEDGER_BARE + ledger_format(&columns[i])],
			    err) != 0)
			return -1;
	}
	if (put(m, 0, 0, LEDGER_TITLE, above, err) != 0 ||
		xlsx_set_height(m->x, 1, height, err) != 0)
		return -1;
	return 0;
}

/* What helps, the header, and what may be typed. */
static int
put_head(struct made *m, const struct ledger_column *columns, size_t n,
	struct error *err)
{
	if (put(m, 1, 0, LEDGER_HELP, _("may stay blank"), err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		ledger_help(&m->text, &columns[i], m->o->lang);
		if (put(m, 1, (long)i + 1, LEDGER_HELP, m->text.data, err) != 0)
			return -1;
	}
	if (put(m, HEAD_ROW, 0, LEDGER_HEAD, "序号", err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		if (put(m, HEAD_ROW, (long)i + 1,
			    columns[i].required ? LEDGER_NEEDED : LEDGER_HEAD,
			    columns[i].title, err) != 0)
			return -1;
	}
	for (size_t i = 0; i < n; i++) {
		struct xlsx_rule rule;
		char *range;
		int rc;

		ledger_help(&m->text, &columns[i], m->o->lang);
		rule = ledger_rule(
			&columns[i], &m->lists, m->o->codes, LISTS, &range);
		rule.title = columns[i].title;
		rule.prompt = m->text.data;
		rule.refusal = _("This is not what the column takes: see the "
				 "line above its title.");
		rc = xlsx_add_rule(m->x, (long)i + 1, FIRST_ROW, &rule, err);
		free(range);
		if (rc != 0)
			return -1;
	}
	return 0;
}

static int
put_example(struct made *m, const struct ledger_column *columns, size_t n,
	struct error *err)
{
	if (put(m, FIRST_ROW, 0, LEDGER_FORMATS, "示例（不导入）", err) != 0)
		return -1;
	for (size_t i = 0; i < n; i++) {
		struct ledger_cell cell;

		ledger_cell_of(&cell, &m->text, &columns[i],
			ledger_example(&columns[i]), m->o->codes);
		if (put_cell(m, FIRST_ROW, (long)i + 1,
			    LEDGER_FORMATS + ledger_format(&columns[i]), &cell,
			    err) != 0)
			return -1;
	}
	return 0;
}

static int
put_blanks(struct made *m, const struct ledger_column *columns, size_t n,
	struct error *err)
{
	for (long row = FIRST_ROW + 1; row <= FIRST_ROW + BLANK_ROWS; row++) {
		for (size_t i = 0; i <= n; i++) {
			int style = i == 0 ? LEDGER_WHOLE
					   : ledger_format(&columns[i - 1]);

			if (put(m, row, (long)i, style, "", err) != 0)
				return -1;
		}
	}
	return 0;
}

static int
put_row(struct made *m, const struct ledger_sheet *s, struct ledger_rows *rows,
	long row, struct error *err)
{
	if (row >= (long)XLSX_ROWS)
		return err_set(err, ERR_INPUT, "LEDGER-1",
			"%s: more rows than a sheet can hold; choose one "
			"document with --document",
			s->title);
	if (put_number(m, row, 0, LEDGER_WHOLE, (double)(row - HEAD_ROW),
		    err) != 0)
		return -1;
	for (size_t i = 0; i < s->n; i++) {
		struct ledger_cell cell;

		ledger_rows_cell(rows, i, m->o->codes, &cell);
		if (put_cell(m, row, (long)i + 1, ledger_format(&s->columns[i]),
			    &cell, err) != 0)
			return -1;
	}
	return 0;
}

/* Numbers of rows in the database, in their order: where each is, is its 序号
 * in the sheet. */
struct numbers {
	int64_t *rows;
	size_t n, cap;
};

static void
add_number(struct numbers *list, int64_t row)
{
	if (list->n == list->cap) {
		list->cap = list->cap > 0 ? list->cap * 2 : 64;
		list->rows = xreallocarray(
			list->rows, list->cap, sizeof *list->rows);
	}
	list->rows[list->n++] = row;
}

static int
by_number(const void *a, const void *b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static size_t
place_of(const struct numbers *list, int64_t row)
{
	const int64_t *at = bsearch(
		&row, list->rows, list->n, sizeof row, by_number);

	return at != NULL ? (size_t)(at - list->rows) + 1 : 0;
}

/* Where an id stands in several rows, the number of the row tells which. */
static int
list_parents(struct made *m, const struct ledger_sheet *s,
	const struct ledger_choice *choice, struct numbers *parents,
	struct error *err)
{
	struct ledger_sheet above = { .kind = s->kind,
		.element = s->element->parent };
	struct ledger_rows *rows = NULL;
	bool ambiguous;
	int rc;

	if (s->element->parent == NULL)
		return 0;
	if (ledger_rows_ambiguous(&ambiguous, m->o->db, s, choice, err) != 0)
		return -1;
	if (!ambiguous)
		return 0;
	if (ledger_rows_open(&rows, m->o->db, &above, choice, err) != 0)
		return -1;
	while ((rc = ledger_rows_next(rows, err)) == 1)
		add_number(parents, ledger_rows_row(rows));
	ledger_rows_free(rows);
	return rc;
}

static int
put_rows(struct made *m, const struct ledger_sheet *s, struct error *err)
{
	const struct ledger_choice choice = { .document = m->o->document,
		.prefix = ledger_prefix(m->o, s->kind) };
	struct numbers parents = { 0 };
	struct ledger_rows *rows = NULL;
	long row = FIRST_ROW;
	int rc = list_parents(m, s, &choice, &parents, err);

	if (rc == 0 && parents.n > 0)
		rc = put(m, HEAD_ROW, (long)s->n + 1, LEDGER_HEAD, "所属序号",
			err);
	if (rc == 0)
		rc = ledger_rows_open(&rows, m->o->db, s, &choice, err);
	while (rc == 0 && (rc = ledger_rows_next(rows, err)) == 1) {
		rc = put_row(m, s, rows, row, err);
		if (rc == 0 && parents.n > 0)
			rc = put_number(m, row, (long)s->n + 1, LEDGER_WHOLE,
				(double)place_of(
					&parents, ledger_rows_parent(rows)),
				err);
		row++;
	}
	ledger_rows_free(rows);
	free(parents.rows);
	m->rows[s - m->form.sheets] = row - FIRST_ROW;
	return rc;
}

static int
put_sheet(struct made *m, const struct ledger_sheet *s, struct error *err)
{
	if (begin_sheet(m, s->title, s->title, s->columns, s->n, err) != 0 ||
		put_head(m, s->columns, s->n, err) != 0)
		return -1;
	if (m->o->db != NULL)
		return put_rows(m, s, err);
	if (put_example(m, s->columns, s->n, err) != 0)
		return -1;
	return put_blanks(m, s->columns, s->n, err);
}

/* A row a kind: blank ledgers name the kind and leave the rest to be filled
 * in. The first column is the kind; the others follow. */
static int
put_headers(struct made *m, struct error *err)
{
	char zh[] = "按“填写说明”中的名称";
	char en[] = "as the sheet 填写说明 calls it";
	const struct hint hint = { .note = { zh, en },
		.example = m->o->kinds[0]->root->label[0] };
	struct ledger_header *h = &m->header;
	size_t n = h->n + 1;
	struct ledger_column *columns = xcalloc(n, sizeof *columns);
	long row = FIRST_ROW;
	int rc;

	columns[0] = (struct ledger_column){
		.title = "文件种类", .hint = &hint, .required = true
	};
	for (size_t i = 0; i < h->n; i++)
		columns[i + 1] = h->columns[i];
	rc = begin_sheet(m, HEADERS, HEADERS, columns, n, err);
	if (rc == 0)
		rc = put_head(m, columns, n, err);
	if (rc == 0 && m->o->db == NULL)
		rc = put_example(m, columns, n, err);
	row += m->o->db == NULL;
	for (size_t k = 0; rc == 0 && k < m->o->nkinds; k++, row++) {
		rc = put(m, row, 1, LEDGER_TEXT, m->o->kinds[k]->root->label[0],
			err);
		for (size_t i = 0; rc == 0 && i < h->n; i++) {
			struct ledger_cell cell;

			ledger_cell_of(&cell, &m->text, &h->columns[i],
				h->values[k * h->n + i], m->o->codes);
			rc = put_cell(m, row, (long)i + 2,
				ledger_format(&h->columns[i]), &cell, err);
		}
	}
	free(columns);
	return rc;
}

/* A list a column, its title on top. */
static int
put_lists(struct made *m, struct error *err)
{
	const struct xlsx_sheet sheet = { .name = LISTS,
		.landscape = true,
		.freeze_rows = 1,
		.repeat_rows = 1,
		.own_pages = true,
		.footer = "&C&A  &P / &N" };
	size_t most = 0;

	if (xlsx_add_sheet(m->x, &sheet, err) != 0)
		return -1;
	for (size_t i = 0; i < m->lists.n; i++) {
		size_t n;

		codes_items(m->lists.items[i], &n);
		most = n > most ? n : most;
		if (xlsx_set_column(m->x, (long)i,
			    ledger_list_width(m->lists.items[i]), 0,
			    err) != 0 ||
			put(m, 0, (long)i, LEDGER_HEAD,
				codes_title(m->lists.items[i], 0), err) != 0)
			return -1;
	}
	for (size_t row = 0; row < most; row++) {
		for (size_t i = 0; i < m->lists.n; i++) {
			size_t n;
			const struct code *items = codes_items(
				m->lists.items[i], &n);

			if (row < n &&
				put(m, (long)row + 1, (long)i, LEDGER_TEXT,
					items[row].label[0] != NULL
						? items[row].label[0]
						: items[row].code,
					err) != 0)
				return -1;
		}
	}
	return 0;
}

static int
put_guide_head(struct made *m, long *row, struct error *err)
{
	const char *const lines[] = {
		_("In every sheet row 3 holds the titles, row 2 says how to "
		  "fill in each column, and row 4 is an example in grey, "
		  "which is not read. Titles with a red ground must be filled "
		  "in."),
		_("First fill in the sheet 文件信息: year, division code and "
		  "date of export of each kind of document."),
		_("In a sheet 甲-乙 the second column is the id of the record "
		  "of 甲 to which the row belongs."),
		_("A kind of document of which no sheet holds a row counts as "
		  "not handed in. Sheets that are not needed may stay blank."),
		_("Keep identity numbers, phones, accounts and codes as text: "
		  "the cells are set to it."),
		_("Then: hecha audit PLAN.xml ledgers.xlsx -o DIR"),
	};
	const struct xlsx_sheet sheet = { .name = GUIDE,
		.footer = "&C&P / &N" };
	static const double widths[] = { 36, 30, 50, 10 };

	if (xlsx_add_sheet(m->x, &sheet, err) != 0)
		return -1;
	for (int i = 0; i < 4; i++) {
		if (xlsx_set_column(m->x, i, widths[i], 0, err) != 0)
			return -1;
	}
	if (put(m, 0, 0, LEDGER_TITLE, _("Ledgers: how to fill them in"),
		    err) != 0)
		return -1;
	*row = 1;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++, ++*row) {
		const struct xlsx_place at = {
			.row = *row, .span = 4, .style = m->styles[LEDGER_PLAIN]
		};

		if (xlsx_set_height(m->x, *row, 28, err) != 0 ||
			xlsx_put_text(m->x, &at, lines[i], err) != 0)
			return -1;
	}
	return 0;
}

/* One line of the list of sheets, which leads to it. */
static int
put_guide_line(struct made *m, long row, const struct ledger_sheet *s,
	struct error *err)
{
	const struct xlsx_place at = { .row = row,
		.style = m->styles[LEDGER_LINK] };
	const char *note = s->element->hint.note[m->o->lang];

	if (xlsx_put_link(m->x, &at, s->title, s->title, err) != 0 ||
		put(m, row, 1, LEDGER_LINED, s->kind->root->label[0], err) !=
			0 ||
		put(m, row, 2, LEDGER_LINED, note != NULL ? note : "", err) !=
			0)
		return -1;
	return 0;
}

static int
put_guide(struct made *m, struct error *err)
{
	const struct xlsx_place headers = { .style = m->styles[LEDGER_LINK] };
	struct xlsx_place at = headers;
	const char *const titles[] = { _("Sheet"), _("Kind of document"),
		_("What it holds") };
	long row;

	if (put_guide_head(m, &row, err) != 0)
		return -1;
	for (int i = 0; i < 3; i++) {
		if (put(m, row, i, LEDGER_HEAD, titles[i], err) != 0)
			return -1;
	}
	at.row = ++row;
	if (xlsx_put_link(m->x, &at, HEADERS, HEADERS, err) != 0 ||
		put(m, row, 1, LEDGER_LINED, "", err) != 0 ||
		put(m, row, 2, LEDGER_LINED,
			_("year, division and date of each kind of document"),
			err) != 0)
		return -1;
	for (size_t i = 0; i < m->form.n; i++) {
		if (put_guide_line(m, ++row, &m->form.sheets[i], err) != 0)
			return -1;
	}
	return 0;
}

static void
collect_lists(struct made *m)
{
	for (size_t i = 0; i < m->header.n; i++)
		ledger_lists_add(&m->lists, &m->header.columns[i], m->o->codes);
	for (size_t i = 0; i < m->form.n; i++) {
		for (size_t k = 0; k < m->form.sheets[i].n; k++)
			ledger_lists_add(&m->lists,
				&m->form.sheets[i].columns[k], m->o->codes);
	}
}

static int
put_all(struct made *m, struct error *err)
{
	if (add_styles(m, err) != 0 || put_guide(m, err) != 0 ||
		put_headers(m, err) != 0)
		return -1;
	for (size_t i = 0; i < m->form.n; i++) {
		if (put_sheet(m, &m->form.sheets[i], err) != 0)
			return -1;
	}
	return put_lists(m, err);
}

static int
write_book(struct made *m, const char *path, const char *dir, struct error *err)
{
	/* The same bytes at any time: made on the first day of 2000. */
	const struct xlsx_opts opts = {
		.title = "台账", .created = 946684800, .tmpdir = dir
	};

	if (xlsx_open(&m->x, path, &opts, err) != 0)
		return -1;
	if (put_all(m, err) != 0) {
		xlsx_abort(m->x);
		return -1;
	}
	return xlsx_close(m->x, err);
}

int
ledger_write(const char *path, const struct ledger_opts *o, struct error *err)
{
	struct made m = { .o = o };
	char *dir = NULL, *book = NULL;
	int rc = -1;

	if (access(path, F_OK) == 0)
		return err_set(err, ERR_USAGE, "LEDGER-2",
			"%s is there already; it is left as it is: give "
			"another name with -o",
			path);
	if (ledger_form_make(&m.form, o->kinds, o->nkinds, err) != 0 ||
		ledger_header_make(&m.header, o, err) != 0)
		goto out;
	m.rows = xcalloc(m.form.n + 1, sizeof *m.rows);
	collect_lists(&m);
	dir = file_work_dir(path, err);
	if (dir == NULL)
		goto out;
	book = xasprintf("%s/ledgers.xlsx", dir);
	rc = write_book(&m, book, dir, err);
	if (rc == 0)
		rc = file_commit(book, path, err);
	for (size_t i = 0; rc == 0 && o->tell != NULL && i < m.form.n; i++)
		o->tell(o->arg, m.form.sheets[i].title, m.rows[i]);
out:
	file_remove_dir(dir);
	free(book);
	free(dir);
	free(m.rows);
	free(m.lists.items);
	strbuf_clear(&m.text);
	ledger_header_clear(&m.header);
	ledger_form_clear(&m.form);
	return rc;
}
