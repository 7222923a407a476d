/*
 * libxlsxwriter behind one door: constant memory, text as text, same bytes.
 */
#include "config.h"
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xlsx.h"
#include "lib/zipfile.h"

#define MAX_STYLES 32

#ifdef __SANITIZE_ADDRESS__
/* libxlsxwriter 1.1.4 never frees the range of a list of choices, some twenty
 * bytes a column. */
const char *__lsan_default_suppressions(void);
const char *
__lsan_default_suppressions(void)
{
	return "leak:lxw_strdup\n";
}
#endif

struct xlsx {
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_format *styles[MAX_STYLES];
	int n_styles;
	char *path;
};

static int
check(struct xlsx *x, lxw_error rc, struct error *err)
{
	if (rc == LXW_NO_ERROR)
		return 0;
	return err_set(err, ERR_SYSTEM, "XLSX-1", "%s: workbook: %s", x->path,
		lxw_strerror(rc));
}

static char *
editable(const char *s)
{
	return xstrdup(s != NULL ? s : "");
}

static int
set_properties(struct xlsx *x, const struct xlsx_opts *o, struct error *err)
{
	char *title = editable(o->title), *subject = editable(o->subject);
	char *author = editable(o->author);
	lxw_doc_properties p = {
		.title = title,
		.subject = subject,
		.author = author,
		.created = (time_t)o->created,
	};
	int rc = check(x, workbook_set_properties(x->book, &p), err);

	free(title);
	free(subject);
	free(author);
	return rc;
}

int
xlsx_open(struct xlsx **out, const char *path, const struct xlsx_opts *o,
	struct error *err)
{
	struct xlsx *x = xcalloc(1, sizeof *x);
	char *tmpdir = editable(o->tmpdir);
	lxw_workbook_options opts = {
		.constant_memory = LXW_TRUE,
		.tmpdir = tmpdir,
	};

	*out = NULL;
	x->path = xstrdup(path);
	x->book = workbook_new_opt(path, &opts);
	free(tmpdir);
	if (x->book == NULL)
		err_set(err, ERR_SYSTEM, "XLSX-2",
			"%s: cannot begin a workbook", path);
	if (x->book == NULL || set_properties(x, o, err) != 0) {
		xlsx_abort(x);
		return -1;
	}
	*out = x;
	return 0;
}

void
xlsx_abort(struct xlsx *x)
{
	if (x == NULL)
		return;
	if (x->book != NULL)
		lxw_workbook_free(x->book);
	free(x->path);
	free(x);
}

/* The library never asks whether its files took what it wrote. Of each, the
 * rows of a sheet and every part, it goes back to the begin to read it, and
 * comes by here: what the program has goes before what the system has. */
static _Thread_local bool is_cut;

void
rewind(FILE *f)
{
	if (ferror(f) || fseek(f, 0, SEEK_SET) != 0)
		is_cut = true;
	clearerr(f);
}

/* What a part of the workbook begins and ends with. */
struct ends {
	const char *path;
	char head[1024], tail[64];
	size_t nhead, ntail;
};

/* Does the part end with the end of its root element? */
static bool
is_whole(const struct ends *e)
{
	const char *root = e->head;
	char end[64];
	size_t n;

	while ((root = strchr(root, '<')) != NULL &&
		(root[1] == '?' || root[1] == '!'))
		root++;
	if (root == NULL)
		return false;
	n = strcspn(root + 1, " />\r\n\t");
	snprintf(end, sizeof end, "</%.*s>", (int)(n < 50 ? n : 50), root + 1);
	n = strlen(end);
	if (e->ntail >= n && memcmp(e->tail + e->ntail - n, end, n) == 0)
		return true;
	/* an element without content */
	return e->ntail >= 2 && memcmp(e->tail + e->ntail - 2, "/>", 2) == 0 &&
		strchr(root + 1, '<') == NULL;
}

