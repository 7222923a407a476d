/*
 * Tables, views and rows between the database and PostgreSQL.
 */
#include "config.h"
#include <ctype.h>
#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/copy-line.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "lib/postgres.h"
#include "records/transfer.h"

/* What the program knows of documents, and travels with them. */
static const char *const of_documents[] = { "hc_document", "hc_undelivered",
	"hc_usual", "hc_part", "hc_place", "hc_sheet", "hc_column", "hc_reject",
	"hc_unread", "hc_plan" };

static bool
is_of_documents(const char *table)
{
	for (size_t i = 0; i < sizeof of_documents / sizeof *of_documents;
		i++) {
		if (strcmp(of_documents[i], table) == 0)
			return true;
	}
	return false;
}

bool
transfer_is_plan(const char *table)
{
	return strcmp(table, "plan") == 0 || strcmp(table, "code") == 0 ||
		strcmp(table, "hc_plan") == 0 ||
		strncmp(table, "plan_", 5) == 0;
}

bool
transfer_travels(const char *table)
{
	/* what a run works out does not */
	static const char *const made[] = { "step", "finding", "answer" };

	for (size_t i = 0; i < sizeof made / sizeof *made; i++) {
		if (strcmp(made[i], table) == 0)
			return false;
	}
	return strncmp(table, "hc_", 3) != 0 || is_of_documents(table);
}

