/*
 * Rows of the database as cells of ledgers.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "report/ledger-rows.h"
#include "schema/codes.h"
#include "schema/value.h"

/* Workbooks count days of 1900 otherwise before its first of March. */
#define FIRST_DAY (-25508)

struct ledger_rows {
	struct stmt *st;
	const struct ledger_sheet *sheet;
	struct strbuf text;
};

static void
add_table(struct strbuf *sql, const struct element *e,
	const struct ledger_choice *choice)
{
	strbuf_addf(sql, "\"%s%s\"", e->table->prefixed ? choice->prefix : "",
		e->table->name);
}

/* FROM and WHERE: the rows of the element at depth 0, what they stand in, and
 * of the table that several kinds of records share only those of this one. ?1
 * is the kind of document, ?2 its name; what is bound from ?3 on is in names.
 */
static void
add_source(struct strbuf *sql, const struct ledger_sheet *s,
	const struct ledger_choice *choice, const char **names, size_t *n)
{
	const struct element *e = s->element;
	const struct element *root = s->kind->root;
	int depth = 0;

	*n = 0;
	strbuf_adds(sql, " FROM ");
	add_table(sql, e, choice);
	strbuf_adds(sql, " t0");
	for (; e->parent != NULL; e = e->parent) {
		depth++;
		strbuf_adds(sql, " JOIN ");
		add_table(sql, e->parent, choice);
		strbuf_addf(sql, " t%d ON t%d.row = t%d.parent", depth, depth,
			depth - 1);
	}
	strbuf_adds(sql,
		" WHERE t0.document IN (SELECT id FROM hc_document"
		" WHERE kind = ?1 AND name = COALESCE(?2, name))");
	if (e->kind != NULL) {
		strbuf_addf(sql, " AND t%d.kind = ?3", depth);
		names[(*n)++] = e->kind;
		return;
	}
	for (size_t i = 0; i < root->nchildren; i++) {
		const struct element *other = root->children[i];

		if (other == e || other->table != e->table ||
			other->kind == NULL)
			continue;
		names[(*n)++] = other->kind;
		strbuf_addf(sql, " AND t%d.kind IS NOT ?%zu", depth, *n + 2);
	}
}

/* What stands before FROM is in sql already. */
struct query {
	struct strbuf sql;
	const char *order;
};

static int
prepare(struct stmt **st, struct db *db, const struct ledger_sheet *s,
	const struct ledger_choice *choice, struct query *query,
	struct error *err)
{
	const char **names = xcalloc(
		s->kind->root->nchildren + 1, sizeof *names);
	size_t n;
	int rc;

	add_source(&query->sql, s, choice, names, &n);
	strbuf_adds(&query->sql, query->order);
	rc = db_prepare(st, db, query->sql.data, err);
	if (rc == 0) {
		stmt_bind_static(*st, 1, s->kind->name);
		stmt_bind_static(*st, 2, choice->document);
		for (size_t i = 0; i < n; i++)
			stmt_bind_static(*st, (int)i + 3, names[i]);
	}
	free(names);
	return rc;
}

/* An identity number as it was written, where it was written otherwise. */
static void
add_value(struct strbuf *sql, const struct table *t,
	const struct ledger_column *c, int depth)
{
	if (c->store == STORE_NUMBER)
		strbuf_addf(sql, ", COALESCE(t%d.\"%s\", t%d.\"%s\")", depth,
			t->columns[c->column + 1].name, depth,
			t->columns[c->column].name);
	else
		strbuf_addf(
			sql, ", t%d.\"%s\"", depth, t->columns[c->column].name);
}

int
ledger_rows_open(struct ledger_rows **out, struct db *db,
	const struct ledger_sheet *s, const struct ledger_choice *choice,
	struct error *err)
{
	struct ledger_rows *rows = xcalloc(1, sizeof *rows);
	struct query query = { .order = " ORDER BY t0.row" };
	int rc;

	strbuf_adds(&query.sql, "SELECT t0.row, t0.parent");
	for (size_t i = 0; i < s->n; i++) {
		const struct ledger_column *c = &s->columns[i];

		add_value(&query.sql,
			c->is_key ? s->element->parent->table
				  : s->element->table,
			c, c->is_key ? 1 : 0);
	}
	rows->sheet = s;
	rc = prepare(&rows->st, db, s, choice, &query, err);
	strbuf_clear(&query.sql);
	if (rc != 0) {
		ledger_rows_free(rows);
		rows = NULL;
	}
	*out = rows;
	return rc;
}

