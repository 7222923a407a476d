/*
 * libxslt behind one door: what a stylesheet may open, how much it may do, and
 * that no complaint of the library goes unheard.
 */
#include "config.h"
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/xpathInternals.h>
#include <libxslt/documents.h>
#include <libxslt/extensions.h>
#include <libxslt/imports.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltconfig.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <malloc.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "base/strbuf.h"
#include "lib/sandbox.h"
#include "lib/xml.h"
#include "lib/xslt-functions.h"
#include "lib/xslt-words.h"
#include "lib/xslt.h"

/* A part of a thousand findings takes about 140,000 instructions and a million
 * operations of XPath. */
#define MAX_INSTRUCTIONS 10000000ul
#define MAX_OPERATIONS 100000000ul
#define MAX_DEPTH 500
/* One that is not ours gets all findings at once: more for each element. */
#define MORE_INSTRUCTIONS 200
#define MORE_OPERATIONS 2000
#define FILE_LIMIT (16u << 20)
#define NOT_READ                                                               \
	N_("what it names is not there, or not below its own directory")

struct xslt {
	xsltStylesheetPtr style;
	xsltSecurityPrefsPtr prefs;
	char *path;
	char *root; /* real path of its directory, with a slash at the end */
	char *ours; /* the same of hecha's stylesheets */
	bool foreign;
	struct xslt_own_words own; /* of the document that it is applied to */
};

/* What the library said: the first thing, and where that was. */
struct complaints {
	unsigned long n;
	xsltTransformContextPtr ctxt; /* while one is applied */
	char *file;		      /* NULL: not known */
	long line;
	char what[300];
};

/* While a stylesheet is compiled the library hands its callbacks no context
 * and keeps its settings in globals: one at a time, and it stands here. */
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
static const struct xslt *in_loading;

/* The path of a URI of the library's, the caller's; NULL for another scheme. */
static char *
path_of_uri(const char *text)
{
	xmlURIPtr uri = xmlParseURI(text);
	char *path = NULL;

	if (uri != NULL && uri->path != NULL && uri->server == NULL &&
		(uri->scheme == NULL || strcmp(uri->scheme, "file") == 0))
		path = xstrdup(uri->path);
	xmlFreeURI(uri);
	return path;
}

static void
note_place(struct complaints *c, const char *uri, long line)
{
	if (c->file == NULL && uri != NULL && line > 0) {
		c->file = path_of_uri(uri);
		c->line = line;
	}
}

/* "compilation error: file x.xsl line 12 element value-of": does it say where
 * and nothing else? */
static bool
is_place(struct complaints *c, char *text)
{
	static const char file[] = " error: file ", line[] = " line ";
	char *name = strstr(text, file), *number, *next = NULL;

	if (strncmp(text, "compilation error", 17) != 0 &&
		strncmp(text, "runtime error", 13) != 0 &&
		strcmp(text, "error\n") != 0)
		return false;
	for (number = name; number != NULL; number = strstr(next, line))
		next = number + strlen(line);
	if (name != NULL && next != NULL && next > name + strlen(file)) {
		next[-(long)strlen(line)] = '\0';
		note_place(c, name + strlen(file), strtol(next, NULL, 10));
	}
	return true;
}

static void
hear(struct complaints *c, const char *fmt, va_list ap)
{
	const xmlNode *inst = c->ctxt != NULL ? c->ctxt->inst : NULL;
	char text[sizeof c->what], *line;

	c->n++;
	vsnprintf(text, sizeof text, fmt, ap);
	if (inst != NULL && inst->doc != NULL)
		note_place(c, (const char *)inst->doc->URL, xmlGetLineNo(inst));
	if (is_place(c, text) || c->what[0] != '\0')
		return;
	line = text_line(text, strlen(text), sizeof text - 1);
	snprintf(c->what, sizeof c->what, "%s", line);
	free(line);
}

static void
hear_message(void *arg, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	hear(arg, fmt, ap);
	va_end(ap);
}

