/*
 * The latest run as one XML document, in a stream.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/finding.h"
#include "check/reason.h"
#include "check/run.h"
#include "lib/db.h"
#include "lib/given.h"
#include "lib/xml-valid.h"
#include "lib/xml-writer.h"
#include "lib/xml.h"
#include "plan/plan-words.h"
#include "plan/plan.h"
#include "report/result-out.h"
#include "report/result.h"
#include "schema/codes.h"

static int
write_head(struct out *o, struct error *err)
{
	const struct plan *p = o->plan;
	char year[16];

	snprintf(year, sizeof year, "%d", p->year);
	if (out_rows(o, "street",
		    "SELECT COALESCE((SELECT division FROM hc_document WHERE"
		    " kind = 'register' AND source = 'current' ORDER BY name"
		    " LIMIT 1), (SELECT MIN(division) FROM hc_document))"
		    " AS division, ?1 AS name",
		    p->office[o->lang], NULL, err) != 0)
		return -1;
	out_begin(o, "plan");
	out_attribute(o, "id", p->id);
	out_attribute(o, "version", p->version);
	out_attribute(o, "year", year);
	out_element(o, "title", p->title[o->lang]);
	if (p->addressee[o->lang] != NULL)
		out_element(o, "addressee", p->addressee[o->lang]);
	for (size_t i = 0; i < p->nwords; i++) {
		if (p->words[i].lang != o->lang)
			continue;
		out_begin(o, "word");
		out_attribute(o, "of", p->words[i].of);
		xml_writer_text(o->w, p->words[i].own);
		out_end(o);
	}
	out_end(o);
	out_begin(o, "counting");
	out_attribute(o, "days", p->counting.working ? "working" : "natural");
	out_attribute(o, "first-day",
		p->counting.first_counts ? "counted" : "excluded");
	if (plan_needs_calendar(p))
		out_attribute(o, "calendar", plan_calendar_state(p));
	if (out_rows(o, "step",
		    "SELECT p.title_LL AS Title, c.label_LL AS How FROM"
		    " plan_step p JOIN code c ON c.list = 'day-reading' AND"
		    " c.code = p.counting WHERE p.counting <> ?1 GROUP BY 1, 2"
		    " ORDER BY MIN(p.rowid)",
		    plan_counting_name(&p->counting), NULL, err) != 0)
		return -1;
	out_end(o);
	return 0;
}

static int
inside_rejects(struct out *o, struct stmt *st, struct error *err)
{
	(void)st;
	return out_rows(o, "reject",
		"SELECT COALESCE(r.place, d.name) AS document, r.line,"
		" r.record, r.code,"
		" CASE WHEN ROW_NUMBER() OVER (ORDER BY d.name, r.seq) "
		"<= " LISTED " THEN 'true' END AS listed,"
		" r.text_LL AS Message FROM hc_reject r JOIN hc_document d ON"
		" d.id = r.document ORDER BY d.name, r.seq",
		NULL, NULL, err);
}

static int
write_documents(struct out *o, struct error *err)
{
	out_begin(o, "documents");
	if (out_rows(o, "document",
		    "SELECT kind, source, name, sha256, records, stored,"
		    " rejected, exported FROM hc_document ORDER BY name",
		    NULL, NULL, err) != 0 ||
		out_rows(o, "unread",
			"SELECT name FROM hc_unread ORDER BY name, path", NULL,
			NULL, err) != 0)
		return -1;
	out_end(o);
	return out_rows(o, "rejects", "SELECT COUNT(*) AS count FROM hc_reject",
		NULL, inside_rejects, err);
}

static int
write_totals(struct out *o, struct error *err)
{
	if (out_rows(o, "totals",
		    "SELECT COALESCE(SUM(NOT stray), 0) AS villages, "
		    "NULLIF(SUM(stray), 0)"
		    " AS strays, COALESCE(SUM(error > 0 AND NOT stray), 0)"
		    " AS faulty_villages, COALESCE(SUM(households), 0) AS"
		    " households, COALESCE(SUM(members), 0) AS members,"
		    " COALESCE(SUM(faulty), 0) AS faulty,"
		    " COALESCE(SUM(households - faulty), 0) AS clean,"
		    " COALESCE(SUM(ready), 0) AS ready,"
		    " (SELECT COUNT(*) FROM hc_check WHERE run = " LAST_RUN
		    ") AS checks,"
		    " (SELECT COUNT(DISTINCT check_id) FROM temp.open_check)"
		    " AS unchecked,"
		    " (SELECT COUNT(*) FROM hc_check WHERE run = " LAST_RUN
		    " AND pending > 0) AS waiting,"
		    " (SELECT COALESCE(SUM(rejected + refused), 0) FROM "
		    "hc_document)"
		    " AS rejected,"
		    " NULLIF((SELECT COUNT(*) FROM hc_unread), 0) AS unread,"
		    " f.* FROM (SELECT"
		    " COALESCE(SUM" OPEN_ERROR ", 0) AS errors,"
		    " COALESCE(SUM" OPEN_SUSPECT ", 0) AS suspects,"
		    " NULLIF(SUM" OPEN_CONFIRMED ", 0) AS confirmed,"
		    " COALESCE(SUM" OPEN_NOTICE ", 0) AS notices,"
		    " NULLIF(SUM(settled), 0) AS settled"
		    " FROM hc_finding WHERE run = " LAST_RUN
		    ") f LEFT JOIN temp.place",
		    NULL, NULL, err) != 0)
		return -1;
	return out_rows(o, "answers",
		"SELECT SUM(answer = 'pass') AS pass, SUM(answer = 'fail') AS"
		" fail, SUM(answer = 'not-applicable') AS not_applicable,"
		" SUM(answer = 'not-checkable') AS not_checkable,"
		" SUM(answer = 'pending') AS pending, SUM(answer = 'error') AS"
		" error, SUM(answer = 'skipped') AS skipped"
		" FROM hc_check WHERE run = " LAST_RUN,
		NULL, NULL, err);
}

static int
write_groups(struct out *o, struct error *err)
{
	int rc;

	out_begin(o, "groups");
	rc = out_rows(o, "group",
		/* each worked out once: not for each group or check */
		"WITH whom AS MATERIALIZED (SELECT l.grp,"
		" COUNT(DISTINCT c.household) AS n FROM temp.concern c JOIN"
		" temp.looks l ON l.check_id = c.check_id GROUP BY l.grp),"
		" open AS MATERIALIZED (SELECT grp, COUNT(DISTINCT check_id)"
		" AS n FROM temp.open_check GROUP BY grp),"
		" waiting AS MATERIALIZED (SELECT grp, COUNT(*) AS n FROM"
		" hc_check WHERE run = " LAST_RUN
		" AND pending > 0 GROUP BY grp),"
		" found AS MATERIALIZED (SELECT f.check_id, " BY_SEVERITY
		" FROM hc_finding f WHERE f.run = " LAST_RUN
		" GROUP BY f.check_id) SELECT c.grp AS id, COUNT(*) AS checks,"
		" COALESCE(SUM(f.error), 0) AS error, COALESCE(SUM(f.suspect),"
		" 0) AS suspect, COALESCE(SUM(f.notice), 0) AS notice,"
		" COALESCE((SELECT n FROM whom w WHERE w.grp = c.grp), 0) AS"
		" households, COALESCE((SELECT n FROM open w WHERE w.grp ="
		" c.grp), 0) AS unchecked, COALESCE((SELECT n FROM waiting w"
		" WHERE w.grp = c.grp), 0) AS waiting, COALESCE((SELECT"
		" label_LL FROM code WHERE list = 'check-group' AND code ="
		" c.grp), grp_LL) AS Title FROM hc_check c LEFT JOIN found f ON"
		" f.check_id = c.id"
		" WHERE c.run = " LAST_RUN
		" GROUP BY c.grp ORDER BY MIN(c.seq)",
		NULL, NULL, err);
	out_end(o);
	return rc;
}

