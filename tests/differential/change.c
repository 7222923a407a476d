/*
 * Changes to a document's tree: facts and elements lost, doubled, renamed,
 * moved or put into another namespace; what schemas hear of in instances;
 * markup of every kind in every place.
 */
#include "config.h"
#include <ctype.h>
#include <string.h>
#include "base/arena.h"
#include "tree.h"

#define XSI "http://www.w3.org/2001/XMLSchema-instance"

typedef void change_fn(struct maker *m, struct node *root);

/* A fact of some element, and that element; NULL where there is none. */
static struct attrib *
some_fact(struct maker *m, struct node *root, struct node **of)
{
	struct attrib *found = NULL;
	int seen = 0;

	*of = tree_some(m, root, true);
	if (*of == NULL)
		return NULL;
	for (struct attrib *a = (*of)->facts; a != NULL; a = a->next) {
		if (dice_below(&m->dice, ++seen) == 0)
			found = a;
	}
	return found;
}

static const struct decl *
some_decl(struct maker *m)
{
	return m->schema->decls[dice_below(&m->dice, (int)m->schema->ndecls)];
}

static const char *
spelled_otherwise(struct maker *m, const char *name)
{
	char *s = arena_strndup(m->arena, name, strlen(name) + 1);
	size_t n = strlen(name);

	switch (dice_below(&m->dice, 5)) {
	case 0:
		s[0] = (char)toupper((unsigned char)s[0]);
		return s;
	case 1:
		s[n] = 's';
		return s;
	case 2:
		s[n - 1] = '\0';
		return n > 1 ? s : "x";
	case 3:
		return "名";
	default:
		return "x";
	}
}

/* The type of a text, or of a fact, by what declares it. */
static void
change_value(struct maker *m, struct node *root)
{
	struct node *n;
	struct attrib *a = some_fact(m, root, &n);

	if (a != NULL && a->type != NULL)
		a->value = value_near(
			&m->dice, m->arena, m->book, a->type, a->value);
	else
		tree_change(m, root);
}

static void
change_text(struct maker *m, struct node *root)
{
	struct node *n = NULL;

	for (int i = 0; i < 8; i++) {
		n = tree_some(m, root, false);
		if (n->decl != NULL && n->decl->text != NULL)
			break;
	}
	if (n->decl == NULL || n->decl->text == NULL) {
		change_value(m, root);
		return;
	}
	if (n->first == NULL)
		tree_add(n, tree_new(m, NODE_TEXT, ""));
	if (n->first->kind == NODE_TEXT)
		n->first->name = value_near(&m->dice, m->arena, m->book,
			n->decl->text, n->first->name);
}

static void
add_declared(struct maker *m, struct node *root)
{
	struct node *n = tree_some(m, root, false);
	const struct fact *f;

	if (n->decl == NULL || n->decl->nfacts == 0)
		return;
	f = &n->decl->facts[dice_below(&m->dice, (int)n->decl->nfacts)];
	for (const struct attrib *a = n->facts; a != NULL; a = a->next) {
		if (strcmp(a->name, f->name) == 0)
			return;
	}
	tree_fact(m, n, f->name,
		value_near(&m->dice, m->arena, m->book, f->type, ""), f->type);
}

static void
drop_fact(struct maker *m, struct node *root)
{
	struct node *n;
	struct attrib *a = some_fact(m, root, &n);

	for (struct attrib **p = &n->facts; a != NULL && *p != NULL;
		p = &(*p)->next) {
		if (*p == a) {
			*p = a->next;
			return;
		}
	}
}

static void
double_fact(struct maker *m, struct node *root)
{
	struct node *n;
	struct attrib *a = some_fact(m, root, &n);

	if (a != NULL)
		tree_fact(m, n, a->name, a->value, a->type);
}

static void
rename_fact(struct maker *m, struct node *root)
{
	struct node *n;
	struct attrib *a = some_fact(m, root, &n);
	const struct decl *d = some_decl(m);

	if (a == NULL)
		return;
	if (d->nfacts > 0 && dice_percent(&m->dice, 60))
		a->name = d->facts[dice_below(&m->dice, (int)d->nfacts)].name;
	else
		a->name = spelled_otherwise(m, a->name);
}

static void
swap_values(struct maker *m, struct node *root)
{
	struct node *n, *k;
	struct attrib *a = some_fact(m, root, &n);
	struct attrib *b = some_fact(m, root, &k);
	const char *value;

	if (a == NULL || b == NULL)
		return;
	value = a->value;
	a->value = b->value;
	b->value = value;
}

