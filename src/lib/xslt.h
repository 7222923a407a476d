#ifndef XSLT_H
#define XSLT_H

#include <stdio.h>
#include <stddef.h>
#include "base/errors.h"

/*
 * The only door to libxslt. A stylesheet may read files below its own
 * directory and hecha's xslt/ (xsl:include, document()) and nothing else: it
 * cannot write, make directories or reach the network, and its depth and work
 * are limited. Files are UTF-8 without DOCTYPE.
 *
 * One that is not hecha's is applied in a process of its own, with limits on
 * memory and time as well; what is wrong with it is ERR_INPUT, and ERR_SYSTEM
 * with ours. The message names file and line.
 *
 * Beyond XSLT 1.0 they have functions in our namespace: uri(name) is a file's
 * name as a relative reference; say(language, id, values…) a message of
 * xslt/messages.xml with at most five values filled in, the plan's own words
 * first; word(language, id, otherwise) a message as it stands, or otherwise;
 * listed(ids, nodes) those of the nodes whose attribute id is in the list;
 * at(nodes, name) the attribute or child of that name, of the first of them;
 * json(text) a text in JSON's quotes; replace(text, what, with).
 */
struct _xmlDoc;
struct xslt;

int xslt_load(struct xslt **out, const char *path, struct error *err);
void xslt_free(struct xslt *x); /* NULL is fine */

/* Apply it to a tree. params holds names and values in turn, ended by NULL;
 * values are strings, never XPath. Whatever the library complains of, even
 * where it goes on, is a failure. */
int xslt_tree(struct xslt *x, struct _xmlDoc *in, const char *const *params,
	struct _xmlDoc **out, struct error *err);
/* The same as bytes, as xsl:output says; *text is the caller's. */
int xslt_text(struct xslt *x, struct _xmlDoc *in, const char *const *params,
	char **text, size_t *n, struct error *err);

/* What its xsl:output says it makes: "text", "html", "xml", another name; NULL
 * where it leaves that to what comes out. Borrowed until it is freed. */
const char *xslt_method(const struct xslt *x);

/* Which version of the library: compiled with, and running. */
void xslt_print_version(FILE *f);

#endif
