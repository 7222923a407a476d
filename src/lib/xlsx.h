#ifndef XLSX_H
#define XLSX_H

#include <stdio.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "base/errors.h"

/*
 * The only door to libxlsxwriter: a workbook written row by row, whose memory
 * does not grow with the rows. The same calls give the same bytes.
 * Rows of a sheet come in order; rows and columns are counted from 0.
 */
struct xlsx;

/* A sheet holds no more rows than this, a cell no more characters. */
#define XLSX_ROWS 1048576u
#define XLSX_TEXT 32000u
#define XLSX_NAME 31u /* units of UTF-16 in the name of a sheet */

struct xlsx_opts {
	const char *title;
	const char *subject;
	const char *author;
	int64_t created;    /* seconds since 1970, as the date of creation */
	const char *tmpdir; /* for rows not yet packed; files are 0600 */
};

struct xlsx_style {
	const char *font;
	double size;
	bool bold;
	bool wrap;
	bool border;
	bool centre;	    /* else left */
	bool top;	    /* else in the middle */
	bool open;	    /* may be written into on a sheet that is locked */
	const char *fill;   /* "EEF1F5", or NULL */
	const char *color;  /* of the text, or NULL */
	const char *format; /* of numbers: "0.00"; "@" is text; NULL: any */
};

struct xlsx_sheet {
	const char *name;
	bool landscape;
	long freeze_rows;
	long freeze_columns;
	long repeat_rows;    /* printed on top of each page */
	long repeat_columns; /* printed on the left of each page */
	const char *footer;
	bool own_pages; /* printed at full size, for xlsx_set_breaks */
	bool is_locked; /* but for open cells; without a password */
	bool is_hidden;
};

/* path exists and is overwritten (file_begin made it). */
int xlsx_open(struct xlsx **out, const char *path, const struct xlsx_opts *o,
	struct error *err);
/* Pack and finish; frees it, whatever the answer. */
int xlsx_close(struct xlsx *x, struct error *err);
void xlsx_abort(struct xlsx *x); /* NULL is fine */

/* A style's number for the calls below, where 0 is none. */
int xlsx_add_style(
	struct xlsx *x, const struct xlsx_style *style, struct error *err);
/* A new sheet, to which everything that follows goes. */
int xlsx_add_sheet(
	struct xlsx *x, const struct xlsx_sheet *sheet, struct error *err);

int xlsx_set_column(struct xlsx *x, long column, double width, int style,
	struct error *err);
int xlsx_set_height(struct xlsx *x, long row, double height, struct error *err);
/* Where and how a cell is put: over so many columns, in this style. */
struct xlsx_place {
	long row, column, span;
	int style;
};

/* Always text: never a formula, a number or a link. Longer than XLSX_TEXT is
 * cut and ends with "…". span > 1 merges cells of this row. */
int xlsx_put_text(struct xlsx *x, const struct xlsx_place *at, const char *text,
	struct error *err);
int xlsx_put_number(struct xlsx *x, const struct xlsx_place *at, double number,
	struct error *err);
/* What may be chosen in a column, from row first to last. items ends with
 * NULL; all of them together have at most 255 characters. */
int xlsx_add_list(struct xlsx *x, long column, long first, long last,
	char **items, struct error *err);

/* A day as workbooks count them; good from 1900-03-01 on. */
#define XLSX_DAY(day) ((double)((day) + 25569))

/* What may be typed into a column. */
enum xlsx_allowed {
	XLSX_ANY,
	XLSX_CHOICE, /* what the range holds: "=$A$2:$A$9" */
	XLSX_DATE,   /* least and most are XLSX_DAYs */
	XLSX_WHOLE,
	XLSX_DECIMAL,
	XLSX_LENGTH, /* a text of so many characters */
};
struct xlsx_rule {
	enum xlsx_allowed what;
	const char *range;
	double least, most;
	const char *title;   /* of the prompt, or NULL */
	const char *prompt;  /* beside the cell; both are cut where long */
	const char *refusal; /* to what is not allowed */
};
int xlsx_add_rule(struct xlsx *x, long column, long first,
	const struct xlsx_rule *rule, struct error *err);
/* Text that leads to a sheet of the same workbook. */
int xlsx_put_link(struct xlsx *x, const struct xlsx_place *at, const char *text,
	const char *sheet, struct error *err);
int xlsx_add_filter(
	struct xlsx *x, long first, long last, long columns, struct error *err);
/* Rows before which a page begins, in order, ended by 0; as many as a sheet
 * can have, and the others do without. */
int xlsx_set_breaks(struct xlsx *x, uint32_t *rows, struct error *err);
int xlsx_set_print_area(
	struct xlsx *x, long last, long columns, struct error *err);

/* Which version of the library: compiled with, and running. */
void xlsx_print_version(FILE *f);

#endif
