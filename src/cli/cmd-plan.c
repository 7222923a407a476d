/*
 * hecha plan show|lint [PLAN]
 *
 * The plan's procedures laid out in days, and whether they can be kept.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/plan-lint.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "schema/codes.h"

static const struct opt opts[] = {
	RULES_OPTION,
	FORMAT_OPTION(N_("how it is written")),
	{ 0 },
};

/* The classes that go through this procedure, blanks between. */
static char *
classes_of(
	const struct plan *plan, const struct plan_procedure *p, enum lang lang)
{
	struct strbuf sb = { 0 };

	for (size_t i = 0; i < plan->nclasses; i++) {
		const struct plan_class *c = &plan->classes[i];

		if (c->procedure == p)
			strbuf_addf(&sb, "%s%s", sb.len > 0 ? _(", ") : "",
				c->title[lang]);
	}
	strbuf_adds(&sb, "");
	return strbuf_steal(&sb);
}

static void
show_text(const struct lint_step *l, enum lang lang)
{
	const struct plan_step *s = l->step;
	struct strbuf sb = { 0 };
	char iso[11], n[24];

	strbuf_adds(&sb, "  ");
	text_pad(&sb, s->title[lang], 30, 0);
	snprintf(n, sizeof n, "%ld", s->days > 0 ? s->days : 1);
	text_pad(&sb, n, 6, 1);
	text_pad(&sb,
		s->deadline != NULL ? day_format(s->deadline->due, iso) : "-",
		12, 1);
	text_pad(&sb, day_format(l->earliest, iso), 12, 1);
	text_pad(&sb, day_format(s->latest_start, iso), 12, 1);
	text_pad(&sb, day_format(s->latest_end, iso), 12, 1);
	snprintf(n, sizeof n, "%ld", l->slack);
	text_pad(&sb, l->slack != NO_DAY ? n : "-", 6, 1);
	text_print_safe(stdout, "%s%s\n", sb.data,
		s->required ? "" : _(" (where needed)"));
	strbuf_clear(&sb);
}

static void
show_head(
	const struct plan *plan, const struct plan_procedure *p, enum lang lang)
{
	static const char *const heads[] = { N_("step"), N_("days"), N_("due"),
		N_("earliest"), N_("start by"), N_("end by"), N_("slack") };
	static const size_t widths[] = { 30, 6, 12, 12, 12, 12, 6 };
	char *classes = classes_of(plan, p, lang);
	struct strbuf sb = { 0 };

	text_print_safe(stdout, _("%s (%s)\n"), p->title[lang], classes);
	strbuf_adds(&sb, "  ");
	for (size_t i = 0; i < 7; i++)
		text_pad(&sb, _(heads[i]), widths[i], i > 0);
	puts(sb.data);
	strbuf_clear(&sb);
	free(classes);
}

static void
show_row(const struct plan_procedure *p, const struct lint_step *l,
	struct rows *rows)
{
	const struct plan_step *s = l->step;
	char days[24], slack[24] = "", iso[4][11];
	const char *values[] = { p->id, s->id, days,
		s->required ? "true" : "false",
		day_format(s->deadline != NULL ? s->deadline->due : NO_DAY,
			iso[0]),
		day_format(l->earliest, iso[1]),
		day_format(s->latest_start, iso[2]),
		day_format(s->latest_end, iso[3]), slack };

	snprintf(days, sizeof days, "%ld", s->days > 0 ? s->days : 1);
	if (l->slack != NO_DAY)
		snprintf(slack, sizeof slack, "%ld", l->slack);
	rows_add(rows, values);
}

static void
show(const struct plan *plan, enum print_format how, enum lang lang)
{
	static const char *const keys[] = { "procedure", "step", "days",
		"required", "due", "earliest", "latest_start", "latest_end",
		"slack" };
	struct rows rows = { .how = how, .keys = keys, .n = 9 };

	rows_begin(&rows);
	if (how == PRINT_TEXT)
		text_print_safe(stdout, _("%s\nDays: %s, %s.\n\n"),
			plan->title[lang],
			plan->counting.working ? _("working days")
					       : _("natural days"),
			plan->counting.first_counts
				? _("the first day counts")
				: _("the first day does not count"));
	for (size_t i = 0; i < plan->nprocedures; i++) {
		const struct plan_procedure *p = &plan->procedures[i];
		struct lint_step *steps = xcalloc(p->n, sizeof *steps);

		lint_procedure(steps, plan, p, NULL);
		if (how == PRINT_TEXT)
			show_head(plan, p, lang);
		for (size_t j = 0; j < p->n; j++) {
			if (how == PRINT_TEXT)
				show_text(&steps[j], lang);
			else
				show_row(p, &steps[j], &rows);
		}
		if (how == PRINT_TEXT)
			puts("");
		free(steps);
	}
	rows_end(&rows);
}

