/*
 * What commands share: the steps of the main job and what they tell.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include "base/day.h"
#include "base/intl.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "check/database.h"
#include "check/plan-checks.h"
#include "check/portable.h"
#include "check/rule-lint.h"
#include "check/rule.h"
#include "check/run-options.h"
#include "check/settle.h"
#include "check/worklist.h"
#include "cli/account.h"
#include "cli/job.h"
#include "cli/print.h"
#include "cli/progress.h"
#include "intake/import.h"
#include "intake/unread.h"
#include "lib/db.h"
#include "plan/plan.h"
#include "records/store.h"
#include "schema/codes.h"
#include "schema/model.h"

#define MAX_TOLD 20

int
job_load(struct job *job, struct error *err)
{
	if (job->model != NULL)
		return 0;
	if (model_load(&job->model, err) != 0 ||
		codes_load(&job->codes, err) != 0)
		return -1;
	return codes_bind(job->codes, job->model, err);
}

int
job_open(struct job *job, struct db *db, struct error *err)
{
	if (job_load(job, err) != 0)
		return -1;
	return codes_take(job->codes, db, err);
}

int
job_load_for_plan(struct job *job, struct error *err)
{
	if (job_load(job, err) != 0)
		return -1;
	if (job->options->plan == NULL)
		return 0;
	if (plan_load(&job->plan, job->options->plan, err) != 0)
		return -1;
	return plan_add_codes(job->plan, job->codes, err);
}

void
job_clear(struct job *job)
{
	pack_free(job->rules);
	plan_free(job->plan);
	codes_free(job->codes);
	model_free(job->model);
	*job = (struct job){ 0 };
}

int
job_check_letter(const struct letter *letter, struct error *err)
{
	if (letter->date != NULL && day_parse(letter->date) == NO_DAY)
		return err_set(err, ERR_USAGE, "JOB-1", "--date: no date: '%s'",
			letter->date);
	return 0;
}

int
job_tell_blanks(struct db *db, const struct letter *letter, struct error *err)
{
	struct plan *plan;
	bool has_office;

	if (plan_open(&plan, db, err) != 0)
		return -1;
	has_office = plan->office[0] != NULL;
	plan_free(plan);
	if (has_office && letter->number != NULL && letter->signer != NULL &&
		letter->date != NULL)
		return 0;
	printf("%s", _("Left blank in the documents to be signed:"));
	if (!has_office)
		printf("%s", _(" the office's name (<office> in the plan);"));
	if (letter->number == NULL)
		printf("%s", _(" their number (--number);"));
	if (letter->signer == NULL)
		printf("%s", _(" who signs them out (--signer);"));
	if (letter->date == NULL)
		printf("%s", _(" the day (--date);"));
	printf("%s", _(" to be filled in by hand.\n"));
	return 0;
}

/* The user's own packs that the last check was made with; of one that is not
 * there any more he is told. Each is the caller's. */
static int
last_packs(char ***paths, size_t *n, struct db *db, struct error *err)
{
	struct stmt *st;
	int rc;

	if (db_prepare(&st, db,
		    "SELECT path FROM hc_pack WHERE path IS NOT NULL AND run ="
		    " " LAST_RUN " ORDER BY seq",
		    err) != 0)
		return -1;
	while ((rc = stmt_step(st, err)) == 1) {
		const char *path = stmt_text(st, 0);

		if (access(path, R_OK) != 0) {
			text_print_safe(stderr,
				_("%s: the last check was made with this pack; "
				  "it is not there any more, and its checks "
				  "are "
				  "left out"),
				path);
			continue;
		}
		*paths = xreallocarray(*paths, *n + 1, sizeof **paths);
		(*paths)[(*n)++] = xstrdup(path);
	}
	stmt_free(st);
	return rc;
}

/* The program's packs and those that are named; where none is, those of the
 * database's last check (db NULL: there is none). */
static int
load_rules(struct job *job, struct db *db, struct error *err)
{
	const struct opt_list *own = &job->options->rules;
	char **last = NULL;
	size_t n = 0;
	int rc = 0;

	if (job->rules != NULL)
		return 0;
	if (own->n > 0 || db == NULL)
		return pack_load(
			&job->rules, own->items, own->n, job->model, err);
	rc = last_packs(&last, &n, db, err);
	if (rc == 0)
		rc = pack_load(&job->rules, (const char *const *)last, n,
			job->model, err);
	for (size_t i = 0; i < n; i++)
		free(last[i]);
	free(last);
	return rc;
}

