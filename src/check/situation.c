/*
 * Situations that forbid exit or entry: the plan's conditions, put into a view
 * that rules read. They are checked as strictly as the SQL of rule packs: here
 * alone, and again each time that a rule's SELECT goes through the view.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/pack.h"
#include "check/rule.h"
#include "check/situation.h"
#include "lib/db.h"
#include "lib/xml.h"
#include "plan/plan.h"

/* A kind of condition, and the view of the households that meet it. */
struct condition {
	const char *element, *view;
	struct strbuf sql;
};

/* A text as a literal of SQL. */
static void
add_literal(struct strbuf *sb, const char *s)
{
	strbuf_addc(sb, '\'');
	for (; *s != '\0'; s++) {
		if (*s == '\'')
			strbuf_addc(sb, '\'');
		strbuf_addc(sb, *s);
	}
	strbuf_addc(sb, '\'');
}

/* Line ends around the condition: its last line may be a comment. */
static void
add_select(
	struct strbuf *sb, const char *list, const char *id, const char *test)
{
	strbuf_adds(sb, "SELECT ");
	add_literal(sb, list);
	strbuf_adds(sb, " AS list, ");
	add_literal(sb, id);
	strbuf_adds(sb,
		" AS id, h.row AS row, h.class AS class, h.valid AS"
		" valid FROM household h CROSS JOIN plan p WHERE (\n");
	strbuf_adds(sb, test);
	strbuf_adds(sb, "\n)");
}

static bool
may_read(void *arg, const char *table, const char *column, const char *inside)
{
	(void)inside;
	(void)arg;
	(void)column;
	return strncmp(table, "hc_", 3) != 0 &&
		strncmp(table, "sqlite_", 7) != 0;
}

/* The condition must make one SELECT by itself, or it could end the view's
 * statement and take the conditions behind it along. */
static int
check_test(struct db *db, const char *select, const char *id, struct error *err)
{
	struct stmt *st;
	int rc = rule_hides_reading(select, err);

	/* whoever reads the situations would not know it from the view */
	if (rc == 0 && rule_defines_view(select))
		rc = err_set(err, ERR_INPUT, "SITUATION-1",
			"what it calls by WITH has a name of its own, and not "
			"that of a view");

	if (rc == 0) {
		rc = db_prepare_guarded(&st, db, select,
			&(struct db_guard){
				.may_read = may_read, .seconds = 10 },
			err);
		if (rc == 0)
			stmt_free(st);
		db_guard_end(db);
	}
	if (rc == 0)
		return 0;
	err->kind = ERR_INPUT;
	return err_wrap(err, "situation %s", id);
}

/* A list as the tables have them: a blank before and after each. */
static const char *
spread(struct arena *a, const char *list)
{
	size_t n = list != NULL ? strlen(list) : 0;
	char *out;

	if (n == 0)
		return NULL;
	out = arena_alloc(a, n + 3);
	snprintf(out, n + 3, " %s ", list);
	return out;
}

static int
store_row(struct db *db, struct arena *a, const struct _xmlNode *node,
	struct error *err)
{
	struct stmt *st;
	int i = 1, rc;

