/*
 * The cases that a rule brings along: small documents, and how many findings
 * the rule must make of them.
 */
#include "config.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/cases.h"
#include "check/database.h"
#include "check/pack.h"
#include "check/found.h"
#include "check/judge.h"
#include "check/remote.h"
#include "check/rule.h"
#include "check/sentence.h"
#include "intake/context.h"
#include "intake/stream.h"
#include "intake/tree.h"
#include "lib/db.h"
#include "lib/xml.h"
#include "plan/plan.h"
#include "plan/steps.h"
#include "records/asof.h"
#include "records/store.h"
#include "schema/codes.h"

/* The plan under which the last rule's cases played, where it is not that of
 * the options, and one of ours of which parts are in it. */
struct cases_stage {
	char *key, *name;
	struct plan *ours, *plan;
	struct db *db;
	struct found *found;
	pthread_mutex_t lock; /* of nobody else: one thread plays */
	/* The tables there, and the database here that they were made after. */
	struct remote *remote;
	const struct db *remote_of;
};

static int
open_database(struct db **out, struct found **found, const struct cases_opts *o,
	struct error *err)
{
	if (db_open(out, "", DB_MEMORY, err) != 0)
		return -1;
	/* the tables of what is found are made now: made within a case, they
	 * would go with it, and the large schema be read anew */
	if (database_make(*out, o->model, o->codes, o->plan, err) == 0 &&
		found_begin(found, *out, &o->stage->lock, err) == 0)
		return 0;
	db_close(*out);
	*out = NULL;
	return -1;
}

int
cases_open(struct cases_opts *o, struct error *err)
{
	o->stage = xcalloc(1, sizeof *o->stage);
	pthread_mutex_init(&o->stage->lock, NULL);
	if (open_database(&o->db, &o->found, o, err) == 0)
		return 0;
	cases_close(o);
	return -1;
}

static void
leave_stage(struct cases_stage *s)
{
	remote_close(s->remote);
	found_end(s->found);
	db_close(s->db);
	plan_free(s->plan);
	free(s->key);
	s->remote = NULL;
	s->found = NULL;
	s->db = NULL;
	s->plan = NULL;
	s->key = NULL;
}

void
cases_close(struct cases_opts *o)
{
	found_end(o->found);
	if (o->stage != NULL) {
		leave_stage(o->stage);
		pthread_mutex_destroy(&o->stage->lock);
		plan_free(o->stage->ours);
		free(o->stage->name);
		free(o->stage);
	}
	db_close(o->db);
	o->stage = NULL;
	o->found = NULL;
	o->db = NULL;
}

/* One of the program's own plans. */
static int
load_ours(struct cases_stage *s, struct codes *codes, const char *name,
	struct error *err)
{
	char *file, *path;
	int rc;

	if (s->name != NULL && strcmp(s->name, name) == 0)
		return 0;
	plan_free(s->ours);
	free(s->name);
	s->ours = NULL;
	s->name = NULL;
	file = xasprintf("plans/%s.xml", name);
	path = file_data_path(file);
	rc = plan_load(&s->ours, path, err);
	if (rc == 0)
		rc = plan_add_codes(s->ours, codes, err);
	if (rc == 0)
		s->name = xstrdup(name);
	free(file);
	free(path);
	return rc;
}

/* The plan with the parts that the rule's cases need, in their year. */
static int
make_plan(struct cases_stage *s, const struct plan *plan,
	const struct rule *rule, int year, struct error *err)
{
	struct plan *whole = NULL;
	int rc = 0;

	if (rule->cases_take != NULL)
		rc = plan_with_parts(
			&whole, plan, s->ours, rule->cases_take, err);
	if (rc == 0)
		rc = plan_for_year(
			&s->plan, whole != NULL ? whole : plan, year, err);
	plan_free(whole);
	return rc;
}

/* What a case of the rule plays under: the plan as it is, or with parts of
 * ours, or in another year. */
static int
enter_stage(struct cases_opts *under, const struct cases_opts *o,
	const struct rule *rule, int year, struct error *err)
{
	const char *name = rule->cases_plan != NULL ? rule->cases_plan
						    : "street";
	bool takes = rule->cases_take != NULL;
	struct cases_stage *s = o->stage;
	char *key;

	*under = *o;
	year = year != 0 ? year : o->plan->year;
	if (takes && load_ours(s, o->codes, name, err) != 0)
		return -1;
	if (takes && strcmp(s->ours->sha256, o->plan->sha256) == 0)
		takes = false;
	if (!takes && year == o->plan->year)
		return 0;
	key = xasprintf("%d %s %s", year, takes ? name : "",
		takes ? rule->cases_take : "");
	if (s->key == NULL || strcmp(s->key, key) != 0) {
		leave_stage(s);
		s->key = key;
		key = NULL;
		if (make_plan(s, o->plan, rule, year, err) != 0)
			return -1;
	}
	free(key);
	under->plan = s->plan;
	if (s->db == NULL && open_database(&s->db, &s->found, under, err) != 0)
		return -1;
	under->db = s->db;
	under->found = s->found;
	return 0;
}

