/*
 * hecha rules list|lint|test|coverage [FILE…]
 *
 * The checks: what they are, whether their SQL holds to the rules, whether
 * their own cases come out, and which clauses of the plan they serve.
 */
#include "config.h"
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/list.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/cases.h"
#include "check/finding.h"
#include "check/portable.h"
#include "check/rule-lint.h"
#include "check/rule.h"
#include "check/situation.h"
#include "cli/cmd.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/rows.h"
#include "lib/db.h"
#include "lib/postgres.h"
#include "lib/xml.h"
#include "plan/plan.h"
#include "send/settings.h"

static const struct opt opts[] = {
	{ "plan", 'p', TEXT(plan), .arg = N_("PLAN"),
		.help = N_("the plan whose parameters are in force (default: "
			   "hecha's own)") },
	FORMAT_OPTION(N_("how the list is written")),
	{ "at", 0, TEXT(at), .arg = N_("URL"),
		.help = N_("test: have the PostgreSQL server of this database "
			   "read the cases") },
	{ "credentials", 0, TEXT(upstream.credentials), .arg = N_("FILE"),
		.help = N_("one line user:password, readable by you only; or "
			   "in the environment as HECHA_CREDENTIALS") },
	{ 0 },
};

static int
list_rules(const struct job *job, enum lang lang, struct error *err)
{
	const struct rules *rules = job->rules;
	static const char *const keys[] = { "id", "group", "severity", "scope",
		"clause", "needs", "title" };
	enum print_format how;
	struct rows rows;

	if (print_parse_format(&how, job->options->format, err) != 0)
		return -1;
	rows = (struct rows){ .how = how, .keys = keys, .n = 7 };
	rows_begin(&rows);
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *r = &rules->items[i];
		const char *values[] = { r->id, r->group,
			severity_name(r->severity), r->scope, r->clause,
			r->needs, r->title[lang] };

		if (how == PRINT_TEXT)
			text_print_safe(stdout, "%-7s %-8s %-10s %s\n", r->id,
				values[2], r->scope, r->title[lang]);
		else
			rows_add(&rows, values);
	}
	rows_end(&rows);
	return 0;
}

/* Every clause of a rule must be one of the plan's. */
static int
lint_clauses(
	const struct plan *plan, const struct rule *rule, struct error *err)
{
	const char *clauses = rule->clause;
	size_t n;

	for (const char *s; (s = list_next(&clauses, &n)) != NULL;) {
		char id[32];

		snprintf(id, sizeof id, "%.*s", (int)n, s);
		if (plan_find_clause(plan, id) == NULL)
			return err_set(err, ERR_INPUT, "CMD-RULES-1",
				"the plan has no clause %s", id);
	}
	return 0;
}

/* Is it of a pack of the user's own, or of a plan of his? */
static bool
is_own(const struct job *job, const struct rules *rules, const struct rule *r)
{
	for (size_t i = 0; i < rules->ndocs && rules->packs != NULL; i++) {
		if (strcmp(rules->packs[i].path, r->path) == 0)
			return rules->packs[i].is_own;
	}
	return job->options->plan != NULL;
}

/* SQL that PostgreSQL reads otherwise: of our own packs a fault, since they are
 * to run where the records are; a user's run here all the same. */
static long
lint_portable(
	const struct job *job, const struct rules *rules, const struct rule *r)
{
	struct error fault = { 0 };

	if (portable_check(r, job->model, &fault) == 0)
		return 0;
	if (!is_own(job, rules, r)) {
		text_print_safe(
			stdout, "%s: %s: %s\n", r->path, r->id, fault.msg);
		return 1;
	}
	text_print_safe(
		stdout, _("%s: %s: warning: %s\n"), r->path, r->id, fault.msg);
	return 0;
}

/* How many of the rules have a fault. */
static long
lint_each(const struct job *job, const struct rules *rules,
	const struct cases_opts *o)
{
	long bad = 0;

	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *r = &rules->items[i];
		struct error fault = { 0 };

		if (rule_lint(o->db, r, &fault) == 0 &&
			lint_clauses(job->plan, r, &fault) == 0)
			cases_find(o, r, &fault);
		if (fault.kind == ERR_NONE) {
			bad += lint_portable(job, rules, r);
			continue;
		}
		bad++;
		text_print_safe(
			stdout, "%s: %s: %s\n", r->path, r->id, fault.msg);
	}
	return bad;
}

static int
lint_rules(const struct job *job, const struct rules *situations,
	struct cases_opts *o, struct error *err)
{
	long bad;

