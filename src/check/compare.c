/*
 * Two runs held against each other.
 */
#include "config.h"
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/mem.h"
#include "check/compare.h"
#include "check/finding.h"
#include "check/life.h"
#include "lib/db.h"

/* The order in which states are told: what must be looked at comes first. */
static const enum life_state ranks[] = { LIFE_NEW, LIFE_BACK, LIFE_REOPENED,
	LIFE_LAPSED, LIFE_CLAIMED, LIFE_STILL, LIFE_UNCHECKED, LIFE_UNFOUNDED,
	LIFE_ACCEPTED, LIFE_FIXED };
#define NRANKS ((int)(sizeof ranks / sizeof *ranks))

static int
rank_of(enum life_state state)
{
	int i = 0;

	while (i < NRANKS - 1 && ranks[i] != state)
		i++;
	return i;
}

#define RUN "SELECT id, series, as_of, verdict FROM hc_run"

/* 1, 0: there is none, -1. ?1 is the number or the day, ?2 a limit. */
static int
find_run(struct compared_run *out, struct db *db, const char *sql,
	const char *name, int64_t limit, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db, sql, err) != 0)
		return -1;
	if (stmt_params(st) > 0)
		stmt_bind_text(st, 1, name);
	if (stmt_params(st) > 1)
		stmt_bind_int(st, 2, limit);
	rc = stmt_step(st, err);
	if (rc == 1) {
		out->id = stmt_int(st, 0);
		out->series = stmt_int(st, 1);
		snprintf(out->as_of, sizeof out->as_of, "%s", stmt_text(st, 2));
		snprintf(out->verdict, sizeof out->verdict, "%s",
			stmt_text(st, 3));
	}
	stmt_free(st);
	return rc;
}

/* Of a day the last one before another; 0: of all. */
static int
name_run(struct compared_run *out, struct db *db, const char *name,
	int64_t before, struct error *err)
{
	bool is_day = day_parse(name) != NO_DAY;
	int rc = find_run(out, db,
		is_day ? RUN " WHERE as_of = ?1 AND (?2 = 0 OR id < ?2)"
			     " ORDER BY id DESC LIMIT 1"
		       : RUN " WHERE CAST(id AS TEXT) = ?1",
		name, before, err);

	if (rc == 0)
		rc = err_set(err, ERR_USAGE, "COMPARE-1",
			"no check '%s'; name it by its number or its day",
			name);
	return rc == 1 ? 0 : -1;
}

int
compare_choose(struct comparison *c, struct db *db, const char *from,
	const char *to, struct error *err)
{
	int rc;

	*c = (struct comparison){ 0 };
	if (to != NULL) {
		if (name_run(&c->to, db, to, 0, err) != 0)
			return -1;
	} else {
		rc = find_run(&c->to, db, RUN " ORDER BY id DESC LIMIT 1", NULL,
			0, err);
		if (rc == 0)
			rc = err_set(err, ERR_USAGE, "COMPARE-2",
				"no check has been made yet");
		if (rc < 0)
			return -1;
	}
	if (from != NULL) {
		if (name_run(&c->from, db, from, c->to.id, err) != 0)
			return -1;
	} else {
		rc = find_run(&c->from, db,
			RUN " WHERE ?1 IS NULL AND series < ?2"
			    " ORDER BY id DESC LIMIT 1",
			NULL, c->to.series, err);
		if (rc == 0)
			rc = err_set(err, ERR_USAGE, "COMPARE-3",
				"no check was made before of other records, "
				"another day or other rules; there is nothing "
				"to compare with");
		if (rc < 0)
			return -1;
	}
	if (c->from.id < c->to.id)
		return 0;
	return err_set(err, ERR_USAGE, "COMPARE-4",
		"the first check named must be the earlier one");
}

/* Where each fault was found last, up to the earlier run and up to the later
 * one, and whether it was looked for in vain since. ?1, ?2 are the runs, ?3 the
 * series of the earlier one, ?4 that of the later one. */
#define MENDED_FROM                                                            \
	" EXISTS (SELECT 1 FROM hc_mended m WHERE m.subject = k.subject AND"   \
	" m.thread = k.thread AND m.series > (SELECT r.series FROM hc_run r"   \
	" WHERE r.id = "
static const char known[] =
	"WITH k AS (SELECT subject, thread,"
	" MAX(CASE WHEN run <= ?1 THEN run END) AS before,"
	" MAX(run) AS last FROM hc_finding WHERE run <= ?2"
	" GROUP BY subject, thread)"
	" SELECT k.last, f.seq, f.check_id, f.severity, f.village, f.state,"
	" k.before IS NOT NULL,"
	" k.before IS NOT NULL AND" MENDED_FROM "k.before) AND m.series <= ?4),"
	" k.before IS NOT NULL AND" MENDED_FROM
	"k.before) AND m.series <= ?3)," MENDED_FROM
	"k.last) AND m.series <= ?4)"
	/* in this order: of what a run found there is no index by subject */
	" FROM hc_finding f CROSS JOIN k ON k.subject = f.subject AND"
	" k.thread = f.thread AND k.last = f.run"
	" ORDER BY f.run, f.seq";

