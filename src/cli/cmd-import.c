/*
 * hecha import FILE|DIR…
 *
 * Read documents into the database; each file as a whole or not at all.
 */
#include "config.h"
#include "base/intl.h"
#include "cli/cmd.h"
#include "cli/job.h"

static const struct opt opts[] = {
	IMPORT_OPTIONS,
	JOBS_OPTION,
	{ 0 },
};

static int
run_import(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct job job = { .options = &ctx->options };
	int rc;

	if (argc == 0)
		return err_set(err, ERR_USAGE, "CMD-IMPORT-1", "no file given");
	rc = job_import(&job, ctx, ctx->db, argv, argc, err);
	if (rc == 0 && job.refused_files > 0)
		rc = JOB_REFUSED;
	job_clear(&job);
	if (rc == 0)
		cmd_tell_next(ctx, "check");
	return rc;
}

const struct cmd cmd_import = {
	.name = "import",
	.args = N_("FILE|DIR…"),
	.summary = N_("read documents into the database"),
	.access = CMD_WRITE,
	.opts = opts,
	.run = run_import,
};
