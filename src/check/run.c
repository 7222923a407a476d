/*
 * A run: every check over the database, findings into hc_finding.
 */
#include "config.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>
#include "base/day.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/version.h"
#include "check/concerns.h"
#include "check/delivered.h"
#include "check/finding.h"
#include "check/indexes.h"
#include "check/outcome.h"
#include "check/reuse.h"
#include "check/rule.h"
#include "check/run.h"
#include "check/verdict.h"
#include "check/workspace.h"
#include "lib/db.h"
#include "lib/digest.h"
#include "plan/plan.h"
#include "records/store.h"

#define MAX_JOBS 16

/* Many rules have the same subjects. */
struct count {
	const char *sql; /* without parameters */
	long n;
};

struct run {
	struct db *db; /* the records' */
	const struct run_options *opts;
	struct reuse *again;
	int64_t id;
	struct run_summary *summary;
	/* What several threads share, db, found and summary among it. */
	pthread_mutex_t lock;
	struct found found;
	struct count *counts;
	size_t ncounts;
	bool findings; /* the turn of the rules that read findings */
	struct delivered *delivered; /* what was not; NULL: all was */
	struct workspace *work;
	/* The tables to be kept, as many as there are after the rules. */
	char **kept;
	size_t nkept;
	struct turn *turns;    /* of a rule each, then of a table to be kept */
	bool ready;	       /* the work is made */
	pthread_cond_t change; /* of ready */
	size_t done;
	struct error err; /* the first */
	int rc;
};

/* May it be run before the work is made? A rule's SQL tells, when asked. */
struct turn {
	bool taken, asked, waits;
};

struct worker {
	struct run *run;
	size_t number;
	bool shown;	      /* its connection sees the work */
	struct db *db, *part; /* all records; those of the dirty villages */
	pthread_t thread;
	bool started;
};

/* What one rule is asked about a document. */
struct lack {
	const struct delivered *delivered;
	size_t rule;
};

static bool
lacks(const void *arg, int64_t document)
{
	const struct lack *l = arg;

	return delivered_lacks(l->delivered, l->rule, document);
}

/* The rule's SELECT over the dirty villages; false: it must go over all. */
static bool
find_some(struct run *run, struct db *part, size_t i, struct outcome *out,
	struct error *err)
{
	const struct rule *rule = &run->opts->rules->items[i];
	struct lack lack = { run->delivered, i };
	struct rule_run how = { .found = &run->found,
		.seconds = run->opts->seconds,
		.is_within = reuse_is_dirty,
		.arg = run->again,
		.lacks = rule->partial ? NULL : lacks,
		.lacks_arg = &lack };
	struct outcome some = *out;

	if (rule_find(&how, part, rule, &some, err) != 0 || how.strayed) {
		free(some.reason);
		return false;
	}
	*out = some;
	out->made = MADE_SOME;
	reuse_earlier(run->again, i, out);
	return true;
}

/* The rule's rows; a rule that cannot run answers "error" and leaves no half
 * of its findings behind. */
static int
find_all(struct db *db, struct rule_run *how, const struct rule *rule,
	struct outcome *out, struct error *err)
{
	struct error fault = { 0 };

	if (rule_find(how, db, rule, out, &fault) == 0 &&
		rule_readings(&out->readings, db, rule, how->seconds, &fault) ==
			0)
		return 0;
	out->answer = ANSWER_ERROR;
	free(out->reason);
	out->reason = xstrdup(fault.msg);
	out->findings = out->pending = 0;
	out->readings.n = 0;
	out->due[0] = '\0';
	return how->found != NULL ? found_drop(how->found, rule->id, err) : 0;
}

static bool
find_count(struct run *run, const char *sql, long *n)
{
	bool found = false;

	pthread_mutex_lock(&run->lock);
	for (size_t i = 0; !found && i < run->ncounts; i++) {
		found = strcmp(run->counts[i].sql, sql) == 0;
		if (found)
			*n = run->counts[i].n;
	}
	pthread_mutex_unlock(&run->lock);
	return found;
}

static void
keep_count(struct run *run, const char *sql, long n)
{
	pthread_mutex_lock(&run->lock);
	run->counts = xreallocarray(
		run->counts, run->ncounts + 1, sizeof *run->counts);
	run->counts[run->ncounts++] = (struct count){ sql, n };
	pthread_mutex_unlock(&run->lock);
}

