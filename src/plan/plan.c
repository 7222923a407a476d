/*
 * The plan, read once and kept in the database.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/lang.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "lib/db.h"
#include "lib/decode.h"
#include "lib/digest.h"
#include "lib/xml.h"
#include "plan/calendar.h"
#include "plan/plan-words.h"
#include "plan/plan.h"
#include "schema/coded.h"
#include "schema/codes.h"
#include "schema/value.h"

#define PLAN_LIMIT (4u << 20)

#define EACH(c, parent, name)                                                  \
	for (struct _xmlNode *c = xml_first(parent, name); c != NULL;          \
		c = xml_next(c, name))

static const char *
attr(struct plan *p, const struct _xmlNode *node, const char *name)
{
	return xml_attr(p->arena, node, name);
}

/* A text with the plan's year for each {year} in it, and the name of its
 * province for each {province}. */
static const char *
with_names(struct plan *p, const char *text, enum lang lang)
{
	static const char *const nameless[] = { "本省", "the province" };
	struct strbuf sb = { 0 };

	if (text == NULL || strchr(text, '{') == NULL)
		return text;
	while (*text != '\0') {
		size_t n = strcspn(text, "{");

		strbuf_add(&sb, text, n);
		text += n;
		if (strncmp(text, "{year}", 6) == 0) {
			strbuf_addf(&sb, "%d", p->year);
			text += 6;
		} else if (strncmp(text, "{province}", 10) == 0) {
			strbuf_adds(&sb,
				p->province[lang] != NULL ? p->province[lang]
							  : nameless[lang]);
			text += 10;
		} else if (*text == '{') {
			strbuf_addc(&sb, *text++);
		}
	}
	text = arena_strdup(p->arena, sb.data);
	strbuf_clear(&sb);
	return text;
}

/* Without what was rebuilt where the source is damaged: [?words]. */
static const char *
as_quoted(struct plan *p, const char *text)
{
	struct strbuf sb = { 0 };
	const char *at, *end;

	if (text == NULL || strstr(text, "[?") == NULL)
		return text;
	while ((at = strstr(text, "[?")) != NULL &&
		(end = strchr(at, ']')) != NULL) {
		strbuf_add(&sb, text, (size_t)(at - text));
		strbuf_adds(&sb, "……");
		text = end + 1;
	}
	strbuf_adds(&sb, text);
	text = arena_strdup(p->arena, sb.data);
	strbuf_clear(&sb);
	return text;
}

static void
load_texts(struct plan *p, const struct _xmlNode *node, const char *name,
	const char *out[2])
{
	static const char *const langs[] = { "zh", "en" };

	for (enum lang i = 0; i < LANGS; i++)
		out[i] = with_names(
			p, xml_child_text(p->arena, node, name, langs[i]), i);
}

/* "11-05" of a year; 02-29 in a common year is 02-28. */
static long
month_day(int year, const char *s)
{
	int month, day;
	long d;

	if (s == NULL)
		return NO_DAY;
	month = atoi(s);
	day = atoi(s + 3);
	d = day_make(year, month, day);
	return d == NO_DAY && month == 2 ? day_make(year, 2, 28) : d;
}

static void
load_head(struct plan *p, const struct _xmlNode *root, int year)
{
	const struct _xmlNode *period = xml_first(root, "period");
	const struct _xmlNode *counting = xml_first(root, "counting");

	p->id = attr(p, root, "id");
	p->version = attr(p, root, "version");
	p->year = year != 0 ? year : (int)xml_attr_int(root, "year", 0);
	p->reference = month_day(
		p->year + (int)xml_attr_int(root, "reference-year", 0),
		attr(p, root, "reference"));
	p->issued = month_day(
		p->year + (int)xml_attr_int(root, "issued-year", 0),
		attr(p, root, "issued"));
	load_texts(p, root, "province", p->province);
	load_texts(p, root, "title", p->title);
	load_texts(p, root, "issuer", p->issuer);
	load_texts(p, root, "office", p->office);
	load_texts(p, root, "addressee", p->addressee);
	p->counting.working = strcmp(attr(p, counting, "days"), "working") == 0;
	p->counting.first_counts = strcmp(attr(p, counting, "first-day"),
					   "counted") == 0;
	p->period_began = month_day(
		p->year + (int)xml_attr_int(period, "began-year", 0),
		attr(p, period, "began"));
	p->period_ended = month_day(
		p->year + (int)xml_attr_int(period, "ended-year", 0),
		attr(p, period, "ended"));
}

