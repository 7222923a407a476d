/*
 * The procedure engine's way through the database: households and their
 * events in step, household by household, outcomes into the table step.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/arena.h"
#include "base/mem.h"
#include "lib/db.h"
#include "lib/given.h"
#include "plan/steps.h"

/* What is read of a household and of its events, and what is written of each
 * step: each column once, by its name. */
#define HOUSE(X)                                                               \
	X(HOUSE_ID, "h.id")                                                    \
	X(HOUSE_VILLAGE, "h.village")                                          \
	X(HOUSE_CLASS, "h.class")                                              \
	X(HOUSE_PROCEDURE, "c.procedure")
#define HOUSE_COLUMNS HOUSE(COLUMN_SQL)
enum { NO_HOUSE, HOUSE(COLUMN_NAME) };
#define EVENT(X)                                                               \
	X(EVENT_HOUSEHOLD, "household")                                        \
	X(EVENT_KIND, "kind")                                                  \
	X(EVENT_ROUND, "round")                                                \
	X(EVENT_EVENT, "event")                                                \
	X(EVENT_DOCUMENT, "document")                                          \
	X(EVENT_LINE, "line")                                                  \
	X(EVENT_BEGAN, "began")                                                \
	X(EVENT_ENDED, "ended")                                                \
	X(EVENT_RESULT, "result")                                              \
	X(EVENT_FAILED, "failed")                                              \
	X(EVENT_OWN_VILLAGE, "own_village")
#define EVENT_COLUMNS EVENT(COLUMN_SQL)
enum { NO_EVENT, EVENT(COLUMN_NAME) };
#define REST_OF_STEP(X)                                                        \
	X(TO_HOUSEHOLD, "household")                                           \
	X(TO_CLASS, "class")                                                   \
	X(TO_PROCEDURE, "procedure")                                           \
	X(TO_STEP, "step")                                                     \
	X(TO_SEQ, "seq")                                                       \
	X(TO_KIND, "kind")                                                     \
	X(TO_ROUND, "round")                                                   \
	X(TO_CLAUSE, "clause")                                                 \
	X(TO_EVENT, "event")                                                   \
	X(TO_DOCUMENT, "document")                                             \
	X(TO_LINE, "line")                                                     \
	X(TO_BEGAN, "began")                                                   \
	X(TO_ENDED, "ended")                                                   \
	X(TO_DAYS, "days")                                                     \
	X(TO_READINGS, "readings")                                             \
	X(TO_DAYS_REQUIRED, "days_required")                                   \
	X(TO_DUE, "due")                                                       \
	X(TO_LATEST_END, "latest_end")                                         \
	X(TO_LATEST_START, "latest_start")                                     \
	X(TO_CHECK_ID, "check_id")                                             \
	X(TO_STATE, "state")                                                   \
	X(TO_LATE_DAYS, "late_days")                                           \
	X(TO_LEFT_DAYS, "left_days")                                           \
	X(TO_FOLLOWS, "follows")                                               \
	X(TO_FOLLOWS_ENDED, "follows_ended")                                   \
	X(TO_EARLY, "early")                                                   \
	X(TO_RESULT, "result")                                                 \
	X(TO_REJECTED_BEFORE, "rejected_before")                               \
	X(TO_AT_RISK, "at_risk")                                               \
	X(TO_FAILED, "failed")                                                 \
	X(TO_PUT_RIGHT, "put_right")
enum { NO_STEP, TO_VILLAGE, REST_OF_STEP(COLUMN_NAME) };

/* Which lists there are: "village kind round procedure", sorted. */
struct lists {
	char **keys;
	size_t n;
};

struct engine {
	struct db *db;
	const struct plan *plan;
	long as_of;
	struct lists lists;
	struct stmt *households, *events, *insert;
	bool more_events;
	/* the events of one household id */
	struct arena *arena;
	char *id;
	struct step_event *list;
	size_t n, cap;
	struct step_result *results;
	size_t results_cap;
};

