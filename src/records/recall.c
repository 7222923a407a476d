/*
 * Documents out of the database: rows and columns become the elements and
 * attributes that the schemas made them of.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "lib/xml.h"
#include "records/recall.h"
#include "schema/model.h"

struct recall {
	struct db *db;
	struct stmt *want, *want_own, *is_wanted;
};

/* One document on its way. */
struct reading {
	struct db *db;
	bool everything;
	const char *prefix;
	long id;
	struct error *err;
};

int
recall_begin(struct recall **out, struct db *db, struct error *err)
{
	struct recall *r = xcalloc(1, sizeof *r);

	r->db = db;
	*out = r;
	if (db_exec(db,
		    "CREATE TEMP TABLE recall_any(id TEXT PRIMARY KEY)"
		    " WITHOUT ROWID;"
		    "CREATE TEMP TABLE recall_own(id TEXT PRIMARY KEY)"
		    " WITHOUT ROWID",
		    err) == 0 &&
		db_prepare(&r->want, db,
			"INSERT OR IGNORE INTO temp.recall_any VALUES(?1)",
			err) == 0 &&
		db_prepare(&r->want_own, db,
			"INSERT OR IGNORE INTO temp.recall_own VALUES(?1)",
			err) == 0 &&
		db_prepare(&r->is_wanted, db,
			"SELECT 1 FROM temp.recall_any WHERE id = ?1",
			err) == 0)
		return 0;
	recall_end(r);
	*out = NULL;
	return -1;
}

void
recall_end(struct recall *r)
{
	struct error ignored = { 0 };

	if (r == NULL)
		return;
	stmt_free(r->want);
	stmt_free(r->want_own);
	stmt_free(r->is_wanted);
	db_exec(r->db,
		"DROP TABLE IF EXISTS temp.recall_any;"
		"DROP TABLE IF EXISTS temp.recall_own",
		&ignored);
	free(r);
}

static int
want(struct stmt *st, const char *id, struct error *err)
{
	if (id == NULL || *id == '\0')
		return 0;
	stmt_bind_text(st, 1, id);
	return stmt_run(st, err);
}

int
recall_want(struct recall *r, const char *id, struct error *err)
{
	return want(r->want, id, err);
}

int
recall_want_own(struct recall *r, const char *id, struct error *err)
{
	return want(r->want_own, id, err);
}

