/*
 * libxml2's own verdict: the plain reading of the bytes, the validation of the
 * whole, and that of each record alone.
 */
#include "config.h"
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "judge.h"
#include "lib/xml.h"

#define FLAGS (XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING)

static const char *const names[] = { "register", "collection", "procedure",
	"problems", "staff", "rolls", "archive", "inspection", "verdicts",
	"plan", "calendar", "codes", "rules", "receipt", "manifest", "result",
	"layout", "streets", "collected", "sampling" };

void
library_read(struct library *lib, const char *dir)
{
	lib->book = codebook_read(dir);
	for (lib->n = 0; lib->n < sizeof names / sizeof *names; lib->n++) {
		char *path = xasprintf("%s/%s.xsd", dir, names[lib->n]);
		xmlSchemaParserCtxtPtr c = xmlSchemaNewParserCtxt(path);

		lib->schemas[lib->n] = schema_read(dir, names[lib->n]);
		lib->xsds[lib->n] = c != NULL ? xmlSchemaParse(c) : NULL;
		xmlSchemaFreeParserCtxt(c);
		free(path);
		if (lib->xsds[lib->n] == NULL)
			exit(2);
	}
}

void
library_clear(struct library *lib)
{
	for (size_t i = 0; i < lib->n; i++) {
		schema_free(lib->schemas[i]);
		xmlSchemaFree(lib->xsds[i]);
	}
	codebook_free(lib->book);
}

long
library_find(const struct library *lib, const char *name)
{
	for (size_t i = 0; i < lib->n; i++) {
		if (strcmp(lib->schemas[i]->name, name) == 0)
			return (long)i;
	}
	return -1;
}

/* While a document is being read. */
struct look {
	struct reference *ref;
	struct arena *arena;
	const struct library *lib;
	const struct schema *schema;
	long *begins; /* lines of the records' '<' */
	size_t nbegins, cap;
	const xmlNode *root;
	long record; /* that is being validated alone, -1: the whole */
};

static void
on_start(void *arg, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri, int nns, const xmlChar **ns, int n, int ndefaulted,
	const xmlChar **attributes)
{
	xmlParserCtxtPtr ctxt = arg;
	struct look *l = ctxt->_private;

	if (ctxt->nodeNr == 1) {
		const xmlChar *p = ctxt->input->cur;
		long line = ctxt->input->line;

		for (; p > ctxt->input->base && *p != '<'; p--)
			line -= *p == '\n';
		if (l->nbegins == l->cap) {
			l->cap = l->cap * 2 + 16;
			l->begins = xreallocarray(
				l->begins, l->cap, sizeof *l->begins);
		}
		l->begins[l->nbegins++] = line;
	}
	xmlSAX2StartElementNs(
		ctxt, name, prefix, uri, nns, ns, n, ndefaulted, attributes);
}

static xmlDoc *
parse(struct look *l, struct bytes bytes, const char *encoding)
{
	xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
	xmlDoc *doc;

	xmlResetLastError();
	ctxt->_private = l;
	ctxt->sax->startElementNs = on_start;
	doc = xmlCtxtReadMemory(ctxt, bytes.data, (int)bytes.n, "reference",
		encoding,
		encoding != NULL ? FLAGS | XML_PARSE_IGNORE_ENC : FLAGS);
	xmlFreeParserCtxt(ctxt);
	return doc;
}

static bool
has_text(const xmlNode *root)
{
	for (xmlNode *n = root->children; n != NULL; n = n->next) {
		if (n->type == XML_CDATA_SECTION_NODE ||
			n->type == XML_ENTITY_REF_NODE ||
			(n->type == XML_TEXT_NODE && !xmlIsBlankNode(n)))
			return true;
	}
	return false;
}

/* The library's last words were about bytes that are no characters. */
static bool
left_bytes(void)
{
	xmlErrorPtr e = xmlGetLastError();

	return e != NULL &&
		(e->domain == XML_FROM_IO || e->domain == XML_FROM_I18N);
}

/* Which record the node stands in. */
static long
record_of(const struct look *l, const xmlNode *node)
{
	long i = 0;

	while (node != NULL && node->parent != l->root)
		node = node->parent;
	if (node == NULL)
		return -1;
	while ((node = node->prev) != NULL)
		i += node->type == XML_ELEMENT_NODE;
	return i;
}

/* Which attribute: the library tells it in its message only, where the
 * attribute is not there. */
static const char *
attribute_of(struct look *l, const xmlError *e)
{
	const char *s = e->message != NULL ? strstr(e->message, "attribute '")
					   : NULL;

	if (s == NULL)
		return NULL;
	s = strchr(s, '\'') + 1;
	return arena_strndup(l->arena, s, strcspn(s, "'"));
}

static void
on_error(void *arg, xmlErrorPtr e)
{
	struct look *l = arg;
	struct reference *r = l->ref;
	const xmlNode *node = e->node;
	struct fault f = { .code = e->code, .line = e->line };

	f.attribute = attribute_of(l, e);
	if (node != NULL && node->type == XML_ATTRIBUTE_NODE) {
		f.attribute = arena_strdup(l->arena, (char *)node->name);
		node = node->parent;
	}
	f.element = node != NULL ? arena_strdup(l->arena, (char *)node->name)
				 : r->root;
	if (node != NULL)
		f.line = xmlGetLineNo(node);
	f.record = l->record >= 0 ? l->record : record_of(l, node);
	if (r->nfaults == r->cap) {
		r->cap = r->cap * 2 + 16;
		r->faults = xreallocarray(r->faults, r->cap, sizeof f);
	}
	r->faults[r->nfaults++] = f;
}

