/*
 * What of the last run still holds.
 */
#include "config.h"
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/trace.h"
#include "check/delivered.h"
#include "check/found.h"
#include "check/mentions.h"
#include "check/readable.h"
#include "check/reuse-changes.h"
#include "check/reuse-decide.h"
#include "check/reuse-earlier.h"
#include "check/reuse-settings.h"
#include "check/reuse.h"
#include "check/rule.h"
#include "check/run-options.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "records/store.h"
#include "records/ties.h"
#include "schema/model.h"

/* More villages than these, or than half of all, are not looked at apart: it
 * is hardly less work, and they are named in a view. */
#define MOST_DIRTY 2000

struct reuse {
	struct db *db;
	const struct run_options *opts;
	char settings[DIGEST_HEX];
	char *hidden_until;
	char *packs;  /* where the program's are */
	int64_t last; /* the run; 0: nothing of it holds */
	bool other_day;
	bool few;     /* the dirty villages can be looked at apart */
	char **dirty; /* villages with rows that changed; sorted */
	size_t ndirty;
	struct ties ties;
	struct reuse_changes changes;
	struct strbuf steps; /* the tables that steps are made of, a list as
			      * rule_names reads it */
	struct mentions *mentions; /* finds what has changed in SQL; NULL where
				    * few villages are dirty */
	char *readable;		   /* as readable_list */
	struct earlier *checks;
	bool findings_changed, findings_changed_elsewhere;
	bool answers_changed; /* of those made so far */
	bool readers_decided; /* it is known how readers of findings are made */
};

/* The last export, where the day of the check is before it. */
static int
find_hidden(struct reuse *a, struct error *err)
{
	char day[11];

	if (store_exported(&a->hidden_until, a->db, err) != 0)
		return -1;
	if (a->hidden_until != NULL &&
		strcmp(a->hidden_until, day_format(a->opts->as_of, day)) <= 0) {
		free(a->hidden_until);
		a->hidden_until = NULL;
	}
	return 0;
}

