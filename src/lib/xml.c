/*
 * libxml2 behind one door: what may be opened, how texts are parsed, what a
 * schema fault is, and a few ways to walk a tree.
 */
#include "config.h"
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/xmlschemas.h>
#include <libxml/xmlschemastypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "lib/decode.h"
#include "lib/xml-hollow.h"
#include "lib/xml.h"

#define FILE_LIMIT (16u << 20)
#define PARSE_FLAGS                                                            \
	(XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR |          \
		XML_PARSE_NOWARNING | XML_PARSE_COMPACT)

/* Schemas include one another and stylesheets read their catalogue: both
 * below the data directory; nothing else may be opened by the library. */
static xmlParserInputPtr
load_own_data_only(const char *url, const char *id, xmlParserCtxtPtr ctxt)
{
	char *root = file_data_path("");
	char *path = url != NULL ? xmlURIUnescapeString(url, 0, NULL) : NULL;
	xmlParserInputPtr input = NULL;

	(void)id;
	if (path != NULL && strncmp(path, root, strlen(root)) == 0 &&
		strstr(path, "..") == NULL)
		input = xmlNewInputFromFile(ctxt, path);
	xmlFree(path);
	free(root);
	return input;
}

static void
drop_message(void *arg, const char *fmt, ...)
{
	(void)arg;
	(void)fmt;
}

void
xml_init(void)
{
	xmlInitParser();
	xmlSetExternalEntityLoader(load_own_data_only);
	xmlSetGenericErrorFunc(NULL, drop_message);
	xmlThrDefSetGenericErrorFunc(NULL, drop_message); /* other threads' */
	xmlSchemaInitTypes();
}

static bool
is_utf8(const char *data, size_t n)
{
	xmlChar *copy = xmlStrndup((const xmlChar *)data, (int)n);
	bool is = copy != NULL && xmlCheckUTF8(copy) != 0;

	xmlFree(copy);
	return is;
}

static int
not_well_formed(
	xmlParserCtxtPtr ctxt, const struct xml_text *text, struct error *err)
{
	xmlErrorPtr e = xmlCtxtGetLastError(ctxt);
	const char *name = text->name;
	long base_line = text->line;

	if (!is_utf8(text->data, text->n))
		return err_set(err, ERR_INPUT, "XML-9",
			"%s:%ld: the text is in another encoding than it "
			"declares (without a declaration: UTF-8); save the "
			"file as UTF-8",
			name, base_line + (e != NULL ? e->line - 1 : 0));
	return err_set(err, ERR_INPUT, "XML-1",
		"%s:%ld: not well-formed XML (XML-%d)", name,
		base_line + (e != NULL ? e->line - 1 : 0),
		e != NULL ? e->code : 0);
}

static int
parse(struct _xmlDoc **out, const struct xml_text *text, const char *hollow,
	struct error *err)
{
	xmlParserCtxtPtr ctxt = xmlNewParserCtxt();
	struct xml_hollow h = { hollow, 0 };

	*out = NULL;
	if (ctxt == NULL)
		return err_set(err, ERR_SYSTEM, "XML-2", "out of memory");
	if (hollow != NULL)
		xml_hollow_set(ctxt, &h);
	*out = xmlCtxtReadMemory(ctxt, text->data, (int)text->n, text->name,
		"UTF-8", PARSE_FLAGS);
	if (*out == NULL || !ctxt->wellFormed) {
		xmlFreeDoc(*out);
		*out = NULL;
		not_well_formed(ctxt, text, err);
	}
	xmlFreeParserCtxt(ctxt);
	return *out != NULL ? 0 : -1;
}

int
xml_parse(struct _xmlDoc **out, const char *data, size_t n, const char *name,
	long base_line, struct error *err)
{
	return parse(
		out, &(struct xml_text){ data, n, name, base_line }, NULL, err);
}

struct stream {
	const struct xml_events *events;
	void *arg;
	xmlParserCtxtPtr ctxt;
};

static void
on_begin(void *arg, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri, int nspaces, const xmlChar **spaces, int n,
	int ndefaulted, const xmlChar **attributes)
{
	const struct stream *s = arg;
	struct xml_tag tag = { .name = (const char *)name,
		.is_ours = uri != NULL &&
			strcmp((const char *)uri, XML_NS) == 0,
		.line = s->ctxt->input->line,
		.given = (const struct xml_given *)attributes,
		.n = (size_t)n };

	(void)prefix;
	(void)nspaces;
	(void)spaces;
	(void)ndefaulted;
	s->events->begin(s->arg, &tag);
}

