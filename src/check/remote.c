/*
 * A rule's queries where the records are.
 */
#include "config.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/foreign.h"
#include "check/pack.h"
#include "check/reads.h"
#include "check/remote-own.h"
#include "check/remote.h"
#include "check/run-options.h"
#include "check/workspace.h"
#include "lib/db.h"
#include "lib/postgres.h"
#include "plan/plan.h"
#include "records/asof.h"
#include "records/transfer.h"

static struct remote *
remote_new(struct pg *pg, const char *schema)
{
	struct remote *r = xcalloc(1, sizeof *r);

	r->pg = pg;
	r->schema = xstrdup(schema);
	r->name = xasprintf("%s %s", pg_name(pg), schema);
	transfer_server(pg, &r->sink);
	return r;
}

void
remote_close(struct remote *r)
{
	struct error ignored = { 0 };

	if (r == NULL)
		return;
	if (!pg_is_lost(r->pg))
		pg_exec(r->pg, "ROLLBACK", &ignored);
	strbuf_clear(&r->sql);
	free(r->schema);
	free(r->name);
	free(r);
}

bool
remote_is_lost(const struct remote *r)
{
	return pg_is_lost(r->pg);
}

const char *
remote_name(const struct remote *r)
{
	return r->name;
}

static int
send(struct remote *r, struct error *err)
{
	int rc = r->sql.len > 0 ? pg_exec(r->pg, r->sql.data, err) : 0;

	strbuf_reset(&r->sql);
	return rc;
}

static int
check_mark(struct remote *r, struct error *err)
{
	char *there = NULL, *mark;
	int rc = foreign_mark(&mark, err);

	if (rc == 0)
		rc = pg_get(r->pg,
			"SELECT obj_description(oid) FROM pg_namespace"
			" WHERE nspname = $1",
			r->schema, &there, err);
	if (rc == 0 && (there == NULL || strncmp(there, "hecha ", 6) != 0))
		rc = err_set(err, ERR_USAGE, "REMOTE-1",
			"%s: no schema that export has made", r->name);
	else if (rc == 0 && strcmp(there, mark) != 0)
		rc = err_set(err, ERR_SYSTEM, "REMOTE-2",
			"%s: made by another version of hecha; export it anew",
			r->name);
	free(mark);
	free(there);
	return rc;
}

/* One picture of the records for all that is asked. Streets are what is made
 * side by side (-j): parallel workers, which cannot see temporary tables, would
 * take more processors for one street than are asked for; and compiling takes
 * longer than asking. */
int
remote_begin(struct pg *pg, struct error *err)
{
	return pg_exec(pg,
		"BEGIN ISOLATION LEVEL REPEATABLE READ READ "
		"WRITE;" FOREIGN_SETTINGS "SET LOCAL search_path = pg_temp;"
		"SET LOCAL max_parallel_workers_per_gather = 0;"
		"SET LOCAL jit = off; SET LOCAL work_mem = '32MB';"
		"SET LOCAL temp_buffers = '32MB';" FOREIGN_SAMPLE ";"
		"SET LOCAL lock_timeout = '60s'",
		err);
}

/* A picture shows the rows of a table that is made later as none at all. So
 * nobody may put another schema in the place of this one, and the picture is
 * only taken by the first query behind this. */
int
remote_hold(struct pg *pg, const char *schema, struct error *err)
{
	char *sql = xasprintf(
		"LOCK TABLE \"%s\".hc_plan IN ACCESS SHARE MODE", schema);
	int rc = pg_exec(pg, sql, err);

	free(sql);
	return rc;
}

/* Not a schema's rows alone, also its name is as it is now, whatever the
 * picture shows: to_regclass looks behind it, and what stands there is held by
 * nobody where another schema was given the name. */
int
remote_holds(struct pg *pg, const char *schema, struct error *err)
{
	char *n;
	int rc = pg_get(pg,
		"SELECT COUNT(*) FROM pg_locks WHERE pid = pg_backend_pid()"
		" AND relation = to_regclass(quote_ident($1) || '.hc_plan')",
		schema, &n, err);

	if (rc == 0 && (n == NULL || strcmp(n, "0") == 0))
		rc = err_set(err, ERR_SYSTEM, "REMOTE-5",
			"%s: the schema was renamed or replaced meanwhile; "
			"check it again",
			schema);
	free(n);
	return rc;
}