/* Facts that no schema of ours declares. */
static void
add_foreign(struct maker *m, struct node *root)
{
	static const char *const facts[][3] = { { "xsi:nil", "true", XSI },
		{ "xsi:nil", "false", XSI }, { "xsi:nil", "1", XSI },
		{ "xsi:nil", "x", XSI }, { "xsi:type", "item", XSI },
		{ "xsi:type", "record-id", XSI }, { "xsi:type", "case", XSI },
		{ "xsi:type", "short-text", XSI }, { "xsi:type", "", XSI },
		{ "xsi:type", "q:x", XSI }, { "xsi:type", "nothing", XSI },
		{ "xsi:schemaLocation", "urn:hecha:1 other.xsd", XSI },
		{ "xsi:schemaLocation", "urn:hecha:1", XSI },
		{ "xsi:schemaLocation", "urn:x file:///etc/passwd", XSI },
		{ "xsi:noNamespaceSchemaLocation", "common.xsd", XSI },
		{ "xsi:other", "x", XSI }, { "xml:lang", "zh", NULL },
		{ "xml:lang", "", NULL }, { "xml:lang", "not a tag", NULL },
		{ "xml:space", "preserve", NULL }, { "xml:space", "x", NULL },
		{ "xml:id", "a", NULL }, { "xml:id", "1 2", NULL },
		{ "xml:base", "http://x/", NULL }, { "xml:other", "x", NULL },
		{ "xmlns:q", "urn:q", NULL }, { "xmlns:q", "", NULL },
		{ "xmlns", "", NULL }, { "xmlns", "urn:hecha:1", NULL },
		{ "xmlns", "urn:hecha:2", NULL },
		{ "xmlns:xml", "urn:x", NULL },
		{ "xmlns:xmlns", "urn:x", NULL }, { "q:id", "a", "urn:q" },
		{ "q:id", "a", NULL }, { "h:id", "a", "urn:hecha:1" },
		{ "x", "y", NULL }, { "属性", "值", NULL },
		{ "class", "", NULL }, { "a.b-c_d", "", NULL },
		{ "1x", "y", NULL } };
	static const char *const names[] = { "xmlns:xsi", "xmlns:q",
		"xmlns:h" };
	const char *const *f = DICE_PICK(&m->dice, facts);
	struct node *n = tree_some(m, root, false), *where;

	where = dice_percent(&m->dice, 50) ? root : n;
	if (f[2] != NULL)
		tree_fact(m, where,
			f[0][0] == 'x'		 ? names[0]
				: f[0][0] == 'q' ? names[1]
						 : names[2],
			f[2], NULL);
	tree_fact(m, n, f[0], f[1], NULL);
}

static struct node *
some_below(struct maker *m, struct node *root)
{
	struct node *n = NULL;

	for (int i = 0; i < 8 && (n == NULL || n == root); i++)
		n = tree_some(m, root, false);
	return n != root ? n : NULL;
}

static void
drop_element(struct maker *m, struct node *root)
{
	struct node *n = some_below(m, root);

	if (n != NULL)
		tree_cut(n);
}

static void
double_element(struct maker *m, struct node *root)
{
	struct node *n = some_below(m, root);

	if (n != NULL)
		tree_put(n, tree_copy(m, n));
}

static void
rename_element(struct maker *m, struct node *root)
{
	struct node *n = tree_some(m, root, false);

	if (n == root && dice_percent(&m->dice, 70))
		return;
	n->name = dice_percent(&m->dice, 60) ? some_decl(m)->name
					     : spelled_otherwise(m, n->name);
}

/* Behind its neighbour, or anywhere. */
static void
move_element(struct maker *m, struct node *root)
{
	struct node *n = some_below(m, root), *to;

	if (n == NULL)
		return;
	to = n->next;
	if (to != NULL && dice_percent(&m->dice, 50)) {
		tree_cut(to);
		tree_put(n, to);
		return;
	}
	tree_cut(n);
	to = tree_some(m, root, false);
	if (to->first != NULL && dice_percent(&m->dice, 50))
		tree_put(to->first, n);
	else
		tree_add(to, n);
}

static void
copy_element(struct maker *m, struct node *root)
{
	struct node *n = some_below(m, root), *copy;

	if (n == NULL)
		return;
	copy = tree_copy(m, n);
	tree_add(dice_percent(&m->dice, 30) ? n : tree_some(m, root, false),
		copy);
}

static void
add_element(struct maker *m, struct node *root)
{
	static const char *const names[] = { "x", "extra", "名", "q:x" };
	struct node *n = tree_some(m, root, false), *added;
	const struct decl *d = some_decl(m);
	bool known = dice_percent(&m->dice, 60);

	added = tree_new(
		m, NODE_ELEMENT, known ? d->name : DICE_PICK(&m->dice, names));
	if (n->first != NULL && dice_percent(&m->dice, 50))
		tree_put(n->first, added);
	else
		tree_add(n, added);
}

static void
wrap_element(struct maker *m, struct node *root)
{
	struct node *n = some_below(m, root), *outer;

	if (n == NULL)
		return;
	outer = tree_new(m, NODE_ELEMENT,
		dice_percent(&m->dice, 50) ? n->name : some_decl(m)->name);
	tree_put(n, outer);
	tree_cut(n);
	tree_add(outer, n);
}

