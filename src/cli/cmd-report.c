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
#include <strings.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "cli/cmd.h"
#include "cli/heritage.h"
#include "cli/job.h"
#include "lib/db.h"
#include "records/store.h"
#include "report/report.h"
#include "report/result.h"
#include "send/county.h"

static const struct opt opts[] = {
	{ "format", 'f', TEXT(format),
		.arg = "html|docx|pdf|xlsx|csv|json|md|sarif|junit|xml",
		.help = N_("the format (default: html, docx or xlsx, as the "
			   "report is); xml is the result that reports are "
			   "made from") },
	{ "output", 'o', TEXT(output), .arg = N_("FILE"),
		.help = N_("the file to write (default: the report's name, in "
			   "the current directory; -: standard output)") },
	{ "stylesheet", 0, TEXT(stylesheet), .arg = N_("FILE"),
		.help = N_("a layout of your own, XSLT 1.0 for the result; "
			   "its xsl:output decides on the format, or it "
			   "makes what docx, pdf or xlsx is made from") },
	UNMASKED_OPTION(N_("write identity numbers and birth dates in full")),
	LETTER_OPTIONS,
	{ 0 },
};

/* Reports on what the visits to a sample found, or are to find. */
static bool
is_evaluation(const char *name)
{
	return strcmp(name, "evaluation") == 0 || strcmp(name, "field") == 0;
}

/* The format that a file's name ends with, or NULL. */
static const char *
ending_of(const char *path)
{
	static const char *const endings[][2] = { { ".html", "html" },
		{ ".htm", "html" }, { ".docx", "docx" }, { ".pdf", "pdf" },
		{ ".xlsx", "xlsx" }, { ".csv", "csv" }, { ".json", "json" },
		{ ".md", "md" }, { ".sarif", "sarif" },
		{ ".junit.xml", "junit" }, { ".xml", "xml" } };
	size_t n = strlen(path);

	for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
		size_t len = strlen(endings[i][0]);

		if (n > len && strcasecmp(path + n - len, endings[i][0]) == 0)
			return endings[i][1];
	}
	return NULL;
}

/* What a stylesheet is to make for a file of that name; NULL: whatever it does.
 */
static const char *
method_of(const char *path)
{
	static const char *const texts[] = { "csv", "json", "md", "sarif" };
	const char *ending = ending_of(path);

	for (size_t i = 0; ending != NULL && i < 4; i++) {
		if (strcmp(ending, texts[i]) == 0)
			return "text";
	}
	if (ending == NULL || strcmp(ending, "html") == 0)
		return ending;
	return "xml";
}

/* The result goes into a directory of ours beside the report, so that nobody
 * else sees it and the disk that must hold the report holds it too; what is for
 * standard output ("-") is made there as well. Without a kind it is the
 * stylesheet that makes the report, or the result itself that is wanted. */
static int
write_report(struct ctx *ctx, const char *name, const struct report_kind *kind,
	const char *out, struct error *err)
{
	const struct options *o = &ctx->options;
	const struct report_opts how = { .stylesheet = o->stylesheet,
		.letter = o->letter };
	bool is_printed = strcmp(out, "-") == 0;
	int (*write)(struct db *, const char *, enum lang, bool,
		struct error *) = is_evaluation(name) ? result_write_evaluation
						      : result_write;
	char *dir = file_work_dir(is_printed ? o->db : out, err);
	char *result, *own;
	int rc = -1;

	if (dir == NULL)
		return -1;
	result = xasprintf("%s/result.xml", dir);
	own = is_printed ? xasprintf("%s/report", dir) : xstrdup(out);
	if (kind == NULL && o->stylesheet == NULL)
		rc = write(ctx->db, own, ctx->lang, !o->unmasked, err);
	else if (write(ctx->db, result, ctx->lang, !o->unmasked, err) == 0)
		rc = kind != NULL ? report_write(kind, result, own, &how, err)
				  : report_own(name, o->stylesheet,
					    is_printed ? NULL : method_of(out),
					    result, own, err);
	if (rc == 0 && is_printed)
		rc = file_print(own, err);
	else if (rc == 0)
		rc = heritage_note_file(&ctx->db, out, err);
	file_remove_dir(dir);
	free(result);
	free(own);
	free(dir);
	return rc;
}

/* Formats that a stylesheet of one's own can be for. */
static bool
is_package(const char *name)
{
	return strcmp(name, "docx") == 0 || strcmp(name, "pdf") == 0 ||
		strcmp(name, "xlsx") == 0;
}

/* A file of one format is not given the name of another. */
static bool
agree(const char *ending, const char *given)
{
	return ending == NULL || strcmp(ending, given) == 0 ||
		(strcmp(ending, "xml") == 0 && strcmp(given, "junit") == 0) ||
		(strcmp(ending, "json") == 0 && strcmp(given, "sarif") == 0);
}

