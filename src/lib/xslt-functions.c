/*
 * What stylesheets can call beyond XSLT 1.0: see xslt.h.
 */
#include "config.h"
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltutils.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/list.h"
#include "base/mem.h"
#include "base/intl.h"
#include "base/strbuf.h"
#include "lib/xml.h"
#include "lib/xslt-functions.h"
#include "lib/xslt-words.h"

/* h:uri(name): as a relative reference by RFC 3986. */
static void
uri_function(xmlXPathParserContextPtr ctxt, int n)
{
	xmlChar *name, *uri;

	if (n != 1) {
		xmlXPathSetArityError(ctxt);
		return;
	}
	name = xmlXPathPopString(ctxt);
	uri = name != NULL ? xmlURIEscapeStr(name, BAD_CAST "/") : NULL;
	valuePush(ctxt,
		uri != NULL ? xmlXPathWrapString(uri) : xmlXPathNewCString(""));
	xmlFree(name);
}

#define SAY_VALUES 5

/* h:say(language, id, values…): the message, the plan's words and then the
 * values filled in. One that is not there ends it. */
static void
say_function(xmlXPathParserContextPtr ctxt, int n)
{
	xmlChar *values[SAY_VALUES], *id, *lang;
	struct strbuf own = { 0 }, said = { 0 };
	const char *text;
	int nvalues = n - 2;

	if (nvalues < 0 || nvalues > SAY_VALUES) {
		xmlXPathSetArityError(ctxt);
		return;
	}
	for (int i = nvalues; i-- > 0;)
		values[i] = xmlXPathPopString(ctxt);
	id = xmlXPathPopString(ctxt);
	lang = xmlXPathPopString(ctxt);
	text = xslt_words_find((char *)id, (char *)lang);
	if (text == NULL) {
		xsltTransformContextPtr t = xsltXPathGetTransformContext(ctxt);

		xsltTransformError(t, NULL, t->inst, _("no message %s\n"), id);
		t->state = XSLT_STATE_STOPPED;
		text = "";
	}
	xslt_words_own(&own, text,
		xslt_own(xsltXPathGetTransformContext(ctxt)->_private));
	xslt_words_fill(&said, own.data, (char **)values, (size_t)nvalues);
	valuePush(ctxt, xmlXPathNewCString(said.data));
	strbuf_clear(&own);
	strbuf_clear(&said);
	for (int i = 0; i < nvalues; i++)
		xmlFree(values[i]);
	xmlFree(id);
	xmlFree(lang);
}

/* h:word(language, id, otherwise): the message as it stands, or what is to be
 * said where there is none. */
static void
word_function(xmlXPathParserContextPtr ctxt, int n)
{
	xmlChar *otherwise, *id, *lang;
	const char *text;

	if (n != 3) {
		xmlXPathSetArityError(ctxt);
		return;
	}
	otherwise = xmlXPathPopString(ctxt);
	id = xmlXPathPopString(ctxt);
	lang = xmlXPathPopString(ctxt);
	text = xslt_words_find((char *)id, (char *)lang);
	if (text == NULL)
		text = xslt_words_know((char *)id) ? "" : (char *)otherwise;
	valuePush(ctxt, xmlXPathNewCString(text));
	xmlFree(otherwise);
	xmlFree(id);
	xmlFree(lang);
}

/* h:listed(ids, nodes): those of the nodes whose id is in the list. */
static void
listed_function(xmlXPathParserContextPtr ctxt, int n)
{
	xmlNodeSetPtr nodes, found = xmlXPathNodeSetCreate(NULL);
	xmlChar *list;

	if (n != 2) {
		xmlXPathSetArityError(ctxt);
		return;
	}
	nodes = xmlXPathPopNodeSet(ctxt);
	list = xmlXPathPopString(ctxt);
	for (int i = 0; nodes != NULL && i < nodes->nodeNr; i++) {
		xmlChar *id = xmlGetNoNsProp(nodes->nodeTab[i], BAD_CAST "id");

		if (id != NULL && list_has((char *)list, (char *)id))
			xmlXPathNodeSetAddUnique(found, nodes->nodeTab[i]);
		xmlFree(id);
	}
	valuePush(ctxt, xmlXPathWrapNodeSet(found));
	xmlXPathFreeNodeSet(nodes);
	xmlFree(list);
}

/* h:at(nodes, name): the attribute or else the child of that name, of the first
 * of the nodes; no node where it has none. */
