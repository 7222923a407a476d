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
want_all_named(
	struct recall *r, const struct reach_about *about, struct error *err)
{
	const struct model *m = about->model;

	for (size_t k = 0; k < m->nkinds; k++) {
		const struct kind *kind = &m->kinds[k];

		for (size_t i = 0; i < kind->root->nchildren; i++) {
			if (kind->root->children[i]->table == NULL)
				continue;
			if (recall_want_named(r, "", kind->root->children[i],
				    about->told, err) != 0)
				return -1;
			for (size_t p = 0; p < kind->nprefixes; p++) {
				if (recall_want_named(r, kind->prefixes[p].text,
					    kind->root->children[i],
					    about->told, err) != 0)
					return -1;
			}
		}
	}
	return 0;
}

/* Take out of lists whoever has nothing to do with the finding. */
static void
prune(xmlNode *node, int depth, struct recall *r)
{
	xmlNode *next;

	for (xmlNode *c = xml_first(node, NULL); c != NULL; c = next) {
		xmlChar *household = xmlGetNoNsProp(
			c, (const xmlChar *)"household");

		next = xml_next(c, NULL);
		if (depth > 0 && household != NULL &&
			!recall_is_wanted(r, (const char *)household)) {
			xmlUnlinkNode(c);
			xmlFreeNode(c);
		} else {
			prune(c, depth + 1, r);
		}
		xmlFree(household);
	}
}

/* Identifiers that the records say: whom they name comes along. */
static int
note_named(struct recall *r, const xmlNode *node, const struct element *e,
	struct error *err)
{
	for (size_t i = 0; i < e->nattributes; i++) {
		const struct attribute *a = &e->attributes[i];
		xmlChar *value;
		int rc;

		if (!recall_is_id(a->type))
			continue;
		value = xmlGetNoNsProp(node, (const xmlChar *)a->name);
		rc = recall_want_own(r, (const char *)value, err);
		xmlFree(value);
		if (rc != 0)
			return -1;
	}
	for (xmlNode *c = xml_first(node, NULL); c != NULL;
		c = xml_next(c, NULL)) {
		const struct element *child = model_child(e, xml_name(c));

		if (child != NULL && !child->is_text &&
			note_named(r, c, child, err) != 0)
			return -1;
	}
	return 0;
}

static int
recall_all(struct reach_documents *t, struct recall *r,
	const struct reach_about *about, enum reach reach, struct error *err)
{
	struct stmt *st;
	int rc;

	reach_clear(t);
	if (db_prepare(&st, about->db,
		    "SELECT id, kind, source FROM hc_document ORDER BY id",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1 && t->n < REACH_DOCUMENTS) {
		const struct kind *kind = model_kind(
			about->model, stmt_text(st, 1));
		const char *source = stmt_text(st, 2);

		if (kind == NULL || strcmp(kind->name, "verdicts") == 0)
			continue;
		rc = recall_document(&t->docs[t->n], r, kind,
			(long)stmt_int(st, 0), reach == REACH_ALL, err);
		if (rc != 0)
			break;
		t->names[t->n] = xasprintf("%02zu-%s%s%s.xml", t->n + 1,
			kind->name, source != NULL ? "-" : "",
			source != NULL ? source : "");
		if (reach == REACH_FEW)
			prune(xml_root(t->docs[t->n]), 0, r);
		t->n++;
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

/* The records, and then once more with those that they name. */
static int
recall_twice(struct reach_documents *t, struct recall *r,
	const struct reach_about *about, enum reach reach, struct error *err)
{
	if ((reach == REACH_VILLAGE &&
		    recall_want(r, about->village, err) != 0) ||
		want_all_named(r, about, err) != 0 ||
		recall_all(t, r, about, reach, err) != 0)
		return -1;
	if (reach == REACH_ALL)
		return 0;
	for (size_t i = 0; i < t->n; i++) {
		const xmlNode *root = xml_root(t->docs[i]);
		const struct kind *kind = model_kind(
			about->model, xml_name(root));

		if (note_named(r, root, kind->root, err) != 0)
			return -1;
	}
	return recall_all(t, r, about, reach, err);
}

int
reach_records(struct reach_documents *t, const struct reach_about *about,
	enum reach reach, struct error *err)
{
	struct recall *r;
	int rc;

	if (recall_begin(&r, about->db, err) != 0)
		return -1;
	rc = recall_twice(t, r, about, reach, err);
	recall_end(r);
	return rc;
}
