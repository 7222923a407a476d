/*
 * Public holidays and the weekend days worked for them.
 */
#include "config.h"
#include <stdlib.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/mem.h"
#include "lib/xml.h"
#include "plan/calendar.h"
#include "schema/value.h"

struct span {
	long from, to;
	bool works;
};

struct calendar {
	struct span *spans;
	size_t n;
	bool is_provisional;
};

static int
load_span(struct calendar *c, struct arena *a, const struct _xmlNode *node,
	const char *name, struct error *err)
{
	bool works = xml_is(node, "workday");
	const char *to = works ? "date" : "to";
	struct span s = { .works = works,
		.from = day_parse(xml_attr(a, node, works ? "date" : "from")),
		.to = day_parse(xml_attr(a, node, to)) };

	if (s.from == NO_DAY || s.to == NO_DAY || s.to < s.from)
		return err_set(err, ERR_INPUT, "CALENDAR-1",
			"%s:%ld: no such day, or an end before the beginning",
			name, xml_line(node));
	c->spans[c->n++] = s;
	return 0;
}

int
calendar_parse(struct calendar **out, const char *xml, size_t n,
	const char *name, struct error *err)
{
	struct calendar *c = xcalloc(1, sizeof *c);
	struct arena *a = arena_new();
	struct _xmlDoc *doc;
	int rc;

	rc = xml_parse_valid(&doc, xml, n, name, "schemas/calendar.xsd", err);
	if (rc == 0)
		c->spans = xcalloc(
			xml_count(xml_root(doc), NULL), sizeof *c->spans);
	if (rc == 0)
		c->is_provisional = value_is_yes(
			xml_attr(a, xml_root(doc), "provisional"));
	for (struct _xmlNode *node = rc == 0 ? xml_first(xml_root(doc), NULL)
					     : NULL;
		rc == 0 && node != NULL; node = xml_next(node, NULL)) {
		if (!xml_is(node, "title"))
			rc = load_span(c, a, node, name, err);
	}
	xml_free(doc);
	arena_free(a);
	if (rc != 0) {
		calendar_free(c);
		c = NULL;
	}
	*out = c;
	return rc;
}

void
calendar_free(struct calendar *c)
{
	if (c == NULL)
		return;
	free(c->spans);
	free(c);
}

bool
calendar_is_working(const struct calendar *c, long day)
{
	bool works = day_of_week(day) <= 5;

	for (size_t i = 0; c != NULL && i < c->n; i++) {
		if (c->spans[i].from <= day && day <= c->spans[i].to)
			works = c->spans[i].works;
	}
	return works;
}

bool
calendar_is_provisional(const struct calendar *c)
{
	return c != NULL && c->is_provisional;
}

bool
calendar_covers(const struct calendar *c, int year)
{
	long first = day_make(year, 1, 1), last = day_make(year, 12, 31);

	for (size_t i = 0; c != NULL && i < c->n; i++) {
		if (c->spans[i].to >= first && c->spans[i].from <= last)
			return true;
	}
	return false;
}
