#ifndef XML_HOLLOW_H
#define XML_HOLLOW_H

/*
 * A parser that keeps elements of one name without what is in them.
 */
struct _xmlParserCtxt;

struct xml_hollow {
	const char *name;
	int depth; /* in such an element, 1 for its own content; 0 at first */
};

/* For the parser's next text; h must live as long as it is parsed. */
void xml_hollow_set(struct _xmlParserCtxt *ctxt, struct xml_hollow *h);

#endif