int
remote_open(struct remote **out, struct pg *pg, const char *schema,
	struct error *err)
{
	struct remote *r = remote_new(pg, schema);
	int rc = remote_begin(pg, err);

	*out = NULL;
	strbuf_addf(&r->sql, "SET LOCAL search_path = pg_temp, \"%s\"", schema);
	if (rc == 0)
		rc = send(r, err);
	if (rc == 0)
		rc = remote_hold(pg, schema, err);
	if (rc == 0)
		rc = check_mark(r, err);
	if (rc != 0) {
		remote_close(r);
		return -1;
	}
	*out = r;
	return 0;
}

struct remote *
remote_apart(struct pg *pg, const char *name)
{
	return remote_new(pg, name);
}

struct pg *
remote_server(const struct remote *r)
{
	return r->pg;
}

/* The plan's bytes, the calendar's behind them. */
struct plan_taker {
	unsigned char *xml, *calendar;
	size_t n, calendar_n;
};

static int
take_plan(void *arg, const struct pg_row *row, struct error *err)
{
	struct plan_taker *t = arg;

	if (t->xml != NULL)
		return err_set(err, ERR_INPUT, "REMOTE-3", "two plans");
	t->xml = pg_bytes(row, 0, &t->n);
	t->calendar = pg_bytes(row, 1, &t->calendar_n);
	return 0;
}

int
remote_plan(struct remote *r, const char *schema, struct plan **plan,
	struct error *err)
{
	struct plan_taker t = { 0 };
	char *sql = xasprintf(
		"SELECT xml, calendar FROM \"%s\".hc_plan", schema);
	int rc = pg_query(r->pg,
		&(struct pg_query){ .sql = sql,
			.seconds = 60,
			.limit = 64u << 20,
			.row = take_plan,
			.arg = &t },
		err);

	*plan = NULL;
	if (rc == 0 && t.xml == NULL)
		rc = err_set(err, ERR_INPUT, "REMOTE-4", "%s: no plan there",
			r->name);
	if (rc == 0)
		rc = plan_parse(plan,
			&(struct plan_bytes){ (char *)t.xml, t.n,
				(char *)t.calendar, t.calendar_n, 0 },
			err);
	free(sql);
	free(t.xml);
	free(t.calendar);
	return rc;
}

static int
take_table(void *arg, const char *table, struct error *err)
{
	struct remote *r = arg;
	char *clear;
	int rc;

	if (transfer_is_plan(table))
		return 0;
	clear = xasprintf("DELETE FROM main.\"%s\"", table);
	rc = db_exec(r->db, clear, err);
	if (rc == 0)
		rc = transfer_take(r->pg, r->db,
			&(struct transfer_from){ .table = table }, err);
	free(clear);
	return rc;
}

int
remote_take(struct remote *r, struct db *db, struct error *err)
{
	r->db = db;
	if (transfer_tables(db, take_table, r, err) != 0)
		return -1;
	/* the next check takes nothing over from the last one */
	return db_exec(db, "UPDATE hc_run SET settings = ''", err);
}

/* A table of the run's own, empty. */
static int
make_table(struct remote *r, const char *table, struct error *err)
{
	const struct transfer_table made = { table, true, r->order };

	return transfer_add_table(&r->sql, r->db, &made, err) == 0
		? send(r, err)
		: -1;
}

static int
make_plan_table(void *arg, const char *table, struct error *err)
{
	return transfer_is_plan(table) && strncmp(table, "hc_", 3) != 0
		? make_table(arg, table, err)
		: 0;
}

static int
fill_plan_table(void *arg, const char *table, struct error *err)
{
	struct remote *r = arg;
	const char *schema = workspace_has(table) ? "work" : "main";
	char *from;
	int rc;

	if (!transfer_is_plan(table) || strncmp(table, "hc_", 3) == 0)
		return 0;
	from = xasprintf("%s.\"%s\"", schema, table);
	rc = remote_fill(r, r->db, from, table, err);
	free(from);
	return rc;
}

