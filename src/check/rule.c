/*
 * One rule's SQL: what it reads, its subjects, what it finds.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/day.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/bind.h"
#include "check/found.h"
#include "check/period.h"
#include "check/readable.h"
#include "check/remote-rows.h"
#include "check/rule.h"
#include "check/sql-words.h"
#include "lib/db.h"

#define MAX_COLUMNS 64

/* Columns of a rule's SQL that say whom and what a finding is about. */
enum role {
	VILLAGE,
	HOUSEHOLD,
	MEMBER,
	STEP,
	EVENT,
	KEY,
	DOCUMENT,
	LINE,
	FOUND,
	EXPECTED,
	CIRCLE,
	STATUS,
	DUE,
	HAPPENED,
	DATED,
	MISSING,
	SEVERITY,
	NROLES
};

static const char *const role_names[NROLES] = { "village", "household",
	"member", "step", "event", "key", "document", "line", "found",
	"expected", "circle", "status", "due", "happened", "dated", "missing",
	"severity" };

bool
rule_names(const char *list, const char *name)
{
	const char *at = list;
	size_t n = strlen(name);

	while ((at = strstr(at, name)) != NULL) {
		if (at[-1] == '\n' && at[n] == '\n')
			return true;
		at++;
	}
	return false;
}

struct reader {
	const char *readable;	      /* NULL: to be looked up */
	struct rule_reading *reading; /* NULL: nobody asks */
	bool has_own_view;	      /* as rule_defines_view */
};

static void
note_column(struct rule_reading *reading, const char *table, const char *column)
{
	char *name = xasprintf("%s.%s", table, column);

	if (!rule_names(reading->names.data, name))
		strbuf_addf(&reading->names, "%s\n", name);
	free(name);
}

static void
note_read(struct rule_reading *reading, const char *table, const char *column,
	const char *inside)
{
	const struct narrowed *in = rule_narrowed(inside);
	const struct narrowed *view = rule_narrowed(table);

	if (strcmp(table, "plan") == 0 && strcmp(column, "as_of") == 0)
		reading->as_of = true;
	if (!rule_names(reading->names.data, table))
		strbuf_addf(&reading->names, "%s\n", table);
	if (view != NULL)
		note_column(reading, view->table, column);
	else if (in == NULL || strcmp(in->by, column) == 0)
		note_column(reading, table, column);
}

static bool
may_read(void *arg, const char *table, const char *column, const char *inside)
{
	struct reader *r = arg;

	/* a query can call its own subquery by a view's name */
	if (r->reading != NULL)
		note_read(r->reading, table, column,
			r->has_own_view ? NULL : inside);
	return rule_names(r->readable, table);
}

int
rule_hides_reading(const char *sql, struct error *err)
{
	/* SQLite does not say which columns these read. */
	if (words_joins_by_name(sql))
		return err_set(err, ERR_INPUT, "RULE-4",
			"tables are joined by ON: which columns USING and "
			"NATURAL read cannot be seen");
	return 0;
}

static int
prepare(struct stmt **out, struct db *db, const char *sql, int seconds,
	const struct reader *reader, struct error *err)
{
	struct reader r = *reader;
	char *names = NULL;
	int rc;

	/* Its view must read the document's own table, which no rule may. */
	if (words_has_prefix(sql, "hc_"))
		return err_set(err, ERR_INPUT, "RULE-3",
			"a table hc_… is the program's own; a rule reads the "
			"views of doc/views.md");
	if (rule_hides_reading(sql, err) != 0)
		return -1;
	if (r.readable == NULL && readable_list(&names, db, err) != 0)
		return -1;
	if (names != NULL)
		r.readable = names;
	r.has_own_view = r.reading != NULL && rule_defines_view(sql);
	rc = db_prepare_guarded(
		out, db, sql, &(struct db_guard){ may_read, &r, seconds }, err);
	free(names);
	return rc;
}

/* One of the rule's queries, ready to be stepped through. */
static int
prepare_here(struct stmt **out, const struct rule_at *at, const char *sql,
	const struct rule *rule, int seconds, struct error *err)
{
	const struct reader reader = { at->readable, at->reading, false };

	if (prepare(out, at->db, sql, seconds, &reader, err) != 0)
		return -1;
	if (bind_lint(*out, rule, err) != 0) {
		stmt_free(*out);
		*out = NULL;
		return -1;
	}
	bind_values(*out, rule);
	return 0;
}