static int
count_subjects(struct run *run, struct db *db, const struct rule *rule, long *n,
	struct error *err)
{
	const char *sql = rule_subjects(rule);
	bool has_parameters = strchr(sql, ':') != NULL;

	if (!has_parameters && find_count(run, sql, n))
		return 0;
	if (rule_count(n, db, rule, run->opts->seconds, err) != 0)
		return -1;
	if (!has_parameters)
		keep_count(run, sql, *n);
	return 0;
}

/* Whom the rule is about, and whether it can be made: 1 it can, 0 *out says
 * what is the answer. */
static int
begin_rule(struct run *run, struct db *db, const struct rule *rule,
	struct outcome *out)
{
	struct error fault = { 0 };

	if (count_subjects(run, db, rule, &out->subjects, &fault) != 0) {
		out->answer = ANSWER_ERROR;
		out->reason = xstrdup(fault.msg);
		return 0;
	}
	out->answer = ANSWER_NOT_APPLICABLE;
	if (out->subjects == 0)
		return 0;
	out->answer = ANSWER_NOT_CHECKABLE;
	out->reason = rule_unset(rule);
	if (out->reason != NULL)
		return 0;
	out->answer = ANSWER_PASS;
	return 1;
}

static void
judge_answer(struct outcome *out)
{
	if (out->answer != ANSWER_ERROR)
		out->answer = out->findings > 0 ? ANSWER_FAIL
			: out->reason != NULL	? ANSWER_NOT_CHECKABLE
			: out->pending > 0	? ANSWER_PENDING
						: ANSWER_PASS;
}

/* Beside what could not be decided: what was not delivered. */
static void
add_undelivered(const struct delivered *d, size_t i, struct outcome *out)
{
	const char *facts = delivered_reason(d, i);
	char *both;

	if (facts == NULL || out->answer == ANSWER_ERROR)
		return;
	both = out->reason != NULL ? xasprintf("%s %s", out->reason, facts)
				   : xstrdup(facts);
	free(out->reason);
	out->reason = both;
}

static int
run_sql(struct run *run, struct worker *w, size_t i, struct outcome *out,
	struct error *err)
{
	const struct rule *rule = &run->opts->rules->items[i];
	struct lack lack = { run->delivered, i };
	struct rule_run how = { .found = &run->found,
		.seconds = run->opts->seconds,
		.lacks = rule->partial ? NULL : lacks,
		.lacks_arg = &lack };
	struct error fault = { 0 };
	int rc = 0;

	if (reuse_made(run->again, i) == MADE_NONE) {
		reuse_earlier(run->again, i, out);
		out->made = MADE_NONE;
		return 0;
	}
	if (begin_rule(run, w->db, rule, out) == 0)
		return 0;
	if (reuse_made(run->again, i) == MADE_ALL ||
		!find_some(run, w->part, i, out, &fault)) {
		if (reuse_made(run->again, i) != MADE_ALL)
			rc = found_drop(&run->found, rule->id, err);
		if (rc == 0)
			rc = find_all(w->db, &how, rule, out, err);
		add_undelivered(run->delivered, i, out);
	}
	judge_answer(out);
	return rc;
}

static bool
names_rule(const char *const *list, size_t n, const struct rule *rule)
{
	for (size_t i = 0; i < n; i++) {
		if (strcasecmp(list[i], rule->id) == 0 ||
			strcasecmp(list[i], rule->group) == 0)
			return true;
	}
	return false;
}

static int
judge_rule(struct run *run, struct worker *w, size_t i, struct outcome *out,
	struct error *err)
{
	const struct run_options *o = run->opts;
	const struct rule *rule = &o->rules->items[i];

	if ((o->nonly > 0 && !names_rule(o->only, o->nonly, rule)) ||
		names_rule(o->skip, o->nskip, rule)) {
		out->answer = ANSWER_SKIPPED;
		out->reason = xstrdup(o->reason != NULL ? o->reason : "");
		return 0;
	}
	if (rule_missing(&out->reason, w->db, rule, err) != 0)
		return -1;
	if (out->reason == NULL && delivered_blocks(run->delivered, i))
		out->reason = xstrdup(delivered_reason(run->delivered, i));
	if (out->reason != NULL) {
		out->answer = ANSWER_NOT_CHECKABLE;
		return 0;
	}
	return run_sql(run, w, i, out, err);
}

