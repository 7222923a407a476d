/*
 * make-table OUT <TABLE: a table as .xlsx by libxlsxwriter, every cell text;
 * fields between tabs.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

int
main(int argc, char **argv)
{
	lxw_workbook *book;
	lxw_worksheet *sheet;
	lxw_row_t row = 0;
	char *line = NULL;
	size_t size = 0;
	ssize_t n;

	if (argc != 2) {
		fputs("usage: make-table OUT <TABLE\n", stderr);
		return 2;
	}
	book = workbook_new(argv[1]);
	sheet = workbook_add_worksheet(book, NULL);
	while ((n = getline(&line, &size, stdin)) > 0) {
		char *rest = line, *field;
		lxw_col_t column = 0;

		line[strcspn(line, "\n")] = '\0';
		while ((field = strsep(&rest, "\t")) != NULL)
			worksheet_write_string(
				sheet, row, column++, field, NULL);
		row++;
	}
	free(line);
	return workbook_close(book) == LXW_NO_ERROR ? 0 : 1;
}
