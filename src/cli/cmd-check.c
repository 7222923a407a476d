/*
 * hecha check
 *
 * Make every check over the database and keep the findings as a new run.
 */
#include "config.h"
#include "base/intl.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "cli/print.h"

static const struct opt opts[] = {
	CHECK_OPTIONS,
	JOBS_OPTION,
	{ "full", 0, FLAG(full),
		.help = N_("make every check over all records, and take "
			   "nothing over from the last one") },
	FORMAT_OPTION(N_("how the answers are told")),
	{ 0 },
};

static int
run_check(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct run_summary summary;
	struct job job = { .options = &ctx->options };
	enum print_format how;
	int rc;

	(void)argv;
	if (argc > 0)
		return err_set(
			err, ERR_USAGE, "CMD-CHECK-1", "check takes no file");
	if (print_parse_format(&how, ctx->options.format, err) != 0)
		return -1;
	rc = job_check(&job, ctx, ctx->db, &summary, err);
	if (rc >= 0 && (!ctx->options.quiet || how != PRINT_TEXT) &&
		print_run(ctx->db, job.codes, how, ctx->lang, err) != 0)
		rc = -1;
	if (rc >= 0 && how == PRINT_TEXT)
		cmd_tell_next(
			ctx, rc > 0 ? "report problems" : "report self-check");
	job_clear(&job);
	return rc;
}

const struct cmd cmd_check = {
	.name = "check",
	.args = "",
	.summary = N_("make every check and keep the findings"),
	.access = CMD_WRITE,
	.opts = opts,
	.run = run_check,
};
