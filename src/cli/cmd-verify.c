/*
 * hecha verify PACKAGE [--trust FILE] [--at DATE] [--records DIR]
 *
 * Is a package whole and true, who signed it, and do the records give the same
 * again? A line a point.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/print.h"
#include "cli/rerun.h"
#include "cli/rows.h"
#include "cli/trusted.h"
#include "send/manifest.h"
#include "send/verify.h"

static const struct opt opts[] = {
	TRUST_OPTIONS,
	{ "records", 0, TEXT(seal.records), .arg = N_("DIR"),
		.help = N_("make the result again from these records and "
			   "compare it byte by byte") },
	TABLE_OPTIONS,
	FORMAT_OPTION(N_("how the points are told")),
	JOBS_OPTION,
	{ 0 },
};

static const char *
words(enum verify_answer answer)
{
	static const char *const all[] = {
		[VERIFY_HOLDS] = N_("holds"),
		[VERIFY_FAILS] = N_("does not hold"),
		[VERIFY_UNASKED] = N_("not asked"),
	};

	return _(all[answer]);
}

static void
tell(void *arg, enum verify_point point, enum verify_answer answer,
	const char *text)
{
	struct rows *rows = arg;
	const char *values[] = { verify_point_name(point),
		verify_answer_name(answer), text };

	if (rows->how == PRINT_TEXT)
		text_print_safe(stdout, "%s: %s", words(answer), text);
	rows_add(rows, values);
}

static int
make_again(struct ctx *ctx, const struct manifest *m,
	const struct verify_how *how, struct error *err)
{
	char *difference = NULL;

	if (ctx->options.seal.records == NULL)
		return 0;
	if (m->is_collected)
		return err_set(err, ERR_USAGE, "CMD-VERIFY-2",
			"%s: it was made of packages, not of records; verify "
			"these, and collect them",
			m->name);
	if (rerun(ctx, m, how->folder, (char *)ctx->options.seal.records,
		    &difference, err) != 0)
		return -1;
	tell(how->arg, VERIFY_AGAIN,
		difference == NULL ? VERIFY_HOLDS : VERIFY_FAILS,
		difference == NULL
			? _("made again from the records, the result is the "
			    "same to the byte")
			: difference);
	if (difference != NULL)
		err_set(err, ERR_SEAL, "VERIFY-5", "%s does not hold: %s",
			m->name, verify_point_name(VERIFY_AGAIN));
	free(difference);
	return err->kind == ERR_NONE ? 0 : -1;
}

static int
verify(struct ctx *ctx, const char *path, struct verify_how *how,
	struct error *err)
{
	struct verified v;
	const struct manifest *m;
	int rc = verify_package(&v, path, how, err);

	m = v.manifest;
	if (rc == 0)
		rc = make_again(ctx, m, how, err);
	if (rc == 0 && ((struct rows *)how->arg)->how == PRINT_TEXT &&
		!ctx->options.quiet)
		text_print_safe(stdout,
			_("%s: number %lld of %s in %s, as of %s\n"), m->name,
			(long long)m->sequence, m->division, m->year, m->as_of);
	verified_clear(&v);
	return rc;
}

static int
run_verify(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	static const char *const keys[] = { "point", "answer", "text" };
	struct rows rows = { .keys = keys, .n = 3, .has_mark = true };
	struct verify_how how = { .tell = tell, .arg = &rows };
	struct trusted trusted = { 0 };
	char *folder = NULL;
	int rc = -1;

	if (argc != 1)
		return err_set(err, ERR_USAGE, "CMD-VERIFY-1",
			"usage: verify PACKAGE");
	if (print_parse_format(&rows.how, ctx->options.format, err) != 0 ||
		trusted_choose(&trusted, &how, ctx, err) != 0)
		return -1;
	folder = trusted_folder(err);
	how.folder = folder;
	rows_begin(&rows);
	if (folder != NULL)
		rc = verify(ctx, argv[0], &how, err);
	rows_end(&rows);
	file_remove_dir(folder);
	free(folder);
	trusted_clear(&trusted);
	return rc;
}

const struct cmd cmd_verify = {
	.name = "verify",
	.args = N_("PACKAGE"),
	.summary = N_("is a package whole, who signed it, can it be made "
		      "again"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_verify,
};
