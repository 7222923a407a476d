/*
 * Code lists: loaded once, looked up for each coded value.
 */
#include "config.h"
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "lib/xml.h"
#include "schema/codes.h"
#include "schema/fold.h"
#include "schema/value.h"

struct code_list {
	const char *id;
	const char *title[2];
	struct code *items;
	size_t n;
	bool proper, is_open;
};

struct codes {
	struct arena *arena;
	struct code_list *lists;
	size_t n;
};

static void
load_list(struct codes *codes, struct code_list *list,
	const struct _xmlNode *node)
{
	struct arena *a = codes->arena;

	list->id = xml_attr(a, node, "id");
	list->title[0] = xml_child_text(a, node, "title", "zh");
	list->title[1] = xml_child_text(a, node, "title", "en");
	list->proper = value_is_yes(xml_attr(a, node, "proper"));
	list->is_open = value_is_yes(xml_attr(a, node, "open"));
	list->items = xcalloc(xml_count(node, "item"), sizeof *list->items);
	for (struct _xmlNode *c = xml_first(node, "item"); c != NULL;
		c = xml_next(c, "item")) {
		struct code *code = &list->items[list->n++];

		code->code = xml_attr(a, c, "code");
		code->alias = xml_attr(a, c, "alias");
		code->from = xml_attr_int(c, "from", 0);
		code->to = xml_attr_int(c, "to", 0);
		code->sex = xml_attr(a, c, "sex");
		code->generation = xml_attr(a, c, "generation");
		code->label[0] = xml_child_text(a, c, "label", "zh");
		code->label[1] = xml_child_text(a, c, "label", "en");
	}
}

int
codes_load(struct codes **out, struct error *err)
{
	char *path = file_data_path("schemas/codes.xml");
	struct _xmlDoc *doc;
	struct codes *codes;
	int rc;

	*out = NULL;
	rc = xml_load_valid(&doc, path, "schemas/codes.xsd", err);
	free(path);
	if (rc != 0)
		return -1;
	codes = xcalloc(1, sizeof *codes);
	codes->arena = arena_new();
	codes->lists = xcalloc(
		xml_count(xml_root(doc), "list"), sizeof *codes->lists);
	for (struct _xmlNode *n = xml_first(xml_root(doc), "list"); n != NULL;
		n = xml_next(n, "list"))
		load_list(codes, &codes->lists[codes->n++], n);
	xml_free(doc);
	*out = codes;
	return 0;
}

void
codes_free(struct codes *codes)
{
	if (codes == NULL)
		return;
	for (size_t i = 0; i < codes->n; i++)
		free(codes->lists[i].items);
	free(codes->lists);
	arena_free(codes->arena);
	free(codes);
}

const struct code_list *
codes_list(const struct codes *codes, const char *id)
{
	for (size_t i = 0; i < codes->n; i++) {
		if (strcmp(codes->lists[i].id, id) == 0)
			return &codes->lists[i];
	}
	return NULL;
}

static const struct code *
find_exactly(const struct code_list *list, const char *code)
{
	for (size_t i = 0; i < list->n; i++) {
		if (list->items[i].code[0] == code[0] &&
			strcmp(list->items[i].code, code) == 0)
			return &list->items[i];
	}
	for (size_t i = 0; i < list->n; i++) {
		if (list_has(list->items[i].alias, code))
			return &list->items[i];
	}
	return NULL;
}

/* By its label or an alias, whatever width their characters have. What could
 * be two items is none. */
static const struct code *
find_label(const struct code_list *list, const char *label)
{
	struct arena *arena = arena_new();
	const char *want = fold_text(label, false, arena);
	const struct code *found = NULL;
	bool twice = false;

	for (size_t i = 0; i < list->n && *want != '\0'; i++) {
		const struct code *c = &list->items[i];

		if ((c->label[0] == NULL ||
			    strcmp(fold_text(c->label[0], false, arena),
				    want) != 0) &&
			(c->alias == NULL || !list_has(c->alias, want)) &&
			strcmp(c->code, want) != 0)
			continue;
		twice = found != NULL;
		found = c;
		if (twice)
			break;
	}
	arena_free(arena);
	return twice ? NULL : found;
}

/* 1 where the list has 01, and 01 where it has 1. */
static const struct code *
find_nought(const struct code_list *list, const char *code)
{
	char longer[3] = { '0', code[0], '\0' };

	if (code[0] >= '0' && code[0] <= '9' && code[1] == '\0')
		return find_exactly(list, longer);
	if (code[0] == '0' && code[1] >= '0' && code[1] <= '9' &&
		code[2] == '\0')
		return find_exactly(list, code + 1);
	return NULL;
}

/* Does another item have the same label? */
static bool
is_twice(const struct code_list *list, size_t item)
{
	for (size_t i = 0; i < list->n; i++) {
		if (i != item && list->items[i].label[0] != NULL &&
			strcmp(list->items[i].label[0],
				list->items[item].label[0]) == 0)
			return true;
	}
	return false;
}

const struct code *
codes_find(const struct code_list *list, const char *code)
{
	const struct code *found = find_exactly(list, code);

	if (found == NULL)
		found = find_nought(list, code);
	for (size_t i = 0; found == NULL && i < list->n; i++) {
		if (list->items[i].label[0] != NULL &&
			strcmp(list->items[i].label[0], code) == 0 &&
			!is_twice(list, i))
			found = &list->items[i];
	}
	return found != NULL ? found : find_label(list, code);
}