int
rule_prepare(struct stmt **out, struct db *db, const char *sql,
	const struct rule *rule, int seconds, struct error *err)
{
	return prepare_here(
		out, &(struct rule_at){ .db = db }, sql, rule, seconds, err);
}

/* The same where the records are. */
static int
prepare_at(struct stmt **out, const struct rule_at *at, const char *sql,
	const struct rule *rule, int seconds, struct error *err)
{
	int rc = prepare_here(out, at, sql, rule, seconds, err);

	if (rc != 0 || at->remote == NULL)
		return rc;
	stmt_free(*out);
	db_guard_end(at->db);
	return remote_rows(out, at->remote, at->db,
		&(struct remote_query){ sql, rule, seconds }, err);
}

/* Where each role's column is (-1: none), and which are evidence. */
struct columns {
	int role[NROLES];
	int evidence[MAX_COLUMNS];
	int nevidence;
};

/* NROLES: it is none. */
static int
role_of(const char *column)
{
	int r = 0;

	while (r < NROLES && strcmp(role_names[r], column) != 0)
		r++;
	return r;
}

bool
rule_is_evidence(const char *column)
{
	return role_of(column) == NROLES;
}

static void
find_columns(struct columns *c, struct stmt *st)
{
	int n = stmt_columns(st);

	c->nevidence = 0;
	for (int r = 0; r < NROLES; r++)
		c->role[r] = -1;
	for (int i = 0; i < n && i < MAX_COLUMNS; i++) {
		int r = role_of(stmt_name(st, i));

		if (r < NROLES)
			c->role[r] = i;
		else
			c->evidence[c->nevidence++] = i;
	}
}

static const char *
get(struct stmt *st, const struct columns *c, enum role role)
{
	return c->role[role] < 0 ? NULL : stmt_text(st, c->role[role]);
}

static void
add_evidence(struct strbuf *sb, const char *name, const char *value)
{
	strbuf_adds(sb, sb->len == 1 ? "" : ",");
	strbuf_add_json(sb, name);
	strbuf_addc(sb, ':');
	strbuf_add_json(sb, value);
}

/* The evidence columns, the parameters that the sentences may name, and how
 * many days late. */
static void
make_evidence(struct strbuf *sb, struct stmt *st, const struct columns *c,
	const struct rule *rule)
{
	long due = day_parse(get(st, c, DUE));
	long happened = day_parse(get(st, c, HAPPENED));

	strbuf_reset(sb);
	strbuf_addc(sb, '{');
	for (int i = 0; i < c->nevidence; i++)
		add_evidence(sb, stmt_name(st, c->evidence[i]),
			stmt_text(st, c->evidence[i]));
	if (get(st, c, HAPPENED) != NULL)
		add_evidence(sb, "happened", get(st, c, HAPPENED));
	if (get(st, c, DUE) != NULL)
		add_evidence(sb, "due", get(st, c, DUE));
	if (due != NO_DAY && happened != NO_DAY) {
		char days[16];

		snprintf(days, sizeof days, "%ld", happened - due);
		add_evidence(sb, "days", days);
	}
	for (size_t i = 0; i < rule->nparameters; i++)
		add_evidence(sb, rule->parameters[i].name,
			rule->parameters[i].value);
	strbuf_addc(sb, '}');
}

/* The date that chooses among values in force: the record's own. */
static long
own_date(struct stmt *st, const struct columns *c, long reference)
{
	long day = day_parse(get(st, c, DATED));

	if (day == NO_DAY)
		day = day_parse(get(st, c, HAPPENED));
	return day != NO_DAY ? day : reference;
}

/* The rule's severity, or a lower one that the row asks for. */
static enum severity
row_severity(struct stmt *st, const struct columns *c, const struct rule *rule)
{
	const char *name = get(st, c, SEVERITY);
	enum severity own;

	if (name != NULL && severity_parse(name, &own) == 0 &&
		own < rule->severity)
		return own;
	return rule->severity;
}

