/*
 * The schemas read as a description of tables: elements, attributes, how each
 * value is stored and what it is called in Chinese and English.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/list.h"
#include "base/mem.h"
#include "lib/xml.h"
#include "schema/derive.h"
#include "schema/facets.h"
#include "schema/model.h"
#include "schema/xsd.h"

/* Every kind of document that holds records: schemas/KIND.xsd. */
static const char *const kind_names[] = { "register", "collection", "procedure",
	"problems", "staff", "rolls", "archive", "inspection", "verdicts" };

#define NKINDS (sizeof kind_names / sizeof kind_names[0])

static void *
grow(void *array, size_t n, size_t size)
{
	array = xreallocarray(array, n + 1, size);
	memset((char *)array + n * size, 0, size);
	return array;
}

static int
schema_fault(struct builder *b, const xmlNode *node, const char *what)
{
	return err_set(b->err, ERR_SYSTEM, "MODEL-1", "%s:%ld: %s", b->path,
		xml_line(node), what);
}

static const char *
attr(struct builder *b, const xmlNode *node, const char *name)
{
	return xml_attr(b->arena, node, name);
}

/* A child of xs:annotation/xs:appinfo in the model's namespace. */
static xmlNode *
model_note(const xmlNode *node, const char *name)
{
	xmlNode *note = xml_first(node, "annotation");
	xmlNode *info = note != NULL ? xml_first(note, "appinfo") : NULL;

	return info != NULL ? xml_first(info, name) : NULL;
}

/* The annotation up to its first stop or bracket: what people call it. */
static char *
label(struct builder *b, const xmlNode *node, const char *lang)
{
	static const char *const stops[] = { "：", "（", "，", "。", "；", "、",
		" (", ", ", ". ", "; ", ": " };
	xmlNode *note = xml_first(node, "annotation");
	const char *s = note == NULL
		? NULL
		: xml_child_text(b->arena, note, "documentation", lang);
	size_t n;

	if (s == NULL || *s == '\0')
		return xstrdup(attr(b, node, "name"));
	n = strlen(s);
	for (size_t i = 0; i < sizeof stops / sizeof stops[0]; i++) {
		const char *stop = strstr(s, stops[i]);

		if (stop != NULL && stop != s && (size_t)(stop - s) < n)
			n = (size_t)(stop - s);
	}
	return xstrndup(s, n);
}

static void
set_labels(struct builder *b, const xmlNode *node, char *labels[2])
{
	labels[0] = label(b, node, "zh");
	labels[1] = label(b, node, "en");
}

/* The annotation in a language; NULL: none. The caller's. */
static char *
annotation(struct builder *b, const xmlNode *node, const char *lang)
{
	xmlNode *note = xml_first(node, "annotation");

	return note == NULL ? NULL
			    : xstrdup(xml_child_text(
				      b->arena, note, "documentation", lang));
}

static xmlNode *
find_named(struct builder *b, xmlDoc *doc, const char *what, const char *name)
{
	for (xmlNode *n = xml_first(xml_root(doc), what); n != NULL;
		n = xml_next(n, what)) {
		const char *s = attr(b, n, "name");

		if (s != NULL && strcmp(s, name) == 0)
			return n;
	}
	return NULL;
}

struct _xmlNode *
model_find_type(struct builder *b, const char *what, const char *name)
{
	xmlNode *n = find_named(b, b->doc, what, name);

	return n != NULL ? n : find_named(b, b->common, what, name);
}

/* m:example of the declaration, else of its type or of one that this is made
 * from. */
static char *
example_of(struct builder *b, const xmlNode *decl)
{
	const xmlNode *node = decl, *note = model_note(node, "example");
	const char *type = attr(b, decl, "type");

	while (note == NULL && type != NULL && strncmp(type, "xs:", 3) != 0) {
		xmlNode *base;

		node = model_find_type(b, "simpleType", type);
		if (node == NULL)
			return NULL;
		note = model_note(node, "example");
		base = xml_first(node, "restriction");
		type = base != NULL ? attr(b, base, "base") : NULL;
	}
	return note != NULL ? xstrdup(attr(b, note, "value")) : NULL;
}