static int
add_document(struct db *db, const struct _xmlNode *root, long id,
	struct arena *a, struct error *err)
{
	static const char *const facts[] = { "source", "year", "division",
		"exported", "issued", "period-began", "period-ended" };
	struct stmt *st;
	char name[32];
	int rc;

	if (db_prepare(&st, db,
		    "INSERT INTO hc_document(id, kind, name, sha256, records,"
		    " stored, rejected, source, year, division, exported,"
		    " issued, period_began, period_ended)"
		    " VALUES(?,?,?,'',0,0,0,?,?,?,?,?,?,?)",
		    err) != 0)
		return -1;
	snprintf(name, sizeof name, "case-%ld.xml", id);
	stmt_bind_int(st, 1, id);
	stmt_bind_text(st, 2, xml_name(root));
	stmt_bind_text(st, 3, name);
	for (int i = 0; i < 7; i++)
		stmt_bind_text(st, 4 + i, xml_attr(a, root, facts[i]));
	if (strcmp(xml_name(root), "register") == 0 &&
		xml_attr(a, root, "source") == NULL)
		stmt_bind_static(st, 4, "current");
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

static const struct element *
find_element(const struct element *e, const char *name)
{
	const struct element *found = strcmp(e->name, name) == 0 ? e : NULL;

	for (size_t i = 0; found == NULL && i < e->nchildren; i++)
		found = find_element(e->children[i], name);
	return found;
}

/* lacks="household@class posting@columns": facts that the document did not
 * deliver. */
static int
add_lacks(const struct kind *kind, struct writer *writer, const char *prefix,
	const char *lacks, long id, struct error *err)
{
	const char *s;
	size_t n;
	int rc = 0;

	while (rc == 0 && (s = list_next(&lacks, &n)) != NULL) {
		char *word = xstrndup(s, n), *fact = strchr(word, '@');
		const struct element *e;
		const struct attribute *at = NULL;

		if (fact != NULL)
			*fact++ = '\0';
		e = find_element(kind->root, word);
		if (e != NULL && fact != NULL)
			at = model_attribute(e, fact);
		if (at == NULL)
			rc = err_set(err, ERR_INPUT, "CASES-5",
				"lacks: %s@%s is no fact of %s", word,
				fact != NULL ? fact : "", kind->name);
		else
			rc = store_lacks(writer, e, at, prefix, id, err);
		free(word);
	}
	return rc;
}

static int
add_records(const struct cases_opts *o, struct db *db,
	const struct _xmlNode *root, long id, struct arena *a,
	struct error *err)
{
	const struct kind *kind = model_kind(o->model, xml_name(root));
	unsigned char provinces[100];
	struct intake_context in = { .kind = kind,
		.codes = o->codes,
		.name = "case",
		.year = xml_attr_int(root, "year", 0),
		.facts = { .reference = o->plan->reference,
			.provinces = provinces } };
	struct batch batch = { 0 };
	struct writer *writer = NULL;
	const char *source, *prefix;
	int rc;