void
ledger_rows_free(struct ledger_rows *rows)
{
	if (rows == NULL)
		return;
	stmt_free(rows->st);
	strbuf_clear(&rows->text);
	free(rows);
}

int
ledger_rows_next(struct ledger_rows *rows, struct error *err)
{
	return stmt_step(rows->st, err);
}

int64_t
ledger_rows_row(const struct ledger_rows *rows)
{
	return stmt_int(rows->st, 0);
}

int64_t
ledger_rows_parent(const struct ledger_rows *rows)
{
	return stmt_int(rows->st, 1);
}

int
ledger_rows_ambiguous(bool *out, struct db *db,
	const struct ledger_sheet *child, const struct ledger_choice *choice,
	struct error *err)
{
	const struct ledger_sheet parent = { .kind = child->kind,
		.element = child->element->parent };
	const struct ledger_column *key = &child->columns[0];
	const char *name = parent.element->table->columns[key->column].name;
	char *order = xasprintf(
		" GROUP BY t0.\"%s\" HAVING COUNT(*) > 1 LIMIT 1", name);
	struct query query = { .order = order };
	struct stmt *st = NULL;
	int rc;

	strbuf_adds(&query.sql, "SELECT 1");
	rc = prepare(&st, db, &parent, choice, &query, err);
	if (rc == 0)
		rc = stmt_step(st, err);
	*out = rc == 1;
	stmt_free(st);
	free(order);
	strbuf_clear(&query.sql);
	return rc < 0 ? -1 : 0;
}

/* Labels of codes, with the mark between that no label has. */
static void
add_labels(struct strbuf *sb, const struct code_list *list, const char *codes)
{
	const char *sep = "";
	size_t n;

	for (const char *s; (s = list_next(&codes, &n)) != NULL;) {
		char *code = xstrndup(s, n);
		const struct code *c = codes_find(list, code);
		const char *label = c != NULL ? c->label[0] : NULL;

		strbuf_adds(sb, sep);
		strbuf_adds(sb,
			label != NULL && strstr(label, "、") == NULL ? label
								     : code);
		sep = "、";
		free(code);
	}
}

static const char *
code_label(const struct code_list *list, const char *code)
{
	const struct code *c = codes_find(list, code);

	return c != NULL && c->label[0] != NULL ? c->label[0] : code;
}

static void
set_text(struct ledger_cell *cell, const char *s)
{
	cell->what = CELL_TEXT;
	cell->text = s;
}

void
ledger_cell_of(struct ledger_cell *out, struct strbuf *sb,
	const struct ledger_column *c, const char *value,
	const struct codes *codes)
{
	long day;

	*out = (struct ledger_cell){ .what = CELL_BLANK };
	if (value == NULL)
		return;
	set_text(out, value);
	switch (c->store) {
	case STORE_INT:
	case STORE_MONEY:
	case STORE_QUANTITY:
		out->what = CELL_NUMBER;
		out->number = strtod(value, NULL);
		return;
	case STORE_BOOL:
		set_text(out,
			code_label(codes_list(codes, "yes-no"),
				value_is_yes(value) ? "1" : "0"));
		return;
	case STORE_DATE:
	case STORE_BIRTH:
		day = day_parse(value);
		if (day != NO_DAY && day >= FIRST_DAY) {
			out->what = CELL_DAY;
			out->number = (double)day;
		}
		return;
	case STORE_LIST:
		strbuf_reset(sb);
		strbuf_adds(sb, "");
		if (c->list != NULL)
			add_labels(sb, c->list, value);
		else
			strbuf_adds(sb, value + strspn(value, " "));
		set_text(out, sb->data);
		return;
	default:
		if (c->list != NULL)
			set_text(out, code_label(c->list, value));
	}
}

void
ledger_rows_cell(struct ledger_rows *rows, size_t column,
	const struct codes *codes, struct ledger_cell *out)
{
	const struct ledger_column *c = &rows->sheet->columns[column];
	int i = (int)column + 2;

	ledger_cell_of(out, &rows->text, c, stmt_text(rows->st, i), codes);
	/* The database counts in hundredths. */
	if (out->what == CELL_NUMBER && c->store != STORE_INT)
		out->number = (double)stmt_int(rows->st, i) / 100;
}
