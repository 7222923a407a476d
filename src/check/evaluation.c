/*
 * Rates from the visits to a sample.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "check/evaluation.h"
#include "lib/db.h"

const char *const eval_measure_names[EVAL_MEASURES] = { "wrong-exit", "missed",
	"wrong-entry", "satisfied", "composite" };
const char *const eval_way_names[EVAL_WAYS] = { "before", "after", "originals",
	"worst" };
const char *const eval_word_names[] = { [RATE_HOLDS] = "holds",
	[RATE_FAILS] = "fails",
	[RATE_TOO_SMALL] = "too-small" };

static bool
is_one_of(const char *class, const char *a, const char *b, const char *c)
{
	return strcmp(class, a) == 0 || strcmp(class, b) == 0 ||
		(c != NULL && strcmp(class, c) == 0);
}

/* Whom a measure is about. */
static bool
is_of(enum eval_measure_id m, const char *class)
{
	switch (m) {
	case EVAL_M_EXIT:
		return is_one_of(class, "exit", "exited", NULL);
	case EVAL_M_MISSED:
		return is_one_of(class, "clear", "unregistered", NULL);
	case EVAL_M_ENTRY:
		return is_one_of(class, "poor", "new", "return");
	default:
		return true;
	}
}

enum eval_fault
evaluation_fault(const struct eval_unit *u, bool after)
{
	return after && u->is_upheld && u->fault != EVAL_UNTOLD ? EVAL_RIGHT
								: u->fault;
}

/* Who was taken off wrongly is missed as well, and the other way round: what it
 * is called does not matter where it is found. */
static bool
counts(enum eval_measure_id m, const struct eval_unit *u, bool after)
{
	enum eval_fault fault = evaluation_fault(u, after);

	if (m == EVAL_M_SATISFIED)
		return u->satisfied == EVAL_SATISFIED;
	if (m == EVAL_M_ENTRY)
		return fault == EVAL_WRONG_ENTRY;
	return fault == EVAL_WRONG_EXIT || fault == EVAL_MISSED;
}

/* Has it an answer for this measure? One that it is not about has, as long as
 * it was visited. */
static bool
has_answer(enum eval_measure_id m, const struct eval_unit *u)
{
	if (u->state != EVAL_VISITED)
		return false;
	if (m == EVAL_M_SATISFIED)
		return u->satisfied != EVAL_UNASKED;
	return u->fault != EVAL_UNTOLD || !is_of(m, u->class);
}

/* The visit in this way of counting: false where it is none. */
static bool
visit_of(struct rate_visit *v, enum eval_measure_id m, enum eval_way way,
	const struct eval_unit *u)
{
	double size = m == EVAL_M_SATISFIED ? 1 : u->persons;
	bool lost = way == EVAL_WORST && u->state == EVAL_UNREACHED;

	if (way >= EVAL_ORIGINALS && u->is_replacement)
		return false;
	if (!lost && !has_answer(m, u))
		return false;
	v->stratum = u->stratum;
	v->persons = is_of(m, u->class) ? size : 0;
	v->counted = counts(m, u, way != EVAL_BEFORE) ? v->persons : 0;
	if (lost)
		v->counted = m == EVAL_M_SATISFIED ? 0 : v->persons;
	return true;
}

/* Those who are visited first may be the better ones: what is not known of the
 * others does not hold. */
static void
hold_back(struct eval_line *line)
{
	if (line->lacking == 0 || line->word == RATE_FAILS)
		return;
	line->word = RATE_TOO_SMALL;
	if (line->more >= 0 && line->more < line->lacking)
		line->more = line->lacking;
}

static void
judge(struct eval_measure *measure, struct eval_line *line)
{
	if (!measure->has_limit)
		return;
	line->word = rate_judge(&line->rate, measure->limit, measure->at_least);
	line->more = rate_more(&line->rate, measure->limit, measure->at_least);
	hold_back(line);
}

