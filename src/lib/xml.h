#ifndef XML_H
#define XML_H

#include <stdio.h>
#include <stdbool.h>
#include <stddef.h>
#include "base/errors.h"

/*
 * libxml2, set up so that nothing but the program's own data directory and
 * what the user names is ever opened: no network, no DOCTYPE, no entities.
 */
struct _xmlDoc;
struct _xmlNode;
struct _xmlSchema;
struct _xmlSchemaValidCtxt;
struct arena;

#define XML_NS "urn:hecha:1"

/* Once, before the first thread. */
void xml_init(void);

/* Parse bytes (UTF-8, whatever they declare) into a tree. A text that is not
 * well-formed is ERR_INPUT with name:line, line counted from base_line. */
int xml_parse(struct _xmlDoc **out, const char *data, size_t n,
	const char *name, long base_line, struct error *err);
/* A whole small file (a plan, a rule pack, a schema): at most 16 MiB. */
int xml_load(struct _xmlDoc **out, const char *path, struct error *err);
/* The same, and valid by the schema: the first fault is the error. */
int xml_parse_valid(struct _xmlDoc **out, const char *data, size_t n,
	const char *name, const char *schema, struct error *err);
int xml_load_valid(struct _xmlDoc **out, const char *path, const char *schema,
	struct error *err);

/* What several files are held against, the schema loaded once. */
struct xml_form {
	const char *schema; /* "schemas/rules.xsd" */
	const char *hollow; /* elements of this name are kept without what is
			     * in them, which is not held against anything
			     * either; NULL: none */
	struct _xmlSchema *loaded; /* NULL at first */
};
struct xml_text;
int xml_parse_form(struct _xmlDoc **out, const struct xml_text *text,
	struct xml_form *form, struct error *err);
void xml_form_clear(struct xml_form *form);
void xml_free(struct _xmlDoc *doc); /* NULL is fine */

/* A start tag as it passes by. Strings are borrowed until the next event. */
struct xml_given {
	/* prefix: NULL, none; a prefix that was not bound has no uri */
	const unsigned char *name, *prefix, *uri;
	const unsigned char *value, *end; /* not terminated; references to
					   * the five characters stay */
};
struct xml_tag {
	const char *name;
	bool is_ours; /* in the namespace XML_NS */
	long line;    /* on which the tag ends */
	const struct xml_given *given;
	size_t n;
};
struct xml_events {
	void (*begin)(void *arg, const struct xml_tag *tag);
	void (*end)(void *arg);
	/* A text may come in several pieces. */
	void (*text)(void *arg, const char *s, size_t n, long line);
	void (*cdata)(void *arg, long line);
	void (*other)(void *arg); /* a comment or an instruction */
};

/* A piece of a file: the file's name, and the line on which it begins. */
struct xml_text {
	const char *data;
	size_t n;
	const char *name;
	long line;
};

/* The same as xml_parse, without a tree: what passes is told as it passes. */
int xml_stream(const struct xml_events *events, void *arg,
	const struct xml_text *text, struct error *err);

/* A schema of the data directory ("schemas/register.xsd"). */
int xml_schema_load(
	struct _xmlSchema **out, const char *name, struct error *err);
void xml_schema_free(struct _xmlSchema *schema);

/* What kind of fault libxml2's code is. */
enum xml_fault_kind {
	XML_FAULT_OTHER,
	XML_FAULT_MISSING_ATTRIBUTE,
	XML_FAULT_UNKNOWN_ATTRIBUTE,
	XML_FAULT_ELEMENT, /* it may not stand there, or is missing */
	XML_FAULT_CONTENT, /* elements where only text may stand */
	XML_FAULT_EMPTY,   /* something where nothing may stand */
	XML_FAULT_TEXT,	   /* text between elements */
	XML_FAULT_LENGTH,
	XML_FAULT_RANGE,
	XML_FAULT_VALUE,
};

/* One fault of a record: libxml2's code and its kind, line in the tree, the
 * element and the attribute (NULL: none) that it is about. Never the value. */
struct xml_fault {
	int code;
	enum xml_fault_kind kind;
	long line;
	const char *element;
	const char *attribute;
};
typedef void xml_fault_fn(void *arg, const struct xml_fault *fault);

/* Every fault of an element whose declaration is global: 0 none, 1 some. */
int xml_validate_element(struct _xmlSchemaValidCtxt *ctxt,
	struct _xmlNode *node, xml_fault_fn *report, void *arg);
int xml_validate_doc(struct _xmlSchemaValidCtxt *ctxt, struct _xmlDoc *doc,
	xml_fault_fn *report, void *arg);
/* One context a thread. */
struct _xmlSchemaValidCtxt *xml_validator_new(struct _xmlSchema *schema);
void xml_validator_free(struct _xmlSchemaValidCtxt *ctxt);

/* Walking a tree. Strings are borrowed from it. */
bool xml_is(const struct _xmlNode *node, const char *name);
const char *xml_name(const struct _xmlNode *node);
bool xml_is_ours(const struct _xmlNode *node); /* in the namespace XML_NS */
struct _xmlNode *xml_root(struct _xmlDoc *doc);
struct _xmlNode *xml_first(const struct _xmlNode *parent, const char *name);
struct _xmlNode *xml_next(const struct _xmlNode *node, const char *name);
/* How many children of this name. */
size_t xml_count(const struct _xmlNode *parent, const char *name);
long xml_line(const struct _xmlNode *node);
/* The attribute's value in the arena, or NULL where there is none. */
const char *xml_attr(
	struct arena *a, const struct _xmlNode *node, const char *name);
long xml_attr_int(const struct _xmlNode *node, const char *name, long none);
/* All text below the node, blanks at both ends removed; in the arena. */
const char *xml_text(struct arena *a, const struct _xmlNode *node);
/* xml:lang of the node itself, in the arena, or NULL. */
const char *xml_lang(struct arena *a, const struct _xmlNode *node);
/* The child's text in this language (xml:lang "zh" or "en"), else in any. */
const char *xml_child_text(struct arena *a, const struct _xmlNode *parent,
	const char *name, const char *lang);

/* Which version of the library: compiled with, and running. */
void xml_print_version(FILE *f);

#endif