/* The thread's own time: what else the machine does is not the check's. */
static long
micros_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static int
run_rule(struct run *run, struct worker *w, size_t i, struct error *err)
{
	const struct rule *rule = &run->opts->rules->items[i];
	struct outcome out = { 0 };
	long began = micros_now();
	int rc;

	rc = judge_rule(run, w, i, &out, err);
	pthread_mutex_lock(&run->lock);
	reuse_set_made(run->again, i, out.made);
	if (rc == 0)
		rc = outcome_store(run->db, run->id, rule, i + 1, &out,
			micros_now() - began, err);
	verdict_add_check(&run->summary->facts, out.answer, out.reason != NULL,
		(uint64_t)out.pending);
	run->done++;
	if (run->opts->progress != NULL)
		run->opts->progress(run->opts->arg, rule->id, run->done,
			run->opts->rules->n);
	pthread_mutex_unlock(&run->lock);
	free(out.reason);
	return rc;
}

/* Does it read what is not made yet? */
static bool
must_wait(struct run *run, struct worker *w, size_t i)
{
	struct turn *t = &run->turns[i];
	struct strbuf names = { 0 };
	struct error fault = { 0 };
	bool as_of, waits;

	if (run->ready || t->asked)
		return !run->ready && t->waits;
	t->asked = t->waits = true;
	if (i >= run->opts->rules->n)
		return true;
	pthread_mutex_unlock(&run->lock);
	waits = rule_reads(&names, &as_of, w->db, &run->opts->rules->items[i],
			&fault) != 0 ||
		workspace_makes(run->work, names.data);
	strbuf_clear(&names);
	pthread_mutex_lock(&run->lock);
	t->waits = waits;
	return !run->ready && waits;
}

/* Is it among what goes before the rules that read findings, or after? */
static bool
is_its_turn(const struct run *run, size_t i)
{
	const struct rules *rules = run->opts->rules;
	bool reads = i < rules->n && rules->items[i].reads_findings;

	return !run->turns[i].taken && reads == run->findings;
}

/* The place among the turns of what is next; -1: nothing, or something
 * failed. */
static long
take_turn(struct run *run, struct worker *w)
{
	size_t n = run->opts->rules->n + run->nkept;
	long taken = -1;
	bool waiting;

	pthread_mutex_lock(&run->lock);
	do {
		waiting = false;
		for (size_t i = 0; taken < 0 && i < n; i++) {
			if (!is_its_turn(run, i))
				continue;
			if (must_wait(run, w, i))
				waiting = true;
			else if (is_its_turn(run, i))
				taken = (long)i;
		}
		if (taken < 0 && waiting && !run->ready && run->rc == 0)
			pthread_cond_wait(&run->change, &run->lock);
	} while (taken < 0 && waiting && run->rc == 0);
	if (run->rc != 0)
		taken = -1;
	if (taken >= 0)
		run->turns[taken].taken = true;
	pthread_mutex_unlock(&run->lock);
	return taken;
}

static void
note_error(struct run *run, const struct error *err)
{
	pthread_mutex_lock(&run->lock);
	if (run->rc == 0)
		run->err = *err;
	run->rc = -1;
	pthread_mutex_unlock(&run->lock);
}

/* The first worker makes it; the others go on, as far as they can, and see it
 * as soon as it is there. */
static int
make_ready(struct run *run, struct error *err)
{
	int rc = workspace_make_views(run->work, err);

	if (rc != 0)
		note_error(run, err);
	pthread_mutex_lock(&run->lock);
	run->ready = true;
	pthread_cond_broadcast(&run->change);
	pthread_mutex_unlock(&run->lock);
	return rc;
}

static bool
is_ready(struct run *run)
{
	bool ready;

	pthread_mutex_lock(&run->lock);
	ready = run->ready;
	pthread_mutex_unlock(&run->lock);
	return ready;
}

static int
see_work(struct worker *w, struct error *err)
{
	if (w->shown || !is_ready(w->run))
		return 0;
	w->shown = true;
	return w->number == 0 ? 0
			      : workspace_show(w->run->work, w->number, err);
}

static int
keep_table(struct run *run, struct worker *w, size_t i, struct error *err)
{
	const char *table = run->kept[i];
	int rc = workspace_count(run->work, w->number, table, err);

	if (rc != 0)
		return -1;
	pthread_mutex_lock(&run->lock);
	rc = workspace_keep_count(run->work, w->number, table, err);
	pthread_mutex_unlock(&run->lock);
	return rc;
}

