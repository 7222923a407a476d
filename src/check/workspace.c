/*
 * What a run works out before its checks, beside the records' database.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/reuse.h"
#include "check/rule.h"
#include "check/run-options.h"
#include "check/workspace.h"
#include "lib/db.h"
#include "plan/plan.h"
#include "plan/steps.h"
#include "records/asof.h"
#include "records/ties.h"

struct workspace {
	char *dir;     /* of its databases; gone once all are connected */
	struct db *db; /* the records' */
	const struct run_options *opts;
	const struct reuse *again;
	struct db **connections, **parts;
	size_t n;
	struct strbuf
		makes; /* steps and views: a list as rule_names reads it */
	bool views;    /* worked out for all records */
};

/* Tables that a run fills, and in which database; in the records' they are
 * those of the last run. What takes long to make has its own, for nobody can
 * read one that is being written. */
static const struct {
	const char *name, *schema;
} tables[] = {
	{ "plan", "work" },
	{ "finding", "work" },
	{ "answer", "work" },
	{ "step", "made" },
};

#define NTABLES (sizeof tables / sizeof *tables)

static const char *
schema_of(const char *table)
{
	for (size_t i = 0; i < NTABLES; i++) {
		if (strcmp(tables[i].name, table) == 0)
			return tables[i].schema;
	}
	return NULL;
}

bool
workspace_has(const char *table)
{
	return schema_of(table) != NULL;
}

static int
attach(const struct workspace *w, struct db *db, const char *schema,
	struct error *err)
{
	char *name = xasprintf("%s/%s.db", w->dir, schema);
	int rc = db_attach(db, name, schema, err);

	free(name);
	return rc;
}

/* To be written, and gone after the run: nothing of it need be safe. */
static int
attach_own(const struct workspace *w, struct db *db, const char *schema,
	struct error *err)
{
	char *sql;
	int rc;

	if (attach(w, db, schema, err) != 0)
		return -1;
	sql = xasprintf("PRAGMA %s.page_size = 16384;"
			"PRAGMA %s.journal_mode = MEMORY;"
			"PRAGMA %s.synchronous = OFF",
		schema, schema, schema);
	rc = db_exec(db, sql, err);
	free(sql);
	return rc;
}

/* To the records, to what is worked out of them, and to the part of them that
 * is looked at alone. */
static int
open_one(const struct workspace *w, struct db **out, struct error *err)
{
	if (db_open(out, db_path(w->db), DB_BESIDE, err) != 0 ||
		attach_own(w, *out, "work", err) != 0 ||
		attach_own(w, *out, "made", err) != 0)
		return -1;
	return reuse_divides(w->again) ? attach_own(w, *out, "part", err) : 0;
}

/* From now on the name means what was worked out. */
static int
show(struct db *db, const char *name, const char *schema, struct error *err)
{
	char *sql = xasprintf("DROP VIEW IF EXISTS temp.\"%s\";"
			      "CREATE TEMP VIEW \"%s\" AS SELECT * FROM"
			      " %s.\"%s\"",
		name, name, schema, name);
	int rc = db_exec(db, sql, err);

	free(sql);
	return rc;
}

/* The same columns as in the records' database. */
static int
copy_table(
	struct db *db, const char *name, const char *schema, struct error *err)
{
	char *sql = xasprintf("SELECT 'CREATE TABLE %s.' || substr(sql, 14)"
			      " FROM main.sqlite_schema WHERE name = '%s'",
		schema, name);
	char *create;
	int rc = db_get_text(db, sql, &create, err);

	if (rc == 0)
		rc = db_exec(db, create, err);
	free(create);
	free(sql);
	return rc;
}

static int
make_tables(struct db *db, const struct run_options *o, struct error *err)
{
	char day[11], *sql;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < NTABLES; i++)
		rc = copy_table(db, tables[i].name, tables[i].schema, err);
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
make_indexes(struct db *db, const struct rules *rules, struct error *err)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *rule = &rules->items[i];

		for (size_t j = 0; j < rule->nindexes; j++) {
			const struct rule_index *x = &rule->indexes[j];
			const char *schema = schema_of(x->table);

			if (schema != NULL &&
				db_make_index(db, schema, x->table, x->columns,
					err) != 0)
				return -1;
		}
	}
	return 0;
}

typedef int once_fn(struct db *db, const char *view, const char *columns,
	const char *schema, struct error *err);

