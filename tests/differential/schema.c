/*
 * An XSD read as what its documents may hold.
 */
#include "config.h"
#include <libxml/parser.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/mem.h"
#include "lib/xml.h"
#include "schema.h"

/* While a schema is being read. */
struct reader {
	struct schema *schema;
	struct arena *arena;
	xmlDoc *docs[2]; /* the schema and what it includes */
	const char *path;
};

static void
unknown(const struct reader *r, const xmlNode *node, const char *what)
{
	fprintf(stderr, "%s:%ld: %s is not understood here\n", r->path,
		xml_line(node), what);
	exit(2);
}

static const char *
attr(struct reader *r, const xmlNode *node, const char *name)
{
	return xml_attr(r->arena, node, name);
}

static void *
grown(void *array, size_t n, size_t size)
{
	return xreallocarray(array, n + 1, size);
}

/* Arrays of a schema live in its arena once they are complete. */
static void *
settled(struct reader *r, void *array, size_t n, size_t size)
{
	void *copy = arena_alloc(r->arena, n * size + 1);

	if (n > 0)
		memcpy(copy, array, n * size);
	free(array);
	return copy;
}

static void *
zeroed(struct reader *r, size_t size)
{
	return memset(arena_alloc(r->arena, size), 0, size);
}

static xmlNode *
find_global(struct reader *r, const char *what, const char *name)
{
	for (size_t i = 0; i < 2 && r->docs[i] != NULL; i++) {
		for (xmlNode *n = xml_first(xml_root(r->docs[i]), what);
			n != NULL; n = xml_next(n, what)) {
			const char *s = attr(r, n, "name");

			if (s != NULL && strcmp(s, name) == 0)
				return n;
		}
	}
	return NULL;
}

static enum base
builtin(struct reader *r, const xmlNode *where, const char *name)
{
	static const struct {
		const char *name;
		enum base base;
	} known[] = { { "xs:string", BASE_STRING }, { "xs:date", BASE_DATE },
		{ "xs:dateTime", BASE_DATE_TIME },
		{ "xs:decimal", BASE_DECIMAL }, { "xs:integer", BASE_INTEGER },
		{ "xs:nonNegativeInteger", BASE_COUNT },
		{ "xs:unsignedLong", BASE_COUNT },
		{ "xs:boolean", BASE_BOOLEAN },
		{ "xs:NMTOKENS", BASE_TOKENS } };

	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		if (strcmp(known[i].name, name) == 0)
			return known[i].base;
	}
	unknown(r, where, name);
	return BASE_STRING;
}

static void
read_facets(struct reader *r, struct simple *s, const xmlNode *restriction)
{
	size_t n = 0;

	for (xmlNode *f = xml_first(restriction, NULL); f != NULL;
		f = xml_next(f, NULL)) {
		const char *value = attr(r, f, "value");

		if (xml_is(f, "enumeration")) {
			s->values = grown(s->values, n, sizeof *s->values);
			s->values[n++] = value;
		} else if (xml_is(f, "pattern") && s->pattern == NULL) {
			s->pattern = value;
		} else if (xml_is(f, "minLength")) {
			s->min_length = atol(value);
		} else if (xml_is(f, "maxLength")) {
			s->max_length = atol(value);
		} else if (xml_is(f, "minInclusive")) {
			s->min = value;
		} else if (xml_is(f, "maxInclusive")) {
			s->max = value;
		} else if (!xml_is(f, "annotation")) {
			unknown(r, f, (const char *)f->name);
		}
	}
	if (n > 0) {
		s->values = settled(r, s->values, n, sizeof *s->values);
		s->nvalues = n;
	}
}

static void
read_notes(struct reader *r, struct simple *s, const xmlNode *type)
{
	xmlNode *note = xml_first(type, "annotation");
	xmlNode *info = note != NULL ? xml_first(note, "appinfo") : NULL;
	xmlNode *codes = info != NULL ? xml_first(info, "codes") : NULL;
	xmlNode *store = info != NULL ? xml_first(info, "store") : NULL;

	if (codes != NULL && s->codes == NULL)
		s->codes = attr(r, codes, "list");
	if (store != NULL && strcmp(attr(r, store, "as"), "list") == 0)
		s->several = true;
}

static const struct simple *
read_simple(struct reader *r, const xmlNode *where, const char *name)
{
	struct simple *s = zeroed(r, sizeof *s);

	s->name = name;
	s->min_length = s->max_length = -1;
	while (strncmp(name, "xs:", 3) != 0) {
		xmlNode *type = find_global(r, "simpleType", name), *n;

		if (type == NULL)
			unknown(r, where, name);
		read_notes(r, s, type);
		n = xml_first(type, "list");
		if (n != NULL) {
			s->base = BASE_LIST;
			s->item = read_simple(r, n, attr(r, n, "itemType"));
			return s;
		}
		n = xml_first(type, "restriction");
		if (n == NULL)
			unknown(r, type, name);
		read_facets(r, s, n);
		name = attr(r, n, "base");
	}
	s->base = builtin(r, where, name);
	return s;
}

static void
read_facts(struct reader *r, struct decl *d, const xmlNode *where)
{
	for (xmlNode *n = xml_first(where, NULL); n != NULL;
		n = xml_next(n, NULL)) {
		if (xml_is(n, "attributeGroup")) {
			read_facts(r, d,
				find_global(r, "attributeGroup",
					attr(r, n, "ref")));
		} else if (xml_is(n, "anyAttribute")) {
			d->xml_facts = true;
		} else if (xml_is(n, "attribute")) {
			const char *use = attr(r, n, "use");

			d->facts = grown(d->facts, d->nfacts, sizeof *d->facts);
			d->facts[d->nfacts++] = (struct fact){
				.name = attr(r, n, "name"),
				.type = read_simple(r, n, attr(r, n, "type")),
				.required = use != NULL &&
					strcmp(use, "required") == 0
			};
		}
	}
}

