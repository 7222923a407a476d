/*
 * What has to be done first: open errors and suspects by their consequence,
 * with who is responsible and until when.
 */
#include "config.h"
#include "check/finding.h"
#include "lib/db.h"
#include "report/result-out.h"

/* More than these nobody does in a day. */
#define FIRST "200"

/*
 * temp.first, in order: 1 what is of a step whose day is still to come, and
 * cannot be made up for after it; 2 what keeps a household from its entry or
 * exit, or makes that wrong; 3 the other errors, and suspects that people
 * confirmed; 4 what has to be verified. due is the day of the step, else the
 * next one of the plan.
 */
#define DUE_OF_STEP STEP_DUE("f.step")
static const char first[] =
	"CREATE TEMP TABLE first AS WITH listed AS (SELECT f.seq, f.severity,"
	" f.severity = 'error' OR f.status = 'confirmed' AS is_fault,"
	" f.household, h.responsible_name AS responsible, h.class,"
	" " DUE_OF_STEP " AS step_due FROM hc_finding f LEFT JOIN (SELECT id,"
	" MIN(responsible_name) AS responsible_name, MIN(class) AS class FROM"
	" household GROUP BY id) h ON h.id = f.household"
	" WHERE f.run = " LAST_RUN " AND NOT f.settled"
	" AND f.severity <> 'notice'),"
	" ranked AS (SELECT *, CASE WHEN step_due IS NOT NULL THEN 1"
	" WHEN is_fault AND EXISTS (SELECT 1 FROM plan_class c WHERE"
	" c.class = listed.class AND c.procedure <> '') THEN 2"
	" WHEN is_fault THEN 3 ELSE 4 END AS rank FROM listed)"
	" SELECT seq, rank, responsible, COALESCE(step_due, " NEXT_DUE ") AS"
	" due, COUNT(*) OVER () AS total FROM ranked"
	" ORDER BY rank, severity, step_due, seq LIMIT " FIRST ";"
	"CREATE TEMP TABLE said(seq INTEGER PRIMARY KEY, message TEXT)";

static int
say_them(struct out *o, struct error *err)
{
	const struct finding_filter filter = {
		.among = "SELECT seq FROM temp.first"
	};
	const struct finding_words words = { o->codes, o->lang, o->masked };
	struct finding_walk *walk = NULL;
	struct stmt *st = NULL;
	struct finding f;
	int rc = -1;

	if (db_prepare(&st, o->db, "INSERT INTO temp.said VALUES(?, ?)", err) ==
			0 &&
		finding_walk(&walk, o->db, &words, &filter, err) == 0) {
		while ((rc = finding_next(walk, &f, err)) == 1) {
			stmt_bind_int(st, 1, f.seq);
			stmt_bind_static(st, 2, f.message);
			rc = stmt_run(st, err);
			if (rc != 0)
				break;
		}
	}
	finding_walk_free(walk);
	stmt_free(st);
	return rc;
}

static int
inside_first(struct out *o, struct stmt *st, struct error *err)
{
	(void)st;
	return out_rows(o, "task",
		"SELECT t.rank, f.id AS finding, f.check_id AS \"check\","
		" f.severity, f.village, (SELECT MIN(name) FROM village v WHERE"
		" v.code = f.village) AS village_name, f.household, f.head,"
		" t.responsible, t.due, m.message AS Message"
		" FROM temp.first t JOIN hc_finding f ON f.run = " LAST_RUN
		" AND f.seq = t.seq JOIN temp.said m ON m.seq = t.seq"
		" ORDER BY t.rowid",
		NULL, NULL, err);
}

int
result_first(struct out *o, struct error *err)
{
	struct error ignored = { 0 };
	struct db_temps *temps = NULL;
	int rc = db_temps_begin(&temps, o->db, err);

	if (rc == 0)
		rc = db_exec(o->db, first, err);
	if (rc == 0)
		rc = say_them(o, err);
	if (rc == 0)
		rc = out_rows(o, "first",
			"SELECT MAX(total) AS total FROM temp.first"
			" HAVING COUNT(*) > 0",
			NULL, inside_first, err);
	if (db_temps_end(temps, rc == 0 ? err : &ignored) != 0)
		rc = -1;
	return rc;
}