void
codes_add_labels(struct strbuf *sb, const struct code_list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		const struct code *c = &list->items[i];

		strbuf_addf(sb, "%s%s", i > 0 ? "、" : "",
			c->label[0] != NULL ? c->label[0] : c->code);
	}
}

bool
codes_has(const struct code_list *list, const char *code)
{
	for (size_t i = 0; i < list->n; i++) {
		if (strcmp(list->items[i].code, code) == 0)
			return true;
	}
	return false;
}

const struct code *
codes_items(const struct code_list *list, size_t *n)
{
	*n = list->n;
	return list->items;
}

bool
codes_is_proper(const struct code_list *list)
{
	return list != NULL && list->proper;
}

const char *
codes_title(const struct code_list *list, enum lang lang)
{
	return list->title[lang] != NULL ? list->title[lang] : list->id;
}

void
codes_add_choices(struct strbuf *sb, const struct code_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		strbuf_addf(sb, "%s%s", i > 0 ? ", " : "", list->items[i].code);
}

int
codes_add(struct codes *codes, const char *list, const struct code *code,
	struct error *err)
{
	struct code_list *l = NULL;
	const struct code *known;
	struct code *added;

	for (size_t i = 0; i < codes->n; i++) {
		if (strcmp(codes->lists[i].id, list) == 0)
			l = &codes->lists[i];
	}
	if (l == NULL)
		return err_set(err, ERR_INPUT, "CODES-2",
			"code '%s': there is no list '%s'", code->code, list);
	known = codes_find(l, code->code);
	if (known != NULL && strcmp(known->code, code->code) == 0 &&
		strcmp(known->label[0], code->label[0]) == 0 &&
		strcmp(known->label[1], code->label[1]) == 0)
		return 0;
	if (known == NULL) /* people tell codes by their labels */
		known = codes_find(l, code->label[0]);
	if (known != NULL)
		return err_set(err, ERR_INPUT, "CODES-3",
			"code '%s': the list '%s' has it already, as \"%s\"",
			code->code, list, known->label[0]);
	if (!l->is_open)
		return err_set(err, ERR_INPUT, "CODES-4",
			"code '%s': no plan can add to the list '%s'",
			code->code, list);
	l->items = xreallocarray(l->items, l->n + 1, sizeof *l->items);
	added = &l->items[l->n++];
	*added = (struct code){ .code = arena_strdup(
					codes->arena, code->code) };
	for (enum lang i = 0; i < LANGS; i++)
		added->label[i] = arena_strdup(codes->arena, code->label[i]);
	return 0;
}

int
codes_take(struct codes *codes, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT list, code, label_zh, label_en FROM plan_code"
		    " ORDER BY rowid",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		struct code code = { .code = stmt_text(st, 1),
			.label = { stmt_text(st, 2), stmt_text(st, 3) } };

		if (codes_add(codes, stmt_text(st, 0), &code, err) != 0) {
			rc = -1;
			break;
		}
	}
	stmt_free(st);
	return rc;
}

const char *
codes_label(const struct codes *codes, const char *list, const char *code,
	enum lang lang)
{
	const struct code_list *l = codes_list(codes, list);
	const struct code *c;

	if (code == NULL) /* a database that was tampered with */
		return "";
	c = l != NULL ? codes_find(l, code) : NULL;
	return c != NULL && c->label[lang] != NULL ? c->label[lang] : code;
}

void
codes_provinces(const struct codes *codes, unsigned char provinces[100])
{
	const struct code_list *l = codes_list(codes, "division-province");

	memset(provinces, 0, 100);
	for (size_t i = 0; l != NULL && i < l->n; i++) {
		int n = atoi(l->items[i].code);

		if (n >= 0 && n < 100)
			provinces[n] = 1;
	}
}

static int
bind_element(const struct codes *codes, struct element *e, struct error *err)
{
	for (size_t i = 0; i < e->nattributes; i++) {
		struct attribute *a = &e->attributes[i];

		if (a->codes == NULL)
			continue;
		a->list = codes_list(codes, a->codes);
		if (a->list == NULL)
			return err_set(err, ERR_SYSTEM, "CODES-1",
				"schemas/codes.xml: no list '%s'", a->codes);
	}
	for (size_t i = 0; i < e->nchildren; i++) {
		if (bind_element(codes, e->children[i], err) != 0)
			return -1;
	}
	return 0;
}

int
codes_bind(const struct codes *codes, struct model *model, struct error *err)
{
	for (size_t i = 0; i < model->nkinds; i++) {
		if (bind_element(codes, model->kinds[i].root, err) != 0)
			return -1;
	}
	return 0;
}

int
codes_store(const struct codes *codes, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc = 0;

	if (db_exec(db, "DELETE FROM code", err) != 0 ||
		db_prepare(&st, db,
			"INSERT INTO code(list, code, label_zh, label_en, sex,"
			" generation) VALUES(?, ?, ?, ?, ?, ?)",
			err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < codes->n; i++) {
		const struct code_list *l = &codes->lists[i];

		for (size_t j = 0; rc == 0 && j < l->n; j++) {
			const struct code *c = &l->items[j];

			stmt_bind_static(st, 1, l->id);
			stmt_bind_static(st, 2, c->code);
			stmt_bind_static(st, 3, c->label[0]);
			stmt_bind_static(st, 4, c->label[1]);
			stmt_bind_static(st, 5, c->sex);
			if (c->generation != NULL)
				stmt_bind_int(st, 6, atoi(c->generation));
			else
				stmt_bind_null(st, 6);
			rc = stmt_run(st, err);
		}
	}
	stmt_free(st);
	return rc;
}
