/*
 * The records of a database as a schema of PostgreSQL.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/foreign.h"
#include "check/indexes.h"
#include "check/pack.h"
#include "check/reads.h"
#include "check/sql-words.h"
#include "lib/db.h"
#include "records/store.h"
#include "records/transfer.h"

struct outgoing {
	struct db *db;
	const struct foreign_export *how;
	struct strbuf sql;   /* the statement being made */
	struct strbuf known; /* statistics made: a line each */
	struct reads reads;
	size_t indexes, statistics;
};

static int
send(struct outgoing *o, struct error *err)
{
	const struct transfer_sink *sink = o->how->sink;
	int rc = o->sql.len > 0 ? sink->sql(sink->arg, o->sql.data, err) : 0;

	strbuf_reset(&o->sql);
	return rc;
}

static int
send_table(void *arg, const char *table, struct error *err)
{
	struct outgoing *o = arg;
	char *from = xasprintf("main.\"%s\"", table);
	const struct transfer_table made = { table, false,
		o->reads.order.data };
	int rc = transfer_add_table(&o->sql, o->db, &made, err);

	if (rc == 0 && o->how->progress != NULL)
		o->how->progress(o->how->arg, table);
	if (rc == 0)
		rc = send(o, err);
	if (rc == 0)
		rc = transfer_rows(o->db, from, table, o->how->sink, err);
	free(from);
	return rc;
}

/* A text with '' in it is two words: the last of those that stand together. */
static size_t
last_part(const struct words *w, size_t i)
{
	while (*w->items[i].s == '\'' && i + 1 < w->n &&
		w->items[i + 1].s == w->items[i].s + w->items[i].n &&
		*w->items[i + 1].s == '\'')
		i++;
	return i;
}

/* Does the text there become a value of the view as it stands: in a list of
 * VALUES, of a CASE, or under a name? */
static bool
is_value(const struct words *w, size_t i, size_t last)
{
	size_t k = i;

	if (*w->items[i].s != '\'' || w->items[i].n < 2)
		return false;
	if (i > 0 &&
		(words_is(w, i - 1, "then") || words_is(w, i - 1, "else") ||
			words_is(w, last + 1, "as")))
		return true;
	while (k > 0 &&
		(words_is(w, k - 1, ",") ||
			w->items[k - 1].depth >= w->items[i].depth))
		k--;
	/* a row of several: before its bracket a comma and the row before */
	while (k > 2 && words_is(w, k - 1, "(") && words_is(w, k - 2, ",") &&
		words_is(w, k - 3, ")")) {
		for (k -= 3;
			k > 0 && w->items[k - 1].depth >= w->items[i].depth;
			k--)
			;
	}
	return k > 1 && words_is(w, k - 1, "(") && words_is(w, k - 2, "values");
}

void
foreign_add_view(struct strbuf *sql, const char *create)
{
	struct words w = { 0 };
	const char *from = create;

	words_split(&w, create);
	for (size_t i = 0, last; i < w.n; i = last + 1) {
		const char *end;

		last = last_part(&w, i);
		if (!is_value(&w, i, last))
			continue;
		end = w.items[last].s + w.items[last].n;
		strbuf_add(sql, from, (size_t)(end - from));
		strbuf_adds(sql, " COLLATE \"C\"");
		from = end;
	}
	strbuf_adds(sql, from);
	free(w.items);
}

static int
send_view(void *arg, const char *view, const char *create, struct error *err)
{
	struct outgoing *o = arg;

	strbuf_adds(&o->sql, "CREATE VIEW ");
	foreign_add_view(&o->sql, create);
	strbuf_adds(&o->sql, ";\n");
	return send(o, err) == 0 ? 0 : err_wrap(err, "%s", view);
}

/* Names of indexes are numbers: those of columns can be too long. */
static int
send_index(void *arg, const char *table, const char *columns, struct error *err)
{
	struct outgoing *o = arg;

	strbuf_addf(&o->sql, "CREATE INDEX x%zu ON \"%s\"(%s);\n", ++o->indexes,
		table, columns);
	return send(o, err);
}

/* The table that an alias stands for, or the one that is named next before it
 * where there is none: as far as FROM and JOIN tell. */
static const struct word *
find_table(const struct words *w, size_t at, const struct word *alias)
{
	static const char *const before[] = { "from", "join", NULL };
	const struct word *found = NULL;

	for (size_t i = 0; i + 2 < w->n; i++) {
		const struct word *name;

		if (!words_is_any(w, i, before) ||
			!words_is_name(&w->items[i + 1]))
			continue;
		name = &w->items[i + 1];
		if (alias == NULL) {
			if (i > at)
				return found != NULL ? found : name;
			found = name;
			continue;
		}
		i += words_is(w, i + 2, "as");
		if (words_equal(&w->items[i + 2], alias) ||
			words_equal(name, alias))
			return name;
	}
	return found;
}