static void
read_times(struct reader *r, struct part *p, const xmlNode *node)
{
	const char *min = attr(r, node, "minOccurs");
	const char *max = attr(r, node, "maxOccurs");

	p->min = min != NULL ? atoi(min) : 1;
	p->max = max == NULL ? 1 : max[0] == 'u' ? -1 : atoi(max);
}

static struct decl *read_decl(struct reader *r, const xmlNode *node);

static struct part *
read_part(struct reader *r, const xmlNode *node)
{
	struct part *p = zeroed(r, sizeof *p);
	const char *ref = attr(r, node, "ref");

	read_times(r, p, node);
	if (xml_is(node, "element")) {
		p->kind = PART_ELEMENT;
		p->decl = read_decl(
			r, ref != NULL ? find_global(r, "element", ref) : node);
		return p;
	}
	p->kind = xml_is(node, "any")	 ? PART_ANY
		: xml_is(node, "choice") ? PART_CHOICE
					 : PART_SEQUENCE;
	if (p->kind == PART_SEQUENCE && !xml_is(node, "sequence"))
		unknown(r, node, (const char *)node->name);
	for (xmlNode *n = xml_first(node, NULL); n != NULL;
		n = xml_next(n, NULL)) {
		if (xml_is(n, "annotation"))
			continue;
		p->parts = grown(p->parts, p->nparts, sizeof(void *));
		p->parts[p->nparts++] = read_part(r, n);
	}
	p->parts = settled(r, p->parts, p->nparts, sizeof(void *));
	return p;
}

static void
read_content(struct reader *r, struct decl *d, const xmlNode *type)
{
	xmlNode *simple = xml_first(type, "simpleContent");

	if (simple != NULL) {
		xmlNode *n = xml_first(simple, "extension");

		d->text = read_simple(r, n, attr(r, n, "base"));
		read_facts(r, d, n);
		return;
	}
	for (xmlNode *n = xml_first(type, NULL); n != NULL;
		n = xml_next(n, NULL)) {
		if (xml_is(n, "sequence") || xml_is(n, "choice"))
			d->content = read_part(r, n);
	}
	read_facts(r, d, type);
}

static struct decl *
read_decl(struct reader *r, const xmlNode *node)
{
	struct schema *s = r->schema;
	struct decl *d = zeroed(r, sizeof *d);
	const char *name = attr(r, node, "type");
	const xmlNode *type = xml_first(node, "complexType");

	d->name = attr(r, node, "name");
	if (type == NULL && name != NULL)
		type = find_global(r, "complexType", name);
	if (type != NULL)
		read_content(r, d, type);
	else
		d->text = read_simple(r, node, name);
	d->facts = settled(r, d->facts, d->nfacts, sizeof *d->facts);
	s->decls = grown(s->decls, s->ndecls, sizeof *s->decls);
	s->decls[s->ndecls++] = d;
	return d;
}

static xmlDoc *
read_doc(struct reader *r, const char *dir, const char *name)
{
	struct error err = { 0 };
	char *path = xasprintf("%s/%s.xsd", dir, name), *data = NULL;
	xmlDoc *doc = NULL;
	size_t n;

	if (file_read(path, 1u << 24, &data, &n, &err) == 0)
		doc = xmlReadMemory(data, (int)n, path, NULL,
			XML_PARSE_NONET | XML_PARSE_NOERROR);
	if (doc == NULL) {
		fprintf(stderr, "%s: no schema\n", path);
		exit(2);
	}
	r->path = arena_strdup(r->arena, path);
	free(path);
	free(data);
	return doc;
}

static bool
is_of_records(const struct decl *root)
{
	return root->content != NULL && root->content->kind == PART_CHOICE &&
		root->content->min == 0 && root->content->max == -1;
}

struct schema *
schema_read(const char *dir, const char *name)
{
	struct schema *s = xcalloc(1, sizeof *s);
	struct reader r = { .schema = s, .arena = arena_new() };

	s->arena = r.arena;
	s->name = arena_strdup(s->arena, name);
	r.docs[1] = read_doc(&r, dir, "common");
	r.docs[0] = read_doc(&r, dir, name);
	s->root = read_decl(&r, find_global(&r, "element", name));
	s->of_records = is_of_records(s->root);
	xmlFreeDoc(r.docs[0]);
	xmlFreeDoc(r.docs[1]);
	return s;
}

void
schema_free(struct schema *s)
{
	if (s == NULL)
		return;
	arena_free(s->arena);
	free(s->decls);
	free(s);
}

const struct fact *
decl_fact(const struct decl *decl, const char *name)
{
	for (size_t i = 0; i < decl->nfacts; i++) {
		if (strcmp(decl->facts[i].name, name) == 0)
			return &decl->facts[i];
	}
	return NULL;
}

static const struct decl *
part_child(const struct part *part, const char *name)
{
	const struct decl *found = NULL;

	if (part->kind == PART_ELEMENT)
		return strcmp(part->decl->name, name) == 0 ? part->decl : NULL;
	for (size_t i = 0; found == NULL && i < part->nparts; i++)
		found = part_child(part->parts[i], name);
	return found;
}

const struct decl *
decl_child(const struct decl *decl, const char *name)
{
	return decl->content != NULL ? part_child(decl->content, name) : NULL;
}
