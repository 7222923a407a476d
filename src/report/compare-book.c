/*
 * Two runs held against each other, as a workbook.
 */
#include "config.h"
#include <stdlib.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/compare.h"
#include "check/finding.h"
#include "lib/db.h"
#include "lib/xlsx.h"
#include "report/compare-book.h"
#include "schema/codes.h"

#define FONT "宋体"

enum style { TITLE, PLAIN, HEAD, CELL, MID, STYLES };

struct book {
	struct xlsx *x;
	const struct finding_words *words;
	const struct comparison *c;
	int styles[STYLES];
	long row;
	char *states[16]; /* those that there are, in their order */
	size_t nstates;
};

static int
add_styles(struct book *b, struct error *err)
{
	static const struct xlsx_style styles[STYLES] = {
		[TITLE] = { .font = FONT, .size = 14, .bold = true },
		[PLAIN] = { .font = FONT, .size = 10 },
		[HEAD] = { .font = FONT,
			.size = 10,
			.bold = true,
			.wrap = true,
			.border = true,
			.centre = true,
			.fill = "E4E9EF" },
		[CELL] = { .font = FONT,
			.size = 10,
			.wrap = true,
			.border = true,
			.top = true },
		[MID] = { .font = FONT,
			.size = 10,
			.wrap = true,
			.border = true,
			.centre = true,
			.top = true },
	};

	for (int i = 0; i < STYLES; i++) {
		b->styles[i] = xlsx_add_style(b->x, &styles[i], err);
		if (b->styles[i] < 0)
			return -1;
	}
	return 0;
}

static int
put(struct book *b, long column, enum style style, const char *text,
	struct error *err)
{
	const struct xlsx_place at = {
		.row = b->row, .column = column, .style = b->styles[style]
	};

	return xlsx_put_text(b->x, &at, text != NULL ? text : "", err);
}

static const char *
state_name(const struct book *b, const char *state)
{
	return codes_label(
		b->words->codes, "finding-state", state, b->words->lang);
}

static int
list_states(struct book *b, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, b->c->db,
		    "SELECT state FROM temp.compared GROUP BY rank, state"
		    " ORDER BY rank",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1 &&
		b->nstates < sizeof b->states / sizeof *b->states)
		b->states[b->nstates++] = xstrdup(stmt_text(st, 0));
	stmt_free(st);
	return rc;
}

/* A line of how many there are in each state. */
static int
put_counts(struct book *b, struct stmt *st, struct error *err)
{
	if (put(b, 0, CELL, stmt_text(st, 0), err) != 0)
		return -1;
	for (size_t i = 0; i < b->nstates; i++) {
		const struct xlsx_place at = { .row = b->row,
			.column = (long)i + 1,
			.style = b->styles[MID] };

		if (xlsx_put_number(b->x, &at, (double)stmt_int(st, (int)i + 1),
			    err) != 0)
			return -1;
	}
	b->row++;
	return 0;
}

/* Counts by what the expression names, under that heading. */
static int
put_table(struct book *b, const char *heading, const char *what,
	struct error *err)
{
	struct strbuf sql = { 0 };
	struct stmt *st = NULL;
	int rc = 0;

	b->row++;
	rc = put(b, 0, HEAD, heading, err);
	strbuf_addf(&sql, "SELECT %s", what);
	for (size_t i = 0; rc == 0 && i < b->nstates; i++) {
		strbuf_addf(&sql, ", SUM(state = '%s')", b->states[i]);
		rc = put(
			b, (long)i + 1, HEAD, state_name(b, b->states[i]), err);
	}
	strbuf_adds(&sql, " FROM temp.compared GROUP BY 1 ORDER BY 1");
	b->row++;
	if (rc == 0)
		rc = db_prepare(&st, b->c->db, sql.data, err);
	while (rc == 0 && (rc = stmt_step(st, err)) == 1)
		rc = put_counts(b, st, err);
	stmt_free(st);
	strbuf_clear(&sql);
	return rc;
}

static int
put_run(struct book *b, const struct compared_run *run, const char *format,
	struct error *err)
{
	struct strbuf day = { 0 };
	char *line;
	int rc;

	text_add_date(&day, run->as_of, b->words->lang);
	line = xasprintf(format, (long long)run->id, day.data,
		codes_label(b->words->codes, "verdict", run->verdict,
			b->words->lang));
	rc = put(b, 0, PLAIN, line, err);
	b->row++;
	free(line);
	strbuf_clear(&day);
	return rc;
}

