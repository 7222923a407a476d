/*
 * Rows in the text format of COPY.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/copy-line.h"
#include "base/mem.h"
#include "base/strbuf.h"

void
copy_line_reset(struct copy_line *row)
{
	row->n = 0;
}

void
copy_line_add(struct copy_line *row, char *value, size_t length)
{
	if (row->n == row->room) {
		row->room = row->room * 2 + 16;
		row->values = xreallocarray(
			row->values, (size_t)row->room, sizeof *row->values);
		row->lengths = xreallocarray(
			row->lengths, (size_t)row->room, sizeof *row->lengths);
	}
	row->values[row->n] = value;
	row->lengths[row->n++] = length;
}

bool
copy_line_split(struct copy_line *row, char *line, size_t n)
{
	static const char letters[] = "bfnrtv", means[] = "\b\f\n\r\t\v";
	char *end = line + n - (n > 0 && line[n - 1] == '\n'), *from = line,
	     *to = line;
	bool is_null = false;

	row->n = 0;
	for (char *s = line; s <= end; s++) {
		if (s == end || *s == '\t') {
			is_null = is_null && to == from + 1;
			if (row->n == COPY_LINE_COLUMNS)
				return false;
			copy_line_add(row, is_null ? NULL : from,
				is_null ? 0 : (size_t)(to - from));
			*to = '\0';
			from = to = s + 1;
			is_null = false;
		} else if (*s != '\\' || s + 1 == end) {
			*to++ = *s;
		} else {
			const char *at = *++s != '\0' ? strchr(letters, *s)
						      : NULL;

			is_null = *s == 'N' && s == from + 1;
			*to++ = at != NULL ? means[at - letters] : *s;
		}
	}
	return true;
}

void
copy_line_clear(struct copy_line *row)
{
	free(row->values);
	free(row->lengths);
	*row = (struct copy_line){ 0 };
}

void
copy_line_write(struct strbuf *line, const char *value)
{
	if (value == NULL) {
		strbuf_adds(line, "\\N");
		return;
	}
	while (*value != '\0') {
		size_t n = strcspn(value, "\\\n\r\t");

		strbuf_add(line, value, n);
		value += n;
		if (*value == '\0')
			break;
		strbuf_addc(line, '\\');
		strbuf_addc(line,
			*value == '\n'		 ? 'n'
				: *value == '\r' ? 'r'
				: *value == '\t' ? 't'
						 : '\\');
		value++;
	}
}
