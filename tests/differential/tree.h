#ifndef DIFF_TREE_H
#define DIFF_TREE_H

#include <stdbool.h>
#include "dice.h"
#include "schema.h"
#include "value.h"

struct _xmlNode;
struct arena;
struct strbuf;

/*
 * A document on its way: a tree of what will be written, free to be wrong in
 * any way. Everything lives in one arena.
 */
struct attrib {
	const char *name, *value;
	const struct simple *type; /* NULL: not of the schema */
	struct attrib *next;
};

struct node {
	enum { NODE_ELEMENT, NODE_TEXT, NODE_RAW } kind;
	const char *name; /* of an element; else its text, or raw markup */
	const struct decl *decl; /* NULL: not of the schema */
	struct attrib *facts;
	struct node *parent, *first, *last, *prev, *next;
};

/* What making and changing needs. */
struct maker {
	struct dice dice;
	struct arena *arena;
	const struct schema *schema;
	const struct codebook *book;
	struct _xmlNode **samples; /* roots of fixtures of this schema */
	size_t nsamples;
};

struct node *tree_new(struct maker *m, int kind, const char *name);
void tree_add(struct node *parent, struct node *child); /* as the last */
void tree_put(struct node *before, struct node *node);
void tree_cut(struct node *node);
struct node *tree_copy(struct maker *m, const struct node *node);
struct attrib *tree_fact(struct maker *m, struct node *node, const char *name,
	const char *value, const struct simple *type);
/* An element of the tree, by chance; NULL only where there is none. */
struct node *tree_some(struct maker *m, struct node *root, bool with_facts);

/* A valid document of the schema, made up or taken from a fixture. */
struct node *tree_make(struct maker *m);
/* One change for the worse, mostly. */
void tree_change(struct maker *m, struct node *root);

#endif