static void
on_end(void *arg, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri)
{
	const struct stream *s = arg;

	(void)name;
	(void)prefix;
	(void)uri;
	s->events->end(s->arg);
}

static void
on_text(void *arg, const xmlChar *text, int n)
{
	const struct stream *s = arg;

	s->events->text(
		s->arg, (const char *)text, (size_t)n, s->ctxt->input->line);
}

static void
on_cdata(void *arg, const xmlChar *text, int n)
{
	const struct stream *s = arg;

	(void)text;
	(void)n;
	s->events->cdata(s->arg, s->ctxt->input->line);
}

static void
on_comment(void *arg, const xmlChar *text)
{
	const struct stream *s = arg;

	(void)text;
	s->events->other(s->arg);
}

static void
on_instruction(void *arg, const xmlChar *target, const xmlChar *text)
{
	(void)target;
	on_comment(arg, text);
}

int
xml_stream(const struct xml_events *events, void *arg,
	const struct xml_text *text, struct error *err)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = on_begin,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_cdata,
		.comment = on_comment,
		.processingInstruction = on_instruction };
	xmlParserCtxtPtr ctxt = xmlCreateMemoryParserCtxt(
		text->data, (int)text->n);
	struct stream s = { events, arg, ctxt };
	int rc = 0;

	if (ctxt == NULL)
		return err_set(err, ERR_SYSTEM, "XML-2", "out of memory");
	*ctxt->sax = sax;
	ctxt->userData = &s;
	xmlCtxtUseOptions(ctxt, PARSE_FLAGS);
	if (xmlParseDocument(ctxt) != 0 || !ctxt->wellFormed)
		rc = not_well_formed(ctxt, text, err);
	xmlFreeParserCtxt(ctxt);
	return rc;
}

/* What a file is that cannot be XML; NULL: it may be. */
static const char *
foreign(const char *data, size_t n)
{
	static const struct {
		const char *begins, *what;
	} kinds[] = {
		{ "PK\003\004",
			N_("a workbook (.xlsx), another document of "
			   "Office, or a zip archive") },
		{ "\xd0\xcf\x11\xe0",
			N_("a workbook (.xls) or document of an "
			   "earlier Office") },
		{ "%PDF", N_("a PDF document") },
		{ "\xff\xfe", N_("a text in UTF-16") },
		{ "\xfe\xff", N_("a text in UTF-16") },
	};
	size_t i = n >= 3 && memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	for (size_t k = 0; k < sizeof kinds / sizeof kinds[0]; k++) {
		size_t m = strlen(kinds[k].begins);

		if (n >= m && memcmp(data, kinds[k].begins, m) == 0)
			return kinds[k].what;
	}
	while (i < n && strchr(" \t\r\n", data[i]) != NULL && data[i] != '\0')
		i++;
	if (i == n)
		return N_("an empty file");
	if (data[i] != '<')
		return N_("a text that is no XML");
	if (n - i > 14 &&
		(strncasecmp(data + i, "<html", 5) == 0 ||
			strncasecmp(data + i, "<!doctype html", 14) == 0))
		return N_("a web page");
	return NULL;
}

static int
check_bytes(const char *data, size_t n, const char *name, struct error *err)
{
	const char *what = foreign(data, n);

	if (what != NULL)
		return err_set(err, ERR_INPUT, "XML-6",
			"%s: this is %s, and XML is due here", name, _(what));
	if (memmem(data, n, "<!DOCTYPE", 9) != NULL)
		return err_set(err, ERR_INPUT, "XML-3",
			"%s: a DOCTYPE is refused", name);
	return 0;
}

int
xml_load(struct _xmlDoc **out, const char *path, struct error *err)
{
	char *data;
	size_t n;
	int rc;

	*out = NULL;
	if (decode_xml(path, FILE_LIMIT, &data, &n, err) != 0)
		return -1;
	rc = check_bytes(data, n, path, err);
	if (rc == 0)
		rc = xml_parse(out, data, n, path, 1, err);
	free(data);
	return rc;
}

struct first_fault {
	struct xml_fault fault;
	bool seen;
	char element[64], attribute[64];
};