static int
by_key(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static char *
list_key(
	const char *village, const char *kind, int round, const char *procedure)
{
	return xasprintf("%s %s %d %s", village != NULL ? village : "", kind,
		round, procedure);
}

/* A list counts for a village and a procedure where it names one household of
 * that village whose class has that procedure; what is held in the village only
 * if it is that village's, and then also where it names nobody. A step of any
 * round asks for round 0. */
static const char lists_sql[] =
	"WITH named AS (SELECT h.village, e.kind,"
	" COALESCE(e.round, 1) AS round, c.procedure"
	" FROM item i JOIN event e ON e.row = i.parent"
	" JOIN household h ON h.id = i.household"
	" JOIN plan_class c ON c.class = h.class"
	" WHERE c.procedure IS NOT NULL AND (e.village = h.village"
	" OR e.village IS NULL OR h.village IS NULL"
	" OR e.kind NOT IN ('appraisal', 'posting', 'announcement'))"
	" UNION SELECT e.village, e.kind, COALESCE(e.round, 1), c.procedure"
	" FROM event e CROSS JOIN plan_class c"
	" WHERE e.kind IN ('appraisal', 'posting', 'announcement')"
	" AND e.village IS NOT NULL AND c.procedure IS NOT NULL"
	" AND e.row NOT IN (SELECT parent FROM item"
	" WHERE parent IS NOT NULL))"
	" SELECT village, kind, round, procedure FROM named"
	" UNION SELECT village, kind, 0, procedure FROM named";

static int
load_lists(struct engine *g, struct error *err)
{
	struct lists *l = &g->lists;
	struct stmt *st;
	int rc;

	if (db_prepare(&st, g->db, lists_sql, err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		l->keys = xreallocarray(l->keys, l->n + 1, sizeof *l->keys);
		l->keys[l->n++] = list_key(stmt_text(st, 0), stmt_text(st, 1),
			(int)stmt_int(st, 2), stmt_text(st, 3));
	}
	stmt_free(st);
	if (l->n > 0)
		qsort(l->keys, l->n, sizeof *l->keys, by_key);
	return rc;
}

struct listed_arg {
	struct engine *engine;
	const char *village;
	const struct plan_procedure *procedure;
};

static bool
is_listed(void *arg, const struct plan_step *step)
{
	struct listed_arg *a = arg;
	struct lists *l = &a->engine->lists;
	char *key = list_key(
		a->village, step->kind, step->round, a->procedure->id);
	bool found = l->n > 0 &&
		bsearch(&key, l->keys, l->n, sizeof *l->keys, by_key) != NULL;

	free(key);
	return found;
}

static long
get_day(struct stmt *st, int i)
{
	return day_parse(stmt_text(st, i));
}

static void
add_event(struct engine *g)
{
	struct stmt *st = g->events;
	const char *result = stmt_text(st, EVENT_RESULT);
	struct step_event *e;

	if (g->n == g->cap) {
		g->cap = g->cap > 0 ? g->cap * 2 : 32;
		g->list = xreallocarray(g->list, g->cap, sizeof *g->list);
	}
	e = &g->list[g->n++];
	*e = (struct step_event){
		.kind = arena_strdup(g->arena, stmt_text(st, EVENT_KIND)),
		.said_round = (int)stmt_int(st, EVENT_ROUND),
		.event = arena_strdup(g->arena,
			stmt_text(st, EVENT_EVENT) != NULL
				? stmt_text(st, EVENT_EVENT)
				: ""),
		.document = (long)stmt_int(st, EVENT_DOCUMENT),
		.line = (long)stmt_int(st, EVENT_LINE),
		.began = get_day(st, EVENT_BEGAN),
		.ended = get_day(st, EVENT_ENDED),
		.rejected = result != NULL && strcmp(result, "rejected") == 0,
		.agreed = result != NULL && strcmp(result, "agreed") == 0,
		.failed = stmt_int(st, EVENT_FAILED) != 0,
		.own_village = stmt_text(st, EVENT_OWN_VILLAGE) != NULL
			? arena_strdup(
				  g->arena, stmt_text(st, EVENT_OWN_VILLAGE))
			: NULL,
	};
}

/* Gather the events of this household; those of ids in between, which no
 * household has, are passed over. */
static int
gather_events(struct engine *g, const char *id, struct error *err)
{
	int rc;

	if (g->id != NULL && strcmp(g->id, id) == 0)
		return 0;
	free(g->id);
	g->id = xstrdup(id);
	g->n = 0;
	arena_free(g->arena);
	g->arena = arena_new();
	while (g->more_events) {
		int order = strcmp(stmt_given(g->events, EVENT_HOUSEHOLD), id);

		if (order > 0)
			break;
		if (order == 0)
			add_event(g);
		rc = stmt_step(g->events, err);
		if (rc < 0)
			return -1;
		g->more_events = rc == 1;
	}
	return 0;
}

static const char *const state_names[] = { [STEP_DONE] = "done",
	[STEP_RUNNING] = "running",
	[STEP_MISSING] = "missing",
	[STEP_PENDING] = "pending",
	[STEP_OFF_LIST] = "off-list",
	[STEP_NOT_NEEDED] = "not-needed",
	[STEP_REPEATED] = "repeated",
	[STEP_FOREIGN] = "foreign" };

static void
bind_day(struct stmt *st, int i, long day)
{
	char iso[11];

	if (day == NO_DAY)
		stmt_bind_null(st, i);
	else
		stmt_bind_text(st, i, day_format(day, iso));
}

static void
bind_count(struct stmt *st, int i, long n, long none)
{
	if (n == none)
		stmt_bind_null(st, i);
	else
		stmt_bind_int(st, i, n);
}

/* As a list of codes (day-reading), a blank before and after each. */
static void
bind_readings(struct stmt *st, int i, unsigned readings)
{
	static const char *const names[NREADINGS] = { " natural-counted",
		" working-counted", " natural-excluded", " working-excluded" };
	char list[80] = "";

	for (int r = 0; r < NREADINGS; r++) {
		if (readings & (1u << r))
			strcat(list, names[r]);
	}
	if (readings == 0)
		stmt_bind_null(st, i);
	else
		stmt_bind_text(st, i, strcat(list, " "));
}

static void
bind_step(struct stmt *st, const struct step_result *r, long as_of)
{
	const struct plan_step *s = r->step;
	bool open = r->state == STEP_PENDING || r->state == STEP_RUNNING;

	stmt_bind_static(st, TO_STEP, s->id);
	bind_count(st, TO_ROUND, s->round, 0);
	stmt_bind_static(st, TO_KIND, s->kind);
	stmt_bind_static(st, TO_CLAUSE, s->clause);
	bind_count(st, TO_DAYS_REQUIRED, s->days, 0);
	bind_day(st, TO_DUE, s->deadline != NULL ? s->deadline->due : NO_DAY);
	bind_day(st, TO_LATEST_END, s->latest_end);
	bind_day(st, TO_LATEST_START, s->latest_start);
	stmt_bind_static(st, TO_CHECK_ID,
		s->deadline != NULL ? s->deadline->check : NULL);
	bind_count(st, TO_LEFT_DAYS,
		open && s->latest_end != NO_DAY ? s->latest_end - as_of
						: NO_DAY,
		NO_DAY);
}

static void
bind_event(struct stmt *st, const struct step_event *e)
{
	stmt_bind_static(st, TO_KIND, e->kind);
	bind_count(st, TO_ROUND, e->round, 0);
	stmt_bind_static(st, TO_EVENT, e->event);
	stmt_bind_int(st, TO_DOCUMENT, e->document);
	stmt_bind_int(st, TO_LINE, e->line);
	bind_day(st, TO_BEGAN, e->began);
	bind_day(st, TO_ENDED, e->ended);
	stmt_bind_static(st, TO_RESULT,
		e->rejected	    ? "rejected"
			: e->agreed ? "agreed"
				    : NULL);
}

/* Village, household, class and procedure are bound already. */
static int
insert_result(struct engine *g, const struct step_result *r, long seq,
	struct error *err)
{
	struct stmt *st = g->insert;

	for (int i = TO_STEP; i <= TO_PUT_RIGHT; i++)
		stmt_bind_null(st, i);
	if (r->event != NULL)
		bind_event(st, r->event);
	if (r->step != NULL) {
		stmt_bind_int(st, TO_SEQ, seq);
		bind_step(st, r, g->as_of);
	}
	bind_count(st, TO_DAYS, r->days, -1);
	bind_readings(st, TO_READINGS, r->readings);
	stmt_bind_static(st, TO_STATE, state_names[r->state]);
	bind_count(st, TO_LATE_DAYS, r->late_days, 0);
	if (r->follows != NULL) {
		stmt_bind_static(st, TO_FOLLOWS, r->follows->step->id);
		bind_day(st, TO_FOLLOWS_ENDED, r->follows_ended);
	}
	stmt_bind_int(st, TO_EARLY, r->early);
	if (r->rejected_before != NULL)
		stmt_bind_static(
			st, TO_REJECTED_BEFORE, r->rejected_before->id);
	stmt_bind_int(st, TO_AT_RISK, r->at_risk);
	if (r->event != NULL)
		stmt_bind_int(st, TO_FAILED, r->event->failed);
	stmt_bind_int(st, TO_PUT_RIGHT, r->put_right);
	return stmt_run(st, err);
}

/* What is held in a village is held for its own households. */
static void
place_events(struct engine *g, const char *village,
	const struct plan_procedure *procedure)
{
	for (size_t i = 0; i < g->n; i++) {
		struct step_event *e = &g->list[i];

		e->round = e->said_round;
		e->elsewhere = village != NULL && e->own_village != NULL &&
			strcmp(village, e->own_village) != 0;
	}
	steps_tell_rounds(procedure, g->list, g->n);
}

static int
judge_household(struct engine *g, struct error *err)
{
	struct stmt *h = g->households;
	struct listed_arg arg = { .engine = g,
		.village = stmt_text(h, HOUSE_VILLAGE),
		.procedure = plan_find_procedure(
			g->plan, stmt_text(h, HOUSE_PROCEDURE)) };
	size_t room, n;

	if (gather_events(g, stmt_text(h, HOUSE_ID), err) != 0)
		return -1;
	room = arg.procedure->n + g->n;
	if (room > g->results_cap) {
		g->results_cap = room * 2;
		g->results = xreallocarray(
			g->results, g->results_cap, sizeof *g->results);
	}
	place_events(g, arg.village, arg.procedure);
	n = steps_judge(g->results,
		&(struct steps_course){ .plan = g->plan,
			.procedure = arg.procedure,
			.events = g->list,
			.nevents = g->n,
			.as_of = g->as_of,
			.listed = is_listed,
			.arg = &arg });
	stmt_bind_text(g->insert, TO_VILLAGE, stmt_text(h, HOUSE_VILLAGE));
	stmt_bind_text(g->insert, TO_HOUSEHOLD, stmt_text(h, HOUSE_ID));
	stmt_bind_text(g->insert, TO_CLASS, stmt_text(h, HOUSE_CLASS));
	stmt_bind_text(g->insert, TO_PROCEDURE, stmt_text(h, HOUSE_PROCEDURE));
	for (size_t i = 0; i < n; i++) {
		if (insert_result(g, &g->results[i], (long)i + 1, err) != 0)
			return -1;
	}
	return 0;
}

static int
prepare_insert(struct engine *g, const char *schema, struct error *err)
{
	char *clear = xasprintf("DELETE FROM %s.step", schema);
	char *insert = xasprintf(
		"INSERT INTO %s.step(village" REST_OF_STEP(
			COLUMN_SQL) ") VALUES(?" REST_OF_STEP(COLUMN_MARK) ")",
		schema);
	int rc = db_exec(g->db, clear, err);

	if (rc == 0)
		rc = db_prepare(&g->insert, g->db, insert, err);
	free(clear);
	free(insert);
	return rc;
}

static int
prepare(struct engine *g, const char *schema, struct error *err)
{
	if (load_lists(g, err) != 0)
		return -1;
	if (db_prepare(&g->households, g->db,
		    "SELECT NULL" HOUSE_COLUMNS " FROM household h JOIN"
		    " plan_class c ON c.class = h.class WHERE c.procedure"
		    " IS NOT NULL ORDER BY h.id, h.village",
		    err) != 0)
		return -1;
	if (db_prepare(&g->events, g->db,
		    "SELECT NULL" EVENT_COLUMNS " FROM step_source WHERE"
		    " household IS NOT NULL ORDER BY household, began, ended,"
		    " document, line, event",
		    err) != 0)
		return -1;
	return prepare_insert(g, schema, err);
}

int
steps_make(struct db *db, const char *schema, const struct plan *plan,
	long as_of, struct error *err)
{
	struct engine g = { .db = db, .plan = plan, .as_of = as_of };
	int rc = prepare(&g, schema, err);

	if (rc == 0) {
		rc = stmt_step(g.events, err);
		g.more_events = rc == 1;
	}
	while (rc >= 0 && (rc = stmt_step(g.households, err)) == 1)
		rc = judge_household(&g, err);
	stmt_free(g.households);
	stmt_free(g.events);
	stmt_free(g.insert);
	for (size_t i = 0; i < g.lists.n; i++)
		free(g.lists.keys[i]);
	free(g.lists.keys);
	free(g.list);
	free(g.results);
	free(g.id);
	arena_free(g.arena);
	return rc;
}
