/*
 * Records in the database.
 */
#include "config.h"
#include <inttypes.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "records/batch.h"
#include "records/field-views.h"
#include "records/store.h"
#include "schema/derive.h"
#include "schema/model.h"

/* One table as it stands in the database: a model table under a prefix. */
struct target {
	const struct table *table;
	const char *prefix;
	struct stmt *insert;
	bool *bound; /* which columns of insert hold a value */
	char *name;
	int64_t next;
	bool has_behind; /* others' rows stand behind the current one's */
	int64_t again,
		end; /* the numbers to be given first; again > end: none */
	int64_t first, last; /* of the current document; first > last: no row */
};

/* Of the rows of one element: how many, and which of its regular facts none of
 * them has had so far. */
struct presence {
	const struct element *element;
	const char *prefix;
	uint64_t rows;
	const struct regular **unseen;
	size_t nunseen;
};

struct writer {
	struct db *db;
	struct presence *presences; /* by the element's number */
	size_t npresences;
	struct target *targets;
	size_t n;
	long document;	       /* the current one */
	bool is_moved;	       /* store_is_in_order does not hold */
	store_watch_fn *watch; /* NULL: nobody does */
	void *watch_arg;
	int64_t *rows; /* numbers given to the batch's rows */
	size_t cap;
	/* of what was not delivered; NULL: not asked for yet */
	struct stmt *undelivered, *told, *usual;
};

typedef int target_fn(const struct table *table, const char *prefix, void *arg,
	struct error *err);

/* Every table under every prefix that it exists with. */
static int
each_target(const struct model *m, target_fn *f, void *arg, struct error *err)
{
	for (size_t i = 0; i < m->ntables; i++) {
		const struct table *t = m->tables[i];

		if (f(t, "", arg, err) != 0)
			return -1;
		if (!t->prefixed)
			continue;
		for (size_t k = 0; k < m->nkinds; k++) {
			for (size_t p = 0; p < m->kinds[k].nprefixes; p++) {
				if (f(t, m->kinds[k].prefixes[p].text, arg,
					    err) != 0)
					return -1;
			}
		}
	}
	return 0;
}

static int
create_table(
	const struct table *t, const char *prefix, void *arg, struct error *err)
{
	struct strbuf sql = { 0 };
	int rc;

	strbuf_addf(&sql,
		"CREATE TABLE \"%s%s\"(row INTEGER PRIMARY KEY, parent "
		"INTEGER, document INTEGER NOT NULL, line INTEGER NOT NULL",
		prefix, t->name);
	for (size_t i = 0; i < t->n; i++)
		strbuf_addf(&sql, ", \"%s\" %s", t->columns[i].name,
			t->columns[i].is_int ? "INTEGER" : "TEXT");
	strbuf_adds(&sql, ")");
	rc = db_exec(arg, sql.data, err);
	strbuf_clear(&sql);
	return rc;
}

/* Its index to the parents, among those that a check makes. */
static int
want_index(
	const struct table *t, const char *prefix, void *arg, struct error *err)
{
	char *sql;
	int rc;

	if (!t->nested)
		return 0;
	sql = xasprintf(
		"INSERT OR IGNORE INTO hc_index VALUES('%s%s', 'parent')",
		prefix, t->name);
	rc = db_exec(arg, sql, err);
	free(sql);
	return rc;
}

static int
read_sql(char **sql, struct error *err)
{
	char *path = file_data_path("schemas/store.sql");
	size_t n;
	int rc = file_read(path, 1u << 20, sql, &n, err);

	free(path);
	return rc;
}

int
store_create(struct db *db, const struct model *model, struct error *err)
{
	char *sql;
	int rc;

	if (read_sql(&sql, err) != 0)
		return -1;
	rc = each_target(model, create_table, db, err);
	if (rc == 0)
		rc = db_exec(db, sql, err);
	if (rc == 0)
		rc = each_target(model, want_index, db, err);
	if (rc == 0)
		rc = field_views_create(db, model, err);
	free(sql);
	return rc;
}

/* Databases of the level above (schemas/county.sql) are numbered from here. */
enum { OF_COUNTIES = 1000 };

int
store_exported(char **day, struct db *db, struct error *err)
{
	return db_get_text(
		db, "SELECT MAX(exported) FROM hc_document", day, err);
}

int
store_version(long *version, struct error *err)
{
	static const char says[] = "PRAGMA user_version = ";
	const char *line;
	char *sql;

	*version = 0;
	if (read_sql(&sql, err) != 0)
		return -1;
	line = strstr(sql, says);
	if (line != NULL)
		*version = strtol(line + strlen(says), NULL, 10);
	free(sql);
	return 0;
}

