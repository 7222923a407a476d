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
#include "lib/db.h"
#include "lib/xml-reader.h"
#include "lib/xml-writer.h"
#include "lib/xml.h"
#include "plan/plan.h"
#include "report/result-out.h"
#include "report/result.h"
#include "schema/codes.h"

/* No page of a long report grows beyond 5 MB: a finding takes there its clauses
 * and some markup, and what was found a few times. */
#define PAGE_FINDINGS 800
#define PAGE_BYTES 4500000
#define FINDING_BYTES "2500 + 8 * LENGTH(CAST(evidence AS BLOB))"

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
		    " AS division, ?2 AS name",
		    p->office[o->lang], NULL, err) != 0)
		return -1;
	out_begin(o, "plan");
	out_attribute(o, "id", p->id);
	out_attribute(o, "version", p->version);
	out_attribute(o, "year", year);
	out_element(o, "title", p->title[o->lang]);
	if (p->addressee[o->lang] != NULL)
		out_element(o, "addressee", p->addressee[o->lang]);
	out_end(o);
	out_begin(o, "counting");
	out_attribute(o, "days", p->counting.working ? "working" : "natural");
	out_attribute(o, "first-day",
		p->counting.first_counts ? "counted" : "excluded");
	out_end(o);
	return 0;
}

static int
inside_rejects(struct out *o, struct stmt *st, struct error *err)
{
	(void)st;
	return out_rows(o, "reject",
		"SELECT d.name AS document, r.line, r.record, r.code,"
		" CASE WHEN ROW_NUMBER() OVER (ORDER BY d.name, r.seq) "
		"<= " LISTED " THEN 'true' END AS listed,"
		" CASE ?1 WHEN 1 THEN r.text_en ELSE r.text_zh END AS"
		" Message FROM hc_reject r JOIN hc_document d"
		" ON d.id = r.document ORDER BY d.name, r.seq",
		NULL, NULL, err);
}

static int
write_documents(struct out *o, struct error *err)
{
	out_begin(o, "documents");
	if (out_rows(o, "document",
		    "SELECT kind, source, name, sha256, records, stored,"
		    " rejected, exported FROM hc_document ORDER BY name",
		    NULL, NULL, err) != 0)
		return -1;
	out_end(o);
	return out_rows(o, "rejects", "SELECT COUNT(*) AS count FROM hc_reject",
		NULL, inside_rejects, err);
}

static int
write_totals(struct out *o, struct error *err)
{
	if (out_rows(o, "totals",
		    "SELECT (SELECT COUNT(*) FROM village) AS villages,"
		    " (SELECT COUNT(*) FROM household) AS households,"
		    " (SELECT COUNT(*) FROM member) AS members,"
		    " (SELECT COUNT(*) FROM hc_check WHERE run = " LAST
		    ") AS checks,"
		    " COALESCE(SUM(severity = 'error'), 0) AS errors,"
		    " COALESCE(SUM(severity = 'suspect'), 0) AS suspects,"
		    " COALESCE(SUM(severity = 'notice'), 0) AS notices"
		    " FROM hc_finding WHERE run = " LAST,
		    NULL, NULL, err) != 0)
		return -1;
	return out_rows(o, "answers",
		"SELECT SUM(answer = 'pass') AS pass, SUM(answer = 'fail') AS"
		" fail, SUM(answer = 'not-applicable') AS not_applicable,"
		" SUM(answer = 'not-checkable') AS not_checkable,"
		" SUM(answer = 'pending') AS pending, SUM(answer = 'error') AS"
		" error, SUM(answer = 'skipped') AS skipped"
		" FROM hc_check WHERE run = " LAST,
		NULL, NULL, err);
}

static int
write_groups(struct out *o, struct error *err)
{
	int rc;

	out_begin(o, "groups");
	rc = out_rows(o, "group",
		"SELECT c.grp AS id, COUNT(DISTINCT c.id) AS checks,"
		" " BY_SEVERITY ", COALESCE((SELECT CASE ?1 WHEN 1 THEN"
		" label_en ELSE label_zh END FROM code WHERE list ="
		" 'check-group' AND code = c.grp),"
		" CASE ?1 WHEN 1 THEN grp_en ELSE grp_zh END) AS Title"
		" FROM hc_check c LEFT JOIN hc_finding f ON f.run = c.run AND"
		" f.check_id = c.id WHERE c.run = " LAST
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
			"SELECT COUNT(*) FROM hc_check WHERE run = " LAST
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
		xml_writer_text(o->w, c->text[o->lang]);
		out_end(o);
	}
	out_end(o);
	return 0;
}

