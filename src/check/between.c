/*
 * What ties several streets.
 */
#include "config.h"
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/between.h"
#include "check/found.h"
#include "check/pack.h"
#include "check/remote.h"
#include "check/rule.h"
#include "lib/db.h"
#include "lib/postgres.h"
#include "records/transfer.h"

/* Numbers of rows and of documents of a street begin so far behind those of the
 * one before. */
#define ROWS_APART ((int64_t)1 << 40)
#define DOCUMENTS_APART ((int64_t)1 << 24)

/* How many names one question holds. */
enum { MANY = 1000 };

static const char *const tables[] = { "household", "member", "village" };
#define NTABLES (sizeof tables / sizeof *tables)

struct between {
	const struct between_street *streets;
	size_t n;
	struct remote *hub;
	struct pg *pg; /* the hub's */
	const struct rules *rules;
	struct strbuf columns; /* that rules read: a list of rule_columns */
	struct remote_source source;
};

static struct transfer_from
from_street(const struct between *b, size_t i, const char *table)
{
	return (struct transfer_from){ .table = table,
		.schema = b->streets[i].schema,
		.rows = (int64_t)i * ROWS_APART,
		.documents = (int64_t)i * DOCUMENTS_APART,
		.named = true };
}

static int
list_columns(struct between *b, struct db *db, struct error *err)
{
	struct strbuf columns = { 0 };
	int rc = 0;

	strbuf_adds(&b->columns, "\n");
	for (size_t i = 0; rc == 0 && i < b->rules->n; i++) {
		const struct rule *rule = &b->rules->items[i];

		if (!rule->between_streets)
			continue;
		rc = rule_columns(&columns, db, rule->sql, err);
		if (rc == 0)
			strbuf_adds(&b->columns, columns.data);
	}
	strbuf_clear(&columns);
	return rc;
}

/* A SELECT of the street's rows, with the columns that are read. */
static int
add_select(struct strbuf *sql, const struct between *b, struct db *db,
	const struct transfer_from *from, struct error *err)
{
	strbuf_adds(sql, "SELECT ");
	if (transfer_add_columns(sql, db, from, b->columns.data, err) != 0)
		return -1;
	strbuf_addf(sql, " FROM \"%s\".\"%s\"", from->schema, from->table);
	return 0;
}

static int
pass_row(void *arg, const struct pg_row *row, struct error *err)
{
	struct strbuf line = { 0 };
	int rc;

	transfer_add_line(&line, row);
	rc = pg_copy_put(arg, line.data, line.len, err);
	strbuf_clear(&line);
	return rc;
}

/* From another server, through here. */
static int
pass_rows(const struct between *b, struct pg *from, const char *select,
	const char *table, struct error *err)
{
	char *copy = xasprintf("COPY pg_temp.\"%s\" FROM STDIN", table);
	int rc = pg_copy_begin(b->pg, copy, err);

	if (rc == 0)
		rc = pg_query(from,
			&(struct pg_query){ .sql = select,
				.seconds = 3600,
				.limit = 1u << 20,
				.row = pass_row,
				.arg = b->pg },
			err);
	if (rc == 0)
		rc = pg_copy_end(b->pg, err);
	free(copy);
	return rc;
}

static int
fill_table(const struct between *b, struct db *db, size_t i, const char *table,
	struct error *err)
{
	const struct transfer_from from = from_street(b, i, table);
	struct pg *pg = b->streets[i].pg;
	struct strbuf sql = { 0 };
	int rc;

	if (pg == b->pg)
		strbuf_addf(&sql, "INSERT INTO pg_temp.\"%s\" ", table);
	rc = add_select(&sql, b, db, &from, err);
	if (rc == 0)
		rc = pg == b->pg ? pg_exec(pg, sql.data, err)
				 : pass_rows(b, pg, sql.data, table, err);
	strbuf_clear(&sql);
	return rc == 0 ? 0 : err_wrap(err, "%s", from.schema);
}

/* The indexes that rules want of the table, each once. */
static void
add_indexes(struct strbuf *sql, const struct between *b, const char *table)
{
	struct strbuf known = { 0 };

	strbuf_adds(&known, "\n");
	for (size_t i = 0; i < b->rules->n; i++) {
		const struct rule *rule = &b->rules->items[i];

		for (size_t k = 0; k < rule->nindexes; k++) {
			char *line = xasprintf(
				"\n%s\n", rule->indexes[k].columns);

			if (rule->between_streets &&
				strcmp(rule->indexes[k].table, table) == 0 &&
				strstr(known.data, line) == NULL) {
				strbuf_adds(&known, line);
				strbuf_addf(sql,
					"CREATE INDEX ON pg_temp.\"%s\"(%s);",
					table, rule->indexes[k].columns);
			}
			free(line);
		}
	}
	strbuf_clear(&known);
}