	if (cases_open(o, err) != 0)
		return -1;
	bad = lint_each(job, job->rules, o) + lint_each(job, situations, o);
	cases_close(o);
	printf(_("checks: %zu, with faults: %ld\n"), job->rules->n, bad);
	return bad > 0 ? 1 : 0;
}

/* How the cases of a test are told. */
struct tell {
	enum print_format how;
	const char *last; /* the case that was told last */
	struct rows rows;
};

static void
report_case(
	void *arg, const struct rule *rule, const char *title, const char *what)
{
	const struct tell *t = arg;

	text_print_safe(t->how == PRINT_TEXT ? stdout : stderr,
		"%s: %s: %s: %s\n", rule->path, rule->id, title, what);
}

static const char *const said_keys[] = { "check", "case", "blank", "language",
	"message", "found", "expected", "remedy" };

static void
print_said(void *arg, const struct rule *rule, const struct case_said *said)
{
	struct tell *t = arg;
	const char *values[] = { rule->id, said->title, said->blank,
		said->words->lang == LANG_ZH ? "zh" : "en", said->message,
		said->found, said->expected, said->remedy };

	if (t->how != PRINT_TEXT) {
		rows_add(&t->rows, values);
		return;
	}
	if (t->last != said->title)
		text_print_safe(stdout, "%s: %s\n", rule->id, said->title);
	t->last = said->title;
	text_print_safe(stdout, "  %s\n", said->message);
}

static void
test_each(const struct rules *rules, const struct cases_opts *o, long *passed,
	long *failed)
{
	for (size_t i = 0; i < rules->n; i++) {
		const struct rule *r = &rules->items[i];

		if (xml_first(r->node, "case") == NULL) {
			text_print_safe(stdout, _("%s: %s: has no case\n"),
				r->path, r->id);
			(*failed)++;
		}
		cases_run(o, r, passed, failed);
	}
}

static int
open_server(struct pg **out, const struct options *o, struct error *err)
{
	struct http_auth auth = { 0 };
	int rc = settings_credentials(&auth, o->upstream.credentials, err);

	*out = NULL;
	if (rc == 0)
		rc = pg_open(out, o->at, auth.user, auth.password, err);
	http_auth_clear(&auth);
	return rc;
}

/* Of a file that was named its own cases, and what they show; else those of
 * the plan's situations as well, and what they show where a script asks. In a
 * form for scripts it is told in both languages, and once more with each column
 * of the evidence blank. */
static int
test_rules(const struct job *job, const struct rules *situations,
	struct cases_opts *o, enum lang lang, struct error *err)
{
	struct finding_words words[LANGS];
	struct tell tell = { 0 };
	long passed = 0, failed = 0;

	if (print_parse_format(&tell.how, job->options->format, err) != 0 ||
		(job->options->at != NULL &&
			open_server(&o->server, job->options, err) != 0) ||
		cases_open(o, err) != 0)
		return -1;
	for (enum lang i = 0; i < LANGS; i++)
		words[i] = (struct finding_words){ .codes = o->codes,
			.lang = tell.how == PRINT_TEXT ? lang : i,
			.masked = !job->options->unmasked };
	o->report = report_case;
	o->arg = &tell;
	o->words = words;
	o->nwords = tell.how == PRINT_TEXT ? 1 : LANGS;
	o->blanks = tell.how != PRINT_TEXT;
	if (situations == NULL || o->blanks)
		o->say = print_said;
	tell.rows = (struct rows){ .how = tell.how, .keys = said_keys, .n = 8 };
	rows_begin(&tell.rows);
	test_each(job->rules, o, &passed, &failed);
	if (situations != NULL)
		test_each(situations, o, &passed, &failed);
	rows_end(&tell.rows);
	cases_close(o);
	pg_close(o->server);
	fprintf(tell.how == PRINT_TEXT ? stdout : stderr,
		_("cases passed: %ld, failed: %ld\n"), passed, failed);
	return failed > 0 ? 1 : 0;
}

static void
add_words(struct strbuf *sb, const char *words)
{
	size_t n;

	for (const char *s; (s = list_next(&words, &n)) != NULL;) {
		char *word = xstrndup(s, n);

		if (!list_has(sb->data, word))
			strbuf_addf(sb, "%s%s", sb->len > 0 ? " " : "", word);
		free(word);
	}
}

/* A clause: its checks and what they need, or why there are none. 1 where
 * neither is there. */
static int
cover_clause(const struct job *job, const struct plan_clause *c,
	struct rows *rows, enum lang lang)
{
	struct strbuf checks = { 0 }, needs = { 0 };
	const char *reason = c->beyond[lang];
	int rc = 0;