static int
inside_check(struct out *o, struct stmt *st, struct error *err)
{
	const char *answer = stmt_text(st, 5);
	struct strbuf sb = { 0 };

	if (!stmt_is_null(st, 10)) {
		reason_add(&sb, o->db, o->codes, answer, stmt_text(st, 10),
			o->lang);
		out_element(o, "reason", sb.data);
		strbuf_clear(&sb);
	}
	return out_rows(o, "reading",
		"SELECT r.reading AS id, r.n AS count, r.total,"
		" COALESCE((SELECT CASE ?1 WHEN 1 THEN label_en ELSE label_zh"
		" END FROM code WHERE list = 'day-reading' AND code ="
		" r.reading), r.reading) AS Title FROM hc_reading r"
		" WHERE r.run = " LAST " AND r.check_id = ?2 ORDER BY r.seq",
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
		" CAST(julianday(due) - julianday((SELECT as_of FROM hc_run"
		" WHERE id = run)) AS INTEGER) AS left,"
		" CASE ?1 WHEN 1 THEN title_en ELSE title_zh END AS Title,"
		" CASE ?1 WHEN 1 THEN expected_en ELSE expected_zh END AS"
		" Expected,"
		" CASE ?1 WHEN 1 THEN remedy_en ELSE remedy_zh END AS Remedy"
		" FROM hc_check WHERE run = " LAST " ORDER BY seq",
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
		" CASE ?1 WHEN 1 THEN reason_en ELSE reason_zh END AS Reason"
		" FROM hc_change WHERE run = " LAST " ORDER BY seq",
		NULL, NULL, err);
	out_end(o);
	return rc;
}

static int
inside_procedure(struct out *o, struct stmt *st, struct error *err)
{
	return out_rows(o, "step",
		"SELECT p.step AS id, p.kind, p.clause, p.days, p.due,"
		" COALESCE(SUM(t.done), 0) AS done,"
		" COALESCE(SUM(t.late), 0) AS late,"
		" COALESCE(SUM(t.missing), 0) AS missing,"
		" COALESCE(SUM(t.pending), 0) AS pending,"
		" COALESCE(SUM(t.at_risk), 0) AS at_risk,"
		" MIN(t.first) AS first, MAX(t.last) AS last,"
		" CASE ?1 WHEN 1 THEN p.title_en ELSE p.title_zh END AS Title"
		" FROM plan_step p LEFT JOIN hc_timeline t ON t.procedure ="
		" p.procedure AND t.seq = p.seq"
		" WHERE p.procedure = ?2 GROUP BY p.seq ORDER BY p.seq",
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
			"SELECT ?2 AS id, (SELECT SUM(households)"
			" FROM hc_timeline WHERE procedure = ?2) AS households,"
			" group_concat(title, CASE ?1 WHEN 1 THEN ', ' ELSE "
			"'、'"
			" END) AS Title FROM (SELECT CASE ?1 WHEN 1"
			" THEN title_en ELSE title_zh END AS title FROM"
			" plan_class c WHERE c.class IN (SELECT class FROM"
			" hc_timeline WHERE procedure = ?2) ORDER BY c.rowid)"
			" HAVING COUNT(*) > 0",
			p->id, inside_procedure, err);
	}
	out_end(o);
	return rc;
}

