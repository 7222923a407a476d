/*
 * Which reports there are, and those of an audit together.
 */
#include "config.h"
#include <stdio.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/crew.h"
#include "base/file.h"
#include "base/mem.h"
#include "lib/xslt.h"
#include "report/report.h"
#include "report/result-parts.h"
#include "report/result.h"
#include "report/writers.h"

const struct report_kind report_kinds[] = {
	{ "self-check", "html", "自查报告.html", "self-check.html",
		"xslt/html/self-check.xsl", true, false, write_pages },
	{ "self-check", "docx", "自查报告.docx", "self-check.docx",
		"xslt/word/self-check.xsl", true, true, write_word },
	{ "self-check", "pdf", "自查报告.pdf", "self-check.pdf",
		"xslt/word/self-check.xsl", false, true, write_print },
	{ "acceptance", "docx", "验收报告.docx", "acceptance.docx",
		"xslt/word/acceptance.xsl", true, true, write_word },
	{ "acceptance", "pdf", "验收报告.pdf", "acceptance.pdf",
		"xslt/word/acceptance.xsl", false, true, write_print },
	{ "acceptance", "xlsx", "验收报告.xlsx", "acceptance.xlsx",
		"xslt/book/acceptance.xsl", true, false, write_book },
	{ "problems", "xlsx", "问题清单.xlsx", "problems.xlsx",
		"xslt/book/problems.xsl", true, false, write_book },
	{ "problems", "csv", "问题清单.csv", "problems.csv",
		"xslt/text/csv.xsl", false, false, write_text },
	{ "problems", "json", "问题清单.json", "problems.json",
		"xslt/text/json.xsl", false, false, write_text },
	{ "problems", "md", "问题清单.md", "problems.md", "xslt/text/md.xsl",
		false, false, write_text },
	{ "problems", "sarif", "问题清单.sarif", "problems.sarif",
		"xslt/text/sarif.xsl", false, false, write_text },
	{ "problems", "junit", "问题清单.junit.xml", "problems.junit.xml",
		"xslt/text/junit.xsl", false, false, write_text },
	{ "visits", "xlsx", "入户核查单.xlsx", "visits.xlsx",
		"xslt/book/visits.xsl", true, false, write_book },
	{ "overview", "html", "督导总览.html", "overview.html",
		"xslt/html/overview.xsl", true, false, write_front },
	{ "checklist", "docx", "核查清单.docx", "checklist.docx",
		"xslt/word/checklist.xsl", true, false, write_word },
	{ "checklist", "pdf", "核查清单.pdf", "checklist.pdf",
		"xslt/word/checklist.xsl", false, false, write_print },
	{ "evaluation", "html", "评估报告.html", "evaluation.html",
		"xslt/html/evaluation.xsl", false, false, write_front },
	{ "evaluation", "docx", "评估报告.docx", "evaluation.docx",
		"xslt/word/evaluation.xsl", false, true, write_word },
	{ "evaluation", "pdf", "评估报告.pdf", "evaluation.pdf",
		"xslt/word/evaluation.xsl", false, true, write_print },
	{ "evaluation", "xlsx", "评估报告.xlsx", "evaluation.xlsx",
		"xslt/book/evaluation.xsl", false, false, write_book },
	{ "field", "xlsx", "评估入户表.xlsx", "field.xlsx",
		"xslt/book/field.xsl", false, false, write_book },
	{ "field", "docx", "评估入户表.docx", "field.docx",
		"xslt/word/field.xsl", false, false, write_word },
	{ "field", "pdf", "评估入户表.pdf", "field.pdf", "xslt/word/field.xsl",
		false, false, write_print },
	{ 0 },
};

const struct report_kind *
report_find(const char *kind, const char *format)
{
	for (const struct report_kind *k = report_kinds; k->kind != NULL; k++) {
		if (strcmp(k->kind, kind) == 0 &&
			(format == NULL || strcmp(k->format, format) == 0))
			return k;
	}
	return NULL;
}

int
report_write(const struct report_kind *kind, const char *result_path,
	const char *out_path, const struct report_opts *opts, struct error *err)
{
	struct report_opts o = { 0 };
	char *path;
	int rc;

	if (opts != NULL)
		o = *opts;
	path = o.stylesheet != NULL ? xstrdup(o.stylesheet)
				    : file_data_path(kind->stylesheet);
	o.exits = strcmp(kind->kind, "acceptance") == 0;
	o.homes = o.stylesheet != NULL || strcmp(kind->kind, "visits") == 0;
	rc = kind->write(path, result_path, out_path, &o, err);
	free(path);
	return rc;
}

