/*
 * hecha seal [-o FILE] [FILE…]
 *
 * Make the package that submit would queue, as a file.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/heritage.h"
#include "cli/job.h"
#include "cli/sealing.h"
#include "send/package.h"

static const struct opt opts[] = {
	{ "output", 'o', TEXT(output), .arg = N_("FILE"),
		.help = N_("the file to write, or a folder for it (default: "
			   "here, by the package's own name)") },
	SEAL_OPTIONS,
	UNMASKED_OPTION(N_("seal identity numbers and birth dates in full")),
	LETTER_OPTIONS,
	{ 0 },
};

/* Where it goes, the caller's. */
static char *
choose_path(const char *output, const char *name)
{
	struct stat st;

	if (output == NULL)
		return xstrdup(name);
	if (stat(output, &st) == 0 && S_ISDIR(st.st_mode))
		return xasprintf("%s/%s", output, name);
	return xstrdup(output);
}

/* work is beside the target, so that it is there at once as a whole. */
static int
make(struct ctx *ctx, const struct sealing *how, const char *output,
	struct error *err)
{
	char *zip = xasprintf("%s/package.zip", how->work), *path = NULL;
	char *kept = NULL;
	struct package p = { 0 };
	int rc = sealing_make(ctx, how, zip, &p, err);

	if (rc == 0) {
		path = choose_path(output, p.name);
		rc = heritage_spare_file(ctx->db, path, &kept, err);
	}
	if (rc == 0) {
		rc = file_commit(zip, path, err);
		heritage_spared(path, kept, rc == 0);
	}
	if (rc == 0 && !ctx->options.quiet) {
		sealing_print(&p);
		text_print_safe(stdout, _("number %lld of %s in %s, %s: %s\n"),
			(long long)p.sequence, p.division, p.year,
			p.signature != NULL ? _("signed") : _("not signed"),
			path);
	}
	if (rc == 0)
		rc = heritage_note_file(&ctx->db, path, err);
	package_clear(&p);
	free(path);
	free(zip);
	return rc;
}

static int
run_seal(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	char *beside = choose_path(ctx->options.output, "package");
	struct sealing how = { .files = argv, .n = argc, .is_kept = true };
	char *work = NULL;
	bool is_county;
	int rc = job_check_letter(&ctx->options.letter, err);

	if (rc == 0)
		rc = cmd_open_any(ctx, DB_WRITE, &is_county, err);
	if (rc == 0)
		work = file_work_dir(beside, err);
	how.work = work;
	if (work != NULL)
		rc = make(ctx, &how, ctx->options.output, err);
	else
		rc = -1;
	file_remove_dir(work);
	free(work);
	free(beside);
	return rc;
}

const struct cmd cmd_seal = {
	.name = "seal",
	.args = N_("[-o FILE] [FILE…]"),
	.summary = N_("seal result, reports and what they rest on into one "
		      "package"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_seal,
};
