/*
 * The result's figures for reports in prose.
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
		snprintf(sql, sizeof sql, "SELECT ?1 AS id, %s", figures[i][1]);
		rc = out_rows(o, "figure", sql, figures[i][0], NULL, err);
	}
	if (rc == 0)
		rc = out_rows(o, "class",
			"SELECT c.class AS id, COALESCE(h.n, 0) AS households,"
			" c.title_LL AS Title FROM plan_class c LEFT JOIN"
			" (SELECT class, COUNT(*) AS n FROM household WHERE"
			" COALESCE(valid, 1) = 1 GROUP BY class) h ON h.class"
			" = c.class ORDER BY c.rowid",
			NULL, NULL, err);
	out_end(o);
	return rc;
}

#define COUNT_OF_RUN "(SELECT COUNT(*) FROM hc_finding WHERE run = r.id AND "
#define UNTOLD "('not-checkable', 'error', 'skipped')"
#define FAULTS_BEFORE                                                          \
	"(SELECT subject, thread FROM hc_finding WHERE run = " BEFORE ")"
#define FAULTS_NOW                                                             \
	"(SELECT subject, thread FROM hc_finding WHERE run = " LAST_RUN ")"

static int
inside_trend(struct out *o, struct stmt *st, struct error *err)
{
	(void)st;
	return out_rows(o, "run",
		"SELECT r.as_of, r.verdict, COUNT(*) AS checks,"
		" " COUNT_OF_RUN OPEN_ERROR ") AS errors,"
		" " COUNT_OF_RUN OPEN_SUSPECT ") AS suspects,"
		" " COUNT_OF_RUN OPEN_NOTICE ") AS notices,"
		" SUM(answer IN " UNTOLD ") AS untold FROM hc_run r"
		" JOIN hc_check c ON c.run = r.id WHERE r.id IN " EARLIER
		" GROUP BY r.id ORDER BY r.id",
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
		"SELECT COUNT(CASE WHEN (subject, thread) NOT IN " FAULTS_BEFORE
		" THEN 1 END) AS new,"
		" COUNT(CASE WHEN (subject, thread) IN " FAULTS_BEFORE
		" THEN 1 END) AS still,"
		" (SELECT COUNT(*) FROM hc_finding WHERE run = " BEFORE
		" AND (subject, thread) NOT IN " FAULTS_NOW ") AS gone"
		" FROM hc_finding WHERE run = " LAST_RUN,
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
		" label_LL FROM code WHERE list = 'paper' AND code = kind),"
		" kind) AS Title FROM hc_paper ORDER BY seq",
		NULL, NULL, err);
	out_end(o);
	return rc;
}
