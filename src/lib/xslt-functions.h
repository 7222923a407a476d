#ifndef XSLT_FUNCTIONS_H
#define XSLT_FUNCTIONS_H

/*
 * The functions of our namespace that stylesheets can call (xslt.h says which),
 * for xslt.c alone.
 */
struct _xmlDoc;
struct _xsltTransformContext;
struct xslt;
struct xslt_own_words;

void xslt_functions_register(struct _xsltTransformContext *ctxt);
/* The plan's own words, which stand in what a stylesheet is applied to. */
void xslt_functions_take(struct xslt_own_words *own, struct _xmlDoc *in);
void xslt_functions_clear(struct xslt_own_words *own);

/* Of a stylesheet while it is applied; it is the context's _private. */
const struct xslt_own_words *xslt_own(const struct xslt *x);

#endif
