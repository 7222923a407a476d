/*
 * The result's figures for reports in prose, and its acceptance.
 */
#include "config.h"
#include <stdio.h>
#include "lib/db.h"
#include "report/result-out.h"

int
result_figures(struct out *o, struct error *err)
{
	static const char *const figures[][2] = {
		{ "sessions",
			"COUNT(*) AS count FROM training WHERE level = "
			"'street'" },
		{ "trained",
			"COUNT(DISTINCT a.staff) AS count FROM attendee a JOIN"
			" training t ON t.row = a.parent WHERE t.level ="
			" 'street'" },
		{ "visits", "COUNT(*) AS count FROM visit" },
		{ "visited", "COUNT(DISTINCT household) AS count FROM visit" },
		{ "investigators",
			"COUNT(DISTINCT COALESCE(staff, name)) AS count FROM"
			" investigator" },
		{ "appraisals",
			"COUNT(*) AS count FROM event WHERE kind ="
			" 'appraisal'" },
		{ "postings",
			"COUNT(*) AS count FROM event WHERE kind = 'posting'" },
		{ "announcements",
			"COUNT(*) AS count FROM event WHERE kind ="
			" 'announcement'" },
		{ "increases",
			"COUNT(*) AS count FROM natural_change WHERE direction "
			"="
			" 'increase'" },
		{ "decreases",
			"COUNT(*) AS count FROM natural_change WHERE direction "
			"="
			" 'decrease'" },
		{ "problems", "COUNT(*) AS count FROM problem" },
		{ "confirmed",
			"COUNT(*) AS count FROM problem WHERE verdict ="
			" 'confirmed'" },
		{ "rectified",
			"COUNT(*) AS count FROM problem WHERE verdict ="
			" 'confirmed' AND rectified IS NOT NULL" },
		{ "self-inspections",
			"COUNT(*) AS count FROM inspection WHERE kind ="
			" 'self'" },
		{ "acceptances",
			"COUNT(*) AS count FROM inspection WHERE kind ="
			" 'acceptance'" },
		{ "sampled",
			"COUNT(DISTINCT s.household) AS count FROM sample s "
			"JOIN"
			" inspection i ON i.row = s.parent WHERE i.kind ="
			" 'acceptance'" },
	};
	char sql[256];
	int rc = 0;

	out_begin(o, "figures");
	for (size_t i = 0; rc == 0 && i < sizeof figures / sizeof *figures;
		i++) {
		snprintf(sql, sizeof sql, "SELECT ?2 AS id, %s", figures[i][1]);
		rc = out_rows(o, "figure", sql, figures[i][0], NULL, err);
	}
	if (rc == 0)
		rc = out_rows(o, "class",
			"SELECT c.class AS id, COALESCE(h.n, 0) AS households,"
			" CASE ?1 WHEN 1 THEN c.title_en ELSE c.title_zh END"
			" AS Title FROM plan_class c LEFT JOIN (SELECT class,"
			" COUNT(*) AS n FROM household WHERE COALESCE(valid,"
			" 1) = 1 GROUP BY class) h ON h.class = c.class"
			" ORDER BY c.rowid",
			NULL, NULL, err);
	out_end(o);
	return rc;
}

/* Earlier checks of the same plan. One that was made again over the same data
 * counts once, so that repeating a check changes no report; and the last ones
 * are enough to see where it goes. */
#define EARLIER                                                                \
	"(SELECT id FROM (SELECT id, what, LEAD(what) OVER (ORDER BY id) AS"   \
	" next FROM (SELECT r.id, r.as_of || ' ' || r.plan_version || ' ' ||"  \
	" r.rules_sha256 || ' ' || r.inputs_sha256 AS what FROM hc_run r"      \
	" JOIN hc_run l ON l.id = " LAST " AND l.plan_id = r.plan_id AND"      \
	" l.plan_year = r.plan_year)) WHERE what <> next"                      \
	" ORDER BY id DESC LIMIT 11)"
#define BEFORE "(SELECT MAX(id) FROM " EARLIER ")"
#define OF_RUN(severity)                                                       \
	"(SELECT COUNT(*) FROM hc_finding f WHERE f.run = r.id AND"            \
	" f.severity = '" severity "')"
#define FOUND_IN(run) "(SELECT id FROM hc_finding WHERE run = " run ")"

