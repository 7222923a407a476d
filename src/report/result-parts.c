/*
 * Reading result documents: the head and the list of parts as a tree, and the
 * findings of some parts at a time, hung into it.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "lib/xml-reader.h"
#include "lib/xml.h"
#include "report/part-index.h"
#include "report/result-parts.h"

#define FIND_LIMIT 3000000 /* bytes of all <find> together */

struct parts {
	char *path;
	struct xml_reader *reader;
	xmlDocPtr doc;
	xmlNodePtr list;	/* <parts> of the tree */
	xmlNodePtr next;	/* the empty <part> that the reader stands on */
	xmlNodePtr first, full; /* those with their findings, from … to */
	size_t findings;	/* as the totals say */
	size_t seen;
	enum parts_exits which;
	xmlNodePtr acceptance; /* of the tree */
	size_t exits;	       /* that were read */
	bool at_exit;	       /* the reader stands on one that waits */
	bool keeps_index;
	xmlNodePtr *away; /* of each village and area, its children */
	size_t find_bytes;
};

static int
not_sound(struct parts *p, struct error *err)
{
	return err_set(err, ERR_SYSTEM, "RESULT-PARTS-1",
		"%s:%ld: not a sound result document", p->path,
		xml_reader_line(p->reader));
}

/* The reader's node, alone or with all below it, as a child of parent. */
static xmlNodePtr
take_node(struct parts *p, xmlNodePtr parent, bool deep)
{
	xmlNodePtr node = deep ? xml_reader_tree(p->reader)
			       : xml_reader_node(p->reader);
	xmlNodePtr copy = NULL;

	if (node != NULL)
		copy = xmlDocCopyNode(node, p->doc, deep ? 1 : 2);
	if (copy == NULL)
		return NULL;
	if (parent != NULL)
		xmlAddChild(parent, copy);
	else
		xmlDocSetRootElement(p->doc, copy);
	return copy;
}

static bool
at_element(const struct parts *p, int depth)
{
	return xml_reader_at_element(p->reader) &&
		xml_reader_depth(p->reader) == depth;
}

static size_t
sum_totals(const xmlNode *root)
{
	static const char *const names[] = { "errors", "suspects", "notices",
		"settled" };
	const xmlNode *totals = xml_first(root, "totals");
	size_t sum = 0;

	for (int i = 0; totals != NULL && i < 4; i++)
		sum += (size_t)xml_attr_int(totals, names[i], 0);
	return sum;
}

/* Go on from what was read to the next part, and hang it in, still empty. */
static int
seek_part(struct parts *p, int got, struct error *err)
{
	p->next = NULL;
	while (got == 1 && !at_element(p, 2))
		got = xml_reader_read(p->reader);
	if (got == 1)
		p->next = take_node(p, p->list, false);
	if (got < 0 || (got == 1 && p->next == NULL))
		return not_sound(p, err);
	return 0;
}

static bool
at_named(const struct parts *p, int depth, const char *name)
{
	return at_element(p, depth) && xml_is(xml_reader_node(p->reader), name);
}

static bool
at_listed(const struct parts *p)
{
	xmlChar *listed = xmlGetNoNsProp(
		xml_reader_node(p->reader), BAD_CAST "listed");
	bool is_listed = xmlStrEqual(listed, BAD_CAST "true") == 1;

	xmlFree(listed);
	return is_listed;
}

static bool
at_exit(const struct parts *p)
{
	return p->acceptance != NULL && at_named(p, 2, "household");
}

/* Is the child that the reader stands on one to keep? Exits and rejects may be
 * many. */
static bool
at_wanted(const struct parts *p)
{
	if (at_exit(p))
		return p->which == PARTS_LISTED_EXITS
			? at_listed(p)
			: p->which != PARTS_NO_EXITS;
	return !at_named(p, 2, "reject") || p->which == PARTS_ALL ||
		at_listed(p);
}

/* The children of a list from where the reader stands, one after the other, to
 * the end or up to the exit after n of them. */
static int
take_list(struct parts *p, xmlNodePtr list, int got, size_t n)
{
	p->at_exit = false;
	while (got == 1 && !at_element(p, 1)) {
		bool is_child = at_element(p, 2);
		bool is_exit = is_child && at_exit(p);

		p->at_exit = is_exit && n == 0;
		if (p->at_exit)
			break;
		if (is_child && at_wanted(p) &&
			take_node(p, list, true) == NULL)
			return -1;
		if (is_exit) {
			p->exits++;
			n--;
		}
		got = is_child ? xml_reader_skip(p->reader)
			       : xml_reader_read(p->reader);
	}
	return got;
}

