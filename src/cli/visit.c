/*
 * A check of records that are on a server.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "check/between.h"
#include "check/pack.h"
#include "check/remote.h"
#include "cli/heritage.h"
#include "cli/streets-at.h"
#include "cli/untold.h"
#include "cli/visit.h"
#include "lib/db.h"
#include "lib/http.h"
#include "lib/postgres.h"
#include "plan/plan.h"

void
visit_begin(struct visit *v, const struct ctx *ctx, const char *name)
{
	*v = (struct visit){ .ctx = *ctx };
	v->ctx.db = NULL;
	v->ctx.options.quiet = true;
	v->ctx.options.verbose = false;
	v->job.options = &v->ctx.options;
	v->dir = xasprintf("%s/%s", ctx->options.output, name);
	v->path = xasprintf("%s/hecha.db", v->dir);
}

/* A new database with the plan of the schema, and what the one that is there
 * knows of earlier checks. */
static int
make_database(struct visit *v, const char *schema, struct error *err)
{
	if (db_open(&v->ctx.db, v->fresh, DB_DRAFT, err) != 0 ||
		job_load(&v->job, err) != 0 ||
		remote_plan(v->job.remote, schema, &v->job.plan, err) != 0 ||
		job_make(&v->job, v->ctx.db, err) != 0)
		return -1;
	return heritage_take(v->heritage, v->ctx.db, err);
}

/* And with its records. */
static int
fetch(struct visit *v, const char *schema, struct error *err)
{
	if (make_database(v, schema, err) != 0 || db_begin(v->ctx.db, err) != 0)
		return -1;
	if (remote_take(v->job.remote, v->ctx.db, err) != 0) {
		db_rollback(v->ctx.db);
		return -1;
	}
	return db_commit(v->ctx.db, err) == 0
		? heritage_check_street(v->heritage, v->ctx.db, err)
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

/* Nobody else is at work in the folder. */
static int
enter(struct visit *v, struct error *err)
{
	if (file_make_new_dir(v->dir, &v->made, err) != 0 ||
		heritage_begin(&v->heritage, v->dir, v->path, err) != 0 ||
		(v->work = file_work_dir(v->path, err)) == NULL)
		return -1;
	v->fresh = xasprintf("%s/new.db", v->work);
	return 0;
}

/* Why the verdict cannot be told, in the street's why; what ties streets is
 * never all. */
static int
say_why(struct visit *v, struct street_at *street, bool is_between,
	struct error *err)
{
	struct strbuf sb = { 0 };
	int rc = 0;

	if (street->summary.verdict == VERDICT_UNKNOWN && is_between)
		strbuf_adds(&sb, v->ctx.options.reason);
	else
		rc = untold_add(&sb, v->ctx.db, err);
	if (rc == 0 && sb.len > 0)
		street->why = xstrdup(sb.data);
	strbuf_clear(&sb);
	return rc;
}

/* Of one street, or between several. */
static int
run(struct visit *v, struct street_at *street,
	const struct between_streets *all, struct error *err)
{
	street->answer = job_check(
		&v->job, &v->ctx, v->ctx.db, &street->summary, err);
	if (street->answer < 0 || say_why(v, street, all->n > 1, err) != 0)
		return -1;
	for (size_t i = 0; i < all->n; i++) {
		if (remote_holds(all->items[i].pg, all->items[i].schema, err) !=
			0)
			return -1;
	}
	return keep(v, err);
}

int
visit_street(struct visit *v, const struct http_auth *auth,
	struct street_at *street, struct error *err)
{
	struct between_street one;

	if (enter(v, err) != 0 ||
		pg_open(&v->pg, street->url, auth->user, auth->password, err) !=
			0 ||
		remote_open(&v->job.remote, v->pg, street->schema, err) != 0 ||
		fetch(v, street->schema, err) != 0)
		return -1;
	one = (struct between_street){ v->pg, street->schema };
	return run(v, street, &(struct between_streets){ &one, 1 }, err);
}

/* Streets of one server share a connection, which sees one picture of them. The
 * first one is the hub, which writes its own tables. */
static int
connect_all(struct between_street *places, const struct http_auth *auth,
	const struct street_at *streets, size_t n, struct error *err)
{
	for (size_t i = 0; i < n; i++) {
		size_t k = 0;

		while (strcmp(streets[k].url, streets[i].url) != 0)
			k++;
		places[i] = (struct between_street){ places[k].pg,
			streets[i].schema };
		if (k == i &&
			(pg_open(&places[i].pg, streets[i].url, auth->user,
				 auth->password, err) != 0 ||
				remote_begin(places[i].pg, err) != 0))
			return -1;
		if (k == i && i > 0 &&
			pg_exec(places[i].pg, "SET TRANSACTION READ ONLY",
				err) != 0)
			return -1;
		if (remote_hold(places[i].pg, streets[i].schema, err) != 0)
			return -1;
	}
	return 0;
}

static void
disconnect_all(struct between_street *places, size_t n)
{
	for (size_t i = n; i-- > 0;) {
		size_t k = 0;

		while (k < i && places[k].pg != places[i].pg)
			k++;
		if (k == i)
			pg_close(places[i].pg);
	}
	free(places);
}

/* One plan for all: with another one a rule would be another. */
static int
compare_plans(const struct between_street *places, size_t n, struct error *err)
{
	char *first = NULL;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < n; i++) {
		char *hash,
			*sql = xasprintf("SELECT sha256 FROM \"%s\".hc_plan",
				places[i].schema);

		rc = pg_get(places[i].pg, sql, NULL, &hash, err);
		free(sql);
		if (rc == 0 && first == NULL)
			first = xstrdup(hash != NULL ? hash : "");
		if (rc == 0 && (hash == NULL || strcmp(first, hash) != 0))
			rc = err_set(err, ERR_USAGE, "VISIT-1",
				"the plans of %s and %s differ; --schemas can "
				"name those of one plan",
				places[0].schema, places[i].schema);
		free(hash);
	}
	free(first);
	return rc;
}

