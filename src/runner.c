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
#include "arena.h"
#include "db.h"
#include "digest.h"
#include "finding.h"
#include "force.h"
#include "mem.h"
#include "plan.h"
#include "runner.h"
#include "runner-store.h"
#include "store.h"
#include "strbuf.h"
#include "timefmt.h"
#include "version.h"
#include "work.h"

#define MAX_COLUMNS 64
#define MAX_JOBS 16

static const char *const verdict_names[] = {
	[VERDICT_MET] = "met",
	[VERDICT_NOT_MET] = "not-met",
	[VERDICT_UNKNOWN] = "unknown",
};

/* Columns of a rule's SQL that say whom and what a finding is about. */
enum role {
	VILLAGE, HOUSEHOLD, MEMBER, STEP, EVENT, KEY, DOCUMENT, LINE, FOUND,
	EXPECTED, STATUS, DUE, HAPPENED, DATED, NROLES
};

static const char *const role_names[NROLES] = { "village", "household",
	"member", "step", "event", "key", "document", "line", "found",
	"expected", "status", "due", "happened", "dated" };

struct run {
	struct db *db; /* the records' */
	const struct runner_opts *opts;
	int64_t id;
	struct stmt *insert; /* into found */
	struct runner_summary *summary;
	/* What several threads share, db and summary among it. */
	pthread_mutex_t lock;
	bool findings; /* the turn of the rules that read findings */
	size_t next, done;
	struct error err; /* the first */
	int rc;
};

/* Every table and view but the program's own; of these only the documents,
 * through their view. A line each, since SQLite may not be asked while it
 * asks whether a table may be read. */
static const char readable[] =
	"SELECT char(10) || group_concat(name, char(10)) || char(10)"
	" FROM sqlite_schema WHERE type IN ('table', 'view')"
	" AND (name = 'hc_document' OR (name NOT LIKE 'hc~_%' ESCAPE '~'"
	" AND name NOT LIKE 'sqlite~_%' ESCAPE '~'))";

static bool
may_read(void *arg, const char *table)
{
	const char *names = arg, *at = names;
	size_t n = strlen(table);

	while ((at = strstr(at, table)) != NULL) {
		if (at[-1] == '\n' && at[n] == '\n')
			return true;
		at++;
	}
	return false;
}

static int
prepare_rule(struct stmt **out, struct db *db, const char *sql, int seconds,
	struct error *err)
{
	char *names;
	int rc;

	if (db_get_text(db, readable, &names, err) != 0)
		return -1;
	rc = db_prepare_guarded(out, db, sql, may_read, names, seconds, err);
	free(names);
	return rc;
}

static void
bind_parameters(struct stmt *st, const struct rule *rule)
{
	for (size_t i = 0; i < rule->nparameters; i++) {
		const struct rule_parameter *p = &rule->parameters[i];
		char *name = xasprintf(":%s", p->name), *end;
		long long n = strtoll(p->value, &end, 10);
		int at = stmt_param(st, name);

		free(name);
		if (at == 0)
			continue;
		if (*end != '\0' || end == p->value)
			stmt_bind_text(st, at, p->value);
		else
			stmt_bind_int(st, at,
				strcmp(p->unit, "yuan") == 0 ? n * 100 : n);
	}
}

static const struct rule_evidence *
find_evidence(const struct rule *rule, const char *name)
{
	for (size_t i = 0; i < rule->nevidence; i++) {
		if (strcmp(rule->evidence[i].name, name) == 0)
			return &rule->evidence[i];
	}
	return NULL;
}

/* Where each role's column is (-1: none), and which are evidence. */
struct columns {
	int role[NROLES];
	int evidence[MAX_COLUMNS];
	int nevidence;
};

static void
find_columns(struct columns *c, struct stmt *st)
{
	int n = stmt_columns(st);

	c->nevidence = 0;
	for (int r = 0; r < NROLES; r++)
		c->role[r] = -1;
	for (int i = 0; i < n && i < MAX_COLUMNS; i++) {
		const char *name = stmt_name(st, i);
		int r = 0;

		while (r < NROLES && strcmp(role_names[r], name) != 0)
			r++;
		if (r < NROLES)
			c->role[r] = i;
		else
			c->evidence[c->nevidence++] = i;
	}
}

static const char *
get(struct stmt *st, const struct columns *c, enum role role)
{
	return c->role[role] < 0 ? NULL : stmt_text(st, c->role[role]);
}

