#ifndef PLAN_H
#define PLAN_H

#include <stdbool.h>
#include <stddef.h>
#include "base/day.h"
#include "base/errors.h"

struct calendar;
struct codes;
struct db;

/*
 * The plan: clauses, classes, procedures, deadlines, parameters. Dates stand
 * as month and day in the file and become days of the plan's year here, so
 * that next year's plan needs one number changed.
 */
struct plan_deadline {
	const char *id, *check, *clause;
	long due;
	const char *title[2];
};

struct plan_step {
	const char *id, *kind, *clause;
	int round; /* 0: any */
	long days; /* 0: a step of one day */
	/* How its days are counted where it says so itself; NULL: as the plan
	 * counts. */
	const char *says_days, *says_first_day;
	bool required;
	/* May it begin only the day after the step before it? Where the plan
	 * does not say so, after a period and not after a step of one day. */
	bool says_start, next_day;
	bool sampled; /* of a village's households some will do */
	const struct plan_deadline *deadline; /* NULL: none of its own */
	const char *title[2];
	/* Computed back from this and all later deadlines; NO_DAY: none. */
	long latest_start, latest_end;
};

struct plan_stage {
	const char *id, *clause;
	long due;
	const char *title[2];
};

struct plan_procedure {
	const char *id, *clause;
	const char *title[2];
	struct plan_step *steps;
	size_t n;
};

struct plan_class {
	const char *id, *form;
	const struct plan_procedure *procedure; /* NULL: none */
	const char *title[2];
};

struct plan_clause {
	const char *id, *heading;
	const char *text[2];
	const char *quoted[2]; /* for a document: what was rebuilt left out */
	const char *beyond[2]; /* why no check serves it; NULL: one should */
};

/* A share is value of whole: 66 (of 100), 2/3. */
struct plan_parameter {
	const char *name, *unit, *title[2];
	const char *written; /* as the plan has it */
	long value, whole;
};

/* Of what is sent without names: a count from 1 to below it is hidden; 0: none
 * is. 3 at least, since a count below 2 can only be 1. */
#define PLAN_SMALL_CELL "small-cell"
enum { PLAN_SMALL_CELL_LEAST = 3, PLAN_SMALL_CELL_MOST = 100 };

struct plan_override {
	const char *check;
	const char *severity; /* or NULL, and a parameter's value */
	const char *parameter, *value;
	const char *reason[2];
};

struct plan_code {
	const char *list, *code, *label[2];
};

struct plan_counting {
	bool working;	   /* working days by the calendar, else natural */
	bool first_counts; /* the first day is day 1, else day 0 */
	const struct calendar *calendar; /* NULL: Monday to Friday */
};

struct plan {
	struct arena *arena;
	char *xml, *calendar_xml; /* the files' bytes; NULL: no calendar */
	size_t xml_len, calendar_len;
	const char *calendar_name; /* of its file, beside the plan's; or NULL */
	struct calendar *calendar;
	char sha256[65];
	const char *id, *version;
	int year;
	long reference, issued, period_began, period_ended;
	const char *title[2], *issuer[2];
	const char *office[2], *addressee[2]; /* of reports; or NULL */
	const char *province[2];	      /* its name; or NULL */
	struct plan_counting counting;
	struct plan_code *codes; /* that it adds to lists */
	struct plan_word *words; /* its own for some of ours */
	struct plan_clause *clauses;
	struct plan_class *classes;
	struct plan_deadline *deadlines;
	struct plan_stage *stages;
	struct plan_procedure *procedures;
	struct plan_parameter *parameters;
	struct plan_override *overrides;
	size_t ncodes, nwords, nclauses, nclasses, ndeadlines, nstages,
		nprocedures, nparameters, noverrides;
};

/* Read and validate a plan and the calendar beside it that it names; ERR_INPUT
 * names file, line and what is wrong. */
int plan_load(struct plan **out, const char *path, struct error *err);
/* The plan kept in this database by plan_store. */
int plan_open(struct plan **out, struct db *db, struct error *err);
/* The plan of these bytes, and of its calendar's (NULL: it names none), for a
 * year (0: its own); they are copied. */
struct plan_bytes {
	const char *xml;
	size_t xml_len;
	const char *calendar;
	size_t calendar_len;
	int year;
};
int plan_parse(
	struct plan **out, const struct plan_bytes *bytes, struct error *err);
/* This plan, but for the parts that another one gives it, blanks between:
 * dates (issue, reference, period), course (counting, stages, classes,
 * deadlines, procedures), parameters, departments, situations, papers,
 * subjects, codes; "all" is the other plan. */
int plan_with_parts(struct plan **out, const struct plan *plan,
	const struct plan *other, const char *parts, struct error *err);
/* The same plan for another year: only its dates differ. */
int plan_for_year(struct plan **out, const struct plan *plan, int year,
	struct error *err);
void plan_free(struct plan *plan); /* NULL is fine */

/* Add the plan's own codes to the lists; ERR_INPUT: see codes_add. */
int plan_add_codes(
	const struct plan *plan, struct codes *codes, struct error *err);

/* Keep the plan in the database and fill the plan_… tables that rules read;
 * the as-of date is set by each check. */
int plan_store(const struct plan *plan, struct db *db, struct error *err);
int plan_set_as_of(struct db *db, long as_of, struct error *err);

const struct plan_procedure *plan_find_procedure(
	const struct plan *plan, const char *id);
const struct plan_clause *plan_find_clause(
	const struct plan *plan, const char *id);
const struct plan_parameter *plan_find_parameter(
	const struct plan *plan, const char *name);

/* How a step's days are counted where the plan counts them this way. */
struct plan_counting plan_counting_of(
	const struct plan_step *step, const struct plan_counting *counting);
/* How far the days worked are known: "provisional" (the notice of holidays is
 * not out), "none" (nothing is known but weekends); NULL: they are. */
const char *plan_calendar_state(const struct plan *plan);
/* Are days worked counted anywhere, by the plan or by a step? */
bool plan_needs_calendar(const struct plan *plan);
/* The first year, from the plan's to that of its last deadline, whose holidays
 * no calendar names though days worked are counted; 0: none. */
int plan_year_without_holidays(const struct plan *plan);
/* The code of a way to count (list day-reading). */
const char *plan_counting_name(const struct plan_counting *counting);

/* A parameter's value as a plan or a pack writes it; a fraction is a share's
 * (unit percent), whose whole is 100 where it is none. -1: it is no number. */
int plan_amount_parse(
	long *value, long *whole, const char *text, const char *unit);

/* The latest start and end of each step, back from the last deadline, where the
 * plan counts days this way; arrays of procedure->n, NO_DAY where none bounds
 * it. */
void plan_latest(const struct plan_procedure *procedure,
	const struct plan_counting *counting, long *start, long *end);

/* Must a night pass between the end of before and the start of this step? */
bool plan_needs_night(
	const struct plan_step *before, const struct plan_step *step);

/* How long from began to ended, both dates included in the period. */
long plan_count_days(
	const struct plan_counting *counting, long began, long ended);
/* The last day of a period of so many days that begins on this day, and the
 * first day of one that ends on it. */
long plan_period_end(
	const struct plan_counting *counting, long began, long days);
long plan_period_start(
	const struct plan_counting *counting, long ended, long days);

#endif