static int
take_and_run(struct run *run, struct worker *w, size_t i, struct error *err)
{
	size_t n = run->opts->rules->n;

	if (see_work(w, err) != 0)
		return -1;
	return i < n ? run_rule(run, w, i, err)
		     : keep_table(run, w, i - n, err);
}

static void *
run_some(void *arg)
{
	struct worker *w = arg;
	struct run *run = w->run;
	struct error err = { 0 };
	long i;

	if (w->number == 0 && !run->ready && make_ready(run, &err) != 0)
		return NULL;
	while ((i = take_turn(run, w)) >= 0) {
		if (take_and_run(run, w, (size_t)i, &err) != 0)
			note_error(run, &err);
	}
	return NULL;
}

/* The rules whose turn it is, on all connections. */
static int
run_turn(
	struct run *run, struct worker *workers, size_t jobs, struct error *err)
{
	for (size_t i = 0; i < jobs; i++)
		workers[i].started = i > 0 &&
			pthread_create(&workers[i].thread, NULL, run_some,
				&workers[i]) == 0;
	run_some(&workers[0]);
	for (size_t i = 1; i < jobs; i++) {
		if (workers[i].started)
			pthread_join(workers[i].thread, NULL);
	}
	if (run->rc != 0)
		*err = run->err;
	return run->rc;
}

/* Where only some villages are looked at, every rule needs the work. */
static int
begin_work(
	struct run *run, struct worker *workers, size_t jobs, struct error *err)
{
	for (size_t i = 0; i < jobs; i++) {
		workers[i].run = run;
		workers[i].number = i;
		workers[i].db = workspace_connection(run->work, i);
		workers[i].part = workspace_part(run->work, i);
	}
	if (!reuse_divides(run->again))
		return 0;
	if (workspace_make_views(run->work, err) != 0)
		return -1;
	run->ready = true;
	for (size_t i = 0; i < jobs; i++) {
		if (see_work(&workers[i], err) != 0)
			return -1;
	}
	return workspace_need(run->work, err);
}

/* Those that read findings go last, over what the others found. */
static int
run_rules(struct run *run, size_t jobs, struct error *err)
{
	struct worker workers[MAX_JOBS] = { 0 };

	if (begin_work(run, workers, jobs, err) != 0 ||
		run_turn(run, workers, jobs, err) != 0 ||
		reuse_take_over(run->again, false, err) != 0 ||
		workspace_fill(run->work, "finding", run->db,
			"SELECT DISTINCT check_id, village, household, member,"
			" step, event, key FROM temp.found",
			err) != 0 ||
		workspace_fill(run->work, "answer", run->db,
			"SELECT id, answer FROM hc_check"
			" WHERE run = (SELECT MAX(id) FROM hc_run)",
			err) != 0 ||
		reuse_decide_readers(run->again, run->id, err) != 0 ||
		workspace_need(run->work, err) != 0)
		return -1;
	run->findings = true;
	run->ncounts = 0; /* they may be of findings */
	if (run_turn(run, workers, jobs, err) != 0)
		return -1;
	return reuse_take_over(run->again, true, err);
}

static int
hash_inputs(struct db *db, char out[DIGEST_HEX], struct error *err)
{
	struct digest *d = digest_new();
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT kind || ' ' || name || ' ' || sha256 || char(10)"
		    " FROM hc_document ORDER BY name",
		    err) != 0) {
		digest_free(d);
		return -1;
	}
	while ((rc = stmt_step(st, err)) == 1)
		digest_add(d, stmt_text(st, 0), strlen(stmt_text(st, 0)));
	stmt_free(st);
	digest_hex(d, out);
	return rc;
}

