/*
 * hecha explain CHECK|FINDING
 *
 * What a check or a finding is about, why it matters, and how to mend it.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unistd.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/list.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/finding.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "lib/db.h"
#include "plan/plan.h"
#include "records/store.h"
#include "schema/codes.h"

static const struct opt opts[] = {
	RULES_OPTION,
	UNMASKED_OPTION(N_("write identity numbers and birth dates in full")),
	{ 0 },
};

static void
print_line(const char *label, const char *text)
{
	struct strbuf sb = { 0 };

	if (text == NULL || *text == '\0')
		return;
	text_add_safe(&sb, text);
	text_print_safe(stdout, _("%s: %s\n"), label, sb.data);
	strbuf_clear(&sb);
}

/* Each clause by number and text. */
static void
print_clauses(const struct plan *plan, const char *clauses, enum lang lang)
{
	size_t n;

	for (const char *s; (s = list_next(&clauses, &n)) != NULL;) {
		char id[32];

		snprintf(id, sizeof id, "%.*s", (int)n, s);
		for (size_t i = 0; i < plan->nclauses; i++) {
			if (strcmp(plan->clauses[i].id, id) == 0)
				text_print_safe(stdout, _("Plan %s (%s): %s\n"),
					plan->clauses[i].heading, id,
					plan->clauses[i].text[lang]);
		}
	}
}

static int
explain_check(struct job *job, const struct rule *rule, enum lang lang)
{
	text_print_safe(stdout, "%s  %s  %s\n", rule->id,
		codes_label(job->codes, "severity",
			severity_name(rule->severity), lang),
		rule->title[lang]);
	print_line(_("Expected"), rule->expected[lang]);
	print_line(_("To mend it"), rule->remedy[lang]);
	if (rule->disputable)
		puts(_("Disputable: a verdict \"unfounded\" with evidence "
		       "settles "
		       "an error of it."));
	for (size_t i = 0; i < rule->nparameters; i++) {
		const struct rule_parameter *p = &rule->parameters[i];

		if (strchr(p->value, '/') != NULL)
			text_print_safe(stdout, _("Parameter %s: %s\n"),
				p->name, p->value);
		else
			text_print_safe(stdout, _("Parameter %s: %s (%s)\n"),
				p->name, p->value,
				codes_label(job->codes, "unit", p->unit, lang));
	}
	print_clauses(job->plan, rule->clause, lang);
	return 0;
}

static void
explain_one(struct job *job, const struct finding *f, enum lang lang)
{
	text_print_safe(stdout, "%s  %s  %s\n", f->id, f->check, f->title);
	print_line(_("Village"),
		*f->village_name != '\0' ? f->village_name : f->village);
	print_line(_("Household"), f->household);
	print_line(_("Head"), f->head);
	print_line(_("Member"), f->member);
	print_line(_("Name"), f->name);
	print_line(_("Step"), f->step);
	print_line(_("Event"), f->event);
	print_line(_("What is wrong"), f->message);
	for (size_t i = 0; i < f->nevidence; i++)
		print_line(f->evidence[i].label, f->evidence[i].value);
	print_line(_("Expected"), f->expected);
	print_line(_("To mend it"), f->remedy);
	text_print_safe(
		stdout, _("Place: %s, line %ld\n"), f->document, f->line);
	print_clauses(job->plan, f->clause, lang);
}

static int
explain_finding(
	struct job *job, struct ctx *ctx, const char *id, struct error *err)
{
	struct finding_filter filter = { .id = id };
	struct finding_walk *walk;
	struct finding finding;
	long n = 0;
	int rc;

	if (strlen(id) < 4)
		return err_set(err, ERR_USAGE, "CMD-EXPLAIN-1",
			"no check and no finding '%s'", id);
	if (finding_walk(&walk, ctx->db,
		    &(struct finding_words){
			    job->codes, ctx->lang, !ctx->options.unmasked },
		    &filter, err) != 0)
		return -1;
	while ((rc = finding_next(walk, &finding, err)) == 1) {
		if (n++ > 0)
			putchar('\n');
		explain_one(job, &finding, ctx->lang);
	}
	finding_walk_free(walk);
	if (rc == 0 && n == 0)
		return err_set(err, ERR_USAGE, "CMD-EXPLAIN-1",
			"no check and no finding '%s'", id);
	return rc;
}

/* A check of a pack that the last run was given and this command was not: 1
 * told, 0 there is none. */
static int
explain_former(
	struct job *job, struct ctx *ctx, const char *id, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare_in(&st, ctx->db, ctx->lang,
		    "SELECT id, severity, clause, title_LL, expected_LL,"
		    " remedy_LL"
		    " FROM hc_check WHERE run = " LAST_RUN
		    " AND id = ?1 COLLATE NOCASE",
		    err) != 0)
		return -1;
	stmt_bind_static(st, 1, id);
	rc = stmt_step(st, err);
	if (rc == 1) {
		text_print_safe(stdout, "%s  %s  %s\n", stmt_text(st, 0),
			codes_label(job->codes, "severity", stmt_text(st, 1),
				ctx->lang),
			stmt_text(st, 3));
		print_line(_("Expected"), stmt_text(st, 4));
		print_line(_("To mend it"), stmt_text(st, 5));
		print_clauses(job->plan, stmt_text(st, 2), ctx->lang);
	}
	stmt_free(st);
	return rc;
}

static int
open_db(struct ctx *ctx, struct error *err)
{
	return ctx->db != NULL ? 0 : cmd_open_db(ctx, DB_READ, err);
}

/* The plan of the database; where there is none, the one that hecha brings:
 * what a check is about can be read before anything was imported. */
static int
open_plan(struct job *job, struct ctx *ctx, struct error *err)
{
	char *own;
	int rc;

	if (access(ctx->options.db, F_OK) == 0)
		return open_db(ctx, err) != 0
			? -1
			: plan_open(&job->plan, ctx->db, err);
	own = file_data_path("plans/street.xml");
	rc = plan_load(&job->plan, own, err);
	free(own);
	return rc;
}

static int
run_explain(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct job job = { .options = &ctx->options };
	int rc = -1;

	if (argc != 1)
		return err_set(err, ERR_USAGE, "CMD-EXPLAIN-2",
			"usage: explain CHECK|FINDING");
	if (job_load(&job, err) != 0 || open_plan(&job, ctx, err) != 0 ||
		pack_load(&job.rules, ctx->options.rules.items,
			ctx->options.rules.n, job.model, err) != 0 ||
		pack_apply_plan(job.rules, job.plan, err) != 0)
		goto out;
	for (size_t i = 0; i < job.rules->n; i++) {
		if (strcasecmp(job.rules->items[i].id, argv[0]) == 0) {
			rc = explain_check(
				&job, &job.rules->items[i], ctx->lang);
			goto out;
		}
	}
	rc = open_db(ctx, err);
	if (rc == 0)
		rc = codes_take(job.codes, ctx->db, err);
	if (rc == 0)
		rc = explain_former(&job, ctx, argv[0], err);
	if (rc == 0)
		rc = explain_finding(&job, ctx, argv[0], err);
	else if (rc == 1)
		rc = 0;
out:
	job_clear(&job);
	return rc;
}

const struct cmd cmd_explain = {
	.name = "explain",
	.args = N_("CHECK|FINDING"),
	.summary = N_("say what, why, which clause, and how to mend it"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_explain,
};