static bool
is_named(const struct opt_list *list, const struct rule *rule)
{
	for (size_t i = 0; i < list->n; i++) {
		if (pack_names(rule, list->items[i]))
			return true;
	}
	return false;
}

/* Those rules alone that are made between streets, as far as they are asked
 * for. */
static int
select_rules(struct visit *v, const struct options *asked, struct error *err)
{
	struct job *job = &v->job;

	if (job->rules == NULL &&
		pack_load(&job->rules, asked->rules.items, asked->rules.n,
			job->model, err) != 0)
		return -1;
	v->ctx.options.only = (struct opt_list){ 0 };
	v->ctx.options.skip = (struct opt_list){ 0 };
	for (size_t i = 0; i < job->rules->n; i++) {
		const struct rule *r = &job->rules->items[i];

		if (r->between_streets &&
			(asked->only.n == 0 || is_named(&asked->only, r)) &&
			!is_named(&asked->skip, r))
			opt_list_add(&v->ctx.options.only, r->id);
	}
	v->ctx.options.reason = _(
		"what ties several streets, and nothing else");
	return 0;
}

static int
check_tied(struct visit *v, const struct between_street *places, size_t n,
	struct street_at *out, struct error *err)
{
	const struct options asked = v->ctx.options;
	const struct between_streets all = { places, n };
	struct between *between = NULL;
	int rc = -1;

	if (make_database(v, places[0].schema, err) != 0 ||
		select_rules(v, &asked, err) != 0 ||
		pack_apply_plan(v->job.rules, v->job.plan, err) != 0 ||
		db_begin(v->ctx.db, err) != 0)
		goto out;
	rc = between_open(
		&between, &all, v->job.remote, v->job.rules, v->ctx.db, err);
	if (rc == 0)
		rc = db_commit(v->ctx.db, err);
	else
		db_rollback(v->ctx.db);
	if (rc == 0 && v->ctx.options.only.n > 0)
		rc = run(v, out, &all, err);
out:
	between_close(between);
	opt_list_clear(&v->ctx.options.only);
	return rc;
}

int
visit_between(struct visit *v, const struct http_auth *auth,
	const struct street_at *streets, size_t n, struct street_at *out,
	struct error *err)
{
	struct between_street *places = xcalloc(n, sizeof *places);
	int rc = -1;

	if (enter(v, err) == 0 &&
		connect_all(places, auth, streets, n, err) == 0 &&
		compare_plans(places, n, err) == 0) {
		v->job.remote = remote_apart(places[0].pg, out->schema);
		rc = check_tied(v, places, n, out, err);
	}
	out->is_lost = false;
	for (size_t i = 0; i < n; i++)
		out->is_lost |= places[i].pg == NULL ||
			pg_is_lost(places[i].pg);
	remote_close(v->job.remote);
	v->job.remote = NULL;
	disconnect_all(places, n);
	return rc;
}

void
visit_end(struct visit *v)
{
	db_close(v->ctx.db);
	file_remove_dir(v->work);
	remote_close(v->job.remote);
	pg_close(v->pg);
	heritage_end(v->heritage);
	job_clear(&v->job);
	file_unmake_dir(v->dir, v->made);
	free(v->made);
	free(v->dir);
	free(v->path);
	free(v->fresh);
	free(v->work);
}
