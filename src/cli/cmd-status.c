/*
 * hecha status
 *
 * What is imported and what is missing, what the last check said, what is due
 * next, and what waits in the outbox.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/intl.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/run.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "lib/db.h"
#include "plan/plan.h"
#include "records/store.h"
#include "schema/codes.h"
#include "schema/model.h"
#include "send/outbox.h"

static const struct opt opts[] = {
	{ "format", 'f', TEXT(format), .arg = "text|json|csv",
		.help = N_("how it is told") },
	{ 0 },
};

/* One line: what it is about, which one (a code), what it is called, how it
 * stands (for scripts as a code), and more about it. */
struct line {
	const char *about, *id, *what, *code, *state, *detail;
};
#define NKEYS 5
static const char *const keys[NKEYS] = { "about", "id", "title", "state",
	"detail" };

struct status {
	struct job job;
	struct db *db;
	struct rows rows;
	enum lang lang;
};

static void
print_line(struct status *s, const struct line *line)
{
	const char *values[NKEYS] = { line->about, line->id, line->what,
		line->code != NULL ? line->code : line->state, line->detail };

	if (s->rows.how == PRINT_TEXT) {
		struct strbuf sb = { 0 };

		text_pad(&sb, line->what, 32, 0);
		strbuf_addc(&sb, ' ');
		text_pad(&sb, line->state, 16, 0);
		strbuf_addf(&sb, " %s", line->detail);
		while (sb.len > 0 && sb.data[sb.len - 1] == ' ')
			sb.data[--sb.len] = '\0';
		puts(sb.data);
		strbuf_clear(&sb);
	}
	rows_add(&s->rows, values);
}

static int
print_plan(struct status *s, struct error *err)
{
	const struct plan *p = s->job.plan;
	struct strbuf detail = { 0 };

	(void)err;
	strbuf_addf(&detail, _("year %d"), (int)p->year);
	print_line(s,
		&(struct line){
			"plan", p->id, _("Plan"), NULL, p->id, detail.data });
	strbuf_clear(&detail);
	return 0;
}

/* Documents of one kind and, of registers, of one source. */
static int
print_documents(struct status *s, struct stmt *st, const char *kind,
	const char *source, struct error *err)
{
	struct strbuf what = { 0 }, detail = { 0 };
	int64_t files;
	int rc;

	stmt_reset(st);
	stmt_bind_static(st, 1, kind);
	stmt_bind_static(st, 2, source);
	rc = stmt_step(st, err);
	if (rc < 0)
		return -1;
	strbuf_adds(&what,
		codes_label(s->job.codes, "document-kind", kind, s->lang));
	if (source != NULL)
		strbuf_addf(&what, _(" (%s)"),
			codes_label(s->job.codes, "register-source", source,
				s->lang));
	files = stmt_int(st, 0);
	strbuf_adds(&detail, "");
	if (files > 0)
		strbuf_addf(&detail,
			_("files %lld, records %lld, rejected %lld"),
			(long long)files, (long long)stmt_int(st, 1),
			(long long)stmt_int(st, 2));
	if (files > 0 && !stmt_is_null(st, 3))
		strbuf_addf(&detail, _(", exported %s"), stmt_text(st, 3));
	print_line(s,
		&(struct line){ "document", source != NULL ? source : kind,
			what.data, files > 0 ? "imported" : "missing",
			files > 0 ? _("imported") : _("missing"),
			detail.data });
	strbuf_clear(&what);
	strbuf_clear(&detail);
	return 0;
}

/* Decisions: none are wanted, and they come by themselves or in documents. */
static int
print_decisions(struct status *s, const char *kind, struct error *err)
{
	int64_t all = 0, settled = 0;
	struct strbuf detail = { 0 };

	if (db_get_int(s->db, "SELECT COUNT(*) FROM hc_decision", &all, err) !=
			0 ||
		db_get_int(s->db,
			"SELECT COUNT(*) FROM hc_finding WHERE settled AND"
			" run = " LAST_RUN,
			&settled, err) != 0)
		return -1;
	strbuf_adds(&detail, "");
	if (all > 0)
		strbuf_addf(&detail,
			_("decisions %lld, findings settled by them %lld"),
			(long long)all, (long long)settled);
	print_line(s,
		&(struct line){ "document", kind,
			codes_label(
				s->job.codes, "document-kind", kind, s->lang),
			all > 0 ? "recorded" : "none",
			all > 0 ? _("recorded") : _("none yet"), detail.data });
	strbuf_clear(&detail);
	return 0;
}