/* --format, else what the file's name ends with; NULL: not said. */
static int
choose_format(const struct options *o, const char **format, struct error *err)
{
	bool is_named = o->output != NULL && strcmp(o->output, "-") != 0;
	const char *ending = is_named ? ending_of(o->output) : NULL;

	*format = o->format != NULL ? o->format : ending;
	if (o->format != NULL && !agree(ending, o->format))
		return err_set(err, ERR_USAGE, "CMD-REPORT-7",
			"%s ends as a file of format %s, and --format says %s",
			o->output, ending, o->format);
	if (o->stylesheet != NULL && o->format == NULL &&
		(ending == NULL || !is_package(ending)))
		*format = NULL;
	else if (is_named && *format == NULL)
		return err_set(err, ERR_USAGE, "CMD-REPORT-8",
			"%s: its ending names no format; say it with --format",
			o->output);
	return 0;
}

/* The kind of report in the wanted format, or NULL for what has no writer of
 * ours: the result itself, or what a stylesheet makes of it. */
static int
choose(const struct options *o, const char *name,
	const struct report_kind **kind, struct error *err)
{
	const char *format;

	*kind = NULL;
	if (report_find(name, NULL) == NULL)
		return err_set(err, ERR_USAGE, "CMD-REPORT-1",
			"unknown report '%s'", name);
	if (choose_format(o, &format, err) != 0)
		return -1;
	if (o->stylesheet != NULL && format == NULL)
		return o->output != NULL
			? 0
			: err_set(err, ERR_USAGE, "CMD-REPORT-2",
				  "--stylesheet needs --output, or --format "
				  "docx, pdf or xlsx");
	/* html by its name alone is what a stylesheet makes of the whole */
	if (o->stylesheet != NULL && !is_package(format) &&
		strcmp(format, "html") != 0)
		return err_set(err, ERR_USAGE, "CMD-REPORT-3",
			"with --stylesheet its xsl:output decides; only "
			"html, docx, pdf and xlsx can be chosen");
	if (format != NULL && strcmp(format, "xml") == 0)
		return 0;
	*kind = report_find(name, format);
	if (*kind == NULL)
		return err_set(err, ERR_USAGE, "CMD-REPORT-4",
			"report %s cannot be written as %s", name, format);
	return 0;
}

/* Number, signer and day are of documents that are signed. */
static int
check_letter(const struct letter *letter, const struct report_kind *kind,
	struct error *err)
{
	bool given = letter->number != NULL || letter->signer != NULL ||
		letter->date != NULL;

	if (given && (kind == NULL || !kind->is_letter))
		return err_set(err, ERR_USAGE, "CMD-REPORT-5",
			"--number, --signer and --date are for the "
			"self-check, the acceptance and the evaluation as docx "
			"or pdf");
	return job_check_letter(letter, err);
}

/* Of collected packages there is the overview alone. */
static int
report_county(struct ctx *ctx, const char *name, struct error *err)
{
	const struct options *o = &ctx->options;
	const char *format, *out = o->output;
	int rc;

	if (strcmp(name, "overview") != 0)
		return err_set(err, ERR_USAGE, "CMD-REPORT-9",
			"of collected packages there is the report overview "
			"alone");
	if (choose_format(o, &format, err) != 0)
		return -1;
	if (format == NULL)
		format = "html";
	if (out == NULL)
		out = strcmp(format, "xlsx") == 0 ? _("overview.xlsx")
						  : _("overview.html");
	rc = county_report(ctx->db, format, out, ctx->lang, err);
	if (rc == 0 && !o->quiet)
		text_print_safe(stdout, _("written: %s\n"), out);
	return rc;
}

static int
report_street(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	const struct options *o = &ctx->options;
	const struct report_kind *kind;
	const char *out = o->output;
	char *kept = NULL;
	int rc;

	if (argc != 1)
		return err_set(
			err, ERR_USAGE, "CMD-REPORT-6", "usage: report KIND");
	if (choose(o, argv[0], &kind, err) != 0 ||
		check_letter(&o->letter, kind, err) != 0)
		return -1;
	if (out == NULL)
		out = kind != NULL ? report_file_name(kind, ctx->lang)
				   : "result.xml";
	if (strcmp(out, "-") != 0 &&
		heritage_spare_file(ctx->db, out, &kept, err) != 0)
		return -1;
	rc = write_report(ctx, argv[0], kind, out, err);
	heritage_spared(out, kept, rc == 0);
	if (rc != 0 || o->quiet || strcmp(out, "-") == 0)
		return rc;
	text_print_safe(stdout, _("written: %s\n"), out);
	return kind != NULL && kind->is_letter
		? job_tell_blanks(ctx->db, &o->letter, err)
		: 0;
}

static int
run_report(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	bool is_county;

	if (cmd_open_any(ctx, DB_READ, &is_county, err) != 0)
		return -1;
	if (is_county && argc == 1)
		return report_county(ctx, argv[0], err);
	return report_street(ctx, argc, argv, err);
}

const struct cmd cmd_report = {
	.name = "report",
	.args = N_("KIND"),
	.summary = N_(
		"write a report: self-check, acceptance, overview, problems, "
		"visits, checklist, evaluation, field"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_report,
};
