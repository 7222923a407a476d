/*
 * Records that a finding may hang on.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "check/reach.h"
#include "lib/db.h"
#include "lib/xml.h"
#include "records/recall.h"
#include "schema/model.h"

void
reach_clear(struct reach_documents *d)
{
	for (size_t i = 0; i < d->n; i++) {
		xml_free(d->docs[i]);
		free(d->names[i]);
	}
	d->n = 0;
}

static int
want(struct db *db, const char *table, const char *id, struct error *err)
{
	char *sql;
	struct stmt *st;
	int rc;

	if (id == NULL || *id == '\0')
		return 0;
	sql = xasprintf("INSERT OR IGNORE INTO temp.%s VALUES(?1)", table);
	rc = db_prepare(&st, db, sql, err);
	free(sql);
	if (rc != 0)
		return -1;
	stmt_bind_text(st, 1, id);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

/* Records of this element that the finding names. */
static int
want_named(struct db *db, const char *prefix, const struct element *e,
	const char *told, struct error *err)
{
	const struct attribute *id = model_attribute(e, "id");
	struct stmt *st;
	char *sql;
	int rc;

	if (id == NULL)
		return 0;
	sql = xasprintf(
		"INSERT OR IGNORE INTO temp.recall_any SELECT \"%s\" FROM"
		" \"%s%s\" WHERE length(\"%s\") > 2 AND instr(?1, \"%s\") > 0",
		e->table->columns[id->column].name, prefix, e->table->name,
		e->table->columns[id->column].name,
		e->table->columns[id->column].name);
	rc = db_prepare(&st, db, sql, err);
	free(sql);
	if (rc != 0)
		return -1;
	stmt_bind_text(st, 1, told);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

static int
want_all_named(const struct reach_about *about, struct error *err)
{
	const struct model *m = about->model;

	for (size_t k = 0; k < m->nkinds; k++) {
		const struct kind *kind = &m->kinds[k];

		for (size_t i = 0; i < kind->root->nchildren; i++) {
			if (kind->root->children[i]->table == NULL)
				continue;
			if (want_named(about->db, "", kind->root->children[i],
				    about->told, err) != 0)
				return -1;
			for (size_t p = 0; p < kind->nprefixes; p++) {
				if (want_named(about->db,
					    kind->prefixes[p].text,
					    kind->root->children[i],
					    about->told, err) != 0)
					return -1;
			}
		}
	}
	return 0;
}

static int
choose(const struct reach_about *about, enum reach reach, struct error *err)
{
	struct db *db = about->db;

	if (db_exec(db,
		    "CREATE TEMP TABLE IF NOT EXISTS recall_any(id TEXT"
		    " PRIMARY KEY) WITHOUT ROWID;"
		    "CREATE TEMP TABLE IF NOT EXISTS recall_own(id TEXT"
		    " PRIMARY KEY) WITHOUT ROWID;"
		    "DELETE FROM temp.recall_any; DELETE FROM temp.recall_own",
		    err) != 0)
		return -1;
	if (reach == REACH_VILLAGE &&
		want(db, "recall_any", about->village, err) != 0)
		return -1;
	return want_all_named(about, err);
}

static bool
is_wanted(struct stmt *st, const char *id)
{
	struct error ignored = { 0 };
	bool is;

	stmt_bind_text(st, 1, id);
	is = stmt_step(st, &ignored) == 1;
	stmt_reset(st);
	return is;
}

/* Take out of lists whoever has nothing to do with the finding. */
static void
prune(xmlNode *node, int depth, struct stmt *st)
{
	xmlNode *next;

	for (xmlNode *c = xml_first(node, NULL); c != NULL; c = next) {
		xmlChar *household = xmlGetNoNsProp(
			c, (const xmlChar *)"household");

		next = xml_next(c, NULL);
		if (depth > 0 && household != NULL &&
			!is_wanted(st, (const char *)household)) {
			xmlUnlinkNode(c);
			xmlFreeNode(c);
		} else {
			prune(c, depth + 1, st);
		}
		xmlFree(household);
	}
}

/* Identifiers that the records say: whom they name comes along. */
static int
note_named(const struct reach_about *about, const xmlNode *node,
	const struct element *e, struct error *err)
{
	for (size_t i = 0; i < e->nattributes; i++) {
		const struct attribute *a = &e->attributes[i];
		xmlChar *value;
		int rc;

		if (!recall_is_id(a->type))
			continue;
		value = xmlGetNoNsProp(node, (const xmlChar *)a->name);
		rc = want(about->db, "recall_own", (const char *)value, err);
		xmlFree(value);
		if (rc != 0)
			return -1;
	}
	for (xmlNode *c = xml_first(node, NULL); c != NULL;
		c = xml_next(c, NULL)) {
		const struct element *child = model_child(e, xml_name(c));

		if (child != NULL && !child->is_text &&
			note_named(about, c, child, err) != 0)
			return -1;
	}
	return 0;
}

static int
recall_all(struct reach_documents *t, const struct reach_about *about,
	enum reach reach, struct error *err)
{
	const struct recall how = { about->db, reach != REACH_ALL };
	struct stmt *st = NULL, *known = NULL;
	int rc;

	reach_clear(t);
	if (db_prepare(&st, about->db,
		    "SELECT id, kind, source FROM hc_document ORDER BY id",
		    err) != 0)
		return -1;
	rc = db_prepare(&known, about->db,
		"SELECT 1 FROM temp.recall_any WHERE id = ?1", err);
	while (rc == 0 && (rc = stmt_step(st, err)) == 1 &&
		t->n < REACH_DOCUMENTS) {
		const struct kind *kind = model_kind(
			about->model, stmt_text(st, 1));
		const char *source = stmt_text(st, 2);

		rc = 0;
		if (kind == NULL || strcmp(kind->name, "verdicts") == 0)
			continue;
		rc = recall_document(
			&t->docs[t->n], &how, kind, (long)stmt_int(st, 0), err);
		if (rc != 0)
			break;
		t->names[t->n] = xasprintf("%02zu-%s%s%s.xml", t->n + 1,
			kind->name, source != NULL ? "-" : "",
			source != NULL ? source : "");
		if (reach == REACH_FEW)
			prune(xml_root(t->docs[t->n]), 0, known);
		t->n++;
	}
	stmt_free(known);
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

/* The records, and then once more with those that they name. */
int
reach_records(struct reach_documents *t, const struct reach_about *about,
	enum reach reach, struct error *err)
{
	if (choose(about, reach, err) != 0 ||
		recall_all(t, about, reach, err) != 0)
		return -1;
	if (reach == REACH_ALL)
		return 0;
	for (size_t i = 0; i < t->n; i++) {
		const xmlNode *root = xml_root(t->docs[i]);
		const struct kind *kind = model_kind(
			about->model, xml_name(root));

		if (note_named(about, root, kind->root, err) != 0)
			return -1;
	}
	return recall_all(t, about, reach, err);
}