/* The clauses that a check cites. */
static int
write_clauses(struct out *o, struct error *err)
{
	int rc;

	out_begin(o, "clauses");
	for (size_t i = 0; i < o->plan->nclauses; i++) {
		const struct plan_clause *c = &o->plan->clauses[i];
		char *sql = xasprintf(
			"SELECT COUNT(*) FROM hc_check WHERE run = " LAST_RUN
			" AND ' ' || clause || ' ' LIKE '%% %s %%'",
			c->id);
		int64_t n = 0;

		rc = db_get_int(o->db, sql, &n, err);
		free(sql);
		if (rc != 0)
			return -1;
		if (n == 0)
			continue;
		out_begin(o, "clause");
		out_attribute(o, "id", c->id);
		out_attribute(o, "heading", c->heading);
		xml_writer_text(o->w, c->quoted[o->lang]);
		out_end(o);
	}
	out_end(o);
	return 0;
}

static int
inside_check(struct out *o, struct stmt *st, struct error *err)
{
	const char *answer = stmt_given(st, 5);
	struct strbuf sb = { 0 };

	if (!stmt_is_null(st, 10)) {
		reason_add(&sb, o->db, o->codes, answer, stmt_text(st, 10),
			o->lang);
		out_element(o, "reason", sb.data);
		strbuf_clear(&sb);
	}
	return out_rows(o, "reading",
		"SELECT r.reading AS id, r.n AS count, r.total,"
		" COALESCE((SELECT label_LL FROM code WHERE list ="
		" 'day-reading' AND code = r.reading), r.reading) AS Title FROM"
		" hc_reading r"
		" WHERE r.run = " LAST_RUN
		" AND r.check_id = ?1 ORDER BY r.seq",
		stmt_text(st, 0), NULL, err);
}

