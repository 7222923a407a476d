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
#include "base/crew.h"
#include "base/day.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/trace.h"
#include "base/version.h"
#include "check/concerns.h"
#include "check/decision.h"
#include "check/delivered.h"
#include "check/finding.h"
#include "check/found.h"
#include "check/indexes.h"
#include "check/judge.h"
#include "check/outcome.h"
#include "check/readable.h"
#include "check/remote.h"
#include "check/reuse.h"
#include "check/settle.h"
#include "check/rule.h"
#include "check/run-options.h"
#include "check/run.h"
#include "check/verdict.h"
#include "check/subjects.h"
#include "check/workspace.h"
#include "lib/db.h"
#include "lib/given.h"
#include "lib/digest.h"
#include "plan/plan.h"
#include "records/store.h"

struct run {
	struct db *db; /* the records' */
	const struct run_options *opts;
	size_t jobs; /* threads */
	int64_t id;
	struct run_summary *summary;
	/* Of what several threads write: db, found, summary and done. */
	pthread_mutex_t lock;
	struct found *found;
	size_t done;
	struct judge judge;
	char *readable;
	struct reuse *reuse;
	struct delivered *delivered;
	struct workspace *work;
	/* The tables of counts to be made, jobs after the rules. */
	char **kept;
	size_t nkept;
	bool findings; /* the turn of the rules that read findings */
	bool *shown;   /* of each thread: its connection sees the work */
};

/* The thread's own time: what else the machine does is not the check's. */
static long
micros_now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
	return t.tv_sec * 1000000L + t.tv_nsec / 1000;
}

static int
run_rule(struct run *run, size_t worker, size_t i, struct error *err)
{
	const struct rule *rule = &run->opts->rules->items[i];
	const struct judge_place at = { workspace_connection(run->work, worker),
		workspace_part(run->work, worker), run->opts->remote };
	struct outcome out = { 0 };
	struct rule_reading reading = { 0 };
	long began = micros_now();
	int rc = judge_rule(&run->judge, &at, i, &out, &reading, err);

	/* what a server that is gone did not say is no answer */
	if (rc == 0 && at.remote != NULL && remote_is_lost(at.remote))
		rc = err_set(err, ERR_SYSTEM, "RUN-2",
			"%s: the server went away while %s was made",
			remote_name(at.remote), rule->id);

	out.micros = micros_now() - began;
	trace_line("run", "worker %zu: %s over %s in %ld us", worker, rule->id,
		made_name(out.made), out.micros);
	pthread_mutex_lock(&run->lock);
	reuse_set_made(run->reuse, i, out.made);
	if (rc == 0 && out.made == MADE_ALL)
		rc = reuse_note_reading(run->reuse, i, &reading, err);
	if (rc == 0)
		rc = outcome_store(run->db, run->id, rule, i + 1, &out, err);
	run->summary->broken += out.is_broken;
	run->done++;
	if (run->opts->progress != NULL)
		run->opts->progress(run->opts->arg, rule->id, run->done,
			run->opts->rules->n);
	pthread_mutex_unlock(&run->lock);
	free(out.reason);
	strbuf_clear(&reading.names);
	return rc;
}

/* Is it among what goes before the rules that read findings, or after? */
static bool
is_its_turn(const struct run *run, size_t job)
{
	const struct rules *rules = run->opts->rules;

	return (job < rules->n && rules->items[job].reads_findings) ==
		run->findings;
}

/* A rule that reads no view can go on while the views are made. */
static bool
is_early(void *arg, size_t worker, size_t job)
{
	struct run *run = arg;
	struct rule_reading reading = { 0 };
	struct error fault = { 0 };
	bool early;

	if (!is_its_turn(run, job))
		return true;
	if (job >= run->opts->rules->n || run->opts->remote != NULL)
		return false;
	rule_reading_begin(&reading);
	early = rule_reads(&(struct rule_at){ workspace_connection(
						      run->work, worker),
				   NULL, run->readable, &reading },
			&run->opts->rules->items[job], &fault) == 0 &&
		!workspace_makes(run->work, reading.names.data);
	strbuf_clear(&reading.names);
	return early;
}

static int
make_views(void *arg, struct error *err)
{
	struct run *run = arg;

	if (workspace_make_views(run->work, err) != 0)
		return -1;
	return run->opts->remote == NULL
		? 0
		: remote_prepare(run->opts->remote,
			  workspace_connection(run->work, 0), run->opts, err);
}

