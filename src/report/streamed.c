/*
 * Reports made in one go over the parts of a result, so that memory does not
 * grow with the findings: workbooks and texts.
 */
#include "config.h"
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/mem.h"
#include "lib/xml.h"
#include "lib/xslt.h"
#include "report/result-parts.h"
#include "report/workbook.h"
#include "report/writers.h"

/* Findings for one application: more would be more memory and no less time. */
#define AT_ONCE 500

struct phases {
	struct xslt *xslt;
	struct parts *parts;
	char *tmp; /* what is written before it takes the report's name */
	struct book *book;
	FILE *text;
};

/* Apply the stylesheet once: phase is "begin", "exits", "part" or "end". */
static int
apply(struct phases *p, const char *phase, const char *from, struct error *err)
{
	const char *const params[] = { "phase", phase, "from", from, NULL };
	struct _xmlDoc *doc;
	char *text;
	size_t n;
	int rc;

	if (p->book != NULL) {
		if (xslt_tree(p->xslt, parts_tree(p->parts), params, &doc,
			    err) != 0)
			return -1;
		rc = book_add(p->book, doc, err);
		xml_free(doc);
		return rc;
	}
	if (xslt_text(p->xslt, parts_tree(p->parts), params, &text, &n, err) !=
		0)
		return -1;
	rc = fwrite(text, 1, n, p->text) == n
		? 0
		: err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", p->tmp,
			  err_reason(errno));
	free(text);
	return rc;
}

/* As many of the households that exit as findings, after a number of them. */
static int
apply_exits(struct phases *p, struct error *err)
{
	size_t before;
	int rc;

	while ((rc = parts_some_exits(p->parts, AT_ONCE, &before, err)) == 1) {
		char *from = xasprintf("%zu", before);

		rc = apply(p, "exits", from, err);
		free(from);
		if (rc != 0)
			break;
	}
	return rc;
}

static int
apply_all(struct phases *p, bool exits, struct error *err)
{
	int rc = 0;

	if (apply(p, "begin", "", err) != 0)
		return -1;
	if (exits)
		return apply_exits(p, err) == 0 ? apply(p, "end", "", err) : -1;
	parts_put_away(p->parts);
	while ((rc = parts_some(p->parts, AT_ONCE, err)) == 1) {
		if (apply(p, "part", "", err) != 0)
			return -1;
	}
	parts_put_back(p->parts);
	return rc == 0 ? apply(p, "end", "", err) : -1;
}

static int
open_phases(struct phases *p, const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts, struct error *err)
{
	enum parts_exits which = opts->exits ? PARTS_EXITS_LATER
					     : PARTS_NO_EXITS;
	int rc = -1;

	if (xslt_load(&p->xslt, stylesheet, err) == 0 &&
		parts_open(&p->parts, result_path, which, opts->homes, err) ==
			0 &&
		file_begin(out_path, &p->tmp, err) == 0)
		rc = 0;
	return rc;
}

static int
close_phases(struct phases *p, int rc, const char *out_path, struct error *err)
{
	if (rc == 0)
		rc = file_commit(p->tmp, out_path, err);
	if (rc != 0)
		file_abort(p->tmp);
	parts_close(p->parts);
	xslt_free(p->xslt);
	free(p->tmp);
	return rc;
}

int
write_book(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts, struct error *err)
{
	/* For the rows that are not packed yet: people's data, to be removed
	 * whatever happens. */
	char *dir = file_work_dir(out_path, err);
	struct phases p = { 0 };
	int rc = dir == NULL
		? -1
		: open_phases(&p, stylesheet, result_path, out_path, opts, err);

	if (rc == 0) {
		p.book = book_new(p.tmp, stylesheet, dir, opts->sheet_rows);
		rc = apply_all(&p, opts->exits, err);
	}
	if (rc == 0)
		rc = book_finish(p.book, err);
	book_free(p.book);
	file_remove_dir(dir);
	free(dir);
	return close_phases(&p, rc, out_path, err);
}

int
write_text(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts, struct error *err)
{
	struct phases p = { 0 };
	int rc = open_phases(&p, stylesheet, result_path, out_path, opts, err);

	if (rc == 0) {
		p.text = fopen(p.tmp, "w");
		rc = p.text != NULL ? apply_all(&p, opts->exits, err) : -1;
		if (p.text == NULL)
			err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s", p.tmp,
				err_reason(errno));
		rc = file_close(p.text, p.tmp, rc, err);
	}
	return close_phases(&p, rc, out_path, err);
}