static int
make_table(const struct between *b, struct db *db, const char *table,
	struct error *err)
{
	struct strbuf sql = { 0 };
	int rc = transfer_add_narrow(&sql, db, table, b->columns.data, err);

	if (rc == 0)
		rc = pg_exec(b->pg, sql.data, err);
	for (size_t i = 0; rc == 0 && i < b->n; i++)
		rc = fill_table(b, db, i, table, err);
	strbuf_reset(&sql);
	add_indexes(&sql, b, table);
	strbuf_addf(&sql,
		"CREATE INDEX ON pg_temp.\"%s\"(row);"
		"ANALYZE pg_temp.\"%s\"",
		table, table);
	if (rc == 0)
		rc = pg_exec(b->pg, sql.data, err);
	strbuf_clear(&sql);
	return rc;
}

/* Of the views those that are one of these tables, less some rows. */
static int
make_view(void *arg, const char *view, const char *create, struct error *err)
{
	const struct between *b = arg;
	char *sql;
	int rc;

	if (strcmp(view, "valid_household") != 0 &&
		strcmp(view, "active_member") != 0)
		return 0;
	sql = xasprintf("CREATE TEMPORARY VIEW %s", create);
	rc = pg_exec(b->pg, sql, err);
	free(sql);
	return rc;
}

static int
make(void *arg, struct db *db, struct error *err)
{
	struct between *b = arg;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < NTABLES; i++)
		rc = make_table(b, db, tables[i], err);
	return rc == 0 ? transfer_views(db, make_view, b, err) : -1;
}

/* A text among the others of an array, as PostgreSQL writes it. */
static void
add_item(struct strbuf *array, const char *s)
{
	strbuf_adds(array, array->len > 1 ? ",\"" : "\"");
	for (; *s != '\0'; s++) {
		if (*s == '"' || *s == '\\')
			strbuf_addc(array, '\\');
		strbuf_addc(array, *s);
	}
	strbuf_addc(array, '"');
}

/* The rows of these households, of every street that has one. */
static int
take_households(
	const struct between *b, struct db *db, char *ids, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < b->n; i++) {
		struct transfer_from h = from_street(b, i, "household");
		struct transfer_from m = from_street(b, i, "member");

		h.where = "id = ANY($1::text[])";
		m.where = "household = ANY($1::text[])";
		h.value = m.value = ids;
		rc = transfer_take(b->streets[i].pg, db, &h, err);
		if (rc == 0)
			rc = transfer_take(b->streets[i].pg, db, &m, err);
	}
	return rc;
}

/* Where the findings stand in tables that people filled in. */
static int
take_places(
	const struct between *b, struct db *db, char *lines, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < b->n; i++) {
		struct transfer_from place = from_street(b, i, "hc_place");

		place.where = "line::text = ANY($1::text[])";
		place.value = lines;
		rc = transfer_take(b->streets[i].pg, db, &place, err);
	}
	return rc;
}

typedef int take_fn(
	const struct between *b, struct db *db, char *items, struct error *err);

/* What the query lists, so many at a time. */
static int
take_listed(const struct between *b, struct db *db, const char *sql,
	take_fn *take, struct error *err)
{
	struct strbuf items = { 0 };
	struct stmt *st;
	int rc, got, n = 0;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	do {
		got = stmt_step(st, err);
		rc = got < 0 ? -1 : 0;
		if (n == 0) {
			strbuf_reset(&items);
			strbuf_addc(&items, '{');
		}
		if (got == 1) {
			add_item(&items, stmt_text(st, 0));
			n++;
		}
		if (rc == 0 && n > 0 && (n == MANY || got == 0)) {
			strbuf_addc(&items, '}');
			rc = take(b, db, items.data, err);
			n = 0;
		}
	} while (rc == 0 && got == 1);
	stmt_free(st);
	strbuf_clear(&items);
	return rc;
}