/* For what is declared with a simple type, or (an element) without one. */
static void
set_hint(struct builder *b, const xmlNode *decl, struct hint *hint)
{
	const char *type = attr(b, decl, "type");
	const xmlNode *node = type == NULL
		? NULL
		: model_find_type(b, "simpleType", type);

	hint->note[0] = annotation(b, decl, "zh");
	hint->note[1] = annotation(b, decl, "en");
	if (node == NULL)
		return;
	hint->form[0] = annotation(b, node, "zh");
	hint->form[1] = annotation(b, node, "en");
	hint->example = example_of(b, decl);
}

static const char *const store_names[] = { [STORE_TEXT] = "text",
	[STORE_INT] = "int",
	[STORE_BOOL] = "bool",
	[STORE_DATE] = "date",
	[STORE_TIME] = "time",
	[STORE_MONEY] = "money",
	[STORE_QUANTITY] = "quantity",
	[STORE_LIST] = "list",
	[STORE_ACCOUNT] = "account",
	[STORE_NUMBER] = "number",
	[STORE_NAME] = "name",
	[STORE_PHONE] = "phone",
	[STORE_BIRTH] = "birth",
	[STORE_SHOWN] = "shown",
	[STORE_FREE] = "free" };

static enum store
parse_store(const char *name)
{
	for (size_t i = 0; i < sizeof store_names / sizeof *store_names; i++) {
		if (name != NULL && strcmp(store_names[i], name) == 0)
			return (enum store)i;
	}
	return STORE_TEXT;
}

/* How values of a named simple type are stored: by its own note, else by the
 * type it restricts. */
static int
simple_type(struct builder *b, const xmlNode *where, const char *name,
	enum store *store, char **codes)
{
	xmlNode *type, *note, *base;

	*store = STORE_TEXT;
	*codes = NULL;
	while (name != NULL && strncmp(name, "xs:", 3) != 0) {
		type = model_find_type(b, "simpleType", name);
		if (type == NULL)
			return schema_fault(b, where, _("unknown simple type"));
		note = model_note(type, "codes");
		if (note != NULL && *codes == NULL)
			*codes = xstrdup(attr(b, note, "list"));
		note = model_note(type, "store");
		if (note != NULL) {
			*store = parse_store(attr(b, note, "as"));
			return 0;
		}
		base = xml_first(type, "restriction");
		name = base != NULL ? attr(b, base, "base") : NULL;
	}
	return 0;
}

static char *
column_name(const char *name)
{
	char *s = xstrdup(name);

	for (char *p = s; *p != '\0'; p++) {
		if (*p == '-')
			*p = '_';
	}
	return s;
}

static long
find_column(const struct table *table, const char *name)
{
	for (size_t i = 0; i < table->n; i++) {
		if (strcmp(table->columns[i].name, name) == 0)
			return (long)i;
	}
	return -1;
}

static struct table *
get_table(struct builder *b, const char *name, bool prefixed)
{
	struct model *m = b->model;
	char *column = column_name(name);
	struct table *t;

	for (size_t i = 0; i < m->ntables; i++) {
		if (strcmp(m->tables[i]->name, column) == 0) {
			free(column);
			return m->tables[i];
		}
	}
	t = xcalloc(1, sizeof *t);
	t->name = column;
	t->prefixed = prefixed;
	m->tables = grow(m->tables, m->ntables, sizeof *m->tables);
	m->tables[m->ntables++] = t;
	return t;
}

static size_t
add_one_column(struct table *t, const char *name, bool is_int)
{
	long there = find_column(t, name);

	if (there >= 0)
		return (size_t)there;
	t->columns = grow(t->columns, t->n, sizeof *t->columns);
	t->columns[t->n] = (struct column){ .name = xstrdup(name),
		.is_int = is_int };
	return t->n++;
}

