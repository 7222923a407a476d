#ifndef ROWS_H
#define ROWS_H

#include <stdbool.h>
#include <stddef.h>

struct strbuf;

enum print_format { PRINT_TEXT, PRINT_JSON, PRINT_CSV };

/*
 * A list for scripts: an array of JSON objects, or CSV. Of PRINT_TEXT nothing
 * is written. Set what is set once; then begin, add each row, end.
 */
struct rows {
	enum print_format how;
	const char *const *keys;
	size_t n;
	const char *bare; /* keys whose values JSON has as they are (numbers,
			   * arrays), a blank before and after each; or NULL */
	bool nulls;	  /* what is NULL is null in JSON, else a blank text */
	bool has_mark;	  /* CSV for people's spreadsheets: a byte order mark */
	bool more;	  /* a row was written */
};

void rows_begin(struct rows *r);
void rows_add(struct rows *r, const char *const *values);
void rows_end(struct rows *r);

/* The members of one object, for what has more than a list. */
void rows_add_members(
	struct strbuf *sb, const struct rows *r, const char *const *values);

#endif
