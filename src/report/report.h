#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"
#include "base/lang.h"
#include "report/options.h"

/*
 * Reports from a result document (schemas/result.xsd), laid out by the
 * stylesheets of xslt/. Memory does not grow with the findings. A report is
 * there whole or not at all, and readable by its owner only.
 */
struct db;

/* One way to write one report. */
struct report_kind {
	const char *kind;	/* "self-check", "problems" … */
	const char *format;	/* "html", "xlsx" …; the first of a kind is
				 * the one meant when none is named */
	const char *zh, *en;	/* what its file is called */
	const char *stylesheet; /* "xslt/book/problems.xsl" */
	bool always;		/* one of those that an audit makes */
	bool is_letter;		/* signed and sent: it has a struct letter */
	int (*write)(const char *stylesheet, const char *result_path,
		const char *out_path, const struct report_opts *opts,
		struct error *err);
};

/* All of them, ended by one without a kind. */
extern const struct report_kind report_kinds[];

/* format NULL: the kind's first. NULL where there is no such report. */
const struct report_kind *report_find(const char *kind, const char *format);
int report_write(const struct report_kind *kind, const char *result_path,
	const char *out_path, const struct report_opts *opts,
	struct error *err);
/* What an office's stylesheet makes of the whole result, as its xsl:output
 * says; it is given the kind as the parameter of that name. method: what it is
 * to make by the name of its file, "text", "html" or "xml" (ERR_USAGE where it
 * makes another); NULL: anything. */
int report_own(const char *kind, const char *stylesheet, const char *method,
	const char *result_path, const char *out_path, struct error *err);

/* The name of its file in a language, "zh" or "en". */
const char *report_file_name(const struct report_kind *kind, enum lang lang);

/* Those of an audit on the latest check, and result.xml, into a directory. */
int report_all(struct db *db, const char *dir, enum lang lang, bool masked,
	const struct letter *letter, struct error *err);

#endif