	if (kind == NULL)
		return err_set(err, ERR_INPUT, "CASES-1",
			"<%s> is no document, and no record of one that the "
			"pack's <cases> has",
			xml_name(root));
	codes_provinces(o->codes, provinces);
	rc = add_document(db, root, id, a, err);
	for (struct _xmlNode *c = xml_first(root, NULL); rc == 0 && c != NULL;
		c = xml_next(c, NULL))
		rc = tree_case(&batch, &in, c, err);
	source = kind->prefix_attribute != NULL
		? xml_attr(a, root, kind->prefix_attribute)
		: NULL;
	prefix = model_prefix(kind, source);
	if (rc == 0)
		rc = store_open(&writer, db, o->model, err);
	if (rc == 0)
		rc = store_batch(writer, &batch, prefix, id, err);
	if (rc == 0)
		rc = add_lacks(kind, writer, prefix, xml_attr(a, root, "lacks"),
			id, err);
	store_close(writer);
	batch_clear(&batch);
	return rc;
}

static int
add_row(struct db *db, const char *sql, const char *const *columns,
	const struct _xmlNode *node, struct arena *a, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	for (int i = 0; columns[i] != NULL; i++)
		stmt_bind_text(st, i + 1, xml_attr(a, node, columns[i]));
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

/* A document; or what another check has found or answered, for a rule that
 * reads findings. */
static int
add_one(const struct cases_opts *o, const struct _xmlNode *node, long *id,
	struct arena *a, struct error *err)
{
	static const char *const found[] = { "check", "village", "household",
		"member", "step", "event", "key", NULL };
	static const char *const answered[] = { "check", "answer", NULL };

	if (xml_is(node, "found"))
		return add_row(o->db,
			"INSERT INTO finding VALUES(?,?,?,?,?,?,?)", found,
			node, a, err);
	if (xml_is(node, "answered"))
		return add_row(o->db, "INSERT INTO answer VALUES(?,?)",
			answered, node, a, err);
	return add_records(o, o->db, node, ++*id, a, err);
}

/* The case's day: its own, else the last export, else the plan's reference. */
static int
case_day(struct db *db, const struct plan *plan, const char *as_of, long *day,
	struct error *err)
{
	char *exported;

	*day = as_of != NULL ? day_parse(as_of) : NO_DAY;
	if (*day != NO_DAY)
		return 0;
	if (store_exported(&exported, db, err) != 0)
		return -1;
	*day = day_parse(exported);
	if (*day == NO_DAY)
		*day = plan->reference;
	free(exported);
	return 0;
}

static int
set_parameter(struct db *db, struct rule *rule, const char *name,
	const char *value, struct error *err)
{
	const char *unit = "items";
	struct stmt *st;
	long n, whole;
	int rc;

	for (size_t i = 0; i < rule->nparameters; i++) {
		struct rule_parameter *p = &rule->parameters[i];

		if (p->plan != NULL && strcmp(p->plan, name) == 0) {
			p->value = value;
			unit = p->unit;
		}
	}
	if (plan_amount_parse(&n, &whole, value, unit) != 0)
		return err_set(err, ERR_INPUT, "CASES-4",
			"'%s' is no value of '%s'", value, name);
	if (db_prepare(&st, db,
		    "INSERT INTO plan_parameter(name, value, whole, unit)"
		    " VALUES(?1, ?2, ?3, ?4) ON CONFLICT(name) DO UPDATE"
		    " SET value = ?2, whole = ?3",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, name);
	stmt_bind_int(st, 2, n);
	stmt_bind_int(st, 3, whole);
	stmt_bind_text(st, 4, unit);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

/* The plan's parameters as the rule has them, and as the case sets them, in the
 * rule and in what rules read of the plan: "poverty-line=4000
 * stability-margin=500". */
static int
set_parameters(struct db *db, struct rule *rule, const char *settings,
	struct arena *a, struct error *err)
{
	const struct rule_parameter *plain = rule->parameters;
	size_t size = rule->nparameters * sizeof *plain, end;
	const char *s;
	int rc = 0;

	rule->parameters = arena_alloc(a, size + 1);
	if (size > 0)
		memcpy(rule->parameters, plain, size);
	for (size_t i = 0; rc == 0 && i < rule->nparameters; i++) {
		if (plain[i].plan != NULL)
			rc = set_parameter(
				db, rule, plain[i].plan, plain[i].value, err);
	}
	while (rc == 0 && (s = list_next(&settings, &end)) != NULL) {
		size_t n = strcspn(s, "=");

		rc = set_parameter(db, rule, arena_strndup(a, s, n),
			arena_strndup(a, s + n + 1, end - n - 1), err);
	}
	return rc;
}

/* The first of some texts, "one|another", that no finding shows. */
static const char *
not_shown(const struct trial *got, const char *texts, struct arena *a)
{
	while (texts != NULL && *texts != '\0') {
		size_t n = strcspn(texts, "|");
		char *text = arena_strndup(a, texts, n);

		if (got->shown == NULL || strstr(got->shown, text) == NULL)
			return text;
		texts += n + (texts[n] == '|');
	}
	return NULL;
}

static int
say_one(const struct cases_opts *o, const struct rule *rule,
	struct case_said said, struct sentence *s, struct stmt *st,
	struct error *err)
{
	enum lang lang = said.words->lang;
	const char *expected = stmt_text(st, 8);
	static const char *const subject[] = { "village", "village_name",
		"household", "head", "member", "name", "step", "event" };
	struct finding_evidence evidence[FINDING_MAX_EVIDENCE];
	struct strbuf labels = { 0 };
	int rc;

	sentence_add_labels(&labels, rule);
	rc = sentence_begin(s, stmt_text(st, 9), labels.data, err);
	strbuf_clear(&labels);
	if (rc != 0)
		return -1;
	if (said.blank != NULL)
		sentence_blank(s, said.blank);
	for (int i = 0; i < 8; i++)
		sentence_add(s, subject[i],
			stmt_text(st, i) != NULL ? stmt_text(st, i) : "");
	said.message = sentence_fill(s, rule->message[lang]);
	said.found = stmt_text(st, 10);
	said.found = said.found != NULL && *said.found != '\0'
		? sentence_fill(s, said.found)
		: sentence_join(s, evidence, sentence_evidence(s, evidence));
	said.expected = sentence_fill(
		s, expected != NULL ? expected : rule->expected[lang]);
	said.remedy = sentence_fill(s, rule->remedy[lang]);
	o->say(o->arg, rule, &said);
	return 0;
}

static int
say_in(const struct cases_opts *o, const struct rule *rule, const char *title,
	const struct finding_words *words, struct stmt *st, struct error *err)
{
	struct case_said said = { .title = title, .words = words };
	struct sentence *s;
	int rc = sentence_new(&s, o->db, words, err);

	if (rc == 0)
		rc = say_one(o, rule, said, s, st, err);
	for (size_t i = 0; rc == 0 && o->blanks && i < rule->nevidence; i++) {
		said.blank = rule->evidence[i].name;
		rc = say_one(o, rule, said, s, st, err);
	}
	sentence_free(s);
	return rc;
}

/* What was found of a case, in words. */
static int
say_found(const struct cases_opts *o, const struct rule *rule,
	const char *title, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, o->db,
		    "SELECT village, COALESCE((SELECT MIN(name) FROM village v"
		    "  WHERE v.code = f.village), village), household,"
		    " COALESCE((SELECT MIN(head_name) FROM household h WHERE"
		    "  h.id = f.household), household), member,"
		    " COALESCE((SELECT MIN(name) FROM member m WHERE"
		    "  m.id = f.member), member), step, event, expected, "
		    "evidence, found FROM temp.found f"
		    " ORDER BY f.rowid",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		rc = 0;
		for (size_t i = 0; rc == 0 && i < o->nwords; i++)
			rc = say_in(o, rule, title, &o->words[i], st, err);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

/* Where a server reads the cases: what this one holds. */
static int
fill_remote(const struct cases_opts *o, struct error *err)
{
	struct cases_stage *s = o->stage;

	if (o->server == NULL)
		return 0;
	if (s->remote != NULL && s->remote_of != o->db) {
		remote_close(s->remote);
		s->remote = NULL;
	}
	if (s->remote == NULL &&
		remote_try(&s->remote, o->server, o->db, err) != 0)
		return -1;
	s->remote_of = o->db;
	return remote_try_fill(s->remote, o->db, err);
}

static int
play(const struct cases_opts *o, const struct rule *rule,
	const struct _xmlNode *node, struct arena *a, struct trial *got,
	struct error *err)
{
	struct rule set = *rule;
	struct db *db = o->db;
	long day, id = 0;
	int rc;

	rc = set_parameters(db, &set, xml_attr(a, node, "set"), a, err);
	for (struct _xmlNode *c = xml_first(node, NULL); rc == 0 && c != NULL;
		c = xml_next(c, NULL))
		rc = add_one(o, c, &id, a, err);
	if (rc == 0)
		rc = case_day(
			db, o->plan, xml_attr(a, node, "as-of"), &day, err);
	if (rc == 0)
		rc = plan_set_as_of(db, day, err);
	if (rc == 0)
		rc = asof_begin(db, o->model, day, err);
	if (rc == 0)
		rc = steps_make(db, "main", o->plan, day, err);
	if (rc == 0)
		rc = fill_remote(o, err);
	if (rc == 0) {
		got->remote = o->stage->remote;
		got->show = xml_attr(a, node, "shows") != NULL;
		got->found = got->show || o->say != NULL ? o->found : NULL;
		got->line = xml_line(node);
		rc = judge_try(got, db, &set, err);
	}
	if (rc == 0 && o->say != NULL && rule->message[0] != NULL)
		rc = say_found(o, &set, xml_attr(a, node, "title"), err);
	return rc;
}

/* The database is undone and not made anew: its schema is large. */
static int
play_and_undo(const struct cases_opts *o, const struct rule *rule,
	const struct _xmlNode *node, struct arena *a, struct trial *got,
	struct error *err)
{
	struct error ignored = { 0 };
	int rc;

	if (db_exec(o->db, "SAVEPOINT one", err) != 0)
		return -1;
	rc = play(o, rule, node, a, got, err);
	if (o->stage->remote != NULL &&
		remote_try_undo(o->stage->remote, rc == 0 ? err : &ignored) !=
			0)
		rc = -1;
	if (db_exec(o->db, "ROLLBACK TO one; RELEASE one",
		    rc == 0 ? err : &ignored) != 0)
		return -1;
	return rc;
}

/* A case's documents say in which year it plays; the plan goes along. */
static int
run_case(const struct cases_opts *o, const struct rule *rule,
	const struct _xmlNode *node, struct arena *a, struct trial *got,
	struct error *err)
{
	struct cases_opts under;
	long year = 0;

	for (const struct _xmlNode *c = xml_first(node, NULL);
		c != NULL && year == 0; c = xml_next(c, NULL))
		year = xml_attr_int(c, "year", 0);
	if (enter_stage(&under, o, rule, (int)year, err) != 0)
		return -1;
	return play_and_undo(&under, rule, node, a, got, err);
}

/* What is shown in place of what should be, so that it can be copied. */
static void
tell_shown(const struct trial *got, const char *lacks, char *what, size_t size)
{
	const char *shown = got->shown != NULL ? got->shown : "-";
	char *line = text_line(shown, strlen(shown), 600);

	snprintf(what, size, _("nothing shows \"%s\"; what is shown: %s"),
		lacks, line);
	free(line);
}

/* What is not as the case says; the buffer stays empty where all is. */
static void
hold(const struct trial *got, const struct _xmlNode *node, struct arena *a,
	char *what, size_t size)
{
	long expect = xml_attr_int(node, "expect", 0);
	long pending = xml_attr_int(node, "pending", got->pending);
	const char *missing = xml_attr(a, node, "missing"), *lacks;
	const char *is_missing = got->missing != NULL ? got->missing : "";

	if (missing == NULL)
		missing = "";
	if (got->findings != expect)
		snprintf(what, size, _("%ld findings, not %ld"), got->findings,
			expect);
	else if (got->pending != pending)
		snprintf(what, size, _("%ld pending, not %ld"), got->pending,
			pending);
	else if (strcmp(is_missing, missing) != 0)
		snprintf(what, size, _("missing is \"%s\", not \"%s\""),
			is_missing, missing);
	else if ((lacks = not_shown(got, xml_attr(a, node, "shows"), a)))
		tell_shown(got, lacks, what, size);
}

void
cases_run(const struct cases_opts *o, const struct rule *rule, long *passed,
	long *failed)
{
	for (struct _xmlNode *c = xml_first(rule->node, "case"); c != NULL;
		c = xml_next(c, "case")) {
		struct arena *a = arena_new();
		struct trial got = { 0 };
		struct error fault = { 0 };
		char what[1200] = "";

		if (run_case(o, rule, c, a, &got, &fault) != 0)
			snprintf(what, sizeof what, "%s", fault.msg);
		else
			hold(&got, c, a, what, sizeof what);
		free(got.missing);
		free(got.shown);
		if (what[0] == '\0') {
			(*passed)++;
		} else {
			(*failed)++;
			o->report(o->arg, rule, xml_attr(a, c, "title"), what);
		}
		arena_free(a);
	}
}

int
cases_find(
	const struct cases_opts *o, const struct rule *rule, struct error *err)
{
	struct _xmlNode *c = xml_first(rule->node, "case");
	struct trial got = { 0 };
	struct arena *a;
	int rc;

	while (c != NULL && xml_attr_int(c, "expect", 0) <= 0)
		c = xml_next(c, "case");
	if (c == NULL)
		return 0;
	a = arena_new();
	rc = run_case(o, rule, c, a, &got, err);
	if (rc == 0 && got.findings == 0)
		rc = err_set(err, ERR_INPUT, "CASES-3",
			"finds nothing in its own case \"%s\"",
			xml_attr(a, c, "title"));
	free(got.missing);
	free(got.shown);
	arena_free(a);
	return rc;
}

int
cases_prove(const struct rule *rule, struct error *err)
{
	for (struct _xmlNode *c = xml_first(rule->node, "case"); c != NULL;
		c = xml_next(c, "case")) {
		if (xml_attr_int(c, "expect", 0) > 0 ||
			xml_attr_int(c, "pending", 0) > 0)
			return 0;
	}
	return err_set(err, ERR_INPUT, "CASES-2",
		xml_first(rule->node, "case") == NULL
			? N_("has no case")
			: N_("has no case that expects a finding"));
}
