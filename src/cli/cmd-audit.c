/*
 * hecha audit PLAN RECORDS… -o DIR
 *
 * The main job in one step: a fresh database, which inherits what the one that
 * is there knows of earlier audits, import, check, all reports.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/heritage.h"
#include "cli/job.h"
#include "cli/print.h"
#include "lib/db.h"
#include "report/report.h"

static const struct opt opts[] = {
	{ "output", 'o', TEXT(output), .arg = N_("DIR"),
		.help = N_("where database and reports go") },
	UNMASKED_OPTION(N_("write identity numbers and birth dates in full")),
	FORMAT_OPTION(N_("how the answers are told")),
	IMPORT_OPTIONS,
	CHECK_OPTIONS,
	LETTER_OPTIONS,
	JOBS_OPTION,
	{ 0 },
};

/* Everything up to the reports, in a database beside the old one. */
static int
audit(struct job *job, struct ctx *ctx, struct heritage *heritage, int argc,
	char **argv, struct error *err)
{
	const struct options *o = &ctx->options;
	struct run_summary summary;
	int rc;

	if (job_init(job, ctx->db, argv[0], err) != 0 ||
		heritage_take(heritage, ctx->db, err) != 0 ||
		job_import(job, ctx, ctx->db, argv + 1, argc - 1, err) != 0 ||
		heritage_check_street(heritage, ctx->db, err) != 0)
		return -1;
	rc = job_check(job, ctx, ctx->db, &summary, err);
	if (rc >= 0 &&
		(heritage_spare(heritage, ctx->db, ctx->lang, err) != 0 ||
			report_all(ctx->db, o->output, ctx->lang, !o->unmasked,
				&o->letter, err) != 0 ||
			heritage_note(heritage, ctx->db, err) != 0))
		return -1;
	return (rc == 0 || rc == 1) && job->refused_files > 0 ? JOB_REFUSED
							      : rc;
}

static int
tell(struct job *job, struct ctx *ctx, const char *db_path,
	enum print_format how, struct error *err)
{
	if (ctx->options.quiet && how == PRINT_TEXT)
		return 0;
	if (print_run(ctx->db, job->codes, how, ctx->lang, err) != 0)
		return -1;
	if (how != PRINT_TEXT)
		return 0;
	text_print_safe(stdout,
		_("\nReports in %s; every finding: %s --db %s findings\n"),
		ctx->options.output, ctx->program, db_path);
	return job_tell_blanks(ctx->db, &ctx->options.letter, err);
}

static int
check_usage(int argc, char **argv, const char *dir, struct error *err)
{
	if (argc == 0)
		return err_set(err, ERR_USAGE, "CMD-AUDIT-1",
			"usage: audit PLAN RECORDS… -o DIR");
	if (argc == 1)
		return err_set(err, ERR_USAGE, "CMD-AUDIT-2",
			"behind the plan '%s' no records are given: audit "
			"PLAN RECORDS… -o DIR",
			argv[0]);
	if (dir == NULL)
		return err_set(err, ERR_USAGE, "CMD-AUDIT-3",
			"say with -o DIR where the reports go");
	return 0;
}

static int
run_audit(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct job job = { .options = &ctx->options };
	const char *dir = ctx->options.output;
	struct heritage *heritage = NULL;
	char *path, *work = NULL, *fresh = NULL, *made;
	enum print_format how;
	int rc = -1;

	if (check_usage(argc, argv, dir, err) != 0 ||
		print_parse_format(&how, ctx->options.format, err) != 0 ||
		job_check_letter(&ctx->options.letter, err) != 0)
		return -1;
	if (file_make_new_dir(dir, &made, err) != 0) {
		file_unmake_dir(dir, made);
		free(made);
		return -1;
	}
	job.is_for_script = how != PRINT_TEXT;
	path = xasprintf("%s/hecha.db", dir);
	if (heritage_begin(&heritage, dir, path, err) != 0 ||
		(work = file_work_dir(path, err)) == NULL)
		goto out;
	fresh = xasprintf("%s/new.db", work);
	if (db_open(&ctx->db, fresh, DB_DRAFT, err) == 0)
		rc = audit(&job, ctx, heritage, argc, argv, err);
	if (rc >= 0 && tell(&job, ctx, path, how, err) != 0)
		rc = -1;
	if (rc >= 0 && db_checkpoint(ctx->db, err) != 0)
		rc = -1;
	db_close(ctx->db);
	ctx->db = NULL;
	if (rc >= 0 && heritage_replace(heritage, fresh, err) != 0)
		rc = -1;
out:
	file_remove_dir(work);
	heritage_end(heritage);
	job_clear(&job);
	if (rc < 0)
		file_unmake_dir(dir, made);
	free(made);
	free(path);
	free(fresh);
	free(work);
	return rc;
}

const struct cmd cmd_audit = {
	.name = "audit",
	.args = N_("PLAN RECORDS… -o DIR"),
	.summary = N_("import, check and report in one step"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_audit,
};