static void
load_codes(struct plan *p, const struct _xmlNode *root)
{
	p->codes = xcalloc(xml_count(root, "code"), sizeof *p->codes);
	EACH(c, root, "code")
	{
		struct plan_code *code = &p->codes[p->ncodes++];

		code->list = attr(p, c, "list");
		code->code = attr(p, c, "code");
		load_texts(p, c, "label", code->label);
	}
}

static void
load_clauses(struct plan *p, const struct _xmlNode *root)
{
	p->clauses = xcalloc(xml_count(root, "clause"), sizeof *p->clauses);
	EACH(c, root, "clause")
	{
		struct plan_clause *clause = &p->clauses[p->nclauses++];

		clause->id = attr(p, c, "id");
		clause->heading = attr(p, c, "heading");
		load_texts(p, c, "text", clause->text);
		for (enum lang i = 0; i < LANGS; i++)
			clause->quoted[i] = as_quoted(p, clause->text[i]);
		load_texts(p, c, "beyond", clause->beyond);
	}
}

/* By when: a day of the plan's year, or of another one. */
static long
by_day(struct plan *p, const struct _xmlNode *node)
{
	return month_day(p->year + (int)xml_attr_int(node, "by-year", 0),
		attr(p, node, "by"));
}

static void
load_deadlines(struct plan *p, const struct _xmlNode *root)
{
	p->deadlines = xcalloc(
		xml_count(root, "deadline"), sizeof *p->deadlines);
	EACH(c, root, "deadline")
	{
		struct plan_deadline *d = &p->deadlines[p->ndeadlines++];

		d->id = attr(p, c, "id");
		d->check = attr(p, c, "check");
		d->clause = attr(p, c, "clause");
		d->due = by_day(p, c);
		load_texts(p, c, "title", d->title);
	}
}

static void
load_stages(struct plan *p, const struct _xmlNode *root)
{
	p->stages = xcalloc(xml_count(root, "stage"), sizeof *p->stages);
	EACH(c, root, "stage")
	{
		struct plan_stage *s = &p->stages[p->nstages++];

		s->id = attr(p, c, "id");
		s->clause = attr(p, c, "clause");
		s->due = by_day(p, c);
		load_texts(p, c, "title", s->title);
	}
}

static const struct plan_deadline *
find_deadline(const struct plan *p, const char *id)
{
	for (size_t i = 0; id != NULL && i < p->ndeadlines; i++) {
		if (strcmp(p->deadlines[i].id, id) == 0)
			return &p->deadlines[i];
	}
	return NULL;
}

static int
load_step(struct plan *p, struct plan_procedure *procedure,
	const struct _xmlNode *node, struct error *err)
{
	struct plan_step *s = &procedure->steps[procedure->n];
	const char *start = attr(p, node, "start");
	const char *deadline = attr(p, node, "deadline");

	s->id = attr(p, node, "id");
	s->kind = attr(p, node, "kind");
	s->clause = attr(p, node, "clause");
	s->round = (int)xml_attr_int(node, "round", 0);
	s->days = xml_attr_int(node, "days", 0);
	s->says_days = attr(p, node, "counting");
	s->says_first_day = attr(p, node, "first-day");
	s->required = value_is_yes(attr(p, node, "required"));
	s->deadline = find_deadline(p, deadline);
	if (deadline != NULL && s->deadline == NULL)
		return err_set(err, ERR_INPUT, "PLAN-1",
			"line %ld: step %s: no deadline '%s'", xml_line(node),
			s->id, deadline);
	s->says_start = start != NULL;
	s->next_day = start != NULL && strcmp(start, "next-day") == 0;
	load_texts(p, node, "title", s->title);
	procedure->n++;
	return 0;
}

