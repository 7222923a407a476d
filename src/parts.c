/*
 * Reading result documents: the head and the list of parts as a tree, and the
 * findings of one part at a time, hung into it.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <libxml/tree.h>
#include <libxml/xmlreader.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "mem.h"
#include "parts.h"
#include "xml.h"

struct parts {
	char *path;
	int fd;
	xmlTextReaderPtr reader;
	xmlDocPtr doc;
	xmlNodePtr next; /* the <part> to fill next */
	xmlNodePtr full; /* the one that is filled */
	size_t count;
	size_t findings;
};

static void
hear_nothing(void *arg, xmlErrorPtr e)
{
	(void)arg;
	(void)e;
}

static int
open_reader(struct parts *p, struct error *err)
{
	p->fd = open(p->path, O_RDONLY | O_CLOEXEC);
	if (p->fd < 0)
		return err_set(err, ERR_SYSTEM, "%s: %s", p->path,
			strerror(errno));
	p->reader = xmlReaderForFd(p->fd, p->path, "UTF-8",
		XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT);
	if (p->reader == NULL)
		return err_set(err, ERR_SYSTEM, "%s: out of memory", p->path);
	xmlTextReaderSetStructuredErrorHandler(p->reader, hear_nothing, NULL);
	return 0;
}

static void
close_reader(struct parts *p)
{
	xmlFreeTextReader(p->reader);
	p->reader = NULL;
	if (p->fd >= 0)
		close(p->fd);
	p->fd = -1;
}

static int
not_sound(struct parts *p, struct error *err)
{
	return err_set(err, ERR_SYSTEM, "%s:%d: not a sound result document",
		p->path, xmlTextReaderGetParserLineNumber(p->reader));
}

/* The reader's node, alone or with all below it, as a child of parent. */
static xmlNodePtr
take_node(struct parts *p, xmlNodePtr parent, bool deep)
{
	xmlNodePtr node = deep ? xmlTextReaderExpand(p->reader)
			       : xmlTextReaderCurrentNode(p->reader);
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
	return xmlTextReaderNodeType(p->reader) == XML_READER_TYPE_ELEMENT &&
		xmlTextReaderDepth(p->reader) == depth;
}

static int
count_part(struct parts *p, xmlNodePtr part)
{
	long n = part != NULL ? xml_attr_int(part, "findings", -1) : -1;

	if (n < 0)
		return -1;
	p->count++;
	p->findings += (size_t)n;
	return 0;
}

static int
read_head(struct parts *p, struct error *err)
{
	xmlNodePtr root = NULL, list = NULL;
	int got = xmlTextReaderRead(p->reader);

	while (got == 1) {
		bool step_over = false;

		if (root == NULL && at_element(p, 0)) {
			root = take_node(p, NULL, false);
			if (root == NULL || !xml_is(root, "result"))
				return not_sound(p, err);
		} else if (at_element(p, 1) &&
			xmlStrEqual(xmlTextReaderConstLocalName(p->reader),
				BAD_CAST "parts")) {
			list = take_node(p, root, false);
		} else if (at_element(p, 1)) {
			step_over = true;
			if (take_node(p, root, true) == NULL)
				return not_sound(p, err);
		} else if (list != NULL && at_element(p, 2)) {
			step_over = true;
			if (count_part(p, take_node(p, list, false)) != 0)
				return not_sound(p, err);
		}
		got = step_over ? xmlTextReaderNext(p->reader)
				: xmlTextReaderRead(p->reader);
	}
	if (got != 0 || list == NULL)
		return not_sound(p, err);
	p->next = xmlFirstElementChild(list);
	return 0;
}

int
parts_open(struct parts **out, const char *path, struct error *err)
{
	struct parts *p = xcalloc(1, sizeof *p);

	*out = NULL;
	p->fd = -1;
	p->path = xstrdup(path);
	p->doc = xmlNewDoc(BAD_CAST "1.0");
	if (p->doc == NULL) {
		err_set(err, ERR_SYSTEM, "out of memory");
		goto fail;
	}
	if (open_reader(p, err) != 0 || read_head(p, err) != 0)
		goto fail;
	close_reader(p);
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
	close_reader(p);
	xmlFreeDoc(p->doc);
	free(p->path);
	free(p);
}

struct _xmlDoc *
parts_tree(struct parts *p)
{
	return p->doc;
}

size_t
parts_count(const struct parts *p)
{
	return p->count;
}

size_t
parts_findings(const struct parts *p)
{
	return p->findings;
}

char *
parts_attr(const struct parts *p, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(
		xmlDocGetRootElement(p->doc), BAD_CAST name);
	char *copy = xstrdup((char *)value);

	xmlFree(value);
	return copy;
}

/* Put the reader's part in the place of the empty one. */
static int
fill(struct parts *p, struct error *err)
{
	xmlNodePtr node = xmlTextReaderExpand(p->reader), copy;

	if (node == NULL || p->next == NULL)
		return not_sound(p, err);
	copy = xmlDocCopyNode(node, p->doc, 1);
	if (copy == NULL)
		return err_set(err, ERR_SYSTEM, "out of memory");
	xmlReplaceNode(p->next, copy);
	xmlFreeNode(p->next);
	p->full = copy;
	p->next = xmlNextElementSibling(copy);
	return 1;
}

static int
fill_next(struct parts *p, struct error *err)
{
	int got;

	if (p->reader == NULL && open_reader(p, err) != 0)
		return -1;
	got = p->full != NULL ? xmlTextReaderNext(p->reader)
			      : xmlTextReaderRead(p->reader);
	while (got == 1) {
		if (at_element(p, 2) && xml_is(xmlTextReaderCurrentNode(
						       p->reader),
						"part"))
			return fill(p, err);
		got = xmlTextReaderRead(p->reader);
	}
	return got == 0 ? 0 : not_sound(p, err);
}

int
parts_next(struct parts *p, long *number, struct error *err)
{
	xmlNodePtr old = p->full;
	int rc = fill_next(p, err);

	if (old != NULL) {
		xmlFreeNodeList(old->children);
		old->children = old->last = NULL;
	}
	if (rc == 1)
		*number = xml_attr_int(p->full, "number", 0);
	return rc;
}

int
parts_fill(struct parts *p, struct error *err)
{
	int rc;

	while ((rc = fill_next(p, err)) == 1)
		;
	return rc;
}
