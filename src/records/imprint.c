/*
 * In which columns a document differs from the one in whose place it comes.
 */
#include "config.h"
#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "records/batch.h"
#include "records/imprint.h"
#include "records/store.h"
#include "schema/model.h"
#include "schema/value.h"

/* Of each value its words, as the digits of a number to one base; of these
 * numbers the sum, row after row as the digits of another. Both bases are
 * drawn, and all is modulo the prime 2^61 - 1. What is blank adds nothing. */
#define PRIME ((UINT64_C(1) << 61) - 1)

/* What every row has before the columns of its table: row, parent, line. */
enum { ROW, PARENT, LINE, NOWN };
static const char *const own[NOWN] = { "row", "parent", "line" };

struct marks {
	int64_t rows;
	uint64_t weight;   /* of the row */
	uint64_t *columns; /* as many as own and its table have */
};

struct imprint {
	struct db *db;
	uint64_t value_base, row_base;
	struct marks *tables;
	size_t n;
	struct imprint *after; /* of the document that comes */
};

__extension__ typedef unsigned __int128 product;

static uint64_t
times(uint64_t a, uint64_t b)
{
	product ab = (product)a * b;
	uint64_t r = (uint64_t)(ab & PRIME) + (uint64_t)(ab >> 61);

	return r >= PRIME ? r - PRIME : r;
}

static uint64_t
plus(uint64_t a, uint64_t b)
{
	return a + b >= PRIME ? a + b - PRIME : a + b;
}

/* Its length, and 7 bytes at a time. */
static uint64_t
text_number(uint64_t base, const char *s, size_t n)
{
	uint64_t number = n + 1;

	for (size_t i = 0; i < n; i += 7) {
		uint64_t word = 0;

		memcpy(&word, s + i, n - i < 7 ? n - i : 7);
		number = plus(times(number, base), word);
	}
	return number;
}

static uint64_t
int_number(uint64_t base, int64_t value)
{
	uint64_t high = (uint64_t)value >> 32, low = value & UINT32_MAX;

	return plus(times(high + 1, base), low);
}

static void
begin_row(const struct imprint *p, struct marks *t)
{
	t->rows++;
	t->weight = times(t->weight, p->row_base);
}

static void
add(struct marks *t, size_t column, uint64_t number)
{
	t->columns[column] = plus(t->columns[column], times(number, t->weight));
}

static void
add_int(const struct imprint *p, struct marks *t, size_t column, int64_t value)
{
	add(t, column, int_number(p->value_base, value));
}

static void
add_text(const struct imprint *p, struct marks *t, size_t column, const char *s,
	size_t n)
{
	add(t, column, text_number(p->value_base, s, n));
}

static void
add_row(struct imprint *p, struct marks *t, const struct table *table,
	struct stmt *st)
{
	begin_row(p, t);
	for (size_t i = 0; i < NOWN + table->n; i++) {
		const char *s;
		size_t n;

		if (stmt_is_null(st, (int)i))
			continue;
		if (i < NOWN || table->columns[i - NOWN].is_int) {
			add_int(p, t, i, stmt_int(st, (int)i));
		} else {
			s = stmt_blob(st, (int)i, &n);
			add_text(p, t, i, s, n);
		}
	}
}

static char *
select_rows(const struct store_rows *rows)
{
	struct strbuf sql = { 0 };

	strbuf_adds(&sql, "SELECT row, parent, line");
	for (size_t i = 0; i < rows->table->n; i++)
		strbuf_addf(&sql, ", \"%s\"", rows->table->columns[i].name);
	strbuf_addf(&sql,
		" FROM \"%s\" WHERE row BETWEEN ?1 AND ?2 AND document = ?3"
		" ORDER BY row",
		rows->name);
	return strbuf_steal(&sql);
}

static struct marks *
add_table(struct imprint *p, const struct table *table)
{
	struct marks *t;

	p->tables = xreallocarray(p->tables, p->n + 1, sizeof *p->tables);
	t = &p->tables[p->n++];
	t->rows = 0;
	t->weight = 1;
	t->columns = xcalloc(NOWN + table->n, sizeof *t->columns);
	return t;
}

