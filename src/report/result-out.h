#ifndef RESULT_OUT_H
#define RESULT_OUT_H

#include <stdbool.h>
#include "base/errors.h"
#include "base/lang.h"
#include "check/verdict.h"
#include "records/store.h"

/*
 * Writing the result: what result.c shares with the result-*.c.
 */
struct db;
struct stmt;
struct codes;
struct plan;
struct xml_writer;

struct out {
	struct xml_writer *w;
	struct db *db;
	struct codes *codes;
	struct plan *plan;
	enum lang lang;
	bool masked;
	bool evaluates; /* with what an evaluation says */
};

void out_begin(struct out *o, const char *name);
void out_end(struct out *o);
/* An attribute, with the identity numbers in it masked where these are; NULL or
 * "" leaves it out. */
void out_attribute(struct out *o, const char *name, const char *value);
void out_element(struct out *o, const char *name, const char *text);

/* What goes into a row's element, after its columns. */
typedef int out_inside(struct out *o, struct stmt *st, struct error *err);
/* An element a row: a column is an attribute of its name (with - for _), and
 * one that begins with a capital a child with the column's text. In the SQL
 * title_LL is the title in the result's language (db_prepare_in), ?1 the key.
 */
int out_rows(struct out *o, const char *name, const char *sql, const char *key,
	out_inside *inside, struct error *err);

/* The same of one row of a statement of the caller's. */
void out_attributes(struct out *o, struct stmt *st);
void out_children(struct out *o, struct stmt *st);
/* What a row's verdict rests on: its columns error, suspect, confirmed,
 * unchecked, waiting and rejected, each as it is or, where it is no attribute,
 * with * before. */
void out_facts(struct verdict_facts *f, struct stmt *st);
void out_verdict(struct out *o, struct stmt *st);

/* As many of what may be many a report lists, for people to read. */
#define LISTED "500"
/* Earlier checks of the same plan. One that was made again over the same data
 * counts once, so that repeating a check changes no report; and the last ones
 * are enough to see where it goes. */
#define EARLIER                                                                \
	"(SELECT id FROM (SELECT id, what, LEAD(what) OVER (ORDER BY id) AS"   \
	" next FROM (SELECT r.id, r.as_of || ' ' || r.plan_version || ' ' ||"  \
	" r.rules_sha256 || ' ' || r.inputs_sha256 AS what FROM hc_run r"      \
	" JOIN hc_run l ON l.id = " LAST_RUN " AND l.plan_id = r.plan_id AND"  \
	" l.plan_year = r.plan_year)) WHERE what <> next"                      \
	" ORDER BY id DESC LIMIT 11)"
#define BEFORE "(SELECT MAX(id) FROM " EARLIER ")"
/* What people have settled counts as nothing but settled. */
#define OPEN_ERROR "(severity = 'error' AND NOT settled)"
#define OPEN_SUSPECT "(severity = 'suspect' AND NOT settled)"
#define OPEN_CONFIRMED "(severity = 'suspect' AND status = 'confirmed')"
#define OPEN_NOTICE "(severity = 'notice' AND NOT settled)"
/* Until when something can be done: the day of the step, else the next one of
 * the plan, neither before the day of the run; NULL where both are over. */
#define STEP_DUE(step)                                                         \
	"(SELECT MIN(due) FROM plan_step s WHERE s.step = " step               \
	" AND due >= (SELECT as_of FROM hc_run WHERE id = " LAST_RUN "))"
#define NEXT_DUE                                                               \
	"(SELECT MIN(due) FROM plan_deadline WHERE due >= (SELECT as_of FROM"  \
	" hc_run WHERE id = " LAST_RUN "))"
#define BY_SEVERITY                                                            \
	"COALESCE(SUM(f.severity = 'error' AND NOT f.settled), 0) AS error,"   \
	" COALESCE(SUM(f.severity = 'suspect' AND NOT f.settled), 0)"          \
	" AS suspect,"                                                         \
	" COALESCE(SUM(f.severity = 'notice' AND NOT f.settled), 0)"           \
	" AS notice"
/* Of temp.exits: how many, and with each verdict. */
#define BY_VERDICT                                                             \
	"COUNT(*) AS exits, COUNT(CASE verdict WHEN 'met' THEN 1 END) AS met," \
	" COUNT(CASE verdict WHEN 'not-met' THEN 1 END) AS not_met,"           \
	" COUNT(CASE verdict WHEN 'pending' THEN 1 END) AS pending,"           \
	" COUNT(CASE verdict WHEN 'unknown' THEN 1 END) AS unknown,"           \
	" COUNT(CASE verdict WHEN 'unseen' THEN 1 END) AS unseen"

/*
 * What all that follows counts by, in temporary tables of o->db. Like those
 * that others here leave for each other they go when the result is written
 * (result.c:write_parts).
 * temp.concern: each finding and each household that it is about or concerns;
 *   of_list: it is a list's, an event's or a village's.
 * temp.seen: each such household, with how many findings it has that nobody
 *   has settled.
 * temp.whom: how many of them a check has.
 * temp.looks: what each check looks at; of_household: at households.
 * temp.open_check: checks that gave no answer, or not of all. Where: in areas
 *   whose codes begin with area; '' is everywhere. A reason of facts alone is
 *   of the documents that lack them.
 * temp.waiting_check: checks that wait in a village, '' in none.
 */
int result_make_counts(struct out *o, struct error *err);
/* The villages' share of it: temp.place, by their codes. */
int result_count_places(struct out *o, struct error *err);

/* By what the check was made: plan, packs, parameters. */
int result_basis(struct out *o, struct error *err);
/* What was done, in figures, and how many households of each class. */
int result_figures(struct out *o, struct error *err);
/* What earlier checks of this database found; nothing where there is none. */
int result_trend(struct out *o, struct error *err);
/* What the folders have to hold and do; nothing where none were read. */
int result_papers(struct out *o, struct error *err);
/* What is missing, each once, with how many checks wait for it. */
int result_lacks(struct out *o, struct error *err);
/* Works out temp.exits, the households that acceptance looks at with what it
 * says of each; and temp.sentence, what the findings say that it or a list
 * names. */
int result_exits(struct out *o, struct error *err);
/* Each village; and each street and county, where there is more than one. */
int result_places(struct out *o, struct error *err);
/* What has to be done first, and by whom; nothing where nothing is open. */
int result_first(struct out *o, struct error *err);
/* What an evaluation says; ERR_USAGE where no sample was drawn. */
int result_evaluation(struct out *o, struct error *err);
/* Each subject of the acceptance, and each household that it looks at. */
int result_acceptance(struct out *o, struct error *err);
/* Of the household that a finding is about, before the first of them: who is in
 * it and how far its course has gone. temp.listed: see result_findings. */
struct homes;
int result_homes_open(struct homes **out, struct out *o, struct error *err);
int result_home(struct homes *h, struct out *o, const char *household,
	struct error *err);
void result_homes_close(struct homes *h); /* NULL is fine */
/* The findings, in parts, and beside them at each household the findings of
 * lists that concern it (temp.listed). */
int result_findings(struct out *o, struct error *err);

#endif