static int
inside_trend(struct out *o, struct stmt *st, struct error *err)
{
	(void)st;
	return out_rows(o, "run",
		"SELECT r.as_of, r.verdict,"
		" COUNT(*) AS checks, " OF_RUN("error") " AS errors, " OF_RUN(
			"suspect") " AS suspects, " OF_RUN("notice") " AS"
								     " notices,"
								     " SUM("
								     "answer "
								     "IN "
								     "('not-"
								     "checkable"
								     "', "
								     "'error',"
								     " '"
								     "skipped')"
								     ") AS "
								     "untold "
								     "FROM "
								     "hc_run r "
								     "JOIN "
								     "hc_check "
								     "c ON "
								     "c.run"
								     " = r.id "
								     "WHERE "
								     "r.id "
								     "IN"
								     " " EARLIER
								     " GROUP "
								     "BY r.id "
								     "ORDER BY "
								     "r.id",
		NULL, NULL, err);
}

int
result_trend(struct out *o, struct error *err)
{
	int64_t n = 0;

	if (db_get_int(o->db, "SELECT COUNT(*) FROM " EARLIER, &n, err) != 0)
		return -1;
	if (n == 0)
		return 0;
	return out_rows(o, "trend",
		"SELECT COUNT(CASE WHEN id NOT IN " FOUND_IN(
			BEFORE) " THEN 1 END) AS new, COUNT(CASE WHEN id "
				"IN " FOUND_IN(
					BEFORE) " THEN 1 END) AS still, "
						"(SELECT COUNT(*)"
						" FROM hc_finding WHERE "
						"run = " BEFORE " AND id NOT "
						"IN " FOUND_IN(LAST) ") AS "
								     "gone "
								     "FROM "
								     "hc_"
								     "finding "
								     "WHERE "
								     "run "
								     "= " LAST,
		NULL, inside_trend, err);
}

int
result_papers(struct out *o, struct error *err)
{
	int64_t papers = 0;
	int rc;

	if (db_get_int(o->db, "SELECT COUNT(*) FROM hc_paper", &papers, err) !=
		0)
		return -1;
	if (papers == 0)
		return 0;
	out_begin(o, "papers");
	rc = out_rows(o, "paper",
		"SELECT kind AS id, clause, needed, there, COALESCE((SELECT"
		" CASE ?1 WHEN 1 THEN label_en ELSE label_zh END FROM code"
		" WHERE list = 'paper' AND code = kind), kind) AS Title"
		" FROM hc_paper ORDER BY seq",
		NULL, NULL, err);
	out_end(o);
	return rc;
}

/* Which subject a finding is of: that of its step, else of its check's group.
 * Findings on other households, and on no village, are not acceptance's. */
static int
find_subjects(struct out *o, struct error *err)
{
	return db_exec(o->db,
		"DROP TABLE IF EXISTS temp.of_subject;"
		"CREATE TEMP TABLE of_subject AS SELECT f.check_id, f.severity,"
		" f.village, f.household, COALESCE((SELECT MIN(s.seq) FROM"
		" plan_subject s JOIN plan_step p ON instr(s.steps, ' ' ||"
		" p.kind || ' ') > 0 WHERE p.step = f.step), (SELECT"
		" MIN(s.seq) FROM plan_subject s WHERE instr(s.groups, ' ' ||"
		" c.grp || ' ') > 0)) AS subject FROM hc_finding f JOIN"
		" hc_check c ON c.run = f.run AND c.id = f.check_id WHERE"
		" f.run = " LAST " AND ((f.household IS NULL AND f.village IS"
		" NOT NULL) OR f.household IN (SELECT h.id FROM household h"
		" WHERE COALESCE(h.valid, 1) = 1 AND h.class IN (SELECT class"
		" FROM plan_subject)));"
		"CREATE INDEX temp.of_subject_household ON"
		" of_subject(household)",
		err);
}

static int
inside_subject(struct out *o, struct stmt *st, struct error *err)
{
	return out_rows(o, "check",
		"SELECT f.check_id AS id, " BY_SEVERITY " FROM temp.of_subject"
		" f JOIN plan_subject s ON s.seq = f.subject WHERE s.id = ?2"
		" AND ?1 IS NOT NULL GROUP BY f.check_id ORDER BY 2 DESC,"
		" 3 DESC, 1",
		stmt_text(st, 0), NULL, err);
}

