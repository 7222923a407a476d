/*
 * What the schema of a plan or of a pack says about codes and languages, held
 * against one such document.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xml.h"
#include "schema/coded.h"
#include "schema/codes.h"

#define EACH(c, parent, name)                                                  \
	for (const struct _xmlNode *c = xml_first(parent, name); c != NULL;    \
		c = xml_next(c, name))

/* The list that values of a type stand in, or NULL; many: several values with
 * blanks between. */
struct listed {
	const char *type;
	const struct code_list *list;
	bool many;
};

struct coded {
	struct arena *arena;
	struct codes *codes;
	struct _xmlDoc *schema, *common;
	struct listed *known; /* types that were asked for */
	size_t nknown;
};

static int
load_schema(struct _xmlDoc **out, const char *name, struct error *err)
{
	char *path = file_data_path(name);
	int rc = xml_load(out, path, err);

	free(path);
	return rc;
}

int
coded_open(struct coded **out, const char *schema, struct error *err)
{
	struct coded *c = xcalloc(1, sizeof *c);

	*out = NULL;
	c->arena = arena_new();
	if (codes_load(&c->codes, err) != 0 ||
		load_schema(&c->schema, schema, err) != 0 ||
		load_schema(&c->common, "schemas/common.xsd", err) != 0) {
		coded_free(c);
		return -1;
	}
	*out = c;
	return 0;
}

void
coded_free(struct coded *c)
{
	if (c == NULL)
		return;
	codes_free(c->codes);
	xml_free(c->schema);
	xml_free(c->common);
	free(c->known);
	arena_free(c->arena);
	free(c);
}

int
coded_add(struct coded *c, const char *list, const struct code *code,
	struct error *err)
{
	return codes_add(c->codes, list, code, err);
}

const struct codes *
coded_codes(const struct coded *c)
{
	return c->codes;
}

static bool
has_value(const struct coded *c, const struct _xmlNode *node, const char *name,
	const char *value)
{
	const char *s = xml_attr(c->arena, node, name);

	return s != NULL && strcmp(s, value) == 0;
}

/* A "simpleType" or "complexType" of this name. */
static const struct _xmlNode *
find_type(const struct coded *c, const char *kind, const char *name)
{
	struct _xmlDoc *const docs[] = { c->schema, c->common };

	for (int i = 0; name != NULL && i < 2; i++) {
		EACH(type, xml_root(docs[i]), kind)
		{
			if (has_value(c, type, "name", name))
				return type;
		}
	}
	return NULL;
}

/* A note of the model's namespace on a type. */
static const struct _xmlNode *
find_note(const struct _xmlNode *type, const char *name)
{
	const struct _xmlNode *note = xml_first(type, "annotation");
	const struct _xmlNode *info = note != NULL ? xml_first(note, "appinfo")
						   : NULL;

	return info != NULL ? xml_first(info, name) : NULL;
}

static struct listed
find_list(const struct coded *c, const char *type_name)
{
	const struct _xmlNode *type = find_type(c, "simpleType", type_name);
	struct listed found = { .type = type_name };

	while (type != NULL) {
		const struct _xmlNode *codes = find_note(type, "codes");
		const struct _xmlNode *store = find_note(type, "store");
		const struct _xmlNode *base = xml_first(type, "restriction");

		found.many |= store != NULL &&
			has_value(c, store, "as", "list");
		if (codes != NULL) {
			found.list = codes_list(
				c->codes, xml_attr(c->arena, codes, "list"));
			break;
		}
		type = base != NULL ? find_type(c, "simpleType",
					      xml_attr(c->arena, base, "base"))
				    : NULL;
	}
	return found;
}

static struct listed
list_of(struct coded *c, const char *type_name)
{
	if (type_name == NULL)
		return (struct listed){ 0 };
	for (size_t i = 0; i < c->nknown; i++) {
		if (strcmp(c->known[i].type, type_name) == 0)
			return c->known[i];
	}
	c->known = xreallocarray(c->known, c->nknown + 1, sizeof *c->known);
	c->known[c->nknown++] = find_list(c, type_name);
	return c->known[c->nknown - 1];
}