static void
write_finding(struct out *o, const struct finding *f)
{
	char line[24];

	snprintf(line, sizeof line, "%ld", f->line);
	out_begin(o, "finding");
	out_attribute(o, "id", f->id);
	out_attribute(o, "check", f->check);
	out_attribute(o, "group", f->group);
	out_attribute(o, "severity", f->severity);
	out_attribute(o, "status", f->status);
	out_attribute(o, "village", f->village);
	out_attribute(o, "village-name", f->village_name);
	out_attribute(o, "household", f->household);
	out_attribute(o, "head", f->head);
	out_attribute(o, "member", f->member);
	out_attribute(o, "name", f->name);
	out_attribute(o, "step", f->step);
	out_attribute(o, "file", f->document);
	if (f->line > 0)
		out_attribute(o, "line", line);
	out_attribute(o, "record",
		*f->event != '\0'	     ? f->event
			: *f->member != '\0' ? f->member
					     : f->household);
	out_element(o, "message", f->message);
	out_element(o, "found", f->found);
	out_element(o, "expected", f->expected);
	for (size_t i = 0; i < f->nevidence; i++) {
		out_begin(o, "evidence");
		out_attribute(o, "name", f->evidence[i].name);
		out_attribute(o, "label", f->evidence[i].label);
		xml_writer_text(o->w, f->evidence[i].value);
		out_end(o);
	}
	out_end(o);
}

/* A part is of one village and one page. Small villages share a page; one that
 * is too large for what is left of a page begins the next. */
struct part {
	char *village;
	long page, n;
};

struct partition {
	struct part *parts;
	size_t n;
	long page, page_findings, page_bytes; /* of the page that is filled */
	/* findings of one village that are not in a part yet */
	char *village;
	long *bytes, all_bytes;
	size_t nbytes;
};

static void
clear_partition(struct partition *p)
{
	for (size_t i = 0; i < p->n; i++)
		free(p->parts[i].village);
	free(p->parts);
	free(p->village);
	free(p->bytes);
}

static bool
has_room(const struct partition *p, size_t findings, long bytes)
{
	return p->page_findings + (long)findings <= PAGE_FINDINGS &&
		p->page_bytes + bytes <= PAGE_BYTES;
}

static void
begin_page(struct partition *p)
{
	p->page++;
	p->page_findings = p->page_bytes = 0;
}

/* The village's findings into parts. */
static void
end_village(struct partition *p)
{
	struct part *part = NULL;

	if (p->page == 0 || !has_room(p, p->nbytes, p->all_bytes))
		begin_page(p);
	for (size_t i = 0; i < p->nbytes; i++) {
		if (p->page_findings > 0 && !has_room(p, 1, p->bytes[i])) {
			begin_page(p);
			part = NULL;
		}
		if (part == NULL) {
			p->parts = xreallocarray(
				p->parts, p->n + 1, sizeof *part);
			part = &p->parts[p->n++];
			*part = (struct part){ xstrdup(p->village), p->page,
				0 };
		}
		part->n++;
		p->page_findings++;
		p->page_bytes += p->bytes[i];
	}
	p->nbytes = 0;
	p->all_bytes = 0;
}

static void
add_to_village(struct partition *p, const char *village, long bytes)
{
	if (p->nbytes > 0 && strcmp(p->village, village) != 0)
		end_village(p);
	if (p->nbytes == 0) {
		free(p->village);
		p->village = xstrdup(village);
	}
	p->bytes = xreallocarray(p->bytes, p->nbytes + 1, sizeof *p->bytes);
	p->bytes[p->nbytes++] = bytes;
	p->all_bytes += bytes;
}

static int
divide_findings(struct out *o, struct partition *p, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, o->db,
		    "SELECT COALESCE(village, ''), " FINDING_BYTES
		    " FROM hc_finding WHERE run = " LAST " ORDER BY seq",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		add_to_village(p, stmt_text(st, 0), (long)stmt_int(st, 1));
	if (p->nbytes > 0)
		end_village(p);
	stmt_free(st);
	return rc;
}

static void
out_number(struct out *o, const char *name, size_t value)
{
	char n[24];

	snprintf(n, sizeof n, "%zu", value);
	out_attribute(o, name, n);
}

static void
begin_part(struct out *o, const struct part *part, size_t number, size_t from,
	const struct finding *first)
{
	out_begin(o, "part");
	out_number(o, "number", number);
	out_number(o, "page", (size_t)part->page);
	out_attribute(o, "village", first->village);
	out_attribute(o, "village-name", first->village_name);
	out_number(o, "from", from);
	out_number(o, "to", from + (size_t)part->n - 1);
	out_number(o, "findings", (size_t)part->n);
}

