/*
 * Headers of documents as rows of a sheet.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "report/ledger-header.h"

/* Which of a kind's header facts has the title; NULL: none. */
static const struct attribute *
fact_titled(const struct kind *kind, const char *title)
{
	for (size_t i = 0; i < kind->root->nattributes; i++) {
		const struct attribute *a = &kind->root->attributes[i];

		if (strcmp(a->label[0], title) == 0)
			return a;
	}
	return NULL;
}

static void
add_titles(struct ledger_header *h, const struct kind *kind)
{
	for (size_t i = 0; i < kind->root->nattributes; i++) {
		const struct attribute *a = &kind->root->attributes[i];
		bool known = false;

		for (size_t k = 0; !known && k < h->n; k++)
			known = strcmp(h->columns[k].title, a->label[0]) == 0;
		if (known)
			continue;
		h->columns = xreallocarray(
			h->columns, h->n + 1, sizeof *h->columns);
		h->columns[h->n++] = ledger_column_of(a);
	}
}

const char *
ledger_prefix(const struct ledger_opts *o, const struct kind *kind)
{
	return model_prefix(kind, o->source);
}

/* The last of a fact that the documents say, and how many different ones. */
static int
read_fact(struct stmt **st, const struct ledger_opts *o,
	const struct kind *kind, const char *attribute, struct error *err)
{
	char *name = xstrdup(attribute), *sql;
	int rc;

	for (char *s = name; *s != '\0'; s++)
		*s = *s == '-' ? '_' : *s;
	sql = xasprintf("SELECT MAX(\"%s\"), COUNT(DISTINCT COALESCE(\"%s\","
			" '')) FROM hc_document WHERE kind = ?1"
			" AND name = COALESCE(?2, name)"
			" AND COALESCE(source, '') = COALESCE(?3, source, '')",
		name, name);
	rc = db_prepare(st, o->db, sql, err);
	free(sql);
	free(name);
	if (rc != 0)
		return -1;
	stmt_bind_static(*st, 1, kind->name);
	stmt_bind_static(*st, 2, o->document);
	if (kind->nprefixes > 0)
		stmt_bind_static(*st, 3, o->source);
	return stmt_step(*st, err) < 0 ? -1 : 0;
}

static int
read_header(struct ledger_header *h, const struct ledger_opts *o, size_t row,
	struct error *err)
{
	const struct kind *kind = o->kinds[row];

	for (size_t i = 0; i < h->n; i++) {
		const struct attribute *a = fact_titled(
			kind, h->columns[i].title);
		struct stmt *st = NULL;
		int rc;

		if (a == NULL)
			continue;
		rc = read_fact(&st, o, kind, a->name, err);
		if (rc == 0) {
			h->values[row * h->n + i] = xstrdup(stmt_text(st, 0));
			if (stmt_int(st, 1) > 1 &&
				strcmp(a->name, "exported") != 0)
				rc = err_set(err, ERR_USAGE, "LEDGER-HEADER-1",
					"documents of %s differ in '%s'; "
					"choose one with --document",
					kind->name, a->label[o->lang]);
		}
		stmt_free(st);
		if (rc != 0)
			return -1;
	}
	return 0;
}

int
ledger_header_make(struct ledger_header *out, const struct ledger_opts *o,
	struct error *err)
{
	*out = (struct ledger_header){ 0 };
	for (size_t i = 0; i < o->nkinds; i++)
		add_titles(out, o->kinds[i]);
	out->nvalues = o->nkinds * out->n;
	out->values = xcalloc(out->nvalues + 1, sizeof *out->values);
	for (size_t i = 0; o->db != NULL && i < o->nkinds; i++) {
		if (read_header(out, o, i, err) != 0)
			return -1;
	}
	return 0;
}

void
ledger_header_clear(struct ledger_header *h)
{
	for (size_t i = 0; i < h->nvalues; i++)
		free(h->values[i]);
	free(h->values);
	free(h->columns);
	*h = (struct ledger_header){ 0 };
}
