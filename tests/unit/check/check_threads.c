/*
 * The lives of faults, walked at random against a model that remembers all of
 * it in the plainest way: 10,000 steps in which faults come, change, double,
 * move, go and come back, checks are left out, days pass, and people decide.
 */
#include "config.h"
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/day.h"
#include "base/mem.h"
#include "check/decision.h"
#include "check/finding.h"
#include "check/found.h"
#include "check/settle.h"
#include "lib/db.h"
#include "lib/xml.h"
#include "records/store.h"
#include "schema/model.h"
#include "../suite.h"

enum {
	STEPS = 10000,
	CHECKS = 4,
	HOMES = 4,
	PLACES = 4, /* member and key in a household */
	SUBJECTS = CHECKS * HOMES * PLACES,
	VALUES = 4,
	MAX_FAULTS = 24,
	MAX_THREADS = 60,
	MAX_DECISIONS = 6000,
};

/* An error, one that can be disputed, a suspect, a notice. */
static const char *const severities[CHECKS] = { "error", "error", "suspect",
	"notice" };
static const bool disputable[CHECKS] = { false, true, false, false };

struct fault {
	int subject, value;
};

/* What the model knows of one fault that ever was. */
struct thread_life {
	int value;
	bool is_gone, is_found;
	long number; /* as it was found last */
	long since, times, began, last;
};

struct decided {
	int subject, thread, value, number;
	char what; /* c u r a */
	long date, until, series;
};

static struct {
	struct fault faults[MAX_FAULTS]; /* the world */
	int n;
	int village[HOMES];
	bool skipped[CHECKS];
	struct thread_life threads[SUBJECTS][MAX_THREADS];
	int nthreads[SUBJECTS];
	struct decided decisions[MAX_DECISIONS];
	int ndecisions;
	long as_of, series, checked; /* checked: day of the last run */
	bool changed;
	unsigned long recorded, known, refused; /* in the whole walk */
} w;

static struct db *db;
static struct found *all_found;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct error err;
static uint64_t order_of[VALUES];
static uint32_t seed = 20201226;

static int
dice(int n)
{
	seed = seed * 1664525u + 1013904223u;
	return (int)((seed >> 8) % (uint32_t)n);
}

static void
run_sql(const char *sql)
{
	ck_assert_msg(db_exec(db, sql, &err) == 0, "%s", err.msg);
}

/* Identity and facts, as the program makes them. */

static void
subject_of(
	int s, char *home, char *member, char *key, struct finding_subject *out)
{
	static const char *const checks[CHECKS] = { "A-01", "B-01", "C-01",
		"D-01" };

	sprintf(home, "H%d", s / PLACES % HOMES);
	sprintf(member, "M%d", s % 2);
	sprintf(key, "%d", s / 2 % 2);
	*out = (struct finding_subject){ .check = checks[s / PLACES / HOMES],
		.household = home,
		.member = member,
		.key = key };
}

static void
id_of(char out[FINDING_ID], int subject, long number)
{
	char home[16], member[16], key[16];
	struct finding_subject s;

	subject_of(subject, home, member, key, &s);
	finding_make_id(out, &s, number);
}

static void
facts_of(char out[FINDING_ID], int value)
{
	char evidence[32];

	sprintf(evidence, "{\"v\":\"%d\"}", value);
	finding_make_facts(out, NULL, NULL, evidence, NULL, "2026-01-01");
}

/* The model. */

static int
by_order(const void *x, const void *y)
{
	uint64_t a = order_of[*(const int *)x], b = order_of[*(const int *)y];

	return (a > b) - (a < b);
}

/* The first that fits, those that are there before those that have gone. */
static int
choose(int s, int value, const bool *taken)
{
	for (int gone = 0; gone < 2; gone++) {
		for (int i = 0; i < w.nthreads[s]; i++) {
			const struct thread_life *t = &w.threads[s][i];

			if (!taken[i] && t->is_gone == (gone == 1) &&
				(value < 0 || t->value == value))
				return i;
		}
	}
	return -1;
}

static void
found_again(struct thread_life *t, int value, long number)
{
	if (t->is_gone) {
		t->times++;
		t->since = w.as_of;
		t->began = w.series;
	}
	t->is_gone = false;
	t->is_found = true;
	if (t->last < w.as_of)
		t->last = w.as_of;
	t->value = value;
	t->number = number;
}