int
recall_want_named(struct recall *r, const char *prefix, const struct element *e,
	const char *text, struct error *err)
{
	const struct attribute *id = model_attribute(e, "id");
	const char *column;
	struct stmt *st;
	char *sql;
	int rc;

	if (id == NULL)
		return 0;
	column = e->table->columns[id->column].name;
	sql = xasprintf(
		"INSERT OR IGNORE INTO temp.recall_any SELECT \"%s\" FROM"
		" \"%s%s\" WHERE length(\"%s\") > 2 AND instr(?1, \"%s\") > 0",
		column, prefix, e->table->name, column, column);
	rc = db_prepare(&st, r->db, sql, err);
	free(sql);
	if (rc != 0)
		return -1;
	stmt_bind_text(st, 1, text);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

bool
recall_is_wanted(struct recall *r, const char *id)
{
	struct error ignored = { 0 };
	bool is;

	stmt_bind_text(r->is_wanted, 1, id);
	is = stmt_step(r->is_wanted, &ignored) == 1;
	stmt_reset(r->is_wanted);
	return is;
}

bool
recall_is_id(const char *type)
{
	return type != NULL &&
		(strcmp(type, "record-id") == 0 ||
			strcmp(type, "village-code") == 0);
}

static void
add_table(struct strbuf *sql, const struct reading *r, const struct element *e)
{
	strbuf_addf(sql, "\"%s%s\"", e->table->prefixed ? r->prefix : "",
		e->table->name);
}

static const char *
column_of(const struct element *e, const struct attribute *a)
{
	return e->table->columns[a->column].name;
}

/* Which rows of a table that several elements share are of this one. */
static void
add_kind(struct strbuf *sql, const struct element *e,
	struct element *const *siblings, size_t n, const char *alias)
{
	if (e->kind != NULL) {
		strbuf_addf(sql, " AND %s.kind = '%s'", alias, e->kind);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		const struct element *o = siblings[i];

		if (o != e && o->table == e->table && o->kind != NULL)
			strbuf_addf(sql, " AND %s.kind IS NOT '%s'", alias,
				o->kind);
	}
}

/* "OR t1.household IN wanted …" for the row and all that stand in it; answers
 * how many facts were asked. */
static size_t
add_wanted(struct strbuf *sql, const struct reading *r, const struct element *e,
	int depth)
{
	size_t n = 0;

	for (size_t i = 0; i < e->nattributes; i++) {
		const struct attribute *a = &e->attributes[i];

		if (!recall_is_id(a->type))
			continue;
		strbuf_addf(sql,
			" OR t%d.\"%s\" IN (SELECT id FROM temp.recall_any)",
			depth, column_of(e, a));
		n++;
	}
	for (size_t i = 0; i < e->nchildren; i++) {
		const struct element *c = e->children[i];

		if (!c->own_row) {
			n += add_wanted(sql, r, c, depth);
			continue;
		}
		strbuf_adds(sql, " OR EXISTS (SELECT 1 FROM ");
		add_table(sql, r, c);
		strbuf_addf(sql, " t%d WHERE t%d.parent = t%d.row AND (0",
			depth + 1, depth + 1, depth);
		n += add_wanted(sql, r, c, depth + 1);
		strbuf_adds(sql, "))");
	}
	return n;
}

/* Villages have a code of their own and no other identifier. */
static bool
is_place(const struct element *e)
{
	return model_attribute(e, "id") == NULL &&
		model_attribute(e, "household") == NULL &&
		model_attribute(e, "code") != NULL;
}

static void
add_filter(struct strbuf *sql, const struct reading *r, const struct element *e)
{
	const struct attribute *id = model_attribute(e, "id");

	if (r->everything || is_place(e))
		return;
	strbuf_adds(sql, " AND (0");
	add_wanted(sql, r, e, 0);
	if (id != NULL)
		strbuf_addf(sql,
			" OR t0.\"%s\" IN (SELECT id FROM temp.recall_own)",
			column_of(e, id));
	strbuf_adds(sql, ")");
}

/* The columns that the element's own facts stand in, with those of what has no
 * row of its own, in the order in which set_facts takes them. */
static void
add_columns(struct strbuf *sql, const struct element *e)
{
	for (size_t i = 0; i < e->nattributes; i++) {
		const struct attribute *a = &e->attributes[i];

		/* a number as it was written, where it was written otherwise */
		if (a->store == STORE_NUMBER)
			strbuf_addf(sql, ", COALESCE(t0.\"%s\", t0.\"%s\")",
				e->table->columns[a->column + 1].name,
				column_of(e, a));
		else
			strbuf_addf(sql, ", t0.\"%s\"", column_of(e, a));
	}
	for (size_t i = 0; i < e->nchildren; i++) {
		const struct element *c = e->children[i];

		if (c->is_text)
			strbuf_addf(sql, ", t0.\"%s\"",
				c->table->columns[c->text_column].name);
		else if (!c->own_row)
			add_columns(sql, c);
	}
}

static void
add_hundredths(struct strbuf *sb, int64_t v)
{
	strbuf_addf(sb, "%s%lld.%02lld", v < 0 ? "-" : "",
		(long long)(v < 0 ? -v : v) / 100,
		(long long)(v < 0 ? -v : v) % 100);
}

/* What a column holds as it stands in a document. */
static void
add_value(struct strbuf *sb, enum store store, struct stmt *st, int i)
{
	const char *s = stmt_text(st, i);
	size_t n = strlen(s);

	switch (store) {
	case STORE_BOOL:
		strbuf_adds(sb, stmt_int(st, i) != 0 ? "true" : "false");
		break;
	case STORE_MONEY:
	case STORE_QUANTITY:
		add_hundredths(sb, stmt_int(st, i));
		break;
	case STORE_LIST:
		while (n > 0 && s[n - 1] == ' ')
			n--;
		s += strspn(s, " ");
		strbuf_add(sb, s, n - (size_t)(s - stmt_text(st, i)));
		break;
	default:
		strbuf_adds(sb, s);
	}
}

static bool
set_attributes(
	xmlNode *node, const struct element *e, struct stmt *st, int *column)
{
	bool any = false;

	for (size_t i = 0; i < e->nattributes; i++, ++*column) {
		struct strbuf sb = { 0 };

		if (stmt_is_null(st, *column))
			continue;
		add_value(&sb, e->attributes[i].store, st, *column);
		xmlNewProp(node, (const xmlChar *)e->attributes[i].name,
			(const xmlChar *)(sb.data != NULL ? sb.data : ""));
		strbuf_clear(&sb);
		any = true;
	}
	return any;
}

/* The element's facts and those that stand in it without a row of their own;
 * an element of which nothing is there is left out. */
static bool
set_facts(xmlNode *node, const struct element *e, struct stmt *st, int *column)
{
	bool any = set_attributes(node, e, st, column);

	for (size_t i = 0; i < e->nchildren; i++) {
		const struct element *c = e->children[i];
		xmlNode *child;

		if (c->own_row)
			continue;
		if (c->is_text) {
			const char *s = stmt_text(st, (*column)++);

			if (s == NULL)
				continue;
			xmlNewTextChild(node, NULL, (const xmlChar *)c->name,
				(const xmlChar *)s);
			any = true;
			continue;
		}
		child = xmlNewChild(node, NULL, (const xmlChar *)c->name, NULL);
		if (set_facts(child, c, st, column)) {
			any = true;
			continue;
		}
		xmlUnlinkNode(child);
		xmlFreeNode(child);
	}
	return any;
}

/* In the order that the schema wants: what has no row of its own was put first.
 */
static void
order_children(xmlNode *node, const struct element *e)
{
	for (size_t i = 0; i < e->nchildren; i++) {
		xmlNode *last = node->last, *next;

		for (xmlNode *c = node->children; c != NULL; c = next) {
			next = c != last ? c->next : NULL;
			if (!xml_is(c, e->children[i]->name))
				continue;
			xmlUnlinkNode(c);
			xmlAddChild(node, c);
		}
	}
}

static int add_rows(struct reading *r, xmlNode *parent,
	const struct element *outer, int64_t row);

/* The rows of one element below a row, or (NO_ROW) those of the document. */
#define NO_ROW (-1)
static int
add_element(struct reading *r, xmlNode *parent, const struct element *outer,
	const struct element *e, int64_t row)
{
	struct strbuf sql = { 0 };
	struct stmt *st;
	int rc;

	strbuf_adds(&sql, "SELECT t0.row");
	add_columns(&sql, e);
	strbuf_adds(&sql, " FROM ");
	add_table(&sql, r, e);
	strbuf_adds(&sql,
		row == NO_ROW ? " t0 WHERE t0.document = ?1"
			      : " t0 WHERE t0.parent = ?1");
	add_kind(&sql, e, outer->children, outer->nchildren, "t0");
	if (row == NO_ROW)
		add_filter(&sql, r, e);
	strbuf_adds(&sql, " ORDER BY t0.row");
	rc = db_prepare(&st, r->db, sql.data, r->err);
	strbuf_clear(&sql);
	if (rc != 0)
		return -1;
	stmt_bind_int(st, 1, row == NO_ROW ? r->id : row);
	while ((rc = stmt_step(st, r->err)) == 1) {
		xmlNode *node = xmlNewChild(
			parent, NULL, (const xmlChar *)e->name, NULL);
		int column = 1;

		set_facts(node, e, st, &column);
		rc = add_rows(r, node, e, stmt_int(st, 0));
		if (rc != 0)
			break;
		order_children(node, e);
	}
	stmt_free(st);
	return rc;
}

/* All that has rows of its own below a row; what has none is passed through. */
static int
add_rows(struct reading *r, xmlNode *parent, const struct element *outer,
	int64_t row)
{
	for (size_t i = 0; i < outer->nchildren; i++) {
		const struct element *e = outer->children[i];

		if (e->own_row && add_element(r, parent, outer, e, row) != 0)
			return -1;
	}
	return 0;
}

static int
set_header(xmlNode *root, struct reading *r, const struct kind *kind)
{
	static const char *const facts[] = { "source", "year", "division",
		"exported", "issued", "period-began", "period-ended" };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, r->db,
		    "SELECT source, year, division, exported, issued,"
		    " period_began, period_ended FROM hc_document WHERE id ="
		    " ?1",
		    r->err) != 0)
		return -1;
	stmt_bind_int(st, 1, r->id);
	rc = stmt_step(st, r->err);
	for (int i = 0; rc == 1 && i < 7; i++) {
		if (!stmt_is_null(st, i) &&
			model_attribute(kind->root, facts[i]) != NULL)
			xmlNewProp(root, (const xmlChar *)facts[i],
				(const xmlChar *)stmt_text(st, i));
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

int
recall_document(struct _xmlDoc **out, struct recall *from,
	const struct kind *kind, long id, bool everything, struct error *err)
{
	struct reading r = {
		.db = from->db, .everything = everything, .id = id, .err = err
	};
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root = xmlNewNode(NULL, (const xmlChar *)kind->name);
	xmlChar *source;
	int rc;

	xmlDocSetRootElement(doc, root);
	xmlSetNs(root, xmlNewNs(root, (const xmlChar *)XML_NS, NULL));
	rc = set_header(root, &r, kind);
	source = xmlGetNoNsProp(root, (const xmlChar *)"source");
	r.prefix = model_prefix(kind, (const char *)source);
	if (rc == 0)
		rc = add_rows(&r, root, kind->root, NO_ROW);
	xmlFree(source);
	if (rc != 0) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	*out = doc;
	return rc;
}
