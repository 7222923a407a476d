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
#include "cli/check-at.h"
#include "cli/cmd.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "cli/streets-at.h"
#include "cli/visit.h"
#include "lib/postgres.h"
#include "send/settings.h"

/* Pauses, in seconds, before streets of a server that went away are tried once
 * more. */
static const unsigned pauses[] = { 1, 3, 6 };
#define NPAUSES (sizeof pauses / sizeof *pauses)

struct check_at {
	struct ctx *ctx;
	struct streets_at streets;
	struct http_auth auth;
	struct street_at
		between;      /* what ties the streets; no schema: nothing */
	pthread_mutex_t lock; /* around the list of what is not done */
};

static int
check_street(void *arg, size_t worker, size_t i, bool ready, struct error *err)
{
	struct check_at *c = arg;
	struct street_at *street = &c->streets.items[i];
	struct error fault = { 0 };
	struct visit v;
	int rc;

	(void)worker;
	(void)ready;
	if (street->is_done)
		return 0;
	free(street->why);
	street->why = NULL;
	visit_begin(&v, c->ctx, street->schema);
	rc = visit_street(&v, &c->auth, street, &fault);
	street->is_lost = rc != 0 &&
		(pg_may_come_back(&fault) ||
			(v.pg != NULL && pg_is_lost(v.pg) &&
				fault.kind == ERR_SYSTEM));
	visit_end(&v);
	if (rc != 0)
		street->why = xasprintf("%s [%s]", fault.msg, fault.code);
	street->is_done = rc == 0;
	pthread_mutex_lock(&c->lock);
	if (rc == 0 && !c->ctx->options.quiet)
		text_print_safe(stderr, _("%s: checked\n"), street->schema);
	rc = streets_at_note(&c->streets, false, err);
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

	if (streets_at_note(&c->streets, false, err) != 0 ||
		crew_run(&work, err) != 0)
		return -1;
	for (size_t i = 0; i < NPAUSES && is_any_lost(&c->streets); i++) {
		sleep(pauses[i]);
		if (crew_run(&work, err) != 0)
			return -1;
	}
	return 0;
}

/* What ties them, once all of them were looked at. */
static void
check_between(struct check_at *c)
{
	struct street_at *out = &c->between;
	struct error fault = { 0 };
	struct visit v;

	out->schema = xstrdup("between");
	visit_begin(&v, c->ctx, out->schema);
	out->is_done = visit_between(&v, &c->auth, c->streets.items,
			       c->streets.n, out, &fault) == 0;
	visit_end(&v);
	if (!out->is_done)
		out->why = xasprintf("%s [%s]", fault.msg, fault.code);
	out->is_final = !out->is_done && fault.kind == ERR_USAGE;
}

static const char *
verdict_word(const struct street_at *s)
{
	if (!s->is_done)
		return "not-done";
	return verdict_name(s->summary.verdict);
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
print_street(const struct street_at *s, struct rows *rows, const char *dir)
{
	char *path = xasprintf("%s/%s/hecha.db", dir, s->schema), *n[3];
	const char *values[] = { s->schema, verdict_word(s), NULL, NULL, NULL,
		path, s->why };
	const char *const why[] = { s->why != NULL ? _(" (") : "",
		s->why != NULL ? s->why : "", s->why != NULL ? _(")") : "" };

	for (int i = 0; i < 3; i++) {
		n[i] = xasprintf("%llu",
			(unsigned long long)
				s->summary.findings[SEVERITY_ERROR - i]);
		values[2 + i] = s->is_done ? n[i] : NULL;
	}
	if (rows->how != PRINT_TEXT)
		rows_add(rows, values);
	else if (s->is_done)
		text_print_safe(stdout,
			_("%s: %s%s%s%s; errors %s, suspects %s, notices "
			  "%s\n"),
			s->schema, verdict_said(s), why[0], why[1], why[2],
			n[0], n[1], n[2]);
	for (int i = 0; i < 3; i++)
		free(n[i]);
	free(path);
	if (!s->is_done)
		text_print_safe(stderr, _("%s: not checked: %s"), s->schema,
			s->why != NULL ? s->why : "");
}

/* What there is to tell: the streets of this time, and what ties them. */
static const struct street_at *
told(const struct check_at *c, size_t i)
{
	if (i == c->streets.n)
		return c->between.schema != NULL ? &c->between : NULL;
	return c->streets.items[i].was_done ? NULL : &c->streets.items[i];
}

static int
print_streets(const struct check_at *c, enum print_format how)
{
	static const char *const keys[] = { "schema", "verdict", "errors",
		"suspects", "notices", "database", "reason" };
	const struct options *o = &c->ctx->options;
	struct rows rows = { .how = how, .keys = keys, .n = 7 };
	size_t missing = 0, open = 0;
	int answer = 0;

	rows_begin(&rows);
	for (size_t i = 0; i <= c->streets.n; i++) {
		const struct street_at *s = told(c, i);

		if (s == NULL)
			continue;
		if (!o->quiet || how != PRINT_TEXT || !s->is_done)
			print_street(s, &rows, o->output);
		missing += !s->is_done;
		open += !s->is_done && !s->is_final;
		if (s->is_done && s->answer > answer)
			answer = s->answer;
	}
	rows_end(&rows);
	if (missing == 0)
		return answer;
	if (open > 0)
		fprintf(stderr,
			_("hecha: not checked: %zu; the same with --resume "
			  "takes it up again\n"),
			open);
	return 4;
}

static bool
is_whole(const struct check_at *c)
{
	for (size_t i = 0; i < c->streets.n; i++) {
		if (!c->streets.items[i].is_done)
			return false;
	}
	return true;
}

int
check_at(struct ctx *ctx, struct error *err)
{
	struct check_at c = { .ctx = ctx };
	enum print_format how;
	char *made = NULL;
	int rc = -1;

	if (ctx->options.output == NULL)
		return err_set(err, ERR_USAGE, "CHECK-AT-1",
			"--at wants -o DIR, where a folder a street goes");
	pthread_mutex_init(&c.lock, NULL);
	if (print_parse_format(&how, ctx->options.format, err) == 0 &&
		job_check_at(&ctx->options, err) == 0 &&
		settings_credentials(
			&c.auth, ctx->options.upstream.credentials, err) == 0 &&
		file_make_new_dir(ctx->options.output, &made, err) == 0 &&
		streets_at_find(&c.streets, &ctx->options, &c.auth, err) == 0 &&
		check_streets(&c, err) == 0) {
		if (is_whole(&c) && c.streets.n > 1)
			check_between(&c);
		rc = streets_at_note(&c.streets,
			is_whole(&c) &&
				(c.between.schema == NULL || c.between.is_done),
			err);
	}
	if (rc == 0)
		rc = print_streets(&c, how);
	file_unmake_dir(ctx->options.output, made);
	free(made);
	free(c.between.schema);
	free(c.between.why);
	streets_at_clear(&c.streets);
	http_auth_clear(&c.auth);
	pthread_mutex_destroy(&c.lock);
	return rc;
}
