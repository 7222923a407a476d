/*
 * hecha report KIND
 *
 * One report on the latest check, in one of the formats that report.c names,
 * or the result that all reports are made from (xml).
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cmd.h"
#include "file.h"
#include "intl.h"
#include "mem.h"
#include "report.h"
#include "result.h"

static const char *format, *output;
static bool unmasked;

static const struct opt opts[] = {
	{ "format", 'f', .text = &format, .arg = "html|docx|pdf|xlsx|csv|json|md|sarif|junit|xml",
		.help = N_("the format (default: html, docx or xlsx, as the "
			   "report is); xml is the result that reports are "
			   "made from") },
	{ "output", 'o', .text = &output, .arg = "FILE",
		.help = N_("the file to write (default: the report's name, in "
			   "the current directory)") },
	{ "unmasked", 0, .flag = &unmasked,
		.help = N_("write identity numbers and birth dates in full") },
	{ 0 },
};

/* The result goes into a directory of ours beside the report, so that nobody
 * else sees it and the disk that must hold the report holds it too. */
static int
write_report(struct ctx *ctx, const struct report_kind *kind, const char *out,
	struct error *err)
{
	char *dir = file_work_dir(out, err), *result;
	int rc = -1;

	if (dir == NULL)
		return -1;
	result = xasprintf("%s/result.xml", dir);
	if (result_write(ctx->db, result, ctx->lang, !unmasked, err) == 0)
		rc = report_write(kind, result, out, NULL, err);
	file_remove_dir(dir);
	free(result);
	free(dir);
	return rc;
}

static int
run_report(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const char *out = output;
	const struct report_kind *kind;
	bool xml = format != NULL && strcmp(format, "xml") == 0;
	int rc;

	if (argc != 1)
		return err_set(err, ERR_USAGE, "%s", _("usage: report KIND"));
	if (report_find(argv[0], NULL) == NULL)
		return err_set(
			err, ERR_USAGE, _("unknown report '%s'"), argv[0]);
	kind = report_find(argv[0], xml ? NULL : format);
	if (kind == NULL)
		return err_set(err, ERR_USAGE,
			_("report %s cannot be written as %s"), argv[0],
			format);
	if (out == NULL)
		out = xml ? "result.xml" : report_file_name(kind, ctx->lang);
	rc = xml ? result_write(ctx->db, out, ctx->lang, !unmasked, err)
		 : write_report(ctx, kind, out, err);
	if (rc == 0 && !ctx->quiet)
		printf(_("written: %s\n"), out);
	return rc;
}

const struct cmd cmd_report = {
	.name = "report",
	.args = "KIND",
	.summary = N_("write a report: self-check, acceptance, overview, problems, "
		      "visits, checklist"),
	.access = CMD_READ,
	.opts = opts,
	.run = run_report,
};