/* The first connection has made the work and sees it. */
static int
see_work(struct run *run, size_t worker, struct error *err)
{
	if (run->shown[worker])
		return 0;
	run->shown[worker] = true;
	return worker == 0 ? 0 : workspace_show(run->work, worker, err);
}

static int
keep_table(struct run *run, size_t worker, const char *table, struct error *err)
{
	int rc = workspace_count(run->work, worker, table, err);

	if (rc != 0)
		return -1;
	pthread_mutex_lock(&run->lock);
	rc = workspace_keep_count(run->work, worker, table, err);
	pthread_mutex_unlock(&run->lock);
	return rc;
}

static int
run_job(void *arg, size_t worker, size_t job, bool ready, struct error *err)
{
	struct run *run = arg;
	size_t n = run->opts->rules->n;

	if (!is_its_turn(run, job))
		return 0;
	if (ready && see_work(run, worker, err) != 0)
		return -1;
	return job < n ? run_rule(run, worker, job, err)
		       : keep_table(run, worker, run->kept[job - n], err);
}

/* The jobs whose turn it is, on all connections; prepare: make the views
 * beside them. */
static int
run_turn(struct run *run, bool prepare, struct error *err)
{
	const struct crew_work work = { .jobs = run->opts->rules->n +
			(run->findings ? 0 : run->nkept),
		.workers = run->jobs,
		.arg = run,
		.prepare = prepare ? make_views : NULL,
		.is_early = is_early,
		.run = run_job };

	return crew_run(&work, err);
}

/* Where only some villages are looked at, every rule needs the work. */
static int
make_all_views(struct run *run, struct error *err)
{
	if (workspace_make_views(run->work, err) != 0)
		return -1;
	for (size_t i = 0; i < run->jobs; i++) {
		if (see_work(run, i, err) != 0)
			return -1;
	}
	return workspace_need(run->work, err);
}

/* What the others found, where the records are. */
static int
fill_remote(struct run *run, struct error *err)
{
	struct db *db = workspace_connection(run->work, 0);
	struct remote *remote = run->opts->remote;

	if (remote == NULL)
		return 0;
	return remote_fill(remote, db, "work.finding", "finding", err) == 0
		? remote_fill(remote, db, "work.answer", "answer", err)
		: -1;
}

/* Those that read findings go last, over what the others found. */
static int
run_rules(struct run *run, struct error *err)
{
	bool divides = reuse_divides(run->reuse);

	if ((divides && make_all_views(run, err) != 0) ||
		run_turn(run, !divides, err) != 0 ||
		reuse_take_over(run->reuse, run->found, false, err) != 0 ||
		workspace_fill(run->work, "finding", run->db,
			"SELECT DISTINCT check_id, village, household, member,"
			" step, event, key FROM temp.found",
			err) != 0 ||
		workspace_fill(run->work, "answer", run->db,
			"SELECT id, answer FROM hc_check"
			" WHERE run = " LAST_RUN,
			err) != 0 ||
		fill_remote(run, err) != 0 ||
		reuse_decide_readers(run->reuse, run->found, run->id, err) !=
			0 ||
		workspace_need(run->work, err) != 0)
		return -1;
	run->findings = true;
	subjects_forget(run->judge.subjects); /* they may be of findings */
	if (run_turn(run, false, err) != 0)
		return -1;
	return reuse_take_over(run->reuse, run->found, true, err);
}

/* The documents, or of them the records: people's verdicts on findings change
 * nothing of what is found. */
static int
hash_inputs(
	struct db *db, bool records, char out[DIGEST_HEX], struct error *err)
{
	struct digest *d = digest_new();
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT kind || ' ' || name || ' ' || sha256 || char(10)"
		    " FROM hc_document WHERE NOT ?1 OR kind <> 'verdicts'"
		    " ORDER BY name",
		    err) != 0) {
		digest_free(d);
		return -1;
	}
	stmt_bind_int(st, 1, records);
	while ((rc = stmt_step(st, err)) == 1) {
		const char *line = stmt_text(st, 0);

		if (line == NULL) {
			rc = err_set(err, ERR_SYSTEM, "RUN-3",
				"the database is damaged: a document has no "
				"name or hash");
			break;
		}
		digest_add(d, line, strlen(line));
	}
	stmt_free(st);
	digest_hex(d, out);
	return rc;
}

