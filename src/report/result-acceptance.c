/*
 * The acceptance of the households that exit: what concerns each, its course,
 * and its verdict with the reasons.
 */
#include "config.h"
#include <stdio.h>
#include <string.h>
#include "base/strbuf.h"
#include "check/finding.h"
#include "lib/db.h"
#include "report/result-out.h"

#define EXIT_CLASS "(SELECT class FROM plan_subject)"

/* Each exit with all that its verdict rests on. An inspection that says nothing
 * of how it went has not passed it. Of several the last one counts, of one day
 * the one that did not pass. */
static const char exits[] =
	"CREATE TEMP TABLE course AS SELECT household,"
	" MIN(CASE WHEN kind = 'appraisal' THEN began END) AS appraised,"
	" MIN(CASE WHEN kind = 'notification' THEN began END) AS notified,"
	" COUNT(CASE WHEN state IN ('pending', 'running') THEN 1 END) AS open"
	" FROM step WHERE class IN " EXIT_CLASS " GROUP BY household;"
	"CREATE INDEX temp.of_course ON course(household);"
	"CREATE TEMP TABLE inspected AS SELECT household,"
	" MIN(COALESCE(result, '') = 'passed') AS passed FROM (SELECT"
	" s.household, s.result, RANK() OVER (PARTITION BY s.household"
	" ORDER BY COALESCE(i.date, '') DESC) AS turn FROM sample s"
	" JOIN inspection i ON i.row = s.parent WHERE i.kind = 'acceptance')"
	" WHERE turn = 1 AND household IS NOT NULL GROUP BY household;"
	"CREATE INDEX temp.of_inspected ON inspected(household);"
	"CREATE TEMP TABLE exits AS SELECT h.id, h.village,"
	" COALESCE(p.name, h.village) AS village_name, h.head_name AS head,"
	" c.appraised, c.notified, COALESCE(f.error, 0) AS error,"
	" COALESCE(f.suspect, 0) AS suspect,"
	" COALESCE(f.confirmed, 0) AS confirmed,"
	" COALESCE(p.home_unchecked, 0) AS unchecked,"
	" COALESCE(c.open, 0) + COALESCE(p.home_waiting, 0) AS waiting,"
	" COALESCE(p.rejected, 0) AS rejected,"
	" CASE WHEN i.household IS NULL THEN 0 WHEN i.passed THEN 2 ELSE 1"
	" END AS inspected, NULL AS verdict"
	" FROM household h LEFT JOIN temp.course c ON c.household = h.id"
	" LEFT JOIN temp.seen f ON f.household = h.id"
	" LEFT JOIN temp.inspected i ON i.household = h.id"
	" LEFT JOIN temp.place p ON p.code = h.village"
	" WHERE COALESCE(h.valid, 1) = 1 AND h.class IN " EXIT_CLASS
	" ORDER BY h.village, h.id, h.row;"
	"CREATE INDEX temp.of_exit ON exits(id);"
	"DROP TABLE temp.course; DROP TABLE temp.inspected;"
	/* Which subject a finding is of: that of its step, else of its
	 * check's group. What is found on other households, or of a list
	 * that no exit is on, is not acceptance's. */
	"CREATE TEMP TABLE of_subject AS SELECT f.seq, f.check_id, f.severity,"
	" f.settled, f.status, f.household,"
	" COALESCE((SELECT MIN(s.seq) FROM plan_subject s JOIN"
	" plan_step p ON instr(s.steps, ' ' || p.kind || ' ') > 0 WHERE"
	" p.step = f.step), (SELECT MIN(s.seq) FROM plan_subject s WHERE"
	" instr(s.groups, ' ' || l.grp || ' ') > 0)) AS subject"
	" FROM hc_finding f JOIN temp.looks l ON l.check_id = f.check_id"
	" WHERE f.run = " LAST_RUN " AND (f.household IN (SELECT id FROM"
	" temp.exits) OR (f.household IS NULL AND CASE WHEN EXISTS (SELECT 1"
	" FROM temp.concern c WHERE c.seq = f.seq AND c.of_list)"
	" THEN EXISTS (SELECT 1 FROM temp.concern c JOIN temp.exits x"
	" ON x.id = c.household WHERE c.seq = f.seq)"
	" ELSE f.village IN (SELECT village FROM temp.exits) END));"
	"DELETE FROM temp.of_subject WHERE subject IS NULL;"
	"CREATE TEMP TABLE exit_whom(check_id TEXT PRIMARY KEY,"
	" households INTEGER) WITHOUT ROWID;"
	"INSERT INTO temp.exit_whom SELECT c.check_id, COUNT(DISTINCT"
	" c.household) FROM temp.concern c WHERE c.household IN (SELECT id"
	" FROM temp.exits) GROUP BY c.check_id";