static int
begin_run(struct run *run, struct error *err)
{
	const struct plan *plan = run->opts->plan;
	char inputs[DIGEST_HEX], iso[11];
	struct stmt *st;
	int rc;

	if (hash_inputs(run->db, inputs, err) != 0 ||
		db_prepare(&st, run->db,
			"INSERT INTO hc_run VALUES(NULL,?,?,?,?,?,?,'',?,?,?)",
			err) != 0)
		return -1;
	stmt_bind_text(st, 1, day_format(run->opts->as_of, iso));
	stmt_bind_static(st, 2, plan->id);
	stmt_bind_static(st, 3, plan->version);
	stmt_bind_int(st, 4, plan->year);
	stmt_bind_static(st, 5, run->opts->rules->sha256);
	stmt_bind_static(st, 6, inputs);
	stmt_bind_static(st, 7, VERSION_NAME);
	stmt_bind_static(st, 8, reuse_settings(run->again));
	stmt_bind_static(st, 9, reuse_hidden_until(run->again));
	rc = stmt_run(st, err);
	stmt_free(st);
	run->id = db_last_row(run->db);
	if (rc != 0)
		return -1;
	if (outcome_store_changes(run->db, run->id, run->opts->rules, err) != 0)
		return -1;
	return found_open(&run->found, run->db, &run->lock, err);
}

static void *
make_steps(void *arg)
{
	struct run *run = arg;

	if (workspace_make_steps(run->work, &run->err) != 0)
		run->rc = -1;
	return NULL;
}

static int
steps_and_indexes(struct run *run, size_t jobs, struct error *err)
{
	pthread_t thread;
	bool beside = jobs > 1 &&
		pthread_create(&thread, NULL, make_steps, run) == 0;
	int rc = indexes_make(run->db, run->opts->rules, err);

	if (beside)
		pthread_join(thread, NULL);
	else if (rc == 0)
		make_steps(run);
	if (rc == 0 && run->rc != 0)
		*err = run->err;
	return rc == 0 ? run->rc : -1;
}

static int
data_version(struct db *db, int64_t *version, struct error *err)
{
	return db_get_int(db, "PRAGMA data_version", version, err);
}

/* Indexes, and beside them steps, which need none. Other connections see
 * indexes only after a commit; since they change nothing that anybody sees they
 * are kept whatever becomes of the run. What is written then is the day alone:
 * BEGIN IMMEDIATE would want to write the work, too, which has no name. */
static int
prepare_run(struct run *run, size_t jobs, struct error *err)
{
	int64_t before, after;

	if (data_version(run->db, &before, err) != 0 ||
		steps_and_indexes(run, jobs, err) != 0 ||
		db_commit(run->db, err) != 0 ||
		db_exec(run->db, "BEGIN", err) != 0 ||
		plan_set_as_of(run->db, run->opts->as_of, err) != 0 ||
		data_version(run->db, &after, err) != 0)
		return -1;
	if (after != before)
		return err_set(err, ERR_SYSTEM,
			_("%s was changed while it was checked; check again"),
			db_path(run->db));
	return 0;
}

/* Rows choose lower severities than their rules have. */
static int
count_findings(struct db *db, struct run_summary *s, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT severity, COUNT(*) FROM temp.found"
		    " GROUP BY severity",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		enum severity severity;

		if (severity_parse(stmt_text(st, 0), &severity) == 0)
			s->findings[severity] = (uint64_t)stmt_int(st, 1);
	}
	stmt_free(st);
	return rc;
}

static int
end_run(struct run *run, struct run_summary *s, struct error *err)
{
	int64_t rejected = 0;
	struct stmt *st;
	int rc;

	if (count_findings(run->db, s, err) != 0 ||
		db_get_int(run->db, "SELECT SUM(rejected) FROM hc_document",
			&rejected, err) != 0)
		return -1;
	s->facts.errors = s->findings[SEVERITY_ERROR];
	s->facts.suspects = s->findings[SEVERITY_SUSPECT];
	s->facts.rejected = (uint64_t)rejected;
	s->verdict = verdict_of(&s->facts);
	if (db_prepare(&st, run->db,
		    "UPDATE hc_run SET verdict = ? WHERE id = ?", err) != 0)
		return -1;
	stmt_bind_static(st, 1, verdict_name(s->verdict));
	stmt_bind_int(st, 2, run->id);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

static size_t
count_jobs(const struct run_options *o)
{
	long n = o->jobs > 0 ? o->jobs : sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > MAX_JOBS ? MAX_JOBS : (size_t)n;
}

static int
list_kept(struct run *run, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, run->db, "SELECT tbl FROM hc_kept", err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		run->kept = xreallocarray(
			run->kept, run->nkept + 1, sizeof *run->kept);
		run->kept[run->nkept++] = xstrdup(stmt_text(st, 0));
	}
	stmt_free(st);
	return rc;
}