static int
print_all_documents(struct status *s, struct error *err)
{
	static const char *const sources[] = { "current", "previous",
		"collected" };
	const struct model *m = s->job.model;
	struct stmt *st;
	int rc = 0;

	if (db_prepare(&st, s->db,
		    "SELECT COUNT(*), COALESCE(SUM(stored), 0),"
		    " COALESCE(SUM(rejected), 0), MAX(exported)"
		    " FROM hc_document WHERE kind = ?1"
		    " AND COALESCE(source, '') = COALESCE(?2, source, '')",
		    err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < m->nkinds; i++) {
		const struct kind *k = &m->kinds[i];

		if (strcmp(k->name, "verdicts") == 0)
			rc = print_decisions(s, k->name, err);
		else if (k->nprefixes == 0)
			rc = print_documents(s, st, k->name, NULL, err);
		for (size_t n = 0; k->nprefixes > 0 && rc == 0 && n < 3; n++)
			rc = print_documents(s, st, k->name, sources[n], err);
	}
	stmt_free(st);
	return rc;
}

static int
print_verdict(struct status *s, struct error *err)
{
	struct stmt *st;
	struct strbuf detail = { 0 };
	bool is_of_now;
	int rc;

	if (run_is_of_now(s->db, &is_of_now, err) != 0 ||
		db_prepare(&st, s->db,
			"SELECT r.verdict, r.as_of, COUNT(CASE WHEN f.severity "
			"="
			" 'error' THEN 1 END), COUNT(CASE WHEN f.severity ="
			" 'suspect' THEN 1 END) FROM hc_run r LEFT JOIN"
			" hc_finding f ON f.run = r.id AND NOT f.settled WHERE"
			" r.id = " LAST_RUN " GROUP BY r.id",
			err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1 && !is_of_now) {
		print_line(s,
			&(struct line){ "verdict", "verdict", _("Verdict"),
				"stale", _("out of date"),
				_("records came or went since the last "
				  "check") });
	} else if (rc == 1) {
		strbuf_addf(&detail, _("as of %s: errors %s, suspects %s"),
			stmt_text(st, 1), stmt_text(st, 2), stmt_text(st, 3));
		print_line(s,
			&(struct line){ "verdict", "verdict", _("Verdict"),
				stmt_text(st, 0),
				codes_label(s->job.codes, "verdict",
					stmt_text(st, 0), s->lang),
				detail.data });
	} else if (rc == 0) {
		print_line(s,
			&(struct line){ "verdict", "verdict", _("Verdict"),
				"none", _("not checked yet"), "" });
	}
	stmt_free(st);
	strbuf_clear(&detail);
	return rc < 0 ? -1 : 0;
}

/* Deadlines of the plan from today on; past the last one there is none. */
static int
print_due(struct status *s, struct error *err)
{
	long today = day_today();
	char iso[11];
	struct stmt *st;
	int rc;

	if (db_prepare_in(&st, s->db, s->lang,
		    "SELECT title_LL,"
		    " due, deadline FROM plan_deadline WHERE due >= ?1"
		    " ORDER BY due, deadline LIMIT 3",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, day_format(today, iso));
	while ((rc = stmt_step(st, err)) == 1) {
		char left[80];

		snprintf(left, sizeof left, _("days left: %ld"),
			day_parse(stmt_text(st, 1)) - today);
		print_line(s,
			&(struct line){ "due", stmt_text(st, 2),
				stmt_text(st, 0), NULL, stmt_text(st, 1),
				left });
	}
	stmt_free(st);
	return rc;
}

static void
count_row(void *arg, const struct outbox_row *row)
{
	long *n = arg;

	n[0] += strcmp(row->state, "waiting") == 0 ||
		strcmp(row->state, "sending") == 0 ||
		strcmp(row->state, "stored") == 0;
	n[1] += strcmp(row->state, "refused") == 0;
}

static int
visit_row(void *arg, const struct outbox_row *row, struct error *err)
{
	(void)err;
	count_row(arg, row);
	return 0;
}

static int
print_outbox(struct status *s, struct error *err)
{
	struct strbuf detail = { 0 };
	long n[2] = { 0 };

	if (outbox_walk(s->db, false, visit_row, n, err) != 0)
		return -1;
	strbuf_addf(&detail, _("waiting %ld, refused %ld"), n[0], n[1]);
	if (n[0] > 0 || n[1] > 0)
		print_line(s,
			&(struct line){ "outbox", "outbox", _("Outbox"),
				n[0] > 0 ? "waiting" : "refused",
				n[0] > 0 ? _("waiting") : _("refused"),
				detail.data });
	strbuf_clear(&detail);
	return 0;
}

static int
run_status(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct status s = { .db = ctx->db,
		.lang = ctx->lang,
		.job.options = &ctx->options,
		.rows = { .keys = keys, .n = NKEYS } };
	int rc = -1;

	(void)argv;
	if (argc > 0)
		return err_set(err, ERR_USAGE, "CMD-STATUS-1",
			"status takes options only");
	if (print_parse_format(&s.rows.how, ctx->options.format, err) != 0)
		return -1;
	if (job_open(&s.job, ctx->db, err) != 0 ||
		plan_open(&s.job.plan, ctx->db, err) != 0)
		goto out;
	rows_begin(&s.rows);
	rc = print_plan(&s, err);
	if (rc == 0)
		rc = print_all_documents(&s, err);
	if (rc == 0)
		rc = print_verdict(&s, err);
	if (rc == 0)
		rc = print_due(&s, err);
	if (rc == 0)
		rc = print_outbox(&s, err);
	if (rc == 0)
		rows_end(&s.rows);
out:
	job_clear(&s.job);
	return rc;
}

const struct cmd cmd_status = {
	.name = "status",
	.args = "",
	.summary = N_("what is imported, what is missing, what is due next"),
	.access = CMD_READ,
	.opts = opts,
	.run = run_status,
};