/* Has the table this column? The two views that narrow a table are it. */
static int
has_column(struct db *db, char **table, const struct word *name,
	const struct word *column, bool *has, struct error *err)
{
	struct stmt *st;
	int rc;

	*table = xstrndup(name->s, name->n);
	if (strcmp(*table, "valid_household") == 0)
		strcpy(*table, "household");
	else if (strcmp(*table, "active_member") == 0)
		strcpy(*table, "member");
	if (db_prepare(&st, db,
		    "SELECT 1 FROM pragma_table_info(?1) i WHERE i.name = ?2"
		    " AND EXISTS (SELECT 1 FROM main.sqlite_schema WHERE"
		    " name = ?1 AND type = 'table' AND name NOT LIKE"
		    " 'hc~_%' ESCAPE '~')",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, *table);
	stmt_bind_bytes(st, 2, column->s, column->n);
	rc = stmt_step(st, err);
	*has = rc == 1;
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static int
send_statistic(struct outgoing *o, const char *table, const struct word *column,
	const struct word *value, struct error *err)
{
	char *line = xasprintf("\n%s.%.*s,%.*s\n", table, (int)column->n,
		column->s, (int)value->n, value->s);
	bool is_known = o->known.len > 0 && strstr(o->known.data, line) != NULL;

	if (!is_known) {
		strbuf_adds(&o->known, line);
		strbuf_addf(&o->sql,
			"CREATE STATISTICS s%zu ON (COALESCE(\"%.*s\", %.*s))"
			" FROM \"%s\";\n",
			++o->statistics, (int)column->n, column->s,
			(int)value->n, value->s, table);
	}
	free(line);
	return is_known ? 0 : send(o, err);
}

static bool
is_literal(const struct word *w)
{
	return *w->s == '\'' || (*w->s >= '0' && *w->s <= '9');
}

/* COALESCE(column, literal), which is compared with something. */
static int
find_statistic(
	struct outgoing *o, const struct words *w, size_t i, struct error *err)
{
	static const char *const compared[] = { "=", "<>", "<", ">",
		"<=", ">=", "in", "not", NULL };
	const struct word *alias = NULL, *table;
	size_t k = i + 2;
	bool has = false;
	char *name;
	int rc;

	if (!words_is(w, i, "coalesce") || !words_is(w, i + 1, "("))
		return 0;
	if (words_is(w, k + 1, ".")) {
		alias = &w->items[k];
		k += 2;
	}
	if (!words_is(w, k + 1, ",") || !words_is(w, k + 3, ")") ||
		!is_literal(&w->items[k + 2]) ||
		!words_is_any(w, k + 4, compared))
		return 0;
	table = find_table(w, i, alias);
	if (table == NULL)
		return 0;
	rc = has_column(o->db, &name, table, &w->items[k], &has, err);
	if (rc == 0 && has && transfer_travels(name))
		rc = send_statistic(
			o, name, &w->items[k], &w->items[k + 2], err);
	free(name);
	return rc;
}

static int
find_statistics(struct outgoing *o, const char *sql, struct error *err)
{
	struct words w = { 0 };
	int rc = 0;

	words_split(&w, sql);
	for (size_t i = 0; rc == 0 && i < w.n; i++)
		rc = find_statistic(o, &w, i, err);
	free(w.items);
	return rc;
}

static int
find_in_view(void *arg, const char *view, const char *create, struct error *err)
{
	(void)view;
	return find_statistics(arg, create, err);
}

static int
send_statistics(struct outgoing *o, struct error *err)
{
	const struct rules *rules = o->how->rules;
	int rc = transfer_views(o->db, find_in_view, o, err);

	for (size_t i = 0; rc == 0 && i < rules->n; i++)
		rc = find_statistics(o, rules->items[i].sql, err);
	return rc;
}

int
foreign_mark(char **mark, struct error *err)
{
	long version;

	*mark = NULL;
	if (store_version(&version, err) != 0)
		return -1;
	*mark = xasprintf("hecha %ld", version);
	return 0;
}

/* Where columns are many, looking at those that no rule reads is half of what
 * it costs. */
static int
analyse(void *arg, const char *table, struct error *err)
{
	struct outgoing *o = arg;
	struct stmt *st;
	int rc, n = 0;

	if (db_prepare(&st, o->db, "SELECT name FROM pragma_table_info(?1)",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, table);
	strbuf_addf(&o->sql, "ANALYZE \"%s\"", table);
	while ((rc = stmt_step(st, err)) == 1) {
		if (reads_has(&o->reads, table, stmt_text(st, 0)))
			strbuf_addf(&o->sql, "%s\"%s\"", n++ > 0 ? ", " : "(",
				stmt_text(st, 0));
	}
	stmt_free(st);
	strbuf_adds(&o->sql, n > 0 ? ");\n" : ";\n");
	return rc == 0 ? send(o, err) : -1;
}

static int
send_all(struct outgoing *o, struct error *err)
{
	if (send(o, err) != 0 ||
		transfer_tables(o->db, send_table, o, err) != 0 ||
		transfer_views(o->db, send_view, o, err) != 0 ||
		indexes_each(o->db, o->how->rules, send_index, o, err) != 0 ||
		send_statistics(o, err) != 0)
		return -1;
	if (transfer_tables(o->db, analyse, o, err) != 0)
		return -1;
	strbuf_adds(&o->sql, "COMMIT;\n");
	return send(o, err);
}

int
foreign_export(
	struct db *db, const struct foreign_export *how, struct error *err)
{
	struct outgoing o = { .db = db, .how = how };
	char *mark;
	int rc;

	if (foreign_mark(&mark, err) != 0)
		return -1;
	strbuf_addf(&o.sql,
		"CREATE SCHEMA \"%s\";\n"
		"COMMENT ON SCHEMA \"%s\" IS '%s';\n" FOREIGN_SETTINGS
		"SET LOCAL search_path = \"%s\";\n" FOREIGN_SAMPLE ";\n",
		how->schema, how->schema, mark, how->schema);
	reads_make(&o.reads, db, how->rules);
	rc = send_all(&o, err);
	strbuf_clear(&o.sql);
	strbuf_clear(&o.known);
	reads_clear(&o.reads);
	free(mark);
	return rc;
}