static bool
set_verdict(void *arg, struct stmt *out, struct stmt *in)
{
	struct verdict_facts f;

	(void)arg;
	out_facts(&f, in);
	stmt_bind_int(out, 1, stmt_int(in, 0));
	stmt_bind_static(out, 2,
		acceptance_name(acceptance_of_exit(
			&f, (enum inspected)stmt_int(in, 1))));
	return true;
}

static int
set_verdicts(struct db *db, struct error *err)
{
	return db_for_each(db,
		"SELECT rowid, inspected, error, suspect, confirmed,"
		" unchecked, waiting, rejected FROM temp.exits",
		"UPDATE temp.exits SET verdict = ?2 WHERE rowid = ?1",
		set_verdict, NULL, err);
}

/* The sentences of what others need beside the findings themselves: of lists at
 * the households that they concern, and of exits. */
static int
make_sentences(struct out *o, struct error *err)
{
	static const struct finding_filter wanted = {
		.among = "SELECT seq FROM temp.concern WHERE of_list OR"
			 " (severity <> 'notice' AND household IN"
			 " (SELECT id FROM temp.exits))"
	};
	struct finding_words words = { o->codes, o->lang, o->masked };
	struct finding_walk *walk = NULL;
	struct stmt *st = NULL;
	struct finding f;
	int rc = -1;

	if (db_exec(o->db,
		    "CREATE TEMP TABLE sentence(seq INTEGER PRIMARY KEY,"
		    " id TEXT, check_id TEXT, grp TEXT, severity TEXT,"
		    " message TEXT)",
		    err) != 0 ||
		db_prepare(&st, o->db,
			"INSERT INTO temp.sentence VALUES(?,?,?,?,?,?)",
			err) != 0 ||
		finding_walk(&walk, o->db, &words, &wanted, err) != 0)
		goto out;
	while ((rc = finding_next(walk, &f, err)) == 1) {
		stmt_bind_int(st, 1, f.seq);
		stmt_bind_static(st, 2, f.id);
		stmt_bind_static(st, 3, f.check);
		stmt_bind_static(st, 4, f.group);
		stmt_bind_static(st, 5, f.severity);
		stmt_bind_static(st, 6, f.message);
		rc = stmt_run(st, err);
		if (rc != 0)
			break;
	}
out:
	finding_walk_free(walk);
	stmt_free(st);
	return rc;
}

int
result_exits(struct out *o, struct error *err)
{
	if (db_exec(o->db, exits, err) != 0 || set_verdicts(o->db, err) != 0)
		return -1;
	return make_sentences(o, err);
}

static int
inside_subject(struct out *o, struct stmt *st, struct error *err)
{
	return out_rows(o, "check",
		"SELECT f.check_id AS id, " BY_SEVERITY ", COALESCE((SELECT"
		" w.households FROM temp.exit_whom w WHERE w.check_id ="
		" f.check_id), 0) AS households FROM temp.of_subject"
		" f JOIN plan_subject s ON s.seq = f.subject WHERE s.id = ?1 "
		"GROUP BY f.check_id ORDER BY 2 DESC,"
		" 3 DESC, 1",
		stmt_text(st, 0), NULL, err);
}