static void
work_out(struct evaluation *e, enum eval_measure_id m, enum eval_way way,
	const double *outside)
{
	struct rate_visit *visits = xcalloc(e->nunits + 1, sizeof *visits);
	struct rate_stratum *strata = xcalloc(e->nstrata + 1, sizeof *strata);
	struct eval_line *line = &e->measures[m].lines[way];
	size_t n = 0;

	for (size_t h = 0; h < e->nstrata; h++) {
		strata[h] = e->strata[h];
		strata[h].visited = 0;
		strata[h].outside = outside[h];
	}
	for (size_t i = 0; i < e->nunits; i++) {
		const struct eval_unit *u = &e->units[i];

		line->lacking += u->state != EVAL_UNREACHED &&
			is_of(m, u->class) && !has_answer(m, u);
		if (!visit_of(&visits[n], m, way, u))
			continue;
		strata[visits[n].stratum].visited++;
		n++;
	}
	rate_estimate(&line->rate, strata, e->nstrata, visits, n);
	judge(&e->measures[m], line);
	free(visits);
	free(strata);
}

/* (who stays poor + wrongly exited + missed) of the population. Limits of the
 * parts make those of the sum, which covers no less than they do. */
static void
compose(struct evaluation *e, enum eval_way way)
{
	const struct rate *a = &e->measures[EVAL_M_EXIT].lines[way].rate;
	const struct rate *b = &e->measures[EVAL_M_MISSED].lines[way].rate;
	struct eval_line *line = &e->measures[EVAL_M_COMPOSITE].lines[way];
	struct rate *r = &line->rate;

	*r = (struct rate){ .interval = { 0, 1 } };
	line->word = RATE_TOO_SMALL;
	line->more = -1;
	if (e->population <= 0 || !b->is_told || (!a->is_told && e->exited > 0))
		return;
	r->is_told = true;
	r->persons = a->persons + b->persons;
	r->visits = a->visits + b->visits;
	r->counted = a->counted + b->counted;
	r->at_fault = a->at_fault + b->at_fault;
	r->value = (e->remaining + a->value * e->exited +
			   b->value * e->unregistered) /
		e->population;
	r->interval.lower = (e->remaining + a->interval.lower * e->exited +
				    b->interval.lower * e->unregistered) /
		e->population;
	r->interval.upper = (e->remaining + a->interval.upper * e->exited +
				    b->interval.upper * e->unregistered) /
		e->population;
	if (e->measures[EVAL_M_COMPOSITE].has_limit)
		line->word = rate_judge(
			r, e->measures[EVAL_M_COMPOSITE].limit, false);
	line->lacking = e->measures[EVAL_M_EXIT].lines[way].lacking +
		e->measures[EVAL_M_MISSED].lines[way].lacking;
	hold_back(line);
}

static enum eval_fault
fault_of(const char *code)
{
	static const char *const codes[] = { [EVAL_RIGHT] = "none",
		[EVAL_WRONG_EXIT] = "wrong-exit",
		[EVAL_MISSED] = "missed",
		[EVAL_WRONG_ENTRY] = "wrong-entry" };

	for (size_t i = 1; code != NULL && i < sizeof codes / sizeof *codes;
		i++) {
		if (strcmp(codes[i], code) == 0)
			return (enum eval_fault)i;
	}
	return EVAL_UNTOLD;
}

static bool
is(const char *text, const char *code)
{
	return text != NULL && strcmp(text, code) == 0;
}

/* What is told of a visit says that there was one, unless it says otherwise. */
static enum eval_state
state_of(const char *visit, const char *reason, bool says_something)
{
	if (reason != NULL || (visit != NULL && !is(visit, "visited")))
		return EVAL_UNREACHED;
	return visit != NULL || says_something ? EVAL_VISITED : EVAL_OPEN;
}

static const char sampled[] =
	"SELECT d.id, d.class, d.kind = 'household', d.stratum, d.role ="
	" 'replacement', d.reason, COALESCE(v.persons, d.persons), v.visit,"
	" v.identification, v.satisfied, v.appeal_outcome, v.result IS NOT"
	" NULL OR v.fault IS NOT NULL"
	" FROM hc_drawn d JOIN hc_draw w ON w.id = d.draw LEFT JOIN hc_visit v"
	" ON v.id = d.id AND v.kind = d.kind WHERE w.frame = ?1 AND w.kind ="
	" 'random' AND d.role <> 'reserve' ORDER BY w.round, d.stratum,"
	" d.place";