/* Of XPath it tells the expression. */
static void
hear_error(void *arg, xmlErrorPtr e)
{
	const char *what = e->message != NULL ? e->message : _("XML error");
	int n = (int)strcspn(what, "\n");

	note_place(arg, e->file, e->line);
	if (e->domain == XML_FROM_XPATH && e->str1 != NULL)
		hear_message(arg, "%.*s: %s", n, what, e->str1);
	else
		hear_message(arg, "%.*s", n, what);
}

static void
hear_nothing(void *arg, const char *fmt, ...)
{
	(void)arg;
	(void)fmt;
}

/* Tell it as the error and forget it. */
static int
blame(const struct xslt *x, struct complaints *c, const char *otherwise,
	struct error *err)
{
	const char *file = c->file != NULL ? c->file : x->path;
	const char *what = c->what[0] != '\0' ? c->what : otherwise;
	enum err_kind kind = x->foreign ? ERR_INPUT : ERR_SYSTEM;

	if (c->line > 0)
		err_set(err, kind, "XSLT-1", "%s:%ld: stylesheet: %s", file,
			c->line, what);
	else
		err_set(err, kind, "XSLT-2", "%s: stylesheet: %s", file, what);
	free(c->file);
	*c = (struct complaints){ 0 };
	return -1;
}

static bool
is_below(const char *root, const char *real)
{
	/* Below "/" is everything, and nobody's directory. */
	return strlen(root) > 1 && strncmp(real, root, strlen(root)) == 0;
}

static bool
may_open(const struct xslt *x, const char *path)
{
	char *real = x != NULL && path != NULL ? realpath(path, NULL) : NULL;
	bool yes = real != NULL &&
		(is_below(x->root, real) || is_below(x->ours, real));

	free(real);
	return yes;
}

static int
may_read(xsltSecurityPrefsPtr prefs, xsltTransformContextPtr ctxt,
	const char *path)
{
	(void)prefs;
	return may_open(ctxt != NULL ? ctxt->_private : in_loading, path);
}

/* The first xsl:include or xsl:import of what may not be read, of which the
 * library does not always say where it stands. */
static xmlNodePtr
find_forbidden(const struct xslt *x, xmlDocPtr doc)
{
	xmlNodePtr root = xmlDocGetRootElement(doc), node;

	for (node = root != NULL ? root->children : NULL; node != NULL;
		node = node->next) {
		xmlChar *href, *base, *uri;
		char *path;
		bool may;

		if (node->type != XML_ELEMENT_NODE || node->ns == NULL ||
			!xmlStrEqual(node->ns->href, XSLT_NAMESPACE) ||
			(!xmlStrEqual(node->name, BAD_CAST "include") &&
				!xmlStrEqual(node->name, BAD_CAST "import")))
			continue;
		href = xmlGetNoNsProp(node, BAD_CAST "href");
		base = xmlNodeGetBase(doc, node);
		uri = href != NULL ? xmlBuildURI(href, base) : NULL;
		path = uri != NULL ? path_of_uri((char *)uri) : NULL;
		may = may_open(x, path);
		free(path);
		xmlFree(uri);
		xmlFree(base);
		xmlFree(href);
		if (!may)
			break;
	}
	return node;
}

/* A file that a stylesheet includes or reads. The dictionary is the one that
 * the library compares names by. */
static xmlDocPtr
read_document(
	const char *path, const char *uri, xmlDictPtr dict, struct error *err)
{
	xmlParserCtxtPtr ctxt = NULL;
	xmlDocPtr doc = NULL;
	char *data;
	size_t n;

	if (file_read(path, FILE_LIMIT, &data, &n, err) != 0)
		return NULL;
	if (strstr(data, "<!DOCTYPE") != NULL)
		err_set(err, ERR_INPUT, "XSLT-3", "%s: a DOCTYPE is refused",
			path);
	else
		ctxt = xmlNewParserCtxt();
	if (ctxt != NULL) {
		if (dict != NULL) {
			xmlDictFree(ctxt->dict);
			ctxt->dict = dict;
			xmlDictReference(dict);
		}
		doc = xmlCtxtReadMemory(ctxt, data, (int)n, uri, "UTF-8",
			XML_PARSE_NONET | XML_PARSE_IGNORE_ENC |
				XML_PARSE_NOCDATA);
		xmlFreeParserCtxt(ctxt);
	}
	free(data);
	return doc;
}