static void
keep_first(void *arg, const struct xml_fault *fault)
{
	struct first_fault *first = arg;

	if (first->seen)
		return;
	first->seen = true;
	first->fault = *fault;
	snprintf(first->element, sizeof first->element, "%s",
		fault->element != NULL ? fault->element : "");
	snprintf(first->attribute, sizeof first->attribute, "%s",
		fault->attribute != NULL ? fault->attribute : "");
}

bool
xml_is_ours(const struct _xmlNode *node)
{
	return node->ns != NULL &&
		strcmp((const char *)node->ns->href, XML_NS) == 0;
}

/* schemas/plan.xsd is the schema of <plan>. */
static int
check_root(xmlDocPtr doc, const char *name, const char *schema_name,
	struct error *err)
{
	const xmlNode *root = xmlDocGetRootElement(doc);
	const char *want = strrchr(schema_name, '/') + 1;
	size_t n = strcspn(want, ".");
	const char *have = (const char *)root->name;

	if (strlen(have) != n || strncmp(have, want, n) != 0)
		return err_set(err, ERR_INPUT, "XML-7",
			"%s:%ld: this is a document <%s>, and a <%.*s> is due "
			"here",
			name, xml_line(root), have, (int)n, want);
	if (!xml_is_ours(root))
		return err_set(err, ERR_INPUT, "XML-8",
			"%s:%ld: <%s> is in no namespace of hecha's; write "
			"xmlns=\"%s\"",
			name, xml_line(root), have, XML_NS);
	return 0;
}

static const char *
fault_text(enum xml_fault_kind kind)
{
	switch (kind) {
	case XML_FAULT_MISSING_ATTRIBUTE:
		return N_("the attribute is missing");
	case XML_FAULT_UNKNOWN_ATTRIBUTE:
		return N_("there is no such attribute");
	case XML_FAULT_ELEMENT:
		return N_("it may not stand here, or one is missing before it");
	case XML_FAULT_CONTENT:
		return N_("only text may stand in it");
	case XML_FAULT_EMPTY:
		return N_("nothing may stand in it");
	case XML_FAULT_TEXT:
		return N_("no text may stand in it");
	case XML_FAULT_LENGTH:
		return N_("the value is too long or too short");
	case XML_FAULT_RANGE:
		return N_("the value is too large or too small");
	case XML_FAULT_VALUE:
		return N_("the value has another form");
	case XML_FAULT_OTHER:
		break;
	}
	return N_("it breaks the schema");
}

int
xml_parse_form(struct _xmlDoc **out, const struct xml_text *text,
	struct xml_form *form, struct error *err)
{
	xmlSchemaValidCtxtPtr ctxt;
	struct first_fault first = { 0 };
	int rc = -1;

	*out = NULL;
	if (check_bytes(text->data, text->n, text->name, err) != 0)
		return -1;
	if (parse(out, text, form->hollow, err) != 0 ||
		check_root(*out, text->name, form->schema, err) != 0 ||
		(form->loaded == NULL &&
			xml_schema_load(&form->loaded, form->schema, err) != 0))
		goto out;
	ctxt = xml_validator_new(form->loaded);
	rc = xml_validate_doc(ctxt, *out, keep_first, &first);
	xml_validator_free(ctxt);
	if (rc != 0)
		rc = err_set(err, ERR_INPUT, "XML-4",
			"%s:%ld: <%s>%s%s: %s (by %s, XSD-%d)", text->name,
			first.fault.line, first.element,
			first.attribute[0] != '\0' ? " " : "", first.attribute,
			_(fault_text(first.fault.kind)), form->schema,
			first.fault.code);
out:
	if (rc != 0) {
		xml_free(*out);
		*out = NULL;
	}
	return rc;
}

void
xml_form_clear(struct xml_form *form)
{
	xml_schema_free(form->loaded);
	form->loaded = NULL;
}

int
xml_parse_valid(struct _xmlDoc **out, const char *data, size_t n,
	const char *name, const char *schema, struct error *err)
{
	struct xml_form form = { .schema = schema };
	int rc = xml_parse_form(
		out, &(struct xml_text){ data, n, name, 1 }, &form, err);

	xml_form_clear(&form);
	return rc;
}

int
xml_load_valid(struct _xmlDoc **out, const char *path, const char *schema,
	struct error *err)
{
	char *data;
	size_t n;
	int rc;

	*out = NULL;
	if (decode_xml(path, FILE_LIMIT, &data, &n, err) != 0)
		return -1;
	rc = xml_parse_valid(out, data, n, path, schema, err);
	free(data);
	return rc;
}

