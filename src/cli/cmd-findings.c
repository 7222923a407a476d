/*
 * hecha findings
 *
 * List the latest run's findings, or the records that were rejected.
 */
#include "config.h"
#include <stdlib.h>
#include "base/intl.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/finding.h"
#include "check/life.h"
#include "check/pack.h"
#include "check/run.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "lib/db.h"
#include "records/store.h"

static const struct opt opts[] = {
	{ "check", 'c', TEXT(filter.check), .arg = N_("CHECK"),
		.help = N_("only this check (ID-03) or group (id)") },
	{ "village", 0, TEXT(filter.village), .arg = N_("CODE"),
		.help = N_("only this village") },
	{ "household", 0, TEXT(filter.household), .arg = N_("ID"),
		.help = N_("only this household") },
	{ "severity", 's', TEXT(filter.severity), .arg = N_("SEVERITY"),
		.help = N_("only error, suspect or notice") },
	{ "state", 0, TEXT(filter.state), .arg = N_("STATE"),
		.help = N_("only new, still, back, claimed, reopened, lapsed, "
			   "unfounded or accepted") },
	{ "rejected", 0, FLAG(rejected),
		.help = N_("the faults of rejected records instead") },
	UNMASKED_OPTION(N_("write identity numbers and birth dates in full")),
	FORMAT_OPTION(N_("how the findings are written")),
	{ 0 },
};

enum { REJECT_KEYS = 5 };

static void
print_reject(struct stmt *st)
{
	struct strbuf sb = { 0 };

	strbuf_addf(&sb, "%s:%s: ", stmt_text(st, 0), stmt_text(st, 1));
	text_add_safe(&sb, stmt_text(st, 2));
	text_print_safe(stdout, "%s: %s (%s)\n", sb.data, stmt_text(st, 4),
		stmt_text(st, 3));
	strbuf_clear(&sb);
}

static int
list_rejected(struct ctx *ctx, enum print_format how, struct error *err)
{
	static const char *const keys[REJECT_KEYS] = { "file", "line", "record",
		"code", "message" };
	struct rows rows = {
		.how = how, .keys = keys, .n = REJECT_KEYS, .has_mark = true
	};
	const char *values[REJECT_KEYS];
	struct stmt *st;
	int rc;

	if (db_prepare_in(&st, ctx->db, ctx->lang,
		    "SELECT COALESCE(r.place, d.name), r.line, "
		    "COALESCE(r.record, '?'), r.code,"
		    " r.text_LL"
		    " FROM hc_reject r JOIN hc_document d ON d.id = r.document"
		    " ORDER BY d.name, r.seq",
		    err) != 0)
		return -1;
	rows_begin(&rows);
	while ((rc = stmt_step(st, err)) == 1) {
		for (int i = 0; i < REJECT_KEYS; i++)
			values[i] = stmt_text(st, i);
		if (how == PRINT_TEXT)
			print_reject(st);
		else
			rows_add(&rows, values);
	}
	rows_end(&rows);
	stmt_free(st);
	return rc;
}

static int
is_there(bool *there, struct ctx *ctx, const char *sql, const char *name,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, ctx->db, sql, err) != 0)
		return -1;
	stmt_bind_static(st, 1, name);
	rc = stmt_step(st, err);
	stmt_free(st);
	*there = rc == 1;
	return rc < 0 ? -1 : 0;
}