static char *
date(long day, enum lang lang)
{
	struct strbuf sb = { 0 };
	char iso[11];

	text_add_date(&sb, day_format(day, iso), lang);
	return strbuf_steal(&sb);
}

static void
say_stage(struct strbuf *sb, const struct lint_remark *r, enum lang lang)
{
	char *due = date(r->deadline->due, lang);
	char *until = date(r->stage->due, lang);

	strbuf_addf(sb,
		_("\"%s\" is due on %s, after the end of its stage "
		  "\"%s\" on %s"),
		r->deadline->title[lang], due, r->stage->title[lang], until);
	free(due);
	free(until);
}

/* What a remark on clauses and checks says. */
static void
say_clause(struct strbuf *sb, const struct lint_remark *r, enum lang lang)
{
	const char *step = r->step != NULL ? r->step->title[lang] : "";
	const char *deadline = r->deadline != NULL ? r->deadline->title[lang]
						   : "";

	switch (r->kind) {
	case LINT_NO_CHECK:
		strbuf_addf(sb, _("no check cites the clause of \"%s\" (%s)"),
			step, r->step->clause);
		break;
	case LINT_DEADLINE_NO_CHECK:
		strbuf_addf(sb, _("no pack has the check of \"%s\" (%s)"),
			deadline,
			r->deadline->check != NULL ? r->deadline->check : "-");
		break;
	case LINT_NO_CLAUSE:
		strbuf_addf(sb,
			_("the plan has no clause %.*s, which checks cite (%ld "
			  "of them): the ids of clauses stay as they are, only "
			  "headings and texts are the plan's"),
			(int)strcspn(r->clause, " "), r->clause, r->n);
		break;
	case LINT_UNBOUND:
		strbuf_addf(sb,
			_("\"%s\" binds no step: name it in the deadline of "
			  "one, or nothing is late by it"),
			deadline);
		break;
	case LINT_UNSERVED:
		strbuf_addf(sb,
			_("no check cites the clause %s, and no <beyond> says "
			  "why"),
			r->clause);
		break;
	default:
		break;
	}
}

/* What a remark says, after the procedure's title where it has one. */
static void
say(struct strbuf *sb, const struct lint_remark *r, const struct codes *codes,
	enum lang lang)
{
	static const char *const readings[] = { "natural-counted",
		"working-counted", "natural-excluded", "working-excluded" };
	const char *step = r->step != NULL ? r->step->title[lang] : "";
	const char *other = r->other != NULL ? r->other->title[lang] : "";
	char *day = date(r->day, lang);

	switch (r->kind) {
	case LINT_IMPOSSIBLE:
		strbuf_addf(sb,
			_("where each step is done on its deadline, \"%s\" is "
			  "too short; days lacking: %ld"),
			step, r->n);
		break;
	case LINT_BEFORE_ISSUE:
		strbuf_addf(sb,
			_("\"%s\" would have to begin by %s, before the plan "
			  "was issued"),
			step, day);
		break;
	case LINT_DEADLINE_ORDER:
		strbuf_addf(sb,
			_("\"%s\" is due before \"%s\", which precedes it"),
			step, other);
		break;
	case LINT_STAGE:
		say_stage(sb, r, lang);
		break;
	case LINT_NO_SLACK:
		if (r->step == r->other)
			strbuf_addf(sb, _("no slack for \"%s\""), step);
		else
			strbuf_addf(sb, _("no slack from \"%s\" to \"%s\""),
				step, other);
		break;
	case LINT_NO_DAY:
		strbuf_addf(sb,
			_("\"%s\" to \"%s\" have no day of their own: all must "
			  "begin on %s at the latest, and none can before"),
			step, other, day);
		break;
	case LINT_READING:
		strbuf_addf(sb,
			_("counting %s, the deadlines do not fit: \"%s\" is "
			  "too short; days lacking: %ld"),
			codes_label(codes, "day-reading", readings[r->reading],
				lang),
			step, r->n);
		break;
	case LINT_NO_CALENDAR:
		strbuf_addf(sb,
			_("days are working days, and no calendar names the "
			  "holidays of %ld"),
			r->n);
		break;
	case LINT_PROVISIONAL:
		strbuf_adds(sb,
			_("days are working days, and the calendar is "
			  "provisional: check again when the notice is out"));
		break;
	default:
		say_clause(sb, r, lang);
		break;
	}
	free(day);
}

