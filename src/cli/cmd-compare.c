/*
 * hecha compare [RUN [RUN]]
 *
 * What is new, back, still there and gone between two checks: counts by state,
 * check and village, then the findings themselves.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mask.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/compare.h"
#include "check/finding.h"
#include "cli/cmd.h"
#include "cli/heritage.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "lib/db.h"
#include "report/compare-book.h"
#include "schema/codes.h"

static const struct opt opts[] = {
	{ "format", 'f', TEXT(format), .arg = "text|json|csv|xlsx",
		.help = N_("how it is told; text lists all but what is still "
			   "there and what is settled") },
	{ "output", 'o', TEXT(output), .arg = N_("FILE"),
		.help = N_("the workbook to write, with --format xlsx") },
	UNMASKED_OPTION(N_("write identity numbers and birth dates in full")),
	{ 0 },
};

struct telling {
	struct ctx *ctx;
	struct comparison c;
	struct finding_words words;
	enum print_format how;
	bool some;	  /* a finding was printed */
	struct rows rows; /* of findings; as text where nothing is begun */
};

static const char *
state_name(const struct telling *t, const char *state)
{
	return codes_label(
		t->words.codes, "finding-state", state, t->words.lang);
}

/* Lines "what state count", those of one thing after the other. */
static const char by_state[] = "SELECT '', state, COUNT(*) FROM temp.compared"
			       " GROUP BY rank, state ORDER BY rank";
static const char by_check[] =
	"SELECT check_id, state, COUNT(*) FROM temp.compared"
	" GROUP BY check_id, rank, state ORDER BY check_id, rank";
static const char by_village[] =
	"SELECT COALESCE(village, ''), state, COUNT(*) FROM temp.compared"
	" GROUP BY 1, rank, state ORDER BY 1, rank";
static const char by_village_name[] =
	"SELECT COALESCE((SELECT MIN(name) FROM village v WHERE v.code ="
	" c.village), c.village, ''), state, COUNT(*) FROM temp.compared c"
	" GROUP BY 1, rank, state ORDER BY 1, rank";

/* In text: each thing with its states on a line. */
static int
print_counts(struct telling *t, const char *heading, const char *sql,
	struct error *err)
{
	struct strbuf line = { 0 };
	struct stmt *st;
	char *last = NULL, *masked;
	int rc;