void
xml_free(struct _xmlDoc *doc)
{
	xmlFreeDoc(doc);
}

int
xml_schema_load(struct _xmlSchema **out, const char *name, struct error *err)
{
	char *path = file_data_path(name);
	xmlSchemaParserCtxtPtr ctxt = xmlSchemaNewParserCtxt(path);

	*out = NULL;
	if (ctxt != NULL) {
		xmlSchemaSetParserErrors(
			ctxt, drop_message, drop_message, NULL);
		*out = xmlSchemaParse(ctxt);
		xmlSchemaFreeParserCtxt(ctxt);
	}
	if (*out == NULL)
		err_set(err, ERR_SYSTEM, "XML-5", "%s: cannot read this schema",
			path);
	free(path);
	return *out != NULL ? 0 : -1;
}

void
xml_schema_free(struct _xmlSchema *schema)
{
	xmlSchemaFree(schema);
}

struct _xmlSchemaValidCtxt *
xml_validator_new(struct _xmlSchema *schema)
{
	return xmlSchemaNewValidCtxt(schema);
}

void
xml_validator_free(struct _xmlSchemaValidCtxt *ctxt)
{
	xmlSchemaFreeValidCtxt(ctxt);
}

struct fault_sink {
	xml_fault_fn *report;
	void *arg;
};

/* The library says which attribute only in its message's text. */
static const char *
attribute_in(const char *message, char *buf, size_t size)
{
	static const char mark[] = "attribute '";
	const char *s = message != NULL ? strstr(message, mark) : NULL, *end;

	if (s == NULL)
		return NULL;
	s += sizeof mark - 1;
	end = strchr(s, '\'');
	if (end == NULL || (size_t)(end - s) >= size)
		return NULL;
	memcpy(buf, s, (size_t)(end - s));
	buf[end - s] = '\0';
	return buf;
}

static enum xml_fault_kind
kind_of(int code)
{
	switch (code) {
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_4:
		return XML_FAULT_MISSING_ATTRIBUTE;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1:
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2:
	case XML_SCHEMAV_CVC_TYPE_3_1_1:
		return XML_FAULT_UNKNOWN_ATTRIBUTE;
	case XML_SCHEMAV_ELEMENT_CONTENT:
	case XML_SCHEMAV_CVC_ELT_1:
		return XML_FAULT_ELEMENT;
	case XML_SCHEMAV_CVC_TYPE_3_1_2:
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_2:
		return XML_FAULT_CONTENT;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
		return XML_FAULT_EMPTY;
	case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
		return XML_FAULT_TEXT;
	case XML_SCHEMAV_CVC_LENGTH_VALID:
	case XML_SCHEMAV_CVC_MINLENGTH_VALID:
	case XML_SCHEMAV_CVC_MAXLENGTH_VALID:
		return XML_FAULT_LENGTH;
	case XML_SCHEMAV_CVC_MININCLUSIVE_VALID:
	case XML_SCHEMAV_CVC_MAXINCLUSIVE_VALID:
	case XML_SCHEMAV_CVC_MINEXCLUSIVE_VALID:
	case XML_SCHEMAV_CVC_MAXEXCLUSIVE_VALID:
		return XML_FAULT_RANGE;
	case XML_SCHEMAV_CVC_DATATYPE_VALID_1_2_1:
	case XML_SCHEMAV_CVC_PATTERN_VALID:
	case XML_SCHEMAV_CVC_ENUMERATION_VALID:
		return XML_FAULT_VALUE;
	default:
		return XML_FAULT_OTHER;
	}
}

static void
on_fault(void *arg, xmlErrorPtr e)
{
	struct fault_sink *sink = arg;
	const xmlNode *node = e->node;
	struct xml_fault fault = {
		.code = e->code, .kind = kind_of(e->code), .line = e->line
	};
	char attribute[256]; /* with its namespace */

	fault.attribute = attribute_in(e->message, attribute, sizeof attribute);
	if (node != NULL && node->type == XML_ATTRIBUTE_NODE) {
		fault.attribute = (const char *)node->name;
		node = node->parent;
	}
	if (node != NULL) {
		fault.element = (const char *)node->name;
		fault.line = xmlGetLineNo(node);
	}
	sink->report(sink->arg, &fault);
}

