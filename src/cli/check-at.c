/*
 * Streets that are checked where their records are.
 */
#include "config.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "base/crew.h"
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/text.h"
#include "check/remote.h"
#include "cli/check-at.h"
#include "cli/cmd.h"
#include "cli/heritage.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/streets-at.h"
#include "lib/db.h"
#include "lib/postgres.h"
#include "plan/plan.h"
#include "send/settings.h"

/* Pauses, in seconds, before streets of a server that went away are tried once
 * more. */
static const unsigned pauses[] = { 1, 3, 6 };
#define NPAUSES (sizeof pauses / sizeof *pauses)

struct check_at {
	struct ctx *ctx;
	struct streets_at streets;
	struct http_auth auth;
	pthread_mutex_t lock; /* around the list of what is not done */
};

/* One street on its way. */
struct visit {
	struct job job;
	struct ctx ctx; /* with a database of its own, and no word said */
	struct pg *pg;
	struct heritage *heritage;
	char *dir, *path, *fresh;
};

static void
remove_fresh(const char *path)
{
	static const char *const tails[] = { "", "-wal", "-shm", "-journal" };

	for (int i = 0; i < 4; i++) {
		char *s = xasprintf("%s%s", path, tails[i]);

		unlink(s);
		free(s);
	}
}

/* A new database with the plan and the records of the schema, and what the one
 * that is there knows of earlier checks. */
static int
fetch(struct visit *v, struct error *err)
{
	struct remote *remote = v->job.remote;
	struct db *db = v->ctx.db;
	int rc;

	if (job_load(&v->job, err) != 0 ||
		remote_plan(remote, &v->job.plan, err) != 0 ||
		job_make(&v->job, db, err) != 0 ||
		heritage_take(v->heritage, db, err) != 0 ||
		db_begin(db, err) != 0)
		return -1;
	rc = remote_take(remote, db, err);
	if (rc != 0) {
		db_rollback(db);
		return -1;
	}
	return db_commit(db, err) == 0
		? heritage_check_street(v->heritage, db, err)
		: -1;
}

/* Until then the database that was there stays as it is. */
static int
keep(struct visit *v, struct error *err)
{
	if (db_checkpoint(v->ctx.db, err) != 0)
		return -1;
	db_close(v->ctx.db);
	v->ctx.db = NULL;
	return heritage_replace(v->heritage, v->fresh, err);
}

static int
visit(struct visit *v, const struct check_at *c, struct street_at *street,
	struct error *err)
{
	if (file_make_dir(v->dir, err) != 0 ||
		heritage_begin(&v->heritage, v->dir, v->path, err) != 0 ||
		pg_open(&v->pg, street->url, c->auth.user, c->auth.password,
			err) != 0 ||
		remote_open(&v->job.remote, v->pg, street->schema, err) != 0)
		return -1;
	remove_fresh(v->fresh);
	if (db_open(&v->ctx.db, v->fresh, DB_DRAFT, err) != 0 ||
		fetch(v, err) != 0)
		return -1;
	street->answer = job_check(
		&v->job, &v->ctx, v->ctx.db, &street->summary, err);
	return street->answer < 0 ? -1 : keep(v, err);
}

static void
leave(struct visit *v)
{
	db_close(v->ctx.db);
	remove_fresh(v->fresh);
	remote_close(v->job.remote);
	pg_close(v->pg);
	heritage_end(v->heritage);
	job_clear(&v->job);
	free(v->dir);
	free(v->path);
	free(v->fresh);
}

static int
check_street(void *arg, size_t worker, size_t i, bool ready, struct error *err)
{
	struct check_at *c = arg;
	struct street_at *street = &c->streets.items[i];
	const char *dir = c->ctx->options.output;
	struct error fault = { 0 };
	struct visit v = { .ctx = *c->ctx };
	int rc;

	(void)worker;
	(void)ready;
	if (street->is_done)
		return 0;
	v.ctx.db = NULL;
	v.ctx.options.quiet = true;
	v.ctx.options.verbose = false;
	v.job.options = &v.ctx.options;
	v.dir = xasprintf("%s/%s", dir, street->schema);
	v.path = xasprintf("%s/hecha.db", v.dir);
	v.fresh = xasprintf("%s/.hecha-new.db", v.dir);
	rc = visit(&v, c, street, &fault);
	street->is_lost = rc != 0 && (v.pg == NULL || pg_is_lost(v.pg)) &&
		fault.kind == ERR_SYSTEM;
	leave(&v);
	free(street->why);
	street->why = rc != 0 ? xasprintf("%s [%s]", fault.msg, fault.code)
			      : NULL;
	street->is_done = rc == 0;
	pthread_mutex_lock(&c->lock);
	if (rc == 0 && !c->ctx->options.quiet)
		fprintf(stderr, _("%s: checked\n"), street->schema);
	rc = streets_at_note(&c->streets, err);
	pthread_mutex_unlock(&c->lock);
	return rc;
}