static int
look_at_ends(void *arg, const char *name, const void *bytes, size_t n,
	struct error *err)
{
	struct ends *e = arg;
	const char *s = bytes;
	size_t more = sizeof e->head - 1 - e->nhead, last;

	if (n == 0) {
		bool whole;

		while (e->ntail > 0 && strchr("\r\n", e->tail[e->ntail - 1]))
			e->ntail--;
		whole = is_whole(e);
		e->nhead = e->ntail = 0;
		e->head[0] = '\0';
		return whole ? 0
			     : err_set(err, ERR_SYSTEM, "XLSX-9",
				       "%s: %s of the workbook is not whole",
				       e->path, name);
	}
	more = n < more ? n : more;
	memcpy(e->head + e->nhead, s, more);
	e->nhead += more;
	e->head[e->nhead] = '\0';
	last = n < sizeof e->tail ? n : sizeof e->tail;
	if (e->ntail + last > sizeof e->tail) {
		size_t keep = sizeof e->tail - last;

		memmove(e->tail, e->tail + e->ntail - keep, keep);
		e->ntail = keep;
	}
	memcpy(e->tail + e->ntail, s + n - last, last);
	e->ntail += last;
	return 0;
}

int
xlsx_close(struct xlsx *x, struct error *err)
{
	struct ends ends = { .path = x->path };
	lxw_workbook *book = x->book;
	int rc;

	x->book = NULL;
	is_cut = false;
	rc = check(x, workbook_close(book), err);
	if (rc == 0 && is_cut)
		rc = err_set(err, ERR_SYSTEM, "XLSX-8",
			"%s: parts of the workbook cannot be written", x->path);
	/* Read again: sums that hold, and every part with its end. */
	if (rc == 0)
		rc = zipfile_read(x->path, SIZE_MAX, look_at_ends, &ends, err);
	if (rc != 0 && err->kind == ERR_SEAL)
		err->kind = ERR_SYSTEM; /* it is the disk that is at fault */
	xlsx_abort(x);
	return rc;
}

static lxw_color_t
color_of(const char *hex)
{
	return (lxw_color_t)strtoul(hex, NULL, 16);
}

int
xlsx_add_style(
	struct xlsx *x, const struct xlsx_style *style, struct error *err)
{
	lxw_format *f = workbook_add_format(x->book);

	if (f == NULL || x->n_styles == MAX_STYLES)
		return err_set(err, ERR_SYSTEM, "XLSX-3", "%s: too many styles",
			x->path);
	if (style->font != NULL)
		format_set_font_name(f, style->font);
	if (style->size > 0)
		format_set_font_size(f, style->size);
	if (style->bold)
		format_set_bold(f);
	if (style->wrap)
		format_set_text_wrap(f);
	if (style->border) {
		format_set_border(f, LXW_BORDER_THIN);
		format_set_border_color(f, 0x8A929C);
	}
	if (style->fill != NULL)
		format_set_bg_color(f, color_of(style->fill));
	if (style->color != NULL)
		format_set_font_color(f, color_of(style->color));
	format_set_align(f, style->centre ? LXW_ALIGN_CENTER : LXW_ALIGN_LEFT);
	format_set_align(f,
		style->top ? LXW_ALIGN_VERTICAL_TOP
			   : LXW_ALIGN_VERTICAL_CENTER);
	if (style->open)
		format_set_unlocked(f);
	/* What an office types into a cell stays as it is typed. */
	format_set_num_format(
		f, style->format != NULL ? style->format : "General");
	x->styles[x->n_styles++] = f;
	return x->n_styles;
}

static lxw_format *
style_at(const struct xlsx *x, int style)
{
	return style > 0 && style <= x->n_styles ? x->styles[style - 1] : NULL;
}

int
xlsx_add_sheet(
	struct xlsx *x, const struct xlsx_sheet *sheet, struct error *err)
{
	/* Rows may be put in another order, widened, left out and added. */
	lxw_protection allowed = { .sort = 1,
		.autofilter = 1,
		.format_columns = 1,
		.format_rows = 1,
		.insert_rows = 1,
		.delete_rows = 1 };
	lxw_error rc = workbook_validate_sheet_name(x->book, sheet->name);

