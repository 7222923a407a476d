/*
 * What the visits of an evaluation say, record by record and then together.
 */
#include "config.h"
#include "check/visits.h"
#include "lib/db.h"

/* Was somebody met? An answer or a fault says so, whatever else the row says;
 * other words do where it does not say that nobody was. */
#define REACHED                                                                \
	"(COALESCE(visit, '') = 'visited' OR identification IS NOT NULL OR"    \
	" COALESCE(satisfied, '') IN ('yes', 'no') OR COALESCE(fault_says, 0)" \
	" = 1 OR COALESCE(result, '') = 'failed' OR (visit IS NULL AND"        \
	" COALESCE(satisfied, result, fault) IS NOT NULL))"

/* A row of a record that says anything, of whichever street. */
#define SAID                                                                   \
	"SELECT *, " REACHED " AS reached FROM ("                              \
	"SELECT 'household' AS kind, s.household AS id, s.document,"           \
	" COALESCE(i.date, '') AS date, s.visit, s.identification,"            \
	" s.satisfied, s.appeal_outcome, s.persons, s.fault, s.fault_says,"    \
	" s.evidence, s.appeal, s.result, NULL AS name FROM sample s JOIN "    \
	"inspection i"                                                         \
	" ON i.row = s.parent WHERE i.kind = 'evaluation' UNION ALL"           \
	" SELECT 'unregistered', s.subject, s.document, COALESCE(i.date, '')," \
	" s.visit, s.identification, s.satisfied, s.appeal_outcome,"           \
	" s.persons, s.fault, s.fault_says, s.evidence, s.appeal, NULL,"       \
	" s.name"                                                              \
	" FROM unregistered s JOIN inspection i ON i.row = s.parent"           \
	" WHERE i.kind = 'evaluation') WHERE COALESCE(visit, identification,"  \
	" satisfied, appeal_outcome, persons, fault, evidence, appeal,"        \
	" result) IS NOT NULL"

static const char said[] =
	"CREATE TEMP TABLE eval_said AS"
	" SELECT v.*, d.division, (f.division = '' OR COALESCE(d.division,"
	" f.division) = f.division) AND COALESCE(d.year, f.year) ="
	" CAST(f.year AS TEXT) AS is_ours FROM (" SAID ") v JOIN hc_document d"
	" ON d.id = v.document JOIN hc_frame f ON f.id = " VISITS_FRAME ";"
	" CREATE INDEX temp.eval_said_of ON eval_said(kind, id)";

/* All that is said of one together. */
static const char together[] =
	"CREATE TEMP TABLE eval_together AS SELECT kind, id, MAX(reached) AS "
	"reached,"
	/* why nobody was met, as the latest says */
	" MAX(date || ' ' || visit) FILTER (WHERE visit <> 'visited') AS"
	" missed_for, MAX(reached AND COALESCE(visit, 'visited') <> 'visited')"
	" AS not_visited, MAX(COALESCE(identification = 'none', 0)) AS"
	" says_none, MAX(COALESCE(identification = 'wrong-entry', 0)) AS"
	" says_entry, MIN(identification) FILTER (WHERE identification IN"
	" ('wrong-exit', 'missed')) AS off,"
	/* the alphabet has them from bad to good: no, no-answer, yes */
	" MIN(satisfied) AS satisfied, COUNT(DISTINCT satisfied) AS"
	" n_satisfied, MAX(COALESCE(appeal_outcome = 'upheld', 0)) AS upheld,"
	" MAX(COALESCE(appeal_outcome = 'rejected', 0)) AS rejected,"
	" COUNT(appeal_outcome) AS n_appeals, MIN(persons) AS least_persons,"
	" MAX(persons) AS most_persons, MIN(name) AS told_name"
	" FROM temp.eval_said WHERE is_ours GROUP BY kind, id;"
	" CREATE UNIQUE INDEX temp.eval_together_of ON eval_together(kind, id)";

/* What people wrote, each text once, in an order that hangs on it alone. */
#define TEXTS(column)                                                          \
	" (SELECT group_concat(t, '; ') FROM (SELECT DISTINCT " column         \
	" AS t FROM temp.eval_said s WHERE s.kind = d.kind AND s.id = d.id"    \
	" AND s.is_ours AND " column " IS NOT NULL ORDER BY 1)) AS " column    \
	","

/* Who stays in the register can be entered wrongly; who is not, or not any
 * more, can be missing there, whatever that is called. */
#define ENTERS "(d.class IN ('poor', 'new', 'return'))"
#define FITTING                                                                \
	"(CASE WHEN " ENTERS " THEN v.says_entry ELSE v.off IS NOT NULL END)"
#define ODD                                                                    \
	"(CASE WHEN " ENTERS " THEN v.off IS NOT NULL ELSE v.says_entry END)"