static void
add_evidence(struct strbuf *sb, const char *name, const char *value)
{
	strbuf_adds(sb, sb->len == 1 ? "" : ",");
	strbuf_add_json(sb, name);
	strbuf_addc(sb, ':');
	strbuf_add_json(sb, value);
}

/* The evidence columns, the parameters that the sentences may name, and how
 * many days late. */
static void
make_evidence(struct strbuf *sb, struct stmt *st, const struct columns *c,
	const struct rule *rule)
{
	long due = day_parse(get(st, c, DUE));
	long happened = day_parse(get(st, c, HAPPENED));

	strbuf_reset(sb);
	strbuf_addc(sb, '{');
	for (int i = 0; i < c->nevidence; i++)
		add_evidence(sb, stmt_name(st, c->evidence[i]),
			stmt_text(st, c->evidence[i]));
	if (get(st, c, HAPPENED) != NULL)
		add_evidence(sb, "happened", get(st, c, HAPPENED));
	if (get(st, c, DUE) != NULL)
		add_evidence(sb, "due", get(st, c, DUE));
	if (due != NO_DAY && happened != NO_DAY) {
		char days[16];

		snprintf(days, sizeof days, "%ld", happened - due);
		add_evidence(sb, "days", days);
	}
	for (size_t i = 0; i < rule->nparameters; i++)
		add_evidence(sb, rule->parameters[i].name,
			rule->parameters[i].value);
	strbuf_addc(sb, '}');
}

static int
keep_finding(struct run *run, struct stmt *st, const struct columns *c,
	const struct rule *rule, struct strbuf *evidence, struct error *err)
{
	struct stmt *in = run->insert;

	int rc;

	if (in == NULL)
		return 0;
	make_evidence(evidence, st, c, rule);
	pthread_mutex_lock(&run->lock);
	stmt_bind_static(in, 1, rule->id);
	stmt_bind_static(in, 2, severity_name(rule->severity));
	for (int r = VILLAGE; r <= EXPECTED; r++)
		stmt_bind_static(in, 3 + r, get(st, c, (enum role)r));
	stmt_bind_static(in, 3 + NROLES, evidence->data);
	rc = stmt_run(in, err);
	pthread_mutex_unlock(&run->lock);
	return rc;
}

/* Leave no half of a rule's findings behind. */
static int
drop_findings(struct run *run, const struct rule *rule, struct error *err)
{
	struct stmt *st;
	int rc;

	if (run->insert == NULL)
		return 0;
	pthread_mutex_lock(&run->lock);
	rc = db_prepare(&st, run->db,
		"DELETE FROM temp.found WHERE check_id = ?", err);
	if (rc == 0) {
		stmt_bind_static(st, 1, rule->id);
		rc = stmt_run(st, err);
		stmt_free(st);
	}
	pthread_mutex_unlock(&run->lock);
	return rc;
}

/* The date that chooses among values in force: the record's own. */
static long
own_date(struct stmt *st, const struct columns *c, long reference)
{
	long day = day_parse(get(st, c, DATED));

	if (day == NO_DAY)
		day = day_parse(get(st, c, HAPPENED));
	return day != NO_DAY ? day : reference;
}

static int
take_rows(struct run *run, struct stmt *st, const struct force *force,
	long reference, struct outcome *out, struct error *err)
{
	const struct rule *rule = &force->rule;
	struct strbuf evidence = { 0 };
	struct columns c;
	int rc;

	find_columns(&c, st);
	while ((rc = stmt_step(st, err)) == 1) {
		const char *status = get(st, &c, STATUS);
		const char *due = get(st, &c, DUE);

		if (!force_holds(force, own_date(st, &c, reference)))
			continue;
		if (status == NULL || strcmp(status, "pending") != 0) {
			out->findings++;
			rc = keep_finding(run, st, &c, rule, &evidence, err);
			if (rc != 0)
				break;
			continue;
		}
		out->pending++;
		if (due != NULL && strlen(due) == 10 &&
			(out->due[0] == '\0' || strcmp(due, out->due) < 0))
			memcpy(out->due, due, 11);
	}
	strbuf_clear(&evidence);
	return rc;
}

