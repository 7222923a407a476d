/*
 * The latest run's findings, and what people decided on them.
 */
#include "config.h"
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include "check/life.h"
#include "check/outcome.h"
#include "check/settle.h"
#include "lib/db.h"
#include "lib/given.h"
#include "records/store.h"

/* For each finding with decisions, the one that counts: the newest by its date.
 * Among those of one day, one that was made on the facts of now goes before
 * others, and among these the one that settles least, whatever order they came
 * in. */
static const char decided[] =
	"DROP TABLE IF EXISTS temp.holding;"
	"CREATE TEMP TABLE holding(finding INTEGER PRIMARY KEY, seq INTEGER);"
	"INSERT INTO temp.holding SELECT finding, seq FROM (SELECT f.seq AS"
	" finding, d.seq AS seq, ROW_NUMBER() OVER (PARTITION BY f.seq"
	" ORDER BY d.date DESC, d.facts = f.facts DESC, CASE d.decision"
	" WHEN 'confirmed' THEN 0 WHEN 'rectified' THEN 1"
	" WHEN 'accepted' THEN 2 ELSE 3 END, d.until, d.seq DESC) AS place"
	" FROM hc_run r CROSS JOIN hc_finding f ON f.run = r.id"
	" CROSS JOIN hc_decision d ON d.subject = f.subject"
	" AND d.thread = f.thread WHERE r.id = " LAST_RUN
	" AND d.date <= r.as_of) WHERE place = 1;"
	"DROP TABLE IF EXISTS temp.decided;"
	"CREATE TEMP TABLE decided AS SELECT f.seq AS finding, f.severity,"
	" l.times, l.began = r.series AS is_of_now, c.disputable,"
	" d.seq AS seq, d.decision, d.facts <> f.facts AS is_other,"
	" COALESCE(d.until < r.as_of, 0) AS is_past,"
	" d.series < l.began AS is_older FROM hc_run r"
	" CROSS JOIN temp.holding h JOIN hc_finding f ON f.run = r.id"
	" AND f.seq = h.finding JOIN hc_decision d ON d.seq = h.seq"
	" JOIN hc_life l ON l.subject = f.subject AND l.thread = f.thread JOIN "
	"hc_check c ON c.run = r.id"
	" AND c.id = f.check_id WHERE r.id = " LAST_RUN;

/* As documents and pages know it: the decision that says something of it. */
static enum life_decision
status_of(enum life_state state, const struct life_facts *f)
{
	switch (state) {
	case LIFE_UNFOUNDED:
		return DECISION_UNFOUNDED;
	case LIFE_ACCEPTED:
		return DECISION_ACCEPTED;
	case LIFE_CLAIMED:
		return DECISION_RECTIFIED;
	default:
		break;
	}
	return f->decision == DECISION_CONFIRMED && !f->is_other
		? DECISION_CONFIRMED
		: DECISION_NONE;
}

static bool
settle_finding(void *arg, struct stmt *out, struct stmt *in)
{
	struct life_facts f = { .now = LIFE_FOUND,
		.is_error = strcmp(stmt_given(in, 1), "error") == 0,
		.disputable = stmt_int(in, 4) != 0,
		.is_other = stmt_int(in, 7) != 0,
		.is_past = stmt_int(in, 8) != 0,
		.is_older = stmt_int(in, 9) != 0 };
	enum life_decision status;
	enum life_state state;

	(void)arg;
	if (stmt_int(in, 3) == 0)
		f.before = LIFE_LAST;
	else
		f.before = stmt_int(in, 2) > 1 ? LIFE_GONE : LIFE_NEVER;
	decision_parse(stmt_text(in, 6), &f.decision);
	state = life_state(&f);
	status = status_of(state, &f);
	stmt_bind_int(out, 1, stmt_int(in, 0));
	stmt_bind_static(out, 2, life_name(state));
	stmt_bind_static(out, 3,
		status == DECISION_NONE ? "open" : decision_name(status));
	stmt_bind_int(out, 4, life_is_settled(state));
	stmt_bind_int(out, 5, stmt_int(in, 5));
	return true;
}

static int
settle_findings(struct db *db, struct error *err)
{
	int64_t n = 0;

	if (db_get_int(db, "SELECT COUNT(*) FROM hc_decision", &n, err) != 0)
		return -1;
	if (n == 0)
		return 0;
	if (db_exec(db, decided, err) != 0 ||
		db_for_each(db, "SELECT * FROM temp.decided",
			"UPDATE hc_finding SET state = ?2, status = ?3,"
			" settled = ?4, decision = ?5"
			" WHERE run = " LAST_RUN " AND seq = ?1",
			settle_finding, NULL, err) != 0)
		return -1;
	return db_exec(
		db, "DROP TABLE temp.decided; DROP TABLE temp.holding", err);
}

static int
add_checks(struct verdict_facts *f, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT answer, reason IS NOT NULL, pending FROM hc_check"
		    " WHERE run = " LAST_RUN,
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		verdict_add_check(f, answer_parse(stmt_given(st, 0)),
			stmt_int(st, 1) != 0, (uint64_t)stmt_int(st, 2));
	stmt_free(st);
	return rc;
}

static int
count(uint64_t *out, struct db *db, const char *sql, struct error *err)
{
	int64_t n = 0;
	int rc = db_get_int(db, sql, &n, err);

	*out = (uint64_t)n;
	return rc;
}

int
settle(struct db *db, enum verdict *verdict, struct error *err)
{
	struct verdict_facts f = { 0 };
	struct stmt *st;
	int rc;

	if (settle_findings(db, err) != 0 || add_checks(&f, db, err) != 0 ||
		count(&f.errors, db,
			"SELECT COUNT(*) FROM hc_finding WHERE run = " LAST_RUN
			" AND severity = 'error' AND NOT settled",
			err) != 0 ||
		count(&f.suspects, db,
			"SELECT COUNT(*) FROM hc_finding WHERE run = " LAST_RUN
			" AND severity = 'suspect' AND NOT settled",
			err) != 0 ||
		count(&f.confirmed, db,
			"SELECT COUNT(*) FROM hc_finding WHERE run = " LAST_RUN
			" AND severity = 'suspect' AND status = 'confirmed'",
			err) != 0 ||
		count(&f.rejected, db,
			"SELECT (SELECT COALESCE(SUM(rejected + refused), 0)"
			" FROM hc_document) + (SELECT COUNT(*) FROM hc_unread)",
			err) != 0)
		return -1;
	*verdict = verdict_of(&f);
	if (db_prepare(&st, db,
		    "UPDATE hc_run SET verdict = ? WHERE id = " LAST_RUN,
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, verdict_name(*verdict));
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}
