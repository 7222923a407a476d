/*
 * What rates are made from: the sample with what was found, its strata, the
 * population, the plan's limits.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/evaluation-load.h"
#include "check/visits.h"
#include "lib/db.h"
#include "lib/given.h"

static bool
is_one_of(const char *class, const char *a, const char *b, const char *c)
{
	return strcmp(class, a) == 0 || strcmp(class, b) == 0 ||
		(c != NULL && strcmp(class, c) == 0);
}

/* Whom a measure is about. */
bool
evaluation_is_of(enum eval_measure_id m, const char *class)
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

static bool
is(const char *text, const char *code)
{
	return text != NULL && strcmp(text, code) == 0;
}

static const char sampled[] =
	"SELECT class, stratum, role = 'replacement', persons, state,"
	" fault_counts, satisfied, appeal_outcome, is_upheld, two_answers OR"
	" two_outcomes OR not_visited OR misfit, two_satisfied OR not_visited,"
	" reason IS NOT NULL, found_persons, unanswered FROM temp.eval_unit "
	"WHERE draw_kind"
	" = 'random' ORDER BY round, stratum, place";

static void
sum_unit(struct evaluation *e, const struct eval_unit *u, struct stmt *st)
{
	e->drawn += !u->is_replacement;
	e->replacements += u->is_replacement;
	e->visited += u->state == EVAL_VISITED;
	e->unreached += u->state == EVAL_UNREACHED;
	e->open += u->state == EVAL_OPEN;
	e->appeals += !stmt_is_null(st, 7);
	e->upheld += u->is_upheld;
	e->unclear += u->is_unclear || u->is_satisfied_unclear;
	e->unanswered += stmt_int(st, 13) != 0;
	e->returned += u->state == EVAL_VISITED && stmt_int(st, 11) != 0;
	if (!stmt_is_null(st, 12)) {
		e->odd++;
		e->odd_persons += (size_t)u->persons;
		e->odd_found += (size_t)stmt_int(st, 12);
	}
}

static void
take_unit(struct evaluation *e, struct stmt *st)
{
	struct eval_unit *u = &e->units[e->nunits++];
	const char *state = stmt_text(st, 4);

	*u = (struct eval_unit){ .class = xstrdup(stmt_given(st, 0)),
		.stratum = (size_t)stmt_int(st, 1) - 1,
		.is_replacement = stmt_int(st, 2) != 0,
		.persons = (double)stmt_int(st, 3),
		.state = is(state, "visited")	 ? EVAL_VISITED
			: is(state, "unreached") ? EVAL_UNREACHED
						 : EVAL_OPEN,
		.is_upheld = stmt_int(st, 8) != 0,
		.is_unclear = stmt_int(st, 9) != 0,
		.is_satisfied_unclear = stmt_int(st, 10) != 0 };
	if (!stmt_is_null(st, 5))
		u->fault = stmt_int(st, 5) != 0 ? EVAL_AT_FAULT : EVAL_RIGHT;
	if (!stmt_is_null(st, 6))
		u->satisfied = is(stmt_text(st, 6), "yes") ? EVAL_SATISFIED
							   : EVAL_UNSATISFIED;
	sum_unit(e, u, st);
}

static int
load_units(struct evaluation *e, struct db *db, struct error *err)
{
	struct stmt *st;
	size_t cap = 0;
	int rc;

	if (db_prepare(&st, db, sampled, err) != 0)
		return -1;
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
		const char *class = stmt_given(st, 1);
		double persons = (double)stmt_int(st, 3);

		e->strata[h].households += (double)stmt_int(st, 2);
		for (int m = 0; m < EVAL_M_COMPOSITE; m++) {
			if (evaluation_is_of((enum eval_measure_id)m, class))
				outside[m][h] += m == EVAL_M_SATISFIED
					? (double)stmt_int(st, 2)
					: persons;
		}
		if (evaluation_is_of(EVAL_M_ENTRY, class))
			e->remaining += persons;
		if (evaluation_is_of(EVAL_M_EXIT, class))
			e->exited += persons;
		if (evaluation_is_of(EVAL_M_MISSED, class))
			e->listed += persons;
	}
	stmt_free(st);
	return rc;
}

/* Names, as many as can be read. */
#define NAMED 10
static void
add_name(char **list, size_t *n, const char *name)
{
	char *longer;

	if (++*n > NAMED + 1)
		return;
	longer = xasprintf("%s%s%s", *list != NULL ? *list : "",
		*list != NULL ? ", " : "", *n > NAMED ? "…" : name);
	free(*list);
	*list = longer;
}

/* Village by village, since what one lists too many does not make up for those
 * whom another leaves out. */
