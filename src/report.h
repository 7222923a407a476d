#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include "errors.h"

/*
 * Reports from a result document (schemas/result.xsd), laid out by the
 * stylesheets of xslt/. Memory does not grow with the findings. A report is
 * there whole or not at all, and readable by its owner only.
 */
struct db;

struct report_opts {
	size_t single_page; /* findings one page may hold; 0: 1500 */
	long sheet_rows;    /* rows one sheet may hold; 0: as Excel */
};

/* The self-check report as HTML: one page that needs nothing else, or, where
 * it would grow too long, an index at out_path and numbered pages in a
 * directory beside it ("report.html", "report.files/"). opts may be NULL. */
int report_self_check(const char *result_path, const char *out_path,
	const struct report_opts *opts, struct error *err);

/* The list of problems as a workbook (.xlsx), to fill in and hand back. */
int report_problems(const char *result_path, const char *out_path,
	const struct report_opts *opts, struct error *err);

/* What a report is called when nobody says: kind is "self-check" or
 * "problems", lang "zh" or "en". NULL for another kind. */
const char *report_file_name(const char *kind, const char *lang);

/* All reports on the latest check, and result.xml, into a directory. */
int report_all(struct db *db, const char *dir, const char *lang, bool masked,
	struct error *err);

#endif