	if (rc != LXW_NO_ERROR)
		return check(x, rc, err);
	x->sheet = workbook_add_worksheet(x->book, sheet->name);
	if (x->sheet == NULL)
		return err_set(
			err, ERR_SYSTEM, "XLSX-4", "%s: no sheet", x->path);
	if (sheet->landscape)
		worksheet_set_landscape(x->sheet);
	worksheet_set_paper(x->sheet, 9); /* A4 */
	worksheet_set_margins(x->sheet, 0.4, 0.4, 0.5, 0.6);
	worksheet_center_horizontally(x->sheet);
	if (!sheet->own_pages)
		worksheet_fit_to_pages(x->sheet, 1, 0);
	else
		worksheet_set_print_scale(x->sheet, 76);
	if (sheet->freeze_rows > 0 || sheet->freeze_columns > 0)
		worksheet_freeze_panes(x->sheet, (lxw_row_t)sheet->freeze_rows,
			(lxw_col_t)sheet->freeze_columns);
	if (sheet->repeat_rows > 0)
		rc = worksheet_repeat_rows(
			x->sheet, 0, (lxw_row_t)(sheet->repeat_rows - 1));
	if (sheet->is_locked)
		worksheet_protect(x->sheet, NULL, &allowed);
	if (sheet->is_hidden)
		worksheet_hide(x->sheet);
	if (rc == LXW_NO_ERROR && sheet->repeat_columns > 0)
		rc = worksheet_repeat_columns(
			x->sheet, 0, (lxw_col_t)(sheet->repeat_columns - 1));
	if (rc == LXW_NO_ERROR && sheet->footer != NULL)
		rc = worksheet_set_footer(x->sheet, sheet->footer);
	return check(x, rc, err);
}

int
xlsx_set_column(
	struct xlsx *x, long column, double width, int style, struct error *err)
{
	lxw_col_t c = (lxw_col_t)column;

	return check(x,
		worksheet_set_column(x->sheet, c, c, width, style_at(x, style)),
		err);
}

int
xlsx_set_height(struct xlsx *x, long row, double height, struct error *err)
{
	return check(x,
		worksheet_set_row(x->sheet, (lxw_row_t)row, height, NULL), err);
}

/* Bytes of the first n characters. */
static size_t
utf8_prefix(const char *s, size_t n)
{
	size_t i = 0;

	for (; s[i] != '\0'; i++) {
		if (((unsigned char)s[i] & 0xc0) != 0x80 && n-- == 0)
			break;
	}
	return i;
}

int
xlsx_put_text(struct xlsx *x, const struct xlsx_place *at, const char *text,
	struct error *err)
{
	lxw_row_t r = (lxw_row_t)at->row;
	lxw_col_t c = (lxw_col_t)at->column;
	lxw_format *style = style_at(x, at->style);
	size_t fits = utf8_prefix(text, XLSX_TEXT);
	struct strbuf cut = { 0 };
	lxw_error rc;

	if (text[fits] != '\0') {
		strbuf_add(&cut, text, fits);
		strbuf_adds(&cut, "…");
		text = cut.data;
	}
	if (at->span > 1)
		rc = worksheet_merge_range(x->sheet, r, c, r,
			(lxw_col_t)(at->column + at->span - 1), text, style);
	else if (*text == '\0')
		rc = worksheet_write_blank(x->sheet, r, c, style);
	else
		rc = worksheet_write_string(x->sheet, r, c, text, style);
	strbuf_clear(&cut);
	return check(x, rc, err);
}

int
xlsx_put_number(struct xlsx *x, const struct xlsx_place *at, double number,
	struct error *err)
{
	return check(x,
		worksheet_write_number(x->sheet, (lxw_row_t)at->row,
			(lxw_col_t)at->column, number, style_at(x, at->style)),
		err);
}