/* Is there nothing but white space, behind the declaration of XML? */
static bool
is_nothing(const char *text, size_t n)
{
	const char *end = text + n, *s = text;

	if (n >= 5 && memcmp(s, "<?xml", 5) == 0) {
		while (s < end && *s != '>')
			s++;
		s += s < end;
	}
	while (s < end && strchr(" \t\r\n", *s) != NULL && *s != '\0')
		s++;
	return s == end;
}

/* By xsl:output, or, of a page, by its root: XHTML is XML. What makes text may
 * make any file. */
static bool
is_made(const char *wanted, const char *makes, const char *text)
{
	if (wanted == NULL || (makes != NULL && strcmp(makes, "text") == 0))
		return true;
	if (strcmp(wanted, "html") == 0)
		return strcasestr(text, "<html") != NULL;
	return strcmp(wanted, "xml") == 0 &&
		(makes == NULL || strcmp(makes, "html") != 0);
}

int
report_own(const char *kind, const char *stylesheet, const char *method,
	const char *result_path, const char *out_path, struct error *err)
{
	const char *const params[] = { "kind", kind, NULL };
	struct parts *parts = NULL;
	struct xslt *xslt = NULL;
	char *text = NULL;
	size_t n;
	int rc = -1;

	if (xslt_load(&xslt, stylesheet, err) == 0 &&
		parts_open(&parts, result_path, PARTS_ALL, true, err) == 0 &&
		parts_fill(parts, SIZE_MAX, err) == 0 &&
		xslt_text(xslt, parts_tree(parts), params, &text, &n, err) == 0)
		rc = 0;
	if (rc == 0 && is_nothing(text, n))
		rc = err_set(err, ERR_INPUT, "REPORT-1",
			"%s: makes nothing of the result", stylesheet);
	else if (rc == 0 && !is_made(method, xslt_method(xslt), text))
		rc = err_set(err, ERR_USAGE, "REPORT-2",
			"%s: by its name this would be %s, and %s makes "
			"something else",
			out_path, method, stylesheet);
	else if (rc == 0)
		rc = file_write(out_path, text, n, err);
	free(text);
	parts_close(parts);
	xslt_free(xslt);
	return rc;
}

const char *
report_file_name(const struct report_kind *kind, enum lang lang)
{
	return lang == LANG_EN ? kind->en : kind->zh;
}

/* The reports need only the result, so they can be made side by side; two at
 * once, for the memory's sake. */
#define SIDE_BY_SIDE 2

struct batch {
	const char *result, *dir;
	enum lang lang;
	struct report_opts opts;
};

/* The nth of those that are always made; NULL: there are fewer. The longest is
 * the first, lest it be alone at the end. */
static const struct report_kind *
nth_always(size_t n)
{
	const struct report_kind *longest = report_find("visits", NULL);

	if (n == 0)
		return longest;
	for (const struct report_kind *k = report_kinds; k->kind != NULL; k++) {
		if (k->always && k != longest && --n == 0)
			return k;
	}
	return NULL;
}

static int
make_report(void *arg, size_t worker, size_t job, bool ready, struct error *err)
{
	const struct batch *b = arg;
	const struct report_kind *k = nth_always(job);
	char *out = xasprintf("%s/%s", b->dir, report_file_name(k, b->lang));
	int rc = report_write(k, b->result, out, &b->opts, err);

	(void)worker;
	(void)ready;
	free(out);
	return rc;
}

int
report_all(struct db *db, const char *dir, enum lang lang, bool masked,
	const struct letter *letter, struct error *err)
{
	char *result = xasprintf("%s/result.xml", dir);
	struct batch b = { .result = result,
		.dir = dir,
		.lang = lang,
		.opts.letter = *letter };
	struct crew_work work = {
		.workers = SIDE_BY_SIDE, .arg = &b, .run = make_report
	};
	int rc = -1;

	while (nth_always(work.jobs) != NULL)
		work.jobs++;
	if (file_make_dir(dir, err) == 0 &&
		result_write(db, result, lang, masked, err) == 0)
		rc = crew_run(&work, err);
	free(result);
	return rc;
}