/* Each must end early enough for the next. */
static void
set_latest(const struct plan *p, struct plan_procedure *procedure)
{
	size_t n = procedure->n;
	long *days = xcalloc(n * 2, sizeof *days);

	plan_latest(procedure, &p->counting, days, days + n);
	for (size_t i = 0; i < n; i++) {
		procedure->steps[i].latest_start = days[i];
		procedure->steps[i].latest_end = days[n + i];
	}
	free(days);
}

static int
load_procedures(struct plan *p, const struct _xmlNode *root, struct error *err)
{
	p->procedures = xcalloc(
		xml_count(root, "procedure"), sizeof *p->procedures);
	EACH(c, root, "procedure")
	{
		struct plan_procedure *procedure =
			&p->procedures[p->nprocedures++];

		procedure->id = attr(p, c, "id");
		procedure->clause = attr(p, c, "clause");
		load_texts(p, c, "title", procedure->title);
		procedure->steps = xcalloc(
			xml_count(c, "step"), sizeof *procedure->steps);
		EACH(s, c, "step")
		{
			if (load_step(p, procedure, s, err) != 0)
				return -1;
		}
		set_latest(p, procedure);
	}
	return 0;
}

static int
load_classes(struct plan *p, const struct _xmlNode *root, struct error *err)
{
	p->classes = xcalloc(xml_count(root, "class"), sizeof *p->classes);
	EACH(c, root, "class")
	{
		struct plan_class *class = &p->classes[p->nclasses++];
		const char *id = attr(p, c, "procedure");

		class->id = attr(p, c, "id");
		class->form = attr(p, c, "form");
		load_texts(p, c, "title", class->title);
		if (id == NULL)
			continue;
		class->procedure = plan_find_procedure(p, id);
		if (class->procedure == NULL)
			return err_set(err, ERR_INPUT, "PLAN-2",
				"line %ld: class %s: no procedure '%s'",
				xml_line(c), class->id, id);
	}
	return 0;
}

/* The street audits a sample of the households that leave (3.3.2a), unless its
 * share is all of them, and each one that comes in (3.3.2b). */
static void
set_sampled(struct plan *p)
{
	const struct plan_parameter *share = plan_find_parameter(
		p, "street-audit-share");

	if (share != NULL && share->value >= share->whole)
		return;
	for (size_t i = 0; i < p->nclasses; i++) {
		const struct plan_class *class = &p->classes[i];
		const struct plan_procedure *procedure = class->procedure;

		if (procedure == NULL ||
			(strcmp(class->id, "exit") != 0 &&
				strcmp(class->id, "clear") != 0))
			continue;
		for (size_t j = 0; j < procedure->n; j++) {
			struct plan_step *s = &procedure->steps[j];

			s->sampled = strcmp(s->kind, "street-audit") == 0;
		}
	}
}

int
plan_amount_parse(long *value, long *whole, const char *text, const char *unit)
{
	bool is_share = strcmp(unit, "percent") == 0;
	char *end;

	*value = strtol(text, &end, 10);
	*whole = is_share ? 100 : 1;
	if (end == text)
		return -1;
	if (*end == '/' && is_share) {
		text = end + 1;
		*whole = strtol(text, &end, 10);
		if (end == text || *whole <= 0)
			return -1;
	}
	return *end == '\0' ? 0 : -1;
}

static int
load_settings(struct plan *p, const struct _xmlNode *root, struct error *err)
{
	p->parameters = xcalloc(
		xml_count(root, "parameter"), sizeof *p->parameters);
	EACH(c, root, "parameter")
	{
		struct plan_parameter *q = &p->parameters[p->nparameters++];

		q->name = attr(p, c, "name");
		q->unit = attr(p, c, "unit");
		q->written = attr(p, c, "value");
		load_texts(p, c, "title", q->title);
		if (plan_amount_parse(
			    &q->value, &q->whole, q->written, q->unit) != 0)
			return err_set(err, ERR_INPUT, "PLAN-6",
				"line %ld: parameter %s: '%s' is a fraction, "
				"and its unit is not percent",
				xml_line(c), q->name, q->written);
		if (strcmp(q->name, PLAN_SMALL_CELL) == 0 && q->value != 0 &&
			(q->value < PLAN_SMALL_CELL_LEAST ||
				q->value > PLAN_SMALL_CELL_MOST))
			return err_set(err, ERR_INPUT, "PLAN-SMALL-1",
				"line %ld: parameter %s must be 0, or from %d "
				"to %d: a count below 2 can only be 1",
				xml_line(c), q->name, PLAN_SMALL_CELL_LEAST,
				PLAN_SMALL_CELL_MOST);
	}
	p->overrides = xcalloc(
		xml_count(root, "override"), sizeof *p->overrides);
	EACH(c, root, "override")
	{
		struct plan_override *o = &p->overrides[p->noverrides++];

		o->check = attr(p, c, "check");
		o->severity = attr(p, c, "severity");
		o->parameter = attr(p, c, "parameter");
		o->value = attr(p, c, "value");
		if ((o->severity != NULL) == (o->parameter != NULL) ||
			(o->parameter != NULL) != (o->value != NULL))
			return err_set(err, ERR_INPUT, "PLAN-3",
				"line %ld: override wants a severity, or a "
				"parameter and its value",
				xml_line(c));
		load_texts(p, c, "reason", o->reason);
	}
	return 0;
}