static void
model_subject(int s)
{
	int values[MAX_FAULTS], which[MAX_FAULTS], n = 0;
	bool taken[MAX_THREADS] = { false };

	for (int i = 0; i < w.nthreads[s]; i++)
		w.threads[s][i].is_found = false;
	if (w.skipped[s / PLACES / HOMES])
		return;
	for (int i = 0; i < w.n; i++) {
		if (w.faults[i].subject == s)
			values[n++] = w.faults[i].value;
	}
	qsort(values, (size_t)n, sizeof *values, by_order);
	for (int i = 0; i < n; i++) {
		which[i] = choose(s, values[i], taken);
		if (which[i] >= 0)
			taken[which[i]] = true;
	}
	for (int i = 0; i < n; i++) {
		if (which[i] < 0)
			which[i] = choose(s, -1, taken);
		if (which[i] < 0) {
			which[i] = w.nthreads[s]++;
			ck_assert_int_lt(which[i], MAX_THREADS);
			w.threads[s][which[i]] = (struct thread_life){
				.since = w.as_of, .times = 1, .began = w.series
			};
		}
		taken[which[i]] = true;
		found_again(&w.threads[s][which[i]], values[i], i + 1);
	}
	/* An earlier day than one on which it was found mends nothing. */
	for (int i = 0; i < w.nthreads[s]; i++)
		w.threads[s][i].is_gone |= !taken[i] &&
			w.threads[s][i].last <= w.as_of;
}

/* Of decisions of one day: on the facts of now, then what settles least. */
static bool
outweighs(const struct decided *a, const struct decided *b, int value)
{
	static const char strict[] = "crau";

	if (b == NULL || a->date != b->date)
		return b == NULL || a->date > b->date;
	if ((a->value == value) != (b->value == value))
		return a->value == value;
	if (a->what != b->what)
		return strchr(strict, a->what) < strchr(strict, b->what);
	return a->what != 'a' || a->until <= b->until;
}

static const struct decided *
holding(int s, int thread)
{
	const struct decided *best = NULL;

	for (int i = 0; i < w.ndecisions; i++) {
		const struct decided *d = &w.decisions[i];

		if (d->subject == s && d->thread == thread &&
			d->date <= w.checked &&
			outweighs(d, best, w.threads[s][thread].value))
			best = d;
	}
	return best;
}

static const char *
model_state(int s, int thread)
{
	const struct thread_life *t = &w.threads[s][thread];
	const struct decided *d = holding(s, thread);
	int check = s / PLACES / HOMES;
	const char *plain = t->began != w.series ? "still"
		: t->times > 1			 ? "back"
						 : "new";

	if (d == NULL || d->what == 'c')
		return plain;
	if (d->what == 'r' && d->series < t->began)
		return plain;
	if (check < 2 &&
		(d->what == 'a' || (d->what == 'u' && !disputable[check])))
		return plain;
	if (d->value != t->value)
		return "reopened";
	if (d->what == 'r')
		return "claimed";
	if (d->what == 'u')
		return "unfounded";
	return d->until < w.checked ? "lapsed" : "accepted";
}

/* Do people say of the facts of now that it is so? */
static bool
is_confirmed(int s, int thread)
{
	const struct decided *d = holding(s, thread);

	return d != NULL && d->what == 'c' &&
		d->value == w.threads[s][thread].value;
}

static bool
is_settled(const char *state)
{
	return strcmp(state, "unfounded") == 0 ||
		strcmp(state, "accepted") == 0;
}

/* The program. */

static void
tell_checks(int64_t run)
{
	char sql[600];

	for (int i = 0; i < CHECKS; i++) {
		sprintf(sql,
			"INSERT INTO hc_check VALUES(%lld,%d,'%c-01',%d,'g',"
			"'g','g','%s','member','1','register','','','','','',"
			"'','','','','%s',1,1,0,NULL,%s,0,'all')",
			(long long)run, i + 1, 'A' + i, disputable[i],
			severities[i], w.skipped[i] ? "skipped" : "fail",
			w.skipped[i] ? "'so'" : "NULL");
		run_sql(sql);
	}
}

/* In any order. */
static void
tell_faults(void)
{
	int start = dice(MAX_FAULTS);

	for (int i = 0; i < w.n; i++) {
		const struct fault *f = &w.faults[(i + start) % w.n];
		char home[16], member[16], key[16], sql[600];
		struct finding_subject s;
		int check = f->subject / PLACES / HOMES;

		if (w.skipped[check])
			continue;
		subject_of(f->subject, home, member, key, &s);
		sprintf(sql,
			"INSERT INTO temp.found VALUES('%s','%s','V%d','%s',"
			"'%s',NULL,NULL,'%s',%d,%d,NULL,NULL,NULL,"
			"'{\"v\":\"%d\"}')",
			s.check, severities[check],
			w.village[f->subject / PLACES % HOMES], home, member,
			key, dice(3) + 1, dice(90) + 1, f->value);
		run_sql(sql);
	}
}