int
xlsx_add_list(struct xlsx *x, long column, long first, long last, char **items,
	struct error *err)
{
	lxw_data_validation v = {
		.validate = LXW_VALIDATION_TYPE_LIST,
		/* newer versions of the library want const here */
		.value_list = (void *)items,
	};

	return check(x,
		worksheet_data_validation_range(x->sheet, (lxw_row_t)first,
			(lxw_col_t)column, (lxw_row_t)last, (lxw_col_t)column,
			&v),
		err);
}

/* At most n characters of it, the caller's; NULL stays NULL. */
static char *
shortened(const char *s, size_t n)
{
	size_t fits;
	char *cut, *whole;

	if (s == NULL)
		return NULL;
	fits = utf8_prefix(s, n);
	if (s[fits] == '\0')
		return xstrdup(s);
	cut = xstrndup(s, utf8_prefix(s, n - 1));
	whole = xasprintf("%s…", cut);
	free(cut);
	return whole;
}

int
xlsx_add_rule(struct xlsx *x, long column, long first,
	const struct xlsx_rule *rule, struct error *err)
{
	static const uint8_t types[] = {
		[XLSX_ANY] = LXW_VALIDATION_TYPE_ANY,
		[XLSX_CHOICE] = LXW_VALIDATION_TYPE_LIST_FORMULA,
		[XLSX_DATE] = LXW_VALIDATION_TYPE_DATE_NUMBER,
		[XLSX_WHOLE] = LXW_VALIDATION_TYPE_INTEGER,
		[XLSX_DECIMAL] = LXW_VALIDATION_TYPE_DECIMAL,
		[XLSX_LENGTH] = LXW_VALIDATION_TYPE_LENGTH,
	};
	char *range = xstrdup(rule->range);
	char *title = shortened(rule->title, 32);
	char *prompt = shortened(rule->prompt, 255);
	char *refusal = shortened(rule->refusal, 255);
	lxw_data_validation v = {
		.validate = types[rule->what],
		.criteria = LXW_VALIDATION_CRITERIA_BETWEEN,
		.minimum_number = rule->least,
		.maximum_number = rule->most,
		.value_formula = range,
		.input_title = title,
		.input_message = prompt,
		.error_message = refusal,
	};
	int rc = check(x,
		worksheet_data_validation_range(x->sheet, (lxw_row_t)first,
			(lxw_col_t)column, XLSX_ROWS - 1, (lxw_col_t)column,
			&v),
		err);

	free(title);
	free(prompt);
	free(refusal);
	free(range);
	return rc;
}

int
xlsx_put_link(struct xlsx *x, const struct xlsx_place *at, const char *text,
	const char *sheet, struct error *err)
{
	char *url = xasprintf("internal:'%s'!A1", sheet);
	int rc = check(x,
		worksheet_write_url_opt(x->sheet, (lxw_row_t)at->row,
			(lxw_col_t)at->column, url, style_at(x, at->style),
			text, NULL),
		err);

	free(url);
	return rc;
}

int
xlsx_add_filter(
	struct xlsx *x, long first, long last, long columns, struct error *err)
{
	return check(x,
		worksheet_autofilter(x->sheet, (lxw_row_t)first, 0,
			(lxw_row_t)last, (lxw_col_t)(columns - 1)),
		err);
}

int
xlsx_set_print_area(struct xlsx *x, long last, long columns, struct error *err)
{
	return check(x,
		worksheet_print_area(x->sheet, 0, 0, (lxw_row_t)last,
			(lxw_col_t)(columns - 1)),
		err);
}

int
xlsx_set_breaks(struct xlsx *x, uint32_t *rows, struct error *err)
{
	return check(x, worksheet_set_h_pagebreaks(x->sheet, rows), err);
}

void
xlsx_print_version(FILE *f)
{
	fprintf(f, "libxlsxwriter %s\n", LXW_VERSION);
}