int
store_check(struct db *db, struct error *err)
{
	int64_t version;
	long ours;

	if (db_get_int(db, "PRAGMA user_version", &version, err) != 0 ||
		store_version(&ours, err) != 0)
		return -1;
	if (version == ours)
		return 0;
	if (version > OF_COUNTIES)
		return err_set(err, ERR_USAGE, "STORE-20",
			"%s: a database of collected packages; collect and "
			"report overview are what there is for it",
			db_path(db));
	return err_set(err, ERR_SYSTEM, "STORE-1",
		"%s: made by another version of hecha; make it anew with "
		"init and import",
		db_path(db));
}

/* No row of the current document, and no number to be given again. */
static void
set_none(struct target *t)
{
	t->first = t->again = 1;
	t->last = t->end = 0;
	t->has_behind = false;
}

static int
open_target(
	const struct table *t, const char *prefix, void *arg, struct error *err)
{
	struct writer *s = arg;
	struct target *target;
	char *sql = xasprintf("SELECT MAX(row) FROM \"%s%s\"", prefix, t->name);
	int rc;

	s->targets = xreallocarray(s->targets, s->n + 1, sizeof *target);
	target = &s->targets[s->n++];
	*target = (struct target){ .table = t,
		.prefix = prefix,
		.name = xasprintf("%s%s", prefix, t->name) };
	set_none(target);
	rc = db_get_int(s->db, sql, &target->next, err);
	target->next++;
	free(sql);
	return rc;
}

int
store_open(struct writer **out, struct db *db, const struct model *model,
	struct error *err)
{
	struct writer *s = xcalloc(1, sizeof *s);

	s->db = db;
	s->npresences = model->nelements;
	s->presences = xcalloc(s->npresences, sizeof *s->presences);
	*out = s;
	if (each_target(model, open_target, s, err) == 0)
		return 0;
	store_close(s);
	*out = NULL;
	return -1;
}

void
store_close(struct writer *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < s->n; i++) {
		stmt_free(s->targets[i].insert);
		free(s->targets[i].bound);
		free(s->targets[i].name);
	}
	for (size_t i = 0; i < s->npresences; i++)
		free(s->presences[i].unseen);
	stmt_free(s->undelivered);
	stmt_free(s->told);
	stmt_free(s->usual);
	free(s->presences);
	free(s->targets);
	free(s->rows);
	free(s);
}

void
store_begin(struct writer *s)
{
	for (size_t i = 0; i < s->npresences; i++) {
		free(s->presences[i].unseen);
		s->presences[i] = (struct presence){ 0 };
	}
	for (size_t i = 0; i < s->n; i++)
		set_none(&s->targets[i]);
	s->is_moved = false;
	s->watch = NULL;
}

bool
store_is_in_order(const struct writer *s)
{
	return !s->is_moved;
}

void
store_watch(struct writer *s, store_watch_fn *f, void *arg)
{
	s->watch = f;
	s->watch_arg = arg;
}

static struct target *
find_target(struct writer *s, const struct table *t, const char *prefix)
{
	for (size_t i = 0; i < s->n; i++) {
		if (s->targets[i].table == t &&
			strcmp(s->targets[i].prefix,
				t->prefixed ? prefix : "") == 0)
			return &s->targets[i];
	}
	abort();
}

static int
prepare_insert(struct writer *s, struct target *t, struct error *err)
{
	struct strbuf sql = { 0 };
	int rc;

	strbuf_addf(&sql, "INSERT INTO \"%s%s\" VALUES(?,?,?,?", t->prefix,
		t->table->name);
	for (size_t i = 0; i < t->table->n; i++)
		strbuf_adds(&sql, ",?");
	strbuf_adds(&sql, ")");
	rc = db_prepare(&t->insert, s->db, sql.data, err);
	t->bound = xcalloc(t->table->n, sizeof *t->bound);
	strbuf_clear(&sql);
	return rc;
}

static int64_t
next_number(struct writer *s, struct target *t)
{
	bool is_again = t->again <= t->end;
	int64_t n = is_again ? t->again++ : t->next++;

	s->is_moved |= !is_again && t->has_behind;
	if (t->first > t->last)
		t->first = n;
	t->last = n;
	return n;
}

static int
insert_row(struct writer *s, struct target *t, const struct row *row,
	int64_t number, struct error *err)
{
	struct stmt *st = t->insert;

	stmt_bind_int(st, 1, number);
	if (row->parent >= 0)
		stmt_bind_int(st, 2, s->rows[row->parent]);
	else
		stmt_bind_null(st, 2);
	stmt_bind_int(st, 3, s->document);
	stmt_bind_int(st, 4, row->line);
	/* Most columns are blank, and stay so from one row to the next. */
	for (size_t i = 0; i < t->table->n; i++) {
		const struct value *v = &row->values[i];

		if (v->type == VALUE_TEXT)
			stmt_bind_bytes(st, (int)i + 5, v->s, v->n);
		else if (v->type == VALUE_INT)
			stmt_bind_int(st, (int)i + 5, v->i);
		else if (t->bound[i])
			stmt_bind_null(st, (int)i + 5);
		t->bound[i] = v->type != VALUE_NULL;
	}
	return stmt_run(st, err);
}