static void
compare_findings(enum verdict verdict)
{
	struct stmt *st;
	uint64_t left[CHECKS] = { 0 }, skipped = 0, confirmed = 0;
	int found = 0, rows = 0;
	enum verdict want;

	ck_assert_int_eq(db_prepare(&st, db,
				 "SELECT state, since, times, settled, facts"
				 " FROM hc_finding WHERE run = (SELECT MAX(id)"
				 " FROM hc_run) AND id = ?",
				 &err),
		0);
	for (int s = 0; s < SUBJECTS; s++) {
		for (int i = 0; i < w.nthreads[s]; i++) {
			const struct thread_life *t = &w.threads[s][i];
			const char *state = model_state(s, i);
			char id[FINDING_ID], facts[FINDING_ID], day[11];

			if (!t->is_found)
				continue;
			found++;
			id_of(id, s, t->number);
			facts_of(facts, t->value);
			stmt_bind_text(st, 1, id);
			ck_assert_int_eq(stmt_step(st, &err), 1);
			ck_assert_str_eq(stmt_text(st, 0), state);
			ck_assert_str_eq(
				stmt_text(st, 1), day_format(t->since, day));
			ck_assert_int_eq(stmt_int(st, 2), t->times);
			ck_assert_int_eq(stmt_int(st, 3), is_settled(state));
			ck_assert_str_eq(stmt_text(st, 4), facts);
			stmt_reset(st);
			left[s / PLACES / HOMES] += !is_settled(state);
			confirmed += s / PLACES / HOMES == 2 &&
				is_confirmed(s, i);
		}
	}
	stmt_free(st);
	ck_assert_int_eq(db_prepare(&st, db,
				 "SELECT COUNT(*) FROM hc_finding WHERE run ="
				 " (SELECT MAX(id) FROM hc_run)",
				 &err),
		0);
	ck_assert_int_eq(stmt_step(st, &err), 1);
	rows = (int)stmt_int(st, 0);
	stmt_free(st);
	ck_assert_int_eq(rows, found);
	for (int i = 0; i < CHECKS; i++)
		skipped += w.skipped[i];
	if (left[0] + left[1] + confirmed > 0)
		want = VERDICT_NOT_MET;
	else
		want = left[2] + skipped > 0 ? VERDICT_UNKNOWN : VERDICT_MET;
	ck_assert_int_eq(verdict, want);
}

static void
check_world(void)
{
	struct finding_run run = { .as_of = w.as_of };
	enum verdict verdict;
	char sql[300], day[11];

	if (w.changed || w.as_of != w.checked)
		w.series++;
	w.changed = false;
	w.checked = w.as_of;
	for (int s = 0; s < SUBJECTS; s++)
		model_subject(s);
	ck_assert_int_eq(db_begin(db, &err), 0);
	sprintf(sql,
		"INSERT INTO hc_run VALUES(NULL,'%s','p','1',2026,'','','','',"
		"'',NULL,'',%ld);DELETE FROM temp.found",
		day_format(w.as_of, day), w.series);
	run_sql(sql);
	ck_assert_int_eq(
		db_get_int(db, "SELECT MAX(id) FROM hc_run", &run.id, &err), 0);
	run.series = w.series;
	tell_checks(run.id);
	tell_faults();
	ck_assert_msg(finding_order(all_found, &run, &err) == 0, "%s", err.msg);
	ck_assert_msg(settle(db, &verdict, &err) == 0, "%s", err.msg);
	ck_assert_int_eq(db_commit(db, &err), 0);
	compare_findings(verdict);
}

/* What people decide. */

static int
tell_decision(const struct decided *d, struct decision_counts *counts)
{
	static const char *const names[] = { "confirmed", "unfounded",
		"rectified", "accepted" };
	char id[FINDING_ID], facts[FINDING_ID], date[11], until[11];
	struct decision told = { .finding = id,
		.facts = facts,
		.decision = names[strchr("cura", d->what) - "cura"],
		.date = date,
		.by = "孙知远",
		.reason = "入户核实",
		.evidence = "户口簿",
		.origin = "list",
		.place = "1" };
	struct decisions *all = NULL;

	id_of(id, d->subject, d->number);
	facts_of(facts, d->value);
	day_format(d->date, date);
	if (d->what == 'a')
		told.until = day_format(d->until, until);
	ck_assert_int_eq(decisions_open(&all, db, NULL, NULL, &err), 0);
	ck_assert_msg(decisions_add(all, &told, &err) == 0, "%s", err.msg);
	decisions_close(all, counts);
	return 0;
}

static bool
is_known(const struct decided *d)
{
	for (int i = 0; i < w.ndecisions; i++) {
		const struct decided *e = &w.decisions[i];

		if (d->subject == e->subject && d->value == e->value &&
			d->what == e->what && d->date == e->date &&
			(d->what != 'a' || d->until == e->until) &&
			(d->thread == e->thread || d->number == e->number))
			return true;
	}
	return false;
}

