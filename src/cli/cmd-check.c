/*
 * hecha check
 *
 * Make every check over the database and keep the findings as a new run; or
 * over the streets of PostgreSQL servers, into a database of each.
 */
#include "config.h"
#include "base/intl.h"
#include "cli/check-at.h"
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
	{ "at", 0, TEXT(at), .arg = N_("URLS"),
		.help = N_("check streets whose records export has put into "
			   "PostgreSQL "
			   "databases, with commas between several: "
			   "postgresql://USER@HOST:PORT/DATABASE") },
	{ "schemas", 0, TEXT(schemas), .arg = N_("PATTERN"),
		.help = N_("with --at: which schemas, \"street_%\" (default: "
			   "all that export has made)") },
	{ "output", 'o', TEXT(output), .arg = N_("DIR"),
		.help = N_("with --at: where each street's database goes, in "
			   "a folder of the schema's name") },
	{ "resume", 0, FLAG(resume),
		.help = N_("with --at: only the streets that the last time "
			   "left undone in DIR") },
	{ "credentials", 0, TEXT(upstream.credentials), .arg = N_("FILE"),
		.help = N_("one line user:password, readable by you only; or "
			   "in the environment as HECHA_CREDENTIALS") },
	{ 0 },
};

/* Without --at what belongs to it is a mistake. */
static int
check_given(const struct options *o, struct error *err)
{
	if (o->at == NULL &&
		(o->schemas != NULL || o->output != NULL || o->resume ||
			o->upstream.credentials != NULL))
		return err_set(err, ERR_USAGE, "CMD-CHECK-2",
			"--schemas, --output, --resume and --credentials go "
			"with --at");
	return 0;
}

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
	if (check_given(&ctx->options, err) != 0)
		return -1;
	if (ctx->options.at != NULL)
		return check_at(ctx, err);
	if (cmd_open_db(ctx, DB_WRITE, err) != 0)
		return -1;
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
	.access = CMD_NONE,
	.opts = opts,
	.run = run_check,
};
