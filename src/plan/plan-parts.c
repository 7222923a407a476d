/*
 * A plan made of parts of two.
 */
#include "config.h"
#include <libxml/tree.h>
#include <string.h>
#include "base/list.h"
#include "lib/xml.h"
#include "plan/plan.h"

/* The elements of a plan in the order of schemas/plan.xsd, and the part that
 * each belongs to; NULL: it stays. */
static const struct {
	const char *element, *part;
} elements[] = { { "title", NULL }, { "issuer", NULL }, { "office", NULL },
	{ "addressee", NULL }, { "province", NULL }, { "code", "codes" },
	{ "counting", "course" }, { "period", "dates" }, { "clause", NULL },
	{ "stage", "course" }, { "class", "course" }, { "deadline", "course" },
	{ "procedure", "course" }, { "parameter", "parameters" },
	{ "department", "departments" }, { "situation", "situations" },
	{ "paper", "papers" }, { "subject", "subjects" },
	{ "override", NULL } };

static void
copy_attribute(xmlNode *to, const xmlNode *from, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(from, (const xmlChar *)name);

	if (value != NULL)
		xmlSetProp(to, (const xmlChar *)name, value);
	else
		xmlUnsetProp(to, (const xmlChar *)name);
	xmlFree(value);
}

static xmlDoc *
graft(struct _xmlDoc *base, struct _xmlDoc *other, const char *parts)
{
	static const char *const days[] = { "reference", "issued",
		"reference-year", "issued-year" };
	const xmlNode *roots[] = { xml_root(base), xml_root(other) };
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *root = xmlDocCopyNode((xmlNode *)roots[0], doc, 2);

	xmlDocSetRootElement(doc, root);
	if (list_has(parts, "dates")) {
		for (size_t i = 0; i < sizeof days / sizeof *days; i++)
			copy_attribute(root, roots[1], days[i]);
	}
	for (size_t i = 0; i < sizeof elements / sizeof *elements; i++) {
		const char *name = elements[i].element;
		const char *part = elements[i].part;
		const xmlNode *from =
			roots[part != NULL && list_has(parts, part)];

		for (xmlNode *c = xml_first(from, name); c != NULL;
			c = xml_next(c, name))
			xmlAddChild(root, xmlDocCopyNode(c, doc, 1));
	}
	return doc;
}

int
plan_with_parts(struct plan **out, const struct plan *plan,
	const struct plan *other, const char *parts, struct error *err)
{
	const struct plan *counted = list_has(parts, "course") ? other : plan;
	struct _xmlDoc *base = NULL, *from = NULL;
	xmlDoc *doc;
	xmlChar *bytes = NULL;
	int n = 0, rc = -1;

	if (strcmp(parts, "all") == 0)
		return plan_for_year(out, other, other->year, err);
	if (xml_parse(&base, plan->xml, plan->xml_len, "plan", 1, err) == 0 &&
		xml_parse(&from, other->xml, other->xml_len, "plan", 1, err) ==
			0) {
		doc = graft(base, from, parts);
		xmlDocDumpMemoryEnc(doc, &bytes, &n, "UTF-8");
		xmlFreeDoc(doc);
		rc = plan_parse(out,
			&(struct plan_bytes){ (const char *)bytes, (size_t)n,
				counted->calendar_xml, counted->calendar_len,
				0 },
			err);
		xmlFree(bytes);
	}
	xml_free(base);
	xml_free(from);
	return rc;
}
