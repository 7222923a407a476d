/*
 * The households that a finding of a list, an event or a village concerns.
 */
#include "config.h"
#include <string.h>
#include "base/strbuf.h"
#include "check/concerns.h"
#include "check/rule.h"
#include "check/run-options.h"
#include "lib/db.h"

/* What may tell which finding a row of a rule's SELECT belongs to, and what it
 * says. */
enum { VILLAGE, STEP, EVENT, KEY, DOCUMENT, NKEYS, HOUSEHOLD = NKEYS, NNAMES };

static const char *const names[NNAMES] = { "village", "step", "event", "key",
	"document", "household" };

struct concerns {
	struct db *db;
	struct remote *remote; /* where the rules' queries run; NULL: here */
	int64_t run;
	int seconds;
	/* the check's findings without a household; into temp.unnamed, what
	 * tells each; from there into hc_concerns, with a household */
	struct stmt *findings, *unnamed, *insert;
};

/* Of a rule that says nothing: by the finding's event. */
static const char by_event[] =
	"INSERT OR IGNORE INTO hc_concerns(run, seq, household)"
	" SELECT f.run, f.seq, i.household FROM hc_finding f"
	" CROSS JOIN event e ON e.id = f.event AND e.document = f.document"
	" CROSS JOIN item i ON i.parent = e.row"
	" WHERE f.run = ?1 AND f.household IS NULL AND f.event IS NOT NULL"
	" AND f.check_id NOT IN (SELECT check_id FROM temp.told)"
	" UNION SELECT f.run, f.seq, e.household FROM hc_finding f"
	" CROSS JOIN event e ON e.id = f.event AND e.document = f.document"
	" WHERE f.run = ?1 AND f.household IS NULL AND f.event IS NOT NULL"
	" AND e.household IS NOT NULL"
	" AND f.check_id NOT IN (SELECT check_id FROM temp.told)"
	" UNION SELECT f.run, f.seq, s.household FROM hc_finding f"
	" CROSS JOIN inspection n ON n.id = f.event AND n.document = f.document"
	" CROSS JOIN sample s ON s.parent = n.row"
	" WHERE f.run = ?1 AND f.household IS NULL AND f.event IS NOT NULL"
	" AND s.household IS NOT NULL"
	" AND f.check_id NOT IN (SELECT check_id FROM temp.told)";

/* Where each column of the SELECT is; -1: it has none of that name. */
static void
find_columns(int at[NNAMES], struct stmt *st)
{
	for (int k = 0; k < NNAMES; k++)
		at[k] = -1;
	for (int i = 0; i < stmt_columns(st); i++) {
		for (int k = 0; k < NNAMES; k++) {
			if (strcmp(stmt_name(st, i), names[k]) == 0)
				at[k] = i;
		}
	}
}

/* What tells a finding: those columns that the rule's SELECT has (at), one
 * behind the other, as they stand in this statement's columns. */
static void
make_subject(struct strbuf *sb, struct stmt *st, const int at[NNAMES],
	const int columns[NNAMES])
{
	strbuf_reset(sb);
	for (int k = 0; k < NKEYS; k++) {
		const char *s = NULL;

		if (at[k] >= 0)
			s = stmt_text(st, columns[k]);
		strbuf_addf(sb, "%s\x1f", s != NULL ? s : "");
	}
}

static int
load_findings(struct concerns *c, const int at[NNAMES], struct error *err)
{
	static const int columns[NNAMES] = { 1, 2, 3, 4, 5 };
	struct strbuf subject = { 0 };
	int rc;

	while ((rc = stmt_step(c->findings, err)) == 1) {
		make_subject(&subject, c->findings, at, columns);
		stmt_bind_static(c->unnamed, 1, subject.data);
		stmt_bind_column(c->unnamed, 2, c->findings, 0);
		rc = stmt_run(c->unnamed, err);
		if (rc != 0)
			break;
	}
	strbuf_clear(&subject);
	return rc;
}

static int
take_rows(struct concerns *c, struct stmt *st, const int at[NNAMES],
	struct error *err)
{
	struct strbuf subject = { 0 };
	int rc;

	while ((rc = stmt_step(st, err)) == 1) {
		if (stmt_is_null(st, at[HOUSEHOLD]))
			continue;
		make_subject(&subject, st, at, at);
		stmt_bind_static(c->insert, 3, subject.data);
		stmt_bind_column(c->insert, 2, st, at[HOUSEHOLD]);
		rc = stmt_run(c->insert, err);
		if (rc != 0)
			break;
	}
	strbuf_clear(&subject);
	return rc;
}

static int
prepare(struct concerns *c, const char *check, struct error *err)
{
	if (db_exec(c->db, "DELETE FROM temp.unnamed", err) != 0 ||
		db_prepare(&c->findings, c->db,
			"SELECT seq, village, step, event, key, document"
			" FROM hc_finding WHERE run = ?1 AND check_id = ?2"
			" AND household IS NULL",
			err) != 0 ||
		db_prepare(&c->unnamed, c->db,
			"INSERT INTO temp.unnamed VALUES(?,?)", err) != 0)
		return -1;
	stmt_bind_int(c->findings, 1, c->run);
	stmt_bind_static(c->findings, 2, check);
	if (db_prepare(&c->insert, c->db,
		    "INSERT OR IGNORE INTO hc_concerns SELECT ?1, seq, ?2"
		    " FROM temp.unnamed WHERE subject = ?3",
		    err) != 0)
		return -1;
	stmt_bind_int(c->insert, 1, c->run);
	return 0;
}