static bool
is_allowed(const struct decided *d)
{
	int check = d->subject / PLACES / HOMES;

	if (d->date > w.checked)
		return false;
	if (d->what == 'a')
		return check >= 2 && d->until >= d->date &&
			d->until <= d->date + 30;
	return d->what != 'u' || check >= 2 || disputable[check];
}

/* Any fault that was found last; false: there is none. */
static bool
choose_found(int *s, int *thread)
{
	int start = dice(SUBJECTS);

	for (int i = 0; i < SUBJECTS; i++) {
		*s = (start + i) % SUBJECTS;
		for (*thread = 0; *thread < w.nthreads[*s]; ++*thread) {
			if (w.threads[*s][*thread].is_found && dice(3) > 0)
				return true;
		}
	}
	return false;
}

static void
decide(void)
{
	int s, thread;
	struct decision_counts counts;
	struct decided d = { 0 };

	if (w.ndecisions == MAX_DECISIONS || !choose_found(&s, &thread))
		return;
	d = (struct decided){ .subject = s,
		.thread = thread,
		.value = w.threads[s][thread].value,
		.number = (int)w.threads[s][thread].number,
		.what = "cura"[dice(4)],
		.date = w.checked - dice(4) + (dice(10) == 0),
		.series = w.series };
	d.until = d.date + dice(35) - 2;
	tell_decision(&d, &counts);
	if (is_known(&d)) {
		ck_assert_int_eq(counts.known, 1);
		w.known++;
	} else if (!is_allowed(&d)) {
		ck_assert_int_eq(counts.refused, 1);
		w.refused++;
	} else {
		ck_assert_int_eq(counts.recorded, 1);
		w.recorded++;
		w.decisions[w.ndecisions++] = d;
	}
}

/* A file that says what was said before. */
static void
tell_again(void)
{
	struct decision_counts counts;

	for (int i = 0; i < 100 && w.ndecisions > 0; i++) {
		tell_decision(&w.decisions[dice(w.ndecisions)], &counts);
		ck_assert_int_eq(counts.known, 1);
	}
}

/* The world. */

static void
add_fault(bool twin)
{
	if (w.n == MAX_FAULTS)
		return;
	w.faults[w.n] = twin && w.n > 0
		? w.faults[dice(w.n)]
		: (struct fault){ dice(SUBJECTS), dice(VALUES) };
	if (twin && dice(2) == 0)
		w.faults[w.n].value = dice(VALUES);
	w.n++;
	w.changed = true;
}

static void
step(void)
{
	int what = dice(20);

	if (what < 3 || what == 15)
		add_fault(what == 0);
	if (what >= 3 && what < 6 && w.n > 0) {
		w.faults[dice(w.n)] = w.faults[w.n - 1];
		w.n--;
		w.changed = true;
	}
	if (what == 6 && w.n > 0) {
		w.faults[dice(w.n)].value = dice(VALUES);
		w.changed = true;
	}
	if (what == 7) {
		w.village[dice(HOMES)] = dice(9);
		w.changed = true;
	}
	if (what == 8)
		w.as_of += dice(4) == 0 ? -1 : dice(12);
	if (what == 9)
		w.skipped[dice(CHECKS)] = dice(3) == 0;
	if (what == 10 && dice(40) == 0)
		tell_again();
	if (what > 10 && what < 15)
		decide();
	if (what >= 19)
		check_world();
}

static void
begin(void)
{
	struct model *model = NULL;

	xml_init();
	w.as_of = day_parse("2026-11-01");
	for (int i = 0; i < VALUES; i++) {
		char facts[FINDING_ID];

		facts_of(facts, i);
		order_of[i] = strtoull(facts, NULL, 16);
	}
	ck_assert_msg(model_load(&model, &err) == 0, "%s", err.msg);
	ck_assert_int_eq(db_open(&db, "", DB_MEMORY, &err), 0);
	ck_assert_msg(store_create(db, model, &err) == 0, "%s", err.msg);
	model_free(model);
	ck_assert_int_eq(found_begin(&all_found, db, &lock, &err), 0);
	run_sql("INSERT INTO plan_parameter(name, value)"
		" VALUES('acceptance-days', 30)");
}

START_TEST(walk)
{
	int64_t kept;

	begin();
	check_world();
	for (int i = 0; i < STEPS; i++)
		step();
	check_world();
	ck_assert_int_eq(
		db_get_int(db, "SELECT COUNT(*) FROM hc_decision", &kept, &err),
		0);
	ck_assert_int_eq(kept, w.ndecisions);
	/* it was a walk indeed */
	ck_assert_uint_gt(w.recorded, 200);
	ck_assert_uint_gt(w.refused, 100);
	found_end(all_found);
	db_close(db);
}
END_TEST

int
main(void)
{
	TCase *t = tcase_create("life");

	tcase_set_timeout(t, 300);
	tcase_add_test(t, walk);
	return suite_run(t, "threads");
}