/* A subject that names steps rests on what is checked of the procedure. */
static int
write_subjects(struct out *o, struct error *err)
{
	return out_rows(o, "subject",
		"WITH whom AS (SELECT DISTINCT f.subject, c.household FROM"
		" temp.of_subject f JOIN temp.concern c ON c.seq = f.seq"
		" JOIN temp.exits x ON x.id = c.household"
		" WHERE f.severity = 'error' AND NOT f.settled),"
		" rests AS (SELECT s.seq, l.check_id FROM plan_subject s"
		" JOIN temp.looks l ON instr(s.groups, ' ' || l.grp || ' ') > 0"
		" OR (TRIM(s.steps) <> '' AND l.grp IN ('prc', 'dln')))"
		" SELECT s.id, s.clause, COUNT(CASE WHEN " OPEN_ERROR
		" THEN 1 END) AS error, COUNT(CASE WHEN " OPEN_SUSPECT
		" THEN 1 END) AS suspect, COUNT(CASE WHEN " OPEN_NOTICE
		" THEN 1 END) AS notice, (SELECT COUNT(*) FROM whom w WHERE"
		" w.subject = s.seq) AS households, (SELECT COUNT(*) FROM"
		" rests r WHERE r.seq = s.seq AND r.check_id IN (SELECT"
		" check_id FROM temp.open_check)) AS unchecked, (SELECT"
		" COUNT(*) FROM rests r WHERE r.seq = s.seq) AS checks,"
		" (SELECT COUNT(*) FROM rests r WHERE r.seq = s.seq AND"
		" r.check_id IN (SELECT check_id FROM temp.waiting_check)) AS"
		" waiting, s.title_LL AS Title FROM plan_subject s LEFT JOIN"
		" temp.of_subject f ON f.subject = s.seq GROUP BY s.seq ORDER"
		" BY s.seq",
		NULL, inside_subject, err);
}

/* What is prepared once for all exits. */
struct exit_rows {
	struct stmt *events, *reasons;
};

static int
write_inside(struct out *o, const char *name, struct stmt *st, int64_t exit,
	struct error *err)
{
	int rc;

	stmt_bind_int(st, 1, exit);
	while ((rc = stmt_step(st, err)) == 1) {
		out_begin(o, name);
		out_attributes(o, st);
		out_children(o, st);
		out_end(o);
	}
	stmt_reset(st);
	return rc;
}

/* An annex lists all of them or, where they are many, the first that did not
 * pass. Each posting and announcement stands by itself, and so does each reason
 * up to a number that anybody reads. */
static int
write_exits(struct out *o, struct exit_rows *rows, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, o->db,
		    "WITH refused AS (SELECT rowid AS n FROM temp.exits WHERE"
		    " verdict <> 'met' ORDER BY rowid LIMIT " LISTED ")"
		    " SELECT id, village, village_name, head, appraised,"
		    " notified, error, suspect, unchecked, waiting, rejected,"
		    " CASE inspected WHEN 0 THEN 'never' WHEN 1 THEN 'failed'"
		    " ELSE 'passed' END AS inspected, verdict,"
		    " CASE WHEN rowid IN (SELECT n FROM refused) OR (SELECT"
		    " COUNT(*) FROM temp.exits) <= " LISTED
		    " THEN 'true' END AS listed, rowid AS \"*row\""
		    " FROM temp.exits ORDER BY rowid",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		int64_t exit = stmt_int(st, 14);

		out_begin(o, "household");
		out_attributes(o, st);
		if (write_inside(o, "event", rows->events, exit, err) != 0 ||
			write_inside(o, "why", rows->reasons, exit, err) != 0)
			rc = -1;
		out_end(o);
		if (rc < 0)
			break;
	}
	stmt_free(st);
	return rc;
}

/* Rows by exit, each in its order: those of many are read one exit after the
 * other. */