/* A fact's column and, behind it, those derived from it. */
static size_t
add_column(struct table *t, const char *attribute, enum store store)
{
	bool is_int = store == STORE_INT || store == STORE_BOOL ||
		store == STORE_MONEY || store == STORE_QUANTITY;
	char *name = column_name(attribute);
	size_t n, column;
	const struct derived *d = derive_columns(store, &n);

	column = add_one_column(t, name, is_int);
	for (size_t i = 0; i < n; i++) {
		char *s = xasprintf("%s_%s", name, d[i].suffix);

		add_one_column(t, s, d[i].is_int);
		free(s);
	}
	free(name);
	return column;
}

/* m:since: from which date the row, or the value of this column, is there. */
static void
note_since(
	struct builder *b, struct table *t, size_t column, const xmlNode *decl)
{
	xmlNode *note = model_note(decl, "since");
	struct column *c = &t->columns[column];
	const char *date = note != NULL ? attr(b, note, "date") : NULL;

	if (note == NULL)
		return;
	if (date == NULL)
		c->begins = true;
	else if (c->since == NULL)
		c->since = column_name(date);
}

static size_t
hash_name(const char *s)
{
	size_t h = 2166136261u;

	for (; *s != '\0'; s++)
		h = (h ^ (unsigned char)*s) * 16777619u;
	return h ^ (h >> 15);
}

static void
hash_attributes(struct element *e)
{
	e->nslots = 4;
	while (e->nslots < e->nattributes * 2)
		e->nslots *= 2;
	e->slots = xcalloc(e->nslots, sizeof *e->slots);
	for (size_t i = 0; i < e->nattributes; i++) {
		size_t h = hash_name(e->attributes[i].name);

		while (e->slots[h & (e->nslots - 1)] != 0)
			h++;
		e->slots[h & (e->nslots - 1)] = (unsigned short)(i + 1);
	}
}

static int
add_attributes(struct builder *b, struct element *e, const xmlNode *type)
{
	for (xmlNode *n = xml_first(type, "attribute"); n != NULL;
		n = xml_next(n, "attribute")) {
		struct attribute *a;
		const char *use;

		e->attributes = grow(
			e->attributes, e->nattributes, sizeof *e->attributes);
		a = &e->attributes[e->nattributes++];
		a->name = xstrdup(attr(b, n, "name"));
		a->type = xstrdup(attr(b, n, "type"));
		set_labels(b, n, a->label);
		set_hint(b, n, &a->hint);
		if (simple_type(b, n, attr(b, n, "type"), &a->store,
			    &a->codes) != 0)
			return -1;
		use = attr(b, n, "use");
		a->required = use != NULL && strcmp(use, "required") == 0;
		if (e->table == NULL)
			continue;
		model_understand_attribute(b, a, n);
		a->column = add_column(e->table, a->name, a->store);
		note_since(b, e->table, a->column, n);
	}
	hash_attributes(e);
	e->number = b->model->nelements++;
	return 0;
}

/* The columns of the parent's row that this element's row takes over: those
 * that the parent's note names, and those that it took over itself. */
static void
add_carries(struct builder *b, struct element *e, const xmlNode *parent_node)
{
	struct element *p = e->parent;
	xmlNode *note = xml_first(parent_node, "annotation");
	xmlNode *info = note != NULL ? xml_first(note, "appinfo") : NULL;
	struct carry *c;

	for (size_t i = 0; i < p->ncarries; i++) {
		size_t from = p->carries[i].to;
		const char *name = p->table->columns[from].name;

		e->carries = grow(e->carries, e->ncarries, sizeof *c);
		c = &e->carries[e->ncarries++];
		c->from = from;
		c->to = add_one_column(e->table, name, false);
	}
	for (xmlNode *n = info != NULL ? xml_first(info, "carry") : NULL;
		n != NULL; n = xml_next(n, "carry")) {
		char *from = column_name(attr(b, n, "attribute"));
		long column = find_column(p->table, from);

		free(from);
		if (column < 0)
			continue;
		e->carries = grow(e->carries, e->ncarries, sizeof *c);
		c = &e->carries[e->ncarries++];
		c->from = (size_t)column;
		c->to = add_one_column(e->table, attr(b, n, "as"),
			p->table->columns[column].is_int);
	}
}