int
job_open_rules(struct job *job, struct db *db, struct error *err)
{
	if (job_open(job, db, err) != 0 ||
		(job->plan == NULL && plan_open(&job->plan, db, err) != 0) ||
		load_rules(job, db, err) != 0)
		return -1;
	return pack_apply_plan(job->rules, job->plan, err);
}

static int
check_plan_path(const char *path, struct error *err)
{
	struct stat st;

	if (stat(path, &st) == 0 && S_ISDIR(st.st_mode))
		return err_set(err, ERR_USAGE, "JOB-6",
			"%s is a folder; wanted is the plan, one XML file, and "
			"the records behind it",
			path);
	return 0;
}

int
job_init(struct job *job, struct db *db, const char *plan_path,
	struct error *err)
{
	if (check_plan_path(plan_path, err) != 0 || job_load(job, err) != 0 ||
		plan_load(&job->plan, plan_path, err) != 0 ||
		load_rules(job, NULL, err) != 0 ||
		plan_checks_known(job->plan, plan_path, job->rules, err) != 0)
		return -1;
	return job_make(job, db, err);
}

int
job_make(struct job *job, struct db *db, struct error *err)
{
	if (plan_add_codes(job->plan, job->codes, err) != 0 ||
		db_begin(db, err) != 0)
		return -1;
	if (database_make(db, job->model, job->codes, job->plan, err) == 0)
		return db_commit(db, err);
	db_rollback(db);
	return -1;
}

/* What the import tells while it goes on. */
struct teller {
	struct ctx *ctx;
	struct progress progress;
	unsigned long told, refused;
	bool is_accounted;
};

static void
print_progress(void *arg, const char *name, uint64_t done, uint64_t total)
{
	struct teller *t = arg;

	progress_show(&t->progress, name, done, total);
}

static void
print_reject(void *arg, const char *name, long line, const char *record,
	const char *code, const char *text)
{
	struct teller *t = arg;

	if (t->told++ >= MAX_TOLD)
		return;
	progress_end(&t->progress);
	text_print_safe(stderr, _("%s:%ld: record %s: %s (%s)"), name, line,
		record != NULL ? record : "?", text, code);
}

static void
print_refused(void *arg, const struct decision *d, const char *why)
{
	struct teller *t = arg;

	if (t->refused++ >= MAX_TOLD)
		return;
	progress_end(&t->progress);
	if (d->decision == NULL)
		text_print_safe(stderr,
			_("%s:%s: %s; nothing is decided there"), d->origin,
			d->place, why);
	else
		text_print_safe(stderr, _("%s:%s: verdict on %s refused: %s"),
			d->origin, d->place, d->finding, why);
}

static void
end_refused(struct teller *t)
{
	if (t->refused > MAX_TOLD)
		fprintf(stderr, _("… further verdicts refused: %lu\n"),
			t->refused - MAX_TOLD);
}

/* Of what is imported, lists of problems that come home. */
struct lists {
	char **paths;
	int n;
	bool in_vain; /* of all that they decide nothing was taken */
};

static int
take_lists(struct db *db, struct lists *lists, struct teller *t,
	struct decision_counts *counts, struct error *err)
{
	struct decision_counts told = { 0 };
	struct decisions *d = NULL;
	int64_t runs = 0;
	int rc;

	if (lists->n == 0)
		return 0;
	if (db_get_int(db, "SELECT COUNT(*) FROM hc_run", &runs, err) != 0)
		return -1;
	if (runs == 0)
		return err_set(err, ERR_INPUT, "JOB-7",
			"%s: a list of problems, and no check has been made "
			"yet",
			lists->paths[0]);
	rc = decisions_open(&d, db, print_refused, t, err);
	for (int i = 0; rc == 0 && i < lists->n; i++) {
		const char *slash = strrchr(lists->paths[i], '/');

		rc = worklist_take(db, lists->paths[i],
			slash != NULL ? slash + 1 : lists->paths[i], d, err);
	}
	decisions_close(d, &told);
	if (rc == 0 && told.refused > 0 && told.recorded + told.known == 0)
		lists->in_vain = true;
	counts->recorded += told.recorded;
	counts->known += told.known;
	counts->refused += told.refused;
	return rc;
}