static int
count_subjects(struct run *run, struct db *db, const struct rule *rule,
	long *n, struct error *err)
{
	static const char *const by_scope[][2] = {
		{ "member", "SELECT COUNT(*) FROM member" },
		{ "household", "SELECT COUNT(*) FROM household" },
		{ "village",
			"SELECT COUNT(DISTINCT village) FROM household" },
		{ "whole", "SELECT 1" },
	};
	const char *sql = rule->applies;
	struct stmt *st;
	int rc;

	for (size_t i = 0; sql == NULL && i < 4; i++) {
		if (strcmp(by_scope[i][0], rule->scope) == 0)
			sql = by_scope[i][1];
	}
	if (prepare_rule(&st, db, sql, run->opts->seconds, err) != 0)
		return -1;
	bind_parameters(st, rule);
	rc = stmt_step(st, err);
	if (rc == 1)
		*n = (long)stmt_int(st, 0);
	stmt_free(st);
	db_guard_end(db);
	return rc < 0 ? -1 : 0;
}

/* The plan's parameters that the rule must have and that are 0, which means
 * not set; blanks between them. NULL for none. */
static char *
find_unset(const struct rule *rule)
{
	struct strbuf sb = { 0 };

	for (size_t i = 0; i < rule->nparameters; i++) {
		const struct rule_parameter *p = &rule->parameters[i];

		if (p->required && strcmp(p->value, "0") == 0)
			strbuf_addf(&sb, "%s%s", sb.len > 0 ? " " : "",
				p->plan != NULL ? p->plan : p->name);
	}
	return sb.len > 0 ? strbuf_steal(&sb) : NULL;
}

static int
run_period(struct run *run, struct db *db, const struct force *force,
	long reference, struct outcome *out, struct error *err)
{
	struct stmt *st = NULL;
	int rc = prepare_rule(
		&st, db, force->rule.sql, run->opts->seconds, err);

	if (rc == 0) {
		bind_parameters(st, &force->rule);
		rc = take_rows(run, st, force, reference, out, err);
	}
	stmt_free(st);
	db_guard_end(db);
	return rc;
}

/* Once for each period in which its values are the same. */
static int
run_periods(struct run *run, struct db *db, const struct rule *rule,
	struct outcome *out, struct error *err)
{
	struct arena *arena = arena_new();
	struct force *periods;
	size_t n = force_periods(&periods, rule, arena);
	char *reference;
	int rc = db_get_text(
		db, "SELECT reference FROM plan", &reference, err);

	for (size_t i = 0; rc == 0 && i < n; i++)
		rc = run_period(run, db, &periods[i], day_parse(reference),
			out, err);
	if (rc == 0)
		free(reference);
	arena_free(arena);
	return rc;
}

/* What of the answer hangs on the plan's way of counting days. */
static int
take_readings(struct run *run, struct db *db, const struct rule *rule,
	struct outcome *out, struct error *err)
{
	struct stmt *st = NULL;
	int rc;

	if (rule->readings == NULL)
		return 0;
	rc = prepare_rule(
		&st, db, rule->readings, run->opts->seconds, err);
	if (rc == 0) {
		bind_parameters(st, rule);
		rc = readings_take(&out->readings, st, err);
	}
	stmt_free(st);
	db_guard_end(db);
	return rc;
}

/* The rule's rows; a rule that cannot run answers "error" and leaves no half
 * of its findings behind. */
static int
run_sql(struct run *run, struct db *db, const struct rule *rule,
	struct outcome *out, struct error *err)
{
	struct error fault = { 0 };
	int rc;

	rc = count_subjects(run, db, rule, &out->subjects, &fault);
	if (rc == 0 && out->subjects == 0) {
		out->answer = ANSWER_NOT_APPLICABLE;
		return 0;
	}
	out->reason = rc == 0 ? find_unset(rule) : NULL;
	if (out->reason != NULL) {
		out->answer = ANSWER_NOT_CHECKABLE;
		return 0;
	}
	if (rc == 0)
		rc = run_periods(run, db, rule, out, &fault);
	if (rc == 0)
		rc = take_readings(run, db, rule, out, &fault);
	if (rc == 0) {
		out->answer = out->findings > 0	 ? ANSWER_FAIL
			: out->pending > 0	 ? ANSWER_PENDING
						 : ANSWER_PASS;
		return 0;
	}
	out->answer = ANSWER_ERROR;
	out->reason = xstrdup(fault.msg);
	out->findings = out->pending = 0;
	out->readings.n = 0;
	return drop_findings(run, rule, err);
}