	strbuf_adds(&checks, "");
	strbuf_adds(&needs, "");
	for (size_t i = 0; i < job->rules->n; i++) {
		const struct rule *r = &job->rules->items[i];

		if (!list_has(r->clause, c->id))
			continue;
		add_words(&checks, r->id);
		add_words(&needs, r->needs);
	}
	for (size_t i = 0; i < job->plan->ndeadlines; i++) {
		const struct plan_deadline *d = &job->plan->deadlines[i];

		if (list_has(d->clause, c->id))
			add_words(&checks, d->check);
	}
	if (checks.len == 0 && reason == NULL) {
		reason = _("no check serves it, and the plan does not say why");
		rc = 1;
	}
	if (rows->how == PRINT_TEXT) {
		text_print_safe(stdout, "%s\n", c->id);
		if (checks.len > 0)
			text_print_safe(stdout,
				_("  checks: %s\n  needs:  %s\n"), checks.data,
				needs.data);
		if (reason != NULL)
			text_print_safe(stdout, "  %s\n", reason);
	} else {
		const char *values[] = { c->id, checks.data, needs.data,
			reason };

		rows_add(rows, values);
	}
	strbuf_clear(&checks);
	strbuf_clear(&needs);
	return rc;
}

static int
cover(const struct job *job, enum lang lang, struct error *err)
{
	static const char *const keys[] = { "clause", "checks", "needs",
		"reason" };
	enum print_format how;
	struct rows rows;
	long bad = 0;

	if (print_parse_format(&how, job->options->format, err) != 0)
		return -1;
	rows = (struct rows){ .how = how, .keys = keys, .n = 4 };
	rows_begin(&rows);
	for (size_t i = 0; i < job->plan->nclauses; i++)
		bad += cover_clause(job, &job->plan->clauses[i], &rows, lang);
	rows_end(&rows);
	if (how == PRINT_TEXT)
		printf(_("clauses: %zu, served by nothing: %ld\n"),
			job->plan->nclauses, bad);
	return bad > 0 ? 1 : 0;
}

/* The packs, and the plan's situations, which have conditions and cases as
 * rules have. */
static int
load(struct job *job, struct rules **situations, int argc, char **argv,
	struct error *err)
{
	char *own = file_data_path("plans/street.xml");
	const char *path = job->options->plan;
	int rc = job_load(job, err);

	if (rc == 0)
		rc = plan_load(&job->plan, path != NULL ? path : own, err);
	if (rc == 0)
		rc = plan_add_codes(job->plan, job->codes, err);
	if (rc == 0)
		rc = situation_rules(
			situations, job->plan, path != NULL ? path : own, err);
	if (rc == 0 && argc > 0)
		rc = pack_load_files(&job->rules, (const char *const *)argv,
			(size_t)argc, job->model, err);
	else if (rc == 0)
		rc = pack_load_tried(&job->rules, job->model, err);
	free(own);
	return rc;
}

static int
run_rules(struct ctx *ctx, int argc, char **argv, struct error *err)
{
	struct job job = { .options = &ctx->options };
	struct rules *situations = NULL;
	struct cases_opts o = { 0 };
	int rc;

	if (argc < 1)
		return err_set(err, ERR_USAGE, "CMD-RULES-3",
			"usage: rules list|lint|test|coverage [FILE…]");
	rc = load(&job, &situations, argc - 1, argv + 1, err);
	o.model = job.model;
	o.codes = job.codes;
	o.plan = job.plan;
	if (rc != 0)
		;
	else if (strcmp(argv[0], "list") == 0 &&
		pack_apply_plan(job.rules, job.plan, err) != 0)
		rc = -1;
	else if (strcmp(argv[0], "list") == 0)
		rc = list_rules(&job, ctx->lang, err);
	else if (strcmp(argv[0], "lint") == 0)
		rc = lint_rules(&job, situations, &o, err);
	else if (strcmp(argv[0], "test") == 0)
		rc = test_rules(
			&job, argc > 1 ? NULL : situations, &o, ctx->lang, err);
	else if (strcmp(argv[0], "coverage") == 0)
		rc = cover(&job, ctx->lang, err);
	else
		rc = err_set(err, ERR_USAGE, "CMD-RULES-3",
			"usage: rules list|lint|test|coverage [FILE…]");
	pack_free(situations);
	job_clear(&job);
	return rc;
}

const struct cmd cmd_rules = {
	.name = "rules",
	.args = N_("list|lint|test|coverage [FILE…]"),
	.summary = N_("list the checks, or prove their packs"),
	.access = CMD_NONE,
	.opts = opts,
	.run = run_rules,
};