static int
keep_finding(struct found *found, struct stmt *st, const struct columns *c,
	const struct rule *rule, struct error *err)
{
	struct strbuf evidence = { 0 };
	const char *values[FOUND_COLUMNS] = { rule->id,
		severity_name(row_severity(st, c, rule)) };
	int n = 2, rc;

	for (int r = VILLAGE; r <= CIRCLE; r++)
		values[n++] = get(st, c, (enum role)r);
	make_evidence(&evidence, st, c, rule);
	values[n] = evidence.data;
	rc = found_add(found, values, err);
	strbuf_clear(&evidence);
	return rc;
}

static void
add_word(struct strbuf *list, const char *word)
{
	strbuf_adds(list, list->len > 0 ? " " : "");
	strbuf_adds(list, word);
}

/* Add a name to a list of names, in order, once. */
static void
add_missing(char **list, const char *name)
{
	struct strbuf sb = { 0 };
	const char *rest = *list;
	bool in = false;
	size_t n;

	for (const char *s; (s = list_next(&rest, &n)) != NULL;) {
		char *word = xstrndup(s, n);
		int order = in ? 1 : strcmp(name, word);

		if (order < 0)
			add_word(&sb, name);
		add_word(&sb, word);
		in |= order <= 0;
		free(word);
	}
	if (!in)
		add_word(&sb, name);
	free(*list);
	*list = strbuf_steal(&sb);
}

/* A row of the rule's that is in force. */
static int64_t
document_of(struct stmt *st, const struct columns *c)
{
	return c->role[DOCUMENT] >= 0 ? stmt_int(st, c->role[DOCUMENT]) : 0;
}

static int
take_row(struct rule_run *how, struct stmt *st, const struct columns *c,
	const struct rule *rule, struct outcome *out, struct error *err)
{
	const char *village = get(st, c, VILLAGE);
	const char *status = get(st, c, STATUS), *due = get(st, c, DUE);

	if (how->is_within != NULL && !how->is_within(how->arg, village)) {
		how->strayed = true;
		return 0;
	}
	if (status != NULL && strcmp(status, "undecided") == 0) {
		const char *missing = get(st, c, MISSING);

		add_missing(&out->reason, missing != NULL ? missing : "-");
		return 0;
	}
	if (how->lacks != NULL &&
		how->lacks(how->lacks_arg, document_of(st, c)))
		return 0;
	if (status == NULL || strcmp(status, "pending") != 0) {
		out->findings++;
		return how->found == NULL
			? 0
			: keep_finding(how->found, st, c, rule, err);
	}
	out->pending++;
	if (due != NULL && strlen(due) != 10)
		due = NULL;
	if (due != NULL && (out->due[0] == '\0' || strcmp(due, out->due) < 0))
		memcpy(out->due, due, 11);
	return how->found == NULL
		? 0
		: found_wait(how->found, rule->id, village, due, err);
}

static int
take_rows(struct rule_run *how, struct stmt *st, const struct period *force,
	long reference, struct outcome *out, struct error *err)
{
	struct columns c;
	int rc;

	find_columns(&c, st);
	while ((rc = stmt_step(st, err)) == 1) {
		if (!period_holds(force, own_date(st, &c, reference)))
			continue;
		rc = take_row(how, st, &c, &force->rule, out, err);
		if (rc != 0 || how->strayed)
			break;
	}
	return rc < 0 ? -1 : 0;
}

static int
run_period(struct rule_run *how, const struct rule_at *at,
	const struct period *force, long reference, struct outcome *out,
	struct error *err)
{
	struct stmt *st = NULL;
	int rc = prepare_at(
		&st, at, force->rule.sql, &force->rule, how->seconds, err);

	if (rc == 0)
		rc = take_rows(how, st, force, reference, out, err);
	stmt_free(st);
	db_guard_end(at->db);
	return rc;
}

int
rule_find(struct rule_run *how, const struct rule_at *at,
	const struct rule *rule, struct outcome *out, struct error *err)
{
	struct arena *arena = arena_new();
	struct period *periods;
	size_t n = period_list(&periods, rule, arena);
	char *reference;
	int rc = db_get_text(
		at->db, "SELECT reference FROM plan", &reference, err);

	for (size_t i = 0; rc == 0 && !how->strayed && i < n; i++)
		rc = run_period(
			how, at, &periods[i], day_parse(reference), out, err);
	free(reference);
	arena_free(arena);
	return rc;
}