static bool
is_repeated(struct builder *b, const xmlNode *node)
{
	for (; node != NULL && !xml_is(node, "complexType");
		node = node->parent) {
		const char *max = attr(b, node, "maxOccurs");

		if (max != NULL && strcmp(max, "1") != 0)
			return true;
	}
	return false;
}

static int add_children(struct builder *b, struct element *e,
	const xmlNode *node, const xmlNode *group, bool prefixed);

/* Give the element its table: its own, or that of the row it belongs to. */
static void
choose_table(struct builder *b, struct element *e, const xmlNode *decl,
	const xmlNode *parent_decl, bool prefixed)
{
	xmlNode *note = model_note(decl, "table");
	const char *kind = note != NULL ? attr(b, note, "kind") : NULL;

	e->kind_column = -1;
	if (!e->own_row) {
		e->table = e->parent->table;
		return;
	}
	e->table = get_table(
		b, note != NULL ? attr(b, note, "name") : e->name, prefixed);
	if (kind != NULL) {
		e->kind = xstrdup(kind);
		e->kind_column = (long)add_one_column(e->table, "kind", false);
	}
	if (e->parent != NULL) {
		e->table->nested = true;
		add_carries(b, e, parent_decl);
	}
}

static struct element *
build_element(struct builder *b, struct element *parent, const xmlNode *decl,
	const xmlNode *parent_decl, bool own_row, bool prefixed)
{
	struct element *e = xcalloc(1, sizeof *e);
	const char *type_name = attr(b, decl, "type");
	const xmlNode *type = xml_first(decl, "complexType");

	e->name = xstrdup(attr(b, decl, "name"));
	e->parent = parent;
	e->own_row = own_row;
	set_labels(b, decl, e->label);
	set_hint(b, decl, &e->hint);
	if (type == NULL && type_name != NULL)
		type = model_find_type(b, "complexType", type_name);
	if (type == NULL) {
		/* Simple content: a text column of the row it stands in. */
		e->is_text = true;
		e->own_row = false;
		e->table = parent->table;
		e->kind_column = -1;
		e->text_column = add_column(e->table, e->name, STORE_FREE);
		note_since(b, e->table, e->text_column, decl);
		model_understand_text(b, e, decl);
		return e;
	}
	choose_table(b, e, decl, parent_decl, prefixed);
	if (add_attributes(b, e, type) != 0 ||
		add_children(b, e, decl, type, prefixed) != 0)
		schema_fault(b, decl, _("cannot be mapped"));
	model_understand_element(b, e, type);
	return e;
}

/* Elements of a sequence, choice or all, however deep these are nested. */
static int
add_children(struct builder *b, struct element *e, const xmlNode *decl,
	const xmlNode *group, bool prefixed)
{
	for (xmlNode *n = xml_first(group, NULL); n != NULL;
		n = xml_next(n, NULL)) {
		const char *ref;
		const xmlNode *child = n;

		if (xml_is(n, "sequence") || xml_is(n, "choice") ||
			xml_is(n, "all")) {
			if (add_children(b, e, decl, n, prefixed) != 0)
				return -1;
			continue;
		}
		if (!xml_is(n, "element"))
			continue;
		ref = attr(b, n, "ref");
		if (ref != NULL)
			child = find_named(b, b->doc, "element", ref);
		if (child == NULL)
			return schema_fault(b, n, _("unknown element"));
		e->children = grow(
			e->children, e->nchildren, sizeof *e->children);
		e->children[e->nchildren++] = build_element(b,
			e->table != NULL ? e : NULL, child, decl,
			e->table == NULL || is_repeated(b, n), prefixed);
	}
	return 0;
}