static void
begin_presence(struct presence *p, const struct element *e, const char *prefix)
{
	p->element = e;
	p->prefix = e->table->prefixed ? prefix : "";
	p->unseen = xcalloc(e->nregular + 1, sizeof *p->unseen);
	for (size_t i = 0; i < e->nregular; i++)
		p->unseen[p->nunseen++] = &e->regular[i];
}

/* After the first rows of an element hardly anything is still unseen. */
static void
note_presence(struct writer *s, const struct row *row, const char *prefix)
{
	struct presence *p = &s->presences[row->element->number];

	if (p->rows++ == 0)
		begin_presence(p, row->element, prefix);
	for (size_t i = 0; i < p->nunseen;) {
		if (row->values[p->unseen[i]->column].type == VALUE_NULL)
			i++;
		else
			p->unseen[i] = p->unseen[--p->nunseen];
	}
}

/* Each is made once for all documents. */
static int
prepare_once(
	struct stmt **st, struct db *db, const char *sql, struct error *err)
{
	return *st != NULL ? 0 : db_prepare(st, db, sql, err);
}

static int
insert_undelivered(struct writer *s, long document, const char *table,
	const char *column, const struct regular *r, struct error *err)
{
	struct stmt *st;
	char *fact;
	int rc;

	if (prepare_once(&s->undelivered, s->db,
		    "INSERT INTO hc_undelivered(document, tbl, col, fact,"
		    " label_zh, label_en) VALUES(?, ?, ?, ?, ?, ?)",
		    err) != 0)
		return -1;
	st = s->undelivered;
	fact = xasprintf("%s@%s", r->element, r->fact);
	stmt_bind_int(st, 1, document);
	stmt_bind_static(st, 2, table);
	stmt_bind_static(st, 3, column);
	stmt_bind_static(st, 4, fact);
	stmt_bind_static(st, 5, r->label[0]);
	stmt_bind_static(st, 6, r->label[1]);
	rc = stmt_run(st, err);
	free(fact);
	return rc;
}

/* With the columns that are derived from it, which stand behind it. */
static int
store_unseen(struct writer *s, const struct presence *p,
	const struct regular *r, long document, struct error *err)
{
	const struct table *t = p->element->table;
	char *table = xasprintf("%s%s", p->prefix, t->name);
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < r->n; i++)
		rc = insert_undelivered(s, document, table,
			t->columns[r->column + i].name, r, err);
	free(table);
	return rc;
}

int
store_end(struct writer *s, const struct element *header,
	bool (*has)(const void *arg, const char *fact), const void *arg,
	long document, struct error *err)
{
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < header->nregular; i++) {
		const struct regular *r = &header->regular[i];
		char *column;

		if (has(arg, r->fact))
			continue;
		column = xstrdup(r->fact);
		for (char *c = column; *c != '\0'; c++)
			*c = *c == '-' ? '_' : *c;
		rc = insert_undelivered(
			s, document, "document", column, r, err);
		free(column);
	}
	for (size_t i = 0; rc == 0 && i < s->npresences; i++) {
		const struct presence *p = &s->presences[i];

		/* What one record alone lacks is a blank of that record. */
		for (size_t k = 0; rc == 0 && p->rows > 1 && k < p->nunseen;
			k++)
			rc = store_unseen(s, p, p->unseen[k], document, err);
	}
	return rc;
}

/* 1: it is told already that the document lacks this fact of the column; 0:
 * not; -1. */
static int
is_told(struct writer *s, long document, const char *table, const char *column,
	const struct regular *r, struct error *err)
{
	struct stmt *st;
	char *fact;
	int rc;

	if (prepare_once(&s->told, s->db,
		    "SELECT 1 FROM hc_undelivered WHERE document = ? AND"
		    " tbl = ? AND col = ? AND fact = ?",
		    err) != 0)
		return -1;
	st = s->told;
	fact = xasprintf("%s@%s", r->element, r->fact);
	stmt_bind_int(st, 1, document);
	stmt_bind_static(st, 2, table);
	stmt_bind_static(st, 3, column);
	stmt_bind_static(st, 4, fact);
	rc = stmt_step(st, err);
	stmt_reset(st);
	free(fact);
	return rc;
}

