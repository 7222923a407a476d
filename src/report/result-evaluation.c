/*
 * What an evaluation says, in the result: sample, rates, faults, agreement of
 * self-check and field, and whom to visit.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include "base/mask.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/evaluation.h"
#include "check/visits.h"
#include "lib/db.h"
#include "report/result-out.h"
#include "schema/codes.h"

static void
put_count(struct out *o, const char *name, double n)
{
	char text[32];

	snprintf(text, sizeof text, "%.0f", n);
	out_attribute(o, name, text);
}

/* A share, with as many digits as tell a household among a billion. */
static void
put_share(struct out *o, const char *name, double share)
{
	char text[32];

	snprintf(text, sizeof text, "%.10f", share);
	out_attribute(o, name, text);
}

static void
put_percent(struct out *o, const char *name, double share)
{
	char text[32];

	snprintf(text, sizeof text, "%.6g", 100 * share);
	out_attribute(o, name, text);
}

static void
put_line(struct out *o, const struct eval_measure *m, int way)
{
	const struct eval_line *line = &m->lines[way];
	const struct rate *r = &line->rate;

	out_begin(o, "rate");
	out_attribute(o, "way", eval_way_names[way]);
	put_count(o, "visits", (double)r->visits);
	put_count(o, "at-fault", (double)r->at_fault);
	put_count(o, "persons", r->persons);
	put_count(o, "counted", r->counted);
	if (r->is_told) {
		put_share(o, "value", r->value);
		put_share(o, "lower", r->interval.lower);
		put_share(o, "upper", r->interval.upper);
	}
	if (line->unclear > 0)
		put_count(o, "unclear", (double)line->unclear);
	if (eval_why_names[line->why] != NULL)
		out_attribute(o, "why", eval_why_names[line->why]);
	if (m->has_limit) {
		out_attribute(o, "word", eval_word_names[line->word]);
		if (line->more > 0)
			put_count(o, "more", (double)line->more);
	}
	out_element(o, "title",
		codes_label(o->codes, "evaluation-way", eval_way_names[way],
			o->lang));
	out_end(o);
}

static void
put_measures(struct out *o, const struct evaluation *e)
{
	for (int i = 0; i < EVAL_MEASURES; i++) {
		const struct eval_measure *m = &e->measures[i];

		out_begin(o, "measure");
		out_attribute(o, "id", eval_measure_names[i]);
		if (m->has_limit)
			put_percent(o, "limit", m->limit);
		out_attribute(o, "at-least", m->at_least ? "true" : "false");
		out_element(o, "title",
			codes_label(o->codes, "evaluation-measure",
				eval_measure_names[i], o->lang));
		for (int way = 0; way < EVAL_WAYS; way++)
			put_line(o, m, way);
		out_end(o);
	}
}

static int
put_draws(struct out *o, struct error *err)
{
	return out_rows(o, "draw",
		"SELECT w.kind, CASE w.kind WHEN 'random' THEN w.round END AS"
		" round, w.seed, w.terms, CASE w.sha256 WHEN '' THEN NULL ELSE"
		" w.sha256 END AS sha256, f.sha256 AS frame, f.division, "
		"f.year,"
		" f.units, f.persons, (SELECT COUNT(*) FROM hc_drawn d WHERE"
		" d.draw = w.id AND d.role = 'drawn') AS drawn, CASE WHEN"
		" w.frame = " VISITS_FRAME " THEN 'true' ELSE 'false' END AS"
		" latest FROM hc_draw w"
		" JOIN hc_frame f ON f.id = w.frame ORDER BY w.id",
		NULL, NULL, err);
}

static const char sql_strata[] =
	"SELECT s.class, SUM(s.units) AS units, SUM(s.persons) AS persons,"
	" (SELECT COUNT(*) FROM temp.eval_unit u WHERE u.class = s.class AND"
	" u.role = 'drawn' AND u.draw_kind = 'random') AS drawn, (SELECT"
	" COUNT(*) FROM temp.eval_unit u WHERE u.class = s.class AND u.state ="
	" 'visited' AND u.draw_kind = 'random') AS visited, COALESCE((SELECT"
	" label_LL FROM code c WHERE c.list = 'sample-class' AND c.code ="
	" s.class), s.class) AS Title FROM hc_stratum s WHERE s.frame = ?1"
	" GROUP BY s.class ORDER BY instr('exit exited poor new return clear"
	" unregistered', s.class), s.class";