static void
add_prefixes(struct builder *b, struct kind *kind, const xmlNode *root)
{
	xmlNode *note = model_note(root, "prefix");
	struct prefix *p;

	if (note != NULL)
		kind->prefix_attribute = xstrdup(attr(b, note, "attribute"));
	for (; note != NULL; note = xml_next(note, "prefix")) {
		kind->prefixes = grow(
			kind->prefixes, kind->nprefixes, sizeof *p);
		p = &kind->prefixes[kind->nprefixes++];
		p->value = xstrdup(attr(b, note, "value"));
		p->text = xstrdup(attr(b, note, "prefix"));
	}
}

/* The element that a path such as posting/item names; NULL: none. */
static struct element *
find_element(struct element *root, const char *path)
{
	struct element *e = root;
	char *names = xstrdup(path), *save = NULL;

	for (char *s = strtok_r(names, "/", &save); s != NULL && e != NULL;
		s = strtok_r(NULL, "/", &save))
		e = strcmp(s, root->name) == 0 ? root : model_child(e, s);
	free(names);
	return e;
}

static int
add_regular(struct builder *b, struct element *e, const xmlNode *note,
	const char *fact)
{
	struct element *row = e, *text = model_child(e, fact);
	const struct attribute *a = model_attribute(e, fact);
	struct regular r = { .element = e->name, .fact = fact };

	while (row->table != NULL && !row->own_row)
		row = row->parent;
	if (a != NULL) {
		derive_columns(a->store, &r.n);
		r.column = a->column;
		r.fact = a->name;
		memcpy(r.label, a->label, sizeof r.label);
	} else if (text != NULL && text->is_text) {
		derive_columns(STORE_FREE, &r.n);
		r.column = text->text_column;
		r.fact = text->name;
		memcpy(r.label, text->label, sizeof r.label);
	} else {
		return schema_fault(b, note, _("m:regular names no fact"));
	}
	r.n++;
	row->regular = grow(row->regular, row->nregular, sizeof r);
	row->regular[row->nregular++] = r;
	return 0;
}

static int
add_regulars(struct builder *b, struct kind *kind, const xmlNode *decl)
{
	for (xmlNode *note = model_note(decl, "regular"); note != NULL;
		note = xml_next(note, "regular")) {
		struct element *e = find_element(
			kind->root, attr(b, note, "element"));
		const char *facts = attr(b, note, "facts"), *s;
		size_t n;
		int rc = 0;

		if (e == NULL)
			rc = schema_fault(
				b, note, _("m:regular names no element"));
		while (rc == 0 && (s = list_next(&facts, &n)) != NULL)
			rc = add_regular(
				b, e, note, arena_strndup(b->arena, s, n));
		if (rc != 0)
			return -1;
	}
	return 0;
}

static int
build_kind(struct builder *b, struct kind *kind, const char *name)
{
	char *path = xasprintf("schemas/%s.xsd", name);
	char *full = file_data_path(path);
	const xmlNode *decl, *type;
	int rc = -1;

	kind->name = xstrdup(name);
	b->path = full;
	b->first_type = b->ntypes;
	if (xml_load(&b->doc, full, b->err) != 0)
		goto out;
	decl = find_named(b, b->doc, "element", name);
	type = decl != NULL ? xml_first(decl, "complexType") : NULL;
	if (type == NULL) {
		schema_fault(b, xml_root(b->doc), _("no root element"));
		goto out;
	}
	add_prefixes(b, kind, decl);
	kind->root = xcalloc(1, sizeof *kind->root);
	kind->root->name = xstrdup(name);
	kind->root->kind_column = -1;
	set_labels(b, decl, kind->root->label);
	set_hint(b, decl, &kind->root->hint);
	if (add_attributes(b, kind->root, type) != 0)
		goto out;
	rc = add_children(b, kind->root, decl, type, kind->nprefixes > 0);
	if (rc == 0)
		rc = add_regulars(b, kind, decl);
out:
	xml_free(b->doc);
	b->doc = NULL;
	free(path);
	free(full);
	return b->err->kind == ERR_NONE ? rc : -1;
}