static int
take_table(void *arg, const struct store_rows *rows, struct error *err)
{
	struct imprint *p = arg;
	struct marks *t;
	struct stmt *st;
	char *sql;
	int rc;

	add_table(p->after, rows->table);
	t = add_table(p, rows->table);
	if (rows->first > rows->last)
		return 0;
	sql = select_rows(rows);
	rc = db_prepare(&st, p->db, sql, err);
	free(sql);
	if (rc != 0)
		return -1;
	stmt_bind_int(st, 1, rows->first);
	stmt_bind_int(st, 2, rows->last);
	stmt_bind_int(st, 3, rows->document);
	while ((rc = stmt_step(st, err)) == 1)
		add_row(p, t, rows->table, st);
	stmt_free(st);
	return rc;
}

static void
see_row(void *arg, size_t table, const struct row *row, int64_t number,
	int64_t parent)
{
	const struct imprint *p = arg;
	struct marks *t = &p->tables[table];

	begin_row(p, t);
	add_int(p, t, ROW, number);
	add_int(p, t, LINE, row->line);
	if (parent != 0)
		add_int(p, t, PARENT, parent);
	for (size_t i = 0; i < row->table->n; i++) {
		const struct value *v = &row->values[i];

		if (v->type == VALUE_INT)
			add_int(p, t, NOWN + i, v->i);
		else if (v->type == VALUE_TEXT)
			add_text(p, t, NOWN + i, v->s, v->n);
	}
}

int
imprint_take(struct imprint **out, struct writer *writer, struct db *db,
	struct error *err)
{
	struct imprint *p = xcalloc(1, sizeof *p);
	uint64_t bases[2];

	*out = p;
	if (getrandom(bases, sizeof bases, 0) != (ssize_t)sizeof bases)
		return err_set(err, ERR_SYSTEM, "SYSTEM-1", "%s: %s",
			"getrandom", err_reason(errno));
	p->db = db;
	p->value_base = bases[0] % PRIME;
	p->row_base = bases[1] % PRIME;
	p->after = xcalloc(1, sizeof *p->after);
	p->after->value_base = p->value_base;
	p->after->row_base = p->row_base;
	store_watch(writer, see_row, p->after);
	return store_each(writer, take_table, p, err);
}

struct comparison {
	const struct imprint *before, *after;
	size_t table;
	long document;
	struct stmt *insert;
};

static int
note(struct comparison *c, const char *table, const char *column,
	struct error *err)
{
	stmt_bind_int(c->insert, 1, c->document);
	stmt_bind_static(c->insert, 2, table);
	stmt_bind_static(c->insert, 3, column);
	return stmt_run(c->insert, err);
}

static bool
differs(const struct marks *a, const struct marks *b, size_t column)
{
	return a->columns[column] != b->columns[column];
}

static int
compare_table(void *arg, const struct store_rows *rows, struct error *err)
{
	struct comparison *c = arg;
	const struct marks *a = &c->before->tables[c->table];
	const struct marks *b = &c->after->tables[c->table++];
	int rc = 0;

	if (a->rows != b->rows || differs(a, b, ROW))
		return note(c, rows->name, "", err);
	for (size_t i = 0; rc == 0 && i < NOWN + rows->table->n; i++) {
		if (differs(a, b, i))
			rc = note(c, rows->name,
				i < NOWN ? own[i]
					 : rows->table->columns[i - NOWN].name,
				err);
	}
	return rc;
}

/* What differed already when the last of several came. */
static int
carry_on(struct db *db, long document, long old, struct error *err)
{
	struct stmt *st;
	int rc = db_prepare(&st, db,
		"INSERT OR IGNORE INTO hc_changed SELECT ?1, tbl, col"
		" FROM hc_changed WHERE document = ?2",
		err);

	if (rc != 0)
		return -1;
	stmt_bind_int(st, 1, document);
	stmt_bind_int(st, 2, old);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

int
imprint_compare(const struct imprint *before, struct writer *writer,
	struct db *db, long document, long old, struct error *err)
{
	struct comparison c = {
		.before = before, .after = before->after, .document = document
	};
	int rc = db_prepare(
		&c.insert, db, "INSERT INTO hc_changed VALUES(?, ?, ?)", err);

	if (rc == 0)
		rc = store_each(writer, compare_table, &c, err);
	if (rc == 0)
		rc = carry_on(db, document, old, err);
	stmt_free(c.insert);
	return rc;
}

void
imprint_free(struct imprint *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->n; i++)
		free(p->tables[i].columns);
	imprint_free(p->after);
	free(p->tables);
	free(p);
}
