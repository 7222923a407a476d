#ifndef DIFF_SCHEMA_H
#define DIFF_SCHEMA_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

/*
 * A schema read as what its documents may hold, by walking the XSD as plain
 * XML: for making documents, and nothing of hecha's model of them.
 */
enum base {
	BASE_STRING,
	BASE_DATE,
	BASE_DATE_TIME,
	BASE_DECIMAL,
	BASE_INTEGER,
	BASE_COUNT, /* nonNegativeInteger, unsignedLong */
	BASE_BOOLEAN,
	BASE_TOKENS, /* NMTOKENS */
	BASE_LIST,
};

struct simple {
	const char *name;
	enum base base;
	const struct simple *item; /* of a list */
	const char **values;	   /* its enumeration */
	size_t nvalues;
	const char *pattern;	     /* NULL: none */
	long min_length, max_length; /* -1: none */
	const char *min, *max;	     /* inclusive; NULL: none */
	const char *codes;	     /* its list in codes.xml, or NULL */
	bool several;		     /* codes with blanks between */
};

struct fact {
	const char *name;
	const struct simple *type;
	bool required;
};

struct decl {
	const char *name;
	struct fact *facts;
	size_t nfacts;
	bool xml_facts;		    /* takes xml:lang and its like */
	const struct simple *text;  /* simple content, or NULL */
	const struct part *content; /* NULL: none */
};

struct part {
	enum { PART_ELEMENT, PART_SEQUENCE, PART_CHOICE, PART_ANY } kind;
	int min, max; /* max -1: any number */
	const struct decl *decl;
	struct part **parts;
	size_t nparts;
};

struct schema {
	const char *name;
	const struct decl *root;
	struct decl **decls; /* all of it */
	size_t ndecls;
	bool of_records; /* its root holds a choice of records, one after one */
	struct arena *arena;
};

/* DIR/NAME.xsd with the common.xsd beside it. Ends the program where a schema
 * uses what this does not know. */
struct schema *schema_read(const char *dir, const char *name);
void schema_free(struct schema *schema);

const struct fact *decl_fact(const struct decl *decl, const char *name);
/* The declaration of a child of this name, NULL where there is none. */
const struct decl *decl_child(const struct decl *decl, const char *name);

#endif
