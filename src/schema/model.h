#ifndef MODEL_H
#define MODEL_H

#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"
#include "schema/value.h"

struct automaton;
struct code_list;
struct facets;

/*
 * What the schemas say about documents, read from the schemas themselves:
 * which element becomes a row of which table, which attribute which column,
 * and how a value is stored. There is no second description anywhere.
 */

struct column {
	char *name;
	bool is_int;
	bool begins; /* m:since row: the date from which the row is there */
	char *since; /* column of the date from which this is known, or NULL */
};

/* Columns begin with kind (where has_kind), what ancestors carry down, then
 * the facts, each followed by those derived from it. */
struct table {
	char *name;
	struct column *columns;
	size_t n;
	bool nested;   /* its rows have parents */
	bool prefixed; /* exists once more for each prefix of its kind */
};

/* What helps to fill a fact in; NULL where the schema does not say. */
struct hint {
	char *note[2]; /* the whole annotation, zh and en */
	char *form[2]; /* that of its simple type */
	char *example; /* m:example, its own or of its type */
};

struct attribute {
	char *name;
	char *type; /* what its simple type is called, or NULL */
	enum store store;
	char *codes;		      /* code list, or NULL */
	const struct code_list *list; /* the list itself, after codes_bind */
	size_t column;		      /* in the element's table */
	char *label[2];		      /* zh, en */
	struct hint hint;
	const struct facets *facets; /* what the schema asks of a value */
	bool required;
};

/* What a row takes over from the row it stands in. */
struct carry {
	size_t from; /* column of the parent's table */
	size_t to;   /* column of this one */
};

/* A fact that every document of the kind delivers, if only for some of its
 * records (m:regular): where none has it, it was not delivered. */
struct regular {
	size_t column, n;	    /* of the row, with those derived from it */
	const char *element, *fact; /* as they are called in the document */
	const char *label[2];
};

struct element {
	char *name;
	char *label[2];
	struct hint hint;
	struct element *parent; /* NULL for a record */
	struct table *table;
	size_t number;		 /* among all elements of the model */
	struct regular *regular; /* of its row, of a header: its own */
	size_t nregular;
	bool own_row; /* false: its facts go into the parent's row */
	bool is_text; /* its text is the value of column text_column */
	size_t text_column;
	long kind_column; /* -1: none */
	char *kind;	  /* value of that column, NULL: its attribute kind */
	struct attribute *attributes;
	size_t nattributes;
	unsigned short *slots; /* hash of names to attributes, 0: empty */
	size_t nslots;	       /* a power of two, or 0 */
	struct element **children;
	size_t nchildren;
	struct carry *carries; /* of an element with its own row */
	size_t ncarries;
	/* What the schema asks, where all of it is understood; see facets.h.
	 * Children are bytes to the content's automaton: their place among
	 * children, counted from 1. */
	bool is_understood;
	size_t nrequired;	   /* attributes */
	struct automaton *content; /* NULL: nothing may stand inside */
	const struct facets *content_facets; /* of an element that is text */
};

struct prefix {
	char *value; /* of the header's attribute */
	char *text;
};

struct kind {
	char *name;
	struct element *root; /* header facts; its children are the records */
	char *prefix_attribute;
	struct prefix *prefixes;
	size_t nprefixes;
};

struct model {
	struct kind *kinds;
	size_t nkinds;
	struct table **tables;
	size_t ntables;
	size_t nelements;
	struct facets **facets; /* a simple type each */
	size_t nfacets;
};

/* Read every document schema of the data directory. */
int model_load(struct model **out, struct error *err);
void model_free(struct model *model); /* NULL is fine */

struct kind *model_kind(const struct model *model, const char *name);
struct element *model_child(const struct element *parent, const char *name);
struct attribute *model_attribute(
	const struct element *element, const char *name);
/* What the tables of a document with this header value are prefixed with. */
const char *model_prefix(const struct kind *kind, const char *value);

#endif