/* The views to be worked out once, in their order. */
static int
each_once(struct db *db, once_fn *f, const char *schema, struct error *err)
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

		rc = f(db, view, columns, schema, err);
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
	const char *schema, struct error *err)
{
	char *sql = xasprintf("CREATE TABLE %s.\"%s\" AS SELECT * FROM \"%s\"",
		schema, view, view);
	int rc = db_exec(db, sql, err);

	free(sql);
	if (rc == 0)
		rc = db_make_index(db, schema, view, columns, err);
	return rc == 0 ? show(db, view, schema, err) : -1;
}

static int
show_once(struct db *db, const char *view, const char *columns,
	const char *schema, struct error *err)
{
	(void)columns;
	return show(db, view, schema, err);
}

/* The tables that are there from the beginning. */
static int
show_tables(struct db *db, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < NTABLES; i++) {
		if (strcmp(tables[i].schema, "work") == 0)
			rc = show(db, tables[i].name, "work", err);
	}
	return rc;
}

static bool
copy_row(void *arg, struct stmt *out, struct stmt *in)
{
	(void)arg;
	for (int i = 0; i < stmt_columns(in); i++)
		stmt_bind_column(out, i + 1, in, i);
	return true;
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
	rc = stmt_for_each(in, out, copy_row, NULL, err);
out:
	stmt_free(in);
	stmt_free(out);
	strbuf_clear(&sql);
	return rc;
}

/* The last run's steps of the villages that are not dirty. */
static int
show_kept_steps(const struct workspace *w, struct db *db, struct error *err)
{
	struct strbuf sql = { 0 };
	int rc;

	strbuf_adds(&sql,
		"DROP VIEW IF EXISTS temp.step;"
		"CREATE TEMP VIEW step AS SELECT * FROM main.step WHERE"
		" village NOT IN (");
	reuse_add_dirty(w->again, &sql);
	strbuf_adds(&sql, ") UNION ALL SELECT * FROM part.step");
	rc = db_exec(db, sql.data, err);
	strbuf_clear(&sql);
	return rc;
}

/* What a connection sees besides what is worked out: the records of the day,
 * and the program's views of them. */
static int
show_records(const struct workspace *w, struct db *db, struct error *err)
{
	if (show_tables(db, err) != 0 ||
		asof_begin(db, w->opts->model, w->opts->as_of, err) != 0)
		return -1;
	return asof_views(db, err);
}

static int
show_steps(const struct workspace *w, struct db *db, struct error *err)
{
	return reuse_keeps_steps(w->again) ? show_kept_steps(w, db, err)
					   : show(db, "step", "made", err);
}

static int
copy_indexes(struct db *db, const char *table, struct error *err)
{
	char *sql = xasprintf("SELECT group_concat('CREATE INDEX part.' ||"
			      " substr(sql, 14), ';') FROM main.sqlite_schema"
			      " WHERE type = 'index' AND tbl_name = '%s'"
			      " AND sql IS NOT NULL",
		table);
	char *indexes;
	int rc = db_get_text(db, sql, &indexes, err);

	if (rc == 0 && indexes != NULL)
		rc = db_exec(db, indexes, err);
	free(sql);
	free(indexes);
	return rc;
}

/* A table's rows of the dirty villages, and those of no village, with the
 * indexes that all of them have. */
static int
divide(struct db *db, const char *table, const char *household,
	const char *parent, struct error *err)
{
	struct strbuf sql = { 0 };
	int rc = copy_table(db, table, "part", err);

	strbuf_addf(&sql, "INSERT INTO part.\"%s\" SELECT * FROM \"%s\" WHERE ",
		table, table);
	if (parent != NULL)
		strbuf_addf(&sql, "parent IN (SELECT row FROM part.\"%s\")",
			parent);
	else
		strbuf_adds(&sql,
			"village IN (SELECT village FROM part.dirty)"
			" OR village IS NULL");
	if (household != NULL)
		strbuf_addf(&sql,
			" AND COALESCE(\"%s\", '') NOT IN"
			" (SELECT household FROM part.outside)",
			household);
	if (rc == 0)
		rc = db_exec(db, sql.data, err);
	strbuf_clear(&sql);
	return rc == 0 ? copy_indexes(db, table, err) : -1;
}