static int
write_checks(struct out *o, struct error *err)
{
	int rc;

	/* The tenth column is the reason; its name says that it is no fact. */
	out_begin(o, "checks");
	rc = out_rows(o, "check",
		"SELECT id, grp AS \"group\", severity, scope, clause, answer,"
		" subjects, findings, pending, due, reason AS \"*\","
		" COALESCE((SELECT w.households FROM temp.whom w WHERE"
		" w.check_id = hc_check.id), 0) AS households,"
		" CASE WHEN answer IN ('not-checkable', 'error', 'skipped')"
		" THEN 0 ELSE subjects END AS checked,"
		" CASE WHEN answer IN ('pass', 'fail', 'not-checkable') THEN"
		" reason END AS lacks,"
		" CAST(julianday(due) - julianday((SELECT as_of FROM hc_run"
		" WHERE id = run)) AS INTEGER) AS left,"
		" CASE WHEN disputable THEN 'true' END AS disputable,"
		" title_LL AS Title,"
		" expected_LL AS"
		" Expected,"
		" remedy_LL AS Remedy"
		" FROM hc_check WHERE run = " LAST_RUN " ORDER BY seq",
		NULL, inside_check, err);
	out_end(o);
	return rc;
}

/* What the plan changed in the checks, and why. */
static int
write_changes(struct out *o, struct error *err)
{
	int rc;

	out_begin(o, "changes");
	rc = out_rows(o, "change",
		"SELECT check_id AS \"check\", what, before, after,"
		" reason_LL AS Reason"
		" FROM hc_change WHERE run = " LAST_RUN " ORDER BY seq",
		NULL, NULL, err);
	out_end(o);
	return rc;
}

/* Where no record of the procedure was imported nothing is missing: it was not
 * looked at. */
#define NO_PROCEDURE                                                           \
	"NOT EXISTS (SELECT 1 FROM hc_document WHERE kind = 'procedure')"

static int
inside_procedure(struct out *o, struct stmt *st, struct error *err)
{
	if (out_rows(o, "class",
		    "SELECT t.class AS id, SUM(t.households) AS households,"
		    " c.title_LL AS Title FROM hc_timeline t JOIN plan_class c"
		    " ON c.class = t.class WHERE t.procedure = ?1 GROUP BY"
		    " t.class HAVING SUM(t.households) > 0 ORDER BY"
		    " MIN(c.rowid)",
		    stmt_text(st, 0), NULL, err) != 0)
		return -1;
	return out_rows(o, "step",
		"SELECT p.step AS id, p.kind, p.clause, p.days, p.due,"
		" COALESCE(SUM(t.done), 0) AS done,"
		" COALESCE(SUM(t.late), 0) AS late,"
		" CASE WHEN " NO_PROCEDURE " THEN 0 ELSE"
		" COALESCE(SUM(t.missing), 0) END AS missing,"
		" COALESCE(SUM(t.pending), 0) AS pending,"
		" COALESCE(SUM(t.at_risk), 0) AS at_risk, MIN(t.first) AS"
		" first, MAX(t.last) AS last, p.title_LL AS Title FROM"
		" plan_step p LEFT JOIN hc_timeline t ON t.procedure ="
		" p.procedure AND t.seq = p.seq WHERE p.procedure = ?1 GROUP"
		" BY p.seq ORDER BY p.seq",
		stmt_text(st, 0), NULL, err);
}

static int
write_timeline(struct out *o, struct error *err)
{
	int rc = 0;

	out_begin(o, "timeline");
	for (size_t i = 0; rc == 0 && i < o->plan->nprocedures; i++) {
		const struct plan_procedure *p = &o->plan->procedures[i];

		rc = out_rows(o, "procedure",
			"SELECT ?1 AS id, (SELECT SUM(households)"
			" FROM hc_timeline WHERE procedure = ?1) AS households,"
			" CASE WHEN " NO_PROCEDURE " THEN 'true' END AS"
			" unchecked, group_concat(title, CASE '_LL' WHEN '_en'"
			" THEN ', ' ELSE '、' END) AS Title FROM (SELECT"
			" title_LL AS title FROM plan_class c WHERE c.class IN"
			" (SELECT class FROM hc_timeline WHERE procedure = ?1)"
			" ORDER BY c.rowid) HAVING COUNT(*) > 0",
			p->id, inside_procedure, err);
	}
	out_end(o);
	return rc;
}

/* From which count on what is sent without names tells it; NULL: from 1. */
static const char *
small_cell(const struct plan *plan)
{
	const struct plan_parameter *p = plan_find_parameter(
		plan, PLAN_SMALL_CELL);

	return p != NULL && p->value > 0 ? p->written : NULL;
}

