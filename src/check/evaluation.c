/*
 * Rates from the visits to a sample.
 */
#include "config.h"
#include <stdlib.h>
#include "base/mem.h"
#include "check/evaluation-load.h"
#include "check/evaluation.h"

const char *const eval_measure_names[EVAL_MEASURES] = { "wrong-exit", "missed",
	"wrong-entry", "satisfied", "composite" };
const char *const eval_way_names[EVAL_WAYS] = { "before", "after", "originals",
	"worst" };
const char *const eval_word_names[] = { [EVAL_HOLDS] = "holds",
	[EVAL_FAILS] = "fails",
	[EVAL_TOO_SMALL] = "too-small",
	[EVAL_CANNOT_TELL] = "cannot-tell" };
const char *const eval_why_names[] = { [EVAL_WHY_NOT] = NULL,
	[EVAL_WHY_UNVISITED] = "unvisited",
	[EVAL_WHY_UNCLEAR] = "unclear",
	[EVAL_WHY_POPULATION] = "population",
	[EVAL_WHY_UNLISTED] = "unlisted" };

/* What it is called does not matter where it is found: who was taken off
 * wrongly is missed as well. */
static bool
counts(enum eval_measure_id m, const struct eval_unit *u, bool after)
{
	if (m == EVAL_M_SATISFIED)
		return u->satisfied == EVAL_SATISFIED;
	return u->fault == EVAL_AT_FAULT && !(after && u->is_upheld);
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
	return u->fault != EVAL_UNTOLD || !evaluation_is_of(m, u->class);
}

/* The visit in this way of counting: false where it is none. mild: what is not
 * clear is no fault. */
static bool
visit_of(struct rate_visit *v, enum eval_measure_id m, enum eval_way way,
	const struct eval_unit *u, bool mild)
{
	bool satisfied = m == EVAL_M_SATISFIED;
	bool is_mild = mild &&
		(satisfied ? u->is_satisfied_unclear : u->is_unclear);
	bool lost = way == EVAL_WORST && u->state == EVAL_UNREACHED;

	if (way >= EVAL_ORIGINALS && u->is_replacement)
		return false;
	if (!lost && !has_answer(m, u))
		return false;
	v->stratum = u->stratum;
	v->persons = !evaluation_is_of(m, u->class) ? 0
		: satisfied			    ? 1
						    : u->persons;
	v->counted = counts(m, u, way != EVAL_BEFORE) ? v->persons : 0;
	if (lost || is_mild)
		v->counted = satisfied == is_mild ? v->persons : 0;
	return true;
}

/* Those who are visited first may be the better ones: what is not known of the
 * others does not hold. Nor does what contradicts, until it is resolved; and it
 * makes nothing fail that would not without. */
static void
hold_back(struct eval_line *line, bool fails_anyway)
{
	if (line->word == EVAL_FAILS && (line->unclear == 0 || fails_anyway))
		return;
	if (line->unclear > 0) {
		line->word = EVAL_CANNOT_TELL;
		line->why = EVAL_WHY_UNCLEAR;
	}
	if (line->lacking == 0 || line->word == EVAL_CANNOT_TELL)
		return;
	line->word = EVAL_TOO_SMALL;
	if (line->more >= 0 && line->more < line->lacking)
		line->more = line->lacking;
}

/* Nothing can be told of whom the frame lacks, and nobody knows whether it
 * lacks any, while the population is not known. */
static void
hold_back_missed(const struct evaluation *e, const struct eval_measure *measure,
	struct eval_line *line)
{
	if (e->population <= 0) {
		line->word = EVAL_CANNOT_TELL;
		line->why = EVAL_WHY_POPULATION;
	} else if (line->word == EVAL_TOO_SMALL &&
		line->rate.unknown >= measure->limit) {
		line->word = EVAL_CANNOT_TELL;
		line->why = EVAL_WHY_UNLISTED;
	}
}

static void
judge(const struct evaluation *e, enum eval_measure_id m,
	struct eval_line *line)
{
	const struct eval_measure *measure = &e->measures[m];
	const struct rate *r = &line->rate;

	if (!r->is_told)
		line->why = EVAL_WHY_UNVISITED;
	if (!measure->has_limit)
		return;
	line->word = (enum eval_word)rate_judge(
		r, measure->limit, measure->at_least);
	line->more = rate_more(r, measure->limit, measure->at_least);
	if (!r->is_told)
		line->word = EVAL_CANNOT_TELL;
	else if (m == EVAL_M_MISSED)
		hold_back_missed(e, measure, line);
	hold_back(line,
		measure->at_least ? line->mild.upper < measure->limit
				  : line->mild.lower >= measure->limit);
	if (line->word == EVAL_CANNOT_TELL)
		line->more = -1;
}

/* Whose answers it lacks, and whose contradict. */
static void
count_unknown(struct eval_line *line, enum eval_measure_id m,
	const struct eval_unit *u)
{
	if (!evaluation_is_of(m, u->class))
		return;
	line->lacking += u->state != EVAL_UNREACHED && !has_answer(m, u);
	line->unclear += m == EVAL_M_SATISFIED ? u->is_satisfied_unclear
					       : u->is_unclear;
}