static int
insert_run(struct run *run, const char *iso, const char *inputs,
	const char *looked_at, struct error *err)
{
	const struct plan *plan = run->opts->plan;
	struct stmt *st;
	int rc;

	if (db_prepare(&st, run->db,
		    "INSERT INTO hc_run VALUES(NULL,?,?,?,?,?,?,'',?,?,?,?10,"
		    " COALESCE((SELECT series FROM hc_run WHERE id = " LAST_RUN
		    " AND looked_at = ?10), (SELECT"
		    " COALESCE(MAX(id), 0) + 1 FROM hc_run)))",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, iso);
	stmt_bind_static(st, 2, plan->id);
	stmt_bind_static(st, 3, plan->version);
	stmt_bind_int(st, 4, plan->year);
	stmt_bind_static(st, 5, run->opts->rules->sha256);
	stmt_bind_static(st, 6, inputs);
	stmt_bind_static(st, 7, VERSION_NAME);
	stmt_bind_static(st, 8, reuse_settings(run->reuse));
	stmt_bind_static(st, 9, reuse_hidden_until(run->reuse));
	stmt_bind_static(st, 10, looked_at);
	rc = stmt_run(st, err);
	stmt_free(st);
	run->id = db_last_row(run->db);
	return rc;
}

static int
begin_run(struct run *run, struct error *err)
{
	const struct plan *plan = run->opts->plan;
	char inputs[DIGEST_HEX], records[DIGEST_HEX], iso[11], *looked_at;
	int rc;

	if (hash_inputs(run->db, false, inputs, err) != 0 ||
		hash_inputs(run->db, true, records, err) != 0)
		return -1;
	day_format(run->opts->as_of, iso);
	looked_at = xasprintf("%s %s %d %s %s %s", iso, plan->id, plan->year,
		plan->version, run->opts->rules->sha256, records);
	rc = insert_run(run, iso, inputs, looked_at, err);
	free(looked_at);
	if (rc != 0 ||
		outcome_store_changes(
			run->db, run->id, run->opts->rules, err) != 0 ||
		outcome_store_basis(run->db, run->id, run->opts->rules, err) !=
			0)
		return -1;
	if (found_begin(&run->found, run->db, &run->lock, err) != 0)
		return -1;
	run->judge.found = run->found;
	return 0;
}

/* Steps need no index of the records'. They come first: what is indexed can
 * keep others from reading until it is committed. */
static int
make_steps_or_indexes(
	void *arg, size_t worker, size_t job, bool ready, struct error *err)
{
	struct run *run = arg;

	(void)worker;
	(void)ready;
	return job == 1
		? indexes_make(run->db,
			  run->opts->remote != NULL ? NULL : run->opts->rules,
			  err)
		: workspace_make_steps(run->work, err);
}

static int
data_version(struct db *db, int64_t *version, struct error *err)
{
	return db_get_int(db, "PRAGMA data_version", version, err);
}

/* Make indexes, and beside them steps. This commits the transaction that is
 * open and begins another: connections see indexes only after a commit, and
 * since they change nothing that anybody sees they are kept whatever becomes of
 * the run. What is written at once then is the day alone: BEGIN IMMEDIATE would
 * want to write the work, too, which has no name. */
static int
prepare_run(struct run *run, struct error *err)
{
	const struct crew_work work = { .jobs = 2,
		.workers = run->jobs < 2 ? 1 : 2,
		.arg = run,
		.run = make_steps_or_indexes };
	int64_t before, after;

	if (data_version(run->db, &before, err) != 0 ||
		crew_run(&work, err) != 0 || db_commit(run->db, err) != 0 ||
		db_exec(run->db, "BEGIN", err) != 0 ||
		plan_set_as_of(run->db, run->opts->as_of, err) != 0 ||
		data_version(run->db, &after, err) != 0)
		return -1;
	if (after != before)
		return err_set(err, ERR_SYSTEM, "RUN-1",
			"%s was changed while it was checked; check again",
			db_path(run->db));
	return 0;
}

/* What nobody has settled. */
static int
count_findings(struct db *db, struct run_summary *s, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT severity, SUM(NOT settled) FROM hc_finding"
		    " WHERE run = " LAST_RUN " GROUP BY severity",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		enum severity severity;

		if (severity_parse(stmt_given(st, 0), &severity) == 0)
			s->findings[severity] = (uint64_t)stmt_int(st, 1);
	}
	stmt_free(st);
	return rc;
}

