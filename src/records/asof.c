/*
 * The records as they stood on a day.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "records/asof.h"
#include "records/store.h"
#include "schema/model.h"

struct seen {
	const struct model *model;
	const char *schema;	    /* where the tables are */
	char as_of[11], latest[11]; /* the day, and the last export */
};

static void
add_not_later(struct strbuf *sql, const struct seen *s, const char *column)
{
	strbuf_addf(sql, "(\"%s\" IS NULL OR \"%s\" <= '%s' OR \"%s\" > '%s')",
		column, column, s->as_of, column, s->latest);
}

/* The table of the row that this element's row stands in; NULL: none. */
static const struct table *
parent_table(const struct element *e)
{
	const struct element *p = e->parent;

	while (p != NULL && !p->own_row)
		p = p->parent;
	return p != NULL ? p->table : NULL;
}

/* Every table that rows of this table stand in, by the elements below e. */
static void
add_parents(
	struct strbuf *names, const struct element *e, const struct table *t)
{
	const struct table *parent = e->own_row && e->table == t
		? parent_table(e)
		: NULL;
	char *name;

	if (parent != NULL) {
		name = xasprintf(" %s ", parent->name);
		if (strstr(names->data, name) == NULL)
			strbuf_adds(names, name);
		free(name);
	}
	for (size_t i = 0; i < e->nchildren; i++)
		add_parents(names, e->children[i], t);
}

static const struct table *
find_table(const struct model *m, const char *name, size_t n)
{
	for (size_t i = 0; i < m->ntables; i++) {
		if (strlen(m->tables[i]->name) == n &&
			strncmp(m->tables[i]->name, name, n) == 0)
			return m->tables[i];
	}
	return NULL;
}

static size_t add_condition(
	struct strbuf *sql, const struct seen *s, const struct table *t);

/* Rows whose parent is hidden are hidden too. A key is one table's own, but a
 * table with several parents is only found under their one. */
static size_t
add_parent_condition(struct strbuf *sql, const struct seen *s,
	const struct table *t, size_t n)
{
	struct strbuf names = { 0 }, unused = { 0 };
	size_t hidden = 0, len;
	const char *list;

	strbuf_adds(&names, "");
	for (size_t i = 0; i < s->model->nkinds; i++)
		add_parents(&names, s->model->kinds[i].root, t);
	list = names.data;
	for (const char *p; (p = list_next(&list, &len)) != NULL;) {
		const struct table *parent = find_table(s->model, p, len);

		if (parent != NULL && add_condition(&unused, s, parent) > 0)
			strbuf_addf(sql,
				"%s parent IN (SELECT row FROM \"%s\")",
				n + hidden++ > 0 ? " AND" : " WHERE",
				parent->name);
	}
	strbuf_clear(&unused);
	strbuf_clear(&names);
	return hidden;
}

/* How many conditions a row must meet to be seen. */
static size_t
add_condition(struct strbuf *sql, const struct seen *s, const struct table *t)
{
	size_t n = 0;

	for (size_t i = 0; i < t->n; i++) {
		if (!t->columns[i].begins)
			continue;
		strbuf_adds(sql, n++ > 0 ? " AND " : " WHERE ");
		add_not_later(sql, s, t->columns[i].name);
	}
	return n + add_parent_condition(sql, s, t, n);
}

static bool
add_columns(struct strbuf *sql, const struct seen *s, const struct table *t)
{
	bool hides = false;

	strbuf_adds(sql, "row, parent, document, line");
	for (size_t i = 0; i < t->n; i++) {
		const struct column *c = &t->columns[i];

		if (c->since == NULL) {
			strbuf_addf(sql, ", \"%s\"", c->name);
			continue;
		}
		strbuf_adds(sql, ", CASE WHEN ");
		add_not_later(sql, s, c->since);
		strbuf_addf(
			sql, " THEN \"%s\" END AS \"%s\"", c->name, c->name);
		hides = true;
	}
	return hides;
}

/* What a table shows as of the day, after those that its rows stand in; NULL
 * where nothing of it is hidden. */