static int
write_parts(struct out *o, struct error *err)
{
	struct error ignored = { 0 };
	struct db_temps *temps = NULL;
	int rc = -1;

	if (db_temps_begin(&temps, o->db, err) == 0 &&
		result_make_counts(o, err) == 0 && write_head(o, err) == 0 &&
		write_documents(o, err) == 0 && write_totals(o, err) == 0 &&
		result_lacks(o, err) == 0 && result_figures(o, err) == 0 &&
		result_trend(o, err) == 0 && result_papers(o, err) == 0 &&
		write_groups(o, err) == 0 && write_clauses(o, err) == 0 &&
		write_checks(o, err) == 0 && write_changes(o, err) == 0 &&
		result_basis(o, err) == 0 && result_exits(o, err) == 0 &&
		result_places(o, err) == 0 && write_timeline(o, err) == 0 &&
		result_first(o, err) == 0 &&
		(!o->evaluates || result_evaluation(o, err) == 0) &&
		result_acceptance(o, err) == 0)
		rc = result_findings(o, err);
	if (db_temps_end(temps, rc == 0 ? err : &ignored) != 0)
		rc = -1;
	return rc;
}

static int
write_result(struct out *o, struct error *err)
{
	struct stmt *st;
	bool is_of_now;
	int rc;

	if (run_is_of_now(o->db, &is_of_now, err) != 0 ||
		db_prepare(&st, o->db,
			"SELECT as_of, plan_year, verdict, program,"
			" rules_sha256, inputs_sha256 FROM hc_run"
			" WHERE id = " LAST_RUN,
			err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1 && !is_of_now) {
		stmt_free(st);
		return err_set(err, ERR_USAGE, "RESULT-3",
			"records came or went since the last check; run hecha "
			"check first");
	}
	if (rc == 1) {
		out_begin(o, "result");
		out_attribute(o, "xmlns", XML_NS);
		out_attribute(o, "version", "1");
		out_attribute(o, "xml:lang", lang_code(o->lang));
		out_attribute(o, "as-of", stmt_text(st, 0));
		out_attribute(o, "year", stmt_text(st, 1));
		out_attribute(o, "masked", o->masked ? "true" : "false");
		out_attribute(o, "verdict", stmt_text(st, 2));
		out_attribute(o, "program", stmt_text(st, 3));
		out_attribute(o, "rules", stmt_text(st, 4));
		out_attribute(o, "inputs", stmt_text(st, 5));
		out_attribute(o, "small-cell", small_cell(o->plan));
	}
	stmt_free(st);
	if (rc == 0)
		return err_set(err, ERR_USAGE, "RESULT-1",
			"no check has been made yet");
	return rc < 0 ? -1 : write_parts(o, err);
}

/* Valid by its schema, or not kept: read it back in a stream. */
static int
check_result(const char *path, struct error *err)
{
	struct _xmlSchema *schema;
	int rc = xml_schema_load(&schema, "schemas/result.xsd", err);

	if (rc == 0) {
		rc = xml_valid_file(path, schema, err);
		if (rc == 0)
			err_set(err, ERR_SYSTEM, "RESULT-2",
				"the result is not valid by its schema");
		rc = rc == 1 ? 0 : -1;
	}
	xml_schema_free(schema);
	return rc;
}

static int
write_whole(struct out *o, const char *path, struct error *err)
{
	struct error ignored = { 0 };
	char *tmp = NULL;
	int rc = -1;

	if (codes_load(&o->codes, err) != 0 ||
		codes_take(o->codes, o->db, err) != 0 ||
		plan_open(&o->plan, o->db, err) != 0 ||
		file_begin(path, &tmp, err) != 0)
		goto out;
	if (xml_writer_begin(&o->w, tmp, err) != 0)
		goto out;
	rc = write_result(o, err);
	if (xml_writer_end(o->w, rc == 0 ? err : &ignored) != 0)
		rc = -1;
	if (rc == 0)
		rc = check_result(tmp, err);
	if (rc == 0)
		rc = file_commit(tmp, path, err);
out:
	if (rc != 0)
		file_abort(tmp);
	free(tmp);
	plan_free(o->plan);
	codes_free(o->codes);
	/* room for the reports, which need the result alone */
	db_release(o->db);
	return rc;
}

int
result_write(struct db *db, const char *path, enum lang lang, bool masked,
	struct error *err)
{
	struct out o = { .db = db, .lang = lang, .masked = masked };

	return write_whole(&o, path, err);
}

int
result_write_evaluation(struct db *db, const char *path, enum lang lang,
	bool masked, struct error *err)
{
	struct out o = {
		.db = db, .lang = lang, .masked = masked, .evaluates = true
	};

	return write_whole(&o, path, err);
}