int
transfer_tables(
	struct db *db, transfer_table_fn *f, void *arg, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
		    " AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY rowid",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		rc = transfer_travels(stmt_text(st, 0))
			? f(arg, stmt_text(st, 0), err)
			: 0;
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

static const char *
type_there(const char *type)
{
	return strcmp(type, "INTEGER") == 0 ? "bigint"
		: strcmp(type, "BLOB") == 0 ? "bytea"
					    : "text COLLATE \"C\"";
}

/* Name and type of each column of a table. */
static int
list_columns(
	struct stmt **out, struct db *db, const char *table, struct error *err)
{
	if (db_prepare(out, db,
		    "SELECT name, type, pk FROM pragma_table_info(?1)"
		    " ORDER BY cid",
		    err) != 0)
		return -1;
	stmt_bind_text(*out, 1, table);
	return 0;
}

const char *
transfer_kind(const char *table)
{
	static const char *const copies[] = { "previous_", "collected_" };

	for (size_t i = 0; i < sizeof copies / sizeof *copies; i++) {
		size_t n = strlen(copies[i]);

		if (strncmp(table, copies[i], n) == 0)
			return table + n;
	}
	return table;
}

/* Columns that most queries read, whatever they ask. */
static bool
is_always(const char *column)
{
	static const char *const always[] = { "row", "parent", "document",
		"line", "id", "village", "valid", "state" };

	for (size_t i = 0; i < sizeof always / sizeof *always; i++) {
		if (strcmp(always[i], column) == 0)
			return true;
	}
	return false;
}

struct place {
	size_t rank; /* on the list; 0: before it */
	size_t at;   /* in the database */
	char *line;
};

static int
compare_places(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->rank != y->rank)
		return x->rank < y->rank ? -1 : 1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static size_t
rank_of(const char *order, const char *table, const char *column)
{
	char *line;
	const char *at;

	if (order == NULL || is_always(column))
		return 0;
	line = xasprintf("\n%s.%s\n", transfer_kind(table), column);
	at = strstr(order, line);
	free(line);
	return at != NULL ? (size_t)(at - order) + 1 : SIZE_MAX;
}

int
transfer_add_table(struct strbuf *sql, struct db *db,
	const struct transfer_table *table, struct error *err)
{
	struct strbuf key = { 0 };
	struct place *places = NULL;
	struct stmt *st;
	size_t n = 0;
	int rc;

	if (list_columns(&st, db, table->name, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		places = xreallocarray(places, n + 1, sizeof *places);
		places[n] = (struct place){
			rank_of(table->order, table->name, stmt_text(st, 0)), n,
			xasprintf("\n  \"%s\" %s", stmt_text(st, 0),
				type_there(stmt_text(st, 1)))
		};
		n++;
		if (stmt_int(st, 2) > 0)
			strbuf_addf(&key, "%s\"%s\"", key.len > 0 ? ", " : "",
				stmt_text(st, 0));
	}
	stmt_free(st);
	if (n > 0)
		qsort(places, n, sizeof *places, compare_places);
	strbuf_addf(sql, "CREATE %sTABLE \"%s\"(",
		table->temporary ? "TEMPORARY " : "", table->name);
	for (size_t i = 0; i < n; i++) {
		strbuf_addf(sql, "%s%s", i > 0 ? "," : "", places[i].line);
		free(places[i].line);
	}
	free(places);
	if (key.len > 0)
		strbuf_addf(sql, ",\n  PRIMARY KEY (%s)", key.data);
	/* it is filled once, looked at once, and never changed */
	strbuf_adds(sql,
		table->temporary ? ");\n"
				 : ") WITH (autovacuum_enabled = off);\n");
	strbuf_clear(&key);
	return rc;
}

/* Views that are still to be told of. */
struct view {
	char *name, *create;
	bool done;
};

/* Does the SQL have the name as a word? */
static bool
has_name(const char *sql, const char *name)
{
	size_t n = strlen(name);

	for (const char *at = sql; (at = strstr(at, name)) != NULL; at++) {
		bool begins = at == sql ||
			!(isalnum((unsigned char)at[-1]) || at[-1] == '_');

		if (begins && !isalnum((unsigned char)at[n]) && at[n] != '_')
			return true;
	}
	return false;
}

static bool
is_ready(const struct view *views, size_t n, size_t i)
{
	for (size_t k = 0; k < n; k++) {
		if (k != i && !views[k].done &&
			has_name(views[i].create, views[k].name))
			return false;
	}
	return true;
}

/* One that reads another comes after it, which SQLite does not ask for. Names
 * are also those of columns: where they run in a circle the order stays. */
static int
tell_views(struct view *views, size_t n, transfer_view_fn *f, void *arg,
	struct error *err)
{
	bool told = true;

	while (told) {
		told = false;
		for (size_t i = 0; i < n; i++) {
			if (views[i].done || !is_ready(views, n, i))
				continue;
			if (f(arg, views[i].name, views[i].create, err) != 0)
				return -1;
			views[i].done = told = true;
		}
	}
	for (size_t i = 0; i < n; i++) {
		if (!views[i].done &&
			f(arg, views[i].name, views[i].create, err) != 0)
			return -1;
	}
	return 0;
}

int
transfer_views(struct db *db, transfer_view_fn *f, void *arg, struct error *err)
{
	struct view *views = NULL;
	size_t n = 0;
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT name, substr(sql, 13) FROM main.sqlite_schema"
		    " WHERE type = 'view' AND name NOT LIKE 'hc~_%' ESCAPE '~'"
		    " ORDER BY rowid",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		views = xreallocarray(views, n + 1, sizeof *views);
		views[n++] = (struct view){ xstrdup(stmt_text(st, 0)),
			xstrdup(stmt_text(st, 1)), false };
	}
	stmt_free(st);
	if (rc == 0)
		rc = tell_views(views, n, f, arg, err);
	for (size_t i = 0; i < n; i++) {
		free(views[i].name);
		free(views[i].create);
	}
	free(views);
	return rc;
}

/* "SELECT …" of all columns; bytes as a bytea is written. */
static int
add_select(struct strbuf *sql, struct db *db, const char *from,
	const char *table, struct error *err)
{
	struct stmt *st;
	int rc, n = 0;

	if (list_columns(&st, db, table, err) != 0)
		return -1;
	strbuf_adds(sql, "SELECT ");
	while ((rc = stmt_step(st, err)) == 1)
		strbuf_addf(sql,
			strcmp(stmt_text(st, 1), "BLOB") == 0
				? "%s'\\x' || hex(\"%s\")"
				: "%s\"%s\"",
			n++ > 0 ? ", " : "", stmt_text(st, 0));
	strbuf_addf(sql, " FROM %s", from);
	stmt_free(st);
	return rc;
}

/* Into which columns the rows go, "table"("row", …): those of a table there
 * need not stand as they do here. */
static int
add_target(
	struct strbuf *sql, struct db *db, const char *table, struct error *err)
{
	struct stmt *st;
	int rc, n = 0;

	if (list_columns(&st, db, table, err) != 0)
		return -1;
	strbuf_addf(sql, "\"%s\"", table);
	while ((rc = stmt_step(st, err)) == 1)
		strbuf_addf(sql, "%s\"%s\"", n++ > 0 ? ", " : "(",
			stmt_text(st, 0));
	strbuf_adds(sql, ")");
	stmt_free(st);
	return rc;
}

static int
send_rows(struct stmt *st, const struct transfer_sink *sink, struct error *err)
{
	struct strbuf line = { 0 };
	int columns = stmt_columns(st), rc;

	while ((rc = stmt_step(st, err)) == 1) {
		strbuf_reset(&line);
		for (int i = 0; i < columns; i++) {
			if (i > 0)
				strbuf_addc(&line, '\t');
			copy_line_write(&line, stmt_text(st, i));
		}
		strbuf_addc(&line, '\n');
		rc = sink->row(sink->arg, line.data, line.len, err);
		if (rc != 0)
			break;
	}
	strbuf_clear(&line);
	return rc;
}

int
transfer_rows(struct db *db, const char *from, const char *table,
	const struct transfer_sink *sink, struct error *err)
{
	struct strbuf sql = { 0 }, target = { 0 };
	struct stmt *st = NULL;
	int rc = add_select(&sql, db, from, table, err);

	if (rc == 0)
		rc = add_target(&target, db, table, err);
	if (rc == 0)
		rc = db_prepare(&st, db, sql.data, err);
	if (rc == 0)
		rc = sink->begin(sink->arg, table, target.data, err);
	if (rc == 0)
		rc = send_rows(st, sink, err);
	if (rc == 0)
		rc = sink->end(sink->arg, table, err);
	stmt_free(st);
	strbuf_clear(&sql);
	strbuf_clear(&target);
	return rc;
}

/* Rows that come from a server, into a table here. */
struct taker {
	struct stmt *insert;
	bool *is_int, *is_bytes;
	int n;
};

/* A whole number as PostgreSQL writes it, and nothing else. */
static bool
parse_whole(const char *s, size_t n, int64_t *value)
{
	size_t begin = n > 0 && *s == '-';

	for (size_t i = begin; i < n; i++) {
		if (s[i] < '0' || s[i] > '9')
			return false;
	}
	errno = 0;
	*value = strtoll(s, NULL, 10);
	return n > begin && errno == 0;
}

/* Values stand until the row is stored. */
static int
take_value(struct taker *t, const struct pg_row *row, int i, struct error *err)
{
	size_t n;
	const char *s = pg_text(row, i, &n);
	int64_t number;

	if (s == NULL) {
		stmt_bind_null(t->insert, i + 1);
	} else if (t->is_bytes[i]) {
		unsigned char *bytes = pg_bytes(row, i, &n);

		stmt_bind_blob(t->insert, i + 1, bytes, n);
		free(bytes);
	} else if (t->is_int[i]) {
		if (!parse_whole(s, n, &number))
			return err_set(err, ERR_INPUT, "TRANSFER-1",
				"column %d: no whole number", i + 1);
		stmt_bind_int(t->insert, i + 1, number);
	} else {
		stmt_bind_bytes(t->insert, i + 1, s, n);
	}
	return 0;
}

static int
take_row(void *arg, const struct pg_row *row, struct error *err)
{
	struct taker *t = arg;
	int rc = 0;

	if (pg_columns(row) != t->n)
		return err_set(err, ERR_INPUT, "TRANSFER-3",
			"%d columns where %d were asked for", pg_columns(row),
			t->n);
	for (int i = 0; rc == 0 && i < t->n; i++)
		rc = take_value(t, row, i, err);
	return rc == 0 ? stmt_run(t->insert, err) : -1;
}

static bool
is_wanted(const char *list, const char *table, const char *column)
{
	char *line;
	bool is;

	if (list == NULL || is_always(column))
		return true;
	line = xasprintf("\n%s.%s\n", table, column);
	is = strstr(list, line) != NULL;
	free(line);
	return is;
}

/* A column, and what tells the street apart. */
static void
add_column(struct strbuf *sql, const struct transfer_from *f, const char *name)
{
	bool is_document = strcmp(f->table, "hc_document") == 0;

	strbuf_addf(sql, "\"%s\"", name);
	if (strcmp(name, "row") == 0 || strcmp(name, "parent") == 0)
		strbuf_addf(sql, " + %lld", (long long)f->rows);
	else if (strcmp(name, is_document ? "id" : "document") == 0)
		strbuf_addf(sql, " + %lld", (long long)f->documents);
}

int
transfer_add_columns(struct strbuf *sql, struct db *db,
	const struct transfer_from *f, const char *list, struct error *err)
{
	struct stmt *st;
	int rc, n = 0;

	if (list_columns(&st, db, f->table, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		if (!is_wanted(list, f->table, stmt_text(st, 0)))
			continue;
		strbuf_adds(sql, n++ > 0 ? ", " : "");
		if (f->named && strcmp(f->table, "hc_document") == 0 &&
			strcmp(stmt_text(st, 0), "name") == 0)
			strbuf_addf(sql, "'%s/' || ", f->schema);
		add_column(sql, f, stmt_text(st, 0));
	}
	stmt_free(st);
	return rc;
}

int
transfer_add_narrow(struct strbuf *sql, struct db *db, const char *table,
	const char *list, struct error *err)
{
	struct stmt *st;
	int rc, n = 0;

	if (list_columns(&st, db, table, err) != 0)
		return -1;
	strbuf_addf(sql, "CREATE TEMPORARY TABLE \"%s\"(", table);
	while ((rc = stmt_step(st, err)) == 1) {
		if (is_wanted(list, table, stmt_text(st, 0)))
			strbuf_addf(sql, "%s\"%s\" %s", n++ > 0 ? ", " : "",
				stmt_text(st, 0), type_there(stmt_text(st, 1)));
	}
	strbuf_adds(sql, ");");
	stmt_free(st);
	return rc;
}

void
transfer_add_line(struct strbuf *line, const struct pg_row *row)
{
	for (int i = 0; i < pg_columns(row); i++) {
		if (i > 0)
			strbuf_addc(line, '\t');
		copy_line_write(line, pg_text(row, i, NULL));
	}
	strbuf_addc(line, '\n');
}

/* The INSERT here, and which columns are what. */
static int
prepare_take(struct taker *t, struct db *db, const struct transfer_from *from,
	struct error *err)
{
	struct strbuf insert = { 0 };
	struct stmt *st;
	int rc;

	if (list_columns(&st, db, from->table, err) != 0)
		return -1;
	strbuf_addf(&insert, "INSERT %sINTO main.\"%s\" VALUES(",
		from->again ? "OR IGNORE " : "", from->table);
	while ((rc = stmt_step(st, err)) == 1) {
		const char *type = stmt_text(st, 1);
		size_t n = (size_t)t->n + 1;

		t->is_int = xreallocarray(t->is_int, n, sizeof *t->is_int);
		t->is_bytes = xreallocarray(
			t->is_bytes, n, sizeof *t->is_bytes);
		t->is_int[t->n] = strcmp(type, "INTEGER") == 0;
		t->is_bytes[t->n] = strcmp(type, "BLOB") == 0;
		strbuf_adds(&insert, t->n > 0 ? ",?" : "?");
		t->n++;
	}
	stmt_free(st);
	strbuf_adds(&insert, ")");
	if (rc == 0)
		rc = db_prepare(&t->insert, db, insert.data, err);
	strbuf_clear(&insert);
	return rc;
}

int
transfer_take(struct pg *pg, struct db *db, const struct transfer_from *from,
	struct error *err)
{
	const struct pg_value value = { .text = from->value };
	struct strbuf sql = { 0 };
	struct taker t = { 0 };
	bool is_copy = from->value == NULL;
	int rc = prepare_take(&t, db, from, err);

	strbuf_adds(&sql, is_copy ? "COPY (SELECT " : "SELECT ");
	if (rc == 0)
		rc = transfer_add_columns(&sql, db, from, NULL, err);
	strbuf_adds(&sql, " FROM ");
	if (from->schema != NULL)
		strbuf_addf(&sql, "\"%s\".", from->schema);
	strbuf_addf(&sql, "\"%s\"%s%s", from->table,
		from->where != NULL ? " WHERE " : "",
		from->where != NULL ? from->where : "");
	strbuf_adds(&sql, is_copy ? ") TO STDOUT" : "");
	if (rc == 0)
		rc = pg_query(pg,
			&(struct pg_query){ .sql = sql.data,
				.is_copy = is_copy,
				.values = &value,
				.nvalues = from->value != NULL ? 1 : 0,
				.seconds = 3600,
				.limit = 16u << 20,
				.row = take_row,
				.arg = &t },
			err);
	if (rc != 0)
		err_wrap(err, "%s", from->table);
	stmt_free(t.insert);
	free(t.is_int);
	free(t.is_bytes);
	strbuf_clear(&sql);
	return rc;
}

static int
server_sql(void *arg, const char *sql, struct error *err)
{
	return pg_exec(arg, sql, err);
}

static int
server_begin(
	void *arg, const char *table, const char *target, struct error *err)
{
	char *sql = xasprintf("COPY %s FROM STDIN", target);
	int rc = pg_copy_begin(arg, sql, err);

	(void)table;
	free(sql);
	return rc;
}

static int
server_row(void *arg, const char *line, size_t n, struct error *err)
{
	return pg_copy_put(arg, line, n, err);
}

static int
server_end(void *arg, const char *table, struct error *err)
{
	(void)table;
	return pg_copy_end(arg, err);
}

void
transfer_server(struct pg *pg, struct transfer_sink *sink)
{
	*sink = (struct transfer_sink){ server_sql, server_begin, server_row,
		server_end, pg };
}

bool
transfer_is_name(const char *name)
{
	size_t n = 0;

	for (; name[n] != '\0'; n++) {
		if (!islower((unsigned char)name[n]) && name[n] != '_' &&
			!(n > 0 && isdigit((unsigned char)name[n])))
			return false;
	}
	return n > 0 && n < 60 && strncmp(name, "pg_", 3) != 0 &&
		strcmp(name, "between") != 0;
}
