#ifndef FACETS_H
#define FACETS_H

#include <stdbool.h>
#include <stddef.h>
#include "schema/automaton.h"

/*
 * What a simple type of a schema asks of a value, in a form that is quick to
 * hold a value against. It is one-sided: a value that passes is valid; one
 * that does not may be valid all the same, and the schema's validator decides
 * (automaton.h says why it is not asked at once).
 */
enum facet_base {
	BASE_TEXT,
	BASE_DATE,
	BASE_DECIMAL,
	BASE_INTEGER,
	BASE_COUNT
};

#define FACETS_MAX_AUTOMATA 8

struct facets {
	bool known; /* false: nothing passes */
	enum facet_base base;
	long min_length, max_length; /* characters; -1: open */
	struct automaton *automata[FACETS_MAX_AUTOMATA]; /* all must match */
	size_t nautomata;
};

/* A type of XML Schema's own: "xs:string", "xs:date", "xs:decimal",
 * "xs:integer", "xs:nonNegativeInteger"; others are not known. */
void facets_set_base(struct facets *f, const char *name);
/* The facet of a restriction: "pattern", "maxLength" …; one that is not
 * understood makes the type unknown. Several patterns or enumerations of one
 * restriction are alternatives, so they come in one call each with their
 * parts joined: facets_add_part. */
void facets_add_length(struct facets *f, const char *name, long value);
void facets_add_part(struct facets *f, const struct part *part);
void facets_clear(struct facets *f);

/* The n bytes at s are UTF-8 from the XML parser. */
bool facets_hold(const struct facets *f, const char *s, size_t n);

#endif