static bool
is_any_lost(const struct streets_at *s)
{
	for (size_t i = 0; i < s->n; i++) {
		if (!s->items[i].is_done && s->items[i].is_lost)
			return true;
	}
	return false;
}

/* All streets, so many at a time; those of a server that went away once more,
 * after a pause. */
static int
check_streets(struct check_at *c, struct error *err)
{
	const struct crew_work work = { .jobs = c->streets.n,
		.workers = crew_size(c->ctx->options.jobs),
		.arg = c,
		.run = check_street };

	if (streets_at_note(&c->streets, err) != 0 || crew_run(&work, err) != 0)
		return -1;
	for (size_t i = 0; i < NPAUSES && is_any_lost(&c->streets); i++) {
		sleep(pauses[i]);
		if (crew_run(&work, err) != 0)
			return -1;
	}
	return 0;
}

static const char *
verdict_word(const struct street_at *s)
{
	if (!s->is_done)
		return "not-done";
	return s->summary.verdict == VERDICT_MET	? "met"
		: s->summary.verdict == VERDICT_NOT_MET ? "not-met"
							: "unknown";
}

static const char *
verdict_said(const struct street_at *s)
{
	if (!s->is_done)
		return _("not checked");
	return s->summary.verdict == VERDICT_MET	? _("met")
		: s->summary.verdict == VERDICT_NOT_MET ? _("not met")
							: _("cannot be told");
}

static void
print_street(const struct street_at *s, enum print_format how, const char *dir,
	bool first)
{
	static const char *const keys[] = { "schema", "verdict", "errors",
		"suspects", "notices", "database", "reason" };
	char *path = xasprintf("%s/%s/hecha.db", dir, s->schema), *n[3];
	const char *values[] = { s->schema, verdict_word(s), NULL, NULL, NULL,
		path, s->why };

	for (int i = 0; i < 3; i++) {
		n[i] = xasprintf("%llu",
			(unsigned long long)
				s->summary.findings[SEVERITY_ERROR - i]);
		values[2 + i] = s->is_done ? n[i] : NULL;
	}
	if (how != PRINT_TEXT)
		print_row(how, keys, values, 7, first);
	else if (s->is_done)
		printf(_("%s: %s; errors %s, suspects %s, notices %s\n"),
			s->schema, verdict_said(s), n[0], n[1], n[2]);
	for (int i = 0; i < 3; i++)
		free(n[i]);
	free(path);
	if (!s->is_done)
		text_print_safe(stderr, _("%s: not checked: %s"), s->schema,
			s->why != NULL ? s->why : "");
}

static int
print_streets(const struct check_at *c, enum print_format how)
{
	static const char *const keys[] = { "schema", "verdict", "errors",
		"suspects", "notices", "database", "reason" };
	const struct streets_at *s = &c->streets;
	const char *dir = c->ctx->options.output;
	size_t missing = 0;
	int answer = 0;

	print_rows_begin(how, keys, 7);
	for (size_t i = 0; i < s->n; i++) {
		if (!c->ctx->options.quiet || how != PRINT_TEXT ||
			!s->items[i].is_done)
			print_street(&s->items[i], how, dir, i == 0);
		missing += !s->items[i].is_done;
		if (s->items[i].is_done && s->items[i].answer > answer)
			answer = s->items[i].answer;
	}
	print_rows_end(how);
	if (missing == 0)
		return answer;
	fprintf(stderr,
		_("hecha: streets not checked: %zu of %zu; the same with "
		  "--resume takes them up again\n"),
		missing, s->n);
	return 4;
}

int
check_at(struct ctx *ctx, struct error *err)
{
	struct check_at c = { .ctx = ctx };
	enum print_format how;
	int rc = -1;

	if (ctx->options.output == NULL)
		return err_set(err, ERR_USAGE, "CHECK-AT-1",
			"--at wants -o DIR, where a folder a street goes");
	pthread_mutex_init(&c.lock, NULL);
	if (print_parse_format(&how, ctx->options.format, err) == 0 &&
		file_make_dir(ctx->options.output, err) == 0 &&
		settings_credentials(
			&c.auth, ctx->options.upstream.credentials, err) == 0 &&
		streets_at_find(&c.streets, &ctx->options, &c.auth, err) == 0 &&
		check_streets(&c, err) == 0)
		rc = print_streets(&c, how);
	streets_at_clear(&c.streets);
	http_auth_clear(&c.auth);
	pthread_mutex_destroy(&c.lock);
	return rc;
}