int
store_lacks(struct writer *s, const struct element *e,
	const struct attribute *a, const char *prefix, long document,
	struct error *err)
{
	const struct table *t = e->table;
	size_t column = a != NULL ? a->column : e->text_column, n;
	struct regular r = { .element = a != NULL ? e->name : e->parent->name,
		.fact = a != NULL ? a->name : e->name,
		.label = { a != NULL ? a->label[0] : e->label[0],
			a != NULL ? a->label[1] : e->label[1] } };
	char *table = xasprintf("%s%s", t->prefixed ? prefix : "", t->name);
	int rc = is_told(s, document, table, t->columns[column].name, &r, err);

	derive_columns(a != NULL ? a->store : STORE_FREE, &n);
	for (size_t i = 0; rc == 0 && i <= n; i++)
		rc = insert_undelivered(s, document, table,
			t->columns[column + i].name, &r, err);
	free(table);
	return rc < 0 ? -1 : 0;
}

int
store_usual(struct writer *s, const struct attribute *a,
	const struct element *e, const char *prefix, long document,
	struct error *err)
{
	const struct table *t = e->table;
	char *table = xasprintf("%s%s", t->prefixed ? prefix : "", t->name);
	int rc = prepare_once(
		&s->usual, s->db, "INSERT INTO hc_usual VALUES(?, ?, ?)", err);

	if (rc == 0) {
		stmt_bind_int(s->usual, 1, document);
		stmt_bind_static(s->usual, 2, table);
		stmt_bind_static(s->usual, 3, t->columns[a->column].name);
		rc = stmt_run(s->usual, err);
	}
	free(table);
	return rc;
}

int
store_batch(struct writer *s, const struct batch *batch, const char *prefix,
	long document, struct error *err)
{
	struct target *t = NULL;

	s->document = document;
	if (batch->nrows > s->cap) {
		s->cap = batch->nrows;
		s->rows = xreallocarray(s->rows, s->cap, sizeof *s->rows);
	}
	for (size_t i = 0; i < batch->nrows; i++) {
		const struct row *row = &batch->rows[i];

		if (t == NULL || t->table != row->table)
			t = find_target(s, row->table, prefix);
		if (t->insert == NULL && prepare_insert(s, t, err) != 0)
			return -1;
		s->rows[i] = next_number(s, t);
		if (insert_row(s, t, row, s->rows[i], err) != 0)
			return -1;
		note_presence(s, row, prefix);
		if (s->watch != NULL)
			s->watch(s->watch_arg, (size_t)(t - s->targets), row,
				s->rows[i],
				row->parent < 0 ? 0 : s->rows[row->parent]);
	}
	return 0;
}

/* Where they are in pieces with gaps between, none is given again. */
static int
find_rows(struct writer *s, struct target *t, struct error *err)
{
	char *sql = xasprintf("SELECT COUNT(*), MIN(row), MAX(row) FROM \"%s\""
			      " WHERE document = %ld",
		t->name, s->document);
	struct stmt *st;
	int rc = db_prepare(&st, s->db, sql, err);

	free(sql);
	if (rc != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1 && stmt_int(st, 0) > 0) {
		t->first = stmt_int(st, 1);
		t->last = stmt_int(st, 2);
		t->has_behind = t->last < t->next - 1;
		if (stmt_int(st, 0) == t->last - t->first + 1) {
			t->again = t->first;
			t->end = t->last;
		} else {
			s->is_moved = true;
		}
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

int
store_find(struct writer *s, long document, struct error *err)
{
	s->document = document;
	for (size_t i = 0; i < s->n; i++) {
		struct target *t = &s->targets[i];

		set_none(t);
		if (t->next > 1 && find_rows(s, t, err) != 0)
			return -1;
	}
	return 0;
}

int
store_delete(struct writer *s, struct error *err)
{
	for (size_t i = 0; i < s->n; i++) {
		struct target *t = &s->targets[i];
		char *sql;
		int rc;

		if (t->first > t->last)
			continue;
		sql = xasprintf("DELETE FROM \"%s\" WHERE row BETWEEN %" PRId64
				" AND %" PRId64 " AND document = %ld",
			t->name, t->first, t->last, s->document);
		rc = db_exec(s->db, sql, err);
		free(sql);
		if (rc != 0)
			return -1;
		t->first = 1;
		t->last = 0;
	}
	return 0;
}

int
store_each(struct writer *s,
	int (*f)(void *arg, const struct store_rows *rows, struct error *err),
	void *arg, struct error *err)
{
	for (size_t i = 0; i < s->n; i++) {
		const struct target *t = &s->targets[i];
		const struct store_rows rows = { t->table, t->name, t->first,
			t->last, s->document };

		if (f(arg, &rows, err) != 0)
			return -1;
	}
	return 0;
}
