/*
 * The list of problems, and all reports on one check together.
 */
#include "config.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "book.h"
#include "file.h"
#include "mem.h"
#include "parts.h"
#include "report.h"
#include "result.h"
#include "xml.h"
#include "xslt.h"

/* One application of the stylesheet: phase "begin", "part" or "end". */
static int
add_phase(struct book *book, struct xslt *xslt, struct parts *parts,
	const char *phase, struct error *err)
{
	const char *const params[] = { "phase", phase, NULL };
	struct _xmlDoc *doc;
	int rc;

	if (xslt_tree(xslt, parts_tree(parts), params, &doc, err) != 0)
		return -1;
	rc = book_add(book, doc, err);
	xml_free(doc);
	return rc;
}

static int
fill_book(struct book *book, struct xslt *xslt, struct parts *parts,
	struct error *err)
{
	long number;
	int rc;

	if (add_phase(book, xslt, parts, "begin", err) != 0)
		return -1;
	while ((rc = parts_next(parts, &number, err)) == 1) {
		if (add_phase(book, xslt, parts, "part", err) != 0)
			return -1;
	}
	if (rc != 0 || add_phase(book, xslt, parts, "end", err) != 0)
		return -1;
	return book_finish(book, err);
}

static char *
directory_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return xstrdup(".");
	return xstrndup(path, slash == path ? 1 : (size_t)(slash - path));
}

int
report_problems(const char *result_path, const char *out_path,
	const struct report_opts *opts, struct error *err)
{
	char *style = file_data_path("xslt/problems.xsl");
	char *dir = directory_of(out_path), *tmp = NULL;
	struct parts *parts = NULL;
	struct xslt *xslt = NULL;
	struct book *book = NULL;
	int rc = -1;

	if (xslt_load(&xslt, style, err) != 0 ||
		parts_open(&parts, result_path, err) != 0 ||
		file_begin(out_path, &tmp, err) != 0)
		goto out;
	book = book_new(tmp, dir, opts != NULL ? opts->sheet_rows : 0);
	if (fill_book(book, xslt, parts, err) != 0)
		goto out;
	rc = file_commit(tmp, out_path, err);
out:
	book_free(book);
	if (rc != 0)
		file_abort(tmp);
	parts_close(parts);
	xslt_free(xslt);
	free(tmp);
	free(dir);
	free(style);
	return rc;
}

const char *
report_file_name(const char *kind, const char *lang)
{
	bool is_english = strcmp(lang, "en") == 0;

	if (strcmp(kind, "self-check") == 0)
		return is_english ? "self-check.html" : "自查报告.html";
	if (strcmp(kind, "problems") == 0)
		return is_english ? "problems.xlsx" : "问题清单.xlsx";
	return NULL;
}

/* The two reports need only the result, so each has a thread. */
struct job {
	const char *result, *out;
	struct error err;
	int rc;
};

static void *
make_problems(void *arg)
{
	struct job *job = arg;

	job->rc = report_problems(job->result, job->out, NULL, &job->err);
	return NULL;
}

static int
make_both(const char *result, const char *page, const char *list,
	struct error *err)
{
	struct job job = { .result = result, .out = list };
	pthread_t thread;
	bool has_thread =
		pthread_create(&thread, NULL, make_problems, &job) == 0;
	int rc = report_self_check(result, page, NULL, err);

	if (has_thread)
		pthread_join(thread, NULL);
	else
		make_problems(&job);
	if (rc == 0 && job.rc != 0) {
		*err = job.err;
		rc = -1;
	}
	return rc;
}

int
report_all(struct db *db, const char *dir, const char *lang, bool masked,
	struct error *err)
{
	char *result = xasprintf("%s/result.xml", dir);
	char *page = xasprintf(
		"%s/%s", dir, report_file_name("self-check", lang));
	char *list =
		xasprintf("%s/%s", dir, report_file_name("problems", lang));
	int rc = -1;

	if (file_make_dir(dir, err) == 0 &&
		result_write(db, result, lang, masked, err) == 0)
		rc = make_both(result, page, list, err);
	free(result);
	free(page);
	free(list);
	return rc;
}