/* What is checked, and where it stands. */
struct place {
	struct coded *coded;
	const char *path;
	const struct _xmlNode *node;
	struct error *err;
};

static int
check_value(const struct place *at, const char *attribute,
	const struct code_list *list, const char *value)
{
	struct strbuf choices = { 0 };
	int rc;

	if (codes_has(list, value))
		return 0;
	codes_add_choices(&choices, list);
	rc = err_set(at->err, ERR_INPUT, "CODED-1",
		"%s:%ld: <%s>: %s is '%s' and must be one of: %s", at->path,
		xml_line(at->node), xml_name(at->node), attribute, value,
		choices.data);
	strbuf_clear(&choices);
	return rc;
}

static int
check_attribute(const struct place *at, const struct _xmlNode *declared)
{
	struct arena *a = at->coded->arena;
	const char *name = xml_attr(a, declared, "name");
	const char *value = name != NULL ? xml_attr(a, at->node, name) : NULL;
	const char *word;
	struct listed in;
	size_t n;
	int rc = 0;

	if (value == NULL)
		return 0;
	in = list_of(at->coded, xml_attr(a, declared, "type"));
	if (in.list == NULL)
		return 0;
	if (!in.many)
		return check_value(at, name, in.list, value);
	while (rc == 0 && (word = list_next(&value, &n)) != NULL)
		rc = check_value(at, name, in.list, arena_strndup(a, word, n));
	return rc;
}

/* The schema asks for two of them: one is Chinese, one is English. Of those
 * that may be left out there are not two in one language. */
static int
check_languages(const struct place *at, const char *name)
{
	bool there[LANGS] = { false };

	EACH(text, at->node, name)
	{
		const char *lang = xml_lang(at->coded->arena, text);
		enum lang i;

		if (lang_parse(&i, lang) != 0 || there[i])
			return err_set(at->err, ERR_INPUT, "CODED-2",
				"%s:%ld: <%s>: xml:lang must be zh once and en "
				"once",
				at->path, xml_line(text), name);
		there[i] = true;
	}
	return 0;
}

static int check_content(const struct place *at, const struct _xmlNode *group);

static int
check_children(const struct place *at, const struct _xmlNode *declared)
{
	struct arena *a = at->coded->arena;
	const char *name = xml_attr(a, declared, "name");
	const struct _xmlNode *type = xml_first(declared, "complexType");
	int rc = 0;

	if (name == NULL || xml_first(at->node, name) == NULL)
		return 0;
	if (has_value(at->coded, declared, "type", "label") ||
		has_value(at->coded, declared, "type", "passage"))
		return check_languages(at, name);
	if (type == NULL)
		type = find_type(at->coded, "complexType",
			xml_attr(a, declared, "type"));
	if (type == NULL)
		return 0;
	for (const struct _xmlNode *c = xml_first(at->node, name);
		rc == 0 && c != NULL; c = xml_next(c, name)) {
		struct place inside = *at;

		inside.node = c;
		rc = check_content(&inside, type);
	}
	return rc;
}

/* A complex type, or a part of one: what its declarations say of the node. */
static int
check_content(const struct place *at, const struct _xmlNode *group)
{
	int rc = 0;

	for (const struct _xmlNode *c = xml_first(group, NULL);
		rc == 0 && c != NULL; c = xml_next(c, NULL)) {
		if (xml_is(c, "attribute"))
			rc = check_attribute(at, c);
		else if (xml_is(c, "element"))
			rc = check_children(at, c);
		else if (xml_is(c, "sequence") || xml_is(c, "choice"))
			rc = check_content(at, c);
	}
	return rc;
}

int
coded_check(struct coded *c, struct _xmlDoc *doc, const char *path,
	struct error *err)
{
	const struct place at = { c, path, xml_root(doc), err };

	EACH(declared, xml_root(c->schema), "element")
	{
		if (has_value(c, declared, "name", xml_name(at.node)))
			return check_content(
				&at, xml_first(declared, "complexType"));
	}
	return 0;
}