int
model_load(struct model **out, struct error *err)
{
	struct builder b = { .arena = arena_new(), .err = err };
	char *path = file_data_path("schemas/common.xsd");
	int rc = -1;

	b.model = xcalloc(1, sizeof *b.model);
	b.model->kinds = xcalloc(NKINDS, sizeof *b.model->kinds);
	if (xml_load(&b.common, path, err) != 0)
		goto out;
	for (size_t i = 0; i < NKINDS; i++) {
		b.model->nkinds++;
		if (build_kind(&b, &b.model->kinds[i], kind_names[i]) != 0)
			goto out;
	}
	rc = 0;
out:
	if (rc != 0) {
		model_free(b.model);
		b.model = NULL;
	}
	*out = b.model;
	xml_free(b.common);
	free(b.types);
	arena_free(b.arena);
	free(path);
	return rc;
}

static void
free_labels(char *labels[2])
{
	free(labels[0]);
	free(labels[1]);
}

static void
free_hint(struct hint *hint)
{
	free_labels(hint->note);
	free_labels(hint->form);
	free(hint->example);
}

static void
free_element(struct element *e)
{
	if (e == NULL)
		return;
	for (size_t i = 0; i < e->nchildren; i++)
		free_element(e->children[i]);
	for (size_t i = 0; i < e->nattributes; i++) {
		free(e->attributes[i].name);
		free(e->attributes[i].type);
		free(e->attributes[i].codes);
		free_labels(e->attributes[i].label);
		free_hint(&e->attributes[i].hint);
	}
	free_labels(e->label);
	free_hint(&e->hint);
	automaton_free(e->content);
	free(e->attributes);
	free(e->regular);
	free(e->slots);
	free(e->children);
	free(e->carries);
	free(e->kind);
	free(e->name);
	free(e);
}

static void
free_kind(struct kind *k)
{
	for (size_t i = 0; i < k->nprefixes; i++) {
		free(k->prefixes[i].value);
		free(k->prefixes[i].text);
	}
	free(k->prefixes);
	free(k->prefix_attribute);
	free_element(k->root);
	free(k->name);
}

void
model_free(struct model *m)
{
	if (m == NULL)
		return;
	for (size_t i = 0; i < m->nkinds; i++)
		free_kind(&m->kinds[i]);
	for (size_t i = 0; i < m->ntables; i++) {
		for (size_t j = 0; j < m->tables[i]->n; j++) {
			free(m->tables[i]->columns[j].name);
			free(m->tables[i]->columns[j].since);
		}
		free(m->tables[i]->columns);
		free(m->tables[i]->name);
		free(m->tables[i]);
	}
	for (size_t i = 0; i < m->nfacets; i++) {
		facets_clear(m->facets[i]);
		free(m->facets[i]);
	}
	free(m->facets);
	free(m->tables);
	free(m->kinds);
	free(m);
}

struct kind *
model_kind(const struct model *m, const char *name)
{
	for (size_t i = 0; i < m->nkinds; i++) {
		if (strcmp(m->kinds[i].name, name) == 0)
			return &m->kinds[i];
	}
	return NULL;
}

const char *
model_prefix(const struct kind *kind, const char *value)
{
	for (size_t i = 0; value != NULL && i < kind->nprefixes; i++) {
		if (strcmp(kind->prefixes[i].value, value) == 0)
			return kind->prefixes[i].text;
	}
	return "";
}

struct element *
model_child(const struct element *parent, const char *name)
{
	for (size_t i = 0; i < parent->nchildren; i++) {
		if (strcmp(parent->children[i]->name, name) == 0)
			return parent->children[i];
	}
	return NULL;
}

struct attribute *
model_attribute(const struct element *e, const char *name)
{
	size_t h;

	if (e->nslots == 0)
		return NULL;
	for (h = hash_name(name);; h++) {
		size_t i = e->slots[h & (e->nslots - 1)];

		if (i == 0)
			return NULL;
		if (strcmp(e->attributes[i - 1].name, name) == 0)
			return &e->attributes[i - 1];
	}
}
