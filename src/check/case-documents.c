/*
 * Records of cases, and the documents that their pack says once for them.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stddef.h>
#include "check/case-documents.h"
#include "lib/xml.h"
#include "schema/model.h"

/* The document among these whose kind has such records; NULL: none. */
static xmlNode *
document_of(const xmlNode *documents, const struct model *model,
	const xmlNode *record)
{
	xmlNode *d = xml_first(documents, NULL);

	for (; d != NULL; d = xml_next(d, NULL)) {
		const struct kind *kind = model_kind(model, xml_name(d));

		if (kind != NULL &&
			model_child(kind->root, xml_name(record)) != NULL)
			break;
	}
	return d;
}

/* A document like this one, without records yet, before the node. */
static xmlNode *
put_before(xmlNode *node, xmlNode *document)
{
	xmlNode *made = xmlDocCopyNode(document, node->doc, 2);

	made->line = node->line;
	return xmlAddPrevSibling(node, made);
}

static void
complete(xmlNode *test, const xmlNode *documents, const struct model *model)
{
	for (xmlNode *c = xml_first(test, NULL), *next; c != NULL; c = next) {
		xmlNode *document = NULL, *made;

		next = xml_next(c, NULL);
		if (model_kind(model, xml_name(c)) == NULL)
			document = document_of(documents, model, c);
		if (document == NULL)
			continue;
		made = document->_private;
		if (made == NULL || made->parent != test)
			made = put_before(c, document);
		document->_private = made;
		xmlUnlinkNode(c);
		xmlAddChild(made, c);
	}
}

void
case_documents(xmlNode *pack, const struct model *model)
{
	const xmlNode *documents = xml_first(pack, "cases");

	if (documents == NULL)
		return;
	for (xmlNode *rule = xml_first(pack, "rule"); rule != NULL;
		rule = xml_next(rule, "rule")) {
		for (xmlNode *c = xml_first(rule, "case"); c != NULL;
			c = xml_next(c, "case"))
			complete(c, documents, model);
	}
}
