/*
 * What commands share: the steps of the main job and what they tell.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/intl.h"
#include "base/timefmt.h"
#include "cli/kit.h"
#include "cli/progress.h"
#include "cli/tell.h"
#include "intake/import.h"
#include "lib/db.h"
#include "plan/plan.h"
#include "records/store.h"
#include "schema/codes.h"
#include "schema/model.h"

#define MAX_TOLD 20

struct import_settings import_settings;
struct check_settings check_settings;
int64_t kit_jobs;
struct letter kit_letter;

int
kit_lang(const struct ctx *ctx)
{
	return strcmp(ctx->lang, "en") == 0 ? 1 : 0;
}

int
kit_load(struct kit *kit, struct error *err)
{
	if (kit->model != NULL)
		return 0;
	if (model_load(&kit->model, err) != 0 ||
		codes_load(&kit->codes, err) != 0)
		return -1;
	return codes_bind(kit->codes, kit->model, err);
}

void
kit_clear(struct kit *kit)
{
	opt_list_clear(&check_settings.rules);
	opt_list_clear(&check_settings.only);
	opt_list_clear(&check_settings.skip);
	rules_free(kit->rules);
	plan_free(kit->plan);
	codes_free(kit->codes);
	model_free(kit->model);
	*kit = (struct kit){ 0 };
}

int
kit_check_letter(struct error *err)
{
	if (kit_letter.date != NULL && day_parse(kit_letter.date) == NO_DAY)
		return err_set(err, ERR_USAGE, _("--date: no date: '%s'"),
			kit_letter.date);
	return 0;
}

int
kit_tell_blanks(struct db *db, struct error *err)
{
	struct plan *plan;
	bool has_office;

	if (plan_open(&plan, db, err) != 0)
		return -1;
	has_office = plan->office[0] != NULL;
	plan_free(plan);
	if (has_office && kit_letter.number != NULL &&
		kit_letter.signer != NULL && kit_letter.date != NULL)
		return 0;
	printf("%s", _("Left blank in the documents to be signed:"));
	if (!has_office)
		printf("%s", _(" the office's name (<office> in the plan);"));
	if (kit_letter.number == NULL)
		printf("%s", _(" their number (--number);"));
	if (kit_letter.signer == NULL)
		printf("%s", _(" who signs them out (--signer);"));
	if (kit_letter.date == NULL)
		printf("%s", _(" the day (--date);"));
	printf("%s", _(" to be filled in by hand.\n"));
	return 0;
}

int
kit_init(struct kit *kit, struct db *db, const char *plan_path,
	struct error *err)
{
	if (kit_load(kit, err) != 0 ||
		plan_load(&kit->plan, plan_path, err) != 0 ||
		db_begin(db, err) != 0)
		return -1;
	if (store_create(db, kit->model, err) == 0 &&
		codes_store(kit->codes, db, err) == 0 &&
		plan_store(kit->plan, db, err) == 0)
		return db_commit(db, err);
	db_rollback(db);
	return -1;
}

/* What the import tells while it goes on. */
struct teller {
	struct ctx *ctx;
	struct progress progress;
	unsigned long told;
};

static void
tell_progress(void *arg, const char *name, uint64_t done, uint64_t total)
{
	struct teller *t = arg;

	progress_show(&t->progress, name, done, total);
}

static void
tell_reject(void *arg, const char *name, long line, const char *record,
	const char *code, const char *text)
{
	struct teller *t = arg;

	if (t->told++ >= MAX_TOLD)
		return;
	progress_end(&t->progress);
	fprintf(stderr, _("%s:%ld: record %s: %s (%s)\n"), name, line,
		record != NULL ? record : "?", text, code);
}

