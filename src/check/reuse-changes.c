/*
 * Which tables documents filled that came or went since the last run.
 */
#include "config.h"
#include <stdbool.h>
#include <string.h>
#include "check/reuse-changes.h"
#include "check/rule.h"
#include "lib/db.h"
#include "schema/model.h"

static void
add_name(struct strbuf *names, const char *prefix, const char *name)
{
	strbuf_addf(
		names, "%s%s%s\n", names->len == 0 ? "\n" : "", prefix, name);
}

static void
add_tables(struct strbuf *names, const struct element *e, const char *prefix)
{
	if (e->own_row && e->table != NULL)
		add_name(names, e->table->prefixed ? prefix : "",
			e->table->name);
	for (size_t i = 0; i < e->nchildren; i++)
		add_tables(names, e->children[i], prefix);
}

static bool
says_village(const struct element *e)
{
	for (size_t i = 0; e->table != NULL && i < e->table->n; i++) {
		if (strcmp(e->table->columns[i].name, "village") == 0)
			return true;
	}
	return false;
}

/* Of a document that came again and is touched in villages alone, records that
 * are of none are as before, with all that is in them. */
static void
add_touched(
	struct strbuf *names, const struct element *root, const char *prefix)
{
	for (size_t i = 0; i < root->nchildren; i++) {
		if (says_village(root->children[i]))
			add_tables(names, root->children[i], prefix);
	}
}

/* The tables that documents of these kinds and sources fill; a third column:
 * is it touched in villages alone? */
static int
list_tables(struct strbuf *names, struct db *db, const struct model *model,
	const char *documents, struct error *err)
{
	struct stmt *st;
	int rc;

	strbuf_adds(names, "\n");
	if (db_prepare(&st, db, documents, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		const struct kind *kind = model_kind(model, stmt_text(st, 0));

		if (kind != NULL)
			(stmt_int(st, 2) != 0 ? add_touched : add_tables)(names,
				kind->root,
				model_prefix(kind, stmt_text(st, 1)));
	}
	stmt_free(st);
	return rc;
}

static int
list_names(
	struct strbuf *names, struct db *db, const char *sql, struct error *err)
{
	struct stmt *st;
	int rc;

	strbuf_adds(names, "\n");
	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		add_name(names, "", stmt_text(st, 0));
	stmt_free(st);
	return rc;
}

int
reuse_changes_find(struct reuse_changes *c, struct db *db,
	const struct model *model, struct error *err)
{
	if (list_tables(&c->tables, db, model,
		    "SELECT kind, source, 0 FROM hc_document WHERE id NOT IN"
		    " (SELECT document FROM hc_seen) AND id NOT IN"
		    " (SELECT document FROM hc_like) UNION"
		    " SELECT kind, source, 0 FROM hc_seen WHERE document"
		    " NOT IN (SELECT id FROM hc_document) AND document"
		    " NOT IN (SELECT was FROM hc_like) UNION"
		    " SELECT kind, source, 1 FROM hc_document WHERE id IN"
		    " (SELECT document FROM hc_touched)",
		    err) != 0 ||
		list_tables(&c->astray, db, model,
			"SELECT DISTINCT kind, source, 0 FROM temp.astray",
			err) != 0)
		return -1;
	return list_names(&c->divided, db, "SELECT tbl FROM hc_divided", err);
}

void
reuse_changes_ask(const struct reuse_changes *c, const char *reads, bool *any,
	bool *whole)
{
	struct strbuf name = { 0 };

	for (const char *s = reads + 1; *s != '\0';) {
		size_t n = strcspn(s, "\n");

		strbuf_reset(&name);
		strbuf_add(&name, s, n);
		s += n + 1;
		if (!rule_names(c->tables.data, name.data))
			continue;
		*any = true;
		if (!rule_names(c->divided.data, name.data) ||
			rule_names(c->astray.data, name.data))
			*whole = true;
	}
	strbuf_clear(&name);
}

void
reuse_changes_clear(struct reuse_changes *c)
{
	strbuf_clear(&c->tables);
	strbuf_clear(&c->astray);
	strbuf_clear(&c->divided);
}
