/*
 * Cells and rows that are not taken, and samples of those that are.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "intake/sheet-reader.h"
#include "intake/sheet-row.h"
#include "schema/fold.h"

void
sheet_ignore_row(
	struct reader *r, const struct cell *cells, size_t n, enum ignored why)
{
	r->sheet->tally.ignored[why] += sheet_count_cells(cells, n);
}

void
sheet_refuse(struct reader *r, struct refusal *refusal)
{
	refusal->sheet = r->number;
	r->sink->refused(r->arg, refusal);
}

void
sheet_refuse_row(struct reader *r, long row, uint64_t used, const char *zh,
	const char *en)
{
	struct refusal f = { .row = row, .column = -1, .text = { zh, en } };

	r->sheet->tally.refused += r->sheet->tally.used - used;
	r->sheet->tally.used = used;
	sheet_refuse(r, &f);
}

void
sheet_keep_sample(struct sheet_column *c, const char *value)
{
	bool is_code = c->meaning.fact != NULL &&
		c->meaning.fact->attribute != NULL &&
		(c->meaning.fact->attribute->list != NULL ||
			c->meaning.fact->attribute->store == STORE_BOOL);
	struct strbuf sb = { 0 };

	for (int i = 0; i < 3; i++) {
		size_t n;

		if (c->samples[i] != NULL)
			continue;
		if (is_code) {
			c->samples[i] = xstrdup(value);
			return;
		}
		n = strlen(value);
		for (size_t k = 0; k < n;) {
			unsigned ch;
			size_t len = fold_next(value + k, &ch);

			/* the first character, of long ones the last */
			if (k == 0 || (k + len >= n && n >= 8))
				strbuf_add(&sb, value + k, len);
			else
				strbuf_addc(&sb, '*');
			k += len;
		}
		c->samples[i] = strbuf_steal(&sb);
		return;
	}
}

void
sheet_refuse_cell(struct reader *r, struct sheet_column *c, long row,
	const struct cell *cell, enum cell_why why)
{
	const struct fact *f = c->meaning.fact;
	struct refusal refusal = { .row = row,
		.column = c->column,
		.title = xstrdup(c->title),
		.why = why,
		.fact = f };
	bool is_code = f->attribute != NULL &&
		(f->attribute->list != NULL ||
			f->attribute->store == STORE_BOOL);

	if (is_code)
		refusal.value = cell_shown(cell);
	c->refused++;
	r->sheet->tally.refused += cell->merged == MERGED_NOT;
	if (r->key != NULL && *r->key != '\0')
		refusal.key = xstrdup(r->key);
	sheet_refuse(r, &refusal);
}

void
sheet_refuse_column(
	struct reader *r, struct sheet_column *c, long row, bool counts)
{
	struct refusal f = { .row = row,
		.column = c->column,
		.title = xstrdup(c->title),
		.text = { "两列同为一项内容，均未读取",
			"two columns are the same fact; neither was read" } };

	if (c->is_beside) {
		f.text[0] = "属于旁边的另一个表，未读取；请分成两个工作表";
		f.text[1] = "of another table beside this one; not read; make "
			    "two sheets of it";
	} else if (c->is_anothers) {
		f.text[0] = "名单中没有户编号，此列不能确定是户的还是责任人的，"
			    "未读取";
		f.text[1] = "in a list without the households' ids it cannot "
			    "be told whose this is; not read";
	} else if (!c->clashes) {
		f.text[0] = cell_reason(WHY_UNIT, 0);
		f.text[1] = cell_reason(WHY_UNIT, 1);
	}
	c->refused++;
	r->sheet->tally.refused += counts;
	sheet_refuse(r, &f);
}

void
sheet_refuse_merged(
	struct reader *r, struct sheet_column *c, long row, bool across)
{
	struct refusal f = { .row = row,
		.column = c->column,
		.title = xstrdup(c->title),
		.fact = c->meaning.fact,
		.text = { "单元格跨多条记录合并，只属于第一条，本条未读取",
			"the cell is merged over several records; it is the "
			"first one's alone" } };

	if (across) {
		f.text[0] = "单元格跨多列合并，不能确定属于哪一列，未读取";
		f.text[1] = "the cell is merged over several columns; which "
			    "of them it is for cannot be told";
	}
	if (r->key != NULL && *r->key != '\0')
		f.key = xstrdup(r->key);
	c->refused++;
	r->sheet->tally.refused += across;
	sheet_refuse(r, &f);
}
