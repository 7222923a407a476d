/*
 * The head of a result.xml, read as a stream: the file may be large, and what
 * describes it stands before its findings.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/mem.h"
#include "lib/xml-reader.h"
#include "lib/xml.h"
#include "report/result-head.h"

enum { VALUES_LIMIT = 100 };

struct value {
	char *element;
	char *attribute;
	char *text;
};

struct result_head {
	struct value values[VALUES_LIMIT];
	size_t n;
	bool complete; /* answers, the last of them, was seen */
};

static void
add_value(struct result_head *head, const xmlNode *node, const xmlAttr *attr)
{
	xmlChar *value;

	if (head->n == VALUES_LIMIT)
		return;
	value = xmlNodeListGetString(node->doc, attr->children, 1);
	head->values[head->n++] = (struct value){
		.element = xstrdup((const char *)node->name),
		.attribute = xstrdup((const char *)attr->name),
		.text = xstrdup(value != NULL ? (const char *)value : ""),
	};
	xmlFree(value);
}

static bool
is_wanted(const xmlNode *node, int depth)
{
	static const char *const wanted[] = { "street", "plan", "totals",
		"answers" };

	if (depth == 0)
		return xml_is(node, "result");
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		if (depth == 1 && xml_is(node, wanted[i]))
			return true;
	}
	return false;
}

/* 1: read on; 0: seen it all; -1: not a result. */
static int
take_node(struct result_head *head, struct xml_reader *r)
{
	int depth = xml_reader_depth(r);
	const xmlNode *node;

	if (xml_reader_at_doctype(r))
		return -1;
	if (!xml_reader_at_element(r))
		return 1;
	node = xml_reader_node(r);
	if (node == NULL || !is_wanted(node, depth))
		return depth == 0 ? -1 : 1;
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
		add_value(head, node, a);
	head->complete = xml_is(node, "answers");
	return head->complete ? 0 : 1;
}

struct result_head *
result_head_read(const char *path, struct error *err)
{
	struct result_head *head;
	struct xml_reader *r;
	int rc = 1;

	if (xml_reader_open(&r, path, err) != 0) {
		err->kind = ERR_INPUT;
		return NULL;
	}
	head = xcalloc(1, sizeof *head);
	while (rc == 1 && xml_reader_read(r) == 1)
		rc = take_node(head, r);
	xml_reader_close(r);
	if (head->complete)
		return head;
	err_set(err, ERR_INPUT, "RESULT-HEAD-1", "%s: not a result of hecha",
		path);
	result_head_free(head);
	return NULL;
}

static bool
is_basis(const xmlNode *node)
{
	static const char *const wanted[] = { "document", "check", "change",
		"basis", "pack", "parameter" };

	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		if (xml_is(node, wanted[i]))
			return true;
	}
	return false;
}

int
result_walk_basis(const char *path,
	void (*take)(void *arg, const struct _xmlNode *node), void *arg,
	struct error *err)
{
	struct xml_reader *r;
	bool seen = false;
	int depth = 2, got = 0;

	if (xml_reader_open(&r, path, err) != 0) {
		err->kind = ERR_INPUT;
		return -1;
	}
	while (!(seen && depth < 2) && (got = xml_reader_read(r)) == 1 &&
		!xml_reader_at_doctype(r)) {
		const xmlNode *node;

		if (!xml_reader_at_element(r))
			continue;
		node = xml_reader_node(r);
		depth = xml_reader_depth(r);
		if (node == NULL || (seen && depth < 2))
			break;
		if (depth > 2 || depth == 0 || !is_basis(node))
			continue;
		take(arg, node);
		if (xml_is(node, "basis")) {
			seen = true;
			depth = 2;
		}
	}
	xml_reader_close(r);
	return seen || got == 0 ? 0
				: err_set(err, ERR_INPUT, "RESULT-HEAD-2",
					  "%s: not a result of hecha", path);
}

const char *
result_head_get(const struct result_head *head, const char *element,
	const char *attribute)
{
	for (size_t i = 0; i < head->n; i++) {
		const struct value *v = &head->values[i];

		if (strcmp(v->element, element) == 0 &&
			strcmp(v->attribute, attribute) == 0)
			return v->text;
	}
	return NULL;
}

void
result_head_free(struct result_head *head)
{
	if (head == NULL)
		return;
	for (size_t i = 0; i < head->n; i++) {
		free(head->values[i].element);
		free(head->values[i].attribute);
		free(head->values[i].text);
	}
	free(head);
}