static const char *
record_id(struct arena *a, const xmlNode *node)
{
	static const char *const ids[] = { "id", "code", "finding",
		"household" };
	const char *id = NULL;

	for (size_t i = 0; id == NULL && i < sizeof ids / sizeof *ids; i++)
		id = xml_attr(a, node, ids[i]);
	return id == NULL || strlen(id) <= 64 ? id : arena_strndup(a, id, 64);
}

static long
last_line(const xmlNode *node)
{
	long line = xmlGetLineNo(node);

	for (const xmlNode *c = node->children; c != NULL; c = c->next) {
		long below = c->type == XML_ELEMENT_NODE ? last_line(c) : 0;

		line = below > line ? below : line;
	}
	return line;
}

static bool
is_bad_code(
	const struct look *l, const struct simple *t, const char *s, long year)
{
	static const char blanks[] = " \t\r\n";

	for (s += strspn(s, blanks); *s != '\0'; s += strspn(s, blanks)) {
		size_t n = strcspn(s, blanks);

		if (!codebook_has(l->lib->book, t->codes, s, n, year))
			return true;
		s += n;
	}
	return false;
}

static bool
has_bad_code(
	struct look *l, const xmlNode *node, const struct decl *d, long year)
{
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
		const struct fact *f = decl_fact(d, (const char *)a->name);
		const char *s;

		if (a->ns != NULL || f == NULL || f->type->codes == NULL)
			continue;
		s = xml_attr(l->arena, node, f->name);
		if (s != NULL && is_bad_code(l, f->type, s, year))
			return true;
	}
	for (const xmlNode *c = xml_first(node, NULL); c != NULL;
		c = xml_next(c, NULL)) {
		const struct decl *below = decl_child(d, xml_name(c));

		if (below != NULL && has_bad_code(l, c, below, year))
			return true;
	}
	return false;
}

/* The faults seen since there were from of them, in the arena. */
static void
keep_faults(struct look *l, struct record *rec, size_t from)
{
	struct reference *r = l->ref;
	size_t n = 0;

	rec->nalone = r->nfaults - from;
	for (size_t i = 0; i < from; i++)
		n += r->faults[i].record == l->record;
	rec->faults = arena_alloc(
		l->arena, (rec->nalone + n + 1) * sizeof *rec->faults);
	if (rec->nalone > 0)
		memcpy(rec->faults, r->faults + from,
			rec->nalone * sizeof *rec->faults);
	rec->nfaults = rec->nalone;
	for (size_t i = 0; n > 0 && i < from; i++) {
		if (r->faults[i].record == l->record)
			rec->faults[rec->nfaults++] = r->faults[i];
	}
	r->nfaults = from;
}

static void
read_records(struct look *l, xmlSchemaValidCtxtPtr ctxt)
{
	struct reference *r = l->ref;
	long year = xml_attr_int(l->root, "year", 0);
	size_t whole = r->nfaults, n = xml_count(l->root, NULL);

	r->records = arena_alloc(l->arena, (n + 1) * sizeof *r->records);
	for (xmlNode *c = xml_first(l->root, NULL); c != NULL;
		c = xml_next(c, NULL)) {
		const struct decl *d = decl_child(l->schema->root, xml_name(c));
		struct record *rec = &r->records[r->nrecords];

		*rec = (struct record){ .name = arena_strdup(
						l->arena, xml_name(c)),
			.id = record_id(l->arena, c),
			.known = d != NULL,
			.begin = l->begins[r->nrecords],
			.tag = xmlGetLineNo(c),
			.end = last_line(c),
			.bad_code = d != NULL && has_bad_code(l, c, d, year) };
		l->record = (long)r->nrecords++;
		xmlSchemaValidateOneElement(ctxt, c);
		keep_faults(l, rec, whole);
	}
}

static void
judge(struct look *l, struct _xmlSchema *xsd, xmlDoc *doc)
{
	struct reference *r = l->ref;
	xmlSchemaValidCtxtPtr ctxt = xmlSchemaNewValidCtxt(xsd);

	xmlSchemaSetValidStructuredErrors(ctxt, on_error, l);
	l->record = -1;
	r->valid = xmlSchemaValidateDoc(ctxt, doc) == 0;
	if (l->schema->of_records)
		read_records(l, ctxt);
	xmlSchemaFreeValidCtxt(ctxt);
}

void
reference_read(struct reference *ref, struct arena *a,
	const struct library *lib, long which, struct bytes bytes,
	const char *encoding)
{
	struct look l = { .ref = ref, .arena = a, .lib = lib };
	struct fault *faults;
	xmlDoc *doc = parse(&l, bytes, encoding);
	long own;

	*ref = (struct reference){ .well_formed = doc != NULL,
		.undecoded = doc != NULL && left_bytes(),
		.schema = lib->schemas[which] };
	if (doc == NULL)
		goto out;
	l.root = xmlDocGetRootElement(doc);
	ref->root = arena_strdup(a, xml_name(l.root));
	ref->has_text = has_text(l.root);
	ref->has_doctype = doc->intSubset != NULL;
	if (doc->encoding != NULL)
		ref->encoding = arena_strdup(a, (const char *)doc->encoding);
	own = library_find(lib, ref->root);
	if (own >= 0 && lib->schemas[which]->of_records &&
		lib->schemas[own]->of_records)
		which = own;
	l.schema = ref->schema = lib->schemas[which];
	judge(&l, lib->xsds[which], doc);
	faults = arena_alloc(a, (ref->nfaults + 1) * sizeof *faults);
	if (ref->nfaults > 0)
		memcpy(faults, ref->faults, ref->nfaults * sizeof *faults);
	free(ref->faults);
	ref->faults = faults;
out:
	xmlFreeDoc(doc);
	free(l.begins);
}
