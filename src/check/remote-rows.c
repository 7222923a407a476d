/*
 * The rows that a rule's query gives on a server.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/bind.h"
#include "check/remote-own.h"
#include "check/remote-rows.h"
#include "check/sql-words.h"
#include "lib/db.h"
#include "lib/postgres.h"

/* The longest value that a rule may show, as here. */
enum { VALUE_LIMIT = 100000 };

/* Parameters by their numbers: $1 is the first of the names. */
struct numbered {
	struct strbuf sql;
	struct pg_value *values;
	const struct word **names;
	int n;
};

static int
number_of(struct numbered *q, const struct word *word, const struct rule *rule)
{
	struct bound v;
	char *name;

	for (int i = 0; i < q->n; i++) {
		if (words_equal(q->names[i], word))
			return i + 1;
	}
	name = xstrndup(word->s + 1, word->n - 1);
	bind_value(&v, rule, name);
	free(name);
	q->names = xreallocarray(q->names, (size_t)q->n + 1, sizeof *q->names);
	q->values = xreallocarray(
		q->values, (size_t)q->n + 1, sizeof *q->values);
	q->names[q->n] = word;
	q->values[q->n++] = (struct pg_value){ v.text, v.is_int };
	return q->n;
}

static void
number_parameters(struct numbered *q, const char *s, const struct rule *rule)
{
	struct words w = { 0 };
	const char *from = s;

	words_split(&w, s);
	for (size_t i = 0; i < w.n; i++) {
		const struct word *word = &w.items[i];

		if (*word->s != ':' || word->n < 2)
			continue;
		strbuf_add(&q->sql, from, (size_t)(word->s - from));
		strbuf_addf(&q->sql, "$%d", number_of(q, word, rule));
		from = word->s + word->n;
	}
	strbuf_adds(&q->sql, from);
	free(w.items);
	free(q->names);
}

/* Rows on their way into a temporary table here. Each question has its own: the
 * last one's cannot go while the caller steps through anything. */
struct rows {
	struct db *db;
	struct stmt *insert;
	size_t number;
};

static int
begin_rows(void *arg, const struct pg_row *row, struct error *err)
{
	struct rows *to = arg;
	struct strbuf create = { 0 }, insert = { 0 };
	struct error ignored = { 0 };
	int rc;

	strbuf_addf(&create, "DROP TABLE IF EXISTS temp.remote_row_%zu",
		to->number - 1);
	db_exec(to->db, create.data, &ignored);
	strbuf_reset(&create);
	strbuf_addf(&create, "CREATE TEMP TABLE remote_row_%zu(", to->number);
	strbuf_addf(
		&insert, "INSERT INTO temp.remote_row_%zu VALUES(", to->number);
	for (int i = 0; i < pg_columns(row); i++) {
		strbuf_addf(&create, "%s\"", i > 0 ? ", " : "");
		for (const char *s = pg_column_name(row, i); *s != '\0'; s++) {
			if (*s == '"')
				strbuf_addc(&create, '"');
			strbuf_addc(&create, *s);
		}
		strbuf_addc(&create, '"');
		strbuf_adds(&insert, i > 0 ? ",?" : "?");
	}
	strbuf_addc(&create, ')');
	strbuf_addc(&insert, ')');
	rc = db_exec(to->db, create.data, err);
	if (rc == 0)
		rc = db_prepare(&to->insert, to->db, insert.data, err);
	strbuf_clear(&create);
	strbuf_clear(&insert);
	return rc;
}

static int
keep_row(void *arg, const struct pg_row *row, struct error *err)
{
	struct rows *to = arg;

	for (int i = 0; i < pg_columns(row); i++) {
		size_t n;
		const char *s = pg_text(row, i, &n);

		stmt_bind_bytes(to->insert, i + 1, s, n);
	}
	return stmt_run(to->insert, err);
}

/* A statement that fails there leaves the transaction as it was. Queries write
 * nothing, so that many share one point to go back to. */
static int
ask(struct remote *r, const struct pg_query *query, struct error *err)
{
	struct error ignored = { 0 };

	if (r->tries)
		return pg_query(r->pg, query, err);
	if (!r->is_saved && pg_exec(r->pg, "SAVEPOINT rule", err) != 0)
		return -1;
	r->is_saved = true;
	if (pg_query(r->pg, query, err) == 0)
		return 0;
	if (!pg_is_lost(r->pg))
		pg_exec(r->pg, "ROLLBACK TO rule", &ignored);
	return -1;
}

int
remote_rows(struct stmt **out, struct remote *r, struct db *db,
	const struct remote_query *query, struct error *err)
{
	struct numbered q = { 0 };
	struct rows to = { .db = db, .number = ++r->asked };
	char *select = xasprintf(
		"SELECT * FROM temp.remote_row_%zu", to.number);
	int rc;

	*out = NULL;
	number_parameters(&q, query->sql, query->rule);
	rc = ask(r,
		&(struct pg_query){ .sql = q.sql.data,
			.values = q.values,
			.nvalues = q.n,
			.seconds = query->seconds,
			.limit = VALUE_LIMIT,
			.begin = begin_rows,
			.row = keep_row,
			.arg = &to },
		err);
	stmt_free(to.insert);
	if (rc == 0)
		rc = db_prepare(out, db, select, err);
	free(select);
	for (int i = 0; i < q.n; i++)
		free(q.values[i].text);
	free(q.values);
	strbuf_clear(&q.sql);
	return rc;
}
