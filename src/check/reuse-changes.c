/*
 * Which tables documents filled that came or went since the last run, and which
 * of their columns hold something else.
 */
#include "config.h"
#include <stdbool.h>
#include <string.h>
#include "check/reuse-changes.h"
#include "check/rule.h"
#include "lib/db.h"
#include "records/ties.h"
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

/* The tables that documents of these kinds and sources fill. */
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
			add_tables(names, kind->root,
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

	if (names->len == 0)
		strbuf_addc(names, '\n');
	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		add_name(names, "", stmt_text(st, 0));
	stmt_free(st);
	return rc;
}

#define CAME_OR_WENT                                                           \
	"SELECT kind, source FROM hc_document WHERE id NOT IN"                 \
	" (SELECT document FROM hc_seen) UNION"                                \
	" SELECT kind, source FROM hc_seen WHERE document"                     \
	" NOT IN (SELECT id FROM hc_document)"

/* Of documents that came again, and are touched in villages alone. */
#define CAME_AGAIN                                                             \
	" FROM hc_changed WHERE document IN (SELECT document FROM hc_touched)"

int
reuse_changes_find(struct reuse_changes *c, const struct ties *ties,
	const struct model *model, struct error *err)
{
	struct db *db = ties->db;

	if (list_tables(&c->tables, db, model, CAME_OR_WENT, err) != 0)
		return -1;
	c->documents = c->tables.len > 1;
	strbuf_adds(&c->what, c->tables.data);
	if (c->documents) /* what they did not deliver */
		strbuf_adds(&c->what, "hc_undelivered\nhc_usual\n");
	if (list_names(&c->tables, db, "SELECT DISTINCT tbl" CAME_AGAIN, err) !=
			0 ||
		list_names(&c->what, db,
			"SELECT DISTINCT CASE col WHEN '' THEN tbl"
			" ELSE tbl || '.' || col END" CAME_AGAIN,
			err) != 0 ||
		list_tables(&c->astray, db, model,
			"SELECT DISTINCT kind, source FROM temp.astray",
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
		if (!rule_names(c->what.data, name.data))
			continue;
		*any = true;
		name.data[strcspn(name.data, ".")] = '\0';
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
	strbuf_clear(&c->what);
	strbuf_clear(&c->astray);
	strbuf_clear(&c->divided);
}