/* What cannot be read is said: an empty answer would be a hole in the report.
 * The library says so itself of what a stylesheet includes. */
static xmlDocPtr
load_document(const xmlChar *uri, xmlDictPtr dict, int options, void *ctxt,
	xsltLoadType type)
{
	xsltTransformContextPtr applied = type == XSLT_LOAD_DOCUMENT ? ctxt
								     : NULL;
	char *path = path_of_uri((const char *)uri);
	struct error err = { 0 };
	xmlNodePtr forbidden;
	xmlDocPtr doc = NULL;

	(void)options;
	if (may_open(applied != NULL ? applied->_private : in_loading, path))
		doc = read_document(path, (const char *)uri, dict, &err);
	forbidden = doc != NULL && applied == NULL
		? find_forbidden(in_loading, doc)
		: NULL;
	if (forbidden != NULL) {
		xsltTransformError(NULL, ctxt, forbidden, "%s\n", _(NOT_READ));
		xmlFreeDoc(doc);
		doc = NULL;
	}
	if (doc == NULL && applied != NULL)
		xsltTransformError(applied, NULL, applied->inst, "%s\n",
			err.msg[0] != '\0' ? err.msg : _(NOT_READ));
	free(path);
	return doc;
}

static xsltSecurityPrefsPtr
make_prefs(void)
{
	static const xsltSecurityOption never[] = {
		XSLT_SECPREF_WRITE_FILE,
		XSLT_SECPREF_CREATE_DIRECTORY,
		XSLT_SECPREF_READ_NETWORK,
		XSLT_SECPREF_WRITE_NETWORK,
	};
	xsltSecurityPrefsPtr prefs = xsltNewSecurityPrefs();

	if (prefs == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof never / sizeof never[0]; i++) {
		if (xsltSetSecurityPrefs(prefs, never[i], xsltSecurityForbid) !=
			0)
			goto fail;
	}
	if (xsltSetSecurityPrefs(prefs, XSLT_SECPREF_READ_FILE, may_read) == 0)
		return prefs;
fail:
	xsltFreeSecurityPrefs(prefs);
	return NULL;
}

static char *
directory_of(const char *path)
{
	char *real = realpath(path, NULL);
	char *slash = real != NULL ? strrchr(real, '/') : NULL;

	if (slash != NULL)
		slash[1] = '\0';
	return real;
}

/* Takes doc. */
static xsltStylesheetPtr
compile(struct xslt *x, xmlDocPtr doc, struct complaints *said)
{
	xmlStructuredErrorFunc old = xmlStructuredError;
	void *old_arg = xmlStructuredErrorContext;
	xsltStylesheetPtr style;

	pthread_mutex_lock(&loading);
	in_loading = x;
	xsltSetLoaderFunc(load_document);
	xsltSetDefaultSecurityPrefs(x->prefs);
	xsltSetGenericErrorFunc(said, hear_message);
	xmlSetStructuredErrorFunc(said, hear_error);
	style = xsltParseStylesheetDoc(doc);
	xmlSetStructuredErrorFunc(old_arg, old);
	xsltSetGenericErrorFunc(NULL, hear_nothing);
	xsltSetDefaultSecurityPrefs(NULL);
	in_loading = NULL;
	pthread_mutex_unlock(&loading);
	if (style == NULL)
		xmlFreeDoc(doc);
	return style;
}

static struct xslt *
new_xslt(const char *path)
{
	struct xslt *x = xcalloc(1, sizeof *x);
	char *ours = file_data_path("xslt/common.xsl");

	x->path = xstrdup(path);
	x->root = directory_of(path);
	x->ours = directory_of(ours);
	if (x->ours == NULL)
		x->ours = xstrdup("");
	x->foreign = x->root != NULL && !is_below(x->ours, x->root);
	x->prefs = make_prefs();
	free(ours);
	return x;
}