int
result_exits(struct out *o, struct error *err)
{
	if (find_subjects(o, err) != 0)
		return -1;
	return db_exec(o->db,
		"DROP TABLE IF EXISTS temp.exits;"
		"CREATE TEMP TABLE exits AS"
		" WITH state AS (SELECT (SELECT COUNT(*) FROM hc_check WHERE"
		" run = " LAST " AND answer IN ('not-checkable', 'error',"
		" 'skipped') AND scope IN ('household', 'member')) AS untold),"
		" course AS (SELECT household,"
		" MIN(CASE WHEN kind = 'appraisal' THEN began END) AS"
		" appraised,"
		" MIN(CASE WHEN kind = 'posting' THEN began END) AS"
		" posted_from,"
		" MAX(CASE WHEN kind = 'posting' THEN ended END) AS posted_to,"
		" MIN(CASE WHEN kind = 'announcement' THEN began END) AS"
		" announced_from,"
		" MAX(CASE WHEN kind = 'announcement' THEN ended END) AS"
		" announced_to,"
		" MIN(CASE WHEN kind = 'notification' THEN began END) AS"
		" notified,"
		" COUNT(CASE WHEN state = 'pending' THEN 1 END) AS pending"
		" FROM step WHERE class IN (SELECT class FROM plan_subject)"
		" GROUP BY household), seen AS (SELECT household,"
		" COUNT(CASE WHEN severity = 'error' THEN 1 END) AS error,"
		" COUNT(CASE WHEN severity = 'suspect' THEN 1 END) AS suspect"
		" FROM temp.of_subject GROUP BY household), called AS (SELECT"
		" code, MIN(name) AS name FROM village GROUP BY code)"
		" SELECT h.id, h.village, COALESCE(v.name, h.village) AS"
		" village_name, h.head_name AS head, c.appraised,"
		" c.posted_from, c.posted_to, c.announced_from,"
		" c.announced_to, c.notified, COALESCE(f.error, 0) AS error,"
		" COALESCE(f.suspect, 0) AS suspect, CASE WHEN f.error > 0"
		" THEN 'not-met' WHEN state.untold > 0 THEN 'unknown' WHEN"
		" c.pending > 0 THEN 'pending' ELSE 'met' END AS verdict"
		" FROM household h CROSS JOIN state LEFT JOIN course c ON"
		" c.household = h.id LEFT JOIN seen f ON f.household = h.id"
		" LEFT JOIN called v ON v.code = h.village"
		" WHERE COALESCE(h.valid, 1) = 1 AND h.class IN (SELECT class"
		" FROM plan_subject) ORDER BY h.village, h.id, h.row",
		err);
}

/* An annex lists all of them or, where they are many, the first that did not
 * pass. */
static int
write_exits(struct out *o, struct error *err)
{
	return out_rows(o, "household",
		"WITH refused AS (SELECT rowid AS n FROM temp.exits WHERE"
		" verdict <> 'met' ORDER BY rowid LIMIT " LISTED ")"
		" SELECT id, village, village_name, head, appraised,"
		" posted_from, posted_to, announced_from, announced_to,"
		" notified, error, suspect, verdict, CASE WHEN rowid IN"
		" (SELECT n FROM refused) OR (SELECT COUNT(*) FROM temp.exits)"
		" <= " LISTED " THEN 'true' END AS listed"
		" FROM temp.exits ORDER BY rowid",
		NULL, NULL, err);
}

static int
inside_acceptance(struct out *o, struct stmt *st, struct error *err)
{
	(void)st;
	if (out_rows(o, "subject",
		    "SELECT s.id, s.clause, COUNT(CASE WHEN f.severity ="
		    " 'error' THEN 1 END) AS error, COUNT(CASE WHEN f.severity"
		    " = 'suspect' THEN 1 END) AS suspect, COUNT(CASE WHEN"
		    " f.severity = 'notice' THEN 1 END) AS notice,"
		    " COUNT(DISTINCT CASE WHEN f.severity = 'error' THEN"
		    " f.household END) AS households, CASE ?1 WHEN 1 THEN"
		    " s.title_en ELSE s.title_zh END AS Title"
		    " FROM plan_subject s LEFT JOIN temp.of_subject f ON"
		    " f.subject = s.seq GROUP BY s.seq ORDER BY s.seq",
		    NULL, inside_subject, err) != 0)
		return -1;
	return write_exits(o, err);
}

int
result_acceptance(struct out *o, struct error *err)
{
	if (out_rows(o, "acceptance", "SELECT " BY_VERDICT " FROM temp.exits",
		    NULL, inside_acceptance, err) != 0)
		return -1;
	return db_exec(o->db,
		"DROP TABLE temp.of_subject; DROP TABLE temp.exits", err);
}