/* The bytes that a plan is made of: its file's and its calendar's. */
struct source {
	char *xml;
	size_t n;
	char *calendar; /* NULL: read beside the plan's path */
	size_t calendar_n;
	const char *path;
	int year;    /* 0: the plan's own */
	bool is_new; /* it is not ours yet: its codes are checked */
};

/* The calendar that the counting names stands beside the plan. */
static int
load_calendar(struct plan *p, struct source *s, const struct _xmlNode *root,
	struct error *err)
{
	const char *name = attr(p, xml_first(root, "counting"), "calendar");
	const char *slash = strrchr(s->path, '/');
	char *path;
	int rc = 0;

	if (name == NULL)
		return 0;
	path = xasprintf("%.*s%s",
		(int)(slash != NULL ? slash - s->path + 1 : 0), s->path, name);
	if (s->calendar == NULL)
		rc = decode_xml(
			path, PLAN_LIMIT, &s->calendar, &s->calendar_n, err);
	if (rc != 0)
		err_wrap(err, "%s", s->path);
	if (rc == 0) {
		p->calendar_name = name;
		p->calendar_xml = s->calendar;
		p->calendar_len = s->calendar_n;
		s->calendar = NULL;
		rc = calendar_parse(&p->calendar, p->calendar_xml,
			p->calendar_len, path, err);
		p->counting.calendar = p->calendar;
	}
	free(path);
	return rc;
}

/* No two of a parent's elements of one name have one id. */
static int
check_ids(const struct _xmlNode *parent, const char *name, const char *id,
	const char *path, struct error *err)
{
	struct arena *a = arena_new();
	int rc = 0;

	for (struct _xmlNode *x = xml_first(parent, name); rc == 0 && x != NULL;
		x = xml_next(x, name)) {
		const char *own = xml_attr(a, x, id);

		for (struct _xmlNode *y = xml_first(parent, name);
			rc == 0 && y != x; y = xml_next(y, name)) {
			if (strcmp(own, xml_attr(a, y, id)) == 0)
				rc = err_set(err, ERR_INPUT, "PLAN-5",
					"%s:%ld: two <%s> are called '%s'",
					path, xml_line(x), name, own);
		}
	}
	arena_free(a);
	return rc;
}

/* The codes that the plan brings count in it. */
static int
add_codes(struct coded *coded, const struct _xmlNode *root, const char *path,
	struct error *err)
{
	struct arena *a = arena_new();
	int rc = 0;

	EACH(c, root, "code")
	{
		struct code code = { .code = xml_attr(a, c, "code"),
			.label = { xml_child_text(a, c, "label", "zh"),
				xml_child_text(a, c, "label", "en") } };

		/* a language that is missing is told with the others */
		if (rc == 0 && code.label[0] != NULL && code.label[1] != NULL)
			rc = coded_add(
				coded, xml_attr(a, c, "list"), &code, err);
		if (rc != 0) {
			err_wrap(err, "%s:%ld", path, xml_line(c));
			break;
		}
	}
	arena_free(a);
	return rc;
}