int
xslt_load(struct xslt **out, const char *path, struct error *err)
{
	struct xslt *x = new_xslt(path);
	struct complaints said = { 0 };
	struct _xmlDoc *doc = NULL;
	xmlNodePtr forbidden;

	*out = NULL;
	if (xslt_words_load(err) != 0)
		goto fail;
	/* Trees are made and freed by small pieces; with glibc's fast bins,
	 * half of the time went into merging them again. */
	mallopt(M_MXFAST, 0);
	if (x->prefs == NULL) {
		err_set(err, ERR_SYSTEM, "XSLT-4", "%s: no security settings",
			path);
		goto fail;
	}
	if (xml_load(&doc, path, err) != 0)
		goto fail;
	forbidden = find_forbidden(x, doc);
	if (forbidden != NULL) {
		note_place(
			&said, (const char *)doc->URL, xmlGetLineNo(forbidden));
		blame(x, &said, _(NOT_READ), err);
		xmlFreeDoc(doc);
		goto fail;
	}
	x->style = compile(x, doc, &said);
	if (x->style == NULL || x->style->errors != 0 || said.n > 0) {
		blame(x, &said, _("not XSLT 1.0"), err);
		goto fail;
	}
	*out = x;
	return 0;
fail:
	xslt_free(x);
	return -1;
}

void
xslt_free(struct xslt *x)
{
	if (x == NULL)
		return;
	xsltFreeStylesheet(x->style);
	xsltFreeSecurityPrefs(x->prefs);
	free(x->ours);
	free(x->root);
	free(x->path);
	free(x);
}

static unsigned long
count_elements(const xmlNode *node)
{
	const xmlNode *top = node;
	unsigned long n = 0;

	while (node != NULL) {
		n += node->type == XML_ELEMENT_NODE;
		if (node->children != NULL && node->type == XML_ELEMENT_NODE) {
			node = node->children;
			continue;
		}
		while (node != top && node->next == NULL)
			node = node->parent;
		node = node != top ? node->next : NULL;
	}
	return n;
}

static xmlDocPtr
transform(struct xslt *x, xmlDocPtr in, xsltTransformContextPtr ctxt,
	const char *const *params, struct complaints *said)
{
	unsigned long more = x->foreign
		? count_elements(xmlDocGetRootElement(in))
		: 0;
	xmlStructuredErrorFunc old = xmlStructuredError;
	void *old_arg = xmlStructuredErrorContext;
	xmlDocPtr out = NULL;

	ctxt->_private = x;
	ctxt->maxTemplateDepth = MAX_DEPTH;
	ctxt->opLimit = MAX_INSTRUCTIONS + MORE_INSTRUCTIONS * more;
	ctxt->xpathCtxt->opLimit = MAX_OPERATIONS + MORE_OPERATIONS * more;
	said->ctxt = ctxt;
	xsltSetTransformErrorFunc(ctxt, said, hear_message);
	xmlSetStructuredErrorFunc(said, hear_error);
	if (xsltSetCtxtSecurityPrefs(x->prefs, ctxt) == 0 &&
		xsltQuoteUserParams(ctxt, (const char **)params) == 0)
		out = xsltApplyStylesheetUser(
			x->style, in, NULL, NULL, NULL, ctxt);
	xmlSetStructuredErrorFunc(old_arg, old);
	said->ctxt = NULL;
	return out;
}

const struct xslt_own_words *
xslt_own(const struct xslt *x)
{
	return &x->own;
}

static int
make_tree(struct xslt *x, xmlDocPtr in, const char *const *params,
	xmlDocPtr *out, struct error *err)
{
	xsltTransformContextPtr ctxt = xsltNewTransformContext(x->style, in);
	struct complaints said = { 0 };
	int rc = 0;

	*out = NULL;
	if (ctxt == NULL)
		return err_set(err, ERR_SYSTEM, "XSLT-5", "out of memory");
	xslt_functions_register(ctxt);
	xslt_functions_take(&x->own, in);
	*out = transform(x, in, ctxt, params, &said);
	xslt_functions_clear(&x->own);
	if (*out == NULL || ctxt->state != XSLT_STATE_OK || said.n > 0) {
		xmlFreeDoc(*out);
		*out = NULL;
		rc = blame(x, &said, _("it cannot be applied"), err);
	}
	xsltFreeTransformContext(ctxt);
	return rc;
}