/* For each table that can be divided; make: fill it first. */
static int
show_divided(struct db *db, bool make, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT tbl, household, parent FROM main.hc_divided"
		    " ORDER BY seq",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		char *table = xstrdup(stmt_text(st, 0));

		rc = make ? divide(db, table, stmt_text(st, 1),
				    stmt_text(st, 2), err)
			  : 0;
		if (rc == 0)
			rc = show(db, table, "part", err);
		free(table);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

static int
show_part(
	const struct workspace *w, struct db *db, bool make, struct error *err)
{
	if (show_tables(db, err) != 0 || show(db, "step", "part", err) != 0 ||
		asof_begin(db, w->opts->model, w->opts->as_of, err) != 0 ||
		show_divided(db, make, err) != 0)
		return -1;
	return asof_views(db, err);
}

static int
name_villages(const struct workspace *w, struct db *db, struct error *err)
{
	const struct ties *ties = reuse_ties(w->again);

	if (db_exec(db,
		    "CREATE TABLE part.dirty(village PRIMARY KEY) WITHOUT"
		    " ROWID; CREATE TABLE part.outside(household PRIMARY KEY)"
		    " WITHOUT ROWID",
		    err) != 0 ||
		copy_rows(ties->db, "SELECT village FROM temp.dirty", db,
			"part.dirty", err) != 0)
		return -1;
	return copy_rows(ties->db, "SELECT household FROM temp.outside", db,
		"part.outside", err);
}

/* The first of these connections makes what all of them see. */
static int
make_part(struct workspace *w, struct error *err)
{
	struct db *db = w->parts[0];

	if (db_exec(db, "BEGIN", err) != 0 ||
		copy_table(db, "step", "part", err) != 0 ||
		copy_indexes(db, "step", err) != 0 ||
		name_villages(w, db, err) != 0 ||
		show_part(w, db, true, err) != 0)
		return -1;
	if (reuse_keeps_steps(w->again) &&
		steps_make(db, "part", w->opts->plan, w->opts->as_of, err) != 0)
		return -1;
	if (each_once(db, work_out, "part", err) != 0)
		return -1;
	return db_exec(db, "ANALYZE part; COMMIT", err);
}

static int
make_tables_once(struct workspace *w, struct error *err)
{
	struct db *db = w->connections[0];

	/* A transaction here must not take the records' database, which the
	 * caller holds. */
	return db_exec(db, "BEGIN", err) == 0 &&
			make_tables(db, w->opts, err) == 0 &&
			db_exec(db, "ANALYZE work; COMMIT", err) == 0
		? 0
		: -1;
}

/* The records' own connection looks at what was made, too; a database that an
 * earlier run has left there goes first. */
static int
open_made(struct workspace *w, struct error *err)
{
	struct error none = { 0 };

	db_exec(w->db, "DETACH made", &none);
	return attach(w, w->db, "made", err);
}

static int
open_all(struct workspace *w, struct error *err)
{
	for (size_t i = 0; i < w->n; i++) {
		if (open_one(w, &w->connections[i], err) != 0 ||
			(reuse_divides(w->again) &&
				open_one(w, &w->parts[i], err) != 0))
			return -1;
	}
	if (open_made(w, err) != 0 || make_tables_once(w, err) != 0)
		return -1;
	for (size_t i = 0; i < w->n; i++) {
		if (show_records(w, w->connections[i], err) != 0)
			return -1;
	}
	return 0;
}

static int
list_made(struct workspace *w, struct error *err)
{
	struct stmt *st;
	int rc;

	strbuf_adds(&w->makes, "\nstep\n");
	if (db_prepare(&st, w->db, "SELECT view FROM hc_once", err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		strbuf_addf(&w->makes, "%s\n", stmt_text(st, 0));
	stmt_free(st);
	return rc;
}

int
workspace_begin(struct workspace **out, struct db *db,
	const struct run_options *opts, size_t n, const struct reuse *again,
	struct error *err)
{
	struct workspace *w = xcalloc(1, sizeof *w);

	*out = NULL;
	w->db = db;
	w->opts = opts;
	w->again = again;
	w->n = n;
	w->connections = xcalloc(n, sizeof *w->connections);
	w->parts = xcalloc(n, sizeof *w->parts);
	w->dir = file_work_dir(db_path(db), err);
	if (w->dir == NULL || open_all(w, err) != 0 || list_made(w, err) != 0) {
		workspace_end(w);
		return -1;
	}
	file_remove_dir(w->dir);
	*out = w;
	return 0;
}

int
workspace_make_steps(struct workspace *w, struct error *err)
{
	struct db *db = w->connections[0];

	if (db_exec(db, "BEGIN", err) != 0 ||
		(!reuse_keeps_steps(w->again) &&
			steps_make(db, "made", w->opts->plan, w->opts->as_of,
				err) != 0) ||
		make_indexes(db, w->opts->rules, err) != 0)
		return -1;
	return db_exec(db, "COMMIT", err);
}

int
workspace_make_views(struct workspace *w, struct error *err)
{
	struct db *db = w->connections[0];

	w->views = !reuse_divides(w->again);
	if (db_exec(db, "BEGIN", err) != 0 ||
		(w->views && w->opts->remote == NULL &&
			each_once(db, work_out, "made", err) != 0) ||
		db_exec(db, "ANALYZE made; COMMIT", err) != 0 ||
		show_steps(w, db, err) != 0)
		return -1;
	return reuse_divides(w->again) ? make_part(w, err) : 0;
}

bool
workspace_makes(const struct workspace *work, const char *names)
{
	for (const char *s = names + 1; *s != '\0';) {
		size_t n = strcspn(s, "\n");
		char *name = xstrndup(s, n);
		bool is_made = rule_names(work->makes.data, name);

		free(name);
		if (is_made)
			return true;
		s += n + 1;
	}
	return false;
}

int
workspace_show(struct workspace *w, size_t i, struct error *err)
{
	struct db *db = w->connections[i], *part = w->parts[i];

	if (show_steps(w, db, err) != 0 ||
		(w->views && each_once(db, show_once, "made", err) != 0))
		return -1;
	if (part == NULL)
		return 0;
	return show_part(w, part, false, err) == 0
		? each_once(part, show_once, "part", err)
		: -1;
}

struct db *
workspace_connection(const struct workspace *work, size_t i)
{
	return work->connections[i];
}

struct db *
workspace_part(const struct workspace *work, size_t i)
{
	return work->parts[i];
}

/* Does a check made in full read the view? Asked of the first connection. */
static int
find_read(struct workspace *w, bool *is_read, struct error *err)
{
	struct stmt *st;
	int rc;

	*is_read = false;
	if (db_prepare(&st, w->db, "SELECT view FROM hc_once", err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		*is_read |= reuse_reads(w->again, stmt_text(st, 0));
	stmt_free(st);
	return rc;
}

int
workspace_need(struct workspace *work, struct error *err)
{
	struct db *db = work->connections[0];
	bool is_read;

	if (work->views)
		return 0;
	if (find_read(work, &is_read, err) != 0)
		return -1;
	if (!is_read)
		return 0;
	if (db_exec(db, "BEGIN", err) != 0 ||
		each_once(db, work_out, "made", err) != 0 ||
		db_exec(db, "COMMIT", err) != 0)
		return -1;
	for (size_t i = 1; i < work->n; i++) {
		if (each_once(work->connections[i], show_once, "made", err) !=
			0)
			return -1;
	}
	work->views = true;
	return 0;
}

int
workspace_fill(struct workspace *work, const char *table, struct db *from,
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
workspace_keep_steps(struct workspace *work, struct error *err)
{
	/* As they are, from table to table: rows of equal tables are not looked
	 * into. */
	if (!reuse_keeps_steps(work->again))
		return db_exec(work->db,
			"DELETE FROM main.step; INSERT INTO main.step"
			" SELECT * FROM made.step",
			err);
	return db_exec(reuse_ties(work->again)->db,
		       "DELETE FROM step WHERE village IN"
		       " (SELECT village FROM temp.dirty)",
		       err) == 0
		? copy_rows(work->connections[0], "SELECT * FROM part.step",
			  work->db, "step", err)
		: -1;
}

int
workspace_count(
	struct workspace *work, size_t i, const char *table, struct error *err)
{
	char *sql = xasprintf("CREATE TEMP TABLE \"count_%s\" AS"
			      " SELECT * FROM \"%s_now\"",
		table, table);
	int rc = db_exec(work->connections[i], sql, err);

	free(sql);
	return rc;
}

int
workspace_keep_count(
	struct workspace *work, size_t i, const char *table, struct error *err)
{
	char *clear = xasprintf("DELETE FROM \"%s\"", table);
	char *rows = xasprintf("SELECT * FROM temp.\"count_%s\"", table);
	int rc = db_exec(work->db, clear, err);

	if (rc == 0)
		rc = copy_rows(
			work->connections[i], rows, work->db, table, err);
	free(clear);
	free(rows);
	return rc;
}

void
workspace_end(struct workspace *work)
{
	if (work == NULL)
		return;
	for (size_t i = 0; i < work->n; i++) {
		db_close(work->connections[i]);
		db_close(work->parts[i]);
	}
	file_remove_dir(work->dir);
	strbuf_clear(&work->makes);
	free(work->connections);
	free(work->parts);
	free(work->dir);
	free(work);
}