static void
print_remark(const struct lint_remark *r, const struct codes *codes,
	struct rows *rows, enum lang lang)
{
	static const char *const kinds[LINT_NKINDS] = {
		[LINT_IMPOSSIBLE] = "impossible",
		[LINT_BEFORE_ISSUE] = "before-issue",
		[LINT_DEADLINE_ORDER] = "deadline-order",
		[LINT_STAGE] = "stage",
		[LINT_NO_SLACK] = "no-slack",
		[LINT_NO_DAY] = "no-day",
		[LINT_READING] = "reading",
		[LINT_NO_CHECK] = "no-check",
		[LINT_DEADLINE_NO_CHECK] = "deadline-no-check",
		[LINT_NO_CALENDAR] = "no-calendar",
		[LINT_PROVISIONAL] = "provisional-calendar",
		[LINT_NO_CLAUSE] = "no-clause",
		[LINT_UNSERVED] = "unserved-clause",
		[LINT_UNBOUND] = "unbound-deadline",
	};
	struct strbuf sb = { 0 };
	const char *values[] = { kinds[r->kind], severity_name(r->severity),
		r->procedure != NULL ? r->procedure->id : "",
		r->step != NULL ? r->step->id : "", NULL,
		lint_is_of_clauses(r->kind) ? "clauses" : "dates" };

	if (rows->how == PRINT_TEXT)
		strbuf_addf(&sb, _("%s: "),
			codes_label(codes, "severity", values[1], lang));
	if (r->procedure != NULL)
		strbuf_addf(&sb, _("%s: "), r->procedure->title[lang]);
	say(&sb, r, codes, lang);
	values[4] = sb.data;
	if (rows->how == PRINT_TEXT)
		puts(sb.data);
	rows_add(rows, values);
	strbuf_clear(&sb);
}

/* What the remarks come to: are the dates in order, and the clauses? */
static void
print_sum(const struct lint_remark *remarks, size_t n)
{
	bool contradict = false;
	long clauses = 0;

	for (size_t i = 0; i < n; i++) {
		bool of_clauses = lint_is_of_clauses(remarks[i].kind);

		clauses += of_clauses;
		contradict |= !of_clauses &&
			remarks[i].severity == SEVERITY_ERROR;
	}
	printf(contradict ? _("remarks: %zu; the dates contradict each "
			      "other\n")
			  : _("remarks: %zu; the dates fit\n"),
		n);
	if (clauses > 0)
		printf(_("clauses and checks do not fit each other: %ld "
			 "remarks\n"),
			clauses);
	else
		puts(_("clauses and checks fit each other"));
}

/* 1 where a remark is an error: the plan contradicts itself. */
static int
lint(struct job *job, enum print_format how, enum lang lang, struct error *err)
{
	static const char *const keys[] = { "kind", "severity", "procedure",
		"step", "message", "about" };
	struct rows rows = { .how = how, .keys = keys, .n = 6 };
	struct lint_remark *remarks;
	bool was_of_clauses = false;
	size_t n;
	int rc = 0;

	if (job_load(job, err) != 0 ||
		pack_load(&job->rules, job->options->rules.items,
			job->options->rules.n, job->model, err) != 0)
		return -1;
	if (how == PRINT_TEXT)
		show(job->plan, how, lang);
	remarks = lint_plan(job->plan, job->rules, &n);
	rows_begin(&rows);
	for (size_t i = 0; i < n; i++) {
		bool of_clauses = lint_is_of_clauses(remarks[i].kind);

		if (how == PRINT_TEXT &&
			(i == 0 || of_clauses != was_of_clauses))
			puts(of_clauses ? _("Clauses and checks:")
					: _("Dates:"));
		was_of_clauses = of_clauses;
		print_remark(&remarks[i], job->codes, &rows, lang);
		rc |= remarks[i].severity == SEVERITY_ERROR;
	}
	if (how == PRINT_TEXT)
		print_sum(remarks, n);
	rows_end(&rows);
	free(remarks);
	return rc;
}

static int
run_plan(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct job job = { .options = &ctx->options };
	char *own = file_data_path("plans/street.xml");
	bool is_lint = argc > 0 && strcmp(argv[0], "lint") == 0;
	enum print_format how;
	int rc = -1;

	if (argc < 1 || argc > 2 || (!is_lint && strcmp(argv[0], "show") != 0))
		err_set(err, ERR_USAGE, "CMD-PLAN-1",
			"usage: plan show|lint [PLAN]");
	else if (print_parse_format(&how, ctx->options.format, err) == 0 &&
		plan_load(&job.plan, argc > 1 ? argv[1] : own, err) == 0)
		rc = 0;
	if (rc == 0 && is_lint)
		rc = lint(&job, how, ctx->lang, err);
	else if (rc == 0)
		show(job.plan, how, ctx->lang);
	job_clear(&job);
	free(own);
	return rc;
}

const struct cmd cmd_plan = {
	.name = "plan",
	.args = N_("show|lint [PLAN]"),
	.summary = N_("lay out the plan's procedures, or prove that they can "
		      "be kept"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_plan,
};
