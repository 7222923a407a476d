#ifndef XML_PUSH_H
#define XML_PUSH_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"
#include "lib/xml.h"

/*
 * XML of others' making that comes in pieces, such as the parts of a workbook:
 * UTF-8 only, no DOCTYPE, no tag over 64 KiB, nothing opened.
 */
struct xml_push;

/* name is for errors, and borrowed; so are the events. Of these, cdata and
 * other are not told: what stands in CDATA is text. Values in tags hold no
 * references any more. */
struct xml_push *xml_push_new(
	const struct xml_events *events, void *arg, const char *name);
void xml_push_free(struct xml_push *p); /* NULL is fine */
/* n = 0: that was all. ERR_INPUT where it is refused or not well-formed. */
int xml_push_feed(
	struct xml_push *p, const char *bytes, size_t n, struct error *err);

/* Has it taken all that it was fed, and may an element begin here? */
bool xml_push_has_all(const struct xml_push *p);

/* The value of an attribute by its name without prefix; NULL: none. It is the
 * caller's. */
char *xml_push_value(const struct xml_tag *tag, const char *name);

#endif
