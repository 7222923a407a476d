#ifndef WRITERS_H
#define WRITERS_H

#include "base/errors.h"
#include "report/options.h"

/*
 * The writers of report.c's table. Each applies a stylesheet, by its path, to a
 * result and leaves the whole report or none.
 */

/* HTML: one page that needs nothing else, or, where it would grow too long,
 * an index at out_path and numbered pages in a directory beside it
 * ("report.html", "report.files/"). */
int write_pages(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts,
	struct error *err);

/* One page in the same frame, of everything but the findings. */
int write_front(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts,
	struct error *err);

/* A workbook (.xlsx) in the vocabulary of book.h; the stylesheet is applied
 * like that of write_text or, to an acceptance, with the parameter phase
 * "begin", and then "exits" for some households at a time, which the tree then
 * holds alone; "from" is how many came before them. */
int write_book(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts,
	struct error *err);

/* Text of any kind, in a stream: the stylesheet is applied with the parameter
 * phase "begin", then "part" for some parts at a time, then "end"; to the parts
 * the villages have their counts only. */
int write_text(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts,
	struct error *err);

/* A document (.docx): the stylesheet is applied with the parameter part "text"
 * and "properties", and with those of struct letter ("number", "signer",
 * "date"), to a result whose parts are empty and which has the exits that are
 * listed. It makes the parts word/document.xml and docProps/core.xml of the
 * package. */
int write_word(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts,
	struct error *err);
/* The same as .pdf. ERR_SYSTEM where LibreOffice is not installed. */
int write_print(const char *stylesheet, const char *result_path,
	const char *out_path, const struct report_opts *opts,
	struct error *err);

#endif