/* A date that is on no calendar, 11-31, would be no date at all. */
static int
check_days(const struct _xmlNode *root, const char *path, struct error *err)
{
	static const char *const dates[] = { "reference", "issued", "began",
		"ended", "by" };
	struct arena *a = arena_new();
	const struct _xmlNode *x = root;
	int rc = 0;

	while (rc == 0 && x != NULL) {
		for (size_t i = 0; rc == 0 && i < sizeof dates / sizeof *dates;
			i++) {
			const char *s = xml_attr(a, x, dates[i]);

			if (s != NULL && month_day(2024, s) == NO_DAY)
				rc = err_set(err, ERR_INPUT, "PLAN-8",
					"%s:%ld: <%s> %s: there is no day %s",
					path, xml_line(x), xml_name(x),
					dates[i], s);
		}
		x = x == root ? xml_first(root, NULL) : xml_next(x, NULL);
	}
	arena_free(a);
	return rc;
}

static bool
has_clause(struct arena *a, const struct _xmlNode *root, const char *id)
{
	EACH(c, root, "clause")
	{
		if (strcmp(xml_attr(a, c, "id"), id) == 0)
			return true;
	}
	return false;
}

/* Every clause that an element rests on is one of the plan's. */
static int
check_clauses(const struct _xmlNode *root, const struct _xmlNode *parent,
	const char *path, struct error *err)
{
	struct arena *a = arena_new();
	int rc = 0;

	for (struct _xmlNode *x = xml_first(parent, NULL); rc == 0 && x != NULL;
		x = xml_next(x, NULL)) {
		const char *clauses = xml_attr(a, x, "clause"), *s;
		size_t n;

		while (rc == 0 && (s = list_next(&clauses, &n)) != NULL) {
			const char *id = arena_strndup(a, s, n);

			if (!has_clause(a, root, id))
				rc = err_set(err, ERR_INPUT, "PLAN-7",
					"%s:%ld: <%s>: the plan has no clause "
					"%s",
					path, xml_line(x), xml_name(x), id);
		}
	}
	arena_free(a);
	return rc;
}

static int
check_new(struct _xmlDoc *doc, const char *path, struct error *err)
{
	static const char *const named[][2] = { { "clause", "id" },
		{ "stage", "id" }, { "class", "id" }, { "deadline", "id" },
		{ "procedure", "id" }, { "parameter", "name" },
		{ "subject", "id" } };
	const struct _xmlNode *root = xml_root(doc);
	struct coded *coded;
	int rc;

	if (coded_open(&coded, "schemas/plan.xsd", err) != 0)
		return -1;
	rc = add_codes(coded, root, path, err);
	if (rc == 0)
		rc = coded_check(coded, doc, path, err);
	coded_free(coded);
	for (size_t i = 0; rc == 0 && i < sizeof named / sizeof *named; i++)
		rc = check_ids(root, named[i][0], named[i][1], path, err);
	if (rc == 0)
		rc = check_days(root, path, err);
	if (rc == 0)
		rc = check_clauses(root, root, path, err);
	EACH(c, root, "procedure")
	{
		if (rc == 0)
			rc = check_ids(c, "step", "id", path, err);
		if (rc == 0)
			rc = check_clauses(root, c, path, err);
	}
	return rc;
}

/* Takes the bytes. */
static int
parse_plan(struct plan **out, struct source *s, struct error *err)
{
	struct plan *p = xcalloc(1, sizeof *p);
	struct _xmlDoc *doc = NULL;
	const struct _xmlNode *root;
	int rc = -1;

	p->arena = arena_new();
	p->xml = s->xml;
	p->xml_len = s->n;
	digest_sha256_hex(s->xml, s->n, p->sha256);
	if (xml_parse_valid(
		    &doc, s->xml, s->n, s->path, "schemas/plan.xsd", err) != 0)
		goto out;
	root = xml_root(doc);
	if (s->is_new && check_new(doc, s->path, err) != 0)
		goto out;
	load_head(p, root, s->year);
	if (load_calendar(p, s, root, err) != 0)
		goto out;
	plan_load_words(p, root);
	load_codes(p, root);
	load_clauses(p, root);
	load_deadlines(p, root);
	load_stages(p, root);
	rc = load_settings(p, root, err);
	if (rc == 0)
		rc = load_procedures(p, root, err);
	if (rc == 0)
		rc = load_classes(p, root, err);
	if (rc == 0)
		set_sampled(p);
	if (rc != 0)
		err_wrap(err, "%s", s->path);
out:
	free(s->calendar);
	xml_free(doc);
	if (rc != 0) {
		plan_free(p);
		p = NULL;
	}
	*out = p;
	return rc;
}

