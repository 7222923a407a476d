/*
 * What stays of a part when its findings go.
 */
#include "config.h"
#include <libxml/tree.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/xml.h"
#include "report/part-index.h"

enum { ERRORS, SUSPECTS, NOTICES, NSEVERITIES };

static const char *const severities[NSEVERITIES] = {
	[ERRORS] = "error",
	[SUSPECTS] = "suspect",
	[NOTICES] = "notice",
};

struct summary {
	long counts[NSEVERITIES];
	struct strbuf kinds, checks, whom;
	char *last_whom;
	char *first, *last; /* households */
};

/* The caller's; never NULL. */
static char *
attribute(const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, BAD_CAST name);
	char *copy = xstrdup(value != NULL ? (const char *)value : "");

	xmlFree(value);
	return copy;
}

/* Add a word to a list with a separator after each, once. */
static void
add_once(struct strbuf *list, const char *word, char separator)
{
	size_t n = strlen(word);

	if (n == 0)
		return;
	for (const char *p = list->data; p != NULL && *p != '\0';) {
		const char *end = strchr(p, separator);

		if ((size_t)(end - p) == n && memcmp(p, word, n) == 0)
			return;
		p = end + 1;
	}
	strbuf_add(list, word, n);
	strbuf_addc(list, separator);
}

/* Whom it is about, unless it is the same as of the finding before. */
static void
add_whom(struct summary *s, const xmlNode *finding, const char *household)
{
	struct strbuf line = { 0 };
	char *head = attribute(finding, "head");
	char *name = attribute(finding, "name");

	add_once(&line, household, ' ');
	add_once(&line, head, ' ');
	add_once(&line, name, ' ');
	free(head);
	free(name);
	if (line.len == 0)
		return;
	line.data[line.len - 1] = '\0';
	if (s->last_whom == NULL || strcmp(s->last_whom, line.data) != 0) {
		strbuf_adds(&s->whom, line.data);
		strbuf_addc(&s->whom, '\n');
	}
	free(s->last_whom);
	s->last_whom = strbuf_steal(&line);
}

static void
add_finding(struct summary *s, const xmlNode *finding)
{
	char *severity = attribute(finding, "severity");
	char *group = attribute(finding, "group");
	char *check = attribute(finding, "check");
	char *household = attribute(finding, "household");
	char *settled = attribute(finding, "settled");
	char *kind;

	for (int i = 0; *settled == '\0' && i < NSEVERITIES; i++)
		s->counts[i] += strcmp(severity, severities[i]) == 0;
	kind = xasprintf("%s:%s", group, severity);
	add_once(&s->kinds, kind, ' ');
	add_once(&s->checks, check, '\n');
	add_whom(s, finding, household);
	if (*household != '\0') {
		if (s->first == NULL)
			s->first = xstrdup(household);
		free(s->last);
		s->last = xstrdup(household);
	}
	free(settled);
	free(severity);
	free(group);
	free(kind);
	free(check);
	free(household);
}

/* What is listed of another part: whom it concerns. */
static void
add_listed(struct summary *s, const xmlNode *listed)
{
	char *household = attribute(listed, "household");

	add_whom(s, listed, household);
	if (s->first == NULL)
		s->first = xstrdup(household);
	free(s->last);
	s->last = household;
}

static void
set_attribute(xmlNodePtr part, const char *name, const char *value)
{
	if (value != NULL)
		xmlNewProp(part, BAD_CAST name, BAD_CAST value);
}

static void
set_attributes(xmlNodePtr part, const struct summary *s)
{
	char n[24];

	for (int i = 0; i < NSEVERITIES; i++) {
		snprintf(n, sizeof n, "%ld", s->counts[i]);
		set_attribute(part, severities[i], n);
	}
	set_attribute(part, "kinds", s->kinds.data);
	set_attribute(part, "first", s->first);
	set_attribute(part, "last", s->last);
}

struct _xmlNode *
part_index_sum_up(struct _xmlNode *part)
{
	struct summary s = { 0 };
	xmlNodePtr find;

	for (xmlNodePtr f = part->children; f != NULL; f = f->next) {
		if (xml_is(f, "finding"))
			add_finding(&s, f);
		if (xml_is(f, "listed"))
			add_listed(&s, f);
	}
	set_attributes(part, &s);
	if (s.whom.len > 0)
		strbuf_add(&s.checks, s.whom.data, s.whom.len);
	find = xmlNewDocRawNode(part->doc, part->ns, BAD_CAST "find",
		BAD_CAST(s.checks.data != NULL ? s.checks.data : ""));
	strbuf_clear(&s.kinds);
	strbuf_clear(&s.checks);
	strbuf_clear(&s.whom);
	free(s.last_whom);
	free(s.first);
	free(s.last);
	return find;
}