/* In the place of the witnesses. */
static int
fetch(void *arg, const struct found *found, struct error *err)
{
	const struct between *b = arg;
	struct db *db = found_db(found);

	if (db_exec(db,
		    "DELETE FROM main.household; DELETE FROM main.member;"
		    "DELETE FROM main.village",
		    err) != 0)
		return -1;
	for (size_t i = 0; i < b->n; i++) {
		const struct transfer_from v = from_street(b, i, "village");

		if (transfer_take(b->streets[i].pg, db, &v, err) != 0)
			return -1;
	}
	return take_listed(b, db,
		       "SELECT DISTINCT household FROM temp.found"
		       " WHERE household IS NOT NULL",
		       take_households, err) == 0
		? take_listed(b, db,
			  "SELECT DISTINCT line FROM temp.found f WHERE line"
			  " IS NOT NULL AND EXISTS (SELECT 1 FROM hc_part p"
			  " WHERE p.document = f.document)",
			  take_places, err)
		: -1;
}

/* What is known of the documents of a street. */
static int
take_documents(
	const struct between *b, struct db *db, size_t i, struct error *err)
{
	static const char *const known[] = { "hc_document", "hc_undelivered",
		"hc_usual", "hc_part", "hc_sheet", "hc_column" };
	int rc = 0;

	for (size_t k = 0; rc == 0 && k < sizeof known / sizeof *known; k++) {
		struct transfer_from from = from_street(b, i, known[k]);

		rc = transfer_take(b->streets[i].pg, db, &from, err);
	}
	return rc;
}

/* A record that has what some document did not deliver: then it is not missing
 * everywhere, whatever few records are here otherwise. */
static int
take_witness(const struct between *b, struct db *db, const char *table,
	const char *column, struct error *err)
{
	char *where = xasprintf("\"%s\" IS NOT NULL LIMIT 1", column);
	char *sql = xasprintf(
		"SELECT COUNT(*) FROM main.\"%s\" WHERE \"%s\" IS NOT NULL",
		table, column);
	int64_t found = 0;
	int rc = 0;

	for (size_t i = 0; rc == 0 && found == 0 && i < b->n; i++) {
		struct transfer_from from = from_street(b, i, table);

		from.where = where;
		from.again = true;
		rc = db_get_int(db, sql, &found, err);
		if (rc == 0 && found == 0)
			rc = transfer_take(b->streets[i].pg, db, &from, err);
		if (rc == 0)
			rc = db_get_int(db, sql, &found, err);
	}
	free(where);
	free(sql);
	return rc;
}

static int
take_witnesses(const struct between *b, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT DISTINCT tbl, col FROM hc_undelivered WHERE tbl IN"
		    " ('household', 'member', 'village')",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		rc = take_witness(
			b, db, stmt_text(st, 0), stmt_text(st, 1), err);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

int
between_refuse_twice(const char *one, const char *other, const char *division,
	struct error *err)
{
	return err_set(err, ERR_USAGE, "BETWEEN-1",
		"%s and %s hold the same street (%s): everybody in it would "
		"stand there twice; drop or rename one of these schemas, or "
		"let --schemas name but one of them",
		one, other, division);
}

/* What two schemas say of one street would all be found as duplicates. */
static int
check_once(const struct between *b, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT division, MIN(id) / ?1 AS one, MAX(id) / ?1 AS"
		    " other FROM hc_document WHERE kind = 'register' AND"
		    " division IS NOT NULL GROUP BY division"
		    " HAVING one <> other ORDER BY one LIMIT 1",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, DOCUMENTS_APART);
	rc = stmt_step(st, err);
	if (rc == 1)
		rc = between_refuse_twice(b->streets[stmt_int(st, 1)].schema,
			b->streets[stmt_int(st, 2)].schema, stmt_text(st, 0),
			err);
	stmt_free(st);
	return rc;
}

int
between_open(struct between **out, const struct between_streets *streets,
	struct remote *hub, const struct rules *rules, struct db *db,
	struct error *err)
{
	struct between *b = xcalloc(1, sizeof *b);
	int rc = 0;

	*out = b;
	*b = (struct between){ .streets = streets->items,
		.n = streets->n,
		.hub = hub,
		.pg = remote_server(hub),
		.rules = rules,
		.source = { make, fetch, b } };
	for (size_t i = 0; rc == 0 && i < b->n; i++)
		rc = take_documents(b, db, i, err);
	if (rc == 0)
		rc = check_once(b, db, err);
	if (rc == 0)
		rc = take_witnesses(b, db, err);
	if (rc == 0)
		rc = list_columns(b, db, err);
	remote_set_source(hub, &b->source);
	return rc;
}

void
between_close(struct between *b)
{
	if (b == NULL)
		return;
	strbuf_clear(&b->columns);
	free(b);
}