static int
end_run(struct run *run, struct run_summary *s, struct error *err)
{
	struct decision_counts counts;

	if (decisions_take(run->db, run->opts->refused, run->opts->arg, &counts,
		    err) != 0 ||
		settle(run->db, &s->verdict, err) != 0)
		return -1;
	return count_findings(run->db, s, err);
}

/* The counts to be made; others stay as they are. */
static int
list_kept(struct run *run, struct error *err)
{
	struct stmt *st;
	bool keeps;
	int rc;

	if (db_prepare(&st, run->db, "SELECT tbl FROM hc_kept", err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		rc = reuse_keeps_count(
			run->reuse, stmt_text(st, 0), &keeps, err);
		if (rc != 0)
			break;
		if (keeps)
			continue;
		run->kept = xreallocarray(
			run->kept, run->nkept + 1, sizeof *run->kept);
		run->kept[run->nkept++] = xstrdup(stmt_text(st, 0));
	}
	stmt_free(st);
	return rc;
}

/* What is looked at, and on which connections. */
static int
begin_work(struct run *run, struct error *err)
{
	const struct rules *rules = run->opts->rules;

	run->shown = xcalloc(run->jobs, sizeof *run->shown);
	if (readable_list(&run->readable, run->db, err) != 0 ||
		delivered_begin(&run->delivered, run->db, rules, err) != 0 ||
		reuse_begin(&run->reuse, run->db, run->opts, run->delivered,
			err) != 0 ||
		list_kept(run, err) != 0)
		return -1;
	run->judge = (struct judge){ .opts = run->opts,
		.reuse = run->reuse,
		.delivered = run->delivered,
		.subjects = subjects_new(),
		.readable = run->readable };
	return workspace_begin(
		&run->work, run->db, run->opts, run->jobs, run->reuse, err);
}

static int
finish_run(struct run *run, struct error *err)
{
	struct finding_run of = { .id = run->id, .as_of = run->opts->as_of };

	if ((run->opts->remote != NULL &&
		    remote_fetch(run->opts->remote, run->found, err) != 0) ||
		workspace_keep_steps(run->work, err) != 0 ||
		reuse_end(run->reuse, run->found, err) != 0)
		return -1;
	workspace_end(run->work);
	run->work = NULL;
	if (db_get_int(run->db,
		    "SELECT series FROM hc_run WHERE id = " LAST_RUN,
		    &of.series, err) != 0 ||
		finding_order(run->found, &of, err) != 0 ||
		concerns_store(run->db, run->id, run->opts, err) != 0)
		return -1;
	return end_run(run, run->summary, err);
}

static void
free_run(struct run *run)
{
	workspace_end(run->work);
	found_end(run->found);
	subjects_free(run->judge.subjects);
	reuse_free(run->reuse);
	delivered_end(run->delivered);
	for (size_t i = 0; i < run->nkept; i++)
		free(run->kept[i]);
	free(run->kept);
	free(run->shown);
	free(run->readable);
	pthread_mutex_destroy(&run->lock);
}

int
run_checks(struct db *db, const struct run_options *opts,
	struct run_summary *summary, struct error *err)
{
	struct run run = { .db = db,
		.opts = opts,
		.jobs = opts->remote != NULL ? 1 : crew_size(opts->jobs),
		.summary = summary };
	int rc = -1;

	*summary = (struct run_summary){ 0 };
	pthread_mutex_init(&run.lock, NULL);
	if (db_begin(db, err) == 0 && begin_work(&run, err) == 0 &&
		prepare_run(&run, err) == 0 && begin_run(&run, err) == 0 &&
		run_rules(&run, err) == 0 && finish_run(&run, err) == 0)
		rc = db_commit(db, err);
	free_run(&run);
	if (rc != 0)
		db_rollback(db);
	return rc;
}

int
run_is_of_now(struct db *db, bool *is, struct error *err)
{
	char records[DIGEST_HEX], *looked_at = NULL;
	size_t n;

	*is = false;
	if (hash_inputs(db, true, records, err) != 0 ||
		db_get_text(db,
			"SELECT looked_at FROM hc_run WHERE id = " LAST_RUN,
			&looked_at, err) != 0)
		return -1;
	n = looked_at != NULL ? strlen(looked_at) : 0;
	*is = n >= DIGEST_HEX - 1 &&
		strcmp(looked_at + n - (DIGEST_HEX - 1), records) == 0;
	free(looked_at);
	return 0;
}