static void
take_unit(struct evaluation *e, struct stmt *st)
{
	struct eval_unit *u = &e->units[e->nunits++];
	const char *appeal = stmt_text(st, 10);

	*u = (struct eval_unit){ .id = xstrdup(stmt_text(st, 0)),
		.class = xstrdup(stmt_text(st, 1)),
		.is_household = stmt_int(st, 2) != 0,
		.stratum = (size_t)stmt_int(st, 3) - 1,
		.is_replacement = stmt_int(st, 4) != 0,
		.persons = (double)stmt_int(st, 6),
		.fault = fault_of(stmt_text(st, 8)),
		.is_upheld = is(appeal, "upheld") };
	if (!stmt_is_null(st, 9))
		u->satisfied = is(stmt_text(st, 9), "yes") ? EVAL_SATISFIED
							   : EVAL_UNSATISFIED;
	u->state = state_of(stmt_text(st, 7), stmt_text(st, 5),
		u->fault != EVAL_UNTOLD || u->satisfied != EVAL_UNASKED ||
			stmt_int(st, 11) != 0);
	e->drawn += !u->is_replacement;
	e->replacements += u->is_replacement;
	e->visited += u->state == EVAL_VISITED;
	e->unreached += u->state == EVAL_UNREACHED;
	e->open += u->state == EVAL_OPEN;
	e->appeals += appeal != NULL;
	e->upheld += u->is_upheld;
}

static int
load_units(struct evaluation *e, struct db *db, struct error *err)
{
	struct stmt *st;
	size_t cap = 0;
	int rc;

	if (db_prepare(&st, db, sampled, err) != 0)
		return -1;
	stmt_bind_int(st, 1, e->frame);
	while ((rc = stmt_step(st, err)) == 1) {
		if (e->nunits == cap) {
			cap = cap > 0 ? cap * 2 : 256;
			e->units = xreallocarray(
				e->units, cap, sizeof *e->units);
		}
		take_unit(e, st);
	}
	stmt_free(st);
	return rc;
}

/* The strata of the first round, which the others have too. */
#define FIRST_ROUND                                                            \
	"(SELECT id FROM hc_draw WHERE frame = ?1 AND kind = 'random' AND"     \
	" round = 1)"
static const char stratified[] =
	"SELECT s.seq, f.class, SUM(f.units), SUM(f.persons) FROM"
	" hc_draw_stratum s JOIN hc_draw w ON w.id = s.draw JOIN hc_stratum f"
	" ON f.frame = w.frame AND (f.village = s.village OR w.terms LIKE"
	" 'by=class %') AND (f.class = s.class OR w.terms LIKE 'by=village %')"
	" WHERE s.draw = " FIRST_ROUND " GROUP BY s.seq, f.class ORDER BY"
	" s.seq, f.class";

/* outside: by measure and stratum. */
static int
load_strata(struct evaluation *e, struct db *db, double *outside[EVAL_MEASURES],
	struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, stratified, err) != 0)
		return -1;
	stmt_bind_int(st, 1, e->frame);
	while ((rc = stmt_step(st, err)) == 1) {
		size_t h = (size_t)stmt_int(st, 0) - 1;
		const char *class = stmt_text(st, 1);
		double persons = (double)stmt_int(st, 3);

		e->strata[h].households += (double)stmt_int(st, 2);
		for (int m = 0; m < EVAL_M_COMPOSITE; m++) {
			if (is_of((enum eval_measure_id)m, class))
				outside[m][h] += m == EVAL_M_SATISFIED
					? (double)stmt_int(st, 2)
					: persons;
		}
		if (is_of(EVAL_M_ENTRY, class))
			e->remaining += persons;
		if (is_of(EVAL_M_EXIT, class))
			e->exited += persons;
		if (is_of(EVAL_M_MISSED, class))
			e->listed += persons;
	}
	stmt_free(st);
	return rc;
}

/* The population of the villages that the frame has, where each says it. */
static int
load_population(struct evaluation *e, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT SUM(v.population), COUNT(*) = COUNT(v.population)"
		    " FROM (SELECT DISTINCT village FROM hc_stratum WHERE frame"
		    " = ?1) s LEFT JOIN (SELECT code, MAX(population) AS"
		    " population FROM village GROUP BY code) v ON v.code ="
		    " s.village",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, e->frame);
	rc = stmt_step(st, err);
	if (rc == 1 && stmt_int(st, 1) != 0)
		e->population = (double)stmt_int(st, 0);
	stmt_free(st);
	e->unregistered = e->population - e->remaining - e->exited;
	if (e->unregistered < 0)
		e->population = e->unregistered = 0;
	return rc < 0 ? -1 : 0;
}