static int
make_asof(void *arg, const char *create, struct error *err)
{
	struct remote *r = arg;

	strbuf_addf(&r->sql, "CREATE TEMPORARY VIEW %s;", create);
	return send(r, err);
}

/* The columns of the index on a view that is worked out once; NULL: it is not.
 * The caller's. */
static int
once_columns(struct db *db, const char *view, char **columns, struct error *err)
{
	struct stmt *st;
	int rc;

	*columns = NULL;
	if (db_prepare(&st, db,
		    "SELECT columns FROM main.hc_once WHERE view = ?",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, view);
	rc = stmt_step(st, err);
	if (rc == 1)
		*columns = xstrdup(stmt_text(st, 0));
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static void
add_index(struct remote *r, const char *table, const char *columns)
{
	strbuf_addf(&r->sql, "CREATE INDEX run_x%zu ON pg_temp.\"%s\"(%s);",
		++r->indexes, table, columns);
}

/* A view, or what is worked out once in its place. */
static int
make_view(void *arg, const char *view, const char *create, struct error *err)
{
	struct remote *r = arg;
	char *columns;

	if (once_columns(r->db, view, &columns, err) != 0)
		return -1;
	strbuf_addf(&r->sql, "CREATE TEMPORARY %s ",
		columns != NULL ? "TABLE" : "VIEW");
	foreign_add_view(&r->sql, create);
	strbuf_adds(&r->sql, ";");
	if (columns != NULL) {
		add_index(r, view, columns);
		strbuf_addf(&r->sql, "ANALYZE pg_temp.\"%s\";", view);
	}
	free(columns);
	return send(r, err) == 0 ? 0 : err_wrap(err, "%s", view);
}

/* The indexes that rules want of what the run works out, each once. */
static int
make_indexes(struct remote *r, const struct rules *rules, struct error *err)
{
	struct strbuf known = { 0 };

	strbuf_adds(&known, "\n");
	for (size_t i = 0; i < rules->n; i++) {
		for (size_t k = 0; k < rules->items[i].nindexes; k++) {
			const struct rule_index *x =
				&rules->items[i].indexes[k];
			char *line = xasprintf(
				"\n%s(%s)\n", x->table, x->columns);

			if (workspace_has(x->table) &&
				strstr(known.data, line) == NULL) {
				strbuf_adds(&known, line);
				add_index(r, x->table, x->columns);
			}
			free(line);
		}
	}
	strbuf_clear(&known);
	return send(r, err);
}

static int
make_all(struct remote *r, const struct run_options *o, struct error *err)
{
	static const char *const made[] = { "step", "finding", "answer" };
	char *schema = xasprintf("\"%s\"", r->schema);
	const struct asof_day day = { o->as_of, schema };
	struct reads reads;
	int rc = transfer_tables(r->db, make_plan_table, r, err);

	reads_make(&reads, r->db, o->rules);
	r->order = reads.order.data;
	for (int i = 0; rc == 0 && i < 3; i++)
		rc = make_table(r, made[i], err);
	r->order = NULL;
	reads_clear(&reads);
	if (rc == 0 && r->source != NULL)
		rc = r->source->make(r->source->arg, r->db, err);
	else if (rc == 0)
		rc = asof_each(r->db, o->model, &day, make_asof, r, err);
	if (rc == 0 && r->source == NULL)
		rc = transfer_views(r->db, make_view, r, err);
	if (rc == 0)
		rc = make_indexes(r, o->rules, err);
	free(schema);
	return rc;
}

int
remote_prepare(struct remote *r, struct db *db, const struct run_options *o,
	struct error *err)
{
	r->db = db;
	if (make_all(r, o, err) != 0 ||
		pg_exec(r->pg, "SET TRANSACTION READ ONLY", err) != 0 ||
		transfer_tables(db, fill_plan_table, r, err) != 0)
		return -1;
	if (remote_fill(r, db, "made.step", "step", err) != 0)
		return -1;
	strbuf_addf(&r->sql, "SET LOCAL statement_timeout = '%ds'", o->seconds);
	return send(r, err);
}

void
remote_set_source(struct remote *r, const struct remote_source *source)
{
	r->source = source;
}

int
remote_fetch(struct remote *r, const struct found *found, struct error *err)
{
	return r->source != NULL ? r->source->fetch(r->source->arg, found, err)
				 : 0;
}

/* What is written from here on stays, whatever fails behind it. */
static int
settle(struct remote *r, struct error *err)
{
	bool is_saved = r->is_saved;

	r->is_saved = false;
	return is_saved ? pg_exec(r->pg, "RELEASE rule", err) : 0;
}

int
remote_fill(struct remote *r, struct db *db, const char *from,
	const char *table, struct error *err)
{
	if (settle(r, err) != 0 ||
		transfer_rows(db, from, table, &r->sink, err) != 0)
		return -1;
	strbuf_addf(&r->sql, "ANALYZE pg_temp.\"%s\"", table);
	return send(r, err);
}

static int
make_any_table(void *arg, const char *table, struct error *err)
{
	return make_table(arg, table, err);
}

static int
make_plain_view(
	void *arg, const char *view, const char *create, struct error *err)
{
	struct remote *r = arg;

	(void)view;
	strbuf_addf(&r->sql, "CREATE TEMPORARY VIEW %s;", create);
	return send(r, err);
}

/* As the name shows it: behind a view of what a day hides. */
static int
fill_shown(void *arg, const char *table, struct error *err)
{
	struct remote *r = arg;
	char *from = xasprintf("\"%s\"", table);
	char *any = xasprintf("SELECT EXISTS (SELECT 1 FROM \"%s\")", table);
	int64_t is_there = 0;
	int rc = db_get_int(r->db, any, &is_there, err);

	if (rc == 0 && is_there)
		rc = transfer_rows(r->db, from, table, &r->sink, err);
	free(from);
	free(any);
	return rc;
}

/* What no case changes: the plan but for its day and its parameters. */
static bool
is_constant(const char *table)
{
	return transfer_is_plan(table) && strcmp(table, "plan") != 0 &&
		strcmp(table, "plan_parameter") != 0;
}

static int
fill_constant(void *arg, const char *table, struct error *err)
{
	return is_constant(table) && strcmp(table, "hc_plan") != 0
		? fill_shown(arg, table, err)
		: 0;
}

static int
fill_changing(void *arg, const char *table, struct error *err)
{
	return is_constant(table) ? 0 : fill_shown(arg, table, err);
}

int
remote_try(struct remote **out, struct pg *pg, struct db *db, struct error *err)
{
	static const char *const made[] = { "step", "finding", "answer" };
	struct remote *r = remote_new(pg, "");
	int rc;

	*out = NULL;
	r->db = db;
	r->tries = true;
	rc = remote_begin(pg, err);
	if (rc == 0)
		rc = transfer_tables(db, make_any_table, r, err);
	for (int i = 0; rc == 0 && i < 3; i++)
		rc = make_table(r, made[i], err);
	if (rc == 0)
		rc = transfer_views(db, make_plain_view, r, err);
	if (rc == 0)
		rc = transfer_tables(db, fill_constant, r, err);
	if (rc == 0)
		rc = pg_exec(pg,
			"SET TRANSACTION READ ONLY;"
			"SET LOCAL statement_timeout = '10s'",
			err);
	if (rc != 0) {
		remote_close(r);
		return -1;
	}
	*out = r;
	return 0;
}

int
remote_try_fill(struct remote *r, struct db *db, struct error *err)
{
	static const char *const made[] = { "step", "finding", "answer" };
	int rc = pg_exec(r->pg, "SAVEPOINT trial", err);

	r->db = db;
	if (rc == 0)
		rc = transfer_tables(db, fill_changing, r, err);
	for (int i = 0; rc == 0 && i < 3; i++)
		rc = fill_shown(r, made[i], err);
	return rc;
}

int
remote_try_undo(struct remote *r, struct error *err)
{
	return pg_exec(r->pg, "ROLLBACK TO trial; RELEASE trial", err);
}
