/*
 * What a run works out before its checks, beside the records' database.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "asof.h"
#include "db.h"
#include "file.h"
#include "mem.h"
#include "plan.h"
#include "runner.h"
#include "steps.h"
#include "strbuf.h"
#include "work.h"

struct work {
	char *dir; /* of its database; gone once all are connected */
	struct db **connections;
	size_t n;
};

/* Tables that a run fills; in the records' database they are those of the last
 * run. */
static const char *const tables[] = { "plan", "step", "finding" };

#define NTABLES (sizeof tables / sizeof *tables)

bool
work_has(const char *table)
{
	for (size_t i = 0; i < NTABLES; i++) {
		if (strcmp(tables[i], table) == 0)
			return true;
	}
	return false;
}

static int
attach(struct work *w, const char *path, struct db **out, struct error *err)
{
	struct stmt *st = NULL;
	char *name = xasprintf("%s/work.db", w->dir);
	int rc = db_open(out, path, DB_BESIDE, err);

	if (rc == 0)
		rc = db_prepare(&st, *out, "ATTACH ? AS work", err);
	if (rc == 0) {
		stmt_bind_static(st, 1, name);
		rc = stmt_run(st, err);
	}
	stmt_free(st);
	free(name);
	if (rc == 0)
		rc = db_exec(*out,
			"PRAGMA work.journal_mode = MEMORY;"
			"PRAGMA work.synchronous = OFF",
			err);
	return rc;
}

/* From now on the name means what was worked out. */
static int
show(struct db *db, const char *name, struct error *err)
{
	char *sql = xasprintf("DROP VIEW IF EXISTS temp.\"%s\";"
			      "CREATE TEMP VIEW \"%s\" AS SELECT * FROM"
			      " work.\"%s\"",
		name, name, name);
	int rc = db_exec(db, sql, err);

	free(sql);
	return rc;
}

/* The same columns as in the records' database. */
static int
copy_table(struct db *db, const char *name, struct error *err)
{
	char *sql = xasprintf(
		"SELECT 'CREATE TABLE work.' || substr(sql, 14)"
		" FROM main.sqlite_schema WHERE name = '%s'",
		name);
	char *create;
	int rc = db_get_text(db, sql, &create, err);

	if (rc == 0)
		rc = db_exec(db, create, err);
	free(create);
	free(sql);
	return rc;
}

static int
make_tables(struct db *db, const struct runner_opts *o, struct error *err)
{
	char day[11], *sql;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < NTABLES; i++)
		rc = copy_table(db, tables[i], err);
	if (rc != 0)
		return -1;
	sql = xasprintf("INSERT INTO work.plan SELECT * FROM main.plan;"
			"UPDATE work.plan SET as_of = '%s'",
		day_format(o->as_of, day));
	rc = db_exec(db, sql, err);
	free(sql);
	return rc;
}

static int
make_indexes(struct db *db, const struct rules *rules, const char *table,
	struct error *err)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = &rules->items[i];

		for (size_t j = 0; j < rule->nindexes; j++) {
			if (strcmp(rule->indexes[j].table, table) == 0 &&
				db_make_index(db, "work", table,
					rule->indexes[j].columns, err) != 0)
				return -1;
		}
	}
	return 0;
}

typedef int once_fn(struct db *db, const char *view, const char *columns,
	struct error *err);

/* The views to be worked out once, in their order. */
static int
each_once(struct db *db, once_fn *f, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT view, columns FROM main.hc_once ORDER BY seq",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		char *view = xstrdup(stmt_text(st, 0));
		char *columns = xstrdup(stmt_text(st, 1));

		rc = f(db, view, columns, err);
		free(view);
		free(columns);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

static int
work_out(struct db *db, const char *view, const char *columns,
	struct error *err)
{
	char *sql = xasprintf("CREATE TABLE work.\"%s\" AS SELECT * FROM \"%s\"",
		view, view);
	int rc = db_exec(db, sql, err);

	free(sql);
	if (rc == 0)
		rc = db_make_index(db, "work", view, columns, err);
	return rc == 0 ? show(db, view, err) : -1;
}

static int
show_once(struct db *db, const char *view, const char *columns,
	struct error *err)
{
	(void)columns;
	return show(db, view, err);
}

static int
show_tables(struct db *db, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < NTABLES; i++)
		rc = show(db, tables[i], err);
	return rc;
}