int
kit_import(struct kit *kit, struct ctx *ctx, struct db *db, char **paths,
	int n, struct error *err)
{
	struct teller t = { .ctx = ctx };
	struct import_stats stats = { 0 };
	struct import_opts opts = { .strict = import_settings.strict,
		.jobs = (int)kit_jobs, .lang = kit_lang(ctx),
		.progress = tell_progress, .reject = tell_reject, .arg = &t };
	int rc;

	if (kit_load(kit, err) != 0)
		return -1;
	if (kit->plan == NULL && plan_open(&kit->plan, db, err) != 0)
		return -1;
	opts.model = kit->model;
	opts.codes = kit->codes;
	opts.reference = kit->plan->reference;
	progress_begin(&t.progress, ctx->quiet, true);
	rc = import_paths(db, paths, n, &opts, &stats, err);
	progress_end(&t.progress);
	if (t.told > MAX_TOLD)
		fprintf(stderr, _("… and %lu more; hecha findings --rejected "
				  "lists all\n"),
			t.told - MAX_TOLD);
	if (rc == 0 && !ctx->quiet)
		printf(_("Imported: files %ld (replaced %ld, unchanged %ld); "
			 "records read %llu, stored %llu, rejected %llu\n"),
			stats.files, stats.replaced, stats.unchanged,
			(unsigned long long)stats.records,
			(unsigned long long)stats.stored,
			(unsigned long long)stats.rejected);
	return rc;
}

/* --as-of, else the last export among the documents, else today. */
static int
choose_as_of(struct db *db, long *as_of, struct error *err)
{
	char *exported;

	if (check_settings.as_of != NULL) {
		*as_of = day_parse(check_settings.as_of);
		return *as_of != NO_DAY
			? 0
			: err_set(err, ERR_USAGE,
				  _("--as-of wants a date such as 2026-11-20"));
	}
	if (db_get_text(db, "SELECT MAX(exported) FROM hc_document", &exported,
		    err) != 0)
		return -1;
	*as_of = exported != NULL ? day_parse(exported) : day_today();
	free(exported);
	return 0;
}

static int
parse_fail_on(int *level, struct error *err)
{
	enum severity severity;

	*level = SEVERITY_ERROR;
	if (check_settings.fail_on == NULL)
		return 0;
	*level = SEVERITY_ERROR + 1;
	if (strcmp(check_settings.fail_on, "none") == 0)
		return 0;
	if (severity_parse(check_settings.fail_on, &severity) != 0)
		return err_set(err, ERR_USAGE,
			_("--fail-on wants error, suspect, notice or none"));
	*level = (int)severity;
	return 0;
}

static void
tell_check(void *arg, const char *check, size_t done, size_t n)
{
	struct teller *t = arg;

	progress_show(&t->progress, check, done, n);
}

static int
set_up_check(struct kit *kit, struct db *db, struct runner_opts *o,
	struct error *err)
{
	const struct check_settings *s = &check_settings;

	if ((s->only.n > 0 || s->skip.n > 0) && s->reason == NULL)
		return err_set(err, ERR_USAGE,
			_("--only and --skip want --reason"));
	if (kit_load(kit, err) != 0 ||
		(kit->plan == NULL && plan_open(&kit->plan, db, err) != 0) ||
		choose_as_of(db, &o->as_of, err) != 0 ||
		rules_load(&kit->rules, s->rules.items, s->rules.n, err) != 0 ||
		rules_apply_plan(kit->rules, kit->plan, err) != 0)
		return -1;
	o->model = kit->model;
	o->plan = kit->plan;
	o->rules = kit->rules;
	o->only = s->only.items;
	o->nonly = s->only.n;
	o->skip = s->skip.items;
	o->nskip = s->skip.n;
	o->reason = s->reason;
	o->full = s->full;
	o->jobs = (int)kit_jobs;
	o->seconds = s->rule_seconds > 0 ? (int)s->rule_seconds : 600;
	return 0;
}

int
kit_check(struct kit *kit, struct ctx *ctx, struct db *db,
	struct runner_summary *summary, struct error *err)
{
	struct teller t = { .ctx = ctx };
	struct runner_opts o = { .progress = tell_check, .arg = &t };
	int level, rc;

	if (parse_fail_on(&level, err) != 0 ||
		set_up_check(kit, db, &o, err) != 0)
		return -1;
	progress_begin(&t.progress, ctx->quiet, false);
	rc = runner_run(db, &o, summary, err);
	progress_end(&t.progress);
	if (rc == 0 && ctx->verbose)
		rc = tell_times(db, err);
	if (rc != 0)
		return -1;
	for (int i = level; i <= SEVERITY_ERROR; i++) {
		if (summary->findings[i] > 0)
			return 1;
	}
	return 0;
}