/* Up to the parts; or to the first exit, where these come later. */
static int
read_head(struct parts *p, int got, struct error *err)
{
	xmlNodePtr root = xml_root(p->doc), node;

	while (got == 1 && p->list == NULL && !p->at_exit) {
		if (!at_element(p, root == NULL ? 0 : 1)) {
			got = xml_reader_read(p->reader);
			continue;
		}
		node = take_node(p, root, false);
		if (node == NULL)
			return not_sound(p, err);
		got = xml_reader_read(p->reader);
		if (root == NULL) {
			root = node;
		} else if (xml_is(node, "parts")) {
			p->list = node;
		} else {
			if (xml_is(node, "acceptance"))
				p->acceptance = node;
			got = take_list(p, node, got,
				p->which == PARTS_EXITS_LATER ? 0 : SIZE_MAX);
		}
	}
	if (p->at_exit)
		return 0;
	if (p->list == NULL || !xml_is(root, "result"))
		return not_sound(p, err);
	p->findings = sum_totals(root);
	return seek_part(p, got, err);
}

int
parts_open(struct parts **out, const char *path, enum parts_exits which,
	bool homes, struct error *err)
{
	struct parts *p = xcalloc(1, sizeof *p);

	*out = NULL;
	p->which = which;
	p->path = xstrdup(path);
	p->doc = xmlNewDoc(BAD_CAST "1.0");
	if (p->doc != NULL)
		p->doc->dict = xmlDictCreate(); /* a name once for all nodes */
	if (p->doc == NULL || p->doc->dict == NULL) {
		err_set(err, ERR_SYSTEM, "RESULT-PARTS-2", "out of memory");
		goto fail;
	}
	if ((homes ? xml_reader_open(&p->reader, p->path, err)
		   : xml_reader_open_without(
			     &p->reader, p->path, "home", err)) != 0 ||
		read_head(p, xml_reader_read(p->reader), err) != 0)
		goto fail;
	*out = p;
	return 0;
fail:
	parts_close(p);
	return -1;
}

void
parts_close(struct parts *p)
{
	if (p == NULL)
		return;
	parts_put_back(p);
	xml_reader_close(p->reader);
	xmlFreeDoc(p->doc);
	free(p->path);
	free(p);
}

static xmlNodePtr
first_village(const struct parts *p)
{
	xmlNodePtr root = p->doc != NULL ? xml_root(p->doc) : NULL;
	xmlNodePtr list = root != NULL ? xml_first(root, "villages") : NULL;

	return list != NULL ? xml_first(list, "village") : NULL;
}

/* The next village or, after the last, the areas they are in. */
static xmlNodePtr
next_place(const xmlNode *place)
{
	bool is_village = xml_is(place, "village");
	xmlNodePtr next = xml_next(place, is_village ? "village" : "area");
	xmlNodePtr areas;

	if (next != NULL || !is_village)
		return next;
	areas = xml_next(place->parent, "areas");
	return areas != NULL ? xml_first(areas, "area") : NULL;
}

void
parts_put_away(struct parts *p)
{
	size_t n = 0;

	parts_put_back(p);
	for (xmlNodePtr v = first_village(p); v != NULL; v = next_place(v)) {
		p->away = xreallocarray(p->away, n + 1, sizeof *p->away);
		p->away[n++] = v->children;
		v->children = v->last = NULL;
	}
}

void
parts_put_back(struct parts *p)
{
	size_t n = 0;

	for (xmlNodePtr v = p->away != NULL ? first_village(p) : NULL;
		v != NULL; v = next_place(v)) {
		v->children = v->last = p->away[n++];
		while (v->last != NULL && v->last->next != NULL)
			v->last = v->last->next;
	}
	free(p->away);
	p->away = NULL;
}

struct _xmlDoc *
parts_tree(struct parts *p)
{
	return p->doc;
}

size_t
parts_findings(const struct parts *p)
{
	return p->findings;
}

static void
drop_exits(xmlNodePtr acceptance)
{
	xmlNodePtr node = xml_first(acceptance, "household"), next;

	for (; node != NULL; node = next) {
		next = xml_next(node, "household");
		xmlUnlinkNode(node);
		xmlFreeNode(node);
	}
}