/* What documents and lists say that people decided, once there is something to
 * decide on; the latest run's verdict may change with it. */
static int
take_decisions(struct job *job, struct ctx *ctx, struct db *db,
	struct lists *lists, struct error *err)
{
	struct teller t = { .ctx = ctx };
	struct decision_counts n = { 0 };
	enum verdict verdict;
	int rc = db_begin(db, err);

	if (rc == 0)
		rc = decisions_take(db, print_refused, &t, &n, err);
	if (rc == 0)
		rc = take_lists(db, lists, &t, &n, err);
	if (rc == 0 && n.recorded > 0)
		rc = settle(db, &verdict, err);
	if (rc == 0)
		rc = db_commit(db, err);
	else
		db_rollback(db);
	end_refused(&t);
	if (rc == 0 && !ctx->options.quiet &&
		n.recorded + n.known + n.refused > 0)
		fprintf(job->is_for_script ? stderr : stdout,
			_("Verdicts: recorded %llu, known before %llu, refused "
			  "%llu\n"),
			(unsigned long long)n.recorded,
			(unsigned long long)n.known,
			(unsigned long long)n.refused);
	if (rc == 0 && lists->in_vain)
		return err_set(err, ERR_INPUT, "JOB-9",
			"%s: none of its decisions was taken", lists->paths[0]);
	return rc;
}