/* strata: those of the measure, of which nobody is visited yet. */
static void
estimate(struct rate *rate, const struct evaluation *e, enum eval_measure_id m,
	enum eval_way way, struct rate_stratum *strata, bool mild)
{
	struct rate_visit *visits = xcalloc(e->nunits + 1, sizeof *visits);
	size_t n = 0;

	for (size_t h = 0; h < e->nstrata; h++)
		strata[h].visited = 0;
	for (size_t i = 0; i < e->nunits; i++) {
		if (!visit_of(&visits[n], m, way, &e->units[i], mild))
			continue;
		strata[visits[n].stratum].visited++;
		n++;
	}
	rate_estimate(rate, strata, e->nstrata + 1, visits, n);
	free(visits);
}

static void
work_out(struct evaluation *e, enum eval_measure_id m, enum eval_way way,
	const double *outside)
{
	struct rate_stratum *strata = xcalloc(e->nstrata + 1, sizeof *strata);
	struct eval_line *line = &e->measures[m].lines[way];
	struct rate mild;

	for (size_t h = 0; h <= e->nstrata; h++) {
		if (h < e->nstrata)
			strata[h] = e->strata[h];
		strata[h].outside = outside[h];
	}
	for (size_t i = 0; i < e->nunits; i++)
		count_unknown(line, m, &e->units[i]);
	estimate(&line->rate, e, m, way, strata, false);
	line->mild = line->rate.interval;
	if (line->unclear > 0) {
		estimate(&mild, e, m, way, strata, true);
		line->mild = mild.interval;
	}
	judge(e, m, line);
	free(strata);
}

/* Who is poor of the population, by the rates of wrong exits and of missed. */
static double
project(const struct evaluation *e, double exits, double missed)
{
	return (e->remaining + exits * e->exited + missed * e->unregistered) /
		e->population;
}

/* What is said of the composite incidence: no more than of its parts. */
static void
judge_composite(struct evaluation *e, enum eval_way way)
{
	const struct eval_line *a = &e->measures[EVAL_M_EXIT].lines[way];
	const struct eval_line *b = &e->measures[EVAL_M_MISSED].lines[way];
	const struct eval_measure *measure = &e->measures[EVAL_M_COMPOSITE];
	struct eval_line *line = &e->measures[EVAL_M_COMPOSITE].lines[way];

	line->more = -1;
	line->lacking = a->lacking + b->lacking;
	line->unclear = a->unclear + b->unclear;
	if (e->population <= 0)
		line->why = EVAL_WHY_POPULATION;
	else if (!line->rate.is_told)
		line->why = EVAL_WHY_UNVISITED;
	line->word = EVAL_CANNOT_TELL;
	if (line->why != EVAL_WHY_NOT || !measure->has_limit)
		return;
	line->word = (enum eval_word)rate_judge(
		&line->rate, measure->limit, false);
	if (line->word == EVAL_TOO_SMALL && b->why == EVAL_WHY_UNLISTED) {
		line->word = EVAL_CANNOT_TELL;
		line->why = EVAL_WHY_UNLISTED;
	}
	hold_back(line,
		project(e, a->mild.lower, b->mild.lower) >= measure->limit);
}

/* (who stays poor + wrongly exited + missed) of the population. Limits of the
 * parts make those of the sum, which covers no less than they do. */
static void
compose(struct evaluation *e, enum eval_way way)
{
	const struct rate *a = &e->measures[EVAL_M_EXIT].lines[way].rate;
	const struct rate *b = &e->measures[EVAL_M_MISSED].lines[way].rate;
	struct rate *r = &e->measures[EVAL_M_COMPOSITE].lines[way].rate;

	*r = (struct rate){ .interval = { 0, 1 } };
	if (e->population <= 0 || !b->is_told || (!a->is_told && e->exited > 0))
		return;
	r->is_told = true;
	r->persons = a->persons + b->persons;
	r->visits = a->visits + b->visits;
	r->counted = a->counted + b->counted;
	r->at_fault = a->at_fault + b->at_fault;
	r->value = project(e, a->value, b->value);
	r->interval.lower = project(e, a->interval.lower, b->interval.lower);
	r->interval.upper = project(e, a->interval.upper, b->interval.upper);
}

int
evaluation_load(struct evaluation **out, struct db *db, struct error *err)
{
	struct evaluation *e = xcalloc(1, sizeof *e);
	double *outside[EVAL_MEASURES] = { NULL };
	int rc = evaluation_gather(e, db, outside, err);

	for (int way = 0; rc == 0 && way < EVAL_WAYS; way++) {
		for (int m = 0; m < EVAL_M_COMPOSITE; m++)
			work_out(e, (enum eval_measure_id)m, (enum eval_way)way,
				outside[m]);
		compose(e, (enum eval_way)way);
		judge_composite(e, (enum eval_way)way);
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
	visits_drop(&e->visits);
	for (size_t i = 0; i < e->nunits; i++)
		free(e->units[i].class);
	free(e->units);
	free(e->strata);
	free(e->frame_sha256);
	free(e->without);
	free(e->too_few);
	free(e->elsewhere);
	free(e);
}

bool
evaluation_holds(const struct evaluation *e)
{
	if (e->unclear > 0)
		return false;
	for (int m = 0; m < EVAL_MEASURES; m++) {
		if (e->measures[m].has_limit &&
			e->measures[m].lines[EVAL_AFTER].word != EVAL_HOLDS)
			return false;
	}
	return true;
}
