/*
 * A tree in which elements of one name have no content.
 */
#include "config.h"
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdbool.h>
#include <string.h>
#include "lib/xml-hollow.h"

static bool
is_left_out(void *ctxt)
{
	const struct xml_hollow *h = ((xmlParserCtxtPtr)ctxt)->_private;

	return h->depth > 0;
}

static void
on_begin(void *ctxt, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri, int nspaces, const xmlChar **spaces, int n,
	int ndefaulted, const xmlChar **attributes)
{
	struct xml_hollow *h = ((xmlParserCtxtPtr)ctxt)->_private;

	if (h->depth == 0)
		xmlSAX2StartElementNs(ctxt, name, prefix, uri, nspaces, spaces,
			n, ndefaulted, attributes);
	if (h->depth > 0 || strcmp((const char *)name, h->name) == 0)
		h->depth++;
}

static void
on_end(void *ctxt, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri)
{
	struct xml_hollow *h = ((xmlParserCtxtPtr)ctxt)->_private;

	if (h->depth > 0)
		h->depth--;
	if (h->depth == 0)
		xmlSAX2EndElementNs(ctxt, name, prefix, uri);
}

static void
on_text(void *ctxt, const xmlChar *s, int n)
{
	if (!is_left_out(ctxt))
		xmlSAX2Characters(ctxt, s, n);
}

static void
on_cdata(void *ctxt, const xmlChar *s, int n)
{
	if (!is_left_out(ctxt))
		xmlSAX2CDataBlock(ctxt, s, n);
}

static void
on_comment(void *ctxt, const xmlChar *s)
{
	if (!is_left_out(ctxt))
		xmlSAX2Comment(ctxt, s);
}

static void
on_instruction(void *ctxt, const xmlChar *target, const xmlChar *data)
{
	if (!is_left_out(ctxt))
		xmlSAX2ProcessingInstruction(ctxt, target, data);
}

void
xml_hollow_set(struct _xmlParserCtxt *ctxt, struct xml_hollow *h)
{
	ctxt->_private = h;
	ctxt->sax->startElementNs = on_begin;
	ctxt->sax->endElementNs = on_end;
	ctxt->sax->characters = on_text;
	ctxt->sax->ignorableWhitespace = on_text;
	ctxt->sax->cdataBlock = on_cdata;
	ctxt->sax->comment = on_comment;
	ctxt->sax->processingInstruction = on_instruction;
}