static int
put_strata(struct out *o, const char *frame, struct error *err)
{
	return out_rows(o, "stratum", sql_strata, frame, NULL, err);
}

/* Who counts as at fault counts as that of which its class is, as in the
 * rates. */
#define AT_FAULT "SUM(COALESCE(fault_counts, 0) AND NOT is_upheld AND class IN "
static const char sql_places[] =
	"SELECT village, village_name AS name, SUM(state = 'visited') AS"
	" visited, SUM(CASE WHEN state = 'visited' THEN persons ELSE 0 END) AS"
	" persons, " AT_FAULT "('exit', 'exited')) AS wrong_exit, " AT_FAULT
	"('clear', 'unregistered')) AS missed, " AT_FAULT
	"('poor', 'new', 'return')) AS wrong_entry,"
	" SUM(state = 'visited' AND COALESCE(satisfied = 'yes', 0)) AS"
	" satisfied, SUM(state = 'visited' AND satisfied IS NOT NULL) AS asked,"
	" SUM(state = 'unreached') AS replaced FROM temp.eval_unit WHERE"
	" draw_kind = 'random' GROUP BY village ORDER BY village";

static int
put_places(struct out *o, struct error *err)
{
	return out_rows(o, "place", sql_places, NULL, NULL, err);
}

static const char sql_reasons[] =
	"SELECT code, COUNT(*) AS households, SUM(is_replaced) AS replaced,"
	" COALESCE((SELECT label_LL FROM code c WHERE c.list = 'visit-outcome'"
	" AND c.code = r.code), r.code) AS Title FROM (SELECT missed_for AS"
	" code, u.reason IS NOT NULL AND EXISTS (SELECT 1 FROM temp.eval_unit"
	" o WHERE o.draw = u.draw AND o.stratum = u.stratum AND o.replaces ="
	" u.id) AS is_replaced FROM temp.eval_unit u WHERE u.draw_kind ="
	" 'random' AND u.state = 'unreached') r GROUP BY code ORDER BY code";

static int
put_reasons(struct out *o, struct error *err)
{
	return out_rows(o, "reason", sql_reasons, NULL, NULL, err);
}

static void
put_told(struct out *o, const char *name, const char *text)
{
	if (text != NULL)
		out_element(o, name, text);
}

/* What people wrote stands in columns that begin with *. */
static int
inside_fault(struct out *o, struct stmt *st, struct error *err)
{
	static const char *const names[] = { "fault", "evidence", "appeal" };

	(void)err;
	for (int i = 0; i < 3; i++)
		put_told(o, names[i], stmt_text(st, i));
	return 0;
}

/* Whose records contradict, and whose persons are not those of the frame. */
static const char sql_questions[] =
	"SELECT DISTINCT q.id, q.kind, q.village, q.village_name, q.class,"
	" q.code, COALESCE((SELECT label_LL FROM code c WHERE c.list ="
	" 'evaluation-question' AND c.code = q.code), q.code) AS Title FROM"
	" temp.eval_question q WHERE q.draw_kind = 'random' ORDER BY"
	" q.village, q.id, q.code";
static const char sql_odd[] =
	"SELECT id, kind, village, village_name, persons, found_persons AS"
	" found FROM temp.eval_unit WHERE draw_kind = 'random' AND"
	" found_persons IS NOT NULL ORDER BY village, id";

static int
put_unclear(struct out *o, struct error *err)
{
	return out_rows(o, "question", sql_questions, NULL, NULL, err) == 0
		? out_rows(o, "odd-persons", sql_odd, NULL, NULL, err)
		: -1;
}

