/*
 * The head of a result.xml, read as a stream: the file may be large, and what
 * describes it stands before its findings.
 */
#include "config.h"
#include <errno.h>
#include <fcntl.h>
#include <libxml/xmlreader.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "base/intl.h"
#include "base/mem.h"
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
add_value(struct result_head *head, const char *element, xmlTextReaderPtr r)
{
	if (head->n == VALUES_LIMIT)
		return;
	head->values[head->n++] = (struct value){
		.element = xstrdup(element),
		.attribute = xstrdup(
			(const char *)xmlTextReaderConstLocalName(r)),
		.text = xstrdup((const char *)xmlTextReaderConstValue(r)),
	};
}

static bool
is_wanted(xmlTextReaderPtr r, const char *name)
{
	static const char *const wanted[] = { "street", "plan", "totals",
		"answers" };
	const xmlChar *ns = xmlTextReaderConstNamespaceUri(r);

	if (ns == NULL || strcmp((const char *)ns, XML_NS) != 0)
		return false;
	if (xmlTextReaderDepth(r) == 0)
		return strcmp(name, "result") == 0;
	for (size_t i = 0; i < sizeof wanted / sizeof wanted[0]; i++) {
		if (strcmp(name, wanted[i]) == 0)
			return xmlTextReaderDepth(r) == 1;
	}
	return false;
}

/* 1: read on; 0: seen it all; -1: not a result. */
static int
take_node(struct result_head *head, xmlTextReaderPtr r)
{
	int type = xmlTextReaderNodeType(r);
	char *name;
	bool wanted;

	if (type == XML_READER_TYPE_DOCUMENT_TYPE)
		return -1;
	if (type != XML_READER_TYPE_ELEMENT)
		return 1;
	name = xstrdup((const char *)xmlTextReaderConstLocalName(r));
	wanted = is_wanted(r, name);
	if (!wanted && xmlTextReaderDepth(r) == 0) {
		free(name);
		return -1;
	}
	while (wanted && xmlTextReaderMoveToNextAttribute(r) == 1)
		add_value(head, name, r);
	xmlTextReaderMoveToElement(r);
	head->complete = wanted && strcmp(name, "answers") == 0;
	free(name);
	return head->complete ? 0 : 1;
}

struct result_head *
result_head_read(const char *path, struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct result_head *head;
	xmlTextReaderPtr r;
	int rc = 1;

	if (fd < 0) {
		err_set(err, ERR_INPUT, "%s: %s", path, strerror(errno));
		return NULL;
	}
	head = xcalloc(1, sizeof *head);
	r = xmlReaderForFd(fd, path, NULL,
		XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
	while (r != NULL && rc == 1 && xmlTextReaderRead(r) == 1)
		rc = take_node(head, r);
	xmlFreeTextReader(r);
	close(fd);
	if (head->complete)
		return head;
	err_set(err, ERR_INPUT, _("%s: not a result of hecha"), path);
	result_head_free(head);
	return NULL;
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