/* The first connection makes everything. Its transaction must not take the
 * records' database, which the caller holds. */
static int
make(struct db *db, const struct runner_opts *o, struct error *err)
{
	if (db_exec(db, "BEGIN", err) != 0 ||
		make_tables(db, o, err) != 0 || show_tables(db, err) != 0 ||
		asof_begin(db, o->model, o->as_of, err) != 0 ||
		asof_views(db, err) != 0 ||
		steps_make(db, "work", o->plan, o->as_of, err) != 0 ||
		each_once(db, work_out, err) != 0)
		return -1;
	for (size_t i = 0; i < NTABLES; i++) {
		if (make_indexes(db, o->rules, tables[i], err) != 0)
			return -1;
	}
	return db_exec(db, "ANALYZE work; COMMIT", err);
}

int
work_begin(struct work **out, struct db *db, const struct runner_opts *opts,
	size_t n, struct error *err)
{
	struct work *w = xcalloc(1, sizeof *w);
	int rc = -1;

	*out = w;
	w->connections = xcalloc(n, sizeof *w->connections);
	w->dir = file_work_dir(db_path(db), err);
	if (w->dir == NULL)
		goto out;
	for (size_t i = 0; i < n; i++) {
		struct db **c = &w->connections[w->n++];

		if (attach(w, db_path(db), c, err) != 0)
			goto out;
		if (i == 0 ? make(*c, opts, err) != 0
			   : show_tables(*c, err) != 0 ||
				asof_begin(*c, opts->model, opts->as_of,
					err) != 0 ||
				asof_views(*c, err) != 0 ||
				each_once(*c, show_once, err) != 0)
			goto out;
	}
	file_remove_dir(w->dir);
	rc = 0;
out:
	if (rc != 0) {
		work_end(w);
		*out = NULL;
	}
	return rc;
}

struct db *
work_connection(const struct work *work, size_t i)
{
	return work->connections[i];
}

/* Rows of one connection into a table of another. */
static int
copy_rows(struct db *from, const char *select, struct db *into,
	const char *table, struct error *err)
{
	struct stmt *in = NULL, *out = NULL;
	struct strbuf sql = { 0 };
	int rc = -1, n;

	if (db_prepare(&in, from, select, err) != 0)
		return -1;
	n = stmt_columns(in);
	strbuf_addf(&sql, "INSERT INTO %s VALUES(?", table);
	for (int i = 1; i < n; i++)
		strbuf_adds(&sql, ",?");
	strbuf_addc(&sql, ')');
	if (db_prepare(&out, into, sql.data, err) != 0)
		goto out;
	while ((rc = stmt_step(in, err)) == 1) {
		for (int i = 0; i < n; i++)
			stmt_bind_column(out, i + 1, in, i);
		rc = stmt_run(out, err);
		if (rc != 0)
			break;
	}
out:
	stmt_free(in);
	stmt_free(out);
	strbuf_clear(&sql);
	return rc;
}

int
work_fill(struct work *work, const char *table, struct db *from,
	const char *sql, struct error *err)
{
	struct db *db = work->connections[0];
	char *name = xasprintf("work.\"%s\"", table);
	int rc = db_exec(db, "BEGIN", err);

	if (rc == 0)
		rc = copy_rows(from, sql, db, name, err);
	if (rc == 0)
		rc = db_exec(db, "COMMIT", err);
	free(name);
	return rc;
}

int
work_keep(struct work *work, const char *table, struct db *into,
	struct error *err)
{
	char *sql = xasprintf("DELETE FROM \"%s\"", table);
	char *select = xasprintf("SELECT * FROM work.\"%s\"", table);
	int rc = db_exec(into, sql, err);

	if (rc == 0)
		rc = copy_rows(work->connections[0], select, into, table, err);
	free(sql);
	free(select);
	return rc;
}

void
work_end(struct work *work)
{
	if (work == NULL)
		return;
	for (size_t i = 0; i < work->n; i++)
		db_close(work->connections[i]);
	file_remove_dir(work->dir);
	free(work->connections);
	free(work->dir);
	free(work);
}