static int
make_text(struct xslt *x, xmlDocPtr in, const char *const *params,
	struct strbuf *text, struct error *err)
{
	xmlDocPtr doc = NULL;
	xmlChar *bytes = NULL;
	int len = 0, rc = 0;

	if (make_tree(x, in, params, &doc, err) != 0)
		return -1;
	/* Short of memory it may answer well, with nothing. */
	if (xsltSaveResultToString(&bytes, &len, doc, x->style) != 0 ||
		(bytes == NULL && doc->children != NULL))
		rc = err_set(err, ERR_SYSTEM, "XSLT-6",
			"%s: result not written", x->path);
	xmlFreeDoc(doc);
	strbuf_add(text, bytes != NULL ? (char *)bytes : "", (size_t)len);
	xmlFree(bytes);
	return rc;
}

/* An element with its attributes takes about 1 KB; a page is another tree. Ours
 * takes a thirtieth of a millisecond for each. */
static struct sandbox_limits
limits_for(xmlDocPtr in)
{
	unsigned long n = count_elements(xmlDocGetRootElement(in));

	return (struct sandbox_limits){ ((size_t)1 << 30) + 4096 * n,
		n < 110000 ? 10 + (unsigned)(n / 1000) : 120 };
}

/* What a process of its own is to do. */
struct job {
	struct xslt *x;
	xmlDocPtr in;
	const char *const *params;
	bool as_tree;
};

static int
do_job(void *arg, struct strbuf *out, struct error *err)
{
	struct job *j = arg;
	xmlDocPtr doc;
	xmlChar *bytes = NULL;
	int n = 0;

	if (!j->as_tree)
		return make_text(j->x, j->in, j->params, out, err);
	if (make_tree(j->x, j->in, j->params, &doc, err) != 0)
		return -1;
	xmlDocDumpMemoryEnc(doc, &bytes, &n, "UTF-8");
	xmlFreeDoc(doc);
	strbuf_add(out, bytes != NULL ? (char *)bytes : "", (size_t)n);
	xmlFree(bytes);
	return 0;
}

int
xslt_tree(struct xslt *x, struct _xmlDoc *in, const char *const *params,
	struct _xmlDoc **out, struct error *err)
{
	struct job job = { x, in, params, true };
	struct sandbox_limits most;
	struct strbuf bytes = { 0 };
	int rc;

	if (!x->foreign)
		return make_tree(x, in, params, out, err);
	*out = NULL;
	most = limits_for(in);
	rc = sandbox_run(do_job, &job, x->path, &most, &bytes, err);
	if (rc == 0)
		rc = xml_parse(out, bytes.data, bytes.len, x->path, 1, err);
	strbuf_clear(&bytes);
	return rc;
}

int
xslt_text(struct xslt *x, struct _xmlDoc *in, const char *const *params,
	char **text, size_t *n, struct error *err)
{
	struct job job = { x, in, params, false };
	struct sandbox_limits most;
	struct strbuf bytes = { 0 };
	int rc;

	if (x->foreign) {
		most = limits_for(in);
		rc = sandbox_run(do_job, &job, x->path, &most, &bytes, err);
	} else {
		rc = make_text(x, in, params, &bytes, err);
	}
	*text = NULL;
	*n = 0;
	if (rc == 0) {
		*n = bytes.len;
		*text = strbuf_steal(&bytes);
	}
	strbuf_clear(&bytes);
	return rc;
}

const char *
xslt_method(const struct xslt *x)
{
	xmlChar *method = NULL;

	XSLT_GET_IMPORT_PTR(method, x->style, method)
	return (const char *)method;
}

void
xslt_print_version(FILE *f)
{
	fprintf(f, "libxslt %s (%s)\n", LIBXSLT_DOTTED_VERSION,
		xsltEngineVersion);
}