static void
at_function(xmlXPathParserContextPtr ctxt, int n)
{
	xmlNodePtr at = NULL, of;
	xmlNodeSetPtr nodes;
	xmlChar *name;

	if (n != 2) {
		xmlXPathSetArityError(ctxt);
		return;
	}
	name = xmlXPathPopString(ctxt);
	nodes = xmlXPathPopNodeSet(ctxt);
	of = nodes != NULL && nodes->nodeNr > 0 ? nodes->nodeTab[0] : NULL;
	if (of != NULL && of->type == XML_ELEMENT_NODE) {
		at = (xmlNodePtr)xmlHasProp(of, name);
		if (at == NULL)
			at = xml_first(of, (char *)name);
	}
	valuePush(ctxt, xmlXPathNewNodeSet(at));
	xmlXPathFreeNodeSet(nodes);
	xmlFree(name);
}

/* h:json(text): in its quotes, the five characters that need it escaped. */
static void
json_function(xmlXPathParserContextPtr ctxt, int n)
{
	static const char raw[] = "\"\\\n\r\t", named[] = "\"\\nrt";
	struct strbuf sb = { 0 };
	xmlChar *text;

	if (n != 1) {
		xmlXPathSetArityError(ctxt);
		return;
	}
	text = xmlXPathPopString(ctxt);
	strbuf_addc(&sb, '"');
	for (const char *s = (char *)text; *s != '\0';) {
		size_t plain = strcspn(s, raw);

		strbuf_add(&sb, s, plain);
		s += plain;
		if (*s != '\0') {
			strbuf_addc(&sb, '\\');
			strbuf_addc(&sb, named[strchr(raw, *s++) - raw]);
		}
	}
	strbuf_addc(&sb, '"');
	valuePush(ctxt, xmlXPathNewCString(sb.data));
	strbuf_clear(&sb);
	xmlFree(text);
}

/* h:replace(text, what, with): each time it stands there. */
static void
replace_function(xmlXPathParserContextPtr ctxt, int n)
{
	struct strbuf sb = { 0 };
	xmlChar *text, *what, *with;
	const char *s, *at;

	if (n != 3) {
		xmlXPathSetArityError(ctxt);
		return;
	}
	with = xmlXPathPopString(ctxt);
	what = xmlXPathPopString(ctxt);
	text = xmlXPathPopString(ctxt);
	s = (char *)text;
	while (*what != '\0' && (at = strstr(s, (char *)what)) != NULL) {
		strbuf_add(&sb, s, (size_t)(at - s));
		strbuf_adds(&sb, (char *)with);
		s = at + strlen((char *)what);
	}
	strbuf_adds(&sb, s);
	valuePush(ctxt, xmlXPathNewCString(sb.data));
	strbuf_clear(&sb);
	xmlFree(text);
	xmlFree(what);
	xmlFree(with);
}

void
xslt_functions_clear(struct xslt_own_words *own)
{
	for (size_t i = 0; i < own->n; i++) {
		xmlFree(own->of[i]);
		xmlFree(own->as[i]);
	}
	free(own->of);
	free(own->as);
	*own = (struct xslt_own_words){ 0 };
}

/* The plan's own words stand in what the stylesheet is applied to. */
void
xslt_functions_take(struct xslt_own_words *own, xmlDocPtr in)
{
	xmlNodePtr root = xmlDocGetRootElement(in);
	xmlNodePtr plan = root != NULL ? xml_first(root, "plan") : NULL;
	xmlNodePtr w = plan != NULL ? xml_first(plan, "word") : NULL;

	for (; w != NULL; w = xml_next(w, "word")) {
		xmlChar *of = xmlGetNoNsProp(w, BAD_CAST "of");

		if (of == NULL)
			continue;
		own->of = xreallocarray(own->of, own->n + 1, sizeof *own->of);
		own->as = xreallocarray(own->as, own->n + 1, sizeof *own->as);
		own->of[own->n] = (char *)of;
		own->as[own->n++] = (char *)xmlNodeGetContent(w);
	}
}

void
xslt_functions_register(xsltTransformContextPtr ctxt)
{
	static const struct {
		const char *name;
		xmlXPathFunction run;
	} functions[] = {
		{ "uri", uri_function },
		{ "say", say_function },
		{ "word", word_function },
		{ "listed", listed_function },
		{ "at", at_function },
		{ "json", json_function },
		{ "replace", replace_function },
	};

	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
		xsltRegisterExtFunction(ctxt, BAD_CAST functions[i].name,
			BAD_CAST XML_NS, functions[i].run);
}