static int
prepare_exits(struct exit_rows *rows, struct db *db, struct error *err)
{
	if (db_exec(db,
		    "CREATE TEMP TABLE exit_event AS SELECT x.rowid AS exit,"
		    " s.kind, s.began, s.ended, s.days, s.days_required,"
		    " s.event FROM step s JOIN temp.exits x ON x.id ="
		    " s.household WHERE s.event IS NOT NULL AND s.kind IN"
		    " ('posting', 'announcement');"
		    "CREATE INDEX temp.of_event ON exit_event(exit);"
		    "CREATE TEMP TABLE exit_reason AS SELECT x.rowid AS exit,"
		    " c.seq, c.of_list FROM temp.concern c JOIN temp.exits x"
		    " ON x.id = c.household WHERE c.severity <> 'notice'"
		    " AND NOT c.settled;"
		    "CREATE INDEX temp.of_reason ON exit_reason(exit)",
		    err) != 0 ||
		db_prepare(&rows->events, db,
			"SELECT DISTINCT kind, began AS \"from\", ended AS"
			" \"to\", days, days_required AS required FROM"
			" temp.exit_event WHERE exit = ?1"
			" ORDER BY kind DESC, began, ended, event",
			err) != 0 ||
		db_prepare(&rows->reasons, db,
			"SELECT s.check_id AS \"check\", s.severity,"
			" CASE WHEN r.of_list THEN 'true' END AS list,"
			" s.message AS Message FROM temp.exit_reason r"
			" JOIN temp.sentence s ON s.seq = r.seq"
			" WHERE r.exit = ?1 ORDER BY s.severity, r.of_list,"
			" r.seq LIMIT 20",
			err) != 0)
		return -1;
	return 0;
}

/* What is the acceptance's beyond the exits themselves: of lists and villages
 * by the subjects, and whether the inspections are enough. */
static int
judge_all(struct out *o, struct stmt *counts, struct error *err)
{
	uint64_t n[NACCEPTANCES] = { 0 };
	struct verdict_facts f;
	struct stmt *st;
	int rc;

	for (int i = 0; i < ACCEPTANCE_NONE; i++)
		n[i] = (uint64_t)stmt_int(counts, i + 1);
	if (db_prepare(&st, o->db,
		    "SELECT (SELECT COUNT(*) FROM temp.of_subject WHERE"
		    " " OPEN_ERROR ") AS error, (SELECT COUNT(*) FROM"
		    " temp.of_subject WHERE " OPEN_SUSPECT ") AS suspect,"
		    " (SELECT COUNT(*) FROM temp.of_subject WHERE"
		    " " OPEN_CONFIRMED ") AS confirmed,"
		    " (SELECT COUNT(*) FROM temp.open_check WHERE of_household)"
		    " AS unchecked, (SELECT COUNT(*) FROM temp.waiting_check"
		    " WHERE of_household) AS waiting, (SELECT"
		    " COALESCE(SUM(rejected + refused), 0) FROM hc_document)"
		    " + (SELECT COUNT(*) FROM hc_unread) AS rejected,"
		    " EXISTS (SELECT 1 FROM hc_check WHERE run = " LAST_RUN
		    " AND id = 'ACC-02' AND answer NOT IN ('pass',"
		    " 'not-applicable')) AS lacking",
		    err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1) {
		out_facts(&f, st);
		out_attribute(o, "verdict",
			acceptance_name(acceptance_of_all(
				n, &f, stmt_int(st, 6) != 0)));
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

static int
inside_acceptance(struct out *o, struct stmt *st, struct error *err)
{
	struct exit_rows rows = { 0 };
	int rc = -1;

	if (judge_all(o, st, err) == 0 && write_subjects(o, err) == 0 &&
		prepare_exits(&rows, o->db, err) == 0)
		rc = write_exits(o, &rows, err);
	stmt_free(rows.events);
	stmt_free(rows.reasons);
	return rc;
}

int
result_acceptance(struct out *o, struct error *err)
{
	return out_rows(o, "acceptance",
		"SELECT " BY_VERDICT ","
		" (SELECT COUNT(*) FROM household WHERE COALESCE(valid, 1) = 1"
		" AND class = 'clear') AS cleared,"
		" COUNT(CASE WHEN inspected > 0 THEN 1 END) AS inspected"
		" FROM temp.exits",
		NULL, inside_acceptance, err);
}