enum {
	LAST,
	SEQ,
	CHECK,
	SEVERITY,
	VILLAGE,
	STATE,
	WAS,
	WENT,
	HAD_GONE,
	IS_GONE
};

/* What people decided says more than how old it is. */
static bool
is_decided(enum life_state state)
{
	return state == LIFE_CLAIMED || state == LIFE_REOPENED ||
		state == LIFE_LAPSED || state == LIFE_UNFOUNDED ||
		state == LIFE_ACCEPTED;
}

/* Nothing: neither run has to do with it. */
static enum life_state
compared_state(const struct comparison *c, struct stmt *st)
{
	struct life_facts f = { .now = LIFE_FOUND, .before = LIFE_NEVER };
	enum life_state state = LIFE_NEW;

	if (stmt_int(st, LAST) == c->to.id) {
		life_parse(stmt_text(st, STATE), &state);
		if (is_decided(state))
			return state;
		if (stmt_int(st, WAS) != 0)
			f.before = stmt_int(st, WENT) != 0 ? LIFE_GONE
							   : LIFE_LAST;
		return life_state(&f);
	}
	if (stmt_int(st, WAS) == 0 || stmt_int(st, HAD_GONE) != 0)
		return LIFE_NOTHING;
	f.before = LIFE_LAST;
	f.now = stmt_int(st, IS_GONE) != 0 ? LIFE_ABSENT : LIFE_UNSEEN;
	return life_state(&f);
}

static bool
add_compared(void *arg, struct stmt *out, struct stmt *in)
{
	enum life_state state = compared_state(arg, in);

	if (state == LIFE_NOTHING)
		return false;
	stmt_bind_int(out, 1, rank_of(state));
	stmt_bind_static(out, 2, life_name(state));
	for (int i = LAST; i <= VILLAGE; i++)
		stmt_bind_column(out, i + 3, in, i);
	return true;
}

int
compare_make(struct comparison *c, struct db *db, struct error *err)
{
	struct stmt *in = NULL, *out = NULL;
	int rc = -1;

	c->db = db;
	if (db_exec(db,
		    "CREATE TEMP TABLE compared(rank INTEGER, state TEXT,"
		    " run INTEGER, seq INTEGER, check_id TEXT, severity TEXT,"
		    " village TEXT)",
		    err) != 0 ||
		db_prepare(&out, db,
			"INSERT INTO temp.compared VALUES(?,?,?,?,?,?,?)",
			err) != 0 ||
		db_prepare(&in, db, known, err) != 0)
		goto out;
	stmt_bind_int(in, 1, c->from.id);
	stmt_bind_int(in, 2, c->to.id);
	stmt_bind_int(in, 3, c->from.series);
	stmt_bind_int(in, 4, c->to.series);
	rc = stmt_for_each(in, out, add_compared, c, err);
out:
	stmt_free(in);
	stmt_free(out);
	return rc;
}

void
compare_end(struct comparison *c)
{
	struct error ignored = { 0 };

	if (c->db != NULL)
		db_exec(c->db, "DROP TABLE IF EXISTS temp.compared", &ignored);
	c->db = NULL;
}

struct walking {
	struct db *db;
	const struct finding_words *words;
	compare_fn *f;
	void *arg;
};

/* Those of one state that were found last in one run. */
static int
walk_run(const struct walking *w, const char *state, int64_t run,
	struct error *err)
{
	char *among = xasprintf("SELECT seq FROM temp.compared WHERE state ="
				" '%s' AND run = %" PRId64,
		state, run);
	const struct finding_filter filter = { .among = among, .run = run };
	struct finding_walk *walk = NULL;
	struct finding finding;
	enum life_state life = LIFE_NOTHING;
	int rc = finding_walk(&walk, w->db, w->words, &filter, err);

	free(among);
	if (rc != 0)
		return -1;
	life_parse(state, &life);
	while ((rc = finding_next(walk, &finding, err)) == 1) {
		finding.state = state;
		finding.settled = life_is_settled(life);
		rc = w->f(w->arg, &finding, err);
		if (rc != 0)
			break;
	}
	finding_walk_free(walk);
	return rc;
}

int
compare_walk(const struct comparison *c, const struct finding_words *words,
	const char *state, compare_fn *f, void *arg, struct error *err)
{
	const struct walking w = { c->db, words, f, arg };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, c->db,
		    "SELECT state, run FROM temp.compared WHERE ?1 IS NULL"
		    " OR state = ?1 GROUP BY rank, run ORDER BY rank, run",
		    err) != 0)
		return -1;
	stmt_bind_text(st, 1, state);
	while ((rc = stmt_step(st, err)) == 1) {
		char *name = xstrdup(stmt_text(st, 0));

		rc = walk_run(&w, name, stmt_int(st, 1), err);
		free(name);
		if (rc != 0)
			break;
	}
	stmt_free(st);
	return rc;
}