	if (db_prepare(&st, t->c.db, sql, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		const char *what = stmt_text(st, 0);

		if (last == NULL || strcmp(last, what) != 0) {
			if (last == NULL)
				text_print_safe(stdout, "\n%s\n", heading);
			else
				puts(line.data);
			strbuf_reset(&line);
			strbuf_adds(&line, "  ");
			masked = mask_text(what);
			text_add_safe(&line,
				masked != NULL		? masked
					: *what != '\0' ? what
							: _("(street)"));
			free(masked);
			strbuf_addc(&line, ':');
			free(last);
			last = xstrdup(what);
		} else {
			strbuf_adds(&line, _(";"));
		}
		strbuf_addf(&line, " %s %s", state_name(t, stmt_text(st, 1)),
			stmt_text(st, 2));
	}
	if (last != NULL)
		puts(line.data);
	stmt_free(st);
	free(last);
	strbuf_clear(&line);
	return rc;
}

static int
print_totals(struct telling *t, struct error *err)
{
	struct stmt *st;
	int n = 0, rc;

	if (db_prepare(&st, t->c.db, by_state, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		text_print_safe(stdout, _("%s: %s\n"),
			state_name(t, stmt_text(st, 1)), stmt_text(st, 2));
		n++;
	}
	stmt_free(st);
	if (rc == 0 && n == 0)
		puts(_("Neither of them found anything."));
	return rc;
}

static void
print_compared_run(const struct telling *t, const struct compared_run *run,
	const char *format)
{
	printf(format, (long long)run->id, run->as_of,
		codes_label(t->words.codes, "verdict", run->verdict,
			t->words.lang));
}

/* What only one of them looked for, or by other rules, did not come or go. */
static int
print_reservations(struct telling *t, struct error *err)
{
	static const char made[] =
		"'pass', 'fail', 'not-applicable', 'pending'";
	char *sql = xasprintf(
		"SELECT (SELECT group_concat(id, ' ') FROM (SELECT a.id FROM"
		" hc_check a WHERE a.run = %lld AND a.answer IN (%s) AND NOT"
		" EXISTS (SELECT 1 FROM hc_check b WHERE b.run = %lld AND b.id"
		" = a.id AND b.answer IN (%s)) ORDER BY a.seq)),"
		" (SELECT COUNT(DISTINCT rules_sha256 || plan_id ||"
		" plan_version || plan_year) > 1 FROM hc_run WHERE id IN"
		" (%lld, %lld))",
		(long long)t->c.to.id, made, (long long)t->c.from.id, made,
		(long long)t->c.from.id, (long long)t->c.to.id);
	struct stmt *st;
	int rc = db_prepare(&st, t->ctx->db, sql, err);

	free(sql);
	if (rc != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1 && !stmt_is_null(st, 0))
		text_print_safe(stdout,
			_("Not checked the first time, so that what they found "
			  "need not be new: %s\n"),
			stmt_text(st, 0));
	if (rc == 1 && strcmp(t->c.to.as_of, t->c.from.as_of) < 0)
		puts(_("The second is as of an earlier day: what it does not "
		       "find is not fixed by that, and what is new in it may "
		       "be fixed since."));
	if (rc == 1 && stmt_int(st, 1) != 0)
		puts(_("Plan or rules are not the same: what is new or gone "
		       "may come from them."));
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static int
print_one(void *arg, const struct finding *f, struct error *err)
{
	struct telling *t = arg;

	(void)err;
	print_finding(&t->rows, f);
	t->some = true;
	return 0;
}

static int
in_text(struct telling *t, struct error *err)
{
	static const char *const listed[] = { "new", "back", "reopened",
		"lapsed", "claimed", "unchecked", "fixed" };

	print_compared_run(t, &t->c.from, _("From check %lld, as of %s: %s\n"));
	print_compared_run(t, &t->c.to, _("To check %lld, as of %s: %s\n"));
	if (print_reservations(t, err) != 0 || print_totals(t, err) != 0 ||
		print_counts(t, _("By check"), by_check, err) != 0 ||
		print_counts(t, _("By village"), by_village_name, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof listed / sizeof *listed; i++) {
		char *sql = xasprintf("SELECT COUNT(*) FROM temp.compared WHERE"
				      " state = '%s'",
			listed[i]);
		int64_t n = 0;
		int rc = db_get_int(t->c.db, sql, &n, err);

		free(sql);
		if (rc != 0)
			return -1;
		if (n == 0)
			continue;
		text_print_safe(stdout, "\n%s\n", state_name(t, listed[i]));
		if (compare_walk(&t->c, &t->words, listed[i], print_one, t,
			    err) != 0)
			return -1;
	}
	return 0;
}

/* An object by what is counted of objects by state; outer "" for states alone.
 */
static int
print_json_counts(
	struct telling *t, const char *key, const char *sql, struct error *err)
{
	struct strbuf sb = { 0 };
	struct stmt *st;
	char *last = NULL;
	bool nested = sql != by_state;
	int rc;

	if (db_prepare(&st, t->c.db, sql, err) != 0)
		return -1;
	strbuf_addf(&sb, ",\n\"%s\": {", key);
	while ((rc = stmt_step(st, err)) == 1) {
		const char *what = stmt_text(st, 0);
		bool same = last != NULL && strcmp(last, what) == 0;

		if (nested && !same) {
			strbuf_adds(&sb, last != NULL ? "},\n" : "\n");
			text_add_json(&sb, what);
			strbuf_adds(&sb, ": {");
		} else if (same) {
			strbuf_adds(&sb, ", ");
		}
		strbuf_addf(
			&sb, "\"%s\": %s", stmt_text(st, 1), stmt_text(st, 2));
		free(last);
		last = xstrdup(what);
	}
	strbuf_adds(&sb, nested && last != NULL ? "}}" : "}");
	fputs(sb.data, stdout);
	stmt_free(st);
	free(last);
	strbuf_clear(&sb);
	return rc;
}

static int
in_json(struct telling *t, struct error *err)
{
	const struct compared_run *from = &t->c.from, *to = &t->c.to;

	text_print_safe(stdout,
		"{\"from\": {\"run\": %lld, \"as-of\": \"%s\", \"verdict\": "
		"\"%s\"},\n\"to\": {\"run\": %lld, \"as-of\": \"%s\", "
		"\"verdict\": \"%s\"}",
		(long long)from->id, from->as_of, from->verdict,
		(long long)to->id, to->as_of, to->verdict);
	if (print_json_counts(t, "states", by_state, err) != 0 ||
		print_json_counts(t, "checks", by_check, err) != 0 ||
		print_json_counts(t, "villages", by_village, err) != 0)
		return -1;
	fputs(",\n\"findings\": ", stdout);
	print_findings_begin(&t->rows, PRINT_JSON);
	if (compare_walk(&t->c, &t->words, NULL, print_one, t, err) != 0)
		return -1;
	rows_end(&t->rows);
	puts("}");
	return 0;
}

static int
in_csv(struct telling *t, struct error *err)
{
	print_findings_begin(&t->rows, PRINT_CSV);
	return compare_walk(&t->c, &t->words, NULL, print_one, t, err);
}

static int
in_workbook(struct telling *t, struct error *err)
{
	const struct options *o = &t->ctx->options;
	char *kept;
	int rc;

	if (heritage_spare_file(t->ctx->db, o->output, &kept, err) != 0)
		return -1;
	rc = compare_book_write(o->output, &t->c, &t->words, err);
	heritage_spared(o->output, kept, rc == 0);
	if (rc != 0)
		return -1;
	if (!o->quiet)
		text_print_safe(stdout, _("written: %s\n"), o->output);
	return 0;
}

static int
tell(struct telling *t, bool is_book, struct error *err)
{
	int64_t bad = 0;
	int rc;

	if (compare_make(&t->c, t->ctx->db, err) != 0)
		return -1;
	if (is_book)
		rc = in_workbook(t, err);
	else if (t->how == PRINT_JSON)
		rc = in_json(t, err);
	else
		rc = t->how == PRINT_CSV ? in_csv(t, err) : in_text(t, err);
	if (rc != 0 ||
		db_get_int(t->c.db,
			"SELECT COUNT(*) FROM temp.compared WHERE state IN"
			" ('new', 'back')",
			&bad, err) != 0)
		return -1;
	return bad > 0;
}

static int
run_compare(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const struct options *o = &ctx->options;
	struct job job = { .options = o };
	struct telling t = { .ctx = ctx };
	bool is_book = o->format != NULL && strcmp(o->format, "xlsx") == 0;
	int rc = -1;

	if (argc > 2)
		return err_set(err, ERR_USAGE, "CMD-COMPARE-1",
			"usage: compare [EARLIER [LATER]]");
	if (is_book != (o->output != NULL))
		return err_set(err, ERR_USAGE, "CMD-COMPARE-2",
			"--format xlsx and --output FILE go together");
	if (!is_book && print_parse_format(&t.how, o->format, err) != 0)
		return -1;
	if (job_open(&job, ctx->db, err) == 0 &&
		compare_choose(&t.c, ctx->db, argc > 0 ? argv[0] : NULL,
			argc > 1 ? argv[1] : NULL, err) == 0) {
		t.words = (struct finding_words){ job.codes, ctx->lang,
			!o->unmasked };
		rc = tell(&t, is_book, err);
		compare_end(&t.c);
		if (rc >= 0 && is_book &&
			heritage_note_file(&ctx->db, o->output, err) != 0)
			rc = -1;
	}
	job_clear(&job);
	return rc;
}

const struct cmd cmd_compare = {
	.name = "compare",
	.args = N_("[EARLIER [LATER]]"),
	.summary = N_("what is new, back or gone since an earlier check"),
	.access = CMD_READ,
	.opts = opts,
	.run = run_compare,
};