struct asof_walk {
	const struct seen *seen;
	asof_fn *f;
	void *arg;
	bool *done; /* a table each */
};

static int walk_table(
	struct asof_walk *w, const struct table *t, struct error *err);

static int
walk_parents(struct asof_walk *w, const struct table *t, struct error *err)
{
	const struct model *m = w->seen->model;
	struct strbuf names = { 0 };
	const char *list, *p;
	size_t len;
	int rc = 0;

	strbuf_adds(&names, "");
	for (size_t i = 0; i < m->nkinds; i++)
		add_parents(&names, m->kinds[i].root, t);
	list = names.data;
	while (rc == 0 && (p = list_next(&list, &len)) != NULL) {
		const struct table *parent = find_table(m, p, len);

		if (parent != NULL)
			rc = walk_table(w, parent, err);
	}
	strbuf_clear(&names);
	return rc;
}

static int
walk_table(struct asof_walk *w, const struct table *t, struct error *err)
{
	const struct model *m = w->seen->model;
	struct strbuf sql = { 0 };
	size_t i = 0;
	bool hides;
	int rc;

	while (m->tables[i] != t)
		i++;
	if (w->done[i])
		return 0;
	w->done[i] = true;
	rc = walk_parents(w, t, err);
	strbuf_addf(&sql, "\"%s\" AS SELECT ", t->name);
	hides = add_columns(&sql, w->seen, t);
	strbuf_addf(&sql, " FROM %s.\"%s\"", w->seen->schema, t->name);
	if (rc == 0 && (add_condition(&sql, w->seen, t) > 0 || hides))
		rc = w->f(w->arg, sql.data, err);
	strbuf_clear(&sql);
	return rc;
}

int
asof_each(struct db *db, const struct model *model, const struct asof_day *day,
	asof_fn *f, void *arg, struct error *err)
{
	struct seen s = { .model = model, .schema = day->schema };
	struct asof_walk w = { &s, f, arg, NULL };
	char *latest;
	int rc = 0;

	if (store_exported(&latest, db, err) != 0)
		return -1;
	day_format(day->as_of, s.as_of);
	if (latest != NULL && strcmp(s.as_of, latest) < 0) {
		memcpy(s.latest, latest, sizeof s.latest);
		w.done = xcalloc(model->ntables + 1, sizeof *w.done);
		for (size_t i = 0; rc == 0 && i < model->ntables; i++)
			rc = walk_table(&w, model->tables[i], err);
		free(w.done);
	}
	free(latest);
	return rc;
}

/* The database in which it is hidden, and whether anything is. */
struct hiding {
	struct db *db;
	bool hides;
};

static int
hide_later(void *arg, const char *create, struct error *err)
{
	struct hiding *h = arg;
	char *sql = xasprintf("CREATE TEMP VIEW %s", create);
	int rc = db_exec(h->db, sql, err);

	h->hides = true;
	free(sql);
	return rc;
}

int
asof_views(struct db *db, struct error *err)
{
	char *sql;
	int rc = db_get_text(db,
		"SELECT group_concat('CREATE TEMP VIEW IF NOT EXISTS ' ||"
		" substr(sql, 13), ';') FROM main.sqlite_schema"
		" WHERE type = 'view'",
		&sql, err);

	if (rc == 0 && sql != NULL)
		rc = db_exec(db, sql, err);
	free(sql);
	return rc;
}

int
asof_begin(
	struct db *db, const struct model *model, long as_of, struct error *err)
{
	const struct asof_day day = { as_of, "main" };
	struct hiding h = { db, false };

	if (asof_each(db, model, &day, hide_later, &h, err) != 0)
		return -1;
	return h.hides ? asof_views(db, err) : 0;
}

int
asof_end(struct db *db, struct error *err)
{
	char *sql;
	int rc = db_get_text(db,
		"SELECT group_concat('DROP VIEW temp.\"' || name || '\"', ';')"
		" FROM temp.sqlite_schema WHERE type = 'view'",
		&sql, err);

	if (rc == 0 && sql != NULL)
		rc = db_exec(db, sql, err);
	free(sql);
	return rc;
}