static const char units[] =
	"CREATE TEMP TABLE eval_unit AS SELECT d.draw, d.stratum, d.place, "
	"d.kind, d.id,"
	" d.village, d.class, MAX(d.persons, 1) AS persons, d.role, d.replaces,"
	" d.reason, w.round, w.kind AS draw_kind, (SELECT MIN(name) FROM"
	" village g WHERE g.code = d.village) AS village_name, CASE WHEN"
	" v.reached THEN 'visited' WHEN d.reason IS NOT NULL OR v.missed_for IS"
	" NOT NULL THEN 'unreached' ELSE 'open' END AS state,"
	" CASE WHEN NOT COALESCE(v.reached, 0) THEN COALESCE(d.reason,"
	" substr(v.missed_for, instr(v.missed_for, ' ') + 1)) END AS "
	"missed_for,"
	" CASE WHEN " FITTING " AND " ENTERS " THEN 'wrong-entry'"
	" WHEN " FITTING " THEN v.off WHEN " ODD " AND " ENTERS " THEN v.off"
	" WHEN " ODD " THEN 'wrong-entry' WHEN v.says_none THEN 'none' END AS"
	" identification,"
	" CASE WHEN " FITTING " THEN 1 WHEN " ODD " THEN NULL WHEN v.says_none"
	" THEN 0 END AS fault_counts, v.satisfied, COALESCE(v.upheld AND NOT"
	" v.rejected, 0) AS is_upheld, CASE WHEN v.rejected THEN 'rejected'"
	" WHEN v.upheld THEN 'upheld' WHEN v.n_appeals > 0 THEN 'pending' END"
	" AS appeal_outcome, CASE WHEN NOT v.reached THEN NULL WHEN"
	" v.least_persons <> d.persons THEN"
	" v.least_persons WHEN v.most_persons <> d.persons THEN v.most_persons"
	" END AS found_persons," TEXTS("fault") TEXTS("evidence") TEXTS(
		"appeal") " v.told_name, v.id IS NOT NULL AS is_told, "
			  "COALESCE(v.reached AND NOT"
			  " v.says_none AND NOT v.says_entry AND v.off IS "
			  "NULL, 0) AS unanswered,"
			  /* an appeal that was decided says which of two is
			     right */
			  " COALESCE(v.says_none + v.says_entry + (v.off IS "
			  "NOT NULL) > 1 AND"
			  " v.upheld = v.rejected, 0) AS two_answers,"
			  " COALESCE(v.n_satisfied > 1, 0) AS two_satisfied,"
			  " COALESCE(v.upheld AND v.rejected, 0) AS "
			  "two_outcomes,"
			  " COALESCE(v.not_visited, 0) AS not_visited,"
			  " COALESCE(" ODD ", 0) AS misfit"
			  " FROM hc_drawn d JOIN hc_draw w ON w.id = d.draw "
			  "LEFT JOIN"
			  " temp.eval_together v ON v.id = d.id AND v.kind = "
			  "d.kind WHERE d.role"
			  " <> 'reserve' AND w.frame = " VISITS_FRAME;

#define QUESTION(column, code)                                                 \
	"SELECT draw_kind, kind, id, village, village_name, class, '" code     \
	"' AS code FROM temp.eval_unit WHERE " column

static const char unclear[] = "CREATE TEMP TABLE eval_question AS " QUESTION(
	"two_answers", "two-answers") " UNION ALL " QUESTION("two_satisfied",
	"two-satisfied") " UNION ALL " QUESTION("two_outcomes",
	"two-outcomes") " UNION ALL " QUESTION("not_visited",
	"not-visited") " UNION ALL " QUESTION("misfit", "misfit");

int
visits_gather(struct visits *out, struct db *db, struct error *err)
{
	out->db = db;
	if (db_exec(db, said, err) != 0 || db_exec(db, together, err) != 0 ||
		db_exec(db, units, err) != 0 || db_exec(db, unclear, err) != 0)
		return -1;
	return db_exec(db, "DROP TABLE temp.eval_together", err);
}

void
visits_drop(struct visits *visits)
{
	struct error ignored = { 0 };

	if (visits->db != NULL)
		db_exec(visits->db,
			"DROP TABLE IF EXISTS temp.eval_said;"
			"DROP TABLE IF EXISTS temp.eval_together;"
			"DROP TABLE IF EXISTS temp.eval_unit;"
			"DROP TABLE IF EXISTS temp.eval_question",
			&ignored);
	visits->db = NULL;
}

int
visits_has_answer(bool *has, struct db *db, const char *kind, const char *id,
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT 1 FROM (" SAID ") WHERE kind = ?1 AND id = ?2 AND"
		    " reached LIMIT 1",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, kind);
	stmt_bind_static(st, 2, id);
	rc = stmt_step(st, err);
	*has = rc == 1;
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}
