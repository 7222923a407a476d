#ifndef REPORT_OPTIONS_H
#define REPORT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

/* What a document that is signed carries besides what was found; NULL leaves a
 * blank to fill in. */
struct letter {
	const char *number; /* of the document */
	const char *signer; /* who signs it out */
	const char *date;   /* "2026-12-20" */
};

struct report_opts {
	struct letter letter;
	size_t single_page;	/* findings one page may hold; 0: 1500 */
	long sheet_rows;	/* rows one sheet may hold; 0: as Excel */
	const char *stylesheet; /* one of the office's instead of ours */
	/* report_write sets these: it is about the households that exit, and
	 * not about findings; it may tell who lives in each household. */
	bool exits, homes;
};

#endif