	if (db_prepare(&st, db,
		    "INSERT INTO plan_situation VALUES(?,?,?,?,?,?,?,?,?)",
		    err) != 0)
		return -1;
	stmt_bind_text(st, i++, xml_attr(a, node, "list"));
	stmt_bind_text(st, i++, xml_attr(a, node, "id"));
	stmt_bind_text(st, i++, xml_attr(a, node, "basis"));
	stmt_bind_text(st, i++, xml_child_text(a, node, "title", "zh"));
	stmt_bind_text(st, i++, xml_child_text(a, node, "title", "en"));
	stmt_bind_text(st, i++, spread(a, xml_attr(a, node, "reported-by")));
	stmt_bind_text(st, i++, spread(a, xml_attr(a, node, "shows")));
	stmt_bind_text(st, i++, xml_child_text(a, node, "undecided", "zh"));
	stmt_bind_text(st, i++, xml_child_text(a, node, "undecided", "en"));
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

/* Put the situation's condition, if it has one, behind those of the others. */
static int
add_condition(struct condition *c, struct db *db, struct arena *a,
	const struct _xmlNode *node, struct error *err)
{
	const struct _xmlNode *child = xml_first(node, c->element);
	const char *id = xml_attr(a, node, "id");
	struct strbuf select = { 0 };
	int rc;

	if (child == NULL)
		return 0;
	add_select(&select, xml_attr(a, node, "list"), id, xml_text(a, child));
	rc = check_test(db, select.data, id, err);
	if (rc == 0)
		strbuf_addf(&c->sql, "%s%s",
			c->sql.len > 0 ? "\nUNION ALL\n" : "", select.data);
	strbuf_clear(&select);
	return rc;
}

static int
make_view(struct db *db, const struct condition *c, struct error *err)
{
	char *sql = xasprintf("CREATE VIEW %s AS %s", c->view,
		c->sql.len > 0 ? c->sql.data
			       : "SELECT list, id, 0 AS row, NULL AS class,"
				 " NULL AS valid FROM plan_situation WHERE"
				 " list IS NULL");
	struct stmt *st;
	int rc = db_prepare(&st, db, sql, err);

	if (rc == 0) {
		rc = stmt_run(st, err);
		stmt_free(st);
	}
	free(sql);
	return rc;
}

/* Which situations have no test, so that only people can tell of them; tested
 * are the conditions on those that have one. */
static int
make_untested(struct db *db, const struct strbuf *tested, struct error *err)
{
	char *sql = xasprintf(
		"CREATE VIEW situation_untested AS SELECT list, id"
		" FROM plan_situation WHERE list IS NOT NULL%s",
		tested->len > 0 ? tested->data : "");
	int rc = db_exec(db, sql, err);

	free(sql);
	return rc;
}

static void
leave_out(struct strbuf *tested, struct arena *a, const struct _xmlNode *node)
{
	strbuf_adds(tested, " AND NOT (list = ");
	add_literal(tested, xml_attr(a, node, "list"));
	strbuf_adds(tested, " AND id = ");
	add_literal(tested, xml_attr(a, node, "id"));
	strbuf_adds(tested, ")");
}

int
situation_store(const struct plan *p, struct db *db, struct error *err)
{
	struct condition conditions[] = {
		{ .element = "test", .view = "situation_match" },
		{ .element = "blank", .view = "situation_blank" },
	};
	struct strbuf tested = { 0 };
	struct arena *a = arena_new();
	struct _xmlDoc *doc = NULL;
	struct _xmlNode *c;
	int rc = db_exec(db,
		"DROP VIEW IF EXISTS situation_match;"
		"DROP VIEW IF EXISTS situation_blank;"
		"DROP VIEW IF EXISTS situation_untested;"
		"DELETE FROM plan_situation",
		err);

	if (rc == 0)
		rc = xml_parse(&doc, p->xml, p->xml_len, "plan", 1, err);
	c = rc == 0 ? xml_first(xml_root(doc), "situation") : NULL;
	for (; rc == 0 && c != NULL; c = xml_next(c, "situation")) {
		rc = store_row(db, a, c, err);
		if (xml_first(c, "test") != NULL)
			leave_out(&tested, a, c);
		for (int i = 0; rc == 0 && i < 2; i++)
			rc = add_condition(&conditions[i], db, a, c, err);
	}
	for (int i = 0; i < 2; i++) {
		if (rc == 0)
			rc = make_view(db, &conditions[i], err);
		strbuf_clear(&conditions[i].sql);
	}
	if (rc == 0)
		rc = make_untested(db, &tested, err);
	strbuf_clear(&tested);
	xml_free(doc);
	arena_free(a);
	return rc;
}

static void
add_rule(struct rules *r, const struct _xmlNode *node, const char *path)
{
	const char *list = xml_attr(r->arena, node, "list");
	const char *id = xml_attr(r->arena, node, "id");
	struct strbuf sql = { 0 };
	struct rule *rule;

	r->items = xreallocarray(r->items, r->n + 1, sizeof *r->items);
	rule = &r->items[r->n++];
	*rule = (struct rule){ .node = node,
		.path = path,
		.scope = "household",
		.group = "",
		.needs = "",
		.id = id,
		.severity = SEVERITY_ERROR };
	rule->clause = xml_attr(r->arena, node, "clause");
	strbuf_adds(&sql,
		"SELECT h.village, h.id AS household FROM household h"
		" JOIN situation_match m ON m.row = h.row"
		" WHERE m.list = ");
	add_literal(&sql, list);
	strbuf_adds(&sql, " AND m.id = ");
	add_literal(&sql, id);
	rule->sql = arena_strdup(r->arena, sql.data);
	strbuf_clear(&sql);
}

int
situation_rules(struct rules **out, const struct plan *plan, const char *path,
	struct error *err)
{
	struct rules *r = xcalloc(1, sizeof *r);
	struct _xmlDoc *doc;

	*out = NULL;
	if (xml_parse(&doc, plan->xml, plan->xml_len, path, 1, err) != 0) {
		free(r);
		return -1;
	}
	r->arena = arena_new();
	r->docs = xreallocarray(NULL, 1, sizeof *r->docs);
	r->docs[r->ndocs++] = doc;
	path = arena_strdup(r->arena, path);
	for (struct _xmlNode *c = xml_first(xml_root(doc), "situation");
		c != NULL; c = xml_next(c, "situation")) {
		if (xml_first(c, "test") != NULL)
			add_rule(r, c, path);
	}
	*out = r;
	return 0;
}