static int
find_last(struct reuse *a, struct error *err)
{
	struct stmt *st;
	bool tangled;
	char day[11];
	int rc;

	if (ties_tangled(a->db, &tangled, err) != 0)
		return -1;
	if (tangled)
		a->settings[0] = '\0'; /* no run's settings are equal to it */
	/* nor where records are hidden: what hides them is read unseen */
	if (a->opts->full || tangled || a->hidden_until != NULL)
		return 0;
	if (db_prepare(&st, a->db,
		    "SELECT id, as_of <> ?2 FROM hc_run"
		    " WHERE id = " LAST_RUN
		    " AND settings = ?1 AND hidden_until IS NULL",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, a->settings);
	stmt_bind_text(st, 2, day_format(a->opts->as_of, day));
	rc = stmt_step(st, err);
	if (rc == 1) {
		a->last = stmt_int(st, 0);
		a->other_day = stmt_int(st, 1) != 0;
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static int
load_dirty(struct reuse *a, struct error *err)
{
	int64_t all = 0;
	struct stmt *st;
	int rc;

	if (db_prepare(&st, a->db,
		    "SELECT village FROM temp.dirty ORDER BY village",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		a->dirty = xreallocarray(
			a->dirty, a->ndirty + 1, sizeof *a->dirty);
		a->dirty[a->ndirty++] = xstrdup(stmt_text(st, 0));
	}
	stmt_free(st);
	if (rc < 0 ||
		db_get_int(a->db,
			"SELECT COUNT(DISTINCT village) FROM household", &all,
			err) != 0)
		return -1;
	a->few = a->ndirty == 0 ||
		(a->ndirty <= MOST_DIRTY && a->ndirty * 2 <= (size_t)all);
	return 0;
}

/* What the tables and views of such a name are made of, by a SELECT. */
static int
add_reads_of(struct reuse *a, struct rule_reading *reading, const char *sql,
	struct error *err)
{
	const struct rule_at at = {
		.db = a->db, .readable = a->readable, .reading = reading
	};

	return rule_reads_query(&at, sql, err);
}

/* Steps are made of these. */
#define STEP_SOURCES                                                           \
	"SELECT h.id, h.village, h.class, e.row, e.kind, e.round, e.village,"  \
	" i.parent, i.household FROM household h, event e, item i,"            \
	" step_source s"

/* What came and went since the last run. */
static int
find_changes(struct reuse *a, struct error *err)
{
	struct rule_reading steps = { 0 };
	int rc;

	if (ties_find(&a->ties, a->db, err) != 0 || load_dirty(a, err) != 0 ||
		reuse_changes_find(
			&a->changes, &a->ties, a->opts->model, err) != 0)
		return -1;
	rule_reading_begin(&steps);
	rc = add_reads_of(a, &steps, STEP_SOURCES, err);
	a->steps = steps.names;
	return rc;
}

/* Does the rule's scope promise that villages can be looked at apart? The
 * program's packs keep their promises (tests/again.py); in the situations that
 * a plan names stands anything. */
static bool
is_divisible(const struct reuse *a, const struct rule *rule, const char *reads)
{
	size_t n = strlen(a->packs);

	return strcmp(rule->scope, "whole") != 0 &&
		strncmp(rule->path, a->packs, n) == 0 && rule->path[n] == '/' &&
		!rule_names(reads, "situation_match") &&
		!rule_names(reads, "situation_blank");
}

static enum made
decide(const struct reuse *a, const struct rule *rule, const struct earlier *e)
{
	enum answer answer = e->out.answer;
	const char *reads = e->reads;
	struct reuse_facts f = { .known = e->is_known,
		.answered = answer == ANSWER_PASS || answer == ANSWER_FAIL ||
			answer == ANSWER_PENDING,
		.applied_to_none = answer == ANSWER_NOT_APPLICABLE,
		.undecided = e->is_undecided,
		.answers_changed = a->answers_changed &&
			rule_names(reads, "answer"),
		.other_day = a->other_day,
		.reads_day = e->reads_as_of || rule_names(reads, "step"),
		.divisible = is_divisible(a, rule, reads),
		.reads_documents = rule_names(reads, "hc_document"),
		.documents_changed = a->changes.documents,
		.few = a->few,
		.of_no_village = e->of_no_village,
		.has_readings = rule->readings != NULL };
	const char *why;
	enum made made;

	reuse_changes_ask(&a->changes, reads, &f.changed, &f.everywhere);
	if (rule_names(reads, "finding")) {
		f.changed |= a->findings_changed;
		f.everywhere |= a->findings_changed_elsewhere;
	}
	made = reuse_decide(&f, &why);
	trace_line("reuse", "%s %s: %s", rule->id, made_name(made), why);
	return made;
}

/* Asking what a rule reads is asking SQLite to compile it; so it is asked once
 * as long as the settings are the same. */
static int
find_reads(struct reuse *a, const struct rule *rule, struct earlier *e,
	struct error *err)
{
	struct rule_reading reading = { 0 };
	const struct rule_at at = {
		.db = a->db, .readable = a->readable, .reading = &reading
	};
	int rc;

	if (e->reads != NULL)
		return 0;
	rule_reading_begin(&reading);
	rc = rule_reads(&at, rule, err);
	if (rc == 0 && rule_names(reading.names.data, "step"))
		strbuf_adds(&reading.names, a->steps.data + 1);
	e->reads_as_of = reading.as_of;
	if (rc == 0)
		e->reads = strbuf_steal(&reading.names);
	strbuf_clear(&reading.names);
	return rc;
}

/* A view that was worked out once was read as a table. */
static int
add_once(struct reuse *a, struct rule_reading *reading, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, a->db, "SELECT view FROM hc_once ORDER BY seq DESC",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		char *sql;

		if (!rule_names(reading->names.data, stmt_text(st, 0)))
			continue;
		sql = xasprintf("SELECT * FROM \"%s\"", stmt_text(st, 0));
		rc = add_reads_of(a, reading, sql, err);
		free(sql);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}

int
reuse_note_reading(struct reuse *a, size_t i, struct rule_reading *reading,
	struct error *err)
{
	struct earlier *e = &a->checks[i];

	if (e->reads != NULL || reading->names.len == 0)
		return 0;
	if (a->readable == NULL && readable_list(&a->readable, a->db, err) != 0)
		return -1;
	if (add_once(a, reading, err) != 0)
		return -1;
	if (rule_names(reading->names.data, "step") &&
		add_reads_of(a, reading, STEP_SOURCES, err) != 0)
		return -1;
	e->reads = strbuf_steal(&reading->names);
	e->reads_as_of = reading->as_of;
	return 0;
}

/* Where many villages have changed, a rule is made over all of them or, if it
 * reads nothing that changed, not at all. To find out which costs as much as
 * half of making it, and so it is found out only where it can be the latter. */
static bool
must_be_made(
	const struct reuse *a, const struct rule *rule, const struct earlier *e)
{
	return e->reads == NULL && a->mentions != NULL &&
		(mentions_any(a->mentions, rule->sql) ||
			mentions_any(a->mentions, rule->applies) ||
			mentions_any(a->mentions, rule->readings));
}

static void
decide_rule(struct reuse *a, size_t i)
{
	const struct rule *rule = &a->opts->rules->items[i];
	struct earlier *e = &a->checks[i];
	struct error fault = { 0 };

	e->made = MADE_ALL;
	if (must_be_made(a, rule, e)) {
		trace_line("reuse", "%s all: many villages have changed",
			rule->id);
		return;
	}
	if (find_reads(a, rule, e, &fault) == 0)
		e->made = decide(a, rule, e);
}

/* What the view behind a table of counts reads, *known: it is the program's
 * own, so its SELECT is asked. */
static int
add_reads_of_count(struct reuse *a, struct rule_reading *reading,
	const char *table, bool *known, struct error *err)
{
	char *find = xasprintf("SELECT sql FROM main.sqlite_schema"
			       " WHERE type = 'view' AND name = '%s_now'",
		table);
	char *sql = NULL, *select = NULL;
	int rc = db_get_text(a->db, find, &sql, err);

	if (rc == 0 && sql != NULL)
		select = strstr(sql, " AS\n");
	*known = select != NULL;
	if (*known)
		rc = add_reads_of(a, reading, select + strlen(" AS\n"), err);
	free(sql);
	free(find);
	return rc;
}

int
reuse_keeps_count(
	struct reuse *a, const char *table, bool *keeps, struct error *err)
{
	struct rule_reading reading = { 0 };
	bool reads_day = false, changed = false, whole;
	int rc;

	*keeps = false;
	if (a->last == 0)
		return 0;
	rule_reading_begin(&reading);
	rc = add_reads_of_count(a, &reading, table, keeps, err);
	if (rc == 0 && rule_names(reading.names.data, "step")) {
		reads_day = true;
		strbuf_adds(&reading.names, a->steps.data + 1);
	}
	reads_day |= reading.as_of;
	if (rc == 0)
		reuse_changes_ask(
			&a->changes, reading.names.data, &changed, &whole);
	*keeps = rc == 0 && *keeps && !changed && !(reads_day && a->other_day);
	strbuf_clear(&reading.names);
	return rc;
}

/* Steps are made of what they read. */
static int
find_mentions(struct reuse *a, struct error *err)
{
	struct strbuf names = { 0 };
	bool changed = false, whole;
	int rc;

	if (a->few)
		return 0;
	strbuf_adds(&names, a->changes.tables.data);
	reuse_changes_ask(&a->changes, a->steps.data, &changed, &whole);
	if (changed)
		strbuf_adds(&names, "step\n");
	rc = mentions_begin(&a->mentions, a->db, names.data, err);
	strbuf_clear(&names);
	return rc;
}

static void
decide_turn(struct reuse *a, bool readers)
{
	for (size_t i = 0; i < a->opts->rules->n; i++) {
		if (a->opts->rules->items[i].reads_findings == readers)
			decide_rule(a, i);
	}
}

int
reuse_begin(struct reuse **out, struct db *db, const struct run_options *opts,
	const struct delivered *delivered, struct error *err)
{
	struct reuse *a = xcalloc(1, sizeof *a);

	*out = a;
	a->db = db;
	a->opts = opts;
	a->answers_changed = true;
	a->packs = file_data_path("rules");
	a->checks = xcalloc(opts->rules->n + 1, sizeof *a->checks);
	reuse_hash_settings(a->settings, opts, delivered);
	if (find_hidden(a, err) != 0 || find_last(a, err) != 0 ||
		db_exec(db,
			"CREATE TEMP TABLE kept(check_id PRIMARY KEY, "
			"reads_findings, made)",
			err) != 0)
		return -1;
	if (a->last == 0)
		return 0;
	if (readable_list(&a->readable, db, err) != 0 ||
		find_changes(a, err) != 0 ||
		earlier_load(a->checks, opts->rules, &a->ties, a->last, err) !=
			0 ||
		find_mentions(a, err) != 0)
		return -1;
	decide_turn(a, false);
	return 0;
}

const char *
reuse_settings(const struct reuse *a)
{
	return a->settings;
}

const char *
reuse_hidden_until(const struct reuse *a)
{
	return a->hidden_until;
}

const struct ties *
reuse_ties(const struct reuse *a)
{
	return &a->ties;
}

bool
reuse_divides(const struct reuse *a)
{
	return a->last != 0 && a->few;
}

bool
reuse_keeps_steps(const struct reuse *a)
{
	return reuse_divides(a) && !a->other_day;
}

void
reuse_add_dirty(const struct reuse *a, struct strbuf *sql)
{
	for (size_t i = 0; i < a->ndirty; i++) {
		strbuf_adds(sql, i > 0 ? ",'" : "'");
		for (const char *s = a->dirty[i]; *s != '\0'; s++) {
			if (*s == '\'')
				strbuf_addc(sql, '\'');
			strbuf_addc(sql, *s);
		}
		strbuf_addc(sql, '\'');
	}
}

static int
by_text(const void *key, const void *item)
{
	return strcmp(key, *(char *const *)item);
}

bool
reuse_is_dirty(const void *again, const char *village)
{
	const struct reuse *a = again;

	return village != NULL && a->ndirty > 0 &&
		bsearch(village, a->dirty, a->ndirty, sizeof *a->dirty,
			by_text) != NULL;
}

enum made
reuse_made(const struct reuse *a, size_t rule)
{
	return a->checks[rule].made;
}

void
reuse_set_made(struct reuse *a, size_t rule, enum made made)
{
	a->checks[rule].made = made;
}

bool
reuse_reads(const struct reuse *a, const char *view)
{
	for (size_t i = 0; i < a->opts->rules->n; i++) {
		const struct earlier *e = &a->checks[i];
		bool is_decided = a->readers_decided ||
			!a->opts->rules->items[i].reads_findings;

		if (is_decided && e->made == MADE_ALL && e->reads != NULL &&
			rule_names(e->reads, view))
			return true;
	}
	return false;
}

void
reuse_earlier(const struct reuse *a, size_t rule, struct outcome *out)
{
	earlier_add(&a->checks[rule], out);
}

static int
list_kept(struct reuse *a, bool readers, struct error *err)
{
	struct stmt *st;
	int rc = 0;

	if (db_prepare(&st, a->db, "INSERT INTO temp.kept VALUES(?,?,?)",
		    err) != 0)
		return -1;
	for (size_t i = 0; rc == 0 && i < a->opts->rules->n; i++) {
		const struct rule *rule = &a->opts->rules->items[i];

		if (rule->reads_findings != readers ||
			a->checks[i].made == MADE_ALL)
			continue;
		stmt_bind_static(st, 1, rule->id);
		stmt_bind_int(st, 2, readers);
		stmt_bind_static(st, 3, made_name(a->checks[i].made));
		rc = stmt_run(st, err);
	}
	stmt_free(st);
	return rc;
}

int
reuse_take_over(
	struct reuse *a, struct found *found, bool readers, struct error *err)
{
	struct stmt *st;
	int rc;

	if (a->last == 0)
		return 0;
	if (list_kept(a, readers, err) != 0 ||
		db_prepare(&st, found_db(found),
			"INSERT INTO temp.found SELECT f.check_id, f.severity,"
			" f.village, f.household, f.member, f.step, f.event,"
			" f.key, CAST(f.document AS TEXT), CAST(f.line AS"
			" TEXT), f.found, f.expected, f.circle, f.evidence"
			" FROM hc_finding f JOIN temp.kept k"
			" ON k.check_id = f.check_id WHERE f.run = ?1"
			" AND k.reads_findings = ?2"
			" AND (k.made = 'none' OR f." ELSEWHERE ")",
			err) != 0)
		return -1;
	stmt_bind_int(st, 1, a->last);
	stmt_bind_int(st, 2, readers);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

#define SUBJECT "check_id, village, household, member, step, event, key"

/* In which villages the checks made so far found anything else than they did
 * in the last run. */
static int
compare_findings(struct reuse *a, const struct found *found, int64_t run,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, found_db(found),
		    "WITH before AS (SELECT " SUBJECT " FROM hc_finding"
		    " WHERE run = ?1 AND check_id IN"
		    " (SELECT id FROM hc_check WHERE run = ?2)),"
		    " now AS (SELECT " SUBJECT " FROM temp.found)"
		    " SELECT DISTINCT village FROM ("
		    "SELECT * FROM (SELECT * FROM before EXCEPT"
		    " SELECT * FROM now) UNION ALL SELECT * FROM"
		    " (SELECT * FROM now EXCEPT SELECT * FROM before))",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, a->last);
	stmt_bind_int(st, 2, run);
	while ((rc = stmt_step(st, err)) == 1) {
		a->findings_changed = true;
		if (!reuse_is_dirty(a, stmt_text(st, 0)))
			a->findings_changed_elsewhere = true;
	}
	stmt_free(st);
	return rc;
}

static int
compare_answers(struct reuse *a, int64_t run, struct error *err)
{
	char *sql = xasprintf("SELECT EXISTS (SELECT * FROM hc_check n"
			      " LEFT JOIN hc_check b ON b.run = %" PRId64
			      " AND b.seq = n.seq AND b.id = n.id"
			      " WHERE n.run = %" PRId64
			      " AND b.answer IS NOT n.answer)",
		a->last, run);
	int64_t n = 0;
	int rc = db_get_int(a->db, sql, &n, err);

	a->answers_changed = n != 0;
	free(sql);
	return rc;
}

int
reuse_decide_readers(struct reuse *a, const struct found *found, int64_t run,
	struct error *err)
{
	if (a->last == 0)
		return 0;
	if (compare_findings(a, found, run, err) != 0 ||
		compare_answers(a, run, err) != 0)
		return -1;
	decide_turn(a, true);
	a->readers_decided = true;
	return 0;
}

static int
keep_reads(struct reuse *a, struct error *err)
{
	struct stmt *st;
	int rc = 0;

	if (db_prepare(&st, a->db, "INSERT INTO hc_reads VALUES(?,?,?)", err) !=
		0)
		return -1;
	for (size_t i = 0; rc == 0 && i < a->opts->rules->n; i++) {
		const struct earlier *e = &a->checks[i];

		if (e->reads == NULL)
			continue;
		stmt_bind_static(st, 1, a->opts->rules->items[i].id);
		stmt_bind_static(st, 2, e->reads);
		stmt_bind_int(st, 3, e->reads_as_of);
		rc = stmt_run(st, err);
	}
	stmt_free(st);
	return rc;
}

int
reuse_end(struct reuse *a, const struct found *found, struct error *err)
{
	if (a->last != 0 &&
		db_exec(a->db,
			"DELETE FROM hc_pending WHERE check_id IN (SELECT"
			" check_id FROM temp.kept WHERE made = 'some')"
			" AND (village = '' OR village IN"
			" (SELECT village FROM temp.dirty))",
			err) != 0)
		return -1;
	if (db_exec(found_db(found),
		    "DELETE FROM hc_pending WHERE check_id NOT IN"
		    " (SELECT check_id FROM temp.kept);"
		    "INSERT INTO hc_pending SELECT check_id, village, n, due"
		    " FROM temp.waiting;"
		    "DELETE FROM hc_reads; DELETE FROM hc_gone;"
		    "DELETE FROM hc_touched;"
		    "DELETE FROM hc_changed;"
		    "DELETE FROM hc_seen; INSERT INTO hc_seen"
		    " SELECT id, kind, source FROM hc_document",
		    err) != 0)
		return -1;
	return keep_reads(a, err);
}

void
reuse_free(struct reuse *a)
{
	struct error ignored = { 0 };

	if (a == NULL)
		return;
	ties_drop(&a->ties);
	db_exec(a->db, "DROP TABLE IF EXISTS temp.kept", &ignored);
	for (size_t i = 0; i < a->opts->rules->n; i++)
		free(a->checks[i].reads);
	for (size_t i = 0; i < a->ndirty; i++)
		free(a->dirty[i]);
	free(a->dirty);
	free(a->checks);
	free(a->packs);
	free(a->hidden_until);
	free(a->readable);
	mentions_end(a->mentions);
	reuse_changes_clear(&a->changes);
	strbuf_clear(&a->steps);
	free(a);
}
