/*
 * Making the result of a package again.
 */
#include "config.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "base/file.h"
#include "base/intl.h"
#include "base/lang.h"
#include "base/mem.h"
#include "base/strbuf.h"
#include "base/version.h"
#include "check/pack.h"
#include "cli/job.h"
#include "cli/rerun.h"
#include "lib/db.h"
#include "lib/xml.h"
#include "report/result.h"
#include "schema/value.h"
#include "send/basis.h"
#include "send/history.h"
#include "send/manifest.h"
#include "send/package.h"

/* The package's packs in place of hecha's; its own in the order they had. */
static int
load_packs(struct job *job, const struct manifest *m, const char *work,
	struct error *err)
{
	char *dir = xasprintf("%s/" BASIS_RULES, work), **own = NULL;
	size_t n = 0;
	int rc = job_load(job, err);

	for (struct _xmlNode *c = manifest_first(m, "pack"); c != NULL;
		c = xml_next(c, "pack")) {
		if (!value_is_yes(manifest_get(m, c, "own")))
			continue;
		own = xreallocarray(own, n + 1, sizeof *own);
		own[n] = xasprintf("%s/%s/%03zu/%s", work, BASIS_OWN, n + 1,
			manifest_get(m, c, "name"));
		n++;
	}
	if (rc == 0)
		rc = pack_load_from(&job->rules, dir, (const char *const *)own,
			n, job->model, err);
	while (n > 0)
		free(own[--n]);
	free(own);
	free(dir);
	return rc;
}

/* What was deselected then, and why. */
static void
skip_again(struct options *o, const struct manifest *m)
{
	for (struct _xmlNode *c = manifest_first(m, "skipped"); c != NULL;
		c = xml_next(c, "skipped")) {
		opt_list_add(&o->skip, manifest_get(m, c, "check"));
		o->reason = manifest_get(m, c, "reason");
	}
}

/* An input that is not there as it was. */
static int
find_other_input(char **difference, struct db *db, const struct manifest *m,
	struct error *err)
{
	struct stmt *st;
	int rc = db_prepare(&st, db,
		"SELECT 1 FROM hc_document WHERE name = ? AND sha256 = ?", err);

	for (struct _xmlNode *c = manifest_first(m, "input");
		rc == 0 && *difference == NULL && c != NULL;
		c = xml_next(c, "input")) {
		const char *name = manifest_get(m, c, "name");

		stmt_bind_text(st, 1, name);
		stmt_bind_text(st, 2, manifest_get(m, c, "sha256"));
		rc = stmt_step(st, err);
		if (rc == 0)
			*difference = xasprintf(
				_("the records are not those: %s"), name);
		stmt_reset(st);
		rc = rc < 0 ? -1 : 0;
	}
	if (rc == 0)
		stmt_free(st);
	return rc;
}

/* What was read at the end. */
static void
no_line(char **line)
{
	free(*line);
	*line = xstrdup("");
}

/* The first line that is not the same in both; *n is its number, 0: none. */
static void
find_other_line(FILE *a, FILE *b, size_t *n, char **x, char **y)
{
	size_t size_x = 0, size_y = 0;
	ssize_t len_x, len_y;

	for (*n = 1;; ++*n) {
		len_x = getline(x, &size_x, a);
		len_y = getline(y, &size_y, b);
		if (len_x < 0 && len_y < 0)
			break;
		if (len_x != len_y || memcmp(*x, *y, (size_t)len_x) != 0)
			break;
	}
	if (len_x < 0 && len_y < 0)
		*n = 0;
	if (len_x < 0)
		no_line(x);
	if (len_y < 0)
		no_line(y);
}

/* A line as far as it is shown, without blanks before and the end behind. */
static int
shown(const char *line)
{
	return (int)(strcspn(line, "\n") < 120 ? strcspn(line, "\n") : 120);
}

static int
compare(char **difference, const char *then, const char *now,
	const struct manifest *m, struct error *err)
{
	FILE *a = fopen(then, "re"), *b = fopen(now, "re");
	char *x = NULL, *y = NULL;
	size_t n = 0;
	int rc = 0;

	if (a == NULL || b == NULL)
		rc = err_set(err, ERR_SYSTEM, "RERUN-1", "%s: cannot be read",
			a == NULL ? then : now);
	else
		find_other_line(a, b, &n, &x, &y);
	rc = file_close(a, then, rc, err);
	rc = file_close(b, now, rc, err);
	if (rc == 0 && n > 0)
		*difference = xasprintf(
			_("line %zu: in the package '%.*s', made again "
			  "'%.*s' (package: %s; here: %s)"),
			n, shown(x), x, shown(y), y, m->program, VERSION_NAME);
	free(x);
	free(y);
	return rc;
}

static int
make(struct ctx *ctx, struct job *job, const struct manifest *m,
	const char *work, char *records, struct error *err)
{
	char *plan = xasprintf("%s/" BASIS_PLAN, work);
	char *history = xasprintf("%s/" BASIS_HISTORY, work);
	struct run_summary summary;
	int rc = -1;

	if (load_packs(job, m, work, err) == 0 &&
		job_init(job, ctx->db, plan, err) == 0 &&
		history_read(ctx->db, history, err) == 0 &&
		job_import(job, ctx, ctx->db, &records, 1, err) == 0)
		rc = job_check(job, ctx, ctx->db, &summary, err);
	free(history);
	free(plan);
	return rc;
}

int
rerun(struct ctx *ctx, const struct manifest *m, const char *work,
	char *records, char **difference, struct error *err)
{
	struct ctx again = *ctx;
	struct job job = { .options = &again.options, .is_for_script = true };
	char *path = xasprintf("%s/again.db", work);
	char *then = xasprintf("%s/" PACKAGE_RESULT, work);
	char *now = xasprintf("%s/again.xml", work);
	int rc = -1;

	*difference = NULL;
	again.options.quiet = true;
	again.options.as_of = m->as_of;
	again.options.fail_on = "none";
	skip_again(&again.options, m);
	again.db = NULL;
	if (lang_parse(&again.lang, m->language) != 0)
		again.lang = LANG_ZH;
	lang_use(again.lang);
	if (db_open(&again.db, path, DB_DRAFT, err) == 0)
		rc = make(&again, &job, m, work, records, err);
	if (rc > 0)
		rc = err_set(err, ERR_SYSTEM, "RERUN-2",
			"not every check could be made again");
	if (rc == 0)
		rc = result_write(again.db, now, again.lang, m->masked, err);
	lang_use(ctx->lang);
	if (rc == 0)
		rc = find_other_input(difference, again.db, m, err);
	if (rc == 0 && *difference == NULL)
		rc = compare(difference, then, now, m, err);
	db_close(again.db);
	opt_list_clear(&again.options.skip);
	job_clear(&job);
	free(now);
	free(then);
	free(path);
	return rc;
}
