/*
 * What the last run made of each check.
 */
#include "config.h"
#include <stdio.h>
#include <string.h>
#include "base/mem.h"
#include "check/pack.h"
#include "check/reuse-earlier.h"
#include "lib/db.h"
#include "lib/given.h"
#include "records/ties.h"

struct load {
	struct earlier *checks;
	const struct rules *rules;
	struct db *db;
	int64_t last;
};

static struct earlier *
find_check(const struct load *l, const char *id)
{
	for (size_t i = 0; i < l->rules->n; i++) {
		if (strcmp(l->rules->items[i].id, id) == 0)
			return &l->checks[i];
	}
	return NULL;
}

static void
copy_due(struct outcome *out, const char *due)
{
	if (due != NULL && strlen(due) < sizeof out->due)
		memcpy(out->due, due, strlen(due) + 1);
}

static void
load_outcome(struct earlier *e, struct stmt *st)
{
	e->is_known = true;
	e->out.answer = answer_parse(stmt_given(st, 1));
	e->out.subjects = (long)stmt_int(st, 2);
	e->out.findings = (long)stmt_int(st, 3);
	e->out.pending = (long)stmt_int(st, 4);
	copy_due(&e->out, stmt_text(st, 5));
	e->is_undecided = stmt_int(st, 6) != 0;
}

static void
load_reading(struct earlier *e, struct stmt *st)
{
	struct readings *r = &e->out.readings;
	struct reading *reading = &r->items[r->n];

	if (r->n == NREADINGS)
		return;
	snprintf(reading->code, sizeof reading->code, "%s", stmt_text(st, 1));
	reading->n = (long)stmt_int(st, 2);
	reading->total = (long)stmt_int(st, 3);
	r->n++;
}

static void
load_findings(struct earlier *e, struct stmt *st)
{
	e->of_no_village |= stmt_int(st, 1) > 0;
	e->kept.findings = (long)stmt_int(st, 2);
}

static void
load_pending(struct earlier *e, struct stmt *st)
{
	e->of_no_village |= stmt_int(st, 1) > 0;
	e->kept.pending = (long)stmt_int(st, 2);
	copy_due(&e->kept, stmt_text(st, 3));
}

static void
load_reads(struct earlier *e, struct stmt *st)
{
	e->reads = xstrdup(stmt_text(st, 1));
	e->reads_as_of = stmt_int(st, 2) != 0;
}

static int
load_each(const struct load *l, const char *sql,
	void (*load)(struct earlier *e, struct stmt *st), struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, l->db, sql, err) != 0)
		return -1;
	if (stmt_param(st, "?1") > 0)
		stmt_bind_int(st, 1, l->last);
	while ((rc = stmt_step(st, err)) == 1) {
		struct earlier *e = find_check(l, stmt_text(st, 0));

		if (e != NULL)
			load(e, st);
	}
	stmt_free(st);
	return rc;
}

int
earlier_load(struct earlier *checks, const struct rules *rules,
	const struct ties *ties, int64_t last, struct error *err)
{
	const struct load load = { checks, rules, ties->db, last }, *l = &load;

	if (load_each(l,
		    "SELECT id, answer, subjects, findings, pending, due,"
		    " reason IS NOT NULL FROM hc_check WHERE run = ?1",
		    load_outcome, err) != 0 ||
		load_each(l,
			"SELECT check_id, reading, n, total FROM hc_reading"
			" WHERE run = ?1 ORDER BY check_id, seq",
			load_reading, err) != 0 ||
		load_each(l,
			"SELECT check_id, SUM(village IS NULL), SUM(" ELSEWHERE
			") FROM hc_finding WHERE run = ?1 GROUP BY check_id",
			load_findings, err) != 0)
		return -1;
	if (load_each(l, "SELECT check_id, names, as_of FROM hc_reads",
		    load_reads, err) != 0)
		return -1;
	return load_each(l,
		"SELECT check_id, SUM(village = ''), SUM(CASE WHEN " ELSEWHERE
		" THEN n ELSE 0 END), MIN(CASE WHEN " ELSEWHERE
		" THEN due END) FROM hc_pending GROUP BY check_id",
		load_pending, err);
}

void
earlier_add(const struct earlier *e, struct outcome *out)
{
	if (e->made == MADE_NONE) {
		*out = e->out;
		return;
	}
	out->findings += e->kept.findings;
	out->pending += e->kept.pending;
	if (e->kept.due[0] != '\0' &&
		(out->due[0] == '\0' || strcmp(e->kept.due, out->due) < 0))
		copy_due(out, e->kept.due);
}