static const char peopled[] =
	"SELECT COALESCE(v.name, NULLIF(s.village, ''), '-'), v.population,"
	" SUM(CASE WHEN s.class NOT IN ('clear', 'unregistered') THEN s.persons"
	" ELSE 0 END), SUM(CASE WHEN s.class IN ('clear', 'unregistered') THEN"
	" s.persons ELSE 0 END) FROM hc_stratum s LEFT JOIN (SELECT code,"
	" MIN(name) AS name, MAX(population) AS population FROM village GROUP"
	" BY code) v ON v.code = s.village WHERE s.frame = ?1 GROUP BY"
	" s.village ORDER BY s.village";

static int
load_population(struct evaluation *e, struct db *db, struct error *err)
{
	size_t without = 0, too_few = 0;
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, peopled, err) != 0)
		return -1;
	stmt_bind_int(st, 1, e->frame);
	while ((rc = stmt_step(st, err)) == 1) {
		double population = (double)stmt_int(st, 1);
		double others = population - (double)stmt_int(st, 2);
		double listed = (double)stmt_int(st, 3);

		if (stmt_is_null(st, 1))
			add_name(&e->without, &without, stmt_text(st, 0));
		else if (others < 0)
			add_name(&e->too_few, &too_few, stmt_text(st, 0));
		e->population += population;
		e->unregistered += others;
		e->unlisted += others > listed ? others - listed : 0;
	}
	stmt_free(st);
	if (without + too_few > 0)
		e->population = e->unregistered = e->unlisted = 0;
	return rc;
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
		    " WHERE s.draw = w.id), (SELECT COUNT(*) FROM hc_draw o"
		    " WHERE o.kind = 'random' AND o.frame <> w.frame),"
		    " f.sha256, (SELECT COUNT(*) FROM hc_draw o WHERE o.kind ="
		    " 'random' AND o.frame = w.frame)"
		    " FROM hc_draw w JOIN hc_frame f ON f.id = w.frame WHERE"
		    " w.kind = 'random' AND w.round = 1"
		    " AND w.frame = " VISITS_FRAME,
		    err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1) {
		e->frame = stmt_int(st, 0);
		e->nstrata = (size_t)stmt_int(st, 1);
		e->earlier = stmt_int(st, 2);
		e->frame_sha256 = xstrdup(stmt_text(st, 3));
		e->rounds = stmt_int(st, 4);
	}
	stmt_free(st);
	if (rc == 0)
		return err_set(err, ERR_USAGE, "EVALUATION-1",
			"no sample has been drawn; hecha sample draws one");
	return rc < 0 ? -1 : 0;
}

/* What enters no rate: each household once. */
static const char others[] =
	"SELECT COUNT(DISTINCT CASE WHEN is_ours AND NOT EXISTS (SELECT 1 FROM"
	" temp.eval_unit u WHERE u.id = v.id AND u.kind = v.kind AND"
	" u.draw_kind = 'random') THEN kind || ' ' || id END), COUNT(DISTINCT"
	" CASE WHEN NOT is_ours THEN kind || ' ' || id END),"
	" group_concat(DISTINCT CASE WHEN NOT is_ours THEN division END)"
	" FROM (SELECT * FROM temp.eval_said ORDER BY division) v";

static int
count_others(struct evaluation *e, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_exec(db, "CREATE INDEX temp.eval_unit_of ON eval_unit(kind, id)",
		    err) != 0 ||
		db_prepare(&st, db, others, err) != 0)
		return -1;
	rc = stmt_step(st, err);
	if (rc == 1) {
		const char *elsewhere = stmt_text(st, 2);

		e->outside = stmt_int(st, 0);
		e->foreign = stmt_int(st, 1);
		e->elsewhere = elsewhere != NULL ? xstrdup(elsewhere) : NULL;
	}
	stmt_free(st);
	return rc < 0 ? -1 : 0;
}

int
evaluation_gather(struct evaluation *e, struct db *db,
	double *outside[EVAL_MEASURES], struct error *err)
{
	if (load_sizes(e, db, err) != 0 ||
		visits_gather(&e->visits, db, err) != 0)
		return -1;
	e->strata = xcalloc(e->nstrata + 1, sizeof *e->strata);
	/* and one for who is not in the frame */
	for (int m = 0; m < EVAL_MEASURES; m++)
		outside[m] = xcalloc(e->nstrata + 1, sizeof **outside);
	if (load_units(e, db, err) != 0 ||
		load_strata(e, db, outside, err) != 0 ||
		load_population(e, db, err) != 0 ||
		count_others(e, db, err) != 0 || load_limits(e, db, err) != 0)
		return -1;
	outside[EVAL_M_MISSED][e->nstrata] = e->unlisted;
	return 0;
}
