/*
 * libxslt behind one door: what a stylesheet may open, how much it may do, and
 * that no complaint of the library goes unheard.
 */
#include "config.h"
#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <malloc.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "mem.h"
#include "xml.h"
#include "xslt.h"

/* A part of a thousand findings takes about 140,000 instructions and a million
 * operations of XPath. */
#define MAX_INSTRUCTIONS 10000000ul
#define MAX_OPERATIONS 100000000ul
#define MAX_DEPTH 500

struct xslt {
	xsltStylesheetPtr style;
	xsltSecurityPrefsPtr prefs;
	char *path;
	char *root; /* real path of its directory, with a slash at the end */
};

/* What the library said, the first message kept. */
struct complaints {
	unsigned long n;
	char first[400];
};

/* While a stylesheet is compiled the library hands the security callback no
 * context and keeps its settings in globals: one at a time, and the directory
 * stands here. */
static pthread_mutex_t loading = PTHREAD_MUTEX_INITIALIZER;
static const char *loading_root;

static void
hear(struct complaints *c, const char *fmt, va_list ap)
{
	if (c->n++ > 0)
		return;
	vsnprintf(c->first, sizeof c->first, fmt, ap);
	for (char *p = c->first; *p != '\0'; p++) {
		if ((unsigned char)*p < ' ')
			*p = ' ';
	}
}

static void
hear_message(void *arg, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	hear(arg, fmt, ap);
	va_end(ap);
}

static void
hear_error(void *arg, xmlErrorPtr e)
{
	hear_message(arg, "%s", e->message != NULL ? e->message : "XML error");
}

static void
hear_nothing(void *arg, const char *fmt, ...)
{
	(void)arg;
	(void)fmt;
}

static int
is_below(const char *root, const char *path)
{
	char *real = realpath(path, NULL);
	int yes = real != NULL && strncmp(real, root, strlen(root)) == 0;

	free(real);
	return yes;
}

static int
may_read(xsltSecurityPrefsPtr prefs, xsltTransformContextPtr ctxt,
	const char *path)
{
	const struct xslt *x = ctxt != NULL ? ctxt->_private : NULL;
	const char *root = x != NULL ? x->root : loading_root;

	(void)prefs;
	return path != NULL && root != NULL && is_below(root, path);
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
		if (xsltSetSecurityPrefs(
			    prefs, never[i], xsltSecurityForbid) != 0)
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
	loading_root = x->root;
	xsltSetDefaultSecurityPrefs(x->prefs);
	xsltSetGenericErrorFunc(said, hear_message);
	xmlSetStructuredErrorFunc(said, hear_error);
	style = xsltParseStylesheetDoc(doc);
	xmlSetStructuredErrorFunc(old_arg, old);
	xsltSetGenericErrorFunc(NULL, hear_nothing);
	xsltSetDefaultSecurityPrefs(NULL);
	loading_root = NULL;
	pthread_mutex_unlock(&loading);
	if (style == NULL)
		xmlFreeDoc(doc);
	return style;
}

int
xslt_load(struct xslt **out, const char *path, struct error *err)
{
	struct complaints said = { 0 };
	struct xslt *x = xcalloc(1, sizeof *x);
	struct _xmlDoc *doc = NULL;

	*out = NULL;
	/* Trees are made and freed by small pieces; with glibc's fast bins, half
	 * of the time went into merging them again. */
	mallopt(M_MXFAST, 0);
	x->path = xstrdup(path);
	x->root = directory_of(path);
	x->prefs = make_prefs();
	if (x->prefs == NULL) {
		err_set(err, ERR_SYSTEM, "%s: no security settings", path);
		goto fail;
	}
	if (xml_load(&doc, path, err) != 0)
		goto fail;
	x->style = compile(x, doc, &said);
	if (x->style == NULL || x->style->errors != 0 || said.n > 0) {
		err_set(err, ERR_SYSTEM, "%s: not a sound stylesheet: %s", path,
			said.first);
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
	free(x->root);
	free(x->path);
	free(x);
}

static xmlDocPtr
transform(struct xslt *x, xmlDocPtr in, xsltTransformContextPtr ctxt,
	const char *const *params, struct complaints *said)
{
	xmlStructuredErrorFunc old = xmlStructuredError;
	void *old_arg = xmlStructuredErrorContext;
	xmlDocPtr out = NULL;

	ctxt->_private = x;
	ctxt->maxTemplateDepth = MAX_DEPTH;
	ctxt->opLimit = MAX_INSTRUCTIONS;
	ctxt->xpathCtxt->opLimit = MAX_OPERATIONS;
	xsltSetTransformErrorFunc(ctxt, said, hear_message);
	xmlSetStructuredErrorFunc(said, hear_error);
	if (xsltSetCtxtSecurityPrefs(x->prefs, ctxt) == 0 &&
		xsltQuoteUserParams(ctxt, (const char **)params) == 0)
		out = xsltApplyStylesheetUser(
			x->style, in, NULL, NULL, NULL, ctxt);
	xmlSetStructuredErrorFunc(old_arg, old);
	return out;
}

int
xslt_tree(struct xslt *x, struct _xmlDoc *in, const char *const *params,
	struct _xmlDoc **out, struct error *err)
{
	xsltTransformContextPtr ctxt = xsltNewTransformContext(x->style, in);
	struct complaints said = { 0 };
	int rc = -1;

	*out = NULL;
	if (ctxt == NULL)
		return err_set(err, ERR_SYSTEM, "out of memory");
	*out = transform(x, in, ctxt, params, &said);
	if (*out != NULL && ctxt->state == XSLT_STATE_OK && said.n == 0) {
		rc = 0;
	} else {
		xmlFreeDoc(*out);
		*out = NULL;
		err_set(err, ERR_SYSTEM, "%s: %s", x->path,
			said.n > 0 ? said.first : "cannot be applied");
	}
	xsltFreeTransformContext(ctxt);
	return rc;
}

int
xslt_text(struct xslt *x, struct _xmlDoc *in, const char *const *params,
	char **text, size_t *n, struct error *err)
{
	struct _xmlDoc *doc = NULL;
	xmlChar *bytes = NULL;
	int len = 0, rc = 0;

	*text = NULL;
	*n = 0;
	if (xslt_tree(x, in, params, &doc, err) != 0)
		return -1;
	if (xsltSaveResultToString(&bytes, &len, doc, x->style) != 0)
		rc = err_set(
			err, ERR_SYSTEM, "%s: result not written", x->path);
	xmlFreeDoc(doc);
	if (rc == 0) {
		*text = xstrndup(bytes != NULL ? (char *)bytes : "",
			(size_t)len);
		*n = (size_t)len;
	}
	xmlFree(bytes);
	return rc;
}