static bool
is_file(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* The lists among them, and the others moved to the front. */
static int
part_lists(struct lists *lists, char **paths, int *n, struct error *err)
{
	int others = 0;

	*lists = (struct lists){ .paths = xcalloc(
					 (size_t)*n + 1, sizeof *paths) };
	for (int i = 0; i < *n; i++) {
		bool is = false;

		if (is_file(paths[i]) && worklist_is(&is, paths[i], err) != 0)
			return -1;
		if (is)
			lists->paths[lists->n++] = paths[i];
		else
			paths[others++] = paths[i];
	}
	*n = others;
	return 0;
}

static void
print_passed(void *arg, const char *name, const char *text)
{
	struct teller *t = arg;

	(void)name;
	progress_end(&t->progress);
	text_print_safe(stderr, _("Not read: %s"), text);
}

static void
print_refused_file(void *arg, const struct error *why)
{
	struct teller *t = arg;

	progress_end(&t->progress);
	text_print_safe(stderr, "hecha: %s [%s]", why->msg, why->code);
}

static int
write_account(void *arg, const struct tables *tables, struct error *err)
{
	struct teller *t = arg;

	t->is_accounted = true;
	return account_write(
		tables, t->ctx->options.account, t->ctx->lang, err);
}

static bool
is_report(const char *name)
{
	for (const struct report_kind *k = report_kinds; k->kind != NULL; k++) {
		if (strcmp(name, k->zh) == 0 || strcmp(name, k->en) == 0)
			return true;
	}
	return false;
}

static bool
is_list(const char *path)
{
	struct error ignored = { 0 };
	bool is = false;

	return worklist_is(&is, path, &ignored) == 0 && is;
}

static int
import_documents(struct job *job, struct ctx *ctx, struct db *db, char **paths,
	int n, struct error *err)
{
	struct teller t = { .ctx = ctx };
	struct import_stats stats = { 0 };
	struct import_opts opts = { .strict = job->options->strict,
		.jobs = (int)job->options->jobs,
		.lang = ctx->lang,
		.progress = print_progress,
		.reject = print_reject,
		.refused = print_refused_file,
		.passed = print_passed,
		.is_report = is_report,
		.is_list = is_list,
		.account = job->options->account != NULL ? write_account : NULL,
		.arg = &t };
	int rc;

	if (job_open(job, db, err) != 0)
		return -1;
	if (job->plan == NULL && plan_open(&job->plan, db, err) != 0)
		return -1;
	opts.model = job->model;
	opts.codes = job->codes;
	opts.reference = job->plan->reference;
	opts.year = job->plan->year;
	opts.tables =
		(struct table_settings){ .division = job->options->division,
			.source = job->options->source,
			.exported = job->options->exported,
			.issued = job->options->issued,
			.layouts = job->options->layouts.items,
			.nlayouts = job->options->layouts.n,
			.year = (long)job->options->year };
	progress_begin(&t.progress, ctx->options.quiet, true);
	rc = import_paths(db, paths, n, &opts, &stats, err);
	progress_end(&t.progress);
	if (rc == 0 && job->options->account != NULL && !t.is_accounted)
		text_print_safe(stderr,
			_("no table was read; not written: %s\n"),
			job->options->account);
	if (t.told > MAX_TOLD)
		fprintf(stderr,
			_("… and %lu more; hecha findings --rejected "
			  "lists all\n"),
			t.told - MAX_TOLD);
	if (rc == 0 && !ctx->options.quiet)
		fprintf(job->is_for_script ? stderr : stdout,
			_("Imported: files %ld (replaced %ld, unchanged %ld); "
			  "records read %llu, stored %llu, rejected %llu\n"),
			stats.files, stats.replaced, stats.unchanged,
			(unsigned long long)stats.records,
			(unsigned long long)stats.stored,
			(unsigned long long)stats.rejected);
	if (stats.refused_files > 0)
		fprintf(stderr,
			_("Files refused: %ld; nothing of them was taken, the "
			  "others were read\n"),
			stats.refused_files);
	job->refused_files = stats.refused_files;
	if (rc == 0 && !ctx->options.quiet && stats.cells > 0)
		fprintf(job->is_for_script ? stderr : stdout,
			_("Cells of tables: read %llu, used %llu, ignored "
			  "%llu, refused %llu\n"),
			(unsigned long long)stats.cells,
			(unsigned long long)stats.used,
			(unsigned long long)stats.ignored,
			(unsigned long long)stats.refused);
	return rc;
}

int
job_import(struct job *job, struct ctx *ctx, struct db *db, char **paths, int n,
	struct error *err)
{
	struct lists lists = { 0 };
	int rc = part_lists(&lists, paths, &n, err);

	if (rc == 0 && (n > 0 || lists.n == 0))
		rc = import_documents(job, ctx, db, paths, n, err);
	if (rc == 0)
		rc = take_decisions(job, ctx, db, &lists, err);
	free(lists.paths);
	return rc;
}

/* --as-of, else the last export among the documents, else today. */
static int
choose_as_of(struct db *db, const char *given, long *as_of, struct error *err)
{
	char *exported;

	if (given != NULL) {
		*as_of = day_parse(given);
		return *as_of != NO_DAY
			? 0
			: err_set(err, ERR_USAGE, "JOB-2",
				  "--as-of wants a date such as 2026-11-20");
	}
	if (store_exported(&exported, db, err) != 0)
		return -1;
	*as_of = exported != NULL ? day_parse(exported) : day_today();
	free(exported);
	return 0;
}

static int
parse_fail_on(int *level, const char *given, struct error *err)
{
	enum severity severity;

	*level = SEVERITY_ERROR;
	if (given == NULL)
		return 0;
	*level = SEVERITY_ERROR + 1;
	if (strcmp(given, "none") == 0)
		return 0;
	if (severity_parse(given, &severity) != 0)
		return err_set(err, ERR_USAGE, "JOB-3",
			"--fail-on wants error, suspect, notice or none");
	*level = (int)severity;
	return 0;
}

static void
print_check(void *arg, const char *check, size_t done, size_t n)
{
	struct teller *t = arg;

	progress_show(&t->progress, check, done, n);
}

/* Is the rule of a pack of the user's own? */
static bool
is_own(const struct job *job, const struct rule *r)
{
	const struct opt_list *own = &job->options->rules;
	bool is = false;

	for (size_t k = 0; !is && k < own->n; k++)
		is = strcmp(own->items[k], r->path) == 0;
	return is;
}

/* What rules lint refuses in such a pack does not run, with db; nor, where the
 * records are on a server, what it warns of. */
static int
lint_own(
	const struct job *job, struct db *db, bool is_remote, struct error *err)
{
	for (size_t i = 0; i < job->rules->n; i++) {
		const struct rule *r = &job->rules->items[i];

		if (is_own(job, r) &&
			((db != NULL && rule_lint(db, r, err) != 0) ||
				(is_remote &&
					portable_check(r, job->model, err) !=
						0)))
			return err_wrap(err, "%s: %s", r->path, r->id);
	}
	return 0;
}

static bool
is_blank(const char *s)
{
	return s == NULL || s[strspn(s, " \t\r\n")] == '\0';
}

/* Each name on the list is a check's or a group's. */
static int
know_checks(const struct rules *rules, const struct opt_list *list,
	const char *option, struct error *err)
{
	for (size_t i = 0; i < list->n; i++) {
		bool known = false;

		for (size_t k = 0; !known && k < rules->n; k++)
			known = pack_names(&rules->items[k], list->items[i]);
		if (!known)
			return err_set(err, ERR_USAGE, "JOB-5",
				"--%s: no check and no group '%s'", option,
				list->items[i]);
	}
	return 0;
}

static int
check_choice(const struct options *o, struct error *err)
{
	return (o->only.n > 0 || o->skip.n > 0) && is_blank(o->reason)
		? err_set(err, ERR_USAGE, "JOB-4",
			  "--only and --skip want --reason")
		: 0;
}

static int
set_up_check(struct job *job, struct db *db, struct run_options *o,
	struct error *err)
{
	const struct options *s = job->options;

	if (check_choice(s, err) != 0 || job_open(job, db, err) != 0 ||
		(job->plan == NULL && plan_open(&job->plan, db, err) != 0) ||
		choose_as_of(db, s->as_of, &o->as_of, err) != 0 ||
		load_rules(job, db, err) != 0 ||
		lint_own(job, db, job->remote != NULL, err) != 0 ||
		pack_apply_plan(job->rules, job->plan, err) != 0 ||
		know_checks(job->rules, &s->only, "only", err) != 0 ||
		know_checks(job->rules, &s->skip, "skip", err) != 0)
		return -1;
	o->model = job->model;
	o->plan = job->plan;
	o->rules = job->rules;
	o->only = s->only.items;
	o->nonly = s->only.n;
	o->skip = s->skip.items;
	o->nskip = s->skip.n;
	o->reason = s->reason;
	o->full = s->full || job->remote != NULL;
	o->remote = job->remote;
	o->jobs = (int)job->options->jobs;
	o->seconds = s->rule_seconds > 0 ? (int)s->rule_seconds : 600;
	return 0;
}

int
job_check_at(const struct options *o, struct error *err)
{
	struct job job = { .options = o };
	long as_of;
	int level, rc = -1;

	if (check_choice(o, err) == 0 &&
		parse_fail_on(&level, o->fail_on, err) == 0 &&
		(o->as_of == NULL ||
			choose_as_of(NULL, o->as_of, &as_of, err) == 0) &&
		job_load(&job, err) == 0 && load_rules(&job, NULL, err) == 0 &&
		know_checks(job.rules, &o->only, "only", err) == 0 &&
		know_checks(job.rules, &o->skip, "skip", err) == 0)
		rc = lint_own(&job, NULL, true, err);
	job_clear(&job);
	return rc;
}

/* Good is a verdict of "met", and nothing found from the level up. */
static int
answer_run(const struct run_summary *summary, int level)
{
	if (summary->broken > 0) {
		fprintf(stderr,
			_("hecha: checks that disk or memory kept from being "
			  "made: %llu\n"),
			(unsigned long long)summary->broken);
		return 4;
	}
	for (int i = level; i <= SEVERITY_ERROR; i++) {
		if (summary->findings[i] > 0)
			return 1;
	}
	return level <= SEVERITY_ERROR && summary->verdict != VERDICT_MET;
}

int
job_check(struct job *job, struct ctx *ctx, struct db *db,
	struct run_summary *summary, struct error *err)
{
	struct teller t = { .ctx = ctx };
	struct run_options o = {
		.progress = print_check, .refused = print_refused, .arg = &t
	};
	int level, rc;
	int64_t stale;

	if (parse_fail_on(&level, job->options->fail_on, err) != 0 ||
		set_up_check(job, db, &o, err) != 0 ||
		unread_mark_stale(db, &stale, err) != 0)
		return -1;
	if (stale > 0)
		text_print_safe(stderr,
			_("Documents that another version of hecha has read, "
			  "or other schemas: %ld; import them again\n"),
			(long)stale);
	progress_begin(&t.progress, ctx->options.quiet, false);
	rc = run_checks(db, &o, summary, err);
	progress_end(&t.progress);
	end_refused(&t);
	if (rc == 0 && ctx->options.verbose)
		rc = print_times(db, err);
	if (rc != 0)
		return -1;
	return answer_run(summary, level);
}