static void
change_namespace(struct maker *m, struct node *root)
{
	struct node *n = tree_some(m, root, false);
	char *name;

	if (n == root && dice_percent(&m->dice, 70))
		return;
	if (dice_percent(&m->dice, 40)) {
		tree_fact(m, n, "xmlns",
			dice_percent(&m->dice, 50) ? "" : "urn:other", NULL);
		return;
	}
	name = arena_alloc(m->arena, strlen(n->name) + 3);
	strcpy(name, "h:");
	strcat(name, n->name);
	n->name = name;
	if (dice_percent(&m->dice, 80))
		tree_fact(m, dice_percent(&m->dice, 50) ? n : root, "xmlns:h",
			dice_percent(&m->dice, 60) ? "urn:hecha:1" : "urn:h",
			NULL);
}

/* Deeper than the parser follows, or nearly so. */
static void
nest_deeply(struct maker *m, struct node *root)
{
	struct node *n = tree_some(m, root, false);
	int depth = dice_percent(&m->dice, 50) ? 270 : 20;

	if (dice_percent(&m->dice, 90))
		return;
	for (; depth > 0; depth--) {
		struct node *c = tree_new(m, NODE_ELEMENT, "x");

		tree_add(n, c);
		n = c;
	}
}

static void
add_markup(struct maker *m, struct node *root)
{
	static const char *const markup[] = { "<!-- c -->", "<!---->",
		"<!-- <x> & </y> -->", "<!-- > ' \" -->", "<!-- a -- b -->",
		"<!--->-->", "<!-- a --->", "<!-- <!DOCTYPE x> -->", "<?p i?>",
		"<?p?>", "<?p <x> ?>", "<?xml-x y?>",
		"<?"
		"?>",
		"<?xml version='1.0'?>", "<?XML x?>", "<?p:q r?>",
		"<![CDATA[]]>", "<![CDATA[ ]]>", "<![CDATA[x]]>",
		"<![CDATA[\n\t]]>", "<![CDATA[<x>&</y>]]>",
		"<![CDATA[<!DOCTYPE x>]]>", "<![CDATA[]]]]>", "]]>", "&#32;",
		"&#x20;", "&#9;", "&#10;", "&#13;", "&#160;", "&#x4e00;",
		"&#0;", "&#x1f;", "&#xd800;", "&#x10ffff;", "&#x110000;",
		"&amp;", "&lt;", "&apos;", "&nbsp;", "&x", "&#;", "&;", "& ",
		"<", ">", "\"", "'>", "</x>", "<x", "<x>", "<x/>", "< x/>",
		"<!x>", "<!DOCTYPE x>", "<!ENTITY x 'y'>", "\x01", "\x7f",
		"\xef\xbf\xbe", "\xef\xbb\xbf", "\xc2\x85", "\xe2\x80\xa8",
		"\xff", "\xc0\x80", "\xed\xa0\x80", "\r", "\r\n", "\n\n\n" };
	struct node *n = tree_some(m, root, false);
	struct node *added = tree_new(m, NODE_RAW, DICE_PICK(&m->dice, markup));

	/* The first ones are harmless, and so many documents stay valid. */
	if (dice_percent(&m->dice, 40))
		added->name = markup[dice_below(&m->dice, 4)];
	if (dice_percent(&m->dice, 30))
		n = root;
	if (n->first != NULL && dice_percent(&m->dice, 60))
		tree_put(
			dice_percent(&m->dice, 50) ? n->first : n->last, added);
	else
		tree_add(n, added);
}

static void
add_text(struct maker *m, struct node *root)
{
	static const char *const texts[] = { " ", "\n", "\t", "\r\n  ", "", " ",
		"\n\n", "x", "文", " x ", "\xc2\xa0", "　", "&", "<" };
	struct node *n = tree_some(m, root, false);
	struct node *added = tree_new(m, NODE_TEXT, DICE_PICK(&m->dice, texts));

	if (n->first != NULL && dice_percent(&m->dice, 60))
		tree_put(n->first, added);
	else
		tree_add(n, added);
}

void
tree_change(struct maker *m, struct node *root)
{
	static const struct {
		change_fn *change;
		int weight;
	} changes[] = { { change_value, 46 }, { change_text, 6 },
		{ add_declared, 6 }, { drop_fact, 4 }, { double_fact, 1 },
		{ rename_fact, 3 }, { swap_values, 3 }, { add_foreign, 5 },
		{ drop_element, 3 }, { double_element, 3 },
		{ rename_element, 2 }, { move_element, 3 }, { copy_element, 2 },
		{ add_element, 2 }, { wrap_element, 1 },
		{ change_namespace, 2 }, { nest_deeply, 1 }, { add_markup, 5 },
		{ add_text, 3 } };
	int at = dice_below(&m->dice, 101);
	size_t i = 0;

	while (at >= changes[i].weight)
		at -= changes[i++].weight;
	changes[i].change(m, root);
}