int
plan_load(struct plan **out, const char *path, struct error *err)
{
	struct source s = { .path = path, .is_new = true };

	*out = NULL;
	if (decode_xml(path, PLAN_LIMIT, &s.xml, &s.n, err) != 0)
		return -1;
	return parse_plan(out, &s, err);
}

/* There may be a zero among them. */
static char *
copy_bytes(const char *bytes, size_t n)
{
	char *copy = xmalloc(n + 1);

	if (n > 0)
		memcpy(copy, bytes, n);
	copy[n] = '\0';
	return copy;
}

static void
copy_blob(struct stmt *st, int i, char **out, size_t *n)
{
	const void *blob = stmt_blob(st, i, n);

	*out = blob != NULL ? copy_bytes(blob, *n) : NULL;
}

int
plan_open(struct plan **out, struct db *db, struct error *err)
{
	struct source s = { .path = "plan" };
	struct stmt *st;
	int rc;

	*out = NULL;
	if (db_prepare(&st, db, "SELECT xml, calendar FROM hc_plan", err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1) {
		copy_blob(st, 0, &s.xml, &s.n);
		copy_blob(st, 1, &s.calendar, &s.calendar_n);
	}
	stmt_free(st);
	if (rc == 0)
		return err_set(
			err, ERR_SYSTEM, "PLAN-4", "the database has no plan");
	return rc < 0 ? -1 : parse_plan(out, &s, err);
}

int
plan_parse(struct plan **out, const struct plan_bytes *bytes, struct error *err)
{
	struct source s = { .xml = copy_bytes(bytes->xml, bytes->xml_len),
		.n = bytes->xml_len,
		.path = "plan",
		.year = bytes->year };

	if (bytes->calendar != NULL) {
		s.calendar = copy_bytes(bytes->calendar, bytes->calendar_len);
		s.calendar_n = bytes->calendar_len;
	}
	return parse_plan(out, &s, err);
}

int
plan_for_year(
	struct plan **out, const struct plan *plan, int year, struct error *err)
{
	return plan_parse(out,
		&(struct plan_bytes){ plan->xml, plan->xml_len,
			plan->calendar_xml, plan->calendar_len, year },
		err);
}

int
plan_add_codes(const struct plan *p, struct codes *codes, struct error *err)
{
	for (size_t i = 0; i < p->ncodes; i++) {
		const struct plan_code *c = &p->codes[i];

		if (codes_add(codes, c->list,
			    &(struct code){ .code = c->code,
				    .label = { c->label[0], c->label[1] } },
			    err) != 0)
			return -1;
	}
	return 0;
}

void
plan_free(struct plan *p)
{
	if (p == NULL)
		return;
	for (size_t i = 0; i < p->nprocedures; i++)
		free(p->procedures[i].steps);
	free(p->procedures);
	free(p->codes);
	free(p->words);
	free(p->clauses);
	free(p->classes);
	free(p->deadlines);
	free(p->stages);
	free(p->parameters);
	free(p->overrides);
	calendar_free(p->calendar);
	free(p->calendar_xml);
	free(p->xml);
	arena_free(p->arena);
	free(p);
}

const struct plan_procedure *
plan_find_procedure(const struct plan *p, const char *id)
{
	for (size_t i = 0; i < p->nprocedures; i++) {
		if (strcmp(p->procedures[i].id, id) == 0)
			return &p->procedures[i];
	}
	return NULL;
}

const struct plan_clause *
plan_find_clause(const struct plan *p, const char *id)
{
	for (size_t i = 0; i < p->nclauses; i++) {
		if (strcmp(p->clauses[i].id, id) == 0)
			return &p->clauses[i];
	}
	return NULL;
}

const struct plan_parameter *
plan_find_parameter(const struct plan *p, const char *name)
{
	for (size_t i = 0; i < p->nparameters; i++) {
		if (strcmp(p->parameters[i].name, name) == 0)
			return &p->parameters[i];
	}
	return NULL;
}
