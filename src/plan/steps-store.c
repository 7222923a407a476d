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
#include "plan/steps.h"

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
	" AND NOT EXISTS (SELECT 1 FROM item i WHERE i.parent = e.row))"
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
	const char *result = stmt_text(st, 8);
	struct step_event *e;

	if (g->n == g->cap) {
		g->cap = g->cap > 0 ? g->cap * 2 : 32;
		g->list = xreallocarray(g->list, g->cap, sizeof *g->list);
	}
	e = &g->list[g->n++];
	*e = (struct step_event){
		.kind = arena_strdup(g->arena, stmt_text(st, 1)),
		.said_round = (int)stmt_int(st, 2),
		.event = arena_strdup(g->arena,
			stmt_text(st, 3) != NULL ? stmt_text(st, 3) : ""),
		.document = (long)stmt_int(st, 4),
		.line = (long)stmt_int(st, 5),
		.began = get_day(st, 6),
		.ended = get_day(st, 7),
		.rejected = result != NULL && strcmp(result, "rejected") == 0,
		.agreed = result != NULL && strcmp(result, "agreed") == 0,
		.failed = stmt_int(st, 9) != 0,
		.own_village = stmt_text(st, 10) != NULL
			? arena_strdup(g->arena, stmt_text(st, 10))
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
		int order = strcmp(stmt_text(g->events, 0), id);

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

	stmt_bind_static(st, 5, s->id);
	bind_count(st, 8, s->round, 0);
	stmt_bind_static(st, 7, s->kind);
	stmt_bind_static(st, 9, s->clause);
	bind_count(st, 17, s->days, 0);
	bind_day(st, 18, s->deadline != NULL ? s->deadline->due : NO_DAY);
	bind_day(st, 19, s->latest_end);
	bind_day(st, 20, s->latest_start);
	stmt_bind_static(
		st, 21, s->deadline != NULL ? s->deadline->check : NULL);
	bind_count(st, 24,
		open && s->latest_end != NO_DAY ? s->latest_end - as_of
						: NO_DAY,
		NO_DAY);
}

static void
bind_event(struct stmt *st, const struct step_event *e)
{
	stmt_bind_static(st, 7, e->kind);
	bind_count(st, 8, e->round, 0);
	stmt_bind_static(st, 10, e->event);
	stmt_bind_int(st, 11, e->document);
	stmt_bind_int(st, 12, e->line);
	bind_day(st, 13, e->began);
	bind_day(st, 14, e->ended);
	stmt_bind_static(st, 28,
		e->rejected	    ? "rejected"
			: e->agreed ? "agreed"
				    : NULL);
}

/* Village, household, class and procedure (1 to 4) are bound already. */
static int
insert_result(struct engine *g, const struct step_result *r, long seq,
	struct error *err)
{
	struct stmt *st = g->insert;

	for (int i = 5; i <= 32; i++)
		stmt_bind_null(st, i);
	if (r->event != NULL)
		bind_event(st, r->event);
	if (r->step != NULL) {
		stmt_bind_int(st, 6, seq);
		bind_step(st, r, g->as_of);
	}
	bind_count(st, 15, r->days, -1);
	bind_readings(st, 16, r->readings);
	stmt_bind_static(st, 22, state_names[r->state]);
	bind_count(st, 23, r->late_days, 0);
	if (r->follows != NULL) {
		stmt_bind_static(st, 25, r->follows->step->id);
		bind_day(st, 26, r->follows_ended);
	}
	stmt_bind_int(st, 27, r->early);
	if (r->rejected_before != NULL)
		stmt_bind_static(st, 29, r->rejected_before->id);
	stmt_bind_int(st, 30, r->at_risk);
	if (r->event != NULL)
		stmt_bind_int(st, 31, r->event->failed);
	stmt_bind_int(st, 32, r->put_right);
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
		.village = stmt_text(h, 1),
		.procedure = plan_find_procedure(g->plan, stmt_text(h, 3)) };
	size_t room, n;

	if (gather_events(g, stmt_text(h, 0), err) != 0)
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
	stmt_bind_text(g->insert, 1, stmt_text(h, 1));
	stmt_bind_text(g->insert, 2, stmt_text(h, 0));
	stmt_bind_text(g->insert, 3, stmt_text(h, 2));
	stmt_bind_text(g->insert, 4, stmt_text(h, 3));
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
		"INSERT INTO %s.step VALUES(?,?,?,?,?,?,?,?,?,"
		"?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
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
		    "SELECT h.id, h.village, h.class, c.procedure"
		    " FROM household h JOIN plan_class c ON c.class = h.class"
		    " WHERE c.procedure IS NOT NULL ORDER BY h.id, h.village",
		    err) != 0)
		return -1;
	if (db_prepare(&g->events, g->db,
		    "SELECT household, kind, round, event, document, line,"
		    " began, ended, result, failed, own_village"
		    " FROM step_source WHERE household IS NOT NULL"
		    " ORDER BY household, began, ended, document, line, event",
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
