/*
 * make-report self-check|problems RESULT OUT [LIMIT]
 *
 * One report from a result document that no database stands behind. LIMIT is
 * how many findings one page, or rows one sheet, may hold.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "lib/xml.h"
#include "report/report.h"

int
main(int argc, char **argv)
{
	struct report_opts opts = { 0 };
	struct error err = { 0 };
	const struct report_kind *kind;
	char *format;
	int rc;

	if (argc < 4) {
		fputs("usage: make-report KIND[.FORMAT] RESULT OUT [LIMIT]\n",
			stderr);
		return 2;
	}
	if (argc > 4) {
		opts.single_page = strtoul(argv[4], NULL, 10);
		opts.sheet_rows = strtol(argv[4], NULL, 10);
	}
	umask(077);
	xml_init();
	format = strchr(argv[1], '.'); /* "problems.csv" */
	if (format != NULL)
		*format++ = '\0';
	kind = report_find(argv[1], format);
	if (kind == NULL) {
		fputs("make-report: no such report\n", stderr);
		return 2;
	}
	rc = report_write(kind, argv[2], argv[3], &opts, &err);
	if (rc != 0)
		fprintf(stderr, "make-report: %s\n", err.msg);
	return rc == 0 ? 0 : 1;
}
