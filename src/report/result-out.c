/*
 * Elements, attributes and rows of the result document.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "lib/db.h"
#include "lib/xml-writer.h"
#include "report/result-out.h"

void
out_begin(struct out *o, const char *name)
{
	xml_writer_open(o->w, name);
}

void
out_end(struct out *o)
{
	xml_writer_close(o->w);
}

/* An attribute; NULL or "" leaves it out. */
void
out_attribute(struct out *o, const char *name, const char *value)
{
	if (value != NULL && *value != '\0')
		xml_writer_attribute(o->w, name, value);
}

void
out_element(struct out *o, const char *name, const char *text)
{
	xml_writer_element(o->w, name, text);
}

int
out_rows(struct out *o, const char *name, const char *sql, const char *key,
	out_inside *inside, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, o->db, sql, err) != 0)
		return -1;
	if (stmt_param(st, "?1") != 0)
		stmt_bind_int(st, 1, o->lang);
	if (stmt_param(st, "?2") != 0)
		stmt_bind_text(st, 2, key);
	while ((rc = stmt_step(st, err)) == 1) {
		out_begin(o, name);
		for (int i = 0; i < stmt_columns(st); i++) {
			char *column = xstrdup(stmt_name(st, i));

			for (char *p = column; *p != '\0'; p++)
				*p = *p == '_' ? '-' : *p;
			if (*column >= 'a' && *column <= 'z')
				out_attribute(o, column, stmt_text(st, i));
			free(column);
		}
		for (int i = 0; i < stmt_columns(st); i++) {
			char *column = xstrdup(stmt_name(st, i));

			if (*column >= 'A' && *column <= 'Z') {
				*column = (char)(*column - 'A' + 'a');
				out_element(o, column, stmt_text(st, i));
			}
			free(column);
		}
		rc = inside != NULL ? inside(o, st, err) : 0;
		out_end(o);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}