static int
has_document(struct db *db, const char *need, bool *has, struct error *err)
{
	static const char *const sources[] = { "current", "previous",
		"collected" };
	const char *kind = need, *source = NULL;
	struct stmt *st;
	int rc;

	*has = true;
	if (strcmp(need, "plan") == 0)
		return 0;
	if (strcmp(need, "register") == 0)
		need = "current";
	for (size_t i = 0; i < 3; i++) {
		if (strcmp(need, sources[i]) == 0) {
			kind = "register";
			source = sources[i];
		}
	}
	if (db_prepare(&st, db,
		    "SELECT 1 FROM hc_document WHERE kind = ?1"
		    " AND (?2 IS NULL OR source = ?2)",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, kind);
	stmt_bind_static(st, 2, source);
	rc = stmt_step(st, err);
	stmt_free(st);
	*has = rc == 1;
	return rc < 0 ? -1 : 0;
}

/* The needed documents that are not there, blanks between; NULL for none. */
static int
find_missing(struct db *db, const struct rule *rule, char **missing,
	struct error *err)
{
	struct strbuf sb = { 0 };
	int rc = 0;

	for (const char *s = rule->needs; rc == 0 && *s != '\0';) {
		size_t n = strcspn(s, " ");
		char *need = xstrndup(s, n);
		bool has = true;

		rc = n > 0 ? has_document(db, need, &has, err) : 0;
		if (!has)
			strbuf_addf(&sb, "%s%s", sb.len > 0 ? " " : "", need);
		free(need);
		s += n + strspn(s + n, " ");
	}
	*missing = sb.len > 0 ? strbuf_steal(&sb) : NULL;
	strbuf_clear(&sb);
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
judge_rule(struct run *run, struct db *db, const struct rule *rule,
	struct outcome *out, struct error *err)
{
	const struct runner_opts *o = run->opts;

	if ((o->nonly > 0 && !names_rule(o->only, o->nonly, rule)) ||
		names_rule(o->skip, o->nskip, rule)) {
		out->answer = ANSWER_SKIPPED;
		out->reason = xstrdup(o->reason != NULL ? o->reason : "");
		return 0;
	}
	if (find_missing(db, rule, &out->reason, err) != 0)
		return -1;
	if (out->reason != NULL) {
		out->answer = ANSWER_NOT_CHECKABLE;
		return 0;
	}
	return run_sql(run, db, rule, out, err);
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
run_rule(struct run *run, struct db *db, size_t i, struct error *err)
{
	const struct rule *rule = &run->opts->rules->items[i];
	struct outcome out = { 0 };
	long began = micros_now();
	int rc;

	rc = judge_rule(run, db, rule, &out, err);
	pthread_mutex_lock(&run->lock);
	if (rc == 0)
		rc = runner_store_check(run->db, run->id, rule, i + 1, &out,
			micros_now() - began, err);
	run->summary->answers[out.answer]++;
	run->summary->findings[rule->severity] += (uint64_t)out.findings;
	run->done++;
	if (run->opts->progress != NULL)
		run->opts->progress(run->opts->arg, rule->id, run->done,
			run->opts->rules->n);
	pthread_mutex_unlock(&run->lock);
	free(out.reason);
	return rc;
}

/* The number of the next rule whose turn it is; -1: none, or one failed. */
static long
take_rule(struct run *run)
{
	const struct rules *rules = run->opts->rules;
	long taken = -1;

	pthread_mutex_lock(&run->lock);
	while (run->next < rules->n &&
		rules->items[run->next].reads_findings != run->findings)
		run->next++;
	if (run->next < rules->n && run->rc == 0)
		taken = (long)run->next++;
	pthread_mutex_unlock(&run->lock);
	return taken;
}

struct worker {
	struct run *run;
	struct db *db;
	pthread_t thread;
	bool started;
};

static void *
run_some(void *arg)
{
	struct worker *w = arg;
	struct run *run = w->run;
	long i;

	while ((i = take_rule(run)) >= 0) {
		struct error err = { 0 };

		if (run_rule(run, w->db, (size_t)i, &err) == 0)
			continue;
		pthread_mutex_lock(&run->lock);
		if (run->rc == 0)
			run->err = err;
		run->rc = -1;
		pthread_mutex_unlock(&run->lock);
	}
	return NULL;
}

/* The rules whose turn it is, on all connections. */
static int
run_turn(struct run *run, const struct work *work, size_t jobs,
	struct error *err)
{
	struct worker workers[MAX_JOBS] = { 0 };

	run->next = 0;
	for (size_t i = 0; i < jobs; i++) {
		workers[i].run = run;
		workers[i].db = work_connection(work, i);
		workers[i].started = i > 0 &&
			pthread_create(&workers[i].thread, NULL, run_some,
				&workers[i]) == 0;
	}
	run_some(&workers[0]);
	for (size_t i = 1; i < jobs; i++) {
		if (workers[i].started)
			pthread_join(workers[i].thread, NULL);
	}
	if (run->rc != 0)
		*err = run->err;
	return run->rc;
}

/* Those that read findings go last, over what the others found. */
static int
run_rules(struct run *run, struct work *work, size_t jobs, struct error *err)
{
	if (run_turn(run, work, jobs, err) != 0 ||
		work_fill(work, "finding", run->db,
			"SELECT DISTINCT check_id, village, household, member,"
			" step, event, key FROM temp.found",
			err) != 0)
		return -1;
	run->findings = true;
	return run_turn(run, work, jobs, err);
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

/* Where findings go while the run lasts. */
static int
make_found(struct run *run, struct error *err)
{
	if (db_exec(run->db,
		    "CREATE TEMP TABLE IF NOT EXISTS found(check_id, severity,"
		    " village, household, member, step, event, key, document,"
		    " line, found, expected, evidence);"
		    "DELETE FROM temp.found",
		    err) != 0)
		return -1;
	return db_prepare(&run->insert, run->db,
		"INSERT INTO temp.found VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,"
		"?11,?12,?17)",
		err);
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
			"INSERT INTO hc_run VALUES(NULL,?,?,?,?,?,?,'',?)",
			err) != 0)
		return -1;
	stmt_bind_text(st, 1, day_format(run->opts->as_of, iso));
	stmt_bind_static(st, 2, plan->id);
	stmt_bind_static(st, 3, plan->version);
	stmt_bind_int(st, 4, plan->year);
	stmt_bind_static(st, 5, run->opts->rules->sha256);
	stmt_bind_static(st, 6, inputs);
	stmt_bind_static(st, 7, VERSION_NAME);
	rc = stmt_run(st, err);
	stmt_free(st);
	run->id = db_last_row(run->db);
	if (rc != 0)
		return -1;
	if (runner_store_changes(run->db, run->id, run->opts->rules, err) != 0)
		return -1;
	return make_found(run, err);
}

/* Indexes change nothing that anybody sees, so they are kept whatever becomes
 * of the run. */
static int
make_indexes(struct db *db, const struct runner_opts *o, struct error *err)
{
	if (db_begin(db, err) != 0)
		return -1;
	if (store_index(db, o->model, err) != 0 ||
		db_make_index(db, "main", "household", "id", err) != 0 ||
		db_make_index(db, "main", "member", "id", err) != 0)
		return -1;
	for (size_t i = 0; i < o->rules->n; i++) {
		const struct rule *rule = &o->rules->items[i];

		for (size_t j = 0; j < rule->nindexes; j++) {
			if (!work_has(rule->indexes[j].table) &&
				db_make_index(db, "main",
					rule->indexes[j].table,
				    rule->indexes[j].columns, err) != 0)
				return err_wrap(err, "%s", rule->id);
		}
	}
	if (db_exec(db, "PRAGMA analysis_limit = 400; ANALYZE", err) != 0)
		return -1;
	return db_commit(db, err);
}

static int
end_run(struct run *run, struct runner_summary *s, struct error *err)
{
	int64_t rejected = 0;
	struct stmt *st;
	int rc;

	if (db_get_int(run->db, "SELECT SUM(rejected) FROM hc_document",
		    &rejected, err) != 0)
		return -1;
	if (s->findings[SEVERITY_ERROR] > 0)
		s->verdict = VERDICT_NOT_MET;
	else if (s->findings[SEVERITY_SUSPECT] > 0 || rejected > 0 ||
		s->answers[ANSWER_NOT_CHECKABLE] > 0 ||
		s->answers[ANSWER_PENDING] > 0 ||
		s->answers[ANSWER_ERROR] > 0 || s->answers[ANSWER_SKIPPED] > 0)
		s->verdict = VERDICT_UNKNOWN;
	else
		s->verdict = VERDICT_MET;
	if (db_prepare(&st, run->db,
		    "UPDATE hc_run SET verdict = ? WHERE id = ?", err) != 0)
		return -1;
	stmt_bind_static(st, 1, verdict_names[s->verdict]);
	stmt_bind_int(st, 2, run->id);
	rc = stmt_run(st, err);
	stmt_free(st);
	return rc;
}

static size_t
count_jobs(const struct runner_opts *o)
{
	long n = o->jobs > 0 ? o->jobs : sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > MAX_JOBS ? MAX_JOBS : (size_t)n;
}

/* Inside the transaction that the caller opened. */
static int
run_inside(struct run *run, struct error *err)
{
	size_t jobs = count_jobs(run->opts);
	struct work *work;
	int rc = -1;

	if (work_begin(&work, run->db, run->opts, jobs, err) != 0)
		return -1;
	if (begin_run(run, err) == 0 && run_rules(run, work, jobs, err) == 0 &&
		work_keep(work, "step", run->db, err) == 0)
		rc = 0;
	work_end(work);
	if (rc == 0)
		rc = finding_order(run->db, run->id, err);
	return rc == 0 ? end_run(run, run->summary, err) : -1;
}

int
runner_run(struct db *db, const struct runner_opts *opts,
	struct runner_summary *summary, struct error *err)
{
	struct run run = { .db = db, .opts = opts, .summary = summary };
	int rc = -1;

	*summary = (struct runner_summary){ 0 };
	pthread_mutex_init(&run.lock, NULL);
	if (make_indexes(db, opts, err) == 0 && db_begin(db, err) == 0 &&
		plan_set_as_of(db, opts->as_of, err) == 0 &&
		run_inside(&run, err) == 0)
		rc = db_commit(db, err);
	stmt_free(run.insert);
	if (rc != 0)
		db_rollback(db);
	else
		rc = db_exec(db, "DROP TABLE temp.found", err);
	pthread_mutex_destroy(&run.lock);
	return rc;
}

/* Whom the findings are about, what they show and in which document, one
 * after the other; then the readings. The caller's. */
static int
take_shown(struct db *db, const struct readings *readings, char **shown,
	struct error *err)
{
	struct strbuf sb = { 0 };
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT COALESCE(village, '') || ' ' || COALESCE(household,"
		    " '') || ' ' || COALESCE(member, '') || ' ' ||"
		    " COALESCE(step, '') || ' ' || COALESCE(found, '') || ' '"
		    " || COALESCE(expected, '') || ' ' || evidence || ' ' ||"
		    " COALESCE(d.name, '') FROM temp.found f"
		    " LEFT JOIN document d ON d.id = f.document"
		    " ORDER BY f.rowid",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1)
		strbuf_addf(&sb, "%s\n", stmt_text(st, 0));
	stmt_free(st);
	if (readings != NULL)
		readings_show(&sb, readings);
	*shown = strbuf_steal(&sb);
	return rc;
}

int
runner_try(struct db *db, const struct rule *rule, long *findings,
	long *pending, char **shown, struct error *err)
{
	static const struct runner_opts opts = { .seconds = 10 };
	struct run run = { .db = db, .opts = &opts };
	struct outcome out = { 0 };
	int rc = shown != NULL ? make_found(&run, err) : 0;

	pthread_mutex_init(&run.lock, NULL);
	if (rc == 0)
		rc = run_sql(&run, db, rule, &out, err);
	pthread_mutex_destroy(&run.lock);
	stmt_free(run.insert);
	if (rc == 0 && shown != NULL)
		rc = take_shown(db,
			rule->readings != NULL ? &out.readings : NULL, shown,
			err);
	if (rc != 0) {
		free(out.reason);
		return -1;
	}
	*findings = out.findings;
	*pending = out.pending;
	if (out.answer == ANSWER_ERROR)
		err_set(err, ERR_INPUT, "%s", out.reason);
	free(out.reason);
	return out.answer == ANSWER_ERROR ? -1 : 0;
}

int
runner_lint(struct db *db, const struct rule *rule, struct error *err)
{
	struct columns c;
	struct stmt *st;
	int rc = 0;

	if (rule->applies != NULL) {
		if (prepare_rule(&st, db, rule->applies, 10, err) != 0)
			return err_wrap(err, "applies");
		stmt_free(st);
	}
	if (prepare_rule(&st, db, rule->sql, 10, err) != 0)
		return err_wrap(err, "sql");
	find_columns(&c, st);
	for (int i = 0; rc == 0 && i < c.nevidence; i++) {
		const char *name = stmt_name(st, c.evidence[i]);

		if (find_evidence(rule, name) == NULL)
			rc = err_set(err, ERR_INPUT,
				"column %s is no evidence that is declared",
				name);
	}
	stmt_free(st);
	if (rc == 0 && rule->readings != NULL) {
		rc = prepare_rule(&st, db, rule->readings, 10, err);
		if (rc == 0) {
			rc = readings_lint(st, err);
			stmt_free(st);
		}
		if (rc != 0)
			err_wrap(err, "readings");
	}
	db_guard_end(db);
	return rc;
}
