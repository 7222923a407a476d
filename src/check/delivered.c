/*
 * Facts that documents did not deliver, and the rules that need them.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/delivered.h"
#include "check/pack.h"
#include "check/rule.h"
#include "lib/db.h"
#include "lib/given.h"
#include "lib/digest.h"

/* A column that one document lacks. */
struct gap {
	char *column; /* "household.phone" */
	char *fact;   /* "household@phone" */
	int64_t document;
	bool everywhere; /* no record of any document has it */
};

struct need {
	char *reason;
	size_t *gaps; /* of the rule, by their place */
	size_t n;
	bool blocks;
	char *subjects; /* the facts by which they are counted, or NULL */
};

struct delivered {
	struct gap *gaps;
	size_t n;
	struct need *needs; /* a rule each */
	size_t nrules;
};

/* Is there a record that has it? */
static int
is_somewhere(struct db *db, const char *table, const char *column, bool *is,
	struct error *err)
{
	char *sql = strcmp(table, "document") == 0
		? xasprintf("SELECT EXISTS(SELECT 1 FROM hc_document WHERE"
			    " \"%s\" IS NOT NULL)",
			  column)
		: xasprintf("SELECT EXISTS(SELECT 1 FROM main.\"%s\" WHERE"
			    " \"%s\" IS NOT NULL)",
			  table, column);
	int64_t found = 0;
	int rc = db_get_int(db, sql, &found, err);

	*is = found != 0;
	free(sql);
	return rc;
}

static int
read_gaps(struct delivered *d, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT u.document, u.tbl, u.col, u.fact"
		    " FROM hc_undelivered u JOIN hc_document c"
		    " ON c.id = u.document ORDER BY u.tbl, u.col, c.name",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		const char *table = stmt_given(st, 1);
		const char *column = stmt_given(st, 2);
		struct gap *g, *last = d->n > 0 ? &d->gaps[d->n - 1] : NULL;
		char *name = xasprintf("%s.%s", table, column);
		bool is = false;

		if (last != NULL && strcmp(last->column, name) == 0)
			is = !last->everywhere;
		else if (is_somewhere(db, table, column, &is, err) != 0)
			rc = -1;
		d->gaps = xreallocarray(d->gaps, d->n + 1, sizeof *d->gaps);
		g = &d->gaps[d->n++];
		*g = (struct gap){ .column = name,
			.fact = xstrdup(stmt_given(st, 3)),
			.document = stmt_int(st, 0),
			.everywhere = !is };
		if (rc < 0)
			break;
	}
	stmt_free(st);
	return rc;
}

static void
add_word(char **reason, const char *fact)
{
	char *word = xasprintf("fact:%s", fact);

	if (!list_has(*reason, word)) {
		char *longer = *reason == NULL
			? xstrdup(word)
			: xasprintf("%s %s", *reason, word);

		free(*reason);
		*reason = longer;
	}
	free(word);
}

static void
add_need(struct need *need, const struct delivered *d, size_t gap)
{
	const struct gap *g = &d->gaps[gap];

	need->gaps = xreallocarray(need->gaps, need->n + 1, sizeof *need->gaps);
	need->gaps[need->n++] = gap;
	need->blocks = need->blocks || g->everywhere;
	add_word(&need->reason, g->fact);
}

/* Whose step it is follows from the household's class: a rule about steps reads
 * that as well, though its SQL does not name it, and without it there is no
 * step that even a rule that is partial could look at. */
#define BEHIND_STEPS "household.class"

static bool
reads_steps(const struct strbuf *columns)
{
	return strstr(columns->data, "\nstep.") != NULL;
}

static bool
is_behind_steps(const struct gap *g)
{
	return strcmp(g->column, BEHIND_STEPS) == 0;
}

/* Is it known how many the rule is about? */
static int
judge_subjects(struct delivered *d, size_t i, struct db *db,
	const struct rule *rule, struct error *err)
{
	struct strbuf columns = { 0 };
	int rc = rule->applies != NULL
		? rule_columns(&columns, db, rule->applies, err)
		: 0;

	for (size_t k = 0; rc == 0 && columns.len > 0 && k < d->n; k++) {
		const struct gap *g = &d->gaps[k];

		if (g->everywhere &&
			(rule_names(columns.data, g->column) ||
				(reads_steps(&columns) && is_behind_steps(g))))
			add_word(&d->needs[i].subjects, g->fact);
	}
	strbuf_clear(&columns);
	return rc;
}

static int
judge_rule(struct delivered *d, size_t i, struct db *db,
	const struct rule *rule, struct error *err)
{
	struct strbuf columns = { 0 };
	struct need *need = &d->needs[i];
	bool no_step = false;
	int rc = rule_columns(&columns, db, rule->sql, err);

	for (size_t k = 0; rc == 0 && k < d->n; k++) {
		const struct gap *g = &d->gaps[k];
		bool is_behind = reads_steps(&columns) && is_behind_steps(g);

		no_step = no_step || (is_behind && g->everywhere);
		if (is_behind ||
			(rule_names(columns.data, g->column) &&
				!list_has(rule->shows,
					strchr(g->column, '.') + 1)))
			add_need(need, d, k);
	}
	need->blocks = (need->blocks && !rule->partial) || no_step;
	strbuf_clear(&columns);
	return rc == 0 ? judge_subjects(d, i, db, rule, err) : -1;
}

int
delivered_begin(struct delivered **out, struct db *db,
	const struct rules *rules, struct error *err)
{
	struct delivered *d = xcalloc(1, sizeof *d);
	int rc = read_gaps(d, db, err);

	d->nrules = rules->n;
	d->needs = xcalloc(rules->n + 1, sizeof *d->needs);
	*out = NULL;
	for (size_t i = 0; rc == 0 && d->n > 0 && i < rules->n; i++) {
		struct error unsound = { 0 };

		/* A rule that cannot be read says so when it is run. */
		judge_rule(d, i, db, &rules->items[i], &unsound);
	}
	if (rc == 0 && d->n > 0)
		*out = d;
	else
		delivered_end(d);
	return rc;
}

void
delivered_end(struct delivered *d)
{
	if (d == NULL)
		return;
	for (size_t i = 0; i < d->n; i++) {
		free(d->gaps[i].column);
		free(d->gaps[i].fact);
	}
	for (size_t i = 0; i < d->nrules; i++) {
		free(d->needs[i].reason);
		free(d->needs[i].subjects);
		free(d->needs[i].gaps);
	}
	free(d->gaps);
	free(d->needs);
	free(d);
}

const char *
delivered_reason(const struct delivered *d, size_t i)
{
	return d != NULL ? d->needs[i].reason : NULL;
}

bool
delivered_blocks(const struct delivered *d, size_t i)
{
	return d != NULL && d->needs[i].blocks;
}

const char *
delivered_subjects(const struct delivered *d, size_t i)
{
	return d != NULL ? d->needs[i].subjects : NULL;
}

bool
delivered_lacks(const struct delivered *d, size_t i, int64_t document)
{
	for (size_t k = 0; d != NULL && k < d->needs[i].n; k++) {
		if (d->gaps[d->needs[i].gaps[k]].document == document)
			return true;
	}
	return false;
}

void
delivered_add(const struct delivered *d, struct digest *digest)
{
	for (size_t i = 0; d != NULL && i < d->n; i++) {
		const struct gap *g = &d->gaps[i];

		if (i > 0 && strcmp(g->column, g[-1].column) == 0)
			continue;
		digest_add(digest, g->column, strlen(g->column) + 1);
		digest_add(digest, g->everywhere ? "all" : "some", 4);
	}
}