static const char sql_faults[] =
	"SELECT u.fault AS \"*fault\", u.evidence AS \"*evidence\","
	" u.appeal AS \"*appeal\", u.id, u.kind, u.village,"
	" u.village_name, u.class, u.persons,"
	" u.identification AS what, u.appeal_outcome AS outcome,"
	" COALESCE(u.told_name, (SELECT MIN(head_name) FROM household h"
	" WHERE h.id = u.id)) AS name, COALESCE((SELECT label_LL FROM code c "
	"WHERE c.list ="
	" 'visit-fault' AND c.code = u.identification),"
	" u.identification) AS Title, CASE WHEN u.appeal_outcome IS NOT"
	" NULL THEN COALESCE((SELECT label_LL FROM code c WHERE c.list = "
	"'appeal-outcome' AND"
	" c.code = u.appeal_outcome), u.appeal_outcome) END AS Outcome"
	" FROM temp.eval_unit u WHERE u.fault_counts = 1"
	" AND u.draw_kind = 'random' ORDER BY u.village,"
	" u.class, u.id";

static int
put_faults(struct out *o, struct error *err)
{
	return out_rows(o, "fault", sql_faults, NULL, inside_fault, err);
}

/* What the self-check says of those that were visited, and whether there was a
 * fault. */
static const char agreed[] =
	"WITH seen AS (SELECT DISTINCT id, fault_counts AND NOT is_upheld AS"
	" fault FROM temp.eval_unit WHERE kind = 'household' AND draw_kind ="
	" 'random' AND fault_counts IS NOT NULL),"
	" told AS (SELECT DISTINCT check_id, household FROM hc_finding WHERE"
	" run = " LAST_RUN
	" AND severity IN ('error', 'suspect') AND household IS"
	" NOT NULL)";

static int
put_check(struct out *o, struct stmt *st)
{
	double both = (double)stmt_int(st, 1), n = both;
	struct rate_interval ci;

	n += (double)stmt_int(st, 2);
	ci = rate_exact(both, n);
	out_begin(o, "agreement");
	out_attribute(o, "check", stmt_text(st, 0));
	out_attribute(o, "both", stmt_text(st, 1));
	out_attribute(o, "unfounded", stmt_text(st, 2));
	put_share(o, "precision", both / n);
	put_share(o, "lower", ci.lower);
	put_share(o, "upper", ci.upper);
	out_element(o, "title", stmt_text(st, 3));
	out_end(o);
	return 0;
}