static int
load_limits(struct evaluation *e, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT name, value, whole FROM plan_parameter WHERE name "
		    "LIKE"
		    " '%-limit'",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		for (int m = 0; m < EVAL_MEASURES; m++) {
			size_t n = strlen(eval_measure_names[m]);

			if (strncmp(stmt_text(st, 0), eval_measure_names[m],
				    n) != 0 ||
				strcmp(stmt_text(st, 0) + n, "-limit") != 0)
				continue;
			e->measures[m].has_limit = true;
			e->measures[m].limit = (double)stmt_int(st, 1) /
				(double)stmt_int(st, 2);
		}
	}
	stmt_free(st);
	e->measures[EVAL_M_SATISFIED].at_least = true;
	return rc;
}

static int
load_sizes(struct evaluation *e, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT w.frame, (SELECT COUNT(*) FROM hc_draw_stratum s"
		    " WHERE s.draw = w.id) FROM hc_draw w JOIN hc_frame f ON"
		    " f.id = w.frame WHERE w.kind = 'random' AND w.round = 1"
		    " ORDER BY f.turn DESC LIMIT 1",
		    err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1) {
		e->frame = stmt_int(st, 0);
		e->nstrata = (size_t)stmt_int(st, 1);
	}
	stmt_free(st);
	if (rc == 0)
		return err_set(err, ERR_USAGE, "EVALUATION-1",
			"no sample has been drawn; hecha sample draws one");
	return rc < 0 ? -1 : 0;
}

static int
count_outside(struct evaluation *e, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT COUNT(*) FROM hc_visit v WHERE NOT EXISTS ("
		    "SELECT 1 FROM hc_drawn d JOIN hc_draw w ON w.id = d.draw"
		    " WHERE d.id = v.id AND d.kind = v.kind"
		    " AND d.role <> 'reserve' AND w.kind = 'random'"
		    " AND w.frame = ?1)",
		    err) != 0)
		return -1;
	stmt_bind_int(st, 1, e->frame);
	rc = stmt_step(st, err);
	if (rc == 1)
		e->outside = stmt_int(st, 0);
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

int
evaluation_load(struct evaluation **out, struct db *db, struct error *err)
{
	struct evaluation *e = xcalloc(1, sizeof *e);
	double *outside[EVAL_MEASURES] = { NULL };
	int rc = load_sizes(e, db, err);

	e->strata = xcalloc(e->nstrata + 1, sizeof *e->strata);
	for (int m = 0; m < EVAL_MEASURES; m++)
		outside[m] = xcalloc(e->nstrata + 1, sizeof **outside);
	if (rc == 0 &&
		(load_units(e, db, err) != 0 ||
			load_strata(e, db, outside, err) != 0 ||
			load_population(e, db, err) != 0 ||
			count_outside(e, db, err) != 0 ||
			load_limits(e, db, err) != 0))
		rc = -1;
	for (int way = 0; rc == 0 && way < EVAL_WAYS; way++) {
		for (int m = 0; m < EVAL_M_COMPOSITE; m++)
			work_out(e, (enum eval_measure_id)m, (enum eval_way)way,
				outside[m]);
		compose(e, (enum eval_way)way);
	}
	for (int m = 0; m < EVAL_MEASURES; m++)
		free(outside[m]);
	if (rc != 0) {
		evaluation_free(e);
		e = NULL;
	}
	*out = e;
	return rc;
}

void
evaluation_free(struct evaluation *e)
{
	if (e == NULL)
		return;
	for (size_t i = 0; i < e->nunits; i++) {
		free(e->units[i].id);
		free(e->units[i].class);
	}
	free(e->units);
	free(e->strata);
	free(e);
}

bool
evaluation_holds(const struct evaluation *e)
{
	for (int m = 0; m < EVAL_MEASURES; m++) {
		if (e->measures[m].has_limit &&
			e->measures[m].lines[EVAL_AFTER].word != RATE_HOLDS)
			return false;
	}
	return true;
}
