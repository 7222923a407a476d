#ifndef XML_HOLLOW_H
#define XML_HOLLOW_H

#include <stddef.h>

/*
 * XML without what is in elements of one name: that need not be parsed, which
 * takes more than a hundred times as long as to look for its end.
 */

/* A copy, to be freed: the elements are empty but for their line ends, so that
 * a line keeps its number. *n: its length, before and after. What is cut out
 * need not be well-formed; the rest is as it was, be it well-formed or not. */
char *xml_hollow(const char *data, size_t *n, const char *name);

#endif