int
xml_validate_element(struct _xmlSchemaValidCtxt *ctxt, struct _xmlNode *node,
	xml_fault_fn *report, void *arg)
{
	struct fault_sink sink = { .report = report, .arg = arg };

	xmlSchemaSetValidStructuredErrors(ctxt, on_fault, &sink);
	return xmlSchemaValidateOneElement(ctxt, node) == 0 ? 0 : 1;
}

int
xml_validate_doc(struct _xmlSchemaValidCtxt *ctxt, struct _xmlDoc *doc,
	xml_fault_fn *report, void *arg)
{
	struct fault_sink sink = { .report = report, .arg = arg };

	xmlSchemaSetValidStructuredErrors(ctxt, on_fault, &sink);
	return xmlSchemaValidateDoc(ctxt, doc) == 0 ? 0 : 1;
}

bool
xml_is(const struct _xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE &&
		strcmp((const char *)node->name, name) == 0;
}

const char *
xml_name(const struct _xmlNode *node)
{
	return (const char *)node->name;
}

struct _xmlNode *
xml_root(struct _xmlDoc *doc)
{
	return xmlDocGetRootElement(doc);
}

static struct _xmlNode *
element_from(struct _xmlNode *node, const char *name)
{
	for (; node != NULL; node = node->next) {
		if (node->type == XML_ELEMENT_NODE &&
			(name == NULL || xml_is(node, name)))
			return node;
	}
	return NULL;
}

struct _xmlNode *
xml_first(const struct _xmlNode *parent, const char *name)
{
	return element_from(parent->children, name);
}

struct _xmlNode *
xml_next(const struct _xmlNode *node, const char *name)
{
	return element_from(node->next, name);
}

size_t
xml_count(const struct _xmlNode *parent, const char *name)
{
	size_t n = 0;

	for (struct _xmlNode *c = xml_first(parent, name); c != NULL;
		c = xml_next(c, name))
		n++;
	return n;
}

long
xml_line(const struct _xmlNode *node)
{
	return xmlGetLineNo(node);
}

const char *
xml_attr(struct arena *a, const struct _xmlNode *node, const char *name)
{
	const xmlAttr *at = node != NULL ? node->properties : NULL;
	xmlChar *value;
	const char *s;

	while (at != NULL &&
		(at->ns != NULL || strcmp((const char *)at->name, name) != 0))
		at = at->next;
	if (at == NULL)
		return NULL;
	if (at->children == NULL)
		return "";
	if (at->children->type == XML_TEXT_NODE && at->children->next == NULL)
		return arena_strdup(a, (const char *)at->children->content);
	value = xmlNodeListGetString(at->doc, at->children, 1);
	s = arena_strdup(a, (const char *)value);
	xmlFree(value);
	return s;
}

long
xml_attr_int(const struct _xmlNode *node, const char *name, long none)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	long n = value != NULL ? strtol((const char *)value, NULL, 10) : none;

	xmlFree(value);
	return n;
}

const char *
xml_text(struct arena *a, const struct _xmlNode *node)
{
	static const char blanks[] = " \t\r\n";
	xmlChar *text = xmlNodeGetContent(node);
	const char *s = text != NULL ? (const char *)text : "";
	size_t n;

	s += strspn(s, blanks);
	n = strlen(s);
	while (n > 0 && strchr(blanks, s[n - 1]) != NULL)
		n--;
	s = arena_strndup(a, s, n);
	xmlFree(text);
	return s;
}

const char *
xml_lang(struct arena *a, const struct _xmlNode *node)
{
	xmlChar *value = xmlGetNsProp(
		node, (const xmlChar *)"lang", XML_XML_NAMESPACE);
	const char *s = value != NULL ? arena_strdup(a, (const char *)value)
				      : NULL;

	xmlFree(value);
	return s;
}

const char *
xml_child_text(struct arena *a, const struct _xmlNode *parent, const char *name,
	const char *lang)
{
	const char *any = NULL;

	for (struct _xmlNode *c = xml_first(parent, name); c != NULL;
		c = xml_next(c, name)) {
		xmlChar *l = xmlGetNsProp(
			c, (const xmlChar *)"lang", XML_XML_NAMESPACE);
		bool match = l != NULL && strncmp((char *)l, lang, 2) == 0;

		xmlFree(l);
		if (match)
			return xml_text(a, c);
		if (any == NULL)
			any = xml_text(a, c);
	}
	return any;
}

void
xml_print_version(FILE *f)
{
	fprintf(f, "libxml2 %s\n", LIBXML_DOTTED_VERSION);
}
