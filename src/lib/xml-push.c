/*
 * XML that comes in pieces: see xml-push.h.
 */
#include "config.h"
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/xml-push.h"

#define TAG_LIMIT (64u << 10)

struct xml_push {
	const struct xml_events *events;
	void *arg;
	const char *name;
	xmlParserCtxtPtr ctxt;
	/* What passes: bytes since the last "<", 0 outside of tags; the first
	 * three of them. */
	size_t in_tag;
	char begin[3];
	bool begun;
};

static void
on_begin(void *arg, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri, int nspaces, const xmlChar **spaces, int n,
	int ndefaulted, const xmlChar **attributes)
{
	const struct xml_push *p = arg;
	struct xml_tag tag = { .name = (const char *)name,
		.line = p->ctxt->input->line,
		.given = (const struct xml_given *)attributes,
		.n = (size_t)n };

	(void)prefix;
	(void)uri;
	(void)nspaces;
	(void)spaces;
	(void)ndefaulted;
	p->events->begin(p->arg, &tag);
}

static void
on_end(void *arg, const xmlChar *name, const xmlChar *prefix,
	const xmlChar *uri)
{
	const struct xml_push *p = arg;

	(void)name;
	(void)prefix;
	(void)uri;
	p->events->end(p->arg);
}

static void
on_text(void *arg, const xmlChar *text, int n)
{
	const struct xml_push *p = arg;

	p->events->text(
		p->arg, (const char *)text, (size_t)n, p->ctxt->input->line);
}

struct xml_push *
xml_push_new(const struct xml_events *events, void *arg, const char *name)
{
	static const xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = on_begin,
		.endElementNs = on_end,
		.characters = on_text,
		.ignorableWhitespace = on_text,
		.cdataBlock = on_text };
	struct xml_push *p = xcalloc(1, sizeof *p);

	p->events = events;
	p->arg = arg;
	p->name = name;
	p->ctxt = xmlCreatePushParserCtxt(NULL, NULL, NULL, 0, NULL);
	if (p->ctxt == NULL)
		abort();
	*p->ctxt->sax = sax;
	p->ctxt->userData = p;
	xmlCtxtUseOptions(p->ctxt,
		XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOERROR |
			XML_PARSE_NOWARNING | XML_PARSE_NOENT);
	return p;
}

void
xml_push_free(struct xml_push *p)
{
	if (p == NULL)
		return;
	xmlFreeDoc(p->ctxt->myDoc);
	xmlFreeParserCtxt(p->ctxt);
	free(p);
}

/* Bytes before the next c, or all. */
static size_t
run_to(const char *s, size_t n, char c)
{
	const char *p = memchr(s, c, n);

	return p != NULL ? (size_t)(p - s) : n;
}

/* A DOCTYPE, or a tag that is too long: neither gets to the parser. */
static const char *
look_at(struct xml_push *p, const char *bytes, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		char c = bytes[i];

		if (p->in_tag == 0) {
			const char *lt = memchr(bytes + i, '<', n - i);

			if (lt == NULL)
				return NULL;
			i = (size_t)(lt - bytes);
			p->in_tag = 1;
			continue;
		}
		if (p->in_tag < sizeof p->begin)
			p->begin[p->in_tag] = c;
		if (p->in_tag == 2 && p->begin[1] == '!' && c != '-' &&
			c != '[')
			return _("a document type declaration (DOCTYPE) "
				 "is refused");
		if (p->in_tag > 2 && c != '>') {
			size_t m = run_to(bytes + i, n - i, '>');

			p->in_tag += m;
			i += m - 1;
		} else if (c == '>') {
			p->in_tag = 0;
		} else {
			p->in_tag++;
		}
		if (p->in_tag > TAG_LIMIT)
			return _("a tag of more than 64 KiB is refused");
	}
	return NULL;
}

int
xml_push_feed(
	struct xml_push *p, const char *bytes, size_t n, struct error *err)
{
	const char *refused = look_at(p, bytes, n);
	xmlErrorPtr e;
	int rc;

	if (!p->begun && n >= 2 &&
		(memcmp(bytes, "\xff\xfe", 2) == 0 ||
			memcmp(bytes, "\xfe\xff", 2) == 0 || bytes[1] == 0))
		refused = _("it is not in UTF-8");
	p->begun = true;
	if (refused != NULL)
		return err_set(err, ERR_INPUT, "XML-PUSH-1", "%s: %s", p->name,
			refused);
	rc = xmlParseChunk(p->ctxt, bytes, (int)n, n == 0);
	if (rc == 0 && (n > 0 || p->ctxt->wellFormed))
		return 0;
	e = xmlCtxtGetLastError(p->ctxt);
	return err_set(err, ERR_INPUT, "XML-1",
		"%s:%ld: not well-formed XML (XML-%d)", p->name,
		e != NULL ? (long)e->line : 0L, e != NULL ? e->code : 0);
}

bool
xml_push_has_all(const struct xml_push *p)
{
	return p->in_tag == 0 && p->ctxt->instate == XML_PARSER_CONTENT &&
		p->ctxt->inputNr == 1 &&
		p->ctxt->input->cur == p->ctxt->input->end;
}

char *
xml_push_value(const struct xml_tag *tag, const char *name)
{
	for (size_t i = 0; i < tag->n; i++) {
		const struct xml_given *g = &tag->given[i];

		if (strcmp((const char *)g->name, name) == 0)
			return xstrndup((const char *)g->value,
				(size_t)(g->end - g->value));
	}
	return NULL;
}
