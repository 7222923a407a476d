/*
 * hecha init --plan PLAN
 *
 * Make the database for a plan.
 */
#include "config.h"
#include "base/intl.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "lib/db.h"

static const struct opt opts[] = {
	{ "plan", 'p', TEXT(plan), .arg = N_("PLAN"),
		.help = N_("the plan that records are held against") },
	RULES_OPTION,
	{ 0 },
};

static int
fill(struct db *db, void *arg, struct error *err)
{
	struct job *job = arg;

	return job_init(job, db, job->options->plan, err);
}

static int
run_init(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct job job = { .options = &ctx->options };
	int rc;

	(void)argv;
	if (argc > 0 || ctx->options.plan == NULL)
		return err_set(err, ERR_USAGE, "CMD-INIT-1",
			"usage: init --plan PLAN");
	rc = db_make(ctx->options.db, fill, &job, err);
	job_clear(&job);
	if (rc == 0 && !ctx->options.quiet) {
		text_print_safe(stdout, _("Made %s\n"), ctx->options.db);
		cmd_tell_next(ctx, _("import FILE|DIR…"));
	}
	return rc;
}

const struct cmd cmd_init = {
	.name = "init",
	.args = N_("--plan PLAN"),
	.summary = N_("make a database for a plan"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_init,
};