const char *
rule_subjects(const struct rule *rule)
{
	static const char *const by_scope[][2] = {
		{ "member", "SELECT COUNT(*) FROM member" },
		{ "household", "SELECT COUNT(*) FROM household" },
		{ "village", "SELECT COUNT(DISTINCT village) FROM household" },
		{ "whole", "SELECT 1" },
	};
	const char *sql = rule->applies;

	for (size_t i = 0; sql == NULL && i < 4; i++) {
		if (strcmp(by_scope[i][0], rule->scope) == 0)
			sql = by_scope[i][1];
	}
	return sql;
}

int
rule_count(long *n, const struct rule_at *at, const struct rule *rule,
	int seconds, struct error *err)
{
	struct stmt *st;
	int rc;

	if (prepare_at(&st, at, rule_subjects(rule), rule, seconds, err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1)
		*n = (long)stmt_int(st, 0);
	stmt_free(st);
	db_guard_end(at->db);
	return rc < 0 ? -1 : 0;
}

int
rule_readings(struct readings *readings, const struct rule_at *at,
	const struct rule *rule, int seconds, struct error *err)
{
	struct stmt *st = NULL;
	int rc;

	if (rule->readings == NULL)
		return 0;
	rc = prepare_at(&st, at, rule->readings, rule, seconds, err);
	if (rc == 0)
		rc = readings_take(readings, st, err);
	stmt_free(st);
	db_guard_end(at->db);
	return rc;
}

int
rule_prepare_concerns(struct stmt **out, const struct rule_at *at,
	const struct rule *rule, int seconds, struct error *err)
{
	return prepare_at(out, at, rule->concerns, rule, seconds, err);
}

static int
has_document(struct db *db, const char *need, bool *has, struct error *err)
{
	static const char *const sources[] = { "current", "previous",
		"collected" };
	const char *kind = need, *source = NULL;
	struct stmt *st;
	int rc;

	*has = true;
	if (strcmp(need, "plan") == 0)
		return 0;
	if (strcmp(need, "register") == 0)
		need = "current";
	for (size_t i = 0; i < 3; i++) {
		if (strcmp(need, sources[i]) == 0) {
			kind = "register";
			source = sources[i];
		}
	}
	if (db_prepare(&st, db,
		    "SELECT 1 FROM hc_document WHERE kind = ?1"
		    " AND (?2 IS NULL OR source = ?2)",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, kind);
	stmt_bind_static(st, 2, source);
	rc = stmt_step(st, err);
	stmt_free(st);
	*has = rc == 1;
	return rc < 0 ? -1 : 0;
}

int
rule_missing(char **missing, struct db *db, const struct rule *rule,
	struct error *err)
{
	const char *needs = rule->needs, *s;
	struct strbuf sb = { 0 };
	size_t n;
	int rc = 0;

	while (rc == 0 && (s = list_next(&needs, &n)) != NULL) {
		char *need = xstrndup(s, n);
		bool has = true;

		rc = has_document(db, need, &has, err);
		if (!has)
			strbuf_addf(&sb, "%s%s", sb.len > 0 ? " " : "", need);
		free(need);
	}
	*missing = sb.len > 0 ? strbuf_steal(&sb) : NULL;
	strbuf_clear(&sb);
	return rc;
}

int
rule_reads_query(const struct rule_at *at, const char *sql, struct error *err)
{
	const struct reader reader = { at->readable, at->reading, false };
	struct stmt *st;
	int rc;

	if (sql == NULL)
		return 0;
	rc = prepare(&st, at->db, sql, 10, &reader, err);
	if (rc == 0)
		stmt_free(st);
	db_guard_end(at->db);
	return rc;
}

int
rule_reads_subjects(
	const struct rule_at *at, const struct rule *rule, struct error *err)
{
	return rule_reads_query(at, rule_subjects(rule), err);
}

int
rule_reads(const struct rule_at *at, const struct rule *rule, struct error *err)
{
	int rc = rule_reads_query(at, rule->sql, err);

	if (rc == 0)
		rc = rule_reads_subjects(at, rule, err);
	return rc == 0 ? rule_reads_query(at, rule->readings, err) : -1;
}

void
rule_reading_begin(struct rule_reading *reading)
{
	reading->as_of = false;
	strbuf_reset(&reading->names);
	strbuf_addc(&reading->names, '\n');
}
