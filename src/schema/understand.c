/*
 * What the schemas ask of values and elements, as far as it is understood: a
 * construct that is not leaves its type or element not understood.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "lib/xml.h"
#include "schema/facets.h"
#include "schema/model.h"
#include "schema/xsd.h"

#define MAX_OCCURS 64
#define MAX_CHILDREN 255

static const char *
attr(struct builder *b, const xmlNode *node, const char *name)
{
	return xml_attr(b->arena, node, name);
}

static struct part *
literal(struct arena *a, const char *s)
{
	struct part *p = part_then(a, NULL, NULL);

	for (; *s != '\0'; s++)
		p = part_then(a, p, part_byte(a, (unsigned char)*s));
	return p;
}

/* Patterns of one restriction are alternatives, and so are enumerations. */
static void
add_alternatives(struct builder *b, struct facets *f,
	const xmlNode *restriction, const char *facet)
{
	bool is_pattern = strcmp(facet, "pattern") == 0;
	struct part *all = NULL;

	for (xmlNode *n = xml_first(restriction, facet); n != NULL;
		n = xml_next(n, facet)) {
		const char *value = attr(b, n, "value");
		struct part *p = is_pattern ? part_pattern(b->arena, value)
					    : literal(b->arena, value);

		if (p == NULL) {
			f->known = false;
			return;
		}
		all = all != NULL ? part_or(b->arena, all, p) : p;
	}
	if (all != NULL)
		facets_add_part(f, all);
}

static void
add_restriction(struct builder *b, struct facets *f, const xmlNode *restriction)
{
	for (xmlNode *n = xml_first(restriction, NULL); n != NULL;
		n = xml_next(n, NULL)) {
		if (!xml_is(n, "pattern") && !xml_is(n, "enumeration") &&
			!xml_is(n, "annotation"))
			facets_add_length(
				f, xml_name(n), xml_attr_int(n, "value", 0));
	}
	/* Only texts are enumerated as they are written. */
	if (xml_first(restriction, "enumeration") != NULL &&
		f->base != BASE_TEXT)
		f->known = false;
	add_alternatives(b, f, restriction, "pattern");
	add_alternatives(b, f, restriction, "enumeration");
}

static void
add_type(struct builder *b, struct facets *f, const char *name)
{
	const xmlNode *type, *restriction;
	const char *base;

	if (strncmp(name, "xs:", 3) == 0) {
		facets_set_base(f, name);
		return;
	}
	type = model_find_type(b, "simpleType", name);
	restriction = type != NULL ? xml_first(type, "restriction") : NULL;
	base = restriction != NULL ? attr(b, restriction, "base") : NULL;
	if (base == NULL) {
		f->known = false;
		return;
	}
	add_type(b, f, base);
	add_restriction(b, f, restriction);
}

static const struct facets *
facets_of(struct builder *b, const char *name)
{
	struct model *m = b->model;
	struct facets *f;

	if (name == NULL)
		return NULL;
	for (size_t i = b->first_type; i < b->ntypes; i++) {
		if (strcmp(b->types[i].name, name) == 0)
			return b->types[i].facets;
	}
	f = xcalloc(1, sizeof *f);
	add_type(b, f, name);
	m->facets = xreallocarray(m->facets, m->nfacets + 1, sizeof *m->facets);
	m->facets[m->nfacets++] = f;
	b->types = xreallocarray(b->types, b->ntypes + 1, sizeof *b->types);
	b->types[b->ntypes++] = (struct builder_type){ name, f };
	return f;
}

void
model_understand_attribute(
	struct builder *b, struct attribute *a, const struct _xmlNode *decl)
{
	const char *use = attr(b, decl, "use");

	a->required = use != NULL && strcmp(use, "required") == 0;
	if ((use != NULL && !a->required && strcmp(use, "optional") != 0) ||
		attr(b, decl, "fixed") != NULL ||
		attr(b, decl, "default") != NULL ||
		attr(b, decl, "form") != NULL)
		return;
	a->facets = facets_of(b, attr(b, decl, "type"));
}

void
model_understand_text(
	struct builder *b, struct element *e, const struct _xmlNode *decl)
{
	if (attr(b, decl, "fixed") != NULL ||
		attr(b, decl, "default") != NULL ||
		attr(b, decl, "nillable") != NULL)
		return;
	e->content_facets = facets_of(b, attr(b, decl, "type"));
	e->is_understood = e->content_facets != NULL;
}

static struct part *
child_part(struct builder *b, const struct element *e, const xmlNode *decl)
{
	const char *name = attr(b, decl, "ref");

	if (name == NULL)
		name = attr(b, decl, "name");
	for (size_t i = 0; i < e->nchildren && i < MAX_CHILDREN; i++) {
		if (strcmp(e->children[i]->name, name) == 0)
			return part_byte(b->arena, (unsigned char)(i + 1));
	}
	return NULL;
}

static struct part *particle(
	struct builder *b, const struct element *e, const xmlNode *node);

/* All of a sequence, or one of a choice; NULL: not understood. */
static struct part *
group_part(struct builder *b, const struct element *e, const xmlNode *group)
{
	bool is_choice = xml_is(group, "choice");
	struct part *all = is_choice ? NULL : part_then(b->arena, NULL, NULL);

	for (xmlNode *n = xml_first(group, NULL); n != NULL;
		n = xml_next(n, NULL)) {
		struct part *p;

		if (xml_is(n, "annotation"))
			continue;
		p = particle(b, e, n);
		if (p == NULL)
			return NULL;
		if (all == NULL)
			all = p;
		else
			all = is_choice ? part_or(b->arena, all, p)
					: part_then(b->arena, all, p);
	}
	return all;
}

static struct part *
particle(struct builder *b, const struct element *e, const xmlNode *node)
{
	const char *most = attr(b, node, "maxOccurs");
	long min = xml_attr_int(node, "minOccurs", 1), max;
	struct part *p;

	if (xml_is(node, "element"))
		p = child_part(b, e, node);
	else if (xml_is(node, "sequence") || xml_is(node, "choice"))
		p = group_part(b, e, node);
	else
		return NULL;
	if (most != NULL && strcmp(most, "unbounded") == 0)
		max = PART_MANY;
	else
		max = xml_attr_int(node, "maxOccurs", 1);
	if (p == NULL || min < 0 || min > MAX_OCCURS || max > MAX_OCCURS ||
		(max != PART_MANY && max < min))
		return NULL;
	return part_times(b->arena, p, (int)min, (int)max);
}

void
model_understand_element(
	struct builder *b, struct element *e, const struct _xmlNode *type)
{
	struct part *content = NULL;

	for (xmlNode *n = xml_first(type, NULL); n != NULL;
		n = xml_next(n, NULL)) {
		if (xml_is(n, "annotation") || xml_is(n, "attribute"))
			continue;
		if (content != NULL || (content = particle(b, e, n)) == NULL)
			return;
	}
	if (attr(b, type, "mixed") != NULL)
		return;
	for (size_t i = 0; i < e->nattributes; i++)
		e->nrequired += e->attributes[i].required;
	if (content != NULL) {
		e->content = automaton_new(content);
		if (e->content == NULL)
			return;
	}
	e->is_understood = true;
}
