/*
 * hecha template [KIND…]
 *
 * Blank ledgers as a workbook, to fill in and to import.
 */
#include "config.h"
#include <stdlib.h>
#include "base/intl.h"
#include "base/text.h"
#include "cli/ledgers.h"

static const struct opt opts[] = {
	{ "output", 'o', TEXT(output), .arg = N_("FILE"),
		.help = N_("the workbook to write (default: ledgers.xlsx)") },
	PLAN_CODES_OPTION,
	{ 0 },
};

static int
run_template(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const char *path = ctx->options.output != NULL ? ctx->options.output
						       : "ledgers.xlsx";
	struct job job = { .options = &ctx->options };
	const struct kind **kinds = NULL;
	struct ledger_opts o = { .lang = ctx->lang };
	int rc = -1;

	if (job_load_for_plan(&job, err) != 0)
		goto out;
	kinds = ledgers_kinds(&job, argv, argc, &o.nkinds, err);
	if (kinds == NULL)
		goto out;
	o.kinds = kinds;
	o.codes = job.codes;
	rc = ledger_write(path, &o, err);
	if (rc == 0 && !ctx->options.quiet)
		text_print_safe(stdout,
			_("written: %s\n"
			  "Next: fill it in as its first sheet says, then "
			  "hecha "
			  "audit PLAN %s -o DIR\n"),
			path, path);
out:
	free(kinds);
	job_clear(&job);
	return rc;
}

const struct cmd cmd_template = {
	.name = "template",
	.args = N_("[KIND…]"),
	.summary = N_("make blank ledgers (.xlsx) to fill in"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_template,
};
