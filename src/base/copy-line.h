#ifndef COPY_LINE_H
#define COPY_LINE_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

/*
 * A row in the text format of PostgreSQL's COPY: values between tabs, \N for
 * NULL, a letter behind \ for what would end a value or a line.
 */
struct copy_line {
	char **values; /* NULL: NULL; each ends in a NUL besides */
	size_t *lengths;
	int n, room;
};

/* More columns than any query of PostgreSQL's can have. */
enum { COPY_LINE_COLUMNS = 1664 };

/* Nothing of a row; its room stays. */
void copy_line_reset(struct copy_line *row);
void copy_line_add(struct copy_line *row, char *value, size_t length);
/* Take a line of n bytes apart where it stands: the values are borrowed from
 * it, and the byte behind it must be the caller's, too. What is no escape
 * stands for itself. False: there are too many columns. */
bool copy_line_split(struct copy_line *row, char *line, size_t n);
void copy_line_clear(struct copy_line *row);

/* Add a value, NULL as well, as it stands in such a line. */
void copy_line_write(struct strbuf *line, const char *value);

#endif