static int
store_rule(struct concerns *c, const struct rule *rule, struct error *err)
{
	struct stmt *st = NULL;
	int at[NNAMES], rc = prepare(c, rule->id, err);

	if (rc == 0) {
		rc = rule_prepare_concerns(&st,
			&(struct rule_at){ .db = c->db, .remote = c->remote },
			rule, c->seconds, err);
		if (rc == 0) {
			find_columns(at, st);
			rc = load_findings(c, at, err);
		}
		if (rc == 0)
			rc = take_rows(c, st, at, err);
		stmt_free(st);
		db_guard_end(c->db);
	}
	stmt_free(c->findings);
	stmt_free(c->unnamed);
	stmt_free(c->insert);
	c->findings = c->unnamed = c->insert = NULL;
	return rc;
}

static const struct rule *
find_rule(const struct rules *rules, const char *check)
{
	for (size_t i = 0; i < rules->n; i++) {
		if (strcmp(rules->items[i].id, check) == 0)
			return &rules->items[i];
	}
	return NULL;
}

/* The checks that found something of no household, one after the other; each
 * that says itself whom it concerns is told. */
static int
store_told(struct concerns *c, const struct rules *rules, struct error *err)
{
	struct stmt *checks, *told = NULL;
	int rc;

	if (db_prepare(&checks, c->db,
		    "SELECT DISTINCT check_id FROM hc_finding WHERE run = ?1"
		    " AND household IS NULL",
		    err) != 0)
		return -1;
	stmt_bind_int(checks, 1, c->run);
	rc = db_prepare(&told, c->db, "INSERT INTO temp.told VALUES(?)", err);
	while (rc == 0 && (rc = stmt_step(checks, err)) == 1) {
		const struct rule *rule = find_rule(
			rules, stmt_text(checks, 0));

		rc = 0;
		if (rule == NULL || rule->concerns == NULL)
			continue;
		stmt_bind_static(told, 1, rule->id);
		rc = stmt_run(told, err);
		if (rc == 0)
			rc = store_rule(c, rule, err);
	}
	stmt_free(checks);
	stmt_free(told);
	return rc;
}

static int
store_others(struct concerns *c, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, c->db, by_event, err) != 0)
		return -1;
	stmt_bind_int(st, 1, c->run);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

int
concerns_store(struct db *db, int64_t run, const struct run_options *o,
	struct error *err)
{
	struct concerns c = {
		.db = db, .remote = o->remote, .run = run, .seconds = o->seconds
	};
	struct error ignored = { 0 };
	int rc = -1;

	if (db_exec(db,
		    "DELETE FROM hc_concerns;"
		    "DROP TABLE IF EXISTS temp.unnamed;"
		    "DROP TABLE IF EXISTS temp.told;"
		    "CREATE TEMP TABLE told(check_id PRIMARY KEY);"
		    "CREATE TEMP TABLE unnamed(subject TEXT, seq INTEGER);"
		    "CREATE INDEX temp.unnamed_subject ON unnamed(subject)",
		    err) == 0 &&
		store_told(&c, o->rules, err) == 0 &&
		store_others(&c, err) == 0)
		rc = 0;
	db_exec(db,
		"DROP TABLE IF EXISTS temp.unnamed;"
		"DROP TABLE IF EXISTS temp.told",
		&ignored);
	return rc;
}

int
concerns_lint(struct stmt *st, struct error *err)
{
	int at[NNAMES], n = 0;

	find_columns(at, st);
	if (at[HOUSEHOLD] < 0)
		return err_set(
			err, ERR_INPUT, "CONCERNS-1", "no column household");
	for (int k = 0; k < NNAMES; k++)
		n += at[k] >= 0;
	return n == stmt_columns(st)
		? 0
		: err_set(err, ERR_INPUT, "CONCERNS-2",
			  "columns besides village, step, event, key, "
			  "document and household");
}

int
concerns_show(struct strbuf *sb, const struct rule_at *where,
	const struct rule *rule, int seconds, struct error *err)
{
	struct stmt *st = NULL;
	int at[NNAMES], rc, n = 0;

	if (rule->concerns == NULL)
		return 0;
	rc = rule_prepare_concerns(&st, where, rule, seconds, err);
	if (rc == 0) {
		find_columns(at, st);
		while ((rc = stmt_step(st, err)) == 1) {
			const char *event = at[EVENT] < 0
				? NULL
				: stmt_text(st, at[EVENT]);
			const char *household = stmt_text(st, at[HOUSEHOLD]);

			strbuf_addf(sb, "%s concerns %s\n",
				event != NULL ? event : "",
				household != NULL ? household : "");
			n++;
		}
	}
	strbuf_addf(sb, "[concerns %d]\n", n);
	stmt_free(st);
	db_guard_end(where->db);
	return rc;
}
