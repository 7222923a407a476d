/*
 * What a level passes on of the streets below it: sums and verdict.
 */
#include "config.h"
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/verdict.h"
#include "lib/xml.h"
#include "send/collected.h"

/* What is added up, in the order in which it is told. */
static const char *const counts[] = { "villages", "households", "members",
	"checks", "errors", "suspects", "notices", "untold", "pending",
	"papers-needed", "papers-there", "steps-late", "steps-missing" };
enum {
	COUNTS = sizeof counts / sizeof *counts,
	FIRST_SUM = 7,
	FIRST_EXTRA = 9
};

struct sums {
	struct arena *arena;
	int64_t n[COUNTS];
	bool is_told[COUNTS];
	int64_t streets, lacking, not_met, unknown;
	const char *as_of; /* the earliest; NULL: none */
	const char *rules; /* of all, NULL: none yet */
	bool rules_differ;
	struct strbuf below;
};

static void
add_below(struct sums *s, const struct _xmlNode *street)
{
	static const char *const names[] = { "division", "sequence", "package",
		"facts" };

	strbuf_adds(&s->below, "    <below");
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		strbuf_add_attribute(&s->below, names[i],
			xml_attr(s->arena, street, names[i]));
	strbuf_adds(&s->below, "/>\n");
}

static void
add_street(struct sums *s, const struct _xmlNode *street)
{
	const char *verdict = xml_attr(s->arena, street, "verdict");
	const char *day = xml_attr(s->arena, street, "as-of");
	const char *rules = xml_attr(s->arena, street, "rules");
	const char *count;

	s->streets++;
	if (verdict == NULL || day == NULL) {
		s->lacking++;
		return;
	}
	s->not_met += strcmp(verdict, "not-met") == 0;
	s->unknown += strcmp(verdict, "unknown") == 0;
	if (s->as_of == NULL || strcmp(day, s->as_of) < 0)
		s->as_of = day;
	s->rules_differ = s->rules_differ || rules == NULL ||
		(s->rules != NULL && strcmp(rules, s->rules) != 0);
	s->rules = rules;
	for (size_t i = 0; i < COUNTS; i++) {
		count = xml_attr(s->arena, street, counts[i]);
		s->is_told[i] = s->is_told[i] || count != NULL;
		s->n[i] += count != NULL ? strtoll(count, NULL, 10) : 0;
	}
	add_below(s, street);
}

static char *
make_text(const struct sums *s, const struct collected_facts *f)
{
	struct strbuf sb = { 0 };

	strbuf_adds(&sb, "  <facts");
	strbuf_add_attribute(&sb, "division", f->division);
	strbuf_add_attribute(&sb, "year", f->year);
	strbuf_add_attribute(&sb, "as-of", s->as_of);
	strbuf_add_attribute(&sb, "verdict",
		verdict_name(verdict_of_streets((uint64_t)s->not_met,
			(uint64_t)(s->unknown + s->lacking))));
	strbuf_adds(&sb, ">\n    <counts");
	for (size_t i = 0; i < FIRST_SUM; i++)
		strbuf_addf(&sb, " %s=\"%" PRId64 "\"", counts[i], s->n[i]);
	strbuf_addf(&sb,
		"/>\n    <sums streets=\"%" PRId64 "\" lacking=\"%" PRId64 "\"",
		s->streets, s->lacking);
	for (size_t i = FIRST_SUM; i < COUNTS; i++) {
		if (i < FIRST_EXTRA || s->is_told[i])
			strbuf_addf(
				&sb, " %s=\"%" PRId64 "\"", counts[i], s->n[i]);
	}
	strbuf_add_attribute(&sb, "rules", s->rules_differ ? NULL : s->rules);
	strbuf_addf(&sb, "/>\n%s  </facts>\n",
		s->below.data != NULL ? s->below.data : "");
	return strbuf_steal(&sb);
}

int
collected_read(struct collected_facts *f, const char *path, struct error *err)
{
	struct sums s = { .arena = arena_new() };
	struct _xmlDoc *doc = NULL;
	int rc = xml_load_valid(&doc, path, "schemas/collected.xsd", err);

	*f = (struct collected_facts){ 0 };
	if (rc == 0) {
		const struct _xmlNode *root = xml_root(doc);

		f->division = xstrdup(xml_attr(s.arena, root, "division"));
		f->year = xstrdup(xml_attr(s.arena, root, "year"));
		f->name = xstrdup(xml_attr(s.arena, root, "name"));
		for (struct _xmlNode *c = xml_first(root, "street"); c != NULL;
			c = xml_next(c, "street"))
			add_street(&s, c);
		if (s.as_of == NULL)
			rc = err_set(err, ERR_USAGE, "COLLECTED-3",
				"nothing that was collected is believed yet");
		else
			f->text = make_text(&s, f);
	}
	strbuf_clear(&s.below);
	xml_free(doc);
	arena_free(s.arena);
	return rc;
}

void
collected_clear(struct collected_facts *f)
{
	free(f->division);
	free(f->year);
	free(f->name);
	free(f->text);
	*f = (struct collected_facts){ 0 };
}
