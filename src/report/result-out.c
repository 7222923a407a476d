/*
 * Elements, attributes and rows of the result document.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mask.h"
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

/* What links records is as they have it. */
static bool
is_link(const char *name)
{
	static const char *const links[] = { "id", "household", "member",
		"event", "village", "code" };

	for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
		if (strcmp(name, links[i]) == 0)
			return true;
	}
	return false;
}

/* An attribute; NULL or "" leaves it out. */
void
out_attribute(struct out *o, const char *name, const char *value)
{
	char *masked;

	if (value == NULL || *value == '\0')
		return;
	masked = o->masked && !is_link(name) ? mask_text(value) : NULL;
	xml_writer_attribute(o->w, name, masked != NULL ? masked : value);
	free(masked);
}

void
out_element(struct out *o, const char *name, const char *text)
{
	char *masked = o->masked && text != NULL ? mask_text(text) : NULL;

	xml_writer_element(o->w, name, masked != NULL ? masked : text);
	free(masked);
}

/* A column's name as an attribute's or a child's, cut at its end; false: it
 * is for neither. */
#define NAME 64
static bool
name_of(char name[NAME], struct stmt *st, int i, char first)
{
	const char *column = stmt_name(st, i);
	size_t n = 0;

	if (*column < first || *column > first + ('z' - 'a'))
		return false;
	for (; column[n] != '\0' && n < NAME - 1; n++)
		name[n] = (char)(column[n] == '_' ? '-' : column[n]);
	name[n] = '\0';
	return true;
}

void
out_attributes(struct out *o, struct stmt *st)
{
	for (int i = 0; i < stmt_columns(st); i++) {
		char name[NAME];

		if (name_of(name, st, i, 'a'))
			out_attribute(o, name, stmt_text(st, i));
	}
}

void
out_children(struct out *o, struct stmt *st)
{
	for (int i = 0; i < stmt_columns(st); i++) {
		char name[NAME];

		if (!name_of(name, st, i, 'A'))
			continue;
		*name = (char)(*name - 'A' + 'a');
		out_element(o, name, stmt_text(st, i));
	}
}

int
out_rows(struct out *o, const char *name, const char *sql, const char *key,
	out_inside *inside, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare_in(&st, o->db, o->lang, sql, err) != 0)
		return -1;
	if (stmt_param(st, "?1") != 0)
		stmt_bind_text(st, 1, key);
	while ((rc = stmt_step(st, err)) == 1) {
		out_begin(o, name);
		out_attributes(o, st);
		out_children(o, st);
		rc = inside != NULL ? inside(o, st, err) : 0;
		out_end(o);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

static uint64_t
fact(struct stmt *st, const char *name)
{
	for (int i = 0; i < stmt_columns(st); i++) {
		const char *column = stmt_name(st, i);

		if (strcmp(column + (*column == '*'), name) == 0)
			return (uint64_t)stmt_int(st, i);
	}
	return 0;
}

void
out_facts(struct verdict_facts *f, struct stmt *st)
{
	*f = (struct verdict_facts){
		.errors = fact(st, "error"),
		.suspects = fact(st, "suspect"),
		.confirmed = fact(st, "confirmed"),
		.undecided = fact(st, "unchecked"),
		.pending = fact(st, "waiting"),
		.rejected = fact(st, "rejected"),
	};
}

void
out_verdict(struct out *o, struct stmt *st)
{
	struct verdict_facts f;

	out_facts(&f, st);
	out_attribute(o, "verdict", verdict_name(verdict_of(&f)));
}