static int
put_checks(struct out *o, struct error *err)
{
	char *sql = xasprintf(
		"%s SELECT t.check_id, SUM(s.fault), SUM(NOT s.fault), (SELECT"
		" title_LL FROM hc_check c"
		" WHERE c.run = " LAST_RUN
		" AND c.id = t.check_id) FROM told t JOIN"
		" seen s ON s.id = t.household GROUP BY t.check_id ORDER BY 2"
		" DESC, 3, 1",
		agreed);
	struct stmt *st;
	int rc = db_prepare_in(&st, o->db, o->lang, sql, err);

	free(sql);
	if (rc != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		put_check(o, st);
	stmt_free(st);
	return rc;
}

static int
put_agreement(struct out *o, struct error *err)
{
	char *sql = xasprintf(
		"%s SELECT COUNT(*) AS visited, COALESCE(SUM(fault AND found),"
		" 0) AS both, COALESCE(SUM(fault AND NOT found), 0) AS missed,"
		" COALESCE(SUM(NOT fault AND found), 0) AS unfounded FROM"
		" (SELECT fault, EXISTS (SELECT 1 FROM told t WHERE t.household"
		" = seen.id) AS found FROM seen)",
		agreed);
	int rc = out_rows(o, "compared", sql, NULL, NULL, err);

	free(sql);
	return rc == 0 ? put_checks(o, err) : -1;
}

static int
inside_visit(struct out *o, struct stmt *st, struct error *err)
{
	struct strbuf sb = { 0 };
	const char *number = stmt_text(st, 0);

	(void)err;
	if (number == NULL)
		return 0;
	if (o->masked)
		mask_add_number(&sb, number);
	else
		strbuf_adds(&sb, number);
	out_element(o, "number", sb.data);
	strbuf_clear(&sb);
	return 0;
}

/* Whom to visit, in the order of a route: village by village, group by group.
 */
static const char sql_visits[] =
	"SELECT COALESCE(h.head_number, e.number) AS \"*number\", u.id,"
	" u.kind, u.village, u.village_name, COALESCE(h.villager_group,"
	" '') AS \"group\", COALESCE(h.head_name, e.name) AS name,"
	" u.class, u.persons, u.role, u.replaces, CASE ?1 WHEN 'whole'"
	" THEN h.phone END AS phone, CASE u.draw_kind WHEN 'judgement'"
	" THEN 'true' END AS judgement, CASE WHEN u.is_told THEN 'true'"
	" END AS told, COALESCE((SELECT label_LL FROM code c WHERE c.list = "
	"'sample-class'"
	" AND c.code = u.class), u.class) AS Title FROM temp.eval_unit"
	" u LEFT JOIN (SELECT id, MIN(head_name) AS head_name,"
	" MIN(head_number) AS head_number, MIN(villager_group) AS"
	" villager_group, MIN(phone) AS phone FROM household GROUP BY"
	" id) h ON u.kind = 'household' AND h.id = u.id LEFT JOIN"
	" (SELECT id, MIN(name) AS name, MIN(number) AS number FROM"
	" roll_entry GROUP BY id) e ON u.kind = 'unregistered' AND e.id"
	" = u.id WHERE u.reason IS NULL ORDER BY u.village, \"group\","
	" u.id, u.draw";

static int
put_visits(struct out *o, struct error *err)
{
	return out_rows(o, "visit", sql_visits, o->masked ? "masked" : "whole",
		inside_visit, err);
}

static void
put_sums(struct out *o, const struct evaluation *e)
{
	out_attribute(o, "holds", evaluation_holds(e) ? "true" : "false");
	put_count(o, "drawn", (double)e->drawn);
	put_count(o, "visited", (double)e->visited);
	put_count(o, "unreached", (double)e->unreached);
	put_count(o, "open", (double)e->open);
	put_count(o, "replacements", (double)e->replacements);
	put_count(o, "appeals", (double)e->appeals);
	put_count(o, "upheld", (double)e->upheld);
	put_count(o, "outside", (double)e->outside);
	put_count(o, "foreign", (double)e->foreign);
	if (e->elsewhere != NULL)
		out_attribute(o, "elsewhere", e->elsewhere);
	put_count(o, "unclear", (double)e->unclear);
	put_count(o, "unanswered", (double)e->unanswered);
	put_count(o, "returned", (double)e->returned);
	put_count(o, "earlier", (double)e->earlier);
	put_count(o, "odd-households", (double)e->odd);
	put_count(o, "odd-found", (double)e->odd_found);
	put_count(o, "odd-frame", (double)e->odd_persons);
	if (e->without != NULL)
		out_attribute(o, "without-population", e->without);
	if (e->too_few != NULL)
		out_attribute(o, "too-few", e->too_few);
	put_count(o, "remaining", e->remaining);
	put_count(o, "exited", e->exited);
	if (e->population > 0) {
		put_count(o, "unregistered", e->unregistered);
		put_count(o, "population", e->population);
		put_count(o, "listed", e->listed);
		put_count(o, "unlisted", e->unlisted);
	}
}

int
result_evaluation(struct out *o, struct error *err)
{
	struct evaluation *e = NULL;
	char frame[32];
	int rc = -1;

	if (evaluation_load(&e, o->db, err) != 0)
		return -1;
	snprintf(frame, sizeof frame, "%lld", (long long)e->frame);
	out_begin(o, "evaluation");
	put_sums(o, e);
	if (put_draws(o, err) == 0 && put_strata(o, frame, err) == 0) {
		put_measures(o, e);
		rc = put_reasons(o, err) == 0 && put_unclear(o, err) == 0 &&
				put_places(o, err) == 0 &&
				put_faults(o, err) == 0 &&
				put_agreement(o, err) == 0 &&
				put_visits(o, err) == 0
			? 0
			: -1;
	}
	out_end(o);
	evaluation_free(e);
	return rc;
}