int
parts_some_exits(struct parts *p, size_t n, size_t *before, struct error *err)
{
	int got;

	*before = p->exits;
	if (p->acceptance == NULL)
		return 0;
	drop_exits(p->acceptance);
	if (p->at_exit) {
		got = take_list(p, p->acceptance, 1, n);
		if (got < 0 || read_head(p, got, err) != 0)
			return got < 0 ? not_sound(p, err) : -1;
	}
	if (!p->at_exit &&
		p->exits != (size_t)xml_attr_int(p->acceptance, "exits", 0))
		return err_set(err, ERR_SYSTEM, "RESULT-PARTS-3",
			"%s: the exits are not as many as they are said to be",
			p->path);
	return p->exits > *before;
}

/* Without what is listed of other parts. */
static size_t
count_findings(const xmlNode *part)
{
	size_t n = 0;

	for (const xmlNode *f = part->children; f != NULL; f = f->next)
		n += xml_is(f, "finding");
	return n;
}

/* 1 and p->full is the part with its findings; 0 after the last. None may be
 * lost on the way, and none may come that the totals do not know. */
static int
fill_next(struct parts *p, struct error *err)
{
	xmlNodePtr node, copy;

	if (p->seen > p->findings || (p->next == NULL && p->seen < p->findings))
		return err_set(err, ERR_SYSTEM, "RESULT-PARTS-4",
			"%s: the findings are not as many as the totals say",
			p->path);
	if (p->next == NULL)
		return 0;
	node = xml_reader_tree(p->reader);
	if (node == NULL)
		return not_sound(p, err);
	copy = xmlDocCopyNode(node, p->doc, 1);
	if (copy == NULL)
		return err_set(
			err, ERR_SYSTEM, "RESULT-PARTS-2", "out of memory");
	xmlReplaceNode(p->next, copy);
	xmlFreeNode(p->next);
	p->full = copy;
	if (p->first == NULL)
		p->first = copy;
	p->seen += count_findings(copy);
	return seek_part(p, xml_reader_skip(p->reader), err) == 0 ? 1 : -1;
}

void
parts_keep_index(struct parts *p)
{
	p->keeps_index = true;
}

/* From this part on; the others have none. */
static void
drop_find(xmlNodePtr part)
{
	for (; part != NULL; part = part->next) {
		xmlNodePtr find = xml_first(part, "find");

		if (find != NULL) {
			xmlUnlinkNode(find);
			xmlFreeNode(find);
		}
	}
}

void
parts_drop_find(struct parts *p)
{
	drop_find(p->list->children);
}

/* All or none: where something can be searched for it is found. */
static void
add_find(struct parts *p, xmlNodePtr to, xmlNodePtr find)
{
	bool had_room = p->find_bytes <= FIND_LIMIT;

	p->find_bytes += strlen((const char *)find->children->content);
	xmlAddChild(to, find);
	if (p->find_bytes > FIND_LIMIT)
		drop_find(had_room ? p->list->children : to);
}

static void
empty_part(struct parts *p, xmlNodePtr part)
{
	xmlNodePtr find = p->keeps_index ? part_index_sum_up(part) : NULL;

	xmlFreeNodeList(part->children);
	part->children = part->last = NULL;
	if (find != NULL)
		add_find(p, part, find);
}

/* From the one that was filled first to the one that was filled last. */
static void
empty_full(struct parts *p)
{
	xmlNodePtr part = p->first;

	while (part != NULL) {
		empty_part(p, part);
		part = part != p->full ? part->next : NULL;
	}
	p->first = p->full = NULL;
}

int
parts_some(struct parts *p, size_t findings, struct error *err)
{
	size_t n = 0;
	int rc;

	empty_full(p);
	do {
		rc = fill_next(p, err);
		if (rc != 1)
			break;
		n += xmlChildElementCount(p->full);
	} while (p->next != NULL &&
		n + (size_t)xml_attr_int(p->next, "findings", 0) +
				(size_t)xml_attr_int(p->next, "listed", 0) <=
			findings);
	return rc < 0 ? -1 : p->full != NULL;
}

int
parts_page(struct parts *p, long *page, struct error *err)
{
	int rc;

	empty_full(p);
	*page = p->next != NULL ? xml_attr_int(p->next, "page", 0) : 0;
	do {
		rc = fill_next(p, err);
	} while (rc == 1 && p->next != NULL &&
		xml_attr_int(p->next, "page", 0) == *page);
	return rc;
}

int
parts_fill(struct parts *p, size_t most, struct error *err)
{
	size_t n = 0;
	int rc;

	while ((rc = fill_next(p, err)) == 1) {
		n += xmlChildElementCount(p->full);
		if (n > most)
			break;
	}
	return rc;
}
