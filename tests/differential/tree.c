/*
 * Documents as trees: made from the schema, or taken from fixtures.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "lib/xml.h"
#include "tree.h"

struct node *
tree_new(struct maker *m, int kind, const char *name)
{
	struct node *n = arena_alloc(m->arena, sizeof *n);

	memset(n, 0, sizeof *n);
	n->kind = kind;
	n->name = name;
	return n;
}

void
tree_add(struct node *parent, struct node *child)
{
	child->parent = parent;
	child->prev = parent->last;
	if (parent->last != NULL)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
}

void
tree_put(struct node *before, struct node *node)
{
	node->parent = before->parent;
	node->prev = before->prev;
	node->next = before;
	if (before->prev != NULL)
		before->prev->next = node;
	else
		before->parent->first = node;
	before->prev = node;
}

void
tree_cut(struct node *n)
{
	if (n->prev != NULL)
		n->prev->next = n->next;
	else
		n->parent->first = n->next;
	if (n->next != NULL)
		n->next->prev = n->prev;
	else
		n->parent->last = n->prev;
	n->parent = n->prev = n->next = NULL;
}

struct attrib *
tree_fact(struct maker *m, struct node *node, const char *name,
	const char *value, const struct simple *type)
{
	struct attrib *a = arena_alloc(m->arena, sizeof *a);
	struct attrib **end = &node->facts;

	*a = (struct attrib){ .name = name, .value = value, .type = type };
	while (*end != NULL)
		end = &(*end)->next;
	*end = a;
	return a;
}

struct node *
tree_copy(struct maker *m, const struct node *node)
{
	struct node *copy = tree_new(m, node->kind, node->name);

	copy->decl = node->decl;
	for (const struct attrib *a = node->facts; a != NULL; a = a->next)
		tree_fact(m, copy, a->name, a->value, a->type);
	for (const struct node *c = node->first; c != NULL; c = c->next)
		tree_add(copy, tree_copy(m, c));
	return copy;
}

static void
some(struct maker *m, struct node *node, bool with_facts, int *seen,
	struct node **found)
{
	if (node->kind != NODE_ELEMENT)
		return;
	if ((node->facts != NULL || !with_facts) &&
		dice_below(&m->dice, ++*seen) == 0)
		*found = node;
	for (struct node *c = node->first; c != NULL; c = c->next)
		some(m, c, with_facts, seen, found);
}

struct node *
tree_some(struct maker *m, struct node *root, bool with_facts)
{
	struct node *found = NULL;
	int seen = 0;

	some(m, root, with_facts, &seen, &found);
	return found;
}

static void
make_facts(struct maker *m, struct node *n)
{
	int percent = dice_percent(&m->dice, 30) ? 100
						 : dice_below(&m->dice, 60);

	for (size_t i = 0; i < n->decl->nfacts; i++) {
		const struct fact *f = &n->decl->facts[i];

		if (f->required || dice_percent(&m->dice, percent))
			tree_fact(m, n, f->name,
				value_valid(
					&m->dice, m->arena, m->book, f->type),
				f->type);
	}
	if (n->decl->xml_facts && dice_percent(&m->dice, 70))
		tree_fact(m, n, "xml:lang",
			dice_percent(&m->dice, 50) ? "zh" : "en", NULL);
}

static struct node *make_element(struct maker *m, const struct decl *decl);

/* Whatever stands there is not looked at. */
static void
make_any(struct maker *m, struct node *parent)
{
	struct node *n = tree_new(m, NODE_ELEMENT, "any");
	int at = dice_below(&m->dice, (int)m->schema->ndecls);

	n->decl = m->schema->decls[at];
	n->name = n->decl->name;
	make_facts(m, n);
	tree_add(parent, n);
}

static void
make_part(struct maker *m, struct node *parent, const struct part *p)
{
	struct dice *d = &m->dice;
	int more = parent->decl == m->schema->root && m->schema->of_records ? 5
									    : 2;
	int n = p->min;

	if (p->max < 0)
		n += dice_below(d, more + 1);
	else if (p->max > p->min && dice_percent(d, 40))
		n += 1 + dice_below(d, p->max - p->min);
	for (; n > 0; n--) {
		if (p->kind == PART_ELEMENT)
			tree_add(parent, make_element(m, p->decl));
		else if (p->kind == PART_ANY)
			make_any(m, parent);
		else if (p->kind == PART_CHOICE)
			make_part(m, parent,
				p->parts[dice_below(d, (int)p->nparts)]);
		for (size_t i = 0; p->kind == PART_SEQUENCE && i < p->nparts;
			i++)
			make_part(m, parent, p->parts[i]);
	}
}

static struct node *
make_element(struct maker *m, const struct decl *decl)
{
	struct node *n = tree_new(m, NODE_ELEMENT, decl->name);

	n->decl = decl;
	make_facts(m, n);
	if (decl->text != NULL)
		tree_add(n,
			tree_new(m, NODE_TEXT,
				value_valid(&m->dice, m->arena, m->book,
					decl->text)));
	else if (decl->content != NULL)
		make_part(m, n, decl->content);
	return n;
}

/* A node of a fixture, without what is below it. */
static struct node *
take_node(struct maker *m, const xmlNode *from, const struct decl *decl)
{
	struct node *n = tree_new(
		m, NODE_ELEMENT, arena_strdup(m->arena, xml_name(from)));

	n->decl = decl;
	for (const xmlAttr *a = from->properties; a != NULL; a = a->next) {
		const char *name = (const char *)a->name;
		const struct fact *f = decl != NULL ? decl_fact(decl, name)
						    : NULL;
		xmlChar *value = xmlNodeListGetString(a->doc, a->children, 1);

		tree_fact(m, n,
			a->ns != NULL ? "xml:lang"
				      : arena_strdup(m->arena, name),
			arena_strdup(
				m->arena, value != NULL ? (char *)value : ""),
			f != NULL ? f->type : NULL);
		xmlFree(value);
	}
	return n;
}

static struct node *
take(struct maker *m, const xmlNode *from, const struct decl *decl)
{
	struct node *n = take_node(m, from, decl);

	for (const xmlNode *c = from->children; c != NULL; c = c->next) {
		if (c->type == XML_ELEMENT_NODE)
			tree_add(n,
				take(m, c,
					decl == NULL ? NULL
						     : decl_child(decl,
							       xml_name(c))));
		else if (c->type != XML_COMMENT_NODE)
			tree_add(n,
				tree_new(m, NODE_TEXT,
					arena_strdup(
						m->arena, (char *)c->content)));
	}
	return n;
}

/* A fixture's head with a few of its records, or all of a small document. */
static struct node *
take_sample(struct maker *m)
{
	struct dice *d = &m->dice;
	const xmlNode *from = m->samples[dice_below(d, (int)m->nsamples)];
	struct node *root;
	int n = (int)xml_count(from, NULL), want = 1 + dice_below(d, 4);

	if (!m->schema->of_records)
		return take(m, from, m->schema->root);
	root = take_node(m, from, m->schema->root);
	for (const xmlNode *c = xml_first(from, NULL); c != NULL;
		c = xml_next(c, NULL), n--) {
		if (dice_below(d, n) >= want)
			continue;
		tree_add(root,
			take(m, c, decl_child(m->schema->root, xml_name(c))));
		want--;
	}
	return root;
}

struct node *
tree_make(struct maker *m)
{
	struct node *root = m->nsamples > 0 && dice_percent(&m->dice, 25)
		? take_sample(m)
		: make_element(m, m->schema->root);

	tree_fact(m, root, "xmlns", "urn:hecha:1", NULL);
	return root;
}