/* Inside the transaction that the caller opened. */
static int
run_inside(struct run *run, struct error *err)
{
	size_t jobs = count_jobs(run->opts);
	int rc = -1;

	if (list_kept(run, err) != 0)
		return -1;
	run->turns = xcalloc(
		run->opts->rules->n + run->nkept + 1, sizeof *run->turns);
	if (delivered_begin(&run->delivered, run->db, run->opts->rules, err) ==
			0 &&
		reuse_begin(&run->again, run->db, run->opts, run->delivered,
			err) == 0 &&
		workspace_begin(&run->work, run->db, run->opts, jobs,
			run->again, err) == 0 &&
		prepare_run(run, jobs, err) == 0 && begin_run(run, err) == 0 &&
		run_rules(run, jobs, err) == 0 &&
		workspace_keep_steps(run->work, err) == 0 &&
		reuse_end(run->again, err) == 0)
		rc = 0;
	workspace_end(run->work);
	free(run->turns);
	for (size_t i = 0; i < run->nkept; i++)
		free(run->kept[i]);
	free(run->kept);
	if (rc == 0)
		rc = finding_order(run->db, run->id, err);
	if (rc == 0)
		rc = concerns_store(run->db, run->id, run->opts->rules,
			run->opts->seconds, err);
	return rc == 0 ? end_run(run, run->summary, err) : -1;
}

int
run_checks(struct db *db, const struct run_options *opts,
	struct run_summary *summary, struct error *err)
{
	struct run run = { .db = db, .opts = opts, .summary = summary };
	int rc = -1;

	*summary = (struct run_summary){ 0 };
	pthread_mutex_init(&run.lock, NULL);
	pthread_cond_init(&run.change, NULL);
	if (db_begin(db, err) == 0 && run_inside(&run, err) == 0)
		rc = db_commit(db, err);
	found_close(&run.found);
	reuse_free(run.again);
	delivered_end(run.delivered);
	free(run.counts);
	if (rc != 0)
		db_rollback(db);
	else
		rc = db_exec(db,
			"DROP TABLE temp.found;"
			"DROP TABLE temp.waiting",
			err);
	pthread_cond_destroy(&run.change);
	pthread_mutex_destroy(&run.lock);
	return rc;
}

/* Whom the findings are about, what they show and in which document, one
 * after the other; whom else they concern; then the readings. The caller's. */
static int
take_shown(struct db *db, const struct rule *rule,
	const struct readings *readings, char **shown, struct error *err)
{
	struct strbuf sb = { 0 };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT COALESCE(village, '') || ' ' || COALESCE(household,"
		    " '') || ' ' || COALESCE(member, '') || ' ' ||"
		    " COALESCE(step, '') || ' ' || COALESCE(found, '') || ' '"
		    " || COALESCE(expected, '') || ' ' || evidence || ' ' ||"
		    " COALESCE(d.name, '') || ' ' || severity FROM"
		    " temp.found f"
		    " LEFT JOIN document d ON d.id = f.document"
		    " ORDER BY f.rowid",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		strbuf_addf(&sb, "%s\n", stmt_text(st, 0));
	stmt_free(st);
	if (rc == 0)
		rc = concerns_show(&sb, db, rule, 10, err);
	if (rule->readings != NULL)
		readings_show(&sb, readings);
	*shown = strbuf_steal(&sb);
	return rc;
}

int
rule_try(struct db *db, const struct rule *rule, long *findings, long *pending,
	char **missing, char **shown, struct error *err)
{
	static const struct run_options opts = { .seconds = 10 };
	struct run run = { .db = db, .opts = &opts };
	struct found *found = shown != NULL ? &run.found : NULL;
	struct rule_run how = { .found = found, .seconds = opts.seconds };
	struct outcome out = { 0 };
	int rc = 0;

	pthread_mutex_init(&run.lock, NULL);
	if (found != NULL)
		rc = found_open(found, db, &run.lock, err);
	if (rc == 0 && begin_rule(&run, db, rule, &out) == 1)
		rc = find_all(db, &how, rule, &out, err);
	found_close(&run.found);
	pthread_mutex_destroy(&run.lock);
	free(run.counts);
	if (rc == 0 && shown != NULL)
		rc = take_shown(db, rule, &out.readings, shown, err);
	*findings = out.findings;
	*pending = out.pending;
	if (rc == 0 && out.answer == ANSWER_ERROR)
		rc = err_set(err, ERR_INPUT, "%s", out.reason);
	*missing = out.reason;
	return rc;
}