static int
put_overview(struct book *b, struct error *err)
{
	const struct xlsx_sheet sheet = { .name = _("Counts"),
		.landscape = true };

	b->row = 0;
	if (xlsx_add_sheet(b->x, &sheet, err) != 0 ||
		xlsx_set_column(b->x, 0, 40, 0, err) != 0)
		return -1;
	for (size_t i = 0; i < b->nstates; i++) {
		if (xlsx_set_column(b->x, (long)i + 1, 12, 0, err) != 0)
			return -1;
	}
	if (put(b, 0, TITLE, _("What has changed between two checks"), err) !=
		0)
		return -1;
	b->row++;
	if (put_run(b, &b->c->from, _("From check %lld, as of %s: %s"), err) !=
			0 ||
		put_run(b, &b->c->to, _("To check %lld, as of %s: %s"), err) !=
			0 ||
		put_table(b, _("All"),
			b->words->lang == LANG_ZH ? "'合计'" : "'Total'",
			err) != 0 ||
		put_table(b, _("Check"),
			b->words->lang == LANG_ZH
				? "check_id || ' ' || (SELECT title_zh FROM"
				  " hc_check c WHERE c.run = compared.run AND"
				  " c.id = check_id)"
				: "check_id || ' ' || (SELECT title_en FROM"
				  " hc_check c WHERE c.run = compared.run AND"
				  " c.id = check_id)",
			err) != 0)
		return -1;
	return put_table(b, _("Village"),
		"COALESCE((SELECT MIN(name) FROM village v WHERE v.code ="
		" compared.village), compared.village, '')",
		err);
}

static int
put_finding(void *arg, const struct finding *f, struct error *err)
{
	struct book *b = arg;
	const char *whom = *f->name != '\0' ? f->name : f->head;
	const char *const cells[] = { f->check,
		codes_label(b->words->codes, "severity", f->severity,
			b->words->lang),
		*f->village_name != '\0' ? f->village_name : f->village,
		f->household, whom, f->message, f->found, f->expected, f->since,
		f->id };

	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		if (put(b, (long)i, i == 5 || i == 6 || i == 7 ? CELL : MID,
			    cells[i], err) != 0)
			return -1;
	}
	b->row++;
	return 0;
}

static int
put_state(struct book *b, const char *state, struct error *err)
{
	static const double widths[] = { 9, 8, 12, 12, 10, 46, 26, 22, 12, 19 };
	const char *const heads[] = { _("Check"), _("Severity"), _("Village"),
		_("Household"), _("Name"), _("Problem"), _("Found"),
		_("Expected"), _("Since"), _("Finding") };
	const size_t n = sizeof heads / sizeof *heads;
	const struct xlsx_sheet sheet = { .name = state_name(b, state),
		.landscape = true,
		.freeze_rows = 1,
		.repeat_rows = 1 };

	if (xlsx_add_sheet(b->x, &sheet, err) != 0)
		return -1;
	b->row = 0;
	for (size_t i = 0; i < n; i++) {
		if (xlsx_set_column(b->x, (long)i, widths[i], 0, err) != 0)
			return -1;
	}
	for (size_t i = 0; i < n; i++) {
		if (put(b, (long)i, HEAD, heads[i], err) != 0)
			return -1;
	}
	b->row = 1;
	if (compare_walk(b->c, b->words, state, put_finding, b, err) != 0)
		return -1;
	return xlsx_add_filter(b->x, 0, b->row - 1, (long)n, err);
}

static int
put_all(struct book *b, struct error *err)
{
	if (add_styles(b, err) != 0 || list_states(b, err) != 0 ||
		put_overview(b, err) != 0)
		return -1;
	for (size_t i = 0; i < b->nstates; i++) {
		if (put_state(b, b->states[i], err) != 0)
			return -1;
	}
	return 0;
}

int
compare_book_write(const char *path, const struct comparison *c,
	const struct finding_words *words, struct error *err)
{
	struct book b = { .words = words, .c = c };
	struct xlsx_opts opts = { .created = 946684800 };
	char *dir = file_work_dir(path, err), *made;
	int rc = -1;

	if (dir == NULL)
		return -1;
	made = xasprintf("%s/compare.xlsx", dir);
	opts.tmpdir = dir;
	opts.title = _("What has changed between two checks");
	if (xlsx_open(&b.x, made, &opts, err) == 0) {
		rc = put_all(&b, err);
		if (rc != 0)
			xlsx_abort(b.x);
		else
			rc = xlsx_close(b.x, err);
	}
	if (rc == 0)
		rc = file_commit(made, path, err);
	for (size_t i = 0; i < b.nstates; i++)
		free(b.states[i]);
	file_remove_dir(dir);
	free(made);
	free(dir);
	return rc;
}