/* Nothing found of what nobody looked for is not nothing to find. */
static int
warn_unmade(struct ctx *ctx, const char *name, struct error *err)
{
	struct stmt *st;
	int rc;

	if (name == NULL)
		return 0;
	if (db_prepare(&st, ctx->db,
		    "SELECT COALESCE(SUM(answer NOT IN ('pass', 'fail',"
		    " 'not-applicable', 'pending')), 0), COUNT(*) FROM hc_check"
		    " WHERE run = " LAST_RUN
		    " AND ?1 COLLATE NOCASE IN (id, grp)",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, name);
	rc = stmt_step(st, err);
	if (rc == 1 && (stmt_int(st, 0) > 0 || stmt_int(st, 1) == 0))
		text_print_safe(stderr,
			_("hecha: %s: not, or not all of it, checked in the "
			  "last run; hecha check says why\n"),
			name);
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

/* Before the first run, and of packs that are the user's own, it is not the
 * database that knows a check. */
static int
know_check(struct ctx *ctx, const char *name, struct error *err)
{
	struct job job = { .options = &ctx->options };
	bool known;
	int rc;

	if (name == NULL)
		return 0;
	if (is_there(&known, ctx,
		    "SELECT 1 FROM hc_check"
		    " WHERE ?1 COLLATE NOCASE IN (id, grp)",
		    name, err) != 0)
		return -1;
	if (known)
		return 0;
	rc = job_load(&job, err);
	if (rc == 0)
		rc = pack_load(&job.rules, NULL, 0, job.model, err);
	for (size_t i = 0; rc == 0 && !known && i < job.rules->n; i++)
		known = pack_names(&job.rules->items[i], name);
	job_clear(&job);
	if (rc != 0)
		return -1;
	return known ? 0
		     : err_set(err, ERR_USAGE, "CMD-FINDINGS-3",
			       "--check: no check and no group '%s'", name);
}

static int
know_village(struct ctx *ctx, const char *name, struct error *err)
{
	bool known;

	if (name == NULL)
		return 0;
	if (is_there(&known, ctx,
		    "SELECT 1 FROM village WHERE code = ?1"
		    " UNION ALL SELECT 1 FROM hc_tie WHERE village = ?1"
		    " UNION ALL SELECT 1 FROM hc_finding WHERE village = ?1",
		    name, err) != 0)
		return -1;
	return known ? 0
		     : err_set(err, ERR_USAGE, "CMD-FINDINGS-4",
			       "--village: no village '%s'", name);
}

static int
know_household(struct ctx *ctx, const char *name, struct error *err)
{
	bool known;

	if (name == NULL)
		return 0;
	if (is_there(&known, ctx,
		    "SELECT 1 FROM hc_tie WHERE kind = 'household' AND"
		    " key = ?1 UNION ALL"
		    " SELECT 1 FROM hc_finding WHERE household = ?1",
		    name, err) != 0)
		return -1;
	return known ? 0
		     : err_set(err, ERR_USAGE, "CMD-FINDINGS-5",
			       "--household: no household '%s'", name);
}

static int
list_findings(struct ctx *ctx, enum print_format how, struct error *err)
{
	struct finding_walk *walk = NULL;
	struct finding finding;
	struct job job = { .options = &ctx->options };
	struct rows rows;
	int rc = -1;

	if (job_open(&job, ctx->db, err) != 0 ||
		finding_walk(&walk, ctx->db,
			&(struct finding_words){
				job.codes, ctx->lang, !ctx->options.unmasked },
			&ctx->options.filter, err) != 0)
		goto out;
	print_findings_begin(&rows, how);
	while ((rc = finding_next(walk, &finding, err)) == 1)
		print_finding(&rows, &finding);
	rows_end(&rows);
out:
	finding_walk_free(walk);
	job_clear(&job);
	return rc;
}

static int
run_findings(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const struct finding_filter *filter = &ctx->options.filter;
	enum severity severity;
	enum life_state state;
	enum print_format how;
	bool is_of_now;

	(void)argv;
	if (argc > 0)
		return err_set(err, ERR_USAGE, "CMD-FINDINGS-1",
			"findings takes options only");
	if (filter->severity != NULL &&
		severity_parse(filter->severity, &severity) != 0)
		return err_set(err, ERR_USAGE, "CMD-FINDINGS-2",
			"--severity wants error, suspect or notice");
	if (filter->state != NULL && life_parse(filter->state, &state) != 0)
		return err_set(err, ERR_USAGE, "CMD-FINDINGS-6",
			"--state wants new, still, back, claimed, reopened, "
			"lapsed, unfounded or accepted");
	if (print_parse_format(&how, ctx->options.format, err) != 0)
		return -1;
	if (know_check(ctx, filter->check, err) != 0 ||
		know_village(ctx, filter->village, err) != 0 ||
		know_household(ctx, filter->household, err) != 0)
		return -1;
	if (ctx->options.rejected)
		return list_rejected(ctx, how, err);
	if (run_is_of_now(ctx->db, &is_of_now, err) != 0)
		return -1;
	if (!is_of_now)
		fputs(_("records came or went since the last check; these are "
			"its findings\n"),
			stderr);
	if (warn_unmade(ctx, filter->check, err) != 0)
		return -1;
	return list_findings(ctx, how, err);
}

const struct cmd cmd_findings = {
	.name = "findings",
	.args = "",
	.summary = N_("list and filter the findings"),
	.access = CMD_READ,
	.opts = opts,
	.run = run_findings,
};