static int
write_divided(struct out *o, struct finding_walk *walk,
	const struct partition *p, struct error *err)
{
	struct finding f;
	size_t seq = 1;

	for (size_t i = 0; i < p->n; i++) {
		const struct part *part = &p->parts[i];

		for (long k = 0; k < part->n; k++) {
			int rc = finding_next(walk, &f, err);

			if (rc != 1)
				return rc;
			if (k == 0)
				begin_part(o, part, i + 1, seq, &f);
			write_finding(o, &f);
		}
		out_end(o);
		seq += (size_t)part->n;
	}
	return 0;
}

static int
write_parts(struct out *o, struct error *err)
{
	struct finding_walk *walk = NULL;
	struct partition p = { 0 };
	int rc = -1;

	out_begin(o, "parts");
	if (divide_findings(o, &p, err) == 0 &&
		finding_walk(&walk, o->db,
			&(struct finding_words){ o->codes, o->lang, o->masked },
			NULL, err) == 0)
		rc = write_divided(o, walk, &p, err);
	out_end(o);
	finding_walk_free(walk);
	clear_partition(&p);
	return rc;
}

static int
write_result(struct out *o, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, o->db,
		    "SELECT as_of, plan_year, verdict, program FROM hc_run"
		    " WHERE id = " LAST,
		    err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1) {
		out_begin(o, "result");
		out_attribute(o, "xmlns", XML_NS);
		out_attribute(o, "version", "1");
		out_attribute(o, "xml:lang", o->lang == 0 ? "zh" : "en");
		out_attribute(o, "as-of", stmt_text(st, 0));
		out_attribute(o, "year", stmt_text(st, 1));
		out_attribute(o, "masked", o->masked ? "true" : "false");
		out_attribute(o, "verdict", stmt_text(st, 2));
		out_attribute(o, "program", stmt_text(st, 3));
	}
	stmt_free(st);
	if (rc == 0)
		return err_set(err, ERR_USAGE, "RESULT-1",
			"no check has been made yet");
	if (rc < 0 || write_head(o, err) != 0 || write_documents(o, err) != 0 ||
		write_totals(o, err) != 0 || result_figures(o, err) != 0 ||
		result_trend(o, err) != 0 || result_papers(o, err) != 0 ||
		write_groups(o, err) != 0 || write_clauses(o, err) != 0 ||
		write_checks(o, err) != 0 || write_changes(o, err) != 0 ||
		result_exits(o, err) != 0 || result_places(o, err) != 0 ||
		write_timeline(o, err) != 0 || result_acceptance(o, err) != 0)
		return -1;
	return write_parts(o, err);
}

/* Valid by its schema, or not kept: read it back in a stream. */
static int
check_result(const char *path, struct error *err)
{
	struct _xmlSchema *schema = NULL;
	struct xml_reader *reader = NULL;
	int rc = -1, got = -1;

	if (xml_schema_load(&schema, "schemas/result.xsd", err) != 0 ||
		xml_reader_open(&reader, path, err) != 0 ||
		xml_reader_validate(reader, schema, err) != 0)
		goto out;
	do
		got = xml_reader_read(reader);
	while (got == 1);
	if (got == 0 && xml_reader_was_valid(reader))
		rc = 0;
	else
		err_set(err, ERR_SYSTEM, "RESULT-2",
			"the result is not valid by its schema");
out:
	xml_reader_close(reader);
	xml_schema_free(schema);
	return rc;
}

int
result_write(struct db *db, const char *path, const char *lang, bool masked,
	struct error *err)
{
	struct out o = {
		.db = db, .lang = strcmp(lang, "en") == 0, .masked = masked
	};
	struct error ignored = { 0 };
	char *tmp = NULL;
	int rc = -1;

	if (codes_load(&o.codes, err) != 0 ||
		plan_open(&o.plan, db, err) != 0 ||
		file_begin(path, &tmp, err) != 0)
		goto out;
	if (xml_writer_begin(&o.w, tmp, err) != 0)
		goto out;
	rc = write_result(&o, err);
	if (xml_writer_end(o.w, rc == 0 ? err : &ignored) != 0)
		rc = -1;
	if (rc == 0)
		rc = check_result(tmp, err);
	if (rc == 0)
		rc = file_commit(tmp, path, err);
out:
	if (rc != 0)
		file_abort(tmp);
	free(tmp);
	plan_free(o.plan);
	codes_free(o.codes);
	db_release(db); /* room for the reports, which need the result alone */
	return rc;
}
